//! The clouds, and what they are judged by.

use crate::app::browser::{files, samples};
use crate::app::components::{Icon, code_text};
use crate::app::review::{Grouping, Review, ReviewAction};
use crate::app::state::{Action, State};
use crate::present::Choices;
use crate::wording::{impact_page as texts, page};
use crate::worker::messages::{Reviewed, SessionCloud};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Pickers for exports, the list of clouds, and a question where it is not clear what belongs together.
pub(super) fn clouds(state: &State, act: &Callback<ReviewAction>, page_act: &Callback<Action>) -> Html {
    let review = &state.review;
    let listed = review.session.clouds.iter().enumerate();
    let examples = {
        let act = page_act.clone();
        Callback::from(move |_: MouseEvent| {
            for example in page::EXAMPLE_CLOUDS {
                samples::take(example, &act);
            }
        })
    };
    let is_used = review.uses_checked;
    html! {
        <section class="card" aria-labelledby="clouds">
            <h2 id="clouds">{texts::CLOUDS}</h2>
            <p class="hint" id="clouds-hint">{texts::CLOUDS_HINT}</p>
            <div class="pickers">
                {picker("exports", texts::ADD_CLOUDS, false, act)}
                {picker("export-folder", texts::ADD_CLOUD_FOLDER, true, act)}
                <button type="button" class="button" onclick={examples}>{texts::ADD_EXAMPLES}</button>
            </div>
            if !review.ungrouped.is_empty() {
                <div class="notice note" role="group" aria-labelledby="grouping">
                    <p id="grouping">{texts::ask_grouping(review.ungrouped.len())}</p>
                    <div class="pickers">
                        {grouping(texts::ONE_CLOUD, Grouping::One, act)}
                        {grouping(texts::EACH_CLOUD, Grouping::Each, act)}
                    </div>
                </div>
            }
            if !state.session.files.is_empty() {
                <label class="check">
                    <input type="checkbox" checked={is_used} onchange={act.reform(move |_| ReviewAction::UseChecked(!is_used))} />
                    {texts::USE_CHECKED}
                </label>
            }
            <ul class="given" role="list" aria-label={texts::CLOUDS}>{ for listed.map(|(at, cloud)| chip(at, cloud, act)) }</ul>
            <p class="privacy">{Icon::Lock.draw()}{page::PRIVACY}</p>
        </section>
    }
}

fn picker(id: &'static str, label: &'static str, is_folder: bool, act: &Callback<ReviewAction>) -> Html {
    let act = act.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let add = |files| ReviewAction::AddClouds(files, Grouping::Unsaid);
        files::take_for_review(files::listed(input.files()), &act, add);
        // The same file can be chosen again.
        input.set_value("");
    });
    html! {
        <div>
            <input type="file" {id} class="unseen" multiple={true} webkitdirectory={is_folder}
                aria-describedby="clouds-hint" {onchange} />
            <label for={id} class="button">{label}</label>
        </div>
    }
}

fn grouping(label: &'static str, grouping: Grouping, act: &Callback<ReviewAction>) -> Html {
    html! {
        <button type="button" class="button" onclick={act.reform(move |_| ReviewAction::Group(grouping))}>{label}</button>
    }
}

fn chip(at: usize, cloud: &SessionCloud, act: &Callback<ReviewAction>) -> Html {
    html! {
        <li class="chip">
            <bdi class="file-name">{&*cloud.label}</bdi>
            <span class="hint">{texts::files(cloud.files.len())}</span>
            <button type="button" class="round" aria-label={texts::remove(&cloud.label)}
                onclick={act.reform(move |_| ReviewAction::RemoveCloud(at))}>{Icon::Cross.draw()}</button>
        </li>
    }
}

/// The scope version that counts, and the reference date.
pub(super) fn choices(
    review: &Review,
    told: &Reviewed,
    act: &Callback<ReviewAction>,
    page_act: &Callback<Action>,
) -> Html {
    let chosen = &review.session.choices;
    let choose_scope = {
        let chosen = chosen.clone();
        act.reform(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            let scope = select.map(|select| select.value()).unwrap_or_default();
            ReviewAction::Choose(Choices { scope, ..chosen.clone() })
        })
    };
    let versions = told.versions.iter().map(|version| {
        html! { <option value={version.to_string()} selected={*chosen.scope == **version}>{&**version}</option> }
    });
    let is_known = chosen.scope.is_empty() || told.versions.iter().any(|version| **version == *chosen.scope);
    html! {
        <div class="choices impact-choices">
            <div class="choice">
                <label for="impact-scope">{texts::SCOPE}</label>
                <select id="impact-scope" class="field" onchange={choose_scope}>
                    <option value="" selected={chosen.scope.is_empty()}>{texts::CERTIFIABLE}</option>
                    if !is_known {
                        <option value={chosen.scope.clone()} selected={true}>{&chosen.scope}</option>
                    }
                    { for versions }
                </select>
            </div>
            <DateField choices={chosen.clone()} error={told.choice_error.clone()} act={page_act} />
        </div>
    }
}

/// What [`DateField`] shows.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct DateFieldProps {
    choices: Choices,
    error: Option<AttrValue>,
    act: Callback<Action>,
}

/// A field for the reference date. It is drawn anew only if something of it changes, or what is half typed would be lost.
#[component]
fn DateField(props: &DateFieldProps) -> Html {
    let DateFieldProps { choices, error, act } = props;
    let choose = {
        let choices = choices.clone();
        act.reform(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let date = input.map(|input| input.value()).unwrap_or_default();
            Action::Review(ReviewAction::Choose(Choices { date: date.trim().to_owned(), ..choices.clone() }))
        })
    };
    let is_invalid = error.is_some().then_some("true");
    html! {
        <div class="choice">
            <label for="impact-date">{texts::DATE}</label>
            <input type="text" id="impact-date" class="field" size="11" autocomplete="off" spellcheck="false"
                value={choices.date.clone()} aria-invalid={is_invalid} aria-describedby="impact-date-hint" onchange={choose} />
            <div id="impact-date-hint" class={classes!("hint", is_invalid.map(|_| "error"))}>
                if let Some(error) = error {
                    {code_text(error)}
                } else {
                    {texts::DATE_HINT}
                }
            </div>
        </div>
    }
}

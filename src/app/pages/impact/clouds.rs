//! The clouds.

use super::{chosen, picker};
use crate::app::browser::{files, samples};
use crate::app::components::Icon;
use crate::app::review::{Grouping, ReviewAction};
use crate::app::state::{Action, State};
use crate::wording::{impact_page as texts, page};
use crate::worker::messages::SessionCloud;
use yew::prelude::*;

/// Pickers for exports, the list of clouds, and a question where it is not clear what belongs together.
pub(super) fn clouds(state: &State, act: &Callback<ReviewAction>, page_act: &Callback<Action>) -> Html {
    let review = &state.review;
    let listed = review.session.clouds.iter().enumerate();
    let examples = {
        let act = page_act.clone();
        Callback::from(move |_: MouseEvent| samples::take_for_review(&page::EXAMPLE_CLOUDS, &act))
    };
    let taken =
        || chosen(act, |files| ReviewAction::AddClouds(files, Grouping::Unsaid), ReviewAction::Failed);
    let is_used = review.uses_checked;
    html! {
        <section class="card" aria-labelledby="clouds">
            <h2 id="clouds">{texts::CLOUDS}</h2>
            <p class="hint" id="clouds-hint">{texts::CLOUDS_HINT}</p>
            <div class="pickers">
                {picker(("exports", texts::ADD_CLOUDS, "clouds-hint"), false, files::EXPORTS, taken())}
                {picker(("export-folder", texts::ADD_CLOUD_FOLDER, "clouds-hint"), true, files::EXPORTS, taken())}
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
            <button type="button" id={format!("cloud-{at}")} class="round" aria-label={texts::remove(&cloud.label)}
                onclick={act.reform(move |_| ReviewAction::RemoveCloud(at))}>{Icon::Cross.draw()}</button>
        </li>
    }
}

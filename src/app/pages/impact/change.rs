//! What changes: files before and after, and a rule that is being written.

use crate::app::browser::files;
use crate::app::components::{Icon, Tone, code_text, notice_box};
use crate::app::review::{MISSING, Pull, Review, ReviewAction, Side};
use crate::app::state::{Action, State};
use crate::wording::impact_page as texts;
use crate::worker::messages::{SessionBefore, SessionChange};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Pickers for changed files, the list of them, and a field for a rule.
pub(super) fn change(state: &State, act: &Callback<ReviewAction>, page_act: &Callback<Action>) -> Html {
    let review = &state.review;
    let changes = review.session.changes.iter().enumerate();
    let write = act.reform(|event: InputEvent| {
        let area = event.target_dyn_into::<HtmlTextAreaElement>();
        ReviewAction::Write(area.map(|area| area.value()).unwrap_or_default())
    });
    html! {
        <section class="card" aria-labelledby="change">
            <h2 id="change">{texts::CHANGE}</h2>
            if review.hosts.is_some() {
                {pull(review, act, page_act)}
            }
            <p class="hint" id="change-hint">{texts::CHANGE_HINT}</p>
            <div class="pickers">
                {picker("after", texts::ADD_AFTER, act, Side::After)}
                {picker("before", texts::ADD_BEFORE, act, Side::Before)}
            </div>
            if !review.session.changes.is_empty() {
                <ul class="given" role="list" aria-label={texts::CHANGES}>
                    { for changes.map(|(at, change)| changed_file(at, change, act)) }
                </ul>
                <div>
                    <button type="button" class="button small" onclick={act.reform(|_| ReviewAction::ClearChanges)}>{texts::REMOVE_CHANGES}</button>
                </div>
            }
            <label for="rule" class="field-label">{texts::RULE}</label>
            <p class="hint" id="rule-hint">{texts::RULE_HINT}</p>
            <div>
                <button type="button" class="button small" aria-expanded={review.starters.is_some().to_string()}
                    onclick={act.reform(|_| ReviewAction::ToggleStarters)}>{texts::STARTERS}</button>
                if let Some(starters) = &review.starters {
                    <ul class="starters">
                        { for starters.iter().map(|starter| {
                            let text = starter.text.clone();
                            let take = act.reform(move |_: MouseEvent| ReviewAction::Write(text.clone()));
                            html! { <li><button type="button" class="link" onclick={take}>{&starter.title}</button></li> }
                        }) }
                    </ul>
                }
            </div>
            <textarea id="rule" class="input-area rule" rows="6" spellcheck="false" autocomplete="off"
                aria-describedby="rule-hint" value={review.session.rule.clone()} oninput={write} />
        </section>
    }
}

/// What [`PullForm`] shows.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct PullFormProps {
    text: AttrValue,
    act: Callback<Action>,
}

/// A field for the number of a pull request. It is drawn anew only if something else is to stand there, or what is half
/// typed would be lost.
#[component]
fn PullForm(props: &PullFormProps) -> Html {
    let field = use_node_ref();
    let submit = {
        let field = field.clone();
        props.act.reform(move |event: SubmitEvent| {
            event.prevent_default();
            let input = field.cast::<HtmlInputElement>();
            Action::Review(ReviewAction::Fetch(input.map(|input| input.value()).unwrap_or_default()))
        })
    };
    html! {
        <form class="pull" onsubmit={submit}>
            <label for="pull" class="field-label">{texts::PULL}</label>
            <div class="pickers">
                <input type="text" id="pull" class="field" ref={field} autocomplete="off" spellcheck="false"
                    value={props.text.clone()} aria-describedby="pull-hint" />
                <button type="submit" class="button primary">{texts::FETCH}</button>
            </div>
            <p class="hint" id="pull-hint">{texts::PULL_HINT}</p>
        </form>
    }
}

/// The field for a pull request, and what came of it.
fn pull(review: &Review, act: &Callback<ReviewAction>, page_act: &Callback<Action>) -> Html {
    let Pull { text, progress, problem, fetched } = &review.pull;
    html! {<>
        <PullForm text={text.clone()} act={page_act} />
        <div role="status">
            if let Some(progress) = progress {
                <p>{progress}{" "}
                    <button type="button" class="button small" onclick={act.reform(|_| ReviewAction::CancelFetch)}>{texts::CANCEL_FETCH}</button>
                </p>
            }
        </div>
        if let Some(problem) = problem {
            {notice_box(problem, Tone::Error)}
        }
        if let Some(fetched) = fetched {
            <p>{texts::fetched(fetched.id.number, &fetched.id.repository.to_string(), fetched.changes.len())}{" "}<b><bdi>{&fetched.title}</bdi></b></p>
            { for fetched.missing.iter().map(|text| html! { <p class="hint">{code_text(text)}</p> }) }
        }
    </>}
}

fn picker(id: &'static str, label: &'static str, act: &Callback<ReviewAction>, side: Side) -> Html {
    let act = act.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        files::take_for_review(files::listed(input.files()), &act, |files| {
            ReviewAction::AddChanges(files, side)
        });
        // The same file can be chosen again.
        input.set_value("");
    });
    html! {
        <div>
            <input type="file" {id} class="unseen" multiple={true} aria-describedby="change-hint" {onchange} />
            <label for={id} class="button">{label}</label>
        </div>
    }
}

fn changed_file(at: usize, change: &SessionChange, act: &Callback<ReviewAction>) -> Html {
    let state = match (&change.before, change.after) {
        (SessionBefore::File { id: MISSING, .. }, _) | (_, Some(MISSING)) => texts::COULD_NOT_BE_LOADED,
        (SessionBefore::Embedded, _) => texts::ONLY_AFTER,
        (SessionBefore::Absent, Some(_)) => texts::ADDED,
        (SessionBefore::Absent, None) => texts::NOT_LOADED,
        (SessionBefore::File { .. }, Some(_)) => texts::BEFORE_AND_AFTER,
        (SessionBefore::File { .. }, None) => texts::REMOVED,
    };
    html! {
        <li class="chip">
            <bdi class="file-name">{&*change.path}</bdi>
            <span class="hint">{state}</span>
            <button type="button" class="round" aria-label={texts::remove(&change.path)}
                onclick={act.reform(move |_| ReviewAction::RemoveChange(at))}>{Icon::Cross.draw()}</button>
        </li>
    }
}

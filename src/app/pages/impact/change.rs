//! What changes: files before and after, and a rule that is being written.

use super::starters::starters;
use super::{chosen, picker};
use crate::app::browser::{contents, document, files};
use crate::app::components::{Folded, Icon, Tone, code_text, notice_box, path_text};
use crate::app::review::{MISSING, Pull, Review, ReviewAction, Side, likely_ending};
use crate::app::state::{Action, NewFile, State};
use crate::wording::impact_page as texts;
use crate::worker::messages::{SessionBefore, SessionChange};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Pickers for changed files, the list of them, and a field for a rule.
pub(super) fn change(state: &State, act: &Callback<ReviewAction>, page_act: &Callback<Action>) -> Html {
    let review = &state.review;
    let changes = review.session.changes.iter().enumerate();
    let write = act.reform(|event: InputEvent| {
        let area = event.target_dyn_into::<HtmlTextAreaElement>();
        ReviewAction::Write(area.map(|area| area.value()).unwrap_or_default())
    });
    let pick = |id, label, side, is_folder| {
        let add = move |files| {
            if is_folder {
                ReviewAction::AddFolder(files, side)
            } else {
                ReviewAction::AddChanges(files, side)
            }
        };
        let taken = chosen(act, add, ReviewAction::Failed);
        picker((id, label, "change-hint"), is_folder, files::STANDARDS, taken)
    };
    html! {
        <section class="card" aria-labelledby="change">
            <h2 id="change">{texts::CHANGE}</h2>
            if review.hosts.is_some() {
                {pull(review, act, page_act)}
            }
            <p class="hint" id="change-hint">{texts::CHANGE_HINT}</p>
            <div class="pickers">
                {pick("after", texts::ADD_AFTER, Side::After, false)}
                {pick("after-folder", texts::AFTER_FOLDER, Side::After, true)}
            </div>
            <div class="pickers">
                {pick("before", texts::ADD_BEFORE, Side::Before, false)}
                {pick("before-folder", texts::BEFORE_FOLDER, Side::Before, true)}
            </div>
            <Folded class="others" summary={html! { texts::PASTE }}><PasteForm text={review.pasted.clone()} act={page_act} /></Folded>
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
            <div class="pickers">
                <button type="button" class="button small" aria-expanded={review.starters.is_some().to_string()}
                    onclick={act.reform(|_| ReviewAction::ToggleStarters)}>{texts::STARTERS}</button>
                if !review.session.rule.trim().is_empty() {
                    <button type="button" class="button small" onclick={act.reform(|_| ReviewAction::SaveRule)}>{texts::SAVE_RULE}</button>
                }
            </div>
            if let Some(told) = &review.starters {
                {starters(told, review.about.as_deref(), act)}
            }
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

/// A form for a text that is pasted. What is typed is known to the browser alone until it leaves the field.
#[component]
fn PasteForm(props: &PasteFormProps) -> Html {
    let (area, name, side) = (use_node_ref(), use_node_ref(), use_node_ref());
    let submit = {
        let (area, name, side) = (area.clone(), name.clone(), side.clone());
        let act = props.act.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let fields = (
                area.cast::<HtmlTextAreaElement>(),
                name.cast::<HtmlInputElement>(),
                side.cast::<HtmlSelectElement>(),
            );
            let (Some(area), Some(name), Some(side)) = fields else { return };
            let text = area.value();
            if text.trim().is_empty() {
                document::focus("pasted");
                return;
            }
            let side = if side.selected_index() == 0 { Side::After } else { Side::Before };
            let file = NewFile { name: name.value(), ..contents::keep_text(&text) };
            area.set_value("");
            name.set_value("");
            act.emit(Action::Review(ReviewAction::Paste(file, side, likely_ending(&text))));
            document::focus("pasted");
        })
    };
    // Whoever looks at another place meanwhile finds it again.
    let onchange = props.act.reform(|event: Event| {
        let area = event.target_dyn_into::<HtmlTextAreaElement>();
        Action::Review(ReviewAction::Draft(area.map(|area| area.value()).unwrap_or_default()))
    });
    html! {
        <form class="pull" onsubmit={submit}>
            <label for="pasted">{texts::PASTED}</label>
            <textarea id="pasted" ref={area} class="input-area rule" rows="5" spellcheck="false" autocomplete="off"
                value={props.text.clone()} {onchange} />
            <div class="choices impact-choices">
                <div class="choice">
                    <label for="pasted-name">{texts::PASTED_NAME}</label>
                    <input type="text" id="pasted-name" class="field" ref={name} autocomplete="off" spellcheck="false" aria-describedby="pasted-hint" />
                </div>
                <div class="choice">
                    <label for="pasted-side">{texts::PASTED_SIDE}</label>
                    <select id="pasted-side" class="field" ref={side}>
                        <option selected={true}>{texts::ONLY_AFTER}</option>
                        <option>{texts::BEFORE_CHANGE}</option>
                    </select>
                </div>
            </div>
            <p class="hint" id="pasted-hint">{texts::PASTED_HINT}</p>
            <div><button type="submit" class="button">{texts::ADD_PASTED}</button></div>
        </form>
    }
}

/// What [`PasteForm`] shows.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct PasteFormProps {
    text: AttrValue,
    act: Callback<Action>,
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
            <bdi class="file-name">{path_text(&change.path)}</bdi>
            <span class="hint">{state}</span>
            <button type="button" id={format!("change-{at}")} class="round" aria-label={texts::remove(&change.path)}
                onclick={act.reform(move |_| ReviewAction::RemoveChange(at))}>{Icon::Cross.draw()}</button>
        </li>
    }
}

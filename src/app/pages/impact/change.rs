//! What changes: files before and after, and a rule that is being written.

use crate::app::browser::files;
use crate::app::components::Icon;
use crate::app::review::{ReviewAction, Side};
use crate::app::state::State;
use crate::wording::impact_page as texts;
use crate::worker::messages::{SessionBefore, SessionChange};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Pickers for changed files, the list of them, and a field for a rule.
pub(super) fn change(state: &State, act: &Callback<ReviewAction>) -> Html {
    let review = &state.review;
    let changes = review.session.changes.iter().enumerate();
    let write = act.reform(|event: InputEvent| {
        let area = event.target_dyn_into::<HtmlTextAreaElement>();
        ReviewAction::Write(area.map(|area| area.value()).unwrap_or_default())
    });
    html! {
        <section class="card" aria-labelledby="change">
            <h2 id="change">{texts::CHANGE}</h2>
            <p class="hint" id="change-hint">{texts::CHANGE_HINT}</p>
            <div class="pickers">
                {picker("after", texts::ADD_AFTER, act, Side::After)}
                {picker("before", texts::ADD_BEFORE, act, Side::Before)}
            </div>
            if !review.session.changes.is_empty() {
                <ul class="given" role="list" aria-label={texts::CHANGES}>
                    { for changes.map(|(at, change)| changed_file(at, change, act)) }
                </ul>
            }
            <label for="rule" class="field-label">{texts::RULE}</label>
            <p class="hint" id="rule-hint">{texts::RULE_HINT}</p>
            <textarea id="rule" class="input-area rule" rows="6" spellcheck="false" autocomplete="off"
                aria-describedby="rule-hint" value={review.session.rule.clone()} oninput={write} />
        </section>
    }
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
    let is_compared = !matches!(change.before, SessionBefore::Embedded);
    html! {
        <li class="chip">
            <bdi class="file-name">{&*change.path}</bdi>
            <span class="hint">{texts::change_state(is_compared, change.after.is_some())}</span>
            <button type="button" class="round" aria-label={texts::remove(&change.path)}
                onclick={act.reform(move |_| ReviewAction::RemoveChange(at))}>{Icon::Cross.draw()}</button>
        </li>
    }
}

//! The Impact page: a change of the standards, clouds, and what the one does to the others. And two exports compared.

mod change;
mod clouds;
mod comparison;
mod result;

use crate::app::components::{Icon, Tone, notice_box};
use crate::app::review::ReviewAction;
use crate::app::state::{Action, State};
use crate::wording::{impact_page as texts, page};
use change::change;
use clouds::{choices, clouds};
use comparison::comparison;
use result::result;
use yew::prelude::*;

/// What to give, and under it what the change does.
pub fn impact_page(state: &State, page_act: &Callback<Action>) -> Html {
    let review = &state.review;
    let act = page_act.reform(Action::Review);
    let problems = review.problems.iter().enumerate().map(|(at, problem)| {
        html! {
            <div class="problem">
                {notice_box(problem, Tone::Error)}
                <button type="button" class="button small" onclick={act.reform(move |_| ReviewAction::Dismiss(at))}>
                    {Icon::Cross.draw()}{page::DISMISS}
                </button>
            </div>
        }
    });
    html! {
        <div class="impact">
            <div class="hero">
                <h1>{texts::QUESTION}</h1>
                <p class="lead">{texts::WHAT_THIS_IS}</p>
            </div>
            <div class="problems">{ for problems }</div>
            <div class="impact-input">
                {change(state, &act, page_act)}
                {clouds(state, &act, page_act)}
            </div>
            if let Some(told) = &review.told {
                {choices(review, told, &act, page_act)}
                {result(told, &act)}
            }
            {comparison(&state.comparison, &page_act.reform(Action::Compare))}
        </div>
    }
}

//! The Check page: what to check, the answer, and the test cases behind it.

pub mod causes;
pub mod choices;
pub mod detail;
pub mod details;
pub mod examples;
pub mod export_help;
pub mod file_list;
pub mod filter_bar;
pub mod findings;
pub mod headline;
pub mod input;
pub mod memory;
pub mod pictures;
pub mod resources;
pub mod row;
pub mod scope_choice;
pub mod test_cases;
pub mod versions;
pub mod waivers;

use crate::app::components::{Icon, Later, Tone, notice_box};
use crate::app::state::{Action, State};
use crate::wording::page as texts;
use crate::worker::messages::State as Told;
use causes::causes;
use details::details;
use examples::examples;
use export_help::export_help;
use file_list::{file_list, removed};
use headline::headline;
use input::Input;
use memory::memory;
use pictures::Pictures;
use std::rc::Rc;
use versions::Versions;
use waivers::waivers;
use yew::prelude::*;

/// First a question and the place for an export; with a result, the answer and the test cases.
pub fn check_page(state: &Rc<State>, act: &Callback<Action>) -> Html {
    let result = state.told.as_ref().filter(|told| told.result.is_some());
    // The order of these never changes, so that the paste area stays the same element.
    html! {<>
        if result.is_none() {
            <div class="hero">
                <h1 id="headline" tabindex="-1">{texts::QUESTION}</h1>
                <p class="lead">{texts::WHAT_THIS_IS}</p>
            </div>
        }
        {file_list(state, result.is_some(), act)}
        {removed(state, act)}
        <div class="problems" id="problems" tabindex="-1">
            { for state.problems.iter().enumerate().map(|(index, problem)| html! {
                <div class="problem">
                    {notice_box(problem, Tone::Error)}
                    <button type="button" class="button small" onclick={act.reform(move |_| Action::Dismiss(index))}>
                        {Icon::Cross.draw()}{texts::DISMISS}
                    </button>
                </div>
            }) }
        </div>
        <div id="input" hidden={result.is_some() && !state.is_input_open}>
            <Input is_understood={state.is_draft_understood()} is_first={result.is_none()} {act} />
        </div>
        {memory(state, act)}
        if result.is_none() {
            <div class="help">
                {examples(act)}
                {export_help()}
            </div>
        }
        if let Some(told) = result {
            {headline(told, state, act)}
            // The answer first; what explains it comes a frame later.
            <Later draw={
                let (state, told, act) = (Rc::clone(state), Rc::clone(told), act.clone());
                Callback::from(move |()| explanation(&state, &told, &act))
            } />
        }
    </>}
}

/// What explains the answer: causes, pictures, test cases, waivers and the scope versions side by side.
fn explanation(state: &State, told: &Rc<Told>, act: &Callback<Action>) -> Html {
    html! {
        <div class="columns">
            { for told.result.iter().map(|result| causes(result, state, act)) }
            <Pictures {told} choices={state.session.choices.clone()} {act} />
            {details(state, act)}
            {waivers(told, act)}
            <Versions {told} {act} />
        </div>
    }
}

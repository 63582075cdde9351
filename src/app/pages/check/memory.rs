//! Remembering on this device: a switch, what is remembered, and a button that forgets it.

use crate::app::browser::document;
use crate::app::components::{Tone, notice_box};
use crate::app::memory::{Memory, Remembering, Stored};
use crate::app::state::{Action, State};
use crate::wording::memory as texts;
use yew::prelude::*;

/// A switch that is off at first. On, it says where and how much is remembered.
pub fn memory(state: &State, act: &Callback<Action>) -> Html {
    let is_on = state.memory.is_on();
    html! {
        <section class="memory" aria-label={texts::REMEMBER}>
            <input type="checkbox" role="switch" id="remember" class="switch" checked={is_on}
                aria-describedby="remembered" onchange={act.reform(move |_: Event| Action::Remember(!is_on))} />
            <label for="remember">{texts::REMEMBER}</label>
            <p id="remembered" class="hint">
                {match &state.memory {
                    Memory::On(remembering) => remembered(state, remembering),
                    Memory::Off => html! { {texts::OFF} },
                    Memory::Failed(_) => html! {},
                }}
            </p>
            if is_on {
                <button type="button" class="button small" onclick={act.reform(|_| Action::Remember(false))}>{texts::FORGET}</button>
            }
            { for state.memory.failure().map(|notice| notice_box(notice, Tone::Error)) }
        </section>
    }
}

fn remembered(state: &State, remembering: &Remembering) -> Html {
    let is_recalled = state.session.files.iter().any(|file| remembering.has_recalled(file.id));
    let amount = match remembering.stored {
        Some(Stored { files, bytes }) => texts::amount(files, bytes),
        None => texts::BEING_STORED.to_owned(),
    };
    let place = if document::is_on_disk() { texts::WHERE_OF_FILES } else { texts::WHERE };
    html! {<>
        if is_recalled {
            <strong>{texts::RECALLED}</strong>{" "}
        }
        {place}{" "}{amount}
    </>}
}

//! What a browser has run once, it runs faster: the first answer of a visit is drawn once before, where nobody sees it.

use super::browser::document;
use super::root::whole_page;
use super::state::{Action, State};
use crate::worker::dispatch::Event;
use crate::worker::messages::{self, Response};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;
use yew::platform::time::sleep;
use yew::prelude::*;

/// An answer about made-up records.
#[derive(Clone, PartialEq, Properties)]
struct RehearsalProps {
    told: Rc<messages::State>,
}

/// The page without an answer, and then with one. Nothing of it does anything.
#[component]
fn Rehearsal(props: &RehearsalProps) -> Html {
    let state = use_state(Rc::<State>::default);
    {
        let (state, told) = (state.clone(), Rc::clone(&props.told));
        use_effect_with((), move |()| {
            let mut answered = State::default();
            answered.reduce(Action::Told(Event::Answer(Response::State(told))));
            state.set(Rc::new(answered));
        });
    }
    whole_page(&state, &props.told.provenance, &Callback::noop())
}

/// Draws an answer into an element of its own, has the browser lay it out, and throws it away before anybody sees it.
pub fn rehearse(told: Rc<messages::State>) {
    let Some(stage) = document::loose_element() else { return };
    let props = RehearsalProps { told };
    let drawn = yew::Renderer::<Rehearsal>::with_root_and_props(stage.clone(), props).render();
    spawn_local(async move {
        // It is drawn when this task is over.
        sleep(Duration::ZERO).await;
        document::lay_out_unseen(&stage);
        drawn.destroy();
    });
}

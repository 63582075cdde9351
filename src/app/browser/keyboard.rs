//! Single keys that do something, wherever no text is being typed.

use super::document;
use super::listener::Listener;
use super::transfer::is_in_field;
use crate::app::shortcuts::action_of;
use crate::app::state::Action;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::Callback;

/// Listens for keys, as long as they are switched on.
pub fn listener(is_on: Rc<Cell<bool>>, act: &Callback<Action>) -> Listener {
    let act = act.clone();
    Listener::new("keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        // A key that is held, or that means something else to the browser, is none of ours.
        let is_other =
            key.ctrl_key() || key.alt_key() || key.meta_key() || key.repeat() || key.is_composing();
        if !is_on.get() || is_other || is_in_field(event) {
            return;
        }
        if let Some(action) = action_of(&key.key(), &document::focused_id()) {
            // Or the letter would be typed where the focus goes.
            event.prevent_default();
            act.emit(action);
        }
    })
}

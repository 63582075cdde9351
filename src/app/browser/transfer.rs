//! Files and texts that are dropped or pasted, anywhere on the page.

use super::listener::Listener;
use super::{contents, files};
use crate::app::state::Action;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event};
use yew::Callback;

/// Takes dropped files, and pastes that no field takes.
pub fn listeners(act: &Callback<Action>) -> Vec<Listener> {
    vec![
        listener("dragenter", act, drag_over),
        listener("dragover", act, drag_over),
        listener("dragleave", act, |event, act| {
            // Without another element to go to, it left the window.
            if event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none()) {
                act.emit(Action::Drag(false));
            }
        }),
        listener("drop", act, |event, act| {
            if let Some(transfer) = dragged_files(event) {
                event.prevent_default();
                act.emit(Action::Drag(false));
                files::take_dropped(&transfer, act);
            }
        }),
        listener("paste", act, |event, act| {
            let pasted = pasted_files(event);
            if !pasted.is_empty() {
                event.prevent_default();
                files::take(pasted, act);
            } else if !is_in_field(event) {
                let text = pasted_text(event).filter(|text| !text.trim().is_empty());
                if let Some(file) = text.map(|text| contents::keep_text(&text)) {
                    act.emit(Action::CheckPaste(file));
                }
            }
        }),
    ]
}

/// The text of a paste.
pub fn pasted_text(event: &Event) -> Option<String> {
    event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()
}

fn pasted_files(event: &Event) -> Vec<web_sys::File> {
    let transfer = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    files::listed(transfer.and_then(|transfer| transfer.files()))
}

fn listener(name: &'static str, act: &Callback<Action>, react: fn(&Event, &Callback<Action>)) -> Listener {
    let act = act.clone();
    Listener::new(name, move |event| react(event, &act))
}

fn drag_over(event: &Event, act: &Callback<Action>) {
    if dragged_files(event).is_some() {
        // Without it the browser would open the file in place of the page.
        event.prevent_default();
        act.emit(Action::Drag(true));
    }
}

/// What is dragged, if there are files in it.
fn dragged_files(event: &Event) -> Option<DataTransfer> {
    let transfer = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let has_files = transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"));
    has_files.then_some(transfer)
}

/// Whether an event is about a field in which a person types.
pub fn is_in_field(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.closest("input, textarea"), Ok(Some(_))))
}

//! Listening to events of the whole window, which belong to no component's element.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Event;

/// Listens as long as it is kept.
pub struct Listener {
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls a function at each event of a name.
    pub fn new(event: &'static str, callback: impl Fn(&Event) + 'static) -> Listener {
        let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| callback(&event));
        if let Some(window) = web_sys::window() {
            // It fails for no name and no function.
            let _ = window.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        }
        Listener { event, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _ =
                window.remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
        }
    }
}

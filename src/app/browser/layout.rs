//! Heights, scrolling and frames.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement};

/// Calls a function before the browser draws the next time.
pub fn at_next_frame(call: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        // It fails for no function.
        let _ = window.request_animation_frame(Closure::once_into_js(call).unchecked_ref());
    }
}

/// The height of the part of an element that is seen, and how far it is scrolled, in pixels.
pub fn view_and_scroll(element: &Element) -> (usize, usize) {
    let pixels = |number: i32| usize::try_from(number).unwrap_or_default();
    (pixels(element.client_height()), pixels(element.scroll_top()))
}

/// The height of the first element within another that a selector finds; 0 without one.
pub fn height_of_first(within: &Element, selector: &str) -> usize {
    let found = within.query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    found.and_then(|found| usize::try_from(found.offset_height()).ok()).unwrap_or_default()
}

/// Makes an element so high. The policy forbids styles in the page's text, not those that a script sets.
pub fn set_height(element: &HtmlElement, pixels: usize) {
    // It fails for no number.
    let _ = element.style().set_property("height", &format!("{pixels}px"));
}

/// Scrolls an element to its beginning.
pub fn scroll_to_top(element: &Element) {
    element.set_scroll_top(0);
}

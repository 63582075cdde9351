//! The clock, the address, the title, the colours and the focus.

use crate::app::route::Route;
use crate::app::state::Theme;
use crate::app::texts;
use crate::date::Moment;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The time by the computer's clock.
#[expect(clippy::cast_possible_truncation, reason = "whole seconds of any date fit")]
pub fn now() -> Moment {
    Moment((js_sys::Date::now() / 1000.0) as i64)
}

/// The element that the page is put into.
pub fn mount_point() -> Option<Element> {
    document()?.get_element_by_id("app")
}

/// The place that the address names.
pub fn route() -> Route {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Route::from_hash(&hash.unwrap_or_default())
}

/// Names the browser's tab after the place.
pub fn set_title(route: Route) {
    if let Some(document) = document() {
        document.set_title(&texts::title(route));
    }
}

/// Changes the colours of the whole page.
pub fn set_theme(theme: Theme) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // Neither can fail for a constant name.
    let _ = match theme.mark() {
        Some(mark) => root.set_attribute("data-theme", mark),
        None => root.remove_attribute("data-theme"),
    };
}

/// Moves the focus to an element; without it nothing happens.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // It fails for no element.
        let _ = element.focus();
    }
}

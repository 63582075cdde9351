//! The clock, the address, the title, the colours and the focus.

use crate::app::route::Route;
use crate::app::state::Theme;
use wasm_bindgen::JsCast;
use web_sys::{Blob, Document, Element, HtmlAnchorElement, HtmlElement, HtmlInputElement, Url};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element that the page is put into.
pub fn mount_point() -> Option<Element> {
    document()?.get_element_by_id("app")
}

/// What the page's shell says under a name, on the element that the page is put into.
pub fn shell_value(name: &str) -> String {
    mount_point().and_then(|element| element.get_attribute(name)).unwrap_or_default()
}

/// The place that the address names.
pub fn route() -> Route {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Route::from_hash(&hash.unwrap_or_default())
}

/// Names the browser's tab after the place.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
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

/// Hands a text to the browser as a file to save.
pub fn save(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let Some(document) = document() else { return };
    let Ok(blob) = Blob::new_with_str_sequence(&parts) else { return };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(link) = document.create_element("a")
        && let Ok(link) = link.dyn_into::<HtmlAnchorElement>()
    {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    drop(Url::revoke_object_url(&address));
}

/// What stands in a field.
pub fn field_value(id: &str) -> String {
    let field = document().and_then(|document| document.get_element_by_id(id));
    field
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
        .map(|field| field.value())
        .unwrap_or_default()
}

//! The clock, the address, the title, the colours and the focus.

use crate::app::display::Display;
use crate::app::route::Location;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, Document, Element, HtmlAnchorElement, HtmlDialogElement, HtmlElement, HtmlInputElement, InputEvent,
    Url,
};
use yew::TargetCast;

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element that the page is put into.
pub fn mount_point() -> Option<Element> {
    document()?.get_element_by_id("app")
}

/// An element that is not in the page. It is a form: radio buttons of one name in it are no group with those elsewhere.
pub fn loose_element() -> Option<Element> {
    document()?.create_element("form").ok()
}

/// Lays an element out as if it were in the page: then the browser knows its styles and the shapes of its letters. It is
/// there for no longer than this call.
pub fn lay_out_unseen(element: &Element) {
    let Some(body) = document().and_then(|document| document.body()) else { return };
    element.set_class_name("rehearsal");
    if body.append_child(element).is_ok() {
        // Asking for a height is what makes it happen.
        let _ = element.client_height();
        element.remove();
    }
}

/// What the page's shell says under a name, on the element that the page is put into.
pub fn shell_value(name: &str) -> String {
    mount_point().and_then(|element| element.get_attribute(name)).unwrap_or_default()
}

/// The text that the page's shell holds under a path.
pub fn text_inside(path: &str) -> Option<String> {
    document()?.get_element_by_id(path)?.text_content()
}

/// The place that the address names.
pub fn location() -> Location {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Location::from_hash(&hash.unwrap_or_default())
}

/// Names the browser's tab after the place.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Changes the look of the whole page.
pub fn set_display(display: Display) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    for (name, mark) in [("data-theme", display.theme.mark()), ("data-density", display.density.mark())] {
        // Neither can fail for a constant name.
        let _ = match mark {
            Some(mark) => root.set_attribute(name, mark),
            None => root.remove_attribute(name),
        };
    }
}

/// Moves the focus to an element, and says whether it is there.
pub fn focus(id: &str) -> bool {
    let element = document().and_then(|document| document.get_element_by_id(id));
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    // It fails for no element.
    element.is_some_and(|element| element.focus().is_ok())
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

/// The whole address that a hash of this page has.
pub fn address(hash: &str) -> String {
    let here = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    format!("{}{hash}", here.split('#').next().unwrap_or_default())
}

/// Whether the page is a file on a disk, and not on a host. Browsers do not keep such pages apart from each other.
pub fn is_on_disk() -> bool {
    address("").starts_with("file:")
}

/// Has the address name where we are, without a step to go back to.
pub fn set_hash(hash: &str) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else { return };
    // Browsers refuse it if it comes too often; the next time it is right again.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(hash));
}

/// Prints the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Browsers without print do nothing.
        let _ = window.print();
    }
}

/// The id of the element that has the focus.
pub fn focused_id() -> String {
    document().and_then(|document| document.active_element()).map(|element| element.id()).unwrap_or_default()
}

/// Opens a dialog on top of the page, which the rest of it waits for.
pub fn open_dialog(id: &str) {
    let dialog = document().and_then(|document| document.get_element_by_id(id));
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        // It fails for one that is open.
        let _ = dialog.show_modal();
    }
}

/// Closes a dialog.
pub fn close_dialog(id: &str) {
    let dialog = document().and_then(|document| document.get_element_by_id(id));
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// What stands in the field that an event is about.
pub fn input_value(event: &InputEvent) -> String {
    event.target_dyn_into::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default()
}

/// What stands in a field.
pub fn field_value(id: &str) -> String {
    let field = document().and_then(|document| document.get_element_by_id(id));
    field
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
        .map(|field| field.value())
        .unwrap_or_default()
}

//! Writing to the clipboard.

use wasm_bindgen_futures::JsFuture;

/// Writes a text to the clipboard; tells whether it got there.
pub async fn copy(text: &str) -> bool {
    // Elsewhere the browser hands out no clipboard, and asking for it would be an exception.
    let Some(window) = web_sys::window().filter(web_sys::Window::is_secure_context) else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

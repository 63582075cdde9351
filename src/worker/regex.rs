//! The browser's own regular expressions.

use js_sys::RegExp;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// `RegExp` again, for its constructor throws where an expression is none.
    #[wasm_bindgen(js_name = RegExp, extends = RegExp)]
    type Checked;
    #[wasm_bindgen(constructor, catch, js_class = "RegExp")]
    fn new(expression: &str, flags: &str) -> Result<Checked, JsValue>;
}

thread_local! {
    static PREPARED: RefCell<Vec<(String, Checked)>> = const { RefCell::new(Vec::new()) };
}

/// Whether the expression matches the text; `None` if it is no regular expression. Each is prepared once.
pub(super) fn is_match(expression: &str, text: &str) -> Option<bool> {
    PREPARED.with_borrow_mut(|prepared| {
        if let Some((_, regex)) = prepared.iter().find(|(known, _)| known == expression) {
            return Some(regex.test(text));
        }
        let regex = Checked::new(expression, "u").ok()?;
        let is_match = regex.test(text);
        prepared.push((expression.to_owned(), regex));
        Some(is_match)
    })
}

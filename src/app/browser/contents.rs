//! What is in the files that a person gave: kept by the browser, and handed on to the side that reads it.

use crate::app::state::NewFile;
use crate::present::FileId;
use crate::wording::path_text;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

#[derive(Default)]
struct Contents {
    next: u32,
    kept: BTreeMap<FileId, Blob>,
}

thread_local! {
    static CONTENTS: RefCell<Contents> = RefCell::default();
}

/// Keeps a content under a new number. Its name, which may hold anything, is from here on one that can be shown.
pub fn keep(name: &str, content: Blob) -> NewFile {
    let bytes = size(&content);
    CONTENTS.with_borrow_mut(|contents| {
        let id = FileId(contents.next);
        contents.next += 1;
        contents.kept.insert(id, content);
        NewFile { id, name: path_text(name), bytes, is_standards: false }
    })
}

/// Keeps a text.
pub fn keep_text(text: &str) -> NewFile {
    keep_parts("", &text.into())
}

/// Keeps bytes.
pub fn keep_bytes(name: &str, bytes: &[u8]) -> NewFile {
    keep_parts(name, &Uint8Array::from(bytes).into())
}

fn keep_parts(name: &str, part: &JsValue) -> NewFile {
    // It fails for want of memory: then the file is there, and cannot be read.
    let blob = Blob::new_with_blob_sequence(&Array::of1(part));
    keep(name, blob.unwrap_or_else(JsCast::unchecked_into))
}

/// The content that is kept under a number.
pub fn get(id: FileId) -> Option<Blob> {
    CONTENTS.with_borrow(|contents| contents.kept.get(&id).cloned())
}

/// Lets go of a content.
pub fn forget(id: FileId) {
    CONTENTS.with_borrow_mut(|contents| contents.kept.remove(&id));
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes are whole and not negative"
)]
fn size(content: &Blob) -> usize {
    content.size() as usize
}

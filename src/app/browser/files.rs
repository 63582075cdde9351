//! Reading files that a person chose or dropped.

use crate::app::state::Action;
use crate::app::texts;
use crate::wording::Notice;
use crate::worker::messages::NewFile;
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList};
use yew::Callback;
use yew::platform::spawn_local;

/// The files of a list, which the browser empties later.
pub fn listed(list: Option<FileList>) -> Vec<File> {
    let list = list.into_iter();
    list.flat_map(|list| (0..list.length()).filter_map(move |index| list.get(index))).collect()
}

/// Reads files whole. What cannot be read is told, and hinders no other.
async fn read(files: Vec<File>) -> (Vec<NewFile>, Vec<Notice>) {
    let mut read = Vec::new();
    let mut problems = Vec::new();
    for file in files {
        let name = file.name();
        match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => read.push(NewFile { name, bytes: Uint8Array::new(&buffer).to_vec() }),
            Err(_) => problems.push(texts::file_not_read(&name)),
        }
    }
    (read, problems)
}

/// Reads files and gives them to the page; says that it does so at once.
pub fn take(files: Vec<File>, act: &Callback<Action>) {
    if files.is_empty() {
        return;
    }
    act.emit(Action::Reading);
    let act = act.clone();
    spawn_local(async move {
        let (files, problems) = read(files).await;
        act.emit(Action::Read { files, problems });
    });
}

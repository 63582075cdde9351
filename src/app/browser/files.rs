//! Reading files that a person chose or dropped.

use crate::app::state::Action;
use crate::app::texts;
use crate::intake::{GzipProblem, IntakeError, UNPACKED_LIMIT, is_gzip};
use crate::wording::{Notice, intake_error};
use crate::worker::messages::NewFile;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList, ReadableStreamDefaultReader, ReadableStreamReadResult, ReadableWritablePair};
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
        let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
            problems.push(texts::file_not_read(&name));
            continue;
        };
        let bytes = Uint8Array::new(&buffer).to_vec();
        let unpacked = if is_gzip(&bytes) { unpack(&file).await } else { Ok(bytes) };
        match unpacked {
            Ok(bytes) => read.push(NewFile { name, bytes }),
            Err(problem) => {
                problems.push(texts::about_file(&name, &intake_error(&IntakeError::Gzip(problem))));
            }
        }
    }
    (read, problems)
}

#[wasm_bindgen]
extern "C" {
    /// The browser's own unpacking; `web-sys` counts it among what may still change.
    #[wasm_bindgen(extends = ReadableWritablePair)]
    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// Unpacks a file with the browser's own means, within the limit that holds elsewhere, too.
async fn unpack(file: &File) -> Result<Vec<u8>, GzipProblem> {
    let stream = DecompressionStream::new("gzip").ok().ok_or(GzipProblem::NotUnpacked)?;
    let unpacked = file.stream().pipe_through(&stream);
    let reader: ReadableStreamDefaultReader = unpacked.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.ok().ok_or(GzipProblem::Damaged)?;
        let piece: ReadableStreamReadResult = piece.unchecked_into();
        if piece.get_done() == Some(true) {
            return Ok(bytes);
        }
        let piece: Uint8Array = piece.get_value().unchecked_into();
        let length = usize::try_from(piece.length()).unwrap_or(usize::MAX);
        if bytes.len().saturating_add(length) > UNPACKED_LIMIT {
            // Without a reader the browser stops unpacking.
            drop(reader.cancel());
            return Err(GzipProblem::TooLarge);
        }
        bytes.extend(piece.to_vec());
    }
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

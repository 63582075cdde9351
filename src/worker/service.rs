//! The other side in a browser: a worker, or the page's own thread where there is none.

use super::job::Job;
use super::messages::{FileId, Response, decode, encode};
use super::regex;
use crate::catalogue::Catalogue;
use crate::date::Moment;
use crate::intake::{GzipProblem, IntakeError, UNPACKED_LIMIT, is_gzip};
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, MessageEvent, MessagePort, ReadableStreamDefaultReader, ReadableStreamReadResult,
    ReadableWritablePair,
};
use yew::platform::time::sleep;

/// How long the page needs to draw an answer.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers the messages of a page that come in at a port, or at a worker's global object, which has the same methods.
/// Says that it is there with an empty message.
pub fn serve(port: &MessagePort) {
    // It lives as long as the program. In one whose tests passed, the standards can be read.
    let Ok(catalogue) = Catalogue::embedded_with(regex::is_match) else { return };
    let catalogue: &Catalogue = Box::leak(Box::new(catalogue));
    let job = Rc::new(RefCell::new(Job::new(catalogue, regex::is_match)));
    let answering = {
        let port = port.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let (job, port) = (Rc::clone(&job), port.clone());
            spawn_local(async move { answer(&event.data(), &job, &port).await });
        })
    };
    port.set_onmessage(Some(answering.as_ref().unchecked_ref()));
    answering.forget();
    post(port, &JsValue::NULL);
    if let Some(response) = Job::rehearse(catalogue, regex::is_match, now()) {
        tell(port, &response);
    }
}

fn tell(port: &MessagePort, response: &Response) {
    post(port, &Uint8Array::from(encode(response).as_slice()));
}

/// A message is the request as bytes, and a list of (number, name, content) of files.
async fn answer(message: &JsValue, job: &RefCell<Job>, port: &MessagePort) {
    let message: &Array = message.unchecked_ref();
    for file in message.get(1).unchecked_into::<Array>().iter() {
        let file: Array = file.unchecked_into();
        let Some(id) = number(&file.get(0)) else { continue };
        let name = file.get(1).as_string().unwrap_or_default();
        let content = match file.get(2).dyn_into::<Blob>() {
            Ok(blob) => read(&blob).await,
            Err(_) => Err(IntakeError::NotRead),
        };
        // The page sends the next message after the answer to this one: nobody else holds the job.
        job.borrow_mut().hold(FileId(id), &name, content);
    }
    let Some(request) = decode(&Uint8Array::new(&message.get(0)).to_vec()) else { return };
    let tell_progress = &mut |progress| tell(port, &Response::Progress(progress));
    let response = job.borrow_mut().handle(request, now(), tell_progress);
    tell(port, &response);
    if matches!(response, Response::State(_)) {
        // First the page draws, which needs the computer for itself.
        sleep(PAUSE).await;
        job.borrow_mut().prepare();
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of files are small integers"
)]
fn number(value: &JsValue) -> Option<u32> {
    value.as_f64().map(|number| number as u32)
}

/// The time by the computer's clock.
#[expect(clippy::cast_possible_truncation, reason = "whole seconds of any date fit")]
fn now() -> Moment {
    Moment((js_sys::Date::now() / 1000.0) as i64)
}

fn post(port: &MessagePort, message: &JsValue) {
    // It fails for what cannot be copied; bytes can.
    let _ = port.post_message(message);
}

/// The bytes of a file, unpacked.
async fn read(blob: &Blob) -> Result<Vec<u8>, IntakeError> {
    let buffer = JsFuture::from(blob.array_buffer()).await.ok().ok_or(IntakeError::NotRead)?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    if is_gzip(&bytes) { unpack(blob).await.map_err(IntakeError::Gzip) } else { Ok(bytes) }
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
async fn unpack(blob: &Blob) -> Result<Vec<u8>, GzipProblem> {
    let stream = DecompressionStream::new("gzip").ok().ok_or(GzipProblem::NotUnpacked)?;
    let unpacked = blob.stream().pipe_through(&stream);
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

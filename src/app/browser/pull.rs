//! Asking a code host.

use super::document;
use crate::pull::{Headers, Hosts, Request, Response, Unreachable};
use gloo_net::http;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReadableStream, ReadableStreamDefaultReader, ReadableStreamReadResult, ReferrerPolicy,
    RequestCredentials,
};

/// What the shell calls the hosts that may be asked. The page's policy is made of the same text.
const HOSTS: &str = "data-hosts";

/// The hosts that this page was built to ask; `None` if it asks none.
pub fn hosts() -> Option<Hosts> {
    Hosts::parse(&document::shell_value(HOSTS))
}

/// Asks one thing.
pub async fn ask(request: &Request, signal: Option<&AbortSignal>) -> Result<Response, Unreachable> {
    let mut builder = http::Request::get(&request.url)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(signal);
    if let Some(accept) = &request.accept {
        builder = builder.header("accept", accept);
    }
    let response = builder.send().await.ok().ok_or(Unreachable)?;
    let headers = response.headers();
    let headers = Headers::read(|name| headers.get(name));
    let status = response.status();
    let body = match response.body() {
        // Nobody reads what else a host has to say.
        Some(body) if status == 200 => read(&body, request.limit).await?,
        _ => Vec::new(),
    };
    Ok(Response { status, headers, body })
}

/// Reads a body until it has more bytes than are of use.
async fn read(body: &ReadableStream, limit: usize) -> Result<Vec<u8>, Unreachable> {
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    while bytes.len() <= limit {
        let piece = JsFuture::from(reader.read()).await.ok().ok_or(Unreachable)?;
        let piece: ReadableStreamReadResult = piece.unchecked_into();
        if piece.get_done() == Some(true) {
            return Ok(bytes);
        }
        bytes.extend(piece.get_value().unchecked_into::<Uint8Array>().to_vec());
    }
    // Without a reader the browser stops loading.
    drop(reader.cancel());
    Ok(bytes)
}

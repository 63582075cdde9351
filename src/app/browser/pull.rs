//! Asking a code host for a pull request.

use crate::app::browser::document;
use crate::pull::{
    Client, Failure, Headers, Hosts, Progress, PullError, PullRequest, Request, Response, Unreachable,
};
use gloo_net::http;
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortController, AbortSignal, ReadableStream, ReadableStreamDefaultReader, ReadableStreamReadResult,
    ReferrerPolicy, RequestCredentials,
};
use yew::Callback;

/// What the shell calls the hosts that may be asked. The page's policy is made of the same text.
const HOSTS: &str = "data-hosts";

/// How many requests are under way at once.
const LANES: usize = 6;

/// The hosts that this page was built to ask; `None` if it asks none.
pub fn hosts() -> Option<Hosts> {
    Hosts::parse(&document::shell_value(HOSTS))
}

/// Something that is being asked for. It goes on when this is dropped.
#[derive(Clone)]
pub struct Fetching(Rc<Shared>);

struct Shared {
    client: RefCell<Option<Client>>,
    controller: Option<AbortController>,
    tell: Callback<Progress>,
    done: Callback<Result<PullRequest, Failure>>,
}

/// Asks what the client wants to know, tells how far that is, and gives the result once.
pub fn fetch(
    client: Client,
    tell: Callback<Progress>,
    done: Callback<Result<PullRequest, Failure>>,
) -> Fetching {
    // Every browser that starts this page has it; without, requests go on after they were given up.
    let controller = AbortController::new().ok();
    let shared = Rc::new(Shared { client: RefCell::new(Some(client)), controller, tell, done });
    // Not at once: whoever calls this may be in the middle of what the callbacks change.
    let first = Rc::clone(&shared);
    spawn_local(async move { go_on(&first) });
    Fetching(shared)
}

impl Fetching {
    /// Stops it, with [`PullError::Cancelled`] as the result if there is none yet.
    pub fn cancel(&self) {
        let failure =
            self.0.client.borrow().as_ref().map(|client| client.failure(PullError::Cancelled, None));
        if let Some(failure) = failure {
            end(&self.0, Err(failure));
        }
    }
}

/// Starts what can be asked now, or ends.
fn go_on(shared: &Rc<Shared>) {
    let (progress, result) = {
        let mut client = shared.client.borrow_mut();
        let Some(client) = client.as_mut() else { return };
        while client.under_way() < LANES
            && let Some(request) = client.next_request()
        {
            spawn_local(answer(Rc::clone(shared), request));
        }
        (client.progress(), client.finish())
    };
    match result {
        Some(pull) => end(shared, Ok(pull)),
        None => shared.tell.emit(progress),
    }
}

/// Asks one thing, and what follows from it.
async fn answer(shared: Rc<Shared>, request: Request) {
    let signal = shared.controller.as_ref().map(AbortController::signal);
    let response = ask(&request, signal.as_ref()).await;
    // There is none after the end.
    let taken = shared.client.borrow_mut().as_mut().map(|client| client.answer(request.id, response));
    match taken {
        Some(Ok(())) => go_on(&shared),
        Some(Err(failure)) => end(&shared, Err(failure)),
        None => {}
    }
}

/// Gives the result, once, and stops what is still under way.
fn end(shared: &Shared, result: Result<PullRequest, Failure>) {
    if shared.client.take().is_some() {
        if let Some(controller) = &shared.controller {
            controller.abort();
        }
        shared.done.emit(result);
    }
}

async fn ask(request: &Request, signal: Option<&AbortSignal>) -> Result<Response, Unreachable> {
    let mut builder = http::Request::get(&request.url)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(signal);
    if let Some(accept) = request.accept {
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

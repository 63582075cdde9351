//! Fetching the example clouds that lie beside the page, or in it.

use super::{contents, document};
use crate::app::state::{Action, NewFile};
use crate::wording::Notice;
use crate::wording::page::{self as texts, Example};
use gloo_net::http::Request;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// Fetches an example.
async fn fetch(example: Example) -> Result<NewFile, Notice> {
    let problem = || texts::example_not_loaded(example.file);
    let path = format!("./samples/{}", example.file);
    // Where the page is one file, there is nothing beside it.
    if let Some(text) = document::text_inside(&path) {
        return Ok(contents::keep_bytes(example.file, text.as_bytes()));
    }
    let response = Request::get(&path).send().await.ok().filter(gloo_net::http::Response::ok);
    let response = response.ok_or_else(problem)?;
    let bytes = response.binary().await.ok().ok_or_else(problem)?;
    Ok(contents::keep_bytes(example.file, &bytes))
}

/// Fetches an example and gives it to the page; says that it does so at once.
pub fn take(example: Example, act: &Callback<Action>) {
    act.emit(Action::Fetching);
    let act = act.clone();
    spawn_local(async move {
        let (files, problems) = match fetch(example).await {
            Ok(file) => (vec![file], Vec::new()),
            Err(problem) => (Vec::new(), vec![problem]),
        };
        act.emit(Action::Add { files, problems });
    });
}

/// Fetches examples, one after the other so that their order is always the same, and gives them to the Impact page.
pub fn take_for_review(examples: &'static [Example], act: &Callback<Action>) {
    act.emit(Action::Fetching);
    let act = act.clone();
    spawn_local(async move {
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for example in examples {
            match fetch(*example).await {
                Ok(file) => files.push(file),
                Err(problem) => problems.push(problem),
            }
        }
        act.emit(Action::Examples { files, problems });
    });
}

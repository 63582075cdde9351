//! Having the browser keep the page for use without a network. A script does so, which is loaded when the page stands.

use super::listener::Listener;
use crate::app::offline::{Keeping, OfflineError, OfflineNews, Wish};
use crate::app::state::Action;
use crate::worker::host::StartScript;
use js_sys::{Array, Reflect};
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Event;
use yew::Callback;
use yew::platform::time::sleep;

/// How long the page is left alone with its first visitor before all of it is fetched.
const PAUSE: Duration = Duration::from_secs(1);

/// What the script calls its function.
const FUNCTION: &str = "keepChecker";

/// What the script calls the events by which it tells how that went.
const EVENT: &str = "keeping";

/// Has the page kept.
#[derive(Clone)]
pub struct Keeper {
    script: StartScript,
    worker: JsValue,
    act: Callback<Action>,
}

impl Keeper {
    /// The script and the service worker are given as addresses that are marked as trusted.
    pub fn new(script: JsValue, worker: JsValue, act: &Callback<Action>) -> Keeper {
        Keeper { script: StartScript::new(script), worker, act: act.clone() }
    }

    /// Begins when the page stands. As long as what this gives lives, the page is told of it.
    pub fn begin(&self) -> Listener {
        let keeper = self.clone();
        spawn_local(async move {
            sleep(PAUSE).await;
            keeper.ask(Wish::Look);
        });
        let act = self.act.clone();
        Listener::new(EVENT, move |event| {
            if let Some(news) = news(event) {
                act.emit(Action::Offline(news));
            }
        })
    }

    /// Asks for something; what comes of it is told.
    pub fn ask(&self, wish: Wish) {
        let word = match wish {
            Wish::Look => "look",
            Wish::On => "on",
            Wish::Off => "off",
            Wish::Start => "start",
        };
        let keeper = self.clone();
        spawn_local(async move {
            let arguments = Array::of2(&keeper.worker, &word.into());
            if keeper.script.call(FUNCTION, &arguments).await.is_none() {
                let failed = Keeping::Failed(OfflineError::Failed);
                keeper.act.emit(Action::Offline(OfflineNews::Keeping(failed)));
            }
        });
    }
}

fn news(event: &Event) -> Option<OfflineNews> {
    let word = Reflect::get(event, &"detail".into()).ok()?.as_string()?;
    let keeping = match word.as_str() {
        "begun" => Keeping::Begun,
        "kept" => Keeping::Kept,
        "off" => Keeping::Off,
        "insecure" => Keeping::Failed(OfflineError::Insecure),
        "unavailable" => Keeping::Failed(OfflineError::Unavailable),
        "full" => Keeping::Failed(OfflineError::Full),
        "failed" => Keeping::Failed(OfflineError::Failed),
        "waiting" => return Some(OfflineNews::NewVersion),
        _ => return None,
    };
    Some(OfflineNews::Keeping(keeping))
}

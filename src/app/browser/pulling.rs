//! A pull request for the Impact page: the other side says what to ask, and its files are kept like those that a person gives.

use super::contents;
use super::pull::{ask, hosts};
use crate::app::review::{KeptPull, MISSING, ReviewAction};
use crate::app::state::Action;
use crate::present::FileId;
use crate::pull::{Failure, Hosts, PullError, PullId};
use crate::wording::pull::{pull_cancelled, pull_failure};
use crate::wording::{name_text, page, path_text};
use crate::worker::dispatch::Event;
use crate::worker::host::{Host, StartScript};
use crate::worker::messages::{
    FetchedPull, FetchedState, PullEnd, PullTold, Request, Response, SessionBefore, SessionChange,
};
use std::cell::Cell;
use std::rc::{Rc, Weak};
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;
use yew::Callback;

/// A pull request that is being asked for. It ends with this, or before.
pub struct Pulling(Rc<Inner>);

struct Inner {
    id: PullId,
    hosts: Hosts,
    host: Host,
    /// Stops what is under way. Every browser that starts this page has it; without, it goes on and nobody listens.
    controller: Option<AbortController>,
    is_over: Cell<bool>,
    act: Callback<Action>,
}

/// Asks for a pull request, and gives what comes of it to the page. It is asked in a program of its own, which ends with it.
pub fn fetch_pull(id: PullId, script: StartScript, act: &Callback<Action>) -> Option<Pulling> {
    let hosts = hosts()?;
    let act = act.clone();
    let inner = Rc::new_cyclic(|this: &Weak<Inner>| {
        let this = Weak::clone(this);
        let tell = Callback::from(move |event| {
            if let Some(inner) = this.upgrade() {
                inner.told(event);
            }
        });
        Inner {
            id: id.clone(),
            hosts: hosts.clone(),
            host: Host::new(script, |_| None, tell),
            controller: AbortController::new().ok(),
            is_over: Cell::new(false),
            act,
        }
    });
    inner.host.send(Request::AskPull(id, hosts));
    Some(Pulling(inner))
}

impl Pulling {
    /// Stops it, and tells the page.
    pub fn cancel(&self) {
        self.0.end(ReviewAction::NotFetched(pull_cancelled(&self.0.id)));
    }
}

impl Drop for Pulling {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Inner {
    fn told(self: &Rc<Inner>, event: Event) {
        match event {
            Event::Answer(Response::Pull(told)) => self.go_on(told),
            // None else was asked for.
            Event::Answer(_) => {}
            Event::BrokeDownOverSession | Event::BrokeDown => {
                self.end(ReviewAction::NotFetched(page::broke_down(&[])));
            }
            // What would have said what to ask could not be loaded: nobody could have been asked either.
            Event::NotStarted => {
                let (error, wanted) = (PullError::Unreachable, Vec::new());
                let failure = Failure { error, address: None, wanted };
                self.end(ReviewAction::NotFetched(pull_failure(&failure, &self.id, &self.hosts)));
            }
        }
    }

    /// Asks what is to be asked, or ends.
    fn go_on(self: &Rc<Inner>, told: PullTold) {
        match told.end {
            Some(PullEnd::Fetched(pull)) => self.end(ReviewAction::Fetched(Box::new(kept(*pull)))),
            Some(PullEnd::Failed(problem)) => self.end(ReviewAction::NotFetched(problem)),
            None => {
                self.act.emit(Action::Review(ReviewAction::Fetching(told.progress)));
                for request in told.requests {
                    let inner = Rc::clone(self);
                    spawn_local(async move {
                        let signal = inner.controller.as_ref().map(AbortController::signal);
                        let answer = ask(&request, signal.as_ref()).await;
                        if !inner.is_over.get() {
                            inner.host.send(Request::PullAnswer(request.id, answer));
                        }
                    });
                }
            }
        }
    }

    /// Tells the page what came of it, once.
    fn end(&self, with: ReviewAction) {
        if !self.is_over.get() {
            self.stop();
            self.act.emit(Action::Review(with));
        }
    }

    fn stop(&self) {
        self.is_over.set(true);
        if let Some(controller) = &self.controller {
            controller.abort();
        }
        self.host.stop();
    }
}

fn kept(pull: FetchedPull) -> KeptPull {
    let keep = |state: &FetchedState| -> FileId {
        state.text.as_ref().map_or(MISSING, |text| contents::keep_text(text).id)
    };
    // From here on paths and the title are only told apart and shown.
    let changes = pull.files.iter().map(|file| SessionChange {
        path: path_text(&file.path).into(),
        before: match &file.before {
            Some(state) => SessionBefore::File { id: keep(state), path: path_text(&state.path).into() },
            None => SessionBefore::Absent,
        },
        after: file.after.as_ref().map(keep),
    });
    let changes = changes.collect();
    KeptPull { changes, id: pull.id, title: name_text(&pull.title), missing: pull.missing }
}

//! The page's side: starts the other side, sends requests and hands the answers on.
//!
//! The other side is a program of its own, of which the page's shell names the start script. It runs in a Web Worker;
//! where the browser allows none, in the page's own thread, reached by a channel of messages all the same.

use super::dispatch::{Dispatch, Event, Step};
use super::messages::{FileId, Request, decode, encode};
pub use super::start_script::{StartScript, trusted};
use js_sys::{Array, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, MessageChannel, MessageEvent, MessagePort, Worker};
use yew::Callback;

/// Sends requests to the other side and hands its answers to the page, in order.
#[derive(Clone)]
pub struct Host {
    inner: Rc<Inner>,
}

struct Inner {
    script: StartScript,
    dispatch: RefCell<Dispatch>,
    link: RefCell<Option<Link>>,
    /// There is no worker to be had.
    is_in_page: Cell<bool>,
    content: fn(FileId) -> Option<Blob>,
    tell: Callback<Event>,
}

/// The way to the other side; what listens there lives as long.
struct Link {
    to: MessagePort,
    worker: Option<Worker>,
    _listeners: [Closure<dyn FnMut(MessageEvent)>; 2],
}

impl Host {
    /// Starts nothing yet. `content` gives the content of a file, `tell` gets what the page is to know.
    pub fn new(script: StartScript, content: fn(FileId) -> Option<Blob>, tell: Callback<Event>) -> Host {
        let inner = Inner {
            script,
            dispatch: RefCell::default(),
            link: RefCell::default(),
            is_in_page: Cell::new(false),
            content,
            tell,
        };
        Host { inner: Rc::new(inner) }
    }

    /// Starts the other side if it does not run: the page will need it soon.
    pub fn warm_up(&self) {
        let steps = self.inner.dispatch.borrow_mut().warm_up();
        self.inner.take(steps);
    }

    /// Sends a request; its answer comes later.
    pub fn send(&self, request: Request) {
        let steps = self.inner.dispatch.borrow_mut().send(request);
        self.inner.take(steps);
    }

    /// Stops the other side, whatever it does; all that it holds is forgotten.
    pub fn stop(&self) {
        self.inner.unlink();
        self.inner.dispatch.borrow_mut().stopped();
    }
}

impl Inner {
    fn take(self: &Rc<Inner>, steps: Vec<Step>) {
        for step in steps {
            match step {
                Step::Start => self.start(),
                Step::Post(request, files) => self.post(&request, &files),
                Step::Tell(event) => self.tell.emit(event),
            }
        }
    }

    fn start(self: &Rc<Inner>) {
        let worker = if self.is_in_page.get() { None } else { self.script.worker() };
        match worker {
            Some(worker) => {
                let listeners = self.listeners();
                let [on_message, on_error] = &listeners;
                worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
                worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
                let to = worker.clone().unchecked_into();
                self.link.replace(Some(Link { to, worker: Some(worker), _listeners: listeners }));
            }
            None => self.start_in_page(),
        }
    }

    /// Runs the other side in this thread.
    fn start_in_page(self: &Rc<Inner>) {
        let Ok(channel) = MessageChannel::new() else { return self.lost() };
        let listeners = self.listeners();
        let [on_message, _] = &listeners;
        channel.port1().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        self.link.replace(Some(Link { to: channel.port1(), worker: None, _listeners: listeners }));
        let inner = Rc::clone(self);
        spawn_local(async move {
            match inner.script.start_here(&channel.port2()).await {
                Some(()) => inner.is_in_page.set(true),
                // It was no fault of workers: the next time one is tried again.
                None => inner.lost(),
            }
        });
    }

    fn listeners(self: &Rc<Inner>) -> [Closure<dyn FnMut(MessageEvent)>; 2] {
        let (hearing, losing) = (Rc::clone(self), Rc::clone(self));
        [
            Closure::new(move |event: MessageEvent| hearing.heard(&event.data())),
            Closure::new(move |event: MessageEvent| {
                event.prevent_default();
                losing.failed();
            }),
        ]
    }

    /// An empty message says that the other side is there.
    fn heard(self: &Rc<Inner>, message: &JsValue) {
        let steps = if message.is_null() {
            self.dispatch.borrow_mut().started()
        } else {
            let Some(response) = decode(&Uint8Array::new(message).to_vec()) else { return };
            self.dispatch.borrow_mut().heard(response)
        };
        self.take(steps);
    }

    /// The worker failed: if it never ran, the page does without.
    fn failed(self: &Rc<Inner>) {
        if self.dispatch.borrow().is_starting() {
            self.unlink();
            self.start_in_page();
        } else {
            self.lost();
        }
    }

    fn lost(self: &Rc<Inner>) {
        self.unlink();
        let steps = self.dispatch.borrow_mut().lost();
        self.take(steps);
    }

    fn unlink(&self) {
        // What listens may be what is running: it is dropped after that.
        let Some(link) = self.link.take() else { return };
        link.to.set_onmessage(None);
        if let Some(worker) = &link.worker {
            worker.set_onerror(None);
            worker.terminate();
        }
        spawn_local(async move { drop(link) });
    }

    fn post(&self, request: &Request, files: &[FileId]) {
        let contents: Array = request
            .files()
            .into_iter()
            .filter(|(id, _)| files.contains(id))
            .filter_map(|(id, name)| {
                Some(Array::of3(&id.0.into(), &(&**name).into(), &JsValue::from((self.content)(id)?)))
            })
            .collect();
        let message = Array::of2(&Uint8Array::from(encode(request).as_slice()), &contents);
        if let Some(link) = self.link.borrow().as_ref() {
            // It fails for what cannot be copied; bytes and files can.
            let _ = link.to.post_message(&message);
        }
    }
}

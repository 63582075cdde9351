//! The page's side: sends requests and hands the answers on.

use super::job::Job;
use super::messages::{Request, Response};
use crate::catalogue::Catalogue;
use crate::date::Moment;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;
use yew::Callback;
use yew::platform::{spawn_local, time::sleep};

/// Sends requests to the job and hands its answers to the page, in order. The job runs in the page's own thread, but
/// never within the call that sends: the page gets to draw first.
#[derive(Clone)]
pub struct Host {
    inner: Rc<Inner>,
}

struct Inner {
    job: RefCell<Job>,
    queue: RefCell<VecDeque<Request>>,
    /// Somebody is working the queue off.
    is_working: Cell<bool>,
    now: fn() -> Moment,
    answer: Callback<Response>,
}

impl PartialEq for Host {
    fn eq(&self, other: &Host) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

impl Host {
    /// Starts a job. `now` tells the time, `answer` gets every response.
    pub fn start(catalogue: &'static Catalogue, now: fn() -> Moment, answer: Callback<Response>) -> Host {
        let (job, queue) = (RefCell::new(Job::new(catalogue)), RefCell::default());
        Host { inner: Rc::new(Inner { job, queue, is_working: Cell::new(false), now, answer }) }
    }

    /// Sends a request; its answer comes later.
    pub fn send(&self, request: Request) {
        self.inner.queue.borrow_mut().push_back(request);
        if !self.inner.is_working.replace(true) {
            let inner = Rc::clone(&self.inner);
            spawn_local(async move { inner.work().await });
        }
    }
}

impl Inner {
    async fn work(&self) {
        loop {
            sleep(Duration::ZERO).await;
            let Some(request) = self.queue.borrow_mut().pop_front() else { break };
            let response = self.job.borrow_mut().handle(request, (self.now)());
            self.answer.emit(response);
        }
        self.is_working.set(false);
    }
}

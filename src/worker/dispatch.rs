//! What is sent to the other side when: one request at a time, none that is out of date, each file's content once.

use super::messages::{FileId, Request, Response};
use std::collections::{BTreeSet, VecDeque};

/// What is to be done next, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Start the other side.
    Start,
    /// Send it a request, with the content of these files.
    Post(Request, Vec<FileId>),
    /// Tell the page.
    Tell(Event),
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The other side answered.
    Answer(Response),
    /// The other side broke down over a session, and with it all that waited.
    BrokeDownOverSession,
    /// The other side broke down over something else. The next request starts a new one, which is first sent the session
    /// that was answered last.
    BrokeDown,
    /// The other side does not start, and something waited for it.
    NotStarted,
}

/// Keeps the requests that wait, and knows what the other side knows.
#[derive(Debug, Default)]
pub struct Dispatch {
    link: Link,
    waiting: VecDeque<Request>,
    /// What the other side is doing.
    under_way: Option<Request>,
    /// The session that was answered last.
    answered: Option<Request>,
    /// The files whose content the other side has; `None` before it was sent a session.
    given: Option<BTreeSet<FileId>>,
    /// It did not start the last time. It is tried again when it is needed, and not before.
    is_reluctant: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Link {
    #[default]
    Off,
    Starting,
    On,
}

impl Dispatch {
    /// A request of the page. It takes the place of those that wait and are out of date by it.
    pub fn send(&mut self, request: Request) -> Vec<Step> {
        self.waiting.retain(|waiting| !is_outdated(waiting, &request));
        self.waiting.push_back(request);
        self.next()
    }

    /// The page expects to need the other side soon.
    pub fn warm_up(&mut self) -> Vec<Step> {
        if self.is_reluctant { Vec::new() } else { self.start() }
    }

    fn start(&mut self) -> Vec<Step> {
        if self.link != Link::Off {
            return Vec::new();
        }
        self.link = Link::Starting;
        vec![Step::Start]
    }

    /// The other side was started and has not said a word.
    pub fn is_starting(&self) -> bool {
        self.link == Link::Starting
    }

    /// The other side is there.
    pub fn started(&mut self) -> Vec<Step> {
        self.is_reluctant = false;
        if self.link == Link::Starting {
            self.link = Link::On;
        }
        self.next()
    }

    /// The other side said something.
    pub fn heard(&mut self, response: Response) -> Vec<Step> {
        let is_answer = !matches!(response, Response::Progress(_) | Response::Rehearsed(_));
        let mut steps = vec![Step::Tell(Event::Answer(response))];
        if let Some(request) = self.under_way.take_if(|_| is_answer) {
            if request.is_session() {
                self.answered = Some(request);
            }
            steps.extend(self.next());
        }
        steps
    }

    /// The other side is gone: it broke down, or does not start.
    pub fn lost(&mut self) -> Vec<Step> {
        let was_starting = self.is_starting();
        self.link = Link::Off;
        self.given = None;
        let under_way = self.under_way.take();
        if was_starting {
            self.is_reluctant = true;
            let is_needed = !self.waiting.is_empty();
            self.waiting.clear();
            return if is_needed { vec![Step::Tell(Event::NotStarted)] } else { Vec::new() };
        }
        if under_way.is_some_and(|request| request.is_session()) {
            self.waiting.clear();
            return vec![Step::Tell(Event::BrokeDownOverSession)];
        }
        // A session that waits is innocent; all else may be what was fatal.
        self.waiting.retain(Request::is_session);
        let mut steps = vec![Step::Tell(Event::BrokeDown)];
        steps.extend(self.next());
        steps
    }

    /// The other side was stopped; what was asked for is asked for no longer.
    pub fn stopped(&mut self) {
        *self = Dispatch { answered: self.answered.take(), ..Dispatch::default() };
    }

    fn next(&mut self) -> Vec<Step> {
        if self.under_way.is_some() || self.waiting.is_empty() {
            return Vec::new();
        }
        match self.link {
            Link::Starting => Vec::new(),
            Link::Off => self.start(),
            Link::On => {
                let is_session_next = self.waiting.front().is_some_and(Request::is_session);
                let first = self.answered.take_if(|_| self.given.is_none() && !is_session_next);
                let Some(request) = first.or_else(|| self.waiting.pop_front()) else { return Vec::new() };
                let files = self.not_given(&request);
                self.under_way = Some(request.clone());
                vec![Step::Post(request, files)]
            }
        }
    }

    /// The files of a session that the other side does not have yet; from then on it has them, and no others.
    fn not_given(&mut self, request: &Request) -> Vec<FileId> {
        if !request.is_session() {
            return Vec::new();
        }
        let wanted: BTreeSet<FileId> = request.files().into_iter().map(|(id, _)| id).collect();
        let given = self.given.take().unwrap_or_default();
        let new = wanted.difference(&given).copied().collect();
        self.given = Some(wanted);
        new
    }
}

/// Whether nobody waits for a request any more once there is a later one.
fn is_outdated(earlier: &Request, later: &Request) -> bool {
    match (later, earlier) {
        (Request::Judge(..) | Request::Review(_) | Request::Compare(_), _)
        // The page asks for findings anew with each list.
        | (Request::List(_), Request::List(_) | Request::Findings { .. })
        | (Request::Rows(_), Request::Rows(_))
        | (Request::Resource(..), Request::Resource(..)) => true,
        (Request::Findings { testcase, .. }, Request::Findings { testcase: other, .. }) => testcase == other,
        (
            Request::List(_)
            | Request::Rows(_)
            | Request::Resource(..)
            | Request::Findings { .. }
            | Request::Remedy(_)
            | Request::Markdown(..)
            | Request::ReviewReport(_)
            | Request::Starters { .. }
            | Request::WhatIf { .. }
            | Request::CompareReport(_)
            | Request::AskPull(..)
            | Request::PullAnswer(..),
            _,
        ) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::messages::{Progress, RemedyOf, Session, SessionFile};
    use super::*;
    use crate::present::Filter;
    use std::rc::Rc;

    fn judge(revision: u32, ids: &[u32]) -> Request {
        let file = |id: &u32| SessionFile {
            id: FileId(*id),
            name: "f".into(),
            bytes: 1,
            kind: None,
            is_standards: false,
        };
        let files = ids.iter().map(file).collect();
        Request::Judge(Session { revision, files, ..Session::default() }, Filter::default())
    }

    fn ask() -> Request {
        Request::Remedy(RemedyOf::Everything)
    }

    fn answer() -> Response {
        Response::Remedy(RemedyOf::Everything, Rc::default())
    }

    fn post(request: Request, ids: &[u32]) -> Step {
        Step::Post(request, ids.iter().copied().map(FileId).collect())
    }

    #[test]
    fn one_request_is_under_way_at_a_time() {
        let mut dispatch = Dispatch::default();
        assert_eq!(dispatch.send(judge(1, &[])), [Step::Start]);
        assert_eq!(dispatch.send(ask()), []);
        assert_eq!(dispatch.started(), [post(judge(1, &[]), &[])]);
        assert_eq!(dispatch.send(ask()), []);
        let told = Step::Tell(Event::Answer(answer()));
        assert_eq!(dispatch.heard(answer()), [told.clone(), post(ask(), &[])]);
        assert_eq!(dispatch.heard(answer()), [told.clone(), post(ask(), &[])]);
        assert_eq!(dispatch.heard(answer()), [told]);
    }

    #[test]
    fn progress_is_no_answer() {
        let mut dispatch = Dispatch::default();
        dispatch.send(judge(1, &[]));
        dispatch.started();
        dispatch.send(ask());
        assert_eq!(dispatch.heard(Response::Progress(Progress::Judging)).len(), 1);
        assert_eq!(dispatch.heard(answer()).len(), 2);
    }

    #[test]
    fn a_session_replaces_what_waits() {
        let mut dispatch = Dispatch::default();
        dispatch.send(judge(1, &[]));
        dispatch.started();
        dispatch.send(ask());
        dispatch.send(judge(2, &[]));
        dispatch.send(judge(3, &[]));
        dispatch.send(ask());
        assert_eq!(dispatch.heard(answer())[1], post(judge(3, &[]), &[]));
        assert_eq!(dispatch.heard(answer())[1], post(ask(), &[]));
    }

    #[test]
    fn while_somebody_types_only_the_last_search_is_sent() {
        let list = |query: &str| Request::List(Filter { query: query.into(), ..Filter::default() });
        let mut dispatch = Dispatch::default();
        dispatch.send(judge(1, &[]));
        dispatch.started();
        for query in ["a", "ab", "abc"] {
            dispatch.send(list(query));
        }
        dispatch.send(ask());
        assert_eq!(dispatch.heard(answer())[1], post(list("abc"), &[]));
        assert_eq!(dispatch.heard(answer())[1], post(ask(), &[]));
    }

    #[test]
    fn the_content_of_a_file_is_sent_once_to_each_side() {
        let mut dispatch = Dispatch::default();
        dispatch.send(judge(1, &[1, 2]));
        assert_eq!(dispatch.started(), [post(judge(1, &[1, 2]), &[1, 2])]);
        dispatch.heard(answer());
        assert_eq!(dispatch.send(judge(2, &[2, 3])), [post(judge(2, &[2, 3]), &[3])]);
        dispatch.heard(answer());
        // The other side forgot what the last session did not name.
        assert_eq!(dispatch.send(judge(3, &[1, 2, 3])), [post(judge(3, &[1, 2, 3]), &[1])]);
        assert_eq!(dispatch.lost(), [Step::Tell(Event::BrokeDownOverSession)]);
        assert_eq!(dispatch.send(judge(4, &[1, 2])), [Step::Start]);
        assert_eq!(dispatch.started(), [post(judge(4, &[1, 2]), &[1, 2])]);
    }

    #[test]
    fn a_side_that_does_not_start_is_told_if_it_is_needed_and_not_tried_for_ever() {
        let mut dispatch = Dispatch::default();
        assert_eq!(dispatch.warm_up(), [Step::Start]);
        assert_eq!(dispatch.warm_up(), []);
        assert_eq!(dispatch.lost(), [], "nobody waited");
        assert_eq!(dispatch.warm_up(), []);
        assert_eq!(dispatch.send(ask()), [Step::Start]);
        assert_eq!(dispatch.lost(), [Step::Tell(Event::NotStarted)]);
        assert_eq!(dispatch.send(ask()), [Step::Start]);
        assert_eq!(dispatch.started(), [post(ask(), &[])]);
    }

    #[test]
    fn after_a_breakdown_a_new_side_is_first_sent_the_session_that_was_answered() {
        let mut dispatch = Dispatch::default();
        dispatch.send(judge(1, &[1]));
        dispatch.started();
        dispatch.heard(answer());
        dispatch.send(ask());
        assert_eq!(dispatch.lost(), [Step::Tell(Event::BrokeDown)]);
        assert_eq!(dispatch.send(ask()), [Step::Start]);
        assert_eq!(dispatch.started(), [post(judge(1, &[1]), &[1])]);
        assert_eq!(dispatch.heard(answer())[1], post(ask(), &[]));
    }

    #[test]
    fn a_session_that_waits_is_not_lost_when_something_else_breaks_down() {
        let mut dispatch = Dispatch::default();
        dispatch.send(judge(1, &[1]));
        dispatch.started();
        dispatch.heard(answer());
        dispatch.send(ask());
        dispatch.send(ask());
        dispatch.send(judge(2, &[1]));
        assert_eq!(dispatch.lost(), [Step::Tell(Event::BrokeDown), Step::Start]);
        assert_eq!(dispatch.started(), [post(judge(2, &[1]), &[1])]);
        assert_eq!(dispatch.heard(answer()).len(), 1, "what may have been fatal is not tried again");
    }
}

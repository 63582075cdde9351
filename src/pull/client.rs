//! What to ask next, and what to make of the answers.

use super::answer;
use super::error::{Failure, LeftOut, LeftOutReason, LimitEnd, PullError};
use super::hosts::{Hosts, PAGE};
use super::target::{PullId, Repository};
use super::{
    Headers, MAX_ANSWER_BYTES, MAX_FILE_BYTES, MAX_FILES, MAX_LISTED, PullFile, PullRequest, Request,
    Response, Side, Unreachable,
};
use std::collections::{BTreeMap, VecDeque};

/// What the API is to answer with.
const ACCEPT: &str = "application/vnd.github+json";

/// How many requests are under way at once.
pub const LANES: usize = 6;

/// Asks for one pull request: [`Client::next_request`] until there is none, [`Client::answer`] for each, which may lead
/// to more, and [`Client::finish`] once nothing is awaited.
pub struct Client {
    hosts: Hosts,
    id: PullId,
    is_wanted: Box<dyn Fn(&str) -> bool>,
    queue: VecDeque<Ask>,
    waiting: BTreeMap<u32, (Ask, String)>,
    next_id: u32,
    /// As far as it is known.
    pull: Option<PullRequest>,
    /// The repository from which it comes, if that is another one and still there.
    fork: Option<Repository>,
    changed_files: usize,
    /// How many states of files are read, and how many are to be.
    read: usize,
    to_read: usize,
}

/// Something to ask.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    Pull,
    /// Whether the number is an issue's.
    Issue,
    Comparison,
    /// A page of the list of files, from 1.
    Page(usize),
    Content(Content),
}

/// A state of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Content {
    /// The index of the file.
    file: usize,
    side: Side,
    place: Place,
}

/// Where a content is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The repository into which the pull request goes: it has the commits of all its pull requests, and keeps them
    /// when a fork goes.
    Target,
    Fork,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The pull request is asked for, or what it departs from.
    Describing,
    /// The list of its files is asked for.
    Listing {
        /// How many are listed.
        done: usize,
        /// How many will be.
        all: usize,
    },
    /// The contents of files are asked for, two for each changed one.
    Reading {
        /// How many are there.
        done: usize,
        /// How many will be.
        all: usize,
    },
}

impl Client {
    /// Begins. Only files whose path, or former path, `is_wanted` are read; of the others the names are kept.
    pub fn new(hosts: Hosts, id: PullId, is_wanted: impl Fn(&str) -> bool + 'static) -> Client {
        Client {
            hosts,
            id,
            is_wanted: Box::new(is_wanted),
            queue: VecDeque::from([Ask::Pull]),
            waiting: BTreeMap::new(),
            next_id: 0,
            pull: None,
            fork: None,
            changed_files: 0,
            read: 0,
            to_read: 0,
        }
    }

    /// Something to ask now; `None` if there is nothing before the next answer, or enough is under way.
    pub fn next_request(&mut self) -> Option<Request> {
        while self.waiting.len() < LANES {
            let ask = self.queue.pop_front()?;
            let Some(url) = self.url(ask) else {
                self.leave_out(ask, LeftOutReason::NoAddress);
                continue;
            };
            let id = self.next_id;
            self.next_id += 1;
            self.waiting.insert(id, (ask, url.clone()));
            return Some(match ask {
                Ask::Content(_) => Request { id, url, accept: None, limit: MAX_FILE_BYTES },
                Ask::Pull | Ask::Issue | Ask::Comparison | Ask::Page(_) => {
                    Request { id, url, accept: Some(ACCEPT.into()), limit: MAX_ANSWER_BYTES }
                }
            });
        }
        None
    }

    /// Takes what came back for a request. A failure is the end: nothing more needs to be asked.
    pub fn answer(&mut self, id: u32, answer: Result<Response, Unreachable>) -> Result<(), Failure> {
        // An answer that is not awaited is one to a request that was given up.
        let Some((ask, url)) = self.waiting.remove(&id) else { return Ok(()) };
        let taken = match answer {
            Ok(response) => self.take(ask, response),
            Err(Unreachable) => Err(PullError::Unreachable),
        };
        taken.map_err(|error| {
            let failure = self.failure(error, Some(url));
            self.queue.clear();
            self.waiting.clear();
            self.pull = None;
            failure
        })
    }

    /// A failure, with the files that are known to matter.
    fn failure(&self, error: PullError, address: Option<String>) -> Failure {
        let files = self.pull.iter().flat_map(|pull| &pull.files);
        let wanted = files.filter(|file| self.wants(file)).map(|file| file.path.clone());
        Failure { error, address, wanted: wanted.collect() }
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let listed = self.pull.as_ref().map_or(0, |pull| pull.files.len());
        let asks = || self.queue.iter().chain(self.waiting.values().map(|(ask, _)| ask));
        if self.to_read > 0 {
            Progress::Reading { done: self.read, all: self.to_read }
        } else if asks().any(|ask| matches!(ask, Ask::Page(_))) {
            Progress::Listing { done: listed, all: self.changed_files.min(MAX_LISTED) }
        } else {
            Progress::Describing
        }
    }

    /// The pull request, once nothing is to be asked or awaited; gives it once.
    pub fn finish(&mut self) -> Option<PullRequest> {
        if self.queue.is_empty() && self.waiting.is_empty() { self.pull.take() } else { None }
    }

    fn wants(&self, file: &PullFile) -> bool {
        (self.is_wanted)(&file.path) || file.previous_path.as_deref().is_some_and(&self.is_wanted)
    }

    /// The address of something to ask; `None` if there can be none.
    fn url(&self, ask: Ask) -> Option<String> {
        let pull = self.pull.as_ref();
        match ask {
            Ask::Pull => Some(self.hosts.pull(&self.id)),
            Ask::Issue => Some(self.hosts.issue(&self.id)),
            Ask::Comparison => {
                pull.map(|pull| self.hosts.comparison(&pull.id.repository, &pull.base_sha, &pull.head_sha))
            }
            Ask::Page(page) => pull.map(|pull| self.hosts.files(&pull.id, page)),
            Ask::Content(Content { file, side, place }) => {
                let pull = pull?;
                let repository = match place {
                    Place::Target => &pull.id.repository,
                    Place::Fork => self.fork.as_ref()?,
                };
                let sha = match side {
                    Side::Base => &pull.merge_base,
                    Side::Head => &pull.head_sha,
                };
                self.hosts.content(repository, sha, pull.files.get(file)?.path_at(side)?)
            }
        }
    }

    fn take(&mut self, ask: Ask, response: Response) -> Result<(), PullError> {
        let Response { status, headers, body } = response;
        check_rate_limit(status, &headers)?;
        match (ask, status) {
            (Ask::Content(content), 200) => self.take_content(content, body),
            (Ask::Content(content), 404) => self.look_elsewhere(content),
            (_, 200) if body.len() > MAX_ANSWER_BYTES => return Err(PullError::TooLarge),
            (Ask::Pull, 200) => self.take_pull(&body)?,
            (Ask::Pull, 404) => self.queue.push_back(Ask::Issue),
            (Ask::Issue, 200) => return Err(PullError::IsIssue),
            (Ask::Issue, 404 | 410) => return Err(PullError::NotFound),
            (Ask::Comparison, 200) => self.take_comparison(&body)?,
            (Ask::Page(page), 200) => self.take_page(page, &body)?,
            (_, 500..) => return Err(PullError::Server { status }),
            _ => return Err(PullError::Refused { status }),
        }
        Ok(())
    }

    fn take_pull(&mut self, body: &[u8]) -> Result<(), PullError> {
        let described = answer::pull(body)?;
        self.fork = described.fork;
        self.changed_files = described.changed_files;
        self.pull = Some(PullRequest {
            // Its present name: the host of contents does not know former ones.
            id: PullId { repository: described.repository, number: self.id.number },
            title: described.title,
            state: described.state,
            base_sha: described.base_sha,
            head_sha: described.head_sha,
            merge_base: String::new(),
            files: Vec::new(),
            left_out: Vec::new(),
            unlisted: 0,
        });
        self.queue.push_back(Ask::Comparison);
        Ok(())
    }

    fn take_comparison(&mut self, body: &[u8]) -> Result<(), PullError> {
        let (merge_base, files) = answer::comparison(body)?;
        let Some(pull) = &mut self.pull else { return Ok(()) };
        pull.merge_base = merge_base;
        // It stops at 300 without a word.
        if files.len() < self.changed_files {
            self.queue.push_back(Ask::Page(1));
        } else {
            pull.files = files;
            self.read_files();
        }
        Ok(())
    }

    fn take_page(&mut self, page: usize, body: &[u8]) -> Result<(), PullError> {
        let files = answer::files(body)?;
        let Some(pull) = &mut self.pull else { return Ok(()) };
        let is_full = files.len() >= PAGE;
        pull.files.extend(files);
        pull.files.truncate(MAX_LISTED);
        let listed = pull.files.len();
        // The number of files says which page is the last one, so that no address has to be read from an answer. An
        // author may change it meanwhile: then a page that is not full does.
        if is_full && listed < self.changed_files.min(MAX_LISTED) {
            self.queue.push_back(Ask::Page(page + 1));
        } else {
            pull.unlisted = self.changed_files.saturating_sub(listed);
            self.read_files();
        }
        Ok(())
    }

    /// Asks for both states of each file that is wanted.
    fn read_files(&mut self) {
        let Some(mut pull) = self.pull.take() else { return };
        let mut wanted = 0;
        for (index, file) in pull.files.iter_mut().enumerate() {
            file.is_wanted = self.wants(file);
            if !file.is_wanted {
                continue;
            }
            wanted += 1;
            for side in [Side::Base, Side::Head] {
                let Some(path) = file.path_at(side) else { continue };
                if wanted > MAX_FILES {
                    let reason = LeftOutReason::TooMany;
                    pull.left_out.push(LeftOut { path: path.to_owned(), side, reason });
                } else {
                    self.to_read += 1;
                    let content = Content { file: index, side, place: Place::Target };
                    self.queue.push_back(Ask::Content(content));
                }
            }
        }
        self.pull = Some(pull);
    }

    fn take_content(&mut self, content: Content, body: Vec<u8>) {
        let text = if body.len() > MAX_FILE_BYTES {
            Err(LeftOutReason::TooLarge)
        } else {
            String::from_utf8(body).ok().ok_or(LeftOutReason::NotText)
        };
        let text = match text {
            Ok(text) => text,
            Err(reason) => return self.leave_out(Ask::Content(content), reason),
        };
        self.read += 1;
        let files = self.pull.as_mut().map(|pull| &mut pull.files);
        if let Some(file) = files.and_then(|files| files.get_mut(content.file)) {
            match content.side {
                Side::Base => file.base = Some(text),
                Side::Head => file.head = Some(text),
            }
        }
    }

    fn look_elsewhere(&mut self, content: Content) {
        let is_of_fork = content.side == Side::Head && self.fork.is_some();
        if is_of_fork && content.place == Place::Target {
            self.queue.push_back(Ask::Content(Content { place: Place::Fork, ..content }));
        } else {
            self.leave_out(Ask::Content(content), LeftOutReason::NotThere);
        }
    }

    fn leave_out(&mut self, ask: Ask, reason: LeftOutReason) {
        let (Ask::Content(content), Some(pull)) = (ask, &mut self.pull) else { return };
        self.read += 1;
        let path = pull.files.get(content.file).and_then(|file| file.path_at(content.side));
        if let Some(path) = path.map(ToOwned::to_owned) {
            pull.left_out.push(LeftOut { path, side: content.side, reason });
        }
    }
}

/// Whether the answer says that the host was asked too often.
fn check_rate_limit(status: u16, headers: &Headers) -> Result<(), PullError> {
    let is_used_up = headers.remaining.as_deref() == Some("0");
    if status != 429 && !(status == 403 && (is_used_up || headers.retry_after.is_some())) {
        return Ok(());
    }
    let reset = headers.reset.as_ref().filter(|_| is_used_up).and_then(|at| at.parse().ok());
    let after = headers.retry_after.as_ref().and_then(|seconds| seconds.parse().ok());
    Err(PullError::RateLimited { ends: reset.map(LimitEnd::At).or(after.map(LimitEnd::After)) })
}

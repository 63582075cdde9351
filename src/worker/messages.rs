//! What the page asks, and what it is told: plain data, and its form between threads.
//!
//! The page says what it wants to be true: a [`Session`]. The other side makes it so, and keeps whatever has not changed.
//! So it can be replaced by a new one at any time, which is sent the same session.

use crate::catalogue::{Subject, WhatIf};
use crate::inventory::Kind;
pub use crate::present::FileId;
use crate::present::{
    Choices, CloudsComparedView, FileView, Filter, ImpactView, ListView, Made, MatchingFindingsView,
    MissingInput, ProvenanceView, RemedyView, ResourceQuery, ResourceRows, ResourceView, ResultView,
    VersionsView, WaiverView,
};
use crate::pull::{self, Hosts, PullId, Unreachable};
use crate::wording::Notice;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::rc::Rc;

/// A request of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Judge a session, and list its test cases: answered with a state.
    Judge(Session, Filter),
    /// List other test cases.
    List(Filter),
    /// Tell some rows of the resources.
    Rows(ResourceQuery),
    /// Tell all of one resource, by its list and its place in it.
    Resource(Kind, usize),
    /// Tell what mends something.
    Remedy(RemedyOf),
    /// Tell some of the findings of a test case.
    Findings {
        /// The test case.
        testcase: Rc<str>,
        /// Only those that this search finds.
        query: String,
        /// Which of these, by position.
        range: Range<usize>,
    },
    /// Write something down for a ticket, about a cloud that is called so.
    Markdown(MarkdownOf, String),
    /// Judge clouds before and after a change of the standards: answered with a review.
    Review(ReviewSession),
    /// Write down the review that was told last.
    ReviewReport(ReportForm),
    /// Tell what a rule that is written by hand can start from, and what can be changed in a word.
    Starters {
        /// The changed file that it is about.
        about: Option<Rc<str>>,
        /// What was written.
        rule: String,
        /// The reference date that was chosen.
        date: String,
    },
    /// Write rules down in which something is what a word says.
    WhatIf {
        /// What was written.
        rule: String,
        /// What is changed.
        subject: Subject,
        /// The word.
        word: String,
        /// The reference date that was chosen.
        date: String,
    },
    /// Write down the comparison that was told last.
    CompareReport(CompareForm),
    /// Judge two exports by the same standards: answered with what turned.
    Compare(CompareSession),
    /// Tell what to ask for a pull request.
    AskPull(PullId, Hosts),
    /// Take what came back for something that was to be asked, by its number, and tell what to ask next.
    PullAnswer(u32, Result<pull::Response, Unreachable>),
}

impl Request {
    /// It says what is to be true, files included; all else asks about that.
    pub fn is_session(&self) -> bool {
        match self {
            Request::Judge(..) | Request::Review(_) | Request::Compare(_) => true,
            Request::List(_)
            | Request::Rows(_)
            | Request::Resource(..)
            | Request::Remedy(_)
            | Request::Findings { .. }
            | Request::Markdown(..)
            | Request::ReviewReport(_)
            | Request::Starters { .. }
            | Request::WhatIf { .. }
            | Request::CompareReport(_)
            | Request::AskPull(..)
            | Request::PullAnswer(..) => false,
        }
    }

    /// The files that it names: their numbers and names.
    pub fn files(&self) -> Vec<(FileId, &Rc<str>)> {
        match self {
            Request::Judge(session, _) => session.files.iter().map(|file| (file.id, &file.name)).collect(),
            Request::Review(session) => session.files().collect(),
            Request::Compare(session) => session.files().collect(),
            Request::List(_)
            | Request::Rows(_)
            | Request::Resource(..)
            | Request::Remedy(_)
            | Request::Findings { .. }
            | Request::Markdown(..)
            | Request::ReviewReport(_)
            | Request::Starters { .. }
            | Request::WhatIf { .. }
            | Request::CompareReport(_)
            | Request::AskPull(..)
            | Request::PullAnswer(..) => Vec::new(),
        }
    }
}

/// A change of the standards and clouds, as a person gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewSession {
    /// Grows with each change.
    pub revision: u32,
    /// The changed files.
    pub changes: Vec<SessionChange>,
    /// Files of which it is not known yet whether they are changed files or exports: the answer is what they are.
    pub unsorted: Vec<SessionFile>,
    /// A rule that is being written; empty without one.
    pub rule: String,
    /// The clouds.
    pub clouds: Vec<SessionCloud>,
    /// Scope version, date, and what is judged.
    pub choices: Choices,
}

impl ReviewSession {
    /// All files: their numbers and names.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &Rc<str>)> {
        let before = self.changes.iter().filter_map(|change| match &change.before {
            SessionBefore::File { id, path } => Some((*id, path)),
            SessionBefore::Embedded | SessionBefore::Absent => None,
        });
        let after = self.changes.iter().filter_map(|change| Some((change.after?, &change.path)));
        let clouds = self.clouds.iter().flat_map(|cloud| &cloud.files).chain(&self.unsorted);
        before.chain(after).chain(clouds.map(|file| (file.id, &file.name)))
    }
}

/// A changed file of standards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionChange {
    /// Its path.
    pub path: Rc<str>,
    /// What it was before.
    pub before: SessionBefore,
    /// Its content; `None` if it was removed.
    pub after: Option<FileId>,
}

/// What a changed file was before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionBefore {
    /// Not given: the embedded standards stand for it.
    Embedded,
    /// It was not there.
    Absent,
    /// A file.
    File {
        /// Its number.
        id: FileId,
        /// The path that it had.
        path: Rc<str>,
    },
}

/// A cloud of a review, or one of two exports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionCloud {
    /// What it is called.
    pub label: Rc<str>,
    /// Its exports.
    pub files: Vec<SessionFile>,
}

/// How far the asking for a pull request is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullTold {
    /// What is to be asked now.
    pub requests: Vec<pull::Request>,
    /// How far it is, in a sentence.
    pub progress: String,
    /// What came of it, at the end.
    pub end: Option<PullEnd>,
}

/// What came of the asking for a pull request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PullEnd {
    /// It is there.
    Fetched(Box<FetchedPull>),
    /// It did not come.
    Failed(Notice),
}

/// A pull request with its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FetchedPull {
    /// Where it is.
    pub id: PullId,
    /// Its title.
    pub title: String,
    /// Its files.
    pub files: Vec<FetchedFile>,
    /// What is missing, in sentences.
    pub missing: Vec<String>,
}

/// A file that a pull request changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FetchedFile {
    /// Its path.
    pub path: Rc<str>,
    /// What it was before; `None` if it was not there, or was not asked for.
    pub before: Option<FetchedState>,
    /// What it is after, likewise.
    pub after: Option<FetchedState>,
}

/// One of the two states of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FetchedState {
    /// The path in that state.
    pub path: Rc<str>,
    /// What is in it; `None` if that could not be had.
    pub text: Option<Rc<str>>,
}

/// What a file is that was given without a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Belongs {
    /// A changed file of the standards.
    Change,
    /// An export of a cloud.
    Cloud,
    /// It may be both, or neither.
    Unclear,
}

/// What a rule that is written by hand can start from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Starters {
    /// Rules and documents, those that fit best first.
    pub rules: Vec<Starter>,
    /// What can be changed in a word.
    pub what_ifs: Vec<WhatIf>,
    /// Why nothing can.
    pub problems: Vec<Notice>,
}

/// Something that a rule which is written by hand can start from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Starter {
    /// What it is.
    pub title: String,
    /// A file of standards.
    pub text: String,
}

/// Two exports, as a person gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareSession {
    /// Grows with each change.
    pub revision: u32,
    /// The export before.
    pub before: SessionCloud,
    /// The export after.
    pub after: SessionCloud,
    /// Scope version, date, and what is judged.
    pub choices: Choices,
}

impl CompareSession {
    /// All files: their numbers and names.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &Rc<str>)> {
        let files = self.before.files.iter().chain(&self.after.files);
        files.map(|file| (file.id, &file.name))
    }
}

/// Two exports compared, as they are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The revision of the session that it is of.
    pub revision: u32,
    /// What turned.
    pub view: CloudsComparedView,
    /// What is wrong with the choices, if something is: another date is then taken.
    pub choice_error: Option<String>,
    /// What could not be read, with the name of the file.
    pub problems: Vec<Notice>,
    /// Why exports hold less than a cloud does, with the name of the file.
    pub notes: Vec<Notice>,
    /// The scope versions that can be asked for.
    pub versions: Vec<Rc<str>>,
}

/// How a comparison is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CompareForm {
    /// For people.
    Text,
    /// For a comment.
    Markdown,
    /// For programs.
    Json,
}

/// How a review is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReportForm {
    /// For a comment.
    Markdown,
    /// For programs.
    Json,
    /// For continuous integration.
    Sarif,
    /// For a comment, what differs in the standards alone.
    Differences,
}

/// A review, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The revision of the session that it is of.
    pub revision: u32,
    /// What the change does.
    pub view: ImpactView,
    /// What is wrong with the choices, if something is: another date is then taken.
    pub choice_error: Option<String>,
    /// What could not be read of the clouds, with the name of the file.
    pub problems: Vec<Notice>,
    /// Why exports hold less than a cloud does, with the name of the file.
    pub notes: Vec<Notice>,
    /// The scope versions that can be asked for.
    pub versions: Vec<Rc<str>>,
}

/// All that a person gave and chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Grows with each change.
    pub revision: u32,
    /// The files, in the order in which they came.
    pub files: Vec<SessionFile>,
    /// What was chosen.
    pub choices: Choices,
    /// Waivers as they were typed.
    pub waivers: Vec<NewWaiver>,
    /// Sources of images that were accepted.
    pub sources: Vec<NewSource>,
}

/// A file of a session; its content travels apart, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionFile {
    /// Its number.
    pub id: FileId,
    /// The file's name; a paste gets one like "paste 1".
    pub name: Rc<str>,
    /// Its size in bytes, packed or not.
    pub bytes: usize,
    /// The kind that a person says it lists.
    pub kind: Option<Kind>,
    /// A person says that it holds newer standards.
    pub is_standards: bool,
}

/// A waiver as a person typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewWaiver {
    /// The test case, or the requirement beside them.
    pub testcase: String,
    /// What the name or id of the resource looks like; empty for the whole test case.
    pub resource: String,
    /// Why it is waived.
    pub reason: String,
    /// The last day, `YYYY-MM-DD`.
    pub until: String,
}

/// A source of images as a person typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSource {
    /// What the addresses begin with.
    pub prefix: String,
    /// Why it is as good as an official source.
    pub reason: String,
}

/// What a remedy is wanted for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RemedyOf {
    /// All that fails in the chosen scope version.
    Everything,
    /// A cause, by its place in the result.
    Cause(usize),
    /// A test case, or a requirement beside them.
    TestCase(Rc<str>),
}

/// What is to be written down for a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkdownOf {
    /// A test case with its first findings.
    TestCase(Rc<str>),
    /// A finding of a test case, by its place among all of them.
    Finding(Rc<str>, usize),
}

impl MarkdownOf {
    /// The test case.
    pub fn testcase(&self) -> &str {
        match self {
            MarkdownOf::TestCase(id) | MarkdownOf::Finding(id, _) => id,
        }
    }
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Response {
    /// What is being done; an answer follows.
    Progress(Progress),
    /// The state of a session.
    State(Rc<State>),
    /// A state that is like a person's, of records that nobody gave: for rehearsing what shows it.
    Rehearsed(Rc<State>),
    /// The test cases that a filter leaves.
    List(Filter, Rc<ListView>),
    /// Some rows of the resources; `None` without a result.
    Rows(ResourceQuery, Option<Rc<ResourceRows>>),
    /// All of one resource; `None` if it is not there.
    Resource(Option<Rc<ResourceView>>),
    /// Some findings.
    Findings {
        /// The search that found them; empty for all.
        query: String,
        /// The findings.
        found: Rc<MatchingFindingsView>,
    },
    /// Something for a ticket.
    Markdown(MarkdownOf, String),
    /// What mends something.
    Remedy(RemedyOf, Rc<RemedyView>),
    /// A review.
    Review(Rc<Reviewed>),
    /// A review, written down.
    ReviewReport(ReportForm, String),
    /// What files are that a session of this revision has unsorted.
    Sorted(u32, Vec<(FileId, Belongs)>),
    /// What a rule that is written by hand can start from.
    Starters(Rc<Starters>),
    /// Rules in which something is changed, in the place of those that were written; or why it cannot be.
    WhatIf(String, Result<String, Vec<Notice>>),
    /// A comparison, written down.
    CompareReport(CompareForm, String),
    /// Two exports compared.
    Compared(Rc<Compared>),
    /// What to ask for a pull request, or what came of it.
    Pull(PullTold),
}

/// How far the judging of a session is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    /// A file is being read.
    Reading {
        /// Its name.
        name: Rc<str>,
        /// How many bytes of all files were read before it.
        done: usize,
        /// How many bytes there are in all.
        total: usize,
    },
    /// All is read.
    Judging,
}

/// Everything that the page shows but what it asks for by window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The revision of the session that it is of.
    pub revision: u32,
    /// The files, in the order of the session.
    pub files: Vec<FileView>,
    /// What is wrong with the choices, if something is: the result is then of the last good ones.
    pub choice_error: Option<String>,
    /// Waivers from files and typed here.
    pub waivers: Vec<WaiverView>,
    /// What is wrong with something that was typed: it does not hold, and should be taken back.
    pub refused: Option<(Made, String)>,
    /// All waivers as a file.
    pub waivers_file: String,
    /// The test cases that the filter leaves.
    pub list: Rc<ListView>,
    /// The scope versions side by side.
    pub versions: Option<VersionsView>,
    /// What more exports would decide.
    pub missing: Vec<MissingInput>,
    /// The day of the newest record in the exports, `YYYY-MM-DD`.
    pub newest_date: Option<String>,
    /// The day that is offered as date, because the exports are old.
    pub offered_date: Option<String>,
    /// The result; `None` while no file holds anything to judge.
    pub result: Option<ResultView>,
    /// Where the standards come from.
    pub provenance: ProvenanceView,
}

/// A message as bytes.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    // Plain data has a form of finite size.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// The message in bytes; `None` if they are none.
pub fn decode<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

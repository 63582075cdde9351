//! What the page asks, and what it is told: plain data.

use crate::inventory::Kind;
pub use crate::present::FileId;
use crate::present::{
    Choices, FileView, FindingsView, Made, ProvenanceView, RemedyView, ResultView, WaiverView,
};
use std::ops::Range;
use std::rc::Rc;

/// A request of the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Take further files. Of equal names the later one is numbered, none replaces another.
    Add(Vec<NewFile>),
    /// Forget a file.
    Remove(FileId),
    /// Forget all files.
    Clear,
    /// Take a person's word on what a file lists.
    SayKind(FileId, Kind),
    /// Judge by other choices.
    Choose(Choices),
    /// Accept faults for a while.
    Waive(NewWaiver),
    /// Take images from a place of the cloud's own for official ones.
    AcceptSource(NewSource),
    /// Take back what was accepted here.
    TakeBack(Made),
    /// Tell what mends something.
    Remedy(RemedyOf),
    /// Tell some of the findings of a test case.
    Findings {
        /// The test case.
        testcase: Rc<str>,
        /// Which of its findings, by position.
        range: Range<usize>,
    },
}

/// A file or paste to take.
#[derive(Clone, Debug, PartialEq)]
pub struct NewFile {
    /// The file's name; a paste gets one like "paste 1".
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A waiver as a person typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSource {
    /// What the addresses begin with.
    pub prefix: String,
    /// Why it is as good as an official source.
    pub reason: String,
}

/// What a remedy is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemedyOf {
    /// All that fails in the chosen scope version.
    Everything,
    /// A cause, by its place in the result.
    Cause(usize),
    /// A test case, or a requirement beside them.
    TestCase(Rc<str>),
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    /// The state after a request that changed it.
    State(Rc<State>),
    /// Some findings.
    Findings(Rc<FindingsView>),
    /// What mends something.
    Remedy(RemedyOf, Rc<RemedyView>),
}

/// Everything that the page shows but single findings.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The files, in the order in which they came.
    pub files: Vec<FileView>,
    /// The choices in force, as they were made.
    pub choices: Choices,
    /// What is wrong with the choices, if something is: the result is then of the last good ones.
    pub choice_error: Option<String>,
    /// Waivers from files and made here.
    pub waivers: Vec<WaiverView>,
    /// What is wrong with the waiver that was typed last.
    pub waiver_error: Option<String>,
    /// All waivers as a file.
    pub waivers_file: String,
    /// The result; `None` while no file holds anything to judge.
    pub result: Option<ResultView>,
    /// Where the standards come from.
    pub provenance: ProvenanceView,
}

//! Everything of the page that changes, and what an action does to it: plain Rust.

use super::comparison::{CompareAction, Comparison};
use super::display::{CloudName, Display};
use super::memory::{Memory, MemoryError, Remembered, StorageStep, Stored};
use super::offline::{Build, Keeping, Offline, OfflineNews, Wish};
use super::review::{Pull, Review, ReviewAction, Side};
use super::route::{Lens, Location, Route};
use crate::inventory::Kind;
use crate::present::{
    Choices, FileId, FileView, Filter, ListView, Made, MatchingFindingsView, RemedyView, ResourceQuery,
    ResourceRows, ResourceView, VerdictView,
};
use crate::pull::{Hosts, PullId};
use crate::wording::{Notice, impact_page, page as texts};
use crate::worker::dispatch::Event;
use crate::worker::messages::{
    MarkdownOf, NewSource, NewWaiver, Progress, RemedyOf, Request, Response, Session, SessionCloud,
    SessionFile, State as Told,
};
use std::ops::Range;
use std::rc::Rc;

/// How many findings are asked for at first; more of them are shown a window at a time.
pub const WINDOW: usize = 100;

/// How many failing test cases are opened for print.
const MOST_PRINTED: usize = 60;

/// What ids of elements of test cases begin with.
pub const CASE_PREFIX: &str = "case-";

/// A file or paste that came; the browser keeps its content under the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its number.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: usize,
    /// A person says that it holds newer standards.
    pub is_standards: bool,
}

/// What a person did, or what came back.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Another place, or another look at it, was asked for by address.
    Go(Location),
    /// Another look is wanted.
    Display(Display),
    /// The list of shortcuts is to be shown, or no longer.
    Help(bool),
    /// The focus is to go somewhere.
    Focus(Focus),
    /// The test case after, or before, this one is to get the focus.
    Step(Step, Option<String>),
    /// Files are held over the page, or no longer.
    Drag(bool),
    /// Files or an example are being fetched; [`Action::Add`] follows.
    Fetching,
    /// Files came, and others could not be had.
    Add {
        /// What came.
        files: Vec<NewFile>,
        /// What did not.
        problems: Vec<Notice>,
    },
    /// Examples came for the Impact page, and others could not be had.
    Examples {
        /// What came.
        files: Vec<NewFile>,
        /// What did not.
        problems: Vec<Notice>,
    },
    /// A text that stands in the paste area is to be checked.
    CheckText {
        /// The text as a file; its name is given here.
        file: NewFile,
        /// It is a further paste, even if the last one came from there, too.
        is_further: bool,
    },
    /// A text that is too large for the paste area, or that was pasted outside of it, is to be checked.
    CheckPaste(NewFile),
    /// A file is to go.
    Remove(FileId),
    /// A file is said to list records of a kind.
    SayKind(FileId, Kind),
    /// All files are to go.
    Clear,
    /// What went last is to come back.
    Undo,
    /// What is being read is not wanted after all.
    Cancel,
    /// The paste area is to be shown beside a result, or no longer.
    ToggleInput,
    /// Another date, scope version or view of the list.
    Choose(Choices),
    /// The cloud is called so.
    NameCloud(CloudName),
    /// Other test cases are wanted.
    Filter(Filter),
    /// A test case is to be shown as a scope version has it.
    ShowCaseOf(Rc<str>, Rc<str>),
    /// All test cases of a standard are wanted.
    ShowStandard(Rc<str>),
    /// The details are to be sorted by something else.
    SetLens(Lens),
    /// Other rows of the resources are wanted.
    Rows(ResourceQuery),
    /// A resource is to be shown, among its like.
    ShowResource(Kind, usize),
    /// The open resource is to be closed.
    CloseResource,
    /// A text for a ticket is wanted on the clipboard.
    Copy(MarkdownOf),
    /// It is there, or could not be put there.
    Copied(MarkdownOf, bool),
    /// The result is wanted on paper, with what fails opened.
    Print,
    /// A test case is to be opened or closed.
    ToggleCase(Rc<str>),
    /// Some findings of a test case are wanted.
    Findings(Rc<str>, Range<usize>),
    /// A test case is to be shown and opened, whatever the filter says.
    ShowCase(Rc<str>),
    /// What mends something is to be shown, or no longer.
    ToggleRemedy(RemedyOf),
    /// The form for a waiver of a test case is to be shown, or no longer.
    ToggleWaiving(Rc<str>),
    /// A waiver was typed.
    Waive(NewWaiver),
    /// A source of images was typed.
    AcceptSource(NewSource),
    /// What was accepted here is to go.
    TakeBack(Made),
    /// A message was read.
    Dismiss(usize),
    /// What is here is to be remembered on this device, or forgotten.
    Remember(bool),
    /// Something was stored, or not.
    Remembered(Result<Stored, MemoryError>),
    /// Everything stored was forgotten, or not.
    Forgotten(Result<(), MemoryError>),
    /// Something was stored by an earlier page.
    Recalled(Result<Remembered, MemoryError>),
    /// The page is to be kept for use without a network, or no longer.
    KeepOffline(bool),
    /// The browser told how that stands.
    Offline(OfflineNews),
    /// The version of the page that waits is to start, or can wait until the page is opened again.
    NewVersion(bool),
    /// Something came from the other side.
    Told(Event),
    /// Something happened on the Impact page.
    Review(ReviewAction),
    /// Something happened to the two exports that are compared there.
    Compare(CompareAction),
}

impl Action {
    /// A person did it.
    fn is_of_person(&self) -> bool {
        !matches!(
            self,
            Action::Told(_)
                | Action::Review(ReviewAction::Told(_) | ReviewAction::Copied(_))
                | Action::Compare(CompareAction::Told(_))
                | Action::Copied(..)
                | Action::Remembered(_)
                | Action::Forgotten(_)
                | Action::Recalled(_)
                | Action::Offline(_)
                | Action::Add { .. }
                | Action::Examples { .. }
                | Action::Drag(_)
        )
    }

    /// It starts, or is a part of, something that is mostly done before a person misses an answer.
    pub fn can_wait(&self) -> bool {
        matches!(
            self,
            Action::Fetching
                | Action::Add { .. }
                | Action::Examples { .. }
                | Action::CheckText { .. }
                | Action::CheckPaste(_)
                | Action::Told(Event::Answer(Response::Progress(_)))
                | Action::Review(ReviewAction::Write(_))
        )
    }
}

/// What is to be done outside of the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the other side.
    Send(Box<Request>),
    /// Ask the side that reviews changes.
    SendReview(Box<Request>),
    /// Ask the side that compares exports.
    SendComparison(Box<Request>),
    /// Ask a code host for a pull request.
    FetchPull(PullId),
    /// Ask no more.
    CancelPull,
    /// Give a person something in writing on the clipboard; [`ReviewAction::Copied`] follows.
    CopyReport(String),
    /// Give a person a file of this name to save.
    Save(&'static str, String),
    /// Stop the other side, whatever it does.
    Stop,
    /// Put a text on the clipboard; [`Action::Copied`] follows.
    Copy(MarkdownOf, String),
    /// Print the page.
    Print,
    /// Store something on this device.
    Remember {
        /// What is to be remembered.
        remembered: Remembered,
        /// Nothing is stored yet.
        is_first: bool,
    },
    /// Forget what is stored on this device.
    Forget,
    /// Have the page kept for use without a network, or no longer; [`Action::Offline`] follows.
    Keep(Wish),
}

/// Where the focus goes when what had it is gone with an export.
fn focus_after_comparing(action: &CompareAction) -> Option<Focus> {
    let CompareAction::Clear(side) = action else { return None };
    let picker = match side {
        Side::Before => "compare-before",
        Side::After => "compare-after",
    };
    Some(Focus::Id(picker.to_owned()))
}

fn ask(request: Request) -> Effect {
    Effect::Send(Box::new(request))
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Onwards.
    Next,
    /// Back.
    Previous,
}

/// A test case that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCase {
    /// The test case.
    pub testcase: Rc<str>,
    /// Those of its findings that were told last, of the present search.
    pub findings: Option<Rc<MatchingFindingsView>>,
}

/// A resource that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenResource {
    /// Its list.
    pub kind: Kind,
    /// Its place there.
    pub index: usize,
    /// All of it, as soon as it was told.
    pub view: Option<Rc<ResourceView>>,
}

/// A remedy that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenRemedy {
    /// What it is for.
    pub of: RemedyOf,
    /// What mends it, as soon as it was told.
    pub view: Option<Rc<RemedyView>>,
}

/// Files that went and can come back, each with the place it had.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed(Vec<(usize, SessionFile)>);

impl Removed {
    /// The files.
    pub fn files(&self) -> impl ExactSizeIterator<Item = &SessionFile> {
        self.0.iter().map(|(_, file)| file)
    }
}

/// Where the focus is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Focus {
    /// To the place's beginning.
    Main,
    /// To the headline.
    Headline,
    /// To the button that brings back what went.
    Undo,
    /// To a test case.
    Case(Rc<str>),
    /// To the paste area.
    Paste,
    /// To a message.
    Problem,
    /// To the switch that has things remembered.
    Memory,
    /// To the search field of the lens.
    Search,
    /// To the resource that is open.
    Resource,
    /// To a row of the resources.
    Row(usize),
    /// To what has this id, or else to the place's beginning.
    Id(String),
}

/// Everything of the page that changes.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is something else that a person sees")]
pub struct State {
    /// Where we are.
    pub route: Route,
    /// How the page looks.
    pub display: Display,
    /// The list of shortcuts is shown.
    pub is_help_open: bool,
    /// Files are held over the page.
    pub is_dragging: bool,
    /// What was given and chosen.
    pub session: Session,
    /// What the cloud is called.
    pub cloud: CloudName,
    /// What the other side told last.
    pub told: Option<Rc<Told>>,
    /// How far it is with the present session.
    pub progress: Option<Progress>,
    /// What went last.
    pub removed: Option<Removed>,
    /// What the details are sorted by.
    pub lens: Lens,
    /// Which test cases are wanted.
    pub filter: Filter,
    /// The test cases that were told last.
    pub list: Rc<ListView>,
    /// Which resources are wanted.
    pub query: Option<ResourceQuery>,
    /// The resources that were told last.
    pub rows: Option<Rc<ResourceRows>>,
    /// The resource that is open.
    pub resource: Option<OpenResource>,
    /// The Impact page.
    pub review: Review,
    /// The two exports that are compared there.
    pub comparison: Comparison,
    /// What was put on the clipboard last, and whether it got there.
    pub copied: Option<(MarkdownOf, bool)>,
    /// The test cases that are open.
    pub opened: Vec<OpenCase>,
    /// The remedies that are shown.
    pub remedies: Vec<OpenRemedy>,
    /// The test case for which a waiver is being made.
    pub waiving: Option<Rc<str>>,
    /// Why what was typed was not accepted.
    pub refusal: Option<String>,
    /// What went wrong.
    pub problems: Vec<Notice>,
    /// What is remembered on this device.
    pub memory: Memory,
    /// The page and the one that the browser keeps.
    pub offline: Offline,
    /// The paste area is shown beside a result.
    pub is_input_open: bool,
    /// What a screen reader is to say.
    pub announcement: String,
    /// Where the focus is to go, once.
    pub focus: Option<Focus>,
    /// The session of which `told` is.
    settled: Session,
    /// How many fetches are under way.
    fetching: usize,
    /// Where the focus is to go when the present session is answered.
    awaited: Option<Focus>,
    /// How many pastes there were.
    pastes: u32,
    /// The text of the paste area that was sent last.
    draft: Option<FileId>,
    /// The page is to be printed when all that is open is there.
    print: bool,
    /// A test case that the address asked for, until there is a result.
    asked_case: Option<Rc<str>>,
}

impl State {
    /// A fresh page that may ask these hosts for pull requests, and of which a build can be kept.
    pub fn of_page(hosts: Option<Hosts>, build: Option<Build>) -> State {
        let mut state = State::default();
        state.review.hosts = hosts;
        state.offline.build = build;
        state
    }

    /// Does what an action does, and tells what is to be done outside. What a person does takes the focus from where it
    /// was to go before.
    #[expect(clippy::too_many_lines, reason = "one arm for each action, and few lines in each")]
    pub fn reduce(&mut self, action: Action) -> Vec<Effect> {
        if action.is_of_person() {
            self.focus = None;
        }
        match action {
            Action::Go(location) => return self.go(location),
            Action::Display(display) => {
                self.display = display;
                return self.with_memory(&Memory::changed);
            }
            Action::Help(is_open) => self.is_help_open = is_open,
            Action::Focus(focus) => {
                if focus == Focus::Paste {
                    self.is_input_open = true;
                }
                self.focus = Some(focus);
            }
            Action::Step(step, from) => self.step(step, from.as_deref()),
            Action::Drag(is_dragging) => self.is_dragging = is_dragging,
            Action::Fetching => {
                self.fetching += 1;
                self.problems.clear();
            }
            Action::Add { files, problems } if self.route == Route::Impact => {
                self.fetching = self.fetching.saturating_sub(1);
                let effects =
                    if files.is_empty() { Vec::new() } else { self.review(ReviewAction::Give(files)) };
                self.announce(problems.iter().map(|problem| problem.what.as_str()));
                self.review.problems.extend(problems);
                return effects;
            }
            Action::Examples { files, problems } => {
                self.fetching = self.fetching.saturating_sub(1);
                let effects = self.review(ReviewAction::AddExamples(files));
                self.announce(problems.iter().map(|problem| problem.what.as_str()));
                self.review.problems.extend(problems);
                return effects;
            }
            Action::Add { files, problems } => {
                self.fetching = self.fetching.saturating_sub(1);
                self.announce(problems.iter().map(|problem| problem.what.as_str()));
                self.problems.extend(problems);
                return self.add(files);
            }
            Action::CheckText { file, is_further } => return self.check_text(&file, is_further),
            Action::CheckPaste(file) if self.route == Route::Impact => {
                let name = self.next_paste();
                return self.review(ReviewAction::Give(vec![NewFile { name, ..file }]));
            }
            Action::CheckPaste(file) => {
                let name = self.next_paste();
                return self.add(vec![NewFile { name, ..file }]);
            }
            Action::Remove(id) => return self.remove(|file| file.id == id),
            Action::Clear => {
                self.problems.clear();
                self.opened.clear();
                return self.remove(|_| true);
            }
            Action::Undo => return self.bring_back(),
            Action::SayKind(id, kind) => {
                self.awaited = Some(Focus::Headline);
                if let Some(file) = self.session.files.iter_mut().find(|file| file.id == id) {
                    file.kind = Some(kind);
                }
                return self.judge();
            }
            Action::Cancel => return self.go_back_to_settled(),
            Action::ToggleInput => {
                self.is_input_open = !self.is_input_open;
                // Whoever opens the paste area wants to be in it.
                self.focus = self.is_input_open.then_some(Focus::Paste);
            }
            Action::Choose(choices) => {
                self.session.choices = choices;
                return self.judge();
            }
            Action::NameCloud(cloud) => {
                self.cloud = cloud;
                return self.with_memory(&Memory::changed);
            }
            Action::Filter(filter) => {
                self.filter = filter;
                return self.ask_list();
            }
            Action::ShowCaseOf(version, testcase) => {
                if *self.session.choices.scope == *version {
                    return self.show_case(testcase);
                }
                self.session.choices.scope = version.to_string();
                self.asked_case = Some(testcase);
                return self.judge();
            }
            Action::ShowStandard(id) => {
                self.lens = Lens::TestCases;
                self.filter = Filter { standards: vec![id.to_string()], ..Filter::all() };
                self.focus = Some(Focus::Search);
                return self.ask_list();
            }
            Action::SetLens(lens) => return self.set_lens(lens),
            Action::Rows(query) => {
                if self.query.as_ref().is_none_or(|before| before.kind != query.kind) {
                    self.resource = None;
                }
                self.query = Some(query);
                return self.ask_rows();
            }
            Action::ShowResource(kind, index) => return self.show_resource(kind, index),
            Action::CloseResource => {
                self.focus = self.resource.take().map(|open| Focus::Row(open.index));
            }
            Action::Copy(of) => {
                self.copied = None;
                return vec![ask(Request::Markdown(of, self.cloud.text()))];
            }
            Action::Copied(of, is_there) => {
                let said = if is_there { texts::COPIED } else { texts::COPY_FAILED };
                self.say(said);
                self.copied = Some((of, is_there));
            }
            Action::Print => return self.print(),
            Action::ToggleCase(testcase) => return self.toggle_case(testcase),
            Action::Findings(testcase, range) => return self.ask_findings(testcase, range),
            Action::ShowCase(testcase) => return self.show_case(testcase),
            Action::ToggleRemedy(of) => {
                let before = self.remedies.len();
                self.remedies.retain(|open| open.of != of);
                if self.remedies.len() == before {
                    self.remedies.push(OpenRemedy { of: of.clone(), view: None });
                    return vec![ask(Request::Remedy(of))];
                }
            }
            Action::ToggleWaiving(testcase) => {
                let is_open = self.waiving.as_ref() == Some(&testcase);
                self.waiving = (!is_open).then_some(testcase);
                self.refusal = None;
            }
            Action::Waive(waiver) => {
                self.session.waivers.push(waiver);
                return self.judge();
            }
            Action::AcceptSource(source) => {
                self.session.sources.push(source);
                return self.judge();
            }
            Action::TakeBack(made) => {
                self.take_back(made);
                return self.judge();
            }
            Action::Dismiss(index) => {
                if index < self.problems.len() {
                    self.problems.remove(index);
                }
            }
            Action::Remember(is_on) => {
                self.focus = Some(Focus::Memory);
                return self.with_memory(&|memory| memory.turn(is_on));
            }
            Action::Remembered(result) => return self.with_memory(&|memory| memory.saved(result)),
            Action::Forgotten(result) => return self.with_memory(&|memory| memory.forgotten(result)),
            Action::Recalled(Ok(remembered)) => return self.recall(remembered),
            Action::Recalled(Err(error)) => return self.with_memory(&|memory| memory.not_recalled(error)),
            Action::KeepOffline(is_on) => {
                if is_on {
                    // It may take a while.
                    self.offline.keeping = Keeping::Begun;
                }
                return vec![Effect::Keep(if is_on { Wish::On } else { Wish::Off })];
            }
            Action::Offline(news) => {
                let said = self.offline.hear(news);
                self.announce(said.into_iter());
            }
            Action::NewVersion(is_wanted) => {
                self.offline.has_new_version = is_wanted;
                if is_wanted {
                    return vec![Effect::Keep(Wish::Start)];
                }
                self.focus = Some(Focus::Main);
            }
            Action::Told(event) => return self.hear(event),
            Action::Review(action) => {
                if action == ReviewAction::Copied(true) {
                    self.say(texts::COPIED);
                }
                return self.review(action);
            }
            Action::Compare(action) => {
                self.focus = focus_after_comparing(&action).or(self.focus.take());
                return self.comparison.reduce(action);
            }
        }
        Vec::new()
    }

    fn review(&mut self, action: ReviewAction) -> Vec<Effect> {
        let told = self.review.told.clone();
        let asked = self.review.unclear.len() + self.review.ungrouped.len();
        let focus = self.review.focus_after(&action);
        if let ReviewAction::NotFetched(problem) = &action {
            self.say(&problem.what);
        }
        let checked = self.checked_cloud();
        let effects = self.review.reduce(action, &checked);
        self.focus = focus.map(Focus::Id).or(self.focus.take());
        let asks = self.review.unclear.len() + self.review.ungrouped.len();
        if asks > asked {
            self.say(impact_page::QUESTION_ASKED);
        }
        let new = self.review.told.clone().filter(|new| told.is_none_or(|told| told.view != new.view));
        if let Some(new) = new {
            // It comes at once after a question, which is not to go unheard.
            let question = (asks > 0).then_some(impact_page::QUESTION_ASKED);
            self.announce([new.view.summary.as_str()].into_iter().chain(question));
        }
        effects
    }

    /// What this page holds, as a cloud of a review.
    fn checked_cloud(&self) -> SessionCloud {
        let name = self.cloud.text();
        let label = if name.is_empty() { impact_page::CHECKED_CLOUD.to_owned() } else { name };
        SessionCloud { label: label.into(), files: self.session.files.clone() }
    }

    /// The page waits for something.
    pub fn is_busy(&self) -> bool {
        self.is_judging() || self.review.is_judging() || self.comparison.is_judging() || self.fetching > 0
    }

    /// The present session has no answer yet.
    pub fn is_judging(&self) -> bool {
        self.session.revision != self.settled.revision
    }

    /// The file was part of the session that was answered last.
    fn is_settled(&self, file: &SessionFile) -> bool {
        self.settled.files.iter().any(|settled| settled.id == file.id)
    }

    /// Files whose content may still be wanted.
    pub fn files_in_use(&self) -> impl Iterator<Item = FileId> {
        let removed = self.removed.iter().flat_map(Removed::files);
        let files = self.session.files.iter().chain(&self.settled.files).chain(removed);
        let on_impact_page = self.review.files_in_use().chain(self.comparison.files_in_use());
        files.map(|file| file.id).chain(on_impact_page)
    }

    /// The text in the paste area was sent and understood.
    pub fn is_draft_understood(&self) -> bool {
        let mut files = self.told.iter().flat_map(|told| &told.files);
        files.any(|file| Some(file.id) == self.draft && file.error.is_none())
    }

    fn next_paste(&mut self) -> String {
        self.pastes += 1;
        texts::paste_name(self.pastes)
    }

    /// Adds the text of the paste area, in place of what was sent from there before.
    fn check_text(&mut self, file: &NewFile, is_further: bool) -> Vec<Effect> {
        let draft = self.draft.replace(file.id).filter(|_| !is_further);
        let old = self.session.files.iter_mut().find(|held| Some(held.id) == draft);
        if let Some(old) = old {
            *old = SessionFile { id: file.id, bytes: file.bytes, ..old.clone() };
            self.awaited = Some(Focus::Headline);
            return self.judge();
        }
        let name = self.next_paste();
        self.add(vec![NewFile { name, ..file.clone() }])
    }

    fn add(&mut self, files: Vec<NewFile>) -> Vec<Effect> {
        if files.is_empty() {
            return Vec::new();
        }
        self.awaited = Some(Focus::Headline);
        for NewFile { id, name, bytes, is_standards } in files {
            let name = self.free_name(name).into();
            self.session.files.push(SessionFile { id, name, bytes, kind: None, is_standards });
        }
        self.judge()
    }

    /// The name, with a number if another file has it already.
    fn free_name(&self, name: String) -> String {
        let is_taken = |name: &str| self.session.files.iter().any(|file| *file.name == *name);
        if !is_taken(&name) {
            return name;
        }
        let numbered = (2..).map(|number: u32| texts::numbered(&name, number));
        numbered.into_iter().find(|numbered| !is_taken(numbered)).unwrap_or_default()
    }

    fn remove(&mut self, is_gone: impl Fn(&SessionFile) -> bool) -> Vec<Effect> {
        let files = std::mem::take(&mut self.session.files);
        let (gone, left): (Vec<_>, Vec<_>) =
            files.into_iter().enumerate().partition(|(_, file)| is_gone(file));
        self.session.files = left.into_iter().map(|(_, file)| file).collect();
        let first = gone.first().map(|(_, file)| &*file.name).unwrap_or_default();
        self.say(&texts::removed(first, gone.len()));
        self.removed = (!gone.is_empty()).then_some(Removed(gone));
        self.focus = Some(Focus::Undo);
        self.judge()
    }

    fn bring_back(&mut self) -> Vec<Effect> {
        let Some(Removed(files)) = self.removed.take() else { return Vec::new() };
        for (at, file) in files {
            if self.session.files.iter().all(|held| held.id != file.id) {
                self.session.files.insert(at.min(self.session.files.len()), file);
            }
        }
        self.awaited = Some(Focus::Headline);
        self.judge()
    }

    /// Gives up the present session for the last one that was answered.
    fn go_back_to_settled(&mut self) -> Vec<Effect> {
        let revision = self.session.revision;
        let session = Session { revision, ..self.settled.clone() };
        let given_up = std::mem::replace(&mut self.session, session).files.into_iter().enumerate();
        let given_up: Vec<_> = given_up.filter(|(_, file)| !self.is_settled(file)).collect();
        // They can be tried again.
        self.removed = (!given_up.is_empty()).then_some(Removed(given_up));
        self.awaited = Some(Focus::Headline);
        self.say(texts::CANCELLED);
        let mut effects = vec![Effect::Stop];
        effects.extend(self.judge());
        effects
    }

    fn take_back(&mut self, made: Made) {
        match made {
            Made::Waiver(at) if at < self.session.waivers.len() => {
                self.session.waivers.remove(at);
            }
            Made::Source(at) if at < self.session.sources.len() => {
                self.session.sources.remove(at);
            }
            Made::Waiver(_) | Made::Source(_) => {}
        }
    }

    /// Has the present session judged.
    fn judge(&mut self) -> Vec<Effect> {
        self.session.revision = self.session.revision.wrapping_add(1);
        self.progress = None;
        vec![ask(Request::Judge(self.session.clone(), self.filter.clone()))]
    }

    /// The hash that leads to a test case.
    pub fn link_to(&self, testcase: &Rc<str>) -> String {
        Location { testcase: Some(Rc::clone(testcase)), ..self.location() }.to_hash()
    }

    /// Single keys do something now.
    pub fn has_shortcuts(&self) -> bool {
        self.display.has_shortcuts && !self.is_help_open && self.route == Route::Check
    }

    /// Where we are, and how we look at it.
    pub fn location(&self) -> Location {
        Location {
            route: self.route,
            choices: match self.route {
                Route::Impact => self.review.session.choices.clone(),
                Route::Check | Route::About => self.session.choices.clone(),
            },
            pull: self.review.number(),
            lens: self.lens,
            kind: self.query.as_ref().map(|query| query.kind),
            filter: self.filter.clone(),
            testcase: self
                .opened
                .last()
                .map(|open| Rc::clone(&open.testcase))
                .or_else(|| self.asked_case.clone()),
        }
    }

    /// Goes where an address leads; what stands in no address stays.
    fn go(&mut self, location: Location) -> Vec<Effect> {
        let Location { route, choices, pull, lens, kind, filter, testcase } = location;
        if route != self.route {
            self.focus = Some(Focus::Main);
            self.route = route;
        }
        match route {
            Route::Check => {}
            Route::Impact if pull.is_some_and(|number| self.review.number() != Some(number)) => {
                // It is fetched when somebody says so: a link alone asks nobody.
                self.review.pull = Pull {
                    text: pull.map(|number| number.to_string()).unwrap_or_default(),
                    ..Pull::default()
                };
                return self.review(ReviewAction::Choose(choices));
            }
            Route::Impact if self.review.session.choices != choices => {
                return self.review(ReviewAction::Choose(choices));
            }
            Route::Impact => {
                let checked = self.checked_cloud();
                return self.review.checked_changed(&checked);
            }
            Route::About => return Vec::new(),
        }
        let before = (self.session.choices.clone(), self.filter.clone());
        self.session.choices = choices;
        self.filter = Filter { query: std::mem::take(&mut self.filter.query), ..filter };
        if let Some(kind) = kind.filter(|kind| self.query.as_ref().is_none_or(|query| query.kind != *kind)) {
            self.query = Some(ResourceQuery::new(kind));
            (self.rows, self.resource) = (None, None);
        }
        self.asked_case = testcase.filter(|testcase| self.open_case(testcase).is_none());
        let mut effects = self.set_lens(lens);
        if before.0 != self.session.choices && !self.session.files.is_empty() {
            effects.extend(self.judge());
        } else {
            if before.1 != self.filter {
                effects.extend(self.ask_list());
            }
            effects.extend(self.show_asked_case());
        }
        effects
    }

    /// Shows the test case that the address asked for, if there is a result to show it in.
    fn show_asked_case(&mut self) -> Vec<Effect> {
        let testcase = if self.has_result() { self.asked_case.take() } else { None };
        testcase.map(|testcase| self.show_case(testcase)).unwrap_or_default()
    }

    fn set_lens(&mut self, lens: Lens) -> Vec<Effect> {
        let is_same = self.lens == lens;
        self.lens = lens;
        match lens {
            Lens::Resources if !is_same || self.rows.is_none() => self.ask_rows(),
            Lens::Resources | Lens::TestCases => Vec::new(),
        }
    }

    fn has_result(&self) -> bool {
        self.told.as_ref().is_some_and(|told| told.result.is_some())
    }

    /// Asks for the test cases that the filter leaves, and for the findings of those that are open.
    fn ask_list(&mut self) -> Vec<Effect> {
        // A session that is under way was sent with the filter before.
        if !self.has_result() && !self.is_judging() {
            return Vec::new();
        }
        let mut effects = vec![ask(Request::List(self.filter.clone()))];
        let opened: Vec<Rc<str>> = self.opened.iter().map(|open| Rc::clone(&open.testcase)).collect();
        effects.extend(opened.into_iter().flat_map(|testcase| self.ask_findings(testcase, 0..WINDOW)));
        effects
    }

    /// Asks for the rows of the resources, if they are looked at.
    fn ask_rows(&mut self) -> Vec<Effect> {
        if self.lens != Lens::Resources || !self.has_result() {
            return Vec::new();
        }
        let query = self.query.get_or_insert_with(|| ResourceQuery::new(Kind::Flavor)).clone();
        vec![ask(Request::Rows(query))]
    }

    fn show_resource(&mut self, kind: Kind, index: usize) -> Vec<Effect> {
        self.resource = Some(OpenResource { kind, index, view: None });
        let mut effects = vec![ask(Request::Resource(kind, index))];
        if self.query.as_ref().is_none_or(|query| query.kind != kind) {
            self.query = Some(ResourceQuery::new(kind));
            self.rows = None;
        }
        effects.extend(self.set_lens(Lens::Resources));
        effects
    }

    /// Moves the focus among the test cases that are shown.
    fn step(&mut self, step: Step, from: Option<&str>) {
        let groups = self.list.groups.iter();
        let ids: Vec<&Rc<str>> =
            groups.flat_map(|group| &group.testcases).map(|listed| &listed.view.id).collect();
        let at = from.and_then(|from| ids.iter().position(|id| ***id == *from));
        let next = match (step, at) {
            (Step::Next, None) => Some(0),
            (Step::Next, Some(at)) => at.checked_add(1),
            (Step::Previous, Some(at)) => at.checked_sub(1),
            (Step::Previous, None) => None,
        };
        if let Some(id) = next.and_then(|next| ids.get(next)) {
            self.focus = Some(Focus::Case(Rc::clone(id)));
        }
    }

    fn toggle_case(&mut self, testcase: Rc<str>) -> Vec<Effect> {
        let before = self.opened.len();
        self.opened.retain(|open| open.testcase != testcase);
        if self.opened.len() < before {
            return Vec::new();
        }
        self.opened.push(OpenCase { testcase: Rc::clone(&testcase), findings: None });
        self.ask_findings(testcase, 0..WINDOW)
    }

    /// Opens what fails among the test cases that are shown, and prints when their findings are there.
    fn print(&mut self) -> Vec<Effect> {
        self.lens = Lens::TestCases;
        let groups = self.list.groups.iter();
        let testcases = groups.flat_map(|group| &group.testcases);
        let failing = testcases.filter(|listed| listed.view.verdict == VerdictView::Fail);
        let closed = failing.filter(|listed| self.open_case(&listed.view.id).is_none());
        let ids: Vec<Rc<str>> = closed.take(MOST_PRINTED).map(|listed| Rc::clone(&listed.view.id)).collect();
        let mut effects: Vec<Effect> = ids.into_iter().flat_map(|id| self.toggle_case(id)).collect();
        self.print = true;
        effects.extend(self.print_if_ready());
        effects
    }

    fn print_if_ready(&mut self) -> Option<Effect> {
        let is_ready = self.print && self.opened.iter().all(|open| open.findings.is_some());
        self.print &= !is_ready;
        is_ready.then_some(Effect::Print)
    }

    /// Asks for those findings of a test case that the search finds.
    fn ask_findings(&self, testcase: Rc<str>, range: Range<usize>) -> Vec<Effect> {
        let query = self.filter.query.clone();
        vec![ask(Request::Findings { testcase, query, range })]
    }

    /// Shows a test case among the others, and opens it.
    fn show_case(&mut self, testcase: Rc<str>) -> Vec<Effect> {
        self.lens = Lens::TestCases;
        self.focus = Some(Focus::Case(Rc::clone(&testcase)));
        let groups = self.list.groups.iter();
        let is_shown = groups.flat_map(|group| &group.testcases).any(|listed| listed.view.id == testcase);
        let mut effects = Vec::new();
        if !is_shown {
            self.filter = Filter::all();
            effects.extend(self.ask_list());
        }
        if self.open_case(&testcase).is_none() {
            effects.extend(self.toggle_case(testcase));
        }
        effects
    }

    /// What mends something, if it is shown.
    pub fn remedy(&self, of: &RemedyOf) -> Option<&OpenRemedy> {
        self.remedies.iter().find(|open| open.of == *of)
    }

    /// A test case, if it is open.
    pub fn open_case(&self, testcase: &str) -> Option<&OpenCase> {
        self.opened.iter().find(|open| *open.testcase == *testcase)
    }

    fn hear(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Answer(Response::Progress(progress)) => self.progress = Some(progress),
            // The first the root shows to nobody; the others come from other sides than this one.
            Event::Answer(
                Response::Rehearsed(_)
                | Response::Review(_)
                | Response::ReviewReport(..)
                | Response::Sorted(..)
                | Response::Starters(_)
                | Response::WhatIf(..)
                | Response::CompareReport(..)
                | Response::Compared(_)
                | Response::Pull(_),
            ) => {}
            Event::Answer(Response::State(told)) => {
                // While another session is on its way, the answer to this one would only flash up.
                if told.revision == self.session.revision {
                    let mut effects = self.take(&told);
                    effects.extend(self.with_memory(&Memory::changed));
                    return effects;
                }
            }
            Event::Answer(Response::Remedy(of, view)) => {
                if let Some(open) = self.remedies.iter_mut().find(|open| open.of == of) {
                    open.view = Some(view);
                }
            }
            Event::Answer(Response::List(filter, list)) => {
                // Or a later search is on its way.
                if filter == self.filter {
                    self.list = list;
                }
            }
            Event::Answer(Response::Rows(query, rows)) => {
                let is_wanted = |wanted: &ResourceQuery| {
                    ResourceQuery { range: wanted.range.clone(), ..query } == *wanted
                };
                if self.query.as_ref().is_some_and(is_wanted) {
                    self.rows = rows;
                }
            }
            Event::Answer(Response::Resource(view)) => {
                let is_wanted = |open: &OpenResource| {
                    view.as_ref().is_none_or(|view| view.kind == open.kind && view.index == open.index)
                };
                if self.resource.as_ref().is_some_and(is_wanted) {
                    let is_first = self.resource.as_ref().is_some_and(|open| open.view.is_none());
                    self.focus = (is_first && view.is_some()).then_some(Focus::Resource);
                    self.resource = view.map(|view| OpenResource {
                        kind: view.kind,
                        index: view.index,
                        view: Some(view),
                    });
                }
            }
            Event::Answer(Response::Findings { query, found }) => {
                // It may be closed by now, or of another search.
                let opened = self.opened.iter_mut().find(|open| open.testcase == found.view.testcase);
                if let Some(open) = opened.filter(|_| query == self.filter.query) {
                    open.findings = Some(found);
                }
                return self.print_if_ready().into_iter().collect();
            }
            Event::Answer(Response::Markdown(of, text)) => return vec![Effect::Copy(of, text)],
            Event::BrokeDownOverSession => return self.recover(),
            Event::BrokeDown => {
                // Something that is shown beside the answer was fatal: it is not asked for again by itself.
                self.opened.clear();
                self.remedies.clear();
                self.resource = None;
                self.rows = None;
                self.lens = Lens::TestCases;
                self.print = false;
                self.report(texts::broke_down(&[]));
            }
            Event::NotStarted => {
                self.settled.revision = self.session.revision;
                self.progress = None;
                self.report(texts::not_started());
            }
        }
        Vec::new()
    }

    /// The other side broke down: what it was reading is left out, all else is judged again.
    fn recover(&mut self) -> Vec<Effect> {
        let new: Vec<_> = self.session.files.iter().filter(|file| !self.is_settled(file)).cloned().collect();
        let names: Vec<&str> = new.iter().map(|file| &*file.name).collect();
        let notice = texts::broke_down(&names);
        if new.is_empty() {
            // It broke down over what it had read before: once more would not help. What is shown stays, and what was
            // chosen since does not.
            let revision = self.session.revision;
            self.session = Session { revision, ..self.settled.clone() };
            self.settled.revision = revision;
            self.progress = None;
            self.report(notice);
            return Vec::new();
        }
        let effects = self.remove(|file| new.contains(file));
        self.report(notice);
        effects
    }

    fn report(&mut self, notice: Notice) {
        self.say(&notice.what);
        if !self.problems.contains(&notice) {
            self.problems.push(notice);
        }
        self.awaited = None;
        self.focus = Some(Focus::Problem);
    }

    /// Has a text said, even if it is what was said last.
    fn say(&mut self, text: &str) {
        let plain = text.replace('`', "");
        // A screen reader says what changes; nobody hears a blank.
        self.announcement = if self.announcement == plain { format!("{plain}\u{a0}") } else { plain };
    }

    /// Shows what the other side told.
    fn take(&mut self, told: &Rc<Told>) -> Vec<Effect> {
        self.settled = self.session.clone();
        self.progress = None;
        let before = self.told.replace(Rc::clone(told));
        let before = before.as_deref();
        let is_new =
            |file: &&FileView| before.is_none_or(|before| before.files.iter().all(|old| old.id != file.id));
        let new = || told.files.iter().filter(is_new);
        let has_failed = new().any(|file| file.error.is_some());
        let is_understood = new().count() == 0 || new().any(|file| file.error.is_none());
        if let Some(focus) = self.awaited.take().filter(|_| is_understood) {
            self.focus = Some(focus);
            self.is_input_open = self.is_input_open && has_failed;
        }

        let errors = new().filter_map(|file| file.error.as_ref().map(|error| error.what.as_str()));
        let choice_error = told.choice_error.as_deref();
        let headline = |told: &Told| told.result.as_ref().map(|result| result.scope.headline.clone());
        let headline = headline(told).filter(|now| before.and_then(headline).as_ref() != Some(now));
        self.announce(errors.chain(choice_error).chain(headline.as_deref()));

        self.list = Rc::clone(&told.list);
        let has_same_files = before.is_some_and(|before| before.files == told.files);
        if !has_same_files {
            // Places in lists may mean others now.
            self.resource = None;
        }
        let causes = |told: &Told| told.result.as_ref().map(|result| result.causes.clone());
        if before.and_then(causes) != causes(told) {
            // Their places mean other causes now.
            self.remedies.retain(|open| !matches!(open.of, RemedyOf::Cause(_)));
        }
        self.refusal = None;
        if let Some((made, why)) = &told.refused {
            self.refusal = Some(why.clone());
            self.take_back(*made);
            self.settled = self.session.clone();
        } else if before.is_some_and(|before| before.waivers.len() < told.waivers.len()) {
            self.waiving = None;
        }
        self.ask_again()
    }

    /// Asks for all that is shown beside what was told.
    fn ask_again(&mut self) -> Vec<Effect> {
        let mut effects = self.ask_rows();
        let opened = self.opened.iter().map(|open| Rc::clone(&open.testcase));
        effects.extend(opened.flat_map(|testcase| self.ask_findings(testcase, 0..WINDOW)));
        effects.extend(self.remedies.iter().map(|open| ask(Request::Remedy(open.of.clone()))));
        effects.extend(self.resource.iter().map(|open| ask(Request::Resource(open.kind, open.index))));
        effects.extend(self.show_asked_case());
        effects
    }

    /// Something happens to what is remembered: says what is new of it, and tells what is to be done.
    fn with_memory(&mut self, happen: &dyn Fn(&mut Memory) -> Option<StorageStep>) -> Vec<Effect> {
        let before = self.memory.clone();
        let step = happen(&mut self.memory);
        self.announce(self.memory.news(&before).as_deref().into_iter());
        let Some(step) = step else { return Vec::new() };
        vec![match step {
            StorageStep::Forget => Effect::Forget,
            StorageStep::Save { is_first } => {
                // Nothing broke down over a session that was answered: the next page can begin with it.
                let session = if self.told.is_some() { &self.settled } else { &self.session };
                let (display, cloud) = (self.display, self.cloud.clone());
                let remembered = Remembered { display, cloud, session: session.clone() };
                Effect::Remember { remembered, is_first }
            }
        }]
    }

    /// Takes what an earlier page had stored, beside what is here already.
    fn recall(&mut self, remembered: Remembered) -> Vec<Effect> {
        let Remembered { display, cloud, mut session } = remembered;
        self.memory = Memory::recalled(&session.files);
        self.display = display;
        self.cloud = cloud;
        session.files.append(&mut self.session.files);
        session.waivers.append(&mut self.session.waivers);
        session.sources.append(&mut self.session.sources);
        if self.session.choices != Choices::default() {
            // The address asks for something else.
            session.choices = self.session.choices.clone();
        }
        session.revision = self.session.revision;
        self.session = session;
        if self.session.files.is_empty() { Vec::new() } else { self.judge() }
    }

    /// Has sentences said, if there are any.
    fn announce<'a>(&mut self, sentences: impl Iterator<Item = &'a str>) {
        let text = sentences.collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.say(&text);
        }
    }
}

#[cfg(test)]
mod testing {
    use crate::catalogue::{Demand, Target};
    use crate::present::{
        FileId, FileView, GroupView, ListView, ListedTestCase, ProvenanceView, ResultView, ScopeTimelineView,
        ScopeView, Share, TestCaseView, VerdictView,
    };
    use crate::worker::messages::State as Told;
    use std::rc::Rc;

    fn testcase(id: &str, verdict: VerdictView) -> ListedTestCase {
        let view = TestCaseView {
            id: id.into(),
            title: format!("About {id}"),
            verdict,
            level: Demand::TestCase(Target::Main),
            official: None,
            reason: None,
            hint: String::new(),
            findings: 150,
            why: "".into(),
            decided: "".into(),
            section: "".into(),
            url: "".into(),
            contradiction: None,
            is_waived: false,
            is_about_sources: false,
        };
        ListedTestCase { view: Rc::new(view), matching: 150 }
    }

    /// Two test cases that fail.
    fn list() -> ListView {
        let testcases = ["scs-0100-semantics", "scs-0100-syntax"];
        let group = GroupView {
            id: "scs-0100".into(),
            title: "A standard".into(),
            url: "".into(),
            share: Share::default(),
            testcases: testcases.map(|id| testcase(id, VerdictView::Fail)).into(),
        };
        ListView { groups: vec![group], shown: 2, total: 2, ..ListView::default() }
    }

    fn result() -> ResultView {
        ResultView {
            date: "2026-11-23".into(),
            versions: Vec::new(),
            scope: ScopeView {
                id: "v5.1".into(),
                headline: "1 of 2 fail".into(),
                explanation: String::new(),
                verdict: VerdictView::Fail,
                official: "FAIL".into(),
                main: Share::default(),
                recommended: Share::default(),
            },
            standards: Vec::new(),
            left_out: Vec::new(),
            causes: Vec::new(),
            flavor_classes: None,
            flavor_grid: None,
            image_timeline: None,
            scope_timeline: ScopeTimelineView {
                summary: String::new(),
                rows: Vec::new(),
                axis: crate::present::Axis { ticks: Vec::new(), now: 0, date: String::new() },
            },
            modified_rules: None,
        }
    }

    /// A file that was understood, or not.
    pub(super) fn file(id: u32, error: Option<&str>) -> FileView {
        let error = error.map(|what| crate::wording::Notice { what: what.into(), ..Default::default() });
        FileView {
            id: FileId(id),
            name: "a.json".into(),
            bytes: 1,
            lists: Vec::new(),
            notes: Vec::new(),
            error,
            asks_for_kind: false,
            excerpt: None,
        }
    }

    /// What the other side tells of files.
    pub(super) fn told(revision: u32, files: Vec<FileView>) -> Told {
        let has_result = files.iter().any(|file| file.error.is_none());
        Told {
            revision,
            files,
            choice_error: None,
            waivers: Vec::new(),
            refused: None,
            waivers_file: String::new(),
            list: Rc::new(if has_result { list() } else { ListView::default() }),
            versions: None,
            missing: Vec::new(),
            newest_date: None,
            offered_date: None,
            result: has_result.then(result),
            provenance: ProvenanceView::embedded(),
        }
    }
}

#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "requests are of many kinds")]
mod tests {
    use super::testing::{file, told};
    use super::*;
    use crate::app::display::{Density, Theme};
    use crate::app::review::Grouping;
    use crate::present::FindingsView;
    use crate::worker::messages::Belongs;

    fn new_file(id: u32, name: &str) -> NewFile {
        NewFile { id: FileId(id), name: name.into(), bytes: 1, is_standards: false }
    }

    fn add(state: &mut State, files: &[(u32, &str)]) -> Vec<Effect> {
        let files = files.iter().map(|(id, name)| new_file(*id, name)).collect();
        state.reduce(Action::Add { files, problems: Vec::new() })
    }

    fn check_text(state: &mut State, id: u32, is_further: bool) {
        state.reduce(Action::CheckText { file: new_file(id, ""), is_further });
    }

    /// Answers the present session.
    fn answer(state: &mut State, files: Vec<FileView>) -> Vec<Effect> {
        let told = told(state.session.revision, files);
        state.reduce(Action::Told(Event::Answer(Response::State(Rc::new(told)))))
    }

    /// Answers the present session, every file of which was understood.
    fn understood(state: &mut State) -> Vec<Effect> {
        let files = state.session.files.iter().map(|held| file(held.id.0, None)).collect();
        answer(state, files)
    }

    fn names(state: &State) -> Vec<&str> {
        state.session.files.iter().map(|file| &*file.name).collect()
    }

    /// The names in the session that an effect sends.
    fn sent(effects: &[Effect]) -> Vec<Vec<&str>> {
        let sessions = effects.iter().filter_map(|effect| match effect {
            Effect::Send(request) => match request.as_ref() {
                Request::Judge(session, _) => Some(&session.files),
                _ => None,
            },
            _ => None,
        });
        sessions.map(|files| files.iter().map(|file| &*file.name).collect()).collect()
    }

    #[test]
    fn what_comes_to_the_impact_page_is_a_change_or_a_cloud() {
        let mut state = State::default();
        state.reduce(Action::Go(Location { route: Route::Impact, ..Location::default() }));
        state.reduce(Action::Fetching);
        let files = ["a.yaml", "Standards/b.md", "c.py", "d.json"];
        let files = files.iter().zip(0..).map(|(name, id)| NewFile {
            id: FileId(id),
            name: (*name).to_owned(),
            bytes: 1,
            is_standards: false,
        });
        let effects = state.reduce(Action::Add { files: files.collect(), problems: Vec::new() });
        assert!(matches!(effects.as_slice(), [Effect::SendReview(_)]), "what they are is asked: {effects:?}");
        let paste = NewFile { id: FileId(9), name: String::new(), bytes: 1, is_standards: false };
        state.reduce(Action::CheckPaste(paste));
        assert_eq!(state.review.session.unsorted.len(), 5);
        let used: Vec<FileId> = state.files_in_use().collect();
        assert!((0..4).chain([9]).all(|id| used.contains(&FileId(id))), "{used:?}");
        let belongs = [Belongs::Change, Belongs::Change, Belongs::Unclear, Belongs::Cloud];
        let belongs = (0..).map(FileId).zip(belongs).chain([(FileId(9), Belongs::Change)]).collect();
        let sorted = Response::Sorted(state.review.session.revision, belongs);
        let effects = state.reduce(Action::Review(ReviewAction::Told(Event::Answer(sorted))));
        assert!(matches!(effects.as_slice(), [Effect::SendReview(_)]), "{effects:?}");
        let Review { session, unclear, .. } = &state.review;
        let paths: Vec<&str> = session.changes.iter().map(|change| &*change.path).collect();
        assert_eq!(paths, ["a.yaml", "Standards/b.md", "paste 1.yaml"]);
        assert_eq!((session.clouds.len(), session.unsorted.len(), unclear.len()), (1, 0, 1));
        assert_eq!(state.announcement, impact_page::QUESTION_ASKED);
        assert_eq!(state.session.files.len(), 0, "the Check page has nothing of it");
        assert!(state.files_in_use().any(|id| id == FileId(2)), "it is kept until a person says what it is");
        state.reduce(Action::Review(ReviewAction::Sort(FileId(2), Belongs::Cloud)));
        assert_eq!((state.review.session.clouds.len(), state.review.unclear.len()), (2, 0));
        state.reduce(Action::Review(ReviewAction::ClearChanges));
        assert!(!state.review.has_change());
    }

    #[test]
    fn the_focus_stays_where_something_was_removed() {
        let mut state = State::default();
        let files = |ids: Range<u32>| ids.map(|id| new_file(id, &format!("{id}.json"))).collect();
        let review = |state: &mut State, action| {
            state.reduce(Action::Review(action));
            state.focus.take()
        };
        let id = |id: &str| Some(Focus::Id(id.to_owned()));
        let add = ReviewAction::AddClouds(files(0..3), Grouping::Each);
        assert_eq!(review(&mut state, add), None);
        assert_eq!(review(&mut state, ReviewAction::RemoveCloud(2)), id("cloud-1"));
        assert_eq!(review(&mut state, ReviewAction::RemoveCloud(0)), id("cloud-0"));
        assert_eq!(review(&mut state, ReviewAction::RemoveCloud(0)), id("exports"));
        review(&mut state, ReviewAction::AddChanges(files(3..5), Side::After));
        assert_eq!(review(&mut state, ReviewAction::RemoveChange(1)), id("change-0"));
        assert_eq!(review(&mut state, ReviewAction::ClearChanges), id("after"));
        assert_eq!(review(&mut state, ReviewAction::Take("x".into())), id("rule"));
        state.reduce(Action::Compare(CompareAction::Clear(Side::After)));
        assert_eq!(state.focus, id("compare-after"));
    }

    #[test]
    fn a_link_to_a_review_asks_nobody() {
        let mut state = State::of_page(Hosts::parse("https://api.example https://raw.example"), None);
        let location = Location::from_hash("#/impact?pr=12&scope=next");
        assert_eq!(state.reduce(Action::Go(location.clone())), []);
        assert_eq!((state.review.pull.text.as_str(), state.location()), ("12", location));
        let effects = state.reduce(Action::Review(ReviewAction::Fetch("12".into())));
        assert!(matches!(&effects[..], [Effect::FetchPull(id)] if id.number == 12), "{effects:?}");
        let effects = state.reduce(Action::Review(ReviewAction::Fetch("x".into())));
        assert_eq!((effects, state.review.pull.problem.is_some()), (vec![], true));
    }

    #[test]
    fn a_text_that_is_checked_again_replaces_what_was_sent() {
        let mut state = State::default();
        check_text(&mut state, 0, false);
        answer(&mut state, vec![file(0, Some("broken"))]);
        assert!(!state.is_draft_understood());
        check_text(&mut state, 1, false);
        assert_eq!((names(&state), state.session.files[0].id), (vec!["paste 1"], FileId(1)));
        understood(&mut state);
        assert!(state.is_draft_understood());
    }

    #[test]
    fn a_further_paste_leaves_the_others_alone() {
        let mut state = State::default();
        check_text(&mut state, 0, false);
        check_text(&mut state, 1, true);
        state.reduce(Action::CheckPaste(new_file(2, "")));
        assert_eq!(names(&state), ["paste 1", "paste 2", "paste 3"]);
    }

    #[test]
    fn a_text_whose_file_was_removed_is_sent_as_a_new_one() {
        let mut state = State::default();
        check_text(&mut state, 0, false);
        state.reduce(Action::Remove(FileId(0)));
        check_text(&mut state, 1, false);
        assert_eq!(names(&state), ["paste 2"]);
    }

    #[test]
    fn files_of_one_name_are_numbered() {
        let mut state = State::default();
        add(&mut state, &[(0, "a"), (1, "a"), (2, "a (2)"), (3, "a")]);
        assert_eq!(names(&state), ["a", "a (2)", "a (2) (2)", "a (3)"]);
    }

    #[test]
    fn only_the_answer_to_the_present_session_is_shown() {
        let mut state = State::default();
        add(&mut state, &[(0, "a")]);
        let early = told(state.session.revision, vec![file(0, None)]);
        add(&mut state, &[(1, "b")]);
        state.reduce(Action::Told(Event::Answer(Response::State(Rc::new(early)))));
        assert!(state.told.is_none() && state.is_busy());
        understood(&mut state);
        assert!(state.told.is_some() && !state.is_busy());
    }

    #[test]
    fn the_headline_gets_the_focus_when_something_new_was_understood() {
        let mut state = State::default();
        check_text(&mut state, 0, false);
        answer(&mut state, vec![file(0, Some("Broken."))]);
        assert_eq!((state.focus.take(), state.announcement.as_str()), (None, "Broken."));
        check_text(&mut state, 1, false);
        understood(&mut state);
        assert_eq!((state.focus.take(), state.announcement.as_str()), (Some(Focus::Headline), "1 of 2 fail"));
        state.reduce(Action::Choose(Choices::default()));
        understood(&mut state);
        assert_eq!(state.focus, None);
    }

    #[test]
    fn what_cannot_be_fetched_stops_nothing() {
        let mut state = State::default();
        state.reduce(Action::Fetching);
        assert!(state.is_busy() && !state.is_judging());
        let problem = Notice { what: "No.".into(), ..Notice::default() };
        let effects =
            state.reduce(Action::Add { files: vec![new_file(0, "a")], problems: vec![problem.clone()] });
        assert_eq!(sent(&effects), [["a"]]);
        assert_eq!((state.problems.as_slice(), state.announcement.as_str()), ([problem].as_slice(), "No."));
        state.reduce(Action::Dismiss(0));
        assert!(state.problems.is_empty());
    }

    #[test]
    fn what_was_removed_comes_back_to_its_place() {
        let mut state = State::default();
        add(&mut state, &[(0, "a"), (1, "b"), (2, "c")]);
        understood(&mut state);
        let effects = state.reduce(Action::Remove(FileId(1)));
        assert_eq!((sent(&effects), state.focus.take()), (vec![vec!["a", "c"]], Some(Focus::Undo)));
        assert!(state.files_in_use().any(|id| id == FileId(1)), "its content is kept");
        add(&mut state, &[(3, "d")]);
        state.reduce(Action::Undo);
        assert_eq!(names(&state), ["a", "b", "c", "d"]);
        state.reduce(Action::Clear);
        assert_eq!(
            (names(&state).len(), state.removed.as_ref().map(|gone| gone.files().len())),
            (0, Some(4))
        );
        state.reduce(Action::Undo);
        assert_eq!((names(&state), state.removed.as_ref()), (vec!["a", "b", "c", "d"], None));
        assert_eq!(state.reduce(Action::Undo), []);
    }

    #[test]
    fn cancelling_goes_back_to_what_was_answered() {
        let mut state = State::default();
        add(&mut state, &[(0, "a")]);
        understood(&mut state);
        add(&mut state, &[(1, "huge")]);
        let effects = state.reduce(Action::Cancel);
        assert_eq!((effects.first(), sent(&effects)), (Some(&Effect::Stop), vec![vec!["a"]]));
        assert!(state.is_judging());
        understood(&mut state);
        assert!(!state.is_busy());
    }

    #[test]
    fn a_breakdown_leaves_out_what_was_being_read() {
        let mut state = State::default();
        add(&mut state, &[(0, "a")]);
        understood(&mut state);
        add(&mut state, &[(1, "b")]);
        let effects = state.reduce(Action::Told(Event::BrokeDownOverSession));
        assert_eq!((sent(&effects), state.problems.len()), (vec![vec!["a"]], 1));
        assert!(state.problems[0].what.contains("`b`"));
        assert_eq!(state.removed.as_ref().map(|gone| gone.files().len()), Some(1), "it can be tried again");
        // Once more, over what went well before: it is not tried for ever.
        assert_eq!(state.reduce(Action::Told(Event::BrokeDownOverSession)), []);
        assert!(!state.is_busy());
    }

    #[test]
    fn a_breakdown_over_what_is_shown_beside_the_answer_closes_it_and_asks_for_nothing() {
        let mut state = with_result();
        state.reduce(Action::ToggleCase("scs-0100-syntax".into()));
        state.reduce(Action::Remove(FileId(7)));
        understood(&mut state);
        assert_eq!(state.reduce(Action::Told(Event::BrokeDown)), []);
        assert_eq!((state.opened.len(), state.problems.len(), state.is_busy()), (0, 1, false));
        assert_eq!(state.reduce(Action::Told(Event::BrokeDown)), []);
        assert_eq!(state.problems.len(), 1, "it is said once");
    }

    #[test]
    fn what_broke_down_is_not_chosen_any_more() {
        let mut state = with_result();
        state.reduce(Action::Choose(Choices { scope: "fatal".into(), ..Choices::default() }));
        assert_eq!(state.reduce(Action::Told(Event::BrokeDownOverSession)), []);
        assert_eq!((state.session.choices.scope.as_str(), state.is_busy()), ("", false));
    }

    #[test]
    fn what_was_given_up_can_be_tried_again_and_nothing_comes_back_twice() {
        let mut state = with_result();
        state.reduce(Action::Remove(FileId(0)));
        state.reduce(Action::Cancel);
        assert_eq!((names(&state), state.removed.clone()), (vec!["a"], None));
        understood(&mut state);
        state.reduce(Action::Clear);
        understood(&mut state);
        state.reduce(Action::Undo);
        state.reduce(Action::Cancel);
        assert_eq!(names(&state), Vec::<&str>::new());
        state.reduce(Action::Undo);
        assert_eq!(names(&state), ["a"]);
    }

    #[test]
    fn the_same_is_said_again() {
        let mut state = State::default();
        state.say("`x` copied.");
        let first = state.announcement.clone();
        state.say("`x` copied.");
        assert_ne!(state.announcement, first);
        assert_eq!((first.as_str(), state.announcement.trim()), ("x copied.", "x copied."));
    }

    #[test]
    fn what_a_person_does_takes_the_focus_from_where_it_was_to_go() {
        let mut state = with_result();
        state.focus = Some(Focus::Row(15_000));
        state.reduce(Action::Told(Event::Answer(Response::Progress(Progress::Judging))));
        assert!(state.focus.is_some());
        state.reduce(Action::Filter(Filter::default()));
        assert_eq!(state.focus, None);
    }

    #[test]
    fn a_side_that_does_not_start_is_told() {
        let mut state = State::default();
        add(&mut state, &[(0, "a")]);
        assert_eq!(state.reduce(Action::Told(Event::NotStarted)), []);
        assert_eq!((state.problems.len(), state.is_busy(), names(&state)), (1, false, vec!["a"]));
        assert_eq!(sent(&add(&mut state, &[(1, "b")])), [["a", "b"]]);
    }

    #[test]
    fn what_was_typed_and_refused_is_taken_back() {
        let mut state = State::default();
        add(&mut state, &[(0, "a")]);
        understood(&mut state);
        state.reduce(Action::ToggleWaiving("t".into()));
        state.reduce(Action::Waive(NewWaiver::default()));
        let refused = Some((Made::Waiver(0), "Why?".to_owned()));
        let told = Told { refused, ..told(state.session.revision, vec![file(0, None)]) };
        state.reduce(Action::Told(Event::Answer(Response::State(Rc::new(told)))));
        assert_eq!((state.session.waivers.len(), state.refusal.as_deref()), (0, Some("Why?")));
        assert!(state.waiving.is_some() && !state.is_busy());
    }

    fn findings(query: &str, range: Range<usize>) -> Effect {
        let testcase = "scs-0100-syntax".into();
        ask(Request::Findings { testcase, query: query.into(), range })
    }

    fn found(query: &str, matching: usize) -> Action {
        let view = FindingsView { testcase: "scs-0100-syntax".into(), range: 0..0, findings: Vec::new() };
        let found = Rc::new(MatchingFindingsView { view, positions: Vec::new(), matching });
        Action::Told(Event::Answer(Response::Findings { query: query.into(), found }))
    }

    fn with_result() -> State {
        let mut state = State::default();
        add(&mut state, &[(0, "a")]);
        understood(&mut state);
        state.focus = None;
        state
    }

    fn remembered(effects: &[Effect]) -> Vec<(Vec<&str>, bool)> {
        let sessions = effects.iter().filter_map(|effect| match effect {
            Effect::Remember { remembered, is_first } => Some((&remembered.session.files, *is_first)),
            _ => None,
        });
        sessions.map(|(files, is_first)| (files.iter().map(|file| &*file.name).collect(), is_first)).collect()
    }

    const DARK: Display = Display { theme: Theme::Dark, density: Density::Compact, has_shortcuts: true };

    #[test]
    fn what_was_answered_is_remembered_once_that_is_turned_on() {
        let stored = |files| Action::Remembered(Ok(Stored { files, bytes: 2_000 }));
        let mut state = State::default();
        add(&mut state, &[(0, "a")]);
        assert_eq!(remembered(&understood(&mut state)), []);
        add(&mut state, &[(1, "b")]);
        let effects = state.reduce(Action::Remember(true));
        assert_eq!(remembered(&effects), [(vec!["a"], true)], "the other may break the checker down");
        assert_eq!(state.focus.take(), Some(Focus::Memory));
        assert_eq!(remembered(&understood(&mut state)), []);
        assert_eq!(remembered(&state.reduce(stored(1))), [(vec!["a", "b"], false)]);
        assert_eq!(state.announcement, "Remembered on this device. 1 file, 2 kB.");
        assert_eq!(state.reduce(stored(2)), []);
        assert_eq!(remembered(&state.reduce(Action::Display(DARK))), [(vec!["a", "b"], false)]);
        assert_eq!(state.reduce(Action::Remember(false)), [Effect::Forget]);
        assert_eq!(remembered(&state.reduce(Action::Display(Display::default()))), []);
        assert_eq!(names(&state), ["a", "b"]);
    }

    #[test]
    fn without_room_nothing_is_remembered_and_nothing_lost() {
        let mut state = State::default();
        add(&mut state, &[(0, "a")]);
        understood(&mut state);
        let told = state.told.clone();
        state.reduce(Action::Remember(true));
        assert_eq!(state.reduce(Action::Remembered(Err(MemoryError::Full))), [Effect::Forget]);
        assert_eq!(Some(&state.announcement), state.memory.failure().map(|notice| &notice.what));
        state.reduce(Action::Forgotten(Ok(())));
        assert!(state.memory.failure().is_some(), "it is still to be read");
        assert_eq!((names(&state), &state.told), (vec!["a"], &told));
    }

    #[test]
    fn what_was_remembered_comes_back_and_is_kept_until_it_is_answered() {
        let mut before = State::default();
        add(&mut before, &[(5, "a")]);
        before.reduce(Action::Choose(Choices { date: "2026-01-01".into(), ..Choices::default() }));
        before.reduce(Action::Waive(NewWaiver::default()));
        let stored = Remembered { display: DARK, session: before.session.clone(), ..Remembered::default() };

        let mut state = State::default();
        add(&mut state, &[(9, "b")]);
        let effects = state.reduce(Action::Recalled(Ok(stored)));
        assert_eq!((sent(&effects), state.display), (vec![vec!["a", "b"]], DARK));
        let Session { choices, waivers, .. } = &state.session;
        assert_eq!((choices, waivers), (&before.session.choices, &before.session.waivers));
        assert!(state.memory.is_on());
        let effects = state.reduce(Action::Told(Event::NotStarted));
        assert_eq!(remembered(&effects), []);
        let effects = state.reduce(Action::Display(Display::default()));
        assert_eq!(remembered(&effects), [(vec!["a", "b"], false)]);
    }

    #[test]
    fn an_address_comes_before_choices_that_were_remembered() {
        let mut state = State::default();
        state.reduce(Action::Go(Location::from_hash("#/?scope=next")));
        let choices = Choices { scope: "v4".into(), ..Choices::default() };
        let session = Session { choices, ..Session::default() };
        let cloud = CloudName { cloud: "c".into(), ..CloudName::default() };
        let stored = Remembered { cloud, session, ..Remembered::default() };
        assert_eq!(state.reduce(Action::Recalled(Ok(stored))), [], "there is nothing to judge");
        assert_eq!((state.session.choices.scope.as_str(), state.cloud.text()), ("next", "c".into()));
        assert!(state.memory.is_on());
    }

    #[test]
    fn findings_are_asked_for_anew_with_each_result_and_search() {
        let testcase: Rc<str> = "scs-0100-syntax".into();
        let mut state = with_result();
        assert_eq!(state.reduce(Action::ToggleCase(Rc::clone(&testcase))), [findings("", 0..WINDOW)]);
        state.reduce(found("", 150));
        assert_eq!(state.opened[0].findings.as_ref().map(|found| found.matching), Some(150));
        assert_eq!(state.reduce(Action::Findings(Rc::clone(&testcase), 90..140)), [findings("", 90..140)]);

        let filter = Filter { query: "m1".into(), ..Filter::default() };
        let list = ask(Request::List(filter.clone()));
        assert_eq!(state.reduce(Action::Filter(filter)), [list, findings("m1", 0..WINDOW)]);
        state.reduce(found("", 7));
        assert_eq!(
            state.opened[0].findings.as_ref().map(|found| found.matching),
            Some(150),
            "of another search"
        );
        state.reduce(found("m1", 3));
        assert_eq!(state.opened[0].findings.as_ref().map(|found| found.matching), Some(3));

        state.reduce(Action::Choose(Choices::default()));
        assert_eq!(understood(&mut state), [findings("m1", 0..WINDOW)]);
        assert_eq!(state.reduce(Action::ToggleCase(testcase)), []);
    }

    #[test]
    fn only_the_list_of_the_present_filter_is_shown() {
        let mut state = with_result();
        let filter = Filter { query: "x".into(), ..Filter::default() };
        state.reduce(Action::Filter(filter.clone()));
        let told = |filter: Filter| Action::Told(Event::Answer(Response::List(filter, Rc::default())));
        state.reduce(told(Filter::default()));
        assert_eq!(state.list.shown, 2);
        state.reduce(told(filter));
        assert_eq!(state.list.shown, 0);
    }

    #[test]
    fn a_filter_that_is_chosen_during_the_first_judging_is_asked_for() {
        let mut state = State::default();
        let filter = Filter { query: "x".into(), ..Filter::default() };
        assert_eq!(state.reduce(Action::Filter(Filter::default())), [], "there is nothing to list");
        add(&mut state, &[(0, "a")]);
        assert_eq!(state.reduce(Action::Filter(filter.clone())), [ask(Request::List(filter))]);
    }

    #[test]
    fn a_test_case_that_is_filtered_out_is_shown_all_the_same() {
        let mut state = with_result();
        state.reduce(Action::SetLens(Lens::Resources));
        let effects = state.reduce(Action::ShowCase("scs-0117-backup".into()));
        assert_eq!((state.lens, state.filter.clone()), (Lens::TestCases, Filter::all()));
        assert!(effects.contains(&ask(Request::List(Filter::all()))));
        assert_eq!(state.focus, Some(Focus::Case("scs-0117-backup".into())));
    }

    #[test]
    fn an_address_is_followed_as_soon_as_there_is_a_result() {
        let mut state = State::default();
        let location = Location::from_hash("#/?scope=next&lens=images&case=scs-0100-syntax");
        assert_eq!(state.reduce(Action::Go(location.clone())), [], "there is nothing to judge");
        assert_eq!(state.location(), location);
        add(&mut state, &[(0, "a")]);
        assert_eq!(state.session.choices.scope, "next");
        let effects = understood(&mut state);
        assert!(effects.contains(&findings("", 0..WINDOW)));
        assert_eq!(state.lens, Lens::TestCases, "where the test case is");
        assert_eq!(state.focus, Some(Focus::Case("scs-0100-syntax".into())));

        // Another place and back: all is as it was, what no address says included.
        state.reduce(Action::NameCloud(CloudName { cloud: "mine".into(), region: String::new() }));
        state.filter.query = "m1".into();
        let here = state.location();
        state.reduce(Action::Go(Location { route: Route::About, ..Location::default() }));
        assert_eq!((state.route, state.focus.take()), (Route::About, Some(Focus::Main)));
        assert_eq!(
            sent(&state.reduce(Action::Go(Location::from_hash(&here.to_hash())))),
            Vec::<Vec<&str>>::new()
        );
        assert_eq!((state.cloud.text().as_str(), state.filter.query.as_str()), ("mine", "m1"));
        let effects = state.reduce(Action::Go(Location::from_hash("#/?scope=v5.1")));
        assert_eq!(sent(&effects), [["a"]]);
    }

    #[test]
    fn resources_are_asked_for_while_they_are_looked_at() {
        let rows = |kind| ask(Request::Rows(ResourceQuery::new(kind)));
        let mut state = with_result();
        assert_eq!(state.reduce(Action::SetLens(Lens::Resources)), [rows(Kind::Flavor)]);
        state.reduce(Action::Choose(Choices::default()));
        assert_eq!(understood(&mut state), [rows(Kind::Flavor)]);
        let open = ask(Request::Resource(Kind::Image, 3));
        assert_eq!(state.reduce(Action::ShowResource(Kind::Image, 3)), [open.clone(), rows(Kind::Image)]);
        state.reduce(Action::Choose(Choices::default()));
        assert!(understood(&mut state).contains(&open));
        state.reduce(Action::CloseResource);
        assert_eq!((state.resource.clone(), state.focus.take()), (None, Some(Focus::Row(3))));

        state.reduce(Action::ShowResource(Kind::Image, 3));
        add(&mut state, &[(1, "b")]);
        understood(&mut state);
        assert_eq!(state.resource, None, "its place may be another one's");
    }

    #[test]
    fn keys_step_through_the_test_cases() {
        let mut state = with_result();
        let mut step = |step, from: Option<&str>| {
            state.reduce(Action::Step(step, from.map(ToOwned::to_owned)));
            state.focus.take()
        };
        let case = |id: &str| Some(Focus::Case(id.into()));
        assert_eq!(step(Step::Next, None), case("scs-0100-semantics"));
        assert_eq!(step(Step::Next, Some("scs-0100-semantics")), case("scs-0100-syntax"));
        assert_eq!(step(Step::Next, Some("scs-0100-syntax")), None);
        assert_eq!(step(Step::Previous, Some("scs-0100-syntax")), case("scs-0100-semantics"));
        assert_eq!(step(Step::Previous, Some("scs-0100-semantics")), None);
    }

    #[test]
    fn printing_waits_for_what_it_opens() {
        let mut state = with_result();
        state.list = Rc::new(ListView::default());
        state.reduce(Action::ToggleCase("scs-0100-syntax".into()));
        assert_eq!(state.reduce(Action::Print), []);
        assert_eq!(state.reduce(found("", 1)), [Effect::Print]);
        assert_eq!(state.reduce(found("", 1)), [], "once");
        assert_eq!(state.reduce(Action::Print), [Effect::Print]);
        let mut state = with_result();
        state.reduce(Action::Print);
        assert_eq!(state.opened.len(), 2);
    }

    #[test]
    fn a_new_version_starts_when_a_person_says_so() {
        let mut state = with_result();
        state.focus = Some(Focus::Paste);
        assert_eq!(state.reduce(Action::Offline(OfflineNews::NewVersion)), []);
        assert!(state.offline.has_new_version && state.focus == Some(Focus::Paste));
        assert_eq!(state.reduce(Action::NewVersion(true)), [Effect::Keep(Wish::Start)]);
        assert!(state.offline.has_new_version, "until the page is another one");
        assert_eq!(state.reduce(Action::NewVersion(false)), []);
        assert_eq!((state.offline.has_new_version, &state.focus), (false, &Some(Focus::Main)));
    }

    #[test]
    fn the_page_is_kept_or_not_as_a_person_says() {
        let mut state = State::default();
        assert_eq!(state.reduce(Action::KeepOffline(false)), [Effect::Keep(Wish::Off)]);
        state.reduce(Action::Offline(OfflineNews::Keeping(Keeping::Off)));
        assert!(!state.offline.is_on() && !state.announcement.is_empty());
        assert_eq!(state.reduce(Action::KeepOffline(true)), [Effect::Keep(Wish::On)]);
        assert!(state.offline.is_on());
    }

    #[test]
    fn what_is_written_down_goes_to_the_clipboard() {
        let mut state = with_result();
        let of = MarkdownOf::Finding("scs-0100-syntax".into(), 2);
        assert_eq!(
            state.reduce(Action::Copy(of.clone())),
            [ask(Request::Markdown(of.clone(), String::new()))]
        );
        let told = Action::Told(Event::Answer(Response::Markdown(of.clone(), "text".into())));
        assert_eq!(state.reduce(told), [Effect::Copy(of.clone(), "text".into())]);
        state.reduce(Action::Copied(of.clone(), true));
        assert_eq!(state.copied, Some((of, true)));
    }
}

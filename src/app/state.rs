//! Everything of the page that changes, and what an action does to it: plain Rust.

use super::filter::{Filter, Filtered};
use super::route::Route;
use crate::inventory::Kind;
use crate::present::{Choices, FileId, FileView, FindingView, Made, RemedyView};
use crate::wording::{Notice, page as texts};
use crate::worker::dispatch::Event;
use crate::worker::messages::{
    NewSource, NewWaiver, Progress, RemedyOf, Request, Response, Session, SessionFile, State as Told,
};
use std::rc::Rc;

/// How many findings are asked for at once.
pub const WINDOW: usize = 100;

/// The colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system wants it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The one after it.
    #[must_use]
    pub fn next(self) -> Theme {
        match self {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        }
    }

    /// What the page's root element is marked with.
    pub fn mark(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => texts::THEME_SYSTEM,
            Theme::Light => texts::THEME_LIGHT,
            Theme::Dark => texts::THEME_DARK,
        }
    }
}

/// A file or paste that came; the browser keeps its content under the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its number.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: usize,
}

/// What a person did, or what came back.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Another place was asked for.
    Go(Route),
    /// Other colours are wanted.
    SetTheme(Theme),
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
    /// Other test cases are wanted.
    Filter(Filter),
    /// A test case is to be opened or closed.
    ToggleCase(Rc<str>),
    /// More findings of a test case are wanted.
    MoreFindings(Rc<str>),
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
    /// Something came from the other side.
    Told(Event),
}

/// What is to be done outside of the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the other side.
    Send(Request),
    /// Stop the other side, whatever it does.
    Stop,
}

/// A test case that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCase {
    /// The test case.
    pub testcase: Rc<str>,
    /// Its findings, as far as they were asked for and told.
    pub findings: Option<Rc<Vec<FindingView>>>,
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
}

/// Everything of the page that changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Where we are.
    pub route: Route,
    /// The colours.
    pub theme: Theme,
    /// Files are held over the page.
    pub is_dragging: bool,
    /// What was given and chosen.
    pub session: Session,
    /// What the other side told last.
    pub told: Option<Rc<Told>>,
    /// How far it is with the present session.
    pub progress: Option<Progress>,
    /// What went last.
    pub removed: Option<Removed>,
    /// Which test cases are wanted.
    pub filter: Filter,
    /// The test cases that are wanted.
    pub filtered: Rc<Filtered>,
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
    /// The person waits for the headline.
    wants_focus: bool,
    /// How many pastes there were.
    pastes: u32,
    /// The text of the paste area that was sent last.
    draft: Option<FileId>,
}

impl State {
    /// Does what an action does, and tells what is to be done outside.
    pub fn reduce(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Go(route) => {
                self.focus = (route != self.route).then_some(Focus::Main);
                self.route = route;
            }
            Action::SetTheme(theme) => self.theme = theme,
            Action::Drag(is_dragging) => self.is_dragging = is_dragging,
            Action::Fetching => {
                self.fetching += 1;
                self.problems.clear();
            }
            Action::Add { files, problems } => {
                self.fetching = self.fetching.saturating_sub(1);
                self.announce(problems.iter().map(|problem| problem.what.as_str()));
                self.problems.extend(problems);
                return self.add(files);
            }
            Action::CheckText { file, is_further } => return self.check_text(&file, is_further),
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
                self.wants_focus = true;
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
            Action::Filter(filter) => {
                self.filter = filter;
                self.refilter();
            }
            Action::ToggleCase(testcase) => return self.toggle_case(testcase),
            Action::MoreFindings(testcase) => return self.ask_findings(testcase),
            Action::ShowCase(testcase) => return self.show_case(testcase),
            Action::ToggleRemedy(of) => {
                let before = self.remedies.len();
                self.remedies.retain(|open| open.of != of);
                if self.remedies.len() == before {
                    self.remedies.push(OpenRemedy { of: of.clone(), view: None });
                    return vec![Effect::Send(Request::Remedy(of))];
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
            Action::Told(event) => return self.hear(event),
        }
        Vec::new()
    }

    /// The page waits for something.
    pub fn is_busy(&self) -> bool {
        self.is_judging() || self.fetching > 0
    }

    /// The present session has no answer yet.
    pub fn is_judging(&self) -> bool {
        self.session.revision != self.settled.revision
    }

    /// Files whose content may still be wanted.
    pub fn files_in_use(&self) -> impl Iterator<Item = FileId> {
        let removed = self.removed.iter().flat_map(Removed::files);
        let files = self.session.files.iter().chain(&self.settled.files).chain(removed);
        files.map(|file| file.id)
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
            self.wants_focus = true;
            return self.judge();
        }
        let name = self.next_paste();
        self.add(vec![NewFile { name, ..file.clone() }])
    }

    fn add(&mut self, files: Vec<NewFile>) -> Vec<Effect> {
        if files.is_empty() {
            return Vec::new();
        }
        self.wants_focus = true;
        for NewFile { id, name, bytes } in files {
            let name = self.free_name(name).into();
            self.session.files.push(SessionFile { id, name, bytes, kind: None });
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
        let names = gone.iter().map(|(_, file)| &*file.name);
        self.announcement = texts::removed(names.clone().next().unwrap_or_default(), names.count());
        self.removed = (!gone.is_empty()).then_some(Removed(gone));
        self.focus = Some(Focus::Undo);
        self.judge()
    }

    fn bring_back(&mut self) -> Vec<Effect> {
        let Some(Removed(files)) = self.removed.take() else { return Vec::new() };
        for (at, file) in files {
            self.session.files.insert(at.min(self.session.files.len()), file);
        }
        self.wants_focus = true;
        self.judge()
    }

    /// Gives up the present session for the last one that was answered.
    fn go_back_to_settled(&mut self) -> Vec<Effect> {
        let revision = self.session.revision;
        self.session = Session { revision, ..self.settled.clone() };
        self.wants_focus = true;
        texts::CANCELLED.clone_into(&mut self.announcement);
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
        vec![Effect::Send(Request::Judge(self.session.clone()))]
    }

    fn toggle_case(&mut self, testcase: Rc<str>) -> Vec<Effect> {
        let before = self.opened.len();
        self.opened.retain(|open| open.testcase != testcase);
        if self.opened.len() < before {
            return Vec::new();
        }
        self.opened.push(OpenCase { testcase: Rc::clone(&testcase), findings: None });
        self.ask_findings(testcase)
    }

    /// Asks for the findings of a test case that come after those that are there.
    fn ask_findings(&self, testcase: Rc<str>) -> Vec<Effect> {
        let findings = self.open_case(&testcase).and_then(|open| open.findings.as_ref());
        let start = findings.map_or(0, |findings| findings.len());
        if start >= self.findings_of(&testcase) {
            return Vec::new();
        }
        vec![Effect::Send(Request::Findings { testcase, range: start..start + WINDOW })]
    }

    /// Shows a test case among the others, and opens it.
    fn show_case(&mut self, testcase: Rc<str>) -> Vec<Effect> {
        let is_shown = |filtered: &Filtered| {
            filtered.groups.iter().flat_map(|group| &group.testcases).any(|case| case.id == testcase)
        };
        if !is_shown(&self.filtered) {
            self.filter = Filter::all();
            self.refilter();
        }
        self.focus = Some(Focus::Case(Rc::clone(&testcase)));
        if self.open_case(&testcase).is_some() { Vec::new() } else { self.toggle_case(testcase) }
    }

    /// What mends something, if it is shown.
    pub fn remedy(&self, of: &RemedyOf) -> Option<&OpenRemedy> {
        self.remedies.iter().find(|open| open.of == *of)
    }

    /// A test case, if it is open.
    pub fn open_case(&self, testcase: &str) -> Option<&OpenCase> {
        self.opened.iter().find(|open| *open.testcase == *testcase)
    }

    fn findings_of(&self, testcase: &str) -> usize {
        let result = self.told.as_ref().and_then(|told| told.result.as_ref());
        let standards = result.into_iter().flat_map(|result| &result.standards);
        let mut testcases = standards.flat_map(|standard| &standard.testcases);
        testcases.find(|view| *view.id == *testcase).map_or(0, |view| view.findings)
    }

    fn hear(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Answer(Response::Progress(progress)) => self.progress = Some(progress),
            // Another session is on its way: the answer to this one would only flash up.
            Event::Answer(Response::State(told)) if told.revision == self.session.revision => {
                return self.take(&told);
            }
            Event::Answer(Response::State(_)) => {}
            Event::Answer(Response::Remedy(of, view)) => {
                if let Some(open) = self.remedies.iter_mut().find(|open| open.of == of) {
                    open.view = Some(view);
                }
            }
            Event::Answer(Response::Findings(view)) => {
                // It may be closed by now.
                if let Some(open) = self.opened.iter_mut().find(|open| open.testcase == view.testcase) {
                    let findings = open.findings.get_or_insert_default();
                    // A window that was asked for twice is there already.
                    if view.range.start == findings.len() {
                        Rc::make_mut(findings).extend(view.findings.iter().cloned());
                    }
                }
            }
            Event::BrokeDown => return self.recover(),
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
        let is_new = |file: &&SessionFile| self.settled.files.iter().all(|old| old.id != file.id);
        let new: Vec<_> = self.session.files.iter().filter(is_new).cloned().collect();
        let names: Vec<&str> = new.iter().map(|file| &*file.name).collect();
        let notice = texts::broke_down(&names);
        if new.is_empty() && self.is_judging() {
            // It broke down over what it had read before: once more would not help.
            self.settled.revision = self.session.revision;
            self.report(notice);
            return Vec::new();
        }
        let effects = self.remove(|file| new.contains(file));
        self.report(notice);
        effects
    }

    fn report(&mut self, notice: Notice) {
        self.announcement.clone_from(&notice.what);
        self.problems.push(notice);
        self.focus = Some(Focus::Problem);
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
        if std::mem::take(&mut self.wants_focus) && is_understood {
            self.focus = Some(Focus::Headline);
            self.is_input_open = self.is_input_open && has_failed;
        }

        let errors = new().filter_map(|file| file.error.as_ref().map(|error| error.what.as_str()));
        let choice_error = told.choice_error.as_deref();
        let headline = |told: &Told| told.result.as_ref().map(|result| result.scope.headline.clone());
        let headline = headline(told).filter(|now| before.and_then(headline).as_ref() != Some(now));
        self.announce(errors.chain(choice_error).chain(headline.as_deref()));

        self.refilter();
        for open in &mut self.opened {
            open.findings = None;
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
        let findings = self.opened.iter().flat_map(|open| self.ask_findings(Rc::clone(&open.testcase)));
        let remedies = self.remedies.iter().map(|open| Effect::Send(Request::Remedy(open.of.clone())));
        findings.chain(remedies).collect()
    }

    fn refilter(&mut self) {
        let result = self.told.as_ref().and_then(|told| told.result.as_ref());
        self.filtered = Rc::new(result.map(|result| self.filter.apply(result)).unwrap_or_default());
    }

    /// Has sentences said, if there are any.
    fn announce<'a>(&mut self, sentences: impl Iterator<Item = &'a str>) {
        let text = sentences.collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.announcement = text;
        }
    }
}

#[cfg(test)]
pub(super) mod testing {
    use crate::catalogue::{Demand, Target};
    use crate::present::{
        FileId, FileView, ProvenanceView, ResultView, ScopeView, Share, StandardView, TestCaseView,
        VerdictView,
    };
    use crate::worker::messages::State as Told;

    fn testcase(id: &str, verdict: VerdictView, level: Target, findings: usize) -> TestCaseView {
        TestCaseView {
            id: id.into(),
            title: format!("About {id}"),
            verdict,
            level: Demand::TestCase(level),
            official: None,
            reason: None,
            hint: String::new(),
            findings,
            why: "".into(),
            decided: "".into(),
            section: "".into(),
            url: "".into(),
            contradiction: None,
            is_waived: false,
            is_about_sources: false,
        }
    }

    fn standard(id: &str, share: Share, testcases: Vec<TestCaseView>) -> StandardView {
        StandardView { id: id.into(), title: "A standard".into(), url: "".into(), testcases, share }
    }

    /// One required test case of each verdict and a recommended one, of two standards.
    pub(in crate::app) fn result() -> ResultView {
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
            standards: vec![
                standard(
                    "scs-0100",
                    Share { pass: 2, fail: 1, open: 0 },
                    vec![
                        testcase("scs-0100-syntax", VerdictView::Fail, Target::Main, 150),
                        testcase("scs-0100-semantics", VerdictView::Pass, Target::Main, 0),
                        testcase("scs-0100-extra", VerdictView::Pass, Target::Recommended, 0),
                    ],
                ),
                standard(
                    "scs-0117",
                    Share { pass: 0, fail: 0, open: 1 },
                    vec![testcase("scs-0117-backup", VerdictView::Open, Target::Main, 0)],
                ),
            ],
            left_out: Vec::new(),
            causes: Vec::new(),
            flavor_classes: None,
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
            result: has_result.then(result),
            provenance: ProvenanceView::embedded(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{file, told};
    use super::*;
    use crate::present::FindingsView;

    fn new_file(id: u32, name: &str) -> NewFile {
        NewFile { id: FileId(id), name: name.into(), bytes: 1 }
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
            Effect::Send(Request::Judge(session)) => Some(&session.files),
            Effect::Send(Request::Remedy(_) | Request::Findings { .. }) | Effect::Stop => None,
        });
        sessions.map(|files| files.iter().map(|file| &*file.name).collect()).collect()
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
        let effects = state.reduce(Action::Told(Event::BrokeDown));
        assert_eq!((sent(&effects), state.problems.len()), (vec![vec!["a"]], 1));
        assert!(state.problems[0].what.contains("`b`"));
        assert_eq!(state.removed.as_ref().map(|gone| gone.files().len()), Some(1), "it can be tried again");
        // Once more, over what went well before: it is not tried for ever.
        assert_eq!(state.reduce(Action::Told(Event::BrokeDown)), []);
        assert!(!state.is_busy());
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

    #[test]
    fn findings_come_in_windows_and_anew_with_each_result() {
        let testcase: Rc<str> = "scs-0100-syntax".into();
        let window = |start: usize| {
            let range = start..start + WINDOW;
            Effect::Send(Request::Findings { testcase: Rc::clone(&testcase), range })
        };
        let some = |range: std::ops::Range<usize>| {
            let finding = FindingView {
                resource: "m1".into(),
                place: None,
                field: None,
                found: None,
                expected: None,
                message: String::new(),
                is_fault: true,
                waived: None,
            };
            let findings = vec![finding; range.len()];
            let view = FindingsView { testcase: Rc::clone(&testcase), range, findings };
            Action::Told(Event::Answer(Response::Findings(Rc::new(view))))
        };
        let mut state = State::default();
        add(&mut state, &[(0, "a")]);
        understood(&mut state);
        assert_eq!(state.reduce(Action::ToggleCase(Rc::clone(&testcase))), [window(0)]);
        state.reduce(some(0..100));
        state.reduce(some(0..100));
        assert_eq!(state.reduce(Action::MoreFindings(Rc::clone(&testcase))), [window(100)]);
        state.reduce(some(100..150));
        assert_eq!(state.opened[0].findings.as_ref().map(|findings| findings.len()), Some(150));
        assert_eq!(state.reduce(Action::MoreFindings(Rc::clone(&testcase))), []);

        state.reduce(Action::Choose(Choices::default()));
        assert_eq!(understood(&mut state), [window(0)]);
        assert_eq!(state.opened[0].findings, None);
        assert_eq!(state.reduce(Action::ToggleCase(Rc::clone(&testcase))), []);
    }

    #[test]
    fn themes_go_round() {
        let theme = Theme::default();
        assert_eq!(theme.next().next().next(), theme);
    }
}

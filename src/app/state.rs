//! Everything of the page that changes, and what an action does to it: plain Rust.

use super::filter::{Filter, Filtered};
use super::route::Route;
use super::texts;
use crate::inventory::Kind;
use crate::present::{Choices, FileId, FindingView, Made, RemedyView};
use crate::wording::Notice;
use crate::worker::messages::{NewFile, NewSource, NewWaiver, RemedyOf, Request, Response, State as Told};
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
}

/// What a person did, or what came back.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The page is there.
    Start,
    /// Another place was asked for.
    Go(Route),
    /// Other colours are wanted.
    SetTheme(Theme),
    /// Files are held over the page, or no longer.
    Drag(bool),
    /// Files or an example are being read; [`Action::Read`] follows.
    Reading,
    /// What was read, and what could not be.
    Read {
        /// What was read.
        files: Vec<NewFile>,
        /// What could not be.
        problems: Vec<Notice>,
    },
    /// A text that stands in the paste area is to be checked.
    CheckText {
        /// The text.
        text: String,
        /// It is a further paste, even if the last one came from there, too.
        is_further: bool,
    },
    /// A text that is too large for the paste area, or that was pasted outside of it, is to be checked.
    CheckPaste(String),
    /// A file is to go.
    Remove(FileId),
    /// A file is said to list records of a kind.
    SayKind(FileId, Kind),
    /// All is to go.
    Clear,
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
    /// The host answered.
    Told(Response),
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

/// Everything of the page that changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Where we are.
    pub route: Route,
    /// The colours.
    pub theme: Theme,
    /// Files are held over the page.
    pub is_dragging: bool,
    /// What the host told last.
    pub told: Option<Rc<Told>>,
    /// What was chosen, told or not.
    pub choices: Choices,
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
    /// What went wrong outside of the host.
    pub problems: Vec<Notice>,
    /// The paste area is shown beside a result.
    pub is_input_open: bool,
    /// What a screen reader is to say.
    pub announcement: String,
    /// Grows when the headline is to get the focus.
    pub focus: u32,
    /// The test case that is to get the focus.
    pub focused_case: Option<Rc<str>>,
    /// How many answers with a state are due.
    due: usize,
    /// How many readings of files are under way.
    reading: usize,
    /// The person waits for the headline.
    wants_focus: bool,
    /// How many pastes there were.
    pastes: u32,
    /// The name under which the text in the paste area was sent.
    draft: Option<String>,
}

impl State {
    /// Does what an action does, and tells what the host is to be asked.
    pub fn reduce(&mut self, action: Action) -> Vec<Request> {
        match action {
            Action::Start => return self.ask(vec![Request::Choose(self.choices.clone())]),
            Action::Go(route) => self.route = route,
            Action::SetTheme(theme) => self.theme = theme,
            Action::Drag(is_dragging) => self.is_dragging = is_dragging,
            Action::Reading => {
                self.reading += 1;
                self.problems.clear();
            }
            Action::Read { files, problems } => {
                self.reading = self.reading.saturating_sub(1);
                self.announce(problems.iter().map(|problem| problem.what.as_str()));
                self.problems.extend(problems);
                return self.add(files);
            }
            Action::CheckText { text, is_further } => return self.check_text(text, is_further),
            Action::CheckPaste(text) => {
                let name = self.next_paste();
                return self.add(vec![NewFile { name, bytes: text.into_bytes() }]);
            }
            Action::Remove(id) => {
                self.wants_focus = true;
                if self.draft_id() == Some(id) {
                    self.draft = None;
                }
                return self.ask(vec![Request::Remove(id)]);
            }
            Action::SayKind(id, kind) => {
                self.wants_focus = true;
                return self.ask(vec![Request::SayKind(id, kind)]);
            }
            Action::Clear => {
                self.wants_focus = true;
                self.draft = None;
                self.problems.clear();
                self.opened.clear();
                return self.ask(vec![Request::Clear]);
            }
            Action::ToggleInput => self.is_input_open = !self.is_input_open,
            Action::Choose(choices) => {
                self.choices = choices.clone();
                return self.ask(vec![Request::Choose(choices)]);
            }
            Action::Filter(filter) => {
                self.filter = filter;
                self.refilter();
            }
            Action::ToggleCase(testcase) => {
                let before = self.opened.len();
                self.opened.retain(|open| open.testcase != testcase);
                if self.opened.len() == before {
                    self.opened.push(OpenCase { testcase: Rc::clone(&testcase), findings: None });
                    return self.ask_findings(testcase);
                }
            }
            Action::MoreFindings(testcase) => return self.ask_findings(testcase),
            Action::ShowCase(testcase) => return self.show_case(testcase),
            Action::ToggleRemedy(of) => {
                let before = self.remedies.len();
                self.remedies.retain(|open| open.of != of);
                if self.remedies.len() == before {
                    self.remedies.push(OpenRemedy { of: of.clone(), view: None });
                    return vec![Request::Remedy(of)];
                }
            }
            Action::ToggleWaiving(testcase) => {
                let is_open = self.waiving.as_ref() == Some(&testcase);
                self.waiving = (!is_open).then_some(testcase);
            }
            Action::Waive(waiver) => return self.ask(vec![Request::Waive(waiver)]),
            Action::AcceptSource(source) => return self.ask(vec![Request::AcceptSource(source)]),
            Action::TakeBack(made) => return self.ask(vec![Request::TakeBack(made)]),
            Action::Told(Response::Remedy(of, view)) => {
                if let Some(open) = self.remedies.iter_mut().find(|open| open.of == of) {
                    open.view = Some(view);
                }
            }
            Action::Dismiss(index) => {
                if index < self.problems.len() {
                    self.problems.remove(index);
                }
            }
            Action::Told(Response::State(told)) => {
                self.due = self.due.saturating_sub(1);
                // While a later one is due, this one would only flash up.
                if self.due == 0 {
                    return self.take(&told);
                }
            }
            Action::Told(Response::Findings(view)) => {
                // It may be closed by now.
                if let Some(open) = self.opened.iter_mut().find(|open| open.testcase == view.testcase) {
                    let findings = open.findings.get_or_insert_default();
                    // A window that was asked for twice is there already.
                    if view.range.start == findings.len() {
                        Rc::make_mut(findings).extend(view.findings.iter().cloned());
                    }
                }
            }
        }
        Vec::new()
    }

    /// The page waits for something.
    pub fn is_busy(&self) -> bool {
        self.due > 0 || self.reading > 0
    }

    /// The text in the paste area was sent and understood.
    pub fn is_draft_understood(&self) -> bool {
        self.draft_file().is_some_and(|file| file.error.is_none())
    }

    fn draft_file(&self) -> Option<&crate::present::FileView> {
        let draft = self.draft.as_deref()?;
        self.told.as_ref()?.files.iter().rev().find(|file| *file.name == *draft)
    }

    fn draft_id(&self) -> Option<FileId> {
        self.draft_file().map(|file| file.id)
    }

    fn next_paste(&mut self) -> String {
        self.pastes += 1;
        texts::paste_name(self.pastes)
    }

    /// Sends the text of the paste area, in place of what was sent from there before.
    fn check_text(&mut self, text: String, is_further: bool) -> Vec<Request> {
        let old = if is_further { None } else { self.draft_id() };
        // Pressed twice before the first answer came.
        if !is_further && old.is_none() && self.draft.is_some() && self.due > 0 {
            return Vec::new();
        }
        let name = match (&self.draft, old) {
            (Some(name), Some(_)) => name.clone(),
            (None | Some(_), None) | (None, Some(_)) => self.next_paste(),
        };
        self.draft = Some(name.clone());
        let mut requests = self.add(vec![NewFile { name, bytes: text.into_bytes() }]);
        if let Some(id) = old {
            requests.extend(self.ask(vec![Request::Remove(id)]));
        }
        requests
    }

    fn add(&mut self, files: Vec<NewFile>) -> Vec<Request> {
        if files.is_empty() {
            return Vec::new();
        }
        self.wants_focus = true;
        self.ask(vec![Request::Add(files)])
    }

    /// Notes that each of these requests is answered with a state.
    fn ask(&mut self, requests: Vec<Request>) -> Vec<Request> {
        self.due += requests.len();
        requests
    }

    /// Asks for the findings of a test case that come after those that are there.
    fn ask_findings(&self, testcase: Rc<str>) -> Vec<Request> {
        let findings = self.open_case(&testcase).and_then(|open| open.findings.as_ref());
        let start = findings.map_or(0, |findings| findings.len());
        if start >= self.findings_of(&testcase) {
            return Vec::new();
        }
        vec![Request::Findings { testcase, range: start..start + WINDOW }]
    }

    /// Shows a test case among the others, and opens it.
    fn show_case(&mut self, testcase: Rc<str>) -> Vec<Request> {
        let is_shown = |filtered: &Filtered| {
            filtered.groups.iter().flat_map(|group| &group.testcases).any(|case| case.id == testcase)
        };
        if !is_shown(&self.filtered) {
            self.filter = Filter::all();
            self.refilter();
        }
        self.focused_case = Some(Rc::clone(&testcase));
        if self.open_case(&testcase).is_some() {
            return Vec::new();
        }
        self.opened.push(OpenCase { testcase: Rc::clone(&testcase), findings: None });
        self.ask_findings(testcase)
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

    /// Shows what the host told.
    fn take(&mut self, told: &Rc<Told>) -> Vec<Request> {
        let before = self.told.replace(Rc::clone(told));
        let before = before.as_deref();
        let is_new = |id: FileId| before.is_none_or(|before| before.files.iter().all(|file| file.id != id));
        let new = || told.files.iter().filter(|file| is_new(file.id));
        let has_failed = new().any(|file| file.error.is_some());
        let is_understood = new().count() == 0 || new().any(|file| file.error.is_none());
        if std::mem::take(&mut self.wants_focus) && is_understood {
            self.focus += 1;
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
        if before.is_some_and(|before| before.waivers.len() < told.waivers.len()) {
            self.waiving = None;
        }
        let findings = self.opened.iter().flat_map(|open| self.ask_findings(Rc::clone(&open.testcase)));
        findings.chain(self.remedies.iter().map(|open| Request::Remedy(open.of.clone()))).collect()
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
    pub(super) fn file(id: u32, name: &str, error: Option<&str>) -> FileView {
        let error = error.map(|what| crate::wording::Notice { what: what.into(), ..Default::default() });
        FileView {
            id: FileId(id),
            name: name.into(),
            bytes: 1,
            lists: Vec::new(),
            notes: Vec::new(),
            error,
            asks_for_kind: false,
            excerpt: None,
        }
    }

    /// What the host tells of files.
    pub(super) fn told(files: Vec<FileView>) -> Told {
        let has_result = files.iter().any(|file| file.error.is_none());
        Told {
            files,
            choices: crate::present::Choices::default(),
            choice_error: None,
            waivers: Vec::new(),
            waiver_error: None,
            waivers_file: String::new(),
            result: has_result.then(result),
            provenance: ProvenanceView {
                date: "2026-08-21".into(),
                commit: "077174d".into(),
                source: String::new(),
                program: "0.1.0".into(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{file, told};
    use super::*;
    use crate::present::{FileView, FindingsView};

    fn answer(state: &mut State, files: Vec<FileView>) -> Vec<Request> {
        state.reduce(Action::Told(Response::State(Rc::new(told(files)))))
    }

    fn check_text(state: &mut State, text: &str) -> Vec<Request> {
        state.reduce(Action::CheckText { text: text.into(), is_further: false })
    }

    fn paste(name: &str, text: &str) -> Request {
        Request::Add(vec![NewFile { name: name.into(), bytes: text.into() }])
    }

    #[test]
    fn a_text_that_is_checked_again_replaces_what_was_sent() {
        let mut state = State::default();
        assert_eq!(check_text(&mut state, "{"), [paste("paste 1", "{")]);
        answer(&mut state, vec![file(0, "paste 1", Some("broken"))]);
        assert!(!state.is_draft_understood());
        assert_eq!(check_text(&mut state, "[]"), [paste("paste 1", "[]"), Request::Remove(FileId(0))]);
        answer(&mut state, vec![file(0, "paste 1", Some("broken")), file(1, "paste 1", None)]);
        answer(&mut state, vec![file(1, "paste 1", None)]);
        assert!(state.is_draft_understood());
    }

    #[test]
    fn a_further_paste_leaves_the_others_alone() {
        let mut state = State::default();
        check_text(&mut state, "1");
        answer(&mut state, vec![file(0, "paste 1", None)]);
        let further = Action::CheckText { text: "2".into(), is_further: true };
        assert_eq!(state.reduce(further), [paste("paste 2", "2")]);
        let large = Action::CheckPaste("3".into());
        assert_eq!(state.reduce(large), [paste("paste 3", "3")]);
    }

    #[test]
    fn a_text_whose_file_was_removed_is_sent_as_a_new_one() {
        let mut state = State::default();
        check_text(&mut state, "1");
        answer(&mut state, vec![file(0, "paste 1", None)]);
        state.reduce(Action::Remove(FileId(0)));
        answer(&mut state, vec![]);
        assert_eq!(check_text(&mut state, "1"), [paste("paste 2", "1")]);
    }

    #[test]
    fn a_button_pressed_twice_sends_once() {
        let mut state = State::default();
        check_text(&mut state, "1");
        assert_eq!(check_text(&mut state, "1"), []);
    }

    #[test]
    fn only_the_last_answer_that_is_due_is_shown() {
        let mut state = State::default();
        state.reduce(Action::Start);
        check_text(&mut state, "1");
        answer(&mut state, vec![]);
        assert!(state.told.is_none() && state.is_busy());
        answer(&mut state, vec![file(0, "paste 1", None)]);
        assert!(state.told.is_some() && !state.is_busy());
    }

    #[test]
    fn the_headline_gets_the_focus_when_something_new_was_understood() {
        let mut state = State::default();
        state.reduce(Action::Start);
        answer(&mut state, vec![]);
        assert_eq!(state.focus, 0);
        check_text(&mut state, "{");
        answer(&mut state, vec![file(0, "paste 1", Some("Broken."))]);
        assert_eq!((state.focus, state.announcement.as_str()), (0, "Broken."));
        check_text(&mut state, "[]");
        answer(&mut state, vec![]);
        answer(&mut state, vec![file(1, "paste 1", None)]);
        assert_eq!((state.focus, state.announcement.as_str()), (1, "1 of 2 fail"));
        state.reduce(Action::Choose(Choices::default()));
        answer(&mut state, vec![file(1, "paste 1", None)]);
        assert_eq!(state.focus, 1);
    }

    #[test]
    fn what_cannot_be_read_stops_nothing() {
        let mut state = State::default();
        state.reduce(Action::Reading);
        assert!(state.is_busy());
        let problem = Notice { what: "No.".into(), ..Notice::default() };
        let file = NewFile { name: "a".into(), bytes: vec![] };
        let read = Action::Read { files: vec![file.clone()], problems: vec![problem.clone()] };
        assert_eq!(state.reduce(read), [Request::Add(vec![file])]);
        assert_eq!((state.problems.as_slice(), state.announcement.as_str()), ([problem].as_slice(), "No."));
        state.reduce(Action::Dismiss(0));
        assert!(state.problems.is_empty());
    }

    #[test]
    fn findings_come_in_windows_and_anew_with_each_result() {
        let testcase: Rc<str> = "scs-0100-syntax".into();
        let window =
            |start: usize| Request::Findings { testcase: Rc::clone(&testcase), range: start..start + WINDOW };
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
            Action::Told(Response::Findings(Rc::new(view)))
        };
        let mut state = State::default();
        check_text(&mut state, "1");
        answer(&mut state, vec![file(0, "paste 1", None)]);
        assert_eq!(state.reduce(Action::ToggleCase(Rc::clone(&testcase))), [window(0)]);
        state.reduce(some(0..100));
        state.reduce(some(0..100));
        assert_eq!(state.reduce(Action::MoreFindings(Rc::clone(&testcase))), [window(100)]);
        state.reduce(some(100..150));
        assert_eq!(state.opened[0].findings.as_ref().map(|findings| findings.len()), Some(150));
        assert_eq!(state.reduce(Action::MoreFindings(Rc::clone(&testcase))), []);

        state.reduce(Action::Choose(Choices::default()));
        assert_eq!(answer(&mut state, vec![file(0, "paste 1", None)]), [window(0)]);
        assert_eq!(state.opened[0].findings, None);
        assert_eq!(state.reduce(Action::ToggleCase(Rc::clone(&testcase))), []);
    }

    #[test]
    fn themes_go_round() {
        let theme = Theme::default();
        assert_eq!(theme.next().next().next(), theme);
    }
}

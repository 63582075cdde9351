//! Everything of the Impact page that changes, and what an action does to it: plain Rust.

use super::state::{Effect, NewFile};
use crate::present::{Choices, FileId};
use crate::pull::{Hosts, PullId, Repository};
use crate::wording::{Notice, impact_page as texts, page, pull::pull_input_error};
use crate::worker::dispatch::Event;
use crate::worker::messages::{
    ReportForm, Request, Response, ReviewSession, Reviewed, SessionBefore, SessionChange, SessionCloud,
    SessionFile, Starter,
};
use std::rc::Rc;

/// What a person did on the page, or what came back.
#[derive(Clone, Debug, PartialEq)]
pub enum ReviewAction {
    /// Changed files came, as they are after the change or as they were before it.
    AddChanges(Vec<NewFile>, Side),
    /// A changed file is to go, by its place.
    RemoveChange(usize),
    /// All changed files are to go.
    ClearChanges,
    /// A pull request is wanted: what a person wrote for it.
    Fetch(String),
    /// It is not wanted any more.
    CancelFetch,
    /// How far the fetching is, in words.
    Fetching(String),
    /// A pull request came, with the content of its files.
    Fetched(Box<KeptPull>),
    /// It did not come.
    NotFetched(Notice),
    /// A rule is being written.
    Write(String),
    /// What a rule can start from is to be shown, or no longer.
    ToggleStarters,
    /// Exports of clouds came.
    AddClouds(Vec<NewFile>, Grouping),
    /// The exports that wait are of one cloud, or each is of its own.
    Group(Grouping),
    /// A cloud is to go, by its place.
    RemoveCloud(usize),
    /// What the Check page holds is to be a cloud, too, or not.
    UseChecked(bool),
    /// Another scope version or date.
    Choose(Choices),
    /// The review is wanted in writing.
    Report(ReportForm),
    /// It is on the clipboard, or could not be put there.
    Copied(bool),
    /// Something could not be had.
    Failed(Notice),
    /// A message was read.
    Dismiss(usize),
    /// Something came from the other side.
    Told(Event),
}

/// The number of a content that could not be had. Nothing is ever kept under it, so that its file counts as unreadable.
pub const MISSING: FileId = FileId(u32::MAX);

/// A pull request whose files the page keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptPull {
    /// Where it is.
    pub id: PullId,
    /// Its title.
    pub title: String,
    /// Its files.
    pub changes: Vec<SessionChange>,
    /// What is missing, in sentences.
    pub missing: Vec<String>,
}

/// The pull request of a review.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pull {
    /// What a person wrote, or an address of this page said.
    pub text: String,
    /// How far the fetching is, while it goes on.
    pub progress: Option<String>,
    /// Why it did not come.
    pub problem: Option<Notice>,
    /// What came.
    pub fetched: Option<Rc<KeptPull>>,
}

/// Before a change or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before.
    Before,
    /// After.
    After,
}

/// How exports belong to clouds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Not said: files of one folder are one cloud; of loose files a person is asked.
    Unsaid,
    /// All are one cloud.
    One,
    /// Each is its own.
    Each,
}

/// Everything of the Impact page that changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// What was given and chosen, without what the Check page holds.
    pub session: ReviewSession,
    /// The hosts that may be asked for pull requests; `None` where this page asks none.
    pub hosts: Option<Hosts>,
    /// The pull request.
    pub pull: Pull,
    /// What a rule can start from, while it is shown; empty before it was told.
    pub starters: Option<Rc<[Starter]>>,
    /// What the Check page holds is a cloud, too.
    pub uses_checked: bool,
    /// Exports of which it is not known how they belong to clouds.
    pub ungrouped: Vec<SessionFile>,
    /// What was told last.
    pub told: Option<Rc<Reviewed>>,
    /// What went wrong.
    pub problems: Vec<Notice>,
    /// The form of report that is awaited.
    pub awaits_report: Option<ReportForm>,
    /// The revision that was answered last, or given up.
    settled: u32,
}

impl Default for Review {
    fn default() -> Review {
        Review {
            session: ReviewSession::default(),
            hosts: None,
            pull: Pull::default(),
            starters: None,
            uses_checked: true,
            ungrouped: Vec::new(),
            told: None,
            problems: Vec::new(),
            awaits_report: None,
            settled: 0,
        }
    }
}

impl Review {
    /// Does what an action does, and tells what is to be done outside. `checked` is what the Check page holds.
    pub fn reduce(&mut self, action: ReviewAction, checked: &SessionCloud) -> Vec<Effect> {
        match action {
            ReviewAction::AddChanges(files, side) => {
                self.problems.clear();
                for file in &files {
                    self.add_change(file, side);
                }
            }
            ReviewAction::RemoveChange(at) => {
                if at < self.session.changes.len() {
                    self.session.changes.remove(at);
                }
                if self.session.changes.is_empty() {
                    self.pull = Pull::default();
                }
            }
            ReviewAction::ClearChanges => {
                self.session.changes.clear();
                self.pull = Pull::default();
            }
            ReviewAction::Fetch(text) => return self.fetch(text),
            ReviewAction::CancelFetch => return vec![Effect::CancelPull],
            ReviewAction::Fetching(progress) => {
                self.pull.progress = Some(progress);
                return Vec::new();
            }
            ReviewAction::NotFetched(problem) => {
                self.pull.progress = None;
                self.pull.problem = Some(problem);
                return Vec::new();
            }
            ReviewAction::Fetched(pull) => {
                self.pull.progress = None;
                // What came from another pull request goes, what a person gave stays.
                let earlier = self.pull.fetched.take();
                let is_of_earlier = |change: &SessionChange| {
                    earlier.as_ref().is_some_and(|earlier| earlier.changes.contains(change))
                };
                let is_in_pull =
                    |change: &SessionChange| pull.changes.iter().any(|new| new.path == change.path);
                self.session.changes.retain(|change| !is_of_earlier(change) && !is_in_pull(change));
                self.session.changes.extend(pull.changes.iter().cloned());
                self.pull.fetched = Some(Rc::new(*pull));
            }
            ReviewAction::Write(rule) => {
                self.starters = None;
                self.session.rule = rule;
            }
            ReviewAction::ToggleStarters if self.starters.take().is_some() => return Vec::new(),
            ReviewAction::ToggleStarters => {
                self.starters = Some(Rc::default());
                return vec![Effect::SendReview(Box::new(Request::Starters))];
            }
            ReviewAction::AddClouds(files, grouping) => {
                self.problems.clear();
                self.ungrouped.extend(files.into_iter().map(session_file));
                return self.group(grouping, checked);
            }
            ReviewAction::Group(grouping) => return self.group(grouping, checked),
            ReviewAction::RemoveCloud(at) => {
                if at < self.session.clouds.len() {
                    self.session.clouds.remove(at);
                }
            }
            ReviewAction::UseChecked(is_used) => self.uses_checked = is_used,
            ReviewAction::Choose(choices) => self.session.choices = choices,
            ReviewAction::Report(form) => {
                self.awaits_report = Some(form);
                return vec![Effect::SendReview(Box::new(Request::ReviewReport(form)))];
            }
            ReviewAction::Copied(true) => return Vec::new(),
            ReviewAction::Copied(false) => {
                self.problems.push(texts::not_copied());
                return Vec::new();
            }
            ReviewAction::Failed(problem) => {
                self.problems.push(problem);
                return Vec::new();
            }
            ReviewAction::Dismiss(at) => {
                if at < self.problems.len() {
                    self.problems.remove(at);
                }
                return Vec::new();
            }
            ReviewAction::Told(event) => return self.hear(event),
        }
        self.judge(checked)
    }

    /// The present session has no answer yet.
    pub fn is_judging(&self) -> bool {
        self.session.revision != self.settled
    }

    /// There is something to review.
    pub fn has_change(&self) -> bool {
        !self.session.changes.is_empty() || !self.session.rule.trim().is_empty()
    }

    /// Files whose content may still be wanted.
    pub fn files_in_use(&self) -> impl Iterator<Item = FileId> {
        self.session.files().map(|(id, _)| id).chain(self.ungrouped.iter().map(|file| file.id))
    }

    /// The Check page holds something else now.
    pub fn checked_changed(&mut self, checked: &SessionCloud) -> Vec<Effect> {
        if self.uses_checked && self.has_change() { self.judge(checked) } else { Vec::new() }
    }

    /// Has a pull request fetched, if its number makes sense. Nothing is asked of anybody before a person wants it.
    fn fetch(&mut self, text: String) -> Vec<Effect> {
        self.pull.problem = None;
        let Some(hosts) = &self.hosts else { return Vec::new() };
        let id = PullId::parse(&text, hosts);
        self.pull.text = text;
        match id {
            Ok(id) => {
                self.pull.progress = Some(texts::FETCHING.to_owned());
                vec![Effect::FetchPull(id)]
            }
            Err(error) => {
                self.pull.problem = Some(pull_input_error(&error));
                Vec::new()
            }
        }
    }

    /// The number that an address of this page names: that of a pull request of the standards.
    pub fn number(&self) -> Option<u64> {
        let fetched = self.pull.fetched.as_ref().map(|pull| pull.id.clone());
        let id = fetched.or_else(|| PullId::parse(&self.pull.text, self.hosts.as_ref()?).ok())?;
        (id.repository == Repository::default()).then_some(id.number)
    }

    fn add_change(&mut self, file: &NewFile, side: Side) {
        let path: Rc<str> = file.name.as_str().into();
        let known = self.session.changes.iter_mut().find(|change| is_same_file(&change.path, &path));
        match (known, side) {
            (Some(change), Side::After) => {
                change.path = path;
                change.after = Some(file.id);
            }
            (Some(change), Side::Before) => change.before = SessionBefore::File { id: file.id, path },
            (None, Side::After) => self.session.changes.push(SessionChange {
                path,
                before: SessionBefore::Embedded,
                after: Some(file.id),
            }),
            (None, Side::Before) => {
                let before = SessionBefore::File { id: file.id, path: Rc::clone(&path) };
                self.session.changes.push(SessionChange { path, before, after: None });
            }
        }
    }

    /// Puts exports that wait into clouds: by folder, and loose ones as a person says.
    fn group(&mut self, grouping: Grouping, checked: &SessionCloud) -> Vec<Effect> {
        let mut loose = Vec::new();
        for file in std::mem::take(&mut self.ungrouped) {
            match file.name.split_once('/') {
                Some((folder, _)) if grouping == Grouping::Unsaid => {
                    let folder: Rc<str> = folder.into();
                    let label = texts::cloud_of_folder(&folder);
                    let known = self.session.clouds.iter_mut().find(|cloud| *cloud.label == *label);
                    if let Some(cloud) = known {
                        cloud.files.push(file);
                    } else {
                        let label = label.into();
                        self.session.clouds.push(SessionCloud { label, files: vec![file] });
                    }
                }
                Some(_) | None => loose.push(file),
            }
        }
        let is_told = grouping != Grouping::Unsaid || loose.len() == 1;
        if !is_told {
            self.ungrouped = loose;
        } else if grouping == Grouping::One {
            if let Some(first) = loose.first() {
                let label = self.free_label(stem(&first.name));
                self.session.clouds.push(SessionCloud { label, files: loose });
            }
        } else {
            for file in loose {
                let label = self.free_label(stem(&file.name));
                self.session.clouds.push(SessionCloud { label, files: vec![file] });
            }
        }
        self.judge(checked)
    }

    /// The label, with a number if another cloud has it already.
    fn free_label(&self, label: &str) -> Rc<str> {
        let is_taken = |label: &str| self.session.clouds.iter().any(|cloud| *cloud.label == *label);
        if !is_taken(label) {
            return label.into();
        }
        let numbered = (2..).map(|number: u32| page::numbered(label, number));
        numbered.into_iter().find(|numbered| !is_taken(numbered)).unwrap_or_default().into()
    }

    /// Has the present session judged, if there is something to judge.
    fn judge(&mut self, checked: &SessionCloud) -> Vec<Effect> {
        self.session.revision = self.session.revision.wrapping_add(1);
        if !self.has_change() {
            self.settled = self.session.revision;
            self.told = None;
            return Vec::new();
        }
        let mut session = self.session.clone();
        if self.uses_checked && !checked.files.is_empty() {
            session.clouds.insert(0, checked.clone());
        }
        vec![Effect::SendReview(Box::new(Request::Review(session)))]
    }

    fn hear(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Answer(Response::Review(told)) => {
                // While another session is on its way, the answer to this one would only flash up.
                if told.revision == self.session.revision {
                    self.settled = told.revision;
                    self.problems.clear();
                    self.told = Some(told);
                }
            }
            Event::Answer(Response::ReviewReport(form, text)) => {
                if self.awaits_report.take_if(|awaited| *awaited == form).is_some() {
                    return vec![Effect::Report(form, text)];
                }
            }
            Event::Answer(Response::Starters(starters)) => {
                // They may be closed by now.
                self.starters = self.starters.take().map(|_| starters);
            }
            Event::Answer(_) => {}
            Event::BrokeDownOverSession | Event::BrokeDown => self.give_up(page::broke_down(&[])),
            Event::NotStarted => self.give_up(page::not_started()),
        }
        Vec::new()
    }

    /// What was given and typed stays; the next change has it judged again.
    fn give_up(&mut self, problem: Notice) {
        self.settled = self.session.revision;
        self.awaits_report = None;
        self.problems.push(problem);
    }
}

/// A file as a session names it.
pub(super) fn session_file(file: NewFile) -> SessionFile {
    SessionFile { id: file.id, name: file.name.into(), bytes: file.bytes, kind: None, is_standards: false }
}

/// Paths that may be of one file: one is the end of the other.
fn is_same_file(one: &str, other: &str) -> bool {
    let is_end = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|start| start.is_empty() || start.ends_with('/'))
    };
    is_end(one, other) || is_end(other, one)
}

/// The name of a file without its ending.
fn stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(id: u32, name: &str) -> NewFile {
        NewFile { id: FileId(id), name: name.to_owned(), bytes: 1, is_standards: false }
    }

    fn nothing() -> SessionCloud {
        SessionCloud { label: "checked".into(), files: Vec::new() }
    }

    fn sent(effects: &[Effect]) -> &ReviewSession {
        let [Effect::SendReview(request)] = effects else { panic!("{effects:?}") };
        let Request::Review(session) = &**request else { panic!("{request:?}") };
        session
    }

    fn labels(session: &ReviewSession) -> Vec<(&str, usize)> {
        session.clouds.iter().map(|cloud| (&*cloud.label, cloud.files.len())).collect()
    }

    #[test]
    fn a_file_before_and_after_is_one_change() {
        let mut review = Review::default();
        review.reduce(ReviewAction::AddChanges(vec![file(1, "a.yaml")], Side::After), &nothing());
        let effects =
            review.reduce(ReviewAction::AddChanges(vec![file(2, "base/a.yaml")], Side::Before), &nothing());
        let change = &sent(&effects).changes[0];
        assert_eq!(change.after, Some(FileId(1)));
        assert_eq!(change.before, SessionBefore::File { id: FileId(2), path: "base/a.yaml".into() });
        // Another content takes its place; another file is another change.
        review.reduce(
            ReviewAction::AddChanges(vec![file(3, "a.yaml"), file(4, "aa.yaml")], Side::After),
            &nothing(),
        );
        let after: Vec<_> = review.session.changes.iter().map(|change| change.after).collect();
        assert_eq!(after, [Some(FileId(3)), Some(FileId(4))]);
        // A file that is only there before was removed.
        review.reduce(ReviewAction::AddChanges(vec![file(5, "b.yaml")], Side::Before), &nothing());
        assert_eq!(review.session.changes[2].after, None);
        let used: Vec<u32> = review.files_in_use().map(|id| id.0).collect();
        assert_eq!(used, [2, 5, 3, 4]);
    }

    #[test]
    fn a_folder_is_a_cloud_and_loose_files_are_asked_about() {
        let mut review = Review::default();
        let files =
            vec![file(1, "north/flavors.json"), file(2, "north/images.json"), file(3, "south/all.json")];
        review.reduce(ReviewAction::AddClouds(files, Grouping::Unsaid), &nothing());
        assert_eq!(labels(&review.session), [("north", 2), ("south", 1)]);
        let loose = || vec![file(4, "east.json"), file(5, "west.json")];
        review.reduce(ReviewAction::AddClouds(loose(), Grouping::Unsaid), &nothing());
        assert_eq!((review.ungrouped.len(), review.session.clouds.len()), (2, 2));
        assert!(review.files_in_use().any(|id| id == FileId(4)), "they are kept meanwhile");
        review.reduce(ReviewAction::Group(Grouping::Each), &nothing());
        assert_eq!(labels(&review.session)[2..], [("east", 1), ("west", 1)]);
        review.reduce(ReviewAction::AddClouds(loose(), Grouping::Unsaid), &nothing());
        review.reduce(ReviewAction::Group(Grouping::One), &nothing());
        assert_eq!(labels(&review.session)[4..], [("east (2)", 2)]);
        assert_eq!(review.ungrouped, []);
        // A single file needs no question.
        review.reduce(ReviewAction::AddClouds(vec![file(9, "one.json")], Grouping::Unsaid), &nothing());
        assert_eq!(labels(&review.session)[5..], [("one", 1)]);
    }

    #[test]
    fn what_the_check_page_holds_is_a_cloud_unless_it_is_not_wanted() {
        let checked = SessionCloud { label: "checked".into(), files: vec![session_file(file(7, "x.json"))] };
        let mut review = Review::default();
        assert_eq!(review.checked_changed(&checked), [], "nothing to review");
        let effects = review.reduce(ReviewAction::Write("requirements: []".into()), &checked);
        assert_eq!(labels(sent(&effects)), [("checked", 1)]);
        assert_eq!(labels(sent(&review.checked_changed(&checked))), [("checked", 1)]);
        let effects = review.reduce(ReviewAction::UseChecked(false), &checked);
        assert_eq!(labels(sent(&effects)), []);
        assert_eq!(review.checked_changed(&checked), []);
    }

    #[test]
    fn without_a_change_there_is_nothing_to_wait_for() {
        let mut review = Review::default();
        review.reduce(ReviewAction::Write("x".into()), &nothing());
        assert!(review.is_judging());
        assert_eq!(review.reduce(ReviewAction::Write("  ".into()), &nothing()), []);
        assert!(!review.is_judging());
        assert_eq!(review.told, None);
    }

    #[test]
    fn what_a_rule_can_start_from_is_asked_for_when_it_is_wanted() {
        let mut review = Review::default();
        let effects = review.reduce(ReviewAction::ToggleStarters, &nothing());
        assert_eq!(effects, [Effect::SendReview(Box::new(Request::Starters))]);
        let starter = Starter { title: "t".into(), text: "x: y".into() };
        let told = || ReviewAction::Told(Event::Answer(Response::Starters(vec![starter.clone()].into())));
        review.reduce(told(), &nothing());
        assert_eq!(review.starters.as_deref(), Some(&[starter.clone()][..]));
        // Whoever takes one, or writes, has chosen.
        review.reduce(ReviewAction::Write(starter.text.clone()), &nothing());
        assert_eq!((review.starters.as_ref(), review.session.rule.as_str()), (None, "x: y"));
        review.reduce(told(), &nothing());
        assert_eq!(review.starters, None);
    }

    #[test]
    fn after_a_breakdown_what_was_typed_is_there() {
        let mut review = Review::default();
        review.reduce(ReviewAction::Write("x".into()), &nothing());
        review.reduce(ReviewAction::Told(Event::BrokeDownOverSession), &nothing());
        assert_eq!(
            (review.is_judging(), review.problems.len(), review.session.rule.as_str()),
            (false, 1, "x")
        );
        review.reduce(ReviewAction::Dismiss(0), &nothing());
        review.reduce(ReviewAction::Dismiss(0), &nothing());
        assert_eq!(review.problems, []);
    }

    #[test]
    fn a_report_goes_where_it_was_asked_for() {
        let mut review = Review::default();
        let told = |form| ReviewAction::Told(Event::Answer(Response::ReviewReport(form, "r".into())));
        assert_eq!(review.reduce(told(ReportForm::Json), &nothing()), []);
        review.reduce(ReviewAction::Report(ReportForm::Json), &nothing());
        assert_eq!(review.reduce(told(ReportForm::Markdown), &nothing()), []);
        let effects = review.reduce(told(ReportForm::Json), &nothing());
        assert_eq!(effects, [Effect::Report(ReportForm::Json, "r".into())]);
    }
}

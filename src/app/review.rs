//! Everything of the Impact page that changes, and what an action does to it: plain Rust.

use super::state::{Effect, NewFile};
use crate::catalogue::Subject;
use crate::present::{Choices, FileId};
use crate::pull::{Hosts, PullId, Repository};
use crate::wording::{Notice, impact_page as texts, page, pull::pull_input_error};
use crate::worker::dispatch::Event;
use crate::worker::messages::{
    Belongs, ReportForm, Request, Response, ReviewSession, Reviewed, SessionBefore, SessionChange,
    SessionCloud, SessionFile, Starters,
};
use std::rc::Rc;

/// What a person did on the page, or what came back.
#[derive(Clone, Debug, PartialEq)]
pub enum ReviewAction {
    /// Files came without a word: changed files or exports.
    Give(Vec<NewFile>),
    /// A file that may be both is a changed file, or an export.
    Sort(FileId, Belongs),
    /// Changed files came, as they are after the change or as they were before it.
    AddChanges(Vec<NewFile>, Side),
    /// The files of a folder came, which is a checkout after the change or before it.
    AddFolder(Vec<NewFile>, Side),
    /// A text is being pasted as a changed file.
    Draft(String),
    /// A changed file was pasted; without a name, it gets one with this ending.
    Paste(NewFile, Side, &'static str),
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
    /// What a changed file says is to be stated as a rule.
    StateRule(Rc<str>),
    /// A rule starts from this.
    Take(String),
    /// Something is to be what a word says.
    WhatIf(Subject, String),
    /// What was written is wanted as a file.
    SaveRule,
    /// Exports of clouds came.
    AddClouds(Vec<NewFile>, Grouping),
    /// Examples came, each a cloud of its own; those that are there stay as they are.
    AddExamples(Vec<NewFile>),
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
    /// A text that is being pasted as a changed file.
    pub pasted: String,
    /// What a rule can start from, while it is shown; empty before it was told.
    pub starters: Option<Rc<Starters>>,
    /// The changed file that this is about.
    pub about: Option<Rc<str>>,
    /// What the Check page holds is a cloud, too.
    pub uses_checked: bool,
    /// Exports of which it is not known how they belong to clouds.
    pub ungrouped: Vec<SessionFile>,
    /// Files of which nobody but a person knows whether they are changed files or exports.
    pub unclear: Vec<SessionFile>,
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
            pasted: String::new(),
            starters: None,
            about: None,
            uses_checked: true,
            ungrouped: Vec::new(),
            unclear: Vec::new(),
            told: None,
            problems: Vec::new(),
            awaits_report: None,
            settled: 0,
        }
    }
}

impl Review {
    /// Does what an action does, and tells what is to be done outside. `checked` is what the Check page holds.
    #[expect(clippy::too_many_lines, reason = "one arm for each action, and few lines in each")]
    pub fn reduce(&mut self, action: ReviewAction, checked: &SessionCloud) -> Vec<Effect> {
        match action {
            ReviewAction::Give(files) => {
                self.problems.clear();
                self.session.unsorted.extend(files.into_iter().map(session_file));
            }
            ReviewAction::Sort(id, belongs) => {
                let (files, left) =
                    std::mem::take(&mut self.unclear).into_iter().partition(|file| file.id == id);
                self.unclear = left;
                return self.sort(files, &|_| belongs, checked);
            }
            ReviewAction::AddChanges(files, side) => {
                self.problems.clear();
                for file in &files {
                    self.add_change(file, side, &is_same_file);
                }
            }
            ReviewAction::AddFolder(files, side) => {
                self.problems.clear();
                for file in files {
                    // Folders before and after a change have different names; what is in them is called alike.
                    let name =
                        file.name.split_once('/').map_or(file.name.clone(), |(_, inner)| inner.to_owned());
                    self.add_change(&NewFile { name, ..file }, side, &|one, other| one == other);
                }
            }
            ReviewAction::Draft(text) => {
                self.pasted = text;
                return Vec::new();
            }
            ReviewAction::Paste(file, side, ending) => {
                self.problems.clear();
                let name = file.name.trim();
                let name = if name.is_empty() { self.free_name(ending, side) } else { name.to_owned() };
                self.add_change(&NewFile { name, ..file }, side, &is_same_file);
                self.pasted.clear();
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
            ReviewAction::Take(text) => {
                self.starters = None;
                self.session.rule = appended(&self.session.rule, &text);
            }
            ReviewAction::ToggleStarters if self.starters.take().is_some() => return Vec::new(),
            ReviewAction::ToggleStarters => {
                self.about = None;
                return self.ask_starters();
            }
            ReviewAction::StateRule(path) => {
                self.about = Some(path);
                return self.ask_starters();
            }
            ReviewAction::WhatIf(subject, word) => {
                let (rule, date) = (self.session.rule.clone(), self.session.choices.date.clone());
                return vec![Effect::SendReview(Box::new(Request::WhatIf { rule, subject, word, date }))];
            }
            ReviewAction::SaveRule => return vec![Effect::Save(texts::RULE_FILE, self.session.rule.clone())],
            ReviewAction::AddClouds(files, grouping) => {
                self.problems.clear();
                self.ungrouped.extend(files.into_iter().map(session_file));
                return self.group(grouping, checked);
            }
            ReviewAction::AddExamples(files) => {
                let is_there = |file: &NewFile| {
                    self.session.clouds.iter().any(|cloud| *cloud.label == *stem(&file.name))
                };
                let new: Vec<NewFile> = files.into_iter().filter(|file| !is_there(file)).collect();
                self.add_clouds(new.into_iter().map(session_file).collect());
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
            ReviewAction::Told(event) => return self.hear(event, checked),
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

    /// The id of what gets the focus when what had it is gone with an action: what stands next, or else what brings more.
    pub fn focus_after(&self, action: &ReviewAction) -> Option<String> {
        let next = |list: &str, at: usize, count: usize, picker: &str| {
            let last = count.checked_sub(2);
            last.map_or_else(|| picker.to_owned(), |last| format!("{list}-{}", at.min(last)))
        };
        Some(match action {
            ReviewAction::RemoveChange(at) => next("change", *at, self.session.changes.len(), "after"),
            ReviewAction::RemoveCloud(at) => next("cloud", *at, self.session.clouds.len(), "exports"),
            ReviewAction::Sort(_, Belongs::Change) | ReviewAction::ClearChanges => "after".to_owned(),
            ReviewAction::Sort(..) | ReviewAction::Group(_) => "exports".to_owned(),
            ReviewAction::StateRule(_) => "starters".to_owned(),
            ReviewAction::Take(_) => "rule".to_owned(),
            ReviewAction::Dismiss(_) => "main".to_owned(),
            ReviewAction::Give(_)
            | ReviewAction::AddChanges(..)
            | ReviewAction::AddFolder(..)
            | ReviewAction::Draft(_)
            | ReviewAction::Paste(..)
            | ReviewAction::Fetch(_)
            | ReviewAction::CancelFetch
            | ReviewAction::Fetching(_)
            | ReviewAction::Fetched(_)
            | ReviewAction::NotFetched(_)
            | ReviewAction::Write(_)
            | ReviewAction::ToggleStarters
            | ReviewAction::WhatIf(..)
            | ReviewAction::SaveRule
            | ReviewAction::AddClouds(..)
            | ReviewAction::AddExamples(_)
            | ReviewAction::UseChecked(_)
            | ReviewAction::Choose(_)
            | ReviewAction::Report(_)
            | ReviewAction::Copied(_)
            | ReviewAction::Failed(_)
            | ReviewAction::Told(_) => return None,
        })
    }

    /// Files whose content may still be wanted.
    pub fn files_in_use(&self) -> impl Iterator<Item = FileId> {
        let waiting = self.ungrouped.iter().chain(&self.unclear);
        self.session.files().map(|(id, _)| id).chain(waiting.map(|file| file.id))
    }

    fn ask_starters(&mut self) -> Vec<Effect> {
        // What is shown stays until there is something else.
        self.starters.get_or_insert_with(Rc::default);
        let (about, rule) = (self.about.clone(), self.session.rule.clone());
        let date = self.session.choices.date.clone();
        vec![Effect::SendReview(Box::new(Request::Starters { about, rule, date }))]
    }

    /// Puts files where they belong, and those of which that is not known aside.
    fn sort(
        &mut self,
        files: Vec<SessionFile>,
        belongs: &dyn Fn(FileId) -> Belongs,
        checked: &SessionCloud,
    ) -> Vec<Effect> {
        for file in files {
            match belongs(file.id) {
                Belongs::Change => {
                    // A paste has no ending, and rules in YAML have one.
                    let ending = if file.name.contains('.') { "" } else { ".yaml" };
                    let name = format!("{}{ending}", file.name);
                    let SessionFile { id, bytes, is_standards, .. } = file;
                    self.add_change(&NewFile { id, name, bytes, is_standards }, Side::After, &is_same_file);
                }
                Belongs::Cloud => self.ungrouped.push(file),
                Belongs::Unclear => self.unclear.push(file),
            }
        }
        self.group(Grouping::Unsaid, checked)
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

    /// Pairs what a file was with what it is: by its path, or as `is_same` has it where that side is not given yet.
    fn add_change(&mut self, file: &NewFile, side: Side, is_same: &dyn Fn(&str, &str) -> bool) {
        let path: Rc<str> = file.name.as_str().into();
        let waits = |change: &SessionChange| match side {
            Side::After => change.after.is_none(),
            Side::Before => change.before == SessionBefore::Embedded,
        };
        let changes = &mut self.session.changes;
        let known = changes.iter().position(|change| change.path == path);
        let known = known
            .or_else(|| changes.iter().position(|change| waits(change) && is_same(&change.path, &path)))
            .and_then(|at| changes.get_mut(at));
        match (known, side) {
            (Some(change), Side::After) => {
                change.path = path;
                change.after = Some(file.id);
            }
            (Some(change), Side::Before) => change.before = SessionBefore::File { id: file.id, path },
            (None, Side::After) => {
                changes.push(SessionChange { path, before: SessionBefore::Embedded, after: Some(file.id) });
            }
            (None, Side::Before) => {
                let before = SessionBefore::File { id: file.id, path: Rc::clone(&path) };
                changes.push(SessionChange { path, before, after: None });
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
            self.add_clouds(loose);
        }
        self.judge(checked)
    }

    /// Each file is a cloud of its own.
    fn add_clouds(&mut self, files: Vec<SessionFile>) {
        for file in files {
            let label = self.free_label(stem(&file.name));
            self.session.clouds.push(SessionCloud { label, files: vec![file] });
        }
    }

    /// A name that no changed file has on that side.
    fn free_name(&self, ending: &str, side: Side) -> String {
        let is_taken = |name: &str| {
            self.session.changes.iter().any(|change| {
                let is_given = match side {
                    Side::After => change.after.is_some(),
                    Side::Before => matches!(change.before, SessionBefore::File { .. }),
                };
                is_given && *change.path == *name
            })
        };
        let names = (1..).map(|number: u32| texts::pasted_name(number, ending));
        names.into_iter().find(|name| !is_taken(name)).unwrap_or_default()
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
        if !self.has_change() && self.session.unsorted.is_empty() {
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

    fn hear(&mut self, event: Event, checked: &SessionCloud) -> Vec<Effect> {
        match event {
            Event::Answer(Response::Sorted(revision, belongs)) => {
                if revision == self.session.revision {
                    let files = std::mem::take(&mut self.session.unsorted);
                    let of = |id: FileId| {
                        let mut known = belongs.iter().filter(|(known, _)| *known == id);
                        known.next().map_or(Belongs::Unclear, |(_, belongs)| *belongs)
                    };
                    return self.sort(files, &of, checked);
                }
            }
            Event::Answer(Response::WhatIf(rule, changed)) => {
                // Or somebody wrote something else meanwhile.
                if rule == self.session.rule {
                    match changed {
                        Ok(changed) => {
                            self.session.rule = changed;
                            let mut effects = self.judge(checked);
                            effects.extend(
                                self.starters.is_some().then(|| self.ask_starters()).into_iter().flatten(),
                            );
                            return effects;
                        }
                        Err(problems) => self.problems.extend(problems),
                    }
                }
            }
            Event::Answer(Response::Review(told)) => {
                // While another session is on its way, the answer to this one would only flash up.
                if told.revision == self.session.revision {
                    self.settled = told.revision;
                    self.problems.retain(|problem| !is_of_side(problem));
                    self.told = Some(told);
                }
            }
            Event::Answer(Response::ReviewReport(form, text)) => {
                if self.awaits_report.take_if(|awaited| *awaited == form).is_some() {
                    return vec![match form {
                        ReportForm::Markdown => Effect::CopyReport(text),
                        ReportForm::Json => Effect::Save(texts::JSON_FILE, text),
                        ReportForm::Sarif => Effect::Save(texts::SARIF_FILE, text),
                        ReportForm::Differences => Effect::Save(texts::DIFFERENCES_FILE, text),
                    }];
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
        // Whatever it broke down over, a person can say what these are, or take them away.
        self.unclear.append(&mut self.session.unsorted);
        self.problems.retain(|problem| !is_of_side(problem));
        self.problems.push(problem);
    }
}

/// It tells that the other side broke down or does not start; an answer takes it back.
fn is_of_side(problem: &Notice) -> bool {
    *problem == page::broke_down(&[]) || *problem == page::not_started()
}

/// A further document behind what was written; its rules get ids that are free there.
fn appended(rules: &str, text: &str) -> String {
    if rules.trim().is_empty() {
        return text.to_owned();
    }
    let ids = (1..).map(|number: u32| format!("draft-{number}"));
    let free = ids.into_iter().find(|id| !rules.contains(id.as_str())).unwrap_or_default();
    format!("{}\n---\n{}", rules.trim_end(), text.replace("draft-1\n", &format!("{free}\n")))
}

/// The ending of a file without a name, by how its text looks: of a standard, a program, or else YAML.
pub fn likely_ending(text: &str) -> &'static str {
    let is_code = |line: &str| ["import ", "from ", "def ", "#!"].iter().any(|word| line.starts_with(word));
    if text.lines().any(is_code) {
        return "py";
    }
    // Comments of YAML look like headings.
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let is_key = |line: &str| {
        let (key, _) = line.trim_start_matches(['-', ' ']).split_once(':').unwrap_or_default();
        !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    let is_prose = text.starts_with("---\ntitle:") || first.is_some_and(|line| !is_key(line));
    if is_prose { "md" } else { "yaml" }
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
    use crate::worker::messages::Starter;

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
    fn in_folders_before_and_after_only_what_has_the_same_path_is_the_same_file() {
        let mut review = Review::default();
        let after = vec![file(1, "new/README.md"), file(2, "new/Tests/README.md"), file(3, "new/Tests/a.py")];
        review.reduce(ReviewAction::AddFolder(after, Side::After), &nothing());
        let before = vec![file(4, "old/Docs/README.md"), file(5, "old/README.md"), file(6, "old/Tests/a.py")];
        review.reduce(ReviewAction::AddFolder(before, Side::Before), &nothing());
        let was = |change: &SessionChange| match &change.before {
            SessionBefore::File { id, .. } => Some(id.0),
            SessionBefore::Embedded | SessionBefore::Absent => None,
        };
        let changes = review.session.changes.iter();
        let changes: Vec<_> =
            changes.map(|change| (&*change.path, was(change), change.after.map(|id| id.0))).collect();
        assert_eq!(
            changes,
            [
                ("README.md", Some(5), Some(1)),
                ("Tests/README.md", None, Some(2)),
                ("Tests/a.py", Some(6), Some(3)),
                ("Docs/README.md", Some(4), None),
            ]
        );
        // Two files of one name are two, whichever way they come.
        let mut review = Review::default();
        let files = vec![file(1, "README.md"), file(2, "Tests/README.md")];
        review.reduce(ReviewAction::AddChanges(files, Side::After), &nothing());
        assert_eq!(review.session.changes.len(), 2);
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
        let asked = |about: Option<&str>, rule: &str| {
            let (about, rule, date) = (about.map(Into::into), rule.to_owned(), String::new());
            [Effect::SendReview(Box::new(Request::Starters { about, rule, date }))]
        };
        assert_eq!(review.reduce(ReviewAction::ToggleStarters, &nothing()), asked(None, ""));
        let rule = "requirements:\n  - id: draft-1\n    standard: x\n";
        let starter = Starter { title: "t".into(), text: rule.into() };
        let starters = Rc::new(Starters { rules: vec![starter], ..Starters::default() });
        let told = || ReviewAction::Told(Event::Answer(Response::Starters(Rc::clone(&starters))));
        review.reduce(told(), &nothing());
        assert_eq!(review.starters.as_ref(), Some(&starters));
        // Whoever takes one, or writes, has chosen; what was written before stays.
        review.reduce(ReviewAction::Take(rule.to_owned()), &nothing());
        assert_eq!((review.starters.as_ref(), review.session.rule.as_str()), (None, rule));
        review.reduce(told(), &nothing());
        assert_eq!(review.starters, None);
        review.reduce(ReviewAction::Take(rule.to_owned()), &nothing());
        let both = format!("{rule}---\n{}", rule.replace("draft-1", "draft-2"));
        assert_eq!(review.session.rule, both);
        let effects = review.reduce(ReviewAction::StateRule("a.md".into()), &nothing());
        assert_eq!(effects, asked(Some("a.md"), &both));
        assert_eq!(review.reduce(ReviewAction::SaveRule, &nothing()), [Effect::Save(texts::RULE_FILE, both)]);
    }

    #[test]
    fn a_word_changes_what_is_written_unless_somebody_wrote_meanwhile() {
        let mut review = Review::default();
        let subject = || Subject::Version("v4".into());
        let effects = review.reduce(ReviewAction::WhatIf(subject(), "warn".into()), &nothing());
        let (rule, word, date) = (String::new(), "warn".to_owned(), String::new());
        let asked = Request::WhatIf { rule, subject: subject(), word, date };
        assert_eq!(effects, [Effect::SendReview(Box::new(asked))]);
        let told = |rule: &str, changed| {
            ReviewAction::Told(Event::Answer(Response::WhatIf(rule.to_owned(), changed)))
        };
        let effects = review.reduce(told("", Ok("changed".to_owned())), &nothing());
        assert_eq!((sent(&effects).rule.as_str(), review.session.rule.as_str()), ("changed", "changed"));
        assert_eq!(review.reduce(told("", Ok("late".to_owned())), &nothing()), []);
        assert_eq!(review.session.rule, "changed");
        review.reduce(told("changed", Err(vec![Notice::default()])), &nothing());
        assert_eq!((review.session.rule.as_str(), review.problems.len()), ("changed", 1));
    }

    #[test]
    fn what_is_pasted_gets_a_name_and_takes_no_other_ones_place() {
        let mut review = Review::default();
        let mut paste = |id, name, side| {
            review.reduce(ReviewAction::Paste(file(id, name), side, "md"), &nothing());
            review.session.changes.iter().map(|change| change.path.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(paste(1, " ", Side::After), ["pasted.md"]);
        assert_eq!(paste(2, "", Side::Before), ["pasted.md"], "it is what the other one was");
        assert_eq!(paste(3, "", Side::After), ["pasted.md", "pasted-2.md"]);
        assert_eq!(paste(4, " a.yaml ", Side::After), ["pasted.md", "pasted-2.md", "a.yaml"]);
        for (text, ending) in [
            ("---\ntitle: Flavors\n---\n", "md"),
            ("# A standard\n\nText.\n", "md"),
            ("requirements:\n  - id: a\n", "yaml"),
            ("# A comment\n\nrequirements: []\n", "yaml"),
            ("- Name: a\n", "yaml"),
            ("import os\n", "py"),
            ("", "yaml"),
        ] {
            assert_eq!(likely_ending(text), ending, "{text}");
        }
    }

    #[test]
    fn over_files_that_broke_the_other_side_down_a_person_decides() {
        let mut review = Review::default();
        let effects = review.reduce(ReviewAction::Give(vec![file(1, "a.yaml")]), &nothing());
        assert_eq!(sent(&effects).unsorted.len(), 1);
        review.reduce(ReviewAction::Told(Event::BrokeDownOverSession), &nothing());
        assert_eq!((review.session.unsorted.len(), review.unclear.len(), review.is_judging()), (0, 1, false));
        let effects = review.reduce(ReviewAction::Sort(FileId(1), Belongs::Change), &nothing());
        assert_eq!(sent(&effects).changes.len(), 1);
    }

    #[test]
    fn examples_are_there_once() {
        let mut review = Review::default();
        let examples = || ReviewAction::AddExamples(vec![file(1, "a.json"), file(2, "b.json")]);
        review.reduce(examples(), &nothing());
        review.reduce(ReviewAction::RemoveCloud(0), &nothing());
        review.reduce(examples(), &nothing());
        assert_eq!(labels(&review.session), [("b", 1), ("a", 1)]);
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
        assert_eq!(effects, [Effect::Save(texts::JSON_FILE, "r".into())]);
        review.reduce(ReviewAction::Report(ReportForm::Markdown), &nothing());
        let effects = review.reduce(told(ReportForm::Markdown), &nothing());
        assert_eq!(effects, [Effect::CopyReport("r".into())]);
    }
}

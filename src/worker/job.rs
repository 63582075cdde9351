//! The side that reads and judges: holds the files, the inventory and the answers.

use super::messages::{
    FileId, MarkdownOf, NewSource, NewWaiver, Progress, RemedyOf, Request, Response, Session, SessionFile,
    State,
};
use super::pull::Pulling;
use super::rules::date_or;
use crate::assessment::{Assessment, assess};
use crate::catalogue::{Catalogue, CatalogueError, OverlayFile, RegexMatch, is_overlay, rules_in};
use crate::checks::Options;
use crate::date::Moment;
use crate::intake::{FileIntake, IntakeError, Upload, read_file};
use crate::inventory::{Inventory, Kind};
use crate::present::{
    CloudsComparedView, FileView, Filter, FindingsView, ImpactView, ListView, Made, Matches,
    MatchingFindingsView, RemedyView, ResourceQuery, ResourceRows, ResourceTables, ResultView, SearchIndex,
    causes_in_order, compare_versions, default_scope, file_view, finding_markdown, list_view,
    matching_findings_view, missing_inputs, newest_date, offered_date, overlay_view, provenance_view,
    refused_overlay_view, remedy_view, result_view, testcase_markdown, waiver_views, waivers_view,
};
use crate::waivers::{self, LocalSource, Waiver, Waivers, WaiversError};
use crate::wording::{date_error, no_valid_version, source_without_prefix, waiver_without_reason};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// A record of each kind, with faults.
const REHEARSAL: &str = include_str!("rehearsal.json");

/// How often it is read in a rehearsal: so often that the browser has compiled well what a first export goes through, and is
/// not about it while it draws the answer (`make bench`: 15 ms from an answer to the paint, 25 with 10).
const REHEARSALS: u32 = 40;

/// Holds everything about the cloud that the page shows.
pub struct Job {
    pub(super) embedded: &'static Catalogue,
    pub(super) is_match: RegexMatch,
    standards: Standards,
    pub(super) contents: BTreeMap<FileId, Content>,
    session: Session,
    inventory: Inventory,
    /// What the inventory was read from.
    read: Vec<(FileId, Option<Kind>, bool)>,
    /// What there is to say of each file of the session; `None` for files of waivers.
    intake: Vec<Option<FileIntake>>,
    judged: Option<Judged>,
    /// The review that was told last.
    pub(super) reviewed: Option<ImpactView>,
    pub(super) pulling: Option<Pulling>,
    /// The comparison that was told last.
    pub(super) compared: Option<CloudsComparedView>,
}

/// The standards in force.
struct Standards {
    catalogue: &'static Catalogue,
    /// The files of standards, which are in force all or none.
    files: Vec<FileId>,
    /// Those of them that hold more than was understood.
    hold_more: Vec<FileId>,
    /// Why they are not.
    refused: Option<CatalogueError>,
}

/// A result, with what makes questions about it quick.
struct Judged {
    assessment: Assessment<'static>,
    /// The scope version that is shown.
    version: Box<str>,
    result: ResultView,
    resources: ResourceTables,
    /// Made when it is first needed.
    search: Option<SearchIndex>,
}

/// What is in a file.
pub(super) enum Content {
    /// Bytes to look for lists in.
    Bytes(Vec<u8>),
    /// Newer standards, as they show by themselves.
    Standards(String),
    /// What it waives, with its size in bytes.
    Waivers(usize, Result<Waivers, WaiversError>),
    /// Nothing to be had.
    Unreadable(IntakeError),
}

/// What was typed on the page, as far as it makes sense.
struct Typed {
    waivers: Waivers,
    /// The last of it that makes none, and why.
    refused: Option<(Made, String)>,
}

impl Job {
    /// A job without files. The catalogue lives as long as the program; `is_match` is for those that are made of newer
    /// standards.
    pub fn new(embedded: &'static Catalogue, is_match: RegexMatch) -> Job {
        Job {
            embedded,
            is_match,
            standards: Standards::embedded(embedded),
            contents: BTreeMap::new(),
            session: Session::default(),
            inventory: Inventory::default(),
            read: Vec::new(),
            intake: Vec::new(),
            judged: None,
            reviewed: None,
            pulling: None,
            compared: None,
        }
    }

    /// Takes the content of a file, unpacked, before a session names it.
    pub fn hold(&mut self, id: FileId, name: &str, content: Result<Vec<u8>, IntakeError>) {
        let content = match content {
            Ok(bytes) => match file_of_waivers(&bytes).map(|text| waivers::parse(name, text)) {
                Some(waivers) => Content::Waivers(bytes.len(), waivers),
                None => match String::from_utf8(bytes) {
                    Ok(text) if is_overlay(&text) => Content::Standards(text),
                    Ok(text) => Content::Bytes(text.into_bytes()),
                    Err(error) => Content::Bytes(error.into_bytes()),
                },
            },
            Err(error) => Content::Unreadable(error),
        };
        self.contents.insert(id, content);
    }

    /// Answers a request. `now` is the reference date for those who chose none.
    pub fn handle(&mut self, request: Request, now: Moment, progress: &mut dyn FnMut(Progress)) -> Response {
        match request {
            Request::Judge(session, filter) => {
                self.session = session;
                self.read(progress);
                progress(Progress::Judging);
                Response::State(Rc::new(self.judge(&filter, now)))
            }
            Request::List(filter) => {
                let list = self.list(&filter);
                Response::List(filter, Rc::new(list))
            }
            Request::Rows(query) => {
                let rows = self.rows(&query);
                Response::Rows(query, rows.map(Rc::new))
            }
            Request::Resource(kind, index) => {
                let judged = self.judged.as_ref();
                let view = judged.and_then(|judged| {
                    judged.resources.resource(kind, index, &judged.assessment, &self.inventory)
                });
                Response::Resource(view.map(Rc::new))
            }
            Request::Remedy(of) => {
                let view = self.remedy(&of);
                Response::Remedy(of, Rc::new(view))
            }
            Request::Findings { testcase, query, range } => {
                let found = self.findings(testcase, &query, range);
                Response::Findings { query, found: Rc::new(found) }
            }
            Request::Markdown(of, cloud) => {
                let text = self.markdown(&of, &cloud);
                Response::Markdown(of, text)
            }
            Request::Review(session) if !session.unsorted.is_empty() => {
                Response::Sorted(session.revision, self.sort(&session))
            }
            Request::Review(session) => {
                progress(Progress::Judging);
                Response::Review(Rc::new(self.review(&session, now)))
            }
            Request::Compare(session) => {
                progress(Progress::Judging);
                Response::Compared(Rc::new(self.compare(&session, now)))
            }
            Request::ReviewReport(form) => Response::ReviewReport(form, self.review_report(form)),
            Request::CompareReport(form) => Response::CompareReport(form, self.compare_report(form)),
            Request::Starters { about, rule, date } => {
                Response::Starters(Rc::new(self.starters(about.as_deref(), &rule, date_or(&date, now))))
            }
            Request::WhatIf { rule, subject, word, date } => {
                let changed = self.what_if(&rule, (&subject, &word), date_or(&date, now));
                Response::WhatIf(rule, changed)
            }
            Request::AskPull(id, hosts) => Response::Pull(self.ask_pull(id, hosts)),
            Request::PullAnswer(id, answer) => Response::Pull(self.take_pull_answer(id, answer)),
        }
    }

    /// Goes once through reading and judging a few records: what a browser has run once, it runs faster. The answer is for
    /// the same on the page's side.
    pub fn rehearse(embedded: &'static Catalogue, is_match: RegexMatch, now: Moment) -> Option<Response> {
        let mut job = Job::new(embedded, is_match);
        let name: Rc<str> = "rehearsal".into();
        let files = (0..REHEARSALS).map(|number| {
            job.hold(FileId(number), &name, Ok(REHEARSAL.into()));
            SessionFile {
                id: FileId(number),
                name: Rc::clone(&name),
                bytes: 0,
                kind: None,
                is_standards: false,
            }
        });
        let session = Session { files: files.collect(), ..Session::default() };
        let judge = Request::Judge(session, Filter::default());
        let Response::State(state) = job.handle(judge, now, &mut |_| {}) else { return None };
        Some(Response::Rehearsed(state))
    }

    /// Gets ready for what will be asked next, while nobody waits.
    pub fn prepare(&mut self) {
        if let Some(judged) = &mut self.judged {
            judged.search(&self.inventory);
        }
    }

    /// Reads all files anew if others are there than before: records of several files may be one.
    fn read(&mut self, progress: &mut dyn FnMut(Progress)) {
        let files = &self.session.files;
        self.contents.retain(|id, _| files.iter().any(|file| file.id == *id));
        let wanted = files.iter().map(|file| (file.id, file.kind, file.is_standards)).collect();
        if self.read == wanted {
            return;
        }
        self.lay_standards();
        let files = &self.session.files;
        self.inventory = Inventory::default();
        self.intake.clear();
        let size = |id: &FileId| match self.contents.get(id) {
            Some(Content::Bytes(bytes)) => bytes.len(),
            Some(Content::Standards(_) | Content::Waivers(..) | Content::Unreadable(_)) | None => 0,
        };
        let (mut done, total) = (0, files.iter().map(|file| size(&file.id)).sum());
        for file in files {
            let intake = match self.contents.get(&file.id) {
                Some(Content::Standards(_) | Content::Waivers(..)) => None,
                Some(Content::Bytes(bytes)) if file.is_standards => std::str::from_utf8(bytes)
                    .err()
                    .map(|error| IntakeError::NotText { at: error.valid_up_to() })
                    .map(|error| FileIntake::unreadable(&file.name, error)),
                Some(Content::Bytes(bytes)) => {
                    progress(Progress::Reading { name: Rc::clone(&file.name), done, total });
                    done += bytes.len();
                    let upload = Upload { name: &file.name, bytes, kind: file.kind };
                    Some(read_file(&upload, &mut self.inventory))
                }
                Some(Content::Unreadable(error)) => Some(FileIntake::unreadable(&file.name, error.clone())),
                None => Some(FileIntake::unreadable(&file.name, IntakeError::NotRead)),
            };
            self.intake.push(intake);
        }
        self.read = wanted;
    }

    /// Lays files of newer standards over the embedded ones.
    fn lay_standards(&mut self) {
        let files: Vec<(FileId, OverlayFile<'_>)> =
            self.session.files.iter().filter_map(|file| Some((file.id, self.standards_in(file)?))).collect();
        let ids: Vec<FileId> = files.iter().map(|(id, _)| *id).collect();
        if ids == self.standards.files {
            return;
        }
        let mut standards = Standards { files: ids, ..Standards::embedded(self.embedded) };
        let (mut rules, mut problems) = (Vec::new(), Vec::new());
        for (id, OverlayFile { name, text }) in files {
            match rules_in(name, text, self.embedded) {
                Ok((of_file, holds_more)) => {
                    rules.extend(of_file.into_iter().map(|text| (name, text)));
                    standards.hold_more.extend(holds_more.then_some(id));
                }
                Err(error) => problems.extend(error.problems),
            }
        }
        let overlays: Vec<OverlayFile<'_>> =
            rules.iter().map(|(name, text)| OverlayFile { name, text }).collect();
        if !standards.files.is_empty() {
            // Of files of which one cannot be read the others are tried, too: all that is wrong is told.
            match Catalogue::with_overlays(&overlays, self.is_match) {
                // It stays until the program ends: people lay a few files, and answers may still be about the old ones.
                Ok(catalogue) if problems.is_empty() => {
                    standards.catalogue = Box::leak(Box::new(catalogue));
                }
                Ok(_) => standards.refused = Some(CatalogueError { problems }),
                Err(error) => {
                    problems.extend(error.problems);
                    standards.refused = Some(CatalogueError { problems });
                }
            }
        }
        self.standards = standards;
    }

    /// The newer standards in a file, if it holds some.
    fn standards_in<'a>(&'a self, file: &'a SessionFile) -> Option<OverlayFile<'a>> {
        let text = match self.contents.get(&file.id)? {
            Content::Standards(text) => text,
            Content::Bytes(bytes) if file.is_standards => std::str::from_utf8(bytes).ok()?,
            Content::Bytes(_) | Content::Waivers(..) | Content::Unreadable(_) => return None,
        };
        Some(OverlayFile { name: &file.name, text })
    }

    fn judge(&mut self, filter: &Filter, now: Moment) -> State {
        let chosen = self.chosen_date(now);
        let choice_error = chosen.as_ref().err().cloned();
        // With a date that makes no sense, the last good result stays beside the message.
        let last_good = self.judged.as_ref().map_or(now, |judged| judged.assessment.options.now);
        let options = Options { now: chosen.unwrap_or(last_good), as_listed: self.session.choices.as_listed };
        let has_lists = self.intake.iter().flatten().any(|file| !file.lists.is_empty());
        let typed = self.typed();
        let waivers = self.with_those_of_files(typed.waivers.clone());
        self.judged = if has_lists { self.result(options, &waivers) } else { None };
        let list = self.list(filter);
        let judged = self.judged.as_ref();
        let missing =
            judged.map(|judged| missing_inputs(&judged.assessment, &judged.version)).unwrap_or_default();
        State {
            revision: self.session.revision,
            files: self.files(),
            choice_error,
            waivers: judged
                .map(|judged| waiver_views(&judged.assessment.waived, &typed.waivers))
                .unwrap_or_default(),
            refused: typed.refused,
            waivers_file: waivers::render(&waivers),
            list: Rc::new(list),
            versions: judged.map(|judged| compare_versions(&judged.assessment)),
            missing,
            newest_date: newest_date(&self.inventory).map(Moment::date),
            offered_date: judged.and_then(|_| offered_date(&self.inventory, now)),
            result: judged.map(|judged| judged.result.without_test_cases()),
            provenance: provenance_view(self.standards.catalogue),
        }
    }

    fn result(&self, options: Options, waivers: &Waivers) -> Option<Judged> {
        let assessment =
            assess(&self.inventory, self.standards.catalogue, options).with_waivers(&self.inventory, waivers);
        let version = self.shown_version(&assessment)?;
        let result = result_view(&assessment, version, &self.inventory)?;
        let resources = ResourceTables::new(&assessment, version, &self.inventory);
        Some(Judged { version: version.into(), result, resources, search: None, assessment })
    }

    fn list(&mut self, filter: &Filter) -> ListView {
        let Some(judged) = &mut self.judged else { return ListView::default() };
        let matches = judged.matches(&filter.query, &self.inventory);
        list_view(&judged.result, self.standards.catalogue, filter, &matches)
    }

    fn rows(&mut self, query: &ResourceQuery) -> Option<ResourceRows> {
        let judged = self.judged.as_mut()?;
        Some(judged.resources.rows(query, &judged.assessment, &self.inventory))
    }

    fn findings(&mut self, testcase: Rc<str>, query: &str, range: Range<usize>) -> MatchingFindingsView {
        let found = self.judged.as_mut().and_then(|judged| {
            let matches = judged.matches(query, &self.inventory);
            let outcome = judged.assessment.outcome(&testcase)?;
            Some(matching_findings_view(
                &judged.assessment,
                &testcase,
                outcome,
                &matches,
                range,
                &self.inventory,
            ))
        });
        let view = FindingsView { testcase, range: 0..0, findings: Vec::new() };
        found.unwrap_or(MatchingFindingsView { view, positions: Vec::new(), matching: 0 })
    }

    fn markdown(&self, of: &MarkdownOf, cloud: &str) -> String {
        let text = self.judged.as_ref().and_then(|judged| {
            let Judged { assessment, version, .. } = judged;
            match of {
                MarkdownOf::TestCase(id) => {
                    testcase_markdown(assessment, id, version, cloud, &self.inventory)
                }
                MarkdownOf::Finding(id, at) => {
                    finding_markdown(assessment, id, *at, version, cloud, &self.inventory)
                }
            }
        });
        text.unwrap_or_default()
    }

    fn files(&self) -> Vec<FileView> {
        let files = self.session.files.iter().zip(&self.intake);
        let views = files.filter_map(|(file, intake)| {
            if let Some(laid) = self.standards_in(file) {
                return Some(self.standards_view(file.id, &laid));
            }
            let content = self.contents.get(&file.id);
            if let Some(Content::Waivers(size, waivers)) = content {
                return Some(waivers_view(file.id, &file.name, *size, waivers));
            }
            let bytes = match content {
                Some(Content::Bytes(bytes)) => bytes.as_slice(),
                Some(Content::Standards(_) | Content::Waivers(..) | Content::Unreadable(_)) | None => &[],
            };
            let mut view = file_view(file.id, intake.as_ref()?, bytes);
            // A word can be taken back by another.
            view.asks_for_kind |= file.kind.is_some();
            Some(view)
        });
        views.collect()
    }

    fn standards_view(&self, id: FileId, file: &OverlayFile<'_>) -> FileView {
        if let Some(error) = &self.standards.refused {
            return refused_overlay_view(id, file.name, file.text.len(), error);
        }
        let effects = self.standards.catalogue.provenance.overlays.iter();
        let of_file = effects.filter(|effect| *effect.file == *file.name);
        overlay_view(id, file.name, file.text.len(), of_file, self.standards.hold_more.contains(&id))
    }

    fn typed(&self) -> Typed {
        let mut typed = Typed { waivers: Waivers::default(), refused: None };
        for (at, waiver) in self.session.waivers.iter().enumerate() {
            match read_waiver(waiver) {
                Ok(waiver) => typed.waivers.waivers.push(waiver),
                Err(problem) => typed.refused = Some((Made::Waiver(at), problem)),
            }
        }
        for (at, source) in self.session.sources.iter().enumerate() {
            match read_source(source) {
                Ok(source) => typed.waivers.image_sources.push(source),
                Err(problem) => typed.refused = Some((Made::Source(at), problem)),
            }
        }
        typed
    }

    fn with_those_of_files(&self, mut waivers: Waivers) -> Waivers {
        for file in &self.session.files {
            if let Some(Content::Waivers(_, Ok(of_file))) = self.contents.get(&file.id) {
                waivers.extend(of_file.clone());
            }
        }
        waivers
    }

    fn remedy(&self, of: &RemedyOf) -> RemedyView {
        let Some(Judged { assessment, version, .. }) = &self.judged else { return RemedyView::default() };
        let mut causes = causes_in_order(assessment, version).into_iter().map(|(_, cause)| cause);
        let findings: Vec<_> = match of {
            RemedyOf::Everything => causes.flat_map(|cause| cause.findings).collect(),
            RemedyOf::Cause(at) => causes.nth(*at).map(|cause| cause.findings).unwrap_or_default(),
            RemedyOf::TestCase(id) => {
                let findings = assessment.testcase(id).map(|(testcase, outcome)| {
                    outcome.findings.iter().map(move |finding| (testcase, finding))
                });
                findings.into_iter().flatten().collect()
            }
        };
        remedy_view(findings, assessment, &self.inventory)
    }

    /// The chosen scope version, or the one to show where none was chosen.
    fn shown_version<'a>(&self, assessment: &Assessment<'a>) -> Option<&'a str> {
        let mut versions = assessment.catalogue.versions.iter();
        let chosen = versions.find(|version| *version.id == *self.session.choices.scope);
        chosen.map(|version| version.id.as_ref()).or_else(|| default_scope(assessment))
    }

    /// The reference date that was chosen.
    ///
    /// # Errors
    /// In words, why it cannot be one.
    fn chosen_date(&self, now: Moment) -> Result<Moment, String> {
        let date = self.session.choices.date.trim();
        if date.is_empty() {
            return Ok(now);
        }
        let date: Moment = date.parse().map_err(|error| date_error(&error))?;
        match self.standards.catalogue.timeline.listed_at(date) {
            Some(_) => Ok(date),
            None => Err(no_valid_version(date)),
        }
    }
}

impl Standards {
    fn embedded(catalogue: &'static Catalogue) -> Standards {
        Standards { catalogue, files: Vec::new(), hold_more: Vec::new(), refused: None }
    }
}

impl Judged {
    /// What a search finds. Without words it finds everything, and needs no index.
    fn matches(&mut self, query: &str, inventory: &Inventory) -> Matches {
        if query.trim().is_empty() { Matches::default() } else { self.search(inventory).matches(query) }
    }

    fn search(&mut self, inventory: &Inventory) -> &mut SearchIndex {
        self.search.get_or_insert_with(|| SearchIndex::new(&self.assessment, inventory))
    }
}

/// # Errors
/// What is wrong with it, in words.
fn read_waiver(typed: &NewWaiver) -> Result<Waiver, String> {
    let reason = typed.reason.trim();
    if reason.is_empty() {
        return Err(waiver_without_reason());
    }
    let until = typed.until.trim();
    let until: Moment = until.parse().map_err(|error| date_error(&error))?;
    let resource = typed.resource.trim();
    Ok(Waiver {
        testcase: typed.testcase.as_str().into(),
        resource: (!resource.is_empty()).then(|| resource.into()),
        reason: reason.into(),
        until,
    })
}

/// # Errors
/// What is wrong with it, in words.
fn read_source(typed: &NewSource) -> Result<LocalSource, String> {
    let (prefix, reason) = (typed.prefix.trim(), typed.reason.trim());
    if prefix.is_empty() {
        return Err(source_without_prefix());
    }
    if reason.is_empty() {
        return Err(waiver_without_reason());
    }
    Ok(LocalSource { prefix: prefix.into(), reason: reason.into() })
}

/// The text of a file, if it is meant as one of waivers: one of its keys stands at the beginning of a line.
fn file_of_waivers(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let is_key = |line: &str| {
        let line = line.trim_start_matches(['\u{feff}', '{', ' ', '"']);
        line.starts_with("waivers") || line.starts_with("image_sources")
    };
    let has_colon = |line: &str| line.contains(':');
    // Comments may come first; exports are longer than this before anything like it.
    text.lines().take(100).any(|line| is_key(line) && has_colon(line)).then_some(text)
}

#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "any other answer is a failure")]
mod tests {
    use super::super::dispatch::Dispatch;
    use super::super::messages::SessionFile;
    use super::*;
    use crate::present::Choices;

    const FLAVORS: &str = r#"[{"Name": "SCS-1V-4", "RAM": 4096, "Disk": 0, "VCPUs": 1, "Properties": {}}]"#;

    fn is_match(expression: &str, text: &str) -> Option<bool> {
        regex_lite::Regex::new(expression).ok().map(|regex| regex.is_match(text))
    }

    /// A page that judges again after each change.
    struct Page {
        job: Job,
        session: Session,
        progress: Vec<Progress>,
    }

    impl Page {
        fn new() -> Page {
            let job = Job::new(Box::leak(Box::new(Catalogue::embedded().unwrap())), is_match);
            Page { job, session: Session::default(), progress: Vec::new() }
        }

        fn ask(&mut self, request: Request) -> Response {
            self.progress.clear();
            let progress = &mut |step| self.progress.push(step);
            self.job.handle(request, "2026-11-23".parse().unwrap(), progress)
        }

        fn judge(&mut self) -> State {
            self.session.revision += 1;
            match self.ask(Request::Judge(self.session.clone(), Filter::default())) {
                Response::State(state) => {
                    assert_eq!(state.revision, self.session.revision);
                    state.as_ref().clone()
                }
                other => panic!("not a state: {other:?}"),
            }
        }

        fn add(&mut self, name: &str, content: Result<Vec<u8>, IntakeError>) -> State {
            let id = FileId(u32::try_from(self.session.files.len()).unwrap());
            self.job.hold(id, name, content);
            self.session.files.push(SessionFile {
                id,
                name: name.into(),
                bytes: 1,
                kind: None,
                is_standards: false,
            });
            self.judge()
        }

        fn add_text(&mut self, name: &str, text: &str) -> State {
            self.add(name, Ok(text.into()))
        }
    }

    #[test]
    fn files_come_and_go_and_the_others_stay() {
        let mut page = Page::new();
        assert_eq!(page.add_text("notes.txt", "hello").result, None);
        let state = page.add_text("flavors.json", FLAVORS);
        assert_eq!(state.files.len(), 2);
        assert!(state.files[0].error.is_some() && state.files[1].error.is_none());
        assert_eq!(state.result.map(|result| result.scope.id), Some("v5.1".into()));
        page.session.files.remove(1);
        let state = page.judge();
        assert_eq!((state.files.len(), state.result), (1, None));
        page.session.files.clear();
        assert_eq!(page.judge().files, []);
    }

    #[test]
    fn what_could_not_be_read_is_told_and_hinders_no_other() {
        let mut page = Page::new();
        page.add("gone.json", Err(IntakeError::NotRead));
        let state = page.add_text("flavors.json", FLAVORS);
        assert!(state.files[0].error.is_some() && state.result.is_some());
        // Named, but never given.
        page.session.files.push(SessionFile {
            id: FileId(77),
            name: "?".into(),
            bytes: 1,
            kind: None,
            is_standards: false,
        });
        assert!(page.judge().files[2].error.is_some());
    }

    #[test]
    fn the_rehearsal_goes_through_every_kind() {
        let mut page = Page::new();
        let state = page.add_text("rehearsal.json", REHEARSAL);
        assert_eq!((state.files[0].lists.len(), &state.files[0].error), (Kind::ALL.len(), &None));
        assert!(state.result.is_some_and(|result| !result.causes.is_empty()));
        let rehearsed = Job::rehearse(page.job.embedded, is_match, "2026-11-23".parse().unwrap());
        let Some(Response::Rehearsed(state)) = rehearsed else { panic!("{rehearsed:?}") };
        // The page takes it for the answer to what it starts with.
        assert_eq!(state.revision, 0);
        // It answers nothing that was asked.
        let mut dispatch = Dispatch::default();
        dispatch.send(Request::Remedy(RemedyOf::Everything));
        dispatch.started();
        let later = Request::List(Filter::default());
        assert_eq!(dispatch.send(later), []);
        assert_eq!(dispatch.heard(Response::Rehearsed(Rc::clone(&state))).len(), 1);
        assert!(state.result.is_some());
    }

    #[test]
    fn files_are_read_again_only_if_they_changed() {
        let reading = |page: &Page| page.progress.iter().filter(|step| **step != Progress::Judging).count();
        let mut page = Page::new();
        page.add_text("flavors.json", FLAVORS);
        assert_eq!(reading(&page), 1);
        page.session.choices.scope = "next".into();
        page.judge();
        assert_eq!(page.progress, [Progress::Judging]);
        page.add_text("types.json", "{\"volume_types\": []}");
        let (first, second) = (FLAVORS.len(), "{\"volume_types\": []}".len());
        let reading = |name: &str, done| Progress::Reading { name: name.into(), done, total: first + second };
        assert_eq!(
            page.progress,
            [reading("flavors.json", 0), reading("types.json", first), Progress::Judging]
        );
    }

    #[test]
    fn a_word_on_the_kind_makes_a_list_of_it() {
        let mut page = Page::new();
        let state = page.add_text("paste 1", "[]");
        assert!(state.files[0].asks_for_kind && state.result.is_none());
        page.session.files[0].kind = Some(Kind::VolumeType);
        let state = page.judge();
        assert_eq!((&state.files[0].error, state.files[0].lists.len()), (&None, 1));
        assert!(state.result.is_some() && state.files[0].asks_for_kind, "another word can take its place");
        let again = page.add_text("paste 2", "nothing");
        assert_eq!(again.files[0], state.files[0], "the word stays");
    }

    #[test]
    fn a_wrong_date_leaves_the_last_good_result() {
        let mut page = Page::new();
        page.add_text("flavors.json", FLAVORS);
        let choose = |page: &mut Page, date: &str| {
            page.session.choices = Choices { date: date.into(), ..Choices::default() };
            page.judge()
        };
        let good = choose(&mut page, "2025-01-31");
        assert_eq!(good.choice_error, None);
        for wrong in ["soon", "2024-01-01"] {
            let state = choose(&mut page, wrong);
            assert!(state.choice_error.is_some(), "{wrong}");
            assert_eq!(state.result, good.result, "{wrong}");
        }
        let state = choose(&mut page, "");
        assert_eq!(
            (state.choice_error, state.result.map(|result| result.date)),
            (None, Some("2026-11-23".into()))
        );
    }

    #[test]
    fn waivers_are_typed_or_come_in_files_and_only_those_that_were_typed_go_back() {
        let mut page = Page::new();
        page.add_text("flavors.json", FLAVORS);
        let file = "waivers:\n  - {testcase: scs-0103-flavor-1v-4, reason: r, until: 2026-12-31}\n";
        let state = page.add_text("waivers.yaml", file);
        assert_eq!((state.files[1].lists.join(""), state.waivers.len()), ("1 waiver".into(), 1));
        assert_eq!(state.waivers[0].made, None);
        let typed = NewWaiver {
            testcase: "scs-0103-flavor-2v-8".into(),
            until: "2026-12-31".into(),
            ..NewWaiver::default()
        };
        page.session.waivers.push(typed.clone());
        let refused = page.judge().refused.map(|(made, _)| made);
        assert_eq!(refused, Some(Made::Waiver(0)), "without a reason");
        page.session.waivers = vec![NewWaiver { reason: "r".into(), ..typed }];
        let state = page.judge();
        assert_eq!(
            state.waivers.iter().map(|waiver| waiver.made).collect::<Vec<_>>(),
            [Some(Made::Waiver(0)), None]
        );
        assert_eq!(state.refused, None);
        assert_eq!(waivers::parse("saved", &state.waivers_file).map(|saved| saved.waivers.len()), Ok(2));
        page.session.waivers.clear();
        assert_eq!(page.judge().waivers.len(), 1);
        page.session.files.remove(1);
        assert_eq!(page.judge().waivers, []);
    }

    #[test]
    fn newer_standards_are_laid_over_the_embedded_ones_or_none_are() {
        let mut page = Page::new();
        let before = page.add_text("flavors.json", FLAVORS);
        let counts = |state: &State| state.result.as_ref().map(|result| result.scope.main);
        let removal = "requirements: []\ntestcases: []\nremove: [scs-0103-flavor-1v-4]\n";
        let state = page.add_text("newer.yaml", removal);
        assert_eq!(state.files[1].error, None);
        assert_ne!(counts(&state), counts(&before));
        assert!(state.result.is_some_and(|result| result.modified_rules.is_some()));
        let broken = page.add_text("broken.yaml", "testcases: [{id: 7}]\n");
        assert!(broken.files[2].error.is_some() && broken.files[1].error.is_none());
        assert_eq!(counts(&broken), counts(&before), "none is in force");
        page.session.files.remove(2);
        assert_ne!(counts(&page.judge()), counts(&before));
        page.session.files.remove(1);
        assert_eq!(page.judge().result, before.result);
    }

    #[test]
    fn texts_of_standards_are_laid_over_the_embedded_ones_and_say_what_was_taken() {
        let mut page = Page::new();
        page.add_text("flavors.json", FLAVORS);
        let mut give = |name: &str, text: &str| {
            page.job.hold(FileId(7), name, Ok(text.into()));
            page.session.files.retain(|file| !file.is_standards);
            page.session.files.push(SessionFile {
                id: FileId(7),
                name: name.into(),
                bytes: 1,
                kind: None,
                is_standards: true,
            });
            page.job.read.clear();
            page.job.standards.files.clear();
            let state = page.judge();
            (state.files[1].clone(), state.result.is_some_and(|result| result.modified_rules.is_some()))
        };
        let table = "Text.\n\n| `os_purpose` value | meaning |\n|--|--|\n| `generic` | a |\n";
        let (taken, is_modified) = give("scs-0102-v2-image-metadata.md", table);
        assert_eq!((taken.error, taken.lists.len(), taken.notes.len()), (None, 1, 1));
        assert!(is_modified);
        let (refused, is_modified) = give("scs-0103-v1-standard-flavors.md", "# Flavors\n\nText.\n");
        assert!(refused.error.is_some() && !is_modified, "{refused:?}");
        let (several, _) = give("rules.yaml", "requirements: []\n---\ntestcases: []\n");
        assert_eq!((several.error, several.lists.len()), (None, 2));
    }

    #[test]
    fn flavors_are_standards_only_if_a_person_says_so() {
        let mut page = Page::new();
        page.add_text("flavors.json", FLAVORS);
        let text = include_str!("../catalogue/data/standard-flavors.yaml");
        page.add_text("standard-flavors.yaml", text);
        page.session.files[1].is_standards = true;
        let state = page.judge();
        assert_eq!((&state.files[1].error, state.files[1].lists.len()), (&None, 1));
        assert_eq!(state.result.and_then(|result| result.modified_rules), None, "they are the embedded ones");
    }

    #[test]
    fn findings_come_in_windows() {
        let mut page = Page::new();
        page.add_text("flavors.json", FLAVORS);
        let mut ask = |testcase: &str, range| match page.ask(Request::Findings {
            testcase: testcase.into(),
            query: String::new(),
            range,
        }) {
            Response::Findings { found, .. } => found.view.findings.len(),
            other => panic!("not findings: {other:?}"),
        };
        assert_eq!(ask("scs-0103-flavor-1v-4", 0..2), 2, "of three extra specs that are missing");
        assert_eq!(ask("scs-0103-flavor-1v-4", 2..100), 1);
        assert_eq!(ask("scs-0103-flavor-1v-4", 7..9), 0);
        assert_eq!(ask("no-such-test-case", 0..9), 0);
    }
}

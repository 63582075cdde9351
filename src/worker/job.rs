//! The side that reads and judges: holds the files, the inventory and the answers.

use super::messages::{FileId, NewFile, NewSource, NewWaiver, RemedyOf, Request, Response, State};
use crate::assessment::{Assessment, assess};
use crate::catalogue::Catalogue;
use crate::checks::Options;
use crate::date::Moment;
use crate::intake::{FileIntake, Upload, read_files};
use crate::inventory::{Inventory, Kind};
use crate::present::{
    Choices, FindingsView, Made, RemedyView, causes_in_order, default_scope, file_view, findings_view,
    provenance_view, remedy_view, result_view, waiver_views, waivers_view,
};
use crate::waivers::{self, LocalSource, Waiver, Waivers, WaiversError};
use crate::wording::{date_error, no_valid_version, source_without_prefix, waiver_without_reason};
use std::rc::Rc;

/// Holds everything about the cloud that the page shows.
pub struct Job {
    catalogue: &'static Catalogue,
    files: Vec<HeldFile>,
    /// The number for the next file.
    next_id: u32,
    choices: Choices,
    choice_error: Option<String>,
    /// Waivers that were made on the page.
    waivers: Waivers,
    waiver_error: Option<String>,
    inventory: Inventory,
    intake: Vec<FileIntake>,
    assessment: Option<Assessment<'static>>,
}

/// A file, with what is known of it from outside.
struct HeldFile {
    id: FileId,
    file: NewFile,
    /// The kind that a person says it lists.
    kind: Option<Kind>,
    /// What it waives, if it is a file of waivers.
    waivers: Option<Result<Waivers, WaiversError>>,
}

impl Job {
    /// A job without files. The catalogue lives as long as the program.
    pub fn new(catalogue: &'static Catalogue) -> Job {
        Job {
            catalogue,
            files: Vec::new(),
            next_id: 0,
            choices: Choices::default(),
            choice_error: None,
            waivers: Waivers::default(),
            waiver_error: None,
            inventory: Inventory::default(),
            intake: Vec::new(),
            assessment: None,
        }
    }

    /// Answers a request. `now` is the reference date for those who chose none.
    pub fn handle(&mut self, request: Request, now: Moment) -> Response {
        match request {
            Request::Add(files) => {
                for file in files {
                    let waivers = file_of_waivers(&file.bytes).map(|text| waivers::parse(&file.name, text));
                    self.files.push(HeldFile { id: FileId(self.next_id), file, kind: None, waivers });
                    self.next_id += 1;
                }
                self.read();
            }
            Request::Remove(id) => {
                self.files.retain(|held| held.id != id);
                self.read();
            }
            Request::Clear => {
                self.files.clear();
                self.read();
            }
            Request::SayKind(id, kind) => {
                if let Some(held) = self.files.iter_mut().find(|held| held.id == id) {
                    held.kind = Some(kind);
                }
                self.read();
            }
            Request::Choose(choices) => self.choices = choices,
            Request::Waive(waiver) => match Job::read_waiver(&waiver) {
                Ok(waiver) => {
                    self.waivers.waivers.push(waiver);
                    self.waiver_error = None;
                }
                Err(problem) => self.waiver_error = Some(problem),
            },
            Request::AcceptSource(source) => match Job::read_source(&source) {
                Ok(source) => {
                    self.waivers.image_sources.push(source);
                    self.waiver_error = None;
                }
                Err(problem) => self.waiver_error = Some(problem),
            },
            Request::TakeBack(Made::Waiver(at)) => {
                if at < self.waivers.waivers.len() {
                    self.waivers.waivers.remove(at);
                }
            }
            Request::TakeBack(Made::Source(at)) => {
                if at < self.waivers.image_sources.len() {
                    self.waivers.image_sources.remove(at);
                }
            }
            Request::Remedy(of) => {
                let view = self.remedy(&of);
                return Response::Remedy(of, Rc::new(view));
            }
            Request::Findings { testcase, range } => {
                let view = self.assessment.as_ref().and_then(|assessment| {
                    let outcome = assessment.outcome(&testcase)?;
                    Some(findings_view(assessment, &testcase, outcome, range, &self.inventory))
                });
                let none = FindingsView { testcase, range: 0..0, findings: Vec::new() };
                let view = view.unwrap_or(none);
                return Response::Findings(Rc::new(view));
            }
        }
        self.judge(now);
        Response::State(Rc::new(self.state()))
    }

    /// Reads all files anew: records of several files may be one.
    fn read(&mut self) {
        let uploads: Vec<Upload<'_>> = self
            .files
            .iter()
            .filter(|held| held.waivers.is_none())
            .map(|held| Upload { name: &held.file.name, bytes: &held.file.bytes, kind: held.kind })
            .collect();
        let intake = read_files(&uploads);
        self.inventory = intake.inventory;
        self.intake = intake.files;
    }

    fn judge(&mut self, now: Moment) {
        let chosen = self.chosen_date(now);
        self.choice_error = chosen.as_ref().err().cloned();
        // With a date that makes no sense, the last good result stays beside the message.
        let last_good = self.assessment.as_ref().map_or(now, |assessment| assessment.options.now);
        let now = chosen.unwrap_or(last_good);
        let options = Options { now, as_listed: self.choices.as_listed };
        let has_lists = self.intake.iter().any(|file| !file.lists.is_empty());
        let waivers = self.all_waivers();
        self.assessment = has_lists.then(|| {
            assess(&self.inventory, self.catalogue, options).with_waivers(&self.inventory, &waivers)
        });
    }

    /// Those made here, then those of files.
    fn all_waivers(&self) -> Waivers {
        let mut all = self.waivers.clone();
        for waivers in self.files.iter().filter_map(|held| held.waivers.as_ref()?.as_ref().ok()) {
            all.extend(waivers.clone());
        }
        all
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

    fn remedy(&self, of: &RemedyOf) -> RemedyView {
        let Some(assessment) = &self.assessment else { return RemedyView::default() };
        let version = self.shown_version(assessment).unwrap_or_default();
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
        let chosen = versions.find(|version| *version.id == *self.choices.scope);
        chosen.map(|version| version.id.as_ref()).or_else(|| default_scope(assessment))
    }

    /// The reference date that was chosen.
    ///
    /// # Errors
    /// In words, why it cannot be one.
    fn chosen_date(&self, now: Moment) -> Result<Moment, String> {
        let date = self.choices.date.trim();
        if date.is_empty() {
            return Ok(now);
        }
        let date: Moment = date.parse().map_err(|error| date_error(&error))?;
        match self.catalogue.timeline.listed_at(date) {
            Some(_) => Ok(date),
            None => Err(no_valid_version(date)),
        }
    }

    fn state(&self) -> State {
        let mut intake = self.intake.iter();
        let files = self.files.iter().filter_map(|held| {
            if let Some(waivers) = &held.waivers {
                return Some(waivers_view(held.id, &held.file.name, held.file.bytes.len(), waivers));
            }
            let mut view = file_view(held.id, intake.next()?, &held.file.bytes);
            // A word can be taken back by another.
            view.asks_for_kind |= held.kind.is_some();
            Some(view)
        });
        let result = self
            .assessment
            .as_ref()
            .and_then(|assessment| result_view(assessment, self.shown_version(assessment)?, &self.inventory));
        let all_waivers = self.all_waivers();
        let waived = self.assessment.as_ref().map(|assessment| &assessment.waived);
        State {
            files: files.collect(),
            choices: self.choices.clone(),
            choice_error: self.choice_error.clone(),
            waivers: waived.map(|waived| waiver_views(waived, &self.waivers)).unwrap_or_default(),
            waiver_error: self.waiver_error.clone(),
            waivers_file: waivers::render(&all_waivers),
            result,
            provenance: provenance_view(self.catalogue),
        }
    }
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
mod tests {
    use super::*;

    const FLAVORS: &str = r#"[{"Name": "SCS-1V-4", "RAM": 4096, "Disk": 0, "VCPUs": 1, "Properties": {}}]"#;

    struct Page {
        job: Job,
    }

    impl Page {
        fn new() -> Page {
            Page { job: Job::new(Box::leak(Box::new(Catalogue::embedded().unwrap()))) }
        }

        fn send(&mut self, request: Request) -> State {
            match self.job.handle(request, "2026-11-23".parse().unwrap()) {
                Response::State(state) => state.as_ref().clone(),
                Response::Findings(_) | Response::Remedy(..) => panic!("only the state was asked for"),
            }
        }

        fn add(&mut self, name: &str, text: &str) -> State {
            self.send(Request::Add(vec![NewFile { name: name.into(), bytes: text.into() }]))
        }
    }

    #[test]
    fn files_come_and_go_and_the_others_stay() {
        let mut page = Page::new();
        assert_eq!(page.add("notes.txt", "hello").result, None);
        let state = page.add("flavors.json", FLAVORS);
        assert_eq!(state.files.len(), 2);
        assert!(state.files[0].error.is_some() && state.files[1].error.is_none());
        assert_eq!(state.result.map(|result| result.scope.id), Some("v5.1".into()));
        let state = page.send(Request::Remove(state.files[1].id));
        assert_eq!((state.files.len(), state.result), (1, None));
        assert_eq!(page.send(Request::Clear).files, []);
    }

    #[test]
    fn a_word_on_the_kind_makes_a_list_of_it() {
        let mut page = Page::new();
        let state = page.add("paste 1", "[]");
        assert!(state.files[0].asks_for_kind && state.result.is_none());
        let state = page.send(Request::SayKind(state.files[0].id, Kind::VolumeType));
        assert_eq!((&state.files[0].error, state.files[0].lists.len()), (&None, 1));
        assert!(state.result.is_some() && state.files[0].asks_for_kind, "another word can take its place");
        let again = page.add("paste 2", "nothing");
        assert_eq!(again.files[0], state.files[0], "the word stays");
    }

    #[test]
    fn a_wrong_date_leaves_the_last_good_result() {
        let mut page = Page::new();
        page.add("flavors.json", FLAVORS);
        let choose = |date: &str| Request::Choose(Choices { date: date.into(), ..Choices::default() });
        let good = page.send(choose("2025-01-31"));
        assert_eq!(good.choice_error, None);
        for wrong in ["soon", "2024-01-01"] {
            let state = page.send(choose(wrong));
            assert!(state.choice_error.is_some(), "{wrong}");
            assert_eq!(state.result, good.result, "{wrong}");
        }
        let state = page.send(choose(""));
        assert_eq!(
            (state.choice_error, state.result.map(|result| result.date)),
            (None, Some("2026-11-23".into()))
        );
    }

    #[test]
    fn waivers_are_made_here_or_come_in_files_and_only_those_made_here_go_back() {
        let mut page = Page::new();
        page.add("flavors.json", FLAVORS);
        let file = "waivers:\n  - {testcase: scs-0103-flavor-1v-4, reason: r, until: 2026-12-31}\n";
        let state = page.add("waivers.yaml", file);
        assert_eq!((state.files[1].lists.join(""), state.waivers.len()), ("1 waiver".into(), 1));
        assert_eq!(state.waivers[0].made, None);
        let typed = NewWaiver {
            testcase: "scs-0103-flavor-2v-8".into(),
            until: "2026-12-31".into(),
            ..NewWaiver::default()
        };
        assert!(page.send(Request::Waive(typed.clone())).waiver_error.is_some(), "without a reason");
        let state = page.send(Request::Waive(NewWaiver { reason: "r".into(), ..typed }));
        assert_eq!(
            state.waivers.iter().map(|waiver| waiver.made).collect::<Vec<_>>(),
            [Some(Made::Waiver(0)), None]
        );
        assert_eq!(state.waiver_error, None);
        assert_eq!(waivers::parse("saved", &state.waivers_file).map(|saved| saved.waivers.len()), Ok(2));
        assert_eq!(page.send(Request::TakeBack(Made::Waiver(7))).waivers.len(), 2);
        assert_eq!(page.send(Request::TakeBack(Made::Waiver(0))).waivers.len(), 1);
        assert_eq!(page.send(Request::Remove(FileId(1))).waivers, []);
    }

    #[test]
    fn findings_come_in_windows() {
        let mut page = Page::new();
        page.add("flavors.json", FLAVORS);
        let mut ask = |testcase: &str, range| match page
            .job
            .handle(Request::Findings { testcase: testcase.into(), range }, Moment(0))
        {
            Response::Findings(view) => view.findings.len(),
            Response::State(_) | Response::Remedy(..) => panic!("only findings were asked for"),
        };
        assert_eq!(ask("scs-0103-flavor-1v-4", 0..2), 2, "of three extra specs that are missing");
        assert_eq!(ask("scs-0103-flavor-1v-4", 2..100), 1);
        assert_eq!(ask("scs-0103-flavor-1v-4", 7..9), 0);
        assert_eq!(ask("no-such-test-case", 0..9), 0);
    }
}

//! The side that reads and judges: holds the files, the inventory and the answers.

use super::messages::{FileId, NewFile, Request, Response, State};
use crate::assessment::{Assessment, assess};
use crate::catalogue::Catalogue;
use crate::checks::Options;
use crate::date::Moment;
use crate::intake::{FileIntake, Upload, read_files};
use crate::inventory::{Inventory, Kind};
use crate::present::{Choices, default_scope, file_view, findings_view, provenance_view, result_view};
use crate::wording::{date_error, no_valid_version};
use std::rc::Rc;

/// Holds everything about the cloud that the page shows.
pub struct Job {
    catalogue: &'static Catalogue,
    files: Vec<HeldFile>,
    /// The number for the next file.
    next_id: u32,
    choices: Choices,
    choice_error: Option<String>,
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
                    self.files.push(HeldFile { id: FileId(self.next_id), file, kind: None });
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
            Request::Findings { testcase, range } => {
                let outcome = self.assessment.as_ref().and_then(|assessment| assessment.outcome(&testcase));
                let view = match outcome {
                    Some(outcome) => findings_view(&testcase, outcome, range, &self.inventory),
                    None => crate::present::FindingsView { testcase, range: 0..0, findings: Vec::new() },
                };
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
        self.assessment = has_lists.then(|| assess(&self.inventory, self.catalogue, options));
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
        let files = self.files.iter().zip(&self.intake).map(|(held, intake)| {
            let mut view = file_view(held.id, intake, &held.file.bytes);
            // A word can be taken back by another.
            view.asks_for_kind |= held.kind.is_some();
            view
        });
        let result = self.assessment.as_ref().and_then(|assessment| {
            result_view(assessment, &self.choices.scope)
                .or_else(|| result_view(assessment, default_scope(assessment)?))
        });
        State {
            files: files.collect(),
            choices: self.choices.clone(),
            choice_error: self.choice_error.clone(),
            result,
            provenance: provenance_view(self.catalogue),
        }
    }
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
                Response::Findings(_) => panic!("findings were not asked for"),
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
    fn findings_come_in_windows() {
        let mut page = Page::new();
        page.add("flavors.json", FLAVORS);
        let mut ask = |testcase: &str, range| match page
            .job
            .handle(Request::Findings { testcase: testcase.into(), range }, Moment(0))
        {
            Response::Findings(view) => view.findings.len(),
            Response::State(_) => panic!("the state was not asked for"),
        };
        assert_eq!(ask("scs-0103-flavor-1v-4", 0..2), 2, "of three extra specs that are missing");
        assert_eq!(ask("scs-0103-flavor-1v-4", 2..100), 1);
        assert_eq!(ask("scs-0103-flavor-1v-4", 7..9), 0);
        assert_eq!(ask("no-such-test-case", 0..9), 0);
    }
}

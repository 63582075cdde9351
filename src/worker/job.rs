//! The side that reads and judges: holds the files, the inventory and the answers.

use super::messages::{FileId, NewFile, Request, Response, State};
use crate::assessment::{Assessment, assess};
use crate::catalogue::Catalogue;
use crate::checks::Options;
use crate::date::Moment;
use crate::intake::{FileIntake, Upload, read_files};
use crate::inventory::Inventory;
use crate::present::{Choices, default_scope, file_view, findings_view, provenance_view, result_view};
use crate::wording::{date_error, no_valid_version};
use std::rc::Rc;

/// Holds everything about the cloud that the page shows.
pub struct Job {
    catalogue: &'static Catalogue,
    files: Vec<(FileId, NewFile)>,
    /// The number for the next file.
    next_id: u32,
    choices: Choices,
    choice_error: Option<String>,
    inventory: Inventory,
    intake: Vec<FileIntake>,
    assessment: Option<Assessment<'static>>,
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
                    self.files.push((FileId(self.next_id), file));
                    self.next_id += 1;
                }
                self.read();
            }
            Request::Remove(id) => {
                self.files.retain(|(other, _)| *other != id);
                self.read();
            }
            Request::Clear => {
                self.files.clear();
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
            .map(|(_, file)| Upload { name: &file.name, bytes: &file.bytes, kind: None })
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
        let files = self
            .files
            .iter()
            .zip(&self.intake)
            .map(|((id, file), intake)| file_view(*id, intake, &file.bytes));
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

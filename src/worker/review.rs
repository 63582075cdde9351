//! Reviews: a change of the standards and clouds → what the change does, on the side that reads and judges.

use super::job::{Content, Job};
use super::messages::{ReportForm, ReviewSession, Reviewed, SessionBefore, SessionCloud};
use crate::catalogue::{Catalogue, CatalogueError, OverlayFile};
use crate::checks::Options;
use crate::date::Moment;
use crate::impact::{Before, ChangedFile, FileEffect, ReviewedFile, review};
use crate::intake::{IntakeError, Upload, read_file};
use crate::inventory::Inventory;
use crate::present::{Choices, Cloud, FileId, ImpactView, impact_view};
use crate::report::{differences_report, impact_json, impact_markdown, impact_sarif};
use crate::wording::{Notice, date_error, impact_page, intake_error, intake_note, overlay_error};
use std::collections::BTreeSet;
use std::rc::Rc;

impl Job {
    /// Judges the clouds before and after the change.
    pub(super) fn review(&mut self, session: &ReviewSession, now: Moment) -> Reviewed {
        self.keep_contents_of(session.files());
        let (mut problems, mut notes) = (Vec::new(), Vec::new());
        let clouds: Vec<(&Rc<str>, Inventory)> = session
            .clouds
            .iter()
            .map(|cloud| (&cloud.label, self.read_cloud(cloud, &mut problems, &mut notes)))
            .collect();
        let (options, mut choice_error) = chosen_options(&session.choices, now);
        let (files, unreadable) = self.changed_files(session, &mut problems);
        let clouds: Vec<Cloud<'_>> =
            clouds.iter().map(|(label, inventory)| Cloud { label, inventory }).collect();
        let scope = session.choices.scope.as_str();
        let versions: &[&str] = if scope.is_empty() { &[] } else { &[scope] };
        let mut known: Vec<Rc<str>> = version_ids(self.embedded);
        let rule = OverlayFile { name: impact_page::OWN_RULE, text: &session.rule };
        let drafts = if session.rule.trim().is_empty() { &[][..] } else { &[rule] };
        let view = match review(&files, drafts, self.is_match) {
            Ok(mut review) => {
                // They may hide anything.
                review.files.extend(unreadable);
                let of_parts = review.parts.iter().flat_map(|part| version_ids(&part.after));
                known.extend(of_parts.collect::<Vec<_>>());
                impact_view(&review, &clouds, versions, options)
            }
            // The embedded standards are broken, which tests exclude.
            Err(error) => {
                problems.extend(overlay_error(&error));
                ImpactView::default()
            }
        };
        let mut seen = BTreeSet::new();
        known.retain(|id| seen.insert(Rc::clone(id)));
        if !scope.is_empty() && !known.iter().any(|id| **id == *scope) {
            choice_error.get_or_insert_with(|| impact_page::no_such_version(scope));
        }
        self.reviewed = Some(view.clone());
        Reviewed { revision: session.revision, view, choice_error, problems, notes, versions: known }
    }

    /// Forgets the contents of all other files.
    pub(super) fn keep_contents_of<'s>(&mut self, files: impl Iterator<Item = (FileId, &'s Rc<str>)>) {
        let ids: BTreeSet<FileId> = files.map(|(id, _)| id).collect();
        self.contents.retain(|id, _| ids.contains(id));
    }

    /// The review that was told last, written down.
    pub(super) fn review_report(&self, form: ReportForm) -> String {
        let Some(view) = &self.reviewed else { return String::new() };
        match form {
            ReportForm::Markdown => impact_markdown(view),
            ReportForm::Json => impact_json(view),
            ReportForm::Sarif => impact_sarif(view),
            ReportForm::Differences => differences_report(view),
        }
    }

    /// What a cloud offers. `problems` gets why a file could not be read, `notes` why one holds less than it should: an answer
    /// may be open for that alone.
    pub(super) fn read_cloud(
        &self,
        cloud: &SessionCloud,
        problems: &mut Vec<Notice>,
        notes: &mut Vec<Notice>,
    ) -> Inventory {
        let mut inventory = Inventory::default();
        for file in &cloud.files {
            let error = match self.bytes(file.id) {
                Ok(bytes) => {
                    let upload = Upload { name: &file.name, bytes, kind: file.kind };
                    let intake = read_file(&upload, &mut inventory);
                    let of_part = intake.notes.iter().filter(|note| note.tells_of_a_part());
                    notes.extend(of_part.map(|note| of_file(&file.name, intake_note(note))));
                    intake.error
                }
                Err(error) => Some(error),
            };
            problems.extend(error.map(|error| of_file(&file.name, intake_error(&error))));
        }
        inventory
    }

    /// The changed files with their texts, and those of which a text is missing.
    fn changed_files<'a>(
        &'a self,
        session: &'a ReviewSession,
        problems: &mut Vec<Notice>,
    ) -> (Vec<ChangedFile<'a>>, Vec<ReviewedFile>) {
        let mut text = |id: FileId, path: &str| {
            let bytes = self.bytes(id);
            let text = bytes.and_then(|bytes| {
                std::str::from_utf8(bytes).map_err(|error| IntakeError::NotText { at: error.valid_up_to() })
            });
            text.map_err(|error| problems.push(of_file(path, intake_error(&error)))).ok()
        };
        let (mut files, mut unreadable) = (Vec::new(), Vec::new());
        for change in &session.changes {
            let before = match &change.before {
                SessionBefore::Embedded => Some(Before::Embedded),
                SessionBefore::Absent => Some(Before::Absent),
                SessionBefore::File { id, path } => text(*id, path).map(|text| Before::Text { path, text }),
            };
            let after = match change.after {
                None => Some(None),
                Some(id) => text(id, &change.path).map(Some),
            };
            if let (Some(before), Some(after)) = (before, after) {
                files.push(ChangedFile { path: &change.path, before, after });
            } else {
                unreadable.push(ReviewedFile {
                    path: (&*change.path).into(),
                    reader: None,
                    effect: FileEffect::Unreadable(CatalogueError { problems: Vec::new() }),
                    rules: [Vec::new(), Vec::new()],
                });
            }
        }
        (files, unreadable)
    }

    fn bytes(&self, id: FileId) -> Result<&[u8], IntakeError> {
        match self.contents.get(&id) {
            Some(Content::Bytes(bytes)) => Ok(bytes),
            Some(Content::Standards(text)) => Ok(text.as_bytes()),
            // In a review they waive nothing.
            Some(Content::Waivers(..)) => Ok(&[]),
            Some(Content::Unreadable(error)) => Err(error.clone()),
            None => Err(IntakeError::NotRead),
        }
    }
}

/// What was chosen, and what is wrong with it: the date is then the one for those who chose none.
pub(super) fn chosen_options(choices: &Choices, now: Moment) -> (Options, Option<String>) {
    let date = choices.date.trim();
    let chosen = if date.is_empty() { Ok(now) } else { date.parse().map_err(|error| date_error(&error)) };
    let error = chosen.as_ref().err().cloned();
    (Options { now: chosen.unwrap_or(now), as_listed: choices.as_listed }, error)
}

pub(super) fn version_ids(catalogue: &Catalogue) -> Vec<Rc<str>> {
    catalogue.versions.iter().rev().map(|version| Rc::from(&*version.id)).collect()
}

/// A message with the file that it is about.
fn of_file(name: &str, notice: Notice) -> Notice {
    let place = notice.place.map_or_else(|| name.to_owned(), |place| format!("{name}, {place}"));
    Notice { place: Some(place), ..notice }
}

//! Waivers, as the page shows them.

use super::check::{FileId, FileView};
use crate::waivers::{Entry, State, Waived, Waivers, WaiversError};
use crate::wording::{count_of_waivers, visible_lines, waiver_name, waiver_note, waivers_error};
use serde::{Deserialize, Serialize};

/// A waiver, or a source of images of the cloud's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaiverView {
    /// What it waives, a phrase.
    pub name: String,
    /// Why.
    pub reason: String,
    /// The last day, `YYYY-MM-DD`.
    pub until: Option<String>,
    /// How many findings it waives.
    pub findings: usize,
    /// Why it does nothing, a sentence.
    pub note: Option<String>,
    /// It is over.
    pub is_expired: bool,
    /// Where it stands among what was accepted on the page, where it can be taken back.
    pub made: Option<Made>,
}

/// Something that was accepted on the page, by its number among its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Made {
    /// A waiver.
    Waiver(usize),
    /// A source of images.
    Source(usize),
}

/// Shows waivers. Of each sort, those that were `made` on the page come first.
pub fn waiver_views(waived: &Waived, made: &Waivers) -> Vec<WaiverView> {
    let (mut waivers, mut sources) = (0.., 0..);
    let views = waived.entries.iter().map(|result| {
        let place = match &result.entry {
            Entry::Waiver(_) => waivers.next().filter(|at| *at < made.waivers.len()).map(Made::Waiver),
            Entry::ImageSource(_) => {
                sources.next().filter(|at| *at < made.image_sources.len()).map(Made::Source)
            }
        };
        let (reason, until) = match &result.entry {
            Entry::Waiver(entry) => (&entry.reason, Some(entry.until.date())),
            Entry::ImageSource(source) => (&source.reason, None),
        };
        WaiverView {
            name: waiver_name(&result.entry),
            reason: visible_lines(reason),
            until,
            findings: result.findings,
            note: waiver_note(result),
            is_expired: result.state == State::Expired,
            made: place,
        }
    });
    views.collect()
}

/// Shows a file of waivers.
pub fn waivers_view(
    id: FileId,
    name: &str,
    bytes: usize,
    waivers: &Result<Waivers, WaiversError>,
) -> FileView {
    let (lists, problems) = match waivers {
        Ok(waivers) => {
            (vec![count_of_waivers(waivers.waivers.len(), waivers.image_sources.len())], Vec::new())
        }
        Err(error) => (Vec::new(), waivers_error(error)),
    };
    let mut problems = problems.into_iter();
    FileView {
        id,
        name: name.into(),
        bytes,
        lists,
        error: problems.next(),
        notes: problems.collect(),
        excerpt: None,
        asks_for_kind: false,
    }
}

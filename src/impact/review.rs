//! A change of the standards as a whole: by who reads the changed files, the standards before and after, and what that
//! does to clouds.

use super::change_set::{ChangedFile, FileEffect, ReviewedFile, read_changes};
use super::effect::{Class, VersionEffect, Yardstick, effects};
use super::records::Side;
use crate::assessment::assess;
use crate::catalogue::{Catalogue, CatalogueError, OverlayFile, Reader, RegexMatch};
use crate::checks::Options;
use crate::inventory::Inventory;

/// A change that was read.
#[derive(Debug)]
pub struct Review {
    /// Every changed file, in the order given.
    pub files: Vec<ReviewedFile>,
    /// The standards before and after, apart for each reader whose rules change.
    pub parts: Vec<Part>,
    /// Rules that do not fit together, with who reads them and on which side.
    pub refused: Vec<(Reader, Side, CatalogueError)>,
}

/// What changes for one reader.
#[derive(Debug)]
pub struct Part {
    /// Who reads the changed files.
    pub reader: Reader,
    /// The standards with what the files said before.
    pub before: Catalogue,
    /// The standards with what they say after.
    pub after: Catalogue,
}

impl Part {
    /// What a cloud has to meet: a text, or a rule that somebody wrote down for it, needs what it says with MUST.
    pub fn yardstick(&self) -> Yardstick {
        match self.reader {
            Reader::OfficialTest => Yardstick::Certificate,
            Reader::Text | Reader::NeighbouringTool | Reader::Draft => Yardstick::Text,
        }
    }

    /// What the change does to a cloud, for each scope version.
    pub fn effect_on(&self, inventory: &Inventory, options: Options) -> Vec<VersionEffect> {
        let [before, after] =
            [&self.before, &self.after].map(|catalogue| assess(inventory, catalogue, options));
        effects(&before, &after, self.yardstick())
    }
}

impl Review {
    /// Everything that may change official verdicts was understood.
    pub fn is_understood(&self) -> bool {
        self.refused.is_empty() && !self.files.iter().any(ReviewedFile::hides_verdicts)
    }

    /// What the change is for clouds with these effects: never *preserving* if something was not understood.
    pub fn class<'a>(&self, effects: impl IntoIterator<Item = &'a VersionEffect>) -> Class {
        let least = if self.is_understood() { Class::Preserving } else { Class::Undecided };
        Class::of(effects).max(least)
    }
}

/// Reads a change: what its files said before is laid over the embedded standards, and apart from that what they say
/// after. So a change made long ago does not seem to take back what came later. `drafts` are rules that somebody writes,
/// whatever is in them.
///
/// # Errors
/// The embedded standards are broken. What is wrong with the files stands in the review.
pub fn review(
    files: &[ChangedFile<'_>],
    drafts: &[OverlayFile<'_>],
    is_match: RegexMatch,
) -> Result<Review, CatalogueError> {
    let embedded = Catalogue::embedded_with(is_match)?;
    let mut files = read_changes(files, &embedded);
    files.extend(drafts.iter().map(|draft| ReviewedFile {
        path: draft.name.into(),
        reader: Some(Reader::Draft),
        effect: FileEffect::RulesChanged,
        rules: [Vec::new(), vec![draft.text.to_owned()]],
    }));
    let mut review = Review { files, parts: Vec::new(), refused: Vec::new() };
    for reader in Reader::ALL {
        let is_changed =
            |file: &&ReviewedFile| file.reader == Some(reader) && !file.rules.iter().all(Vec::is_empty);
        if !review.files.iter().any(|file| is_changed(&file)) {
            continue;
        }
        let overlaid = |side: Side| {
            let own = overlays(&review.files, reader, side);
            // A rule that somebody writes for a change stands on it: its test cases may be new.
            let ground = match reader {
                Reader::Draft => overlays(&review.files, Reader::OfficialTest, Side::After),
                Reader::OfficialTest | Reader::Text | Reader::NeighbouringTool => Vec::new(),
            };
            let all: Vec<OverlayFile<'_>> = ground.into_iter().chain(own).collect();
            Catalogue::with_overlays(&all, is_match).map_err(|error| (reader, side, error))
        };
        match (overlaid(Side::Before), overlaid(Side::After)) {
            (Ok(before), Ok(after)) => review.parts.push(Part { reader, before, after }),
            (before, after) => {
                let errors = [before.err(), after.err()];
                review.refused.extend(errors.into_iter().flatten());
            }
        }
    }
    Ok(review)
}

/// The rules of the files that someone reads, on one side.
fn overlays(files: &[ReviewedFile], reader: Reader, side: Side) -> Vec<OverlayFile<'_>> {
    let of_reader = files.iter().filter(|file| file.reader == Some(reader));
    let rules = of_reader.flat_map(|file| {
        let [before, after] = &file.rules;
        let of_side = match side {
            Side::Before => before,
            Side::After => after,
        };
        of_side.iter().map(|text| OverlayFile { name: &file.path, text })
    });
    rules.collect()
}

//! A change of the standards as a whole: by who reads the changed files, the standards before and after, and what that
//! does to clouds.

use super::change_set::{ChangedFile, FileEffect, ReviewedFile, read_changes};
use super::effect::{Class, VersionEffect, Yardstick, effects};
use super::records::Side;
use crate::assessment::assess;
use crate::catalogue::{
    Catalogue, CatalogueError, CatalogueProblem, OverlayFile, Reader, RegexMatch, documents_of,
};
use crate::checks::Options;
use crate::inventory::Inventory;

/// A change that was read.
#[derive(Debug)]
pub struct Review {
    /// Every changed file, in the order given.
    pub files: Vec<ReviewedFile>,
    /// The standards before and after, apart for each reader whose rules change, and for each text and each tool's file.
    pub parts: Vec<Part>,
    /// Rules that do not fit together, with who reads them and on which side.
    pub refused: Vec<(Reader, Side, CatalogueError)>,
}

/// What changes for one reader.
#[derive(Debug)]
pub struct Part {
    /// Who reads the changed files.
    pub reader: Reader,
    /// Which files of the review these are.
    pub files: Vec<usize>,
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
        let is_of_test = |(reader, ..): &(Reader, Side, CatalogueError)| *reader == Reader::OfficialTest;
        !self.refused.iter().any(is_of_test) && !self.files.iter().any(ReviewedFile::hides_verdicts)
    }

    /// What a part of the change is for clouds with these effects: never *preserving* if something was not understood that
    /// may change more.
    pub fn class<'a>(&self, part: &Part, effects: impl IntoIterator<Item = &'a VersionEffect>) -> Class {
        let is_open = match part.reader {
            Reader::OfficialTest => !self.is_understood(),
            Reader::Text | Reader::NeighbouringTool | Reader::Draft => {
                part.files.iter().filter_map(|at| self.files.get(*at)).any(ReviewedFile::holds_more)
            }
        };
        Class::of(effects).max(Class::least(is_open))
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
        rules: [Vec::new(), documents_of(draft.text)],
    }));
    let (mut parts, mut refused) = (Vec::new(), Vec::new());
    for (reader, of_part) in grouped(&files) {
        let overlaid = |side: Side| {
            // A rule that somebody writes for a change stands on it: its test cases may be new. On one that cannot be used
            // nothing can stand.
            let has_ground = reader == Reader::Draft && refused.is_empty();
            let ground = files.iter().filter(|file| has_ground && file.reader == Some(Reader::OfficialTest));
            let ground = ground.flat_map(|file| overlays(file, Side::After));
            let own = of_part.iter().filter_map(|at| files.get(*at)).flat_map(|file| overlays(file, side));
            let all: Vec<OverlayFile<'_>> = ground.chain(own).collect();
            Catalogue::with_overlays(&all, is_match).map_err(|error| (reader, side, error))
        };
        let overlaid = (overlaid(Side::Before), overlaid(Side::After));
        match overlaid {
            (Ok(before), Ok(after)) => parts.push(Part { reader, files: of_part, before, after }),
            (before, after) => refused.extend([before.err(), after.err()].into_iter().flatten()),
        }
    }
    for file in &mut files {
        let of_file = problems_of(&refused, &file.path);
        if !of_file.is_empty() {
            file.effect = FileEffect::Unreadable(CatalogueError { problems: of_file });
        }
    }
    Ok(Review { files, parts, refused })
}

/// What is wrong with a file, each problem once.
fn problems_of(refused: &[(Reader, Side, CatalogueError)], path: &str) -> Vec<CatalogueProblem> {
    let mut problems: Vec<CatalogueProblem> = Vec::new();
    for problem in refused.iter().flat_map(|(_, _, error)| &error.problems) {
        let is_here = problem.place.as_ref().is_some_and(|place| *place.file == *path);
        if is_here && !problems.contains(problem) {
            problems.push(problem.clone());
        }
    }
    problems
}

/// Who reads files whose rules change, and which: the test suite reads all of its files, and all drafts are meant
/// together, but each text and each tool's file says the same thing by itself.
fn grouped(files: &[ReviewedFile]) -> Vec<(Reader, Vec<usize>)> {
    let mut groups: Vec<(Reader, Vec<usize>)> = Vec::new();
    for reader in Reader::ALL {
        let is_changed =
            |file: &ReviewedFile| file.reader == Some(reader) && !file.rules.iter().all(Vec::is_empty);
        let changed = files.iter().enumerate().filter(|(_, file)| is_changed(file)).map(|(at, _)| at);
        match reader {
            Reader::OfficialTest | Reader::Draft => {
                let all: Vec<usize> = changed.collect();
                groups.extend((!all.is_empty()).then_some((reader, all)));
            }
            Reader::Text | Reader::NeighbouringTool => groups.extend(changed.map(|at| (reader, vec![at]))),
        }
    }
    groups
}

/// The rules of a file on one side.
fn overlays(file: &ReviewedFile, side: Side) -> impl Iterator<Item = OverlayFile<'_>> {
    let [before, after] = &file.rules;
    let rules = match side {
        Side::Before => before,
        Side::After => after,
    };
    rules.iter().map(|text| OverlayFile { name: &file.path, text })
}

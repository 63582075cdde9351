//! The files of a change, each before and after it, and what became of each: none is dropped silently.

use crate::catalogue::{Catalogue, CatalogueError, Reader, Source, SourceReading, read_source};

/// A changed file of the standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangedFile<'a> {
    /// Its path in the repository, or its name.
    pub path: &'a str,
    /// What it was before.
    pub before: Before<'a>,
    /// What it says after the change; `None` where it was removed.
    pub after: Option<&'a str>,
}

/// What a changed file was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before<'a> {
    /// Nobody gave it: the embedded standards stand for it.
    Embedded,
    /// It was not there.
    Absent,
    /// It was there, perhaps under another path.
    Text {
        /// The path that it had.
        path: &'a str,
        /// What it said.
        text: &'a str,
    },
}

/// What became of a changed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileEffect {
    /// It is not about these standards.
    Unrelated,
    /// Nothing that carries meaning differs.
    Same,
    /// Rules differ that were understood, and nothing else does.
    RulesChanged,
    /// Rules differ that were understood, and something else does.
    RulesAndMoreChanged,
    /// Something differs, but none of the rules that are understood.
    OnlyMoreChanged,
    /// It holds more than rules that are understood, and nobody gave what it was before.
    NotCompared,
    /// It could not be read.
    Unreadable(CatalogueError),
}

/// A changed file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedFile {
    /// Its path.
    pub path: Box<str>,
    /// Who reads it today; `None` where it is not about these standards or was not read.
    pub reader: Option<Reader>,
    /// What became of it.
    pub effect: FileEffect,
    /// Its rules before and after, where they differ: texts of files to be laid over the embedded standards.
    pub rules: [Vec<String>; 2],
}

impl ReviewedFile {
    /// Something in it changed, or may have, and was not understood.
    pub fn holds_more(&self) -> bool {
        match self.effect {
            FileEffect::RulesAndMoreChanged | FileEffect::OnlyMoreChanged | FileEffect::NotCompared => true,
            FileEffect::Unrelated
            | FileEffect::Same
            | FileEffect::RulesChanged
            | FileEffect::Unreadable(_) => false,
        }
    }

    /// It may change official verdicts in a way that this program does not see.
    pub fn hides_verdicts(&self) -> bool {
        if matches!(self.effect, FileEffect::Unreadable(_)) {
            // Of a file that nobody could read it is not known who does.
            return !matches!(self.reader, Some(Reader::Text | Reader::NeighbouringTool | Reader::Draft));
        }
        self.holds_more() && self.reader == Some(Reader::OfficialTest)
    }
}

/// Reads all files of a change.
pub fn read_changes(files: &[ChangedFile<'_>], embedded: &Catalogue) -> Vec<ReviewedFile> {
    files.iter().map(|file| read_change(file, embedded)).collect()
}

fn read_change(file: &ChangedFile<'_>, embedded: &Catalogue) -> ReviewedFile {
    let read = |path: &str, text: &str| read_source(path, text, embedded);
    let before = match file.before {
        Before::Text { path, text } => read(path, text).map(Some),
        Before::Embedded | Before::Absent => Ok(None),
    };
    let after = file.after.map(|text| read(file.path, text)).transpose();
    let unread = |effect| ReviewedFile {
        path: file.path.into(),
        reader: None,
        effect,
        rules: [Vec::new(), Vec::new()],
    };
    let (before, after) = match (before, after) {
        (Ok(before), Ok(after)) => (related(before), related(after)),
        (Err(error), _) | (_, Err(error)) => return unread(FileEffect::Unreadable(error)),
    };
    let Some(reader) = after.as_ref().or(before.as_ref()).map(|reading| reading.reader) else {
        return unread(FileEffect::Unrelated);
    };
    let (before_rules, before_rest) = parts(before);
    let (after_rules, after_rest) = parts(after);
    let differ = before_rules != after_rules;
    let is_compared = file.before != Before::Embedded;
    let effect = match (differ, before_rest != after_rest) {
        (_, true) if !is_compared => FileEffect::NotCompared,
        (true, true) => FileEffect::RulesAndMoreChanged,
        (false, true) => FileEffect::OnlyMoreChanged,
        (true, false) => FileEffect::RulesChanged,
        (false, false) => FileEffect::Same,
    };
    let rules = if differ { [before_rules, after_rules] } else { [Vec::new(), Vec::new()] };
    ReviewedFile { path: file.path.into(), reader: Some(reader), effect, rules }
}

fn related(source: Option<Source>) -> Option<SourceReading> {
    match source {
        Some(Source::Related(reading)) => Some(reading),
        Some(Source::Unrelated) | None => None,
    }
}

fn parts(reading: Option<SourceReading>) -> (Vec<String>, String) {
    reading.map(|reading| (reading.rules, reading.rest)).unwrap_or_default()
}

//! Files of the standards' repository: who reads them, and which rules they hold. (placeholder of a part that is being written)

use super::{Catalogue, CatalogueError, is_overlay};

/// Who reads a file of the standards' repository today, and so what a change of it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// The official test suite.
    OfficialTest,
    /// Only people: the text of a standard.
    Text,
    /// A neighbouring tool; the suite does not read it.
    NeighbouringTool,
    /// This program: a rule that a reviewer wrote.
    Draft,
}

impl Reader {
    /// Every reader.
    pub const ALL: [Reader; 4] =
        [Reader::OfficialTest, Reader::Text, Reader::NeighbouringTool, Reader::Draft];
}

/// What one state of a file is to the standards that this program knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Not about them.
    Unrelated,
    /// About them.
    Related(SourceReading),
}

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceReading {
    /// Who reads it.
    pub reader: Reader,
    /// The rules that were understood, each the text of a file that can be laid over the embedded standards.
    pub rules: Vec<String>,
    /// All else that may carry meaning.
    pub rest: String,
}

/// Reads one state of a file.
pub fn read_source(path: &str, text: &str, _embedded: &Catalogue) -> Result<Source, CatalogueError> {
    if path.strip_suffix(".md").is_some() {
        return Ok(Source::Related(SourceReading {
            reader: Reader::Text,
            rules: Vec::new(),
            rest: text.to_owned(),
        }));
    }
    if path.strip_suffix(".py").is_some() {
        return Ok(Source::Related(SourceReading {
            reader: Reader::OfficialTest,
            rules: Vec::new(),
            rest: text.to_owned(),
        }));
    }
    if is_overlay(text) {
        let reader = if text.contains("timeline") { Reader::OfficialTest } else { Reader::Draft };
        return Ok(Source::Related(SourceReading {
            reader,
            rules: vec![text.to_owned()],
            rest: String::new(),
        }));
    }
    Ok(Source::Unrelated)
}

//! What can be wrong with the files of a catalogue.

use super::overlay::OverlayKind;
use crate::yaml::{Location, YamlProblem};
use std::fmt;
use thiserror::Error;

/// Everything that is wrong, at once.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct CatalogueError {
    /// The problems; never empty.
    pub problems: Vec<CatalogueProblem>,
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueProblem {
    /// Where; unknown for what only shows between the embedded files.
    pub place: Option<Place>,
    /// What.
    pub fault: CatalogueFault,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name of the file.
    pub file: Box<str>,
    /// Where in it; unknown for what the whole file lacks.
    pub location: Option<Location>,
}

impl fmt::Display for CatalogueProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            None => write!(f, "{}", self.fault),
            Some(Place { file, location: None }) => write!(f, "{file}: {}", self.fault),
            Some(Place { file, location: Some(at) }) => {
                write!(f, "{file}: {} at line {}, column {}", self.fault, at.line, at.column)
            }
        }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CatalogueFault {
    /// A file is no YAML, or not of its schema.
    #[error("{0}")]
    Yaml(YamlProblem),
    /// A file does not tell where its facts come from.
    #[error("the header lacks `{key}`")]
    Header {
        /// The missing line's key.
        key: &'static str,
    },
    /// A date that is none.
    #[error("`{found}` is no date")]
    Date {
        /// The text.
        found: Box<str>,
    },
    /// Two entries of one id.
    #[error("{what} `{id}` stands twice")]
    Repeated {
        /// What the entries are.
        what: &'static str,
        /// Their id.
        id: Box<str>,
    },
    /// An entry names another that is not there.
    #[error("{user} names the unknown {what} `{id}`")]
    Unknown {
        /// The entry that names it.
        user: Box<str>,
        /// What the missing entry would be.
        what: &'static str,
        /// Its id.
        id: Box<str>,
    },
    /// A test case for which neither it nor its family has a text.
    #[error("test case `{id}` lacks `{key}`")]
    MissingText {
        /// The test case.
        id: Box<str>,
        /// The key of the text.
        key: &'static str,
    },
    /// A text with a placeholder that its check has no parameter for.
    #[error("a text of `{id}` uses `{{{placeholder}}}`, which its check does not have")]
    Placeholder {
        /// The test case.
        id: Box<str>,
        /// The placeholder.
        placeholder: Box<str>,
    },
    /// A name scheme that is no regular expression.
    #[error("image `{id}` has a name scheme that is no regular expression")]
    NameScheme {
        /// The image spec.
        id: Box<str>,
    },
    /// A rule with a pattern that is no regular expression.
    #[error("`{id}` has the pattern `{pattern}`, which is no regular expression")]
    Pattern {
        /// The entry.
        id: Box<str>,
        /// The pattern.
        pattern: Box<str>,
    },
    /// An overlay that is larger than any file of standards.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The largest size.
        limit: usize,
    },
    /// An overlay of which no key tells what it is.
    #[error("no file of standards")]
    NoStandards,
    /// A file about the standards in which no rule is understood.
    #[error("no rule that is understood")]
    NoRules,
    /// Something that is to be changed by a word, and is not in the document that decides it.
    #[error("`{id}` is not there to be changed")]
    NotThere {
        /// What it is called.
        id: Box<str>,
    },
    /// A certificate scope that is older than modules.
    #[error("the scope is in a form without modules")]
    OldScope,
    /// Two overlays that replace one document.
    #[error("{other} replaces {kind}, too")]
    ReplacedTwice {
        /// What they replace.
        kind: OverlayKind,
        /// The other file.
        other: Box<str>,
    },
    /// Two overlays that touch one entry.
    #[error("{other} touches `{id}` of `{section}`, too")]
    TouchedTwice {
        /// The list that the entry is in.
        section: &'static str,
        /// The entry.
        id: Box<str>,
        /// The other file.
        other: Box<str>,
    },
    /// An overlay removes what is not there.
    #[error("there is no entry `{id}` to remove")]
    NothingToRemove {
        /// The id.
        id: Box<str>,
    },
    /// An overlay removes an id that several lists have.
    #[error("several lists have an entry `{id}`: {}", sections.join(", "))]
    AmbiguousRemoval {
        /// The id.
        id: Box<str>,
        /// The lists.
        sections: Vec<&'static str>,
    },
}

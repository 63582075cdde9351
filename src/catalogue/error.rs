//! What can be wrong with the files of a catalogue.

use crate::yaml::YamlError;
use thiserror::Error;

/// Everything that is wrong, at once.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct CatalogueError {
    /// The problems; never empty.
    pub problems: Vec<CatalogueProblem>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CatalogueProblem {
    /// A file is no YAML, or not of its schema.
    #[error("{file}: {error}")]
    File {
        /// The file.
        file: &'static str,
        /// What is wrong with it, and where.
        error: YamlError,
    },
    /// A file does not tell where its facts come from.
    #[error("{file}: the header lacks `{key}`")]
    Header {
        /// The file.
        file: &'static str,
        /// The missing line's key.
        key: &'static str,
    },
    /// A date that is none.
    #[error("{file}: `{found}` is no date")]
    Date {
        /// The file.
        file: &'static str,
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
    /// A validity that is none of effective, warn, draft, deprecated.
    #[error("`{found}` is no validity")]
    Validity {
        /// The word.
        found: Box<str>,
    },
    /// A name scheme that is no regular expression.
    #[error("image `{id}` has a name scheme that is no regular expression")]
    NameScheme {
        /// The image spec.
        id: Box<str>,
    },
}

//! What can be wrong with a YAML text.

use std::fmt;
use thiserror::Error;

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A problem and its place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{problem}{}", location.map(|at| format!(" at line {}, column {}", at.line, at.column)).unwrap_or_default())]
pub struct YamlError {
    /// Where; unknown only for a text without any document.
    pub location: Option<Location>,
    /// What.
    pub problem: YamlProblem,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum YamlProblem {
    /// No YAML; the parser's own words.
    #[error("not YAML: {0}")]
    Syntax(Box<str>),
    /// Nothing but comments.
    #[error("no document")]
    NoDocument,
    /// One document was expected.
    #[error("a second document")]
    SecondDocument,
    /// Deeper than any file of ours.
    #[error("nested too deeply")]
    TooDeep,
    /// Aliases that blow up.
    #[error("too large once its aliases are written out")]
    TooLarge,
    /// An alias without its anchor.
    #[error("an alias of an unknown anchor")]
    UnknownAnchor,
    /// The same key twice in one mapping.
    #[error("the key `{0}` stands twice")]
    RepeatedKey(Box<str>),
    /// A key that the schema does not have.
    #[error("unknown key `{found}`, expected {}", one_of(expected))]
    UnknownKey {
        /// The key.
        found: Box<str>,
        /// The keys there are.
        expected: Vec<&'static str>,
    },
    /// A key that the schema demands.
    #[error("the key `{0}` is missing")]
    MissingKey(&'static str),
    /// Every part of the schema may be missing, but not all at once.
    #[error("a key is missing: {}", one_of(.0))]
    NoKey(Vec<&'static str>),
    /// A word outside its list.
    #[error("unknown word `{found}`, expected {}", one_of(expected))]
    UnknownWord {
        /// The word.
        found: Box<str>,
        /// The words there are.
        expected: Vec<&'static str>,
    },
    /// A value of another type than the schema's.
    #[error("found {found}, expected {expected}")]
    WrongType {
        /// What stands there.
        found: Found,
        /// What should.
        expected: &'static str,
    },
}

/// What stands where something else should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// No value, or a blank one.
    Nothing,
    /// A scalar.
    Text(Box<str>),
    /// A sequence.
    List,
    /// A mapping.
    Mapping,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Found::Nothing => f.write_str("nothing"),
            Found::Text(text) => write!(f, "`{text}`"),
            Found::List => f.write_str("a list"),
            Found::Mapping => f.write_str("a mapping"),
        }
    }
}

/// The words that would have been right.
fn one_of(words: &[&'static str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        several => format!("one of {}", several.join(", ")),
    }
}

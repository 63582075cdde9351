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
    #[error("unknown key `{found}`, expected {expected}")]
    UnknownKey {
        /// The key.
        found: Box<str>,
        /// The keys there are.
        expected: Expected,
    },
    /// A key that the schema demands.
    #[error("the key `{0}` is missing")]
    MissingKey(&'static str),
    /// A word outside its list.
    #[error("unknown word `{found}`, expected {expected}")]
    UnknownWord {
        /// The word.
        found: Box<str>,
        /// The words there are.
        expected: Expected,
    },
    /// A value of another type than the schema's.
    #[error("found {found}, expected {expected}")]
    WrongType {
        /// What stands there.
        found: Box<str>,
        /// What should.
        expected: Box<str>,
    },
    /// A value that its type refuses, in that type's words.
    #[error("{0}")]
    Refused(Box<str>),
}

/// The words that would have been right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected(pub &'static [&'static str]);

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => f.write_str("none"),
            [one] => write!(f, "`{one}`"),
            [first, others @ ..] => {
                write!(f, "one of `{first}`")?;
                others.iter().try_for_each(|word| write!(f, ", `{word}`"))
            }
        }
    }
}

impl YamlError {
    /// The error with its place, if it had none: the innermost node that noticed it.
    #[must_use]
    pub(super) fn at(self, location: Location) -> YamlError {
        YamlError { location: self.location.or(Some(location)), ..self }
    }
}

impl serde::de::Error for YamlError {
    fn custom<T: fmt::Display>(message: T) -> YamlError {
        YamlProblem::Refused(message.to_string().into()).into()
    }

    fn invalid_type(found: serde::de::Unexpected<'_>, expected: &dyn serde::de::Expected) -> YamlError {
        YamlProblem::WrongType { found: found.to_string().into(), expected: expected.to_string().into() }
            .into()
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> YamlError {
        YamlProblem::UnknownKey { found: field.into(), expected: Expected(expected) }.into()
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> YamlError {
        YamlProblem::UnknownWord { found: variant.into(), expected: Expected(expected) }.into()
    }

    fn missing_field(field: &'static str) -> YamlError {
        YamlProblem::MissingKey(field).into()
    }
}

impl From<YamlProblem> for YamlError {
    fn from(problem: YamlProblem) -> YamlError {
        YamlError { location: None, problem }
    }
}

//! What can go wrong on reading, and what is worth saying though it went well.

use crate::inventory::{Kind, PartialReason};
use thiserror::Error;

/// Nothing of a source could be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IntakeError {
    /// No byte but white space.
    #[error("nothing but white space")]
    Empty,
    /// A form that is known, but not read yet.
    #[error("not yet understood: {0:?}")]
    NotYetUnderstood(Recognised),
    /// Bytes that are no text.
    #[error("not UTF-8 text at byte {at}")]
    NotText {
        /// Offset of the first byte that is wrong, from 0.
        at: usize,
    },
    /// Not JSON, and no other form that we know.
    #[error("{problem:?} at line {line}, column {column}")]
    Syntax {
        /// What is wrong.
        problem: JsonProblem,
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
        /// The number of the record that was being read, from 1; 0 outside of records.
        record: usize,
        /// The key whose value was being read.
        field: Option<Box<str>>,
    },
    /// The cloud's API answered with an error instead of data.
    #[error("an API error message")]
    ApiError {
        /// The message, as the API gave it.
        message: Box<str>,
    },
    /// Well-formed, but nothing in it is a flavor, image or the like.
    #[error("no record of a known kind")]
    NoRecords {
        /// Keys of the first object that was looked at.
        keys: Vec<Box<str>>,
        /// The number of objects that were looked at.
        objects: usize,
    },
    /// A list without records, and nothing that says of what.
    #[error("an empty list of an unknown kind")]
    EmptyListOfUnknownKind,
    /// Extra specs alone, without the flavor that they belong to.
    #[error("extra specs without a flavor")]
    SpecsWithoutFlavor,
}

/// Forms that exports come in and that are recognised without being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// A box table of an OpenStack client.
    Table,
    /// YAML.
    Yaml,
    /// Comma-separated values, or with semicolons or tabs.
    Csv,
    /// HTML, perhaps of a login page.
    Html,
    /// gzip data.
    Gzip,
    /// A zip archive.
    Zip,
    /// xz data.
    Xz,
    /// UTF-16 text.
    Utf16,
    /// Output of Ansible.
    Ansible,
    /// A Python literal.
    PythonLiteral,
    /// Terraform state or plan.
    Terraform,
    /// Definitions of the image manager.
    ImageManager,
    /// Definitions of the flavor manager.
    FlavorManager,
    /// JSON inside a JSON string.
    QuotedJson,
    /// JSON that lines of other text surround.
    JsonInText,
}

/// What is wrong with a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonProblem {
    /// The text ends before the value does.
    EndsEarly,
    /// More than 127 values inside one another.
    TooDeep,
    /// Anything else that is no JSON.
    Malformed,
}

/// Something worth saying about a source that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntakeNote {
    /// The list is known to lack records.
    Partial(Kind, PartialReason),
    /// The text stops making sense; what stands before was kept.
    StopsMakingSense(IntakeError),
    /// Single records one after the other, taken for the whole list.
    Concatenated(Kind),
    /// Every flavor comes without extra specs: the export probably left them out.
    NoExtraSpecsAnywhere,
    /// Records that were read before, with nothing new in them.
    Repeated(Kind, usize),
    /// Records of one id that contradict each other; all are kept.
    Contradicting {
        /// What they are.
        kind: Kind,
        /// How many contradict one that was read before.
        records: usize,
        /// The id of the first.
        id: Box<str>,
    },
    /// Objects that are of no known kind.
    LeftAside {
        /// How many.
        objects: usize,
        /// Keys of the first.
        keys: Vec<Box<str>>,
    },
}

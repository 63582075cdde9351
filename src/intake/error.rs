//! What can go wrong on reading, and what is worth saying though it went well.

use crate::inventory::{Format, Kind, PartialReason};
use thiserror::Error;

/// Nothing of a source could be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IntakeError {
    /// No byte but white space.
    #[error("nothing but white space")]
    Empty,
    /// The browser could not hand out its bytes.
    #[error("not to be had")]
    NotRead,
    /// Packed in a way that is not unpacked here.
    #[error("packed: {0:?}")]
    Packed(Packed),
    /// gzip data that cannot be unpacked.
    #[error("gzip: {0:?}")]
    Gzip(GzipProblem),
    /// Bytes that are no text.
    #[error("no text at byte {at}")]
    NotText {
        /// Offset of the first byte that is wrong, from 0.
        at: usize,
    },
    /// Text that stops being what it began as.
    #[error("{problem:?} in {format:?} at line {line}, column {column}")]
    Syntax {
        /// How it began.
        format: Format,
        /// What is wrong.
        problem: SyntaxProblem,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The number of the record that was being read, from 1; 0 outside of records.
        record: usize,
        /// The key whose value was being read.
        field: Option<Box<str>>,
    },
    /// A client or API told of an error instead of printing data.
    #[error("an error message instead of data")]
    ErrorMessage {
        /// The message, as it was printed.
        message: Box<str>,
    },
    /// Known, and of no use here, or not readable in principle.
    #[error("of no use: {0:?}")]
    OfNoUse(Recognised),
    /// Well-formed, but nothing in it is a flavor, image or the like.
    #[error("no record of a known kind")]
    NoRecords {
        /// Keys of the first object that was looked at.
        keys: Vec<Box<str>>,
        /// The number of objects that were looked at.
        objects: usize,
        /// A key or title that is nearly one of ours, and ours.
        nearly: Option<(Box<str>, &'static str)>,
    },
    /// A list without records, and nothing that says of what.
    #[error("an empty list of an unknown kind")]
    EmptyListOfUnknownKind,
    /// Lines without titles, and nothing that says what they list.
    #[error("values without titles, of an unknown kind")]
    ValuesOfUnknownKind,
    /// Larger than definitions ever are.
    #[error("definitions of more than {limit} bytes")]
    DefinitionsTooLarge {
        /// The most bytes that are read.
        limit: usize,
    },
}

impl IntakeError {
    /// Whether a word of a person on what the file lists would help.
    pub fn asks_for_kind(&self) -> bool {
        matches!(self, IntakeError::EmptyListOfUnknownKind | IntakeError::ValuesOfUnknownKind)
    }
}

/// Ways to pack that are not unpacked here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packed {
    /// A zip archive.
    Zip,
    /// xz.
    Xz,
    /// bzip2.
    Bzip2,
    /// Zstandard.
    Zstandard,
    /// A 7z archive.
    SevenZip,
    /// A RAR archive.
    Rar,
}

/// What is wrong with gzip data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GzipProblem {
    /// It ends early, or its check sum is wrong.
    Damaged,
    /// It unpacks to more than [`super::UNPACKED_LIMIT`] bytes.
    TooLarge,
    /// It came here as it was, though it should have been unpacked before.
    NotUnpacked,
}

/// Encodings other than UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16, as Windows PowerShell 5 writes it.
    Utf16,
    /// Windows-1252, a guess for what is not UTF-8.
    Windows1252,
}

/// What a file is, though no test case can be decided with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// A web page, perhaps of a login.
    Html,
    /// Printed objects of openstacksdk, which cannot be read reliably.
    SdkObjects,
    /// Quotas or limits, at which no test case looks.
    Quota,
    /// Extra specs alone, without the flavor that they belong to.
    LoneExtraSpecs,
    /// Rules of a group that exists, which are no default rules.
    OrdinaryRules,
    /// Names and links of flavors, without their sizes.
    ShortFlavors,
    /// `-f value` of a single record, which has no field names.
    LoneValues,
    /// Resources of kinds that no test case looks at, like servers or volumes.
    OtherResources,
    /// Access data: `clouds.yaml`, or the variables of an `openrc` file.
    AccessData,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxProblem {
    /// The text ends before the value does.
    EndsEarly,
    /// Too many values inside one another.
    TooDeep,
    /// Too large once its aliases are written out.
    TooLarge,
    /// Anything else that is no such text.
    Malformed,
    /// A row with another number of fields than there are titles.
    FieldCount {
        /// Its fields.
        found: usize,
        /// The titles.
        expected: usize,
    },
}

/// Something worth saying about a source that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntakeNote {
    /// The list is known to lack records.
    Partial(Kind, PartialReason),
    /// The text stops making sense; what could be read was kept.
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
    /// Something of no use beside what was read.
    AlsoOfNoUse(Recognised),
    /// An error message of a client or API beside the data.
    AlsoErrorMessage {
        /// The message, as it was printed.
        message: Box<str>,
    },
    /// Lines around the data that are no part of it.
    PassedOver {
        /// Their number.
        lines: usize,
        /// The first, from 1, where it is known. What it says is not kept: people paste commands with passwords.
        first: Option<usize>,
    },
    /// The text is not UTF-8.
    Encoded(Encoding),
    /// It was nearly JSON, and was read as what it was meant to be.
    Mended,
    /// Cells of a table were folded; blanks at a fold are a guess.
    Folded,
    /// Columns of `-f value`, told from the shape of the values.
    ColumnsGuessed(Kind),
    /// A column whose title is nearly one of ours, and is not read.
    NearlyAColumn {
        /// The title.
        found: Box<str>,
        /// Ours.
        meant: &'static str,
    },
    /// Something about definitions.
    Plan(PlanNote),
    /// Only the name of the file says what its records are.
    KindOfName(Kind),
    /// Values that are no number or truth value, where one belongs.
    Unreadable {
        /// The title or key of the first.
        key: Box<str>,
        /// Its value.
        value: Box<str>,
    },
    /// Services that are disabled, which the catalogue of a login leaves out.
    DisabledServices(usize),
    /// The text ends within a letter, so it was cut off.
    EndsWithinLetter,
    /// Too much of the text looked like the beginning of a list, so the search was given up.
    GivenUp,
}

impl IntakeNote {
    /// It tells that records or fields of a list are missing.
    pub fn tells_of_a_part(&self) -> bool {
        match self {
            IntakeNote::Partial(..)
            | IntakeNote::StopsMakingSense(_)
            | IntakeNote::NoExtraSpecsAnywhere
            | IntakeNote::EndsWithinLetter
            | IntakeNote::GivenUp => true,
            IntakeNote::Concatenated(_)
            | IntakeNote::Repeated(..)
            | IntakeNote::Contradicting { .. }
            | IntakeNote::LeftAside { .. }
            | IntakeNote::AlsoOfNoUse(_)
            | IntakeNote::AlsoErrorMessage { .. }
            | IntakeNote::PassedOver { .. }
            | IntakeNote::Encoded(_)
            | IntakeNote::Mended
            | IntakeNote::Folded
            | IntakeNote::ColumnsGuessed(_)
            | IntakeNote::NearlyAColumn { .. }
            | IntakeNote::Plan(_)
            | IntakeNote::KindOfName(_)
            | IntakeNote::Unreadable { .. }
            | IntakeNote::DisabledServices(_) => false,
        }
    }

    /// Where the text stops making sense, if that is what the note tells.
    pub fn stop(&self) -> Option<&IntakeError> {
        if let IntakeNote::StopsMakingSense(error) = self { Some(error) } else { None }
    }
}

/// What is to be said of definitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanNote {
    /// They say what a tool would create, and not what is there.
    Planned,
    /// So many recommended flavors, which the flavor manager creates only if told to.
    Recommended(usize),
    /// So many images are disabled, and were left out.
    Disabled(usize),
    /// So many images say that they are hidden, which takes an option of the image manager.
    Hidden(usize),
    /// These lack what the tool needs, and were left out.
    Broken(Vec<Box<str>>),
    /// These keys have no effect.
    Unused(Vec<Box<str>>),
}

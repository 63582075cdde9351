//! Bytes of files and pastes → one inventory. Judges nothing.
//!
//! Each file is read on its own. Its text is searched for exports of any format ([`scan`]); JSON is read straight into
//! records ([`json`]), and every other format is translated, piece by piece, to the JSON that the same client would have
//! printed. What the records describe is told from their keys, so one file may hold several kinds. Then the files are
//! merged. Reading goes as far as it can: what was understood is kept beside what went wrong.

mod assemble;
mod cells;
mod columns;
mod csv;
mod decode;
mod definitions;
mod endpoints;
mod error;
mod file;
mod gzip;
mod html;
mod json;
mod lenient;
mod lines;
mod record;
mod scan;
mod shell;
mod specs_text;
mod table;
mod values;
mod yaml;

pub use decode::is_gzip;
pub use error::{
    Encoding, GzipProblem, IntakeError, IntakeNote, Packed, PlanNote, Recognised, SyntaxProblem,
};
pub use file::read_file;
pub use gzip::UNPACKED_LIMIT;

use crate::inventory::{Completeness, FieldSet, Form, Format, Inventory, Kind};

/// A file or a paste.
#[derive(Clone, Copy, Debug)]
pub struct Upload<'a> {
    /// The file's name, or the name that the paste was given.
    pub name: &'a str,
    /// The content.
    pub bytes: &'a [u8],
    /// The kind that a person says its records are of, for lists that do not tell it themselves.
    pub kind: Option<Kind>,
}

/// What was understood of some files.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// The files together.
    pub inventory: Inventory,
    /// What each file gave, in their order.
    pub files: Vec<FileIntake>,
}

/// What one file gave.
#[derive(Clone, Debug, PartialEq)]
pub struct FileIntake {
    /// The file's name.
    pub name: Box<str>,
    /// The lists found in it.
    pub lists: Vec<FoundList>,
    /// What is worth saying of it.
    pub notes: Vec<IntakeNote>,
    /// Why nothing of it could be used.
    pub error: Option<IntakeError>,
    /// The text was read as it stands in the file, so that places in errors are those of the file.
    pub is_as_given: bool,
}

/// A list that one file holds, in one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundList {
    /// What its records are.
    pub kind: Kind,
    /// What printed it.
    pub form: Form,
    /// How it is written.
    pub format: Format,
    /// The number of records.
    pub records: usize,
    /// Whether the file holds the whole list.
    pub completeness: Completeness,
    /// Fields that this form cannot carry.
    pub lacks: FieldSet,
}

/// Reads files into one inventory.
pub fn read_files(uploads: &[Upload<'_>]) -> Intake {
    let mut intake = Intake::default();
    for upload in uploads {
        let file = read_file(upload, &mut intake.inventory);
        intake.files.push(file);
    }
    intake
}

impl FileIntake {
    /// What there is to say of a file of which nothing could be used.
    pub fn unreadable(name: &str, error: IntakeError) -> FileIntake {
        let (lists, notes) = (Vec::new(), Vec::new());
        FileIntake { name: name.into(), lists, notes, error: Some(error), is_as_given: true }
    }
}

//! What was not understood, and what is worth saying of what was.

use super::Notice;
use crate::intake::{IntakeError, IntakeNote};

/// Puts into words why nothing of a file could be used.
pub fn intake_error(error: &IntakeError) -> Notice {
    Notice { what: format!("{error}"), ..Notice::default() }
}

/// Puts a note about a file into words.
pub fn intake_note(note: &IntakeNote) -> Notice {
    Notice { what: format!("{note:?}"), ..Notice::default() }
}

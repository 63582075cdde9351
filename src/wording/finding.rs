//! Problems → sentences.

use crate::checks::Problem;

/// A problem in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingText {
    /// The problem in a sentence, without the name of the resource.
    pub message: String,
    /// The field, extra spec or property that it is about.
    pub field: Option<String>,
    /// What was found there.
    pub found: Option<String>,
    /// What is expected there.
    pub expected: Option<String>,
}

/// Puts a problem into words.
pub fn finding_text(problem: &Problem) -> FindingText {
    FindingText { message: format!("{problem:?}"), field: None, found: None, expected: None }
}

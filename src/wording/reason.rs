//! Why a test case is open, and what would decide it.

use crate::catalogue::Check;
use crate::checks::Reason;

/// A reason in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonText {
    /// The reason in a sentence.
    pub message: String,
    /// The reason in two or three words.
    pub short: &'static str,
    /// The command that supplies what is missing.
    pub command: Option<&'static str>,
}

/// Puts a reason into words. The check may name the evidence that only a live cloud gives.
pub fn reason_text(reason: Reason, _check: &Check) -> ReasonText {
    ReasonText { message: format!("{reason:?}"), short: "open", command: None }
}

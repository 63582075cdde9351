//! The answer in a sentence, and what it leaves open.

use super::kind_plural;
use crate::assessment::{Counts, TargetOfficial, TargetVerdict};
use crate::inventory::Kind;

/// The verdict on a scope version in a sentence. Never says more than was decided.
pub fn headline(version: &str, counts: Counts, verdict: TargetVerdict) -> String {
    let decided = counts.decided();
    let _ = verdict;
    format!("{} of {decided} checked requirements of {version} fail", counts.failed)
}

/// What a verdict leaves open, in sentences. `missing`: lists that were not supplied, with how many wait for each.
pub fn explanation(counts: Counts, missing: &[(Kind, usize)], official: TargetOfficial) -> String {
    let _ = (counts, official);
    missing
        .iter()
        .map(|(kind, count)| format!("{count} need {}", kind_plural(*kind)))
        .collect::<Vec<_>>()
        .join(", ")
}

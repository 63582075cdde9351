//! What turned between two exports, in sentences. Standards break clouds or preserve them; clouds fail newly, or pass.

use super::quote::shown;
use crate::impact::Turn;

/// How an answer to the same question turns.
pub fn answer_turn_name(turn: Turn) -> &'static str {
    match turn {
        Turn::NewlyFailing => "newly failing",
        Turn::NewlyOpen => "newly undecided",
        Turn::NewlyAdvised => "newly failing beside the certificate",
        Turn::NewlyPassing => "newly passing",
        // These take other questions, which are told all the same.
        Turn::Eased => "failing, no longer required",
        Turn::NewlyAsked => "newly asked",
        Turn::NoLongerAsked => "no longer asked",
    }
}

/// How many test cases turn, each counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The scope versions that were compared.
    pub versions: usize,
    /// The certificate needs them, and they turn to a failure.
    pub failing: usize,
    /// The certificate needs them, and they are no longer decided.
    pub open: usize,
    /// They pass, and did not before.
    pub passing: usize,
}

/// What became of the cloud; never more.
pub fn compared_text(compared: Compared) -> String {
    let Compared { versions, failing, open, passing } = compared;
    if versions == 0 {
        return "No certificate can be had at this date, so no answers were compared.".to_owned();
    }
    let needed = match (failing, open) {
        (0, 0) => "Nothing that a certificate needs is newly failing.".to_owned(),
        (0, _) => {
            format!(
                "Nothing that a certificate needs is newly failing, but {}.",
                are(open, "newly undecided")
            )
        }
        (_, 0) => format!("Of what a certificate needs, {}.", are(failing, "newly failing")),
        (..) => {
            let failing = are(failing, "newly failing");
            format!("Of what a certificate needs, {failing}, and {}.", are(open, "newly undecided"))
        }
    };
    match passing {
        0 => needed,
        _ => format!("{needed} In all, {}.", are(passing, "newly passing")),
    }
}

/// "1 test case is newly failing".
fn are(count: usize, what: &str) -> String {
    if count == 1 { format!("1 test case is {what}") } else { format!("{count} test cases are {what}") }
}

/// "2 newly failing; 1 newly passing; 40 unchanged".
pub fn turn_counts_text<'a>(turns: impl Iterator<Item = (&'a str, usize)>, unchanged: usize) -> String {
    let counts = turns.chain([("unchanged", unchanged)]).map(|(turn, count)| format!("{count} {turn}"));
    counts.collect::<Vec<_>>().join("; ")
}

/// What differs between the records of two exports; a heading.
pub const RECORD_CHANGES: &str = "Records";

/// Instead of records, where none differs.
pub const NO_RECORD_CHANGES: &str = "No record differs.";

/// A name of an export for a list of names: of bounded length, and with escapes for what is not seen.
pub fn visible_name(name: &str) -> String {
    shown(name)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_sentences, check_text, values};
    use super::*;

    #[test]
    fn comparisons_are_told() {
        for (failing, open, passing) in [(0, 0, 0), (1, 0, 0), (2, 1, 2), (0, 3, 0), (0, 1, 1)] {
            check_sentences(&compared_text(Compared { versions: 1, failing, open, passing }));
        }
        check_sentences(&compared_text(Compared::default()));
        check_sentences(NO_RECORD_CHANGES);
        assert_eq!(
            compared_text(Compared { versions: 2, failing: 2, open: 1, passing: 1 }),
            "Of what a certificate needs, 2 test cases are newly failing, and 1 test case is newly undecided. In all, 1 test case is newly passing."
        );
        assert_eq!(turn_counts_text([("newly failing", 2)].into_iter(), 40), "2 newly failing; 40 unchanged");
        for value in values() {
            check_text(&visible_name(&value));
        }
        let names: std::collections::BTreeSet<_> = Turn::ALL.map(answer_turn_name).into_iter().collect();
        assert_eq!(names.len(), Turn::ALL.len());
    }
}

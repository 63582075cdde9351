//! The answer in a sentence, and what it leaves open.

use super::quote::joined;
use super::terms::list_name;
use crate::assessment::{Counts, TargetOfficial, TargetVerdict};
use crate::inventory::Kind;

/// The verdict on a scope version in a sentence without a full stop. Never says more than was decided.
pub fn headline(version: &str, counts: Counts, verdict: TargetVerdict) -> String {
    let decided = counts.decided();
    match verdict {
        TargetVerdict::Pass => all_met(version, counts.all()),
        TargetVerdict::Fail => {
            let (failing, waived) = (counts.failing(), waived_part(counts));
            let fail = if failing == 1 { "fails" } else { "fail" };
            if decided == 1 {
                format!("The only checked requirement of {version} {fail}{waived}")
            } else {
                format!("{failing} of {decided} checked requirements of {version} {fail}{waived}")
            }
        }
        TargetVerdict::Undecided if decided == 0 => format!("Nothing of {version} could be decided"),
        TargetVerdict::Undecided => match counts.undecided() {
            0 => {
                let all = none_of(version, decided, "");
                format!("{all}, but the official suite stops with an exception")
            }
            1 => format!("{}; 1 is open", none_of(version, decided, "checked ")),
            open => format!("{}; {open} are open", none_of(version, decided, "checked ")),
        },
    }
}

/// How many of those that fail are waived.
fn waived_part(counts: Counts) -> String {
    match (counts.waived, counts.failed) {
        (0, _) => String::new(),
        (1, 0) => ", but is waived".to_owned(),
        (_, 0) => ", but all of them are waived".to_owned(),
        (waived, _) => format!(", {waived} of them waived"),
    }
}

fn all_met(version: &str, all: usize) -> String {
    match all {
        0 => format!("Nothing is required of {version}"),
        1 => format!("The only requirement of {version} is met"),
        _ => format!("All {all} requirements of {version} are met"),
    }
}

fn none_of(version: &str, decided: usize, checked: &str) -> String {
    match decided {
        1 => format!("The only {checked}requirement of {version} does not fail"),
        _ => format!("None of the {decided} {checked}requirements of {version} fails"),
    }
}

/// What a verdict leaves open, in sentences; empty if nothing is open. `missing`: lists that were not supplied, with
/// how many test cases wait for each.
pub fn explanation(counts: Counts, missing: &[(Kind, usize)], official: TargetOfficial) -> String {
    let mut sentences = Vec::new();
    let waiting: usize = missing.iter().map(|(_, count)| count).sum();
    if waiting > 0 {
        let lists: Vec<_> = missing.iter().map(|(kind, _)| list_name(*kind)).collect();
        // A service that the catalog turns out to list may still need a live cloud.
        sentences.push(format!("Add {} to decide up to {waiting} more.", joined(&lists, "and")));
    }
    let be = |count: usize| if count == 1 { "is" } else { "are" };
    if counts.not_exported > 0 {
        let count = counts.not_exported;
        sentences
            .push(format!("{count} {} open because an export lacks fields or may lack records.", be(count)));
    }
    if counts.beyond_exports > 0 {
        let (count, need) =
            (counts.beyond_exports, if counts.beyond_exports == 1 { "needs" } else { "need" });
        sentences.push(format!("{count} {need} a live cloud or a person; no export can show this."));
    }
    match official {
        TargetOfficial::Abort => sentences.push(
            "The official suite stops at least one test case with an exception, so it gives no final answer."
                .to_owned(),
        ),
        TargetOfficial::Pass | TargetOfficial::Fail | TargetOfficial::Missing => {}
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: usize, failed: usize, open: [usize; 3]) -> Counts {
        let [not_supplied, not_exported, beyond_exports] = open;
        Counts { passed, failed, waived: 0, not_supplied, not_exported, beyond_exports }
    }

    #[test]
    fn what_is_waived_is_said_apart() {
        let cases = [
            (39, 1, 1, "2 of 41 checked requirements of v5.1 fail, 1 of them waived"),
            (36, 2, 3, "5 of 41 checked requirements of v5.1 fail, 3 of them waived"),
            (39, 0, 2, "2 of 41 checked requirements of v5.1 fail, but all of them are waived"),
            (40, 0, 1, "1 of 41 checked requirements of v5.1 fails, but is waived"),
            (0, 0, 1, "The only checked requirement of v5.1 fails, but is waived"),
            (0, 1, 0, "The only checked requirement of v5.1 fails"),
        ];
        for (passed, failed, waived, expected) in cases {
            let counts = Counts { waived, ..counts(passed, failed, [8, 0, 5]) };
            assert_eq!(headline("v5.1", counts, TargetVerdict::Fail), expected);
        }
    }

    #[test]
    fn headlines() {
        use TargetVerdict::{Fail, Pass, Undecided};
        let cases = [
            (counts(38, 3, [8, 0, 5]), Fail, "3 of 41 checked requirements of v5.1 fail"),
            (counts(40, 1, [0; 3]), Fail, "1 of 41 checked requirements of v5.1 fails"),
            (counts(0, 1, [9, 0, 0]), Fail, "The only checked requirement of v5.1 fails"),
            (
                counts(41, 0, [8, 0, 5]),
                Undecided,
                "None of the 41 checked requirements of v5.1 fails; 13 are open",
            ),
            (
                counts(2, 0, [0, 1, 0]),
                Undecided,
                "None of the 2 checked requirements of v5.1 fails; 1 is open",
            ),
            (
                counts(1, 0, [0, 0, 2]),
                Undecided,
                "The only checked requirement of v5.1 does not fail; 2 are open",
            ),
            (counts(0, 0, [8, 0, 5]), Undecided, "Nothing of v5.1 could be decided"),
            (
                counts(41, 0, [0; 3]),
                Undecided,
                "None of the 41 requirements of v5.1 fails, but the official suite stops with an exception",
            ),
            (counts(16, 0, [0; 3]), Pass, "All 16 requirements of v5.1 are met"),
            (counts(1, 0, [0; 3]), Pass, "The only requirement of v5.1 is met"),
        ];
        for (counts, verdict, expected) in cases {
            assert_eq!(headline("v5.1", counts, verdict), expected);
        }
    }

    #[test]
    fn explanations() {
        let missing = [(Kind::Service, 7), (Kind::SecurityGroupRule, 1)];
        assert_eq!(
            explanation(counts(30, 3, [8, 2, 1]), &missing, TargetOfficial::Fail),
            "Add the service catalog and the default security group rules to decide up to 8 more. \
             2 are open because an export lacks fields or may lack records. \
             1 needs a live cloud or a person; no export can show this."
        );
        assert_eq!(
            explanation(counts(30, 0, [0; 3]), &[], TargetOfficial::Abort),
            "The official suite stops at least one test case with an exception, so it gives no final answer."
        );
        assert_eq!(explanation(counts(30, 0, [0; 3]), &[], TargetOfficial::Pass), "");
        assert_eq!(explanation(counts(29, 1, [0; 3]), &[], TargetOfficial::Fail), "");
    }
}

//! The words of a ticket: a finding, or a test case, as people hand it on.
#![expect(missing_docs, reason = "each text says what it is")]

use crate::catalogue::Demand;

pub const LEVEL: &str = "Level";
pub const STANDARD: &str = "Standard";
pub const OFFICIAL: &str = "Official test suite";
pub const OPEN_BECAUSE: &str = "Open because";
pub const WHY: &str = "Why it matters";
pub const CLOUD: &str = "Cloud";
pub const RESOURCE: &str = "Resource";
pub const ID: &str = "Id";
pub const FIELD: &str = "Field";
pub const FOUND: &str = "Found";
pub const EXPECTED: &str = "Expected";
pub const MEANING: &str = "What it means";
pub const PLACE: &str = "Place";
pub const WAIVED: &str = "Waived";
pub const MEND: &str = "How to mend it";
pub const NO_ROOM: &str = "The commands are too long for a ticket, or hold characters that are not seen. The page and its reports have them.";

/// What asks for a test case, and where: "required in `v5.1`".
pub fn level_text(level: Option<Demand>, version: &str) -> String {
    match level {
        Some(level) => format!("{} in `{version}`", super::demand_name(level)),
        None => format!("no part of `{version}`"),
    }
}

/// Where a demand stands: "scs-0103, Standard flavors, section Mandatory".
pub fn section_text(standard: &str, title: Option<&str>, section: &str) -> String {
    let title = title.map(|title| format!(", {title}")).unwrap_or_default();
    format!("{standard}{title}, section “{section}”")
}

/// The heading of the findings: "Findings", or "The first 10 of 150 findings".
pub fn findings_heading(shown: usize, all: usize) -> String {
    if shown == all { "Findings".to_owned() } else { format!("The first {shown} of {all} findings") }
}

/// What was found and what is expected, behind a message; the values are ready to be shown.
pub fn found_and_expected(found: Option<&str>, expected: Option<&str>) -> String {
    match (found, expected) {
        (Some(found), Some(expected)) => format!(" Found: {found}; expected: {expected}."),
        (Some(found), None) => format!(" Found: {found}."),
        (None, Some(expected)) => format!(" Expected: {expected}."),
        (None, None) => String::new(),
    }
}

/// By what the answer was found.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The reference date.
    pub date: &'a str,
    /// The scope version.
    pub version: &'a str,
    /// The date of the standards.
    pub standards: &'a str,
    /// Their commit.
    pub commit: &'a str,
    /// The version of this program.
    pub program: &'a str,
}

/// By what the answer was found, in a sentence.
pub fn basis_text(basis: Basis<'_>) -> String {
    let Basis { date, version, standards, commit, program } = basis;
    format!(
        "Checked with `scs-checker {program}` as of {date}, for scope version `{version}`, by the SCS standards of \
         {standards} (commit `{commit}`)."
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_sentences;
    use super::*;
    use crate::catalogue::Target;

    #[test]
    fn sentences_read_well() {
        check_sentences(NO_ROOM);
        let basis = Basis {
            date: "2026-11-23",
            version: "v5.1",
            standards: "2026-10-01",
            commit: "abc",
            program: "1.0.0",
        };
        check_sentences(&basis_text(basis));
    }

    #[test]
    fn phrases() {
        let required = Some(Demand::TestCase(Target::Main));
        assert_eq!(level_text(required, "v5.1"), "required in `v5.1`");
        assert_eq!(level_text(None, "v3"), "no part of `v3`");
        assert_eq!(section_text("scs-0103", Some("Flavors"), "Tests"), "scs-0103, Flavors, section “Tests”");
        assert_eq!(findings_heading(1, 1), "Findings");
        assert_eq!(findings_heading(10, 11), "The first 10 of 11 findings");
        assert_eq!(found_and_expected(Some("`a`"), Some("`b`")), " Found: `a`; expected: `b`.");
        assert_eq!(found_and_expected(None, None), "");
    }
}

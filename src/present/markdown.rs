//! A finding, or a test case with its first findings, as Markdown for a ticket. Whatever stands in an export, the text
//! shows it and does nothing else.

use super::check::{
    FindingView, finding_view, modified_rules, official_if_other, provenance_view, resource_id, title,
};
use super::remedy::{RemedyView, remedy_view};
use crate::assessment::Assessment;
use crate::catalogue::{Demand, TestCase};
use crate::checks::{Finding, Outcome, Verdict};
use crate::inventory::Inventory;
use crate::wording::ticket::{self, Basis};
use crate::wording::{markdown_block, markdown_code, markdown_link, markdown_prose, reason_text};

/// How many findings stand in the text on a test case.
const MOST_FINDINGS: usize = 10;

/// Lines of Markdown.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn paragraph(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.line(text);
    }

    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    /// A line of a list: a label, and a text that is ready to be shown.
    fn item(&mut self, label: &str, text: &str) {
        self.line(&format!("- **{label}:** {text}"));
    }

    /// As [`Lines::item`], with a value of an export.
    fn value(&mut self, label: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.item(label, &markdown_code(value));
        }
    }
}

/// The finding at a position of a test case or requirement, for a scope version; `None` if there is none.
/// `cloud` is what the cloud is called, empty if it has no name.
pub fn finding_markdown(
    assessment: &Assessment<'_>,
    testcase: &str,
    at: usize,
    version: &str,
    cloud: &str,
    inventory: &Inventory,
) -> Option<String> {
    let (testcase, outcome) = assessment.testcase(testcase)?;
    let finding = outcome.findings.get(at)?;
    let view = finding_view(assessment, testcase.id.as_str(), at, finding, inventory);
    let mut lines = head(assessment, testcase, outcome, version);
    lines.value(ticket::CLOUD, Some(cloud).filter(|cloud| !cloud.is_empty()));
    lines.value(ticket::RESOURCE, Some(&view.resource));
    let id = finding.record.and_then(|record| resource_id(inventory, record));
    lines.value(ticket::ID, id.as_deref().filter(|id| *id != view.resource));
    lines.value(ticket::FIELD, view.field.as_deref());
    lines.value(ticket::FOUND, view.found.as_deref());
    lines.value(ticket::EXPECTED, view.expected.as_deref());
    lines.item(ticket::MEANING, &markdown_prose(&view.message));
    lines.value(ticket::PLACE, view.place.as_deref());
    if let Some(waived) = &view.waived {
        lines.item(ticket::WAIVED, &markdown_prose(waived));
    }
    mend(&mut lines, &remedy_view([(testcase, finding)], assessment, inventory));
    basis(&mut lines, assessment, version);
    Some(lines.0)
}

/// A test case or requirement with its first findings, faults before remarks, for a scope version; `None` if there is no
/// such test case.
pub fn testcase_markdown(
    assessment: &Assessment<'_>,
    testcase: &str,
    version: &str,
    cloud: &str,
    inventory: &Inventory,
) -> Option<String> {
    let (testcase, outcome) = assessment.testcase(testcase)?;
    let mut lines = head(assessment, testcase, outcome, version);
    lines.value(ticket::CLOUD, Some(cloud).filter(|cloud| !cloud.is_empty()));
    if let Verdict::Undecided(reason) = outcome.verdict {
        let reason = reason_text(reason, &testcase.check);
        lines.item(ticket::OPEN_BECAUSE, &markdown_prose(&reason.message));
    }
    lines.item(ticket::WHY, &markdown_prose(&testcase.why));
    let of_weight = |is_fault| {
        let findings = outcome.findings.iter().enumerate();
        findings.filter(move |(_, finding)| finding.is_fault == is_fault)
    };
    let first: Vec<(usize, &Finding)> = of_weight(true).chain(of_weight(false)).take(MOST_FINDINGS).collect();
    if !first.is_empty() {
        let heading = ticket::findings_heading(first.len(), outcome.findings.len());
        lines.paragraph(&format!("**{heading}**\n"));
    }
    for (at, finding) in &first {
        let view = finding_view(assessment, testcase.id.as_str(), *at, finding, inventory);
        lines.line(&finding_line(&view));
    }
    let findings = first.into_iter().map(|(_, finding)| (testcase, finding));
    mend(&mut lines, &remedy_view(findings, assessment, inventory));
    basis(&mut lines, assessment, version);
    Some(lines.0)
}

/// The test case: a heading, and the beginning of a list.
fn head(assessment: &Assessment<'_>, testcase: &TestCase, outcome: &Outcome, version: &str) -> Lines {
    let id = testcase.id.as_str();
    let mut lines = Lines::default();
    let title = markdown_prose(title(testcase, outcome));
    lines.line(&format!("### {}: {title}\n", markdown_code(id)));
    let level = ticket::level_text(demand(assessment, id, version), version);
    lines.item(ticket::LEVEL, &markdown_prose(&level));
    let standard = assessment.catalogue.standard(&testcase.standard);
    let standard = standard.map(|standard| standard.title.as_ref());
    let section = ticket::section_text(&testcase.standard, standard, &testcase.section.title);
    lines.item(ticket::STANDARD, &markdown_link(&section, &testcase.section.url));
    lines.value(ticket::OFFICIAL, official_if_other(outcome));
    lines
}

/// What asks for a test case, or requirement beside them, in a scope version.
fn demand(assessment: &Assessment<'_>, id: &str, version: &str) -> Option<Demand> {
    let version = assessment.catalogue.version(version)?;
    if let Some(testcase) = assessment.catalogue.testcase(id) {
        return version.target_of(&testcase.id).map(Demand::TestCase);
    }
    let mut requirements = assessment.catalogue.requirements.iter();
    let requirement = requirements.find(|requirement| requirement.testcase.id.as_str() == id)?;
    requirement.level_in(version).map(Demand::Text)
}

/// A finding in one line of a list.
fn finding_line(view: &FindingView) -> String {
    let resource = markdown_code(&view.resource);
    let place = view.place.as_deref().map(|place| format!(" ({})", markdown_code(place))).unwrap_or_default();
    let (found, expected) = (view.found.as_deref(), view.expected.as_deref());
    let values = ticket::found_and_expected(
        found.map(markdown_code).as_deref(),
        expected.map(markdown_code).as_deref(),
    );
    let waived = view.waived.as_deref().map(|waived| format!(" ({})", markdown_prose(waived)));
    format!("- {resource}{place}: {}{values}{}", markdown_prose(&view.message), waived.unwrap_or_default())
}

/// What mends it, if there is anything to say.
fn mend(lines: &mut Lines, remedy: &RemedyView) {
    let images = remedy.images.as_deref().unwrap_or_default();
    if remedy.script.is_empty() && images.is_empty() && remedy.reasons.is_empty() {
        return;
    }
    lines.paragraph(&format!("**{}**", ticket::MEND));
    for (language, text) in [("sh", remedy.script.as_str()), ("yaml", images)] {
        if !text.is_empty() {
            let block = markdown_block(language, text);
            lines.paragraph(block.as_deref().map_or(ticket::NO_ROOM, |block| block.trim_end()));
        }
    }
    for reason in &remedy.reasons {
        lines.paragraph(&markdown_prose(reason));
    }
}

/// By what the answer was found.
fn basis(lines: &mut Lines, assessment: &Assessment<'_>, version: &str) {
    let provenance = provenance_view(assessment.catalogue);
    let basis = Basis {
        date: &assessment.options.now.date(),
        version,
        standards: &provenance.date,
        commit: &provenance.commit,
        program: &provenance.program,
    };
    lines.paragraph(&markdown_prose(&ticket::basis_text(basis)));
    if let Some(modified) = modified_rules(assessment) {
        lines.paragraph(&markdown_prose(&modified));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::assess;
    use crate::catalogue::Catalogue;
    use crate::checks::Options;
    use crate::intake::{Upload, read_files};

    fn written(
        text: &str,
        write: impl FnOnce(&Assessment<'_>, &Inventory) -> Option<String>,
    ) -> Option<String> {
        let intake = read_files(&[Upload { name: "flavors.json", bytes: text.as_bytes(), kind: None }]);
        let catalogue = Catalogue::embedded().unwrap();
        let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
        write(&assess(&intake.inventory, &catalogue, options), &intake.inventory)
    }

    fn flavors(count: usize) -> String {
        let flavors = (0..count).map(|at| {
            format!(
                "{{\"id\": \"{at}\", \"name\": \"SCS-2V-8`\", \"vcpus\": 2, \"ram\": 8192, \"disk\": 0, \
                 \"os-flavor-access:is_public\": true, \"extra_specs\": {{}}}}"
            )
        });
        format!("{{\"flavors\": [{}]}}", flavors.collect::<Vec<_>>().join(","))
    }

    #[test]
    fn a_finding_is_a_ticket() {
        let text = written(&flavors(1), |assessment, inventory| {
            finding_markdown(assessment, "scs-0100-syntax-check", 0, "v5.1", "", inventory)
        })
        .unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("### `scs-0100-syntax-check`: "), "{text}");
        assert_eq!(lines[2], "- **Level:** required in `v5.1`");
        assert!(
            lines[3].starts_with("- **Standard:** [scs-0100, ") && lines[3].contains("](https://"),
            "{text}"
        );
        assert_eq!(lines[4], "- **Resource:** `` SCS-2V-8` ``");
        assert_eq!(lines[5], "- **Id:** `0`");
        assert!(lines.contains(&"- **Place:** `flavors.json, record 1`"), "{text}");
        assert!(lines.contains(&"**How to mend it**"), "{text}");
        let last = lines.last().unwrap();
        assert!(
            last.starts_with("Checked with `scs-checker ") && last.contains(" as of 2026-11-23, for "),
            "{last}"
        );
    }

    #[test]
    fn a_test_case_stands_with_its_first_findings() {
        let write = |count| {
            written(&flavors(count), |assessment, inventory| {
                testcase_markdown(assessment, "scs-0100-syntax-check", "v5.1", "", inventory)
            })
            .unwrap()
        };
        let few = write(10);
        assert!(
            few.contains("\n**Findings**\n") && few.matches("\n- `` SCS-2V-8` ``").count() == 10,
            "{few}"
        );
        let many = write(1000);
        assert!(many.contains("\n**The first 10 of 1000 findings**\n"), "{many}");
        assert_eq!(many.matches("\n- `` SCS-2V-8` ``").count(), 10);
    }

    #[test]
    fn an_open_test_case_says_why() {
        let open = written(&flavors(1), |assessment, inventory| {
            testcase_markdown(assessment, "scs-0102-prop-architecture", "v3", "", inventory)
        })
        .unwrap();
        assert!(open.contains("\n- **Open because:** This needs the images"), "{open}");
        assert!(!open.contains("Findings"), "{open}");
    }

    #[test]
    fn nothing_is_written_of_what_is_not_there() {
        let none = written(&flavors(1), |assessment, inventory| {
            assert_eq!(testcase_markdown(assessment, "no-such-test-case", "v5.1", "", inventory), None);
            finding_markdown(assessment, "scs-0100-syntax-check", 1, "v5.1", "", inventory)
        });
        assert_eq!(none, None);
    }
}

//! Every requirement that exports decide, with inputs that fail it, meet it and leave it open.

use super::inputs::{
    CATALOGUE, catalog, flavors, images, judged, named, options, read, requirement, service, ubuntu,
};
use super::{flavors as flavor_rows, images as image_rows, others as other_rows};
use scs_checker::catalogue::Check;
use scs_checker::checks::{Context, Outcome, Reason, Verdict, run};
use scs_checker::inventory::Inventory;
use scs_checker::wording::reason_text;
use serde_json::json;
use std::collections::BTreeSet;

/// A requirement with inputs.
pub(crate) struct Row {
    id: &'static str,
    /// Each with its findings: the index of the record, and a part of what the problem says as data.
    fails: Vec<(String, Vec<Found>)>,
    passes: Vec<String>,
    undecided: Vec<(String, Reason)>,
    /// It asks for something that has to be there, so a part of the list may meet it and does not break it.
    is_presence: bool,
}

pub(crate) type Found = (Option<usize>, &'static str);

pub(crate) fn row(id: &'static str) -> Row {
    Row { id, fails: Vec::new(), passes: Vec::new(), undecided: Vec::new(), is_presence: false }
}

impl Row {
    pub(crate) fn fails(mut self, input: String, findings: &[Found]) -> Row {
        self.fails.push((input, findings.to_vec()));
        self
    }

    pub(crate) fn passes(mut self, input: String) -> Row {
        self.passes.push(input);
        self
    }

    pub(crate) fn undecided(mut self, input: String, reason: Reason) -> Row {
        self.undecided.push((input, reason));
        self
    }

    pub(crate) fn presence(mut self) -> Row {
        self.is_presence = true;
        self
    }
}

fn rows() -> Vec<Row> {
    [flavor_rows::rows(), image_rows::rows(), other_rows::rows()].into_iter().flatten().collect()
}

/// The answer to one requirement alone.
fn outcome(inventory: &Inventory, id: &str) -> Outcome {
    run(&requirement(id).testcase.check, &Context::new(inventory, &CATALOGUE, &options(false)))
}

/// The export, broken off within one more record.
fn cut(input: &str) -> Inventory {
    let list = input.strip_suffix("]}").or_else(|| input.strip_suffix(']'));
    // Quotas are no list.
    let Some(list) = list else { return read(input.trim_end_matches('}')) };
    let between = if list.ends_with('[') { "" } else { "," };
    read(&format!("{list}{between}{{\"id\": \""))
}

#[test]
fn the_table_has_every_requirement_that_exports_decide() {
    let has = |row: &Row| !row.fails.is_empty() && !row.passes.is_empty();
    let in_table: Vec<&str> = rows().iter().filter(|row| has(row)).map(|row| row.id).collect();
    let unique: BTreeSet<&str> = in_table.iter().copied().collect();
    assert_eq!(unique.len(), in_table.len());
    let is_beyond = |check: &Check| matches!(check, Check::LiveCloud { .. } | Check::ManualCheck { .. });
    let decidable: BTreeSet<&str> = CATALOGUE
        .requirements
        .iter()
        .filter(|requirement| !is_beyond(&requirement.testcase.check))
        .map(|requirement| requirement.testcase.id.as_str())
        .collect();
    assert_eq!(unique, decidable);
}

#[test]
fn failing_inputs_fail_with_their_findings() {
    for row in rows() {
        for (input, expected) in &row.fails {
            let outcome = outcome(&read(input), row.id);
            assert_eq!(outcome.verdict, Verdict::Fail, "{} {input}", row.id);
            let found: Vec<(Option<usize>, String)> = outcome
                .findings
                .iter()
                .map(|finding| {
                    assert!(finding.is_fault, "{} {finding:?}", row.id);
                    (finding.record.map(|record| record.index), format!("{:?}", finding.problem))
                })
                .collect();
            let agree = found.len() == expected.len()
                && found
                    .iter()
                    .zip(expected)
                    .all(|((at, problem), (expected_at, part))| at == expected_at && problem.contains(part));
            assert!(agree, "{} {input}\nfound {found:#?}\nexpected {expected:#?}", row.id);
        }
    }
}

#[test]
fn passing_inputs_pass_without_findings() {
    for row in rows() {
        for input in &row.passes {
            let outcome = outcome(&read(input), row.id);
            assert_eq!((outcome.verdict, outcome.findings), (Verdict::Pass, vec![]), "{} {input}", row.id);
        }
    }
}

#[test]
fn inputs_that_lack_what_is_asked_for_leave_it_open() {
    for row in rows() {
        for (input, reason) in &row.undecided {
            let outcome = outcome(&read(input), row.id);
            assert_eq!(outcome.verdict, Verdict::Undecided(*reason), "{} {input}", row.id);
        }
        let outcome = outcome(&read("{}"), row.id);
        assert!(
            matches!(outcome.verdict, Verdict::Undecided(Reason::NotSupplied(_))),
            "{} {:?}",
            row.id,
            outcome.verdict
        );
    }
}

/// What is left of a list may break a requirement on all records, and hold what has to be there; nothing else.
#[test]
fn parts_of_lists_pass_only_what_is_there() {
    let mut wrong = Vec::new();
    for row in rows() {
        let passing = row.passes.iter().map(|input| (input, false));
        for (input, is_fail) in passing.chain(row.fails.iter().map(|(input, _)| (input, true))) {
            let verdict = outcome(&cut(input), row.id).verdict;
            let is_right = match verdict {
                Verdict::Pass => row.is_presence && !is_fail,
                Verdict::Fail => !row.is_presence && is_fail,
                Verdict::Undecided(reason) => {
                    matches!(reason, Reason::Incomplete(..) | Reason::NotSupplied(_))
                }
            };
            if !is_right {
                wrong.push(format!("{} {verdict:?} {input}", row.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_exports_do_not_show_is_open_with_the_evidence_for_it() {
    let inventory = read(&flavors(&[named("SCS-1V-4")]));
    let assessment = judged(&inventory);
    let mut count = 0;
    for (requirement, outcome) in &assessment.requirements {
        let check = &requirement.testcase.check;
        let (evidence, reason) = match check {
            Check::LiveCloud { evidence } => (evidence, Reason::LiveCloud),
            Check::ManualCheck { evidence } => (evidence, Reason::ManualCheck),
            _ => continue,
        };
        assert_eq!(outcome.verdict, Verdict::Undecided(reason), "{}", requirement.testcase.id);
        let text = reason_text(reason, check);
        assert!(!evidence.is_empty() && text.message.contains(evidence.as_ref()), "{text:?}");
        assert_eq!((text.command, outcome.findings.as_slice()), (None, [].as_slice()));
        count += 1;
    }
    assert_eq!(count, 9);
}

#[test]
fn records_as_the_tests_make_them_meet_everything_that_asks_about_them() {
    let inputs = [
        images(&[ubuntu(&json!({}))]),
        flavors(&[named("SCS-64C-256")]),
        catalog(&[service("block-storage", &["public", "internal"])]),
    ];
    let presence: Vec<&str> = rows().iter().filter(|row| row.is_presence).map(|row| row.id).collect();
    for input in inputs {
        let inventory = read(&input);
        for (requirement, outcome) in &judged(&inventory).requirements {
            let id = requirement.testcase.id.as_str();
            assert!(outcome.findings.is_empty() || presence.contains(&id), "{id} {:?}", outcome.findings);
        }
    }
}

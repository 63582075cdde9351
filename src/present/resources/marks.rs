//! How much there is to say against each record.

use crate::assessment::Assessment;
use crate::catalogue::{Demand, TestCase};
use crate::checks::Outcome;
use crate::inventory::{Inventory, Kind};
use serde::{Deserialize, Serialize};

/// What there is to say against a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// How many test cases fail over it.
    pub faults: u32,
    /// How many requirements that only the texts state are not met by it.
    pub advised: u32,
    /// It is not judged.
    pub is_left_out: bool,
    /// All that there is to say against it is waived.
    pub is_waived: bool,
}

/// What a scope version asks for, with the answers: test cases, then requirements of the texts.
pub(super) fn answers<'a>(
    assessment: &'a Assessment<'_>,
    version: &str,
) -> impl Iterator<Item = (&'a TestCase, &'a Outcome, Demand)> {
    let version = assessment.catalogue.version(version);
    let testcases = assessment.outcomes.iter().filter_map(move |(testcase, outcome)| {
        let target = version?.target_of(&testcase.id)?;
        Some((*testcase, outcome, Demand::TestCase(target)))
    });
    let requirements = assessment.requirements.iter().filter_map(move |(requirement, outcome)| {
        let level = requirement.level_in(version?)?;
        Some((&requirement.testcase, outcome, Demand::Text(level)))
    });
    testcases.chain(requirements)
}

/// A record while findings are counted.
#[derive(Clone, Copy, Default)]
struct Tally {
    mark: Mark,
    /// The number of the answer that was counted last, from 1.
    last: usize,
}

/// The marks of all records, list by list in the order of [`Kind::ALL`].
pub(super) fn marks(assessment: &Assessment<'_>, version: &str, inventory: &Inventory) -> [Vec<Mark>; 6] {
    let mut tallies = Kind::ALL.map(|kind| vec![Tally::default(); inventory.count(kind).unwrap_or_default()]);
    let mut place = |kind: Kind, index: usize, change: &dyn Fn(&mut Tally)| {
        let at = Kind::ALL.iter().position(|other| *other == kind);
        if let Some(tally) = at.and_then(|at| tallies.get_mut(at)?.get_mut(index)) {
            change(tally);
        }
    };
    for (number, (testcase, outcome, demand)) in answers(assessment, version).enumerate() {
        for (at, finding) in outcome.findings.iter().enumerate().filter(|(_, finding)| finding.is_fault) {
            let Some(record) = finding.record else { continue };
            let is_waived = assessment.waived.entry(testcase.id.as_str(), at).is_some();
            place(record.kind, record.index, &|Tally { mark, last }| {
                mark.is_waived = is_waived && (mark.is_waived || *last == 0);
                if *last == number + 1 {
                    return;
                }
                *last = number + 1;
                match demand {
                    Demand::TestCase(_) => mark.faults += 1,
                    Demand::Text(_) => mark.advised += 1,
                }
            });
        }
    }
    for (kind, index, _) in &assessment.left_out {
        place(*kind, *index, &|tally| tally.mark.is_left_out = true);
    }
    tallies.map(|tallies| tallies.into_iter().map(|tally| tally.mark).collect())
}

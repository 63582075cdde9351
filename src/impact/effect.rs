//! Two assessments of one cloud, or of two → which answers turn, for each scope version, and which records show it.

use super::records::Side;
use crate::assessment::{Assessment, TargetVerdict};
use crate::catalogue::{Demand, Level, Target, Validity};
use crate::checks::{Outcome, RecordRef, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// What a scope version asks, and the answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// How strongly it is asked for; `None`: not at all.
    pub demand: Option<Demand>,
    /// The answer; `None` where nobody knows the test case.
    pub verdict: Option<Verdict>,
}

/// Which demands a cloud has to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yardstick {
    /// Those that decide the certificate.
    Certificate,
    /// Those, and what a text says with MUST.
    Text,
}

impl Yardstick {
    fn needs(self, demand: Demand) -> bool {
        demand.is_required() || (self == Yardstick::Text && demand == Demand::Text(Level::Must))
    }
}

impl Standing {
    fn fails(self) -> bool {
        self.verdict == Some(Verdict::Fail)
    }

    fn is_needed(self, by: Yardstick) -> bool {
        self.demand.is_some_and(|demand| by.needs(demand))
    }

    /// It is needed, and not known to hold.
    fn is_open(self, by: Yardstick) -> bool {
        self.is_needed(by) && !matches!(self.verdict, Some(Verdict::Pass | Verdict::Fail))
    }
}

/// How an answer turns, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// What is needed fails, and did not before, or was not needed.
    NewlyFailing,
    /// What is needed is open, and was not before, or was not needed.
    NewlyOpen,
    /// What is advised fails, and did not before, or was not advised.
    NewlyAdvised,
    /// What failed is no longer needed, but advised.
    Eased,
    /// What failed, or was open, passes.
    NewlyPassing,
    /// What is asked for is new, and does not fail.
    NewlyAsked,
    /// It is no longer asked for.
    NoLongerAsked,
}

impl Turn {
    /// Every turn, the worst first.
    pub const ALL: [Turn; 7] = [
        Turn::NewlyFailing,
        Turn::NewlyOpen,
        Turn::NewlyAdvised,
        Turn::Eased,
        Turn::NewlyPassing,
        Turn::NewlyAsked,
        Turn::NoLongerAsked,
    ];

    /// How an answer turns; `None` if it stays.
    fn between(before: Standing, after: Standing, by: Yardstick) -> Option<Turn> {
        let fails = |standing: Standing| standing.is_needed(by) && standing.fails();
        let fails_advice =
            |standing: Standing| standing.demand.is_some() && !standing.is_needed(by) && standing.fails();
        if fails(after) {
            return (!fails(before)).then_some(Turn::NewlyFailing);
        }
        if after.is_open(by) {
            return (!before.is_open(by)).then_some(Turn::NewlyOpen);
        }
        if fails_advice(after) {
            return match (fails(before), fails_advice(before)) {
                (true, _) => Some(Turn::Eased),
                (false, false) => Some(Turn::NewlyAdvised),
                (false, true) => None,
            };
        }
        match (before.demand, after.demand) {
            (Some(_), None) => Some(Turn::NoLongerAsked),
            (None, Some(_)) => Some(Turn::NewlyAsked),
            (Some(_), Some(_)) if before.verdict != after.verdict && after.verdict == Some(Verdict::Pass) => {
                Some(Turn::NewlyPassing)
            }
            (Some(_), Some(_)) | (None, None) => None,
        }
    }
}

/// An answer that turns.
#[derive(Clone, Debug, PartialEq)]
pub struct Turned {
    /// The test case, or the requirement beside them.
    pub id: Box<str>,
    /// How it turns.
    pub turn: Turn,
    /// What was asked, and the answer.
    pub before: Standing,
    /// What is asked, and the answer.
    pub after: Standing,
    /// The records that fail, in the order of their lists: after the change, or before it where they fail no longer.
    pub witnesses: Vec<RecordRef>,
    /// Whose records these are.
    pub side: Side,
}

/// What turns for a scope version.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionEffect {
    /// `v5.1`.
    pub version: Box<str>,
    /// What a certificate of the version is worth, before and after.
    pub validity: [Option<Validity>; 2],
    /// The verdict of what the certificate needs; `None` where there is no such version.
    pub main: [Option<TargetVerdict>; 2],
    /// Answers that turn, the worst first, then by id.
    pub turned: Vec<Turned>,
    /// How many answers that are asked for stay.
    pub unchanged: usize,
}

impl VersionEffect {
    /// How many answers turn so.
    pub fn count(&self, turn: Turn) -> usize {
        self.turned.iter().filter(|turned| turned.turn == turn).count()
    }

    /// A certificate of it can be had, or could.
    pub fn is_certifiable(&self) -> bool {
        self.validity.iter().flatten().any(|validity| validity.is_certifiable())
    }
}

/// What a change means for conforming clouds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Nothing that the certificate needs turns to a failure or into the open.
    Preserving,
    /// It cannot be told.
    Undecided,
    /// Something that the certificate needs turns to a failure.
    Breaking,
}

impl Class {
    /// What effects mean, over scope versions of which certificates can be had.
    pub fn of<'a>(effects: impl IntoIterator<Item = &'a VersionEffect>) -> Class {
        let turns = effects.into_iter().flat_map(|effect| &effect.turned).map(|turned| match turned.turn {
            Turn::NewlyFailing => Class::Breaking,
            Turn::NewlyOpen => Class::Undecided,
            Turn::NewlyAdvised
            | Turn::Eased
            | Turn::NewlyPassing
            | Turn::NewlyAsked
            | Turn::NoLongerAsked => Class::Preserving,
        });
        turns.max().unwrap_or(Class::Preserving)
    }

    /// The best that a change can be of which something is open, or nothing.
    pub fn least(is_open: bool) -> Class {
        if is_open { Class::Undecided } else { Class::Preserving }
    }
}

/// What turns between two assessments, for each scope version of either, in the order of the later one.
pub fn effects(before: &Assessment<'_>, after: &Assessment<'_>, by: Yardstick) -> Vec<VersionEffect> {
    let old = before.catalogue.versions.iter().map(|version| &version.id);
    let gone = old.filter(|id| after.catalogue.version(id).is_none());
    let versions = gone.chain(after.catalogue.versions.iter().map(|version| &version.id));
    let answers = [Answers::new(before), Answers::new(after)];
    versions.map(|version| effect(version, [before, after], &answers, by)).collect()
}

/// The answers of an assessment, by id.
struct Answers<'a>(BTreeMap<&'a str, &'a Outcome>);

impl<'a> Answers<'a> {
    fn new(assessment: &'a Assessment<'_>) -> Answers<'a> {
        let testcases = assessment.outcomes.iter().map(|(testcase, outcome)| (testcase.id.as_str(), outcome));
        let requirements = assessment.requirements.iter();
        let requirements =
            requirements.map(|(requirement, outcome)| (requirement.testcase.id.as_str(), outcome));
        Answers(testcases.chain(requirements).collect())
    }
}

fn effect(
    version: &str,
    sides: [&Assessment<'_>; 2],
    answers: &[Answers<'_>; 2],
    by: Yardstick,
) -> VersionEffect {
    let demands = sides.map(|assessment| demands(version, assessment));
    let [before, after] = &demands;
    let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut turned = Vec::new();
    let mut unchanged = 0;
    for id in ids {
        let standing = |side: &Answers<'_>, demands: &BTreeMap<&str, Demand>| Standing {
            demand: demands.get(id).copied(),
            verdict: side.0.get(id).map(|outcome| outcome.verdict),
        };
        let [old, new] = answers;
        let (before, after) = (standing(old, before), standing(new, after));
        match Turn::between(before, after, by) {
            Some(turn) => {
                let (side, failing) = if after.fails() { (Side::After, new) } else { (Side::Before, old) };
                let witnesses = failing.0.get(id).map(|outcome| faulty(outcome)).unwrap_or_default();
                turned.push(Turned { id: id.into(), turn, before, after, witnesses, side });
            }
            None => unchanged += 1,
        }
    }
    turned.sort_by_key(|turned| turned.turn);
    let scopes = sides.map(|assessment| assessment.scope(version));
    VersionEffect {
        version: version.into(),
        validity: scopes.map(|scope| scope.and_then(|scope| scope.validity)),
        main: scopes.map(|scope| scope.map(|scope| scope.target(Target::Main).verdict)),
        turned,
        unchanged,
    }
}

/// What a scope version asks for, by id.
fn demands<'a>(version: &str, assessment: &Assessment<'a>) -> BTreeMap<&'a str, Demand> {
    let catalogue = assessment.catalogue;
    let Some(version) = catalogue.version(version) else { return BTreeMap::new() };
    let testcases = Target::ALL.into_iter().rev().flat_map(|target| {
        version.target(target).iter().map(move |id| (id.as_str(), Demand::TestCase(target)))
    });
    let requirements = catalogue.requirements.iter().filter_map(|requirement| {
        Some((requirement.testcase.id.as_str(), Demand::Text(requirement.level_in(version)?)))
    });
    testcases.chain(requirements).collect()
}

/// The records of a failure, each once.
fn faulty(outcome: &Outcome) -> Vec<RecordRef> {
    let mut seen = BTreeSet::new();
    let records = outcome.findings.iter().filter(|finding| finding.is_fault);
    records
        .filter_map(|finding| finding.record)
        .filter(|record| seen.insert((record.kind, record.index)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::Reason;

    const OPEN: Verdict = Verdict::Undecided(Reason::LiveCloud);
    const MAIN: Option<Demand> = Some(Demand::TestCase(Target::Main));
    const ADVICE: Option<Demand> = Some(Demand::TestCase(Target::Recommended));
    const MUST: Option<Demand> = Some(Demand::Text(Level::Must));

    fn turn(
        before: (Option<Demand>, Verdict),
        after: (Option<Demand>, Verdict),
        by: Yardstick,
    ) -> Option<Turn> {
        let standing = |(demand, verdict)| Standing { demand, verdict: Some(verdict) };
        Turn::between(standing(before), standing(after), by)
    }

    #[test]
    fn answers_turn_by_what_is_asked_and_by_what_is_true() {
        use Verdict::{Fail, Pass};
        let cases = [
            ((MAIN, Pass), (MAIN, Fail), Some(Turn::NewlyFailing)),
            ((MAIN, OPEN), (MAIN, Fail), Some(Turn::NewlyFailing)),
            ((None, Fail), (MAIN, Fail), Some(Turn::NewlyFailing)),
            ((ADVICE, Fail), (MAIN, Fail), Some(Turn::NewlyFailing)),
            ((MAIN, Fail), (MAIN, Fail), None),
            ((MAIN, Fail), (MAIN, Pass), Some(Turn::NewlyPassing)),
            ((MAIN, OPEN), (MAIN, Pass), Some(Turn::NewlyPassing)),
            ((ADVICE, Fail), (ADVICE, Pass), Some(Turn::NewlyPassing)),
            ((MAIN, Fail), (ADVICE, Fail), Some(Turn::Eased)),
            ((MAIN, Fail), (None, Fail), Some(Turn::NoLongerAsked)),
            ((MAIN, Pass), (None, Pass), Some(Turn::NoLongerAsked)),
            ((MAIN, Pass), (MAIN, OPEN), Some(Turn::NewlyOpen)),
            ((MAIN, Fail), (MAIN, OPEN), Some(Turn::NewlyOpen)),
            ((None, OPEN), (MAIN, OPEN), Some(Turn::NewlyOpen)),
            ((MAIN, OPEN), (MAIN, OPEN), None),
            ((None, Fail), (ADVICE, Fail), Some(Turn::NewlyAdvised)),
            ((ADVICE, Pass), (ADVICE, Fail), Some(Turn::NewlyAdvised)),
            ((MAIN, Pass), (ADVICE, Fail), Some(Turn::NewlyAdvised)),
            ((None, Pass), (MAIN, Pass), Some(Turn::NewlyAsked)),
            ((MAIN, Pass), (ADVICE, Pass), None),
            ((None, Fail), (None, Pass), None),
            ((ADVICE, Pass), (ADVICE, OPEN), None),
        ];
        for (before, after, expected) in cases {
            assert_eq!(turn(before, after, Yardstick::Certificate), expected, "{before:?} {after:?}");
            assert_eq!(turn(before, before, Yardstick::Certificate), None);
        }
    }

    #[test]
    fn a_text_is_as_good_as_a_test_case_only_by_its_own_yardstick() {
        let turned = |by| turn((None, Verdict::Fail), (MUST, Verdict::Fail), by);
        assert_eq!(turned(Yardstick::Text), Some(Turn::NewlyFailing));
        assert_eq!(turned(Yardstick::Certificate), Some(Turn::NewlyAdvised));
        let open = |by| turn((None, OPEN), (MUST, OPEN), by);
        assert_eq!(open(Yardstick::Text), Some(Turn::NewlyOpen));
        assert_eq!(open(Yardstick::Certificate), Some(Turn::NewlyAsked));
    }
}

//! The heart: an inventory, a catalogue and a date → verdicts.

use crate::catalogue::{Catalogue, Requirement, Target, TestCase, Validity};
use crate::checks::{
    self, Context, FlavorClass, LeftOut, Official, Options, Outcome, Reason, Verdict, flavor_classes,
};
use crate::inventory::{Inventory, Kind};
use crate::waivers::{self, Waived, Waivers};

/// Every answer about one cloud.
#[derive(Debug)]
pub struct Assessment<'a> {
    /// What was chosen for the run.
    pub options: Options,
    /// The standards that were asked for.
    pub catalogue: &'a Catalogue,
    /// The answer to each test case, in the catalogue's order.
    pub outcomes: Vec<(&'a TestCase, Outcome)>,
    /// The answer to each requirement beside the test cases, in the catalogue's order.
    pub requirements: Vec<(&'a Requirement, Outcome)>,
    /// The verdicts of each scope version, in the catalogue's order.
    pub scopes: Vec<ScopeResult<'a>>,
    /// What each flavor is to the standards, with its index in the list.
    pub flavor_classes: Vec<(usize, FlavorClass)>,
    /// Records that were not judged.
    pub left_out: Vec<(Kind, usize, LeftOut)>,
    /// Which faults are waived; none before [`Assessment::with_waivers`].
    pub waived: Waived,
}

/// The verdicts of one version of the certificate scope.
#[derive(Clone, Debug, PartialEq)]
pub struct ScopeResult<'a> {
    /// `v5.1`.
    pub version: &'a str,
    /// What a certificate of the version is worth at the date; `None` before any version was valid.
    pub validity: Option<Validity>,
    /// The verdict of each target.
    pub targets: [TargetResult; 3],
}

impl ScopeResult<'_> {
    /// The verdict of a target.
    pub fn target(&self, target: Target) -> &TargetResult {
        let [main, recommended, preview] = &self.targets;
        match target {
            Target::Main => main,
            Target::Recommended => recommended,
            Target::Preview => preview,
        }
    }
}

/// The verdict of one target of a scope version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetResult {
    /// Our verdict.
    pub verdict: TargetVerdict,
    /// The official suite's verdict, by the order of the compliance monitor.
    pub official: TargetOfficial,
    /// The same over the test cases that have an official answer here.
    pub offline: TargetOfficial,
    /// How many test cases there are of each answer.
    pub counts: Counts,
}

/// Our verdict about a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetVerdict {
    /// Every test case passes, officially, too.
    Pass,
    /// Some test case fails.
    Fail,
    /// None fails, and not every one is known to pass.
    Undecided,
}

/// The official suite's verdict about a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetOfficial {
    /// Every test case passes.
    Pass,
    /// Some test case fails.
    Fail,
    /// None fails, some has no answer.
    Missing,
    /// None fails, all have an answer, some ended with an exception.
    Abort,
}

impl TargetOfficial {
    /// The compliance monitor's own word.
    pub fn name(self) -> &'static str {
        match self {
            TargetOfficial::Pass => "PASS",
            TargetOfficial::Fail => "FAIL",
            TargetOfficial::Missing => "MISSING",
            TargetOfficial::Abort => "ABORT",
        }
    }
}

/// A verdict without its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum VerdictView {
    /// Fails.
    Fail,
    /// Undecided.
    Open,
    /// Passes.
    Pass,
}

impl From<Verdict> for VerdictView {
    fn from(verdict: Verdict) -> VerdictView {
        match verdict {
            Verdict::Pass => VerdictView::Pass,
            Verdict::Fail => VerdictView::Fail,
            Verdict::Undecided(_) => VerdictView::Open,
        }
    }
}

/// How many test cases there are of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Share {
    /// Test cases that pass.
    pub pass: usize,
    /// Test cases that fail.
    pub fail: usize,
    /// Test cases that are open.
    pub open: usize,
}

/// How many test cases of a target have which answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Passed.
    pub passed: usize,
    /// Failed by a fault that is not waived.
    pub failed: usize,
    /// Failed, and every fault is waived.
    pub waived: usize,
    /// Undecided: the list was not supplied.
    pub not_supplied: usize,
    /// Undecided: the export lacks a field, or the list records.
    pub not_exported: usize,
    /// Undecided: only a live cloud, or a person, can tell.
    pub beyond_exports: usize,
}

impl Counts {
    /// Test cases that fail, waived or not.
    pub fn failing(self) -> usize {
        self.failed + self.waived
    }

    /// Test cases that were decided.
    pub fn decided(self) -> usize {
        self.passed + self.failing()
    }

    /// Test cases that were not.
    pub fn undecided(self) -> usize {
        self.not_supplied + self.not_exported + self.beyond_exports
    }

    /// All test cases.
    pub fn all(self) -> usize {
        self.decided() + self.undecided()
    }
}

/// Judges an inventory.
pub fn assess<'a>(inventory: &Inventory, catalogue: &'a Catalogue, options: Options) -> Assessment<'a> {
    let context = Context::new(inventory, catalogue, &options);
    let outcomes: Vec<_> = catalogue
        .testcases
        .iter()
        .map(|testcase| (testcase, checks::run(&testcase.check, &context)))
        .collect();
    let requirements = catalogue
        .requirements
        .iter()
        .map(|requirement| {
            (requirement, checks::run(&requirement.testcase.check, &context).without_official())
        })
        .collect();
    let waived = Waived::default();
    let scopes = scopes(catalogue, options, &outcomes, &waived);
    Assessment {
        options,
        catalogue,
        outcomes,
        requirements,
        scopes,
        flavor_classes: flavor_classes(&context),
        left_out: left_out(&context),
        waived,
    }
}

/// Adds up the answers for each version and target.
fn scopes<'a>(
    catalogue: &'a Catalogue,
    options: Options,
    outcomes: &[(&'a TestCase, Outcome)],
    waived: &Waived,
) -> Vec<ScopeResult<'a>> {
    let scopes = catalogue.versions.iter().map(|version| ScopeResult {
        version: &version.id,
        validity: catalogue.timeline.validity(&version.id, options.now),
        targets: Target::ALL.map(|target| {
            let ids = version.target(target);
            let of_target = outcomes.iter().filter(|(testcase, _)| ids.binary_search(&testcase.id).is_ok());
            add_up(
                of_target.map(|(testcase, outcome)| (outcome, waived.covers(testcase.id.as_str(), outcome))),
            )
        }),
    });
    scopes.collect()
}

impl Assessment<'_> {
    /// The same answers with some faults waived, instead of those that were. Verdicts stay, counts tell them apart.
    #[must_use]
    pub fn with_waivers(mut self, inventory: &Inventory, waivers: &Waivers) -> Self {
        let outcomes = self.outcomes.iter().map(|(testcase, outcome)| (testcase.id.as_str(), outcome));
        let requirements = self.requirements.iter();
        let requirements =
            requirements.map(|(requirement, outcome)| (requirement.testcase.id.as_str(), outcome));
        let waived = waivers::apply(waivers, outcomes.chain(requirements), inventory, self.options.now);
        self.scopes = scopes(self.catalogue, self.options, &self.outcomes, &waived);
        self.waived = waived;
        self
    }

    /// A test case, or a requirement beside them, with its answer.
    pub fn testcase(&self, id: &str) -> Option<(&TestCase, &Outcome)> {
        if let Ok(at) = self.outcomes.binary_search_by(|(testcase, _)| testcase.id.as_str().cmp(id)) {
            return self.outcomes.get(at).map(|(testcase, outcome)| (*testcase, outcome));
        }
        let mut requirements = self.requirements.iter();
        let (requirement, outcome) =
            requirements.find(|(requirement, _)| requirement.testcase.id.as_str() == id)?;
        Some((&requirement.testcase, outcome))
    }

    /// The answer to a test case, or to a requirement beside them.
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.testcase(id).map(|(_, outcome)| outcome)
    }

    /// The result of a scope version.
    pub fn scope(&self, version: &str) -> Option<&ScopeResult<'_>> {
        self.scopes.iter().find(|scope| scope.version == version)
    }
}

fn left_out(context: &Context<'_>) -> Vec<(Kind, usize, LeftOut)> {
    fn of_list<T>(
        kind: Kind,
        list: Option<&checks::Shown<'_, T>>,
    ) -> impl Iterator<Item = (Kind, usize, LeftOut)> {
        list.into_iter()
            .flat_map(move |list| list.left_out.iter().map(move |&(index, why)| (kind, index, why)))
    }
    of_list(Kind::Flavor, context.flavors.as_ref())
        .chain(of_list(Kind::Image, context.images.as_ref()))
        .chain(of_list(Kind::VolumeType, context.volume_types.as_ref()))
        .collect()
}

/// Adds up the answers of a target's test cases, each with whether all its faults are waived. A target without test
/// cases passes.
fn add_up<'a>(outcomes: impl Iterator<Item = (&'a Outcome, bool)>) -> TargetResult {
    let mut counts = Counts::default();
    let mut officials = Vec::new();
    for (outcome, is_waived) in outcomes {
        match outcome.verdict {
            Verdict::Pass => counts.passed += 1,
            Verdict::Fail if is_waived => counts.waived += 1,
            Verdict::Fail => counts.failed += 1,
            Verdict::Undecided(reason) => match reason {
                Reason::NotSupplied(_) => counts.not_supplied += 1,
                Reason::LacksField(..) | Reason::Incomplete(..) => counts.not_exported += 1,
                Reason::LiveCloud | Reason::ManualCheck | Reason::NotImplemented => {
                    counts.beyond_exports += 1;
                }
            },
        }
        officials.push(outcome.official);
    }
    let is_all_official = officials.iter().all(|official| *official == Some(Official::Pass));
    let verdict = if counts.failing() > 0 {
        TargetVerdict::Fail
    } else if counts.undecided() == 0 && is_all_official {
        TargetVerdict::Pass
    } else {
        TargetVerdict::Undecided
    };
    let has_answer = |official: &Option<Official>| official.is_some();
    let answered: Vec<_> = officials.iter().copied().filter(has_answer).collect();
    TargetResult {
        verdict,
        official: add_up_official(&officials),
        offline: add_up_official(&answered),
        counts,
    }
}

fn add_up_official(officials: &[Option<Official>]) -> TargetOfficial {
    if officials.contains(&Some(Official::Fail)) {
        TargetOfficial::Fail
    } else if officials.contains(&None) {
        TargetOfficial::Missing
    } else if officials.contains(&Some(Official::Abort)) {
        TargetOfficial::Abort
    } else {
        TargetOfficial::Pass
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Upload, read_files};
    use crate::inventory::Field;

    fn outcome(verdict: Verdict, official: Option<Official>) -> Outcome {
        Outcome { verdict, official, findings: Vec::new() }
    }

    #[test]
    fn a_target_passes_only_when_the_official_suite_passes_it() {
        let pass = outcome(Verdict::Pass, Some(Official::Pass));
        let fail = outcome(Verdict::Fail, Some(Official::Fail));
        let abort = outcome(Verdict::Pass, Some(Official::Abort));
        let open = outcome(Verdict::Undecided(Reason::LiveCloud), None);
        let cases: [(&[&Outcome], TargetVerdict, TargetOfficial, TargetOfficial); 6] = [
            (&[], TargetVerdict::Pass, TargetOfficial::Pass, TargetOfficial::Pass),
            (&[&pass], TargetVerdict::Pass, TargetOfficial::Pass, TargetOfficial::Pass),
            (&[&pass, &abort], TargetVerdict::Undecided, TargetOfficial::Abort, TargetOfficial::Abort),
            (&[&pass, &open], TargetVerdict::Undecided, TargetOfficial::Missing, TargetOfficial::Pass),
            (&[&abort, &open], TargetVerdict::Undecided, TargetOfficial::Missing, TargetOfficial::Abort),
            (&[&abort, &open, &fail], TargetVerdict::Fail, TargetOfficial::Fail, TargetOfficial::Fail),
        ];
        for (outcomes, verdict, official, offline) in cases {
            let result = add_up(outcomes.iter().map(|outcome| (*outcome, false)));
            assert_eq!((result.verdict, result.official, result.offline), (verdict, official, offline));
            assert_eq!(result.counts.all(), outcomes.len());
        }
    }

    #[test]
    fn a_target_with_waived_faults_fails_all_the_same() {
        let fail = outcome(Verdict::Fail, Some(Official::Fail));
        let pass = outcome(Verdict::Pass, Some(Official::Pass));
        let result = add_up([(&fail, true), (&fail, false), (&pass, false)].into_iter());
        assert_eq!((result.verdict, result.official), (TargetVerdict::Fail, TargetOfficial::Fail));
        assert_eq!(result.counts, Counts { passed: 1, failed: 1, waived: 1, ..Counts::default() });
        assert_eq!((result.counts.decided(), result.counts.all()), (3, 3));
        let result = add_up([(&fail, true), (&pass, false)].into_iter());
        assert_eq!((result.verdict, result.official), (TargetVerdict::Fail, TargetOfficial::Fail));
    }

    fn quota_verdict(text: &str) -> Verdict {
        let intake = read_files(&[Upload { name: "usage.json", bytes: text.as_bytes(), kind: None }]);
        let catalogue = Catalogue::embedded().unwrap();
        let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
        let assessment = assess(&intake.inventory, &catalogue, options);
        assessment.outcome("scs-0104-image-quota").unwrap().verdict
    }

    #[test]
    fn image_quotas_leave_room() {
        let usage = |count: &str, size: &str| {
            format!(
                "{{\"usage\": {{\"image_count_total\": {{\"limit\": {count}, \"usage\": 1}}, \
                 \"image_size_total\": {{\"limit\": {size}, \"usage\": 1}}, \
                 \"image_count_uploading\": {{\"limit\": 1, \"usage\": 0}}}}}}"
            )
        };
        let cases = [
            (usage("40", "204800"), Verdict::Pass),
            (usage("-1", "-1"), Verdict::Pass),
            (usage("39", "204800"), Verdict::Fail),
            (usage("40", "204799"), Verdict::Fail),
            (usage("null", "204800"), Verdict::Undecided(Reason::LacksField(Kind::ImageUsage, Field::Limit))),
            ("{\"usage\": {}}".to_owned(), Verdict::Pass),
            ("[]".to_owned(), Verdict::Pass),
            ("{\"flavors\": []}".to_owned(), Verdict::Undecided(Reason::NotSupplied(Kind::ImageUsage))),
        ];
        for (text, expected) in cases {
            assert_eq!(quota_verdict(&text), expected, "{text}");
        }
    }

    #[test]
    fn waivers_change_counts_and_no_verdict() {
        let flavors = r#"{"flavors": [{"id": "1", "name": "SCS-2V-8", "vcpus": 1, "ram": 8192, "disk": 0,
            "os-flavor-access:is_public": true, "extra_specs": {}}]}"#;
        let intake = read_files(&[Upload { name: "flavors.json", bytes: flavors.as_bytes(), kind: None }]);
        let catalogue = Catalogue::embedded().unwrap();
        let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
        let plain = assess(&intake.inventory, &catalogue, options);
        let with = |text: &str| {
            let waivers = waivers::parse("w.yaml", text).unwrap();
            assess(&intake.inventory, &catalogue, options).with_waivers(&intake.inventory, &waivers)
        };
        let nothing = with("waivers: []");
        assert_eq!((&nothing.scopes, &nothing.waived), (&plain.scopes, &plain.waived));
        let some = with(
            "waivers: [{testcase: scs-0100-semantics-check, resource: SCS-2V-8, reason: r, until: 2026-11-23}]",
        );
        assert_eq!(some.outcomes, plain.outcomes);
        for (plain, waived) in plain.scopes.iter().zip(&some.scopes) {
            let (plain, waived) = (plain.target(Target::Main), waived.target(Target::Main));
            assert_eq!((plain.verdict, plain.official), (waived.verdict, waived.official));
            assert_eq!((waived.counts.waived, waived.counts.failed), (1, plain.counts.failed - 1));
            assert_eq!(waived.counts.all(), plain.counts.all());
        }
    }
}

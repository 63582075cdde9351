//! The Check page.

use super::causes::{CauseView, cause_view, causes_in_order, flavor_classes_sentence};
use super::pictures::{
    FlavorGridView, ImageTimelineView, ScopeTimelineView, flavor_grid_view, image_timeline_view,
    scope_timeline_view,
};
use super::search::{Matches, TestCaseMatch};
use crate::assessment::{Assessment, Counts, ScopeResult, Share, TargetVerdict, VerdictView};
use crate::catalogue::{Catalogue, Demand, Target, TestCase, Validity};
use crate::checks::{
    Finding, LeftOut, Official, OtherTextProblem, Outcome, Problem, Reason, RecordRef, RuleProblem, Verdict,
    deciding_difference,
};
use crate::intake::{FileIntake, IntakeError, IntakeNote};
use crate::inventory::{Identity, Inventory, Kind, Value};
use crate::wording::{
    self, Notice, ReasonText, count_of, finding_text, intake_error, intake_note, kind_plural, reason_text,
    source_text,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

/// A number that a file bears as long as it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// What a person chooses on the Check page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The reference date as typed: `YYYY-MM-DD` or RFC 3339; empty means now.
    pub date: String,
    /// The scope version whose verdicts are shown; empty means the one that is effective at the date.
    pub scope: String,
    /// Judge hidden and private items, too.
    pub as_listed: bool,
}

/// A file as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    /// Its number.
    pub id: FileId,
    /// Its name.
    pub name: Rc<str>,
    /// Its size in bytes.
    pub bytes: usize,
    /// What was understood, one entry a list: "31 flavors · OpenStack client, JSON list".
    pub lists: Vec<String>,
    /// What is worth saying of it.
    pub notes: Vec<Notice>,
    /// Why nothing of it could be used.
    pub error: Option<Notice>,
    /// The text around the error: up to five lines, with the number of the first.
    pub excerpt: Option<(usize, String)>,
    /// It could be used if a person said what it lists.
    pub asks_for_kind: bool,
}

/// A scope version to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionMark {
    /// `v5.1`.
    pub id: Rc<str>,
    /// "effective", or "draft · 5 fail".
    pub note: String,
    /// Its verdicts are shown.
    pub is_chosen: bool,
    /// Listed at the date, so shown at first sight; others are folded away.
    pub is_listed: bool,
}

/// The verdict on a scope version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeView {
    /// `v5.1`.
    pub id: Rc<str>,
    /// The answer in a sentence: "3 of 41 checked requirements of v5.1 fail".
    pub headline: String,
    /// What it leaves open, in sentences.
    pub explanation: String,
    /// The verdict of the target `main`.
    pub verdict: VerdictView,
    /// The official suite's word for it on these data: "FAIL", "MISSING", …
    pub official: Cow<'static, str>,
    /// The test cases of `main`.
    pub main: Share,
    /// The recommended test cases.
    pub recommended: Share,
}

/// A standard with its test cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardView {
    /// `scs-0103`.
    pub id: Rc<str>,
    /// "Standard flavors".
    pub title: Rc<str>,
    /// The address of its text.
    pub url: Rc<str>,
    /// Its test cases in the chosen scope version: those that fail first, then the open ones, then the others.
    pub testcases: Vec<TestCaseView>,
    /// How many there are of each verdict.
    pub share: Share,
}

/// A row of the table of test cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestCaseView {
    /// The official id.
    pub id: Rc<str>,
    /// The title that fits the verdict.
    pub title: String,
    /// The verdict.
    pub verdict: VerdictView,
    /// What asks for it.
    pub level: Demand,
    /// The official suite's answer where it differs from the verdict: "ABORT".
    pub official: Option<Cow<'static, str>>,
    /// Why it is open.
    pub reason: Option<ReasonText>,
    /// A word for the right end of the row: "2 flavors", "missing", "needs a live cloud".
    pub hint: String,
    /// How many findings there are.
    pub findings: usize,
    /// Why it matters.
    pub why: Rc<str>,
    /// How it is decided.
    pub decided: Rc<str>,
    /// Where text and official test differ, with the number of the difference, if that decides here.
    pub contradiction: Option<(Rc<str>, Rc<str>)>,
    /// It fails, and every fault is waived.
    pub is_waived: bool,
    /// It is about the sources of images, of which a cloud may have some of its own.
    pub is_about_sources: bool,
    /// The heading of the section that demands it.
    pub section: Rc<str>,
    /// The address of the section.
    pub url: Rc<str>,
}

/// The result of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultView {
    /// The reference date, `YYYY-MM-DD`.
    pub date: String,
    /// The scope versions to choose from, newest first.
    pub versions: Vec<VersionMark>,
    /// The chosen one.
    pub scope: ScopeView,
    /// Why its test cases fail, those that explain most first.
    pub causes: Vec<CauseView>,
    /// How many flavors there are of each class, in a sentence.
    pub flavor_classes: Option<String>,
    /// The standard flavors by size.
    pub flavor_grid: Option<FlavorGridView>,
    /// The images in time.
    pub image_timeline: Option<ImageTimelineView>,
    /// The scope versions in time.
    pub scope_timeline: ScopeTimelineView,
    /// The standards with its test cases.
    pub standards: Vec<StandardView>,
    /// What was not judged, in sentences.
    pub left_out: Vec<String>,
    /// That the answer is not by the standards alone, a sentence.
    pub modified_rules: Option<String>,
}

/// Some findings of a test case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingsView {
    /// The test case.
    pub testcase: Rc<str>,
    /// Which of its findings these are.
    pub range: Range<usize>,
    /// The findings.
    pub findings: Vec<FindingView>,
}

/// Some of the findings of a test case that a query matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchingFindingsView {
    /// The findings; the range is among those that match.
    pub view: FindingsView,
    /// Where each of them stands among all findings of the test case.
    pub positions: Vec<usize>,
    /// How many match.
    pub matching: usize,
}

/// A row of the table of findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingView {
    /// The name of the resource, or a word for "none".
    pub resource: String,
    /// Its list, and its place there.
    pub record: Option<(Kind, usize)>,
    /// Where it stands: "flavors.json, record 12".
    pub place: Option<String>,
    /// The field that the finding is about.
    pub field: Option<String>,
    /// What was found.
    pub found: Option<String>,
    /// What is expected.
    pub expected: Option<String>,
    /// The finding in a sentence.
    pub message: String,
    /// Whether it is why the test case fails.
    pub is_fault: bool,
    /// By what it is waived.
    pub waived: Option<String>,
}

/// Where the standards come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvenanceView {
    /// The date of the facts, `YYYY-MM-DD`.
    pub date: String,
    /// The commit, whole.
    pub commit: String,
    /// The address of the repository.
    pub source: String,
    /// The version of this program.
    pub program: Cow<'static, str>,
}

/// Shows what one file gave. `text` is its content, for the excerpt around an error.
pub fn file_view(id: FileId, file: &FileIntake, bytes: &[u8]) -> FileView {
    let lists = file.lists.iter().map(|list| {
        format!("{} · {}", count_of(list.records, list.kind), source_text(list.form, list.format, list.kind))
    });
    let problem = file.error.as_ref().or_else(|| file.notes.iter().find_map(IntakeNote::stop));
    FileView {
        id,
        name: file.name.as_ref().into(),
        bytes: bytes.len(),
        lists: lists.collect(),
        notes: file.notes.iter().map(intake_note).collect(),
        error: file.error.as_ref().map(intake_error),
        excerpt: problem.filter(|_| file.is_as_given).and_then(|problem| excerpt(problem, bytes)),
        asks_for_kind: file.error.as_ref().is_some_and(IntakeError::asks_for_kind),
    }
}

/// Lines around the place of an error; long lines are cut, for a file may be one line.
fn excerpt(problem: &IntakeError, bytes: &[u8]) -> Option<(usize, String)> {
    const AROUND: usize = 2;
    const WIDTH: usize = 160;
    let IntakeError::Syntax { line, column, .. } = problem else { return None };
    let text = std::str::from_utf8(bytes).ok()?;
    let first = line.saturating_sub(AROUND).max(1);
    let lines = text.lines().enumerate().skip(first - 1).take(line + AROUND + 1 - first);
    let lines = lines.map(|(at, text)| {
        // In the line of the error the cut keeps the place in view.
        let from = if at + 1 == *line { column.saturating_sub(WIDTH / 2) } else { 0 };
        wording::visible_lines(&text.chars().skip(from).take(WIDTH).collect::<String>())
    });
    Some((first, lines.collect::<Vec<_>>().join("\n")))
}

impl ProvenanceView {
    /// Where the standards come from that this program carries.
    pub fn embedded() -> ProvenanceView {
        ProvenanceView {
            date: env!("STANDARDS_DATE").to_owned(),
            commit: env!("STANDARDS_COMMIT").to_owned(),
            source: env!("STANDARDS_SOURCE").to_owned(),
            program: env!("CARGO_PKG_VERSION").into(),
        }
    }
}

/// Shows where the standards come from.
pub fn provenance_view(catalogue: &Catalogue) -> ProvenanceView {
    let provenance = &catalogue.provenance;
    ProvenanceView {
        date: provenance.date.date(),
        commit: provenance.commit.to_string(),
        source: provenance.source.to_string(),
        program: env!("CARGO_PKG_VERSION").into(),
    }
}

/// The scope version to show where none was chosen: the one that certificates are given for, else the newest.
pub fn default_scope<'a>(assessment: &Assessment<'a>) -> Option<&'a str> {
    let scopes = || assessment.scopes.iter().rev();
    let effective = scopes().find(|scope| scope.validity == Some(Validity::Effective));
    effective.or_else(|| scopes().next()).map(|scope| scope.version)
}

/// That the answer is not by the embedded standards alone, in sentences.
pub(super) fn modified_rules(assessment: &Assessment<'_>) -> Option<String> {
    let waived = &assessment.waived;
    let by_sources = waived.modifies_rules().then(|| wording::modified_rules_text(waived.by_local_sources()));
    let overlays = assessment.catalogue.provenance.modifying_overlays();
    let files: Vec<&str> = overlays.map(|overlay| overlay.file.as_ref()).collect();
    let by_overlays = (!files.is_empty()).then(|| wording::modified_standards_text(&files));
    let sentences: Vec<String> = by_overlays.into_iter().chain(by_sources).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

impl ResultView {
    /// The same without its test cases, which the page is told as a list.
    #[must_use]
    pub fn without_test_cases(&self) -> ResultView {
        let standards = self.standards.iter().map(|standard| StandardView {
            id: Rc::clone(&standard.id),
            title: Rc::clone(&standard.title),
            url: Rc::clone(&standard.url),
            testcases: Vec::new(),
            share: standard.share,
        });
        ResultView { standards: standards.collect(), ..self.clone() }
    }
}

/// Shows a result for one scope version. `None` if there is no such version.
pub fn result_view(assessment: &Assessment<'_>, version: &str, inventory: &Inventory) -> Option<ResultView> {
    let scope = assessment.scopes.iter().find(|scope| scope.version == version)?;
    let versions = assessment.scopes.iter().rev().map(|other| version_mark(other, version)).collect();
    let provenance = &assessment.catalogue.provenance;
    let standards = assessment.catalogue.standards.iter().filter_map(|standard| {
        let testcases: Vec<TestCaseView> = assessment
            .outcomes
            .iter()
            .filter(|(testcase, _)| testcase.standard == standard.id)
            .filter_map(|(testcase, outcome)| {
                let target = assessment.catalogue.version(version)?.target_of(&testcase.id)?;
                Some(testcase_view(assessment, testcase, outcome, Demand::TestCase(target)))
            })
            .collect();
        let mut testcases = in_order_of_need(testcases);
        let share = share_of(testcases.iter().map(|testcase| testcase.verdict));
        // Beside test cases of the standard; they count nowhere. Those of a draft are what a person looks for.
        let requirements = assessment
            .requirements
            .iter()
            .filter(|(requirement, _)| requirement.testcase.standard == standard.id);
        let has_testcases = !testcases.is_empty();
        testcases.extend(
            requirements
                .filter(|(requirement, _)| {
                    has_testcases || provenance.touches("requirements", requirement.testcase.id.as_str())
                })
                .filter_map(|(requirement, outcome)| {
                    let level = requirement.level_in(assessment.catalogue.version(version)?)?;
                    Some(testcase_view(assessment, &requirement.testcase, outcome, Demand::Text(level)))
                }),
        );
        (!testcases.is_empty()).then(|| StandardView {
            id: standard.id.as_ref().into(),
            title: standard.title.as_ref().into(),
            url: standard.url.as_ref().into(),
            testcases,
            share,
        })
    });
    let causes = causes_in_order(assessment, version);
    Some(ResultView {
        date: assessment.options.now.date(),
        versions,
        scope: scope_view(assessment, scope),
        causes: causes.iter().map(|(target, cause)| cause_view(*target, cause, inventory)).collect(),
        flavor_classes: flavor_classes_sentence(assessment),
        flavor_grid: flavor_grid_view(assessment, version, inventory),
        image_timeline: image_timeline_view(assessment, version, inventory),
        scope_timeline: scope_timeline_view(assessment, version),
        standards: standards.collect(),
        left_out: left_out_sentences(assessment),
        modified_rules: modified_rules(assessment),
    })
}

/// Those that fail first, then the open ones; within a verdict the required ones; within these, by id.
fn in_order_of_need(testcases: Vec<TestCaseView>) -> Vec<TestCaseView> {
    let mut groups: [Vec<TestCaseView>; 6] = Default::default();
    for testcase in testcases {
        let [fail, fail_other, open, open_other, pass, pass_other] = &mut groups;
        let is_required = testcase.level.is_required();
        let group = match testcase.verdict {
            VerdictView::Fail if is_required => fail,
            VerdictView::Fail => fail_other,
            VerdictView::Open if is_required => open,
            VerdictView::Open => open_other,
            VerdictView::Pass if is_required => pass,
            VerdictView::Pass => pass_other,
        };
        group.push(testcase);
    }
    groups.into_iter().flatten().collect()
}

fn share_of(verdicts: impl Iterator<Item = VerdictView>) -> Share {
    let mut share = Share::default();
    for verdict in verdicts {
        match verdict {
            VerdictView::Pass => share.pass += 1,
            VerdictView::Fail => share.fail += 1,
            VerdictView::Open => share.open += 1,
        }
    }
    share
}

pub(super) fn share_of_counts(counts: Counts) -> Share {
    Share { pass: counts.passed, fail: counts.failing(), open: counts.undecided() }
}

fn version_mark(scope: &ScopeResult<'_>, chosen: &str) -> VersionMark {
    let validity = validity_word(scope);
    let failed = scope.target(Target::Main).counts.failing();
    VersionMark {
        id: scope.version.into(),
        note: if failed > 0 { format!("{validity} · {failed} fail") } else { validity.to_owned() },
        is_chosen: scope.version == chosen,
        is_listed: is_listed(scope),
    }
}

/// What a certificate of the version is worth, in a word or two.
pub(super) fn validity_word(scope: &ScopeResult<'_>) -> &'static str {
    scope.validity.map_or("not yet valid", Validity::name)
}

/// Whether the version is listed at the date.
pub(super) fn is_listed(scope: &ScopeResult<'_>) -> bool {
    scope.validity.is_some_and(|validity| validity != Validity::Deprecated)
}

fn scope_view(assessment: &Assessment<'_>, scope: &ScopeResult<'_>) -> ScopeView {
    let main = scope.target(Target::Main);
    ScopeView {
        id: scope.version.into(),
        headline: wording::headline(scope.version, main.counts, main.verdict),
        explanation: wording::explanation(
            main.counts,
            &missing_kinds(assessment, scope.version),
            main.official,
        ),
        verdict: target_verdict_view(main.verdict),
        official: main.official.name().into(),
        main: share_of_counts(main.counts),
        recommended: share_of_counts(scope.target(Target::Recommended).counts),
    }
}

/// The lists that were not supplied, with the number of required test cases that wait for each.
fn missing_kinds(assessment: &Assessment<'_>, version: &str) -> Vec<(Kind, usize)> {
    let Some(version) = assessment.catalogue.version(version) else { return Vec::new() };
    let waits_for = |kind: Kind| {
        let of_main = |testcase: &TestCase| version.target_of(&testcase.id) == Some(Target::Main);
        let waiting = assessment.outcomes.iter().filter(|(testcase, outcome)| {
            outcome.verdict == Verdict::Undecided(Reason::NotSupplied(kind)) && of_main(testcase)
        });
        waiting.count()
    };
    Kind::ALL.into_iter().map(|kind| (kind, waits_for(kind))).filter(|(_, count)| *count > 0).collect()
}

fn testcase_view(
    assessment: &Assessment<'_>,
    testcase: &TestCase,
    outcome: &Outcome,
    level: Demand,
) -> TestCaseView {
    let contradiction = deciding_difference(testcase, outcome, assessment.catalogue);
    let reason = match outcome.verdict {
        Verdict::Undecided(reason) => Some(reason_text(reason, &testcase.check)),
        Verdict::Pass | Verdict::Fail => None,
    };
    let hint = match &reason {
        Some(reason) => reason.short.clone().into_owned(),
        None => findings_hint(&outcome.findings),
    };
    TestCaseView {
        id: testcase.id.as_str().into(),
        title: title(testcase, outcome).to_owned(),
        verdict: verdict_view(outcome.verdict),
        level,
        official: official_if_other(outcome).map(Cow::from),
        reason,
        hint,
        findings: outcome.findings.len(),
        why: testcase.why.as_ref().into(),
        decided: testcase.decided.as_ref().into(),
        contradiction: contradiction.map(|known| (known.id.as_ref().into(), known.text.as_ref().into())),
        is_waived: assessment.waived.covers(testcase.id.as_str(), outcome),
        is_about_sources: testcase.check.is_about_sources(),
        section: testcase.section.title.as_ref().into(),
        url: testcase.section.url.as_ref().into(),
    }
}

/// The title that fits the verdict.
pub(super) fn title<'a>(testcase: &'a TestCase, outcome: &Outcome) -> &'a str {
    if outcome.verdict == Verdict::Fail { &testcase.fails } else { &testcase.holds }
}

pub(super) fn verdict_view(verdict: Verdict) -> VerdictView {
    match verdict {
        Verdict::Pass => VerdictView::Pass,
        Verdict::Fail => VerdictView::Fail,
        Verdict::Undecided(_) => VerdictView::Open,
    }
}

pub(super) fn target_verdict_view(verdict: TargetVerdict) -> VerdictView {
    match verdict {
        TargetVerdict::Pass => VerdictView::Pass,
        TargetVerdict::Fail => VerdictView::Fail,
        TargetVerdict::Undecided => VerdictView::Open,
    }
}

pub(super) fn official_if_other(outcome: &Outcome) -> Option<&'static str> {
    match (outcome.verdict, outcome.official?) {
        (Verdict::Pass, Official::Pass) | (Verdict::Fail, Official::Fail) => None,
        (_, other) => Some(other.name()),
    }
}

/// How many resources the faults are about: "2 flavors", or "missing" where they are about none.
fn findings_hint(findings: &[Finding]) -> String {
    let mut records: Vec<RecordRef> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.is_fault) {
        // Faults of one record stand together.
        if let Some(record) = finding.record.filter(|record| records.last() != Some(record)) {
            records.push(record);
        }
    }
    match records.first() {
        Some(first) => count_of(records.len(), first.kind),
        None if findings.iter().any(|finding| finding.is_fault) => "missing".to_owned(),
        None if findings.is_empty() => String::new(),
        None => "with a remark".to_owned(),
    }
}

/// What was not judged, in sentences.
pub fn left_out_sentences(assessment: &Assessment<'_>) -> Vec<String> {
    let mut counts: Vec<(Kind, LeftOut, usize)> = Vec::new();
    for (kind, _, why) in &assessment.left_out {
        match counts.iter_mut().find(|(of, reason, _)| (of, reason) == (kind, why)) {
            Some((_, _, count)) => *count += 1,
            None => counts.push((*kind, *why, 1)),
        }
    }
    counts.into_iter().map(|(kind, why, count)| wording::left_out_text(count, kind, why)).collect()
}

/// Shows some findings of a test case.
pub fn findings_view(
    assessment: &Assessment<'_>,
    testcase: &str,
    outcome: &Outcome,
    range: Range<usize>,
    inventory: &Inventory,
) -> FindingsView {
    let end = range.end.min(outcome.findings.len());
    let range = range.start.min(end)..end;
    let findings = outcome.findings.get(range.clone()).unwrap_or_default();
    let findings = (range.start..).zip(findings);
    let findings = findings.map(|(at, finding)| finding_view(assessment, testcase, at, finding, inventory));
    FindingsView { testcase: testcase.into(), range, findings: findings.collect() }
}

/// Shows some of the findings of a test case that a query matches. `range`: by their position among these.
pub fn matching_findings_view(
    assessment: &Assessment<'_>,
    testcase: &str,
    outcome: &Outcome,
    matches: &Matches,
    range: Range<usize>,
    inventory: &Inventory,
) -> MatchingFindingsView {
    let positions = match matches.of(testcase) {
        Some(TestCaseMatch::All) => {
            let view = findings_view(assessment, testcase, outcome, range, inventory);
            let positions = view.range.clone().collect();
            return MatchingFindingsView { view, positions, matching: outcome.findings.len() };
        }
        Some(TestCaseMatch::Findings(positions)) => positions,
        None => &[],
    };
    let end = range.end.min(positions.len());
    let range = range.start.min(end)..end;
    let shown = positions.get(range.clone()).unwrap_or_default();
    let findings = shown.iter().filter_map(|at| {
        let finding = outcome.findings.get(*at)?;
        Some(finding_view(assessment, testcase, *at, finding, inventory))
    });
    MatchingFindingsView {
        view: FindingsView { testcase: testcase.into(), range, findings: findings.collect() },
        positions: shown.to_vec(),
        matching: positions.len(),
    }
}

/// Shows the finding at a position among those of a test case.
pub(super) fn finding_view(
    assessment: &Assessment<'_>,
    testcase: &str,
    at: usize,
    finding: &Finding,
    inventory: &Inventory,
) -> FindingView {
    let text = finding_text(&finding.problem);
    let (resource, place) = match finding.record {
        Some(record) => (shown_name(inventory, record), place(inventory, record)),
        None => (no_resource(&finding.problem), None),
    };
    FindingView {
        resource,
        record: finding.record.map(|record| (record.kind, record.index)),
        place,
        field: text.field,
        found: text.found,
        expected: text.expected,
        message: text.message,
        is_fault: finding.is_fault,
        waived: assessment.waived.entry(testcase, at).map(wording::waived_text),
    }
}

/// What a finding about no record is about.
pub(super) fn no_resource(problem: &Problem) -> String {
    let kind = match problem {
        Problem::FlavorName(_) | Problem::StandardFlavor(_) | Problem::FlavorText(_) => Kind::Flavor,
        Problem::ImageMetadata(_)
        | Problem::StandardImage(_)
        | Problem::ImageText(_)
        | Problem::OfficialAbort(_) => Kind::Image,
        Problem::OtherText(problem) => match problem {
            OtherTextProblem::AspectListMisplaced | OtherTextProblem::AspectNotDeclared { .. } => {
                Kind::VolumeType
            }
            OtherTextProblem::NotWithinGroup { .. }
            | OtherTextProblem::EgressLimited { .. }
            | OtherTextProblem::AnyPrefix { .. } => Kind::SecurityGroupRule,
            OtherTextProblem::NoPublicEndpoint
            | OtherTextProblem::AliasUsed { .. }
            | OtherTextProblem::NotHttps { .. } => Kind::Service,
        },
        Problem::Rule(problem) => match problem {
            RuleProblem::ExtraSpec { .. } => Kind::Flavor,
            RuleProblem::Twice { kind, .. } | RuleProblem::NoneThere { kind, .. } => *kind,
        },
        Problem::VolumeType(_) => Kind::VolumeType,
        Problem::DefaultRules(_) => Kind::SecurityGroupRule,
        Problem::ServiceMissing(_) => Kind::Service,
        Problem::SmallImageQuota { .. } => Kind::ImageUsage,
    };
    format!("all {}", kind_plural(kind))
}

/// The name of a resource, else its id, else its number.
pub fn resource_name(inventory: &Inventory, record: RecordRef) -> String {
    let number = || format!("{} {}", wording::kind_name(record.kind), record.index + 1);
    let Some(Identity { name, id, .. }) = inventory.identity(record.kind, record.index) else {
        return number();
    };
    let name = name.as_ref().filter(|name| **name != Value::Null).map(ToString::to_string);
    let name = name.filter(|name| !name.is_empty());
    name.or_else(|| id.as_deref().map(ToOwned::to_owned)).unwrap_or_else(number)
}

/// The name of a resource as [`resource_name`] gives it, fit to be shown.
pub(super) fn shown_name(inventory: &Inventory, record: RecordRef) -> String {
    wording::name_text(&resource_name(inventory, record))
}

/// The id of a resource, if the export gives one.
pub fn resource_id(inventory: &Inventory, record: RecordRef) -> Option<String> {
    inventory.identity(record.kind, record.index)?.id.as_deref().map(ToOwned::to_owned)
}

/// The name of the file that a resource stands in.
pub fn source_name(inventory: &Inventory, record: RecordRef) -> Option<&str> {
    let origin = inventory.identity(record.kind, record.index)?.origin;
    inventory.sources.get(origin.source.0).map(|source| source.name.as_ref())
}

/// Where a resource stands: "flavors.json, record 12".
pub fn place(inventory: &Inventory, record: RecordRef) -> Option<String> {
    let origin = inventory.identity(record.kind, record.index)?.origin;
    let source = inventory.sources.get(origin.source.0)?;
    Some(format!("{}, record {}", source.name, origin.record + 1))
}

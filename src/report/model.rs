//! The shape of a report, apart from the core's own types so that these may change.

use super::remedy::Remedies;
use crate::assessment::{Assessment, TargetResult, TargetVerdict};
use crate::catalogue::{OverlayEffect, Target, TestCase, Validity};
use crate::checks::{Finding, Official, Outcome, Reason, RecordRef, Verdict, deciding_difference};
use crate::intake::{FileIntake, Intake};
use crate::inventory::{Completeness, Inventory, Kind};
use crate::present::{findings_view, left_out_sentences, resource_id, resource_name};
use crate::waivers::{Entry, EntryResult, LocalSource, State, Waiver};
use crate::wording::{
    Notice, field_name, finding_text, intake_error, intake_note, modified_rules_text,
    modified_standards_text, overlay_effect_text, partial_text, reason_text, source_text, waived_text,
    waiver_note,
};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A report on one cloud. Additions to it keep the schema's number.
#[derive(Debug, Serialize)]
pub struct Report {
    schema: u32,
    /// The reference date, RFC 3339.
    pub(super) date: String,
    pub(super) program: &'static str,
    pub(super) catalogue: CatalogueReport,
    pub(super) input: Vec<InputReport>,
    pub(super) scopes: BTreeMap<String, ScopeReport>,
    pub(super) testcases: BTreeMap<String, TestCaseReport>,
    /// Requirements beside the test cases, by our own id; they change no verdict.
    pub(super) requirements: BTreeMap<String, RequirementReport>,
    /// Why test cases fail, by the scope versions that were asked for: those that explain most first, required ones before
    /// recommended ones.
    pub(super) causes: BTreeMap<String, Vec<CauseReport>>,
    /// The names of flavors by class: "mandatory", "recommended", "extra", "misnamed" and "other".
    pub(super) flavors: BTreeMap<&'static str, Vec<String>>,
    /// Items that an ordinary account is not shown, so that they were not judged; in sentences.
    pub(super) left_out: Vec<String>,
    /// Hidden and private items were judged, too.
    as_listed: bool,
    /// The rules are not those of the embedded standards alone: files change them, or sources of images that were added to
    /// theirs have an effect.
    pub(super) modified_rules: bool,
    /// That in sentences.
    #[serde(skip)]
    pub(super) modifications: Vec<String>,
    /// The entries of all files of waivers.
    pub(super) waivers: Vec<WaiverReport>,
}

/// An entry of a file of waivers, and what it comes to.
#[derive(Debug, Serialize)]
pub(super) struct WaiverReport {
    #[serde(skip_serializing_if = "Option::is_none")]
    testcase: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<String>,
    /// Of a source of images.
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<String>,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// "applied", "expired" or "unmatched".
    state: &'static str,
    /// How many findings it waives, or would still have to, if it has expired.
    findings: usize,
    /// What is worth knowing, if it is not applied; a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) detail: Option<String>,
}

/// A requirement beside the test cases.
#[derive(Debug, Serialize)]
pub(super) struct RequirementReport {
    /// "must", "should", "hint" or "preview": the strongest of its levels.
    pub(super) level: &'static str,
    #[serde(flatten)]
    pub(super) answer: TestCaseReport,
}

/// Why test cases fail: findings of one cause.
#[derive(Debug, Serialize)]
pub(super) struct CauseReport {
    pub(super) message: String,
    pub(super) recommended_only: bool,
    pub(super) testcases: Vec<String>,
    /// The first records that it is about.
    pub(super) resources: Vec<String>,
    /// How many records there are.
    pub(super) count: usize,
    pub(super) details: BTreeMap<String, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remedy: Option<RemedyReport>,
}

/// What mends one finding, or many.
#[derive(Debug, Serialize)]
pub(super) struct RemedyReport {
    /// Calls of the OpenStack client.
    pub(super) commands: Vec<CommandReport>,
    /// What they mean: "changes", "needs an administrator", …
    pub(super) effects: Vec<&'static str>,
    /// What is missing as definitions for the openstack-flavor-manager.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) flavor_manager: Option<String>,
    /// What is missing as definitions for the openstack-image-manager.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image_manager: Option<String>,
    /// Why there is no command, in sentences.
    pub(super) reasons: Vec<&'static str>,
}

/// A call of the OpenStack client.
#[derive(Debug, Serialize)]
pub(super) struct CommandReport {
    /// For a POSIX shell; a fact that is to be filled in is a variable that has to be set.
    pub(super) shell: String,
    /// The bare arguments. A fact stands in braces at the end of its argument.
    pub(super) arguments: Vec<String>,
    /// The facts that have to be true, by the name of the variable.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) facts: BTreeMap<String, String>,
}

#[derive(Debug, Serialize)]
pub(super) struct CatalogueReport {
    pub(super) source: String,
    pub(super) commit: String,
    pub(super) date: String,
    /// Files that were laid over the embedded standards.
    pub(super) overlays: Vec<OverlayReport>,
}

/// A file that was laid over the embedded standards.
#[derive(Debug, Serialize)]
pub(super) struct OverlayReport {
    file: String,
    /// What it changes, a sentence.
    pub(super) effect: String,
    changes: Vec<ChangeReport>,
}

/// An entry that such a file changes.
#[derive(Debug, Serialize)]
pub(super) struct ChangeReport {
    /// The list that the entry is in.
    section: &'static str,
    id: String,
    /// "added", "replaced" or "removed".
    change: &'static str,
}

/// A list of a file, or a file of which nothing could be used.
#[derive(Debug, Serialize)]
pub(super) struct InputReport {
    pub(super) file: String,
    pub(super) kind: Option<Kind>,
    pub(super) format: Option<String>,
    pub(super) count: usize,
    /// "complete", or why it is not.
    pub(super) completeness: Option<&'static str>,
    /// Fields that the format cannot carry.
    pub(super) lacks: Vec<&'static str>,
    /// How many of its records were not judged.
    pub(super) left_out: usize,
    pub(super) warnings: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct ScopeReport {
    pub(super) validity: Option<&'static str>,
    pub(super) main: TargetReport,
    pub(super) recommended: TargetReport,
    pub(super) preview: TargetReport,
}

#[derive(Debug, Serialize)]
pub(super) struct TargetReport {
    pub(super) verdict: &'static str,
    pub(super) official: &'static str,
    pub(super) offline: &'static str,
    pub(super) counts: CountsReport,
}

#[derive(Debug, Serialize)]
pub(super) struct CountsReport {
    pub(super) passed: usize,
    /// By a finding that is not waived.
    pub(super) failed: usize,
    /// Fail, and every finding is waived.
    pub(super) waived: usize,
    pub(super) undecided: usize,
    pub(super) not_supplied: usize,
    pub(super) not_exported: usize,
    pub(super) beyond_exports: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct TestCaseReport {
    pub(super) title: String,
    pub(super) standard: String,
    pub(super) section: String,
    pub(super) url: String,
    pub(super) verdict: &'static str,
    pub(super) official: Option<&'static str>,
    /// Why it is undecided, as one of six categories.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<&'static str>,
    /// The reason in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) detail: Option<String>,
    /// The command that would supply what is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) command: Option<Cow<'static, str>>,
    /// Where text and official test differ, if that decides here: the number of the difference, and what differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) contradiction: Option<[String; 2]>,
    /// How much each scope version that has the test case depends on it.
    pub(super) levels: BTreeMap<String, &'static str>,
    pub(super) findings: Vec<FindingReport>,
}

#[derive(Debug, Serialize)]
pub(super) struct FindingReport {
    /// It is why the test case fails; otherwise a remark.
    pub(super) fault: bool,
    pub(super) kind: Option<Kind>,
    pub(super) resource: Option<String>,
    pub(super) id: Option<String>,
    pub(super) place: Option<String>,
    pub(super) field: Option<String>,
    pub(super) found: Option<String>,
    pub(super) expected: Option<String>,
    pub(super) message: String,
    /// What mends it; absent for what is no fault, and where there are so many that only the causes tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remedy: Option<RemedyReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) waived: Option<WaivedReport>,
}

/// Why a finding is waived.
#[derive(Debug, Serialize)]
pub(super) struct WaivedReport {
    reason: String,
    /// The last day; none for a source of images.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// Both in words.
    #[serde(skip)]
    pub(super) text: String,
}

/// How much a report tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Everything.
    Full,
    /// Everything but what mends the findings.
    WithoutRemedies,
}

/// Makes the report on an assessment of what was taken in, with the causes of the scope versions that were asked for.
pub fn report(assessment: &Assessment<'_>, intake: &Intake, versions: &[&str], detail: Detail) -> Report {
    let provenance = &assessment.catalogue.provenance;
    let scopes = assessment.scopes.iter().map(|scope| {
        let scope_report = ScopeReport {
            validity: scope.validity.map(Validity::name),
            main: target_report(scope.target(Target::Main)),
            recommended: target_report(scope.target(Target::Recommended)),
            preview: target_report(scope.target(Target::Preview)),
        };
        (scope.version.to_owned(), scope_report)
    });
    let remedies = Remedies::new(assessment, &intake.inventory, detail);
    let testcases = assessment.outcomes.iter().map(|(testcase, outcome)| {
        let report = testcase_report(assessment, testcase, outcome, &intake.inventory, &remedies);
        (testcase.id.to_string(), report)
    });
    let requirements = assessment.requirements.iter().map(|(requirement, outcome)| {
        let mut answer =
            testcase_report(assessment, &requirement.testcase, outcome, &intake.inventory, &remedies);
        let versions = assessment.catalogue.versions.iter();
        answer.levels = versions
            .filter_map(|version| Some((version.id.to_string(), requirement.level_in(version)?.name())))
            .collect();
        let level = requirement.level().name();
        (requirement.testcase.id.to_string(), RequirementReport { level, answer })
    });
    let modifications = modifications(assessment);
    Report {
        schema: 1,
        date: assessment.options.now.to_string(),
        program: env!("CARGO_PKG_VERSION"),
        catalogue: CatalogueReport {
            source: provenance.source.to_string(),
            commit: provenance.commit.to_string(),
            date: provenance.date.date(),
            overlays: provenance.overlays.iter().map(overlay_report).collect(),
        },
        input: intake
            .files
            .iter()
            .flat_map(|file| input_reports(file, assessment, &intake.inventory))
            .collect(),
        scopes: scopes.collect(),
        testcases: testcases.collect(),
        requirements: requirements.collect(),
        causes: versions.iter().map(|version| ((*version).to_owned(), remedies.causes(version))).collect(),
        flavors: flavors_by_class(assessment, &intake.inventory),
        left_out: left_out_sentences(assessment),
        as_listed: assessment.options.as_listed,
        modified_rules: !modifications.is_empty(),
        modifications,
        waivers: assessment.waived.entries.iter().map(waiver_report).collect(),
    }
}

/// Why the rules are not those of the embedded standards alone, in sentences.
fn modifications(assessment: &Assessment<'_>) -> Vec<String> {
    let overlays = assessment.catalogue.provenance.modifying_overlays();
    let files: Vec<&str> = overlays.map(|overlay| overlay.file.as_ref()).collect();
    let by_overlays = (!files.is_empty()).then(|| modified_standards_text(&files));
    let waived = &assessment.waived;
    let by_sources = waived.modifies_rules().then(|| modified_rules_text(waived.by_local_sources()));
    by_overlays.into_iter().chain(by_sources).collect()
}

fn overlay_report(overlay: &OverlayEffect) -> OverlayReport {
    let changes = overlay.changes.iter().map(|change| ChangeReport {
        section: change.section,
        id: change.id.to_string(),
        change: change.changed.name(),
    });
    OverlayReport {
        file: overlay.file.to_string(),
        effect: overlay_effect_text(overlay),
        changes: changes.collect(),
    }
}

/// A notice as one text.
pub(super) fn one_line(notice: &Notice) -> String {
    let Notice { what, place, expected, advice } = notice;
    let place = place.as_ref().map(|place| format!("Where: {place}."));
    let expected = expected.as_ref().map(|expected| format!("Expected: {expected}"));
    let parts = [Some(what), place.as_ref(), expected.as_ref(), advice.as_ref()];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn input_reports(file: &FileIntake, assessment: &Assessment<'_>, inventory: &Inventory) -> Vec<InputReport> {
    let warnings: Vec<String> = file.notes.iter().map(|note| one_line(&intake_note(note))).collect();
    if file.lists.is_empty() {
        return vec![InputReport {
            file: file.name.to_string(),
            kind: None,
            format: None,
            count: 0,
            completeness: None,
            lacks: Vec::new(),
            left_out: 0,
            warnings,
            error: file.error.as_ref().map(|error| one_line(&intake_error(error))),
        }];
    }
    let of_list = |list: &crate::intake::FoundList| InputReport {
        file: file.name.to_string(),
        kind: Some(list.kind),
        format: Some(source_text(list.form, list.format, list.kind)),
        count: list.records,
        completeness: Some(match list.completeness {
            Completeness::Complete => "complete",
            Completeness::Partial(reason) => partial_text(reason),
        }),
        lacks: list.lacks.iter().map(field_name).collect(),
        left_out: left_out_of_file(&file.name, list.kind, assessment, inventory),
        warnings: Vec::new(),
        error: None,
    };
    let mut reports: Vec<InputReport> = file.lists.iter().map(of_list).collect();
    // What is said of the file stands once, behind its lists.
    if let Some(last) = reports.last_mut() {
        last.warnings = warnings;
    }
    reports
}

fn left_out_of_file(name: &str, kind: Kind, assessment: &Assessment<'_>, inventory: &Inventory) -> usize {
    let is_of_file = |index: usize| {
        let record = RecordRef { kind, index };
        crate::present::source_name(inventory, record) == Some(name)
    };
    assessment.left_out.iter().filter(|(of, index, _)| *of == kind && is_of_file(*index)).count()
}

fn target_report(target: &TargetResult) -> TargetReport {
    let counts = target.counts;
    TargetReport {
        verdict: match target.verdict {
            TargetVerdict::Pass => "pass",
            TargetVerdict::Fail => "fail",
            TargetVerdict::Undecided => "undecided",
        },
        official: target.official.name(),
        offline: target.offline.name(),
        counts: CountsReport {
            passed: counts.passed,
            failed: counts.failed,
            waived: counts.waived,
            undecided: counts.undecided(),
            not_supplied: counts.not_supplied,
            not_exported: counts.not_exported,
            beyond_exports: counts.beyond_exports,
        },
    }
}

fn level(target: Target) -> &'static str {
    match target {
        Target::Main => "must",
        Target::Recommended => "should",
        Target::Preview => "preview",
    }
}

fn reason_category(reason: Reason) -> &'static str {
    match reason {
        Reason::NotSupplied(_) => "input not supplied",
        Reason::LacksField(..) => "export lacks field",
        Reason::Incomplete(..) => "list incomplete",
        Reason::LiveCloud => "needs a live cloud",
        Reason::ManualCheck => "manual check",
        Reason::NotImplemented => "test case unknown to this program",
    }
}

fn flavors_by_class(
    assessment: &Assessment<'_>,
    inventory: &Inventory,
) -> BTreeMap<&'static str, Vec<String>> {
    let mut flavors: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for (index, class) in &assessment.flavor_classes {
        let record = RecordRef { kind: Kind::Flavor, index: *index };
        flavors.entry(class.name()).or_default().push(resource_name(inventory, record));
    }
    flavors
}

fn testcase_report(
    assessment: &Assessment<'_>,
    testcase: &TestCase,
    outcome: &Outcome,
    inventory: &Inventory,
    remedies: &Remedies<'_>,
) -> TestCaseReport {
    let reason = match outcome.verdict {
        Verdict::Undecided(reason) => Some(reason),
        Verdict::Pass | Verdict::Fail => None,
    };
    let worded = reason.map(|reason| reason_text(reason, &testcase.check));
    let versions = assessment.catalogue.versions.iter();
    let levels = versions
        .filter_map(|version| Some((version.id.to_string(), level(version.target_of(&testcase.id)?))));
    let views =
        findings_view(assessment, testcase.id.as_str(), outcome, 0..outcome.findings.len(), inventory)
            .findings;
    let findings = outcome.findings.iter().zip(views).enumerate().map(|(at, (finding, view))| {
        let waived = assessment.waived.entry(testcase.id.as_str(), at);
        FindingReport {
            waived: waived.map(waived_report),
            remedy: remedies.of_one(testcase, finding, outcome.findings.len()),
            ..finding_report(finding, view, inventory)
        }
    });
    let contradiction = deciding_difference(testcase, outcome, assessment.catalogue);
    TestCaseReport {
        title: if outcome.verdict == Verdict::Fail { &testcase.fails } else { &testcase.holds }.to_string(),
        standard: testcase.standard.to_string(),
        section: testcase.section.title.to_string(),
        url: testcase.section.url.to_string(),
        verdict: match outcome.verdict {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
            Verdict::Undecided(_) => "undecided",
        },
        official: outcome.official.map(Official::name),
        reason: reason.map(reason_category),
        detail: worded.as_ref().map(|reason| reason.message.clone()),
        command: worded.and_then(|reason| reason.command),
        contradiction: contradiction.map(|known| [known.id.to_string(), known.text.to_string()]),
        levels: levels.collect(),
        findings: findings.collect(),
    }
}

fn finding_report(
    finding: &Finding,
    view: crate::present::FindingView,
    inventory: &Inventory,
) -> FindingReport {
    let text = finding_text(&finding.problem);
    FindingReport {
        fault: finding.is_fault,
        kind: finding.record.map(|record| record.kind),
        // For programs, the name as it is.
        resource: finding.record.map(|record| resource_name(inventory, record)),
        id: finding.record.and_then(|record| resource_id(inventory, record)),
        place: view.place,
        field: text.field,
        found: text.found,
        expected: text.expected,
        message: text.message,
        remedy: None,
        waived: None,
    }
}

fn waived_report(entry: &Entry) -> WaivedReport {
    let (reason, until) = match entry {
        Entry::Waiver(Waiver { reason, until, .. }) => (reason, Some(until.date())),
        Entry::ImageSource(LocalSource { reason, .. }) => (reason, None),
    };
    WaivedReport { reason: reason.to_string(), until, text: waived_text(entry) }
}

fn waiver_report(result: &EntryResult) -> WaiverReport {
    let state = match result.state {
        State::Applied => "applied",
        State::Expired => "expired",
        State::Unmatched(_) => "unmatched",
    };
    let (findings, detail) = (result.findings, waiver_note(result));
    match result.entry.clone() {
        Entry::Waiver(Waiver { testcase, resource, reason, until }) => WaiverReport {
            testcase: Some(testcase.into()),
            resource: resource.map(Into::into),
            prefix: None,
            reason: reason.into(),
            until: Some(until.date()),
            state,
            findings,
            detail,
        },
        Entry::ImageSource(LocalSource { prefix, reason }) => WaiverReport {
            testcase: None,
            resource: None,
            prefix: Some(prefix.into()),
            reason: reason.into(),
            until: None,
            state,
            findings,
            detail,
        },
    }
}

//! The report as text, for a terminal.

use super::Report;
use super::model::{InputReport, ScopeReport, TargetReport, TestCaseReport};
use crate::wording::count_of;
use std::fmt::Write as _;

/// Writes the report for the chosen scope versions: what was read, the verdicts, and the test cases that do not pass.
pub fn render_text(report: &Report, versions: &[&str]) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_report(&mut text, report, versions);
    text
}

fn write_report(text: &mut String, report: &Report, versions: &[&str]) -> std::fmt::Result {
    for input in &report.input {
        write_input(text, input)?;
    }
    for sentence in &report.left_out {
        writeln!(text, "  note: {sentence}")?;
    }
    for version in versions {
        if let Some(scope) = report.scopes.get(*version) {
            write_scope(text, report, version, scope)?;
        }
    }
    let failed = report.requirements.iter().filter(|(_, requirement)| requirement.answer.verdict == "fail");
    for (at, (id, requirement)) in failed.enumerate() {
        if at == 0 {
            writeln!(text, "\nbeside the test cases:")?;
        }
        write_failure(text, "note", id, requirement.level, &requirement.answer)?;
    }
    write_waivers(text, report)?;
    if !report.catalogue.overlays.is_empty() {
        writeln!(text, "\nstandards:")?;
    }
    for overlay in &report.catalogue.overlays {
        writeln!(text, "  note: {}", overlay.effect)?;
    }
    report.modifications.iter().try_for_each(|sentence| writeln!(text, "\n{sentence}"))?;
    let commit = report.catalogue.commit.get(..7).unwrap_or_default();
    let modified = if report.modified_rules { " · modified rules" } else { "" };
    writeln!(
        text,
        "\nas of {} · standards of {} ({commit}) · scs-checker {}{modified}",
        report.date, report.catalogue.date, report.program
    )
}

/// What is worth knowing of waivers: those without effect.
fn write_waivers(text: &mut String, report: &Report) -> std::fmt::Result {
    let notes: Vec<&str> = report.waivers.iter().filter_map(|waiver| waiver.detail.as_deref()).collect();
    if !notes.is_empty() {
        writeln!(text, "\nwaivers:")?;
    }
    notes.iter().try_for_each(|note| writeln!(text, "  note: {note}"))
}

fn write_input(text: &mut String, input: &InputReport) -> std::fmt::Result {
    match (&input.error, &input.format, input.completeness) {
        (Some(error), _, _) => writeln!(text, "{}: not understood. {error}", input.file)?,
        (None, Some(format), completeness) => {
            let count = input.kind.map(|kind| count_of(input.count, kind)).unwrap_or_default();
            write!(text, "{}: {count}", input.file)?;
            writeln!(text, " ({format}, {})", completeness.unwrap_or_default())?;
        }
        (None, None, _) => writeln!(text, "{}: nothing", input.file)?,
    }
    input.warnings.iter().try_for_each(|warning| writeln!(text, "  note: {warning}"))
}

fn write_scope(text: &mut String, report: &Report, version: &str, scope: &ScopeReport) -> std::fmt::Result {
    let validity = scope.validity.unwrap_or("not yet valid");
    writeln!(text, "\n{version} ({validity}): {}", summary(&scope.main))?;
    let recommended = &scope.recommended;
    let counts = &recommended.counts;
    if counts.passed + counts.failed + counts.waived + counts.undecided > 0 {
        writeln!(text, "  recommended: {}", summary(recommended))?;
    }
    for cause in report.causes.get(version).into_iter().flatten() {
        let word = if cause.recommended_only { "why (recommended)" } else { "why" };
        writeln!(text, "  {word}: {} [test cases: {}]", cause.message, cause.testcases.len())?;
    }
    for (id, testcase) in &report.testcases {
        if let Some(level) = testcase.levels.get(version)
            && testcase.verdict == "fail"
        {
            write_failure(text, "FAIL", id, level, testcase)?;
        }
    }
    let open = report.testcases.values().filter(|testcase| {
        testcase.verdict == "undecided" && testcase.levels.get(version).is_some_and(|level| *level == "must")
    });
    let mut reasons: Vec<(&str, usize)> = Vec::new();
    for detail in open.filter_map(|testcase| testcase.detail.as_deref()) {
        match reasons.iter_mut().find(|(known, _)| *known == detail) {
            Some((_, count)) => *count += 1,
            None => reasons.push((detail, 1)),
        }
    }
    reasons.iter().try_for_each(|(detail, count)| writeln!(text, "  open ({count}): {detail}"))
}

fn summary(target: &TargetReport) -> String {
    let counts = &target.counts;
    let waived = if counts.waived > 0 { format!("{} waived, ", counts.waived) } else { String::new() };
    let told = format!(
        "{}; {} passed, {} failed, {waived}{} undecided",
        target.verdict, counts.passed, counts.failed, counts.undecided
    );
    if counts.passed + counts.failed + counts.waived == 0 {
        return told;
    }
    let (official, offline) = (target.official, target.offline);
    format!("{told} (official suite: {official}; over what can be decided here: {offline})")
}

fn write_failure(
    text: &mut String,
    word: &str,
    id: &str,
    level: &str,
    testcase: &TestCaseReport,
) -> std::fmt::Result {
    /// More findings than this are counted; the JSON report has them all.
    const MOST: usize = 10;
    let official = match testcase.official {
        Some(official) if official != "FAIL" => format!(", official suite: {official}"),
        _ => String::new(),
    };
    let mut faults = testcase.findings.iter().filter(|finding| finding.fault).peekable();
    let is_waived = faults.peek().is_some() && faults.all(|finding| finding.waived.is_some());
    let waived = if is_waived { ", waived" } else { "" };
    writeln!(text, "  {word} {id} ({level}{official}{waived}): {}", testcase.title)?;
    let (waived, open): (Vec<_>, Vec<_>) =
        testcase.findings.iter().partition(|finding| finding.waived.is_some());
    for finding in open.into_iter().chain(waived).take(MOST) {
        let resource =
            finding.resource.as_deref().map(|resource| format!("{resource}: ")).unwrap_or_default();
        let place = finding.place.as_deref().map(|place| format!(" [{place}]")).unwrap_or_default();
        writeln!(text, "       {resource}{}{place}", finding.message)?;
        if let Some(waived) = &finding.waived {
            writeln!(text, "         {}", waived.text)?;
        }
    }
    if testcase.findings.len() > MOST {
        writeln!(text, "       … and {} more", testcase.findings.len() - MOST)?;
    }
    Ok(())
}

//! Two exports beside each other, as text, JSON, and Markdown for an issue. Whatever stands in exports, the text shows it
//! and does nothing else.

use super::markdown::{Row, write_turned};
use super::text::write_witnesses;
use super::{standing_words, verdict_word};
use crate::present::{CloudsComparedView, ComparedVersionView, RecordChangesView, TurnedAnswerView};
use crate::report::json::pretty;
use crate::wording::{NO_RECORD_CHANGES, RECORD_CHANGES, markdown_code, markdown_prose, more_rows};
use std::fmt::Write as _;

/// The comparison as indented JSON with a newline at its end.
pub fn comparison_json(view: &CloudsComparedView) -> String {
    pretty(view)
}

/// The comparison for a terminal.
pub fn comparison_text(view: &CloudsComparedView) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_text(&mut text, view);
    text
}

/// The comparison as Markdown: tables of what turns, and lists of what differs in the records.
pub fn comparison_markdown(view: &CloudsComparedView) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_markdown(&mut text, view);
    text
}

fn write_text(text: &mut String, view: &CloudsComparedView) -> std::fmt::Result {
    writeln!(text, "{}\n\nbefore: {}\nafter:  {}", view.summary, view.before, view.after)?;
    for version in &view.versions {
        let [was, is] = verdicts(version);
        let validity = version.validity.as_deref().unwrap_or("not listed");
        writeln!(text, "\n{} ({validity}): {was} → {is}; {}", version.version, version.counts_text())?;
        for turned in &version.turned {
            let [was, is] = [&turned.before, &turned.after].map(standing_words);
            writeln!(text, "  {} {} ({was} → {is}): {}", turned.turn, turned.id, turned.title)?;
            write_witnesses(text, "     ", &turned.witnesses, turned.witness_count)?;
        }
    }
    if view.records.is_empty() {
        writeln!(text, "\n{NO_RECORD_CHANGES}")?;
    }
    for RecordChangesView { kind, changes, more } in &view.records {
        writeln!(text, "\n{kind}:")?;
        changes.iter().try_for_each(|change| writeln!(text, "  {change}"))?;
        if *more > 0 {
            writeln!(text, "  {}", more_rows(*more))?;
        }
    }
    writeln!(text, "\nas of {}", view.date)
}

/// The main verdict, before and after.
fn verdicts(version: &ComparedVersionView) -> [&'static str; 2] {
    version.main.map(|main| main.map_or("not there", verdict_word))
}

fn write_markdown(text: &mut String, view: &CloudsComparedView) -> std::fmt::Result {
    writeln!(text, "## Comparison\n\n**{}**\n", markdown_prose(&view.summary))?;
    let [before, after] = [&view.before, &view.after].map(|label| markdown_code(label));
    writeln!(text, "- before: {before}\n- after: {after}")?;
    for version in &view.versions {
        let [was, is] = verdicts(version);
        let counts = markdown_prose(&version.counts_text());
        writeln!(text, "\n### {}: {was} → {is}\n\n{counts}", markdown_code(&version.version))?;
        if version.turned.is_empty() {
            continue;
        }
        write_turned(text, version.turned.iter().map(row))?;
    }
    writeln!(text, "\n### {RECORD_CHANGES}")?;
    if view.records.is_empty() {
        writeln!(text, "\n{NO_RECORD_CHANGES}")?;
    }
    for RecordChangesView { kind, changes, more } in &view.records {
        writeln!(text, "\n#### {kind}\n")?;
        changes.iter().try_for_each(|change| writeln!(text, "- {}", markdown_prose(change)))?;
        if *more > 0 {
            writeln!(text, "\n{}", more_rows(*more))?;
        }
    }
    writeln!(text, "\nAs of {}.", markdown_code(&view.date))
}

fn row(turned: &TurnedAnswerView) -> Row<'_> {
    Row {
        turn: &turned.turn,
        is_bad: turned.is_regression,
        id: &turned.id,
        standings: [&turned.before, &turned.after],
        witnesses: &turned.witnesses,
        witness_count: turned.witness_count,
    }
}

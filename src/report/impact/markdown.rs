//! The report as Markdown, for a comment on a pull request. Whatever stands in files and exports, the text shows it and
//! does nothing else.

use super::{standing_words, verdict_word};
use crate::present::{
    ChangedFileView, ImpactView, PartView, StandingView, TurnedView, VersionEffectView, differences_markdown,
    markdown_cell,
};
use crate::report::model::one_line;
use crate::wording::{DIFFERENCES, markdown_code, markdown_prose};
use std::fmt::Write as _;

/// More rows than these are counted: comments have a limit of length.
const ROWS: usize = 100;

/// Witnesses in a row.
const WITNESSES: usize = 5;

/// Writes what became of each file, and tables of what turns.
pub fn impact_markdown(view: &ImpactView) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_impact(&mut text, view);
    text
}

/// Writes what became of each file, and what differs in the standards, whatever that does to clouds.
pub fn differences_report(view: &ImpactView) -> String {
    let mut text = format!("## {DIFFERENCES}\n\n");
    // Writing to a string cannot fail.
    let _ = write_differences(&mut text, view);
    text
}

fn write_differences(text: &mut String, view: &ImpactView) -> std::fmt::Result {
    write_files(text, view)?;
    view.parts.iter().try_for_each(|part| write_part(text, part))
}

fn write_impact(text: &mut String, view: &ImpactView) -> std::fmt::Result {
    writeln!(text, "## Impact\n\n**{}**\n", markdown_prose(&view.summary))?;
    write_files(text, view)?;
    for (at, part) in view.parts.iter().enumerate() {
        write_part(text, part)?;
        for cloud in &view.clouds {
            let Some(of_cloud) = cloud.parts.get(at) else { continue };
            writeln!(text, "\n#### {}: {}", markdown_code(&cloud.label), of_cloud.class.name())?;
            of_cloud.versions.iter().try_for_each(|version| write_version(text, version))?;
        }
    }
    writeln!(text, "\nAs of {}.", markdown_code(&view.date))
}

fn write_files(text: &mut String, view: &ImpactView) -> std::fmt::Result {
    writeln!(text, "### Files\n\n| file | read by | what became of it |\n| --- | --- | --- |")?;
    for file in view.files.iter().take(ROWS) {
        writeln!(text, "{}", file_row(file))?;
    }
    write_more(text, view.files.len())?;
    let of_files = view.files.iter().flat_map(|file| &file.problems);
    let problems: Vec<String> = of_files.chain(&view.problems).map(one_line).collect();
    if !problems.is_empty() {
        writeln!(text)?;
        for problem in problems.iter().take(ROWS) {
            writeln!(text, "- {}", markdown_prose(problem))?;
        }
        write_more(text, problems.len())?;
    }
    Ok(())
}

/// Who reads files, and what differs in them.
fn write_part(text: &mut String, part: &PartView) -> std::fmt::Result {
    let files: Vec<String> = part.files.iter().map(|file| markdown_code(file)).collect();
    writeln!(text, "\n### {}\n\n{}: {}", part.title, files.join(", "), markdown_prose(&part.text))?;
    // Their headings stand below the part's.
    writeln!(text, "\n{}", differences_markdown(&part.differences).replace("### ", "#### ").trim_end())
}

fn write_more(text: &mut String, count: usize) -> std::fmt::Result {
    if count > ROWS { writeln!(text, "\n… and {} more.", count - ROWS) } else { Ok(()) }
}

fn file_row(file: &ChangedFileView) -> String {
    let reader = file.reader.as_deref().unwrap_or_default();
    format!(
        "| {} | {reader} | {} |",
        markdown_cell(&markdown_code(&file.path)),
        markdown_cell(&markdown_prose(&file.text))
    )
}

fn write_version(text: &mut String, version: &VersionEffectView) -> std::fmt::Result {
    let [before, after] = version.main.map(|main| main.map_or("not there", verdict_word));
    let name = markdown_code(&version.version);
    writeln!(text, "\n{name}: {before} → {after}, {} answers unchanged.", version.unchanged)?;
    if version.turned.is_empty() {
        return Ok(());
    }
    write_turned(text, version.turned.iter().map(row))
}

fn row(turned: &TurnedView) -> Row<'_> {
    Row {
        turn: &turned.turn,
        is_bad: turned.is_breaking,
        id: &turned.id,
        standings: [&turned.before, &turned.after],
        witnesses: &turned.witnesses,
        witness_count: turned.witness_count,
    }
}

/// An answer that turns, as a row.
pub(super) struct Row<'v> {
    pub(super) turn: &'v str,
    pub(super) is_bad: bool,
    pub(super) id: &'v str,
    /// Before and after.
    pub(super) standings: [&'v StandingView; 2],
    /// The first names of records that show it.
    pub(super) witnesses: &'v [String],
    pub(super) witness_count: usize,
}

/// A table of answers that turn; of many the first.
pub(super) fn write_turned<'v>(
    text: &mut String,
    rows: impl ExactSizeIterator<Item = Row<'v>>,
) -> std::fmt::Result {
    let head = "| what turns | test case | before | after | shown by |\n| --- | --- | --- | --- | --- |";
    writeln!(text, "\n{head}")?;
    let count = rows.len();
    for Row { turn, is_bad, id, standings: [before, after], witnesses, witness_count } in rows.take(ROWS) {
        let cells = [
            if is_bad { format!("**{turn}**") } else { turn.to_owned() },
            markdown_code(id),
            standing_words(before),
            standing_words(after),
            witnesses_cell(witnesses, witness_count),
        ];
        writeln!(text, "| {} |", cells.map(|text| markdown_cell(&text)).join(" | "))?;
    }
    write_more(text, count)
}

/// The first names of records, of as many as there are.
fn witnesses_cell(names: &[String], count: usize) -> String {
    let mut witnesses: Vec<String> = names.iter().take(WITNESSES).map(|name| markdown_code(name)).collect();
    if count > witnesses.len() {
        witnesses.push(format!("{} more", count - witnesses.len()));
    }
    witnesses.join(", ")
}

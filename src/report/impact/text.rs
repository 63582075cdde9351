//! The report for a terminal.

use super::{standing_words, verdict_word};
use crate::present::{CloudView, ImpactView, VersionEffectView};
use crate::report::model::one_line;
use crate::wording::{NO_DIFFERENCES, more_rows, visible_name};
use std::fmt::Write as _;

/// Writes what became of each file, and what turns for each cloud.
pub fn impact_text(view: &ImpactView) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_impact(&mut text, view);
    text
}

fn write_impact(text: &mut String, view: &ImpactView) -> std::fmt::Result {
    writeln!(text, "{}", view.summary)?;
    writeln!(text, "\nfiles:")?;
    for file in &view.files {
        let reader = file.reader.as_deref().map(|reader| format!(" [{reader}]")).unwrap_or_default();
        writeln!(text, "  {}{reader}: {}", file.path, file.text)?;
        file.problems.iter().try_for_each(|problem| writeln!(text, "    {}", one_line(problem)))?;
    }
    view.problems.iter().try_for_each(|problem| writeln!(text, "  {}", one_line(problem)))?;
    for part in &view.parts {
        writeln!(text, "\n{} ({}): {}", part.title, part.files.join(", "), part.text)?;
        if part.differences.is_empty() {
            writeln!(text, "  {NO_DIFFERENCES}")?;
        }
        for differences in &part.differences {
            writeln!(text, "  {}:", differences.topic)?;
            for row in &differences.rows {
                writeln!(text, "    {}: {} → {}", row.what, row.before, row.after)?;
            }
            if differences.more > 0 {
                writeln!(text, "    {}", more_rows(differences.more))?;
            }
        }
    }
    view.clouds.iter().try_for_each(|cloud| write_cloud(text, view, cloud))?;
    writeln!(text, "\nas of {}", view.date)
}

fn write_cloud(text: &mut String, view: &ImpactView, cloud: &CloudView) -> std::fmt::Result {
    for (part, of_part) in cloud.parts.iter().zip(&view.parts) {
        let (title, files) = (&of_part.title, of_part.files.join(", "));
        writeln!(text, "\n{} — {title} ({files}): {}", cloud.label, part.class.name())?;
        part.versions.iter().try_for_each(|version| write_version(text, version))?;
    }
    Ok(())
}

fn write_version(text: &mut String, version: &VersionEffectView) -> std::fmt::Result {
    let [before, after] = version.main.map(|main| main.map_or("not there", verdict_word));
    let [was, is] = &version.validity;
    let [was, is] = [was, is].map(|validity| validity.as_deref().unwrap_or("not listed"));
    let validity = if was == is { is.to_owned() } else { format!("{was} → {is}") };
    writeln!(
        text,
        "  {} ({validity}): {before} → {after}; {} unchanged",
        version.version, version.unchanged
    )?;
    for turned in &version.turned {
        writeln!(
            text,
            "    {} {} ({} → {}): {}",
            turned.turn,
            turned.id,
            standing_words(&turned.before),
            standing_words(&turned.after),
            turned.title
        )?;
        write_witnesses(text, "       ", &turned.witnesses, turned.witness_count)?;
    }
    Ok(())
}

/// A line of the first names of records, of as many as there are. Terminals obey some characters: they are escaped.
pub(super) fn write_witnesses(
    text: &mut String,
    indent: &str,
    names: &[String],
    count: usize,
) -> std::fmt::Result {
    if names.is_empty() {
        return Ok(());
    }
    let more = count.saturating_sub(names.len());
    let more = if more > 0 { format!(" {}", more_rows(more)) } else { String::new() };
    let names: Vec<String> = names.iter().map(|name| visible_name(name)).collect();
    writeln!(text, "{indent}{}{more}", names.join(", "))
}

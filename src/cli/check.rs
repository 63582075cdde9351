//! `scs-checker check`.

use super::arguments::{CheckArguments, Format};
use super::input::{located, now, read_inputs, read_text};
use super::{FAILS, OK, Output, UNUSABLE};
use crate::assessment::{Assessment, assess};
use crate::catalogue::{Catalogue, CatalogueError, OverlayFile, Target, Validity};
use crate::checks::{Options, Verdict};
use crate::date::Moment;
use crate::intake::{Intake, Upload, read_files};
use crate::report::{Detail, render_json, render_text, report};
use crate::waivers::{self, Waivers};
use crate::wording::{no_valid_version, overlay_error, overlays_not_used, waivers_error};
use std::ffi::OsString;

/// Reads, judges and reports.
pub(super) fn run(arguments: &CheckArguments) -> Output {
    let mut output = Output::default();
    let catalogue = match read_catalogue(&arguments.standards, &mut output.problems) {
        Ok(catalogue) => catalogue,
        Err(error) => {
            output.problems.push(format!("the embedded standards are broken: {error}"));
            output.code = UNUSABLE;
            return output;
        }
    };
    let now = arguments.date.unwrap_or_else(now);
    let versions = match chosen_versions(&catalogue, &arguments.scopes, now) {
        Ok(versions) => versions,
        Err(problem) => {
            output.problems.push(problem);
            output.code = UNUSABLE;
            return output;
        }
    };
    let standard_input = ["-".into()];
    let names = if arguments.files.is_empty() { &standard_input[..] } else { &arguments.files };
    let files = read_inputs(names, &mut output.problems);
    let uploads: Vec<Upload<'_>> =
        files.iter().map(|(name, bytes)| Upload { name, bytes, kind: arguments.kind }).collect();
    let intake = read_files(&uploads);
    let waivers = read_waivers(&arguments.waivers, &mut output.problems);
    let assessment = assess(&intake.inventory, &catalogue, Options { now, as_listed: arguments.as_listed })
        .with_waivers(&intake.inventory, &waivers);
    output.text = match arguments.format {
        Format::Json => render_json(&report(&assessment, &intake, &versions, Detail::Full)),
        Format::Text => {
            render_text(&report(&assessment, &intake, &versions, Detail::WithoutRemedies), &versions)
        }
    };
    let is_unreadable = !output.problems.is_empty() || intake.files.iter().any(|file| file.error.is_some());
    output.code = exit_code(&assessment, &versions, &intake, is_unreadable);
    output
}

/// The embedded standards with the files laid over them, or without any if something is wrong with one.
fn read_catalogue(files: &[OsString], problems: &mut Vec<String>) -> Result<Catalogue, CatalogueError> {
    let mut texts = Vec::new();
    for file in files {
        let name = file.to_string_lossy();
        if let Some(text) = read_text(file, &name, problems) {
            texts.push((name, text));
        }
    }
    let overlays: Vec<OverlayFile<'_>> =
        texts.iter().map(|(name, text)| OverlayFile { name, text }).collect();
    match Catalogue::overlaid(&overlays) {
        Ok(catalogue) if problems.is_empty() => return Ok(catalogue),
        Ok(_) => {}
        Err(error) => problems.extend(overlay_error(&error).iter().map(located)),
    }
    problems.push(overlays_not_used());
    Catalogue::embedded()
}

/// The scope versions that were asked for, or those for which clouds are certified at the date.
fn chosen_versions<'a>(
    catalogue: &'a Catalogue,
    scopes: &[String],
    now: Moment,
) -> Result<Vec<&'a str>, String> {
    if !scopes.is_empty() {
        return scopes.iter().map(|scope| known_version(catalogue, scope)).collect();
    }
    let is_certifiable =
        |id: &str| catalogue.timeline.validity(id, now).is_some_and(Validity::is_certifiable);
    let versions: Vec<&str> = versions_of(catalogue).filter(|id| is_certifiable(id)).collect();
    if versions.is_empty() {
        return Err(format!("{} `--scope V` judges by one all the same.", no_valid_version(now)));
    }
    Ok(versions)
}

fn versions_of(catalogue: &Catalogue) -> impl Iterator<Item = &str> {
    catalogue.versions.iter().map(|version| version.id.as_ref())
}

fn known_version<'a>(catalogue: &'a Catalogue, id: &str) -> Result<&'a str, String> {
    versions_of(catalogue).find(|known| *known == id).ok_or_else(|| {
        let known: Vec<&str> = versions_of(catalogue).collect();
        format!("there is no scope version `{id}`; there are {}", known.join(", "))
    })
}

/// Reads the files of waivers; one that cannot be read waives nothing.
fn read_waivers(files: &[OsString], problems: &mut Vec<String>) -> Waivers {
    let mut waivers = Waivers::default();
    for file in files {
        let name = file.to_string_lossy();
        let Some(text) = read_text(file, &name, problems) else { continue };
        match waivers::parse(&name, &text) {
            Ok(of_file) => waivers.extend(of_file),
            Err(error) => problems.extend(waivers_error(&error).iter().map(located)),
        }
    }
    waivers
}

fn exit_code(assessment: &Assessment<'_>, versions: &[&str], intake: &Intake, is_unreadable: bool) -> u8 {
    let decided =
        assessment.outcomes.iter().any(|(_, outcome)| !matches!(outcome.verdict, Verdict::Undecided(_)));
    if is_unreadable || intake.files.is_empty() || !decided {
        return UNUSABLE;
    }
    let fails = versions
        .iter()
        .filter_map(|version| assessment.scope(version))
        .any(|scope| scope.target(Target::Main).counts.failed > 0);
    if fails { FAILS } else { OK }
}

//! `scs-checker check`.

use super::arguments::{CheckArguments, Format};
use super::{FAILS, OK, Output, UNUSABLE};
use crate::assessment::{Assessment, assess};
use crate::catalogue::{Catalogue, CatalogueError, OverlayFile, Target, Validity};
use crate::checks::{Options, Verdict};
use crate::date::Moment;
use crate::intake::{Intake, Upload, read_files};
use crate::report::{Detail, render_json, render_text, report};
use crate::waivers::{self, Waivers};
use crate::wording::{
    Notice, no_valid_version, overlay_error, overlays_not_used, waivers_error, waivers_no_text,
};
use std::ffi::{OsStr, OsString};
use std::io::Read as _;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

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
    let files = read_inputs(arguments, &mut output.problems);
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

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
fn now() -> Moment {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since_1970.as_secs()).unwrap_or(i64::MAX))
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

/// Reads the files, and those in folders, as far as that goes.
fn read_inputs(arguments: &CheckArguments, problems: &mut Vec<String>) -> Vec<(String, Vec<u8>)> {
    let standard_input = ["-".into()];
    let names = if arguments.files.is_empty() { &standard_input[..] } else { &arguments.files };
    let mut files = Vec::new();
    for name in names {
        let within =
            if Path::new(name).is_dir() { files_in(Path::new(name)) } else { Ok(vec![name.clone()]) };
        let within = within.unwrap_or_else(|error| {
            problems.push(format!("{} cannot be read: {error}", name.to_string_lossy()));
            Vec::new()
        });
        for name in within {
            let shown =
                if name == "-" { "standard input".to_owned() } else { name.to_string_lossy().into_owned() };
            match read_input(&name) {
                Ok(bytes) => files.push((shown, bytes)),
                Err(error) => problems.push(format!("{shown} cannot be read: {error}")),
            }
        }
    }
    files
}

/// The files in a folder and its folders, by name, but for hidden ones.
fn files_in(folder: &Path) -> std::io::Result<Vec<OsString>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    let is_hidden =
        |path: &Path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let mut files = Vec::new();
    for path in paths.into_iter().filter(|path| !is_hidden(path)) {
        // A link may lead back here.
        if path.is_dir() && !path.is_symlink() {
            files.extend(files_in(&path)?);
        } else if path.is_file() {
            files.push(path.into_os_string());
        }
    }
    Ok(files)
}

fn read_input(name: &OsStr) -> std::io::Result<Vec<u8>> {
    if name != "-" {
        return std::fs::read(name);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
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

fn read_text(file: &OsStr, name: &str, problems: &mut Vec<String>) -> Option<String> {
    match std::fs::read(file).map(String::from_utf8) {
        Ok(Ok(text)) => return Some(text),
        Ok(Err(_)) => problems.push(located(&waivers_no_text(name))),
        Err(error) => problems.push(format!("{name} cannot be read: {error}")),
    }
    None
}

/// A notice in one line, its place first.
fn located(notice: &Notice) -> String {
    let place = notice.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
    let expected =
        notice.expected.as_ref().map(|expected| format!(" Expected: {expected}")).unwrap_or_default();
    format!("{place}{}{expected}", notice.what)
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

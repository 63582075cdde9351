//! `scs-checker check`.

use super::arguments::{CheckArguments, Format};
use super::input::{located, now, read_inputs, read_text};
use super::standards::{chosen_versions, read_catalogue};
use super::{FAILS, OK, Output, UNUSABLE};
use crate::assessment::{Assessment, assess};
use crate::catalogue::Target;
use crate::checks::{Options, Verdict};
use crate::intake::{Intake, Upload, read_files};
use crate::report::{Detail, render_json, render_text, report};
use crate::waivers::{self, Waivers};
use crate::wording::waivers_error;
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

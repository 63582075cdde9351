//! `scs-checker compare`.

use super::arguments::{CompareArguments, CompareFormat};
use super::input::{now, read_cloud};
use super::standards::{chosen_versions, read_catalogue};
use super::{FAILS, OK, Output, UNUSABLE};
use crate::checks::Options;
use crate::present::{Cloud, compare_clouds};
use crate::report::{comparison_json, comparison_markdown, comparison_text};

/// Reads both exports, judges them by the same standards, and reports what turned.
pub(super) fn run(arguments: &CompareArguments) -> Output {
    let mut output = Output::default();
    let problems = &mut output.problems;
    let catalogue = match read_catalogue(&arguments.standards, problems) {
        Ok(catalogue) => catalogue,
        Err(error) => {
            problems.push(format!("the embedded standards are broken: {error}"));
            return Output { code: UNUSABLE, ..output };
        }
    };
    let now = arguments.date.unwrap_or_else(now);
    let versions = match chosen_versions(&catalogue, &arguments.scopes, now) {
        Ok(versions) => versions,
        Err(problem) => {
            problems.push(problem);
            return Output { code: UNUSABLE, ..output };
        }
    };
    // Exports of one cloud are often called alike, but for their folders: their whole paths are shown.
    let [before, after] = [&arguments.before, &arguments.after]
        .map(|name| (name.to_string_lossy().into_owned(), read_cloud(name, problems)));
    let [before, after] =
        [&before, &after].map(|(label, inventory)| Cloud { label: label.as_str(), inventory });
    let options = Options { now, as_listed: arguments.as_listed };
    let view = compare_clouds(&before, &after, &catalogue, &versions, options);
    output.text = match arguments.format {
        CompareFormat::Text => comparison_text(&view),
        CompareFormat::Json => comparison_json(&view),
        CompareFormat::Markdown => comparison_markdown(&view),
    };
    output.code = if !output.problems.is_empty() {
        UNUSABLE
    } else if view.has_regressed {
        FAILS
    } else {
        OK
    };
    output
}

//! `scs-checker impact`.

use super::arguments::{ImpactArguments, ImpactFormat};
use super::input::{files_in, now, read_cloud, read_text};
use super::{FAILS, OK, Output, UNUSABLE};
use crate::catalogue::{Catalogue, regex_match};
use crate::checks::Options;
use crate::impact::{Before, ChangedFile, Review, review};
use crate::inventory::Inventory;
use crate::present::{ClassView, Cloud, ImpactView, impact_view};
use crate::report::{impact_json, impact_markdown, impact_sarif, impact_text};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

/// Reads the change and the clouds, judges them before and after it, and reports.
pub(super) fn run(arguments: &ImpactArguments) -> Output {
    let mut output = Output::default();
    let problems = &mut output.problems;
    let after = read_standards(&arguments.standards, problems);
    let before = read_standards(&arguments.base, problems);
    let files = changed_files(&before, &after, !arguments.base.is_empty());
    let review = match review(&files, &[], regex_match) {
        Ok(review) => review,
        Err(error) => {
            problems.push(format!("the embedded standards are broken: {error}"));
            return Output { code: UNUSABLE, ..output };
        }
    };
    if let Some(unknown) = arguments.scopes.iter().find(|scope| !is_known(&review, scope)) {
        problems
            .push(format!("there is no scope version `{unknown}`, neither before the change nor after it"));
    }
    let inventories: Vec<(String, Inventory)> =
        arguments.clouds.iter().map(|cloud| (label(cloud), read_cloud(cloud, problems))).collect();
    let clouds: Vec<Cloud<'_>> =
        inventories.iter().map(|(label, inventory)| Cloud { label, inventory }).collect();
    let versions: Vec<&str> = arguments.scopes.iter().map(String::as_str).collect();
    let options = Options { now: arguments.date.unwrap_or_else(now), as_listed: arguments.as_listed };
    let view = impact_view(&review, &clouds, &versions, options);
    output.text = match arguments.format {
        ImpactFormat::Text => impact_text(&view),
        ImpactFormat::Json => impact_json(&view),
        ImpactFormat::Markdown => impact_markdown(&view),
        ImpactFormat::Sarif => impact_sarif(&view),
    };
    output.code = exit_code(&view, output.problems.is_empty());
    output
}

fn exit_code(view: &ImpactView, is_readable: bool) -> u8 {
    if !is_readable {
        UNUSABLE
    } else if view.class == Some(ClassView::Breaking) {
        // What was not understood can hide a failure, and takes none back that was seen.
        FAILS
    } else if !view.is_understood {
        UNUSABLE
    } else {
        OK
    }
}

/// Whether a scope version is there, embedded or in the change.
fn is_known(review: &Review, version: &str) -> bool {
    let changed = review.parts.iter().flat_map(|part| [&part.before, &part.after]);
    changed.chain(&Catalogue::embedded().ok()).any(|catalogue| catalogue.version(version).is_some())
}

/// Files of standards by their paths: within the folder that was given, or the name of the file as it was given.
fn read_standards(names: &[OsString], problems: &mut Vec<String>) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for name in names {
        let root = Path::new(name);
        if !root.is_dir() {
            let shown = name.to_string_lossy();
            if let Some(text) = read_text(name, &shown, problems) {
                files.insert(shown.into_owned(), text);
            }
            continue;
        }
        // Of a checkout, the history is not what changes.
        let within = files_in(root, |name| name == ".git").unwrap_or_else(|error| {
            problems.push(format!("{} cannot be read: {error}", name.to_string_lossy()));
            Vec::new()
        });
        for path in within {
            let inner = Path::new(&path).strip_prefix(root).unwrap_or(Path::new(&path)).to_string_lossy();
            match std::fs::read(&path) {
                // There are pictures, too: of each file it is said what became of it.
                Ok(bytes) => {
                    files.insert(inner.into_owned(), String::from_utf8_lossy(&bytes).into_owned());
                }
                Err(error) => problems.push(format!("{} cannot be read: {error}", path.to_string_lossy())),
            }
        }
    }
    files
}

/// Pairs of what files were and are. Of two folders, those that are the same are no change.
fn changed_files<'a>(
    before: &'a BTreeMap<String, String>,
    after: &'a BTreeMap<String, String>,
    has_base: bool,
) -> Vec<ChangedFile<'a>> {
    let mut left: BTreeMap<&str, &str> =
        before.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut files = Vec::new();
    for (path, text) in after {
        let was = counterpart(&left, path).and_then(|path| left.remove_entry(path));
        let before = match was {
            Some((path, text)) => Before::Text { path, text },
            None if has_base => Before::Absent,
            None => Before::Embedded,
        };
        if was.is_none_or(|(_, was)| was != text) {
            files.push(ChangedFile { path, before, after: Some(text) });
        }
    }
    let gone = left.into_iter();
    files.extend(gone.map(|(path, text)| ChangedFile {
        path,
        before: Before::Text { path, text },
        after: None,
    }));
    files
}

/// The same path, or the only one with the same file name.
fn counterpart<'a>(paths: &BTreeMap<&'a str, &'a str>, path: &str) -> Option<&'a str> {
    if let Some((same, _)) = paths.get_key_value(path) {
        return Some(same);
    }
    let name = Path::new(path).file_name();
    let mut named = paths.keys().filter(|other| Path::new(other).file_name() == name);
    named.next().copied().filter(|_| named.next().is_none())
}

/// A cloud is called like its file or folder.
fn label(name: &OsString) -> String {
    Path::new(name).file_stem().unwrap_or(name).to_string_lossy().into_owned()
}

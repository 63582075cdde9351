//! Files, folders, standard input and the clock.

use crate::date::Moment;
use crate::intake::{Upload, read_files};
use crate::inventory::Inventory;
use crate::wording::{Notice, intake_error, waivers_no_text};
use std::ffi::{OsStr, OsString};
use std::io::Read as _;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// The time by the clock.
#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
pub(super) fn now() -> Moment {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since_1970.as_secs()).unwrap_or(i64::MAX))
}

/// Reads files, and those in folders, as far as that goes; `-` is standard input.
pub(super) fn read_inputs(names: &[OsString], problems: &mut Vec<String>) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for name in names {
        let within = if Path::new(name).is_dir() {
            files_in(Path::new(name), is_hidden)
        } else {
            Ok(vec![name.clone()])
        };
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

/// The exports of a cloud: a file, or all files of a folder. Of a cloud without any, all would seem to be open.
pub(super) fn read_cloud(name: &OsString, problems: &mut Vec<String>) -> Inventory {
    let known = problems.len();
    let files = read_inputs(std::slice::from_ref(name), problems);
    if files.is_empty() && problems.len() == known {
        problems.push(format!("{} holds no files", name.to_string_lossy()));
    }
    let uploads: Vec<Upload<'_>> =
        files.iter().map(|(name, bytes)| Upload { name, bytes, kind: None }).collect();
    let intake = read_files(&uploads);
    for file in &intake.files {
        if let Some(error) = &file.error {
            problems.push(format!("{}: {}", file.name, intake_error(error).what));
        }
    }
    intake.inventory
}

/// Whether a file or folder has a name that hides it.
fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// The files in a folder and its folders, by name, but for those that are left out by theirs.
pub(super) fn files_in(folder: &Path, is_left_out: fn(&OsStr) -> bool) -> std::io::Result<Vec<OsString>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    paths.retain(|path| !path.file_name().is_some_and(is_left_out));
    let mut files = Vec::new();
    for path in paths {
        // A link may lead back here.
        if path.is_dir() && !path.is_symlink() {
            files.extend(files_in(&path, is_left_out)?);
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

/// The text of a file.
pub(super) fn read_text(file: &OsStr, name: &str, problems: &mut Vec<String>) -> Option<String> {
    match std::fs::read(file).map(String::from_utf8) {
        Ok(Ok(text)) => return Some(text),
        Ok(Err(_)) => problems.push(located(&waivers_no_text(name))),
        Err(error) => problems.push(format!("{name} cannot be read: {error}")),
    }
    None
}

/// A notice in one line, its place first.
pub(super) fn located(notice: &Notice) -> String {
    let place = notice.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
    let expected =
        notice.expected.as_ref().map(|expected| format!(" Expected: {expected}")).unwrap_or_default();
    format!("{place}{}{expected}", notice.what)
}

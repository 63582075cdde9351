//! The script that starts the page, in a file of its own: then the policy need not allow any script inside the page, and
//! is the same from build to build.

use std::path::Path;

use thiserror::Error;

use crate::files::{self, FileError};
use crate::hashed;

const NAME: &str = "start-page.js";
/// As Trunk writes it.
const OPEN: &str = "<script type=\"module\">";
const CLOSE: &str = "</script>";

/// The page with its script in a file in the folder.
pub(crate) fn moved(folder: &Path, html: &str) -> Result<String, StartError> {
    let (before, rest) = html.split_once(OPEN).ok_or(StartError::NoScript)?;
    let (script, after) = rest.split_once(CLOSE).ok_or(StartError::NoScript)?;
    if after.contains(OPEN) {
        return Err(StartError::NoScript);
    }
    let lines: Vec<&str> = script.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let script = format!("{}\n", lines.join("\n"));
    let name = hashed::with_hash(NAME, script.as_bytes());
    files::write(&folder.join(&name), script)?;
    Ok(format!("{before}<script type=\"module\" src=\"./{name}\">{CLOSE}{after}"))
}

/// Why the script could not be moved.
#[derive(Debug, Error)]
pub(crate) enum StartError {
    #[error("there must be one script of Trunk's in it, and there is not")]
    NoScript,
    #[error(transparent)]
    File(#[from] FileError),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::testing::Folder;

    #[test]
    fn the_script_is_in_a_file_that_bears_its_hash() {
        let folder = Folder::new("start", &[]);
        let html =
            moved(folder.path(), "<head><script type=\"module\">\na;\n\n b; \n</script></head>").unwrap();
        let names = folder.names();
        assert_eq!(folder.text(&names[0]), "a;\n b;\n");
        assert_eq!(names, [hashed::with_hash(NAME, b"a;\n b;\n")]);
        assert_eq!(html, format!("<head><script type=\"module\" src=\"./{}\"></script></head>", names[0]));
    }

    #[test]
    fn a_page_that_starts_otherwise_is_refused() {
        let folder = Folder::new("start-refused", &[]);
        for html in ["<head></head>", &format!("{OPEN}a"), &format!("{OPEN}a{CLOSE}").repeat(2)] {
            assert!(matches!(moved(folder.path(), html), Err(StartError::NoScript)), "{html}");
        }
        assert!(folder.names().is_empty());
    }
}

//! Whether the built page tells where it was built.

use std::{
    env,
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    process::Command,
};

use thiserror::Error;

use crate::files::{self, FileError};
use crate::packed;

/// The folders of this machine that a build may name: what each is, and where.
pub(crate) fn folders() -> Result<Vec<(&'static str, PathBuf)>, TracesError> {
    let home = env::var_os("HOME").map(PathBuf::from);
    let or_in_home = |variable, name| {
        env::var_os(variable).map(PathBuf::from).or_else(|| home.as_ref().map(|home| home.join(name)))
    };
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
    let sysroot = Command::new(rustc).args(["--print", "sysroot"]).output().map_err(TracesError::Rustc)?;
    let here = env::current_dir().map_err(TracesError::Here)?;
    let known = [
        ("the folder of the project", Some(here)),
        ("the person's folder", home.clone()),
        ("the folder of cargo", or_in_home("CARGO_HOME", ".cargo")),
        ("the folder of rustup", or_in_home("RUSTUP_HOME", ".rustup")),
        ("the folder of Rust", Some(PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim()))),
    ];
    // A root would be found in everything.
    let is_telling = |path: &PathBuf| path.components().count() > 1;
    Ok(known.into_iter().filter_map(|(what, path)| Some((what, path.filter(is_telling)?))).collect())
}

/// Which files in a folder name one of these, in sentences. What is packed is a copy.
pub(crate) fn found(folder: &Path, known: &[(&str, PathBuf)]) -> Result<Vec<String>, TracesError> {
    let (originals, _) = packed::apart(files::below(folder)?);
    if originals.is_empty() {
        return Err(TracesError::Empty(folder.to_owned()));
    }
    let mut found = Vec::new();
    for file in originals {
        let bytes = files::read(&file.path)?;
        for (what, path) in known {
            let text = path.to_string_lossy();
            if contains_path(&bytes, text.trim_end_matches('/').as_bytes()) {
                found.push(format!("{} names {what}, {text}.", file.name));
            }
        }
    }
    Ok(found)
}

/// Whether the path stands there, rather than the beginning of a longer name.
fn contains_path(bytes: &[u8], path: &[u8]) -> bool {
    let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let mut places = bytes.windows(path.len()).enumerate().filter(|(_, window)| *window == path);
    places.any(|(at, _)| !bytes.get(at + path.len()).is_some_and(goes_on))
}

/// Why traces could not be looked for.
#[derive(Debug, Error)]
pub(crate) enum TracesError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error("{} holds no file; `make dist` builds it", .0.display())]
    Empty(PathBuf),
    #[error("rustc does not tell where it is: {0}")]
    Rustc(io::Error),
    #[error("the present folder is not known: {0}")]
    Here(io::Error),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::testing::Folder;

    #[test]
    fn a_path_is_found_wherever_it_stands() {
        let known = [("a folder", PathBuf::from("/home/me"))];
        let folder = Folder::new(
            "traces",
            &[
                ("a.wasm", b"\0asm/home/me/src/lib.rs\0"),
                ("b.js", b"// /home/me"),
                ("c.js", b"/home/meadow /home /me"),
                ("b.js.gz", b"/home/me"),
            ],
        );
        assert_eq!(
            found(folder.path(), &known).unwrap(),
            ["a.wasm names a folder, /home/me.", "b.js names a folder, /home/me."]
        );
    }

    #[test]
    fn what_this_machine_is_known_by_is_looked_for() {
        let known = folders().unwrap();
        for expected in ["the folder of the project", "the folder of Rust"] {
            let (_, path) = known.iter().find(|(what, _)| *what == expected).unwrap();
            assert!(path.is_dir(), "{expected}: {}", path.display());
        }
        let here = env::current_dir().unwrap();
        let text = format!("panicked at {}/src/lib.rs", here.display());
        let folder = Folder::new("traces-here", &[("a.wasm", text.as_bytes())]);
        assert!(!found(folder.path(), &known).unwrap().is_empty());
    }

    #[test]
    fn a_folder_without_files_is_no_proof() {
        let folder = Folder::new("traces-empty", &[]);
        assert!(matches!(found(folder.path(), &[]), Err(TracesError::Empty(_))));
    }
}

//! The licences of all that is in the page, with their texts.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use thiserror::Error;

use crate::files::{self, FileError};
use crate::parts::{Origin, Part, TABLES_LICENCE};

/// What the file is called. The About page links to it.
pub(crate) const NAME: &str = "licences.txt";

/// What files with a licence or a notice are called, from the beginning, in capitals.
const BEGINNINGS: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];
/// Some packages are published without a text. This one needs no name filled in, so it is whole as it is.
const APACHE: &str = include_str!("../../LICENSE-APACHE");
const UNICODE: &str = include_str!("../licences/Unicode-3.0.txt");
const RULE: &str = "--------------------------------------------------------------------------------";

/// The parts in the page with their licences, then each text once.
pub(crate) fn of_parts(parts: &[Part]) -> Result<String, LicencesError> {
    let mut texts: Vec<String> = Vec::new();
    let mut list = String::new();
    // This project before all others.
    let in_page = || parts.iter().filter(|part| part.is_in_page);
    let own = in_page().filter(|part| part.origin == Origin::Own);
    for part in own.chain(in_page().filter(|part| part.origin != Origin::Own)) {
        let numbers: Vec<String> =
            texts_of(part)?.into_iter().map(|text| number(text, &mut texts).to_string()).collect();
        // A string takes whatever is written.
        let _ = writeln!(list, "{} {}: {} [{}]", part.name, part.version, part.licence(), numbers.join(", "));
    }
    // Hosts send text without saying how it is encoded; this mark does.
    let mut out = format!(
        "\u{feff}Licences of the SCS Conformance Checker and of all that is compiled into it\n\n\
         Each part with its version, its licence, and the numbers of the texts that came with it.\n\n{list}"
    );
    for (text, number) in texts.iter().zip(1..) {
        let _ = write!(out, "\n[{number}] {RULE}\n\n{text}\n");
    }
    Ok(out)
}

fn number(text: String, texts: &mut Vec<String>) -> usize {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = texts.iter().position(|other| words(other) == words(&text));
    known.unwrap_or_else(|| {
        texts.push(text);
        texts.len() - 1
    }) + 1
}

/// The texts that came with a part, or a general one.
fn texts_of(part: &Part) -> Result<Vec<String>, LicencesError> {
    let mut texts = Vec::new();
    for path in licence_files(part)? {
        texts.push(tidied(&files::read(&path)?));
    }
    let came_with_it = !texts.is_empty();
    for licence in &part.licences {
        if licence == TABLES_LICENCE {
            texts.push(tidied(UNICODE.as_bytes()));
        } else if !came_with_it {
            let offers_apache = licence.split(" OR ").any(|name| name == "Apache-2.0");
            let text = offers_apache.then(|| tidied(APACHE.as_bytes()));
            texts.push(text.ok_or_else(|| LicencesError::NoText(format!("{} {}", part.name, part.version)))?);
        }
    }
    Ok(texts)
}

/// The files with licences in the folder of a part. A package of the standard library may have them one folder up.
fn licence_files(part: &Part) -> Result<Vec<PathBuf>, LicencesError> {
    let mut found = files_in(&part.folder)?;
    if let (true, Origin::Standard { folder }, Some(above)) =
        (found.is_empty(), &part.origin, part.folder.parent())
        && folder.contains('/')
    {
        found = files_in(above)?;
    }
    Ok(found)
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>, LicencesError> {
    let unreadable = |source| LicencesError::Folder { folder: folder.to_owned(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        if entry.path().is_file() && BEGINNINGS.iter().any(|beginning| name.starts_with(beginning)) {
            found.push(entry.path());
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn tidied(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Why the licences are not whole.
#[derive(Debug, Error)]
pub(crate) enum LicencesError {
    #[error("{0} is in the page, and no text of its licence is known")]
    NoText(String),
    #[error("{} cannot be read: {source}", folder.display())]
    Folder { folder: PathBuf, source: std::io::Error },
    #[error(transparent)]
    File(#[from] FileError),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::testing::Folder;
    use crate::parts::testing::part;

    fn lines(parts: &[Part]) -> Vec<String> {
        let text = of_parts(parts).unwrap();
        text.lines().filter(|line| line.contains("1.0.0: ")).map(str::to_owned).collect()
    }

    #[test]
    fn a_text_that_several_parts_have_stands_there_once() {
        let folder = Folder::new(
            "licences",
            &[
                ("a/LICENSE-MIT", b"\xef\xbb\xbfCopyright A\r\n\r\nDo as you like.\r\n"),
                ("b/license.md", b"Copyright A\nDo as you\nlike.\n"),
                ("c/COPYING", b"Copyright C\nDo as you like.\n"),
                ("c/NOTICE", b"C was here.\n"),
                ("c/src/LICENSE", b"of something else"),
            ],
        );
        let of = |name: &str| part(name, "MIT", &folder.path().join(name));
        let parts = [of("a"), of("b"), of("c")];
        assert_eq!(lines(&parts), ["a 1.0.0: MIT [1]", "b 1.0.0: MIT [1]", "c 1.0.0: MIT [2, 3]"]);
        let text = of_parts(&parts).unwrap();
        assert!(text.contains(&format!("[1] {RULE}\n\nCopyright A\n\nDo as you like.\n")), "{text}");
        assert!(text.contains(&format!("[3] {RULE}\n\nC was here.\n")), "{text}");
        assert!(!text.contains("something else"));
    }

    #[test]
    fn this_project_comes_first_and_what_only_builds_the_page_is_left_out() {
        let folder = Folder::new("licences-own", &[("LICENSE", b"text")]);
        let parts = [
            part("a", "MIT", folder.path()),
            Part { is_in_page: false, ..part("b", "MIT", folder.path()) },
            Part { origin: Origin::Own, ..part("c", "MIT", folder.path()) },
        ];
        assert_eq!(lines(&parts), ["c 1.0.0: MIT [1]", "a 1.0.0: MIT [1]"]);
    }

    #[test]
    fn without_a_text_of_its_own_a_part_has_the_one_that_needs_no_name() {
        let folder = Folder::new("licences-none", &[]);
        let text = of_parts(&[part("a", "MIT OR Apache-2.0", folder.path())]).unwrap();
        assert!(text.contains("Version 2.0, January 2004"), "{text}");
        for licence in ["MIT", "MIT AND Apache-2.0", "Apache-2.0 WITH LLVM-exception"] {
            let error = of_parts(&[part("a", licence, folder.path())]).unwrap_err();
            assert_eq!(error.to_string(), "a 1.0.0 is in the page, and no text of its licence is known");
        }
    }

    #[test]
    fn the_standard_library_has_texts_one_folder_up_and_one_for_its_tables() {
        let folder =
            Folder::new("licences-std", &[("a/LICENSE.txt", b"text of a"), ("a/inner/x", b""), ("b/x", b"")]);
        let of = |inner: &str, licence: &str| Part {
            origin: Origin::Standard { folder: inner.to_owned() },
            ..part("a", licence, &folder.path().join(inner))
        };
        assert!(of_parts(&[of("a/inner", "MIT")]).unwrap().contains("text of a"));
        assert!(of_parts(&[of("b", "MIT")]).is_err());
        let mut core = of("b", "MIT OR Apache-2.0");
        core.licences.push(TABLES_LICENCE.to_owned());
        let text = of_parts(&[core]).unwrap();
        assert!(text.contains("(MIT OR Apache-2.0) AND (Unicode-3.0) [1, 2]"), "{text}");
        assert!(text.contains("UNICODE LICENSE V3"), "{text}");
    }
}

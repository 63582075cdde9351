//! The hashes of what the page loads first, which the browser compares before it uses a file.
//!
//! Style sheets, the script that starts the page and the script that this imports have one. Browsers have no place for the
//! hash of a worker, of what a worker imports, and, when it is preloaded, of a module of WebAssembly.

use std::{fmt::Write, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::files::{self, FileError};

/// The page with the hashes of the files in the folder that it names.
pub(crate) fn added(folder: &Path, html: &str) -> Result<String, IntegrityError> {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, element)) = split_before_any(rest, &["<link ", "<script "]) {
        let (tag, after) = element.split_once('>').ok_or(IntegrityError::OpenElement)?;
        out.push_str(before);
        out.push_str(tag.trim_end_matches('/'));
        if let Some(address) = covered(tag) {
            if attribute(tag, "integrity").is_some() {
                return Err(IntegrityError::AlreadyThere);
            }
            let name = address.strip_prefix("./").filter(|name| !name.is_empty());
            let name = name.ok_or_else(|| IntegrityError::Elsewhere(address.to_owned()))?;
            let digest = Sha256::digest(files::read(&folder.join(name))?);
            // A string takes whatever is written.
            let _ = write!(out, " integrity=\"sha256-{}\"", STANDARD.encode(digest));
        }
        out.push_str(if tag.ends_with('/') { "/>" } else { ">" });
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn split_before_any<'a>(text: &'a str, beginnings: &[&str]) -> Option<(&'a str, &'a str)> {
    let at = beginnings.iter().filter_map(|beginning| text.find(beginning)).min()?;
    text.split_at_checked(at)
}

/// The address of an element whose hash browsers compare.
fn covered(tag: &str) -> Option<&str> {
    if tag.starts_with("<script") {
        return attribute(tag, "src");
    }
    let is_covered = matches!(attribute(tag, "rel")?, "stylesheet" | "modulepreload");
    attribute(tag, "href").filter(|_| is_covered)
}

/// The value of an attribute, in the one form that Trunk writes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    Some(value.split_once('"')?.0)
}

/// Why hashes could not be added.
#[derive(Debug, Error)]
pub(crate) enum IntegrityError {
    #[error("it has some already")]
    AlreadyThere,
    #[error("an element is not closed")]
    OpenElement,
    #[error("`{0}` is not beside the page")]
    Elsewhere(String),
    #[error(transparent)]
    File(#[from] FileError),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::testing::Folder;

    /// Of `alert('Hello, world.');`, the example of the [specification](https://www.w3.org/TR/SRI/).
    const HASH: &str = "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=";

    fn folder(test: &str) -> Folder {
        Folder::new(test, &[("a.js", b"alert('Hello, world.');"), ("a.css", b"alert('Hello, world.');")])
    }

    #[test]
    fn style_sheets_scripts_and_what_they_import_get_a_hash() {
        let folder = folder("integrity");
        for (html, expected) in [
            (
                "<script type=\"module\" src=\"./a.js\"></script>",
                "<script type=\"module\" src=\"./a.js\"{}></script>",
            ),
            ("<link rel=\"stylesheet\" href=\"./a.css\"/>", "<link rel=\"stylesheet\" href=\"./a.css\"{}/>"),
            (
                "<link rel=\"modulepreload\" href=\"./a.js\">",
                "<link rel=\"modulepreload\" href=\"./a.js\"{}>",
            ),
        ] {
            let expected = expected.replace("{}", &format!(" integrity=\"{HASH}\""));
            let added = added(folder.path(), &format!("<head>{html}</head>")).unwrap();
            assert_eq!(added, format!("<head>{expected}</head>"));
        }
    }

    #[test]
    fn other_elements_stay() {
        let folder = folder("integrity-others");
        for html in [
            "<link rel=\"icon\" href=\"./a.svg\"/>",
            "<link rel=\"preload\" href=\"./a.wasm\" as=\"fetch\">",
            "<link rel=\"manifest\" href=\"./a.webmanifest\">",
            "<script type=\"module\">a</script>",
            "<p>text</p>",
        ] {
            assert_eq!(added(folder.path(), html).unwrap(), html);
        }
    }

    #[test]
    fn what_cannot_be_hashed_is_refused() {
        let folder = folder("integrity-refused");
        for (html, part) in [
            (
                "<script src=\"https://a.example/a.js\"></script>",
                "`https://a.example/a.js` is not beside the page",
            ),
            ("<script src=\"./b.js\"></script>", "b.js cannot be read"),
            ("<script src=\"./a.js\" integrity=\"\"></script>", "it has some already"),
            ("<link rel=\"stylesheet\"", "an element is not closed"),
        ] {
            let error = added(folder.path(), html).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}

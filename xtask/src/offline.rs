//! The service worker, which keeps the page for use without a network.
//!
//! It is told what belongs to the build, with the hash of each file. The page is told where it lies, and how much it
//! keeps, so that a page without it (in one file, or served while it is being worked on) asks for none.

use std::path::Path;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::files::{self, FileError};
use crate::{bom, hashed, licences, packed, single, sizes, sums};

/// The variable that leaves it out when it is empty.
pub(crate) const VARIABLE: &str = "OFFLINE";

const WORKER: &str = include_str!("../../www/service-worker.js");
/// Has the browser use the worker; the page loads it.
const KEEP: &str = include_str!("../../www/keep-page.js");
const KEEP_NAME: &str = "keep-page.js";
/// Takes the place of an earlier one and removes it.
const WORKER_OFF: &str = include_str!("../../www/service-worker-off.js");
/// Stands in the worker for the build.
const PLACEHOLDER: &str = "{/* build */}";
/// Its name must stay: browsers that have an earlier version ask for the next one under it.
const NAME: &str = "sw.js";
const PAGE: &str = "index.html";
/// What the worker calls the page, for that is how browsers ask for it.
const PAGE_ADDRESS: &str = "./";
/// The element that gets the attribute.
const ELEMENT: &str = "<div id=\"app\"";
const ATTRIBUTE: &str = " data-offline=\"";

/// What lies beside the page and is not needed to run it; packed siblings are not, either.
const BESIDE: [&str; 4] = [NAME, bom::NAME, single::FILE, sums::NAME];
/// What belongs to the page without a hash in its name, by how this begins.
const OF_THE_PAGE: [&str; 5] = [PAGE, licences::NAME, "manifest.webmanifest", "icons/", "samples/"];

/// Puts the worker into the folder of a built page, and has the page ask for it. Nothing of the page may change
/// afterwards. Without `keeps`, the worker is one that removes itself.
pub(crate) fn write(folder: &Path, keeps: bool) -> Result<(), OfflineError> {
    let page = folder.join(PAGE);
    let html = unmarked(&files::read_text(&page)?)?;
    if !keeps {
        files::write(&page, &html)?;
        return Ok(files::write(&folder.join(NAME), WORKER_OFF)?);
    }
    let keep = hashed::with_hash(KEEP_NAME, KEEP.as_bytes());
    files::write(&folder.join(&keep), KEEP)?;
    let names = of_the_build(folder)?;
    let mut contents: Vec<(String, Vec<u8>)> = Vec::new();
    for name in names {
        let content =
            if name == PAGE { html.clone().into_bytes() } else { files::read(&folder.join(&name))? };
        contents.push((name, content));
    }
    let bytes: usize = contents.iter().map(|(_, content)| content.len()).sum();
    let marked = marked(&html, &keep, contents.len(), bytes)?;
    for (_, content) in contents.iter_mut().filter(|(name, _)| name == PAGE) {
        *content = marked.clone().into_bytes();
    }
    files::write(&page, &marked)?;
    Ok(files::write(&folder.join(NAME), worker(&contents)?)?)
}

/// The worker for these files.
fn worker(contents: &[(String, Vec<u8>)]) -> Result<String, OfflineError> {
    let mut files = Map::new();
    // A worker that does something else needs another cache, even for the same files.
    let mut version = Sha256::new_with_prefix(WORKER);
    for (name, content) in contents {
        let integrity = format!("sha256-{}", STANDARD.encode(Sha256::digest(content)));
        version.update(format!("{name} {integrity}\n"));
        let name = if name == PAGE { PAGE_ADDRESS } else { name };
        files.insert(name.to_owned(), json!(integrity));
    }
    let version = hashed::digits(&version.finalize());
    let build = format!("{:#}", Value::from_iter([("version", json!(version)), ("files", files.into())]));
    let (before, after) = WORKER.split_once(PLACEHOLDER).ok_or(OfflineError::NoPlaceholder)?;
    Ok(format!("{before}{build}{after}"))
}

/// The names of the files that make the page, sorted.
fn of_the_build(folder: &Path) -> Result<Vec<String>, OfflineError> {
    let (built, _) = packed::apart(files::below(folder)?);
    let names = built.into_iter().map(|file| file.name).filter(|name| !BESIDE.contains(&name.as_str()));
    names
        .map(|name| if is_of_the_page(&name) { Ok(name) } else { Err(OfflineError::Unknown(name)) })
        .collect()
}

fn is_of_the_page(name: &str) -> bool {
    OF_THE_PAGE.iter().any(|known| name.starts_with(known)) || sizes::without_hash(name) != name
}

/// The page with the attribute: the script, the worker, how many files it keeps, and how many bytes.
fn marked(html: &str, keep: &str, files: usize, bytes: usize) -> Result<String, OfflineError> {
    let (before, after) = html.split_once(ELEMENT).ok_or(OfflineError::NoElement)?;
    if after.contains(ELEMENT) {
        return Err(OfflineError::NoElement);
    }
    Ok(format!("{before}{ELEMENT}{ATTRIBUTE}./{keep} ./{NAME} {files} {bytes}\"{after}"))
}

/// The page without it.
fn unmarked(html: &str) -> Result<String, OfflineError> {
    let Some((before, rest)) = html.split_once(ATTRIBUTE) else { return Ok(html.to_owned()) };
    let (_, after) = rest.split_once('"').ok_or(OfflineError::NoElement)?;
    Ok(format!("{before}{after}"))
}

/// Why there is no service worker.
#[derive(Debug, Error)]
pub(crate) enum OfflineError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error("index.html must have one element {ELEMENT}…>, and has not")]
    NoElement,
    #[error("www/service-worker.js must have {PLACEHOLDER} in it, and has not")]
    NoPlaceholder,
    #[error("whether {0} is needed to run the page is not known; please say so in xtask/src/offline.rs")]
    Unknown(String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::testing::Folder;
    use std::fs;

    const HTML: &str = "<body><div id=\"app\" data-worker=\"./w.js\"></div></body>";
    const BUILD: [(&str, &str); 8] = [
        ("a-0123456789abcdef.js", "a"),
        ("a-0123456789abcdef_bg.wasm", "wasm"),
        ("icons/icon.svg", "<svg/>"),
        ("icons/icon-192.png", "png"),
        ("index.html", HTML),
        ("licences.txt", "MIT"),
        ("manifest.webmanifest", "{}"),
        ("samples/b.json", "[]"),
    ];

    fn folder_of(test: &str, files: &[(&str, &str)]) -> Folder {
        let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        Folder::new(&format!("offline-{test}"), &files)
    }

    /// What the worker says of the build.
    fn build(folder: &Folder) -> Value {
        let text = folder.text(NAME);
        let (_, rest) = text.split_once("const { version, files } = ").unwrap();
        serde_json::from_str(rest.split_once(";\n").unwrap().0).unwrap()
    }

    #[test]
    fn the_worker_keeps_the_build_and_nothing_else() {
        let folder = folder_of("keeps", &BUILD);
        for beside in [
            "sw.js",
            "SHA256SUMS",
            "scs-checker.html",
            bom::NAME,
            "index.html.br",
            "index.html.gz",
            "a-0123456789abcdef.js.br",
            "samples/b.json.gz",
        ] {
            folder.put(beside, b"");
        }
        write(folder.path(), true).unwrap();
        let said = build(&folder);
        let names: Vec<String> =
            said["files"].as_object().unwrap().keys().map(|name| sizes::without_hash(name)).collect();
        assert_eq!(
            names,
            [
                "./",
                "a.js",
                "a_bg.wasm",
                "icons/icon-192.png",
                "icons/icon.svg",
                "keep-page.js",
                "licences.txt",
                "manifest.webmanifest",
                "samples/b.json",
            ]
        );
        // The hash is of the page as it is served.
        for (name, address) in [("index.html", "./"), ("samples/b.json", "samples/b.json")] {
            let hash = STANDARD.encode(Sha256::digest(folder.text(name)));
            assert_eq!(said["files"][address], json!(format!("sha256-{hash}")), "{name}");
        }
        let bytes: usize = BUILD.iter().map(|(_, text)| text.len()).sum::<usize>() + KEEP.len();
        let keep = hashed::with_hash(KEEP_NAME, KEEP.as_bytes());
        assert_eq!(folder.text(&keep), KEEP);
        let expected =
            HTML.replace("\"app\"", &format!("\"app\" data-offline=\"./{keep} ./sw.js 9 {bytes}\""));
        assert_eq!(folder.text(PAGE), expected);
    }

    #[test]
    fn once_more_changes_nothing() {
        let folder = folder_of("again", &BUILD);
        write(folder.path(), true).unwrap();
        let first = (folder.text(PAGE), folder.text(NAME));
        write(folder.path(), true).unwrap();
        assert_eq!((folder.text(PAGE), folder.text(NAME)), first);
    }

    #[test]
    fn each_content_and_each_name_makes_a_version() {
        let folder = folder_of("version", &BUILD);
        let mut versions = Vec::new();
        let mut next = |change: &dyn Fn()| {
            change();
            write(folder.path(), true).unwrap();
            versions.push(build(&folder)["version"].to_string());
        };
        next(&|| ());
        next(&|| folder.put("samples/b.json", b"[1]"));
        next(&|| folder.put(PAGE, HTML.replace("body", "main").as_bytes()));
        next(&|| {
            fs::rename(folder.path().join("samples/b.json"), folder.path().join("samples/c.json")).unwrap();
        });
        versions.sort_unstable();
        versions.dedup();
        assert_eq!(versions.len(), 4, "{versions:?}");
    }

    #[test]
    fn left_out_it_removes_itself_and_the_page_asks_for_none() {
        let folder = folder_of("off", &BUILD);
        write(folder.path(), true).unwrap();
        write(folder.path(), false).unwrap();
        assert_eq!(folder.text(PAGE), HTML);
        assert_eq!(folder.text(NAME), WORKER_OFF);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        let folder = folder_of("unknown", &BUILD);
        folder.put("new.txt", b"");
        let error = write(folder.path(), true).unwrap_err();
        assert!(matches!(&error, OfflineError::Unknown(name) if name == "new.txt"), "{error}");
        for html in ["<body></body>", &HTML.repeat(2), "<div id=\"app\" data-offline=\"./sw.js"] {
            let folder = folder_of("element", &[(PAGE, html)]);
            assert!(matches!(write(folder.path(), true), Err(OfflineError::NoElement)), "{html}");
        }
    }

    #[test]
    fn the_shell_has_the_element_and_the_worker_its_place() {
        assert!(marked(include_str!("../../index.html"), "keep.js", 1, 1).is_ok());
        assert!(worker(&[]).unwrap().contains("\"files\": {}"));
    }
}

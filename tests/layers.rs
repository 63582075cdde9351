//! Arrows between the parts point down only, and the browser stays at the edge.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The parts from the bottom up. A part may use those that stand before it.
const PARTS: [&str; 20] = [
    "date",
    "seen",
    "yaml",
    "inventory",
    "intake",
    "flavor_name",
    "catalogue",
    "checks",
    "waivers",
    "assessment",
    "causes",
    "impact",
    "remedy",
    "pull",
    "wording",
    "present",
    "report",
    "worker",
    "cli",
    "app",
];

/// Uses that the order would allow and the design does not.
const FORBIDDEN: [(&str, &str); 6] = [
    ("inventory", "yaml"),
    ("flavor_name", "intake"),
    ("flavor_name", "inventory"),
    ("catalogue", "intake"),
    ("catalogue", "inventory"),
    ("app", "checks"),
];

/// Crates of the browser, and the parts that may use them.
const BROWSER_CRATES: [&str; 6] = ["web_sys", "js_sys", "wasm_bindgen", "gloo_net", "gloo", "yew"];
const BROWSER_PARTS: [&str; 4] = ["worker", "app", "main", "bin"];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        // What only tests share may look up to what makes the data.
        .filter(|path| path.file_name().is_some_and(|name| name != "testing.rs"))
        .collect()
}

/// The part that a file belongs to, and its text without comments.
fn sources() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let of_file = |path: PathBuf| {
        let inner = path.strip_prefix(&src).unwrap();
        let part = inner.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        let text = std::fs::read_to_string(&path).unwrap();
        let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        (part, code.join("\n"))
    };
    files(&src).into_iter().map(of_file).collect()
}

/// Names that follow `crate::`.
fn used_parts(code: &str) -> BTreeSet<String> {
    assert!(!code.contains("crate::{"), "one `use` a part, so that this test sees it");
    let name =
        |text: &str| text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    code.split("crate::").skip(1).map(name).collect()
}

#[test]
fn parts_use_only_what_is_below_them() {
    for (part, code) in sources() {
        let Some(rank) = PARTS.iter().position(|known| *known == part) else {
            assert!(["lib", "main", "bin"].contains(&part.as_str()), "`{part}` has no place among the parts");
            continue;
        };
        for used in used_parts(&code) {
            let Some(below) = PARTS.iter().position(|known| *known == used) else { continue };
            assert!(below <= rank, "`{part}` uses `{used}`, which stands above it");
            let forbidden = FORBIDDEN.iter().any(|(user, what)| *user == part && *what == used);
            assert!(!forbidden, "`{part}` must not know `{used}`");
        }
    }
}

#[test]
fn the_browser_stays_at_the_edge() {
    for (part, code) in sources() {
        if BROWSER_PARTS.contains(&part.as_str()) {
            continue;
        }
        for name in BROWSER_CRATES {
            assert!(!code.contains(&format!("{name}::")), "`{part}` uses `{name}`");
        }
    }
}

#[test]
fn one_file_stores_something_in_the_browser() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let using = |names: &[&str]| -> Vec<PathBuf> {
        let uses = |path: &PathBuf| {
            let text = std::fs::read_to_string(path).unwrap();
            names.iter().any(|name| text.contains(name))
        };
        files(&src).into_iter().filter(uses).collect()
    };
    let of_data = using(&["indexed_db", "local_storage", "session_storage", "set_cookie"]);
    assert_eq!(of_data, [src.join("app/browser/memory.rs")]);
    // The page itself is kept by scripts of their own: the service worker, and the one that asks for it.
    assert!(using(&["CacheStorage"]).is_empty());
}

/// The hosts that the page may ask stand in `index.html`, of which its policy is made, and nowhere else.
#[test]
fn no_source_names_a_host_to_ask() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shell = std::fs::read_to_string(root.join("index.html")).unwrap();
    let value = shell.split(" data-hosts=\"").nth(1).unwrap().split('"').next().unwrap();
    let hosts: Vec<&str> = value.split(' ').filter_map(|origin| origin.strip_prefix("https://")).collect();
    assert_eq!(hosts.len(), 2);
    for (part, code) in sources() {
        for host in &hosts {
            assert!(!code.contains(host), "`{part}` names {host}");
        }
    }
}

#[test]
fn two_files_ask_for_something_over_the_network() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let asks = |path: &PathBuf| std::fs::read_to_string(path).unwrap().contains("gloo_net");
    let found: BTreeSet<PathBuf> = files(&src).into_iter().filter(asks).collect();
    let expected = ["app/browser/pull.rs", "app/browser/samples.rs"].map(|path| src.join(path));
    assert_eq!(found, BTreeSet::from(expected));
}

#[test]
fn the_library_lists_the_parts_in_order() {
    let lib = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let listed: Vec<&str> =
        lib.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let expected: Vec<&str> = PARTS.into_iter().filter(|part| listed.contains(part)).collect();
    assert_eq!(listed, expected);
}

//! Every direct dependency has a line in docs/architecture.md that says why it is there, and no line is left of one that
//! is gone.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test tells that it fails by panicking"
)]

use std::collections::BTreeSet;
use std::path::Path;

/// Packages of cargo, and the word behind the names of those that only they use. The program itself has none.
const PACKAGES: [(&str, &str); 3] =
    [("Cargo.toml", ""), ("xtask/Cargo.toml", "(xtask)"), ("fuzz/Cargo.toml", "(fuzz)")];
const NPM_PACKAGES: [&str; 2] = ["tests/browser/package.json", "tests/audit/package.json"];
const HEADS: [&str; 2] = ["| crate | for | weighed against it |", "| tool | for | weighed against it |"];

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::read_to_string(root.join(path)).unwrap()
}

/// The first cells of a table, with the names in each. What follows `with` is no name, but a part.
fn rows(head: &str) -> Vec<(String, BTreeSet<String>)> {
    let document = read("docs/architecture.md");
    let (_, table) = document.split_once(head).unwrap();
    let cells = table.lines().skip(2).take_while(|line| line.starts_with('|')).map(|line| {
        let cells: Vec<&str> = line.split('|').collect();
        assert!(
            cells[2..4].iter().all(|cell| !cell.trim().is_empty()) || cells[1].starts_with(" no "),
            "{line}"
        );
        cells[1].trim().to_owned()
    });
    let names = |cell: &str| {
        let named = cell.split(" with ").next().unwrap();
        named.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    cells.map(|cell| (cell.clone(), names(&cell))).collect()
}

/// The names in the rows of one package.
fn explained(word: &str) -> BTreeSet<String> {
    let is_of = |cell: &str| match word {
        "" => PACKAGES.iter().all(|(_, other)| other.is_empty() || !cell.contains(other)),
        word => cell.contains(word),
    };
    rows(HEADS[0]).into_iter().filter(|(cell, _)| is_of(cell)).flat_map(|(_, names)| names).collect()
}

/// All tables of dependencies in a manifest, those of single platforms included.
fn direct(manifest: &toml::Table) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (key, value) in manifest {
        let Some(table) = value.as_table() else { continue };
        if key == "target" {
            found.extend(table.values().flat_map(|platform| direct(platform.as_table().unwrap())));
        } else if key.ends_with("dependencies") {
            found.extend(table.keys().cloned());
        }
    }
    found
}

#[test]
fn crates_are_explained_and_no_line_is_stale() {
    for (path, word) in PACKAGES {
        let manifest: toml::Table = read(path).parse().unwrap();
        let mut direct = direct(&manifest);
        assert!(!direct.is_empty(), "{path}");
        direct.remove("scs-checker");
        assert_eq!(direct, explained(word), "{path} and the rows {word} of docs/architecture.md differ");
    }
}

#[test]
fn tools_are_explained_and_no_line_is_stale() {
    let mut direct = BTreeSet::new();
    for path in NPM_PACKAGES {
        let manifest: serde_json::Value = serde_json::from_str(&read(path)).unwrap();
        let fields =
            ["dependencies", "devDependencies"].into_iter().filter_map(|name| manifest[name].as_object());
        direct.extend(fields.flat_map(|packages| packages.keys().cloned()));
    }
    // `setup_tool PROGRAM CRATE VERSION DURATION`
    let setup = read("scripts/setup.sh");
    let calls = setup.lines().filter_map(|line| line.trim().strip_prefix("setup_tool "));
    direct.extend(calls.map(|call| call.split(' ').nth(1).unwrap().to_owned()));
    let named: BTreeSet<String> = rows(HEADS[1]).into_iter().flat_map(|(_, names)| names).collect();
    assert_eq!(direct, named);
}

#[test]
fn each_row_names_something() {
    for (cell, names) in rows(HEADS[0]) {
        assert!(!names.is_empty(), "{cell}");
    }
}

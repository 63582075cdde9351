//! Replays what the fuzz targets are fed with: nothing panics, and nothing takes long.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

#[path = "../fuzz/feed.rs"]
mod feed;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn names_in(folder: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap();
    entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn every_target_has_a_program_and_a_corpus() {
    let listed: BTreeSet<String> = feed::TARGETS.iter().map(|target| (*target).to_owned()).collect();
    assert_eq!(names_in("fuzz/targets"), listed);
    assert_eq!(names_in("fuzz/corpus"), listed);
    let manifest = std::fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    for target in feed::TARGETS {
        assert!(manifest.contains(&format!("path = \"targets/{target}.rs\"")), "{target}");
    }
}

#[test]
fn the_corpus_is_digested() {
    for target in feed::TARGETS {
        let files: Vec<PathBuf> = std::fs::read_dir(root().join("fuzz/corpus").join(target))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert!(files.len() > 1, "{target} has a corpus");
        for file in files {
            feed::feed(target, &std::fs::read(&file).unwrap());
        }
    }
}

#[test]
fn the_samples_are_digested_by_every_target() {
    for folder in ["tests/data/samples", "tests/data/samples/traps", "tests/data/samples/old-clients"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let bytes = std::fs::read(&path).unwrap();
                for target in feed::TARGETS {
                    feed::feed(target, &bytes[..bytes.len().min(4000)]);
                }
            }
        }
    }
}

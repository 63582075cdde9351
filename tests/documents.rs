//! What the documents show is what the program says.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

use scs_checker::catalogue::Catalogue;
use scs_checker::inventory::Kind;
use scs_checker::waivers;
use scs_checker::wording::{EXPORT_EVERYTHING, export_command};
use std::path::Path;

fn document(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn commands_that_export_are_those_of_the_page() {
    let exporting = document("docs/exporting.md");
    assert!(exporting.contains(&format!("```sh\n{EXPORT_EVERYTHING}```\n")));
    // A table that `glance usage` prints is as good as the answer of the API, which the document asks for.
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::ImageUsage) {
        let command = export_command(kind);
        assert!(exporting.contains(&format!("```sh\n{command}\n```\n")), "{command}");
    }
    assert!(exporting.contains("`glance usage`"));
}

#[test]
fn the_waivers_that_are_shown_are_read() {
    let document = document("docs/waivers.md");
    let example = document.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let waivers = waivers::parse("waivers.yaml", example).unwrap();
    assert_eq!((waivers.waivers.len(), waivers.image_sources.len()), (2, 1));
    let catalogue = Catalogue::embedded().unwrap();
    assert!(waivers.waivers.iter().all(|waiver| catalogue.testcase(&waiver.testcase).is_some()));
}

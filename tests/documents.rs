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

use scs_checker::catalogue::{Catalogue, OverlayFile, templates};
use scs_checker::inventory::Kind;
use scs_checker::waivers;
use scs_checker::wording::{EXPORT_EVERYTHING, export_command};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

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

#[test]
fn the_overlay_that_is_shown_is_laid() {
    let document = document("docs/overlays.md");
    let example = document.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let catalogue = Catalogue::overlaid(&[OverlayFile { name: "draft.yaml", text: example }]).unwrap();
    assert_eq!(catalogue.provenance.overlays[0].changes.len(), 4);
}

/// The table of requirements beside the test cases.
fn requirements(catalogue: &Catalogue) -> String {
    let mut table =
        "| id | level | what is asked | difference from the official test |\n| --- | --- | --- | --- |\n"
            .to_owned();
    for requirement in &catalogue.requirements {
        let versions = catalogue.versions.iter();
        let mut levels: Vec<(&str, Vec<&str>)> = Vec::new();
        for (version, level) in
            versions.filter_map(|version| Some((&version.id, requirement.level_in(version)?)))
        {
            match levels.iter_mut().find(|(known, _)| *known == level.name()) {
                Some((_, versions)) => versions.push(version),
                None => levels.push((level.name(), vec![version])),
            }
        }
        let all = catalogue.versions.len();
        let levels: Vec<String> = levels
            .iter()
            .map(|(level, versions)| {
                if versions.len() == all {
                    (*level).to_owned()
                } else {
                    format!("{level} ({})", versions.join(", "))
                }
            })
            .collect();
        let testcase = &requirement.testcase;
        let difference = testcase.contradiction.as_ref();
        let difference = difference.map(|known| format!("{}: {}", known.id, known.text)).unwrap_or_default();
        writeln!(table, "| {} | {} | {} | {difference} |", testcase.id, levels.join(", "), testcase.holds)
            .unwrap();
    }
    table
}

/// The table of test cases at which text and official test differ.
fn differences(catalogue: &Catalogue) -> String {
    let mut table = "| test cases | difference | what differs |\n| --- | --- | --- |\n".to_owned();
    let mut seen: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for testcase in &catalogue.testcases {
        let Some(known) = &testcase.contradiction else { continue };
        match seen.iter_mut().find(|(_, text, _)| **text == *known.text) {
            Some((.., ids)) => ids.push(testcase.id.as_str()),
            None => seen.push((&known.id, &known.text, vec![testcase.id.as_str()])),
        }
    }
    for (id, text, ids) in seen {
        writeln!(table, "| {} | {id} | {text} |", ids.join(", ")).unwrap();
    }
    table
}

/// Rules to start from.
fn rules() -> String {
    let mut text = String::new();
    for template in templates() {
        write!(text, "\n{}:\n\n```yaml\n{}```\n", template.when, template.text).unwrap();
    }
    text
}

/// `UPDATE_DOCUMENTS=1` writes what is between the marks anew.
fn assert_generated(name: &str, parts: &[(&str, String)]) {
    let text = document(name);
    let mut expected = text.clone();
    for (mark, part) in parts {
        let (start, end) = (format!("<!-- {mark} -->\n"), format!("<!-- end of {mark} -->"));
        let (before, rest) = expected.split_once(&start).unwrap();
        let (_, after) = rest.split_once(&end).unwrap();
        expected = format!("{before}{start}{part}{end}{after}");
    }
    if std::env::var_os("UPDATE_DOCUMENTS").is_some() {
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(name), &expected).unwrap();
    } else {
        assert!(text == expected, "`UPDATE_DOCUMENTS=1 cargo test --test documents` writes {name} anew");
    }
}

#[test]
fn tables_of_requirements_are_those_of_the_catalogue() {
    let catalogue = Catalogue::embedded().unwrap();
    let parts = [("requirements", requirements(&catalogue)), ("differences", differences(&catalogue))];
    assert_generated("docs/requirements.md", &parts);
}

#[test]
fn rules_to_start_from_are_those_of_the_catalogue() {
    assert_generated("docs/overlays.md", &[("templates", rules())]);
}

#[test]
fn the_rule_that_is_shown_is_laid() {
    let document = document("docs/overlays.md");
    let section = document.split("## Rules of your own").nth(1).unwrap();
    let example = section.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let catalogue = Catalogue::overlaid(&[OverlayFile { name: "draft.yaml", text: example }]).unwrap();
    assert_eq!(catalogue.provenance.overlays[0].changes.len(), 1);
}

#[test]
fn the_review_that_is_shown_is_what_the_program_says() {
    const SCOPE: &str = include_str!("../src/catalogue/data/scs-compatible-iaas.yaml");
    let document = document("docs/impact.md");
    let shown = document.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents");
    let _ = std::fs::remove_dir_all(&folder);
    let asks = "main:\n        - scs-0114-syntax-check\n";
    assert_eq!(SCOPE.matches(asks).count(), 1);
    for (side, scope) in [("before", SCOPE.replace(asks, "main: []\n")), ("after", SCOPE.to_owned())] {
        std::fs::create_dir_all(folder.join(side).join("Tests")).unwrap();
        std::fs::write(folder.join(side).join("Tests/scs-compatible-iaas.yaml"), scope).unwrap();
    }
    let command = document.split("```sh\nscs-checker ").nth(1).unwrap().split('\n').next().unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples");
    let arguments = command.split(' ').map(|word| {
        if samples.join(word).is_file() { samples.join(word).into_os_string() } else { word.into() }
    });
    let output = Command::new(env!("CARGO_BIN_EXE_scs-checker"))
        .args(arguments)
        .current_dir(&folder)
        .output()
        .unwrap();
    assert_eq!((String::from_utf8(output.stdout).unwrap().as_str(), output.status.code()), (shown, Some(1)));
}

//! Requirements stay beside the test cases: they have no official answer and change no other.

use super::inputs::{CATALOGUE, images, judged, options, read};
use scs_checker::assessment::assess;
use scs_checker::catalogue::Catalogue;
use scs_checker::checks::{Problem, Verdict};
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::Inventory;
use serde_json::json;
use std::path::{Path, PathBuf};

/// The clouds of the parity cases, and all samples.
fn inventories() -> Vec<(PathBuf, Inventory)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut files = Vec::new();
    collect(&tests.join("conformance/cases"), &mut files);
    collect(&tests.join("data/samples"), &mut files);
    assert!(files.len() > 180, "{}", files.len());
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let intake = read_files(&[Upload { name: &name, bytes: &bytes, kind: None }]);
        (path, intake.inventory)
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(&path, files);
        } else if !path.ends_with("expected.json") {
            files.push(path);
        }
    }
}

fn assert_apart(inventory: &Inventory, place: &str) -> usize {
    let assessment = judged(inventory);
    assert_eq!(assessment.requirements.len(), CATALOGUE.requirements.len());
    for (requirement, outcome) in &assessment.requirements {
        let id = &requirement.testcase.id;
        assert_eq!(outcome.official, None, "{place} {id}");
        for finding in &outcome.findings {
            assert!(!matches!(finding.problem, Problem::OfficialAbort(_)), "{place} {id} {finding:?}");
            assert_eq!(finding.is_fault, outcome.verdict == Verdict::Fail, "{place} {id} {finding:?}");
        }
    }
    assessment.requirements.iter().filter(|(_, outcome)| outcome.verdict == Verdict::Fail).count()
}

#[test]
fn no_requirement_has_an_official_answer() {
    let mut failures = 0;
    for (path, inventory) in inventories() {
        failures += assert_apart(&inventory, &path.display().to_string());
    }
    assert!(failures > 1000, "{failures}");
}

/// The official suite stops at each of these images, in the test cases.
#[test]
fn images_that_stop_the_official_suite_leave_requirements_alone() {
    let bare = json!({"id": "1", "name": "Debian 10", "visibility": "public", "os_hidden": false, "min_disk": 1,
                      "min_ram": 1, "size": null, "created_at": null, "disk_format": "raw", "tags": []});
    let mut nameless = bare.clone();
    nameless["name"] = json!(null);
    let mut reserved = bare.clone();
    reserved["connection"] = json!("x");
    let mut typed = bare.clone();
    typed["image_source"] = json!(["https://a"]);
    for image in [bare, nameless, reserved, typed] {
        let text = images(&[image]);
        let inventory = read(&text);
        let stops = judged(&inventory).outcomes.iter().any(|(_, outcome)| {
            outcome.findings.iter().any(|finding| matches!(finding.problem, Problem::OfficialAbort(_)))
        });
        assert!(stops, "{text}");
        assert!(assert_apart(&inventory, &text) > 3);
    }
}

#[test]
fn requirements_change_no_answer_to_a_test_case() {
    let mut alone = Catalogue::embedded().unwrap();
    alone.requirements.clear();
    for (path, inventory) in inventories() {
        for as_listed in [false, true] {
            let with = assess(&inventory, &CATALOGUE, options(as_listed));
            let without = assess(&inventory, &alone, options(as_listed));
            assert_eq!(without.requirements, []);
            assert_eq!(with.outcomes, without.outcomes, "{}", path.display());
            assert_eq!(with.scopes, without.scopes, "{}", path.display());
            assert_eq!(with.flavor_classes, without.flavor_classes, "{}", path.display());
        }
    }
}

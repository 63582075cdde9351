//! Causes: every fault is explained once, and few sentences do.

use super::cloud::{CATALOGUE, Cloud, judged};
use super::faults::FAULTS;
use super::simulation::broken_cloud;
use scs_checker::assessment::Assessment;
use scs_checker::catalogue::Target;
use scs_checker::causes::{Cause, CauseKind, causes};
use scs_checker::checks::{Finding, Verdict};
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::Inventory;
use scs_checker::present::{cause_view, causes_in_order};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

fn address(finding: &Finding) -> *const Finding {
    std::ptr::from_ref(finding)
}

/// Every fault of the target is in one cause, and nothing else is.
fn assert_whole(assessment: &Assessment<'_>, version: &str, target: Target) -> Vec<CauseKind> {
    let ids = CATALOGUE.version(version).unwrap().target(target);
    let causes = causes(assessment, version, target);
    let mut explained: Vec<_> =
        causes.iter().flat_map(|cause| &cause.findings).map(|(_, finding)| address(finding)).collect();
    let of_target = assessment.outcomes.iter().filter(|(testcase, _)| ids.contains(&testcase.id));
    let mut faults: Vec<_> = of_target
        .clone()
        .flat_map(|(_, outcome)| outcome.findings.iter().filter(|finding| finding.is_fault))
        .map(address)
        .collect();
    explained.sort();
    faults.sort();
    assert_eq!(explained, faults);
    for cause in &causes {
        assert_sound(cause);
    }
    // Every test case that fails has a cause.
    let explained: BTreeSet<&str> = causes.iter().flat_map(|cause| cause.testcases.iter().copied()).collect();
    for (testcase, outcome) in of_target {
        let has_cause = explained.contains(testcase.id.as_str());
        assert_eq!(outcome.verdict == Verdict::Fail, has_cause, "{} {outcome:?}", testcase.id);
    }
    let weights: Vec<usize> = causes.iter().map(|cause| cause.testcases.len()).collect();
    assert!(weights.is_sorted_by(|one, other| one >= other), "{weights:?}");
    let kinds: Vec<CauseKind> = causes.iter().map(|cause| cause.kind).collect();
    assert_eq!(kinds.iter().collect::<BTreeSet<_>>().len(), kinds.len());
    kinds
}

fn assert_sound(cause: &Cause<'_>) {
    assert!(!cause.findings.is_empty() && !cause.testcases.is_empty());
    let ids: BTreeSet<&str> = cause.findings.iter().map(|(testcase, _)| testcase.id.as_str()).collect();
    assert_eq!(ids.len(), cause.testcases.len());
    assert!(cause.testcases.iter().all(|id| ids.contains(id)));
    let records: BTreeSet<String> = cause.records.iter().map(|record| format!("{record:?}")).collect();
    assert_eq!(records.len(), cause.records.len());
    let counts: Vec<usize> = cause.details.iter().map(|(_, count)| *count).collect();
    assert!(counts.is_sorted_by(|one, other| one >= other));
    assert!(counts.iter().sum::<usize>() <= cause.findings.len());
}

fn assert_all_whole(assessment: &Assessment<'_>) -> Vec<Vec<CauseKind>> {
    let versions = CATALOGUE.versions.iter();
    let all =
        versions.flat_map(|version| Target::ALL.map(|target| assert_whole(assessment, &version.id, target)));
    all.collect()
}

#[test]
fn every_fault_is_in_one_cause() {
    let mut met = BTreeSet::new();
    for seed in 0..150 {
        let inventory = broken_cloud(seed, &FAULTS).read();
        met.extend(assert_all_whole(&judged(&inventory)).concat());
    }
    println!("{met:?}");
    assert!(met.len() >= 16, "{met:?}");
}

#[test]
fn a_conformant_cloud_has_no_causes() {
    let inventory = Cloud::conformant().read();
    for causes in assert_all_whole(&judged(&inventory)) {
        assert_eq!(causes, []);
    }
}

#[test]
fn flavors_without_their_name_spec_are_one_cause() {
    let names: Vec<&str> =
        CATALOGUE.flavors.iter().filter(|flavor| flavor.is_mandatory).map(|flavor| &*flavor.name).collect();
    for number in [1, 2, names.len()] {
        let mut cloud = Cloud::conformant();
        for name in &names[..number] {
            let flavor = cloud.named("flavors", name).unwrap();
            flavor["extra_specs"].as_object_mut().unwrap().remove("scs:name-v2").unwrap();
        }
        let inventory = cloud.read();
        let assessment = judged(&inventory);
        assert_all_whole(&assessment);
        let causes = causes(&assessment, "v5.1", Target::Main);
        let [cause] = causes.as_slice() else { panic!("{causes:?}") };
        assert_eq!(cause.kind, CauseKind::FlavorsLackSpecs);
        assert_eq!((cause.records.len(), cause.testcases.len()), (number, number));
        assert_eq!(cause.details, [("scs:name-v2", number)]);
    }
}

#[test]
fn made_up_clouds_have_few_causes() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/cases");
    let mut most = 0;
    for entry in std::fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()) {
        let bytes = std::fs::read(entry.join("cloud.json")).unwrap();
        let intake = read_files(&[Upload { name: "cloud.json", bytes: &bytes, kind: None }]);
        for causes in assert_all_whole(&judged(&intake.inventory)) {
            most = most.max(causes.len());
            assert!(causes.len() <= 12, "{} {causes:?}", entry.display());
        }
    }
    println!("at most {most} causes");
}

/// The sentences of the causes of a target, as the page and reports show them.
fn sentences(assessment: &Assessment<'_>, inventory: &Inventory) -> Vec<String> {
    let causes = causes_in_order(assessment, "v5.1").into_iter();
    let views = causes.map(|(target, cause)| cause_view(target, &cause, inventory));
    views.filter(|view| !view.is_recommended).map(|view| view.text).collect()
}

/// Images as many clouds have them: named, and without a property of the standards.
#[test]
fn a_cloud_that_knows_nothing_of_the_standards_is_told_why_in_two_sentences() {
    let image = |name: &str| {
        json!({"id": name, "name": name, "visibility": "public", "os_hidden": false, "status": "active", "min_disk": 8,
               "min_ram": 512, "size": 1, "created_at": "2026-11-01T00:00:00Z", "tags": [], "disk_format": "qcow2",
               "container_format": "bare", "owner_specified": "x"})
    };
    let names = ["GOLD Ubuntu 24.04 LTS", "GOLD Debian 12", "CentOS Stream 9", "winsrv"];
    let text = json!({"images": names.map(image)}).to_string();
    let inventory =
        read_files(&[Upload { name: "images.json", bytes: text.as_bytes(), kind: None }]).inventory;
    assert_eq!(
        sentences(&judged(&inventory), &inventory),
        [
            "4 images lack properties that the standard asks for: `architecture`, `image_build_date`, \
             `image_description`, `image_original_user` and 5 more.",
            "The standard image `Ubuntu 24.04` is there, but under another name (`GOLD Ubuntu 24.04 LTS`).",
        ]
    );
}

#[test]
#[cfg_attr(not(reference_data), ignore = "the data of real clouds are not there")]
fn real_clouds_are_told_why_in_a_few_sentences() {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real");
    let told = |file: &str| {
        let bytes = std::fs::read(real.join(file)).unwrap();
        let inventory = read_files(&[Upload { name: file, bytes: &bytes, kind: None }]).inventory;
        sentences(&judged(&inventory), &inventory)
    };
    assert_eq!(
        told("other-nrec-images.json"),
        [
            "19 images lack properties that the standard asks for: `architecture`, `image_description`, \
             `image_original_user`, `image_source` and 4 more.",
            "The standard image `Ubuntu 24.04` is there, but under another name (`GOLD Ubuntu 24.04 LTS`).",
        ]
    );
    let flavors = told("scs-osism-testbed-flavors.json");
    assert!(flavors.len() <= 4, "{flavors:?}");
}

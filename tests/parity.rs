//! The official suite's verdicts, case by case: what it says of made-up clouds, and of flavor names.
//!
//! The cases under `tests/conformance` always run. More of them, in the same form or as one file a case, can be
//! given by `SCS_CASES` (folders, separated by colons) and `SCS_NAMES` (files).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

use scs_checker::assessment::{TargetOfficial, assess};
use scs_checker::catalogue::{Catalogue, Target};
use scs_checker::checks::{Official, Options, Verdict};
use scs_checker::flavor_name::{self, Reading, Syntax};
use scs_checker::intake::{Upload, read_files};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Expected {
    now: String,
    verdicts: BTreeMap<String, String>,
    #[serde(default)]
    undecided: Vec<String>,
    #[serde(default)]
    scopes: BTreeMap<String, BTreeMap<String, ExpectedTarget>>,
    /// Values that no API can deliver: there it is enough not to pass what the suite does not pass.
    #[serde(default)]
    hostile: bool,
    #[serde(default)]
    changes: Vec<String>,
}

#[derive(Deserialize)]
struct ExpectedTarget {
    verdict: String,
    offline: String,
}

/// A case in one file.
#[derive(Deserialize)]
struct WholeCase<'a> {
    #[serde(borrow)]
    cloud: &'a serde_json::value::RawValue,
}

fn word(official: Option<Official>) -> &'static str {
    match official {
        Some(Official::Pass) => "PASS",
        Some(Official::Fail) => "FAIL",
        Some(Official::Abort) => "ABORT",
        None => "none",
    }
}

fn target_word(official: TargetOfficial) -> &'static str {
    match official {
        TargetOfficial::Pass => "PASS",
        TargetOfficial::Fail => "FAIL",
        TargetOfficial::Missing => "MISSING",
        TargetOfficial::Abort => "ABORT",
    }
}

/// Compares one case; says how many verdicts agreed and how the others differ.
fn compare(catalogue: &Catalogue, name: &str, cloud: &str, expected: &Expected) -> (usize, Vec<String>) {
    let intake = read_files(&[Upload { name: "cloud.json", bytes: cloud.as_bytes(), kind: None }]);
    let options = Options { now: expected.now.parse().unwrap(), as_listed: false };
    let assessment = assess(&intake.inventory, catalogue, options);
    let is_hostile = expected.hostile || expected.changes.iter().any(|change| change.starts_with("hostile."));
    let mut agreed = 0;
    let mut differences = Vec::new();
    for (id, official) in &expected.verdicts {
        let outcome = assessment.outcome(id).unwrap_or_else(|| panic!("{id} is not in the catalogue"));
        let ours = word(outcome.official);
        if ours == official || (is_hostile && ours != "PASS") {
            agreed += 1;
        } else {
            differences
                .push(format!("{name} {id}: official {official}, ours {ours} ({:?})", expected.changes));
        }
        // Where the official suite decides, so do we, and alike.
        let expected_verdict = match official.as_str() {
            "PASS" => Some(Verdict::Pass),
            "FAIL" => Some(Verdict::Fail),
            _ => None,
        };
        if expected_verdict.is_some_and(|verdict| verdict != outcome.verdict) && !is_hostile {
            differences.push(format!("{name} {id}: official {official}, our verdict {:?}", outcome.verdict));
        }
    }
    // A key manager that is not there needs no permissions: that we can tell, the official data leave it open.
    for id in expected.undecided.iter().filter(|id| *id != "scs-0116-permissions") {
        let outcome = assessment.outcome(id).unwrap_or_else(|| panic!("{id} is not in the catalogue"));
        if outcome.official.is_some() {
            differences.push(format!("{name} {id}: undecided, ours {}", word(outcome.official)));
        }
    }
    for (version, targets) in &expected.scopes {
        let scope = assessment.scope(version).unwrap();
        for (target, expected) in targets {
            let target = Target::ALL.into_iter().find(|known| known.name() == target).unwrap();
            let ours = scope.target(target);
            let words = (target_word(ours.official), target_word(ours.offline));
            if words != (expected.verdict.as_str(), expected.offline.as_str()) && !is_hostile {
                differences.push(format!("{name} {version} {target:?}: {words:?}"));
            }
        }
    }
    (agreed, differences)
}

fn folders_of(variable: &str) -> Vec<PathBuf> {
    std::env::var(variable).map(|paths| paths.split(':').map(PathBuf::from).collect()).unwrap_or_default()
}

fn own_data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance").join(path)
}

#[test]
fn verdicts_on_clouds_are_those_of_the_official_suite() {
    let catalogue = Catalogue::embedded().unwrap();
    let (mut cases, mut agreed, mut differences) = (0, 0, Vec::new());
    let mut add = |name: &str, cloud: &str, expected: &Expected| {
        let (more, other) = compare(&catalogue, name, cloud, expected);
        cases += 1;
        agreed += more;
        differences.extend(other);
    };
    for folder in [own_data("cases")].into_iter().chain(folders_of("SCS_CASES")) {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = entry.to_string_lossy().into_owned();
            if entry.is_dir() {
                let read = |file: &str| std::fs::read_to_string(entry.join(file)).unwrap();
                add(&name, &read("cloud.json"), &serde_json::from_str(&read("expected.json")).unwrap());
            } else {
                let text = std::fs::read_to_string(&entry).unwrap();
                let case: WholeCase<'_> = serde_json::from_str(&text).unwrap();
                add(&name, case.cloud.get(), &serde_json::from_str(&text).unwrap());
            }
        }
    }
    println!("{cases} cases, {agreed} verdicts agree, {} differ", differences.len());
    assert!(
        differences.is_empty(),
        "{}",
        differences.iter().take(5000).cloned().collect::<Vec<_>>().join("\n")
    );
    assert!(cases >= 68 && agreed > 5000);
}

#[derive(Deserialize)]
struct ExpectedName {
    name: String,
    v1: Acceptance,
    v2: Acceptance,
    v3: Acceptance,
    syntax_check: String,
    canonical: Option<String>,
    v1_name: Option<String>,
    short: Option<String>,
    spec: Option<BTreeMap<String, Box<serde_json::value::RawValue>>>,
}

#[derive(Deserialize)]
struct Acceptance {
    ok: Option<bool>,
}

/// What differs between the official parser and ours.
fn compare_name(catalogue: &Catalogue, expected: &ExpectedName) -> Vec<String> {
    let grammar = &catalogue.grammar;
    let mut differences = Vec::new();
    let mut check = |what: &str, ours: String, official: String| {
        if ours != official {
            differences.push(format!("{:?} {what}: official {official}, ours {ours}", expected.name));
        }
    };
    let reading = flavor_name::read(&expected.name, grammar);
    let accepts = |syntax| match reading {
        Reading::NotScs => None,
        Reading::Valid { .. } | Reading::Invalid { .. } => {
            Some(flavor_name::parse(&expected.name, syntax, grammar).is_ok())
        }
    };
    check("v1", format!("{:?}", accepts(Syntax::V1)), format!("{:?}", expected.v1.ok));
    check("v2", format!("{:?}", accepts(Syntax::V2)), format!("{:?}", expected.v2.ok));
    let v3 = match &reading {
        Reading::NotScs => None,
        Reading::Valid { .. } => Some(true),
        Reading::Invalid { .. } => Some(false),
    };
    check("v3", format!("{v3:?}"), format!("{:?}", expected.v3.ok));
    let syntax_check = match &reading {
        Reading::NotScs | Reading::Valid { .. } => "PASS",
        Reading::Invalid { .. } if reading.aborts() => "ABORT",
        Reading::Invalid { .. } => "FAIL",
    };
    check("syntax check", syntax_check.to_owned(), expected.syntax_check.clone());
    let name = match &reading {
        Reading::Valid { name, .. } => Some(name),
        Reading::NotScs | Reading::Invalid { .. } => None,
    };
    let write = |syntax| name.map(|name| flavor_name::canonical(name, syntax));
    check("canonical", format!("{:?}", write(Syntax::V2)), format!("{:?}", expected.canonical));
    check("v1 name", format!("{:?}", write(Syntax::V1)), format!("{:?}", expected.v1_name));
    let short = name.map(|name| flavor_name::canonical(&flavor_name::short(name, grammar), Syntax::V2));
    check("short", format!("{short:?}"), format!("{:?}", expected.short));
    if let (Some(name), Some(spec)) = (name, &expected.spec) {
        let ours: BTreeMap<String, String> =
            flavor_name::extra_specs(name, grammar).unwrap().into_iter().collect();
        let official: BTreeMap<String, String> = spec
            .iter()
            .filter(|(key, _)| key.starts_with("scs:"))
            .map(|(key, value)| (key.clone(), serde_json::from_str(value.get()).unwrap()))
            .collect();
        check("extra specs", format!("{ours:?}"), format!("{official:?}"));
    }
    differences
}

#[test]
fn names_are_read_as_the_official_parser_reads_them() {
    let catalogue = Catalogue::embedded().unwrap();
    let files = [own_data("names.jsonl")].into_iter().chain(folders_of("SCS_NAMES"));
    let texts: Vec<String> = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let names: Vec<ExpectedName> =
        texts.iter().flat_map(|text| text.lines()).map(|line| serde_json::from_str(line).unwrap()).collect();
    let differences: Vec<String> = names.iter().flat_map(|name| compare_name(&catalogue, name)).collect();
    println!("{} names, {} differences", names.len(), differences.len());
    assert!(
        differences.is_empty(),
        "{}",
        differences.iter().take(50).cloned().collect::<Vec<_>>().join("\n")
    );
    assert!(names.len() >= 600);
}

//! What turned between two exports, as a caller of the command line sees it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

const DATE: &str = "2026-08-22";

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/cases").join(name).join("cloud.json")
}

/// A cloud that conforms.
fn cloud() -> Value {
    serde_json::from_slice(&std::fs::read(case("conformant-v5.1-1")).unwrap()).unwrap()
}

/// The cloud without a flavor that is mandatory, with a new one, and another image.
fn worse() -> Value {
    let mut cloud = cloud();
    let flavors = cloud["flavors"].as_array_mut().unwrap();
    let at = flavors.iter().position(|flavor| flavor["name"] == "SCS-4V-8").unwrap();
    flavors.remove(at);
    let mut new = flavors[0].clone();
    new["id"] = json!("new");
    // It promises more processors than it has.
    new["name"] = json!("SCS-64V-64");
    new["extra_specs"] = json!({"scs:name-v1": "SCS-64V:64", "scs:name-v2": "SCS-64V-64"});
    flavors.insert(0, new);
    cloud["images"][0]["min_ram"] = json!(12345);
    cloud
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compare").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn written(folder: &Path, name: &str, export: &Value) -> String {
    let path = folder.join(name);
    std::fs::write(&path, export.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn compare(arguments: &[&str]) -> (i32, String, String) {
    let command = ["compare", "--date", DATE];
    let output =
        Command::new(env!("CARGO_BIN_EXE_scs-checker")).args(command).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn turned<'v>(view: &'v Value, version: &str) -> Vec<&'v Value> {
    let mut versions = view["versions"].as_array().unwrap().iter();
    versions.find(|found| found["version"] == version).unwrap()["turned"].as_array().unwrap().iter().collect()
}

#[test]
fn regressions_and_repairs_are_told_and_decide_the_exit_code() {
    let folder = folder("codes");
    let [good, bad] =
        [("good.json", cloud()), ("bad.json", worse())].map(|(name, export)| written(&folder, name, &export));
    let (code, text, errors) = compare(&[&good, &bad]);
    assert_eq!((code, errors.as_str()), (1, ""), "{text}");
    assert!(text.contains("newly failing scs-0103-flavor-4v-8 (required: pass → required: fail)"), "{text}");
    assert!(text.contains("): undecided → fail; 2 newly failing; "), "{text}");
    assert!(text.contains("flavor `SCS-64V-64`: new\n"), "{text}");
    assert!(text.contains("flavor `SCS-4V-8`: removed\n"), "{text}");
    assert!(text.contains("`min_ram` `12345` instead of"), "{text}");
    let (code, text, _) = compare(&[&bad, &good]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("newly passing scs-0103-flavor-4v-8"), "{text}");
    assert!(!text.contains("newly failing scs"), "{text}");
    // What fails before and after is no regression.
    let (code, text, _) = compare(&[&bad, &bad]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("fail → fail") && text.contains("No record differs."), "{text}");
    // Words for standards are none for clouds.
    for word in ["breaking", "preserving", "Breaking", "Preserving"] {
        assert!(!compare(&[&good, &bad, "--format", "json"]).1.contains(word), "{word}");
    }
}

#[test]
fn names_of_records_are_those_of_the_export_that_fails() {
    let folder = folder("names");
    let [good, bad] =
        [("good.json", cloud()), ("bad.json", worse())].map(|(name, export)| written(&folder, name, &export));
    for (arguments, turn) in [([&good, &bad], "newly failing"), ([&bad, &good], "newly passing")] {
        let (_, text, _) = compare(&[arguments[0], arguments[1], "--format=json", "--scope=v5.1"]);
        let view: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(view["versions"].as_array().unwrap().len(), 1);
        let turned = turned(&view, "v5.1");
        let found = turned.iter().find(|turned| turned["id"] == "scs-0100-semantics-check").unwrap();
        assert_eq!((&found["turn"], &found["witnesses"]), (&json!(turn), &json!(["SCS-64V-64"])));
        assert_eq!(found["is_regression"], json!(turn == "newly failing"));
    }
}

#[test]
fn a_list_that_is_gone_is_no_failure() {
    let folder = folder("lists");
    let mut less = cloud();
    less.as_object_mut().unwrap().remove("images");
    let [all, less] =
        [("all.json", cloud()), ("less.json", less)].map(|(name, export)| written(&folder, name, &export));
    let (code, text, _) = compare(&[&all, &less]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("newly undecided scs-0104"), "{text}");
    assert!(text.contains("in the first export only; the other one has no list of images"), "{text}");
}

#[test]
fn an_export_may_be_a_folder_of_files() {
    let one = folder("one");
    let parts = folder("parts");
    let whole = written(&one, "cloud.json", &cloud());
    for (key, list) in cloud().as_object().unwrap() {
        written(&parts, &format!("{key}.json"), &json!({ key: list }));
    }
    let (code, text, errors) = compare(&[&whole, parts.to_str().unwrap()]);
    assert_eq!((code, errors.as_str()), (0, ""), "{text}");
    assert!(text.contains("No record differs."), "{text}");
}

#[test]
fn both_are_judged_by_the_standards_that_are_given() {
    let folder = folder("standards");
    let [good, bad] =
        [("good.json", cloud()), ("bad.json", worse())].map(|(name, export)| written(&folder, name, &export));
    let scope = include_str!("../src/catalogue/data/scs-compatible-iaas.yaml");
    let scope = scope.replace("        - scs-0103-flavor-4v-8\n", "");
    let standards = folder.join("scs-compatible-iaas.yaml");
    std::fs::write(&standards, scope).unwrap();
    let (code, text, _) = compare(&[&good, &bad, "--standards", standards.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(!text.contains("scs-0103-flavor-4v-8") && text.contains("fail; 1 newly failing; "), "{text}");
}

#[test]
fn what_cannot_be_read_is_no_answer() {
    let folder = folder("unreadable");
    let good = written(&folder, "good.json", &cloud());
    std::fs::write(folder.join("none.json"), "nothing").unwrap();
    std::fs::create_dir_all(folder.join("empty")).unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    for (name, expected) in
        [("none.json", "none.json: "), ("empty", "holds no files"), ("gone.json", "gone.json cannot be read")]
    {
        let (code, _, errors) = compare(&[&good, &path(name)]);
        assert_eq!(code, 2, "{name}");
        assert!(errors.contains(expected), "{errors}");
    }
    let (code, _, errors) = compare(&[&good, &good, "--scope", "v99"]);
    assert_eq!(code, 2);
    assert!(errors.contains("there is no scope version `v99`; there are "), "{errors}");
}

/// What stands between runs of backticks of one length is code.
fn outside_of_code(line: &str) -> String {
    let Some(start) = line.find('`') else { return line.to_owned() };
    let (before, rest) = line.split_at(start);
    let run = rest.chars().take_while(|letter| *letter == '`').count();
    let (fence, rest) = rest.split_at(run);
    let is_end = |at: usize| !rest[..at].ends_with('`') && !rest[at + run..].starts_with('`');
    let end = rest.match_indices(fence).map(|(at, _)| at).find(|at| is_end(*at)).unwrap();
    format!("{before}{}", outside_of_code(&rest[end + run..]))
}

#[test]
fn markdown_shows_what_exports_hold_and_does_nothing_else() {
    let folder = folder("hostile");
    let mut hostile = cloud();
    let flavor = &mut hostile["flavors"][0];
    flavor["id"] = json!("new");
    flavor["name"] = json!("SCS-1V-1 | <img src=x> @all [x](https://x.example) \u{1b}[31m `");
    let [good, hostile] = [("good.json", cloud()), ("hostile.json", hostile)]
        .map(|(name, export)| written(&folder, name, &export));
    let (code, markdown, _) = compare(&[&good, &hostile, "--format", "markdown"]);
    assert_eq!(code, 1, "{markdown}");
    assert!(markdown.contains("| **newly failing** | `scs-0100-syntax-check` |"), "{markdown}");
    for line in markdown.lines() {
        // All that came from the export stands within code.
        assert!(!outside_of_code(line).contains(['<', '@', '[']), "{line}");
        assert!(!line.contains('\u{1b}'), "{line:?}");
    }
    let (_, text, _) = compare(&[&good, &hostile]);
    assert!(!text.contains('\u{1b}'), "{text:?}");
}

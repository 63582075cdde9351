//! The command line as a caller sees it: output, exit codes, and the shape of the JSON report.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

use serde_json::Value;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_scs-checker"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn sample(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/samples").join(name).to_string_lossy().into_owned()
}

fn conformant() -> String {
    let cloud = "tests/conformance/cases/conformant-v5.1-1/cloud.json";
    Path::new(env!("CARGO_MANIFEST_DIR")).join(cloud).to_string_lossy().into_owned()
}

#[test]
fn exit_codes_tell_the_result() {
    let good = conformant();
    assert_eq!(code(&run(&["check", &good, "--date", "2026-08-22T19:43:05Z"], "")), 0);
    let bad = sample("flavors.nova-api.json");
    assert_eq!(code(&run(&["check", &bad, "--date", "2026-11-23"], "")), 1);
    assert_eq!(code(&run(&["check", "--date", "2026-11-23"], "")), 2, "nothing was supplied");
    assert_eq!(code(&run(&["check", &good, "no-such-file.json"], "")), 2, "a file is not there");
    assert_eq!(
        code(&run(&["check", &good, &sample("traps/client-error.txt")], "")),
        2,
        "a file is not understood"
    );
    assert_eq!(code(&run(&["check", &good, "--scope", "v9"], "")), 2);
    assert_eq!(code(&run(&["check", &good, "--date", "2024-01-01"], "")), 2, "no version was valid");
    assert_eq!(code(&run(&["check", &good, "--date", "2024-01-01", "--scope", "v4"], "")), 1);
}

#[test]
fn a_version_that_is_not_valid_is_said() {
    let output = run(&["check", &conformant(), "--date", "2024-01-01"], "");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("No scope version is valid on 2024-01-01"), "{message}");
}

#[test]
fn the_report_has_every_test_case_and_version() {
    let files = ["images.glance-api-default.json", "flavors.nova-api.json", "volume-types.cinder-api.json"]
        .map(sample);
    let [images, flavors, volume_types] = &files;
    let output =
        run(&["check", images, flavors, volume_types, "--date", "2026-11-23", "--format", "json"], "");
    let report = json(&output);
    assert_eq!(report["testcases"].as_object().unwrap().len(), 95);
    assert_eq!(report["date"], "2026-11-23T00:00:00Z");
    assert_eq!(report["catalogue"]["date"], "2026-08-21");
    let truth = &report["testcases"]["scs-0100-semantics-check"];
    assert_eq!((&truth["verdict"], &truth["official"]), (&"fail".into(), &"FAIL".into()));
    assert_eq!(truth["levels"]["v5.1"], "must");
    let finding = &truth["findings"][0];
    assert_eq!(finding["resource"], "SCS-2V-8");
    assert!(finding["place"].as_str().unwrap().ends_with("flavors.nova-api.json, record 3"), "{finding}");
    let backup = &report["testcases"]["scs-0117-test-backup"];
    assert_eq!((&backup["verdict"], &backup["official"]), (&"undecided".into(), &Value::Null));
    assert_eq!(backup["reason"], "needs a live cloud");
    let compute = &report["testcases"]["scs-0123-service-compute"];
    assert_eq!(compute["reason"], "input not supplied");
    assert!(compute["command"].as_str().unwrap().starts_with("openstack catalog list"), "{compute}");
    let scope = &report["scopes"]["v5.1"];
    assert_eq!((&scope["validity"], &scope["main"]["official"]), (&"effective".into(), &"FAIL".into()));
    let counts = &scope["main"]["counts"];
    let sum: u64 = ["passed", "failed", "undecided"].iter().map(|key| counts[key].as_u64().unwrap()).sum();
    assert_eq!(sum, 54);
    assert_eq!(report["input"].as_array().unwrap().len(), 3);
    assert_eq!(report["input"][0]["left_out"], 2);
}

#[test]
fn the_member_view_can_be_left() {
    let file = sample("images.glance-api.json");
    let images_of = |output: &Output| json(output)["input"][0]["left_out"].as_u64();
    assert_eq!(images_of(&run(&["check", &file, "--format", "json"], "")), Some(3));
    assert_eq!(images_of(&run(&["check", &file, "--format", "json", "--as-listed"], "")), Some(2));
}

#[test]
fn standard_input_and_kinds() {
    let flavors = r#"[{"Name": "SCS-1V-4", "RAM": 4096, "Disk": 0, "VCPUs": 1}]"#;
    let output = run(&["check", "-", "--format", "json", "--date", "2026-11-23"], flavors);
    let report = json(&output);
    assert_eq!(report["input"][0]["kind"], "flavor");
    assert_eq!(report["input"][0]["file"], "standard input");
    assert_eq!(report["testcases"]["scs-0103-flavor-1v-4"]["reason"], "export lacks field");
    assert_eq!(report["testcases"]["scs-0100-semantics-check"]["verdict"], "pass");
    let empty = run(&["check", "--kind", "flavor", "--format", "json", "--date", "2026-11-23"], "[]");
    assert_eq!(json(&empty)["testcases"]["scs-0103-flavor-1v-4"]["verdict"], "fail");
    assert_eq!(code(&run(&["check", "--date", "2026-11-23"], "[]")), 2, "a list of what?");
}

#[test]
fn partial_lists_pass_no_requirement_on_all() {
    let file = sample("flavors.nova-api-page1.json");
    let report = json(&run(&["check", &file, "--format", "json", "--date", "2026-11-23"], ""));
    let of = |id: &str| report["testcases"][id]["verdict"].as_str().unwrap().to_owned();
    assert_eq!(of("scs-0103-flavor-1v-2"), "pass", "it is there");
    assert_eq!(of("scs-0103-flavor-8v-64"), "undecided", "it may be on the next page");
    assert_eq!(of("scs-0100-syntax-check"), "undecided");
    assert_eq!(of("scs-0100-semantics-check"), "fail", "one that fails is enough");
}

#[test]
fn names_are_explained() {
    let output = run(&["name", "SCS-2C:4:3xs-bms-z3h-GNa:64-ib", "SCS-2-4", "m1.large"], "");
    assert_eq!(code(&output), 1);
    let names = json(&output);
    assert_eq!(names[0]["canonical"], "SCS-2C-4-3xs_bms_z3h_GNa-64_ib");
    assert_eq!(names[0]["short"], "SCS-2C-4-3xs_GNa-64_ib");
    assert_eq!(names[0]["syntax"], "v1");
    assert_eq!((&names[1]["valid"], &names[1]["error"]["at"]), (&false.into(), &5.into()));
    assert_eq!(names[2]["valid"], Value::Null);
    let output = run(&["name"], "SCS-1V-4\nSCS-1V-4-10\n");
    assert_eq!((code(&output), json(&output).as_array().unwrap().len()), (0, 2));
    let output = run(&["name", "SCS-1V:4", "--syntax", "v2"], "");
    assert_eq!(json(&output)[0]["valid"], false);
    let text = run(&["name", "SCS-2V-4-20s", "--format", "text"], "");
    assert!(String::from_utf8_lossy(&text.stdout).starts_with("SCS-2V-4-20s: 2 "));
}

#[test]
fn a_folder_stands_for_the_files_in_it() {
    let folder = std::env::temp_dir().join(format!("scs-checker-test-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("inner/.hidden")).unwrap();
    std::fs::copy(sample("flavors.flavor-manager.yaml"), folder.join("b.yaml")).unwrap();
    std::fs::copy(sample("images.image-manager.yaml"), folder.join("inner/a.yml")).unwrap();
    std::fs::write(folder.join("inner/.hidden/x"), "no export").unwrap();
    let report = json(&run(&["check", &folder.to_string_lossy(), "--format", "json"], ""));
    std::fs::remove_dir_all(&folder).unwrap();
    let input = report["input"].as_array().unwrap();
    let read: Vec<_> = input.iter().map(|list| (list["kind"].as_str(), list["count"].as_u64())).collect();
    assert_eq!(read, [(Some("flavor"), Some(8)), (Some("image"), Some(3))]);
}

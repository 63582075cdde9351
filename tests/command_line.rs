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

/// A cloud with ten mandatory test cases that fail.
fn faulty() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("www/samples/example-with-faults.json")
        .to_string_lossy()
        .into_owned()
}

/// Waives everything that fails there but what depends on `scs-0100-semantics-check` and on a source of images.
const MOST_WAIVERS: &str = "\
waivers:
  - {testcase: scs-0102-image-recency, resource: Ubuntu 24.*, reason: r, until: 2026-12-31}
  - {testcase: scs-0102-prop-image_original_user, resource: 286a6b87-*, reason: r, until: 2026-12-31}
  - {testcase: scs-0103-flavor-4v-16, resource: SCS-4V-16, reason: r, until: 2026-12-31}
  - {testcase: scs-0103-flavor-4v-32, resource: SCS-4V-32, reason: r, until: 2026-12-31}
  - {testcase: scs-0103-flavor-8v-16, reason: r, until: 2026-12-31}
  - {testcase: scs-0114-syntax-check, resource: 'ceph-????', reason: r, until: 2026-12-31}
  - {testcase: scs-0115-default-rules, reason: r, until: 2026-12-31}
  - {testcase: scs-0123-service-load-balancer, resource: load-balancer, reason: not offered, until: 2026-11-23}
";

/// Files of waivers, which go away with it.
struct WaiverFiles(Vec<std::path::PathBuf>);

impl WaiverFiles {
    fn new(name: &str, texts: &[&str]) -> WaiverFiles {
        let write = |(at, text): (usize, &&str)| {
            let name = format!("scs-checker-{name}-{}-{at}.yaml", std::process::id());
            let path = std::env::temp_dir().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        WaiverFiles(texts.iter().enumerate().map(write).collect())
    }

    /// Checks the faulty cloud.
    fn check(&self, options: &[&str]) -> Output {
        let files: Vec<String> = self.0.iter().map(|path| format!("--waivers={}", path.display())).collect();
        let mut arguments = vec!["check", "--scope", "v5.1"];
        let cloud = faulty();
        arguments.push(&cloud);
        arguments.extend(options);
        arguments.extend(files.iter().map(String::as_str));
        run(&arguments, "")
    }
}

impl Drop for WaiverFiles {
    fn drop(&mut self) {
        self.0.iter().for_each(|path| std::fs::remove_file(path).unwrap());
    }
}

const SEMANTICS: &str = "waivers: [{testcase: scs-0100-semantics-check, resource: SCS-4V-1?, reason: old hosts, until: 2026-12-31}]";
const MIRROR: &str = "image_sources: [{prefix: 'https://mirror.cloud.example.org/', reason: our mirror}]";

#[test]
fn waivers_decide_the_exit_code_and_no_verdict() {
    let files = WaiverFiles::new("all", &[MOST_WAIVERS, SEMANTICS, MIRROR]);
    let json_of = |date: &str| files.check(&["--format", "json", "--date", date]);
    let output = json_of("2026-11-23T23:59:59Z");
    assert_eq!(code(&output), 0, "{}", String::from_utf8_lossy(&output.stderr));
    let report = json(&output);
    let main = &report["scopes"]["v5.1"]["main"];
    assert_eq!((&main["verdict"], &main["official"]), (&"fail".into(), &"FAIL".into()));
    assert_eq!((&main["counts"]["failed"], &main["counts"]["waived"]), (&0.into(), &10.into()));
    let counts = &main["counts"];
    let sum = ["passed", "failed", "waived", "undecided"].iter().map(|key| counts[key].as_u64().unwrap());
    assert_eq!(sum.sum::<u64>(), 54);
    let truth = &report["testcases"]["scs-0100-semantics-check"];
    assert_eq!((&truth["verdict"], &truth["official"]), (&"fail".into(), &"FAIL".into()));
    let waived = serde_json::json!({"reason": "old hosts", "until": "2026-12-31"});
    assert_eq!(truth["findings"][0]["waived"], waived);
    let source = &report["testcases"]["scs-0104-source-debian-12"]["findings"][0];
    assert_eq!(source["waived"], serde_json::json!({"reason": "our mirror"}));
    assert_eq!(report["modified_rules"], true);
    let entries = report["waivers"].as_array().unwrap();
    assert_eq!(entries.len(), 10);
    assert!(entries.iter().all(|entry| entry["state"] == "applied" && entry.get("detail").is_none()));
    assert_eq!(
        (&entries[8]["findings"], &entries[9]["prefix"]),
        (&2.into(), &"https://mirror.cloud.example.org/".into())
    );

    // The day after, one has expired.
    let output = json_of("2026-11-24");
    assert_eq!(code(&output), 1);
    let report = json(&output);
    assert_eq!(report["scopes"]["v5.1"]["main"]["counts"]["failed"], 1);
    let entry = &report["waivers"][7];
    assert_eq!(
        (&entry["state"], &entry["findings"], &entry["until"]),
        (&"expired".into(), &1.into(), &"2026-11-23".into())
    );
    let finding = &report["testcases"]["scs-0123-service-load-balancer"]["findings"][0];
    assert!(finding.get("waived").is_none(), "{finding}");
}

#[test]
fn one_fault_that_is_not_waived_is_enough() {
    let one_flavor = SEMANTICS.replace("SCS-4V-1?", "SCS-4V-16");
    let files = WaiverFiles::new("one", &[MOST_WAIVERS, MIRROR, &one_flavor]);
    let output = files.check(&["--date", "2026-11-23"]);
    assert_eq!(code(&output), 1);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("v5.1 (effective): fail; 40 passed, 1 failed, 9 waived, 4 undecided ("), "{text}");
    assert!(text.contains("FAIL scs-0100-semantics-check (must): "), "{text}");
    assert!(text.contains("FAIL scs-0115-default-rules (must, waived): "), "{text}");
    assert!(text.contains("\n         waived until 2026-12-31: old hosts\n"), "{text}");
    assert!(text.contains("\nModified rules: 2 findings are waived by image sources"), "{text}");
    assert!(text.ends_with(" · modified rules\n"), "{text}");
    // What is not waived comes first.
    assert!(text.find("SCS-4V-10: ").unwrap() < text.find("SCS-4V-16: ").unwrap(), "{text}");
    assert!(!text.contains("\nwaivers:\n"), "{text}");
}

#[test]
fn waivers_without_effect_are_told() {
    let text = "\
waivers:
  - {testcase: scs-0103-flavor-9x, reason: r, until: 2027-01-01}
  - {testcase: scs-0115-default-rules, resource: nothing*, reason: r, until: 2027-01-01}
  - {testcase: scs-0115-default-rules, reason: r, until: 2026-11-22}
image_sources: [{prefix: 'https://mirror.cloud.example.com/', reason: r}]
";
    let files = WaiverFiles::new("unmatched", &[text]);
    let output = files.check(&["--date", "2026-11-23"]);
    assert_eq!(code(&output), 1);
    let notes = String::from_utf8_lossy(&output.stdout);
    let notes = &notes[notes.find("\nwaivers:\n").unwrap()..];
    let expected = "
waivers:
  note: The waiver of `scs-0103-flavor-9x` has no effect: there is neither a test case nor a requirement of that id.
  note: The waiver of `scs-0115-default-rules` for `nothing*` has no effect: what fails there is about other resources.
  note: The waiver of `scs-0115-default-rules` ended on 2026-11-22; 1 finding counts again.
  note: The image source `https://mirror.cloud.example.com/` has no effect: no image that fails by its source is from there.
";
    assert!(notes.starts_with(expected), "{notes}");
    assert!(!notes.contains("odified rules"), "{notes}");
    let report = json(&files.check(&["--date", "2026-11-23", "--format", "json"]));
    let states: Vec<_> = report["waivers"].as_array().unwrap().iter().map(|entry| &entry["state"]).collect();
    assert_eq!(states, ["unmatched", "unmatched", "expired", "unmatched"]);
    assert_eq!(report["modified_rules"], false);
}

#[test]
fn waivers_that_cannot_be_read_are_located_and_waive_nothing() {
    let broken = MOST_WAIVERS.replace("until: 2026-11-23", "until: soon") + "notes: none\n";
    let files = WaiverFiles::new("broken", &[&broken, MIRROR]);
    let output = files.check(&["--date", "2026-11-23", "--format", "json"]);
    assert_eq!(code(&output), 2);
    let name = files.0[0].display();
    let errors = String::from_utf8_lossy(&output.stderr);
    let expected = format!(
        "scs-checker: {name}, line 9, column 101: Found `soon`. Expected: A date like 2026-12-31.\n\
         scs-checker: {name}, line 10, column 1: There is no key `notes`. Expected: One of `waivers` and `image_sources`.\n"
    );
    assert_eq!(errors, expected);
    // The other file counts.
    let report = json(&output);
    let counts = &report["scopes"]["v5.1"]["main"]["counts"];
    assert_eq!((&counts["failed"], &counts["waived"]), (&9.into(), &1.into()));
    assert_eq!(report["waivers"].as_array().unwrap().len(), 1);
    let missing = run(&["check", &conformant(), "--waivers", "no-such-file.yaml"], "");
    assert_eq!(code(&missing), 2);
    assert!(String::from_utf8_lossy(&missing.stderr).contains("no-such-file.yaml cannot be read: "));
    assert!(!missing.stdout.is_empty());
}

#[test]
fn without_waivers_nothing_is_waived() {
    let report = json(&run(&["check", &faulty(), "--format", "json", "--date", "2026-11-23"], ""));
    assert_eq!((&report["waivers"], &report["modified_rules"]), (&serde_json::json!([]), &false.into()));
    assert_eq!(report["scopes"]["v5.1"]["main"]["counts"]["waived"], 0);
    let text = run(&["check", &faulty(), "--date", "2026-11-23"], "");
    assert!(!String::from_utf8_lossy(&text.stdout).contains("waived"));
}

fn overlay(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/overlays").join(name);
    format!("--standards={}", path.display())
}

#[test]
fn standards_can_be_changed() {
    let cloud = faulty();
    let arguments =
        ["check", &cloud, "--date", "2026-11-23", &overlay("scope.yaml"), &overlay("flavors.yaml")];
    let output = run(&arguments, "");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("Modified rules: 2 files change the embedded standards: `"), "{text}");
    assert!(
        text.contains(
            "replaces the certificate scope: it adds 3 entries, among them `v6`, `scs-0999-moonlight`;"
        ),
        "{text}"
    );
    assert!(text.ends_with(" · modified rules\n"), "{text}");
    let report = json(&run(&[&arguments[..], &["--format", "json"]].concat(), ""));
    let overlays = report["catalogue"]["overlays"].as_array().unwrap();
    assert_eq!((overlays.len(), &report["modified_rules"]), (2, &true.into()));
    assert!(overlays[0]["file"].as_str().unwrap().ends_with("scope.yaml"));
    assert_eq!(overlays[0]["changes"][0]["change"], "removed");
    assert_eq!(report["testcases"]["scs-0999-moonlight"]["reason"], "test case unknown to this program");
    assert_eq!(report["testcases"]["scs-0103-flavor-3v-12"]["levels"]["v6"], "must");
    // Nothing fails in the one version that is effective by this scope.
    assert_eq!(code(&output), 0);
}

#[test]
fn standards_that_are_wrong_are_not_used() {
    let cloud = faulty();
    let arguments = ["check", &cloud, "--date", "2026-11-23", "--format", "json"];
    let plain = json(&run(&arguments, ""));
    assert_eq!(plain["catalogue"]["overlays"], serde_json::json!([]));
    for wrong in [
        vec![overlay("flavors.yaml"), overlay("flavor-groups.yaml")],
        vec![overlay("entries.yaml"), format!("--standards={cloud}")],
        vec![overlay("no-such-file.yaml")],
    ] {
        let wrong: Vec<&str> = wrong.iter().map(String::as_str).collect();
        let output = run(&[&arguments[..], &wrong].concat(), "");
        assert_eq!(code(&output), 2);
        assert_eq!(json(&output), plain);
        let problems = String::from_utf8_lossy(&output.stderr);
        assert!(problems.contains("the report is by the embedded standards alone."), "{problems}");
    }
}

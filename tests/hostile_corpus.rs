//! Texts that people, tools and attackers put where a name belongs, through every way in and out: they are shown for what
//! they are, and do nothing. The browser tests take the same texts: `tests/browser/hostile.test.mjs`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

use pulldown_cmark::{Event, Parser, Tag};
use scs_checker::assessment::assess;
use scs_checker::catalogue::{Catalogue, OverlayFile, regex_match};
use scs_checker::checks::{Options, RecordRef};
use scs_checker::impact::{Before, ChangedFile, review};
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::Kind;
use scs_checker::present::{
    Cloud, FileId, ResourceQuery, ResourceTables, causes_in_order, compare_clouds, file_view,
    finding_markdown, findings_view, impact_view, remedy_view, resource_name, result_view, testcase_markdown,
    waiver_views,
};
use scs_checker::report::{impact_json, impact_markdown, impact_sarif, impact_text};
use scs_checker::waivers;
use serde::Serialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CORPUS: &str = include_str!("data/hostile.json");

fn corpus(list: &str) -> Vec<String> {
    let corpus: Value = serde_json::from_str(CORPUS).unwrap();
    corpus[list].as_array().unwrap().iter().map(|entry| entry["text"].as_str().unwrap().to_owned()).collect()
}

fn options() -> Options {
    Options { now: "2026-11-23".parse().unwrap(), as_listed: false }
}

/// A cloud with the text wherever an export has one.
fn cloud_of(text: &str) -> Value {
    json!({
        "flavors": [
            {"id": text, "name": text, "vcpus": 2, "ram": 8192, "disk": 0, "os-flavor-access:is_public": true,
             "description": text, "extra_specs": {text: text, "scs:name-v2": text, "scs:cpu-type": text}},
            {"id": "2", "name": format!("SCS-{text}"), "vcpus": 1, "ram": 1, "disk": 0, "extra_specs": {"scs:name-v1": text}},
            {"id": "3", "name": format!("SCS-2V{text}"), "vcpus": text, "ram": text, "disk": text, "extra_specs": {}},
            {"id": "4", "name": text, "vcpus": 1, "ram": 1, "disk": 0, "extra_specs": {}},
        ],
        "images": [
            {"id": text, "name": text, "visibility": "public", "status": text, "os_purpose": text, "owner": text,
             "image_source": text, "image_build_date": text, "uuid_validity": text, "provided_until": text,
             "replace_frequency": text, "architecture": text, "os_distro": text, "os_version": text, "tags": [text],
             text: text},
            {"id": "2", "name": text, "visibility": text, "status": "active", "image_build_date": "2026-11-01",
             "image_description": text, "replace_frequency": "monthly", "provided_until": "none"},
        ],
        "volume_types": [
            {"id": text, "name": text, "is_public": true, "description": format!("[scs:{text}] {text}"), "extra_specs": {text: text}},
        ],
        "catalog": [{"type": text, "name": text, "endpoints": [{"interface": text, "url": text}]}],
        "default_security_group_rules": [
            {"id": text, "direction": text, "ethertype": text, "protocol": text, "port_range_min": text,
             "port_range_max": text, "remote_group_id": text, "remote_ip_prefix": text, "used_in_default_sg": text},
        ],
    })
}

/// Characters of which a reader sees nothing, or something else. New lines and tabs are layout where they may stand.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || (letter.is_whitespace() && letter != ' ')
        || matches!(
            letter,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
        )
        || matches!(u32::from(letter), 0x180b..=0x180f | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f)
        || matches!(u32::from(letter), 0xfe00..=0xfe0f | 0xfff9..=0xfffb | 0xe_0000..=0xe_0fff)
}

/// All that a view says can be seen, but for the layout of texts of several lines.
fn assert_seen(what: &str, view: &impl Serialize) {
    fn check(what: &str, place: &str, value: &Value) {
        match value {
            Value::String(text) => {
                let unseen = text.chars().find(|letter| is_unseen(*letter) && !matches!(letter, '\n' | '\t'));
                assert_eq!(unseen, None, "{what}: {place}: {text:?}");
            }
            Value::Array(values) => values.iter().for_each(|value| check(what, place, value)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    check(what, &format!("{place}.{name}"), value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    check(what, "", &serde_json::to_value(view).unwrap());
}

/// The Markdown is text, code, and links to the texts of the standards.
fn assert_inert(markdown: &str) {
    assert!(
        !markdown.contains(|letter| is_unseen(letter) && letter != '\n' && letter != '\t'),
        "{markdown:?}"
    );
    for event in Parser::new(markdown) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html} in {markdown}"),
            Event::Start(Tag::Image { dest_url, .. }) => panic!("{dest_url} in {markdown}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_ours = ["https://docs.scs.community/", "https://github.com/SovereignCloudStack/"];
                assert!(is_ours.iter().any(|ours| dest_url.starts_with(ours)), "{dest_url} in {markdown}");
            }
            _ => {}
        }
    }
}

#[test]
fn what_is_shown_of_a_cloud_can_be_seen() {
    let catalogue = Catalogue::embedded().unwrap();
    for text in corpus("texts") {
        let bytes = cloud_of(&text).to_string().into_bytes();
        let intake = read_files(&[Upload { name: "cloud.json", bytes: &bytes, kind: None }]);
        let inventory = &intake.inventory;
        assert_eq!(inventory.count(Kind::Image), Some(2), "{text:?}: {:?}", intake.files[0].notes);
        assert_seen("file", &file_view(FileId(0), &intake.files[0], &bytes));
        let assessment = assess(inventory, &catalogue, options());
        for version in ["v4", "v5.1", "next"] {
            assert_seen("result", &result_view(&assessment, version, inventory).unwrap());
        }
        for (testcase, outcome) in &assessment.outcomes {
            let id = testcase.id.as_str();
            assert_seen(id, &findings_view(&assessment, id, outcome, 0..usize::MAX, inventory));
            assert_inert(&testcase_markdown(&assessment, id, "v5.1", &text, inventory).unwrap());
            for at in 0..outcome.findings.len() {
                assert_inert(&finding_markdown(&assessment, id, at, "v5.1", &text, inventory).unwrap());
            }
        }
        let causes = causes_in_order(&assessment, "v5.1");
        let findings = causes.into_iter().flat_map(|(_, cause)| cause.findings);
        assert_seen("reasons", &remedy_view(findings, &assessment, inventory).reasons);
        let mut tables = ResourceTables::new(&assessment, "v5.1", inventory);
        for kind in Kind::ALL {
            assert_seen("rows", &tables.rows(&ResourceQuery::new(kind), &assessment, inventory));
            for index in 0..inventory.count(kind).unwrap_or_default() {
                assert_seen("resource", &tables.resource(kind, index, &assessment, inventory));
            }
        }
        let other = cloud_of("SCS-2V-8").to_string().into_bytes();
        let other = read_files(&[Upload { name: "other.json", bytes: &other, kind: None }]).inventory;
        let [before, after] = [inventory, &other].map(|inventory| Cloud { label: "cloud", inventory });
        assert_seen("comparison", &compare_clouds(&before, &after, &catalogue, &[], options()));
    }
}

#[test]
fn what_no_text_can_hold_is_read_or_refused() {
    for value in corpus("json") {
        for json in [
            format!(
                "{{\"flavors\": [{{\"id\": \"1\", \"name\": {value}, \"vcpus\": 1, \"ram\": 1, \"disk\": 0}}]}}"
            ),
            format!(
                "{{\"images\": [{{\"id\": \"1\", \"name\": \"a\", \"visibility\": \"public\", \"x\": {value}}}]}}"
            ),
            value.clone(),
        ] {
            let intake = read_files(&[Upload { name: "a.json", bytes: json.as_bytes(), kind: None }]);
            let file = &intake.files[0];
            assert!(!file.lists.is_empty() || file.error.is_some(), "{json}");
            assert_seen("file", &file_view(FileId(0), file, json.as_bytes()));
        }
    }
}

#[test]
fn a_look_alike_is_named_with_its_code_point() {
    let catalogue = Catalogue::embedded().unwrap();
    for (name, said) in [
        ("S\u{421}S-2V-8", "Character 2 is `\u{421}` (U+0421), which looks like `C` and is another letter."),
        ("SCS-2V\u{2011}8", "It holds `\u{2011}` (U+2011), which looks like `-` and is another letter."),
    ] {
        let flavor = json!({"id": "1", "name": name, "vcpus": 2, "ram": 8192, "disk": 0,
            "os-flavor-access:is_public": true, "extra_specs": {}});
        let bytes = json!({ "flavors": [flavor] }).to_string().into_bytes();
        let intake = read_files(&[Upload { name: "flavors.json", bytes: &bytes, kind: None }]);
        let assessment = assess(&intake.inventory, &catalogue, options());
        let tables = ResourceTables::new(&assessment, "v5.1", &intake.inventory);
        let resource = tables.resource(Kind::Flavor, 0, &assessment, &intake.inventory).unwrap();
        let decoded = resource.decoded.unwrap();
        assert!(!decoded.is_valid && decoded.text.contains(said), "{}", decoded.text);
        // The standard flavor is missing, and the one that only looks like it is named.
        let outcome = assessment.outcome("scs-0103-flavor-2v-8").unwrap();
        let view = findings_view(&assessment, "scs-0103-flavor-2v-8", outcome, 0..1, &intake.inventory)
            .findings
            .remove(0);
        assert!(view.message.contains("only looks like it"), "{}", view.message);
        assert!(view.message.contains("which looks like"), "{}", view.message);
    }
}

#[test]
fn changed_files_and_rules_are_shown_as_they_are() {
    for text in corpus("texts") {
        let quoted = json!(text).to_string();
        // No link leads to what is no address.
        let linked = format!("standards:\n  - id: scs-0103\n    title: {quoted}\n    url: {quoted}\n");
        let file = OverlayFile { name: "standards.yaml", text: &linked };
        let catalogue = Catalogue::overlaid(&[file]);
        assert_eq!(catalogue.is_ok(), text.starts_with("https://"), "{text:?}");
        let rule = format!(
            "requirements:\n  - id: {quoted}\n    standard: scs-0103\n    levels: {{any: must}}\n    holds: {quoted}\n    check: \
             {{extra_spec: {{name: {quoted}, values: [{quoted}], of: standard_flavors}}}}\n"
        );
        let bytes = cloud_of(&text).to_string().into_bytes();
        let inventory = read_files(&[Upload { name: "cloud.json", bytes: &bytes, kind: None }]).inventory;
        for after in [rule.as_str(), text.as_str(), &format!("{quoted}: [{quoted}]\n")] {
            let file = ChangedFile { path: "rule.yaml", before: Before::Embedded, after: Some(after) };
            let Ok(review) = review(&[file], &[], regex_match) else { continue };
            let cloud = Cloud { label: "cloud", inventory: &inventory };
            let view = impact_view(&review, &[cloud], &[], options());
            assert_seen("impact", &view);
            assert_inert(&impact_markdown(&view));
            let is_layout = |letter| matches!(letter, '\n' | '\t');
            assert!(
                !impact_text(&view).contains(|letter| is_unseen(letter) && !is_layout(letter)),
                "{text:?}"
            );
            for json in [impact_json(&view), impact_sarif(&view)] {
                assert!(!json.contains(|letter| is_unseen(letter) && letter != '\n'), "{json}");
                serde_json::from_str::<Value>(&json).unwrap();
            }
        }
        let file = OverlayFile { name: "rule.yaml", text: &rule };
        if let Ok(catalogue) = Catalogue::overlaid(&[file]) {
            let assessment = assess(&inventory, &catalogue, options());
            assert_seen("result", &result_view(&assessment, "v5.1", &inventory).unwrap());
        }
        let waiver = format!(
            "waivers:\n  - testcase: {quoted}\n    resource: {quoted}\n    reason: {quoted}\n    until: 2027-01-01\n"
        );
        let Ok(made) = waivers::parse("waivers.yaml", &waiver) else { continue };
        let catalogue = Catalogue::embedded().unwrap();
        let assessment = assess(&inventory, &catalogue, options()).with_waivers(&inventory, &made);
        assert_seen("waivers", &waiver_views(&assessment.waived, &made));
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scs-checker")).args(arguments).output().unwrap()
}

/// Nothing that is printed does anything to a terminal.
fn assert_printed(output: &Output) -> String {
    for stream in [&output.stdout, &output.stderr] {
        let text = std::str::from_utf8(stream).unwrap();
        let unseen = text.chars().position(|letter| is_unseen(letter) && letter != '\n' && letter != '\t');
        assert_eq!(
            unseen,
            None,
            "{:?}",
            unseen.map(|at| text.chars().skip(at.saturating_sub(40)).take(80).collect::<String>())
        );
    }
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_command_line_prints_nothing_that_a_terminal_obeys() {
    let folder = folder("printed");
    let texts = corpus("texts");
    // As many of the names of a folder as its system takes.
    let mut letters_named = 0;
    for text in &texts {
        letters_named += usize::from(std::fs::write(folder.join(text), cloud_of(text).to_string()).is_ok());
    }
    assert!(letters_named > texts.len() / 2, "{letters_named} files");
    let path = folder.to_str().unwrap();
    let inventory_names = || {
        let bytes = cloud_of("\u{1b}[31m\u{202e}").to_string().into_bytes();
        let inventory = read_files(&[Upload { name: "a", bytes: &bytes, kind: None }]).inventory;
        resource_name(&inventory, RecordRef { kind: Kind::Flavor, index: 0 })
    };
    for format in ["text", "json"] {
        let printed = assert_printed(&run(&["check", path, "--date", "2026-11-23", "--format", format]));
        if format == "json" {
            // To a program the name is what it is.
            let report: Value = serde_json::from_str(&printed).unwrap();
            let flavors = report["flavors"].as_object().unwrap();
            let names = || flavors.values().flat_map(|names| names.as_array().unwrap());
            assert!(names().any(|name| name == "\u{202e}gnp.exe"), "{flavors:?}");
            assert_eq!(inventory_names(), "\u{1b}[31m\u{202e}");
        }
    }
    let standards = folder.join("a\u{1b}[2J.yaml");
    std::fs::write(&standards, "requirements: \u{1b}[31m\n").unwrap();
    for format in ["text", "json", "markdown", "sarif"] {
        assert_printed(&run(&[
            "impact",
            "--standards",
            standards.to_str().unwrap(),
            path,
            "--format",
            format,
        ]));
    }
    for format in ["text", "json", "markdown"] {
        let file = folder.join("\u{202e}gnp.exe");
        assert_printed(&run(&["compare", file.to_str().unwrap(), path, "--format", format]));
    }
    let names: Vec<&str> = texts
        .iter()
        .map(String::as_str)
        .filter(|text| !text.contains('\0') && !text.starts_with('-'))
        .collect();
    for format in ["text", "json"] {
        assert_printed(&run(&[&["name", "--format", format], names.as_slice()].concat()));
    }
    assert_printed(&run(&["check", "no\u{1b}[31msuch\u{202e}file"]));
    assert_printed(&run(&["check", "--no\u{1b}[31msuch\u{202e}option"]));
}

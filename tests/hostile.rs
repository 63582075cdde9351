//! Wrong input gets a clear error or an honest verdict, never a panic.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

use scs_checker::assessment::assess;
use scs_checker::catalogue::Catalogue;
use scs_checker::checks::{Options, RecordRef};
use scs_checker::intake::{FileIntake, IntakeError, Recognised, SyntaxProblem, Upload, read_files};
use scs_checker::inventory::{Format, Kind};
use scs_checker::present::{
    Column, FileId, Filter, Only, ResourceQuery, ResourceTables, SearchIndex, causes_in_order,
    compare_versions, default_scope, file_view, finding_markdown, findings_view, list_view,
    matching_findings_view, missing_inputs, offered_date, remedy_view, result_view, testcase_markdown,
};
use scs_checker::remedy::{Attribute, Change, Setting, Step, To, merged};
use scs_checker::report::{Detail, render_json, render_text, report};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// Takes bytes all the way: read, judged, shown and reported.
fn run(bytes: &[u8]) -> FileIntake {
    let catalogue = Catalogue::embedded().unwrap();
    run_with(&catalogue, bytes)
}

fn run_with(catalogue: &Catalogue, bytes: &[u8]) -> FileIntake {
    let intake = read_files(&[Upload { name: "paste 1", bytes, kind: None }]);
    let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
    let assessment = assess(&intake.inventory, catalogue, options);
    let file = &intake.files[0];
    file_view(FileId(0), file, bytes);
    let scope = default_scope(&assessment).unwrap();
    let result = result_view(&assessment, scope, &intake.inventory).unwrap();
    let matches = SearchIndex::new(&assessment, &intake.inventory).matches("flavor x");
    list_view(&result, catalogue, &Filter::all(), &matches);
    compare_versions(&assessment);
    missing_inputs(&assessment, scope);
    offered_date(&intake.inventory, options.now);
    let causes = causes_in_order(&assessment, scope);
    remedy_view(causes.into_iter().flat_map(|(_, cause)| cause.findings), &assessment, &intake.inventory);
    for (testcase, outcome) in &assessment.outcomes {
        let id = testcase.id.as_str();
        findings_view(&assessment, id, outcome, 0..usize::MAX, &intake.inventory);
        matching_findings_view(&assessment, id, outcome, &matches, 0..usize::MAX, &intake.inventory);
    }
    let mut tables = ResourceTables::new(&assessment, scope, &intake.inventory);
    for kind in Kind::ALL {
        let query = ResourceQuery::new(kind).sorted_by(Column::Name).narrowed("a", Only::Everything);
        tables.rows(&query, &assessment, &intake.inventory);
        tables.rows(&ResourceQuery::new(kind), &assessment, &intake.inventory);
        tables.resource(kind, 0, &assessment, &intake.inventory);
    }
    let report = report(&assessment, &intake, &["v3", "v4", "v5.1", "next"], Detail::Full);
    render_text(&report, &["v3", "v4", "v5.1", "next"]);
    render_json(&report);
    file.clone()
}

fn cloud() -> Value {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/cases/conformant-v5.1-1/cloud.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn nothing_and_no_text_have_errors_of_their_own() {
    assert_eq!(run(b"").error, Some(IntakeError::Empty));
    assert_eq!(run(b" \n\t").error, Some(IntakeError::Empty));
    assert_eq!(run(b"\xef\xbb\xbf").error, Some(IntakeError::Empty));
    assert_eq!(run(&[0x89, b'P', b'N', b'G', 0xff]).error, Some(IntakeError::NotText { at: 0 }));
    assert_eq!(run(b"<!DOCTYPE html><p>login").error, Some(IntakeError::OfNoUse(Recognised::Html)));
    assert_eq!(run(b"[]").error, Some(IntakeError::EmptyListOfUnknownKind));
    assert!(matches!(run(b"{}").error, Some(IntakeError::NoRecords { .. })));
    assert!(matches!(run(b"12").error, Some(IntakeError::NoRecords { .. })));
}

#[test]
fn an_error_of_json_has_a_place() {
    let text =
        "{\"flavors\": [\n  {\"name\": \"a\", \"vcpus\": 1},\n  {\"name\": \"b\", \"vcpus\": nonsense}\n]}";
    let file = run(text.as_bytes());
    assert_eq!(file.lists[0].records, 1);
    let lone = run(b"{\"name\": \"b\",\n \"vcpus\": nonsense}");
    let expected = IntakeError::Syntax {
        format: Format::Json,
        problem: SyntaxProblem::Malformed,
        line: 2,
        column: 12,
        record: 1,
        field: Some("vcpus".into()),
    };
    assert_eq!(lone.error, Some(expected));
}

#[test]
fn nesting_has_an_end() {
    let text = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    let error = run(text.as_bytes()).error;
    assert!(matches!(error, Some(IntakeError::Syntax { problem: SyntaxProblem::TooDeep, .. })), "{error:?}");
    let text = format!("{}{}", "{\"images\":".repeat(5000), "}".repeat(5000));
    assert!(run(text.as_bytes()).error.is_some());
}

#[test]
fn every_truncation_is_survived() {
    let catalogue = Catalogue::embedded().unwrap();
    let mut cloud = cloud();
    for list in ["flavors", "images", "volume_types", "catalog", "default_security_group_rules"] {
        cloud[list].as_array_mut().unwrap().truncate(2);
    }
    let text = cloud.to_string();
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let file = run_with(&catalogue, &text.as_bytes()[..end]);
        assert!(file.error.is_some() || !file.notes.is_empty(), "cut at {end}, and nothing is said");
    }
}

/// Values that are wrong almost everywhere.
fn wrong_values() -> Vec<Value> {
    let mut values =
        vec![Value::Null, json!(true), json!(0), json!(-1), json!(1.5), json!(1e300), json!(u64::MAX)];
    values.extend([json!(""), json!(" "), json!("\u{0}\u{202e}<script>"), json!("²"), json!("2026-02-30")]);
    values.extend([json!([]), json!({}), json!([[1]]), json!({"a": {"b": []}}), json!("x".repeat(5000))]);
    values
}

#[test]
fn every_field_may_be_of_every_type() {
    let catalogue = Catalogue::embedded().unwrap();
    let cloud = cloud();
    for list in ["flavors", "images", "volume_types", "catalog", "default_security_group_rules"] {
        let item = cloud[list][0].as_object().unwrap();
        let specs = item.get("extra_specs").and_then(Value::as_object);
        let keys: Vec<String> = item.keys().cloned().collect();
        let spec_keys: Vec<String> = specs.into_iter().flat_map(|specs| specs.keys().cloned()).collect();
        for wrong in wrong_values() {
            for key in &keys {
                let mut item = item.clone();
                item.insert(key.clone(), wrong.clone());
                run_with(&catalogue, json!({ list: [item, cloud[list][1]] }).to_string().as_bytes());
            }
            for key in &spec_keys {
                let mut item = Value::Object(item.clone());
                item["extra_specs"][key] = wrong.clone();
                run_with(&catalogue, json!({ list: [item] }).to_string().as_bytes());
            }
            run_with(&catalogue, json!({ list: wrong }).to_string().as_bytes());
            run_with(&catalogue, json!({ list: [wrong, item] }).to_string().as_bytes());
        }
    }
}

#[test]
fn equal_names_and_ids_are_all_kept_or_said() {
    let flavor =
        |id: &str, ram: u32| json!({"id": id, "name": "SCS-1V-4", "vcpus": 1, "ram": ram, "disk": 0});
    let text = json!({"flavors": [flavor("1", 4096), flavor("2", 4096), flavor("1", 4096), flavor("1", 1)]})
        .to_string();
    let intake = read_files(&[Upload { name: "flavors.json", bytes: text.as_bytes(), kind: None }]);
    assert_eq!(intake.inventory.count(Kind::Flavor), Some(3), "one is the same, one contradicts it");
    assert_eq!(intake.files[0].notes.len(), 2);
}

/// A hundred thousand images, each with a fault of its own.
fn many_images() -> String {
    let images: Vec<Value> = (0..100_000)
        .map(|at| {
            json!({"id": format!("{at:032x}"), "name": format!("Image {at}"), "visibility": "public", "status": "active",
                   "os_purpose": format!("purpose {at}")})
        })
        .collect();
    json!({ "images": images }).to_string()
}

#[test]
fn a_search_of_many_findings_takes_linear_time() {
    const PURPOSE: &str = "scs-0102-prop-os_purpose";
    let catalogue = Catalogue::embedded().unwrap();
    let text = many_images();
    let intake = read_files(&[Upload { name: "images.json", bytes: text.as_bytes(), kind: None }]);
    let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
    let assessment = assess(&intake.inventory, &catalogue, options);
    let result = result_view(&assessment, "v5.1", &intake.inventory).unwrap();
    let start = Instant::now();
    let mut index = SearchIndex::new(&assessment, &intake.inventory);
    println!("index: {:?}", start.elapsed());
    let outcome = assessment.outcome(PURPOSE).unwrap();
    let said: Vec<String> = (0..100_000)
        .map(|at| format!("image {at} {at:032x} images.json, record {} purpose {at}", at + 1))
        .collect();
    for query in ["", "record", "record 9999", "RECORD 99999", "purpose 4711 IMAGES.json", "no-such 1"] {
        let start = Instant::now();
        let matches = index.matches(query);
        println!("{query:?}: {:?}", start.elapsed());
        let words: Vec<String> = query.split(' ').map(str::to_lowercase).collect();
        let has_all = |text: &&String| words.iter().all(|word| text.contains(word.as_str()));
        let expected = said.iter().filter(has_all).count();
        let last = expected.saturating_sub(2)..expected;
        let shown =
            matching_findings_view(&assessment, PURPOSE, outcome, &matches, last.clone(), &intake.inventory);
        assert_eq!((shown.matching, shown.view.findings.len()), (expected, last.len()), "{query}");
        let listed = list_view(&result, &catalogue, &Filter::all(), &matches);
        assert!(listed.findings >= expected, "{query}");
    }
    let markdown = testcase_markdown(&assessment, PURPOSE, "v5.1", "", &intake.inventory).unwrap();
    assert!(markdown.len() < 20_000, "{} bytes", markdown.len());
    assert!(finding_markdown(&assessment, PURPOSE, 99_999, "v5.1", "", &intake.inventory).is_some());
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
}

/// Runs within a time that a quadratic loop would exceed by far.
fn is_quick(bytes: &[u8]) {
    let start = Instant::now();
    run(bytes);
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
}

#[test]
fn large_and_long_input_is_no_trap() {
    let long = "x".repeat(5_000_000);
    is_quick(long.as_bytes());
    is_quick(
        json!({"flavors": [{"name": format!("SCS-{long}"), "vcpus": 1, "ram": 1, "disk": 1}]})
            .to_string()
            .as_bytes(),
    );
    is_quick(
        json!({"flavors": [{"name": format!("SCS-{}V-4", "9".repeat(5_000_000)), "vcpus": 1}]})
            .to_string()
            .as_bytes(),
    );
    let nearly_specs = "a='', ".repeat(500_000);
    is_quick(
        json!({"flavors": [{"name": "a", "vcpus": 1, "properties": nearly_specs}]}).to_string().as_bytes(),
    );
    let distinct: Vec<String> = (0..100_000).map(|number| number.to_string()).collect();
    for aspects in ["encrypted,".repeat(100_000), distinct.join(",")] {
        let description = format!("[scs:{aspects}]");
        is_quick(
            json!({"volume_types": [{"name": "a", "is_public": true, "description": description}]})
                .to_string()
                .as_bytes(),
        );
    }
    let many: Vec<Value> = (0..50_000)
        .map(|_| json!({"name": "SCS-1V-4", "vcpus": 1, "ram": 1, "disk": 0, "id": "x"}))
        .collect();
    is_quick(json!({ "flavors": many }).to_string().as_bytes());
}

#[test]
fn attempts_that_fail_leave_time_and_room() {
    let nested =
        |depth| (0..depth).fold(String::from("x"), |inner, _| serde_json::to_string(&inner).unwrap());
    let anchors: String = (0..55).map(|at| ["  ".repeat(at), format!("- &a{at}\n")].concat()).collect();
    let texts = [
        "['a',\n".repeat(20_000) + "\u{1f600}",
        nested(16),
        format!("\"[{}", nested(12)),
        anchors + &"  ".repeat(55) + "- x\n",
        (0..1500).map(|depth| [" ".repeat(depth), "a =>\n".to_owned()].concat()).collect(),
        format!("Error {}\n{}", "x".repeat(1_000_000), "{}\n".repeat(100_000)),
    ];
    for text in texts {
        is_quick(text.as_bytes());
    }
}

#[test]
fn lines_that_nearly_begin_an_export_take_linear_time() {
    const SIZE: usize = 100_000;
    let pieces = [
        "[",
        "{",
        "{}",
        "[x\n",
        "{\"a\":",
        "{\"a\":1}\n",
        "{'a'\n",
        "[{\"id\":\"a\",\"vcpus\":1}, x\n",
        "\"[\\\"\n",
        "\"[\"\n",
        "+-----\n",
        "+---+\n",
        "+---+\n| a |\n",
        "| a |\n",
        "|a|b|\n|---|---|\n",
        "|---|\n",
        "|\n",
        "<x\n",
        "<table>\n",
        "<table><tr><td>",
        "- a: \n",
        "---\n",
        "name: x\n",
        "- &a [*a]\n",
        "? \n",
        "- {a: [\n",
        "a: b: c\n",
        "mandatory:\n",
        "- versions:\n",
        "ID,Name\n",
        "ID,Name\n\"\n",
        "\"ID\",\"Name\"\n",
        "sep=;\n",
        "a=\"\n",
        "a=\"x\"\n",
        "&amp;",
        "&quot;",
        "> ",
        "> [\n",
        "1: x\n",
        "=> {\n",
        "=>\n x\n",
        "['a',\n",
        "\"\\\"[\n",
        "\u{250c}\n",
        "ID,Name\n\"a\n",
        "x => [\n",
        "True ",
        "1 a 1 1 1 1 True\n",
        "{\"flavors\": [",
        "None\n",
        ",",
        "{,",
        "\u{feff}",
        "\u{1b}[",
        "x",
        "\u{60}\u{60}\u{60}\n",
    ];
    for piece in pieces {
        for text in [piece.repeat(SIZE / piece.len()), numbered(piece, SIZE)] {
            let start = Instant::now();
            read_files(&[Upload { name: "volume-types", bytes: text.as_bytes(), kind: None }]);
            // A quadratic search takes minutes.
            assert!(start.elapsed() < Duration::from_mins(1), "{piece}");
        }
    }
}

/// The piece again and again, with ever another letter or number in it where it has an `a` or `x`.
fn numbered(piece: &str, size: usize) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < size {
        text.push_str(&piece.replace(['a', 'x'], &format!("x{number}")));
        number += 1;
    }
    text
}

#[test]
fn remedies_of_many_properties_take_linear_time() {
    let record = Some(RecordRef { kind: Kind::Flavor, index: 0 });
    // Each comes twice; the first counts.
    let steps = (0..200_000).flat_map(|at| {
        let key: Box<str> = format!("scs:{}", at % 100_000).into();
        let attribute = Attribute::Property(format!("other:{}", at % 100_000).into());
        let setting = Setting { attribute, to: To::Value(at.to_string().into()) };
        [
            Step { record, change: Change::Set(vec![setting]) },
            Step { record, change: Change::Unset(vec![key]) },
        ]
    });
    let start = Instant::now();
    let merged = merged(steps);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    let [Step { change: Change::Set(settings), .. }, Step { change: Change::Unset(keys), .. }] =
        merged.as_slice()
    else {
        panic!("{} steps", merged.len());
    };
    assert_eq!((settings.len(), keys.len()), (100_000, 100_000));
    assert_eq!(settings.last().map(|setting| &setting.to), Some(&To::Value("99999".into())));
}

#[test]
fn remedies_of_many_records_take_linear_time() {
    const RECORDS: usize = 100_000;
    let property = |key: &str, to| Setting { attribute: Attribute::Property(key.into()), to };
    let steps = (0..RECORDS).flat_map(|index| {
        let record = Some(RecordRef { kind: Kind::Flavor, index });
        let settings =
            vec![property("known", To::Value("x".into())), property("kept", To::Value("x".into()))];
        let keys = ["known", "gone"].map(Into::into).to_vec();
        [Step { record, change: Change::Set(settings) }, Step { record, change: Change::Unset(keys) }]
    });
    let start = Instant::now();
    let merged = merged(steps);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(merged.len(), 2 * RECORDS);
    for step in merged {
        match step.change {
            Change::Set(settings) => assert_eq!(settings.len(), 2),
            Change::Unset(keys) => assert_eq!(keys, ["gone".into()]),
            change => panic!("{change:?}"),
        }
    }
}

#[test]
fn tables_of_many_flavors_take_linear_time() {
    const FLAVORS: usize = 100_000;
    let flavors: Vec<Value> = (0..FLAVORS)
        .map(|at| {
            let name = format!("SCS-{}V-{}-{at}", at % 61, at % 509);
            json!({"id": at.to_string(), "name": name, "vcpus": at % 61, "ram": at % 509 * 1024, "disk": at})
        })
        .collect();
    let text = json!({ "flavors": flavors }).to_string();
    let catalogue = Catalogue::embedded().unwrap();
    let intake = read_files(&[Upload { name: "flavors.json", bytes: text.as_bytes(), kind: None }]);
    let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
    let assessment = assess(&intake.inventory, &catalogue, options);

    let start = Instant::now();
    let mut tables = ResourceTables::new(&assessment, "v5.1", &intake.inventory);
    let first = ResourceQuery::new(Kind::Flavor);
    let mut rows = |query: &ResourceQuery| tables.rows(query, &assessment, &intake.inventory);
    for column in rows(&first).columns {
        let query = first.sorted_by(column.column);
        assert_eq!(rows(&query).matching, FLAVORS);
        // Scrolled through, from end to end.
        for start in (0..FLAVORS).step_by(1000) {
            assert_eq!(rows(&ResourceQuery { range: start..start + 40, ..query.clone() }).rows.len(), 40);
        }
        let found = rows(&query.sorted_by(column.column).narrowed("SCS-7V vCPUs", Only::WithFaults));
        assert!(found.matching <= FLAVORS / 61 + 1, "{}", found.matching);
    }
    let view = tables.resource(Kind::Flavor, FLAVORS - 1, &assessment, &intake.inventory).unwrap();
    assert!(view.findings.len() <= 200);
    // A quadratic search takes minutes.
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
}

//! What is fed with bytes: each reader, by a beginning that leads to it, the whole way to verdicts, and one of them to a
//! report with its causes and remedies; files of waivers and of standards, and flavor names.
//!
//! The fuzz targets and the replay of their corpus share this file.

use scs_checker::assessment::{Assessment, assess};
use scs_checker::catalogue::{Catalogue, OverlayFile, is_overlay};
use scs_checker::checks::{Options, Verdict};
use scs_checker::date::Moment;
use scs_checker::flavor_name::{Reading, Syntax, canonical, read};
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::Kind;
use scs_checker::report::{Detail, render_json, render_text, report};
use scs_checker::waivers;
use std::sync::LazyLock;

/// Every target. Each has a folder of this name in `corpus/`, and a file in `targets/`.
#[allow(unreachable_pub, reason = "in the fuzz targets it is reached")]
pub const TARGETS: [&str; 14] = [
    "bytes",
    "csv",
    "definitions",
    "html",
    "json",
    "name",
    "overlay",
    "python",
    "report",
    "shell",
    "table",
    "values",
    "waivers",
    "yaml",
];

/// When it is, for what is fed.
const NOW: Moment = Moment(1_795_392_000);

/// A cloud with faults that waivers can cover.
const CLOUD: &str = r#"[{"id": "1", "name": "SCS-1V-4-10", "vcpus": 2, "ram": 4096, "disk": 10}]"#;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| match Catalogue::embedded() {
    Ok(catalogue) => catalogue,
    Err(error) => unreachable!("the embedded standards are broken: {error}"),
});

/// Feeds a target.
#[allow(unreachable_pub, reason = "in the fuzz targets it is reached")]
pub fn feed(target: &str, data: &[u8]) {
    match target {
        "bytes" => judge("upload", data, None),
        "csv" => after("\"ID\",\"Name\",\"RAM\",\"VCPUs\",\"Properties\"\n", data),
        "definitions" => {
            after("images:\n- name: x\n  enable: true\n  multi: true\n  versions:\n", data);
            after("reference: []\nmandatory:\n", data);
        }
        "html" => after("<table><tr><th>Name</th><th>RAM</th><th>VCPUs</th></tr><tr><td>", data),
        "json" => after("[{\"id\": \"1\", \"name\": \"a\", \"vcpus\": 1}, ", data),
        "name" => name(data),
        "overlay" => {
            // The first byte chooses the beginning.
            let (first, rest) = data.split_first().unwrap_or((&0, &[]));
            let beginning = match first % 4 {
                0 => "",
                1 => "name: n\nscripts: []\nmodules:\n- id: a\ntimeline: []\nversions:\n",
                2 => "images:\n- name: Ubuntu 24.04\n  source: x\n",
                _ => "remove: [T-0100-01]\ntestcases:\n- id: a\n",
            };
            lay(beginning, rest);
        }
        "python" => after("[{'id': '1', 'name': None, 'vcpus': 1}, ", data),
        "report" => tell(data),
        "shell" => after("id=\"1\"\nname=\"a\"\nvcpus=\"1\"\n", data),
        "table" => after(
            "+----+------+-----+-------+\n| ID | Name | RAM | VCPUs |\n+----+------+-----+-------+\n",
            data,
        ),
        "values" => {
            // The first byte chooses the kind.
            let (first, rest) = data.split_first().unwrap_or((&0, &[]));
            let kind = Kind::ALL.get(usize::from(*first) % Kind::ALL.len());
            judge("paste 1", rest, kind.copied());
        }
        "waivers" => {
            waive("", data);
            waive("waivers:\n- testcase: scs-0103-flavor-1v-4\n  reason: x\n  until: 2027-01-01\n", data);
        }
        "yaml" => after("---\n", data),
        _ => unreachable!("there is no target {target}"),
    }
}

fn after(beginning: &str, data: &[u8]) {
    judge("paste 1", &[beginning.as_bytes(), data].concat(), None);
}

fn judge(name: &str, bytes: &[u8], kind: Option<Kind>) {
    let intake = read_files(&[Upload { name, bytes, kind }]);
    let assessment = assess(&intake.inventory, &CATALOGUE, Options { now: NOW, as_listed: false });
    assert_eq!(assessment.outcomes.len(), CATALOGUE.testcases.len());
}

/// Reports, which takes longer than all that comes before it.
fn tell(bytes: &[u8]) {
    let intake = read_files(&[Upload { name: "paste 1", bytes, kind: None }]);
    let assessment = assess(&intake.inventory, &CATALOGUE, Options { now: NOW, as_listed: false });
    let report = report(&assessment, &intake, &["next"], Detail::Full);
    render_text(&report, &["next"]);
    render_json(&report);
}

/// Reads a file of waivers, which is the same when it was written, and changes no verdict.
fn waive(beginning: &str, data: &[u8]) {
    let text = [beginning, &String::from_utf8_lossy(data)].concat();
    let Ok(read) = waivers::parse("waivers.yaml", &text) else { return };
    assert_eq!(waivers::parse("waivers.yaml", &waivers::render(&read)).as_ref(), Ok(&read), "{text}");
    let intake = read_files(&[Upload { name: "flavors.json", bytes: CLOUD.as_bytes(), kind: None }]);
    let verdicts = |assessment: &Assessment<'_>| -> Vec<Verdict> {
        assessment.outcomes.iter().map(|(_, outcome)| outcome.verdict).collect()
    };
    let assessment = assess(&intake.inventory, &CATALOGUE, Options { now: NOW, as_listed: false });
    let before = verdicts(&assessment);
    assert_eq!(verdicts(&assessment.with_waivers(&intake.inventory, &read)), before);
}

/// Lays a file of standards over the embedded ones, beside another, in both orders.
fn lay(beginning: &str, data: &[u8]) {
    let text = [beginning, &String::from_utf8_lossy(data)].concat();
    is_overlay(&text);
    let file = OverlayFile { name: "a.yaml", text: &text };
    let other = OverlayFile { name: "b.yaml", text: "frequencies: [{value: daily, seconds: 90001}]" };
    let laid = Catalogue::overlaid(&[file, other]);
    let backwards = Catalogue::overlaid(&[other, file]);
    assert_eq!(laid.as_ref().err(), backwards.as_ref().err());
    if let Ok(catalogue) = laid {
        let intake = read_files(&[Upload { name: "flavors.json", bytes: CLOUD.as_bytes(), kind: None }]);
        let assessment = assess(&intake.inventory, &catalogue, Options { now: NOW, as_listed: false });
        assert_eq!(assessment.outcomes.len(), catalogue.testcases.len());
    }
}

fn name(data: &[u8]) {
    let name = String::from_utf8_lossy(data);
    if let Reading::Valid { name, .. } = read(&name, &CATALOGUE.grammar) {
        let written = canonical(&name, Syntax::V2);
        assert!(matches!(read(&written, &CATALOGUE.grammar), Reading::Valid { .. }), "{written}");
    }
}

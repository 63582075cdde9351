//! What is fed with bytes: each reader, by a beginning that leads to it, the whole way to verdicts, and flavor names.
//!
//! The fuzz targets and the replay of their corpus share this file.

use scs_checker::assessment::assess;
use scs_checker::catalogue::Catalogue;
use scs_checker::checks::Options;
use scs_checker::flavor_name::{Reading, Syntax, canonical, read};
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::Kind;
use std::sync::LazyLock;

/// Every target. Each has a folder of this name in `corpus/`, and a file in `targets/`.
#[allow(unreachable_pub, reason = "in the fuzz targets it is reached")]
pub const TARGETS: [&str; 11] =
    ["bytes", "csv", "definitions", "html", "json", "name", "python", "shell", "table", "values", "yaml"];

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
        "python" => after("[{'id': '1', 'name': None, 'vcpus': 1}, ", data),
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
        "yaml" => after("---\n", data),
        _ => unreachable!("there is no target {target}"),
    }
}

fn after(beginning: &str, data: &[u8]) {
    judge("paste 1", &[beginning.as_bytes(), data].concat(), None);
}

fn judge(name: &str, bytes: &[u8], kind: Option<Kind>) {
    let intake = read_files(&[Upload { name, bytes, kind }]);
    let now = scs_checker::date::Moment(1_795_392_000);
    let assessment = assess(&intake.inventory, &CATALOGUE, Options { now, as_listed: false });
    assert_eq!(assessment.outcomes.len(), CATALOGUE.testcases.len());
}

fn name(data: &[u8]) {
    let name = String::from_utf8_lossy(data);
    if let Reading::Valid { name, .. } = read(&name, &CATALOGUE.grammar) {
        let written = canonical(&name, Syntax::V2);
        assert!(matches!(read(&written, &CATALOGUE.grammar), Reading::Valid { .. }), "{written}");
    }
}

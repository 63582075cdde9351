//! What the tests of this module share.

use std::sync::OnceLock;

use serde::Deserialize;

use super::{FlavorName, Grammar, Reading, read};

/// The grammar as the catalogue embeds it.
pub(super) fn grammar() -> &'static Grammar {
    static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
    GRAMMAR.get_or_init(|| crate::catalogue::Catalogue::embedded().unwrap().grammar)
}

/// The fields of a line of the conformance data that are of use here.
#[derive(Deserialize)]
struct Case {
    name: String,
    v3: Verdict,
}

#[derive(Deserialize)]
struct Verdict {
    ok: Option<bool>,
}

/// Names that the official parser accepts, simple and odd ones.
const ACCEPTED: &[&str] = &[
    "SCS-1V-4",
    "SCS-2C-4-",
    "SCS-2C-4-_ib",
    "SCS-01V-04-010",
    "SCS-1V-.5",
    "SCS-1V-4.",
    "SCS-2C-4-x10",
    "SCS-2C-4-3xs",
    "SCS-2C-4_i00",
    "SCS-2C-4_ih_ib",
    "SCS-2C-4_GNah",
    "SCS-2C-4_GNh-64",
    "SCS-2C-4_GN-14hh-6hh_ib",
    "SCS-2C:4:3xs-bms-z3h-GNa:64-ib",
    "SCS-2Ci-4uo-2x10p_chy_hwv_a5hhh_gI0.95-128hh-16hh_ib",
    "SCS-1V-4-111111111111111111111111111111x10",
];

/// [`ACCEPTED`], and those of the conformance data where it lies in its place.
pub(super) fn accepted_names() -> Vec<String> {
    let mut names: Vec<_> = ACCEPTED.iter().map(|&name| name.to_owned()).collect();
    let conformance = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/names.jsonl");
    let lines = std::fs::read_to_string(conformance).unwrap_or_default();
    for line in lines.lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        if case.v3.ok == Some(true) {
            names.push(case.name);
        }
    }
    names
}

/// The parts of a name that is accepted in some syntax.
pub(super) fn parse_any(name: &str) -> FlavorName {
    match read(name, grammar()) {
        Reading::Valid { name, .. } => *name,
        reading @ (Reading::NotScs | Reading::Invalid { .. }) => panic!("{name}: {reading:?}"),
    }
}

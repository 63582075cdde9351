//! The report in the Static Analysis Results Interchange Format (SARIF 2.1.0), which code hosts show beside a pull
//! request. A result is an answer that turns for a cloud, or a file that was not understood.

use super::standing_words;
use crate::present::{CloudView, ImpactView, PartView, TurnedView, VersionEffectView};
use crate::report::model::one_line;
use crate::wording::visible_json;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The rule of files that were not understood.
const NOT_UNDERSTOOD: &str = "not-understood";

/// Writes the results with the changed files as their places.
pub fn impact_sarif(view: &ImpactView) -> String {
    let mut rules: BTreeMap<&str, &str> = BTreeMap::new();
    let mut results = Vec::new();
    for file in view.files.iter().filter(|file| file.is_open) {
        rules.insert(NOT_UNDERSTOOD, "A changed file that may change verdicts was not understood");
        let problems: Vec<String> = file.problems.iter().map(one_line).collect();
        let text = [file.text.clone(), problems.join(" ")].join(" ");
        results.push(result(NOT_UNDERSTOOD, "warning", text.trim(), std::slice::from_ref(&file.path)));
    }
    for cloud in &view.clouds {
        for (part, of_part) in cloud.parts.iter().zip(&view.parts) {
            for version in &part.versions {
                for turned in &version.turned {
                    rules.insert(&turned.id, &turned.title);
                    results.push(turned_result(cloud, of_part, version, turned));
                }
            }
        }
    }
    let rules: Vec<Value> =
        rules.iter().map(|(id, text)| json!({"id": id, "shortDescription": {"text": text}})).collect();
    let sarif = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "scs-checker",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "results": results,
        }],
    });
    visible_json(&format!("{sarif:#}\n"))
}

fn turned_result(
    cloud: &CloudView,
    part: &PartView,
    version: &VersionEffectView,
    turned: &TurnedView,
) -> Value {
    let level = match turned.is_breaking && version.counts {
        true if part.is_official => "error",
        true => "warning",
        false => "note",
    };
    let witnesses = match turned.witness_count {
        0 => String::new(),
        count => format!(" Shown by {} ({count}).", turned.witnesses.join(", ")),
    };
    let text = format!(
        "{}, {}: {}; {} → {}. {}{witnesses}",
        cloud.label,
        version.version,
        turned.turn,
        standing_words(&turned.before),
        standing_words(&turned.after),
        turned.title
    );
    result(&turned.id, level, &text, &part.files)
}

fn result(rule: &str, level: &str, text: &str, files: &[String]) -> Value {
    let locations: Vec<Value> = files
        .iter()
        .map(|file| json!({"physicalLocation": {"artifactLocation": {"uri": uri(file)}}}))
        .collect();
    json!({"ruleId": rule, "level": level, "message": {"text": text}, "locations": locations})
}

/// A path as a relative reference.
fn uri(path: &str) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(byte);
    let escaped = path
        .bytes()
        .map(|byte| if is_plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    escaped.collect()
}

//! The bill of materials of the page, in the form of `CycloneDX`.
//!
//! It bears no time and no number of its own, so that the same page has the same one.

use serde_json::{Map, Value, json};

use crate::parts::{Origin, Part};

/// What the file is called.
pub(crate) const NAME: &str = "bom.cdx.json";

/// The parts as one bill. The part that is this project's own is what it is about.
pub(crate) fn from_parts(parts: &[Part]) -> String {
    let (own, others): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(|part| part.origin == Origin::Own);
    let dependencies: Vec<Value> = parts
        .iter()
        .map(|part| {
            let uses: Vec<String> = part.uses.iter().filter_map(|at| parts.get(*at)).map(reference).collect();
            json!({ "ref": reference(part), "dependsOn": uses })
        })
        .collect();
    let bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": own.first().map(|part| component(part, "application")) },
        "components": others.iter().map(|part| component(part, "library")).collect::<Vec<_>>(),
        "dependencies": dependencies,
    });
    format!("{bill:#}\n")
}

fn component(part: &Part, kind: &str) -> Value {
    let mut component = Map::from_iter([
        ("type".to_owned(), json!(kind)),
        ("bom-ref".to_owned(), json!(reference(part))),
        ("name".to_owned(), json!(part.name)),
        ("version".to_owned(), json!(part.version)),
        // What only runs while the page is built is not in it.
        ("scope".to_owned(), json!(if part.is_in_page { "required" } else { "excluded" })),
        ("licenses".to_owned(), json!([{ "expression": part.licence() }])),
    ]);
    if let Origin::Registry { checksum } = &part.origin {
        component.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": checksum }]));
    }
    if part.origin != Origin::Own {
        component.insert("purl".to_owned(), json!(reference(part)));
    }
    component.into()
}

/// What a part is called within the bill: its package URL, if it has one.
fn reference(part: &Part) -> String {
    let Part { name, version, .. } = part;
    match &part.origin {
        Origin::Own => format!("{name}@{version}"),
        Origin::Registry { .. } => format!("pkg:cargo/{name}@{version}"),
        Origin::Standard { folder } => format!("pkg:github/rust-lang/rust@{version}#library/{folder}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::testing::part;
    use std::{collections::BTreeSet, path::Path};

    #[test]
    fn parts_are_components_that_depend_on_each_other() {
        let parts = [
            Part {
                origin: Origin::Standard { folder: "alloc".to_owned() },
                ..part("alloc", "MIT", Path::new(""))
            },
            Part { is_in_page: false, ..part("macro", "MIT", Path::new("")) },
            Part { origin: Origin::Own, uses: BTreeSet::from([0, 1]), ..part("own", "MIT", Path::new("")) },
        ];
        let text = from_parts(&parts);
        assert_eq!(text, from_parts(&parts));
        let bill: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(bill["metadata"]["component"]["name"], "own");
        assert_eq!(
            bill["components"],
            json!([
                {
                    "type": "library",
                    "bom-ref": "pkg:github/rust-lang/rust@1.0.0#library/alloc",
                    "name": "alloc",
                    "version": "1.0.0",
                    "scope": "required",
                    "licenses": [{ "expression": "MIT" }],
                    "purl": "pkg:github/rust-lang/rust@1.0.0#library/alloc",
                },
                {
                    "type": "library",
                    "bom-ref": "pkg:cargo/macro@1.0.0",
                    "name": "macro",
                    "version": "1.0.0",
                    "scope": "excluded",
                    "licenses": [{ "expression": "MIT" }],
                    "hashes": [{ "alg": "SHA-256", "content": "ab12" }],
                    "purl": "pkg:cargo/macro@1.0.0",
                },
            ])
        );
        assert_eq!(
            bill["dependencies"][2],
            json!({
                "ref": "own@1.0.0",
                "dependsOn": ["pkg:github/rust-lang/rust@1.0.0#library/alloc", "pkg:cargo/macro@1.0.0"],
            })
        );
    }
}

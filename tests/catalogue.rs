//! The facts of the catalogue are those of the SCS project's own files, compared where these are there; and every
//! entry is whole.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

use scs_checker::catalogue::{Catalogue, Check, Target};
use scs_checker::yaml::{self, Content, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// A YAML value without places and order of keys, for comparison.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Scalar(String),
    List(Vec<Fact>),
    Map(BTreeMap<String, Fact>),
}

/// Keys that hold texts, which are our own, or nothing that counts.
const TEXTS: [&str; 3] = ["description", "name", "mandatory_prefix"];

fn facts(node: &Node) -> Fact {
    match &node.content {
        Content::Scalar { text, .. } => Fact::Scalar(text.clone()),
        Content::Sequence(items) => {
            let mut items: Vec<Fact> = items.iter().map(facts).collect();
            // The order of the entries is our own, too.
            items.sort();
            Fact::List(items)
        }
        Content::Mapping(entries) => Fact::Map(
            entries
                .iter()
                .filter_map(|(key, value)| match &key.content {
                    Content::Scalar { text, .. } => Some((text.clone(), facts(value))),
                    Content::Sequence(_) | Content::Mapping(_) => None,
                })
                .collect(),
        ),
    }
}

fn is_text(key: &str, value: &Fact) -> bool {
    // As a parameter of a module `image_spec` has a description for its value, in a version an address.
    let Fact::Scalar(value) = value else { return false };
    TEXTS.contains(&key) || (key == "image_spec" && !value.starts_with("https://"))
}

fn without_texts(fact: Fact) -> Fact {
    match fact {
        Fact::Map(map) => Fact::Map(
            map.into_iter()
                .filter(|(key, value)| !is_text(key, value))
                .map(|(key, value)| (key, without_texts(value)))
                .collect(),
        ),
        Fact::List(items) => {
            let mut items: Vec<Fact> = items.into_iter().map(without_texts).collect();
            items.sort();
            Fact::List(items)
        }
        Fact::Scalar(_) => fact,
    }
}

fn read(path: &Path) -> Fact {
    let documents = yaml::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
    facts(documents.first().unwrap())
}

fn ours(name: &str) -> Fact {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue/data").join(name))
}

fn upstream(name: &str) -> Fact {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/upstream").join(name))
}

fn entry(fact: Fact, key: &str) -> Fact {
    match fact {
        Fact::Map(mut map) => map.remove(key).unwrap(),
        Fact::List(_) | Fact::Scalar(_) => panic!("no mapping"),
    }
}

#[cfg_attr(not(reference_data), ignore = "the files of the SCS project are not there")]
#[test]
fn the_scope_is_that_of_the_scs_project() {
    let [ours, theirs] =
        [ours("scs-compatible-iaas.yaml"), upstream("scs-compatible-iaas.yaml")].map(without_texts);
    let (Fact::Map(ours), Fact::Map(theirs)) = (ours, theirs) else { panic!("no mapping") };
    assert!(ours.keys().eq(theirs.keys()));
    for (key, ours) in &ours {
        assert!(theirs.get(key) == Some(ours), "`{key}` differs");
    }
}

#[cfg_attr(not(reference_data), ignore = "the files of the SCS project are not there")]
#[test]
fn standard_flavors_are_those_of_the_scs_project() {
    for list in ["mandatory", "recommended"] {
        let theirs = entry(upstream("SCS-Spec.MandatoryFlavors.verbose.yaml"), list);
        assert_eq!(entry(ours("standard-flavors.yaml"), list), theirs, "{list}");
    }
}

#[cfg_attr(not(reference_data), ignore = "the files of the SCS project are not there")]
#[test]
fn image_lists_are_those_of_the_scs_project() {
    for file in ["scs-0104-v1-images.yaml", "scs-0104-v1-images-v5.yaml"] {
        assert_eq!(ours(file), upstream(file), "{file}");
    }
}

#[test]
fn image_specs_agree_with_the_image_lists() {
    let catalogue = Catalogue::embedded().unwrap();
    for file in ["scs-0104-v1-images.yaml", "scs-0104-v1-images-v5.yaml"] {
        let Fact::List(images) = entry(ours(file), "images") else { panic!("no list") };
        for image in images {
            let Fact::Map(image) = image else { panic!("no mapping") };
            let scalar = |key: &str| match image.get(key) {
                Some(Fact::Scalar(text)) => Some(text.clone()),
                _ => None,
            };
            let scheme = scalar("name_scheme").map(|scheme| format!("^(?:{scheme})"));
            let spec = catalogue.images.iter().find(|spec| {
                Some(spec.name.as_ref()) == scalar("name").as_deref()
                    && spec.scheme.as_ref().map(ToString::to_string) == scheme
            });
            let sources: BTreeSet<&str> = spec.unwrap().sources.iter().map(AsRef::as_ref).collect();
            let Some(Fact::List(listed)) = image.get("source") else { panic!("no sources") };
            let listed: BTreeSet<&str> = listed
                .iter()
                .map(|source| match source {
                    Fact::Scalar(text) => text.as_str(),
                    Fact::List(_) | Fact::Map(_) => panic!("no text"),
                })
                .collect();
            assert_eq!(sources, listed, "{file}: {:?}", scalar("name"));
        }
    }
}

#[test]
fn every_test_case_is_whole_and_used() {
    let catalogue = Catalogue::embedded().unwrap();
    let mut titles = BTreeSet::new();
    for testcase in &catalogue.testcases {
        let id = &testcase.id;
        assert!(titles.insert(&testcase.holds), "{id} shares its title with another");
        for text in [&testcase.holds, &testcase.fails] {
            assert!(
                !text.ends_with('.') && text.starts_with(|letter: char| letter.is_uppercase()),
                "{id}: {text}"
            );
        }
        for text in [&testcase.why, &testcase.decided] {
            assert!(text.ends_with('.') && !text.contains("  "), "{id}: {text}");
        }
        assert!(testcase.section.url.starts_with("https://docs.scs.community/standards/"), "{id}");
        assert!(catalogue.standard(&testcase.standard).is_some(), "{id}");
    }
    // Every standard flavor and every image spec has test cases.
    for flavor in &catalogue.flavors {
        let is_checked =
            |check: &Check| matches!(check, Check::StandardFlavor { flavor: name } if *name == flavor.name);
        assert!(catalogue.testcases.iter().any(|testcase| is_checked(&testcase.check)), "{}", flavor.name);
    }
    for image in &catalogue.images {
        let is_checked =
            |check: &Check| matches!(check, Check::ImagePresent { image: id } if *id == image.id);
        assert!(catalogue.testcases.iter().any(|testcase| is_checked(&testcase.check)), "{}", image.id);
    }
}

#[test]
fn mandatory_flavors_are_required_and_the_others_recommended() {
    let catalogue = Catalogue::embedded().unwrap();
    let version = catalogue.version("v5.1").unwrap();
    for testcase in &catalogue.testcases {
        if let Check::StandardFlavor { flavor } = &testcase.check {
            let is_mandatory = catalogue.flavor(flavor).unwrap().is_mandatory;
            let expected = if is_mandatory { Target::Main } else { Target::Recommended };
            assert_eq!(version.target_of(&testcase.id), Some(expected), "{flavor}");
        }
    }
}

#[test]
fn standard_flavors_are_what_their_names_say() {
    let catalogue = Catalogue::embedded().unwrap();
    for flavor in &catalogue.flavors {
        let scs_checker::flavor_name::Reading::Valid { name, .. } =
            scs_checker::flavor_name::read(&flavor.name, &catalogue.grammar)
        else {
            panic!("{} is no name", flavor.name)
        };
        let specs: BTreeMap<String, String> =
            scs_checker::flavor_name::extra_specs(&name, &catalogue.grammar).unwrap().into_iter().collect();
        let listed: BTreeMap<String, String> =
            flavor.extra_specs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        assert_eq!(specs, listed, "{}", flavor.name);
        assert_eq!(name.cpus.count.to_u64(), Some(flavor.cpus.into()));
        assert!((name.memory.gib * 1024.0 - f64::from(u32::try_from(flavor.ram_mib).unwrap())).abs() < 0.5);
    }
}

/// What `make catalogue-diff` says of a checkout with this scope and this text of a standard, and its exit code.
fn catalogue_diff(name: &str, scope: &str, text: &str) -> (Option<i32>, String) {
    let checkout = Path::new(env!("CARGO_TARGET_TMPDIR")).join("catalogue-diff").join(name);
    let _ = std::fs::remove_dir_all(&checkout);
    for folder in ["Tests", "Standards"] {
        std::fs::create_dir_all(checkout.join(folder)).unwrap();
    }
    std::fs::write(checkout.join("Tests/scs-compatible-iaas.yaml"), scope).unwrap();
    std::fs::write(checkout.join("Standards/scs-0103-v1-standard-flavors.md"), text).unwrap();
    let output = Command::new("sh")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/catalogue-diff.sh"))
        .env("FROM", &checkout)
        .env("SCS_CHECKER", env!("CARGO_BIN_EXE_scs-checker"))
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_checkout_of_newer_standards_is_compared() {
    const SCOPE: &str = include_str!("../src/catalogue/data/scs-compatible-iaas.yaml");
    // A text that holds no rule is nothing that differs, though it is not compared.
    let (code, told) = catalogue_diff("same", SCOPE, "# Flavors\n\nSome text.\n");
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("\nNothing differs.\n") && told.contains("hold more than rules"), "{told}");
    let flavor = "        - scs-0103-flavor-4v-8\n";
    let (code, told) = catalogue_diff("other", &SCOPE.replace(flavor, ""), "");
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("`scs-0103-flavor-4v-8` in ") && !told.contains("Nothing differs."), "{told}");
    let (code, told) = catalogue_diff("broken", &SCOPE.replace("\nversions:", "\nversionz:"), "");
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("The key `versions` is missing."), "{told}");
}

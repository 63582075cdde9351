//! Definitions of what is missing: the tools that they are for can read them, and what they create passes.

use super::cloud::{CATALOGUE, Chance, NOW};
use scs_checker::assessment::assess;
use scs_checker::catalogue::{Check, ImageSpec, StandardFlavor};
use scs_checker::checks::{Options, Verdict};
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::{Form, Kind};
use scs_checker::remedy::{flavor_definitions, image_definitions};
use scs_checker::yaml::{Content, Node, parse};
use std::collections::BTreeMap;

fn verdicts(yaml: &str) -> BTreeMap<String, Verdict> {
    let intake = read_files(&[Upload { name: "definitions.yaml", bytes: yaml.as_bytes(), kind: None }]);
    let file = &intake.files[0];
    assert!(file.error.is_none(), "{:?}", file.error);
    assert!(file.lists.iter().all(|list| matches!(list.form, Form::FlavorManager | Form::ImageManager)));
    let options = Options { now: NOW.parse().unwrap(), as_listed: false };
    let assessment = assess(&intake.inventory, &CATALOGUE, options);
    assessment.outcomes.iter().map(|(testcase, outcome)| (testcase.id.to_string(), outcome.verdict)).collect()
}

fn count(yaml: &str, kind: Kind) -> Option<usize> {
    let intake = read_files(&[Upload { name: "definitions.yaml", bytes: yaml.as_bytes(), kind: None }]);
    intake.inventory.count(kind)
}

fn document(yaml: &str) -> Node {
    let mut documents = parse(yaml).unwrap();
    assert_eq!(documents.len(), 1);
    assert_no_null(&documents[0]);
    documents.remove(0)
}

/// PyYAML makes null of nothing, `~` and `null`.
fn assert_no_null(node: &Node) {
    match &node.content {
        Content::Scalar { text, is_plain } => {
            let is_null = matches!(text.to_ascii_lowercase().as_str(), "" | "~" | "null");
            assert!(!(*is_plain && is_null), "null at {:?}", node.location);
        }
        Content::Sequence(items) => items.iter().for_each(assert_no_null),
        Content::Mapping(entries) => entries.iter().for_each(|(_, value)| assert_no_null(value)),
    }
}

fn entries(node: &Node) -> Vec<(&str, &Node)> {
    let Content::Mapping(entries) = &node.content else { panic!("no mapping at {:?}", node.location) };
    entries
        .iter()
        .map(|(key, value)| {
            let Content::Scalar { text, .. } = &key.content else { panic!("no key at {:?}", key.location) };
            (text.as_str(), value)
        })
        .collect()
}

fn entry<'n>(node: &'n Node, key: &str) -> &'n Node {
    entries(node).into_iter().find(|(name, _)| *name == key).unwrap_or_else(|| panic!("no {key}")).1
}

fn items(node: &Node) -> &[Node] {
    let Content::Sequence(items) = &node.content else { panic!("no list at {:?}", node.location) };
    items
}

/// What YAML 1.1 makes of a scalar.
#[derive(Debug, PartialEq)]
enum Scalar<'n> {
    Text(&'n str),
    Integer(u64),
    Boolean(bool),
    Date(&'n str),
    /// Anything that PyYAML may take for something else than text.
    Odd(&'n str),
}

fn scalar(node: &Node) -> Scalar<'_> {
    let Content::Scalar { text, is_plain } = &node.content else {
        panic!("no scalar at {:?}", node.location)
    };
    let is_date = |text: &str| {
        text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
    };
    let is_word = |text: &str| {
        text.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    match text.as_str() {
        text if !is_plain => Scalar::Text(text),
        "true" => Scalar::Boolean(true),
        "false" => Scalar::Boolean(false),
        "yes" | "no" | "on" | "off" | "y" | "n" => Scalar::Odd(text),
        text if is_date(text) => Scalar::Date(text),
        text if text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0')) => {
            Scalar::Integer(text.parse().unwrap())
        }
        text if is_word(text) => Scalar::Text(text),
        text => Scalar::Odd(text),
    }
}

fn text(node: &Node) -> &str {
    match scalar(node) {
        Scalar::Text(text) => text,
        other => panic!("{other:?} is no text"),
    }
}

fn integer(node: &Node) -> u64 {
    match scalar(node) {
        Scalar::Integer(number) => number,
        other => panic!("{other:?} is no integer"),
    }
}

fn assert_keys(node: &Node, required: &[&str], optional: &[&str]) {
    let keys: Vec<&str> = entries(node).into_iter().map(|(key, _)| key).collect();
    for key in required {
        assert!(keys.contains(key), "{key} is missing");
    }
    for key in keys {
        assert!(required.contains(&key) || optional.contains(&key), "{key} is unknown");
    }
}

/// The schema of the openstack-flavor-manager: standards digest, 6.1.
fn assert_flavor_schema(yaml: &str, flavors: &[&StandardFlavor]) {
    let document = document(yaml);
    assert_keys(&document, &["reference", "mandatory"], &["recommended"]);
    for item in items(entry(&document, "reference")) {
        assert_keys(item, &["field"], &["default", "mandatory_prefix"]);
        text(entry(item, "field"));
    }
    let mut number = 0;
    for list in ["mandatory", "recommended"] {
        for flavor in items(entry(&document, list)) {
            number += 1;
            let standard = CATALOGUE.flavor(text(entry(flavor, "name"))).unwrap();
            assert_eq!(standard.is_mandatory, list == "mandatory");
            assert_eq!(integer(entry(flavor, "cpus")), u64::from(standard.cpus));
            assert_eq!(integer(entry(flavor, "ram")), standard.ram_mib);
            for (key, value) in entries(flavor) {
                match key {
                    "name" | "cpus" | "ram" => {}
                    "disk" => assert_eq!(integer(value), standard.disk_gb),
                    key => {
                        assert!(key.contains(':'), "{key} has no effect");
                        // Nova wants texts: in quotes they are.
                        assert!(matches!(&value.content, Content::Scalar { is_plain: false, .. }), "{key}");
                        assert!(!text(value).is_empty());
                    }
                }
            }
        }
    }
    assert_eq!(number, flavors.len());
}

fn assert_flavors_pass(flavors: &[&StandardFlavor]) {
    let yaml = flavor_definitions(flavors);
    assert_flavor_schema(&yaml, flavors);
    let verdicts = verdicts(&yaml);
    for testcase in &CATALOGUE.testcases {
        if let Check::StandardFlavor { flavor } = &testcase.check {
            let is_there = flavors.iter().any(|known| known.name == *flavor);
            let verdict = verdicts[testcase.id.as_str()];
            assert_eq!(verdict == Verdict::Pass, is_there, "{} {verdict:?}", testcase.id);
        }
    }
    if !flavors.is_empty() {
        assert_eq!(verdicts["scs-0100-syntax-check"], Verdict::Pass);
        assert_eq!(verdicts["scs-0100-semantics-check"], Verdict::Pass);
    }
}

#[test]
fn defined_flavors_pass() {
    let all: Vec<&StandardFlavor> = CATALOGUE.flavors.iter().collect();
    assert_flavors_pass(&all);
    assert_eq!(count(&flavor_definitions(&all), Kind::Flavor), Some(all.len()));
    for is_mandatory in [true, false] {
        let some: Vec<_> = all.iter().copied().filter(|flavor| flavor.is_mandatory == is_mandatory).collect();
        assert_flavors_pass(&some);
    }
    let mut chance = Chance(7);
    for _ in 0..20 {
        let some: Vec<_> = all.iter().copied().filter(|_| chance.one_in(3)).collect();
        if !some.is_empty() {
            assert_flavors_pass(&some);
        }
    }
    assert_flavor_schema(&flavor_definitions(&[]), &[]);
}

/// The schema of the openstack-image-manager: standards digest, 6.2.
fn assert_image_schema(yaml: &str, number: usize) {
    const IMAGE: [&str; 11] = [
        "name",
        "enable",
        "format",
        "login",
        "min_disk",
        "min_ram",
        "multi",
        "status",
        "visibility",
        "tags",
        "meta",
    ];
    const META: [&str; 8] = [
        "architecture",
        "hw_disk_bus",
        "hypervisor_type",
        "os_distro",
        "os_purpose",
        "provided_until",
        "replace_frequency",
        "uuid_validity",
    ];
    let document = document(yaml);
    assert_keys(&document, &["images"], &[]);
    let images = items(entry(&document, "images"));
    assert_eq!(images.len(), number);
    let one_of = |node: &Node, known: &[&str]| assert!(known.contains(&text(node)), "{}", text(node));
    for image in images {
        let optional = ["keep", "latest_checksum_url", "latest_url", "password", "shortname", "separator"];
        assert_keys(image, &[&IMAGE[..], &["versions"]].concat(), &optional);
        for (key, value) in entries(image) {
            match key {
                // A person looks up the build first.
                "enable" => assert_eq!(scalar(value), Scalar::Boolean(false)),
                "multi" => assert!(matches!(scalar(value), Scalar::Boolean(_))),
                "min_disk" | "min_ram" => assert!(integer(value) > 0),
                "format" => one_of(value, &["qcow2", "raw", "vmdk"]),
                "status" => one_of(value, &["active"]),
                "visibility" => one_of(value, &["public"]),
                "name" | "login" | "separator" => assert!(!text(value).is_empty()),
                "tags" => assert!(items(value).is_empty()),
                _ => {}
            }
        }
        let meta = entry(image, "meta");
        assert_keys(meta, &META, &["os_version", "hw_scsi_model", "hw_rng_model", "image_description"]);
        for (key, value) in entries(meta) {
            match key {
                "provided_until" => {
                    assert!(
                        matches!(scalar(value), Scalar::Date(_) | Scalar::Text("none")),
                        "{:?}",
                        scalar(value)
                    );
                }
                "os_purpose" => assert!(!["oldgeneric", ""].contains(&text(value))),
                "hypervisor_type" => {
                    one_of(value, &["hyperv", "ironic", "lxc", "qemu", "uml", "vmware", "xen"]);
                }
                "hw_disk_bus" => one_of(value, &["virtio", "scsi"]),
                _ => assert!(!text(value).is_empty(), "{key}"),
            }
        }
        for version in items(entry(image, "versions")) {
            assert_keys(version, &["version", "url", "build_date", "hidden"], &[]);
            assert!(matches!(&entry(version, "version").content, Content::Scalar { is_plain: false, .. }));
            assert!(text(entry(version, "url")).starts_with("https://"));
            assert!(matches!(scalar(entry(version, "build_date")), Scalar::Date(_)));
            assert_eq!(scalar(entry(version, "hidden")), Scalar::Boolean(false));
        }
    }
}

fn assert_images_pass(specs: &[&ImageSpec]) {
    let yaml = image_definitions(specs, NOW.parse().unwrap());
    let importable: Vec<&&ImageSpec> = specs.iter().filter(|spec| spec.import.is_some()).collect();
    assert_image_schema(&yaml, importable.len());
    if importable.is_empty() {
        return;
    }
    assert_eq!(count(&yaml, Kind::Image), Some(0), "nothing is imported before that");
    let yaml = yaml.replace("enable: false", "enable: true");
    assert_eq!(count(&yaml, Kind::Image), Some(importable.len()));
    let verdicts = verdicts(&yaml);
    for testcase in &CATALOGUE.testcases {
        let id = testcase.id.as_str();
        let of_image = match &testcase.check {
            Check::ImageSource { image } | Check::ImagePresent { image } => Some(image),
            _ => None,
        };
        let is_expected = match of_image {
            Some(image) => importable.iter().any(|spec| spec.id == *image),
            // The service, not a definition, tells the hash.
            None => id.starts_with("scs-0102-") && id != "scs-0102-prop-hash_algo",
        };
        if is_expected {
            assert_eq!(verdicts[id], Verdict::Pass, "{id}\n{yaml}");
        }
    }
}

#[test]
fn defined_images_pass() {
    let all: Vec<&ImageSpec> = CATALOGUE.images.iter().collect();
    assert_images_pass(&all);
    for spec in &all {
        assert_images_pass(&[spec]);
    }
    let mut chance = Chance(11);
    for _ in 0..10 {
        let some: Vec<_> = all.iter().copied().filter(|_| chance.one_in(2)).collect();
        assert_images_pass(&some);
    }
    assert_images_pass(&[]);
    let yaml = image_definitions(&all, NOW.parse().unwrap());
    assert!(yaml.contains(&format!("build_date: {NOW}\n")));
}

//! Rules that a person states in a few lines: what they answer over clouds that meet them, break them and leave them
//! open; what is offered to start from; and what is said of wrong ones.

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
use scs_checker::catalogue::{Catalogue, Level, OverlayFile, TestCase, is_overlay, templates};
use scs_checker::checks::{Options, Outcome, Reason, Verdict};
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::{Field, Inventory, Kind, PartialReason};
use scs_checker::present::result_view;
use scs_checker::remedy::{Commands, NoRemedy, remedy};
use scs_checker::wording::finding_text;
use serde_json::{Value, json};

fn laid(text: &str) -> Catalogue {
    Catalogue::overlaid(&[OverlayFile { name: "draft.yaml", text }])
        .unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn problems(text: &str) -> Vec<String> {
    let error = Catalogue::overlaid(&[OverlayFile { name: "draft.yaml", text }]).unwrap_err();
    error.problems.iter().map(ToString::to_string).collect()
}

/// One rule of that check, with as little around it as can be.
fn rule(check: &str) -> Catalogue {
    laid(&format!(
        "requirements:\n  - id: draft\n    standard: scs-0103\n    levels: {{any: must}}\n    check: {check}\n"
    ))
}

fn read(text: &str) -> Inventory {
    read_files(&[Upload { name: "cloud.json", bytes: text.as_bytes(), kind: None }]).inventory
}

fn judged(catalogue: &Catalogue, id: &str, inventory: &Inventory) -> Outcome {
    let options = Options { now: "2026-11-25".parse().unwrap(), as_listed: false };
    let assessment = assess(inventory, catalogue, options);
    assessment.outcome(id).unwrap_or_else(|| panic!("no {id}")).clone()
}

/// The answer of the rule, and the records that it is about.
fn answer(catalogue: &Catalogue, cloud: &str) -> (Verdict, Vec<Option<usize>>) {
    let outcome = judged(catalogue, "draft", &read(cloud));
    assert_eq!(outcome.official, None);
    let records = outcome.findings.iter().map(|finding| finding.record.map(|record| record.index));
    (outcome.verdict, records.collect())
}

fn sentences(catalogue: &Catalogue, cloud: &str) -> Vec<String> {
    let findings = judged(catalogue, "draft", &read(cloud)).findings;
    findings.iter().map(|finding| finding_text(&finding.problem).message).collect()
}

/// What mends each finding: commands, or why there is none.
fn remedies(catalogue: &Catalogue, cloud: &str) -> Vec<Result<Vec<String>, NoRemedy>> {
    let inventory = read(cloud);
    let testcase: &TestCase = &catalogue
        .requirements
        .iter()
        .find(|requirement| requirement.testcase.id.as_str() == "draft")
        .unwrap()
        .testcase;
    let commands = Commands::new(&inventory);
    let findings = judged(catalogue, "draft", &inventory).findings;
    let lines = findings.iter().map(|finding| {
        let steps = remedy(finding, testcase, &inventory, catalogue)?;
        Ok(steps.iter().flat_map(|step| commands.of(step)).map(|command| command.shell()).collect())
    });
    lines.collect()
}

fn flavor(name: &str, specs: &Value) -> Value {
    json!({"id": format!("id of {name}"), "name": name, "vcpus": 64, "ram": 262_144, "disk": 1000,
           "OS-FLV-EXT-DATA:ephemeral": 0, "swap": 0, "rxtx_factor": 1.0, "os-flavor-access:is_public": true,
           "extra_specs": specs})
}

fn flavors(list: &[Value]) -> String {
    json!({"flavors": list}).to_string()
}

fn image(name: &str, changes: &Value) -> Value {
    let mut record = json!({
        "id": format!("id of {name} {changes}"), "name": name, "status": "active", "visibility": "public",
        "protected": true, "os_hidden": false, "size": 1, "min_disk": 8, "min_ram": 512,
        "created_at": "2026-11-12T06:12:00Z", "tags": [], "architecture": "x86_64", "os_distro": "ubuntu",
        "os_version": "24.04", "os_purpose": "generic",
        "image_source": "https://cloud-images.ubuntu.com/noble/x.img",
    });
    for (key, value) in changes.as_object().unwrap() {
        if value.is_null() {
            record.as_object_mut().unwrap().remove(key);
        } else {
            record[key] = value.clone();
        }
    }
    record
}

fn images(list: &[Value]) -> String {
    json!({"images": list}).to_string()
}

fn volume_types(list: &[Value]) -> String {
    json!({"volume_types": list}).to_string()
}

/// `openstack image list --long`: no properties.
fn long_list() -> String {
    json!([{"ID": "1", "Name": "Ubuntu 24.04", "Disk Format": "raw", "Container Format": "bare", "Size": 1,
            "Checksum": "00", "Status": "active", "Visibility": "public", "Protected": false, "Project": "p",
            "Hash Algorithm": "sha512", "Hash Value": "00", "Tags": []}])
    .to_string()
}

/// `openstack flavor list` without `--long`: no extra specs.
fn short_flavors(name: &str) -> String {
    json!([{"ID": "1", "Name": name, "RAM": 262_144, "Disk": 1000, "Ephemeral": 0, "VCPUs": 64, "Is Public": true}])
        .to_string()
}

/// The export, broken off within one more record.
fn cut(cloud: &str) -> String {
    format!("{},{{\"id\": \"", cloud.strip_suffix("]}").unwrap())
}

const LACKS_SPECS: Verdict = Verdict::Undecided(Reason::LacksField(Kind::Flavor, Field::ExtraSpecs));
const LACKS_PROPERTIES: Verdict = Verdict::Undecided(Reason::LacksField(Kind::Image, Field::Properties));

fn incomplete(kind: Kind) -> Verdict {
    Verdict::Undecided(Reason::Incomplete(kind, PartialReason::CutOff))
}

#[test]
fn a_few_lines_are_enough() {
    let catalogue = laid(
        r#"requirements:
  - id: draft
    standard: scs-0103
    holds: Every standard flavor carries hw_rng
    levels: {any: must}
    check: {extra_spec: {name: "hw_rng:allowed", values: ["True"], of: standard_flavors}}"#,
    );
    let requirement = catalogue.requirements.last().unwrap();
    assert_eq!(requirement.level(), Level::Must);
    let testcase = &requirement.testcase;
    assert_eq!(testcase.holds.as_ref(), "Every standard flavor carries hw_rng");
    assert_eq!(testcase.fails.as_ref(), "Not met: Every standard flavor carries hw_rng");
    assert_eq!(testcase.standard.as_ref(), "scs-0103");
    assert_eq!(testcase.section.title.as_ref(), "Standard flavors");
    assert_eq!(
        testcase.decided.as_ref(),
        "The extra spec `hw_rng:allowed` of the standard flavors that the rule speaks of is compared with what it \
         expects."
    );
    let cloud = flavors(&[
        flavor("SCS-1V-4", &json!({"hw_rng:allowed": "True"})),
        flavor("SCS-2V-8", &json!({})),
        flavor("huge", &json!({"scs:name-v2": "SCS-4V-16", "hw_rng:allowed": "false"})),
        flavor("SCS-3V-7", &json!({})),
        flavor("tiny", &json!({})),
    ]);
    assert_eq!(answer(&catalogue, &cloud), (Verdict::Fail, vec![Some(1), Some(2)]));
    assert_eq!(
        sentences(&catalogue, &cloud),
        [
            "The extra spec `hw_rng:allowed` is not set; the rule asks for `True`.",
            "The extra spec `hw_rng:allowed` is `false`; the rule asks for `True`.",
        ]
    );
    assert_eq!(
        remedies(&catalogue, &cloud)[0],
        Ok(vec!["openstack flavor set --property hw_rng:allowed=True 'id of SCS-2V-8'".to_owned()])
    );
    let good = flavors(&[flavor("SCS-1V-4", &json!({"hw_rng:allowed": "True"}))]);
    assert_eq!(answer(&catalogue, &good), (Verdict::Pass, vec![]));
    assert_eq!(answer(&catalogue, &cut(&good)), (incomplete(Kind::Flavor), vec![]));
    assert_eq!(answer(&catalogue, &cut(&cloud)).0, Verdict::Fail);
    assert_eq!(answer(&catalogue, &short_flavors("SCS-1V-4")).0, LACKS_SPECS);
    assert_eq!(answer(&catalogue, "{}").0, Verdict::Undecided(Reason::NotSupplied(Kind::Flavor)));
}

#[test]
fn every_kind_of_check_can_do_without_texts() {
    for check in [
        "{default_rules: {}}",
        "{image_property: {property: os_distro}}",
        "{unique: {of: flavors, keys: [name]}}",
        "{present: {of: volume_types}}",
        "{flavor_name_syntax: {}}",
    ] {
        let catalogue = rule(check);
        let testcase = &catalogue.requirements.last().unwrap().testcase;
        for text in [&testcase.holds, &testcase.fails, &testcase.why, &testcase.decided] {
            assert!(!text.is_empty() && !text.contains(['{', '}']), "{check}: {text}");
        }
    }
    let testcases = "testcases: [{id: draft, standard: scs-0103, check: {present: {of: volume_types}}}]";
    let catalogue = laid(testcases);
    let cloud = volume_types(&[]);
    let outcome = judged(&catalogue, "draft", &read(&cloud));
    assert_eq!((outcome.verdict, outcome.official), (Verdict::Fail, None));
}

#[test]
fn extra_specs_follow_from_names() {
    let of = |what: &str, group: &str| {
        rule(&format!("{{extra_spec: {{name: x, from_name: {what}, of: {group}}}}}"))
    };
    for (what, value) in [
        ("current_syntax", "SCS-4C-16-2x50s"),
        ("old_syntax", "SCS-4C:16:2x50s"),
        ("cpus", "4"),
        ("cpu_type", "dedicated-core"),
        ("ram_gib", "16"),
        ("ram_mib", "16384"),
        ("disk_gb", "50"),
        ("disk_type", "ssd"),
    ] {
        let catalogue = of(what, "flavors");
        let cloud = |x: &str| {
            flavors(&[flavor("SCS-4C-16-2x50s", &json!({"x": x})), flavor("other", &json!({"x": "?"}))])
        };
        assert_eq!(answer(&catalogue, &cloud(value)), (Verdict::Pass, vec![]), "{what}");
        assert_eq!(answer(&catalogue, &cloud("-1")), (Verdict::Fail, vec![Some(0)]), "{what}");
        let mended = format!("openstack flavor set --property x={value} 'id of SCS-4C-16-2x50s'");
        assert_eq!(remedies(&catalogue, &cloud("-1")), [Ok(vec![mended])], "{what}");
    }
    // What is found as a standard flavor has its name, whatever its own is.
    let named = flavor("own", &json!({"scs:name-v2": "SCS-2V-8", "x": "8"}));
    assert_eq!(answer(&of("ram_gib", "standard_flavors"), &flavors(&[named])).0, Verdict::Pass);
    // Where the name tells no disk, nothing is asked.
    let bare = flavors(&[flavor("SCS-4C-16", &json!({}))]);
    assert_eq!(answer(&of("disk_type", "scs_flavors"), &bare).0, Verdict::Pass);
    assert_eq!(answer(&of("cpus", "scs_flavors"), &bare), (Verdict::Fail, vec![Some(0)]));
    // A size of the flavor itself.
    let sizes = rule("{extra_spec: {name: vcpus, from_name: cpus, of: scs_flavors}}");
    assert_eq!(remedies(&sizes, &bare), [Err(NoRemedy::SetByHand)]);
}

#[test]
fn groups_of_flavors() {
    let cloud = flavors(&[
        flavor("SCS-1V-4", &json!({})),
        flavor("SCS-1V-4-10", &json!({})),
        flavor("SCS-1V-3", &json!({})),
        flavor("tiny", &json!({})),
    ]);
    for (group, expected) in [
        ("mandatory_flavors", &[0][..]),
        ("recommended_flavors", &[1]),
        ("standard_flavors", &[0, 1]),
        ("scs_flavors", &[0, 1, 2]),
        ("flavors", &[0, 1, 2, 3]),
    ] {
        let catalogue = rule(&format!("{{extra_spec: {{name: x, of: {group}}}}}"));
        let expected: Vec<Option<usize>> = expected.iter().copied().map(Some).collect();
        assert_eq!(answer(&catalogue, &cloud), (Verdict::Fail, expected), "{group}");
    }
    let absent = rule("{extra_spec: {name: x, values: [a], absent: passes, of: flavors}}");
    assert_eq!(answer(&absent, &cloud), (Verdict::Pass, vec![]));
    // The group is known by name alone, what is asked is not.
    let named = rule("{extra_spec: {name: x, of: scs_flavors}}");
    assert_eq!(answer(&named, &short_flavors("tiny")).0, Verdict::Pass);
    assert_eq!(answer(&named, &short_flavors("SCS-1V-4")).0, LACKS_SPECS);
}

#[test]
fn properties_of_images() {
    let cloud = images(&[
        image("a", &json!({"x": "v1.2"})),
        image("b", &json!({"x": "v1.2-beta"})),
        image("c", &json!({"x": "2026-11-25"})),
        image("d", &json!({})),
        image("e", &json!({"x": "", "visibility": "community"})),
        image("hidden", &json!({"os_hidden": true})),
        image("private", &json!({"visibility": "private"})),
    ]);
    let fails_at = |check: &str, expected: &[usize]| {
        let expected: Vec<Option<usize>> = expected.iter().copied().map(Some).collect();
        assert_eq!(answer(&rule(check), &cloud), (Verdict::Fail, expected), "{check}");
    };
    fails_at("{image_property: {property: x}}", &[3, 4]);
    fails_at("{image_property: {property: x, values: [v1.2]}}", &[1, 2, 3, 4]);
    fails_at("{image_property: {property: x, forms: [date], absent: passes}}", &[0, 1]);
    // From the first to the last letter; and any of what is said will do.
    fails_at("{image_property: {property: x, matches: 'v[0-9]+\\.[0-9]+|w', absent: passes}}", &[1, 2]);
    fails_at("{image_property: {property: x, matches: '.*beta', forms: [date], absent: passes}}", &[0]);
    fails_at("{image_property: {property: x, prefixes: [v], absent: passes}}", &[2]);
    fails_at("{image_property: {property: min_disk, values: [9]}}", &[0, 1, 2, 3, 4]);
    // Conditions.
    fails_at("{image_property: {property: x, when: {visibility: [community]}}}", &[4]);
    fails_at("{image_property: {property: x, when: {visibility: [private, shared]}}}", &[6]);
    fails_at("{image_property: {property: x, when: {hidden: true}}}", &[5]);
    fails_at("{image_property: {property: y, when: {properties: {x: []}}}}", &[0, 1, 2]);
    fails_at(
        "{image_property: {property: y, when: {properties: {x: [v1.2, z], os_distro: [ubuntu]}}}}",
        &[0],
    );
    fails_at("{image_property: {property: y, when: {names: [d, z]}}}", &[3]);
    fails_at("{image_property: {property: y, when: {name_scheme: 'hid|[cd]'}}}", &[2, 3]);
    let met = |check: &str| assert_eq!(answer(&rule(check), &cloud), (Verdict::Pass, vec![]), "{check}");
    met("{image_property: {property: x, when: {status: [queued]}}}");
    met("{image_property: {property: min_disk, values: [8]}}");
    met("{image_property: {property: protected, values: ['true']}}");
    // Without any hidden image, a list says nothing of them.
    let listed = images(&[image("a", &json!({}))]);
    let hidden = rule("{image_property: {property: x, when: {hidden: true}}}");
    let lacks = Verdict::Undecided(Reason::LacksField(Kind::Image, Field::OsHidden));
    assert_eq!(answer(&hidden, &listed).0, lacks);
    let plain = rule("{image_property: {property: x}}");
    assert_eq!(answer(&plain, &long_list()).0, LACKS_PROPERTIES);
    // What is left out by what is known is not asked for what is not.
    let named = rule("{image_property: {property: x, when: {names: [other]}}}");
    assert_eq!(answer(&named, &long_list()).0, Verdict::Pass);
    let status = rule("{image_property: {property: name, when: {status: [active]}}}");
    assert_eq!(answer(&status, &long_list()).0, Verdict::Pass);
}

#[test]
fn remedies_ask_for_what_the_rule_expects() {
    let cloud = images(&[image("a", &json!({}))]);
    let command = |check: &str| remedies(&rule(check), &cloud).pop().unwrap();
    let asked = command("{image_property: {property: x, values: [a, b]}}").unwrap();
    assert!(asked[0].contains("--property x=\"${x:?}\""), "{asked:?}");
    assert_eq!(
        command("{image_property: {property: visibility, values: [community]}}"),
        Err(NoRemedy::SetByHand)
    );
    assert_eq!(command("{image_property: {property: min_ram, values: [1024]}}"), Err(NoRemedy::SetByHand));
}

#[test]
fn records_are_unique_by_several_keys() {
    let catalogue = rule("{unique: {of: images, keys: [os_distro, os_version, architecture]}}");
    let twin = |version: &str| image("a", &json!({"os_version": version}));
    assert_eq!(answer(&catalogue, &images(&[twin("1"), twin("2")])), (Verdict::Pass, vec![]));
    let twice = images(&[twin("1"), twin("2"), image("b", &json!({"os_version": "1"}))]);
    assert_eq!(answer(&catalogue, &twice), (Verdict::Fail, vec![Some(0), Some(2)]));
    assert_eq!(
        sentences(&catalogue, &twice)[0],
        "2 images agree in `os_distro=ubuntu`, `os_version=1` and `architecture=x86_64`, and the rule allows one."
    );
    assert_eq!(remedies(&catalogue, &twice)[0], Err(NoRemedy::ChooseOne));
    // What lacks a key agrees with none.
    let bare = json!({"architecture": null});
    assert_eq!(answer(&catalogue, &images(&[image("a", &bare), image("b", &bare)])).0, Verdict::Pass);
    assert_eq!(answer(&catalogue, &cut(&images(&[twin("1")]))).0, incomplete(Kind::Image));
    assert_eq!(answer(&catalogue, &cut(&twice)).0, Verdict::Fail);
    assert_eq!(answer(&catalogue, &long_list()).0, LACKS_PROPERTIES);
    let names = rule("{unique: {of: volume_types, keys: [name]}}");
    let volume_type = |id: &str| json!({"id": id, "name": "a", "is_public": true, "description": null});
    assert_eq!(answer(&names, &volume_types(&[volume_type("1"), volume_type("2")])).0, Verdict::Fail);
    let sizes = rule("{unique: {of: flavors, keys: [vcpus, ram, disk]}}");
    let two = flavors(&[flavor("a", &json!({})), flavor("b", &json!({}))]);
    assert_eq!(answer(&sizes, &two), (Verdict::Fail, vec![Some(0), Some(1)]));
}

#[test]
fn something_is_there() {
    let by_name = rule("{present: {of: images, when: {names: [Debian 13]}}}");
    let there = images(&[image("Debian 13", &json!({}))]);
    let missing = images(&[image("Debian 12", &json!({})), image("Debian 13", &json!({"os_hidden": true}))]);
    assert_eq!(answer(&by_name, &there), (Verdict::Pass, vec![]));
    assert_eq!(answer(&by_name, &missing), (Verdict::Fail, vec![None]));
    assert_eq!(sentences(&by_name, &missing), ["None of the images has `name=Debian 13`."]);
    assert!(remedies(&by_name, &missing)[0].is_ok(), "it is known from where it is imported");
    assert_eq!(answer(&by_name, &cut(&there)).0, Verdict::Pass);
    assert_eq!(answer(&by_name, &cut(&missing)).0, incomplete(Kind::Image));
    let scheme = rule("{present: {of: images, when: {name_scheme: 'Debian 1[2-9]', properties: {x: [y]}}}}");
    assert_eq!(answer(&scheme, &there).0, Verdict::Fail);
    assert_eq!(remedies(&scheme, &there), [Err(NoRemedy::ImportImage)]);
    assert_eq!(answer(&scheme, &images(&[image("Debian 14", &json!({"x": "y"}))])).0, Verdict::Pass);
    let of_property = rule("{present: {of: images, when: {properties: {x: [y]}}}}");
    assert_eq!(answer(&of_property, &long_list()).0, LACKS_PROPERTIES);
    let flavor_rule = rule("{present: {of: flavors, when: {names: [SCS-1V-4]}}}");
    let none = flavors(&[flavor("tiny", &json!({}))]);
    assert!(remedies(&flavor_rule, &none)[0].as_ref().unwrap()[0].starts_with("openstack flavor create"));
    let other = rule("{present: {of: flavors, when: {properties: {'hw:mem_page_size': [large]}}}}");
    assert_eq!(remedies(&other, &none), [Err(NoRemedy::AddOne)]);
}

#[test]
fn sources_of_images() {
    let catalogue = rule(
        "{image_property: {property: image_source, prefixes: ['https://cloud.debian.org/'], when: {properties: \
         {os_distro: [debian]}}}}",
    );
    let debian = |source: &str| image("d", &json!({"os_distro": "debian", "image_source": source}));
    assert_eq!(
        answer(&catalogue, &images(&[debian("https://cloud.debian.org/x"), image("u", &json!({}))])).0,
        Verdict::Pass
    );
    let mirrored = images(&[debian("https://mirror.example/x")]);
    assert_eq!(answer(&catalogue, &mirrored), (Verdict::Fail, vec![Some(0)]));
    assert!(remedies(&catalogue, &mirrored)[0].as_ref().unwrap()[0].contains("image_source"));
    assert!(catalogue.requirements.last().unwrap().testcase.check.is_about_sources());
}

/// Pull request 1266 of the standards: flavors tell what scs-0103 asks of them.
#[test]
fn the_pull_request_on_required_flavors() {
    let catalogue = laid(
        r#"requirements:
  - id: mandatory
    standard: scs-0103
    levels: {any: must}
    holds: Mandatory flavors say that they are
    check: {extra_spec: {name: "scs:required", values: [mandatoryv1], of: mandatory_flavors}}
  - id: recommended
    standard: scs-0103
    levels: {any: must}
    holds: Recommended flavors say that they are
    check: {extra_spec: {name: "scs:required", values: [recommendedv1], of: recommended_flavors}}
  - id: words
    standard: scs-0103
    levels: {any: must}
    holds: Whatever flavor tells how far it is required does so in a word of the standard
    check: {extra_spec: {name: "scs:required", values: [mandatoryv1, recommendedv1, optional], absent: passes, of: flavors}}
  - id: old-name
    standard: scs-0103
    levels: {any: must}
    holds: Standard flavors tell their name in the old syntax
    check: {extra_spec: {name: "scs:name-v1", from_name: old_syntax, of: standard_flavors}}"#,
    );
    let told = |name: &str, required: &str, old: &str| {
        flavor(name, &json!({"scs:required": required, "scs:name-v1": old}))
    };
    let good = flavors(&[
        told("SCS-1V-4", "mandatoryv1", "SCS-1V:4"),
        told("SCS-1V-4-10", "recommendedv1", "SCS-1V:4:10"),
        flavor("mine", &json!({})),
        flavor("yours", &json!({"scs:required": "optional"})),
    ]);
    let bad = flavors(&[
        told("SCS-1V-4", "optional", "SCS-1V-4"),
        flavor("SCS-1V-4-10", &json!({})),
        flavor("mine", &json!({"scs:required": "yes"})),
    ]);
    for (id, at) in [("mandatory", &[0][..]), ("recommended", &[1]), ("words", &[2]), ("old-name", &[0, 1])] {
        assert_eq!(judged(&catalogue, id, &read(&good)).verdict, Verdict::Pass, "{id}");
        let outcome = judged(&catalogue, id, &read(&bad));
        let found: Vec<usize> =
            outcome.findings.iter().map(|finding| finding.record.unwrap().index).collect();
        assert_eq!((outcome.verdict, found.as_slice()), (Verdict::Fail, at), "{id}");
        assert_eq!(judged(&catalogue, id, &read(&short_flavors("SCS-1V-4"))).verdict, LACKS_SPECS, "{id}");
        assert_eq!(judged(&catalogue, id, &read(&cut(&good))).verdict, incomplete(Kind::Flavor), "{id}");
    }
}

/// Pull request 1260 of the standards: which images uniqueness, sources and presence are about.
#[test]
fn the_pull_request_on_presence_of_images() {
    let catalogue = laid(
        r#"requirements:
  - id: unique
    standard: scs-0102
    levels: {any: must}
    holds: Of each system there is one generic image among the public and the community images
    check:
      unique:
        of: images
        keys: [os_distro, os_version, architecture]
        when: {visibility: [public, community], hidden: false, properties: {os_purpose: [generic]}}
  - id: source
    standard: scs-0104
    levels: {any: should}
    holds: Generic images of Ubuntu that are shown to everyone come from Canonical
    check:
      image_property:
        property: image_source
        prefixes: ["https://cloud-images.ubuntu.com/"]
        when: {visibility: [public, community], hidden: false, properties: {os_purpose: [generic], os_distro: [ubuntu]}}
  - id: there
    standard: scs-0104
    levels: {any: must}
    holds: An image of Ubuntu 24.04 is shown to everyone
    check:
      present:
        of: images
        when: {visibility: [public, community], hidden: false, properties: {os_distro: [ubuntu], os_version: ["24.04"]}}"#,
    );
    let verdict = |id: &str, cloud: &str| judged(&catalogue, id, &read(cloud)).verdict;
    let community = image("b", &json!({"visibility": "community", "image_source": "private"}));
    let hidden = image("c", &json!({"os_hidden": true, "image_source": "private"}));
    let private = image("d", &json!({"visibility": "private", "image_source": "private"}));
    let good = images(&[image("a", &json!({})), hidden.clone(), private.clone()]);
    let bad = images(&[image("a", &json!({})), community]);
    for (id, verdict_of_bad) in
        [("unique", Verdict::Fail), ("source", Verdict::Fail), ("there", Verdict::Pass)]
    {
        assert_eq!(verdict(id, &good), Verdict::Pass, "{id}");
        assert_eq!(verdict(id, &bad), verdict_of_bad, "{id}");
        assert_eq!(verdict(id, &long_list()), LACKS_PROPERTIES, "{id}");
    }
    // What is hidden or not for everyone is not there.
    assert_eq!(verdict("there", &images(&[hidden, private])), Verdict::Fail);
    assert_eq!(
        verdict("there", &cut(&images(&[image("a", &json!({"os_version": "22.04"}))]))),
        incomplete(Kind::Image)
    );
}

/// Other requirements of such a standard are shown with its test cases only.
#[test]
fn the_page_shows_a_draft_of_a_standard_without_test_cases() {
    let catalogue = laid(
        "requirements: [{id: draft, standard: scs-0125, levels: {any: hint}, check: {present: {of: volume_types}}}]",
    );
    let inventory = read(&volume_types(&[]));
    let options = Options { now: "2026-11-25".parse().unwrap(), as_listed: false };
    let assessment = assess(&inventory, &catalogue, options);
    let view = result_view(&assessment, "v5.1", &inventory).unwrap();
    let standard = view.standards.iter().find(|standard| *standard.id == *"scs-0125").unwrap();
    let ids: Vec<&str> = standard.testcases.iter().map(|testcase| testcase.id.as_ref()).collect();
    assert_eq!(ids, ["draft"]);
}

#[test]
fn every_template_is_laid_and_judges_something() {
    let cloud = read_files(&[Upload {
        name: "cloud.json",
        bytes: &std::fs::read("www/samples/example-with-faults.json").unwrap(),
        kind: None,
    }]);
    let templates = templates();
    assert!(templates.len() > 7);
    for template in &templates {
        assert!(is_overlay(&template.text), "{}", template.id);
        let catalogue = laid(&template.text);
        assert_eq!(catalogue.provenance.overlays[0].changes.len(), 1, "{}", template.id);
        let outcome = judged(&catalogue, "draft-1", &cloud.inventory);
        assert!(matches!(outcome.verdict, Verdict::Pass | Verdict::Fail), "{} {outcome:?}", template.id);
        assert!(!template.when.ends_with('.') && template.when.starts_with(char::is_uppercase));
    }
}

#[test]
fn what_is_wrong_with_a_rule_is_told_with_its_place_and_what_is_allowed() {
    let head = "requirements:\n  - id: draft\n    standard: scs-0103\n    levels: {any: must}\n    check: ";
    let cases = [
        (
            "{extra_specs: {}}",
            "unknown word `extra_specs`, expected one of `extra_spec`, `image_property`, `unique`, `present`, ",
            13,
        ),
        ("{extra_spec: {of: flavors}}", "the key `name` is missing", 25),
        (
            "{extra_spec: {name: x, of: images}}",
            "unknown word `images`, expected one of `flavors`, `standard_flavors`, `mandatory_flavors`, \
             `recommended_flavors`, `scs_flavors`, `volume_types`",
            39,
        ),
        (
            "{extra_spec: {name: x, value: y, of: flavors}}",
            "unknown key `value`, expected one of `name`, `of`, `values`, `forms`, `prefixes`, `matches`, `from_name`, \
             `absent`, `when`",
            35,
        ),
        (
            "{extra_spec: {name: x, from_name: size, of: flavors}}",
            "unknown word `size`, expected one of `current_syntax`, `old_syntax`, `cpus`, `cpu_type`, `ram_gib`, \
             `ram_mib`, `disk_gb`, `disk_type`",
            46,
        ),
        (
            "{image_property: {property: x, when: {visibility: [all]}}}",
            "unknown word `all`, expected one of `public`, `community`, `shared`, `private`",
            63,
        ),
        (
            "{image_property: {property: x, when: {visible: yes}}}",
            "unknown key `visible`, expected one of `properties`, `names`, `name_scheme`, `visibility`, `hidden`, \
             `status`, `images`",
            50,
        ),
        ("{image_property: {property: x, when: {properties: {y: z}}}}", "found `z`, expected a list", 66),
        (
            "{unique: {of: flavors, keys: [name], when: {hidden: true}}}",
            "unknown key `hidden`, expected one of `properties`, `names`, `name_scheme`",
            56,
        ),
        ("{unique: {of: flavors, keys: []}}", "the key `keys` is missing", 21),
        (
            "{image_property: {property: x, forms: [day]}}",
            "unknown word `day`, expected one of `date`, `minute`, ",
            51,
        ),
    ];
    for (check, expected, column) in cases {
        let told = problems(&format!("{head}{check}"));
        assert_eq!(told.len(), 1, "{told:#?}");
        let place = format!("at line 5, column {column}");
        assert!(
            told[0].starts_with(&format!("draft.yaml: {expected}")) && told[0].ends_with(&place),
            "{told:#?}"
        );
    }
    let whole = [
        (
            "requirements: [{id: x, levels: {any: must}, check: {present: {of: images}}}]",
            "draft.yaml: a key is missing: one of `family`, `standard` at line 1, column 16",
        ),
        (
            "requirements: [{id: x, standard: scs-9, levels: {any: must}, check: {present: {of: images}}}]",
            "draft.yaml: x names the unknown standard `scs-9` at line 1, column 16",
        ),
        (
            "requirements: [{id: x, standard: scs-0104, levels: {any: may}, check: {present: {of: images}}}]",
            "draft.yaml: unknown word `may`, expected one of `must`, `should`, `hint`, `preview` at line 1, column 58",
        ),
        (
            "requirements: [{id: x, standard: scs-0104, levels: {any: must}, check: {present: {of: images, when: \
             {name_scheme: 'a)|(b'}}}}]",
            "draft.yaml: `x` has the pattern `a)|(b`, which is no regular expression at line 1, column 16",
        ),
        (
            "requirements: [{id: x, standard: scs-0104, levels: {any: must}, check: {image_property: {property: y, \
             when: {images: [debian-99]}}}}]",
            "draft.yaml: x names the unknown image `debian-99` at line 1, column 16",
        ),
    ];
    for (text, expected) in whole {
        assert_eq!(problems(text), [expected], "{text}");
    }
}

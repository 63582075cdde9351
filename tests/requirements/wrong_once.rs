//! Requirements and their remedies: each of these was wrong once.

use super::inputs::{
    CATALOGUE, both, capi, changed, commands, findings, flavor, flavors, image, images, options, read,
    remedies, rules, services, ubuntu, volume_type, volume_types,
};
use scs_checker::assessment::assess;
use scs_checker::checks::{Finding, Outcome, Problem, Reason, StandardFlavorProblem, Verdict};
use scs_checker::inventory::{Field, Inventory, Kind};
use scs_checker::remedy::{Attribute, Change, Fact, NewFlavor, NoRemedy, Step, To, remedy};
use serde_json::{Value, json};

fn outcome(input: &str, id: &str, as_listed: bool) -> Outcome {
    assess(&read(input), &CATALOGUE, options(as_listed)).outcome(id).unwrap().clone()
}

fn verdict(input: &str, id: &str) -> Verdict {
    outcome(input, id, false).verdict
}

/// Built in August, and since then promised monthly.
fn old(name: &str, changes: &Value) -> Value {
    let built = json!({"id": format!("old {name}"), "image_build_date": "2026-08-01", "created_at": "2026-08-02T00:00:00Z"});
    changed(image(name, &built), changes)
}

#[test]
fn old_images_are_renamed_to_a_name_that_the_official_test_excuses() {
    const RECENCY: &str = "scs-0102-image-recency";
    let with = |name: &str| images(&[ubuntu(&json!({})), old(name, &json!({}))]);
    let before = with("Ubuntu 24.04 (20260801)");
    assert_eq!(verdict(&before, RECENCY), Verdict::Pass);
    let line = "openstack image set '--name=Ubuntu 24.04 20260801' 'old Ubuntu 24.04 (20260801)'".to_owned();
    assert_eq!(commands(&read(&before), "T-0102-16"), [Ok(vec![line])]);
    let after = with("Ubuntu 24.04 20260801");
    assert_eq!(verdict(&after, RECENCY), Verdict::Pass);
    assert_eq!(findings(&read(&after), "T-0102-16"), []);
}

#[test]
fn images_are_not_given_a_name_that_another_has() {
    let dated = "Ubuntu 24.04 20260801";
    let list = [ubuntu(&json!({})), old("Ubuntu 24.04 (20260801)", &json!({})), old(dated, &json!({}))];
    assert_eq!(commands(&read(&images(&list)), "T-0102-16"), [Err(NoRemedy::NameIsTaken)]);
    // Nor the name that it has.
    let list = [old(dated, &json!({"id": "a"})), old(dated, &json!({"id": "b"}))];
    assert_eq!(commands(&read(&images(&list)), "T-0102-08"), [Err(NoRemedy::NameIsTaken)]);
    let hidden = old(dated, &json!({"os_hidden": true}));
    let list = [ubuntu(&json!({})), old("Ubuntu 24.04", &json!({"id": "a"})), hidden];
    let line = format!("openstack image set '--name={dated}' a");
    assert_eq!(commands(&read(&images(&list)), "T-0102-08"), [Ok(vec![line])]);
}

#[test]
fn images_of_other_systems_and_variants_are_no_old_ones() {
    let almalinux = json!({"os_distro": "almalinux", "os_version": "9"});
    let centos = json!({"os_distro": "centos", "os_version": "9"});
    let lists = [
        [
            capi("ubuntu-capi-image-v1.33.1", &json!({})),
            capi("ubuntu-capi-image-v1.32.1", &json!({"id": "old", "image_build_date": "2026-08-01"})),
        ],
        [image("Ubuntu 24.04 Docker", &json!({})), old("Ubuntu 24.04 MySQL", &json!({}))],
        [image("AlmaLinux 9", &almalinux), old("CentOS Stream 9", &centos)],
        [ubuntu(&json!({})), old("Ubuntu 24.04", &json!({"architecture": "aarch64"}))],
    ];
    for list in lists {
        let text = images(&list);
        for id in ["T-0102-16", "T-0102-17"] {
            assert_eq!(verdict(&text, id), Verdict::Pass, "{id} {text}");
        }
    }
}

#[test]
fn flavors_are_not_given_a_name_that_does_not_fit_or_is_taken() {
    const ID: &str = "T-0103-05";
    let only_old = json!({"scs:name-v1": "SCS-1V:4"});
    // Of other sizes than the standard flavor of that name.
    let other = flavors(&[flavor("m1.large", 2, 8, 0, &only_old)]);
    assert_eq!(commands(&read(&other), ID), [Err(NoRemedy::NameIsTaken)]);
    let taken = flavors(&[flavor("m1.small", 1, 4, 0, &only_old), flavor("SCS-1V-4", 1, 4, 0, &json!({}))]);
    assert_eq!(commands(&read(&taken), ID), [Err(NoRemedy::NameIsTaken)]);
    let free = flavors(&[flavor("m1.small", 1, 4, 0, &only_old)]);
    let line = "openstack flavor set --property scs:name-v2=SCS-1V-4 'id of m1.small'".to_owned();
    assert_eq!(commands(&read(&free), ID), [Ok(vec![line])]);
}

#[test]
fn misplaced_aspect_lists_are_moved_to_the_start_if_they_say_something() {
    const ID: &str = "T-0114-02";
    let of = |description: &str| {
        remedies(&read(&volume_types(&[volume_type("a", &json!(description), &json!({}))])), ID).remove(0)
    };
    let cases = [
        ("tier [scs:replicated,encrypted]", "[scs:encrypted,replicated] tier"),
        ("[SCS: Encrypted ,encrypted] Fast", "[scs:encrypted] Fast"),
        (" [scs:replicated,fast]", "[scs:replicated]"),
    ];
    for (description, suggestion) in cases {
        let steps = of(description).unwrap();
        let [Step { change: Change::Set(settings), .. }] = steps.as_slice() else { panic!("{steps:?}") };
        let [setting] = settings.as_slice() else { panic!("{settings:?}") };
        assert_eq!(setting.attribute, Attribute::Description);
        let To::Fact(Fact { suggestion: Some(found), .. }) = &setting.to else { panic!("{setting:?}") };
        assert_eq!(&**found, suggestion, "{description}");
    }
    assert_eq!(of("tier [scs:fast]"), Err(NoRemedy::DeclareAspect));
}

#[test]
fn an_aspect_in_a_misplaced_list_is_not_declared_twice() {
    let of = |description: &str| {
        remedies(&read(&volume_types(&[volume_type("luks", &json!(description), &json!({}))])), "T-0114-03a")
            .remove(0)
    };
    assert_eq!(of("Fast [scs:encrypted]"), Err(NoRemedy::MendTheOthers));
    assert_eq!(of("[SCS: Encrypted]"), Err(NoRemedy::MendTheOthers));
    for other in ["Fast [scs:replicated]", "[scs:replicated] Fast", "Fast"] {
        assert!(of(other).is_ok(), "{other}");
    }
}

/// Each of its many findings would look through all of it.
#[test]
fn descriptions_that_no_service_takes_have_no_remedy() {
    let long = format!("[scs:{}]", "encrypted,".repeat(200));
    let inventory = read(&volume_types(&[volume_type("a", &json!(long), &json!({}))]));
    let remedies = remedies(&inventory, "scs-0114-syntax-check");
    assert!(!remedies.is_empty());
    assert!(remedies.iter().all(|remedy| *remedy == Err(NoRemedy::NotFromTheService)), "{remedies:?}");
}

/// The remedies for a standard flavor, those for its sizes apart from those for its extra specs.
fn of_standard(inventory: &Inventory, as_listed: bool) -> [Vec<Result<Vec<Step>, NoRemedy>>; 2] {
    let assessment = assess(inventory, &CATALOGUE, options(as_listed));
    let (testcase, outcome) = assessment.testcase("scs-0103-flavor-1v-4").unwrap();
    let is_size = |finding: &&Finding| {
        matches!(finding.problem, Problem::StandardFlavor(StandardFlavorProblem::Size { .. }))
    };
    let (sizes, others): (Vec<_>, Vec<_>) = outcome.findings.iter().partition(is_size);
    [sizes, others].map(|findings| {
        findings.into_iter().map(|finding| remedy(finding, testcase, inventory, &CATALOGUE)).collect()
    })
}

#[test]
fn a_flavor_of_other_sizes_gives_the_name_up_once() {
    let found_by_spec = flavor("m1.large", 2, 8, 0, &json!({"scs:name-v2": "SCS-1V-4"}));
    let inventory = read(&flavors(&[found_by_spec]));
    let [sizes, specs] = of_standard(&inventory, false);
    assert_eq!((sizes.len(), specs.len()), (2, 2));
    for remedy in sizes {
        let steps = remedy.unwrap();
        let [unset, create] = steps.as_slice() else { panic!("{steps:?}") };
        assert_eq!(unset.change, Change::Unset(vec!["scs:name-v2".into()]));
        assert_eq!(unset.record.map(|record| record.index), Some(0));
        assert!(matches!(&create.change, Change::CreateFlavor(flavor) if *flavor.name == *"SCS-1V-4"));
        assert_eq!(create.record, None);
    }
    assert_eq!(specs, [Err(NoRemedy::MendTheOthers), Err(NoRemedy::MendTheOthers)]);
}

#[test]
fn an_extra_spec_that_tells_of_other_hardware_is_not_overwritten() {
    let specs =
        |cpu: &str| json!({"scs:name-v1": "SCS-1V:4", "scs:name-v2": "SCS-1V-4", "scs:cpu-type": cpu});
    let of = |cpu| of_standard(&read(&flavors(&[flavor("SCS-1V-4", 1, 4, 0, &specs(cpu))])), false);
    let [sizes, others] = of("crowded-core");
    assert_eq!((sizes, others), (vec![], vec![Err(NoRemedy::HardwareDiffers)]));
    // A value that there is not says nothing.
    let [_, others] = of("fast");
    assert!(matches!(others.as_slice(), [Ok(_)]), "{others:?}");
}

fn made_anew(steps: &[Step]) -> &NewFlavor {
    match steps {
        [Step { change: Change::RecreateFlavor(flavor), .. }] => flavor,
        _ => panic!("{steps:?}"),
    }
}

fn value_of<'a>(flavor: &'a NewFlavor, key: &str) -> Option<&'a str> {
    let mut specs = flavor.extra_specs.iter();
    specs.find(|(known, _)| **known == *key).map(|(_, to)| match to {
        To::Value(value) => &**value,
        To::Fact(fact) => fact.suggestion.as_deref().unwrap(),
    })
}

#[test]
fn flavors_made_anew_keep_what_else_they_are() {
    let more = json!({"OS-FLV-EXT-DATA:ephemeral": 10, "swap": 512});
    let specs = json!({"hw:cpu_policy": "dedicated", "scs:name-v7": "SCS-1V-2", "scs:disk0-type": "ssd"});
    let inventory = read(&flavors(&[changed(flavor("SCS-1V-4", 1, 2, 0, &specs), &more)]));
    let [sizes, _] = of_standard(&inventory, false);
    let steps = sizes.into_iter().next().unwrap().unwrap();
    let new = made_anew(&steps);
    assert_eq!((new.ram_mib, new.ephemeral_gb, new.swap_mib, new.is_public), (4096, 10, 512, true));
    assert_eq!(value_of(new, "hw:cpu_policy"), Some("dedicated"));
    assert_eq!(value_of(new, "scs:name-v2"), Some("SCS-1V-4"));
    // What it says of its hardware is asked for anew.
    assert_eq!(value_of(new, "scs:disk0-type"), None);
    assert_eq!(value_of(new, "scs:cpu-type"), Some("shared-core"));
}

#[test]
fn private_flavors_made_anew_stay_private() {
    let specs = json!({"hw:cpu_policy": "dedicated"});
    let more = json!({"OS-FLV-EXT-DATA:ephemeral": 10, "swap": 512, "os-flavor-access:is_public": false});
    let inventory = read(&flavors(&[changed(flavor("SCS-6V-24", 4, 24, 7, &specs), &more)]));
    let assessment = assess(&inventory, &CATALOGUE, options(true));
    let (testcase, outcome) = assessment.testcase("scs-0100-semantics-check").unwrap();
    let steps = remedy(&outcome.findings[0], testcase, &inventory, &CATALOGUE).unwrap();
    let new = made_anew(&steps);
    assert_eq!((new.vcpus, new.ram_mib, new.disk_gb), (6, 24 * 1024, 7));
    assert_eq!((new.ephemeral_gb, new.swap_mib, new.is_public), (10, 512, false));
    assert_eq!(value_of(new, "hw:cpu_policy"), Some("dedicated"));
}

#[test]
fn private_standard_flavors_are_published_only_where_they_are_missing() {
    let private = json!({"os-flavor-access:is_public": false});
    let inventory = read(&flavors(&[changed(flavor("SCS-1V-4", 1, 2, 0, &json!({})), &private)]));
    // Judged as it is listed, it lacks nothing but RAM.
    let [sizes, _] = of_standard(&inventory, true);
    assert!(!made_anew(sizes[0].as_ref().unwrap()).is_public);
    let [sizes, missing] = of_standard(&inventory, false);
    assert_eq!(sizes, []);
    assert!(made_anew(missing[0].as_ref().unwrap()).is_public);
}

#[test]
fn an_object_store_may_understand_s3() {
    let of = |types: &[&str]| verdict(&services(types), "T-0123-02");
    assert_eq!(of(&["object-store"]), Verdict::Undecided(Reason::LiveCloud));
    assert_eq!(of(&["s3"]), Verdict::Pass);
    assert_eq!(of(&["compute"]), Verdict::Fail);
}

#[test]
fn egress_is_open_if_one_rule_opens_it() {
    let of = |list: &[Value]| verdict(&rules(list), "T-0115-02");
    let limited = |changes: Value| both("egress", &changes);
    let to_names = limited(json!({"protocol": "tcp", "port_range_min": 53, "port_range_max": 53}));
    assert_eq!(of(&[limited(json!({})), to_names.clone()].concat()), Verdict::Pass);
    assert_eq!(of(&to_names), Verdict::Fail);
    assert_eq!(of(&limited(json!({"remote_ip_prefix": "10.0.0.0/8"}))), Verdict::Fail);
    assert_eq!(of(&[]), Verdict::Fail);
    // Within the group, too, a rule for one protocol is not enough, over whichever ethertype.
    let within = both("ingress", &json!({"remote_group_id": "PARENT", "protocol": "tcp"}));
    let outcome = outcome(&rules(&within), "T-0115-01", false);
    assert_eq!((outcome.verdict, outcome.findings.len()), (Verdict::Fail, 2));
}

#[test]
fn hidden_old_images_count_nowhere() {
    let hidden = json!({"os_hidden": true});
    let list =
        images(&[ubuntu(&json!({})), old("Ubuntu 24.04", &hidden), old("Ubuntu 24.04 (20260801)", &hidden)]);
    let newest_is_hidden = images(&[ubuntu(&hidden), old("Ubuntu 24.04", &json!({}))]);
    for list in [list, newest_is_hidden] {
        for id in ["T-0102-08", "T-0102-16", "T-0102-17"] {
            for as_listed in [false, true] {
                assert_eq!(outcome(&list, id, as_listed).verdict, Verdict::Pass, "{id} {as_listed} {list}");
            }
        }
    }
}

#[test]
fn images_of_unknown_size_are_open() {
    let list = images(&[ubuntu(&json!({"virtual_size": null}))]);
    let lacks = Reason::LacksField(Kind::Image, Field::VirtualSize);
    assert_eq!(verdict(&list, "T-0102-18b"), Verdict::Undecided(lacks));
    let one_is_too_large =
        images(&[ubuntu(&json!({"virtual_size": null})), image("a", &json!({"min_disk": 1}))]);
    assert_eq!(verdict(&one_is_too_large, "T-0102-18b"), Verdict::Fail);
}

#[test]
fn of_two_images_of_one_date_one_is_to_be_renamed() {
    let list = images(&[ubuntu(&json!({"id": "a"})), ubuntu(&json!({"id": "b"}))]);
    let outcome = outcome(&list, "T-0102-08", false);
    assert_eq!(outcome.verdict, Verdict::Fail);
    let records: Vec<_> = outcome.findings.iter().map(|finding| finding.record.unwrap().index).collect();
    // Lookups by name find the last one.
    assert_eq!(records, [0]);
}

/// A list of endpoints has a record for each of them.
#[test]
fn services_are_public_by_any_of_their_endpoints() {
    let endpoint = |id: &str, interface: &str| {
        json!({"ID": id, "Region": "R", "Service Name": "nova", "Service Type": "compute", "Enabled": true,
               "Interface": interface, "URL": format!("https://{interface}.example.org/")})
    };
    let both = json!([endpoint("1", "internal"), endpoint("2", "public")]).to_string();
    assert_eq!(verdict(&both, "T-0123-01a"), Verdict::Pass);
    let internal = json!([endpoint("1", "internal"), endpoint("2", "admin")]).to_string();
    assert_eq!(verdict(&internal, "T-0123-01a"), Verdict::Fail);
    let cut = &both[..both.len() / 2 + 10];
    assert!(matches!(verdict(cut, "T-0123-01a"), Verdict::Undecided(Reason::Incomplete(..))), "{cut}");
}

//! Requirements of scs-0100 and scs-0103.

use super::inputs::{changed, flavor, flavors, named};
use super::table::{Found, Row, row};
use scs_checker::checks::Reason;
use scs_checker::inventory::{Field, Kind};
use serde_json::{Value, json};

/// A flavor after one that is as it should be, so that its index is 1.
fn second(record: Value) -> String {
    flavors(&[flavor("SCS-2V-4", 2, 4, 0, &json!({"scs:name-v2": "SCS-2V-4"})), record])
}

fn with_specs(name: &str, specs: &Value) -> Value {
    changed(named(name), &json!({"extra_specs": specs}))
}

/// Flavors without a key.
fn without(key: &str) -> String {
    flavors(&[changed(named("SCS-1V-4"), &json!({key: null}))])
}

fn lacks(field: Field) -> Reason {
    Reason::LacksField(Kind::Flavor, field)
}

/// Names alone fail it, each with a part of the problem, or pass it.
fn names(id: &'static str, fails: &[(&str, &'static str)], passes: &[&str]) -> Row {
    let mut all = row(id).undecided(without("name"), lacks(Field::Name));
    for (name, part) in fails {
        all = all.fails(second(named(name)), &[(Some(1), part)]);
    }
    // An old name that nothing is said of, and names that the standard does not speak of.
    for name in passes.iter().chain(&["m1.small", "01V-4"]) {
        all = all.passes(second(named(name)));
    }
    all
}

/// Extra specs fail it, each with a part of the problem, or pass it.
fn specs(id: &'static str, fails: &[(&str, Value, &'static str)], passes: &[(&str, Value)]) -> Row {
    let mut all = row(id).undecided(without("extra_specs"), lacks(Field::ExtraSpecs));
    for (name, specs, part) in fails {
        all = all.fails(second(with_specs(name, specs)), &[(Some(1), part)]);
    }
    for (name, specs) in passes {
        all = all.passes(second(with_specs(name, specs)));
    }
    all.passes(flavors(&[]))
}

pub(crate) fn rows() -> Vec<Row> {
    let mut all = of_names();
    all.extend(of_specs());
    all.extend(of_hardware());
    all
}

fn of_names() -> Vec<Row> {
    vec![
        names(
            "T-0100-01",
            &[
                ("SCS-1V:4", "NameForm { form: OldSyntax, canonical: Some(\"SCS-1V-4\") }"),
                ("SCS-2C:4:10n-kvm", "form: OldSyntax, canonical: Some(\"SCS-2C-4-10n_kvm\")"),
            ],
            &["SCS-1V-4", "SCS-1V-4-10_kvm", "XYZ-1V:4", "SCS-1V:"],
        ),
        names(
            "T-0100-03",
            &[
                ("SCS-01V-4", "form: NotInText, canonical: Some(\"SCS-1V-4\")"),
                ("SCS-1V-04", "form: NotInText, canonical: Some(\"SCS-1V-4\")"),
                ("SCS-1V-4.0", "form: NotInText, canonical: Some(\"SCS-1V-4\")"),
                ("SCS-1V-4.", "form: NotInText, canonical: Some(\"SCS-1V-4\")"),
                ("SCS-1V-.5", "form: NotInText, canonical: Some(\"SCS-1V-0.5\")"),
                ("SCS-1V-4-x10", "form: NotInText, canonical: Some(\"SCS-1V-4-10\")"),
                ("SCS-1V-4-1x10", "form: NotInText, canonical: Some(\"SCS-1V-4-10\")"),
                ("SCS-1V-4-3xs", "form: NotInText, canonical: None"),
                ("SCS-1V-4-xs", "form: NotInText, canonical: None"),
                ("SCS-1V-4_GNah", "form: NotInText"),
                ("SCS-1V-4_GNh-64", "form: NotInText"),
                ("SCS-1V-4_GN-64", "form: NotInText"),
            ],
            &[
                "SCS-1V-0.5",
                "SCS-1V-4.5",
                "SCS-10V-40-100",
                "SCS-1V-4-2x10s",
                "SCS-1V-4-n",
                "SCS-1V-4_GNa-14h-24h",
                "SCS-1V-4_GA0.4-36",
                "SCS-01V:4",
                "SCS-",
            ],
        ),
        names(
            "T-0100-04",
            &[("SCS-4V-10.5", "NameForm { form: HalfGib, canonical: None }"), ("SCS-4V:16.5", "HalfGib")],
            &["SCS-4V-9.5", "SCS-4V-10", "SCS-4V-11.0"],
        ),
        row("T-0100-05")
            .presence()
            .fails(second(named("SCS-1V-4_kvm")), &[(Some(1), "NoShortName { short: \"SCS-1V-4\" }")])
            .fails(
                flavors(&[named("SCS-1V-4_i2"), with_specs("m1", &json!({"scs:name-v1": "SCS-1V:4"}))]),
                &[(Some(0), "NoShortName { short: \"SCS-1V-4\" }")],
            )
            .passes(flavors(&[named("SCS-1V-4_kvm"), named("SCS-1V-4")]))
            .passes(flavors(&[with_specs("SCS-1V-4_kvm", &json!({"scs:name-v7": "SCS-1V-4"}))]))
            .passes(flavors(&[named("SCS-1V-4-10"), named("m1.small_kvm"), named("SCS-1V-4_a")]))
            .undecided(without("extra_specs"), lacks(Field::ExtraSpecs))
            .undecided(without("name"), lacks(Field::Name)),
        names(
            "T-0100-06",
            &[
                ("SCS-1V-4_i0", "NameForm { form: Discouraged, canonical: Some(\"SCS-1V-4_i\") }"),
                ("SCS-1V-4_hwv", "form: Discouraged, canonical: None"),
            ],
            &["SCS-1V-4_kvm_hwv", "SCS-1V-4_i1", "SCS-1V-4_i", "SCS-1V-4"],
        ),
        names(
            "T-0100-07",
            &[
                ("SCS-01V-4", "NameForm { form: NotCanonical, canonical: Some(\"SCS-1V-4\") }"),
                ("SCS-1V-4.0", "form: NotCanonical, canonical: Some(\"SCS-1V-4\")"),
                ("SCS-1V-4_i0", "form: NotCanonical, canonical: Some(\"SCS-1V-4_i\")"),
            ],
            &["SCS-1V-4", "SCS-1V-4-2x10s_kvm_i2", "SCS-1V:04"],
        ),
    ]
}

fn of_specs() -> Vec<Row> {
    vec![
        specs(
            "T-0103-01",
            &[
                (
                    "SCS-4V-16",
                    json!({"scs:name-v1": "SCS-128V:16"}),
                    "NameSpec { spec: \"scs:name-v1\", found: \"SCS-128V:16\", problem: FewerVcpus",
                ),
                ("m1", json!({"scs:name-v3": "m1.small"}), "found: \"m1.small\", problem: NotScs"),
                ("m1", json!({"scs:name-v2": "SCS-1Q-4"}), "problem: Malformed"),
                ("m1", json!({"scs:name-v2": "SCS-1V-512"}), "problem: LessRam"),
                ("m1", json!({"scs:name-v2": "SCS-1V-4-2000"}), "problem: SmallerDisk"),
            ],
            &[
                ("m1", json!({"scs:name-v1": "SCS-1V:4", "scs:name-v2": "SCS-1V-4"})),
                ("m1", json!({"scs:name-v0": "x", "scs:name-vx": "x", "scs:name": "x", "name": "SCS-1Q"})),
                ("SCS-128V-4", json!({})),
            ],
        )
        .passes(flavors(&[changed(
            with_specs("m1", &json!({"scs:name-v2": "SCS-1V-4"})),
            &json!({"ram": 4045}),
        )]))
        .fails(
            flavors(&[changed(with_specs("m1", &json!({"scs:name-v2": "SCS-1V-4"})), &json!({"ram": 4044}))]),
            &[(Some(0), "LessRam")],
        ),
        no_disk(),
        specs(
            "T-0103-05",
            &[(
                "m1",
                json!({"scs:name-v1": "SCS-1V:4"}),
                "NoCurrentNameSpec { found: \"SCS-1V:4\", current: \"SCS-1V-4\", is_taken: false }",
            )],
            &[
                ("m1", json!({"scs:name-v1": "SCS-1V:4", "scs:name-v4": "SCS-1V-4"})),
                ("SCS-1V:4", json!({})),
                // That it is no name at all is the business of T-0103-01.
                ("m1", json!({"scs:name-v1": "m1.small"})),
            ],
        ),
        proportions(),
    ]
}

/// CPU and disk types.
fn of_hardware() -> Vec<Row> {
    let cpu = |value: &str| json!({"scs:cpu-type": value});
    let disk = |value: &str| json!({"scs:disk0-type": value});
    let v2 = |name: &str, key: &str, value: &str| json!({"scs:name-v2": name, key: value});
    vec![
        specs(
            "T-0100-02",
            &[
                (
                    "SCS-1C-4",
                    cpu("shared-core"),
                    "SpecBelowName { spec: \"scs:cpu-type\", found: \"shared-core\", promised: \"dedicated-core\", \
                     name: \"SCS-1C-4\" }",
                ),
                (
                    "SCS-1V-4-10s",
                    disk("network"),
                    "spec: \"scs:disk0-type\", found: \"network\", promised: \"ssd\"",
                ),
                ("SCS-1V:4", cpu("crowded-core"), "found: \"crowded-core\", promised: \"shared-core\""),
                ("SCS-1V-4-2x10p", json!({"scs:disk1-type": "ssd"}), "scs:disk1-type"),
            ],
            &[
                ("SCS-1V-4", cpu("dedicated-core")),
                ("SCS-1C-4", json!({})),
                ("SCS-1C-4", cpu("fastest-core")),
                ("SCS-1V-4-10", disk("network")),
                ("SCS-1V-4-10n", disk("nvme")),
                ("fast", cpu("crowded-core")),
            ],
        ),
        specs(
            "T-0103-02",
            &[
                (
                    "m1",
                    cpu("fast-core"),
                    "SpecUnknown { spec: \"scs:cpu-type\", found: \"fast-core\", known: [\"crowded-core\", \
                     \"shared-core\", \"dedicated-thread\", \"dedicated-core\"] }",
                ),
                (
                    "m1",
                    v2("SCS-1C-4", "scs:cpu-type", "shared-core"),
                    "SpecBelowName { spec: \"scs:cpu-type\", found: \"shared-core\", promised: \"dedicated-core\", \
                     name: \"SCS-1C-4\" }",
                ),
            ],
            &[
                ("m1", v2("SCS-1V-4", "scs:cpu-type", "dedicated-thread")),
                ("m1", json!({"scs:name-v2": "SCS-1C-4"})),
                // What its own name promises is the business of T-0100-02.
                ("SCS-1C-4", v2("SCS-1C-4", "scs:cpu-type", "shared-core")),
                ("m1", disk("floppy")),
            ],
        ),
        specs(
            "T-0103-03",
            &[
                (
                    "m1",
                    disk("floppy"),
                    "SpecUnknown { spec: \"scs:disk0-type\", found: \"floppy\", known: [\"network\", \"hdd\", \
                     \"ssd\", \"nvme\"] }",
                ),
                ("m1", json!({"scs:disk3-type": "SSD"}), "spec: \"scs:disk3-type\", found: \"SSD\""),
                (
                    "m1",
                    v2("SCS-1V-4-10s", "scs:disk0-type", "hdd"),
                    "SpecBelowName { spec: \"scs:disk0-type\", found: \"hdd\", promised: \"ssd\"",
                ),
            ],
            &[
                ("m1", v2("SCS-1V-4-10s", "scs:disk0-type", "nvme")),
                ("m1", json!({"scs:name-v2": "SCS-1V-4-10s"})),
                ("m1", cpu("fast-core")),
            ],
        ),
    ]
}

fn no_disk() -> Row {
    let sized = |name: &str, disk: u64, specs: Value| flavors(&[flavor(name, 1, 4, disk, &specs)]);
    let typed = json!({"scs:disk0-type": "network"});
    row("T-0103-04")
        .fails(
            sized("SCS-1V-4", 0, typed.clone()),
            &[(Some(0), "DiskTypeWithoutDisk { found: \"network\" }")],
        )
        .fails(
            sized("m1", 0, json!({"scs:name-v2": "SCS-1V-4", "scs:disk0-type": "ssd"})),
            &[(Some(0), "DiskTypeWithoutDisk { found: \"ssd\" }")],
        )
        .passes(sized("SCS-1V-4-10", 10, typed.clone()))
        .passes(sized("SCS-1V-4", 0, json!({})))
        .passes(sized("m1", 0, typed))
        .undecided(without("extra_specs"), lacks(Field::ExtraSpecs))
        .undecided(without("disk"), lacks(Field::Disk))
}

fn proportions() -> Row {
    let sized = |name: &str, vcpus, ram_gib, disk| flavors(&[flavor(name, vcpus, ram_gib, disk, &json!({}))]);
    let fault = |part: &'static str| -> [Found; 1] { [(Some(0), part)] };
    row("T-0103-07")
        .fails(
            sized("SCS-3V-12", 3, 12, 0),
            &fault("Proportion { field: \"vcpus\", found: \"3\", expected: [\"1, 2, 4, 8, …\"] }"),
        )
        .fails(
            sized("SCS-2V-32", 2, 32, 0),
            &fault("field: \"ram\", found: \"32768\", expected: [\"4096\", \"8192\", \"16384\"]"),
        )
        .fails(sized("SCS-2V-8-30", 2, 8, 30), &fault("field: \"disk\", found: \"30\""))
        .fails(
            sized("SCS-3V-7-30", 3, 7, 30),
            &[(Some(0), "\"vcpus\""), (Some(0), "\"ram\""), (Some(0), "\"disk\"")],
        )
        .passes(sized("SCS-64C-256-500", 64, 256, 500))
        // A standard flavor, one with a GPU, and flavors that are none of the standard's.
        .passes(sized("SCS-1L-1", 1, 1, 0))
        .passes(sized("SCS-3V-7_GNa-14", 3, 7, 0))
        .passes(sized("m1.large", 3, 7, 30))
        .undecided(without("disk"), lacks(Field::Disk))
        .undecided(without("ram"), lacks(Field::Ram))
        .undecided(without("vcpus"), lacks(Field::Vcpus))
}

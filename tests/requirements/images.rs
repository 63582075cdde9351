//! Requirements of scs-0102 and scs-0104, and of the draft of a new scs-0104.

use super::inputs::{NOBLE, capi, image, images, long_list, short_list, ubuntu};
use super::table::{Found, Row, row};
use scs_checker::checks::Reason;
use scs_checker::inventory::{Field, Kind};
use serde_json::{Value, json};

fn lacks(field: Field) -> Reason {
    Reason::LacksField(Kind::Image, field)
}

/// An image after one that is as it should be, so that its index is 1.
fn second(record: Value) -> String {
    images(&[image("Debian 12", &json!({"os_distro": "debian", "os_version": "12"})), record])
}

/// A requirement on each image, with what is changed of one that meets all of them.
fn each(id: &'static str, fails: &[(Value, &'static str)], passes: &[Value]) -> Row {
    let mut all = row(id)
        .passes(images(&[]))
        .passes(second(ubuntu(&json!({}))))
        .undecided(short_list(&["Ubuntu 24.04"]), lacks(Field::Visibility));
    for (changes, part) in fails {
        all = all.fails(second(ubuntu(changes)), &[(Some(1), part)]);
    }
    for changes in passes {
        all = all.passes(second(ubuntu(changes)));
    }
    // Images that are not for everyone are not meant.
    for (changes, _) in fails {
        for (key, value) in [("visibility", json!("private")), ("os_hidden", json!(true))] {
            let mut record = ubuntu(changes);
            record[key] = value;
            all = all.passes(second(record));
        }
    }
    all
}

/// The same of a property.
fn property(id: &'static str, fails: &[(Value, &'static str)], passes: &[Value]) -> Row {
    each(id, fails, passes).undecided(long_list(&["Ubuntu 24.04"]), lacks(Field::Properties))
}

/// The values of one property.
fn values(id: &'static str, key: &'static str, fails: &[(&str, &'static str)], passes: &[Value]) -> Row {
    let changes = |value: &Value| json!({key: value});
    let fails: Vec<(Value, &'static str)> =
        fails.iter().map(|(value, part)| (changes(&json!(value)), *part)).collect();
    property(id, &fails, &passes.iter().map(changes).collect::<Vec<_>>())
}

pub(crate) fn rows() -> Vec<Row> {
    let all = [of_properties(), of_forms(), of_versions(), of_sizes(), of_sources(), of_the_draft()];
    all.into_iter().flatten().collect()
}

fn of_properties() -> Vec<Row> {
    vec![
        property(
            "T-0102-01",
            &[
                (json!({"uuid_validity": null}), "Missing { property: \"uuid_validity\" }"),
                (json!({"uuid_validity": ""}), "Missing { property: \"uuid_validity\" }"),
            ],
            &[json!({"uuid_validity": "none"}), json!({"uuid_validity": "for a while"})],
        ),
        property(
            "T-0102-03",
            &[(json!({"hw_disk_bus": null}), "Missing { property: \"hw_disk_bus\" }")],
            &[json!({"hw_disk_bus": "virtio"}), json!({"hw_disk_bus": "floppy"})],
        ),
        values(
            "T-0102-03b",
            "hw_disk_bus",
            &[("virtio", "NotAllowed { property: \"hw_disk_bus\", found: \"virtio\", allowed: [\"scsi\"] }")],
            &[json!(null)],
        ),
        property(
            "T-0102-03c",
            &[(json!({"hw_scsi_model": null}), "Missing { property: \"hw_scsi_model\" }")],
            &[json!({"hw_scsi_model": null, "hw_disk_bus": "virtio"}), json!({"hw_scsi_model": "lsilogic"})],
        ),
        values(
            "T-0102-04a",
            "architecture",
            &[
                ("risc-v", "found: \"risc-v\""),
                ("amd64", "found: \"amd64\""),
                ("X86_64", "found: \"X86_64\""),
            ],
            &[json!("aarch64"), json!("s390x"), json!(null)],
        ),
        values(
            "T-0102-04b",
            "os_distro",
            &[("Ubuntu", "found: \"Ubuntu\""), ("almalinux", "found: \"almalinux\"")],
            &[json!("rocky"), json!("windows"), json!(null)],
        ),
        values(
            "T-0102-04c",
            "hypervisor_type",
            &[
                ("kvm", "NotAllowed { property: \"hypervisor_type\", found: \"kvm\", allowed: [\"hyperv\""),
                ("hyper-v", "found: \"hyper-v\""),
                ("esxi", "found: \"esxi\""),
            ],
            &[json!("xen"), json!("vmware"), json!(null)],
        ),
        values(
            "T-0102-11",
            "replace_frequency",
            &[("quarterly", "\"quarterly\""), ("never", "\"never\""), ("critical_bug", "\"critical_bug\"")],
            &[json!("weekly"), json!("daily"), json!(null)],
        ),
        values(
            "T-0102-12",
            "os_purpose",
            &[("oldgeneric", "found: \"oldgeneric\""), ("server", "found: \"server\"")],
            &[json!("minimal"), json!("custom"), json!(null)],
        ),
        property(
            "T-0102-13b",
            &[(json!({"hypervisor_type": null}), "Missing { property: \"hypervisor_type\" }")],
            &[json!({"hypervisor_type": "kvm"})],
        ),
    ]
}

fn of_forms() -> Vec<Row> {
    vec![
        values(
            "T-0102-02",
            "provided_until",
            &[
                (
                    "someday",
                    "NotAllowed { property: \"provided_until\", found: \"someday\", allowed: [\"none\", \"notice\", \
                     \"YYYY-MM-DD\"] }",
                ),
                ("2029-5-31", "found: \"2029-5-31\""),
                ("2029-02-29", "found: \"2029-02-29\""),
                ("2029-05-31T00:00:00Z", "found: \"2029-05-31T00:00:00Z\""),
                ("None", "found: \"None\""),
            ],
            &[json!("none"), json!("notice"), json!("2029-05-31"), json!(null)],
        ),
        values(
            "T-0102-05",
            "os_version",
            &[
                ("noble", "found: \"noble\""),
                ("24.04 LTS", "found: \"24.04 LTS\""),
                ("24.", "found: \"24.\""),
            ],
            &[json!("24"), json!("24.04.1"), json!(null)],
        )
        .passes(second(ubuntu(&json!({"os_distro": "windows", "os_version": "Server 2025"})))),
        values(
            "T-0102-06",
            "image_build_date",
            &[
                ("2026-11-10T06:12:00Z", "found: \"2026-11-10T06:12:00Z\""),
                ("2026-08-14 25:99", "found: \"2026-08-14 25:99\""),
                ("2026-08-14 24:00", "found: \"2026-08-14 24:00\""),
                ("2026-08-14 23:59:60", "found: \"2026-08-14 23:59:60\""),
                ("2026-08-14 6:12", "found: \"2026-08-14 6:12\""),
                ("2026-08-14  06:12", "found: \"2026-08-14  06:12\""),
                ("20260814", "found: \"20260814\""),
                ("2026-8-14", "found: \"2026-8-14\""),
            ],
            &[json!("2026-11-10 23:59"), json!("2026-11-10 23:59:59"), json!(null)],
        ),
        values(
            "T-0102-07",
            "uuid_validity",
            &[
                ("2026-08-14 06:12", "found: \"2026-08-14 06:12\""),
                ("2027-1-1", "found: \"2027-1-1\""),
                ("last-", "found: \"last-\""),
                ("last-x", "found: \"last-x\""),
            ],
            &[
                json!("2027-01-01"),
                json!("last-12"),
                json!("forever"),
                json!("notice"),
                json!("none"),
                json!(null),
            ],
        ),
        property(
            "T-0102-15a",
            &[
                (
                    json!({"license_included": "true", "license_required": "True"}),
                    "FlagsTogether { properties: [\"license_included\", \"license_required\"] }",
                ),
                (json!({"license_included": true, "license_required": true}), "FlagsTogether"),
            ],
            &[
                json!({"license_included": "true"}),
                json!({"license_included": "true", "license_required": "false"}),
            ],
        ),
        values(
            "T-0102-15b",
            "maintained_until",
            &[("2029", "found: \"2029\", allowed: [\"YYYY-MM-DD\"]"), ("none", "found: \"none\"")],
            &[json!("2029-05-31"), json!(null)],
        ),
    ]
}

/// What depends on the age of images, and on others of their name.
fn of_versions() -> Vec<Row> {
    // Images of other ids, as of August and of now.
    let old = |name: &str| image(name, &json!({"id": "old", "image_build_date": "2026-08-01"}));
    let now = || ubuntu(&json!({}));
    let broken = |until_notice: bool| -> &'static str {
        if until_notice { "frequency: \"monthly\", until_notice: true" } else { "until_notice: false" }
    };
    vec![
        row("T-0102-08")
            .fails(
                images(&[old("Ubuntu 24.04"), now()]),
                &[(Some(0), "NameTwice { images: 2, rename: Some(\"Ubuntu 24.04 20260801\") }")],
            )
            .fails(images(&[now(), old("Ubuntu 24.04")]), &[(Some(1), "NameTwice { images: 2")])
            .fails(
                images(&[
                    ubuntu(&json!({"id": "a"})),
                    ubuntu(&json!({"id": "b"})),
                    ubuntu(&json!({"id": "c"})),
                ]),
                &[(Some(0), "NameTwice { images: 3"), (Some(1), "NameTwice { images: 3")],
            )
            .passes(images(&[now(), old("Ubuntu 24.04 20260801")]))
            .passes(images(&[now(), ubuntu(&json!({"id": "old", "os_hidden": true}))]))
            .passes(images(&[now(), ubuntu(&json!({"id": "old", "visibility": "private"}))]))
            .undecided(short_list(&["Ubuntu 24.04"]), lacks(Field::Visibility)),
        property(
            "T-0102-09",
            &[(json!({"provided_until": "notice", "image_build_date": "2026-10-01"}), broken(true))],
            &[
                json!({"provided_until": "notice"}),
                json!({"provided_until": "notice", "image_build_date": "2026-10-22"}),
                json!({"provided_until": "none", "image_build_date": "2026-10-01"}),
                json!({"provided_until": "notice", "image_build_date": "2026-10-01", "replace_frequency": "never"}),
            ],
        ),
        property(
            "T-0102-10",
            // A year and three days are over after 368 days; the official test allows 401.
            &[(json!({"replace_frequency": "yearly", "image_build_date": "2025-11-20"}), broken(false))],
            &[
                json!({"replace_frequency": "yearly", "image_build_date": "2025-11-22"}),
                json!({"replace_frequency": "yearly", "image_build_date": "2025-11-20", "provided_until": "none"}),
                json!({"replace_frequency": "yearly", "image_build_date": "2025-11-20",
                       "provided_until": "2026-01-01"}),
                // What is outdated to the official test, too, is its business.
                json!({"replace_frequency": "yearly", "image_build_date": "2024-11-20"}),
            ],
        ),
        row("T-0102-16")
            .fails(
                images(&[now(), old("Ubuntu 24.04 (20260801)")]),
                &[(Some(1), "NotRenamed { rename: \"Ubuntu 24.04 20260801\" }")],
            )
            .fails(
                images(&[old("Ubuntu 24.04"), now()]),
                &[(Some(0), "NotRenamed { rename: \"Ubuntu 24.04 20260801\" }")],
            )
            .passes(images(&[now(), old("Ubuntu 24.04 20260801")]))
            .passes(images(&[now(), old("Ubuntu 22.04")]))
            .passes(images(&[ubuntu(&json!({"image_build_date": "2020-01-01"}))]))
            .undecided(long_list(&["Ubuntu 24.04"]), lacks(Field::Properties)),
        row("T-0102-17")
            .fails(images(&[now(), old("Ubuntu 24.04 20260801")]), &[(Some(1), "StillGeneric")])
            .passes(images(&[
                now(),
                image(
                    "Ubuntu 24.04 20260801",
                    &json!({"image_build_date": "2026-08-01", "os_purpose": "oldgeneric"}),
                ),
            ]))
            .passes(images(&[now(), old("Ubuntu 22.04")]))
            .undecided(long_list(&["Ubuntu 24.04"]), lacks(Field::Properties)),
    ]
}

fn of_sizes() -> Vec<Row> {
    let gib = 1_073_741_824_u64;
    let quota = |count: i64, size: i64| {
        json!({"usage": {"image_count_total": {"limit": count, "usage": 1},
                         "image_size_total": {"limit": size, "usage": 1}}})
        .to_string()
    };
    vec![
        each(
            "T-0102-13c",
            &[
                (json!({"tags": ["managed_by_us"]}), "NoTag { prefix: \"os:\" }"),
                (json!({"tags": ["os:ubuntu", "managed by us"]}), "NoTag { prefix: \"managed_by_\" }"),
            ],
            &[json!({"tags": ["a", "managed_by_osism", "os:x"]})],
        )
        .fails(
            second(ubuntu(&json!({"tags": []}))),
            &[(Some(1), "NoTag { prefix: \"managed_by_\" }"), (Some(1), "NoTag { prefix: \"os:\" }")],
        )
        .undecided(images(&[ubuntu(&json!({"tags": null}))]), lacks(Field::Tags)),
        each(
            "T-0102-18b",
            &[(
                json!({"virtual_size": 8 * gib + 1}),
                "VirtualSizeAboveMinDisk { min_disk_gib: \"8\", virtual_size_bytes: 8589934593 }",
            )],
            &[json!({"virtual_size": 8 * gib}), json!({"min_disk": 0})],
        )
        .undecided(images(&[ubuntu(&json!({"virtual_size": null}))]), lacks(Field::VirtualSize))
        .undecided(images(&[ubuntu(&json!({"min_disk": null}))]), lacks(Field::MinDisk)),
        row("scs-0104-image-quota")
            .fails(quota(39, 204_800), &[(Some(0), "SmallImageQuota { found: \"39\", expected: 40 }")])
            .fails(
                quota(40, 204_799),
                &[(Some(1), "SmallImageQuota { found: \"204799\", expected: 204800 }")],
            )
            .passes(quota(40, 204_800))
            .passes(quota(-1, -1))
            .passes(json!({"usage": {}}).to_string())
            .undecided(
                json!({"usage": {"image_count_total": {"usage": 1}}}).to_string(),
                Reason::LacksField(Kind::ImageUsage, Field::Limit),
            ),
    ]
}

fn of_sources() -> Vec<Row> {
    let elsewhere = || json!({"id": "first", "image_source": "https://mirror.example.org/a.img"});
    let source = "Source { found: Some(\"https://mirror.example.org/a.img\"), prefixes: [";
    let pair = |name: &str| images(&[image(name, &elsewhere()), ubuntu(&json!({"name": name}))]);
    let buster = "https://cloud.debian.org/images/cloud/buster/latest/debian-10-generic-amd64.qcow2";
    let old = |source: &str| images(&[image("Debian 10", &json!({"image_source": source}))]);
    let duplicates = |id: &'static str, names: &[&str], others: &[&str]| {
        let mut all = row(id)
            .passes(images(&[ubuntu(&json!({})), ubuntu(&elsewhere())]))
            .passes(images(&[image("My Linux", &elsewhere()), image("My Linux", &json!({}))]))
            .undecided(long_list(&["Ubuntu 24.04"]), lacks(Field::Properties));
        for name in names {
            all = all.fails(pair(name), &[(Some(0), source)]);
        }
        for name in others {
            all = all.passes(pair(name));
        }
        all
    };
    vec![
        row("T-0104-02")
            .fails(old("https://mirror.example.org/a.img"), &[(Some(0), source)])
            .fails(old(NOBLE), &[(Some(0), "Source { found: Some(\"https://cloud-images.ubuntu.com/noble")])
            .passes(old(buster))
            .passes(images(&[image("Debian 10 Minimal", &elsewhere())]))
            .passes(images(&[image(
                "Debian 10",
                &json!({"visibility": "private", "image_source": "private"}),
            )]))
            .undecided(long_list(&["Debian 10"]), lacks(Field::Properties)),
        duplicates(
            "T-0104-03a",
            &[
                "Ubuntu 22.04",
                "Ubuntu 20.04",
                "Debian 12",
                "Debian 11",
                "Debian 10",
                "ubuntu-capi-image v1.30",
            ],
            &["Ubuntu 24.04", "Debian 13", "ubuntu-capi-image-v1.30"],
        ),
        duplicates(
            "T-0104-03b",
            &[
                "Ubuntu 24.04",
                "Ubuntu 22.04",
                "Ubuntu 20.04",
                "Debian 12",
                "Debian 11",
                "Debian 10",
                "ubuntu-capi-image-v1.30",
            ],
            &["Debian 13", "ubuntu-capi-image v1.30"],
        ),
    ]
}

fn of_the_draft() -> Vec<Row> {
    let generic = |distro: &str, version: &str| {
        images(&[image("system", &json!({"os_distro": distro, "os_version": version}))])
    };
    let present = |id, distro: &str, version: &str, others: &[(&str, &str)], part: &'static str| {
        let mut all = row(id)
            .presence()
            .passes(generic(distro, version))
            .fails(images(&[]), &[(None, part)])
            .fails(
                images(&[ubuntu(
                    &json!({"os_distro": distro, "os_version": version, "os_purpose": "minimal"}),
                )]),
                &[(None, part)],
            )
            .undecided(long_list(&["Ubuntu 24.04"]), lacks(Field::Properties));
        for (distro, version) in others {
            all = all.fails(generic(distro, version), &[(None, part)]);
        }
        all
    };
    let version = "ubuntu-capi-image-v1.33.1";
    let nodes = |id, changes: Value, part: &'static str| {
        row(id)
            .fails(images(&[capi(version, &changes)]), &[(Some(0), part)])
            .fails(images(&[capi("ubuntu-capi-image v1.33", &changes)]), &[(Some(0), part)])
            .passes(images(&[capi(version, &json!({}))]))
            .passes(images(&[capi("ubuntu-capi-image", &changes)]))
            .undecided(long_list(&[version]), lacks(Field::Properties))
    };
    let found: [Found; 1] = [(Some(1), "Source { found: Some(\"https://cloud-images.ubuntu.com/noble")];
    vec![
        row("scs-0104-v2-source")
            .fails(second_of_debian("12"), &found)
            .passes(second_of_debian("9"))
            .passes(images(&[ubuntu(&json!({}))]))
            .passes(images(&[ubuntu(&json!({"image_source": "private", "os_purpose": "custom"}))]))
            .undecided(long_list(&["Ubuntu 24.04"]), lacks(Field::Properties)),
        nodes(
            "scs-0104-v2-capi-purpose",
            json!({"os_purpose": "generic"}),
            "NotAllowed { property: \"os_purpose\", found: \"generic\", allowed: [\"k8snode\"] }",
        )
        .fails(images(&[capi(version, &json!({"os_purpose": null}))]), &[(Some(0), "Missing")]),
        nodes(
            "scs-0104-v2-capi-description",
            json!({"image_description": "https://github.com/osism/k8s-capi-images/"}),
            "allowed: [\"https://github.com/osism/k8s-capi-images\"]",
        )
        .fails(images(&[capi(version, &json!({"image_description": null}))]), &[(Some(0), "Missing")]),
        present(
            "scs-0104-v2-ubuntu-newest",
            "ubuntu",
            "26.04",
            &[("ubuntu", "24.04"), ("Ubuntu", "26.04")],
            "ReleaseMissing { distro: \"ubuntu\", version: \"26.04\", purpose: \"generic\", rank: Newest }",
        ),
        present(
            "scs-0104-v2-ubuntu-previous",
            "ubuntu",
            "24.04",
            &[("ubuntu", "26.04")],
            "version: \"24.04\", purpose: \"generic\", rank: Previous",
        ),
        present("scs-0104-v2-debian-newest", "debian", "13", &[("debian", "12")], "version: \"13\""),
        present("scs-0104-v2-debian-previous", "debian", "12", &[("debian", "13")], "version: \"12\""),
        row("scs-0104-v2-capi")
            .presence()
            .fails(images(&[]), &[(None, "Missing { name: \"ubuntu-capi-image\", near: None }")])
            .fails(
                images(&[capi("ubuntu-capi-image v1.33", &json!({}))]),
                &[(None, "near: Some(Near { index: 0, name: \"ubuntu-capi-image v1.33\", how: OtherScheme")],
            )
            .passes(images(&[capi(version, &json!({}))]))
            .passes(long_list(&[version]))
            .undecided(short_list(&[version]), lacks(Field::Visibility)),
    ]
}

/// An image that says to be Debian and comes from Ubuntu's publisher, after one of Ubuntu.
fn second_of_debian(version: &str) -> String {
    images(&[ubuntu(&json!({})), image("Debian", &json!({"os_distro": "debian", "os_version": version}))])
}

//! What can be wrong with a cloud, by chance.

use super::cloud::{CATALOGUE, Chance, Cloud, flavor};
use scs_checker::catalogue::StandardFlavor;
use serde_json::{Value, json};

/// Something that goes wrong.
pub(crate) type Fault = fn(&mut Cloud, &mut Chance);

/// What test cases notice.
pub(crate) const FAULTS: [Fault; 32] = [
    |cloud, chance| on_flavor(cloud, chance, |flavor, _, _| flavor["extra_specs"] = json!({})),
    |cloud, chance| {
        on_flavor(cloud, chance, |flavor, _, _| without(&mut flavor["extra_specs"], "scs:name-v2"));
    },
    every_flavor_lacks_its_name_spec,
    |cloud, chance| on_flavor(cloud, chance, a_spec_is_missing),
    |cloud, chance| on_flavor(cloud, chance, a_spec_is_wrong),
    |cloud, chance| on_flavor(cloud, chance, old_syntax),
    |cloud, chance| on_flavor(cloud, chance, other_spelling),
    |cloud, chance| {
        on_flavor(cloud, chance, |flavor, _, _| flavor["os-flavor-access:is_public"] = json!(false));
    },
    |cloud, chance| on_flavor(cloud, chance, other_name),
    |cloud, chance| on_flavor(cloud, chance, other_ram),
    every_flavor_has_gib,
    |cloud, chance| on_flavor(cloud, chance, |flavor, _, chance| flavor["vcpus"] = json!(chance.below(9))),
    |cloud, chance| on_flavor(cloud, chance, |flavor, _, chance| flavor["disk"] = json!(chance.below(120))),
    |cloud, chance| {
        on_flavor(cloud, chance, |flavor, _, chance| {
            let size = *chance.of(&["vcpus", "ram", "disk"]);
            flavor[size] = Value::Null;
        });
    },
    twin,
    |cloud, chance| {
        let at = chance.below(cloud.list("flavors").len());
        cloud.list("flavors").remove(at);
    },
    promises_more,
    no_ids,
    |cloud, chance| on_image(cloud, chance, a_property_is_missing),
    |cloud, chance| on_image(cloud, chance, a_property_is_wrong),
    |cloud, chance| {
        on_image(cloud, chance, |image, chance| {
            image["size"] = json!(*chance.of(&[12_000_000_000_u64, 642_252_800]));
            image["min_disk"] = json!(chance.below(3));
        });
    },
    |cloud, chance| on_image(cloud, chance, |image, _| image["min_ram"] = json!(0)),
    |cloud, chance| {
        on_image(cloud, chance, |image, chance| {
            let dates = ["2027-05-01", "2026-11-13", "10.11.2026", "yesterday", "", "2026-11-23 25:00"];
            image["image_build_date"] = json!(*chance.of(&dates));
            if chance.one_in(3) {
                image["image_build_date"] = json!("2027-05-01");
                image["created_at"] = json!("2027-05-02T00:00:00Z");
            }
        });
    },
    |cloud, chance| on_image(cloud, chance, |image, _| image["os_hidden"] = json!(true)),
    |cloud, chance| {
        on_image(cloud, chance, |image, chance| {
            image["visibility"] = json!(*chance.of(&["private", "shared", "community"]));
            image["os_hidden"] = json!(chance.one_in(3));
        });
    },
    |cloud, chance| on_image(cloud, chance, other_image_name),
    |cloud, chance| on_image(cloud, chance, other_source),
    two_generic_images,
    |cloud, chance| {
        let at = chance.below(cloud.list("images").len());
        cloud.list("images").remove(at);
    },
    |cloud, chance| on_image(cloud, chance, outdated),
    aspects,
    |cloud, chance| {
        let number = cloud.list("default_security_group_rules").len();
        let group = chance.of(&[Value::Null, json!("PARENT"), json!("some group")]).clone();
        cloud.list("default_security_group_rules").push(json!({
            "id": format!("rule {number}"), "direction": "ingress", "ethertype": "IPv4", "protocol": "tcp",
            "port_range_min": 22, "port_range_max": 22, "remote_ip_prefix": null, "remote_group_id": group,
            "used_in_default_sg": true, "used_in_non_default_sg": true,
        }));
    },
];

/// What only the texts of the standards ask for.
pub(crate) const TEXT_FAULTS: [Fault; 14] = [
    // The names promise more than the extra specs.
    |cloud, chance| {
        on_flavor(cloud, chance, |flavor, _, _| {
            flavor["extra_specs"]["scs:cpu-type"] = json!("crowded-core");
        });
    },
    |cloud, _| {
        let specs = json!({"scs:name-v1": "SCS-8V:32:50p-kvm-i2-ib"});
        add_flavor(cloud, flavor("SCS-8V-32-50p_kvm_i2_ib", 8, 32_768, 50, &specs));
    },
    |cloud, chance| {
        on_flavor(cloud, chance, |flavor, _, chance| {
            let name = *chance.of(&["SCS-64V-256", "m1.large", "SCS-nonsense"]);
            flavor["extra_specs"]["scs:name-v4"] = json!(name);
        });
    },
    |cloud, chance| {
        on_flavor(cloud, chance, |flavor, _, chance| {
            let key = *chance.of(&["scs:cpu-type", "scs:disk0-type", "scs:disk1-type"]);
            flavor["extra_specs"][key] = json!("quick");
        });
    },
    |cloud, chance| {
        on_flavor(cloud, chance, |flavor, standard, _| {
            if standard.disk_gb == 0 {
                flavor["extra_specs"]["scs:disk0-type"] = json!("network");
            }
        });
    },
    |cloud, _| {
        let specs = json!({"scs:name-v1": "SCS-2V:8:50"});
        add_flavor(cloud, flavor("own.medium", 2, 8192, 50, &specs));
    },
    |cloud, chance| {
        on_image(cloud, chance, |image, _| {
            image["license_included"] = json!("true");
            image["license_required"] = json!("True");
        });
    },
    |cloud, chance| on_image(cloud, chance, |image, _| image["tags"] = json!([])),
    |cloud, chance| on_image(cloud, chance, |image, _| image["virtual_size"] = json!(21_000_000_000_u64)),
    older_image,
    |cloud, chance| {
        let at = chance.below(cloud.list("images").len());
        cloud.list("images").remove(at);
    },
    |cloud, chance| {
        let descriptions = ["Fast [scs:encrypted]", "[SCS:replicated] Three copies", " [scs:encrypted]"];
        let at = chance.below(cloud.list("volume_types").len());
        cloud.list("volume_types")[at]["description"] = json!(*chance.of(&descriptions));
    },
    |cloud, chance| {
        let (name, specs) =
            chance.of(&[("luks", json!({})), ("block", json!({"replication_enabled": "<is> True"}))]).clone();
        let types = cloud.list("volume_types");
        if !types.iter().any(|known| known["name"] == name) {
            types.push(json!({"id": format!("id of {name}"), "name": name, "is_public": true,
                "description": "Some type", "extra_specs": specs}));
        }
    },
    |cloud, chance| {
        let ethertype = *chance.of(&["IPv4", "IPv6"]);
        let is_it = |rule: &Value| rule["direction"] == "ingress" && rule["ethertype"] == ethertype;
        cloud.list("default_security_group_rules").retain(|rule| !is_it(rule));
    },
];

/// Breaks a flavor that is, by its first extra specs, a standard one.
fn on_flavor(cloud: &mut Cloud, chance: &mut Chance, fault: fn(&mut Value, &StandardFlavor, &mut Chance)) {
    let standard = chance.of(&CATALOGUE.flavors);
    if let Some(flavor) = cloud.named("flavors", &standard.name) {
        fault(flavor, standard, chance);
    }
}

fn on_image(cloud: &mut Cloud, chance: &mut Chance, fault: fn(&mut Value, &mut Chance)) {
    let images = cloud.list("images");
    if !images.is_empty() {
        let at = chance.below(images.len());
        fault(&mut images[at], chance);
    }
}

fn without(object: &mut Value, key: &str) {
    object.as_object_mut().unwrap().remove(key);
}

fn every_flavor_lacks_its_name_spec(cloud: &mut Cloud, _: &mut Chance) {
    for flavor in cloud.list("flavors") {
        without(&mut flavor["extra_specs"], "scs:name-v2");
    }
}

fn a_spec_is_missing(flavor: &mut Value, standard: &StandardFlavor, chance: &mut Chance) {
    let (key, _) = chance.of(&standard.extra_specs);
    without(&mut flavor["extra_specs"], key);
}

fn a_spec_is_wrong(flavor: &mut Value, standard: &StandardFlavor, chance: &mut Chance) {
    let (key, _) = chance.of(&standard.extra_specs);
    let other = chance.of(&CATALOGUE.flavors);
    let value = match key.as_ref() {
        "scs:name-v2" => other.name.to_string(),
        "scs:name-v1" => other.name.replacen('-', ":", 2),
        "scs:cpu-type" => (*chance.of(&["dedicated-core", "Shared-Core", "shared"])).to_owned(),
        _ => (*chance.of(&["nvme", "SSD", ""])).to_owned(),
    };
    flavor["extra_specs"][key.as_ref()] = json!(value);
}

fn old_syntax(flavor: &mut Value, standard: &StandardFlavor, chance: &mut Chance) {
    let (_, old) = standard.extra_specs.iter().find(|(key, _)| key.as_ref() == "scs:name-v1").unwrap();
    flavor["name"] = json!(old);
    if chance.one_in(2) {
        flavor["extra_specs"] = json!({});
    } else {
        without(&mut flavor["extra_specs"], "scs:name-v2");
    }
}

fn other_spelling(flavor: &mut Value, standard: &StandardFlavor, chance: &mut Chance) {
    let name = match chance.below(3) {
        0 => standard.name.to_lowercase(),
        1 => standard.name.replace('-', "_"),
        _ => standard.name.replace('-', ":"),
    };
    flavor["name"] = json!(name);
    flavor["extra_specs"] = json!({});
}

fn other_name(flavor: &mut Value, standard: &StandardFlavor, chance: &mut Chance) {
    let names = ["m1.", "-x ", "it's ", "$(reboot) ", "SCS "];
    flavor["name"] = json!(format!("{}{}", chance.of(&names), standard.ram_mib * 100 + standard.disk_gb));
    if chance.one_in(2) {
        flavor["extra_specs"] = json!({"trait:CUSTOM": "required"});
    }
}

fn other_ram(flavor: &mut Value, standard: &StandardFlavor, chance: &mut Chance) {
    let gib = standard.ram_mib / 1024;
    flavor["ram"] = json!(*chance.of(&[gib, gib * 1000, standard.ram_mib * 1024, standard.ram_mib + 1]));
}

fn every_flavor_has_gib(cloud: &mut Cloud, chance: &mut Chance) {
    if chance.one_in(3) {
        for flavor in cloud.list("flavors") {
            flavor["ram"] = json!(flavor["ram"].as_u64().unwrap_or_default() / 1024);
        }
    }
}

/// Another flavor with the extra spec by which a standard flavor is found.
fn twin(cloud: &mut Cloud, chance: &mut Chance) {
    let standard = chance.of(&CATALOGUE.flavors);
    let mut specs = json!({"scs:name-v2": standard.name});
    if chance.one_in(2) {
        for (key, value) in &standard.extra_specs {
            specs[key.as_ref()] = json!(value);
        }
    }
    let ram = if chance.one_in(2) { standard.ram_mib } else { standard.ram_mib * 2 };
    let name = format!("twin of {}", standard.name);
    let flavors = cloud.list("flavors");
    let at = if chance.one_in(3) { 0 } else { flavors.len() };
    if !flavors.iter().any(|flavor| flavor["name"] == name.as_str()) {
        flavors.insert(at, flavor(&name, standard.cpus, ram, standard.disk_gb, &specs));
    }
}

fn promises_more(cloud: &mut Cloud, chance: &mut Chance) {
    let (name, vcpus, ram, disk) = *chance.of(&[
        ("SCS-16V-64-200", 8, 65_536, 200),
        ("SCS-16V-60", 16, 32_768, 0),
        ("SCS-8V-32-100s", 8, 32_768, 50),
        ("SCS-8C:32:100", 4, 16_384, 10),
        ("SCS-6T-24.5-2x40p_kvm", 2, 65_536, 30),
    ]);
    let specs = json!({"scs:name-v2": name.replace(':', "-"), "hw:cpu_policy": "dedicated"});
    add_flavor(cloud, flavor(name, vcpus, ram, disk, &specs));
}

/// An export without ids: commands then go by name.
fn no_ids(cloud: &mut Cloud, chance: &mut Chance) {
    if chance.one_in(2) {
        for flavor in cloud.list("flavors") {
            without(flavor, "id");
        }
    }
}

const PROPERTIES: [&str; 15] = [
    "architecture",
    "os_distro",
    "os_version",
    "os_purpose",
    "hw_disk_bus",
    "hypervisor_type",
    "hw_rng_model",
    "image_build_date",
    "image_original_user",
    "image_source",
    "image_description",
    "replace_frequency",
    "provided_until",
    "uuid_validity",
    "min_disk",
];

fn a_property_is_missing(image: &mut Value, chance: &mut Chance) {
    let property = *chance.of(&PROPERTIES);
    match chance.below(3) {
        0 => image[property] = Value::Null,
        1 if property != "min_disk" => image[property] = json!(""),
        _ => without(image, property),
    }
}

fn a_property_is_wrong(image: &mut Value, chance: &mut Chance) {
    let (property, value) = *chance.of(&[
        ("architecture", "amd64"),
        ("hw_disk_bus", "ide"),
        ("hw_disk_bus", "None"),
        ("hypervisor_type", "KVM"),
        ("hw_rng_model", "none"),
        ("os_purpose", "Generic"),
        ("image_source", "s3://somewhere"),
        ("image_source", "file.qcow2"),
        ("replace_frequency", "sometimes"),
        ("uuid_validity", "never"),
        ("uuid_validity", "last-"),
        ("hotfix_hours", "4.5"),
    ]);
    image[property] = json!(value);
}

fn other_image_name(image: &mut Value, chance: &mut Chance) {
    let name = image["name"].as_str().unwrap().to_owned();
    let new = if let Some(version) = name.strip_prefix("ubuntu-capi-image-") {
        format!("ubuntu-capi-image {version}")
    } else if let Some(version) = name.strip_prefix("ubuntu-capi-image ") {
        format!("ubuntu-capi-image-{version}")
    } else {
        match chance.below(4) {
            0 => format!("{name} LTS"),
            1 => format!("GOLD {name} LTS"),
            2 => name.to_lowercase(),
            _ => name.replace(' ', "-"),
        }
    };
    image["name"] = json!(new);
}

fn other_source(image: &mut Value, chance: &mut Chance) {
    let source = image["image_source"].as_str().unwrap_or_default().to_owned();
    let path = source.split('/').skip(3).collect::<Vec<_>>().join("/");
    image["image_source"] = json!(match chance.below(4) {
        0 => format!("https://mirror.example.org/{path}"),
        1 => source.replacen("https://", "http://", 1),
        2 => "private".to_owned(),
        _ => "https://example.org/image.qcow2".to_owned(),
    });
}

fn two_generic_images(cloud: &mut Cloud, chance: &mut Chance) {
    let number = cloud.list("images").len();
    if let Some(original) = cloud.list("images").first().cloned() {
        let mut copy = original;
        copy["id"] = json!(format!("copy {}", chance.next()));
        copy["name"] = json!(format!("{} GPU {}", copy["name"].as_str().unwrap(), chance.below(1000)));
        let at = if chance.one_in(2) { 0 } else { number };
        cloud.list("images").insert(at, copy);
    }
}

fn outdated(image: &mut Value, chance: &mut Chance) {
    image["image_build_date"] = json!("2026-01-05");
    image["provided_until"] = json!(*chance.of(&["soon", "2026-01-32", "30.06.2029", "2029-06-30"]));
    if chance.one_in(3) {
        without(image, "provided_until");
    }
}

/// An older build of an image, which says so nowhere.
fn older_image(cloud: &mut Cloud, chance: &mut Chance) {
    let number = cloud.list("images").len();
    if number == 0 {
        return;
    }
    let at = chance.below(number);
    let mut copy = cloud.list("images")[at].clone();
    copy["id"] = json!(format!("older {}", chance.next()));
    copy["image_build_date"] = json!("2026-10-01");
    copy["created_at"] = json!("2026-10-02T01:00:00Z");
    if chance.one_in(2) {
        copy["name"] = json!(format!("{} (before)", copy["name"].as_str().unwrap()));
    }
    let place = if chance.one_in(2) { 0 } else { number };
    cloud.list("images").insert(place, copy);
}

fn aspects(cloud: &mut Cloud, chance: &mut Chance) {
    let descriptions = [
        "[scs:replicated, encrypted] Both",
        "[scs:encrypted,encrypted] Twice",
        "[scs:encrypted, fast, replicated] With another",
        "[scs:fast]",
        "[scs: ] Empty",
        "[scs:replicated,encrypted,replicated,] -x $(reboot)",
        "[scs:fast]-dash",
        "[scs:fast][scs:replicated,encrypted]",
    ];
    let at = chance.below(cloud.list("volume_types").len());
    cloud.list("volume_types")[at]["description"] = json!(*chance.of(&descriptions));
}

/// Adds a flavor, once.
fn add_flavor(cloud: &mut Cloud, flavor: Value) {
    let flavors = cloud.list("flavors");
    if !flavors.iter().any(|other| other["name"] == flavor["name"]) {
        flavors.push(flavor);
    }
}

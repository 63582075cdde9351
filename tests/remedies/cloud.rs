//! A cloud that meets every test case that exports decide, as the JSON of its APIs, and chance to break it with.

use scs_checker::assessment::{Assessment, assess};
use scs_checker::catalogue::{Catalogue, ImageSpec, StandardFlavor};
use scs_checker::checks::Options;
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::Inventory;
use serde_json::{Value, json};
use std::sync::LazyLock;

pub(crate) static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::embedded().unwrap());

/// The reference date. Images of the cloud were built a few days before.
pub(crate) const NOW: &str = "2026-11-23";
pub(crate) const BUILT: &str = "2026-11-10";
pub(crate) const REGISTERED: &str = "2026-11-12T06:12:00Z";

/// Numbers by chance, the same in every run (splitmix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit).unwrap()).unwrap()
    }

    pub(crate) fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    pub(crate) fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }
}

/// A cloud: lists of the APIs by key.
#[derive(Clone)]
pub(crate) struct Cloud(pub(crate) Value);

impl Cloud {
    /// Everything as it should be.
    pub(crate) fn conformant() -> Cloud {
        let mut flavors: Vec<Value> = CATALOGUE.flavors.iter().map(standard_flavor).collect();
        flavors.push(flavor("SCS-64C-256", 64, 262_144, 0, &json!({})));
        flavors.push(flavor("custom.large", 8, 65_536, 100, &json!({"hw:cpu_policy": "dedicated"})));
        let specs = ["ubuntu-2404", "ubuntu-2204", "debian-13", "debian-12", "capi-1", "capi-2"];
        let images: Vec<Value> = specs.iter().map(|id| image(CATALOGUE.image(id).unwrap())).collect();
        let sample: Value =
            serde_json::from_str(include_str!("../../www/samples/example-conformant.json")).unwrap();
        Cloud(json!({
            "flavors": flavors,
            "images": images,
            "volume_types": sample["volume_types"],
            "default_security_group_rules": sample["default_security_group_rules"],
            "catalog": sample["catalog"],
        }))
    }

    pub(crate) fn list(&mut self, key: &str) -> &mut Vec<Value> {
        self.0[key].as_array_mut().unwrap()
    }

    /// A record of a list by its name.
    pub(crate) fn named(&mut self, key: &str, name: &str) -> Option<&mut Value> {
        self.list(key).iter_mut().find(|record| record["name"] == name)
    }

    pub(crate) fn read(&self) -> Inventory {
        let text = self.0.to_string();
        let intake = read_files(&[Upload { name: "cloud.json", bytes: text.as_bytes(), kind: None }]);
        assert_eq!(intake.files[0].error, None);
        intake.inventory
    }
}

pub(crate) fn judged(inventory: &Inventory) -> Assessment<'static> {
    assess(inventory, &CATALOGUE, Options { now: NOW.parse().unwrap(), as_listed: false })
}

pub(crate) fn flavor(name: &str, vcpus: u32, ram: u64, disk: u64, specs: &Value) -> Value {
    json!({"id": format!("id of {name}"), "name": name, "vcpus": vcpus, "ram": ram, "disk": disk,
           "OS-FLV-EXT-DATA:ephemeral": 0, "swap": 0, "rxtx_factor": 1.0, "os-flavor-access:is_public": true,
           "description": null, "extra_specs": specs})
}

fn standard_flavor(standard: &StandardFlavor) -> Value {
    let mut specs = json!({"hw_rng:allowed": "True"});
    for (key, value) in &standard.extra_specs {
        specs[key.as_ref()] = json!(value);
    }
    flavor(&standard.name, standard.cpus, standard.ram_mib, standard.disk_gb, &specs)
}

/// The image of a spec, as its publisher has it.
pub(crate) fn image(spec: &ImageSpec) -> Value {
    let import = spec.import.as_ref().unwrap();
    let name = match &import.version {
        None => spec.name.to_string(),
        Some(version) => {
            let names = ["-", " "].map(|between| format!("{}{between}{version}", spec.name));
            names.into_iter().find(|name| spec.scheme.as_ref().unwrap().is_match(name)).unwrap()
        }
    };
    json!({
        "id": format!("id of {name}"), "name": name, "status": "active", "visibility": "public", "protected": true,
        "os_hidden": false, "owner": "72122ce96bfec66e2396d2e25225d70a", "size": 642_252_800_u64,
        "virtual_size": 3_758_096_384_u64, "disk_format": "qcow2", "container_format": "bare", "min_disk": 8,
        "min_ram": 512, "created_at": REGISTERED, "updated_at": REGISTERED,
        "tags": ["managed_by_us", format!("os:{}", import.os_distro)], "os_hash_algo": "sha512", "os_hash_value": "00",
        "architecture": "x86_64", "os_distro": import.os_distro, "os_version": import.os_version,
        "os_purpose": import.os_purpose, "hw_disk_bus": "scsi", "hw_scsi_model": "virtio-scsi",
        "hw_rng_model": "virtio", "hypervisor_type": "qemu", "image_build_date": BUILT,
        "image_original_user": import.login, "image_source": import.url,
        "image_description": "https://github.com/osism/k8s-capi-images", "replace_frequency": "monthly",
        "provided_until": "none", "uuid_validity": "last-3",
    })
}

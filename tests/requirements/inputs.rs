//! Small exports in the shapes of the APIs: records as they should be, with some keys changed.

use scs_checker::assessment::{Assessment, assess};
use scs_checker::catalogue::{Catalogue, Requirement};
use scs_checker::checks::{Finding, Options};
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::Inventory;
use scs_checker::remedy::{Command, Commands, NoRemedy, Step, remedy};
use serde_json::{Value, json};
use std::sync::LazyLock;

pub(crate) static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::embedded().unwrap());

/// The reference date.
pub(crate) const NOW: &str = "2026-11-25";

pub(crate) fn options(as_listed: bool) -> Options {
    Options { now: NOW.parse().unwrap(), as_listed }
}

pub(crate) fn read(text: &str) -> Inventory {
    read_files(&[Upload { name: "cloud.json", bytes: text.as_bytes(), kind: None }]).inventory
}

pub(crate) fn judged(inventory: &Inventory) -> Assessment<'static> {
    assess(inventory, &CATALOGUE, options(false))
}

pub(crate) fn requirement(id: &str) -> &'static Requirement {
    let mut all = CATALOGUE.requirements.iter();
    all.find(|requirement| requirement.testcase.id.as_str() == id).unwrap_or_else(|| panic!("no {id}"))
}

/// The findings of one test case or requirement.
pub(crate) fn findings(inventory: &Inventory, id: &str) -> Vec<Finding> {
    judged(inventory).outcome(id).unwrap_or_else(|| panic!("no {id}")).findings.clone()
}

/// What mends the findings of one test case or requirement, one by one.
pub(crate) fn remedies(inventory: &Inventory, id: &str) -> Vec<Result<Vec<Step>, NoRemedy>> {
    let assessment = judged(inventory);
    let (testcase, outcome) = assessment.testcase(id).unwrap();
    outcome.findings.iter().map(|finding| remedy(finding, testcase, inventory, &CATALOGUE)).collect()
}

/// The same as lines for a shell.
pub(crate) fn commands(inventory: &Inventory, id: &str) -> Vec<Result<Vec<String>, NoRemedy>> {
    let commands = Commands::new(inventory);
    let lines = |steps: &[Step]| -> Vec<String> {
        steps.iter().flat_map(|step| commands.of(step)).map(|command: Command| command.shell()).collect()
    };
    remedies(inventory, id).into_iter().map(|steps| steps.map(|steps| lines(&steps))).collect()
}

/// The record with other values under some keys; null takes the key away.
pub(crate) fn changed(mut record: Value, changes: &Value) -> Value {
    for (key, value) in changes.as_object().unwrap() {
        if value.is_null() {
            record.as_object_mut().unwrap().remove(key);
        } else {
            record[key] = value.clone();
        }
    }
    record
}

/// A public flavor.
pub(crate) fn flavor(name: &str, vcpus: u32, ram_gib: u64, disk: u64, specs: &Value) -> Value {
    json!({"id": format!("id of {name}"), "name": name, "vcpus": vcpus, "ram": ram_gib * 1024, "disk": disk,
           "OS-FLV-EXT-DATA:ephemeral": 0, "swap": 0, "rxtx_factor": 1.0, "os-flavor-access:is_public": true,
           "extra_specs": specs})
}

/// A flavor that is large enough for most names, without extra specs.
pub(crate) fn named(name: &str) -> Value {
    flavor(name, 64, 256, 1000, &json!({}))
}

pub(crate) fn flavors(list: &[Value]) -> String {
    json!({"flavors": list}).to_string()
}

/// An image that meets every requirement, with other values under some keys.
pub(crate) fn image(name: &str, changes: &Value) -> Value {
    let record = json!({
        "id": format!("id of {name}"), "name": name, "status": "active", "visibility": "public", "protected": true,
        "os_hidden": false, "owner": "72122ce96bfec66e2396d2e25225d70a", "size": 642_252_800_u64,
        "virtual_size": 3_758_096_384_u64, "disk_format": "qcow2", "container_format": "bare", "min_disk": 8,
        "min_ram": 512, "created_at": "2026-11-12T06:12:00Z", "updated_at": "2026-11-12T06:15:00Z",
        "tags": ["managed_by_us", "os:ubuntu"], "os_hash_algo": "sha512", "os_hash_value": "00",
        "architecture": "x86_64", "os_distro": "ubuntu", "os_version": "24.04", "os_purpose": "generic",
        "hw_disk_bus": "scsi", "hw_scsi_model": "virtio-scsi", "hw_rng_model": "virtio", "hypervisor_type": "qemu",
        "image_build_date": "2026-11-10", "image_original_user": "ubuntu", "image_source": NOBLE,
        "image_description": "https://ubuntu.com", "replace_frequency": "monthly", "provided_until": "2029-05-31",
        "maintained_until": "2029-05-31", "uuid_validity": "last-3",
    });
    changed(record, changes)
}

/// Where the publisher of Ubuntu 24.04 offers it.
pub(crate) const NOBLE: &str =
    "https://cloud-images.ubuntu.com/noble/current/noble-server-cloudimg-amd64.img";

pub(crate) fn ubuntu(changes: &Value) -> Value {
    image("Ubuntu 24.04", changes)
}

/// An image for nodes of Kubernetes, as it should be.
pub(crate) fn capi(name: &str, changes: &Value) -> Value {
    let own = json!({
        "os_purpose": "k8snode", "image_description": "https://github.com/osism/k8s-capi-images",
        "image_source": "https://nbg1.your-objectstorage.com/osism/openstack-k8s-capi-images/ubuntu-2404-kube-v1.33/a",
    });
    changed(image(name, &own), changes)
}

pub(crate) fn images(list: &[Value]) -> String {
    json!({"images": list}).to_string()
}

/// `openstack image list --long`: visibility and tags, and no properties.
pub(crate) fn long_list(names: &[&str]) -> String {
    let rows = names.iter().map(|name| {
        json!({"ID": format!("id of {name}"), "Name": name, "Disk Format": "raw", "Container Format": "bare",
               "Size": 3_221_225_472_u64, "Checksum": "00", "Status": "active", "Visibility": "public",
               "Protected": false, "Project": "p", "Hash Algorithm": "sha512", "Hash Value": "00", "Tags": []})
    });
    Value::Array(rows.collect()).to_string()
}

/// `openstack image list`, which tells nothing but names.
pub(crate) fn short_list(names: &[&str]) -> String {
    let row = |name: &&str| json!({"ID": format!("id of {name}"), "Name": name, "Status": "active"});
    Value::Array(names.iter().map(row).collect()).to_string()
}

pub(crate) fn volume_type(name: &str, description: &Value, specs: &Value) -> Value {
    json!({"id": format!("id of {name}"), "name": name, "is_public": true, "description": description,
           "extra_specs": specs})
}

pub(crate) fn volume_types(list: &[Value]) -> String {
    json!({"volume_types": list}).to_string()
}

/// A rule that applies in groups of both kinds, without limits.
pub(crate) fn rule(direction: &str, ethertype: &str, changes: &Value) -> Value {
    let record = json!({
        "id": format!("{direction} {ethertype} {changes}"), "direction": direction, "ethertype": ethertype,
        "protocol": null, "port_range_min": null, "port_range_max": null, "remote_ip_prefix": null,
        "remote_group_id": null, "used_in_default_sg": true, "used_in_non_default_sg": true,
    });
    changed(record, changes)
}

/// Rules for both ethertypes.
pub(crate) fn both(direction: &str, changes: &Value) -> Vec<Value> {
    ["IPv4", "IPv6"].map(|ethertype| rule(direction, ethertype, changes)).to_vec()
}

pub(crate) fn rules(list: &[Value]) -> String {
    json!({"default_security_group_rules": list}).to_string()
}

/// A service with an endpoint for each interface.
pub(crate) fn service(service_type: &str, interfaces: &[&str]) -> Value {
    let endpoint = |interface: &&str| json!({"interface": interface, "region": "R", "url": format!("https://{interface}.example.org/")});
    json!({"id": format!("id of {service_type}"), "type": service_type, "name": service_type,
           "endpoints": interfaces.iter().map(endpoint).collect::<Vec<_>>()})
}

pub(crate) fn catalog(list: &[Value]) -> String {
    json!({"catalog": list}).to_string()
}

/// Services of these types, each with a public endpoint.
pub(crate) fn services(types: &[&str]) -> String {
    catalog(&types.iter().map(|service_type| service(service_type, &["public"])).collect::<Vec<_>>())
}

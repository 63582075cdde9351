//! Definitions of what is missing, for the openstack-flavor-manager and the openstack-image-manager.

use crate::catalogue::{ImageSpec, StandardFlavor};
use crate::date::Moment;
use std::fmt::Write as _;

/// A text as YAML, which reads JSON's texts as they are.
fn text(value: &str) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Flavors in the schema of the openstack-flavor-manager. It creates what is missing and sets extra specs of what is
/// there; it changes no sizes.
pub fn flavor_definitions(flavors: &[&StandardFlavor]) -> String {
    let mut yaml = "reference:\n  - field: public\n    default: true\n".to_owned();
    // Both lists are written, since the tool insists on the first and takes the second only when told to.
    for (key, is_mandatory) in [("mandatory", true), ("recommended", false)] {
        let of_list = || flavors.iter().filter(move |flavor| flavor.is_mandatory == is_mandatory);
        if of_list().next().is_none() {
            // Writing to a string cannot fail.
            let _ = writeln!(yaml, "{key}: []");
            continue;
        }
        let _ = writeln!(yaml, "{key}:");
        for flavor in of_list() {
            let StandardFlavor { name, cpus, ram_mib, disk_gb, .. } = flavor;
            let _ = write!(yaml, "  - name: {}\n    cpus: {cpus}\n    ram: {ram_mib}\n", text(name));
            if *disk_gb > 0 {
                let _ = writeln!(yaml, "    disk: {disk_gb}");
            }
            for (key, value) in &flavor.extra_specs {
                let _ = writeln!(yaml, "    {}: {}", text(key), text(value));
            }
        }
    }
    yaml
}

/// Images in the schema of the openstack-image-manager, as far as their publishers' addresses are known. The day of the
/// build is set to `day`, for the newest build has to be looked up.
pub fn image_definitions(images: &[&ImageSpec], day: Moment) -> String {
    if images.iter().all(|spec| spec.import.is_none()) {
        // A key without value would be null, which is no list.
        return "images: []\n".to_owned();
    }
    let mut yaml = "images:\n".to_owned();
    for spec in images {
        let Some(import) = &spec.import else { continue };
        let date = day.date();
        let version = import.version.as_ref().map_or_else(|| date.replace('-', ""), ToString::to_string);
        // With a version in the name each image has a name of its own, else the newest has the plain one.
        let is_multi = import.version.is_none();
        let separator = spec
            .scheme
            .as_ref()
            .map(|scheme| if scheme.is_match(&format!("{}-{version}", spec.name)) { "-" } else { " " });
        let format = if import.url.ends_with(".img") {
            "qcow2"
        } else {
            import.url.rsplit('.').next().unwrap_or("qcow2")
        };
        let provided_until = match import.provided_until.as_ref() {
            "none" => text("none"),
            // A date must not be quoted.
            date => date.to_owned(),
        };
        let _ = write!(
            yaml,
            "  - name: {}\n    enable: false\n    format: {format}\n    login: {}\n    min_disk: 20\n    min_ram: 1024\n    \
             status: active\n    visibility: public\n    multi: {is_multi}\n",
            text(&spec.name),
            text(&import.login),
        );
        if let Some(separator) = separator {
            let _ = writeln!(yaml, "    separator: {}", text(separator));
        }
        let _ = write!(
            yaml,
            "    tags: []\n    meta:\n      architecture: x86_64\n      hw_disk_bus: scsi\n      hw_scsi_model: \
             virtio-scsi\n      hypervisor_type: qemu\n      os_distro: {}\n      os_version: {}\n      os_purpose: {}\n      \
             replace_frequency: {}\n      uuid_validity: {}\n      provided_until: {provided_until}\n    versions:\n      - \
             version: {}\n        url: {}\n        build_date: {date}\n        hidden: false\n",
            text(&import.os_distro),
            text(&import.os_version),
            text(&import.os_purpose),
            if is_multi { "monthly" } else { "never" },
            text(if is_multi { "last-3" } else { "none" }),
            text(&version),
            text(&import.url),
        );
    }
    yaml
}

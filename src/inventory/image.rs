//! A Glance image.

use super::provenance::{agree, agree_properties};
use super::{Contradiction, Identity, Kind, Properties, Record, Value};

/// A Glance image. A field is `None` where the record has no such key.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Who it is, and where it was read.
    pub identity: Identity,
    /// `public`, `community`, `shared` or `private`.
    pub visibility: Option<Value>,
    /// `active`, `queued`, …
    pub status: Option<Value>,
    /// The id of the project that owns the image.
    pub owner: Option<Value>,
    /// Whether the image is protected from deletion.
    pub protected: Option<Value>,
    /// Tags, in the order of the export.
    pub tags: Vec<Box<str>>,
    /// Whether the image is left out of listings.
    pub os_hidden: Option<Value>,
    /// The least root disk, in GiB.
    pub min_disk_gib: Option<Value>,
    /// The least RAM, in MiB.
    pub min_ram_mib: Option<Value>,
    /// The size of the data, in bytes; null while there is none.
    pub size_bytes: Option<Value>,
    /// When the image was registered, as RFC 3339 text.
    pub created_at: Option<Value>,
    /// The algorithm of the hash of the data.
    pub os_hash_algo: Option<Value>,
    /// Everything else that describes the image, from `architecture` to `uuid_validity`, wherever the format
    /// keeps it; `None` where the format has no room for it.
    pub properties: Option<Properties>,
    /// Whether the image carries any key that the image service does not declare (standards digest 2.3): without
    /// one, the official suite finds no properties at all.
    pub has_custom_properties: bool,
}

/// Keys of an image that the official suite's client library keeps as attributes; every other key makes up the
/// image's custom properties (standards digest 2.2). Sorted.
const DECLARED_KEYS: &[&str] = &[
    "architecture",
    "auto_disk_config",
    "checksum",
    "container_format",
    "created_at",
    "direct_url",
    "disk_format",
    "file",
    "has_auto_disk_config",
    "hash_algo",
    "hash_value",
    "hw_boot_menu",
    "hw_cpu_cores",
    "hw_cpu_policy",
    "hw_cpu_sockets",
    "hw_cpu_thread_policy",
    "hw_cpu_threads",
    "hw_disk_bus",
    "hw_machine_type",
    "hw_qemu_guest_agent",
    "hw_rng_model",
    "hw_scsi_model",
    "hw_serial_port_count",
    "hw_video_model",
    "hw_video_ram",
    "hw_vif_model",
    "hw_vif_multiqueue_enabled",
    "hw_watchdog_action",
    "hypervisor_type",
    "id",
    "img_config_drive",
    "instance_type_rxtx_factor",
    "instance_uuid",
    "is_hidden",
    "is_hw_boot_menu_enabled",
    "is_hw_vif_multiqueue_enabled",
    "is_protected",
    "kernel_id",
    "locations",
    "metadata",
    "min_disk",
    "min_ram",
    "name",
    "needs_config_drive",
    "needs_secure_boot",
    "os_admin_user",
    "os_command_line",
    "os_distro",
    "os_hash_algo",
    "os_hash_value",
    "os_hidden",
    "os_require_quiesce",
    "os_secure_boot",
    "os_shutdown_timeout",
    "os_type",
    "os_version",
    "owner",
    "owner_id",
    "protected",
    "ramdisk_id",
    "schema",
    "self",
    "size",
    "status",
    "store",
    "tags",
    "updated_at",
    "url",
    "virtual_size",
    "visibility",
    "vm_mode",
    "vmware_adaptertype",
    "vmware_ostype",
];

/// Names of image properties, or keys of other records, that the official suite's client library takes for
/// arguments of its own: it stumbles over them, and every test case that reads such a list aborts.
pub const RESERVED_KEYS: [&str; 4] = ["_synchronized", "cls", "connection", "microversion"];

impl Image {
    /// Whether the image service declares the key. Every other key is a custom property.
    pub fn is_declared_key(key: &str) -> bool {
        DECLARED_KEYS.binary_search(&key).is_ok()
    }

    /// A property, or a declared key that is no field of its own here.
    pub fn property(&self, name: &str) -> Option<&Value> {
        self.properties.as_ref()?.get(name)
    }
}

impl Record for Image {
    const KIND: Kind = Kind::Image;

    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn merged_with(&self, other: &Image) -> Result<Image, Contradiction> {
        Ok(Image {
            identity: self.identity.merged_with(&other.identity)?,
            visibility: agree(self.visibility.as_ref(), other.visibility.as_ref())?,
            status: agree(self.status.as_ref(), other.status.as_ref())?,
            owner: agree(self.owner.as_ref(), other.owner.as_ref())?,
            protected: agree(self.protected.as_ref(), other.protected.as_ref())?,
            tags: if self.tags.is_empty() { other.tags.clone() } else { self.tags.clone() },
            os_hidden: agree(self.os_hidden.as_ref(), other.os_hidden.as_ref())?,
            min_disk_gib: agree(self.min_disk_gib.as_ref(), other.min_disk_gib.as_ref())?,
            min_ram_mib: agree(self.min_ram_mib.as_ref(), other.min_ram_mib.as_ref())?,
            size_bytes: agree(self.size_bytes.as_ref(), other.size_bytes.as_ref())?,
            created_at: agree(self.created_at.as_ref(), other.created_at.as_ref())?,
            os_hash_algo: agree(self.os_hash_algo.as_ref(), other.os_hash_algo.as_ref())?,
            properties: agree_properties(self.properties.as_ref(), other.properties.as_ref())?,
            has_custom_properties: self.has_custom_properties || other.has_custom_properties,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_keys_are_sorted() {
        assert!(DECLARED_KEYS.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(Image::is_declared_key("architecture") && !Image::is_declared_key("os_purpose"));
    }
}

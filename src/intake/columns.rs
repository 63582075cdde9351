//! The one list of column titles and key names that the clients and APIs use for the fields we read.

use super::decode::{is_blank, is_invisible};
use crate::inventory::{Field, Kind};

/// What a key or column title stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Name,
    Vcpus,
    Ram,
    Disk,
    Ephemeral,
    Swap,
    RxtxFactor,
    /// `os-flavor-access:is_public`, which goes before `is_public` in a flavor.
    FlavorIsPublic,
    IsPublic,
    /// `os-volume-type-access:is_public`, which goes after `is_public` in a volume type.
    VolumeTypeIsPublic,
    ExtraSpecs,
    Properties,
    Description,
    Visibility,
    OsHidden,
    /// openstacksdk's name for `os_hidden`; in an answer of Glance, a property.
    IsHidden,
    MinDisk,
    MinRam,
    Size,
    CreatedAt,
    OsHashAlgo,
    Status,
    Owner,
    Protected,
    Tags,
    DiskFormat,
    ContainerFormat,
    Direction,
    Ethertype,
    RemoteIpPrefix,
    /// The client's list prints "none" and "any" alike in this column.
    IpRange,
    RemoteGroupId,
    Protocol,
    PortRangeMin,
    PortRangeMax,
    /// The client's list prints both ends in this column.
    PortRange,
    UsedInDefaultSg,
    UsedInNonDefaultSg,
    /// The type of a catalog entry, a volume type's no more than an image's.
    Type,
    ServiceType,
    ServiceName,
    Endpoints,
    /// Of a list of endpoints, the one that the record is.
    Interface,
    Url,
    /// A property of an image to us, and a number.
    VirtualSize,
    /// Only `show` prints whom a flavor or volume type is shared with.
    AccessProjectIds,
    /// openstacksdk's note of where an object came from.
    Location,
    /// A link to the next page.
    Next,
    /// The address that the first page was asked from.
    First,
    /// Only definitions of the flavor manager and of the image manager have it.
    Definition,
    /// The message of an API that answered with an error.
    ApiError,
    /// Holds records; of which kind, [`kind_of_container`] tells.
    Container,
    /// An id under another name, where there is no `id`.
    OtherId,
    /// Terraform's name for `os_hidden`.
    Hidden,
    /// The name of a quota in a table.
    Quota,
    /// The limit of a quota.
    Limit,
    /// What is used of a quota; above them all, Glance's quotas.
    Usage,
    /// One of Glance's quotas.
    ImageQuota,
    /// Only states and plans of Terraform have it.
    TerraformVersion,
    /// What Terraform plans, at the top of its document.
    TerraformPlan,
    /// Of no use in Terraform; elsewhere a key like any other.
    TerraformOnly,
    /// Whether a service is in use.
    Enabled,
    /// Only resources that are none of ours have it, like servers or volumes.
    Foreign,
    /// A column of lists at which no test case looks.
    NotJudged,
    /// Known, and of no use to any check; its value is skipped unread.
    Skipped,
}

/// What a value of a column is in formats that print everything as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Printed {
    /// It stays as it is.
    AsIs,
    /// A text, or the word for null.
    Text,
    /// A number, or the word for null.
    Number,
    /// `True`, `False`, or the word for null.
    Boolean,
}

impl Column {
    /// What values of the column are where everything is printed as text.
    pub(super) fn printed(self) -> Printed {
        match self {
            Column::Vcpus
            | Column::Ram
            | Column::Disk
            | Column::Ephemeral
            | Column::Swap
            | Column::RxtxFactor
            | Column::MinDisk
            | Column::MinRam
            | Column::Size
            | Column::VirtualSize
            | Column::PortRangeMin
            | Column::PortRangeMax
            | Column::Limit
            | Column::Usage => Printed::Number,
            Column::FlavorIsPublic
            | Column::IsPublic
            | Column::VolumeTypeIsPublic
            | Column::OsHidden
            | Column::Protected
            | Column::Enabled
            | Column::UsedInDefaultSg
            | Column::UsedInNonDefaultSg => Printed::Boolean,
            Column::Name
            | Column::Description
            | Column::CreatedAt
            | Column::OsHashAlgo
            | Column::RemoteIpPrefix
            | Column::IpRange
            | Column::Protocol
            | Column::RemoteGroupId => Printed::Text,
            Column::Id
            | Column::ExtraSpecs
            | Column::Properties
            | Column::Visibility
            | Column::IsHidden
            | Column::Status
            | Column::Owner
            | Column::Tags
            | Column::DiskFormat
            | Column::ContainerFormat
            | Column::Direction
            | Column::Ethertype
            | Column::Type
            | Column::ServiceType
            | Column::ServiceName
            | Column::Endpoints
            | Column::Interface
            | Column::Url
            | Column::PortRange
            | Column::AccessProjectIds
            | Column::Location
            | Column::Next
            | Column::First
            | Column::Definition
            | Column::ApiError
            | Column::Container
            | Column::OtherId
            | Column::Hidden
            | Column::Quota
            | Column::ImageQuota
            | Column::TerraformVersion
            | Column::TerraformPlan
            | Column::TerraformOnly
            | Column::Foreign
            | Column::NotJudged
            | Column::Skipped => Printed::AsIs,
        }
    }

    /// The field of a record that a number or truth value in the column is, if some check reads it.
    pub(super) fn field(self) -> Option<Field> {
        const FIELDS: [(Column, Field); 15] = [
            (Column::Vcpus, Field::Vcpus),
            (Column::Ram, Field::Ram),
            (Column::Disk, Field::Disk),
            (Column::FlavorIsPublic, Field::IsPublic),
            (Column::IsPublic, Field::IsPublic),
            (Column::VolumeTypeIsPublic, Field::IsPublic),
            (Column::OsHidden, Field::OsHidden),
            (Column::MinDisk, Field::MinDisk),
            (Column::MinRam, Field::MinRam),
            (Column::Size, Field::Size),
            (Column::UsedInDefaultSg, Field::UsedIn),
            (Column::UsedInNonDefaultSg, Field::UsedIn),
            (Column::PortRangeMin, Field::Protocol),
            (Column::PortRangeMax, Field::Protocol),
            (Column::Limit, Field::Limit),
        ];
        FIELDS.into_iter().find(|(column, _)| *column == self).map(|(_, field)| field)
    }
}

/// Names in normalised spelling (lower case, `_` for blanks and dashes), sorted.
const COLUMNS: &[(&str, Column)] = &[
    ("access_project_ids", Column::AccessProjectIds),
    ("addresses", Column::Foreign),
    ("agent_type", Column::Foreign),
    ("attached_to", Column::Foreign),
    ("badrequest", Column::ApiError),
    ("binary", Column::Foreign),
    ("catalog", Column::Container),
    ("checksum", Column::Skipped),
    ("computefault", Column::ApiError),
    ("configuration", Column::TerraformPlan),
    ("container_format", Column::ContainerFormat),
    ("cpus", Column::Vcpus),
    ("created_at", Column::CreatedAt),
    ("default_security_group_rule", Column::Container),
    ("default_security_group_rules", Column::Container),
    ("description", Column::Description),
    ("direct_url", Column::Skipped),
    ("direction", Column::Direction),
    ("disk", Column::Disk),
    ("disk_format", Column::DiskFormat),
    ("enabled", Column::Enabled),
    ("endpoints", Column::Endpoints),
    ("ephemeral", Column::Ephemeral),
    ("error", Column::ApiError),
    ("ether_type", Column::Ethertype),
    ("ethertype", Column::Ethertype),
    ("extra_specs", Column::ExtraSpecs),
    ("file", Column::Skipped),
    ("fingerprint", Column::Foreign),
    ("first", Column::First),
    ("flavor", Column::Container),
    ("flavor_id", Column::OtherId),
    ("flavor_profile_id", Column::Foreign),
    ("flavors", Column::Container),
    ("flavors_links", Column::Next),
    ("forbidden", Column::ApiError),
    ("format_version", Column::TerraformVersion),
    ("group_specs", Column::Foreign),
    ("hash_algo", Column::OsHashAlgo),
    ("hash_algorithm", Column::OsHashAlgo),
    ("hash_value", Column::Skipped),
    ("hidden", Column::Hidden),
    ("hostid", Column::Foreign),
    ("hypervisor_hostname", Column::Foreign),
    ("hypervisor_type", Column::Foreign),
    ("id", Column::Id),
    ("image", Column::Container),
    ("image_count_total", Column::ImageQuota),
    ("image_count_uploading", Column::ImageQuota),
    ("image_id", Column::OtherId),
    ("image_properties", Column::Foreign),
    ("image_size_total", Column::ImageQuota),
    ("image_stage_total", Column::ImageQuota),
    ("images", Column::Container),
    ("interface", Column::Interface),
    ("ip_protocol", Column::Protocol),
    ("ip_range", Column::IpRange),
    ("is_hidden", Column::IsHidden),
    ("is_public", Column::IsPublic),
    ("itemnotfound", Column::ApiError),
    ("limit", Column::Limit),
    ("links", Column::Skipped),
    ("location", Column::Location),
    ("locations", Column::Skipped),
    ("mac_address", Column::Foreign),
    ("mandatory", Column::Definition),
    ("memory_mb", Column::Ram),
    ("memory_mib", Column::Ram),
    ("metadata", Column::Skipped),
    ("min_disk", Column::MinDisk),
    ("min_disk_gb", Column::MinDisk),
    ("min_disk_gigabytes", Column::MinDisk),
    ("min_microversion", Column::Foreign),
    ("min_ram", Column::MinRam),
    ("min_ram_mb", Column::MinRam),
    ("min_ram_megabytes", Column::MinRam),
    ("multi", Column::Definition),
    ("name", Column::Name),
    ("namespace", Column::Foreign),
    ("neutronerror", Column::ApiError),
    ("next", Column::Next),
    ("os_flavor_access:is_public", Column::FlavorIsPublic),
    ("os_flavor_access_is_public", Column::FlavorIsPublic),
    ("os_flv_ext_data:ephemeral", Column::Ephemeral),
    ("os_flv_ext_data_ephemeral", Column::Ephemeral),
    ("os_hash_algo", Column::OsHashAlgo),
    ("os_hash_value", Column::Skipped),
    ("os_hidden", Column::OsHidden),
    ("os_volume_type_access:is_public", Column::VolumeTypeIsPublic),
    ("os_volume_type_access_is_public", Column::VolumeTypeIsPublic),
    ("output_changes", Column::TerraformPlan),
    ("outputs", Column::TerraformOnly),
    ("owner", Column::Owner),
    ("planned_values", Column::TerraformPlan),
    ("port_range", Column::PortRange),
    ("port_range_max", Column::PortRangeMax),
    ("port_range_min", Column::PortRangeMin),
    ("power_state", Column::Foreign),
    ("properties", Column::Properties),
    ("protected", Column::Protected),
    ("protocol", Column::Protocol),
    ("provisioning_status", Column::Foreign),
    ("public_key", Column::Foreign),
    ("quota", Column::Quota),
    ("ram", Column::Ram),
    ("remote_group_id", Column::RemoteGroupId),
    ("remote_ip_prefix", Column::RemoteIpPrefix),
    ("remote_security_group", Column::RemoteGroupId),
    ("required_extra_specs", Column::Foreign),
    ("resource", Column::NotJudged),
    ("resource_changes", Column::TerraformPlan),
    ("resource_drift", Column::TerraformPlan),
    ("root_gb", Column::Disk),
    ("rx_tx_factor", Column::RxtxFactor),
    ("rxtx_factor", Column::RxtxFactor),
    ("schema", Column::Skipped),
    ("self", Column::Skipped),
    ("sensitive_values", Column::TerraformOnly),
    ("service_name", Column::ServiceName),
    ("service_profiles", Column::Foreign),
    ("service_type", Column::ServiceType),
    ("servicecatalog", Column::Container),
    ("services", Column::Container),
    ("share_proto", Column::Foreign),
    ("share_type", Column::Foreign),
    ("share_type_access:is_public", Column::Foreign),
    ("size", Column::Size),
    ("size_bytes", Column::Size),
    ("stack_name", Column::Foreign),
    ("status", Column::Status),
    ("store", Column::Skipped),
    ("swap", Column::Swap),
    ("tags", Column::Tags),
    ("terraform_version", Column::TerraformVersion),
    ("type", Column::Type),
    ("unauthorized", Column::ApiError),
    ("url", Column::Url),
    ("usage", Column::Usage),
    ("used_in_custom_security_group", Column::UsedInNonDefaultSg),
    ("used_in_default_non_sg", Column::UsedInNonDefaultSg),
    ("used_in_default_security_group", Column::UsedInDefaultSg),
    ("used_in_default_sg", Column::UsedInDefaultSg),
    ("used_in_non_default_sg", Column::UsedInNonDefaultSg),
    ("value", Column::NotJudged),
    ("vcpus", Column::Vcpus),
    ("vip_address", Column::Foreign),
    ("virtual_size", Column::VirtualSize),
    ("visibility", Column::Visibility),
    ("vm_state", Column::Foreign),
    ("volume_image_metadata", Column::Foreign),
    ("volume_type", Column::Container),
    ("volume_type_links", Column::Next),
    ("volume_types", Column::Container),
];

/// The kind of the records that stand under the name.
pub(super) fn kind_of_container(name: &str) -> Option<Kind> {
    match name {
        "flavor" | "flavors" => Some(Kind::Flavor),
        "image" | "images" => Some(Kind::Image),
        "volume_type" | "volume_types" => Some(Kind::VolumeType),
        "default_security_group_rule" | "default_security_group_rules" => Some(Kind::SecurityGroupRule),
        "catalog" | "serviceCatalog" | "services" => Some(Kind::Service),
        "usage" => Some(Kind::ImageUsage),
        _ => None,
    }
}

/// A set of columns.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ColumnSet(u128);

impl ColumnSet {
    pub(super) fn insert(&mut self, column: Column) {
        self.0 |= 1 << column as u64;
    }

    pub(super) fn contains(self, column: Column) -> bool {
        self.0 & (1 << column as u64) != 0
    }
}

/// What a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Spelled as APIs and `show` spell it.
    Key(&'static str, Column),
    /// Spelled as a column title of the client's lists.
    Title(Column),
}

/// The column that a title of a list stands for.
pub(super) fn column_of(title: &str) -> Option<Column> {
    match meaning(title)? {
        Meaning::Key(_, column) | Meaning::Title(column) => Some(column),
    }
}

/// The title that a person or a program probably meant: one of ours with a letter or two that differ.
pub(super) fn nearly_a_column(title: &str) -> Option<&'static str> {
    /// What people look for, in the client's spelling.
    const TITLES: [&str; 12] = [
        "Name",
        "VCPUs",
        "RAM",
        "Disk",
        "Is Public",
        "Properties",
        "Description",
        "Visibility",
        "Ethertype",
        "Direction",
        "Endpoints",
        "extra_specs",
    ];
    if title.len() > 20 || column_of(title).is_some() {
        return None;
    }
    let found = normalised(title);
    TITLES.into_iter().find(|meant| {
        let most = if meant.len() > 5 { 2 } else { 1 };
        // `RAM (MiB)`, but not `Stack Name`.
        let mut words =
            found.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let is_word = words.next() == Some(normalised(meant).as_str())
            && words.all(|word| matches!(word, "mb" | "mib" | "gb" | "gib"));
        is_word || (found.len() > 3 && strsim::osa_distance(&found, &normalised(meant)) <= most)
    })
}

/// What the key stands for; `None` for a key that no check reads.
pub(super) fn meaning(key: &str) -> Option<Meaning> {
    let find = |key: &str| {
        COLUMNS.binary_search_by(|(name, _)| (*name).cmp(key)).ok().and_then(|at| COLUMNS.get(at))
    };
    if let Some((name, column)) = find(key) {
        return Some(Meaning::Key(name, *column));
    }
    // Titles and the keys of API extensions are few; most keys never get here with one of these characters.
    let is_special = |byte: u8| byte.is_ascii_uppercase() || matches!(byte, b' ' | b'-' | 0x80..);
    let spelled_otherwise = key.bytes().any(is_special);
    if !spelled_otherwise {
        return None;
    }
    // Programs in Go write `ExtraSpecs` for `extra_specs`.
    let squeezed = |name: &str| name.chars().filter(|letter| *letter != '_').collect::<String>();
    let normalised = normalised(key);
    let (name, column) =
        find(&normalised).or_else(|| COLUMNS.iter().find(|(name, _)| squeezed(name) == normalised))?;
    Some(if key.contains(':') { Meaning::Key(name, *column) } else { Meaning::Title(*column) })
}

fn normalised(key: &str) -> String {
    key.trim_matches(is_blank)
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .map(|letter| match letter {
            ' ' | '-' | '\u{a0}' => '_',
            other => other.to_ascii_lowercase(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses() {
        let cases = [
            ("Propertis", Some("Properties")),
            ("VCPU", Some("VCPUs")),
            ("RAM (MiB)", Some("RAM")),
            ("Disk [GB]", Some("Disk")),
            ("RAM", None),
            ("Color", None),
            ("Id2", None),
        ];
        for (title, meant) in cases {
            assert_eq!(nearly_a_column(title), meant, "{title}");
        }
    }

    #[test]
    fn tables_are_sorted_and_normalised() {
        assert!(COLUMNS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(COLUMNS.iter().all(|(name, _)| normalised(name) == *name));
        assert!((Column::Skipped as u64) < 128, "a set of columns has 128 bits");
    }

    #[test]
    fn titles_and_keys_of_one_field_are_one_column() {
        assert_eq!(meaning("id"), Some(Meaning::Key("id", Column::Id)));
        assert_eq!(meaning("ID"), Some(Meaning::Title(Column::Id)));
        for key in ["os-flavor-access:is_public", "OS-FLAVOR-ACCESS:is_public"] {
            assert!(matches!(meaning(key), Some(Meaning::Key(_, Column::FlavorIsPublic))), "{key}");
        }
        assert_eq!(
            meaning("Used in custom Security Group"),
            Some(Meaning::Title(Column::UsedInNonDefaultSg))
        );
        assert_eq!(meaning("os_purpose"), None);
    }
}

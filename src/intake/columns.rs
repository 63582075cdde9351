//! The one list of column titles and key names that the clients and APIs use for the fields we read.

use crate::inventory::Kind;

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
    UsedInDefaultSg,
    UsedInNonDefaultSg,
    /// The type of a catalog entry, a volume type's no more than an image's.
    Type,
    ServiceType,
    ServiceName,
    Endpoints,
    /// Only `show` prints whom a flavor or volume type is shared with.
    AccessProjectIds,
    /// openstacksdk's note of where an object came from.
    Location,
    /// A link to the next page.
    Next,
    /// The address that the first page was asked from.
    First,
    /// Definition files and Terraform state, which are not read yet.
    Definition,
    /// The message of an API that answered with an error.
    ApiError,
    /// Holds records; of which kind, [`kind_of_container`] tells.
    Container,
    /// Known, and of no use to any check; its value is skipped unread.
    Skipped,
}

/// Names in normalised spelling (lower case, `_` for blanks and dashes), sorted.
const COLUMNS: &[(&str, Column)] = &[
    ("access_project_ids", Column::AccessProjectIds),
    ("catalog", Column::Container),
    ("checksum", Column::Skipped),
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
    ("endpoints", Column::Endpoints),
    ("ephemeral", Column::Ephemeral),
    ("error", Column::ApiError),
    ("ether_type", Column::Ethertype),
    ("ethertype", Column::Ethertype),
    ("extra_specs", Column::ExtraSpecs),
    ("file", Column::Skipped),
    ("first", Column::First),
    ("flavor", Column::Container),
    ("flavors", Column::Container),
    ("flavors_links", Column::Next),
    ("forbidden", Column::ApiError),
    ("hash_algo", Column::OsHashAlgo),
    ("hash_algorithm", Column::OsHashAlgo),
    ("hash_value", Column::Skipped),
    ("id", Column::Id),
    ("image", Column::Container),
    ("images", Column::Container),
    ("ip_range", Column::IpRange),
    ("is_hidden", Column::IsHidden),
    ("is_public", Column::IsPublic),
    ("itemnotfound", Column::ApiError),
    ("links", Column::Skipped),
    ("location", Column::Location),
    ("locations", Column::Skipped),
    ("mandatory", Column::Definition),
    ("memory_mb", Column::Ram),
    ("memory_mib", Column::Ram),
    ("metadata", Column::Skipped),
    ("min_disk", Column::MinDisk),
    ("min_ram", Column::MinRam),
    ("multi", Column::Definition),
    ("name", Column::Name),
    ("next", Column::Next),
    ("os_flavor_access:is_public", Column::FlavorIsPublic),
    ("os_flv_ext_data:ephemeral", Column::Ephemeral),
    ("os_hash_algo", Column::OsHashAlgo),
    ("os_hash_value", Column::Skipped),
    ("os_hidden", Column::OsHidden),
    ("os_volume_type_access:is_public", Column::VolumeTypeIsPublic),
    ("owner", Column::Owner),
    ("planned_values", Column::Definition),
    ("properties", Column::Properties),
    ("protected", Column::Protected),
    ("provider_name", Column::Definition),
    ("ram", Column::Ram),
    ("remote_group_id", Column::RemoteGroupId),
    ("remote_ip_prefix", Column::RemoteIpPrefix),
    ("remote_security_group", Column::RemoteGroupId),
    ("root_gb", Column::Disk),
    ("rxtx_factor", Column::RxtxFactor),
    ("schema", Column::Skipped),
    ("self", Column::Skipped),
    ("service_name", Column::ServiceName),
    ("service_type", Column::ServiceType),
    ("size", Column::Size),
    ("status", Column::Status),
    ("store", Column::Skipped),
    ("swap", Column::Swap),
    ("tags", Column::Tags),
    ("terraform_version", Column::Definition),
    ("type", Column::Type),
    ("url", Column::Skipped),
    ("used_in_custom_security_group", Column::UsedInNonDefaultSg),
    ("used_in_default_non_sg", Column::UsedInNonDefaultSg),
    ("used_in_default_security_group", Column::UsedInDefaultSg),
    ("used_in_default_sg", Column::UsedInDefaultSg),
    ("used_in_non_default_sg", Column::UsedInNonDefaultSg),
    ("vcpus", Column::Vcpus),
    ("visibility", Column::Visibility),
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
        "catalog" => Some(Kind::Service),
        _ => None,
    }
}

/// A set of columns.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ColumnSet(u64);

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

/// What the key stands for; `None` for a key that no check reads.
pub(super) fn meaning(key: &str) -> Option<Meaning> {
    let find = |key: &str| {
        COLUMNS.binary_search_by(|(name, _)| (*name).cmp(key)).ok().and_then(|at| COLUMNS.get(at))
    };
    if let Some((name, column)) = find(key) {
        return Some(Meaning::Key(name, *column));
    }
    // Titles and the keys of API extensions are few; most keys never get here with one of these characters.
    let spelled_otherwise = key.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b' ' || byte == b'-');
    let (name, column) = find(&normalised(key)).filter(|_| spelled_otherwise)?;
    Some(if key.contains(':') { Meaning::Key(name, *column) } else { Meaning::Title(*column) })
}

fn normalised(key: &str) -> String {
    key.chars()
        .map(|letter| match letter {
            ' ' | '-' => '_',
            other => other.to_ascii_lowercase(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_normalised() {
        assert!(COLUMNS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(COLUMNS.iter().all(|(name, _)| normalised(name) == *name));
        assert!((Column::Skipped as u64) < 64, "a set of columns has 64 bits");
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

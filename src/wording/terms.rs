//! Words for kinds, forms, fields and the like.

use super::quote::code;
use crate::catalogue::{Demand, Level, Target, Validity};
use crate::checks::LeftOut;
use crate::date::{DateError, Moment};
use crate::inventory::{Field, Form, Format, Kind, PartialReason};

/// "flavor".
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Flavor => "flavor",
        Kind::Image => "image",
        Kind::VolumeType => "volume type",
        Kind::SecurityGroupRule => "default security group rule",
        Kind::Service => "service",
        Kind::ImageUsage => "image quota",
    }
}

/// "flavors".
pub fn kind_plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Flavor => "flavors",
        Kind::Image => "images",
        Kind::VolumeType => "volume types",
        Kind::SecurityGroupRule => "default security group rules",
        Kind::Service => "services",
        Kind::ImageUsage => "image quotas",
    }
}

/// "the flavors", "the service catalog": what a person adds.
pub(super) fn list_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Flavor => "the flavors",
        Kind::Image => "the images",
        Kind::VolumeType => "the volume types",
        Kind::SecurityGroupRule => "the default security group rules",
        Kind::Service => "the service catalog",
        Kind::ImageUsage => "the image quotas",
    }
}

/// "required", "advice": what asks for something.
pub fn demand_name(demand: Demand) -> &'static str {
    match demand {
        Demand::TestCase(Target::Main) => "required",
        Demand::TestCase(Target::Recommended) => "recommended",
        Demand::TestCase(Target::Preview) => "manual check",
        Demand::Text(Level::Must) => "required by the text",
        Demand::Text(Level::Should) => "recommended by the text",
        Demand::Text(Level::Hint) => "advice",
        Demand::Text(Level::Preview) => "required by a draft",
    }
}

/// "1 flavor", "12 flavors".
pub fn count_of(count: usize, kind: Kind) -> String {
    format!("{count} {}", if count == 1 { kind_name(kind) } else { kind_plural(kind) })
}

/// What printed a list.
pub fn form_name(form: Form, kind: Kind) -> &'static str {
    match (form, kind) {
        (Form::ClientList, _) => "OpenStack client, list",
        (Form::ClientShow, _) => "OpenStack client, show",
        (Form::Api, Kind::Flavor) => "Nova API",
        (Form::Api, Kind::Image | Kind::ImageUsage) => "Glance API",
        (Form::Api, Kind::VolumeType) => "Cinder API",
        (Form::Api, Kind::SecurityGroupRule) => "Neutron API",
        (Form::Api, Kind::Service) => "Keystone API",
        (Form::Sdk, _) => "openstacksdk",
        (Form::Terraform, _) => "Terraform state",
        (Form::FlavorManager, _) => "flavor manager, definitions",
        (Form::ImageManager, _) => "image manager, definitions",
    }
}

/// What printed a list, and how it is written: "OpenStack client, list · JSON".
pub fn source_text(form: Form, format: Format, kind: Kind) -> String {
    format!("{}, {}", form_name(form, kind), format_name(format))
}

/// How a list is written.
pub fn format_name(format: Format) -> &'static str {
    match format {
        Format::Json => "JSON",
        Format::Yaml => "YAML",
        Format::Csv => "CSV",
        Format::Table => "table",
        Format::Values => "values",
        Format::Shell => "shell variables",
        Format::Python => "Python literal",
    }
}

/// The name of a field as people know it from the API.
pub fn field_name(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Vcpus => "vcpus",
        Field::Ram => "ram",
        Field::Disk => "disk",
        Field::ExtraSpecs => "extra_specs",
        Field::IsPublic => "is_public",
        Field::Visibility => "visibility",
        Field::OsHidden => "os_hidden",
        Field::MinDisk => "min_disk",
        Field::MinRam => "min_ram",
        Field::Size => "size",
        Field::CreatedAt => "created_at",
        Field::OsHashAlgo => "os_hash_algo",
        Field::Properties => "properties",
        Field::Tags => "tags",
        Field::Description => "description",
        Field::RemoteIpPrefix => "remote_ip_prefix",
        Field::UsedIn => "used_in_default_sg",
        Field::Protocol => "protocol",
        Field::Endpoints => "endpoints",
        Field::Limit => "limit",
        Field::VirtualSize => "virtual_size",
    }
}

/// Why a list may lack records, a sentence.
pub fn partial_text(reason: PartialReason) -> &'static str {
    match reason {
        PartialReason::LoneRecord => "Only a single record was supplied, not a list.",
        PartialReason::NextPage => "The last page names a next one, which was not supplied.",
        PartialReason::CutOff => "The file ends, or stops being readable, before the list does.",
        PartialReason::Filtered => "The list was requested with a filter.",
        PartialReason::Unread => "Some of its items could not be read.",
        PartialReason::ManagedOnly => "A state of Terraform holds only what Terraform manages.",
    }
}

/// How to get the records that a list lacks, a sentence.
pub(super) fn partial_advice(reason: PartialReason) -> &'static str {
    match reason {
        PartialReason::LoneRecord => "Add the whole list.",
        PartialReason::NextPage => "Add the remaining pages, too.",
        PartialReason::CutOff => "Export the list again, straight into a file.",
        PartialReason::Filtered => "Export the list again without the filter.",
        PartialReason::Unread => "Export the list again, with all fields.",
        PartialReason::ManagedOnly => "Add an export from the cloud itself.",
    }
}

/// What a version's validity means, a sentence.
pub fn validity_text(validity: Validity) -> &'static str {
    match validity {
        Validity::Effective => "Clouds are certified for this version.",
        Validity::Warn => "Clouds are still certified for this version, but not for much longer.",
        Validity::Draft => {
            "This version is a draft, which may still change; clouds are not certified for it."
        }
        Validity::Deprecated => "Clouds are no longer certified for this version.",
    }
}

/// Why records were not judged, a sentence.
pub fn left_out_text(count: usize, kind: Kind, why: LeftOut) -> String {
    let (word, was) = if count == 1 { (kind_name(kind), "was") } else { (kind_plural(kind), "were") };
    match why {
        LeftOut::Hidden => {
            format!("{count} hidden {word} {was} not judged: ordinary listings leave out what is hidden.")
        }
        LeftOut::Private => {
            format!("{count} private {word} {was} not judged: ordinary accounts do not see what is private.")
        }
        LeftOut::NotForEveryone => {
            format!("{count} {word} {was} not judged: only public and community {} are.", kind_plural(kind))
        }
    }
}

/// A date that cannot be read, a sentence.
pub fn date_error(error: &DateError) -> String {
    let found = code(&error.found);
    format!("{found} is not a date; write `YYYY-MM-DD` or a time like `2026-11-23T12:00:00Z`.")
}

/// A date at which no scope version was valid, a sentence.
pub fn no_valid_version(date: Moment) -> String {
    format!("No scope version is valid on {}; the first became valid later.", date.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_left_out_records() {
        assert_eq!(count_of(0, Kind::Flavor), "0 flavors");
        assert_eq!(count_of(1, Kind::SecurityGroupRule), "1 default security group rule");
        assert_eq!(
            left_out_text(1, Kind::Flavor, LeftOut::Private),
            "1 private flavor was not judged: ordinary accounts do not see what is private."
        );
        assert_eq!(
            left_out_text(12, Kind::Image, LeftOut::Hidden),
            "12 hidden images were not judged: ordinary listings leave out what is hidden."
        );
        assert_eq!(
            left_out_text(2, Kind::Image, LeftOut::NotForEveryone),
            "2 images were not judged: only public and community images are."
        );
    }

    #[test]
    fn dates_that_cannot_be_read() {
        assert_eq!(
            date_error(&DateError { found: "23.11.2026".into() }),
            "`23.11.2026` is not a date; write `YYYY-MM-DD` or a time like `2026-11-23T12:00:00Z`."
        );
    }
}

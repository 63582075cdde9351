//! Words for kinds, forms, fields and the like.

use crate::catalogue::Validity;
use crate::checks::LeftOut;
use crate::inventory::{Field, Form, Kind, PartialReason};

/// "flavor".
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Flavor => "flavor",
        Kind::Image => "image",
        Kind::VolumeType => "volume type",
        Kind::SecurityGroupRule => "default security group rule",
        Kind::Service => "service",
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
    }
}

/// "1 flavor", "12 flavors".
pub fn count_of(count: usize, kind: Kind) -> String {
    format!("{count} {}", if count == 1 { kind_name(kind) } else { kind_plural(kind) })
}

/// What printed a list.
pub fn form_name(form: Form, kind: Kind) -> &'static str {
    let _ = kind;
    match form {
        Form::ClientList => "OpenStack client, list",
        Form::ClientShow => "OpenStack client, show",
        Form::Api => "API",
        Form::Sdk => "openstacksdk",
    }
}

/// The name of a field as people know it from the API.
pub fn field_name(field: Field) -> &'static str {
    let _ = field;
    "field"
}

/// Why a list may lack records.
pub fn partial_text(reason: PartialReason) -> &'static str {
    let _ = reason;
    "partial"
}

/// What a version's validity means.
pub fn validity_text(validity: Validity) -> &'static str {
    validity.name()
}

/// Why records were not judged.
pub fn left_out_text(count: usize, kind: Kind, why: LeftOut) -> String {
    format!("{} {why:?}", count_of(count, kind))
}

/// A date that cannot be read.
pub fn date_error(error: &crate::date::DateError) -> String {
    format!("{error}")
}

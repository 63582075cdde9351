//! Why a test case is open, and what would decide it.

use super::command::export_command;
use super::quote::{code, joined, with_full_stop};
use super::terms::{field_name, kind_plural, list_name, partial_advice, partial_text};
use crate::catalogue::Check;
use crate::checks::Reason;
use crate::inventory::{Field, Kind};
use std::borrow::Cow;

/// A reason in words.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReasonText {
    /// The reason in a sentence.
    pub message: String,
    /// The reason in two or three words.
    pub short: Cow<'static, str>,
    /// The command that supplies what is missing.
    pub command: Option<Cow<'static, str>>,
}

/// Puts a reason into words. The check may name the evidence that only a live cloud gives.
pub fn reason_text(reason: Reason, check: &Check) -> ReasonText {
    match reason {
        Reason::NotSupplied(kind) => not_supplied(kind),
        Reason::LacksField(kind, field) => lacks_field(kind, field),
        Reason::Incomplete(kind, why) => ReasonText {
            message: format!(
                "The list of {} may lack records. {} {}",
                kind_plural(kind),
                partial_text(why),
                partial_advice(why)
            ),
            short: "list incomplete".into(),
            command: Some(export_command(kind).into()),
        },
        Reason::LiveCloud => beyond_exports(
            "Exports cannot show this; it takes a live cloud.",
            "needs a live cloud",
            evidence(check),
        ),
        Reason::ManualCheck => beyond_exports(
            "No program can decide this; a person has to look.",
            "manual check",
            evidence(check),
        ),
        Reason::NotImplemented => {
            ReasonText { message: not_implemented(check), short: "not checked".into(), command: None }
        }
    }
}

fn beyond_exports(message: &str, short: &'static str, evidence: Option<&str>) -> ReasonText {
    let evidence = evidence.map(with_full_stop);
    let sentences: Vec<&str> = [message].into_iter().chain(evidence.as_deref()).collect();
    ReasonText { message: sentences.join(" "), short: short.into(), command: None }
}

fn not_implemented(check: &Check) -> String {
    let gone = |what: &str, name: &str| {
        format!("The standards that were loaded do not define the {what} {}.", code(name))
    };
    if let Check::StandardFlavor { flavor } = check {
        gone("flavor", flavor)
    } else if let Check::ImagePresent { image } | Check::ImageSource { image } = check {
        gone("image", image)
    } else if *check == (Check::Unknown {}) {
        "The certificate scope names this test case, but this program does not know it.".to_owned()
    } else {
        evidence(check).map_or_else(
            || "Neither the official suite nor this program can check this.".to_owned(),
            with_full_stop,
        )
    }
}

/// What shows it, or why nothing has to.
fn evidence(check: &Check) -> Option<&str> {
    match check {
        Check::ServiceUsable { evidence, .. }
        | Check::LiveCloud { evidence }
        | Check::ManualCheck { evidence }
        | Check::Withdrawn { reason: evidence } => {
            Some(evidence).filter(|text| !text.is_empty()).map(AsRef::as_ref)
        }
        Check::FlavorNameSyntax {}
        | Check::FlavorNameTruth { .. }
        | Check::StandardFlavor { .. }
        | Check::ImagePropertyIn { .. }
        | Check::ImagePropertySet { .. }
        | Check::ImageMinDisk {}
        | Check::ImageMinRam { .. }
        | Check::ImageBuildDate {}
        | Check::ImageSourceForm { .. }
        | Check::ImageReplaceFrequency {}
        | Check::ImageUuidValidity { .. }
        | Check::ImageHotfixHours {}
        | Check::ImageRecency { .. }
        | Check::ImagePurposeUnique { .. }
        | Check::ImageSource { .. }
        | Check::ImagePresent { .. }
        | Check::VolumeTypeAspectLists { .. }
        | Check::VolumeTypeAspect { .. }
        | Check::DefaultRules {}
        | Check::ServicePresent { .. }
        | Check::ImageQuota { .. }
        | Check::Unknown {}
        | Check::Text(_)
        | Check::Rule(_) => None,
    }
}

fn not_supplied(kind: Kind) -> ReasonText {
    let (short, were, them) = match kind {
        Kind::Flavor => ("flavors not supplied", "were", "them"),
        Kind::Image => ("images not supplied", "were", "them"),
        Kind::VolumeType => ("volume types not supplied", "were", "them"),
        Kind::SecurityGroupRule => ("default rules not supplied", "were", "them"),
        Kind::Service => ("catalog not supplied", "was", "it"),
        Kind::ImageUsage => ("image quotas not supplied", "were", "them"),
    };
    let message =
        format!("This needs {}, which {were} not supplied; add an export of {them}.", list_name(kind));
    ReasonText { message, short: short.into(), command: Some(export_command(kind).into()) }
}

fn lacks_field(kind: Kind, field: Field) -> ReasonText {
    let (short, advice) = lacking(field);
    let message = format!("An export of {} lacks {}. {advice}", list_name(kind), fields(&[field]));
    ReasonText { message, short: short.into(), command: Some(export_command(kind).into()) }
}

/// What an export lacks in a few words, and how to get it, a sentence.
pub(super) fn lacking(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Name => ("export lacks names", WITH_ALL_FIELDS),
        Field::Vcpus => ("export lacks vcpus", WITH_ALL_FIELDS),
        Field::Ram => ("export lacks ram", WITH_ALL_FIELDS),
        Field::Disk => ("export lacks disk", WITH_ALL_FIELDS),
        Field::ExtraSpecs => (
            "export lacks extra specs",
            "The OpenStack client prints extra specs only with `--long`, and openstacksdk fetches them \
             only with `get_extra=True`; export the list that way.",
        ),
        Field::IsPublic => ("export lacks is_public", WITH_ALL_FIELDS),
        Field::Visibility => ("export lacks visibility", SHOW_IMAGES),
        Field::OsHidden => ("export lacks os_hidden", SHOW_IMAGES),
        Field::MinDisk => ("export lacks min_disk", SHOW_IMAGES),
        Field::MinRam => ("export lacks min_ram", SHOW_IMAGES),
        Field::Size => ("export lacks size", SHOW_IMAGES),
        Field::CreatedAt => ("export lacks created_at", SHOW_IMAGES),
        Field::OsHashAlgo => ("export lacks os_hash_algo", SHOW_IMAGES),
        Field::Properties => ("export lacks properties", SHOW_IMAGES),
        Field::Tags => ("export lacks tags", SHOW_IMAGES),
        Field::Description => (
            "export lacks descriptions",
            "The OpenStack client prints descriptions only with `--long`; export the list that way.",
        ),
        Field::RemoteIpPrefix => (
            "export lacks remote prefixes",
            "The OpenStack client prints no prefix and any address alike, in `list` and in `show`; add what \
             the API itself answers, which the command below takes from the client's own log.",
        ),
        Field::UsedIn => ("export lacks used-in fields", WITH_ALL_FIELDS),
        Field::Protocol => ("export lacks protocols", WITH_ALL_FIELDS),
        Field::Endpoints => ("export lacks endpoints", WITH_ALL_FIELDS),
        Field::Limit => ("export lacks limits", WITH_ALL_FIELDS),
        Field::VirtualSize => (
            "export lacks virtual_size",
            "The image service knows it of some images only, and `openstack image show` prints it.",
        ),
    }
}

const WITH_ALL_FIELDS: &str = "Export the list again with all fields.";
const SHOW_IMAGES: &str = "`openstack image list` does not print all that is needed; add the output of \
    `openstack image show` for each image.";

/// The fields in a sentence: "`a`, `b` or `c`".
pub(super) fn fields(fields: &[Field]) -> String {
    let names = fields.iter().flat_map(|field| match field {
        // The two go together.
        Field::UsedIn => vec!["used_in_default_sg", "used_in_non_default_sg"],
        Field::Name
        | Field::Vcpus
        | Field::Ram
        | Field::Disk
        | Field::ExtraSpecs
        | Field::IsPublic
        | Field::Visibility
        | Field::OsHidden
        | Field::MinDisk
        | Field::MinRam
        | Field::Size
        | Field::CreatedAt
        | Field::OsHashAlgo
        | Field::Properties
        | Field::Tags
        | Field::Description
        | Field::RemoteIpPrefix
        | Field::Protocol
        | Field::Endpoints
        | Field::Limit
        | Field::VirtualSize => vec![field_name(*field)],
    });
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    joined(&names, "or")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::PartialReason;

    #[test]
    fn reasons() {
        let live = Check::LiveCloud { evidence: "Boot a VM.".into() };
        let withdrawn = Check::Withdrawn { reason: "It was dropped".into() };
        let cases = [
            (
                Reason::NotSupplied(Kind::Service),
                "catalog not supplied",
                "This needs the service catalog, which was not supplied; add an export of it.",
            ),
            (
                Reason::LacksField(Kind::Image, Field::Properties),
                "export lacks properties",
                "An export of the images lacks `properties`. `openstack image list` does not print all \
                 that is needed; add the output of `openstack image show` for each image.",
            ),
            (
                Reason::LacksField(Kind::SecurityGroupRule, Field::UsedIn),
                "export lacks used-in fields",
                "An export of the default security group rules lacks `used_in_default_sg` or \
                 `used_in_non_default_sg`. Export the list again with all fields.",
            ),
            (
                Reason::Incomplete(Kind::Flavor, PartialReason::NextPage),
                "list incomplete",
                "The list of flavors may lack records. The last page names a next one, which was not \
                 supplied. Add the remaining pages, too.",
            ),
            (
                Reason::LiveCloud,
                "needs a live cloud",
                "Exports cannot show this; it takes a live cloud. Boot a VM.",
            ),
        ];
        for (reason, short, message) in cases {
            let text = reason_text(reason, &live);
            assert_eq!((text.short.as_ref(), text.message.as_str()), (short, message));
        }
        assert_eq!(reason_text(Reason::NotImplemented, &withdrawn).message, "It was dropped.");
        let unknown = reason_text(Reason::NotImplemented, &Check::Unknown {}).message;
        assert_eq!(unknown, "The certificate scope names this test case, but this program does not know it.");
    }
}

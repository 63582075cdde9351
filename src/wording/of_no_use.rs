//! What is recognised and cannot be used.

use super::Notice;
use super::intake::EXPECTED;
use crate::intake::{GzipProblem, Packed, Recognised, UNPACKED_LIMIT};

fn notice(what: &str, advice: &str) -> Notice {
    Notice {
        what: what.to_owned(),
        place: None,
        expected: Some(EXPECTED.to_owned()),
        advice: Some(advice.to_owned()),
    }
}

/// Names what it is and says what to give instead.
pub(super) fn of_no_use(recognised: Recognised) -> Notice {
    let (what, advice) = match recognised {
        Recognised::Html => (
            "This is a web page, probably a login page or an error page, and not an export.",
            "Log in first, check the address of the API, and export again, for instance with the OpenStack \
             client and `-f json`.",
        ),
        Recognised::SdkObjects => (
            "These are objects as Python shows them, which cannot be read reliably.",
            "Print them with `json.dumps`, after `to_dict()` on each object, or export with the OpenStack \
             client and `-f json`.",
        ),
        Recognised::Quota => (
            "These are quotas or limits, at which no test case looks.",
            "Quotas of images are judged from `GET /v2/info/usage` of Glance, or from `glance usage`.",
        ),
        Recognised::LoneExtraSpecs => (
            "These are extra specs without the flavor that they belong to.",
            "Export the flavors together with their extra specs: `openstack flavor list --all --long -f \
             json`.",
        ),
        Recognised::OrdinaryRules => (
            "These are the rules of a security group that exists, and not the default rules for new groups.",
            "Export the default rules; “How do I export this?” and `docs/exporting.md` have the command.",
        ),
        Recognised::ShortFlavors => (
            "These are names and links of flavors only, without their sizes.",
            "Ask the API for `/flavors/detail`, or export with `openstack flavor list --all --long -f json`.",
        ),
        Recognised::OtherResources => (
            "These are resources of another kind, at which no test case looks.",
            "Export the flavors, images, volume types and services of the cloud; “How do I export this?” has the \
             commands.",
        ),
        Recognised::AccessData => (
            "These are access data for a cloud, which nobody else should see, and not an export.",
            "Take them out before you pass the file on, and add what the client prints with them.",
        ),
        Recognised::LoneValues => (
            "These are values of a single record without the names of its fields.",
            "Run the same command with `-f json` and add what it prints.",
        ),
    };
    notice(what, advice)
}

/// Names the way it is packed and says how to unpack it.
pub(super) fn packed(packed: Packed) -> Notice {
    let (what, command) = match packed {
        Packed::Zip => ("This is a zip archive, which is not unpacked here.", "unzip FILE"),
        Packed::Xz => ("This is packed with xz, which is not unpacked here.", "unxz FILE"),
        Packed::Bzip2 => ("This is packed with bzip2, which is not unpacked here.", "bunzip2 FILE"),
        Packed::Zstandard => ("This is packed with Zstandard, which is not unpacked here.", "unzstd FILE"),
        Packed::SevenZip => ("This is a 7z archive, which is not unpacked here.", "7z x FILE"),
        Packed::Rar => ("This is a RAR archive, which is not unpacked here.", "unrar x FILE"),
    };
    notice(what, &format!("Unpack it with `{command}` and add what comes out."))
}

/// Says why gzip data cannot be unpacked.
pub(super) fn gzip(problem: GzipProblem) -> Notice {
    match problem {
        GzipProblem::Damaged => notice(
            "This is packed with gzip, but damaged: it ends early, or its check sum is wrong, or more follows it.",
            "Pack it again, or unpack it with `gunzip FILE` and add what comes out.",
        ),
        GzipProblem::TooLarge => {
            let limit = UNPACKED_LIMIT / (1024 * 1024);
            notice(
                &format!("This unpacks to more than {limit} MiB, which is the limit."),
                "No export is that large; check that it is the right file, or add parts of it.",
            )
        }
        GzipProblem::NotUnpacked => notice(
            "This is packed with gzip, perhaps twice, and cannot be unpacked here.",
            "Unpack it with `gunzip FILE` and add what comes out.",
        ),
    }
}

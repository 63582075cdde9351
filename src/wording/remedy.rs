//! Remedies → sentences: what a step does, which facts it asks for, and why there is none.

use super::quote::{cell_list, shown};
use super::terms::kind_name;
use crate::inventory::Kind;
use crate::remedy::{Effect, Fact, NoRemedy};

/// Why there is no command, in sentences.
pub fn no_remedy_text(reason: NoRemedy) -> &'static str {
    match reason {
        NoRemedy::FlavorsKeepTheirName => {
            "Flavors cannot be renamed: create one with a name of the standard, then withdraw this one when no user \
             depends on it any more."
        }
        NoRemedy::UploadFreshImage => {
            "Upload a fresh image under the plain name, and rename or hide this one; no command makes old data new."
        }
        NoRemedy::UploadAgain => {
            "The image service computes this when data are uploaded: upload the image again with a strong hash \
             configured."
        }
        NoRemedy::NotFromTheService => {
            "The image service gives no such value, so the export was changed by hand or by another program: export it \
             again."
        }
        NoRemedy::DeclareAspect => {
            "Declare the aspect at the start of the description of a volume type whose storage has it, with \
             `openstack volume type set --description`."
        }
        NoRemedy::ClientWritesPrefix => {
            "The OpenStack client writes a prefix into every rule, which the official test does not count: create the \
             rule through the API of the network service, without `remote_ip_prefix`."
        }
        NoRemedy::RunService => {
            "The service has to run and to stand in the catalog under this type; that is a matter of the deployment."
        }
        NoRemedy::ChangeCatalog => {
            "Whoever deployed the service has to change its entry in the catalog, with `openstack endpoint set` or \
             `openstack service set`."
        }
        NoRemedy::RaiseQuota => {
            "Raise the registered limit of the image service, or the quota in its configuration."
        }
        NoRemedy::NotAddressable => {
            "The export gives neither an id nor a name of its own for the resource, so no command can be given."
        }
        NoRemedy::ChooseSizes => {
            "This is advice for further flavors; sizes of a flavor that is in use cannot be changed."
        }
        NoRemedy::OfficialTest => {
            "Nothing is wrong with the cloud here: the official test stops at something that the standard allows."
        }
        NoRemedy::MendTheOthers => "What mends the other findings on this resource mends this one, too.",
        NoRemedy::NotEnoughKnown => "The export tells too little of the resource to say how it is mended.",
        NoRemedy::EditDefinition => {
            "This stands in a definition: edit the definition, and what it creates will be right."
        }
        NoRemedy::ImportImage => "Import such an image; nothing here knows from where.",
        NoRemedy::PublishImage => {
            "An image of this name is there, but not for everyone. If it is the provider's own, and no customer's data are \
             in it, publish it with `openstack image set --public`."
        }
        NoRemedy::HardwareDiffers => {
            "An extra spec says that the hardware is another one. If that is true, this flavor cannot be the standard one: \
             offer it on fitting hosts."
        }
        NoRemedy::NameIsTaken => {
            "Another flavor or image has this name, or the sizes do not fit it: decide which one it belongs to."
        }
        NoRemedy::SetByHand => {
            "This is no property, and what it ought to be follows from more than the rule: decide whether the resource is \
             what it should be."
        }
        NoRemedy::ChooseOne => {
            "Decide which of these resources stays as it is; change, hide or withdraw the others when no user depends on \
             them."
        }
        NoRemedy::AddOne => "Add such a resource; the rule tells no more of it than this.",
    }
}

/// What a step means, in a few words.
pub fn effect_text(effect: Effect) -> &'static str {
    match effect {
        Effect::Adds => "adds",
        Effect::Changes => "changes",
        Effect::Removes => "removes",
        Effect::Recreates => {
            "deletes and creates anew, under another id and without what the command does not name"
        }
        Effect::NeedsAdmin => "needs an administrator",
        Effect::NeedsOwner => "needs an administrator or the owner",
        Effect::NeedsFact => "needs facts from you",
        Effect::NeedsJudgement => "needs your judgement: users may depend on how it is",
    }
}

/// What a person has to know before a value is set, as a question.
pub fn fact_text(fact: &Fact) -> String {
    let question = match fact.about.as_ref() {
        "scs:cpu-type" => "what are the vCPUs of these flavors",
        about if about.starts_with("scs:disk") => "of which type is the disk of these flavors",
        "image_build_date" => "when was the image built",
        "image_source" => "where does the image come from",
        "image_original_user" => "which user do people log in as (or: none)",
        "image_description" => "what is in the image, in a sentence or an address",
        "provided_until" => "until when is the image provided",
        "uuid_validity" => "how long is the id of the image valid",
        "replace_frequency" => "how often is the image replaced",
        "os_purpose" => "what is the image for",
        "os_distro" => "which distribution is it",
        "os_version" => "which version of the distribution is it",
        "architecture" => "for which architecture is it",
        "hw_disk_bus" => "which disk bus works with it",
        "hypervisor_type" => "for which hypervisor is it",
        "min_ram" => "with how many MiB of RAM does it boot",
        "name" => "what is its name to be",
        "description" => "is this description true",
        "tags" => "which tag is it",
        _ => "what is its value",
    };
    let allowed = if fact.allowed.is_empty() {
        String::new()
    } else {
        format!(" One of: {}.", cell_list(&fact.allowed))
    };
    let suggestion = fact
        .suggestion
        .as_ref()
        .filter(|suggestion| !(fact.allowed.len() == 1 && fact.allowed.first() == Some(suggestion)))
        .map(|suggestion| format!(" Suggested, if it is true: {}.", shown(suggestion)));
    format!("{}: {question}?{allowed}{}", shown(&fact.about), suggestion.unwrap_or_default())
}

/// What stands at the top of a script that asks for facts.
pub const SCRIPT_FACTS: &str =
    "# Answer behind each `=` what is true for this cloud; an empty answer stops the script.\n";

/// What stands above a command: the resource, and where the export has it.
pub fn step_comment(kind: Kind, name: &str, place: Option<&str>) -> String {
    let place = place.map(|place| format!(" ({})", shown(place))).unwrap_or_default();
    format!("{} {}{place}", kind_name(kind), shown(name))
}

/// What stands above definitions of flavors.
pub const FLAVOR_DEFINITIONS: &str = "For openstack-flavor-manager: it creates what is missing and sets extra specs, but \
    changes no sizes and removes nothing. Check that scs:cpu-type and scs:disk0-type are true for this cloud.";

/// What stands above definitions of images.
pub const IMAGE_DEFINITIONS: &str = "For openstack-image-manager: it imports what is missing, but writes no properties \
    to images that are there. Before you run it, look up the newest build and put its true date into version and \
    build_date, and check what the definition promises to users.";

#[cfg(test)]
mod tests {
    use super::super::tests::check_sentences;
    use super::*;

    #[test]
    fn every_reason_and_effect_reads_well() {
        NoRemedy::ALL.into_iter().map(no_remedy_text).for_each(check_sentences);
        for effect in Effect::ALL {
            assert!(effect_text(effect).starts_with(char::is_lowercase), "{effect:?}");
        }
        check_sentences(FLAVOR_DEFINITIONS);
        check_sentences(IMAGE_DEFINITIONS);
    }

    #[test]
    fn facts_are_asked_for() {
        let fact = Fact {
            about: "scs:cpu-type".into(),
            allowed: vec!["shared-core".into()],
            suggestion: Some("shared-core".into()),
            is_shared: true,
        };
        assert_eq!(
            fact_text(&fact),
            "scs:cpu-type: what are the vCPUs of these flavors? One of: shared-core."
        );
    }
}

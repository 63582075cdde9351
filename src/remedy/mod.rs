//! What mends a problem: changes of the cloud, as data, and the commands and definitions that make them.
//!
//! Nothing here is applied. A change that asserts something about the cloud (what kind of cores it has, when an image
//! was built) asks for the fact first: a command then has a variable that a person has to fill in, so that no command
//! can make a cloud lie.

mod command;
mod definitions;
mod find;
mod merge;
mod plan;

pub use command::{Argument, Command, Commands, quoted};
pub use definitions::{flavor_definitions, image_definitions};
pub use find::remedy;
pub use merge::merged;
pub use plan::{Plan, plan};

use crate::checks::RecordRef;
use crate::inventory::Kind;

/// A change of one resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The record that is changed; `None` where something is added.
    pub record: Option<RecordRef>,
    /// What is done with it.
    pub change: Change,
}

/// What is done.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Attributes of the record are set.
    Set(Vec<Setting>),
    /// Properties or extra specs of the record are removed.
    Unset(Vec<Box<str>>),
    /// A flavor is added.
    CreateFlavor(NewFlavor),
    /// The flavor is deleted and created anew, since its sizes cannot be changed.
    RecreateFlavor(NewFlavor),
    /// A standard image is imported; the id of its spec in the catalogue.
    ImportImage(Box<str>),
    /// A default rule is deleted.
    DeleteRule,
    /// A default rule is added that lets members of the group `default` reach each other.
    AllowWithinGroup {
        /// `IPv4` or `IPv6`.
        ethertype: &'static str,
    },
}

/// A flavor to create.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFlavor {
    /// The name.
    pub name: Box<str>,
    /// The number of vCPUs.
    pub vcpus: u64,
    /// RAM in MiB.
    pub ram_mib: u64,
    /// The root disk in GB; 0 for none.
    pub disk_gb: u64,
    /// The second, volatile disk in GB; 0 for none.
    pub ephemeral_gb: u64,
    /// Swap space in MiB; 0 for none.
    pub swap_mib: u64,
    /// Everyone is shown it.
    pub is_public: bool,
    /// Extra specs.
    pub extra_specs: Vec<(Box<str>, To)>,
}

/// An attribute to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Which one.
    pub attribute: Attribute,
    /// Its value.
    pub to: To,
}

/// Something that can be set of a resource.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Attribute {
    /// A property of an image, or an extra spec of a flavor.
    Property(Box<str>),
    /// The name of an image.
    Name,
    /// The least disk of an image, in GiB.
    MinDisk,
    /// The least RAM of an image, in MiB.
    MinRam,
    /// A tag of an image.
    Tag,
    /// Whether an image is listed; the value is not used.
    Listed,
    /// The description of a volume type.
    Description,
}

/// What something is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// A value that follows from what the export says.
    Value(Box<str>),
    /// A value that only a person can know.
    Fact(Fact),
}

/// A fact about the cloud that a person has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about: the name of the property, extra spec or field.
    pub about: Box<str>,
    /// Values or forms that are allowed; empty for any text.
    pub allowed: Vec<Box<str>>,
    /// The value that fits the rest of what the export says, if it is true.
    pub suggestion: Option<Box<str>>,
    /// The answer is probably the same for all resources.
    pub is_shared: bool,
}

/// Why there is no command for a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoRemedy {
    /// A flavor cannot be renamed: one of another name has to be created, and users have to move.
    FlavorsKeepTheirName,
    /// An image with newer data has to be uploaded.
    UploadFreshImage,
    /// The data have to be uploaded again: the service itself keeps the property.
    UploadAgain,
    /// The file was not made by the service: it gives no such values.
    NotFromTheService,
    /// The volume type of a storage with the aspect has to declare it.
    DeclareAspect,
    /// The client writes an address range into every rule; the service's API does not.
    ClientWritesPrefix,
    /// The service has to be installed, or be entered in the catalog.
    RunService,
    /// The catalog has to be changed by whoever deployed the service.
    ChangeCatalog,
    /// The quota is set by a registered limit, or in the configuration of the service.
    RaiseQuota,
    /// The record has no id or name by which it could be addressed.
    NotAddressable,
    /// It is for the provider to choose other sizes for further flavors.
    ChooseSizes,
    /// The official test is what has to be mended.
    OfficialTest,
    /// There is nothing to mend by itself: the remedies for the other findings do.
    MendTheOthers,
    /// The export holds too little of the resource to tell.
    NotEnoughKnown,
    /// The record stands in a definition, which is what has to be edited.
    EditDefinition,
    /// An image has to be imported, and no definition of it is known.
    ImportImage,
    /// The image is not for everyone, and only its owner can tell whether it may be.
    PublishImage,
    /// An extra spec says that the hardware is another one.
    HardwareDiffers,
    /// Another flavor or image has the name, or this one does not fit it.
    NameIsTaken,
    /// A value that is no property, and that follows from more than a rule.
    SetByHand,
    /// Several resources are alike, and a person has to choose which of them stays.
    ChooseOne,
    /// Something has to be added, and nothing is known of it but what the rule says.
    AddOne,
}

impl NoRemedy {
    /// Every reason.
    pub const ALL: [NoRemedy; 22] = [
        NoRemedy::FlavorsKeepTheirName,
        NoRemedy::UploadFreshImage,
        NoRemedy::UploadAgain,
        NoRemedy::NotFromTheService,
        NoRemedy::DeclareAspect,
        NoRemedy::ClientWritesPrefix,
        NoRemedy::RunService,
        NoRemedy::ChangeCatalog,
        NoRemedy::RaiseQuota,
        NoRemedy::NotAddressable,
        NoRemedy::ChooseSizes,
        NoRemedy::OfficialTest,
        NoRemedy::MendTheOthers,
        NoRemedy::NotEnoughKnown,
        NoRemedy::EditDefinition,
        NoRemedy::ImportImage,
        NoRemedy::PublishImage,
        NoRemedy::HardwareDiffers,
        NoRemedy::NameIsTaken,
        NoRemedy::SetByHand,
        NoRemedy::ChooseOne,
        NoRemedy::AddOne,
    ];
}

/// What a step means for the cloud and for who takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Something is added.
    Adds,
    /// Something is changed.
    Changes,
    /// Something is removed.
    Removes,
    /// A resource is deleted and created anew, under another id.
    Recreates,
    /// It takes the rights of an administrator.
    NeedsAdmin,
    /// It takes the rights of an administrator, or of the image's owner.
    NeedsOwner,
    /// A person has to know a fact about the cloud.
    NeedsFact,
    /// A person has to judge whether it is right: users may depend on how it is.
    NeedsJudgement,
}

impl Effect {
    /// Every effect.
    pub const ALL: [Effect; 8] = [
        Effect::Adds,
        Effect::Changes,
        Effect::Removes,
        Effect::Recreates,
        Effect::NeedsAdmin,
        Effect::NeedsOwner,
        Effect::NeedsFact,
        Effect::NeedsJudgement,
    ];
}

impl Step {
    /// What the step means.
    pub fn effects(&self) -> Vec<Effect> {
        let rights = match self.record.map(|record| record.kind) {
            Some(Kind::Image) => Effect::NeedsOwner,
            Some(
                Kind::Flavor | Kind::VolumeType | Kind::SecurityGroupRule | Kind::Service | Kind::ImageUsage,
            )
            | None => Effect::NeedsAdmin,
        };
        let (what, needs_judgement) = match &self.change {
            Change::Set(settings) => {
                (Effect::Changes, settings.iter().any(|setting| setting.attribute.is_public()))
            }
            Change::Unset(_) | Change::DeleteRule => (Effect::Removes, true),
            Change::CreateFlavor(_) | Change::ImportImage(_) | Change::AllowWithinGroup { .. } => {
                (Effect::Adds, false)
            }
            Change::RecreateFlavor(_) => (Effect::Recreates, true),
        };
        let facts = (!self.facts().is_empty()).then_some(Effect::NeedsFact);
        let judgement = needs_judgement.then_some(Effect::NeedsJudgement);
        [what, rights].into_iter().chain(facts).chain(judgement).collect()
    }

    /// The facts that it asks for.
    pub fn facts(&self) -> Vec<&Fact> {
        let values: Vec<&To> = match &self.change {
            Change::Set(settings) => settings.iter().map(|setting| &setting.to).collect(),
            Change::CreateFlavor(flavor) | Change::RecreateFlavor(flavor) => {
                flavor.extra_specs.iter().map(|(_, to)| to).collect()
            }
            Change::Unset(_)
            | Change::ImportImage(_)
            | Change::DeleteRule
            | Change::AllowWithinGroup { .. } => Vec::new(),
        };
        let facts = values.into_iter().filter_map(|to| match to {
            To::Fact(fact) => Some(fact),
            To::Value(_) => None,
        });
        facts.collect()
    }
}

impl Attribute {
    /// Whether users see the change at once: the name, or who sees the image at all.
    fn is_public(&self) -> bool {
        match self {
            Attribute::Name | Attribute::Listed => true,
            Attribute::Property(_)
            | Attribute::MinDisk
            | Attribute::MinRam
            | Attribute::Tag
            | Attribute::Description => false,
        }
    }
}

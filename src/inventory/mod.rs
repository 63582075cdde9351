//! What a cloud offers: typed lists of flavors, images, volume types, default security group rules and services.
//!
//! Knows no text format and no standard. A list that was not supplied is `None`, never an empty list; a field
//! that a source cannot carry is told apart from a field that a record does not have (see [`Inventory::knows`]).

mod completeness;
mod flavor;
mod identity;
mod image;
mod image_usage;
mod provenance;
mod security_group_rule;
mod service;
mod value;
mod volume_type;

pub use completeness::{Completeness, PartialReason};
pub use flavor::Flavor;
pub use identity::Identity;
pub use image::{Image, RESERVED_KEYS};
pub use image_usage::ImageUsage;
pub use provenance::{Contradiction, Field, FieldSet, Form, Format, Origin, Source, SourceId};
pub use security_group_rule::SecurityGroupRule;
pub use service::{Endpoint, Service};
pub use value::{Number, Properties, Value, decimal};
pub use volume_type::VolumeType;

/// The kinds of resource that a list can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Nova flavors.
    Flavor,
    /// Glance images.
    Image,
    /// Cinder volume types.
    VolumeType,
    /// Neutron's default security group rules.
    SecurityGroupRule,
    /// Entries of Keystone's service catalog.
    Service,
    /// A project's image quotas, with what is used of them.
    ImageUsage,
}

impl Kind {
    /// Every kind, in the order in which people meet them.
    pub const ALL: [Kind; 6] = [
        Kind::Flavor,
        Kind::Image,
        Kind::VolumeType,
        Kind::SecurityGroupRule,
        Kind::Service,
        Kind::ImageUsage,
    ];
}

/// One record of a list, as far as every kind has it in common.
pub trait Record: Sized {
    /// The kind of list that holds such records.
    const KIND: Kind;
    /// Who the record is, and where it was read.
    fn identity(&self) -> &Identity;
    /// What two readings of the same resource say together; the place of the first stays.
    ///
    /// # Errors
    /// `Contradiction` when they give one field two values.
    fn merged_with(&self, other: &Self) -> Result<Self, Contradiction>;

    /// The resource's id, where the export has one.
    fn id(&self) -> Option<&str> {
        self.identity().id.as_deref()
    }

    /// The resource's name, if it is text.
    fn name_text(&self) -> Option<&str> {
        self.identity().name.as_ref()?.as_text()
    }
}

/// A list of resources in order of first appearance.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T> {
    /// The records.
    pub items: Vec<T>,
    /// Whether the sources together hold the whole list.
    pub completeness: Completeness,
}

/// Everything that the supplied exports say about one cloud.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inventory {
    /// Where the records came from; [`Origin::source`] points in here.
    pub sources: Vec<Source>,
    /// Nova flavors.
    pub flavors: Option<List<Flavor>>,
    /// Glance images.
    pub images: Option<List<Image>>,
    /// Cinder volume types.
    pub volume_types: Option<List<VolumeType>>,
    /// Neutron's default security group rules.
    pub rules: Option<List<SecurityGroupRule>>,
    /// Keystone's service catalog.
    pub services: Option<List<Service>>,
    /// Glance's quotas of a project; an empty list where there are none.
    pub image_usage: Option<List<ImageUsage>>,
}

impl Inventory {
    /// Whether some source of the record can carry the field. If not, its absence says nothing.
    pub fn knows<T: Record>(&self, record: &T, field: Field) -> bool {
        let can_carry = |origin: &Origin| {
            self.sources.get(origin.source.0).is_none_or(|source| !source.lacks.contains(field))
        };
        let Identity { origin, also, .. } = record.identity();
        can_carry(origin) || also.iter().any(can_carry)
    }

    /// Whether the record is only planned: a definition describes it, and no export shows it.
    pub fn is_planned<T: Record>(&self, record: &T) -> bool {
        let is_definition = |origin: &Origin| {
            self.sources.get(origin.source.0).is_some_and(|source| source.form.is_definition())
        };
        let Identity { origin, also, .. } = record.identity();
        is_definition(origin) && also.iter().all(is_definition)
    }

    /// Who the record at a place of a kind's list is.
    pub fn identity(&self, kind: Kind, index: usize) -> Option<&Identity> {
        fn of<T: Record>(list: Option<&List<T>>, index: usize) -> Option<&Identity> {
            Some(list?.items.get(index)?.identity())
        }
        match kind {
            Kind::Flavor => of(self.flavors.as_ref(), index),
            Kind::Image => of(self.images.as_ref(), index),
            Kind::VolumeType => of(self.volume_types.as_ref(), index),
            Kind::SecurityGroupRule => of(self.rules.as_ref(), index),
            Kind::Service => of(self.services.as_ref(), index),
            Kind::ImageUsage => of(self.image_usage.as_ref(), index),
        }
    }

    /// The number of records of a kind, or `None` where no list of it was supplied.
    pub fn count(&self, kind: Kind) -> Option<usize> {
        match kind {
            Kind::Flavor => self.flavors.as_ref().map(|list| list.items.len()),
            Kind::Image => self.images.as_ref().map(|list| list.items.len()),
            Kind::VolumeType => self.volume_types.as_ref().map(|list| list.items.len()),
            Kind::SecurityGroupRule => self.rules.as_ref().map(|list| list.items.len()),
            Kind::Service => self.services.as_ref().map(|list| list.items.len()),
            Kind::ImageUsage => self.image_usage.as_ref().map(|list| list.items.len()),
        }
    }
}

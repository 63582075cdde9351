//! A Cinder volume type.

use super::provenance::{agree, agree_properties};
use super::{Contradiction, Kind, Origin, Properties, Record, Value};

/// A Cinder volume type. A field is `None` where the record has no such key.
#[derive(Clone, Debug, PartialEq)]
pub struct VolumeType {
    /// Where the record stands.
    pub origin: Origin,
    /// Where else the same volume type was read.
    pub also: Vec<Origin>,
    /// The id.
    pub id: Option<Box<str>>,
    /// The name.
    pub name: Option<Value>,
    /// The free text that may open with a list of aspects.
    pub description: Option<Value>,
    /// Whether everyone is shown the volume type.
    pub is_public: Option<Value>,
    /// Extra specs, as far as the account may see them.
    pub extra_specs: Option<Properties>,
    /// A key over which the official suite's client library stumbles, if there is one.
    pub reserved_key: Option<Box<str>>,
}

impl Record for VolumeType {
    const KIND: Kind = Kind::VolumeType;

    fn origin(&self) -> Origin {
        self.origin
    }

    fn also(&self) -> &[Origin] {
        &self.also
    }

    fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    fn name(&self) -> Option<&Value> {
        self.name.as_ref()
    }

    fn merged_with(&self, other: &VolumeType) -> Result<VolumeType, Contradiction> {
        Ok(VolumeType {
            origin: self.origin,
            also: self.also_with(other),
            id: self.id.clone().or_else(|| other.id.clone()),
            name: agree(self.name.as_ref(), other.name.as_ref())?,
            description: agree(self.description.as_ref(), other.description.as_ref())?,
            is_public: agree(self.is_public.as_ref(), other.is_public.as_ref())?,
            extra_specs: agree_properties(self.extra_specs.as_ref(), other.extra_specs.as_ref())?,
            reserved_key: self.reserved_key.clone().or_else(|| other.reserved_key.clone()),
        })
    }
}

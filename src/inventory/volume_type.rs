//! A Cinder volume type.

use super::provenance::{agree, agree_properties};
use super::{Contradiction, Identity, Kind, Properties, Record, Value};

/// A Cinder volume type. A field is `None` where the record has no such key.
#[derive(Clone, Debug, PartialEq)]
pub struct VolumeType {
    /// Who it is, and where it was read.
    pub identity: Identity,
    /// The free text that may open with a list of aspects.
    pub description: Option<Value>,
    /// Whether everyone is shown the volume type.
    pub is_public: Option<Value>,
    /// Extra specs, as far as the account may see them.
    pub extra_specs: Option<Properties>,
}

impl Record for VolumeType {
    const KIND: Kind = Kind::VolumeType;

    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn merged_with(&self, other: &VolumeType) -> Result<VolumeType, Contradiction> {
        Ok(VolumeType {
            identity: self.identity.merged_with(&other.identity)?,
            description: agree(self.description.as_ref(), other.description.as_ref())?,
            is_public: agree(self.is_public.as_ref(), other.is_public.as_ref())?,
            extra_specs: agree_properties(self.extra_specs.as_ref(), other.extra_specs.as_ref())?,
        })
    }
}

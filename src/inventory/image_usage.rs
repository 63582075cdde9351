//! A quota of Glance, with what is used of it.

use super::provenance::agree;
use super::{Contradiction, Identity, Kind, Record, Value};

/// A project's quota for images. Its name is `image_count_total`, `image_size_total` (MiB) or another of Glance's. A
/// field is `None` where the record has no such key.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageUsage {
    /// Which quota it is, and where it was read.
    pub identity: Identity,
    /// The most that the project may have; -1 means unlimited.
    pub limit: Option<Value>,
    /// What it has.
    pub usage: Option<Value>,
}

impl Record for ImageUsage {
    const KIND: Kind = Kind::ImageUsage;

    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn merged_with(&self, other: &ImageUsage) -> Result<ImageUsage, Contradiction> {
        Ok(ImageUsage {
            identity: self.identity.merged_with(&other.identity)?,
            limit: agree(self.limit.as_ref(), other.limit.as_ref())?,
            usage: agree(self.usage.as_ref(), other.usage.as_ref())?,
        })
    }
}

//! Who a record is, and where it was read.

use super::provenance::agree;
use super::{Contradiction, Origin, Value};

/// What the records of every kind have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// Where the record stands in its source.
    pub origin: Origin,
    /// Where else the same resource was read.
    pub also: Vec<Origin>,
    /// The id, where the export has one: any text, not always a UUID.
    pub id: Option<Box<str>>,
    /// The name as the export delivered it; `None` where the record has no such key. It may be null, and need not be
    /// unique.
    pub name: Option<Value>,
    /// A key over which the official suite's client library stumbles, if there is one.
    pub reserved_key: Option<Box<str>>,
}

impl Identity {
    /// The identity of two readings of the same resource; the place of the first stays.
    pub(super) fn merged_with(&self, other: &Identity) -> Result<Identity, Contradiction> {
        let further = [other.origin].into_iter().chain(other.also.iter().copied());
        Ok(Identity {
            origin: self.origin,
            also: self.also.iter().copied().chain(further).collect(),
            id: self.id.clone().or_else(|| other.id.clone()),
            name: agree(self.name.as_ref(), other.name.as_ref())?,
            reserved_key: self.reserved_key.clone().or_else(|| other.reserved_key.clone()),
        })
    }
}

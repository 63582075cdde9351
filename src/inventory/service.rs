//! An entry of Keystone's service catalog.

use super::provenance::agree;
use super::{Contradiction, Kind, Origin, Record, Value};

/// A service that the catalog lists, with or without endpoints.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Where the record stands.
    pub origin: Origin,
    /// Where else the same service was read.
    pub also: Vec<Origin>,
    /// The id, which most exports leave out.
    pub id: Option<Box<str>>,
    /// The name, which operators choose.
    pub name: Option<Value>,
    /// The type, by which services are found.
    pub service_type: Option<Value>,
}

impl Record for Service {
    const KIND: Kind = Kind::Service;

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

    fn merged_with(&self, other: &Service) -> Result<Service, Contradiction> {
        Ok(Service {
            origin: self.origin,
            also: self.also_with(other),
            id: self.id.clone().or_else(|| other.id.clone()),
            name: agree(self.name.as_ref(), other.name.as_ref())?,
            service_type: agree(self.service_type.as_ref(), other.service_type.as_ref())?,
        })
    }
}

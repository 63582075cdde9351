//! An entry of Keystone's service catalog.

use super::provenance::agree;
use super::{Contradiction, Identity, Kind, Record, Value};

/// A service that the catalog lists, with or without endpoints.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Who it is, and where it was read.
    pub identity: Identity,
    /// The type, by which services are found.
    pub service_type: Option<Value>,
}

impl Record for Service {
    const KIND: Kind = Kind::Service;

    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn merged_with(&self, other: &Service) -> Result<Service, Contradiction> {
        Ok(Service {
            identity: self.identity.merged_with(&other.identity)?,
            service_type: agree(self.service_type.as_ref(), other.service_type.as_ref())?,
        })
    }
}

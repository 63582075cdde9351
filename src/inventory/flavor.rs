//! A Nova flavor.

use super::provenance::{agree, agree_properties};
use super::{Contradiction, Identity, Kind, Properties, Record, Value};

/// A Nova flavor. A field is `None` where the record has no such key.
#[derive(Clone, Debug, PartialEq)]
pub struct Flavor {
    /// Who it is, and where it was read.
    pub identity: Identity,
    /// The number of vCPUs.
    pub vcpus: Option<Value>,
    /// RAM in MiB.
    pub ram_mib: Option<Value>,
    /// The root disk in GB; 0 means as large as the image wants.
    pub disk_gb: Option<Value>,
    /// The second, volatile disk in GB.
    pub ephemeral_gb: Option<Value>,
    /// Swap space in MiB; old APIs write 0 as empty text.
    pub swap_mib: Option<Value>,
    /// The share of network bandwidth, which new APIs do not know any more.
    pub rxtx_factor: Option<Value>,
    /// Free text.
    pub description: Option<Value>,
    /// Whether everyone is shown the flavor.
    pub is_public: Option<Value>,
    /// Extra specs; `None` where the record has no such key.
    pub extra_specs: Option<Properties>,
}

impl Record for Flavor {
    const KIND: Kind = Kind::Flavor;

    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn merged_with(&self, other: &Flavor) -> Result<Flavor, Contradiction> {
        Ok(Flavor {
            identity: self.identity.merged_with(&other.identity)?,
            vcpus: agree(self.vcpus.as_ref(), other.vcpus.as_ref())?,
            ram_mib: agree(self.ram_mib.as_ref(), other.ram_mib.as_ref())?,
            disk_gb: agree(self.disk_gb.as_ref(), other.disk_gb.as_ref())?,
            ephemeral_gb: agree(self.ephemeral_gb.as_ref(), other.ephemeral_gb.as_ref())?,
            swap_mib: agree(self.swap_mib.as_ref(), other.swap_mib.as_ref())?,
            rxtx_factor: agree(self.rxtx_factor.as_ref(), other.rxtx_factor.as_ref())?,
            description: agree(self.description.as_ref(), other.description.as_ref())?,
            is_public: agree(self.is_public.as_ref(), other.is_public.as_ref())?,
            extra_specs: agree_properties(self.extra_specs.as_ref(), other.extra_specs.as_ref())?,
        })
    }
}

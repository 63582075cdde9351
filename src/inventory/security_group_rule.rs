//! One of Neutron's default security group rules.

use super::provenance::agree;
use super::{Contradiction, Identity, Kind, Record, Value};

/// A rule that Neutron gives to new security groups. A field is `None` where the record has no such key.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityGroupRule {
    /// Who it is, and where it was read.
    pub identity: Identity,
    /// `ingress` or `egress`.
    pub direction: Option<Value>,
    /// `IPv4` or `IPv6`.
    pub ethertype: Option<Value>,
    /// A name or number; null means any.
    pub protocol: Option<Value>,
    /// The lowest port, or the type of ICMP; null means any. `None` also where the client's list does not tell.
    pub port_range_min: Option<Value>,
    /// The highest port, or the code of ICMP, likewise.
    pub port_range_max: Option<Value>,
    /// A group's id, or `PARENT` for the group itself.
    pub remote_group_id: Option<Value>,
    /// The remote address range; null means any.
    pub remote_ip_prefix: Option<Value>,
    /// Whether the project's group `default` gets the rule.
    pub used_in_default_sg: Option<Value>,
    /// Whether groups that people create get the rule.
    pub used_in_non_default_sg: Option<Value>,
}

impl Record for SecurityGroupRule {
    const KIND: Kind = Kind::SecurityGroupRule;

    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn merged_with(&self, other: &SecurityGroupRule) -> Result<SecurityGroupRule, Contradiction> {
        Ok(SecurityGroupRule {
            identity: self.identity.merged_with(&other.identity)?,
            direction: agree(self.direction.as_ref(), other.direction.as_ref())?,
            ethertype: agree(self.ethertype.as_ref(), other.ethertype.as_ref())?,
            protocol: agree(self.protocol.as_ref(), other.protocol.as_ref())?,
            port_range_min: agree(self.port_range_min.as_ref(), other.port_range_min.as_ref())?,
            port_range_max: agree(self.port_range_max.as_ref(), other.port_range_max.as_ref())?,
            remote_group_id: agree(self.remote_group_id.as_ref(), other.remote_group_id.as_ref())?,
            remote_ip_prefix: agree(self.remote_ip_prefix.as_ref(), other.remote_ip_prefix.as_ref())?,
            used_in_default_sg: agree(self.used_in_default_sg.as_ref(), other.used_in_default_sg.as_ref())?,
            used_in_non_default_sg: agree(
                self.used_in_non_default_sg.as_ref(),
                other.used_in_non_default_sg.as_ref(),
            )?,
        })
    }
}

//! One of Neutron's default security group rules.

use super::provenance::agree;
use super::{Contradiction, Kind, Origin, Record, Value};

/// A rule that Neutron gives to new security groups. A field is `None` where the record has no such key.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityGroupRule {
    /// Where the record stands.
    pub origin: Origin,
    /// Where else the same rule was read.
    pub also: Vec<Origin>,
    /// The id.
    pub id: Option<Box<str>>,
    /// `ingress` or `egress`.
    pub direction: Option<Value>,
    /// `IPv4` or `IPv6`.
    pub ethertype: Option<Value>,
    /// A group's id, or `PARENT` for the group itself.
    pub remote_group_id: Option<Value>,
    /// The remote address range; null means any.
    pub remote_ip_prefix: Option<Value>,
    /// Whether the project's group `default` gets the rule.
    pub used_in_default_sg: Option<Value>,
    /// Whether groups that people create get the rule.
    pub used_in_non_default_sg: Option<Value>,
    /// A key over which the official suite's client library stumbles, if there is one.
    pub reserved_key: Option<Box<str>>,
}

impl Record for SecurityGroupRule {
    const KIND: Kind = Kind::SecurityGroupRule;

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
        None
    }

    fn merged_with(&self, other: &SecurityGroupRule) -> Result<SecurityGroupRule, Contradiction> {
        Ok(SecurityGroupRule {
            origin: self.origin,
            also: self.also_with(other),
            id: self.id.clone().or_else(|| other.id.clone()),
            direction: agree(self.direction.as_ref(), other.direction.as_ref())?,
            ethertype: agree(self.ethertype.as_ref(), other.ethertype.as_ref())?,
            remote_group_id: agree(self.remote_group_id.as_ref(), other.remote_group_id.as_ref())?,
            remote_ip_prefix: agree(self.remote_ip_prefix.as_ref(), other.remote_ip_prefix.as_ref())?,
            used_in_default_sg: agree(self.used_in_default_sg.as_ref(), other.used_in_default_sg.as_ref())?,
            used_in_non_default_sg: agree(
                self.used_in_non_default_sg.as_ref(),
                other.used_in_non_default_sg.as_ref(),
            )?,
            reserved_key: self.reserved_key.clone().or_else(|| other.reserved_key.clone()),
        })
    }
}

//! An entry of Keystone's service catalog.

use super::provenance::agree;
use super::{Contradiction, Identity, Kind, Record, Value};

/// An address at which a service answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// For whom it is: `public`, `internal` or `admin`.
    pub interface: Box<str>,
    /// The address, as the export has it.
    pub url: Box<str>,
}

/// A service that the catalog lists, with or without endpoints.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Who it is, and where it was read.
    pub identity: Identity,
    /// The type, by which services are found.
    pub service_type: Option<Value>,
    /// The endpoints, in the order of the export; `None` where the record has no such key, or nothing readable under it.
    pub endpoints: Option<Vec<Endpoint>>,
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
            endpoints: either(self.endpoints.as_deref(), other.endpoints.as_deref())?,
        })
    }
}

/// More endpoints no service has; more are not compared, as that takes time.
const MOST_ENDPOINTS: usize = 300;

/// The endpoints that one of two readings has. A list of endpoints has one in each record.
#[inline(never)]
fn either(
    ours: Option<&[Endpoint]>,
    theirs: Option<&[Endpoint]>,
) -> Result<Option<Vec<Endpoint>>, Contradiction> {
    let (Some(mine), Some(theirs)) = (ours, theirs) else {
        return Ok(ours.or(theirs).map(<[Endpoint]>::to_vec));
    };
    if mine.len().max(theirs.len()) > MOST_ENDPOINTS {
        return Err(Contradiction);
    }
    let mut union = mine.to_vec();
    for endpoint in theirs {
        if !mine.contains(endpoint) {
            union.push(endpoint.clone());
        }
    }
    Ok(Some(union))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_readings_have_the_endpoints_of_either() {
        let some = |numbers: std::ops::Range<usize>| -> Vec<Endpoint> {
            numbers.map(|at| Endpoint { interface: "public".into(), url: at.to_string().into() }).collect()
        };
        assert_eq!(either(None, None), Ok(None));
        assert_eq!(either(None, Some(&some(0..1))), Ok(Some(some(0..1))));
        assert_eq!(either(Some(&some(0..2)), Some(&some(1..3))), Ok(Some(some(0..3))));
        let many = some(0..2 * MOST_ENDPOINTS);
        assert_eq!(
            either(Some(&many[..MOST_ENDPOINTS]), Some(&many[..MOST_ENDPOINTS])),
            Ok(Some(some(0..MOST_ENDPOINTS)))
        );
        assert_eq!(either(Some(&many), Some(&some(0..1))), Err(Contradiction));
    }
}

//! scs-0116, key manager, and scs-0123, mandatory services: what the service catalog lists.
//! <https://docs.scs.community/standards/scs-0123-v1-mandatory-and-supported-IaaS-services>
//!
//! A service counts when its type is listed, with or without endpoints. Whether it can be used, only a live cloud shows.

use super::context::Shown;
use super::outcome::{Official, Outcome, Reason, RecordRef, Verdict};
use super::problem::{AbortCause, Problem};
use crate::inventory::{Completeness, Kind, Service, Value};

/// The catalog lists a service of one of the types.
pub(super) fn service_present(services: &Shown<'_, Service>, types: &[Box<str>]) -> Outcome {
    let is_there = types.iter().any(|wanted| lists(services, wanted));
    let missing = Problem::ServiceMissing(types.to_vec());
    with_stumble(Outcome::of_presence(is_there, Kind::Service, services.completeness, missing), services)
}

/// A service can be used, if it is there at all.
pub(super) fn service_usable(services: &Shown<'_, Service>, wanted: &str) -> Outcome {
    if lists(services, wanted) {
        return Outcome::undecided(Reason::LiveCloud);
    }
    if let Completeness::Partial(reason) = services.completeness {
        return Outcome::undecided(Reason::Incomplete(Kind::Service, reason));
    }
    with_stumble(
        Outcome { verdict: Verdict::Pass, official: Some(Official::Pass), findings: Vec::new() },
        services,
    )
}

fn lists(services: &Shown<'_, Service>, wanted: &str) -> bool {
    services
        .items
        .iter()
        .any(|(_, service)| service.service_type.as_ref().and_then(Value::as_text) == Some(wanted))
}

/// The official suite sorts the services by type: each must have one.
fn with_stumble(outcome: Outcome, services: &Shown<'_, Service>) -> Outcome {
    let stumbles = |service: &Service| match &service.service_type {
        None => Some(AbortCause::MissingKey("type".into())),
        Some(Value::Composite { .. }) => Some(AbortCause::WrongType("type".into())),
        Some(_) => None,
    };
    match services.items.iter().find_map(|&(index, service)| Some((index, stumbles(service)?))) {
        Some((index, cause)) => outcome.aborted_by(RecordRef { kind: Kind::Service, index }, cause),
        None => outcome,
    }
}

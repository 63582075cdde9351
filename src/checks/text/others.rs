//! What the texts of scs-0114, scs-0115, scs-0123 and scs-0125 ask of volume types, default rules and services beside
//! the official test cases.

use super::problem::OtherTextProblem;
use crate::checks::context::{Context, Shown};
use crate::checks::outcome::{Judgement, OffendersAre, Outcome, Reason, for_all};
use crate::checks::problem::Problem;
use crate::checks::scs_0114_volume_types::aspects_of;
use crate::checks::scs_0115_security_groups::{ETHERTYPES, is_from_the_group_itself, is_set};
use crate::inventory::{
    Completeness, Field, Kind, Record as _, SecurityGroupRule, Service, Value, VolumeType,
};
use std::collections::HashSet;

fn fault_if(problem: Option<OtherTextProblem>) -> Judgement {
    problem.map_or(Judgement::Met, |problem| Judgement::Fault(Problem::OtherText(problem)))
}

/// Lists of aspects stand at the start of the description, in lower case.
pub(super) fn aspect_list_place(context: &Context<'_>, volume_types: &Shown<'_, VolumeType>) -> Outcome {
    for_all(context.inventory, volume_types, &[Field::Description], OffendersAre::Printed, &|volume_type| {
        let description = volume_type.description.as_ref().and_then(Value::as_text).unwrap_or_default();
        let is_meant = description.to_ascii_lowercase().contains("[scs:");
        let is_misplaced = is_meant && aspects_of(volume_type).is_none();
        fault_if(is_misplaced.then_some(OtherTextProblem::AspectListMisplaced))
    })
}

/// A volume type whose name or extra specs speak of an aspect declares it.
pub(super) fn aspect_hint(
    context: &Context<'_>,
    volume_types: &Shown<'_, VolumeType>,
    aspect: &str,
    words: &[Box<str>],
    extra_specs: &[Box<str>],
) -> Outcome {
    for_all(context.inventory, volume_types, &[Field::Description], OffendersAre::Printed, &|volume_type| {
        if aspects_of(volume_type).is_some_and(|aspects| aspects.contains(&aspect)) {
            return Judgement::Met;
        }
        let name = volume_type.name_text().unwrap_or_default().to_ascii_lowercase();
        // "unencrypted" and "no-replication" say the contrary.
        let is_denied = |at: usize| {
            let before = name.get(..at).unwrap_or_default();
            ["un", "no", "non", "not", "no-", "no_", "non-", "not-", "no ", "without "]
                .iter()
                .any(|word| before.ends_with(word))
        };
        let word = words.iter().find(|word| name.find(word.as_ref()).is_some_and(|at| !is_denied(at)));
        let spec = extra_specs.iter().find(|spec| {
            let value = volume_type.extra_specs.as_ref().and_then(|specs| specs.get(spec));
            value.is_some_and(|value| value.to_string().to_ascii_lowercase().contains("true"))
        });
        let hint = word.or(spec);
        fault_if(
            hint.map(|hint| OtherTextProblem::AspectNotDeclared {
                aspect: aspect.into(),
                hint: hint.clone(),
            }),
        )
    })
}

/// The group `default` lets its members in, over both ethertypes.
pub(super) fn within_group(context: &Context<'_>, rules: &Shown<'_, SecurityGroupRule>) -> Outcome {
    if rules.items.iter().any(|(_, rule)| !context.inventory.knows(*rule, Field::UsedIn)) {
        return Outcome::undecided(Reason::LacksField(Kind::SecurityGroupRule, Field::UsedIn));
    }
    let lets_in = |rule: &SecurityGroupRule, ethertype: &str| {
        text(rule.direction.as_ref()) == Some("ingress")
            && text(rule.ethertype.as_ref()) == Some(ethertype)
            && text(rule.remote_group_id.as_ref()) == Some("PARENT")
            && is_set(rule.used_in_default_sg.as_ref())
    };
    let missing = ETHERTYPES
        .into_iter()
        .find(|ethertype| !rules.items.iter().any(|(_, rule)| lets_in(rule, ethertype)));
    let problem =
        Problem::OtherText(OtherTextProblem::NotWithinGroup { ethertype: missing.unwrap_or_default() });
    Outcome::of_presence(missing.is_none(), Kind::SecurityGroupRule, rules.completeness, problem)
}

/// Egress is limited by no protocol, port or group.
pub(super) fn limited_egress(context: &Context<'_>, rules: &Shown<'_, SecurityGroupRule>) -> Outcome {
    for_all(context.inventory, rules, &[Field::Protocol], OffendersAre::Printed, &|rule| {
        if text(rule.direction.as_ref()) != Some("egress") {
            return Judgement::Met;
        }
        let limits = [
            ("protocol", &rule.protocol),
            ("port_range_min", &rule.port_range_min),
            ("port_range_max", &rule.port_range_max),
            ("remote_group_id", &rule.remote_group_id),
        ];
        let limit = limits.into_iter().find_map(|(by, value)| {
            let value =
                value.as_ref().filter(|value| value.is_truthy() && text(Some(value)) != Some("any"))?;
            Some(OtherTextProblem::EgressLimited { by, found: value.to_string().into() })
        });
        fault_if(limit)
    })
}

/// No rule opens egress with an address range that the official test does not count.
pub(super) fn any_prefix(context: &Context<'_>, rules: &Shown<'_, SecurityGroupRule>) -> Outcome {
    for_all(context.inventory, rules, &[Field::RemoteIpPrefix], OffendersAre::Printed, &|rule| {
        let prefix = text(rule.remote_ip_prefix.as_ref());
        let is_egress = text(rule.direction.as_ref()) == Some("egress") && !is_from_the_group_itself(rule);
        let found = prefix.filter(|prefix| is_egress && matches!(*prefix, "0.0.0.0/0" | "::/0"));
        fault_if(found.map(|found| OtherTextProblem::AnyPrefix { found: found.into() }))
    })
}

fn text(value: Option<&Value>) -> Option<&str> {
    value?.as_text()
}

/// Services of these types have a public endpoint.
pub(super) fn public(context: &Context<'_>, services: &Shown<'_, Service>, types: &[Box<str>]) -> Outcome {
    let is_public = |service: &Service| {
        service.endpoints.iter().flatten().any(|endpoint| &*endpoint.interface == "public")
    };
    // A list of endpoints has a record for each of them.
    let public: HashSet<&str> = services
        .items
        .iter()
        .filter(|(_, service)| is_public(service))
        .filter_map(|(_, service)| text(service.service_type.as_ref()))
        .collect();
    for_all(context.inventory, services, &[Field::Endpoints], OffendersAre::Printed, &|service| {
        let service_type = text(service.service_type.as_ref()).unwrap_or_default();
        let is_fault = types.iter().any(|known| **known == *service_type) && !public.contains(service_type);
        fault_if(is_fault.then_some(OtherTextProblem::NoPublicEndpoint))
    })
}

/// The service is listed under its canonical type.
pub(super) fn alias(services: &Shown<'_, Service>, canonical: &str, aliases: &[Box<str>]) -> Outcome {
    let mut types = services.items.iter().filter_map(|(_, service)| text(service.service_type.as_ref()));
    let is_there = types.clone().any(|found| found == canonical);
    let alias = types.find(|found| aliases.iter().any(|alias| **alias == **found));
    // Without any name of it there is nothing to rename.
    let is_met = is_there || (alias.is_none() && services.completeness == Completeness::Complete);
    let problem =
        OtherTextProblem::AliasUsed { found: alias.unwrap_or_default().into(), canonical: canonical.into() };
    Outcome::of_presence(is_met, Kind::Service, services.completeness, Problem::OtherText(problem))
}

/// Public and internal endpoints use TLS.
pub(super) fn https(context: &Context<'_>, services: &Shown<'_, Service>) -> Outcome {
    for_all(context.inventory, services, &[Field::Endpoints], OffendersAre::Printed, &|service| {
        let mut endpoints = service.endpoints.iter().flatten();
        let plain = endpoints.find(|endpoint| {
            matches!(&*endpoint.interface, "public" | "internal") && !endpoint.url.starts_with("https://")
        });
        fault_if(plain.map(|endpoint| OtherTextProblem::NotHttps {
            interface: endpoint.interface.clone(),
            scheme: endpoint.url.split("://").next().unwrap_or_default().into(),
        }))
    })
}

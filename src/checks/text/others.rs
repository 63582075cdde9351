//! What the texts of scs-0114, scs-0115, scs-0123 and scs-0125 ask of volume types, default rules and services beside
//! the official test cases.

use super::problem::OtherTextProblem;
use crate::checks::context::{Context, Shown};
use crate::checks::outcome::{
    Finding, Judgement, OffendersAre, Outcome, Reason, RecordRef, Verdict, for_all,
};
use crate::checks::problem::{DefaultRulesProblem, Problem};
use crate::checks::scs_0114_volume_types::aspects_of;
use crate::checks::scs_0115_security_groups::{
    ETHERTYPES, NEEDED, is_from_the_group_itself, is_set, opened_by,
};
use crate::inventory::{Field, Kind, Record as _, SecurityGroupRule, Service, Value, VolumeType};
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
        // "unencrypted", "no-replication" and "LUKSless" say the contrary.
        let is_denied = |at: usize, word: &str| {
            let is_between = [' ', '-', '_'];
            let before = name.get(..at).unwrap_or_default().trim_end_matches(is_between);
            let last = before.rsplit(is_between).next().unwrap_or_default();
            let after = name.get(at + word.len()..).unwrap_or_default();
            matches!(last, "un" | "no" | "non" | "not" | "without") || after.starts_with("less")
        };
        let is_said = |word: &str| name.find(word).is_some_and(|at| !is_denied(at, word));
        let word = words.iter().find(|word| is_said(word));
        let is_set = |spec: &str| {
            let value = volume_type.extra_specs.as_ref().and_then(|specs| specs.get(spec));
            value.is_some_and(|value| {
                value.is_truthy() && !value.to_string().to_ascii_lowercase().contains("false")
            })
        };
        let spec = extra_specs.iter().find(|spec| is_set(spec));
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
    if let Some(field) = unknown_field(context, rules) {
        return Outcome::undecided(Reason::LacksField(Kind::SecurityGroupRule, field));
    }
    let lets_in = |rule: &SecurityGroupRule, ethertype: &str| {
        text(rule.direction.as_ref()) == Some("ingress")
            && text(rule.ethertype.as_ref()) == Some(ethertype)
            && text(rule.remote_group_id.as_ref()) == Some("PARENT")
            && is_set(rule.used_in_default_sg.as_ref())
            && limit_of(rule).is_none()
    };
    let is_missing = |ethertype: &&str| !rules.items.iter().any(|(_, rule)| lets_in(rule, ethertype));
    let missing = ETHERTYPES.into_iter().filter(is_missing);
    let missing = missing.map(|ethertype| Problem::OtherText(OtherTextProblem::NotWithinGroup { ethertype }));
    Outcome::of_absences(missing.collect(), Kind::SecurityGroupRule, rules.completeness)
}

/// A field on which default rules depend and that a source cannot carry.
fn unknown_field(context: &Context<'_>, rules: &Shown<'_, SecurityGroupRule>) -> Option<Field> {
    let lacks = |field: &Field| rules.items.iter().any(|(_, rule)| !context.inventory.knows(*rule, *field));
    [Field::UsedIn, Field::Protocol].into_iter().find(lacks)
}

/// The field that limits a rule to a protocol or ports, with its value.
fn limit_of(rule: &SecurityGroupRule) -> Option<(&'static str, &Value)> {
    let limits = [
        ("protocol", &rule.protocol),
        ("port_range_min", &rule.port_range_min),
        ("port_range_max", &rule.port_range_max),
    ];
    let is_limit = |value: &Value| value.is_truthy() && value.as_text() != Some("any");
    limits.into_iter().find_map(|(by, value)| Some((by, value.as_ref().filter(|value| is_limit(value))?)))
}

/// Egress is open in groups of both kinds: for each ethertype some rule is limited by no protocol, port, group or address
/// range.
pub(super) fn limited_egress(context: &Context<'_>, rules: &Shown<'_, SecurityGroupRule>) -> Outcome {
    if let Some(field) = unknown_field(context, rules) {
        return Outcome::undecided(Reason::LacksField(Kind::SecurityGroupRule, field));
    }
    let egress = || rules.items.iter().filter(|(_, rule)| text(rule.direction.as_ref()) == Some("egress"));
    let limit = |rule: &SecurityGroupRule| {
        let group = rule.remote_group_id.as_ref().filter(|group| group.is_truthy());
        let prefix = rule
            .remote_ip_prefix
            .as_ref()
            .filter(|prefix| prefix.is_truthy() && !matches!(prefix.as_text(), Some("0.0.0.0/0" | "::/0")));
        let further = [("remote_group_id", group), ("remote_ip_prefix", prefix)];
        let further = further.into_iter().find_map(|(by, value)| Some((by, value?)));
        let (by, value) = limit_of(rule).or(further)?;
        Some(OtherTextProblem::EgressLimited { by, found: value.to_string().into() })
    };
    let open: Vec<_> =
        egress().filter(|(_, rule)| limit(rule).is_none()).flat_map(|(_, rule)| opened_by(rule)).collect();
    let missing: Vec<_> = NEEDED.into_iter().filter(|mark| !open.contains(mark)).collect();
    let problems = missing.iter().map(|&(ethertype, groups)| {
        Problem::DefaultRules(DefaultRulesProblem::NoEgress { ethertype, groups })
    });
    let mut outcome = Outcome::of_absences(problems.collect(), Kind::SecurityGroupRule, rules.completeness);
    // Rules that would open it, but for a limit, say more than that none does.
    let limited = egress().filter_map(|&(index, rule)| {
        let is_missing = opened_by(rule).any(|mark| missing.contains(&mark));
        let problem = Problem::OtherText(limit(rule).filter(|_| is_missing)?);
        let record = Some(RecordRef { kind: Kind::SecurityGroupRule, index });
        Some(Finding { record, problem, is_fault: outcome.verdict == Verdict::Fail })
    });
    let limited: Vec<Finding> = limited.collect();
    if !limited.is_empty() {
        outcome.findings = limited;
    }
    outcome
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
    .unless_lost(Kind::Service, services.completeness)
}

/// The catalog lists a service of one of the types; one of another type may do as well.
pub(super) fn present_or(services: &Shown<'_, Service>, types: &[Box<str>], instead: &str) -> Outcome {
    let lists = |wanted: &str| {
        services.items.iter().any(|(_, service)| text(service.service_type.as_ref()) == Some(wanted))
    };
    let is_there = types.iter().any(|wanted| lists(wanted));
    if !is_there && lists(instead) {
        return Outcome::undecided(Reason::LiveCloud);
    }
    Outcome::of_presence(
        is_there,
        Kind::Service,
        services.completeness,
        Problem::ServiceMissing(types.to_vec()),
    )
}

/// The service is listed under its canonical type.
pub(super) fn alias(
    context: &Context<'_>,
    services: &Shown<'_, Service>,
    canonical: &str,
    aliases: &[Box<str>],
) -> Outcome {
    let is_canonical = |service: &Service| text(service.service_type.as_ref()) == Some(canonical);
    let is_there = services.items.iter().any(|(_, service)| is_canonical(service));
    for_all(context.inventory, services, &[], OffendersAre::Printed, &|service| {
        let found = text(service.service_type.as_ref()).unwrap_or_default();
        let is_alias = !is_there && aliases.iter().any(|alias| **alias == *found);
        fault_if(
            is_alias
                .then(|| OtherTextProblem::AliasUsed { found: found.into(), canonical: canonical.into() }),
        )
    })
    .unless_lost(Kind::Service, services.completeness)
}

/// Public and internal endpoints use TLS.
pub(super) fn https(context: &Context<'_>, services: &Shown<'_, Service>) -> Outcome {
    for_all(context.inventory, services, &[Field::Endpoints], OffendersAre::Printed, &|service| {
        let mut endpoints = service.endpoints.iter().flatten();
        let plain = endpoints.find(|endpoint| {
            let scheme = endpoint.url.split("://").next().unwrap_or_default();
            matches!(&*endpoint.interface, "public" | "internal") && !scheme.eq_ignore_ascii_case("https")
        });
        fault_if(plain.map(|endpoint| OtherTextProblem::NotHttps {
            interface: endpoint.interface.clone(),
            scheme: endpoint.url.split("://").next().unwrap_or_default().into(),
        }))
    })
}

//! scs-0115, default security group rules:
//! <https://docs.scs.community/standards/scs-0115-v1-default-rules-for-security-groups>.
//!
//! Nothing may be let in, but for the group itself in the group `default`; everything must be let out, for both
//! ethertypes, in groups of both kinds. Only a rule without address range counts as letting everything out; an explicit
//! `0.0.0.0/0` does not. Lists of the client print the two alike, so there we may not know.

use super::context::{Context, Shown};
use super::outcome::{Finding, ForAll, Judgement, Official, Outcome, Reason, Verdict};
use super::problem::{AbortCause, DefaultRulesProblem, Groups, Problem};
use crate::inventory::{Completeness, Field, Kind, SecurityGroupRule, Value};

pub(super) const ETHERTYPES: [&str; 2] = ["IPv4", "IPv6"];

/// What has to be let out.
pub(super) const NEEDED: [(&str, Groups); 4] = [
    ("IPv4", Groups::Default),
    ("IPv4", Groups::Custom),
    ("IPv6", Groups::Default),
    ("IPv6", Groups::Custom),
];

/// New security groups let nothing in and everything out.
pub(super) fn default_rules(context: &Context<'_>, rules: &Shown<'_, SecurityGroupRule>) -> Outcome {
    let mut all = ForAll::new(Kind::SecurityGroupRule);
    let mut open: Vec<(&str, Groups)> = Vec::new();
    let mut maybe_open: Vec<(&str, Groups)> = Vec::new();
    for &(index, rule) in &rules.items {
        if !context.inventory.knows(rule, Field::UsedIn) {
            all.add(index, Judgement::Unknown(Field::UsedIn));
            continue;
        }
        match rule.direction.as_ref().and_then(Value::as_text) {
            Some("ingress") if !is_from_the_group_itself(rule) => {
                all.add(index, Judgement::Fault(Problem::DefaultRules(DefaultRulesProblem::Ingress)));
            }
            Some("egress") => {
                if matches!(rule.ethertype, Some(Value::Composite { .. })) {
                    all.add(index, Judgement::Abort(AbortCause::WrongType("ethertype".into()), None));
                }
                match &rule.remote_ip_prefix {
                    Some(prefix) if prefix.is_truthy() => {}
                    None if !context.inventory.knows(rule, Field::RemoteIpPrefix) => {
                        maybe_open.extend(opened_by(rule));
                    }
                    None | Some(_) => open.extend(opened_by(rule)),
                }
            }
            _ => {}
        }
    }
    let missing: Vec<_> = NEEDED.into_iter().filter(|mark| !open.contains(mark)).collect();
    let is_in_doubt = missing.iter().all(|mark| maybe_open.contains(mark));
    with_egress(all.outcome(rules.completeness), &missing, is_in_doubt, rules.completeness)
}

pub(super) fn is_from_the_group_itself(rule: &SecurityGroupRule) -> bool {
    let is_parent = rule.remote_group_id.as_ref().and_then(Value::as_text) == Some("PARENT");
    is_parent && !is_set(rule.used_in_non_default_sg.as_ref())
}

pub(super) fn is_set(value: Option<&Value>) -> bool {
    value.is_some_and(Value::is_truthy)
}

/// What a rule without address range opens.
pub(super) fn opened_by(rule: &SecurityGroupRule) -> impl Iterator<Item = (&'static str, Groups)> {
    let ethertype = rule.ethertype.as_ref().and_then(Value::as_text);
    let ethertype = ETHERTYPES.into_iter().find(|known| ethertype == Some(*known));
    let groups = [
        (Groups::Default, is_set(rule.used_in_default_sg.as_ref())),
        (Groups::Custom, is_set(rule.used_in_non_default_sg.as_ref())),
    ];
    groups.into_iter().filter_map(move |(groups, is_used)| Some((ethertype?, groups)).filter(|_| is_used))
}

/// Adds what is to be said of egress to what was said of ingress.
fn with_egress(
    mut outcome: Outcome,
    missing: &[(&'static str, Groups)],
    is_in_doubt: bool,
    completeness: Completeness,
) -> Outcome {
    if missing.is_empty() || matches!(outcome.verdict, Verdict::Undecided(Reason::LacksField(..))) {
        return outcome;
    }
    let is_decided =
        outcome.verdict == Verdict::Fail || (!is_in_doubt && completeness == Completeness::Complete);
    if !is_decided {
        let reason = match completeness {
            Completeness::Partial(reason) => Reason::Incomplete(Kind::SecurityGroupRule, reason),
            Completeness::Complete => Reason::LacksField(Kind::SecurityGroupRule, Field::RemoteIpPrefix),
        };
        outcome.verdict = Verdict::Undecided(reason);
        outcome.official = None;
        return outcome;
    }
    outcome.verdict = Verdict::Fail;
    outcome.official = outcome.official.map(|official| match official {
        Official::Abort => Official::Abort,
        Official::Pass | Official::Fail => Official::Fail,
    });
    if !is_in_doubt && completeness == Completeness::Complete {
        outcome.findings.extend(missing.iter().map(|&(ethertype, groups)| Finding {
            record: None,
            problem: Problem::DefaultRules(DefaultRulesProblem::NoEgress { ethertype, groups }),
            is_fault: true,
        }));
    }
    outcome
}

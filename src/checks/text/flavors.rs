//! What the texts of scs-0100 and scs-0103 ask of flavors beside the official test cases.

use super::problem::FlavorTextProblem;
use crate::catalogue::{NameForm, SpecOf};
use crate::checks::context::{Context, FlavorNaming, Shown, spec_text};
use crate::checks::official_text::read_integer;
use crate::checks::outcome::{ForAll, Judgement, Outcome};
use crate::checks::problem::{FlavorNameProblem, Problem};
use crate::checks::scs_0100_flavor_naming::name_fault;
use crate::flavor_name::{
    FlavorName, Grammar, Reading, SpecNames, Syntax, canonical, extra_specs, names_in, read, short,
};
use crate::inventory::{Field, Flavor, Kind, Properties, Record as _, Value};
use std::collections::{HashMap, HashSet};

/// A flavor with what its own name says.
pub(super) struct Subject<'a> {
    flavor: &'a Flavor,
    /// Its own name; empty if it has none.
    own: &'a str,
    /// The parts of the own name and its syntax, if it is a valid one of the standard.
    name: Option<(&'a FlavorName, Syntax)>,
}

/// Asks the same of every flavor.
pub(super) fn each<'a>(
    context: &'a Context<'_>,
    flavors: &Shown<'a, Flavor>,
    fields: &[Field],
    judge: &dyn Fn(Subject<'a>) -> Vec<FlavorTextProblem>,
) -> Outcome {
    let mut all = ForAll::new(Kind::Flavor);
    for (&(index, flavor), naming) in flavors.items.iter().zip(&context.flavor_names) {
        if let Some(field) = fields.iter().copied().find(|field| !context.inventory.knows(flavor, *field)) {
            all.add(index, Judgement::Unknown(field));
            continue;
        }
        let name = match naming {
            Some(FlavorNaming::Text(Reading::Valid { name, syntax })) => Some((name.as_ref(), *syntax)),
            Some(FlavorNaming::Text(Reading::Invalid { .. } | Reading::NotScs) | FlavorNaming::NoText)
            | None => None,
        };
        let own = flavor.name_text().unwrap_or_default();
        for problem in judge(Subject { flavor, own, name }) {
            all.add(index, Judgement::Fault(Problem::FlavorText(problem)));
        }
    }
    all.outcome(flavors.completeness)
}

/// The name has the form.
pub(super) fn name_form(subject: &Subject<'_>, form: NameForm) -> Option<FlavorTextProblem> {
    let (name, syntax) = subject.name?;
    // A disk of open size is what the official test stumbles over.
    let is_sized = name.disk.as_ref().is_none_or(|disk| disk.size_gb.is_some());
    let canonical = || {
        let text = canonical(name, Syntax::V2);
        (text != subject.own && is_sized && form != NameForm::HalfGib).then(|| text.into())
    };
    has_form(form, subject.own, name, syntax)
        .then(|| FlavorTextProblem::NameForm { form, canonical: canonical() })
}

/// Extra specs that say less than the flavor's own name promises.
pub(super) fn specs_keep_name(subject: &Subject<'_>, grammar: &Grammar) -> Vec<FlavorTextProblem> {
    subject
        .name
        .map(|(name, _)| specs_below(subject.flavor, subject.own, name, None, grammar))
        .unwrap_or_default()
}

/// The short name of the flavor is not among the names.
pub(super) fn no_short_name(
    subject: &Subject<'_>,
    names: &HashSet<&str>,
    grammar: &Grammar,
) -> Option<FlavorTextProblem> {
    let (name, _) = subject.name?;
    let brief = canonical(&short(name, grammar), Syntax::V2);
    let is_valid = matches!(read(&brief, grammar), Reading::Valid { .. });
    let is_missing = brief != canonical(name, Syntax::V2) && !names.contains(brief.as_str());
    (is_valid && is_missing).then(|| FlavorTextProblem::NoShortName { short: brief.into() })
}

/// A standard flavor without disk tells the type of a disk.
pub(super) fn disk_type_without_disk(
    subject: &Subject<'_>,
    is_standard_without_disk: impl Fn(&str) -> bool,
) -> Option<FlavorTextProblem> {
    let flavor = subject.flavor;
    let found = spec_text(flavor, "scs:disk0-type")?;
    let is_meant = is_standard_without_disk(subject.own)
        || spec_text(flavor, "scs:name-v2").is_some_and(is_standard_without_disk);
    let has_no_disk = flavor.disk_gb.as_ref().is_none_or(|disk| read_integer(disk) == Some(0));
    (is_meant && has_no_disk).then(|| FlavorTextProblem::DiskTypeWithoutDisk { found: found.into() })
}

/// All names in extra specs have the old syntax.
pub(super) fn no_current_name_spec(
    subject: &Subject<'_>,
    flavors_of: &HashMap<String, usize>,
    grammar: &Grammar,
) -> Option<FlavorTextProblem> {
    let mut old = None;
    for spec in specs_of(subject.flavor).names {
        match read(spec.value, grammar) {
            Reading::Valid { syntax: Syntax::V2, .. } => return None,
            Reading::Valid { name, syntax: Syntax::V1 } => old = old.or(Some((spec.value, name))),
            Reading::Invalid { .. } | Reading::NotScs => {}
        }
    }
    let (found, name) = old?;
    let current = canonical(&name, Syntax::V2);
    let is_taken = flavors_of.get(&current).is_some_and(|flavors| *flavors > 1);
    Some(FlavorTextProblem::NoCurrentNameSpec { found: found.into(), current: current.into(), is_taken })
}

/// How many flavors have each name, by itself or in extra specs, in either syntax.
pub(super) fn flavors_by_any_name(flavors: &Shown<'_, Flavor>, grammar: &Grammar) -> HashMap<String, usize> {
    let mut flavors_of = HashMap::new();
    for (_, flavor) in &flavors.items {
        let specs = specs_of(flavor);
        let names = flavor.name_text().into_iter().chain(specs.names.iter().map(|spec| spec.value));
        let names = names.filter_map(|name| match read(name, grammar) {
            Reading::Valid { name, .. } => Some(canonical(&name, Syntax::V2)),
            Reading::Invalid { .. } | Reading::NotScs => None,
        });
        let mut names: Vec<String> = names.collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            *flavors_of.entry(name).or_default() += 1;
        }
    }
    flavors_of
}

/// All names that flavors have, in extra specs, too.
pub(super) fn all_names<'a>(flavors: &Shown<'a, Flavor>) -> HashSet<&'a str> {
    let mut names = HashSet::new();
    for (_, flavor) in &flavors.items {
        names.extend(flavor.name_text());
        names.extend(specs_of(flavor).names.iter().map(|spec| spec.value));
    }
    names
}

fn specs_of(flavor: &Flavor) -> SpecNames<'_> {
    let specs = flavor.extra_specs.iter().flat_map(Properties::iter);
    names_in(specs.filter_map(|(key, value)| Some((key, value.as_text()?))))
}

fn has_form(form: NameForm, own: &str, name: &FlavorName, syntax: Syntax) -> bool {
    let is_current = syntax == Syntax::V2;
    match form {
        NameForm::OldSyntax => !is_current,
        NameForm::HalfGib => name.memory.gib >= 10.0 && name.memory.gib.fract() > 0.0,
        NameForm::Discouraged => {
            let writes_zero = name
                .processor
                .as_ref()
                .is_some_and(|cpu| cpu.generation.is_some() && cpu.known_generation().is_none());
            writes_zero || (name.hardware_virtualization.is_some() && name.hypervisor.is_none())
        }
        NameForm::NotInText => is_current && is_not_in_text(own, name),
        NameForm::NotCanonical => is_current && canonical(name, Syntax::V2) != own,
    }
}

/// Forms that the official parser reads and the text does not provide for: digits that say nothing, disks without a
/// number or a size beside a number, and classes of GPUs without what they class.
fn is_not_in_text(own: &str, name: &FlavorName) -> bool {
    let digits = |text: &str| {
        text.strip_prefix('0').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    // A number stands behind something that is no digit and no dot.
    let has_leading_zero = own.match_indices('0').any(|(at, _)| {
        let before = own.get(..at).and_then(|before| before.chars().next_back());
        before.is_some_and(|before| !before.is_ascii_digit() && before != '.')
            && own.get(at..).is_some_and(digits)
    });
    let memory: String = own.chars().skip(name.memory.span.start).take(name.memory.span.len()).collect();
    let memory = memory.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let has_odd_dot = memory.contains('.') && (!memory.ends_with(".5") || memory.contains("-.5"));
    let disk = name.disk.as_ref().is_some_and(|disk| {
        let text: String = own.chars().skip(disk.span.start).take(disk.span.len()).collect();
        text.contains('x') && (disk.count.is_one() || disk.size_gb.is_none())
    });
    let gpu = name.gpu.as_ref().is_some_and(|gpu| {
        (gpu.units.is_none() && (!gpu.frequency.is_empty() || gpu.vram_gib.is_some()))
            || (gpu.generation.is_empty() && gpu.units.is_some())
            || gpu.bandwidth.len() > 1
    });
    has_leading_zero || has_odd_dot || disk || gpu
}

/// Extra specs that say less than the name promises: all of them, or those for the CPU or for disks.
fn specs_below(
    flavor: &Flavor,
    own: &str,
    name: &FlavorName,
    of: Option<SpecOf>,
    grammar: &Grammar,
) -> Vec<FlavorTextProblem> {
    let ranks = |spec: &str| -> Vec<&str> {
        if spec.ends_with("cpu-type") {
            grammar.cpu_types.iter().map(|cpu| cpu.extra_spec.as_str()).collect()
        } else {
            grammar.disk_types.iter().map(|disk| disk.extra_spec.as_str()).collect()
        }
    };
    let promised = extra_specs(name, grammar).unwrap_or_default();
    let promised = promised.into_iter().filter(|(spec, _)| match of {
        None => !spec.starts_with("scs:name"),
        Some(SpecOf::Cpu) => spec == "scs:cpu-type",
        Some(SpecOf::Disk) => spec.starts_with("scs:disk"),
    });
    let below = promised.filter_map(|(spec, promised)| {
        let found = spec_text(flavor, &spec)?;
        let ranks = ranks(&spec);
        let rank = |value: &str| ranks.iter().position(|known| *known == value);
        let is_below = rank(found)? < rank(&promised)?;
        is_below.then(|| FlavorTextProblem::SpecBelowName {
            spec: spec.into(),
            found: found.into(),
            promised: promised.into(),
            name: own.into(),
        })
    });
    below.collect()
}

/// Names in extra specs that are malformed, or that the flavor does not keep.
pub(super) fn name_specs(
    subject: &Subject<'_>,
    tolerance_mib: u32,
    grammar: &Grammar,
) -> Vec<FlavorTextProblem> {
    let flavor = subject.flavor;
    let specs = flavor.extra_specs.iter().flat_map(Properties::iter);
    let names = specs.filter(|(key, _)| names_in([(*key, "")]).names.len() == 1);
    let faults = names.filter_map(|(spec, value)| {
        let text = value.as_text().unwrap_or_default();
        let problem = match read(text, grammar) {
            Reading::NotScs => FlavorNameProblem::NotScs,
            reading @ Reading::Invalid { .. } => FlavorNameProblem::Malformed(reading.error()?.clone()),
            Reading::Valid { name, .. } => name_fault(flavor, &name, tolerance_mib)?,
        };
        Some(FlavorTextProblem::NameSpec {
            spec: spec.into(),
            found: value.to_string().into(),
            problem: Box::new(problem),
        })
    });
    faults.collect()
}

/// Extra specs of unknown value, or below what names in extra specs promise.
pub(super) fn spec_values(subject: &Subject<'_>, of: SpecOf, grammar: &Grammar) -> Vec<FlavorTextProblem> {
    let (flavor, own) = (subject.flavor, subject.own);
    let specs = specs_of(flavor);
    let (known, found): (Vec<&str>, Vec<(String, &str)>) = match of {
        SpecOf::Cpu => (
            grammar.cpu_types.iter().map(|cpu| cpu.extra_spec.as_str()).collect(),
            specs.cpu_type.map(|value| ("scs:cpu-type".to_owned(), value)).into_iter().collect(),
        ),
        SpecOf::Disk => (
            grammar.disk_types.iter().map(|disk| disk.extra_spec.as_str()).collect(),
            specs
                .disk_types
                .iter()
                .map(|spec| (format!("scs:disk{}-type", spec.number), spec.value))
                .collect(),
        ),
    };
    let unknown = found.into_iter().filter(|(_, value)| !known.contains(value)).map(|(spec, value)| {
        FlavorTextProblem::SpecUnknown {
            spec: spec.into(),
            found: value.into(),
            known: known.iter().map(|value| (*value).into()).collect(),
        }
    });
    let mut problems: Vec<FlavorTextProblem> = unknown.collect();
    // What the flavor's own name promises is another requirement's business. The names often promise the same.
    let mut names: Vec<&str> =
        specs.names.iter().map(|spec| spec.value).filter(|name| *name != own).collect();
    names.dedup();
    for text in names {
        if let Reading::Valid { name, .. } = read(text, grammar) {
            let below = specs_below(flavor, text, &name, Some(of), grammar);
            if !below.is_empty() {
                problems.extend(below);
                break;
            }
        }
    }
    problems
}

/// Sizes of a further flavor that are unlike those of the standard ones.
pub(super) fn proportions(
    subject: &Subject<'_>,
    is_standard: impl Fn(&str) -> bool,
    gib_per_vcpu: &[Box<str>],
    disk_gb: &[Box<str>],
) -> Vec<FlavorTextProblem> {
    let flavor = subject.flavor;
    let has_gpu = subject.name.is_none_or(|(name, _)| name.gpu.is_some());
    if has_gpu || is_standard(subject.own) || spec_text(flavor, "scs:name-v2").is_some_and(is_standard) {
        return Vec::new();
    }
    let size = |value: Option<&Value>| value.and_then(read_integer).unwrap_or(0);
    let (vcpus, ram_mib, disk) =
        (size(flavor.vcpus.as_ref()), size(flavor.ram_mib.as_ref()), size(flavor.disk_gb.as_ref()));
    let mut problems = Vec::new();
    if vcpus > 0 && vcpus.count_ones() != 1 {
        problems.push(FlavorTextProblem::Proportion {
            field: "vcpus",
            found: vcpus.to_string().into(),
            expected: ["1, 2, 4, 8, …".into()].into(),
        });
    }
    let is_ratio = |ratio: &str| {
        let ratio: Option<i64> = ratio.parse().ok();
        ratio.is_some_and(|ratio| vcpus.checked_mul(ratio * 1024) == Some(ram_mib))
    };
    if vcpus > 0 && !gib_per_vcpu.iter().any(|ratio| is_ratio(ratio)) {
        problems.push(FlavorTextProblem::Proportion {
            field: "ram",
            found: ram_mib.to_string().into(),
            expected: gib_per_vcpu
                .iter()
                .filter_map(|ratio| {
                    Some(vcpus.checked_mul(ratio.parse::<i64>().ok()? * 1024)?.to_string().into())
                })
                .collect(),
        });
    }
    if disk > 0 && !disk_gb.iter().any(|size| size.parse() == Ok(disk)) {
        problems.push(FlavorTextProblem::Proportion {
            field: "disk",
            found: disk.to_string().into(),
            expected: disk_gb.to_vec(),
        });
    }
    problems
}

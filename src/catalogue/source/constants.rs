//! Constants of the official suite, by their names, and the test cases that it registers → rules.

use super::draft::{mapping, scalar, set, texts};
use super::python::{Constant, Line, Value, Word, constants_of, lines_of};
use super::tables::{Coded, Facts, term};
use crate::catalogue::overlay::value_of;
use crate::yaml::parse_document;
use std::collections::{BTreeMap, BTreeSet};

/// What a constant says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// The names of standard flavors; whether they are mandatory, unless that is not said.
    Flavors(Option<bool>),
    /// The images that test cases look for.
    Images,
    /// The values of an image property that a test case takes.
    Values(&'static str),
    /// The aspects of volume types.
    Aspects,
    /// Replacement frequencies, with their seconds.
    Frequencies,
    /// Codes with the values of extra specs.
    Specs(&'static str),
    /// Codes with labels.
    Terms(&'static str),
    /// Codes that only the newer syntax of names has where no regular expression tells.
    Hypervisors,
    /// Codes of what has generations.
    Vendors(&'static str),
    /// Generations by these codes.
    Generations(&'static str),
}

/// The constants with rules, by class and name.
const CONSTANTS: [(&str, &str, Meaning); 22] = [
    ("", "SCS_0103_V1_MANDATORY", Meaning::Flavors(Some(true))),
    ("", "SCS_0103_V1_RECOMMENDED", Meaning::Flavors(Some(false))),
    ("", "SCS_0103_CANONICAL_NAMES", Meaning::Flavors(None)),
    ("", "_specs", Meaning::Images),
    ("", "ARCHITECTURES", Meaning::Values("scs-0102-prop-architecture")),
    ("", "HW_DISK_BUSES", Meaning::Values("scs-0102-prop-hw_disk_bus")),
    ("", "HYPERVISOR_TYPES", Meaning::Values("scs-0102-prop-hypervisor_type")),
    ("", "HW_RNG_MODELS", Meaning::Values("scs-0102-prop-hw_rng_model")),
    ("", "OS_PURPOSES", Meaning::Values("scs-0102-prop-os_purpose")),
    ("", "FREQ_TO_SEC", Meaning::Frequencies),
    ("", "RECOGNIZED_FEATURES", Meaning::Aspects),
    ("", "CPUTYPE_KEY", Meaning::Specs("cpu_types")),
    ("", "DISKTYPE_KEY", Meaning::Specs("disk_types")),
    ("Hype", "hype", Meaning::Hypervisors),
    ("CPUBrand", "cpuvendor", Meaning::Vendors("cpu_vendors")),
    ("CPUBrand", "cpugen", Meaning::Generations("cpu_vendors")),
    ("CPUBrand", "perf", Meaning::Terms("cpu_frequencies")),
    ("GPU", "gputype", Meaning::Terms("gpu_modes")),
    ("GPU", "brand", Meaning::Vendors("gpu_brands")),
    ("GPU", "gen", Meaning::Generations("gpu_brands")),
    ("GPU", "perf", Meaning::Terms("gpu_frequencies")),
    ("GPU", "vramperf", Meaning::Terms("vram_bandwidths")),
];

/// The classes with regular expressions of hypervisors, by the syntax of names.
const HYPERVISORS_OF: [(&str, &str); 2] = [("v1", "SyntaxV1"), ("v2", "SyntaxV2")];

/// Reads a program of the suite. Returns what was not understood.
pub(super) fn read_python(text: &str, facts: &mut Facts<'_>) -> String {
    let lines = lines_of(text);
    let constants = constants_of(&lines);
    let mut understood: BTreeSet<usize> = BTreeSet::new();
    read_flavors(&constants, facts, &mut understood);
    for (constant, meaning) in constants.iter().filter_map(|constant| Some((constant, meaning_of(constant)?)))
    {
        if read_constant(constant, meaning, &constants, facts, &mut understood) {
            understood.insert(constant.line);
        }
    }
    read_services(&lines, facts, &mut understood);
    let mut rest = String::new();
    for (at, line) in lines.iter().enumerate() {
        if !understood.contains(&at) && !line.is_documentation() {
            rest.push_str(&line.to_text());
            rest.push('\n');
        }
    }
    rest
}

fn meaning_of(constant: &Constant) -> Option<Meaning> {
    let mut known = CONSTANTS.iter();
    let known = known.find(|(class, name, _)| *class == constant.class && *name == constant.name);
    known.map(|(_, _, meaning)| *meaning)
}

/// Whether the constant was understood.
fn read_constant(
    constant: &Constant,
    meaning: Meaning,
    constants: &[Constant],
    facts: &mut Facts<'_>,
    understood: &mut BTreeSet<usize>,
) -> bool {
    let value = &constant.value;
    match meaning {
        // Read together, for they make one list.
        Meaning::Flavors(_) => understood.contains(&constant.line),
        Meaning::Images => {
            let Value::Call(function, given) = value else { return false };
            let ("yaml.safe_load", [Value::Text(table)]) = (function.as_str(), given.as_slice()) else {
                return false;
            };
            parse_document(table).is_ok_and(|table| facts.take_images(&table))
        }
        Meaning::Values(testcase) => {
            let Value::List(items) = value else { return false };
            let may_lack = items.contains(&Value::Nothing);
            let items: Vec<Value> = items.iter().filter(|item| **item != Value::Nothing).cloned().collect();
            texts_in(&items).is_some_and(|values| facts.take_values(testcase, &values, may_lack))
        }
        Meaning::Aspects => {
            let Value::List(items) = value else { return false };
            texts_in(items).is_some_and(|values| facts.take_aspects(&values))
        }
        Meaning::Frequencies => {
            let Value::Table(pairs) = value else { return false };
            let pair = |(value, seconds): &(Value, Value)| match (value, seconds) {
                (Value::Text(value), Value::Integer(seconds)) => {
                    Some((value.clone(), u32::try_from(*seconds).ok()?))
                }
                _ => None,
            };
            let Some(frequencies) = pairs.iter().map(pair).collect::<Option<Vec<_>>>() else { return false };
            let values: BTreeSet<&String> = frequencies.iter().map(|(value, _)| value).collect();
            if values.len() != frequencies.len() || frequencies.is_empty() {
                return false;
            }
            facts.take_frequencies(&frequencies);
            true
        }
        Meaning::Specs(list) => {
            let Some(rows) = coded(value) else { return false };
            let is_cpu = list == "cpu_types";
            let rows: Vec<Coded> = rows.into_iter().filter(|row| !row.code.is_empty()).collect();
            let before = facts.remarks.len();
            let is_read = facts.take_codes(
                list,
                &rows,
                |entry, row| set(entry, "extra_spec", scalar(row.label.as_str())),
                |row| {
                    let spec = || scalar(row.label.as_str());
                    let code = ("code", scalar(row.code.as_str()));
                    let words = if is_cpu { vec!["singular", "plural"] } else { vec!["label"] };
                    let words = words.into_iter().map(|key| (key, spec()));
                    Some(mapping([code, ("extra_spec", spec())].into_iter().chain(words)))
                },
            );
            // What is said of these codes is a rule.
            facts.remarks.truncate(before);
            is_read
        }
        Meaning::Terms(list) => {
            let Some(rows) = attribute(value, 1).and_then(coded) else { return false };
            facts.take_terms(list, &rows)
        }
        Meaning::Hypervisors => {
            let Some(rows) = attribute(value, 1).and_then(coded) else { return false };
            let expressions = HYPERVISORS_OF.map(|(syntax, class)| {
                let found = constants.iter().find(|other| other.class == class && other.name == "hype");
                (syntax, found.and_then(|found| Some((found.line, alternatives(&found.value)?))))
            });
            let syntaxes = |code: &str, known: Option<Vec<String>>| {
                let names = expressions.iter().filter(|(syntax, expression)| match expression {
                    Some((_, codes)) => codes.iter().any(|known| known == code),
                    None => {
                        known.as_ref().map_or(*syntax == "v2", |known| known.iter().any(|own| own == syntax))
                    }
                });
                texts(names.map(|(syntax, _)| *syntax))
            };
            let is_read = facts.take_codes(
                "hypervisors",
                &rows,
                |entry, row| {
                    let known = value_of(entry, "syntaxes").map(super::draft::texts_of);
                    set(entry, "syntaxes", syntaxes(&row.code, known));
                },
                |row| {
                    let mut entry = term(row);
                    set(&mut entry, "syntaxes", syntaxes(&row.code, None));
                    Some(entry)
                },
            );
            if is_read {
                understood
                    .extend(expressions.iter().filter_map(|(_, expression)| Some(expression.as_ref()?.0)));
            }
            is_read
        }
        Meaning::Vendors(list) => {
            let Some(rows) = attribute(value, 1).and_then(coded) else { return false };
            let of_generations = constants.iter().find(|other| {
                other.class == constant.class && meaning_of(other) == Some(Meaning::Generations(list))
            });
            let tables = of_generations.and_then(|of| match attribute(&of.value, 2) {
                Some(Value::Table(tables)) => Some(tables),
                _ => None,
            });
            let mut generations = BTreeMap::new();
            for (vendor, table) in tables.into_iter().flatten() {
                let (Value::Text(vendor), Some(rows)) = (vendor, coded(table)) else { return false };
                generations.insert(vendor.clone(), facts.generations(list, vendor, &rows));
            }
            // Where there are tables, a vendor without one has no generation.
            let none = || tables.is_some().then(|| texts([""; 0]));
            let of = |code: &str| generations.get(code).cloned().or_else(none);
            let is_gpu = list == "gpu_brands";
            let is_read = facts.take_codes(
                list,
                &rows,
                |entry, row| {
                    if let Some(generations) = of(&row.code) {
                        set(entry, "generations", generations);
                    }
                },
                |row| {
                    let mut entry = term(row);
                    if is_gpu {
                        let unit = Coded { code: "units".to_owned(), label: "units".to_owned() };
                        set(&mut entry, "unit", term(&unit));
                    }
                    set(&mut entry, "generations", of(&row.code).unwrap_or_else(|| texts([""; 0])));
                    Some(entry)
                },
            );
            if is_read && let Some(of) = of_generations.filter(|_| tables.is_some()) {
                understood.insert(of.line);
            }
            is_read
        }
        // Read with what they are generations of.
        Meaning::Generations(_) => understood.contains(&constant.line),
    }
}

/// The standard flavors, which stand in one list or in two.
fn read_flavors(constants: &[Constant], facts: &mut Facts<'_>, understood: &mut BTreeSet<usize>) {
    let mut flavors = Vec::new();
    let mut lines = Vec::new();
    let mut is_split = false;
    for constant in constants {
        let Some(Meaning::Flavors(is_mandatory)) = meaning_of(constant) else { continue };
        let Value::List(items) = &constant.value else { continue };
        let Some(names) = texts_in(items) else { return };
        is_split |= is_mandatory.is_some();
        if is_mandatory.is_none() && is_split {
            continue;
        }
        for name in names {
            // A list of both does not tell which is which; that is known of those that are embedded.
            let known = facts.catalogue.flavor(&name);
            let is_mandatory = is_mandatory.or(known.map(|known| known.is_mandatory)).unwrap_or_default();
            let Some(flavor) = facts.flavor_of(&name, is_mandatory) else { return };
            flavors.push(flavor);
        }
        lines.push(constant.line);
    }
    let names: BTreeSet<&str> = flavors.iter().map(|flavor| &*flavor.name).collect();
    // One list of the two alone is not all of the flavors.
    if flavors.is_empty() || names.len() != flavors.len() || (is_split && lines.len() != 2) {
        return;
    }
    facts.draft.set_flavors(flavors);
    understood.extend(lines);
}

/// The test cases on services: `c.add_function('…', lambda c: compute_scs_0123_service_presence(c.…, 'type', …))`.
fn read_services(lines: &[Line], facts: &mut Facts<'_>, understood: &mut BTreeSet<usize>) {
    let mut services = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(service) = service_of(&line.words) {
            services.push(service);
            understood.insert(at);
        }
    }
    if !services.is_empty() {
        facts.take_services(&services);
    }
}

fn service_of(words: &[Word]) -> Option<(String, Vec<String>)> {
    let (call, given) = words.split_at_checked(4)?;
    let [_, Word::Sign('.'), Word::Name(method), Word::Sign('(')] = call else { return None };
    let [
        Word::Text(id),
        Word::Sign(','),
        Word::Name(lambda),
        _,
        Word::Sign(':'),
        Word::Name(function),
        given @ ..,
    ] = given
    else {
        return None;
    };
    if method != "add_function" || lambda != "lambda" || function != "compute_scs_0123_service_presence" {
        return None;
    }
    let [
        Word::Sign('('),
        _,
        Word::Sign('.'),
        _,
        Word::Sign(','),
        types @ ..,
        Word::Sign(')'),
        Word::Sign(')'),
    ] = given
    else {
        return None;
    };
    let mut listed = Vec::new();
    for (at, word) in types.iter().enumerate() {
        match word {
            Word::Text(word) if at % 2 == 0 => listed.push(word.clone()),
            Word::Sign(',') if at % 2 == 1 => {}
            _ => return None,
        }
    }
    (!listed.is_empty()).then(|| (id.clone(), listed))
}

fn texts_in(items: &[Value]) -> Option<Vec<String>> {
    let text = |item: &Value| match item {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    items.iter().map(text).collect()
}

/// What an attribute of a part of flavor names is made with, at a place.
fn attribute(value: &Value, at: usize) -> Option<&Value> {
    match value {
        Value::Call(_, given) => given.get(at),
        _ => None,
    }
}

/// The rows of a table of codes; nothing and an empty code stand for none.
fn coded(value: &Value) -> Option<Vec<Coded>> {
    let Value::Table(pairs) = value else { return None };
    let mut rows = Vec::new();
    for (code, label) in pairs {
        let Value::Text(label) = label else { return None };
        let code = match code {
            Value::Text(code) if code.is_empty() => continue,
            Value::Nothing => continue,
            Value::Text(code) => code.clone(),
            Value::Integer(code) => code.to_string(),
            Value::Truth(_) | Value::List(_) | Value::Table(_) | Value::Call(..) | Value::Name(_) => {
                return None;
            }
        };
        rows.push(Coded { code, label: label.clone() });
    }
    Some(rows)
}

/// The words of a regular expression that is a list of them behind a delimiter.
fn alternatives(value: &Value) -> Option<Vec<String>> {
    let Value::Call(function, given) = value else { return None };
    let ("re.compile", [Value::Text(expression)]) = (function.as_str(), given.as_slice()) else {
        return None;
    };
    let inner = expression.strip_prefix("\\-").or_else(|| expression.strip_prefix('_'))?;
    let inner = inner.strip_prefix('(')?.strip_suffix(')')?;
    let words: Vec<String> = inner.split('|').map(ToOwned::to_owned).collect();
    let is_word =
        |word: &String| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_alphanumeric());
    words.iter().all(is_word).then_some(words)
}

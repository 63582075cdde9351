//! Constants of the official suite, by their names, and the test cases that it registers → rules.

use super::draft::{mapping, scalar, sequence, set, texts, texts_of};
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
    let mut program = Program { constants: &constants, facts, understood: BTreeSet::new() };
    program.read_flavors();
    for (constant, meaning) in constants.iter().filter_map(|constant| Some((constant, meaning_of(constant)?)))
    {
        if program.read(constant, meaning).is_some() {
            program.understood.insert(constant.line);
        }
    }
    let mut understood = program.understood;
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

struct Program<'p, 'f, 'c> {
    constants: &'p [Constant],
    facts: &'f mut Facts<'c>,
    /// The lines that were understood.
    understood: BTreeSet<usize>,
}

impl Program<'_, '_, '_> {
    /// Reads a constant; nothing if it was not understood.
    fn read(&mut self, constant: &Constant, meaning: Meaning) -> Option<()> {
        let value = &constant.value;
        let is_read = match meaning {
            // Read together with others: flavors make one list, and generations are of something.
            Meaning::Flavors(_) | Meaning::Generations(_) => self.understood.contains(&constant.line),
            Meaning::Images => {
                let ("yaml.safe_load", [Value::Text(table)]) = value.call()? else { return None };
                self.facts.take_images(&parse_document(table).ok()?)
            }
            Meaning::Values(testcase) => {
                let items = value.list()?;
                let may_lack = items.contains(&Value::Nothing);
                let values = texts_in(items.iter().filter(|item| **item != Value::Nothing))?;
                self.facts.take_values(testcase, &values, may_lack)
            }
            Meaning::Aspects => self.facts.take_aspects(&texts_in(value.list()?)?),
            Meaning::Frequencies => return self.read_frequencies(value),
            Meaning::Specs(list) => self.read_specs(list, value)?,
            Meaning::Terms(list) => self.facts.take_terms(list, &coded(attribute(value, 1)?)?),
            Meaning::Hypervisors => return self.read_hypervisors(value),
            Meaning::Vendors(list) => return self.read_vendors(constant, list),
        };
        is_read.then_some(())
    }

    fn read_frequencies(&mut self, value: &Value) -> Option<()> {
        let pair = |(value, seconds): &(Value, Value)| {
            Some((value.text()?.to_owned(), u32::try_from(seconds.integer()?).ok()?))
        };
        let frequencies: Vec<(String, u32)> = value.table()?.iter().map(pair).collect::<Option<_>>()?;
        let values: BTreeSet<&String> = frequencies.iter().map(|(value, _)| value).collect();
        (values.len() == frequencies.len() && !frequencies.is_empty()).then_some(())?;
        self.facts.take_frequencies(&frequencies);
        Some(())
    }

    fn read_specs(&mut self, list: &'static str, value: &Value) -> Option<bool> {
        let rows = coded(value)?;
        // The words for one and for several, or for both.
        let words: &[&str] = if list == "cpu_types" { &["singular", "plural"] } else { &["label"] };
        let before = self.facts.remarks.len();
        let is_read = self.facts.take_codes(
            list,
            &rows,
            |entry, row| set(entry, "extra_spec", scalar(row.label.as_str())),
            |row| {
                let spec = || scalar(row.label.as_str());
                let fixed = [("code", scalar(row.code.as_str())), ("extra_spec", spec())];
                Some(mapping(fixed.into_iter().chain(words.iter().map(|key| (*key, spec())))))
            },
        );
        // What is said of these codes is a rule.
        self.facts.remarks.truncate(before);
        Some(is_read)
    }

    fn read_hypervisors(&mut self, value: &Value) -> Option<()> {
        let rows = coded(attribute(value, 1)?)?;
        let expressions = HYPERVISORS_OF.map(|(syntax, class)| {
            let found = self.constants.iter().find(|other| other.class == class && other.name == "hype");
            (syntax, found.and_then(|found| Some((found.line, alternatives(&found.value)?))))
        });
        let syntaxes = |code: &str, known: Option<Vec<String>>| {
            let has = |syntax: &str, expression: &Option<(usize, Vec<String>)>| match (expression, &known) {
                (Some((_, codes)), _) => codes.iter().any(|known| known == code),
                (None, Some(known)) => known.iter().any(|own| own == syntax),
                // New ones are given to the current syntax only.
                (None, None) => syntax == "v2",
            };
            let chosen = expressions.iter().filter(|(syntax, expression)| has(syntax, expression));
            texts(chosen.map(|(syntax, _)| *syntax))
        };
        let is_read = self.facts.take_codes(
            "hypervisors",
            &rows,
            |entry, row| {
                let known = value_of(entry, "syntaxes").map(texts_of);
                set(entry, "syntaxes", syntaxes(&row.code, known));
            },
            |row| {
                let mut entry = term(row);
                set(&mut entry, "syntaxes", syntaxes(&row.code, None));
                Some(entry)
            },
        );
        is_read.then_some(())?;
        let lines = expressions.iter().filter_map(|(_, expression)| Some(expression.as_ref()?.0));
        self.understood.extend(lines);
        Some(())
    }

    fn read_vendors(&mut self, constant: &Constant, list: &'static str) -> Option<()> {
        let rows = coded(attribute(&constant.value, 1)?)?;
        let of_generations = self.constants.iter().find(|other| {
            other.class == constant.class && meaning_of(other) == Some(Meaning::Generations(list))
        });
        let tables = of_generations.and_then(|of| attribute(&of.value, 2)?.table());
        let mut generations = BTreeMap::new();
        for (vendor, table) in tables.into_iter().flatten() {
            let vendor = vendor.text()?;
            generations.insert(vendor, self.facts.generations(list, vendor, &coded(table)?));
        }
        // Where there are tables, a vendor without one has no generation.
        let none = || tables.is_some().then(|| sequence(Vec::new()));
        let of = |code: &str| generations.get(code).cloned().or_else(none);
        let is_read = self.facts.take_codes(
            list,
            &rows,
            |entry, row| {
                if let Some(generations) = of(&row.code) {
                    set(entry, "generations", generations);
                }
            },
            |row| {
                let mut entry = term(row);
                if list == "gpu_brands" {
                    // The program does not tell.
                    let unit = Coded { code: "units".to_owned(), label: "units".to_owned() };
                    set(&mut entry, "unit", term(&unit));
                }
                set(&mut entry, "generations", of(&row.code).unwrap_or_else(|| sequence(Vec::new())));
                Some(entry)
            },
        );
        is_read.then_some(())?;
        self.understood.extend(of_generations.filter(|_| tables.is_some()).map(|of| of.line));
        Some(())
    }

    /// The standard flavors, which stand in one list or in two.
    fn read_flavors(&mut self) -> Option<()> {
        let mut flavors = Vec::new();
        let mut lines = Vec::new();
        let mut is_split = false;
        for constant in self.constants {
            let Some(Meaning::Flavors(is_mandatory)) = meaning_of(constant) else { continue };
            let Some(items) = constant.value.list() else { continue };
            is_split |= is_mandatory.is_some();
            if is_mandatory.is_none() && is_split {
                continue;
            }
            for name in texts_in(items)? {
                // A list of both does not tell which is which; that is known of those that are embedded.
                let known = self.facts.catalogue.flavor(&name);
                let is_mandatory = is_mandatory.or(known.map(|known| known.is_mandatory)).unwrap_or_default();
                flavors.push(self.facts.flavor_of(&name, is_mandatory)?);
            }
            lines.push(constant.line);
        }
        let names: BTreeSet<&str> = flavors.iter().map(|flavor| &*flavor.name).collect();
        // One list of the two alone is not all of the flavors.
        if flavors.is_empty() || names.len() != flavors.len() || (is_split && lines.len() != 2) {
            return None;
        }
        self.facts.draft.set_flavors(flavors);
        self.understood.extend(lines);
        Some(())
    }
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
        // A comma stands between two.
        if at % 2 == 1 {
            word.is_sign(',').then_some(())?;
        } else if let Word::Text(word) = word {
            listed.push(word.clone());
        } else {
            return None;
        }
    }
    (!listed.is_empty()).then(|| (id.clone(), listed))
}

fn texts_in<'v>(items: impl IntoIterator<Item = &'v Value>) -> Option<Vec<String>> {
    items.into_iter().map(|item| item.text().map(ToOwned::to_owned)).collect()
}

/// What an attribute of a part of flavor names is made with, at a place.
fn attribute(value: &Value, at: usize) -> Option<&Value> {
    value.call()?.1.get(at)
}

/// The rows of a table of codes; nothing and an empty code stand for none.
fn coded(value: &Value) -> Option<Vec<Coded>> {
    let mut rows = Vec::new();
    for (code, label) in value.table()? {
        let label = label.text()?.to_owned();
        let code = match (code.text(), code.integer()) {
            (Some(code), _) => code.to_owned(),
            (None, Some(code)) => code.to_string(),
            (None, None) if *code == Value::Nothing => continue,
            (None, None) => return None,
        };
        if !code.is_empty() {
            rows.push(Coded { code, label });
        }
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

//! The text of a standard: tables that are known by their heads and sections → rules.

use super::draft::{mapping, scalar, sequence, set, texts};
use super::markdown::{Piece, Table, pieces_of};
use super::tables::{Coded, Facts, ram_mib, term};
use crate::catalogue::StandardFlavor;
use crate::catalogue::overlay::{items_of, text_of, value_of};
use crate::flavor_name::v2_to_v1;
use crate::yaml::Node;
use std::collections::{BTreeMap, BTreeSet};

/// What a table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// Standard flavors, mandatory or recommended by their section.
    Flavors,
    /// The values of an image property.
    Vocabulary(&'static str),
    /// Replacement frequencies.
    Frequencies,
    /// Codes that have more than a label, which the text does not tell.
    Types(&'static str),
    /// Codes with labels.
    Terms(&'static str),
    /// Codes of hypervisors.
    Hypervisors,
    /// CPU vendors.
    CpuVendors,
    /// Generations of CPUs, a column for each vendor.
    CpuGenerations,
    /// GPU vendors.
    GpuVendors,
    /// Where images of distributions come from.
    Sources,
}

/// A table that is known: the standard and the first major version that it is read of, how the heading of its section
/// begins, the cells of its head (those that matter), and what it says.
type Known = (&'static str, u32, &'static str, &'static [&'static str], Meaning);

/// Of versions before the first one, what tables say is out of date.
const TABLES: [Known; 13] = [
    (
        "0103",
        1,
        "",
        &["Recommended name", "vCPUs", "vCPU type", "RAM [GiB]", "Root disk [GB]", "Disk type"],
        Meaning::Flavors,
    ),
    ("0102", 1, "", &["os_purpose value"], Meaning::Vocabulary("os_purpose")),
    ("0102", 1, "", &["replace_frequency", "meaning"], Meaning::Frequencies),
    ("0100", 3, "[REQUIRED] CPU Suffixes", &["Suffix", "Meaning"], Meaning::Types("cpu_types")),
    ("0100", 3, "", &["Disk type", "Meaning"], Meaning::Types("disk_types")),
    ("0100", 3, "Frequency Suffixes", &["Suffix", "Meaning"], Meaning::Terms("cpu_frequencies")),
    ("0100", 3, "", &["hyp", "Meaning"], Meaning::Hypervisors),
    (
        "0100",
        3,
        "",
        &["Letter", "vendor/architecture", "Corresponding image architecture"],
        Meaning::CpuVendors,
    ),
    ("0100", 3, "", &["Generation", "i"], Meaning::CpuGenerations),
    ("0100", 3, "", &["Generation", "z"], Meaning::CpuGenerations),
    ("0100", 3, "", &["Generation", "a"], Meaning::CpuGenerations),
    ("0100", 3, "", &["letter X", "vendor", "processing units"], Meaning::GpuVendors),
    ("0104", 2, "", &["os_distro", "os_version", "permissible image_source form(s)"], Meaning::Sources),
];

/// More columns than any table with rules has.
const MOST_COLUMNS: usize = 32;

/// A cell of a generation that is not given yet.
const NOT_YET: &str = "TBD";

/// Which standard a text is, as its name says: `scs-0100-v3-flavor-naming.md` is version 3 of 0100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standard<'p> {
    pub(super) number: &'p str,
    /// None for supplements.
    pub(super) version: Option<u32>,
}

fn meaning_of(table: &Table, standard: Standard<'_>) -> Option<Meaning> {
    let known = TABLES.iter().find(|(number, since, heading, head, _)| {
        standard.number == *number
            && standard.version.is_some_and(|version| version >= *since)
            && table.heading.starts_with(heading)
            && table.head.len() <= MOST_COLUMNS
            && table.head.len() >= head.len()
            && table.head.iter().zip(*head).all(|(cell, known)| {
                cell == known || (known.len() == 1 && cell.split_whitespace().next() == Some(known))
            })
    });
    known.map(|(.., meaning)| *meaning)
}

/// Reads the text of a standard. Returns what was not understood.
pub(super) fn read_text(text: &str, standard: Option<Standard<'_>>, facts: &mut Facts<'_>) -> String {
    let pieces = pieces_of(text);
    let mut tables: Vec<(usize, Meaning, &Table)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let (Piece::Table(table), Some(standard)) = (piece, standard)
            && let Some(meaning) = meaning_of(table, standard)
        {
            tables.push((at, meaning, table));
        }
    }
    let mut understood = BTreeSet::new();
    read_flavors(&tables, facts, &mut understood);
    read_cpu_vendors(&tables, facts, &mut understood);
    let mut seen = Vec::new();
    for (at, meaning, table) in &tables {
        // A second table of one kind would touch the same entries.
        if !seen.contains(meaning) && read_table(*meaning, table, standard, facts) {
            understood.insert(*at);
            seen.push(*meaning);
        }
    }
    let mut rest = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if !understood.contains(&at) {
            rest.push_str(&piece.to_text());
            rest.push('\n');
        }
    }
    rest
}

/// Whether the table was understood, if it stands for itself.
fn read_table(
    meaning: Meaning,
    table: &Table,
    standard: Option<Standard<'_>>,
    facts: &mut Facts<'_>,
) -> bool {
    match meaning {
        // Read with others of their kind.
        Meaning::Flavors | Meaning::CpuVendors | Meaning::CpuGenerations => false,
        Meaning::Vocabulary(property) => {
            let Some(version) = standard.and_then(|standard| standard.version) else { return false };
            let values = first_cells(table);
            let is_read = !values.is_empty();
            if is_read {
                facts.take_vocabulary(property, &format!("scs-v{version}"), &values);
            }
            is_read
        }
        Meaning::Frequencies => read_frequencies(table, facts),
        Meaning::Types(list) => facts.take_codes(list, &coded(table), |_, _| {}, |_| None),
        Meaning::Terms(list) => facts.take_terms(list, &coded(table)),
        Meaning::Hypervisors => facts.take_codes(
            "hypervisors",
            &coded(table),
            |_, _| {},
            |row| {
                let mut entry = term(row);
                // New ones are given to the current syntax only.
                set(&mut entry, "syntaxes", texts(["v2"]));
                Some(entry)
            },
        ),
        Meaning::GpuVendors => {
            let units: BTreeMap<&str, &str> = (table.rows.iter())
                .filter_map(|row| Some((row.first()?.as_str(), row.get(2)?.as_str())))
                .collect();
            facts.take_codes(
                "gpu_brands",
                &coded(table),
                |_, _| {},
                |row| {
                    let (label, code) = units.get(row.code.as_str())?.split_once('(')?;
                    let code = code.trim_end_matches(')').trim_end_matches('s');
                    let unit = Coded { code: code.to_owned(), label: label.trim().to_owned() };
                    let mut entry = term(row);
                    set(&mut entry, "unit", term(&unit));
                    set(&mut entry, "generations", sequence(Vec::new()));
                    Some(entry)
                },
            )
        }
        Meaning::Sources => read_sources(table, facts),
    }
}

fn first_cells(table: &Table) -> Vec<String> {
    table.rows.iter().filter_map(|row| row.first()).filter(|cell| !cell.is_empty()).cloned().collect()
}

fn coded(table: &Table) -> Vec<Coded> {
    let row = |row: &Vec<String>| {
        let code = row.first().filter(|code| !code.is_empty())?;
        Some(Coded { code: code.clone(), label: row.get(1).cloned().unwrap_or_default() })
    };
    table.rows.iter().filter_map(row).collect()
}

/// The table tells in words how long a frequency is, so that a new one cannot be taken over, and the words remain.
fn read_frequencies(table: &Table, facts: &mut Facts<'_>) -> bool {
    let rows = coded(table);
    let known: Vec<String> =
        facts.embedded.ids("frequencies", "value").into_iter().map(ToOwned::to_owned).collect();
    if rows.is_empty() || rows.iter().any(|row| !known.contains(&row.code)) {
        return false;
    }
    let codes: BTreeSet<&String> = rows.iter().map(|row| &row.code).collect();
    for gone in known.iter().filter(|known| !codes.contains(known)) {
        facts.draft.remove("frequencies", gone);
    }
    facts.remarks.extend(rows.iter().map(|row| format!("frequencies {} {}", row.code, row.label)));
    true
}

/// Forms of addresses, with a placeholder and dots at the end. A row without a distribution goes on with the one above.
fn read_sources(table: &Table, facts: &mut Facts<'_>) -> bool {
    let mut distributions: Vec<(String, Vec<String>)> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in &table.rows {
        let [distro, version, form] = row.as_slice() else { return false };
        let Some(source) = form.strip_suffix("...") else { return false };
        if !distro.is_empty() {
            if !seen.insert(distro) {
                return false;
            }
            facts.remarks.push(format!("distributions {distro} {version}"));
            distributions.push((distro.clone(), Vec::new()));
        }
        let Some((_, sources)) = distributions.last_mut() else { return false };
        sources.push(source.to_owned());
    }
    if !distributions.is_empty() {
        facts.take_sources(&distributions);
    }
    !distributions.is_empty()
}

/// All tables of standard flavors make one document; one row that is not plain, and none is taken over.
fn read_flavors(
    tables: &[(usize, Meaning, &Table)],
    facts: &mut Facts<'_>,
    understood: &mut BTreeSet<usize>,
) {
    let mut flavors = Vec::new();
    let mut places = Vec::new();
    let mut names = BTreeSet::new();
    for (at, _, table) in tables.iter().filter(|(_, meaning, _)| *meaning == Meaning::Flavors) {
        let heading = table.heading.to_lowercase();
        let is_mandatory = heading.starts_with("mandatory");
        if !is_mandatory && !heading.starts_with("recommended") {
            return;
        }
        for row in &table.rows {
            let Some(flavor) = flavor_of(row, is_mandatory, facts) else { return };
            if !names.insert(flavor.name.clone()) {
                return;
            }
            flavors.push(flavor);
        }
        places.push(*at);
    }
    if !flavors.is_empty() {
        facts.draft.set_flavors(flavors);
        understood.extend(places);
    }
}

/// The extra specs that a row of the table, or the text below it, decides.
const DECIDED: [&str; 4] = ["scs:cpu-type", "scs:disk0-type", "scs:name-v1", "scs:name-v2"];

fn flavor_of(row: &[String], is_mandatory: bool, facts: &Facts<'_>) -> Option<StandardFlavor> {
    let [name, cpus, cpu_type, ram, disk, disk_type] = row else { return None };
    let disk_gb = if disk.is_empty() { 0 } else { disk.parse().ok()? };
    let grammar = &facts.catalogue.grammar;
    let unstated = || {
        let types = grammar.disk_types.iter().find(|known| known.code == grammar.unstated_disk_type);
        types.map(|known| known.extra_spec.clone())
    };
    let disk_type = match disk_type.as_str() {
        "" => None,
        "(any)" => unstated(),
        stated => Some(stated.to_owned()),
    };
    let known = facts.catalogue.flavor(name).map(|known| known.extra_specs.as_slice()).unwrap_or_default();
    let mut extra_specs: Vec<(Box<str>, Box<str>)> =
        known.iter().filter(|(key, _)| !DECIDED.contains(&&**key)).cloned().collect();
    extra_specs.push(("scs:cpu-type".into(), cpu_type.as_str().into()));
    extra_specs.extend(disk_type.map(|disk_type| ("scs:disk0-type".into(), disk_type.into())));
    extra_specs.push(("scs:name-v1".into(), v2_to_v1(name).into()));
    extra_specs.push(("scs:name-v2".into(), name.as_str().into()));
    extra_specs.sort_unstable();
    (!name.is_empty() && !cpu_type.is_empty()).then_some(())?;
    Some(StandardFlavor {
        name: name.as_str().into(),
        is_mandatory,
        cpus: cpus.parse().ok()?,
        ram_mib: ram_mib(ram)?,
        disk_gb,
        extra_specs,
    })
}

/// Vendors stand in one table, their generations in another.
fn read_cpu_vendors(
    tables: &[(usize, Meaning, &Table)],
    facts: &mut Facts<'_>,
    understood: &mut BTreeSet<usize>,
) {
    let of = |wanted: Meaning| {
        let mut found = tables.iter().filter(move |(_, meaning, _)| *meaning == wanted);
        (found.next(), found.next())
    };
    // Two tables of one kind: which counts is not plain.
    let ((vendors, None), (generations, None)) = (of(Meaning::CpuVendors), of(Meaning::CpuGenerations))
    else {
        return;
    };
    let embedded = |facts: &Facts<'_>| -> Vec<Coded> {
        let entries = facts.embedded.entries("cpu_vendors").iter();
        let text = |entry: &Node, key| value_of(entry, key).and_then(text_of).unwrap_or_default().to_owned();
        entries.map(|entry| Coded { code: text(entry, "code"), label: text(entry, "label") }).collect()
    };
    let before = facts.remarks.len();
    let mut of_vendor: BTreeMap<String, Node> = BTreeMap::new();
    if let Some((_, _, table)) = generations {
        for (column, cell) in table.head.iter().enumerate().skip(1) {
            let vendor = cell.split_whitespace().next().unwrap_or_default().to_owned();
            let rows = generations_in(table, column, &vendor, facts);
            let node = facts.generations("cpu_vendors", &vendor, &rows);
            of_vendor.insert(vendor, node);
        }
    }
    let rows: Vec<Coded> = match vendors {
        Some((_, _, table)) => coded(table).into_iter().filter(|row| !row.code.starts_with('(')).collect(),
        None if generations.is_some() => embedded(facts),
        None => return,
    };
    let architectures: BTreeMap<&str, &str> = (vendors.iter())
        .flat_map(|(_, _, table)| &table.rows)
        .filter_map(|row| Some((row.first()?.as_str(), row.get(2)?.as_str())))
        .filter(|(_, architecture)| is_word(architecture))
        .collect();
    let has_vendors = vendors.is_some();
    let is_read = facts.take_codes(
        "cpu_vendors",
        &rows,
        |entry, row| {
            if let Some(generations) = of_vendor.get(&row.code) {
                set(entry, "generations", generations.clone());
            }
            match architectures.get(row.code.as_str()) {
                Some(architecture) => set(entry, "image_architecture", scalar(*architecture)),
                None if has_vendors => super::draft::unset(entry, "image_architecture"),
                None => {}
            }
        },
        |row| {
            let generations = of_vendor.get(&row.code).cloned().unwrap_or_else(|| sequence(Vec::new()));
            let entry = [("code", scalar(row.code.as_str())), ("label", scalar(row.label.as_str()))];
            let architecture = architectures.get(row.code.as_str());
            let architecture = architecture.map(|architecture| ("image_architecture", scalar(*architecture)));
            Some(mapping(entry.into_iter().chain(architecture).chain([("generations", generations)])))
        },
    );
    if is_read {
        understood.extend(vendors.iter().chain(&generations).map(|(at, ..)| *at));
    } else {
        facts.remarks.truncate(before);
    }
}

/// The generations of a column. A cell that is to be decided says nothing against what is known.
fn generations_in(table: &Table, column: usize, vendor: &str, facts: &Facts<'_>) -> Vec<Coded> {
    let known = facts.embedded.entry("cpu_vendors", "code", vendor);
    let known = known.and_then(|entry| value_of(entry, "generations")).map(items_of).unwrap_or_default();
    let is_known = |code: &String| {
        known.iter().any(|entry| value_of(entry, "code").and_then(text_of) == Some(code.as_str()))
    };
    let rows = table.rows.iter().filter_map(|row| {
        let (code, label) = (row.first()?, row.get(column)?);
        let is_given = !code.is_empty() && !label.is_empty() && (label != NOT_YET || is_known(code));
        is_given.then(|| Coded { code: code.clone(), label: label.clone() })
    });
    rows.collect()
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

//! Two catalogues → the facts in which they differ.
//!
//! A catalogue is taken apart into entries with facts; what differs between two such lists is a difference. So whatever is
//! among the facts is compared, and there is one place that lists them.

use super::stated::{Stated, compare};
use crate::catalogue::{
    Catalogue, Check, ImageSpec, Release, ScopeVersion, StandardFlavor, Target, TestCase, Timeline, Validity,
};
use crate::date::Moment;
use crate::flavor_name::{Grammar, Term};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One fact that differs, with its old and its new value side by side. Where a fact has several values, each that is gone
/// or new is a difference of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What it is about.
    pub topic: Topic,
    /// Which entry: `SCS-16V-64`, `scs-0114-syntax-check`, `v5.1`, `os_purpose (scs-v1)`.
    pub subject: Box<str>,
    /// Which property of it.
    pub fact: Fact,
    /// The value before; `None` if there was none.
    pub before: Option<Box<str>>,
    /// The value after; `None` if there is none.
    pub after: Option<Box<str>>,
}

/// What facts are about, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Topic {
    /// The scope's versions, with their test cases.
    Scope,
    /// Which version is valid when.
    Timeline,
    /// What decides the test cases.
    TestCases,
    /// Requirements beside the test cases.
    Requirements,
    /// The standard flavors.
    Flavors,
    /// The images that test cases look for.
    Images,
    /// Releases of distributions.
    Releases,
    /// Which values of image properties some list allows.
    Vocabularies,
    /// How long an image may stay.
    Frequencies,
    /// The tables of the flavor-name grammar.
    Grammar,
    /// What is said about standards and test cases. It decides nothing.
    Texts,
}

impl Topic {
    /// Every topic, in reading order.
    pub const ALL: [Topic; 11] = [
        Topic::Scope,
        Topic::Timeline,
        Topic::TestCases,
        Topic::Requirements,
        Topic::Flavors,
        Topic::Images,
        Topic::Releases,
        Topic::Vocabularies,
        Topic::Frequencies,
        Topic::Grammar,
        Topic::Texts,
    ];
}

/// Which property of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fact {
    /// That the entry is there at all; the value is its title, or its subject once more.
    Entry,
    /// The name.
    Name,
    /// The date from which a version's content was fixed.
    StabilizedAt,
    /// A module that a version includes.
    Module,
    /// The targets in which a version has the test case of that id.
    TestCase(Box<str>),
    /// The validity of that version from a date on.
    Validity(Box<str>),
    /// The standard that a test case belongs to.
    Standard,
    /// How strongly a module asks for a requirement.
    Level(Box<str>),
    /// The kind of check.
    Check,
    /// A parameter of the check, by its name in files: `property`, `when.values`.
    Parameter(Box<str>),
    /// Whether a flavor is mandatory or recommended.
    Status,
    /// The number of vCPUs.
    Cpus,
    /// RAM in MiB.
    RamMib,
    /// The root disk in GB; 0 for none.
    DiskGb,
    /// An extra spec, by its name.
    ExtraSpec(Box<str>),
    /// Which names of images match.
    NameScheme,
    /// What an image's source may begin with.
    Source,
    /// How a missing image is imported, by the key in files: `url`, `login`.
    Import(Box<str>),
    /// From when on an image of a release is expected.
    Since,
    /// A value that is allowed.
    Value,
    /// A period in seconds; 0 means never due.
    Seconds,
    /// What a code means, in words.
    Label,
    /// What several of it are called.
    Plural,
    /// The code of what a name does not state.
    Code,
    /// The value of the extra spec that stands for a code.
    SpecValue,
    /// The architecture of images that fits.
    Architecture,
    /// A syntax of names that knows a code.
    Syntax,
    /// What the number of units counts.
    Unit,
    /// What a generation means, by its code.
    Generation(Box<str>),
    /// In which order the codes of a table stand, from the weakest promise on.
    Order,
    /// The title for when a test case holds.
    Holds,
    /// The title for when it does not.
    Fails,
    /// Why it matters.
    Why,
    /// How it is decided.
    Decided,
    /// The section that demands it.
    Section,
    /// The address.
    Address,
    /// The known difference between the text of a standard and the official test.
    Contradiction,
    /// When that difference decides an answer.
    ContradictionDecides,
}

/// The facts in which two catalogues differ, in reading order: by topic, then as the new catalogue has them, and what is
/// gone at the end.
pub fn differences(before: &Catalogue, after: &Catalogue) -> Vec<Difference> {
    let (old, new) = (entries(before), entries(after));
    let index = |list: &[Entry]| -> HashMap<(Topic, Box<str>), usize> {
        // Of equal keys the first counts, as it does for the checks.
        list.iter().enumerate().rev().map(|(at, entry)| ((entry.topic, entry.key.clone()), at)).collect()
    };
    let (old_places, new_places) = (index(&old), index(&new));
    let mut told = Vec::new();
    for (at, entry) in new.iter().enumerate() {
        let key = (entry.topic, entry.key.clone());
        if new_places.get(&key) == Some(&at) {
            let counterpart = old_places.get(&key).and_then(|at| old.get(*at));
            compare_entries(counterpart, Some(entry), &mut told);
        }
    }
    for (at, entry) in old.iter().enumerate() {
        let key = (entry.topic, entry.key.clone());
        if old_places.get(&key) == Some(&at) && !new_places.contains_key(&key) {
            compare_entries(Some(entry), None, &mut told);
        }
    }
    compare_timelines(&before.timeline, &after.timeline, &mut told);
    told.sort_by_key(|difference| difference.topic);
    told
}

/// An entry of a catalogue with its facts.
struct Entry {
    topic: Topic,
    /// What it is found by in the other catalogue.
    key: Box<str>,
    subject: Box<str>,
    /// What is told where only one catalogue has the entry; `None` if another entry tells it.
    title: Option<Box<str>>,
    facts: Vec<(Fact, Stated)>,
}

impl Entry {
    fn new(topic: Topic, subject: &str, facts: Vec<(Fact, Stated)>) -> Entry {
        Entry { topic, key: subject.into(), subject: subject.into(), title: Some(subject.into()), facts }
    }

    fn titled(self, title: Option<&str>) -> Entry {
        Entry { title: title.map(Into::into), ..self }
    }
}

fn compare_entries(before: Option<&Entry>, after: Option<&Entry>, told: &mut Vec<Difference>) {
    let Some(shown) = after.or(before) else { return };
    let mut tell = |fact: &Fact, before, after| {
        let (topic, subject) = (shown.topic, shown.subject.clone());
        told.push(Difference { topic, subject, fact: fact.clone(), before, after });
    };
    if before.is_none() || after.is_none() {
        let title = |entry: Option<&Entry>| entry.and_then(|entry| entry.title.clone());
        if shown.title.is_some() {
            tell(&Fact::Entry, title(before), title(after));
        }
        // Texts are compared; those of what is new or gone are not retold.
        if shown.topic == Topic::Texts {
            return;
        }
    }
    let old = before.map(|entry| entry.facts.as_slice()).unwrap_or_default();
    let new = after.map(|entry| entry.facts.as_slice()).unwrap_or_default();
    // What the subject of an entry says is not retold where the entry is new or gone.
    let is_pair = before.is_some() && after.is_some();
    let is_news = |stated: &Stated| is_pair || *stated != Stated::One(shown.subject.clone());
    let old_by_fact: HashMap<&Fact, &Stated> = old.iter().map(|(fact, stated)| (fact, stated)).collect();
    let is_new: HashSet<&Fact> = new.iter().map(|(fact, _)| fact).collect();
    for (fact, stated) in new.iter().filter(|(_, stated)| is_news(stated)) {
        for (before, after) in compare(old_by_fact.get(fact).copied(), Some(stated)) {
            tell(fact, before, after);
        }
    }
    for (fact, stated) in old.iter().filter(|(fact, stated)| !is_new.contains(fact) && is_news(stated)) {
        for (before, after) in compare(Some(stated), None) {
            tell(fact, before, after);
        }
    }
}

/// All of a catalogue but its timeline, in reading order within each topic.
fn entries(catalogue: &Catalogue) -> Vec<Entry> {
    let name = vec![(Fact::Name, Stated::One(catalogue.scope_name.clone()))];
    let mut all = vec![Entry::new(Topic::Scope, "scope", name).titled(None)];
    all.extend(catalogue.versions.iter().map(of_version));
    let testcases = catalogue.testcases.iter();
    all.extend(testcases.map(|testcase| of_testcase(Topic::TestCases, testcase, Vec::new())));
    all.extend(catalogue.requirements.iter().map(|requirement| {
        let levels = requirement.levels();
        let levels = levels.map(|(module, level)| (Fact::Level(module.into()), Stated::one(level.name())));
        of_testcase(Topic::Requirements, &requirement.testcase, levels.collect())
    }));
    all.extend(catalogue.flavors.iter().map(of_flavor));
    let mut names: HashMap<&str, usize> = HashMap::new();
    for image in &catalogue.images {
        *names.entry(&image.name).or_default() += 1;
    }
    all.extend(catalogue.images.iter().map(|image| {
        let is_unique = names.get(image.name.as_ref()) == Some(&1);
        of_image(image, is_unique)
    }));
    all.extend(catalogue.releases.iter().map(of_release));
    all.extend(catalogue.vocabularies.iter().map(|vocabulary| {
        let subject = format!("{} ({})", vocabulary.property, vocabulary.list);
        Entry::new(Topic::Vocabularies, &subject, vec![(Fact::Value, Stated::several(&vocabulary.values))])
    }));
    all.extend(catalogue.frequencies.iter().map(|frequency| {
        let facts = vec![(Fact::Seconds, Stated::one(frequency.seconds.to_string()))];
        Entry::new(Topic::Frequencies, &frequency.value, facts)
    }));
    all.extend(of_grammar(&catalogue.grammar));
    all.extend(catalogue.standards.iter().map(|standard| {
        let facts = vec![
            (Fact::Name, Stated::One(standard.title.clone())),
            (Fact::Address, Stated::One(standard.url.clone())),
        ];
        Entry::new(Topic::Texts, &standard.id, facts).titled(Some(&standard.title))
    }));
    let requirements = catalogue.requirements.iter().map(|requirement| &requirement.testcase);
    all.extend(catalogue.testcases.iter().chain(requirements).map(texts_of));
    all
}

fn of_version(version: &ScopeVersion) -> Entry {
    let mut facts = vec![(Fact::Module, Stated::several(version.modules()))];
    facts.extend(version.stabilized_at.map(|date| (Fact::StabilizedAt, Stated::one(date.date()))));
    let mut targets: BTreeMap<&str, Vec<&'static str>> = BTreeMap::new();
    for target in Target::ALL {
        for testcase in version.target(target) {
            targets.entry(testcase.as_str()).or_default().push(target.name());
        }
    }
    facts.extend(
        targets.into_iter().map(|(id, names)| (Fact::TestCase(id.into()), Stated::one(names.join(", ")))),
    );
    Entry::new(Topic::Scope, &version.id, facts)
}

fn of_testcase(topic: Topic, testcase: &TestCase, mut facts: Vec<(Fact, Stated)>) -> Entry {
    facts.push((Fact::Standard, Stated::One(testcase.standard.clone())));
    facts.extend(of_check(&testcase.check));
    Entry::new(topic, testcase.id.as_str(), facts).titled(Some(&testcase.holds))
}

/// The kind of a check and its parameters, as files have them.
fn of_check(check: &Check) -> Vec<(Fact, Stated)> {
    let (kind, parameters) = match serde_json::to_value(check) {
        Ok(Value::Object(named)) => named.into_iter().next().unwrap_or_default(),
        Ok(Value::String(kind)) => (kind, Value::Null),
        // No check is anything else.
        Ok(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_)) | Err(_) => return Vec::new(),
    };
    let mut facts = vec![(Fact::Check, Stated::one(kind))];
    add_parameters("", parameters, &mut facts);
    facts
}

fn add_parameters(prefix: &str, parameters: Value, facts: &mut Vec<(Fact, Stated)>) {
    let Value::Object(parameters) = parameters else { return };
    for (name, value) in parameters {
        let name = format!("{prefix}{name}");
        let stated = match value {
            Value::Object(_) => {
                add_parameters(&format!("{name}."), value, facts);
                continue;
            }
            Value::Array(values) => Stated::Several(values.iter().map(text_of).collect()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                Stated::One(text_of(&value))
            }
        };
        facts.push((Fact::Parameter(name.into()), stated));
    }
}

fn text_of(value: &Value) -> Box<str> {
    value.as_str().map_or_else(|| value.to_string().into(), Into::into)
}

fn of_flavor(flavor: &StandardFlavor) -> Entry {
    let status = if flavor.is_mandatory { "mandatory" } else { "recommended" };
    let mut facts = vec![
        (Fact::Status, Stated::one(status)),
        (Fact::Cpus, Stated::one(flavor.cpus.to_string())),
        (Fact::RamMib, Stated::one(flavor.ram_mib.to_string())),
        (Fact::DiskGb, Stated::one(flavor.disk_gb.to_string())),
    ];
    let specs = flavor.extra_specs.iter();
    facts.extend(specs.map(|(name, value)| (Fact::ExtraSpec(name.clone()), Stated::One(value.clone()))));
    Entry::new(Topic::Flavors, &flavor.name, facts)
}

fn of_image(image: &ImageSpec, is_unique: bool) -> Entry {
    let mut facts = vec![(Fact::Name, Stated::One(image.name.clone()))];
    facts.extend(image.scheme.as_ref().map(|scheme| (Fact::NameScheme, Stated::one(scheme.as_str()))));
    facts.push((Fact::Source, Stated::several(&image.sources)));
    if let Some(import) = &image.import {
        let parts = [
            ("url", Some(&import.url)),
            ("version", import.version.as_ref()),
            ("login", Some(&import.login)),
            ("os_distro", Some(&import.os_distro)),
            ("os_version", Some(&import.os_version)),
            ("os_purpose", Some(&import.os_purpose)),
            ("provided_until", Some(&import.provided_until)),
        ];
        let parts = parts
            .into_iter()
            .filter_map(|(key, value)| Some((Fact::Import(key.into()), Stated::One(value?.clone()))));
        facts.extend(parts);
    }
    // Names may change, and several images may have one.
    let subject: Box<str> =
        if is_unique { image.name.clone() } else { format!("{} ({})", image.name, image.id).into() };
    Entry { subject, ..Entry::new(Topic::Images, &image.id, facts) }.titled(Some(&image.id))
}

fn of_release(release: &Release) -> Entry {
    let facts = vec![
        (Fact::Since, Stated::one(release.since.date())),
        (Fact::Source, Stated::several(&release.sources)),
    ];
    Entry::new(Topic::Releases, &format!("{} {}", release.distro, release.version), facts)
}

/// An entry of a table of the grammar: its code, and what is said of it.
type Row<'a> = (&'a str, Vec<(Fact, Stated)>);

/// The tables of the grammar, their entries named as in files of changed standards: `cpu_types/L`.
fn of_grammar(grammar: &Grammar) -> Vec<Entry> {
    let mut all = Vec::new();
    add_table("cpu_types", &grammar.cpu_types, &mut all, |cpu| {
        let facts = vec![
            (Fact::SpecValue, Stated::one(&cpu.extra_spec)),
            (Fact::Label, Stated::one(&cpu.singular)),
            (Fact::Plural, Stated::one(&cpu.plural)),
        ];
        (&cpu.code, facts)
    });
    add_table("disk_types", &grammar.disk_types, &mut all, |disk| {
        let facts =
            vec![(Fact::SpecValue, Stated::one(&disk.extra_spec)), (Fact::Label, Stated::one(&disk.label))];
        (&disk.code, facts)
    });
    let unstated = vec![(Fact::Code, Stated::one(&grammar.unstated_disk_type))];
    all.push(Entry::new(Topic::Grammar, "unstated_disk_type", unstated).titled(None));
    add_table("hypervisors", &grammar.hypervisors, &mut all, |hypervisor| {
        let syntaxes = hypervisor.syntaxes.iter().map(|syntax| syntax.name().into());
        let facts = vec![
            (Fact::Label, Stated::one(&hypervisor.label)),
            (Fact::Syntax, Stated::Several(syntaxes.collect())),
        ];
        (&hypervisor.code, facts)
    });
    let unstated = vec![
        (Fact::Label, Stated::one(&grammar.unstated_cpu.label)),
        (Fact::Architecture, Stated::one(&grammar.unstated_cpu.image_architecture)),
    ];
    all.push(Entry::new(Topic::Grammar, "unstated_cpu", unstated).titled(None));
    add_table("cpu_vendors", &grammar.cpu_vendors, &mut all, |vendor| {
        let mut facts = vec![(Fact::Label, Stated::one(&vendor.label))];
        facts.extend(vendor.image_architecture.as_ref().map(|fits| (Fact::Architecture, Stated::one(fits))));
        facts.extend(vendor.generations.iter().map(generation));
        (&vendor.code, facts)
    });
    add_table("cpu_frequencies", &grammar.cpu_frequencies, &mut all, of_term);
    add_table("gpu_modes", &grammar.gpu_modes, &mut all, of_term);
    add_table("gpu_brands", &grammar.gpu_brands, &mut all, |brand| {
        let unit = format!("{} ({})", brand.unit.code, brand.unit.label);
        let mut facts = vec![(Fact::Label, Stated::one(&brand.label)), (Fact::Unit, Stated::one(unit))];
        facts.extend(brand.generations.iter().map(generation));
        (&brand.code, facts)
    });
    add_table("gpu_frequencies", &grammar.gpu_frequencies, &mut all, of_term);
    add_table("vram_bandwidths", &grammar.vram_bandwidths, &mut all, of_term);
    all
}

fn add_table<'g, T>(name: &str, table: &'g [T], all: &mut Vec<Entry>, row: impl Fn(&'g T) -> Row<'g>) {
    let mut codes = Vec::new();
    for (code, facts) in table.iter().map(row) {
        codes.push(code.into());
        all.push(Entry::new(Topic::Grammar, &format!("{name}/{code}"), facts));
    }
    let order = vec![(Fact::Order, Stated::Order(codes))];
    all.push(Entry::new(Topic::Grammar, name, order).titled(None));
}

fn of_term(term: &Term) -> Row<'_> {
    (&term.code, vec![(Fact::Label, Stated::one(&term.label))])
}

fn generation(term: &Term) -> (Fact, Stated) {
    (Fact::Generation(term.code.as_str().into()), Stated::one(&term.label))
}

/// What is said of a test case. That it is new or gone is told with what decides it.
fn texts_of(testcase: &TestCase) -> Entry {
    let mut facts = vec![
        (Fact::Holds, Stated::One(testcase.holds.clone())),
        (Fact::Fails, Stated::One(testcase.fails.clone())),
        (Fact::Why, Stated::One(testcase.why.clone())),
        (Fact::Decided, Stated::One(testcase.decided.clone())),
        (Fact::Section, Stated::One(testcase.section.title.clone())),
        (Fact::Address, Stated::One(testcase.section.url.clone())),
    ];
    if let Some(known) = &testcase.contradiction {
        facts.push((Fact::Contradiction, Stated::one(format!("{}: {}", known.id, known.text))));
        facts.push((Fact::ContradictionDecides, Stated::one(known.decides.name())));
    }
    Entry::new(Topic::Texts, testcase.id.as_str(), facts).titled(None)
}

/// What is valid when. What a date does not say goes on as before it.
fn compare_timelines(before: &Timeline, after: &Timeline, told: &mut Vec<Difference>) {
    fn by_date(timeline: &Timeline) -> BTreeMap<Moment, &[(Box<str>, Validity)]> {
        timeline.entries().collect()
    }
    fn by_version(listed: &[(Box<str>, Validity)]) -> BTreeMap<&str, Validity> {
        listed.iter().map(|(version, validity)| (version.as_ref(), *validity)).collect()
    }
    let (old_dates, new_dates) = (by_date(before), by_date(after));
    let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
    // What was told last of a version, so that it is not told again at every later date.
    let mut last = HashMap::new();
    for date in old_dates.keys().chain(new_dates.keys()).collect::<BTreeSet<_>>() {
        let (is_old, is_new) = (old_dates.get(date), new_dates.get(date));
        if let Some(listed) = is_old {
            old = by_version(listed);
        }
        if let Some(listed) = is_new {
            new = by_version(listed);
        }
        let subject: Box<str> = date.date().into();
        let mut tell = |fact, before, after| {
            let (topic, subject) = (Topic::Timeline, subject.clone());
            told.push(Difference { topic, subject, fact, before, after });
        };
        let is_in_both = is_old.is_some() && is_new.is_some();
        if !is_in_both {
            tell(Fact::Entry, is_old.map(|_| subject.clone()), is_new.map(|_| subject.clone()));
        }
        for version in old.keys().chain(new.keys()).copied().collect::<BTreeSet<_>>() {
            let pair = (old.get(version).copied(), new.get(version).copied());
            let is_repeated = last.insert(version, pair) == Some(pair) && !is_in_both;
            if pair.0 != pair.1 && !is_repeated {
                let name = |validity: Option<Validity>| validity.map(|validity| validity.name().into());
                tell(Fact::Validity(version.into()), name(pair.0), name(pair.1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::OverlayFile;

    fn overlaid(text: &str) -> Catalogue {
        Catalogue::overlaid(&[OverlayFile { name: "o.yaml", text }]).unwrap_or_else(|error| panic!("{error}"))
    }

    /// `subject fact: before > after`.
    fn told(before: &Catalogue, after: &Catalogue) -> Vec<String> {
        let value = |value: Option<Box<str>>| value.unwrap_or("-".into());
        let told = differences(before, after).into_iter();
        told.map(|one| {
            format!("{} {:?}: {} > {}", one.subject, one.fact, value(one.before), value(one.after))
        })
        .collect()
    }

    fn told_of(text: &str) -> Vec<String> {
        told(&Catalogue::embedded().unwrap(), &overlaid(text))
    }

    #[test]
    fn a_catalogue_differs_in_nothing_from_itself() {
        let catalogue = Catalogue::embedded().unwrap();
        assert_eq!(differences(&catalogue, &catalogue), []);
    }

    #[test]
    fn of_lists_only_what_is_new_or_gone_is_told() {
        let text = "vocabularies:\n  - {property: os_purpose, list: scs-v1, \
                    values: [custom, generic, gpu, k8snode, minimal, router]}";
        let told = told_of(text);
        let expected = ["os_purpose (scs-v1) Value: network > -", "os_purpose (scs-v1) Value: - > router"];
        assert_eq!(told[told.len() - 2..], expected);
        // What decides a test case by the list is another fact.
        assert!(told.iter().any(|told| told.contains("Parameter(\"values\"): - > router")), "{told:?}");
    }

    #[test]
    fn parameters_are_told_by_name() {
        let text = "testcases:\n  - {id: scs-0102-image-recency, family: image-recency, \
                    check: {image_recency: {factor: 1.5}}}";
        let told = told_of(text);
        assert_eq!(told[0], "scs-0102-image-recency Parameter(\"factor\"): 1.1 > 1.5");
        // The parameter stands in a text, too.
        assert!(told[1].starts_with("scs-0102-image-recency Decided: "), "{told:?}");
        assert!(told[2].starts_with("scs-0102-image-recency Contradiction: C-11: "), "{told:?}");
        assert_eq!(told[3..], ["scs-0102-image-recency ContradictionDecides: always > -"]);
    }

    #[test]
    fn what_is_new_is_told_with_its_facts_and_what_is_gone_likewise() {
        let text =
            "cpu_types: [{code: X, extra_spec: x, singular: an x, plural: xs}]\nremove: [frequencies/never]";
        assert_eq!(
            told_of(text),
            [
                "never Entry: never > -",
                "never Seconds: 0 > -",
                "cpu_types/X Entry: - > cpu_types/X",
                "cpu_types/X SpecValue: - > x",
                "cpu_types/X Label: - > an x",
                "cpu_types/X Plural: - > xs",
            ]
        );
    }

    #[test]
    fn a_test_case_moves_between_targets() {
        let scope = |module: &str, dates: &str| {
            overlaid(&format!(
                "name: n\nscripts: []\nmodules:\n  - id: m\n    targets: {module}\n  - id: empty\n    targets: {{}}\n\
                 timeline: {dates}\nversions:\n  - {{version: v8, include: [m]}}\n  - {{version: v9, include: [empty]}}"
            ))
        };
        let dates =
            "[{date: 2026-01-01, versions: {v8: effective}}, {date: 2027-01-01, versions: {v8: warn}}]";
        let before = scope("{main: [scs-0114-aspect-ssd, a], recommended: [b, c]}", dates);
        let dates = "[{date: 2026-01-01, versions: {v8: effective, v9: draft}}, \
                     {date: 2026-06-01, versions: {v9: effective}}, {date: 2027-01-01, versions: {v9: effective}}]";
        let after = scope("{main: [scs-0114-aspect-ssd, b], preview: [d]}", dates);
        let told = told(&before, &after);
        let expected = [
            "v8 TestCase(\"b\"): recommended > main",
            "v8 TestCase(\"d\"): - > preview",
            "v8 TestCase(\"a\"): main > -",
            "v8 TestCase(\"c\"): recommended > -",
            "2026-01-01 Validity(\"v9\"): - > draft",
            "2026-06-01 Entry: - > 2026-06-01",
            "2026-06-01 Validity(\"v8\"): effective > -",
            "2026-06-01 Validity(\"v9\"): - > effective",
            "2027-01-01 Validity(\"v8\"): warn > -",
            "2027-01-01 Validity(\"v9\"): - > effective",
        ];
        assert_eq!(told[..expected.len()], expected, "{told:?}");
    }
}

//! Facts that texts and programs share, whatever they stand in: standard flavors, values of image properties, codes of
//! flavor names, images → rules.

use super::draft::{Draft, Embedded, in_order_of, mapping, scalar, sequence, set, texts, texts_of, unset};
use crate::catalogue::overlay::{id_of, items_of, text_of, value_of};
use crate::catalogue::{Catalogue, Check, StandardFlavor};
use crate::flavor_name::{Count, Reading, extra_specs, read};
use crate::yaml::Node;
use std::collections::{BTreeMap, BTreeSet};

/// A code, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Coded {
    pub(super) code: String,
    pub(super) label: String,
}

/// What a file may say, and where its rules go.
pub(super) struct Facts<'c> {
    pub(super) catalogue: &'c Catalogue,
    pub(super) embedded: Embedded,
    pub(super) draft: Draft,
    /// What belongs to facts that were understood, and is no rule.
    pub(super) remarks: Vec<String>,
}

impl<'c> Facts<'c> {
    pub(super) fn new(catalogue: &'c Catalogue) -> Facts<'c> {
        Facts { catalogue, embedded: Embedded::parse(), draft: Draft::default(), remarks: Vec::new() }
    }

    /// Takes over a table of codes, whole. The embedded entry of a code stays as it is, but for what `adapt` sets in it;
    /// what the table calls it is a remark, for the embedded labels are our own. `make` makes new ones.
    ///
    /// `false`, and nothing is taken over, if a new one cannot be made.
    pub(super) fn take_codes(
        &mut self,
        list: &'static str,
        rows: &[Coded],
        adapt: impl Fn(&mut Node, &Coded),
        make: impl Fn(&Coded) -> Option<Node>,
    ) -> bool {
        let mut entries = Vec::new();
        let mut remarks = Vec::new();
        let mut codes = BTreeSet::new();
        for row in rows {
            // Said twice of one code: which counts is not plain.
            if !codes.insert(row.code.as_str()) {
                return false;
            }
            if let Some(known) = self.embedded.entry(list, "code", &row.code) {
                let mut entry = known.clone();
                adapt(&mut entry, row);
                entries.push(entry);
                remarks.push(format!("{list} {} {}", row.code, row.label));
            } else if let Some(entry) = make(row) {
                entries.push(entry);
            } else {
                return false;
            }
        }
        if entries.is_empty() {
            return false;
        }
        for gone in self.embedded.ids(list, "code").into_iter().filter(|code| !codes.contains(code)) {
            self.draft.remove(list, gone);
        }
        for entry in entries {
            self.draft.put(list, entry);
        }
        self.remarks.extend(remarks);
        true
    }

    /// As [`Facts::take_codes`], for codes that only have a label.
    pub(super) fn take_terms(&mut self, list: &'static str, rows: &[Coded]) -> bool {
        self.take_codes(list, rows, |_, _| {}, |row| Some(term(row)))
    }

    /// The generations of an embedded entry, brought to those of a table; remarks on those that are known.
    pub(super) fn generations(&mut self, list: &'static str, code: &str, rows: &[Coded]) -> Node {
        let known = self.embedded.entry(list, "code", code).and_then(|entry| value_of(entry, "generations"));
        let known = known.map(items_of).unwrap_or_default();
        let code_of = |entry: &Node| value_of(entry, "code").and_then(text_of).unwrap_or_default().to_owned();
        let known_codes: Vec<String> = known.iter().map(code_of).collect();
        let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
        let labels: BTreeMap<&str, &str> =
            rows.iter().map(|row| (row.code.as_str(), row.label.as_str())).collect();
        let mut entries = Vec::new();
        for generation in in_order_of(&known_codes, &codes) {
            let label = labels.get(generation.as_str()).copied().unwrap_or_default();
            if let Some(entry) = known.iter().find(|entry| code_of(entry) == generation) {
                entries.push(entry.clone());
                self.remarks.push(format!("{list} {code} {generation} {label}"));
            } else {
                entries.push(term(&Coded { code: generation, label: label.to_owned() }));
            }
        }
        sequence(entries)
    }

    /// The values that an image property may have are those of a test case. `may_lack`: whether an image may be without
    /// the property.
    pub(super) fn take_values(&mut self, testcase: &str, values: &[String], may_lack: bool) -> bool {
        const KIND: &str = "image_property_in";
        let Some(known) = self.embedded.entry("testcases", "id", testcase) else { return false };
        let mut entry = known.clone();
        let Some(check) = value_of(known, "check").and_then(|check| value_of(check, KIND)) else {
            return false;
        };
        let mut check = check.clone();
        let of_known = value_of(&check, "values").map(texts_of).unwrap_or_default();
        let values = in_order_of(&of_known, values);
        let absent = if may_lack { "passes" } else { "fails" };
        let is_absent_same = value_of(&check, "absent").and_then(text_of) == Some(absent);
        if values != of_known || !is_absent_same {
            // The text of the family names no values.
            unset(&mut entry, "decided");
        }
        if !is_absent_same {
            let family = if may_lack { "image-property-optional" } else { "image-property" };
            set(&mut entry, "family", scalar(family));
            unset(&mut entry, "holds");
            unset(&mut entry, "fails");
        }
        set(&mut check, "values", texts(values));
        set(&mut check, "absent", scalar(absent));
        set(&mut entry, "check", mapping([(KIND, check)]));
        self.draft.put("testcases", entry);
        true
    }

    /// The aspects that lists of volume types may have.
    pub(super) fn take_aspects(&mut self, values: &[String]) -> bool {
        const KIND: &str = "volume_type_aspect_lists";
        let Some(known) = self.embedded.entry("testcases", "id", "scs-0114-syntax-check") else {
            return false;
        };
        let check = value_of(known, "check").and_then(|check| value_of(check, KIND));
        let of_known = check.and_then(|check| value_of(check, "aspects")).map(texts_of).unwrap_or_default();
        let mut entry = known.clone();
        let aspects = texts(in_order_of(&of_known, values));
        set(&mut entry, "check", mapping([(KIND, mapping([("aspects", aspects)]))]));
        self.draft.put("testcases", entry);
        true
    }

    /// Which services test cases look for: `(function, types)`. Test cases on services that are not among them are
    /// without code.
    pub(super) fn take_services(&mut self, services: &[(String, Vec<String>)]) {
        const KIND: &str = "service_present";
        /// The family of test cases on services.
        const FAMILY: &str = "service";
        let mut seen = BTreeSet::new();
        for (function, types) in services {
            let normalized = function.replace('_', "-");
            let known = self.embedded.entries("testcases").iter().find(|entry| {
                value_of(entry, "id").and_then(text_of).is_some_and(|id| id.replace('_', "-") == normalized)
            });
            let id = known.and_then(|entry| value_of(entry, "id")).and_then(text_of).unwrap_or(&normalized);
            if !seen.insert(id.to_owned()) {
                continue;
            }
            let mut entry =
                known.cloned().unwrap_or_else(|| mapping([("id", scalar(id)), ("family", scalar(FAMILY))]));
            let check = value_of(&entry, "check").and_then(|check| value_of(check, KIND));
            let of_known = check.and_then(|check| value_of(check, "types")).map(texts_of).unwrap_or_default();
            let types = in_order_of(&of_known, types);
            if types != of_known {
                // The text of the family names no types.
                unset(&mut entry, "decided");
            }
            set(&mut entry, "check", mapping([(KIND, mapping([("types", texts(types))]))]));
            self.draft.put("testcases", entry);
        }
        let mut without = Vec::new();
        for entry in self.embedded.entries("testcases") {
            let is_service = value_of(entry, "family").and_then(text_of) == Some(FAMILY)
                && value_of(entry, "check").is_some_and(|check| value_of(check, KIND).is_some());
            let id = value_of(entry, "id").and_then(text_of).unwrap_or_default();
            if is_service && !seen.contains(id) {
                let mut entry = entry.clone();
                let reason = scalar("The official suite has no code for it.");
                set(&mut entry, "check", mapping([("withdrawn", mapping([("reason", reason)]))]));
                unset(&mut entry, "decided");
                without.push(entry);
            }
        }
        for entry in without {
            self.draft.put("testcases", entry);
        }
    }

    /// How many seconds replacement frequencies have.
    pub(super) fn take_frequencies(&mut self, frequencies: &[(String, u32)]) {
        for (value, seconds) in frequencies {
            let entry = [("value", scalar(value.as_str())), ("seconds", scalar(seconds.to_string()))];
            self.draft.put("frequencies", mapping(entry));
        }
        for gone in self.embedded.ids("frequencies", "value") {
            if !frequencies.iter().any(|(value, _)| value == gone) {
                self.draft.remove("frequencies", gone);
            }
        }
    }

    /// The values of a property that a list allows.
    pub(super) fn take_vocabulary(&mut self, property: &str, list: &str, values: &[String]) {
        let known = self.embedded.entries("vocabularies").iter().find(|entry| {
            let is = |key, word| value_of(entry, key).and_then(text_of) == Some(word);
            is("property", property) && is("list", list)
        });
        let known = known.and_then(|entry| value_of(entry, "values")).map(texts_of).unwrap_or_default();
        let entry = [
            ("property", scalar(property)),
            ("list", scalar(list)),
            ("values", texts(in_order_of(&known, values))),
        ];
        self.draft.put("vocabularies", mapping(entry));
    }

    /// Where images of a distribution may come from.
    pub(super) fn take_sources(&mut self, distributions: &[(String, Vec<String>)]) {
        for (distro, sources) in distributions {
            let known = self.embedded.entry("distributions", "distro", distro);
            let of_known =
                known.and_then(|entry| value_of(entry, "sources")).map(texts_of).unwrap_or_default();
            let mut entry = known.cloned().unwrap_or_else(|| {
                mapping([("distro", scalar(distro.as_str())), ("releases", sequence(Vec::new()))])
            });
            set(&mut entry, "sources", texts(in_order_of(&of_known, sources)));
            self.draft.put("distributions", entry);
        }
        for gone in self.embedded.ids("distributions", "distro") {
            if !distributions.iter().any(|(distro, _)| distro == gone) {
                self.draft.remove("distributions", gone);
            }
        }
    }

    /// The images that the suite looks for, by the keys of its table. `false`, and nothing is taken over, if the table has
    /// something that no image has.
    pub(super) fn take_images(&mut self, table: &Node) -> bool {
        let crate::yaml::Content::Mapping(images) = &table.content else { return false };
        let mut entries = Vec::new();
        let mut ids = BTreeSet::new();
        for (key, spec) in images {
            let crate::yaml::Content::Mapping(fields) = &spec.content else { return false };
            let is_known = |name: &Node| matches!(text_of(name), Some("name_scheme" | "source"));
            let (Some(key), true) = (text_of(key), fields.iter().all(|(name, _)| is_known(name))) else {
                return false;
            };
            let scheme = value_of(spec, "name_scheme").and_then(text_of);
            let sources = value_of(spec, "source").map(texts_of).unwrap_or_default();
            let known = self.embedded.entries("images").iter().find(|entry| is_of(entry, key, scheme));
            let mut entry = known
                .cloned()
                .unwrap_or_else(|| mapping([("id", scalar(&*id_of(key))), ("name", scalar(key))]));
            let of_known = value_of(&entry, "source").map(texts_of).unwrap_or_default();
            match scheme {
                Some(scheme) => set(&mut entry, "name_scheme", scalar(scheme)),
                None => unset(&mut entry, "name_scheme"),
            }
            set(&mut entry, "source", texts(in_order_of(&of_known, &sources)));
            let id = value_of(&entry, "id").and_then(text_of).unwrap_or_default().to_owned();
            if !ids.insert(id) {
                return false;
            }
            entries.push((entry, known.is_some()));
        }
        let gone: Vec<String> =
            self.embedded.ids("images", "id").into_iter().map(ToOwned::to_owned).collect();
        for id in gone.iter().filter(|id| !ids.contains(*id)) {
            self.draft.remove("images", id);
            // Without the image, nothing can be asked of it.
            let is_of = |check: &Check| matches!(check, Check::ImagePresent { image } | Check::ImageSource { image } if **image == **id);
            for testcase in self.catalogue.testcases.iter().filter(|testcase| is_of(&testcase.check)) {
                self.draft.remove("testcases", testcase.id.as_str());
            }
            let requirements = self.catalogue.requirements.iter().map(|requirement| &requirement.testcase);
            for requirement in requirements.filter(|requirement| is_of(&requirement.check)) {
                self.draft.remove("requirements", requirement.id.as_str());
            }
        }
        for (entry, is_known) in entries {
            let id = value_of(&entry, "id").and_then(text_of).unwrap_or_default().to_owned();
            if !is_known {
                self.add_image_testcases(&id);
            }
            self.draft.put("images", entry);
        }
        true
    }

    /// New images get test cases like those of the others.
    fn add_image_testcases(&mut self, id: &str) {
        for (prefix, family, kind) in [
            ("scs-0104-image-", "standard-image", "image_present"),
            ("scs-0104-source-", "standard-image-source", "image_source"),
        ] {
            let testcase = format!("{prefix}{id}");
            if self.catalogue.testcase(&testcase).is_none() {
                let check = mapping([(kind, mapping([("image", scalar(id))]))]);
                let entry = [("id", scalar(testcase)), ("family", scalar(family)), ("check", check)];
                self.draft.put("testcases", mapping(entry));
            }
        }
    }

    /// The standard flavor of a name: the embedded one, or else what the name says.
    pub(super) fn flavor_of(&self, name: &str, is_mandatory: bool) -> Option<StandardFlavor> {
        if let Some(known) = self.catalogue.flavor(name) {
            return Some(StandardFlavor { is_mandatory, ..known.clone() });
        }
        let grammar = &self.catalogue.grammar;
        let Reading::Valid { name: parts, .. } = read(name, grammar) else { return None };
        let mut extra_specs: Vec<(Box<str>, Box<str>)> = (extra_specs(&parts, grammar)?.into_iter())
            .map(|(key, value)| (key.into(), value.into()))
            .collect();
        extra_specs.sort_unstable();
        let size = parts.disk.as_ref().and_then(|disk| disk.size_gb.as_ref());
        Some(StandardFlavor {
            name: name.into(),
            is_mandatory,
            cpus: parts.cpus.count.to_u64()?.try_into().ok()?,
            ram_mib: ram_mib(&parts.memory.gib.to_string())?,
            disk_gb: size.map_or(Some(0), Count::to_u64)?,
            extra_specs,
        })
    }
}

/// An entry with a code and a label.
pub(super) fn term(row: &Coded) -> Node {
    mapping([("code", scalar(row.code.as_str())), ("label", scalar(row.label.as_str()))])
}

/// RAM in MiB, of GiB with at most one half.
pub(super) fn ram_mib(gib: &str) -> Option<u64> {
    let (whole, half) = match gib.split_once('.') {
        Some((whole, "5")) => (whole, 512),
        Some((whole, "0")) => (whole, 0),
        Some(_) => return None,
        None => (gib, 0),
    };
    whole.parse::<u64>().ok()?.checked_mul(1024)?.checked_add(half)
}

/// Whether an embedded image is the one that the suite's table has under a key: by the scheme of its names, or by its name,
/// which has a number where there are several.
fn is_of(entry: &Node, key: &str, scheme: Option<&str>) -> bool {
    let text = |name| value_of(entry, name).and_then(text_of);
    let (Some(name), Some(id)) = (text("name"), text("id")) else { return false };
    let number = key.strip_prefix(name);
    match scheme {
        None => text("name_scheme").is_none() && name == key,
        Some(_) => number.is_some_and(|number| number.starts_with('-') && id.ends_with(number)),
    }
}

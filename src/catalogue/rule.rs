//! The general kinds of check, in which a rule can be stated that no kind was written for: some records are asked for a
//! value, for a difference or for being there at all. They are run in [`crate::checks`]; the official suite knows none.

use super::check::{ABSENT, Absent};
use super::text_check::{DATE_FORMS, DateForm};
use crate::yaml::{Fields, YamlProblem};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

/// What is asked of which records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The records that it speaks of.
    pub of: Of,
    /// Which of them.
    pub when: When,
    /// What is asked of them.
    pub ask: Ask,
}

/// What a rule asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Each has a value that is expected.
    Value {
        /// The property, extra spec or field.
        key: Box<str>,
        /// What is expected of it.
        expected: Expected,
        /// What a record without it means.
        absent: Absent,
    },
    /// No two of them agree in all of these; one that lacks any of them agrees with none.
    Unique {
        /// The properties, extra specs or fields.
        keys: Vec<Box<str>>,
    },
    /// There is one.
    Present,
}

/// Records that a rule can speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Images.
    Images,
    /// Flavors.
    Flavors,
    /// Flavors that are found as a standard flavor.
    StandardFlavors,
    /// Flavors that are found as a mandatory standard flavor.
    MandatoryFlavors,
    /// Flavors that are found as a recommended standard flavor.
    RecommendedFlavors,
    /// Flavors whose name starts with `SCS-`.
    ScsFlavors,
    /// Volume types.
    VolumeTypes,
}

impl Of {
    const WORDS: [(&str, Of); 7] = [
        ("images", Of::Images),
        ("flavors", Of::Flavors),
        ("standard_flavors", Of::StandardFlavors),
        ("mandatory_flavors", Of::MandatoryFlavors),
        ("recommended_flavors", Of::RecommendedFlavors),
        ("scs_flavors", Of::ScsFlavors),
        ("volume_types", Of::VolumeTypes),
    ];

    /// The words of those that have extra specs.
    fn with_extra_specs() -> Vec<(&'static str, Of)> {
        Of::WORDS.into_iter().filter(|(_, of)| *of != Of::Images).collect()
    }

    /// The word of files, for texts.
    fn plain(self) -> String {
        let word = Of::WORDS.iter().find(|(_, of)| *of == self).map_or("", |(word, _)| word);
        word.replace('_', " ").replace("scs", "SCS")
    }
}

/// Which records a rule speaks of: those that meet all of this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// Images of these visibilities; without any, those that everyone is shown.
    pub visibility: Vec<&'static str>,
    /// Images that are hidden, or that are not; by default those that are judged anyway.
    pub hidden: Option<bool>,
    /// Images that are in one of these states.
    pub status: Vec<Box<str>>,
    /// Those whose property or extra spec has one of the values; without any, some value.
    pub properties: Vec<(Box<str>, Vec<Box<str>>)>,
    /// Those of one of these names.
    pub names: Vec<Box<str>>,
    /// Those whose name begins as this regular expression says.
    pub name_scheme: Option<Box<str>>,
    /// Images that one of these image specs speaks of, by its id.
    pub images: Vec<Box<str>>,
}

const HIDDEN: [(&str, bool); 2] = [("true", true), ("false", false)];

const VISIBILITIES: [(&str, &str); 4] =
    [("public", "public"), ("community", "community"), ("shared", "shared"), ("private", "private")];

impl When {
    fn read(parameters: &mut Fields<'_>, of: Of) -> When {
        let read = parameters.optional_nested("when", |when| {
            let mut read = When {
                properties: when.optional_texts_by_name("properties"),
                names: when.optional_texts("names"),
                name_scheme: when.optional_filled_text("name_scheme"),
                ..When::default()
            };
            if of == Of::Images {
                read.visibility = when.optional_words("visibility", &VISIBILITIES);
                read.hidden = when.optional_word("hidden", &HIDDEN);
                read.status = when.optional_texts("status");
                read.images = when.optional_texts("images");
            }
            read
        });
        read.unwrap_or_default()
    }
}

/// What is expected of a value: that it is one of the values, of one of the forms, or begins or reads as is said here. If
/// nothing is said, every value will do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Values.
    pub values: Vec<Box<str>>,
    /// Forms of dates and numbers.
    pub forms: Vec<DateForm>,
    /// What the value may begin with.
    pub prefixes: Vec<Box<str>>,
    /// A regular expression for the whole value.
    pub matches: Option<Box<str>>,
    /// What the name of the flavor says; a flavor whose name says nothing of it is not asked.
    pub from_name: Option<FromName>,
}

impl Expected {
    /// Every value will do.
    pub fn is_any(&self) -> bool {
        *self == Expected::default()
    }
}

/// What the name of a flavor says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FromName {
    /// The name in the current syntax.
    Current,
    /// The name in the old syntax.
    Old,
    /// The number of vCPUs.
    Cpus,
    /// The value of `scs:cpu-type`.
    CpuType,
    /// RAM in GiB.
    RamGib,
    /// RAM in MiB.
    RamMib,
    /// The size of each disk in GB.
    DiskGb,
    /// The value of `scs:disk0-type`.
    DiskType,
}

const FROM_NAME: [(&str, FromName); 8] = [
    ("current_syntax", FromName::Current),
    ("old_syntax", FromName::Old),
    ("cpus", FromName::Cpus),
    ("cpu_type", FromName::CpuType),
    ("ram_gib", FromName::RamGib),
    ("ram_mib", FromName::RamMib),
    ("disk_gb", FromName::DiskGb),
    ("disk_type", FromName::DiskType),
];

impl Rule {
    /// The names of the kinds in the catalogue.
    pub(super) const KINDS: [&'static str; 4] = ["extra_spec", "image_property", "unique", "present"];

    /// Whether it is about where images come from.
    pub(super) fn is_about_sources(&self) -> bool {
        matches!(&self.ask, Ask::Value { key, expected, .. } if **key == *"image_source" && !expected.prefixes.is_empty())
    }

    /// Reads the parameters of a kind.
    pub(super) fn read(kind: &str, parameters: &mut Fields<'_>) -> Option<Rule> {
        let (of, ask) = match kind {
            "extra_spec" => {
                let key = parameters.filled_text("name");
                let of = parameters.word("of", &Of::with_extra_specs());
                (of, read_value(parameters, key, of.unwrap_or(Of::Flavors)))
            }
            "image_property" => {
                let key = parameters.filled_text("property");
                (Some(Of::Images), read_value(parameters, key, Of::Images))
            }
            "unique" => {
                let of = parameters.word("of", &Of::WORDS);
                let keys = parameters.texts("keys");
                if keys.is_empty() && parameters.has("keys") {
                    parameters.refuse(YamlProblem::MissingKey("keys"));
                }
                (of, Ask::Unique { keys })
            }
            "present" => (parameters.word("of", &Of::WORDS), Ask::Present),
            _ => return None,
        };
        // Without a word for the records, conditions of any are taken, so that nothing wrong is said of them.
        let when = When::read(parameters, of.unwrap_or(Of::Images));
        Some(Rule { of: of?, when, ask })
    }

    /// The regular expressions in it.
    pub(super) fn patterns(&self) -> impl Iterator<Item = &str> {
        let matches = match &self.ask {
            Ask::Value { expected, .. } => expected.matches.as_deref(),
            Ask::Unique { .. } | Ask::Present => None,
        };
        [self.when.name_scheme.as_deref(), matches].into_iter().flatten()
    }

    /// The parameters for the placeholders of texts.
    pub(super) fn parameters(&self) -> Vec<(&'static str, String)> {
        let key = match &self.ask {
            Ask::Value { key, .. } => Some(("property", key.to_string())),
            Ask::Unique { keys } => Some(("property", keys.join(", "))),
            Ask::Present => None,
        };
        [("of", self.of.plain())].into_iter().chain(key).collect()
    }
}

/// The word of files for a value; every value has one.
fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words.iter().find(|(_, other)| other == value).map_or("", |(word, _)| word)
}

/// As files have it: the kind with its parameters.
impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parameters = Map::new();
        let kind = match &self.ask {
            Ask::Value { key, expected, absent } => {
                let is_of_images = self.of == Of::Images;
                parameters.insert(if is_of_images { "property" } else { "name" }.to_owned(), json!(key));
                add_list(&mut parameters, "values", &expected.values);
                let forms: Vec<&str> = expected.forms.iter().map(|form| word_of(&DATE_FORMS, form)).collect();
                add_list(&mut parameters, "forms", &forms);
                add_list(&mut parameters, "prefixes", &expected.prefixes);
                add(&mut parameters, "matches", expected.matches.as_ref());
                let from_name = expected.from_name.as_ref().map(|from| word_of(&FROM_NAME, from));
                add(&mut parameters, "from_name", from_name);
                parameters.insert("absent".to_owned(), json!(word_of(&ABSENT, absent)));
                if is_of_images { "image_property" } else { "extra_spec" }
            }
            Ask::Unique { keys } => {
                parameters.insert("keys".to_owned(), json!(keys));
                "unique"
            }
            Ask::Present => "present",
        };
        if kind != "image_property" {
            parameters.insert("of".to_owned(), json!(word_of(&Of::WORDS, &self.of)));
        }
        let when = self.when.to_map();
        add(&mut parameters, "when", Some(when).filter(|when| !when.is_empty()));
        serializer.collect_map([(kind, parameters)])
    }
}

impl When {
    /// The conditions as files have them.
    fn to_map(&self) -> Map<String, Value> {
        let mut map = Map::new();
        add_list(&mut map, "visibility", &self.visibility);
        add(&mut map, "hidden", self.hidden.as_ref().map(|hidden| word_of(&HIDDEN, hidden)));
        add_list(&mut map, "status", &self.status);
        let properties: Map<String, Value> =
            self.properties.iter().map(|(name, values)| (name.to_string(), json!(values))).collect();
        add(&mut map, "properties", Some(properties).filter(|properties| !properties.is_empty()));
        add_list(&mut map, "names", &self.names);
        add(&mut map, "name_scheme", self.name_scheme.as_ref());
        add_list(&mut map, "images", &self.images);
        map
    }
}

fn add(map: &mut Map<String, Value>, key: &str, value: Option<impl Serialize>) {
    if let Some(value) = value {
        map.insert(key.to_owned(), json!(value));
    }
}

fn add_list(map: &mut Map<String, Value>, key: &str, values: &[impl Serialize]) {
    add(map, key, Some(values).filter(|values| !values.is_empty()));
}

fn read_value(parameters: &mut Fields<'_>, key: Box<str>, of: Of) -> Ask {
    let mut expected = Expected {
        values: parameters.optional_texts("values"),
        forms: parameters.optional_words("forms", &DATE_FORMS),
        prefixes: parameters.optional_texts("prefixes"),
        matches: parameters.optional_filled_text("matches"),
        from_name: None,
    };
    if !matches!(of, Of::Images | Of::VolumeTypes) {
        expected.from_name = parameters.optional_word("from_name", &FROM_NAME);
    }
    let absent = parameters.optional_word("absent", &ABSENT).unwrap_or(Absent::Fails);
    Ask::Value { key, expected, absent }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Check;
    use crate::yaml::read_document;

    #[test]
    fn rules_are_serialized_as_files_have_them() {
        let rules = [
            "{extra_spec: {name: a, values: [x], of: scs_flavors, absent: passes, when: {names: [n], name_scheme: 'S.*'}}}",
            "{extra_spec: {name: a, from_name: cpu_type, of: flavors}}",
            "{image_property: {property: p, prefixes: ['https://x/'], matches: 'a+', when: {visibility: [public, community], hidden: false, status: [active], properties: {q: [], r: [s]}, images: [debian-12]}}}",
            "{unique: {of: images, keys: [a, b]}}",
            "{present: {of: volume_types, when: {names: [LUKS]}}}",
        ];
        for rule in rules {
            let read = |text: &str| read_document(&format!("check: {text}"), Check::read);
            let check = read(rule).unwrap_or_else(|problems| panic!("{rule}: {problems:?}"));
            // JSON is YAML, too.
            let written = serde_json::to_string(&check.as_ref().map(|(_, check)| check)).unwrap();
            assert_eq!(read(&written), Ok(check), "{written}");
        }
    }
}

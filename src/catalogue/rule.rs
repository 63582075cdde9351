//! The general kinds of check, in which a rule can be stated that no kind was written for: some records are asked for a
//! value, for a difference or for being there at all. They are run in [`crate::checks`]; the official suite knows none.

use super::check::{ABSENT, Absent};
use super::text_check::{DATE_FORMS, DateForm};
use crate::yaml::{Fields, YamlProblem};

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

//! The shapes of the files under `data/`. Unknown keys are refused.

use super::check::Check;
use super::timeline::Validity;
use serde::Deserialize;
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// A certificate scope, in the SCS project's own schema.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScopeFile {
    pub(super) name: Box<str>,
    #[serde(rename = "uuid")]
    _uuid: Box<str>,
    #[serde(rename = "url")]
    _url: Box<str>,
    #[serde(rename = "variables", default)]
    _variables: IgnoredAny,
    pub(super) scripts: Vec<Script>,
    pub(super) modules: Vec<Module>,
    pub(super) timeline: Vec<TimelineEntry>,
    pub(super) versions: Vec<Version>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    #[serde(rename = "executable", default)]
    _executable: IgnoredAny,
    #[serde(rename = "args", default)]
    _args: IgnoredAny,
    pub(super) testcases: Vec<DeclaredTestCase>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeclaredTestCase {
    pub(super) id: Box<str>,
    #[serde(rename = "description", default)]
    _description: IgnoredAny,
    #[serde(rename = "url", default)]
    _url: IgnoredAny,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Module {
    pub(super) id: Box<str>,
    #[serde(rename = "name", default)]
    _name: IgnoredAny,
    #[serde(rename = "url", default)]
    _url: IgnoredAny,
    #[serde(rename = "parameters", default)]
    _parameters: IgnoredAny,
    #[serde(default)]
    pub(super) targets: Targets,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Targets {
    #[serde(default)]
    pub(super) main: Vec<Box<str>>,
    #[serde(default)]
    pub(super) recommended: Vec<Box<str>>,
    #[serde(default)]
    pub(super) preview: Vec<Box<str>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimelineEntry {
    pub(super) date: Box<str>,
    pub(super) versions: BTreeMap<Box<str>, Validity>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Version {
    #[serde(rename = "version")]
    pub(super) id: Box<str>,
    #[serde(default)]
    pub(super) stabilized_at: Option<Box<str>>,
    pub(super) include: Vec<Include>,
}

/// A module's id, alone or with parameters.
#[derive(Debug)]
pub(super) struct Include(pub(super) Box<str>);

impl<'de> Deserialize<'de> for Include {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Include, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct WithParameters {
            r#ref: Box<str>,
            #[serde(rename = "parameters")]
            _parameters: IgnoredAny,
        }

        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Include;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a module's id, or `ref` and `parameters`")
            }

            fn visit_str<E>(self, id: &str) -> Result<Include, E> {
                Ok(Include(id.into()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Include, A::Error> {
                let include = WithParameters::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(Include(include.r#ref))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// Standard flavors, in the schema of the openstack-flavor-manager.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FlavorsFile {
    #[serde(rename = "reference")]
    _reference: IgnoredAny,
    pub(super) mandatory: Vec<FlavorEntry>,
    #[serde(default)]
    pub(super) recommended: Vec<FlavorEntry>,
}

/// A flavor, whose keys with a colon are extra specs.
#[derive(Debug)]
pub(super) struct FlavorEntry {
    pub(super) name: Box<str>,
    pub(super) cpus: u32,
    pub(super) ram_mib: u64,
    pub(super) disk_gb: u64,
    pub(super) extra_specs: Vec<(Box<str>, Box<str>)>,
}

impl<'de> Deserialize<'de> for FlavorEntry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<FlavorEntry, D::Error> {
        const KEYS: &[&str] = &["name", "cpus", "ram", "disk", "an extra spec with a colon"];

        struct Entry;
        impl<'de> Visitor<'de> for Entry {
            type Value = FlavorEntry;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a flavor")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FlavorEntry, A::Error> {
                let (mut name, mut cpus, mut ram_mib, mut disk_gb) = (None, None, None, 0);
                let mut extra_specs = Vec::new();
                while let Some(key) = map.next_key::<Box<str>>()? {
                    match key.as_ref() {
                        "name" => name = Some(map.next_value()?),
                        "cpus" => cpus = Some(map.next_value()?),
                        "ram" => ram_mib = Some(map.next_value()?),
                        "disk" => disk_gb = map.next_value()?,
                        spec if spec.contains(':') => extra_specs.push((key, map.next_value()?)),
                        other => return Err(A::Error::unknown_field(other, KEYS)),
                    }
                }
                Ok(FlavorEntry {
                    name: name.ok_or_else(|| A::Error::missing_field("name"))?,
                    cpus: cpus.ok_or_else(|| A::Error::missing_field("cpus"))?,
                    ram_mib: ram_mib.ok_or_else(|| A::Error::missing_field("ram"))?,
                    disk_gb,
                    extra_specs,
                })
            }
        }
        deserializer.deserialize_map(Entry)
    }
}

/// Images that test cases look for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImagesFile {
    pub(super) images: Vec<ImageEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImageEntry {
    pub(super) id: Box<str>,
    pub(super) name: Box<str>,
    #[serde(default)]
    pub(super) name_scheme: Option<Box<str>>,
    pub(super) source: Vec<Box<str>>,
}

/// Values of image properties.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PropertiesFile {
    pub(super) frequencies: Vec<FrequencyEntry>,
    /// Read by the findings on the standards' text, which are to come.
    #[serde(rename = "vocabularies")]
    _vocabularies: Vec<VocabularyEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrequencyEntry {
    pub(super) value: Box<str>,
    pub(super) seconds: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VocabularyEntry {
    #[serde(rename = "property")]
    _property: Box<str>,
    #[serde(rename = "list")]
    _list: Box<str>,
    #[serde(rename = "values")]
    _values: Vec<Box<str>>,
}

/// Test cases with their texts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TestCasesFile {
    pub(super) standards: Vec<StandardEntry>,
    pub(super) families: Vec<Family>,
    pub(super) testcases: Vec<TestCaseEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StandardEntry {
    pub(super) id: Box<str>,
    pub(super) title: Box<str>,
    pub(super) url: Box<str>,
}

/// Texts that test cases of one shape share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Family {
    pub(super) id: Box<str>,
    pub(super) standard: Box<str>,
    #[serde(default)]
    pub(super) section: Option<SectionEntry>,
    #[serde(default)]
    pub(super) holds: Option<Box<str>>,
    #[serde(default)]
    pub(super) fails: Option<Box<str>>,
    #[serde(default)]
    pub(super) why: Option<Box<str>>,
    #[serde(default)]
    pub(super) decided: Option<Box<str>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TestCaseEntry {
    pub(super) id: Box<str>,
    pub(super) family: Box<str>,
    #[serde(default)]
    pub(super) section: Option<SectionEntry>,
    #[serde(default)]
    pub(super) holds: Option<Box<str>>,
    #[serde(default)]
    pub(super) fails: Option<Box<str>>,
    #[serde(default)]
    pub(super) why: Option<Box<str>>,
    #[serde(default)]
    pub(super) decided: Option<Box<str>>,
    pub(super) check: Check,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionEntry {
    pub(super) title: Box<str>,
    pub(super) url: Box<str>,
}

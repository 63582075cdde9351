//! The kinds of check that an entry of the catalogue can name, with their parameters. They are run in
//! [`crate::checks`].

use super::rule::Rule;
use super::text_check::TextCheck;
use crate::yaml::Fields;

/// What decides a test case: a kind and its parameters. It is serialized as files have it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// Every name that starts with `SCS-` is well formed.
    FlavorNameSyntax {},
    /// No flavor has less than its name promises.
    FlavorNameTruth {
        /// How much RAM may be missing.
        ram_tolerance_mib: u32,
    },
    /// A standard flavor is offered, exactly as specified.
    StandardFlavor {
        /// Its name in current syntax.
        flavor: Box<str>,
    },
    /// Every image has one of the values.
    ImagePropertyIn {
        /// The property.
        property: Box<str>,
        /// The list that the values are from, if they are from one.
        #[serde(skip_serializing_if = "Option::is_none")]
        vocabulary: Option<Box<str>>,
        /// The values.
        values: Vec<Box<str>>,
        /// What an image without the property means.
        absent: Absent,
    },
    /// Every image has some value.
    ImagePropertySet {
        /// The property.
        property: Box<str>,
    },
    /// Every image names a least disk, no smaller than its data.
    ImageMinDisk {},
    /// Every image names a least RAM.
    ImageMinRam {
        /// Less is unlikely to boot.
        advised_mib: u32,
    },
    /// Every image tells when it was built: not after its registration, not in the future.
    ImageBuildDate {},
    /// Every image tells its source: one of the words, or an address of one of the schemes.
    ImageSourceForm {
        /// Words that stand for a source.
        words: Vec<Box<str>>,
        /// Schemes of addresses.
        schemes: Vec<Box<str>>,
    },
    /// Every image promises one of the known replacement frequencies.
    ImageReplaceFrequency {},
    /// Every image that tells how long its id is valid uses one of the forms.
    ImageUuidValidity {
        /// Words that stand for a time.
        words: Vec<Box<str>>,
        /// What a number of images follows.
        counted: Box<str>,
    },
    /// Every image that promises hotfixes does it in hours.
    ImageHotfixHours {},
    /// No image is older than it promises, unless a fresh one replaces it.
    ImageRecency {
        /// How many times its period an image may reach.
        factor: f64,
    },
    /// Of one system, version and architecture there is one image of the purpose.
    ImagePurposeUnique {
        /// The purpose.
        purpose: Box<str>,
    },
    /// Images of that name come from one of the official sources.
    ImageSource {
        /// The id of the image spec.
        image: Box<str>,
    },
    /// An image of that name is there.
    ImagePresent {
        /// The id of the image spec.
        image: Box<str>,
    },
    /// The aspects that descriptions of volume types list are sorted, known and listed once.
    VolumeTypeAspectLists {
        /// The known aspects.
        aspects: Vec<Box<str>>,
    },
    /// Some volume type lists the aspect.
    VolumeTypeAspect {
        /// The aspect.
        aspect: Box<str>,
    },
    /// New security groups let nothing in and everything out.
    DefaultRules {},
    /// The catalog lists a service of one of the types.
    ServicePresent {
        /// The types.
        types: Vec<Box<str>>,
    },
    /// A service, if the catalog lists it, can be used; only a live cloud shows that.
    ServiceUsable {
        /// The type.
        r#type: Box<str>,
        /// What shows it.
        evidence: Box<str>,
    },
    /// Glance's quotas of a project leave room for images.
    ImageQuota {
        /// How many images there must be room for.
        images: u32,
        /// How much data, in MiB.
        size_mib: u32,
    },
    /// Only a live cloud shows it.
    LiveCloud {
        /// What shows it.
        evidence: Box<str>,
    },
    /// A person has to look.
    ManualCheck {
        /// What shows it.
        evidence: Box<str>,
    },
    /// Declared by the official suite, which has no code for it.
    Withdrawn {
        /// Why.
        reason: Box<str>,
    },
    /// A scope names the test case, and this program does not know it.
    Unknown {},
    /// Something that only the text of a standard asks for.
    #[serde(untagged)]
    Text(TextCheck),
    /// Something that is stated in general terms.
    #[serde(untagged)]
    Rule(Box<Rule>),
}

/// What it means that an image lacks a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Absent {
    /// The property is demanded.
    Fails,
    /// The property is optional.
    Passes,
}

/// The names of the kinds in the catalogue, in the order of [`Check`], but for [`Check::Unknown`], which no entry has.
const KINDS: [&str; 25] = [
    "flavor_name_syntax",
    "flavor_name_truth",
    "standard_flavor",
    "image_property_in",
    "image_property_set",
    "image_min_disk",
    "image_min_ram",
    "image_build_date",
    "image_source_form",
    "image_replace_frequency",
    "image_uuid_validity",
    "image_hotfix_hours",
    "image_recency",
    "image_purpose_unique",
    "image_source",
    "image_present",
    "volume_type_aspect_lists",
    "volume_type_aspect",
    "default_rules",
    "service_present",
    "service_usable",
    "image_quota",
    "live_cloud",
    "manual_check",
    "withdrawn",
];

pub(super) const ABSENT: [(&str, Absent); 2] = [("fails", Absent::Fails), ("passes", Absent::Passes)];

impl Check {
    /// Whether it is about where images come from, of which a cloud may declare sources of its own.
    pub fn is_about_sources(&self) -> bool {
        if let Check::Rule(rule) = self {
            return rule.is_about_sources();
        }
        matches!(
            self,
            Check::ImageSource { .. }
                | Check::Text(TextCheck::ImageSources { .. } | TextCheck::ImageReleaseSource { .. })
        )
    }

    /// Reads `check: {kind: {parameters}}` of an entry: the name of the kind, too.
    pub(super) fn read(entry: &mut Fields<'_>) -> Option<(Box<str>, Check)> {
        // What rules are stated in comes first, where a wrong kind is answered with those that there are.
        let kinds = [&Rule::KINDS[..], &KINDS[..], &TextCheck::KINDS[..]].concat();
        entry.named("check", &kinds, |kind, parameters| {
            let check = match kind {
                "flavor_name_syntax" => Check::FlavorNameSyntax {},
                "flavor_name_truth" => Check::FlavorNameTruth {
                    ram_tolerance_mib: parameters.small_integer("ram_tolerance_mib"),
                },
                "standard_flavor" => Check::StandardFlavor { flavor: parameters.text("flavor") },
                "image_property_in" => Check::ImagePropertyIn {
                    property: parameters.text("property"),
                    vocabulary: parameters.optional_text("vocabulary"),
                    values: parameters.optional_texts("values"),
                    absent: parameters.word("absent", &ABSENT)?,
                },
                "image_property_set" => Check::ImagePropertySet { property: parameters.text("property") },
                "image_min_disk" => Check::ImageMinDisk {},
                "image_min_ram" => {
                    Check::ImageMinRam { advised_mib: parameters.small_integer("advised_mib") }
                }
                "image_build_date" => Check::ImageBuildDate {},
                "image_source_form" => Check::ImageSourceForm {
                    words: parameters.texts("words"),
                    schemes: parameters.texts("schemes"),
                },
                "image_replace_frequency" => Check::ImageReplaceFrequency {},
                "image_uuid_validity" => Check::ImageUuidValidity {
                    words: parameters.texts("words"),
                    counted: parameters.text("counted"),
                },
                "image_hotfix_hours" => Check::ImageHotfixHours {},
                "image_recency" => Check::ImageRecency { factor: parameters.decimal("factor") },
                "image_purpose_unique" => Check::ImagePurposeUnique { purpose: parameters.text("purpose") },
                "image_source" => Check::ImageSource { image: parameters.text("image") },
                "image_present" => Check::ImagePresent { image: parameters.text("image") },
                "volume_type_aspect_lists" => {
                    Check::VolumeTypeAspectLists { aspects: parameters.texts("aspects") }
                }
                "volume_type_aspect" => Check::VolumeTypeAspect { aspect: parameters.text("aspect") },
                "default_rules" => Check::DefaultRules {},
                "service_present" => Check::ServicePresent { types: parameters.texts("types") },
                "service_usable" => Check::ServiceUsable {
                    r#type: parameters.text("type"),
                    evidence: parameters.text("evidence"),
                },
                "image_quota" => Check::ImageQuota {
                    images: parameters.small_integer("images"),
                    size_mib: parameters.small_integer("size_mib"),
                },
                "live_cloud" => Check::LiveCloud { evidence: parameters.text("evidence") },
                "manual_check" => Check::ManualCheck { evidence: parameters.text("evidence") },
                "withdrawn" => Check::Withdrawn { reason: parameters.text("reason") },
                kind if Rule::KINDS.contains(&kind) => Check::Rule(Box::new(Rule::read(kind, parameters)?)),
                _ => Check::Text(TextCheck::read(kind, parameters)?),
            };
            Some((kind.into(), check))
        })
    }

    /// The parameters with a single value, by name, for the placeholders of texts.
    pub(super) fn parameters(&self) -> Vec<(&'static str, String)> {
        match self {
            Check::FlavorNameTruth { ram_tolerance_mib } => {
                vec![("ram_tolerance_mib", ram_tolerance_mib.to_string())]
            }
            Check::StandardFlavor { flavor } => vec![("flavor", flavor.to_string())],
            Check::ImagePropertyIn { property, .. } | Check::ImagePropertySet { property } => {
                vec![("property", property.to_string())]
            }
            Check::ImageMinRam { advised_mib } => vec![("advised_mib", advised_mib.to_string())],
            Check::ImageQuota { images, size_mib } => {
                vec![("images", images.to_string()), ("size_mib", size_mib.to_string())]
            }
            Check::ImageRecency { factor } => vec![("factor", factor.to_string())],
            Check::ImagePurposeUnique { purpose } => vec![("purpose", purpose.to_string())],
            Check::ImageSource { image } | Check::ImagePresent { image } => {
                vec![("image", image.to_string())]
            }
            Check::VolumeTypeAspect { aspect } => vec![("aspect", aspect.to_string())],
            Check::ServiceUsable { r#type, .. } => vec![("type", r#type.to_string())],
            Check::ServicePresent { types } => match types.as_slice() {
                [only] => vec![("type", only.to_string())],
                _ => Vec::new(),
            },
            Check::FlavorNameSyntax {}
            | Check::ImageMinDisk {}
            | Check::ImageBuildDate {}
            | Check::ImageSourceForm { .. }
            | Check::ImageReplaceFrequency {}
            | Check::ImageUuidValidity { .. }
            | Check::ImageHotfixHours {}
            | Check::VolumeTypeAspectLists { .. }
            | Check::DefaultRules {}
            | Check::LiveCloud { .. }
            | Check::ManualCheck { .. }
            | Check::Withdrawn { .. }
            | Check::Unknown {}
            | Check::Text(_) => Vec::new(),
            Check::Rule(rule) => rule.parameters(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::yaml::read_document;
    use std::collections::BTreeSet;

    #[test]
    fn checks_are_serialized_as_files_have_them() {
        let catalogue = Catalogue::embedded().unwrap();
        let requirements = catalogue.requirements.iter().map(|requirement| &requirement.testcase);
        let mut kinds = BTreeSet::new();
        for testcase in catalogue.testcases.iter().chain(requirements) {
            let mut written = serde_json::to_value(&testcase.check).unwrap();
            if let Some(kind) = written.as_str() {
                written = serde_json::json!({ kind: {} });
            }
            // JSON is YAML, too.
            let text = serde_json::json!({ "check": written }).to_string();
            let read =
                read_document(&text, Check::read).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
            assert_eq!(read.map(|(_, check)| check).as_ref(), Some(&testcase.check), "{text}");
            kinds.insert(text.split('"').nth(3).unwrap_or_default().to_owned());
        }
        // Of the general kinds, each is used by drafts; the module of rules has their test.
        kinds.retain(|kind| !Rule::KINDS.contains(&kind.as_str()));
        let known = KINDS.into_iter().chain(TextCheck::KINDS).map(ToOwned::to_owned);
        assert_eq!(kinds, known.collect());
    }
}

//! The kinds of check for what only the text of a standard asks for. They are run in [`crate::checks`] and never change
//! an official verdict.

use crate::yaml::Fields;

/// A kind of check with its parameters.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TextCheck {
    /// No flavor name has the form.
    FlavorNameForm {
        /// The form.
        form: NameForm,
    },
    /// No extra spec says less than the flavor's own name promises.
    FlavorSpecsKeepName,
    /// A flavor whose name can be shortened is offered under the short name, too.
    FlavorShortName,
    /// Every `scs:name-vN` is a valid name that the flavor keeps.
    FlavorNameSpecs {
        /// How much RAM may be missing.
        ram_tolerance_mib: u32,
    },
    /// Extra specs for the CPU or for disks have known values, no lower than the names in extra specs promise.
    FlavorSpecValues {
        /// Which ones.
        of: SpecOf,
    },
    /// No standard flavor without disk tells the type of a disk.
    StandardFlavorDiskType,
    /// A flavor with names in extra specs has one in the current syntax.
    FlavorNameSpecSyntax,
    /// Sizes of further flavors follow the pattern of the standard ones: vCPUs are powers of two.
    FlavorProportions {
        /// How many GiB of RAM there may be for each vCPU.
        gib_per_vcpu: Vec<Box<str>>,
        /// How large the root disk may be, in GB.
        disk_gb: Vec<Box<str>>,
    },
    /// No two images have one name.
    ImageNameUnique,
    /// Outdated images are dealt with as the text asks.
    ImagePromise {
        /// What it asks.
        rule: Promise,
    },
    /// The properties are not all true at once.
    ImageFlagsExclude {
        /// The properties.
        properties: Vec<Box<str>>,
    },
    /// Every image has a tag that begins with each of these.
    ImageTags {
        /// What the tags begin with.
        prefixes: Vec<Box<str>>,
    },
    /// The least disk holds the image when it is unpacked.
    ImageVirtualSize,
    /// Every image of a standard image's name comes from its publisher, not only the last.
    ImageSources {
        /// The ids of the image specs that are meant.
        images: Vec<Box<str>>,
    },
    /// Images of a release come from the vendor of the distribution.
    ImageReleaseSource {
        /// Only images of this purpose are meant.
        purpose: Box<str>,
    },
    /// There is an image of a release.
    ImageReleasePresent {
        /// The distribution.
        distro: Box<str>,
        /// The purpose of the image.
        purpose: Box<str>,
        /// Which release.
        rank: Rank,
    },
    /// Lists of aspects stand at the start of the description, in lower case.
    VolumeTypeListPlace,
    /// A volume type whose name or extra specs speak of an aspect declares it.
    VolumeTypeHint {
        /// The aspect.
        aspect: Box<str>,
        /// Words of the name that hint at it.
        words: Vec<Box<str>>,
        /// Extra specs that hint at it.
        extra_specs: Vec<Box<str>>,
    },
    /// The group `default` lets its members in, over both ethertypes.
    RulesWithinGroup,
    /// Egress is limited by no protocol, port or group.
    RulesLimitEgress,
    /// No rule opens egress with an address range that the official test does not count.
    RulesAnyPrefix,
    /// Services of these types have a public endpoint.
    ServicePublic {
        /// The types.
        types: Vec<Box<str>>,
    },
    /// The catalog lists a service of one of the types. One of the type `instead` may do as well, which only a live cloud
    /// shows.
    ServicePresentOr {
        /// The types.
        types: Vec<Box<str>>,
        /// The type that leaves it open.
        instead: Box<str>,
    },
    /// The service is listed under its canonical type.
    ServiceAlias {
        /// The canonical type.
        canonical: Box<str>,
        /// Other names of it.
        aliases: Vec<Box<str>>,
    },
    /// Public and internal endpoints use TLS.
    ServiceHttps,
}

/// A form of a flavor name that the text does not have, or advises against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NameForm {
    /// With colons.
    OldSyntax,
    /// Read by the official test, without being in the grammar of the text.
    NotInText,
    /// Half a GiB of RAM where there are ten or more.
    HalfGib,
    /// The text advises against it.
    Discouraged,
    /// Not the one canonical spelling.
    NotCanonical,
}

/// What extra specs speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpecOf {
    /// `scs:cpu-type`.
    Cpu,
    /// `scs:diskN-type`.
    Disk,
}

/// A form that the value of a property can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DateForm {
    /// `YYYY-MM-DD`.
    Date,
    /// `YYYY-MM-DD hh:mm`.
    Minute,
    /// `YYYY-MM-DD hh:mm:ss`.
    Second,
    /// `last-N`.
    Last,
    /// Digits and dots.
    Number,
}

pub(super) const DATE_FORMS: [(&str, DateForm); 5] = [
    ("date", DateForm::Date),
    ("minute", DateForm::Minute),
    ("second", DateForm::Second),
    ("last", DateForm::Last),
    ("number", DateForm::Number),
];

impl DateForm {
    /// How the form is written.
    pub fn pattern(self) -> &'static str {
        match self {
            DateForm::Date => "YYYY-MM-DD",
            DateForm::Minute => "YYYY-MM-DD hh:mm",
            DateForm::Second => "YYYY-MM-DD hh:mm:ss",
            DateForm::Last => "last-N",
            DateForm::Number => "a number",
        }
    }
}

/// What the text asks of an outdated image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Promise {
    /// One that is provided until a notice is replaced in time, too.
    Notice,
    /// It is replaced within its period and three days.
    Period,
    /// Its name tells its build date.
    Suffix,
    /// It is no longer called generic.
    #[serde(rename = "oldgeneric")]
    OldGeneric,
}

/// Which release of a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// The newest.
    Newest,
    /// The one before it.
    Previous,
}

impl TextCheck {
    /// The names of the kinds in the catalogue, in the order of the enum.
    pub(super) const KINDS: [&'static str; 25] = [
        "flavor_name_form",
        "flavor_specs_keep_name",
        "flavor_short_name",
        "flavor_name_specs",
        "flavor_spec_values",
        "standard_flavor_disk_type",
        "flavor_name_spec_syntax",
        "flavor_proportions",
        "image_name_unique",
        "image_promise",
        "image_flags_exclude",
        "image_tags",
        "image_virtual_size",
        "image_sources",
        "image_release_source",
        "image_release_present",
        "volume_type_list_place",
        "volume_type_hint",
        "rules_within_group",
        "rules_limit_egress",
        "rules_any_prefix",
        "service_public",
        "service_present_or",
        "service_alias",
        "service_https",
    ];

    /// Reads the parameters of a kind.
    pub(super) fn read(kind: &str, parameters: &mut Fields<'_>) -> Option<TextCheck> {
        const FORMS: [(&str, NameForm); 5] = [
            ("old_syntax", NameForm::OldSyntax),
            ("not_in_text", NameForm::NotInText),
            ("half_gib", NameForm::HalfGib),
            ("discouraged", NameForm::Discouraged),
            ("not_canonical", NameForm::NotCanonical),
        ];
        const RULES: [(&str, Promise); 4] = [
            ("notice", Promise::Notice),
            ("period", Promise::Period),
            ("suffix", Promise::Suffix),
            ("oldgeneric", Promise::OldGeneric),
        ];
        Some(match kind {
            "flavor_name_form" => TextCheck::FlavorNameForm { form: parameters.word("form", &FORMS)? },
            "flavor_specs_keep_name" => TextCheck::FlavorSpecsKeepName,
            "flavor_short_name" => TextCheck::FlavorShortName,
            "flavor_name_specs" => TextCheck::FlavorNameSpecs {
                ram_tolerance_mib: parameters.small_integer("ram_tolerance_mib"),
            },
            "flavor_spec_values" => TextCheck::FlavorSpecValues {
                of: parameters.word("of", &[("cpu", SpecOf::Cpu), ("disk", SpecOf::Disk)])?,
            },
            "standard_flavor_disk_type" => TextCheck::StandardFlavorDiskType,
            "flavor_name_spec_syntax" => TextCheck::FlavorNameSpecSyntax,
            "flavor_proportions" => TextCheck::FlavorProportions {
                gib_per_vcpu: parameters.texts("gib_per_vcpu"),
                disk_gb: parameters.texts("disk_gb"),
            },
            "image_name_unique" => TextCheck::ImageNameUnique,
            "image_promise" => TextCheck::ImagePromise { rule: parameters.word("rule", &RULES)? },
            "image_flags_exclude" => {
                TextCheck::ImageFlagsExclude { properties: parameters.texts("properties") }
            }
            "image_tags" => TextCheck::ImageTags { prefixes: parameters.texts("prefixes") },
            "image_virtual_size" => TextCheck::ImageVirtualSize,
            "image_sources" => TextCheck::ImageSources { images: parameters.texts("images") },
            "image_release_source" => TextCheck::ImageReleaseSource { purpose: parameters.text("purpose") },
            "image_release_present" => TextCheck::ImageReleasePresent {
                distro: parameters.text("distro"),
                purpose: parameters.text("purpose"),
                rank: parameters.word("rank", &[("newest", Rank::Newest), ("previous", Rank::Previous)])?,
            },
            "volume_type_list_place" => TextCheck::VolumeTypeListPlace,
            "volume_type_hint" => TextCheck::VolumeTypeHint {
                aspect: parameters.text("aspect"),
                words: parameters.texts("words"),
                extra_specs: parameters.texts("extra_specs"),
            },
            "rules_within_group" => TextCheck::RulesWithinGroup,
            "rules_limit_egress" => TextCheck::RulesLimitEgress,
            "rules_any_prefix" => TextCheck::RulesAnyPrefix,
            "service_public" => TextCheck::ServicePublic { types: parameters.texts("types") },
            "service_present_or" => TextCheck::ServicePresentOr {
                types: parameters.texts("types"),
                instead: parameters.text("instead"),
            },
            "service_alias" => TextCheck::ServiceAlias {
                canonical: parameters.text("canonical"),
                aliases: parameters.texts("aliases"),
            },
            "service_https" => TextCheck::ServiceHttps,
            _ => return None,
        })
    }
}

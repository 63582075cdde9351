//! Judges an inventory: each test case of the catalogue gets an answer with reasons.
//!
//! One file per standard. Which test case is decided by which kind of check, with which parameters, stands in the
//! catalogue; here each kind has a function, and one `match` runs it.

mod context;
mod difference;
mod flavor_class;
mod image_usage;
mod near;
mod official_text;
mod outcome;
mod problem;
mod rules;
mod scs_0100_flavor_naming;
mod scs_0102_image_metadata;
mod scs_0103_standard_flavors;
mod scs_0104_standard_images;
mod scs_0114_volume_types;
mod scs_0115_security_groups;
mod services;
mod text;

pub(crate) use context::spec_text;
pub use context::{Context, LeftOut, Shown};
pub use difference::deciding_difference;
pub use flavor_class::FlavorClass;
pub(crate) use flavor_class::flavor_classes;
pub(crate) use near::has_sizes;
pub use near::{Near, NearFlavor, NearImage};
pub(crate) use official_text::{is_space, read_integer};
pub use outcome::{Finding, Official, Outcome, Reason, RecordRef, Verdict};
pub use problem::{
    AbortCause, DefaultRulesProblem, FlavorNameProblem, Groups, ImageMetadataProblem, Problem, RamUnit,
    SizeField, SourceNear, StandardFlavorProblem, StandardImageProblem, VolumeTypeProblem,
};
pub use rules::RuleProblem;
pub(crate) use rules::{expectations, kind_of_rule};
pub(crate) use scs_0102_image_metadata::image_dates;
pub use scs_0102_image_metadata::{ImageDates, ImageDue, ProvidedUntil};
pub(crate) use scs_0114_volume_types::aspects_of;
pub use text::{FlavorTextProblem, ImageTextProblem, OtherTextProblem};

use crate::catalogue::Check;
use crate::date::Moment;
use crate::inventory::Kind;

/// What a person chooses for a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The reference date.
    pub now: Moment,
    /// Judge hidden images, private flavors and private volume types, too.
    pub as_listed: bool,
}

/// Runs one check. The list that it reads must be there, and be readable for the official suite.
pub fn run(check: &Check, context: &Context<'_>) -> Outcome {
    match check {
        Check::FlavorNameSyntax {} => {
            over_flavors(context, |flavors| scs_0100_flavor_naming::flavor_name_syntax(context, flavors))
        }
        Check::FlavorNameTruth { ram_tolerance_mib } => over_flavors(context, |flavors| {
            scs_0100_flavor_naming::flavor_name_truth(context, flavors, *ram_tolerance_mib)
        }),
        Check::StandardFlavor { flavor } => over_flavors(context, |flavors| {
            // The loader of the catalogue has seen to it that the name is known, or gone by an overlay.
            match context.catalogue.flavor(flavor) {
                Some(expected) => scs_0103_standard_flavors::standard_flavor(context, flavors, expected),
                None => Outcome::undecided(Reason::NotImplemented),
            }
        }),
        Check::ImagePropertyIn { property, values, absent, .. } => over_images(context, |images| {
            scs_0102_image_metadata::image_property_in(context, images, property, values, *absent)
        }),
        Check::ImagePropertySet { property } => over_images(context, |images| {
            scs_0102_image_metadata::image_property_set(context, images, property)
        }),
        Check::ImageMinDisk {} => {
            over_images(context, |images| scs_0102_image_metadata::image_min_disk(context, images))
        }
        Check::ImageMinRam { advised_mib } => over_images(context, |images| {
            scs_0102_image_metadata::image_min_ram(context, images, *advised_mib)
        }),
        Check::ImageBuildDate {} => {
            over_images(context, |images| scs_0102_image_metadata::image_build_date(context, images))
        }
        Check::ImageSourceForm { words, schemes } => over_images(context, |images| {
            scs_0102_image_metadata::image_source_form(context, images, words, schemes)
        }),
        Check::ImageReplaceFrequency {} => {
            over_images(context, |images| scs_0102_image_metadata::image_replace_frequency(context, images))
        }
        Check::ImageUuidValidity { words, counted } => over_images(context, |images| {
            scs_0102_image_metadata::image_uuid_validity(context, images, words, counted)
        }),
        Check::ImageHotfixHours {} => {
            over_images(context, |images| scs_0102_image_metadata::image_hotfix_hours(context, images))
        }
        Check::ImageRecency { factor } => {
            over_images(context, |images| scs_0102_image_metadata::image_recency(context, images, *factor))
        }
        Check::ImagePurposeUnique { purpose } => over_images(context, |images| {
            scs_0102_image_metadata::image_purpose_unique(context, images, purpose)
        }),
        Check::ImageSource { image } => over_images(context, |images| match context.catalogue.image(image) {
            Some(spec) => scs_0104_standard_images::image_source(context, images, spec),
            None => Outcome::undecided(Reason::NotImplemented),
        }),
        Check::ImagePresent { image } => {
            over_images(context, |images| match context.catalogue.image(image) {
                Some(spec) => scs_0104_standard_images::image_present(context, images, spec),
                None => Outcome::undecided(Reason::NotImplemented),
            })
        }
        Check::VolumeTypeAspectLists { aspects } => {
            over(context.volume_types.as_ref(), Kind::VolumeType, |types| {
                scs_0114_volume_types::volume_type_aspect_lists(context, types, aspects)
            })
        }
        Check::VolumeTypeAspect { aspect } => {
            over(context.volume_types.as_ref(), Kind::VolumeType, |types| {
                scs_0114_volume_types::volume_type_aspect(context, types, aspect)
            })
        }
        Check::DefaultRules {} => over(context.rules.as_ref(), Kind::SecurityGroupRule, |rules| {
            scs_0115_security_groups::default_rules(context, rules)
        }),
        Check::ServicePresent { types } => over(context.services.as_ref(), Kind::Service, |services| {
            services::service_present(services, types)
        }),
        Check::ServiceUsable { r#type, .. } => over(context.services.as_ref(), Kind::Service, |services| {
            services::service_usable(services, r#type)
        }),
        Check::ImageQuota { images, size_mib } => {
            over(context.image_usage.as_ref(), Kind::ImageUsage, |quotas| {
                image_usage::image_quota(context, quotas, *images, *size_mib)
            })
        }
        Check::LiveCloud { .. } => Outcome::undecided(Reason::LiveCloud),
        Check::ManualCheck { .. } => Outcome::undecided(Reason::ManualCheck),
        Check::Withdrawn { .. } | Check::Unknown {} => Outcome::undecided(Reason::NotImplemented),
        Check::Text(check) => text::run(check, context),
        Check::Rule(rule) => rules::run(rule, context),
    }
}

fn over_flavors<'a, 'c>(
    context: &'c Context<'a>,
    judge: impl FnOnce(&'c Shown<'a, crate::inventory::Flavor>) -> Outcome,
) -> Outcome {
    over(context.flavors.as_ref(), Kind::Flavor, judge)
}

/// Images whose visibility is not known may or may not be meant.
fn over_images<'a, 'c>(
    context: &'c Context<'a>,
    judge: impl FnOnce(&'c Shown<'a, crate::inventory::Image>) -> Outcome,
) -> Outcome {
    over(context.images.as_ref(), Kind::Image, |images| {
        let field = crate::inventory::Field::Visibility;
        if images.items.iter().any(|(_, image)| !context.inventory.knows(*image, field)) {
            return Outcome::undecided(Reason::LacksField(Kind::Image, field));
        }
        judge(images)
    })
}

/// Runs a check over its list, if that was supplied.
fn over<'c, 'a: 'c, T>(
    list: Option<&'c Shown<'a, T>>,
    kind: Kind,
    judge: impl FnOnce(&'c Shown<'a, T>) -> Outcome,
) -> Outcome {
    let Some(list) = list else { return Outcome::undecided(Reason::NotSupplied(kind)) };
    let outcome = judge(list);
    match &list.stumbles_over {
        Some((record, cause)) => outcome.aborted_by(*record, cause.clone()),
        None => outcome,
    }
}

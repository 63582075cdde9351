//! What only the texts of the standards ask for, drafts, and advice. The official suite looks at none of it, so no
//! outcome here has an official answer.

mod flavors;
mod images;
mod others;
mod problem;

pub use problem::{FlavorTextProblem, ImageTextProblem, OtherTextProblem};

use super::context::Context;
use super::outcome::Outcome;
use super::{over, over_flavors, over_images};
use crate::catalogue::TextCheck;
use crate::inventory::{Field, Kind};

/// Runs one check.
pub(super) fn run(check: &TextCheck, context: &Context<'_>) -> Outcome {
    let (catalogue, grammar) = (context.catalogue, &context.catalogue.grammar);
    let is_standard = |name: &str| catalogue.flavor(name).is_some();
    let flavors = |fields: &[Field], judge: &dyn Fn(flavors::Subject<'_>) -> Vec<FlavorTextProblem>| {
        over_flavors(context, |list| flavors::each(context, list, fields, judge))
    };
    let (name, specs) = (Field::Name, Field::ExtraSpecs);
    match check {
        TextCheck::FlavorNameForm { form } => {
            flavors(&[name], &|flavor| flavors::name_form(&flavor, *form).into_iter().collect())
        }
        TextCheck::FlavorSpecsKeepName => {
            flavors(&[name, specs], &|flavor| flavors::specs_keep_name(&flavor, grammar))
        }
        TextCheck::FlavorShortName => over_flavors(context, |list| {
            let names = flavors::all_names(list);
            flavors::each(context, list, &[name, specs], &|flavor| {
                flavors::no_short_name(&flavor, &names, grammar).into_iter().collect()
            })
            .unless_lost(Kind::Flavor, list.completeness)
        }),
        TextCheck::FlavorNameSpecs { ram_tolerance_mib } => {
            flavors(&[specs, Field::Vcpus, Field::Ram, Field::Disk], &|flavor| {
                flavors::name_specs(&flavor, *ram_tolerance_mib, grammar)
            })
        }
        TextCheck::FlavorSpecValues { of } => {
            flavors(&[name, specs], &|flavor| flavors::spec_values(&flavor, *of, grammar))
        }
        TextCheck::StandardFlavorDiskType => flavors(&[name, specs, Field::Disk], &|flavor| {
            let has_no_disk = |name: &str| catalogue.flavor(name).is_some_and(|flavor| flavor.disk_gb == 0);
            flavors::disk_type_without_disk(&flavor, has_no_disk).into_iter().collect()
        }),
        TextCheck::FlavorNameSpecSyntax => over_flavors(context, |list| {
            let flavors_of = flavors::flavors_by_any_name(list, grammar);
            flavors::each(context, list, &[specs], &|flavor| {
                flavors::no_current_name_spec(&flavor, &flavors_of, grammar).into_iter().collect()
            })
        }),
        TextCheck::FlavorProportions { gib_per_vcpu, disk_gb } => {
            flavors(&[name, Field::Vcpus, Field::Ram, Field::Disk], &|flavor| {
                flavors::proportions(&flavor, is_standard, gib_per_vcpu, disk_gb)
            })
        }
        TextCheck::ImageNameUnique => over_images(context, |list| images::name_unique(context, list)),
        TextCheck::ImagePromise { rule } => {
            over_images(context, |list| images::promise(context, list, *rule))
        }
        TextCheck::ImageFlagsExclude { properties } => {
            over_images(context, |list| images::flags_exclude(context, list, properties))
        }
        TextCheck::ImageTags { prefixes } => {
            over_images(context, |list| images::tags(context, list, prefixes))
        }
        TextCheck::ImageVirtualSize => over_images(context, |list| images::virtual_size(context, list)),
        TextCheck::ImageSources { images } => {
            over_images(context, |list| images::sources(context, list, images))
        }
        TextCheck::ImageReleaseSource { purpose } => {
            over_images(context, |list| images::release_source(context, list, purpose))
        }
        TextCheck::ImageReleasePresent { distro, purpose, rank } => {
            over_images(context, |list| images::release_present(context, list, distro, purpose, *rank))
        }
        TextCheck::VolumeTypeListPlace => over(context.volume_types.as_ref(), Kind::VolumeType, |list| {
            others::aspect_list_place(context, list)
        }),
        TextCheck::VolumeTypeHint { aspect, words, extra_specs } => {
            over(context.volume_types.as_ref(), Kind::VolumeType, |list| {
                others::aspect_hint(context, list, aspect, words, extra_specs)
            })
        }
        TextCheck::RulesWithinGroup => {
            over(context.rules.as_ref(), Kind::SecurityGroupRule, |list| others::within_group(context, list))
        }
        TextCheck::RulesLimitEgress => over(context.rules.as_ref(), Kind::SecurityGroupRule, |list| {
            others::limited_egress(context, list)
        }),
        TextCheck::RulesAnyPrefix => {
            over(context.rules.as_ref(), Kind::SecurityGroupRule, |list| others::any_prefix(context, list))
        }
        TextCheck::ServicePublic { types } => {
            over(context.services.as_ref(), Kind::Service, |list| others::public(context, list, types))
        }
        TextCheck::ServicePresentOr { types, instead } => {
            over(context.services.as_ref(), Kind::Service, |list| others::present_or(list, types, instead))
        }
        TextCheck::ServiceAlias { canonical, aliases } => {
            over(context.services.as_ref(), Kind::Service, |list| {
                others::alias(context, list, canonical, aliases)
            })
        }
        TextCheck::ServiceHttps => {
            over(context.services.as_ref(), Kind::Service, |list| others::https(context, list))
        }
    }
}

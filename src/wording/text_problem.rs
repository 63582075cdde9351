//! Problems that only the texts of the standards know.

use super::finding::{FindingText, NOT_SET};
use super::flavor_problem::flavor_name_text;
use super::image_problem::{bytes, whole_gib};
use super::quote::{cell_list, code, sentence_list, shown};
use crate::catalogue::{NameForm, Rank};
use crate::checks::{FlavorTextProblem, ImageTextProblem, OtherTextProblem};
use crate::date::Moment;

fn about(field: &str, message: impl Into<String>) -> FindingText {
    FindingText::about(field, message.into())
}

fn name_form_text(form: NameForm, canonical: Option<&str>) -> FindingText {
    let what = match form {
        NameForm::OldSyntax => "is written in the old syntax with colons",
        NameForm::NotInText => "has a form that the official test reads and the text does not provide for",
        NameForm::HalfGib => "promises half a GiB of RAM on top of ten or more",
        NameForm::Discouraged => {
            "writes out CPU generation 0, or hardware virtualization without its hypervisor"
        }
        NameForm::NotCanonical => "is not spelled in the canonical way",
    };
    let text = about("name", format!("The name {what}."));
    match (form, canonical) {
        (NameForm::HalfGib, _) => text.expected("whole GiB"),
        (_, Some(canonical)) => text.expected(shown(canonical)),
        (_, None) => text,
    }
}

/// Puts a problem into words.
pub(super) fn flavor_text(problem: &FlavorTextProblem) -> FindingText {
    match problem {
        FlavorTextProblem::NameForm { form, canonical } => name_form_text(*form, canonical.as_deref()),
        FlavorTextProblem::SpecBelowName { spec, found, promised, name } => {
            let message = format!(
                "The extra spec {} is {}, but the name {} promises {}.",
                code(spec),
                code(found),
                code(name),
                code(promised)
            );
            about(spec, message).found(shown(found)).expected(shown(promised))
        }
        FlavorTextProblem::NoShortName { short } => about(
            "name",
            format!(
                "The flavor has a long name, and no flavor is offered under the short one, {}.",
                code(short)
            ),
        )
        .found("long name only")
        .expected(shown(short)),
        FlavorTextProblem::NameSpec { spec, found, problem } => {
            let inner = flavor_name_text(problem);
            let message = format!("The extra spec {} is {}. {}", code(spec), code(found), inner.message);
            about(spec, message)
                .found(shown(found))
                .expected(inner.expected.unwrap_or_else(|| "a name of the standard".to_owned()))
        }
        FlavorTextProblem::SpecUnknown { spec, found, known } => {
            let listed = sentence_list(known, "or");
            about(
                spec,
                format!("The extra spec {} is {}; the standard knows {listed}.", code(spec), code(found)),
            )
            .found(shown(found))
            .expected(cell_list(known))
        }
        FlavorTextProblem::DiskTypeWithoutDisk { found } => about(
            "scs:disk0-type",
            format!("The flavor has no disk, but `scs:disk0-type` is {}.", code(found)),
        )
        .found(shown(found))
        .expected(NOT_SET),
        FlavorTextProblem::NoCurrentNameSpec { found, current, .. } => about(
            "scs:name-v2",
            format!("The extra specs name the flavor {} only, which is the old syntax.", code(found)),
        )
        .found(shown(found))
        .expected(shown(current)),
        FlavorTextProblem::Proportion { field, found, expected } => {
            let (what, unit) = match *field {
                "vcpus" => ("vCPUs are a power of two", ""),
                "ram" => ("RAM is 2, 4 or 8 GiB for each vCPU", " MiB"),
                _ => ("root disks have one of a few sizes", " GB"),
            };
            about(field, format!("In flavors like the standard ones, {what}; this one has {found}{unit}."))
                .found(format!("{found}{unit}"))
                .expected(cell_list(expected))
        }
    }
}

/// Puts a problem into words.
pub(super) fn image_text(problem: &ImageTextProblem) -> FindingText {
    match problem {
        ImageTextProblem::NameTwice { images, .. } => about(
            "name",
            format!("{images} visible images have this name, and this is not the newest of them."),
        )
        .found(format!("{images} images"))
        .expected("1 visible image"),
        ImageTextProblem::PromiseBroken { built, due, frequency, until_notice } => {
            let age = built.map_or_else(|| "no date".to_owned(), Moment::date);
            let excuse = if *until_notice {
                "the official test lets it pass because `provided_until` is `notice`"
            } else {
                "the official test allows 1.1 times the period"
            };
            let message = format!(
                "The image of {age} promises to be replaced {} and was due by {}; {excuse}.",
                code(frequency),
                due.date()
            );
            about("image_build_date", message).found(age).expected(format!("replaced by {}", due.date()))
        }
        ImageTextProblem::NotRenamed { rename } => about(
            "name",
            "A newer image of the same name is there, and this name does not end with its build date.",
        )
        .found("no such date")
        .expected(shown(rename)),
        ImageTextProblem::StillGeneric => {
            about("os_purpose", "A newer image of the same name is there, and this one is still `generic`.")
                .found("generic")
                .expected("oldgeneric")
        }
        ImageTextProblem::FlagsTogether { properties } => {
            let listed = sentence_list(properties, "and");
            about(
                properties.first().map_or("", AsRef::as_ref),
                format!("{listed} are true, but exclude each other."),
            )
            .found("true, true")
            .expected("at most one of them true")
        }
        ImageTextProblem::NoTag { prefix } => about("tags", format!("No tag starts with {}.", code(prefix)))
            .found("no such tag")
            .expected(format!("{}…", shown(prefix))),
        ImageTextProblem::VirtualSizeAboveMinDisk { min_disk_gib, virtual_size_bytes } => {
            let min_disk = shown(min_disk_gib);
            let message = format!(
                "The image unpacks to {}, but `min_disk` asks for a disk of {min_disk} GiB only, from which it cannot \
                 boot.",
                bytes(*virtual_size_bytes)
            );
            about("min_disk", message)
                .found(format!("{min_disk} GiB"))
                .expected(format!("at least {} GiB", whole_gib(*virtual_size_bytes)))
        }
        ImageTextProblem::ReleaseMissing { distro, version, purpose, rank } => {
            let which = match rank {
                Rank::Newest => "newest",
                Rank::Previous => "previous",
            };
            let message = format!(
                "No image has the properties of the {which} release: `os_distro` {}, `os_version` {} and `os_purpose` \
                 {}.",
                code(distro),
                code(version),
                code(purpose)
            );
            about("os_version", message).found("no such image").expected(format!(
                "{} {}",
                shown(distro),
                shown(version)
            ))
        }
    }
}

/// Puts a problem into words.
pub(super) fn other_text(problem: &OtherTextProblem) -> FindingText {
    match problem {
        OtherTextProblem::AspectListMisplaced => about(
            "description",
            "The description has `[scs:` in another place than its start, in capitals, or without a closing bracket, so \
             it declares nothing.",
        )
        .expected("[scs:…] at the start"),
        OtherTextProblem::AspectNotDeclared { aspect, hint } => about(
            "description",
            format!("{} suggests that the type is {}, but its description does not declare it.", code(hint), aspect),
        )
        .found("not declared")
        .expected(format!("[scs:{}]", shown(aspect))),
        OtherTextProblem::NotWithinGroup { ethertype } => about(
            "remote_group_id",
            format!("No rule lets members of the group `default` reach each other over `{ethertype}`."),
        )
        .found("no such rule")
        .expected(format!("ingress, {ethertype}, from PARENT")),
        OtherTextProblem::EgressLimited { by, found } => {
            about(by, format!("The rule for egress is limited: `{by}` is {}.", code(found)))
                .found(shown(found))
                .expected(NOT_SET)
        }
        OtherTextProblem::AnyPrefix { found } => about(
            "remote_ip_prefix",
            format!("The rule for {} opens egress to every address, but the official test does not count it.", code(found)),
        )
        .found(shown(found))
        .expected(NOT_SET),
        OtherTextProblem::NoPublicEndpoint => {
            about("endpoints", "The service has no public endpoint, so users cannot find it.")
                .found("no public endpoint")
                .expected("public")
        }
        OtherTextProblem::AliasUsed { found, canonical } => about(
            "type",
            format!("The catalog lists the service as {} and not under its canonical type, {}.", code(found), code(canonical)),
        )
        .found(shown(found))
        .expected(shown(canonical)),
        OtherTextProblem::NotHttps { interface, scheme } => about(
            "endpoints",
            format!("The {} endpoint starts with {}, so it is not encrypted.", shown(interface), code(scheme)),
        )
        .found(shown(scheme))
        .expected("https"),
    }
}

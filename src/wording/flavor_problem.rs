//! Problems with flavors: their names (scs-0100) and the standard flavors (scs-0103).

use super::finding::{FindingText, NOT_SET};
use super::name_problem::name_error_text;
use super::quote::{code, foreign_letters_text, shown};
use crate::checks::{FlavorNameProblem, Near, NearFlavor, RamUnit, SizeField, StandardFlavorProblem};
use crate::inventory::decimal;

/// Puts a problem with a flavor's name into words.
pub(super) fn flavor_name_text(problem: &FlavorNameProblem) -> FindingText {
    match problem {
        FlavorNameProblem::Malformed(error) => name_error_text(error),
        FlavorNameProblem::NotScs => {
            FindingText::about("name", "The name does not start with `SCS-`.".to_owned()).expected("SCS-…")
        }
        FlavorNameProblem::OldSyntax => {
            let message = "The name is written in the old syntax with colons, which the official suite \
            tolerates but the standard replaced.";
            FindingText::about("name", message.to_owned()).found("old syntax").expected("current syntax")
        }
        FlavorNameProblem::FewerVcpus { found, promised } => {
            let (found, promised) = (vcpus(&found.to_string()), shown(promised));
            about(SizeField::Vcpus, format!("The flavor has {found}; its name promises {promised}."))
                .found(found)
                .expected(vcpus(&promised))
        }
        FlavorNameProblem::LessRam { found_mib, promised_gib, tolerance_mib } => {
            let promised = gib(*promised_gib);
            let message = format!(
                "The flavor has {found_mib} MiB RAM; its name promises {promised}, and the official test \
                 tolerates {tolerance_mib} MiB less."
            );
            about(SizeField::Ram, message).found(format!("{found_mib} MiB")).expected(promised)
        }
        FlavorNameProblem::SmallerDisk { found_gb, promised_gb } => {
            let promised = shown(promised_gb);
            let message = match found_gb {
                0 => format!("The flavor has no root disk of its own; its name promises {promised} GB."),
                _ => format!("The flavor has a root disk of {found_gb} GB; its name promises {promised} GB."),
            };
            about(SizeField::Disk, message).found(format!("{found_gb} GB")).expected(format!("{promised} GB"))
        }
        FlavorNameProblem::NoSize(field) => {
            let message =
                format!("`{}` is null, so the flavor does not keep what its name promises.", field.key());
            about(*field, message).found("null").expected("a number")
        }
    }
}

fn about(field: SizeField, message: String) -> FindingText {
    FindingText::about(field.key(), message)
}

/// "1 vCPU", "2 vCPUs".
fn vcpus(count: &str) -> String {
    if count == "1" { "1 vCPU".to_owned() } else { format!("{count} vCPUs") }
}

/// "8 GiB (8192 MiB)"; a name may promise absurd amounts, too.
fn gib(amount: f64) -> String {
    if amount < 1e12 {
        format!("{} GiB ({} MiB)", decimal(amount), decimal(amount * 1024.0))
    } else {
        "over 1000000000000 GiB".to_owned()
    }
}

/// Puts a problem with a standard flavor into words.
pub(super) fn standard_flavor_text(problem: &StandardFlavorProblem) -> FindingText {
    match problem {
        StandardFlavorProblem::Missing { flavor, near } => {
            let name = code(flavor);
            let near = near.as_ref().map(near_text).unwrap_or_default();
            let message = format!(
                "No flavor has the extra spec `scs:name-v2` set to {name}, and none is named {name}, so the \
                 standard flavor is not found.{near}"
            );
            FindingText::about("scs:name-v2", message).found("no such flavor").expected(shown(flavor))
        }
        StandardFlavorProblem::Size { field, found, expected } => size_text(*field, *found, *expected),
        StandardFlavorProblem::ExtraSpec { name, found, expected } => {
            let state = found.as_deref().map_or_else(|| NOT_SET.to_owned(), code);
            let message =
                format!("The extra spec {} is {state}; the standard demands {}.", code(name), code(expected));
            FindingText::about(name, message)
                .found(found.as_deref().map_or_else(|| NOT_SET.to_owned(), shown))
                .expected(shown(expected))
        }
    }
}

fn near_text(near: &Near<NearFlavor>) -> String {
    let name = code(&near.name);
    let sizes = if near.fits { "" } else { ", and has other sizes" };
    match near.how {
        NearFlavor::OldSyntax => format!(" {name} is its name in the old syntax{sizes}."),
        NearFlavor::OtherSpelling => match foreign_letters_text(&near.name) {
            Some(letters) => format!(" {name} only looks like it{sizes}. {letters}"),
            None => format!(" {name} differs from it in spelling{sizes}."),
        },
        NearFlavor::Private => format!(" {name} is private{sizes}."),
        NearFlavor::SameSize => format!(" {name} has the same sizes."),
    }
}

fn size_text(field: SizeField, found: Option<i64>, expected: u64) -> FindingText {
    let amount = |number: &str| match field {
        SizeField::Vcpus => vcpus(number),
        SizeField::Ram => format!("{number} MiB"),
        SizeField::Disk => format!("{number} GB"),
    };
    let has = |found: i64| match field {
        SizeField::Vcpus => vcpus(&found.to_string()),
        SizeField::Ram => format!("{found} MiB RAM"),
        SizeField::Disk if found == 0 => "no root disk of its own".to_owned(),
        SizeField::Disk => format!("a root disk of {found} GB"),
    };
    let demanded = match (field, expected) {
        (SizeField::Disk, 0) => "none".to_owned(),
        (SizeField::Vcpus | SizeField::Ram | SizeField::Disk, _) => {
            format!("exactly {}", amount(&expected.to_string()))
        }
    };
    let unit = found.and_then(|found| RamUnit::of(field, found, expected)).map_or("", |unit| match unit {
        RamUnit::Gib => " The number looks like GiB, where Nova counts MiB.",
        RamUnit::Decimal => " The number looks like steps of 1000, where Nova counts in steps of 1024.",
        RamUnit::Kib => " The number looks like KiB, where Nova counts MiB.",
    });
    let message = match found {
        Some(found) => format!("The flavor has {}; the standard demands {demanded}.{unit}", has(found)),
        None => format!("`{}` is null; the standard demands {demanded}.", field.key()),
    };
    about(field, message)
        .found(found.map_or_else(|| "null".to_owned(), |found| amount(&found.to_string())))
        .expected(amount(&expected.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_of_names() {
        let cases = [
            (
                FlavorNameProblem::FewerVcpus { found: 1, promised: "2".into() },
                "The flavor has 1 vCPU; its name promises 2.",
            ),
            (
                FlavorNameProblem::LessRam { found_mib: 8000, promised_gib: 8.0, tolerance_mib: 51 },
                "The flavor has 8000 MiB RAM; its name promises 8 GiB (8192 MiB), and the official test \
                 tolerates 51 MiB less.",
            ),
            (
                FlavorNameProblem::LessRam { found_mib: 1, promised_gib: 1.5e300, tolerance_mib: 51 },
                "The flavor has 1 MiB RAM; its name promises over 1000000000000 GiB, and the official test tolerates \
                 51 MiB less.",
            ),
            (
                FlavorNameProblem::SmallerDisk { found_gb: 0, promised_gb: "20".into() },
                "The flavor has no root disk of its own; its name promises 20 GB.",
            ),
            (
                FlavorNameProblem::NoSize(SizeField::Ram),
                "`ram` is null, so the flavor does not keep what its name promises.",
            ),
        ];
        for (problem, expected) in cases {
            assert_eq!(flavor_name_text(&problem).message, expected);
        }
    }

    #[test]
    fn standard_flavors() {
        let size = |field, found, expected| {
            standard_flavor_text(&StandardFlavorProblem::Size { field, found, expected })
        };
        let cases = [
            (
                size(SizeField::Vcpus, Some(2), 1),
                "The flavor has 2 vCPUs; the standard demands exactly 1 vCPU.",
            ),
            (
                size(SizeField::Ram, Some(4000), 4096),
                "The flavor has 4000 MiB RAM; the standard demands exactly 4096 MiB. The number looks like steps of 1000, \
                 where Nova counts in steps of 1024.",
            ),
            (
                size(SizeField::Disk, Some(10), 0),
                "The flavor has a root disk of 10 GB; the standard demands none.",
            ),
            (size(SizeField::Disk, None, 20), "`disk` is null; the standard demands exactly 20 GB."),
            (
                standard_flavor_text(&StandardFlavorProblem::ExtraSpec {
                    name: "scs:cpu-type".into(),
                    found: None,
                    expected: "shared-core".into(),
                }),
                "The extra spec `scs:cpu-type` is not set; the standard demands `shared-core`.",
            ),
            (
                standard_flavor_text(&StandardFlavorProblem::Missing {
                    flavor: "SCS-1V-4".into(),
                    near: None,
                }),
                "No flavor has the extra spec `scs:name-v2` set to `SCS-1V-4`, and none is named \
                 `SCS-1V-4`, so the standard flavor is not found.",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(text.message, expected);
        }
        let text = size(SizeField::Disk, Some(0), 20);
        assert_eq!((text.found.as_deref(), text.expected.as_deref()), (Some("0 GB"), Some("20 GB")));
    }
}

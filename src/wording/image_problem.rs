//! Problems with images: their metadata (scs-0102) and the standard images (scs-0104).

use super::finding::{FindingText, NOT_SET};
use super::image_age::{
    built_in_the_future_text, built_late_text, outdated_text, unreadable_registration_text, without_end_text,
};
use super::quote::{cell_list, code, sentence_list, shown, shown_within};
use crate::checks::{ImageMetadataProblem, LeftOut, Near, NearImage, SourceNear, StandardImageProblem};

/// Puts a problem with an image's metadata into words.
pub(super) fn image_metadata_text(problem: &ImageMetadataProblem) -> FindingText {
    match problem {
        ImageMetadataProblem::Missing { property } => missing_text(property),
        ImageMetadataProblem::NotAllowed { property, found, allowed } => {
            let be = if allowed.len() == 1 { "is" } else { "are" };
            let listed = sentence_list(allowed, "and");
            FindingText::about(
                property,
                format!("{} is {}; accepted {be} {listed}.", code(property), code(found)),
            )
            .found(shown(found))
            .expected(cell_list(allowed))
        }
        ImageMetadataProblem::WrongType { property, found } => {
            let expected = if is_number(property) { "a number" } else { "text" };
            let message = format!(
                "{} is {}, but not as {expected}, which is what the image service gives.",
                code(property),
                code(found)
            );
            FindingText::about(property, message).found(shown(found)).expected(expected)
        }
        ImageMetadataProblem::MinDiskBelowSize { min_disk_gib, size_bytes } => {
            let min_disk = shown(min_disk_gib);
            let message = format!(
                "The image takes {}, but `min_disk` asks for a disk of {min_disk} GiB only, on which it \
                 does not fit.",
                bytes(*size_bytes)
            );
            FindingText::about("min_disk", message)
                .found(format!("{min_disk} GiB"))
                .expected(format!("at least {} GiB", whole_gib(*size_bytes)))
        }
        ImageMetadataProblem::LittleRam { min_ram_mib, advised_mib } => {
            let min_ram = shown(min_ram_mib);
            let message = format!(
                "`min_ram` is {min_ram} MiB; with less than {advised_mib} MiB the image is unlikely to boot."
            );
            FindingText::about("min_ram", message)
                .found(format!("{min_ram} MiB"))
                .expected(format!("at least {advised_mib} MiB"))
        }
        ImageMetadataProblem::NotADate { property, found } => {
            let message =
                format!("{} is {}, which is not a date like `2026-11-23`.", code(property), code(found));
            FindingText::about(property, message).found(shown(found)).expected("YYYY-MM-DD")
        }
        ImageMetadataProblem::BuiltAfterRegistration { built, registered } => {
            built_late_text(*built, registered)
        }
        ImageMetadataProblem::RegistrationUnreadable { registered } => {
            unreadable_registration_text(registered)
        }
        ImageMetadataProblem::BuiltInTheFuture { built } => built_in_the_future_text(*built),
        ImageMetadataProblem::Outdated { built, due, frequency, replacement } => {
            outdated_text(*built, *due, frequency, replacement.as_deref())
        }
        ImageMetadataProblem::OutdatedWithoutEnd { provided_until } => {
            without_end_text(provided_until.as_deref())
        }
        ImageMetadataProblem::PurposeTwice { purpose, system, images, .. } => {
            purpose_text(purpose, system, *images)
        }
    }
}

fn is_number(property: &str) -> bool {
    matches!(property, "min_disk" | "min_ram")
}

fn missing_text(property: &str) -> FindingText {
    let found = if is_number(property) { "not set or 0" } else { "not set or empty" };
    let message = format!("{} is {found}, but the standard asks every image to carry it.", code(property));
    let expected = if is_number(property) { "more than 0" } else { "a value" };
    FindingText::about(property, message).found(found).expected(expected)
}

fn purpose_text(purpose: &str, system: &[Box<str>; 3], images: usize) -> FindingText {
    const WIDTH: usize = 40;
    let [architecture, distribution, version] = system;
    let part = |text: &str| format!("`{}`", shown_within(text, WIDTH));
    let on = if architecture.is_empty() {
        "without architecture".to_owned()
    } else {
        format!("on {}", part(architecture))
    };
    let message = format!(
        "`os_purpose` is {} for {images} public images of {} {} {on}; there may be only one.",
        code(purpose),
        part(distribution),
        part(version)
    );
    FindingText::about("os_purpose", message).found(format!("{images} images")).expected("1 image")
}

/// Puts a problem with a standard image into words.
pub(super) fn standard_image_text(problem: &StandardImageProblem) -> FindingText {
    match problem {
        StandardImageProblem::Missing { name, near } => {
            let near = near.as_ref().map(near_text).unwrap_or_default();
            let message = format!("No public or community image is found for the name {}.{near}", code(name));
            FindingText::about("name", message).found("no such image").expected(shown(name))
        }
        StandardImageProblem::Source { found, prefixes } => {
            let message = match found {
                Some(found) => {
                    let near = match SourceNear::of(found, prefixes) {
                        Some(SourceNear::OtherScheme) => " It is one but for the scheme or capitals.",
                        Some(SourceNear::Mirror) => {
                            " It looks like a mirror: the property should tell the origin, and a mirror can be declared \
                             in a waiver."
                        }
                        None => "",
                    };
                    format!(
                        "`image_source` is {}, which is no address of the publisher of this image.{near}",
                        code(found)
                    )
                }
                None => {
                    "`image_source` is not set, so nothing tells that the image comes from its publisher."
                        .to_owned()
                }
            };
            let prefixes: Vec<String> = prefixes.iter().map(|prefix| format!("{prefix}…")).collect();
            FindingText::about("image_source", message)
                .found(found.as_deref().map_or_else(|| NOT_SET.to_owned(), shown))
                .expected(cell_list(&prefixes))
        }
    }
}

fn near_text(near: &Near<NearImage>) -> String {
    let name = code(&near.name);
    match near.how {
        NearImage::NotShown(LeftOut::Hidden) => format!(" {name} would be it, but is hidden."),
        NearImage::NotShown(LeftOut::Private | LeftOut::NotForEveryone) => {
            format!(" {name} would be it, but is not public.")
        }
        NearImage::OtherScheme => format!(" {name} is one in another naming scheme."),
        NearImage::OtherName => format!(" {name} looks like it under another name."),
    }
}

const GIB: i64 = 1_073_741_824;

/// "512 bytes", "2361393152 bytes (2.2 GiB)".
pub(super) fn bytes(size: i64) -> String {
    if size < GIB / 10 {
        return if size == 1 { "1 byte".to_owned() } else { format!("{size} bytes") };
    }
    let tenths = size.saturating_mul(10).saturating_add(GIB / 2) / GIB;
    format!("{size} bytes ({}.{} GiB)", tenths / 10, tenths % 10)
}

/// The least number of whole GiB that hold the size.
pub(super) fn whole_gib(size: i64) -> i64 {
    size.saturating_add(GIB - 1).div_euclid(GIB)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(problem: &ImageMetadataProblem) -> String {
        image_metadata_text(problem).message
    }

    #[test]
    fn values_of_properties() {
        use ImageMetadataProblem as Problem;
        let cases = [
            (
                Problem::Missing { property: "os_distro".into() },
                "`os_distro` is not set or empty, but the standard asks every image to carry it.",
            ),
            (
                Problem::Missing { property: "min_disk".into() },
                "`min_disk` is not set or 0, but the standard asks every image to carry it.",
            ),
            (
                Problem::NotAllowed {
                    property: "hw_disk_bus".into(),
                    found: "ide".into(),
                    allowed: vec!["virtio".into(), "scsi".into()],
                },
                "`hw_disk_bus` is `ide`; accepted are `virtio` and `scsi`.",
            ),
            (
                Problem::NotAllowed {
                    property: "hw_rng_model".into(),
                    found: "".into(),
                    allowed: vec!["virtio".into()],
                },
                "`hw_rng_model` is (empty); accepted is `virtio`.",
            ),
            (
                Problem::WrongType { property: "min_disk".into(), found: "20".into() },
                "`min_disk` is `20`, but not as a number, which is what the image service gives.",
            ),
            (
                Problem::MinDiskBelowSize { min_disk_gib: "2".into(), size_bytes: 2_361_393_152 },
                "The image takes 2361393152 bytes (2.2 GiB), but `min_disk` asks for a disk of 2 GiB only, \
                 on which it does not fit.",
            ),
            (
                Problem::LittleRam { min_ram_mib: "32".into(), advised_mib: 64 },
                "`min_ram` is 32 MiB; with less than 64 MiB the image is unlikely to boot.",
            ),
            (
                Problem::PurposeTwice {
                    purpose: "generic".into(),
                    system: ["x86_64".into(), "ubuntu".into(), "24.04".into()],
                    images: 2,
                    is_current: false,
                },
                "`os_purpose` is `generic` for 2 public images of `ubuntu` `24.04` on `x86_64`; there may \
                 be only one.",
            ),
        ];
        for (problem, expected) in cases {
            assert_eq!(metadata(&problem), expected);
        }
    }

    #[test]
    fn sizes() {
        assert_eq!(bytes(1), "1 byte");
        assert_eq!(bytes(GIB), "1073741824 bytes (1.0 GiB)");
        assert_eq!((whole_gib(GIB), whole_gib(GIB + 1), whole_gib(i64::MAX) > 0), (1, 2, true));
    }
}

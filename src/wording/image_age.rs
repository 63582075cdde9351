//! Images whose build date is implausible, or that are older than they promise (scs-0102).

use super::finding::{FindingText, NOT_SET};
use super::quote::{code, shown};
use crate::catalogue::Frequency;
use crate::date::Moment;

const BUILD_DATE: &str = "image_build_date";

/// The image was built after it was registered.
pub(super) fn built_late_text(built: Moment, registered: &str) -> FindingText {
    let built = when(built);
    let message = format!(
        "`{BUILD_DATE}` is {built}, which is later than the registration of the image at {}.",
        code(registered)
    );
    FindingText::about(BUILD_DATE, message).found(built).expected(format!("not after {}", shown(registered)))
}

/// The time of registration cannot be compared with.
pub(super) fn unreadable_registration_text(registered: &str) -> FindingText {
    let message = format!(
        "`created_at` is {}, which is not a time as the image service writes it; so nothing shows that the image was \
         built before it was registered.",
        code(registered)
    );
    FindingText::about("created_at", message).found(shown(registered)).expected("YYYY-MM-DDThh:mm:ssZ")
}

/// The image was built after the reference date.
pub(super) fn built_in_the_future_text(built: Moment) -> FindingText {
    let built = when(built);
    let message = format!("`{BUILD_DATE}` is {built}, which is later than the reference date.");
    FindingText::about(BUILD_DATE, message).found(built).expected("not after the reference date")
}

/// The image is too old, and it is not clear until when that matters.
pub(super) fn without_end_text(provided_until: Option<&str>) -> FindingText {
    let why = match provided_until {
        Some(found) => format!("is {}, which is neither a date nor `none` nor `notice`", code(found)),
        None => "is not set".to_owned(),
    };
    let message =
        format!("The image is older than its `replace_frequency` allows, and `provided_until` {why}.");
    FindingText::about("provided_until", message)
        .found(provided_until.map_or_else(|| NOT_SET.to_owned(), shown))
        .expected("YYYY-MM-DD, none, notice")
}

/// The image is too old, and nothing replaces it.
pub(super) fn outdated_text(
    built: Option<Moment>,
    due: Moment,
    frequency: &Frequency,
    replacement: Option<&str>,
) -> FindingText {
    let promise = format!("`replace_frequency` is {}", code(&frequency.value));
    let age = match built {
        Some(built) => format!(
            "The image dates from {} and {promise}, so it was due for replacement by {}",
            built.date(),
            due.date()
        ),
        None => format!("The image has no readable date and {promise}, so it counts as outdated"),
    };
    let replaced = match replacement {
        Some(name) => format!("no fresh image named {} replaces it", code(name)),
        None => "its name has no last word to leave out, so no image can count as its replacement".to_owned(),
    };
    FindingText::about(BUILD_DATE, format!("{age}; {replaced}."))
        .found(built.map_or_else(|| "no date".to_owned(), Moment::date))
        .expected(match (built, replacement) {
            (_, Some(name)) => format!("fresh image {}", shown(name)),
            (Some(_), None) => format!("replaced by {}", due.date()),
            (None, None) => "YYYY-MM-DD".to_owned(),
        })
}

/// The date, with the time where it is not midnight.
fn when(moment: Moment) -> String {
    if moment.0.rem_euclid(86_400) == 0 { moment.date() } else { moment.to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::image_problem::image_metadata_text;
    use super::*;
    use crate::checks::ImageMetadataProblem;

    /// 2026-01-15.
    const BUILT: Moment = Moment(1_768_435_200);

    #[test]
    fn ages() {
        let frequency = Frequency { value: "monthly".into(), seconds: 2_678_400 };
        let outdated = |built, replacement: Option<&str>| ImageMetadataProblem::Outdated {
            built,
            due: Moment(1_771_381_440),
            frequency: frequency.clone(),
            replacement: replacement.map(Into::into),
        };
        let cases = [
            (
                outdated(Some(BUILT), Some("Ubuntu 24.04")),
                "The image dates from 2026-01-15 and `replace_frequency` is `monthly`, so it was due for \
                 replacement by 2026-02-18; no fresh image named `Ubuntu 24.04` replaces it.",
            ),
            (
                outdated(None, None),
                "The image has no readable date and `replace_frequency` is `monthly`, so it counts as \
                 outdated; its name has no last word to leave out, so no image can count as its replacement.",
            ),
            (
                ImageMetadataProblem::OutdatedWithoutEnd { provided_until: None },
                "The image is older than its `replace_frequency` allows, and `provided_until` is not set.",
            ),
            (
                ImageMetadataProblem::BuiltAfterRegistration {
                    built: Moment(BUILT.0 + 60),
                    registered: "2026-01-14T08:00:00Z".into(),
                },
                "`image_build_date` is 2026-01-15T00:01:00Z, which is later than the registration of the \
                 image at `2026-01-14T08:00:00Z`.",
            ),
            (
                ImageMetadataProblem::RegistrationUnreadable { registered: "yesterday".into() },
                "`created_at` is `yesterday`, which is not a time as the image service writes it; so nothing \
                 shows that the image was built before it was registered.",
            ),
        ];
        for (problem, expected) in cases {
            assert_eq!(image_metadata_text(&problem).message, expected);
        }
    }
}

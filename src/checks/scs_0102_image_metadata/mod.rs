//! scs-0102, image metadata: <https://docs.scs.community/standards/scs-0102-v1-image-metadata>.
//!
//! Reads images that are shown to everyone and not hidden. Where the official suite stumbles (an image without any
//! custom property, a null where it wants text), our verdict follows the text of the standard: what is mandatory and
//! missing is a fault, what is legal is none.

mod date;
mod purpose;
mod recency;

pub(super) use purpose::image_purpose_unique;
pub(crate) use recency::image_dates;
pub use recency::{ImageDates, ImageDue, ProvidedUntil};
pub(super) use recency::{PROVIDED_UNTIL, built, image_recency, is_replaced};

use super::context::{Context, Shown};
use super::official_text::{is_all_digits, read_integer};
use super::outcome::{Judgement, OffendersAre, Outcome, for_all};
use super::problem::{AbortCause, ImageMetadataProblem, Problem};
use crate::catalogue::Absent;
use crate::date::Moment;
use crate::inventory::{Field, Image, Record, Value};
use date::{Forms, parse_date};

const GIB: f64 = 1_073_741_824.0;

/// What an image says under the name of a property.
enum Property<'a> {
    /// The official suite finds no properties at all, so it stumbles.
    NoneAtAll,
    /// There is no such key.
    Absent,
    /// The key is there, its value is null.
    Null,
    /// The value, which is not null.
    Is(&'a Value),
}

/// Reads a custom property. Keys that the image service declares are read by [`attribute`].
fn property<'a>(image: &'a Image, name: &str) -> Property<'a> {
    match image.property(name) {
        _ if !image.has_custom_properties => Property::NoneAtAll,
        None => Property::Absent,
        Some(Value::Null) => Property::Null,
        Some(value) => Property::Is(value),
    }
}

/// Reads a key that the image service declares; null is as good as absent.
fn attribute<'a>(image: &'a Image, name: &str) -> Property<'a> {
    let value = if name == "os_hash_algo" { image.os_hash_algo.as_ref() } else { image.property(name) };
    value.filter(|value| **value != Value::Null).map_or(Property::Absent, Property::Is)
}

/// Reads a property by name, wherever the official suite keeps it.
fn any_property<'a>(image: &'a Image, name: &str) -> Property<'a> {
    if Image::is_declared_key(name) { attribute(image, name) } else { property(image, name) }
}

/// Whether the image counts as hidden among those that are shown: a property of that name has its way.
pub(super) fn is_hidden(image: &Image) -> bool {
    image.property("is_hidden").or(image.os_hidden.as_ref()).is_some_and(Value::is_truthy)
}

/// The field of the export that holds a property.
fn field_of(property: &str) -> Field {
    if property == "os_hash_algo" { Field::OsHashAlgo } else { Field::Properties }
}

fn problem(problem: ImageMetadataProblem) -> Problem {
    Problem::ImageMetadata(problem)
}

fn missing(property: &str) -> Problem {
    problem(ImageMetadataProblem::Missing { property: property.into() })
}

fn not_allowed(property: &str, found: &Value, allowed: &[Box<str>]) -> Problem {
    let found = found.to_string().into();
    problem(ImageMetadataProblem::NotAllowed { property: property.into(), found, allowed: allowed.to_vec() })
}

fn wrong_type(property: &str, found: &Value) -> Judgement {
    let fault =
        ImageMetadataProblem::WrongType { property: property.into(), found: found.to_string().into() };
    Judgement::Abort(AbortCause::WrongType(property.into()), Some(problem(fault)))
}

/// What it means that there is nothing to judge.
fn without_value(property: &str, absent: Absent) -> Judgement {
    match absent {
        Absent::Passes => Judgement::Met,
        Absent::Fails => Judgement::Fault(missing(property)),
    }
}

fn without_properties(property: &str, absent: Absent) -> Judgement {
    let fault = (absent == Absent::Fails).then(|| missing(property));
    Judgement::Abort(AbortCause::NoCustomProperties, fault)
}

/// Every image has one of the values.
pub(super) fn image_property_in(
    context: &Context<'_>,
    images: &Shown<'_, Image>,
    name: &str,
    values: &[Box<str>],
    absent: Absent,
) -> Outcome {
    for_all(context.inventory, images, &[field_of(name)], OffendersAre::Named, &|image| match any_property(
        image, name,
    ) {
        Property::NoneAtAll => without_properties(name, absent),
        Property::Absent | Property::Null => without_value(name, absent),
        Property::Is(value) => match value.as_text() {
            Some(text) if values.iter().any(|allowed| allowed.as_ref() == text) => Judgement::Met,
            _ => Judgement::Fault(not_allowed(name, value, values)),
        },
    })
}

/// Every image has some value.
pub(super) fn image_property_set(context: &Context<'_>, images: &Shown<'_, Image>, name: &str) -> Outcome {
    for_all(context.inventory, images, &[field_of(name)], OffendersAre::Named, &|image| match any_property(
        image, name,
    ) {
        Property::NoneAtAll => without_properties(name, Absent::Fails),
        Property::Is(value) if value.is_truthy() => Judgement::Met,
        Property::Absent | Property::Null | Property::Is(_) => Judgement::Fault(missing(name)),
    })
}

/// Every image names a least disk, no smaller than its data.
pub(super) fn image_min_disk(context: &Context<'_>, images: &Shown<'_, Image>) -> Outcome {
    let fields = [Field::MinDisk, Field::Size];
    for_all(context.inventory, images, &fields, OffendersAre::Named, &|image| {
        let Some(min_disk) = image.min_disk_gib.as_ref().filter(|value| value.is_truthy()) else {
            return Judgement::Fault(missing("min_disk"));
        };
        let Some(gib) = min_disk.as_number() else { return wrong_type("min_disk", min_disk) };
        // The image manager raises the least disk to what the data need.
        if context.inventory.is_planned(image) {
            return Judgement::Met;
        }
        let Some(size) = image.size_bytes.as_ref().and_then(read_integer) else {
            return Judgement::Abort(AbortCause::NullSize("size".into()), None);
        };
        #[expect(clippy::cast_precision_loss, reason = "no image has 2^53 bytes")]
        if gib * GIB < size as f64 {
            let min_disk_gib = min_disk.to_string().into();
            return Judgement::Fault(problem(ImageMetadataProblem::MinDiskBelowSize {
                min_disk_gib,
                size_bytes: size,
            }));
        }
        Judgement::Met
    })
}

/// Every image names a least RAM; little of it is worth a remark.
pub(super) fn image_min_ram(context: &Context<'_>, images: &Shown<'_, Image>, advised_mib: u32) -> Outcome {
    for_all(context.inventory, images, &[Field::MinRam], OffendersAre::Named, &|image| {
        let Some(min_ram) = image.min_ram_mib.as_ref().filter(|value| value.is_truthy()) else {
            return Judgement::Fault(missing("min_ram"));
        };
        let Some(mib) = min_ram.as_number() else { return wrong_type("min_ram", min_ram) };
        if mib >= f64::from(advised_mib) {
            return Judgement::Met;
        }
        // The official suite warns, too, and stumbles over a name that is no text when it does.
        if image.name_text().is_none() {
            return Judgement::Abort(AbortCause::NamelessOffender, None);
        }
        let min_ram_mib = min_ram.to_string().into();
        Judgement::Remark(problem(ImageMetadataProblem::LittleRam { min_ram_mib, advised_mib }))
    })
}

pub(super) const BUILD_DATE: &str = "image_build_date";

/// Every image tells when it was built: not after its registration, not in the future.
pub(super) fn image_build_date(context: &Context<'_>, images: &Shown<'_, Image>) -> Outcome {
    let fields = [Field::Properties, Field::CreatedAt];
    for_all(context.inventory, images, &fields, OffendersAre::Printed, &|image| {
        let created_at = image.created_at.as_ref().and_then(Value::as_text);
        let text = match property(image, BUILD_DATE) {
            Property::NoneAtAll => return without_properties(BUILD_DATE, Absent::Fails),
            Property::Null => {
                return Judgement::Abort(AbortCause::WrongType(BUILD_DATE.into()), Some(missing(BUILD_DATE)));
            }
            Property::Absent => "",
            Property::Is(value) => match value.as_text() {
                Some(text) => text,
                None => return wrong_type(BUILD_DATE, value),
            },
        };
        let fault = build_date_fault(text, created_at, context.now);
        // What is only planned would be registered now.
        if created_at.is_none() && !context.inventory.is_planned(image) {
            return Judgement::Abort(AbortCause::WrongType("created_at".into()), fault);
        }
        fault.map_or(Judgement::Met, Judgement::Fault)
    })
}

fn build_date_fault(text: &str, created_at: Option<&str>, now: Moment) -> Option<Problem> {
    if text.is_empty() {
        return Some(missing(BUILD_DATE));
    }
    let Some(built) = parse_date(text, Forms::Any) else {
        return Some(problem(ImageMetadataProblem::NotADate {
            property: BUILD_DATE.into(),
            found: text.into(),
        }));
    };
    // The official suite takes a time that it cannot read for the beginning of 1970.
    let registered = created_at.map(|text| (text, parse_date(text, Forms::ServiceTime)));
    let fault = match registered {
        Some((text, Some(moment))) if built > moment => {
            ImageMetadataProblem::BuiltAfterRegistration { built: Moment(built), registered: text.into() }
        }
        Some((text, None)) if built > 0 => {
            ImageMetadataProblem::RegistrationUnreadable { registered: text.into() }
        }
        _ if built > now.0 => ImageMetadataProblem::BuiltInTheFuture { built: Moment(built) },
        _ => return None,
    };
    Some(problem(fault))
}

const SOURCE: &str = "image_source";

/// Every image tells its source: a word, or an address of one of the schemes.
pub(super) fn image_source_form(
    context: &Context<'_>,
    images: &Shown<'_, Image>,
    words: &[Box<str>],
    schemes: &[Box<str>],
) -> Outcome {
    for_all(context.inventory, images, &[Field::Properties], OffendersAre::Named, &|image| {
        let value = match property(image, SOURCE) {
            Property::NoneAtAll => return without_properties(SOURCE, Absent::Fails),
            Property::Absent => return Judgement::Fault(missing(SOURCE)),
            Property::Null => {
                return Judgement::Abort(AbortCause::WrongType(SOURCE.into()), Some(missing(SOURCE)));
            }
            Property::Is(value) => value,
        };
        let Some(text) = value.as_text() else { return wrong_type(SOURCE, value) };
        let scheme = text.split_once("://").map(|(scheme, _)| scheme);
        let is_word = words.iter().any(|word| word.as_ref() == text);
        if is_word || scheme.is_some_and(|scheme| schemes.iter().any(|known| known.as_ref() == scheme)) {
            return Judgement::Met;
        }
        let addresses = schemes.iter().map(|scheme| format!("{scheme}://…").into());
        let allowed: Vec<Box<str>> = words.iter().cloned().chain(addresses).collect();
        Judgement::Fault(if text.is_empty() { missing(SOURCE) } else { not_allowed(SOURCE, value, &allowed) })
    })
}

pub(super) const REPLACE_FREQUENCY: &str = "replace_frequency";

/// Every image promises one of the known replacement frequencies.
pub(super) fn image_replace_frequency(context: &Context<'_>, images: &Shown<'_, Image>) -> Outcome {
    let frequencies = &context.catalogue.frequencies;
    for_all(context.inventory, images, &[Field::Properties], OffendersAre::Named, &|image| {
        let value = match property(image, REPLACE_FREQUENCY) {
            Property::NoneAtAll => return without_properties(REPLACE_FREQUENCY, Absent::Fails),
            Property::Absent | Property::Null => return Judgement::Fault(missing(REPLACE_FREQUENCY)),
            Property::Is(value) => value,
        };
        if matches!(value, Value::Composite { .. }) {
            return wrong_type(REPLACE_FREQUENCY, value);
        }
        if frequencies.iter().any(|frequency| value.as_text() == Some(&frequency.value)) {
            return Judgement::Met;
        }
        let allowed: Vec<Box<str>> = frequencies.iter().map(|frequency| frequency.value.clone()).collect();
        Judgement::Fault(not_allowed(REPLACE_FREQUENCY, value, &allowed))
    })
}

const UUID_VALIDITY: &str = "uuid_validity";

/// Every image that tells how long its id is valid uses one of the forms. The official suite lets images pass that
/// do not tell, although the standard demands it.
pub(super) fn image_uuid_validity(
    context: &Context<'_>,
    images: &Shown<'_, Image>,
    words: &[Box<str>],
    counted: &str,
) -> Outcome {
    for_all(context.inventory, images, &[Field::Properties], OffendersAre::Printed, &|image| {
        let value = match property(image, UUID_VALIDITY) {
            Property::NoneAtAll => return without_properties(UUID_VALIDITY, Absent::Passes),
            Property::Absent | Property::Null => return Judgement::Met,
            Property::Is(value) => value,
        };
        let Some(text) = value.as_text() else { return wrong_type(UUID_VALIDITY, value) };
        let is_word = words.iter().any(|word| word.as_ref() == text);
        let is_counted = text.strip_prefix(counted).is_some_and(is_all_digits);
        if is_word || is_counted || parse_date(text, Forms::Any).is_some() {
            return Judgement::Met;
        }
        let forms = [format!("{counted}N").into(), "YYYY-MM-DD".into()];
        let allowed: Vec<Box<str>> = words.iter().cloned().chain(forms).collect();
        Judgement::Fault(not_allowed(UUID_VALIDITY, value, &allowed))
    })
}

const HOTFIX_HOURS: &str = "hotfix_hours";

/// Every image that promises hotfixes does it in whole hours.
pub(super) fn image_hotfix_hours(context: &Context<'_>, images: &Shown<'_, Image>) -> Outcome {
    for_all(context.inventory, images, &[Field::Properties], OffendersAre::Printed, &|image| {
        let value = match property(image, HOTFIX_HOURS) {
            Property::NoneAtAll => return without_properties(HOTFIX_HOURS, Absent::Passes),
            Property::Absent | Property::Null => return Judgement::Met,
            Property::Is(value) => value,
        };
        match value.as_text() {
            _ if !value.is_truthy() => Judgement::Met,
            Some(text) if is_all_digits(text) => Judgement::Met,
            Some(_) => Judgement::Fault(not_allowed(HOTFIX_HOURS, value, &["0, 1, 2, …".into()])),
            None => wrong_type(HOTFIX_HOURS, value),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn build_dates_are_compared_with_a_registration_that_can_be_read() {
        let now = Moment(parse_date("2026-11-23", Forms::Any).unwrap());
        let fault = |created_at| build_date_fault("2026-01-15", created_at, now);
        let is = |fault, expected: fn(&ImageMetadataProblem) -> bool| match fault {
            Some(Problem::ImageMetadata(problem)) => expected(&problem),
            _ => false,
        };
        assert_eq!(fault(Some("2026-01-15T00:00:00Z")), None);
        assert!(is(fault(Some("2026-01-14T23:59:59Z")), |problem| {
            matches!(problem, ImageMetadataProblem::BuiltAfterRegistration { .. })
        }));
        for unreadable in ["", "yesterday", "2026-01-16"] {
            assert!(is(fault(Some(unreadable)), |problem| {
                matches!(problem, ImageMetadataProblem::RegistrationUnreadable { .. })
            }));
        }
        let late = build_date_fault("2026-12-01", None, now);
        assert!(is(late, |problem| matches!(problem, ImageMetadataProblem::BuiltInTheFuture { .. })));
    }
}

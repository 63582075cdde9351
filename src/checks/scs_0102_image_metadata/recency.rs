//! scs-0102-image-recency: no image is older than it promises, unless a fresh one replaces it
//! (section "Image updating").
//!
//! Where `provided_until` is missing from an outdated image, the official suite stumbles; the property is mandatory,
//! so to us that is a fault.

use super::date::{Forms, parse_date};
use super::{BUILD_DATE, Property, REPLACE_FREQUENCY, problem, property};
use crate::catalogue::{Catalogue, Frequency};
use crate::checks::context::{Context, Shown};
use crate::checks::official_text::is_space;
use crate::checks::outcome::{ForAll, Judgement, Outcome};
use crate::checks::problem::{AbortCause, ImageMetadataProblem};
use crate::date::Moment;
use crate::inventory::{Field, Image, Inventory, Kind, Record, Value};

pub(in crate::checks) const PROVIDED_UNTIL: &str = "provided_until";

/// How fresh an image is.
#[derive(Clone, Debug)]
enum Age {
    /// Younger than its period, or bound by no period, or past the end of its promise.
    Fresh,
    /// Its promise has no end that can be read.
    NoEnd { provided_until: Option<Box<str>> },
    /// Older than its period, within its promise.
    Outdated { built: Option<Moment>, due: Moment, frequency: Frequency },
}

/// What an image says of its time: facts, no judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageDates {
    /// When it was built, or else registered; `None` where neither can be read.
    pub built: Option<Moment>,
    /// When a newer image is due.
    pub due: ImageDue,
    /// Until when it is provided.
    pub until: ProvidedUntil,
}

/// When an image is due for replacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageDue {
    /// Its period, or the date that it counts from, is not known.
    NotKnown,
    /// Its period has no end.
    Never,
    /// At the end of its period, with the leeway that the test case grants.
    At(Moment),
}

/// Until when an image is provided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvidedUntil {
    /// It does not say, or not so that it can be read.
    NotKnown,
    /// `none`: no promise.
    NoPromise,
    /// `notice`: until further notice.
    Notice,
    /// A date.
    Date(Moment),
}

/// Reads the times of an image. `factor`: how many times its period it may reach.
pub(crate) fn image_dates(
    inventory: &Inventory,
    catalogue: &Catalogue,
    now: Moment,
    image: &Image,
    factor: f64,
) -> ImageDates {
    let built = build_time(inventory, now, image);
    let text_of = |property: &str| image.property(property).and_then(Value::as_text);
    let frequency = text_of(REPLACE_FREQUENCY).and_then(|text| frequency_of(catalogue, text));
    ImageDates {
        built: built.map(Moment),
        due: match (frequency, built) {
            (Some(Frequency { seconds: 0, .. }), _) => ImageDue::Never,
            (Some(frequency), Some(built)) => ImageDue::At(moment(due(built, factor, frequency))),
            (None, _) | (_, None) => ImageDue::NotKnown,
        },
        until: match text_of(PROVIDED_UNTIL) {
            Some("none") => ProvidedUntil::NoPromise,
            Some("notice") => ProvidedUntil::Notice,
            Some(text) => parse_date(text, Forms::Any)
                .map_or(ProvidedUntil::NotKnown, |until| ProvidedUntil::Date(Moment(until))),
            None => ProvidedUntil::NotKnown,
        },
    }
}

fn frequency_of<'a>(catalogue: &'a Catalogue, value: &str) -> Option<&'a Frequency> {
    catalogue.frequencies.iter().find(|known| *known.value == *value)
}

/// When the period of an image that was built then ends, in seconds since 1970.
#[expect(clippy::cast_precision_loss, reason = "the official suite reckons in doubles")]
fn due(built: i64, factor: f64, frequency: &Frequency) -> f64 {
    built as f64 + factor * f64::from(frequency.seconds)
}

#[expect(clippy::cast_possible_truncation, reason = "a date, shown by the day")]
fn moment(seconds: f64) -> Moment {
    Moment(seconds as i64)
}

/// No image is older than it promises, unless a fresh one replaces it.
pub(in crate::checks) fn image_recency(
    context: &Context<'_>,
    images: &Shown<'_, Image>,
    factor: f64,
) -> Outcome {
    let mut all = ForAll::new(Kind::Image);
    let mut nameless = 0;
    for &(index, image) in &images.items {
        let unknown = [Field::Properties, Field::CreatedAt]
            .into_iter()
            .find(|field| !context.inventory.knows(image, *field));
        if let Some(field) = unknown {
            all.add(index, Judgement::Unknown(field));
            continue;
        }
        let has_name = image.name_text().is_some();
        nameless += usize::from(!has_name);
        // The official suite collects the images by name, and warns when several have one.
        if !has_name && (nameless > 1 || matches!(image.identity.name, Some(Value::Composite { .. }))) {
            all.add(index, Judgement::Abort(AbortCause::Nameless, None));
        }
        all.add(index, judge(context, image, factor));
    }
    all.outcome(images.completeness)
}

fn judge(context: &Context<'_>, image: &Image, factor: f64) -> Judgement {
    let (age, mut stumble) = age_of(context, image, factor);
    let name = image.name_text();
    if name.is_none() && matches!(age, Age::Outdated { .. }) {
        stumble = stumble.or(Some(AbortCause::Nameless));
    }
    let fault = match age {
        Age::Fresh => None,
        Age::NoEnd { provided_until } => Some(ImageMetadataProblem::OutdatedWithoutEnd { provided_until }),
        Age::Outdated { built, due, frequency } => {
            let replacement = name.and_then(replacement_name);
            let is_replaced = replacement
                .and_then(|name| context.images_by_name.get(name))
                .and_then(|index| context.image(*index))
                .is_some_and(|other| matches!(age_of(context, other, factor).0, Age::Fresh));
            let replacement = replacement.map(Into::into);
            (!is_replaced).then_some(ImageMetadataProblem::Outdated { built, due, frequency, replacement })
        }
    };
    match (stumble, fault.map(problem)) {
        (Some(cause), fault) => Judgement::Abort(cause, fault),
        (None, Some(fault)) => Judgement::Fault(fault),
        (None, None) => Judgement::Met,
    }
}

/// Whether an image that has the name of a replacement is fresh, by the official rule.
pub(in crate::checks) fn is_replaced(context: &Context<'_>, image: &Image) -> bool {
    const FACTOR: f64 = 1.1;
    let name = image.name_text().and_then(replacement_name);
    let other =
        name.and_then(|name| context.images_by_name.get(name)).and_then(|index| context.image(*index));
    other.is_some_and(|other| matches!(age_of(context, other, FACTOR).0, Age::Fresh))
}

/// When the image was built, or else registered, in seconds since 1970.
pub(in crate::checks) fn built(context: &Context<'_>, image: &Image) -> Option<i64> {
    build_time(context.inventory, context.now, image)
}

fn build_time(inventory: &Inventory, now: Moment, image: &Image) -> Option<i64> {
    let build_date = image.property(BUILD_DATE).and_then(Value::as_text);
    build_date.and_then(|text| parse_date(text, Forms::Any)).or_else(|| {
        if inventory.is_planned(image) {
            return Some(now.0);
        }
        parse_date(image.created_at.as_ref()?.as_text()?, Forms::ServiceTime)
    })
}

/// The name that an image replacing this one has: this one's without its last word. White space at the end goes, too.
fn replacement_name(name: &str) -> Option<&str> {
    let without_last_word =
        name.rsplit_once(' ').map_or(name, |(before, _)| before).trim_end_matches(is_space);
    (without_last_word != name).then_some(without_last_word)
}

/// The age of an image, and what the official suite stumbles over when it asks for it.
fn age_of(context: &Context<'_>, image: &Image, factor: f64) -> (Age, Option<AbortCause>) {
    let wrong_type = |name: &str| Some(AbortCause::WrongType(name.into()));
    let mut stumble = None;
    let build_date = match property(image, BUILD_DATE) {
        Property::NoneAtAll => {
            stumble = Some(AbortCause::NoCustomProperties);
            None
        }
        Property::Absent => None,
        Property::Null => {
            stumble = wrong_type(BUILD_DATE);
            None
        }
        Property::Is(value) => {
            if value.as_text().is_none() {
                stumble = wrong_type(BUILD_DATE);
            }
            value.as_text()
        }
    };
    let built = build_date.and_then(|text| parse_date(text, Forms::Any)).or_else(|| {
        if context.inventory.is_planned(image) {
            return Some(context.now.0);
        }
        let created_at = image.created_at.as_ref().and_then(Value::as_text);
        if created_at.is_none() {
            stumble = stumble.take().or_else(|| wrong_type("created_at"));
        }
        parse_date(created_at?, Forms::ServiceTime)
    });
    let frequency = match property(image, REPLACE_FREQUENCY) {
        Property::Is(Value::Composite { .. }) => {
            return (Age::Fresh, stumble.or_else(|| wrong_type(REPLACE_FREQUENCY)));
        }
        Property::Is(value) => value.as_text().and_then(|text| frequency_of(context.catalogue, text)),
        Property::NoneAtAll | Property::Absent | Property::Null => None,
    };
    // An unknown frequency is the business of another test case.
    let Some(frequency) = frequency.filter(|frequency| frequency.seconds > 0) else {
        return (Age::Fresh, stumble);
    };
    #[expect(clippy::cast_precision_loss, reason = "the official suite reckons in doubles")]
    let now = context.now.0 as f64;
    let due = due(built.unwrap_or(0), factor, frequency);
    if now <= due {
        return (Age::Fresh, stumble);
    }
    let provided_until = match property(image, PROVIDED_UNTIL) {
        Property::NoneAtAll | Property::Absent | Property::Null => {
            let stumble = stumble.or_else(|| Some(AbortCause::MissingKey(PROVIDED_UNTIL.into())));
            return (Age::NoEnd { provided_until: None }, stumble);
        }
        Property::Is(value) => value,
    };
    let Some(text) = provided_until.as_text() else {
        let provided_until = Some(provided_until.to_string().into());
        return (Age::NoEnd { provided_until }, stumble.or_else(|| wrong_type(PROVIDED_UNTIL)));
    };
    if text == "none" || text == "notice" {
        return (Age::Fresh, stumble);
    }
    let age = match parse_date(text, Forms::Any) {
        None => Age::NoEnd { provided_until: Some(text.into()) },
        Some(until) if context.now.0 > until => Age::Fresh,
        Some(_) => Age::Outdated { built: built.map(Moment), due: moment(due), frequency: frequency.clone() },
    };
    (age, stumble)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_last_word_is_cut() {
        let cases = [
            ("Ubuntu 24.04 (20240101)", Some("Ubuntu 24.04")),
            ("Ubuntu 24.04", Some("Ubuntu")),
            ("Ubuntu  old", Some("Ubuntu")),
            ("Ubuntu ", Some("Ubuntu")),
            ("Ubuntu", None),
            ("Ubuntu-24.04", None),
            ("Ubuntu\u{a0}24.04", None),
            ("Ubuntu\n", Some("Ubuntu")),
        ];
        for (name, expected) in cases {
            assert_eq!(replacement_name(name), expected, "{name:?}");
        }
    }
}

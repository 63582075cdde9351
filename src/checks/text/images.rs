//! What the texts of scs-0102 and scs-0104 ask of images beside the official test cases, and what the draft of a new
//! scs-0104 asks.

use super::problem::ImageTextProblem;
use crate::catalogue::{Promise, Rank};
use crate::checks::context::{Context, Shown};
use crate::checks::official_text::read_integer;
use crate::checks::outcome::{ForAll, Judgement, OffendersAre, Outcome, Reason, for_all};
use crate::checks::problem::Problem;
use crate::checks::scs_0102_image_metadata::{
    PROVIDED_UNTIL, REPLACE_FREQUENCY, built, is_hidden, is_replaced,
};
use crate::checks::scs_0104_standard_images::{is_of, judge_source};
use crate::date::Moment;
use crate::inventory::{Field, Image, Kind, Record as _, Value};
use std::collections::HashMap;

const DAY: i64 = 86_400;

fn fault_if(problem: Option<ImageTextProblem>) -> Judgement {
    problem.map_or(Judgement::Met, |problem| Judgement::Fault(Problem::ImageText(problem)))
}

fn text_of<'a>(image: &'a Image, property: &str) -> Option<&'a str> {
    image.property(property)?.as_text()
}

/// Of several images with one name all but the newest are hidden or renamed.
pub(super) fn name_unique(context: &Context<'_>, images: &Shown<'_, Image>) -> Outcome {
    let age = |image: &Image| built(context, image).unwrap_or(i64::MIN);
    // How many images have the name, and the newest; of equally new ones the last, which lookups by name find.
    let mut by_name: HashMap<&str, (usize, &Image)> = HashMap::new();
    for &(_, image) in images.items.iter().filter(|(_, image)| !is_hidden(image)) {
        if let Some(name) = image.name_text() {
            let (count, newest) = by_name.entry(name).or_insert((0, image));
            *count += 1;
            if age(image) >= age(newest) {
                *newest = image;
            }
        }
    }
    for_all(context.inventory, images, &[Field::Name], OffendersAre::Printed, &|image| {
        let twice = image.name_text().and_then(|name| by_name.get(name)).filter(|(count, _)| *count > 1);
        let older = twice.filter(|(_, newest)| !is_hidden(image) && !std::ptr::eq(*newest, image));
        fault_if(older.map(|(images, _)| ImageTextProblem::NameTwice {
            images: *images,
            rename: image.name_text().zip(built(context, image)).map(|(name, built)| dated(name, built)),
        }))
    })
}

/// The name that tells the build date.
fn dated(name: &str, built: i64) -> Box<str> {
    format!("{} {}", plain_name(name), Moment(built).date().replace('-', "")).into()
}

/// The name without a date, or a word that stands for one, at its end: `Ubuntu 24.04 (20260801)` is `Ubuntu 24.04`.
fn plain_name(name: &str) -> &str {
    let Some((before, last)) = name.trim_end().rsplit_once(' ') else { return name };
    let word = last.trim_matches(['(', ')']);
    let digits: String = word.chars().filter(|letter| *letter != '-').collect();
    let is_date =
        digits.len() == 8 && digits.starts_with("20") && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_date || matches!(word, "old" | "prev") { before.trim_end() } else { name }
}

/// Outdated images are dealt with as the text asks.
pub(super) fn promise(context: &Context<'_>, images: &Shown<'_, Image>, rule: Promise) -> Outcome {
    // Images of one plain name and architecture are versions of each other.
    let version_of = |image: &'_ Image| {
        Some((plain_name(image.name_text()?).to_owned(), text_of(image, "architecture").map(str::to_owned)))
    };
    let mut newest: HashMap<_, i64> = HashMap::new();
    for &(_, image) in images.items.iter().filter(|(_, image)| !is_hidden(image)) {
        if let (Some(version), Some(built)) = (version_of(image), built(context, image)) {
            let newest = newest.entry(version).or_insert(built);
            *newest = built.max(*newest);
        }
    }
    let fields = [Field::Name, Field::Properties, Field::CreatedAt];
    for_all(context.inventory, images, &fields, OffendersAre::Printed, &|image| {
        let name = image.name_text().unwrap_or_default();
        let built = built(context, image);
        let has_newer = || {
            let newest = version_of(image).and_then(|version| newest.get(&version));
            !is_hidden(image) && newest.is_some_and(|newest| built.is_some_and(|built| built + DAY < *newest))
        };
        fault_if(match rule {
            Promise::Notice | Promise::Period => broken_promise(context, image, built, rule),
            Promise::Suffix if has_newer() => {
                let rename = dated(name, built.unwrap_or_default());
                (*name != *rename).then_some(ImageTextProblem::NotRenamed { rename })
            }
            Promise::OldGeneric if has_newer() => {
                (text_of(image, "os_purpose") == Some("generic")).then_some(ImageTextProblem::StillGeneric)
            }
            Promise::Suffix | Promise::OldGeneric => None,
        })
    })
}

/// The image is due by the text, while the official test takes it for fresh: that measures 1.1 times the period from
/// the build date, and lets everything pass that is provided until a notice.
fn broken_promise(
    context: &Context<'_>,
    image: &Image,
    built: Option<i64>,
    rule: Promise,
) -> Option<ImageTextProblem> {
    const GRACE: i64 = 3 * DAY;
    const TENTHS: i64 = 11;
    let value = text_of(image, REPLACE_FREQUENCY)?;
    let frequency = context.catalogue.frequencies.iter().find(|known| *known.value == *value)?;
    let seconds = i64::from(frequency.seconds);
    if seconds == 0 || is_replaced(context, image) {
        return None;
    }
    let until_notice = text_of(image, PROVIDED_UNTIL) == Some("notice");
    let is_over = || {
        let until = text_of(image, PROVIDED_UNTIL);
        until == Some("none")
            || until.and_then(|text| text.parse().ok()).is_some_and(|until| context.now > until)
    };
    // Whole days: the official table has an hour on top of each of them.
    let due = built.unwrap_or_default() + seconds / DAY * DAY + GRACE;
    let is_due = context.now.0 > due;
    let is_meant = match rule {
        Promise::Notice => is_due && until_notice,
        Promise::Period => {
            let official = built.unwrap_or_default() + seconds * TENTHS / 10;
            is_due && !until_notice && !is_over() && context.now.0 <= official
        }
        Promise::Suffix | Promise::OldGeneric => false,
    };
    is_meant.then(|| ImageTextProblem::PromiseBroken {
        built: built.map(Moment),
        due: Moment(due),
        frequency: frequency.value.clone(),
        until_notice,
    })
}

/// The properties are not all true at once.
pub(super) fn flags_exclude(
    context: &Context<'_>,
    images: &Shown<'_, Image>,
    properties: &[Box<str>],
) -> Outcome {
    for_all(context.inventory, images, &[Field::Properties], OffendersAre::Printed, &|image| {
        let is_true = |property: &str| match image.property(property) {
            Some(Value::Bool(value)) => *value,
            Some(Value::Text(text)) => text.eq_ignore_ascii_case("true"),
            Some(Value::Null | Value::Number(_) | Value::Composite { .. }) | None => false,
        };
        let is_fault = properties.iter().all(|property| is_true(property));
        fault_if(is_fault.then(|| ImageTextProblem::FlagsTogether { properties: properties.to_vec() }))
    })
}

/// Every image has a tag that begins with each of the prefixes.
pub(super) fn tags(context: &Context<'_>, images: &Shown<'_, Image>, prefixes: &[Box<str>]) -> Outcome {
    let mut all = ForAll::new(Kind::Image);
    for &(index, image) in &images.items {
        if !context.inventory.knows(image, Field::Tags) {
            all.add(index, Judgement::Unknown(Field::Tags));
            continue;
        }
        let has = |prefix: &str| image.tags.iter().any(|tag| tag.starts_with(prefix));
        for prefix in prefixes.iter().filter(|prefix| !has(prefix)) {
            all.add(index, fault_if(Some(ImageTextProblem::NoTag { prefix: prefix.clone() })));
        }
    }
    all.outcome(images.completeness)
}

/// The least disk holds the image when it is unpacked.
pub(super) fn virtual_size(context: &Context<'_>, images: &Shown<'_, Image>) -> Outcome {
    const GIB: f64 = 1_073_741_824.0;
    for_all(context.inventory, images, &[Field::MinDisk], OffendersAre::Printed, &|image| {
        let min_disk = image.min_disk_gib.as_ref().filter(|value| value.is_truthy());
        let size = image.property("virtual_size").and_then(read_integer);
        // The image service does not know it of every image, and not every client prints it.
        let Some(size) = size else { return Judgement::Unknown(Field::VirtualSize) };
        let Some(min_disk) = min_disk else { return Judgement::Met };
        #[expect(clippy::cast_precision_loss, reason = "no image has 2^53 bytes")]
        let is_below = min_disk.as_number().is_some_and(|gib| gib * GIB < size as f64);
        fault_if(is_below.then(|| ImageTextProblem::VirtualSizeAboveMinDisk {
            min_disk_gib: min_disk.to_string().into(),
            virtual_size_bytes: size,
        }))
    })
}

/// Images of a standard image's name come from its publisher, those before the last one of the name, too.
pub(super) fn sources(context: &Context<'_>, images: &Shown<'_, Image>, ids: &[Box<str>]) -> Outcome {
    let specs: Vec<_> = ids.iter().filter_map(|id| context.catalogue.image(id)).collect();
    let last: HashMap<&str, &Image> =
        images.items.iter().filter_map(|(_, image)| Some((image.name_text()?, *image))).collect();
    for_all(context.inventory, images, &[Field::Name, Field::Properties], OffendersAre::Printed, &|image| {
        let Some(name) = image.name_text() else { return Judgement::Met };
        if last.get(name).is_some_and(|last| std::ptr::eq(*last, image)) {
            return Judgement::Met;
        }
        let spec = specs.iter().find(|spec| is_of(name, spec));
        spec.map_or(Judgement::Met, |spec| judge_source(image, &spec.sources))
    })
}

/// Images of a release come from the vendor of the distribution.
pub(super) fn release_source(context: &Context<'_>, images: &Shown<'_, Image>, purpose: &str) -> Outcome {
    for_all(context.inventory, images, &[Field::Properties], OffendersAre::Printed, &|image| {
        let release = context.catalogue.releases.iter().find(|release| {
            text_of(image, "os_distro") == Some(&release.distro)
                && text_of(image, "os_version") == Some(&release.version)
        });
        match release.filter(|_| text_of(image, "os_purpose") == Some(purpose)) {
            Some(release) => judge_source(image, &release.sources),
            None => Judgement::Met,
        }
    })
}

/// There is an image of a release.
pub(super) fn release_present(
    context: &Context<'_>,
    images: &Shown<'_, Image>,
    distro: &str,
    purpose: &str,
    rank: Rank,
) -> Outcome {
    let mut releases: Vec<_> = context
        .catalogue
        .releases
        .iter()
        .filter(|release| *release.distro == *distro && release.since <= context.now)
        .collect();
    releases.sort_by_key(|release| release.since);
    let at = match rank {
        Rank::Newest => releases.len().checked_sub(1),
        Rank::Previous => releases.len().checked_sub(2),
    };
    let Some(release) = at.and_then(|at| releases.get(at)) else {
        return Outcome::undecided(Reason::NotImplemented);
    };
    let is_it = |image: &Image| {
        text_of(image, "os_distro") == Some(distro)
            && text_of(image, "os_version") == Some(&release.version)
            && text_of(image, "os_purpose") == Some(purpose)
    };
    let is_there = images.items.iter().any(|(_, image)| is_it(image));
    let is_unknown =
        images.items.iter().any(|(_, image)| !context.inventory.knows(*image, Field::Properties));
    if is_unknown && !is_there {
        return Outcome::undecided(Reason::LacksField(Kind::Image, Field::Properties));
    }
    let missing = Problem::ImageText(ImageTextProblem::ReleaseMissing {
        distro: distro.into(),
        version: release.version.clone(),
        purpose: purpose.into(),
        rank,
    });
    Outcome::of_presence(is_there, Kind::Image, images.completeness, missing)
}

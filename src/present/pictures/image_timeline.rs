//! Images in time: when each was built, when a newer one is due, and until when it is promised.

use super::axis::{Axis, Span};
use crate::assessment::Assessment;
use crate::catalogue::Check;
use crate::checks::{ImageDates, ImageDue, Outcome, ProvidedUntil, RecordRef, Verdict, image_dates};
use crate::date::Moment;
use crate::inventory::{Inventory, Kind};
use crate::present::resource_name;
use crate::wording::pictures as words;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// How many images are drawn.
const ROWS: usize = 14;

/// How far the axis reaches into past and future at most: beyond, months could not be told apart.
const REACH: i64 = 2 * 366 * 86_400;

/// Images on an axis of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageTimelineView {
    /// How many images are in which state, in sentences.
    pub summary: String,
    /// The images: those with faults first, then by build, the oldest first; at most fourteen.
    pub rows: Vec<ImageRow>,
    /// How many images are not drawn and why, in sentences; `None` if all are.
    pub left_out: Option<String>,
    /// The axis.
    pub axis: Axis,
}

/// An image on the axis. Positions are in thousandths of the axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageRow {
    /// Its index in the list of images.
    pub record: usize,
    /// Its name, cut only where it is longer than the image service takes.
    pub name: String,
    /// Its name, cut so that the note has room beside it.
    pub label: String,
    /// How it stands.
    pub state: ImageState,
    /// The state in two or three words, with a date where that says more.
    pub note: String,
    /// All of it in a sentence.
    pub text: String,
    /// When it was built, `YYYY-MM-DD`.
    pub built: String,
    /// When a newer one is due: a date or a word.
    pub due: String,
    /// Until when it is promised: a date or a word.
    pub until: String,
    /// Where it was built.
    pub built_at: u16,
    /// Where a newer one is due; `None` where that is never or not known, or beyond the axis.
    pub due_at: Option<u16>,
    /// Where the promise ends, not before the build; `None` without a promise.
    pub until_at: Option<u16>,
    /// The promise has no end, or ends beyond the axis.
    pub runs_on: bool,
    /// From where to where it is overdue.
    pub late: Option<(u16, u16)>,
}

/// How an image stands at the reference date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ImageState {
    /// Older than it promises, and nothing replaces it.
    Overdue,
    /// Its promise is over, so that no newer one is due.
    Over,
    /// Whether a newer one is due cannot be told.
    NotKnown,
    /// Older than its period, and a fresh image replaces it.
    Replaced,
    /// Older than its period, and it promises nothing.
    Unbound,
    /// Within its period.
    Fresh,
}

impl ImageState {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            ImageState::Overdue => words::IMAGE_OVERDUE,
            ImageState::Over => words::IMAGE_OVER,
            ImageState::NotKnown => words::IMAGE_NOT_KNOWN,
            ImageState::Replaced => words::IMAGE_REPLACED,
            ImageState::Unbound => words::IMAGE_UNBOUND,
            ImageState::Fresh => words::IMAGE_FRESH,
        }
    }
}

/// An image that can be drawn.
struct Placed {
    state: ImageState,
    built: Moment,
    record: usize,
    dates: ImageDates,
}

/// Shows the images that were judged. `None` without any, or where the scope version does not ask for recent images.
pub fn image_timeline_view(
    assessment: &Assessment<'_>,
    version: &str,
    inventory: &Inventory,
) -> Option<ImageTimelineView> {
    let (factor, outcome) = recency(assessment, version)?;
    let now = assessment.options.now;
    let left_out = assessment.left_out.iter().filter(|(kind, ..)| *kind == Kind::Image);
    let left_out: HashSet<usize> = left_out.map(|(_, index, _)| *index).collect();
    let overdue: HashSet<usize> = outcome
        .findings
        .iter()
        .filter(|finding| finding.is_fault)
        .filter_map(|finding| Some(finding.record?.index))
        .collect();
    let is_decided = !matches!(outcome.verdict, Verdict::Undecided(_));
    let mut placed = Vec::new();
    let mut undated = 0;
    for (record, image) in inventory.images.as_ref()?.items.iter().enumerate() {
        if left_out.contains(&record) {
            continue;
        }
        let dates = image_dates(inventory, assessment.catalogue, now, image, factor);
        let state = state_of(&dates, overdue.contains(&record), is_decided, now);
        match dates.built {
            Some(built) => placed.push(Placed { state, built, record, dates }),
            None => undated += 1,
        }
    }
    if placed.is_empty() && undated == 0 {
        return None;
    }
    let mut counts = [0; 6];
    for image in &placed {
        let [overdue, over, not_known, replaced, unbound, fresh] = &mut counts;
        match image.state {
            ImageState::Overdue => *overdue += 1,
            ImageState::Over => *over += 1,
            ImageState::NotKnown => *not_known += 1,
            ImageState::Replaced => *replaced += 1,
            ImageState::Unbound => *unbound += 1,
            ImageState::Fresh => *fresh += 1,
        }
    }
    placed.sort_by_key(|image| (image.state != ImageState::Overdue, image.built, image.record));
    let further = placed.len().saturating_sub(ROWS);
    placed.truncate(ROWS);
    let limits = (now.0.saturating_sub(REACH), now.0.saturating_add(REACH));
    let span = Span::around(now, placed.iter().flat_map(moments), limits);
    Some(ImageTimelineView {
        summary: words::image_timeline_text(&now.date(), counts, undated),
        rows: placed.iter().map(|image| row(image, span, now, inventory)).collect(),
        left_out: words::images_left_out_text(further, undated),
        axis: span.axis(now),
    })
}

/// The answer about recent images, with how many times its period an image may reach.
fn recency<'a>(assessment: &'a Assessment<'_>, version: &str) -> Option<(f64, &'a Outcome)> {
    let version = assessment.catalogue.version(version)?;
    assessment.outcomes.iter().find_map(|(testcase, outcome)| {
        let Check::ImageRecency { factor } = testcase.check else { return None };
        version.target_of(&testcase.id).map(|_| (factor, outcome))
    })
}

fn state_of(dates: &ImageDates, is_overdue: bool, is_decided: bool, now: Moment) -> ImageState {
    if is_overdue {
        return ImageState::Overdue;
    }
    if matches!(dates.until, ProvidedUntil::Date(until) if until < now) {
        return ImageState::Over;
    }
    let due = match dates.due {
        ImageDue::NotKnown => return ImageState::NotKnown,
        ImageDue::Never => return ImageState::Fresh,
        ImageDue::At(due) => due,
    };
    if now <= due {
        return ImageState::Fresh;
    }
    match dates.until {
        ProvidedUntil::NoPromise | ProvidedUntil::Notice => ImageState::Unbound,
        // It would be a fault, but for an image that replaces this one.
        ProvidedUntil::Date(_) | ProvidedUntil::NotKnown if is_decided => ImageState::Replaced,
        ProvidedUntil::Date(_) | ProvidedUntil::NotKnown => ImageState::NotKnown,
    }
}

/// What of an image the axis should cover.
fn moments(image: &Placed) -> impl Iterator<Item = Moment> {
    let due = match image.dates.due {
        ImageDue::At(due) => Some(due),
        ImageDue::NotKnown | ImageDue::Never => None,
    };
    let until = match image.dates.until {
        ProvidedUntil::Date(until) => Some(until),
        ProvidedUntil::NotKnown | ProvidedUntil::NoPromise | ProvidedUntil::Notice => None,
    };
    [Some(image.built), due, until].into_iter().flatten()
}

fn row(image: &Placed, span: Span, now: Moment, inventory: &Inventory) -> ImageRow {
    let &Placed { state, built, record, dates } = image;
    let full_name = resource_name(inventory, RecordRef { kind: Kind::Image, index: record });
    let name = words::picture_name(&full_name);
    let (due, due_at) = match dates.due {
        ImageDue::At(due) => (due.date(), (!span.ends_before(due)).then(|| span.at(due))),
        ImageDue::Never => (words::NEVER_DUE.to_owned(), None),
        ImageDue::NotKnown => (words::NOT_KNOWN.to_owned(), None),
    };
    let built_at = span.at(built);
    let (until, until_at, runs_on) = match dates.until {
        // A promise that ends before it begins is over at once.
        ProvidedUntil::Date(until) => {
            (until.date(), Some(span.at(until).max(built_at)), span.ends_before(until))
        }
        ProvidedUntil::Notice => (words::UNTIL_NOTICE.to_owned(), Some(1000), true),
        ProvidedUntil::NoPromise => (words::NO_PROMISE.to_owned(), None, false),
        ProvidedUntil::NotKnown => (words::NOT_KNOWN.to_owned(), None, false),
    };
    let late = due_at.filter(|_| state == ImageState::Overdue).map(|due| (due, span.at(now).max(due)));
    let built = built.date();
    let note = note(state, dates.due, now);
    ImageRow {
        record,
        label: words::picture_label(&full_name, &note),
        note,
        text: words::image_row_text(&name, &built, &due, &until, state.word()),
        name,
        state,
        built,
        due,
        until,
        built_at,
        due_at,
        until_at,
        runs_on,
        late,
    }
}

fn note(state: ImageState, due: ImageDue, now: Moment) -> String {
    match (state, due) {
        (ImageState::Overdue, ImageDue::At(due)) => words::overdue_note(now.0.saturating_sub(due.0) / 86_400),
        (ImageState::Fresh | ImageState::NotKnown, ImageDue::At(due)) => words::due_note(&due.date()),
        (ImageState::NotKnown, _) => words::DUE_NOT_KNOWN.to_owned(),
        (ImageState::Fresh, ImageDue::Never) => words::NEVER_DUE.to_owned(),
        (
            ImageState::Overdue
            | ImageState::Over
            | ImageState::Replaced
            | ImageState::Unbound
            | ImageState::Fresh,
            _,
        ) => state.word().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::assess;
    use crate::catalogue::Catalogue;
    use crate::checks::Options;
    use crate::intake::{Upload, read_files};

    /// An image of the API: name, build date, replacement frequency, promise, each as JSON.
    fn image(name: &str, [built, frequency, until]: [&str; 3]) -> String {
        let property = |key: &str, value: &str| match value {
            "" => String::new(),
            value => format!(r#", "{key}": "{value}""#),
        };
        format!(
            r#"{{"id": "{name}", "name": "{name}", "visibility": "public", "os_hidden": false, "created_at": null, "x": "y"{}{}{}}}"#,
            property("image_build_date", built),
            property("replace_frequency", frequency),
            property("provided_until", until)
        )
    }

    fn view_at(date: &str, images: &[String]) -> Option<ImageTimelineView> {
        let text = format!(r#"{{"images": [{}]}}"#, images.join(", "));
        let intake = read_files(&[Upload { name: "images.json", bytes: text.as_bytes(), kind: None }]);
        let catalogue = Catalogue::embedded().unwrap();
        let options = Options { now: date.parse().unwrap(), as_listed: false };
        let assessment = assess(&intake.inventory, &catalogue, options);
        image_timeline_view(&assessment, "v5.1", &intake.inventory)
    }

    fn view(images: &[String]) -> ImageTimelineView {
        view_at("2026-11-01", images).unwrap()
    }

    #[test]
    fn states_follow_the_test_case() {
        let cases = [
            // The period is 31 days, and the test case grants a tenth more: 34.1 days.
            (["2026-09-28", "monthly", "2027-06-01"], ImageState::Fresh, "due 2026-11-01"),
            (["2026-09-27", "monthly", "2027-06-01"], ImageState::Overdue, "overdue"),
            (["2026-09-25", "monthly", "2027-06-01"], ImageState::Overdue, "2 days overdue"),
            (["2026-09-26", "monthly", "2027-06-01"], ImageState::Overdue, "1 day overdue"),
            (["2026-01-01", "monthly", ""], ImageState::Overdue, "269 days overdue"),
            (["2026-01-01", "monthly", "2026-11-01"], ImageState::Overdue, "269 days overdue"),
            (["2026-01-01", "monthly", "2026-10-31"], ImageState::Over, "promise over"),
            (["2026-01-01", "monthly", "none"], ImageState::Unbound, "not promised"),
            (["2026-01-01", "monthly", "notice"], ImageState::Unbound, "not promised"),
            (["2026-01-01", "never", "none"], ImageState::Fresh, "never due"),
            (["2026-01-01", "", "none"], ImageState::NotKnown, "due not known"),
            (["2026-01-01", "sometimes", "none"], ImageState::NotKnown, "due not known"),
        ];
        for (times, state, note) in cases {
            let row = view(&[image("Debian-12", times)]).rows.remove(0);
            assert_eq!((row.state, row.note.as_str()), (state, note), "{times:?}");
            assert_eq!(row.late.is_some(), state == ImageState::Overdue);
        }
    }

    #[test]
    fn what_was_not_decided_is_not_known() {
        let image = image("Debian-12", ["2026-01-01", "monthly", "2027-06-01"]);
        let row = view(&[image.replace(r#""created_at": null, "#, "")]).rows.remove(0);
        assert_eq!((row.state, row.note.as_str()), (ImageState::NotKnown, "due 2026-02-04"));
    }

    #[test]
    fn a_fresh_image_replaces_an_old_one() {
        let old = image("Debian 12 2026", ["2026-01-01", "monthly", "2027-06-01"]);
        let rows = view(&[old, image("Debian 12", ["2026-10-25", "monthly", "2027-06-01"])]).rows;
        assert_eq!(
            rows.iter().map(|row| row.state).collect::<Vec<_>>(),
            [ImageState::Replaced, ImageState::Fresh]
        );
        let text = "“Debian 12”: in time. Built: 2026-10-25. Replacement due: 2026-11-28. Promised until: 2027-06-01.";
        assert_eq!(rows[1].text, text);
        assert!(rows[0].built_at < rows[1].built_at && rows[1].built_at < rows[1].due_at.unwrap());
        assert!(rows[1].due_at < rows[1].until_at && !rows[1].runs_on);
    }

    #[test]
    fn faults_come_first_then_the_oldest_and_the_rest_is_counted() {
        let mut images: Vec<String> = (10..28)
            .map(|day| image(&format!("Image-{day}"), [&format!("2026-10-{day}"), "monthly", "2027-06-01"]))
            .rev()
            .collect();
        images.push(image("Late", ["2026-09-01", "monthly", "2027-06-01"]));
        images.push(image("Timeless", ["", "monthly", "2027-06-01"]));
        images.push(image("Old and bound by nothing", ["2020-01-01", "never", "none"]));
        let view = view(&images);
        let names: Vec<_> = view.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names.len(), 14);
        assert_eq!(names[..4], ["Late", "Old and bound by nothing", "Image-10", "Image-11"]);
        assert_eq!(view.rows[0].record, 18);
        assert_eq!(
            view.left_out.as_deref(),
            Some("6 images more are not drawn. 1 image without a build date is not drawn.")
        );
        assert_eq!(view.summary, "Images in time, as of 2026-11-01: 1 overdue, 19 in time, 1 undated.");
    }

    #[test]
    fn absurd_dates_stay_within_the_axis() {
        let images = [
            image("First", ["0001-01-01", "never", "9999-12-31"]),
            image("Last", ["9999-12-31", "yearly", "9999-12-31"]),
            image("Reversed", ["2026-10-20", "monthly", "2025-01-01"]),
            image("Notice", ["2026-10-20", "monthly", "notice"]),
        ];
        let found = view(&images);
        for row in &found.rows {
            let ends = [Some(row.built_at), row.due_at, row.until_at];
            assert!(ends.into_iter().flatten().all(|at| at <= 1000), "{row:?}");
            assert!(row.until_at.is_none_or(|until| until >= row.built_at), "{row:?}");
        }
        let row = |name: &str| found.rows.iter().find(|row| row.name == name).unwrap();
        assert_eq!(
            (row("First").built_at, row("First").until_at, row("First").runs_on),
            (0, Some(1000), true)
        );
        assert_eq!((row("Last").due_at, row("Last").due.as_str()), (None, "an impossible date"));
        assert_eq!(row("Reversed").state, ImageState::Over);
        assert_eq!(row("Reversed").until_at, Some(row("Reversed").built_at));
        assert!(row("Notice").runs_on);
        assert!(found.axis.ticks.len() > 1 && (400..600).contains(&found.axis.now));
        for date in ["0001-01-01", "9999-12-31"] {
            assert!(view_at(date, &images).unwrap().axis.now <= 1000);
        }
    }

    #[test]
    fn long_names_are_cut_in_the_picture_only() {
        let name = "ü".repeat(200);
        let row = view(&[image(&name, ["2026-10-20", "monthly", "none"])]).rows.remove(0);
        assert_eq!(row.name, name);
        assert_eq!((row.note.as_str(), row.label.chars().count()), ("due 2026-11-23", 24));
        assert!(row.label.ends_with('…'));
    }

    #[test]
    fn nothing_to_show() {
        assert_eq!(view_at("2026-11-01", &[]), None);
        let hidden = image("a", ["2026-10-20", "monthly", "none"]).replace("false", "true");
        assert_eq!(view_at("2026-11-01", &[hidden]), None);
        let undated = view(&[image("a", ["", "monthly", "none"])]);
        assert_eq!((undated.rows.len(), undated.left_out.is_some()), (0, true));
    }
}

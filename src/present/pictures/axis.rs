//! An axis of time.

use crate::date::Moment;
use crate::wording::pictures::tick_label;
use serde::{Deserialize, Serialize};
use time::{Date, Month, OffsetDateTime};

const DAY: i64 = 86_400;

/// More marks than this are too many.
const MOST_TICKS: i64 = 6;

/// Distances of marks, in months: months, quarters, halves and numbers of years.
const STEPS: [i64; 10] = [1, 3, 6, 12, 24, 60, 120, 600, 2400, 24_000];

/// An axis of time with its marks. Positions are in thousandths of its length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axis {
    /// Marks at first days of months, ascending; at most seven.
    pub ticks: Vec<Tick>,
    /// Where the reference date is.
    pub now: u16,
    /// The reference date, `YYYY-MM-DD`.
    pub date: String,
}

/// A mark of an axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// Where it is.
    pub at: u16,
    /// The month, or the year where one begins.
    pub label: String,
}

/// What an axis covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    start: i64,
    end: i64,
}

impl Span {
    /// The shortest.
    const LEAST: i64 = 60 * DAY;

    /// Covers the reference date and the moments, as far as these are between the limits, with a margin at both ends.
    pub(super) fn around(now: Moment, moments: impl Iterator<Item = Moment>, limits: (i64, i64)) -> Span {
        // So far from every limit of the numbers that nothing here overflows; 584 million years.
        const FAR: i64 = i64::MAX / 1024;
        let now = now.0.clamp(-FAR, FAR);
        let earliest = limits.0.clamp(-FAR, now);
        let latest = limits.1.clamp(now, FAR);
        let mut span = Span { start: now, end: now };
        for Moment(moment) in moments {
            let moment = moment.clamp(earliest, latest);
            span = Span { start: span.start.min(moment), end: span.end.max(moment) };
        }
        let lacking = (Span::LEAST - span.length()).max(0);
        let margin = lacking / 2 + (span.length() + lacking) / 40;
        Span { start: span.start - margin, end: span.end + margin }
    }

    fn length(self) -> i64 {
        self.end - self.start
    }

    /// Where a moment is, in thousandths; at the near end where it is outside.
    pub(super) fn at(self, moment: Moment) -> u16 {
        let since = moment.0.clamp(self.start, self.end) - self.start;
        // Dividing first keeps the product small; a span is at least some days long.
        u16::try_from((since / (self.length() / 1000).max(1)).min(1000)).unwrap_or(1000)
    }

    /// Whether a moment is after the end.
    pub(super) fn ends_before(self, moment: Moment) -> bool {
        self.end < moment.0
    }

    /// The axis with its marks.
    pub(super) fn axis(self, now: Moment) -> Axis {
        Axis { ticks: self.ticks(), now: self.at(now), date: now.date() }
    }

    /// Marks where months, quarters, halves or numbers of years begin: the finest that are not too many.
    fn ticks(self) -> Vec<Tick> {
        let months = self.length() / (30 * DAY);
        let step = STEPS.into_iter().find(|step| months / step <= MOST_TICKS);
        let (Some(step), Some(first)) = (step, month_of(self.start)) else { return Vec::new() };
        // The month in which the span starts has begun before it.
        let first = (first / step + 1) * step;
        let months = (0..=MOST_TICKS).map(|number| first + number * step);
        let ticks = months.map_while(|number| {
            let (year, month) = (i32::try_from(number.div_euclid(12)).ok()?, number.rem_euclid(12) + 1);
            let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
            let day = Date::from_calendar_date(year, month, 1).ok()?;
            let begins = Moment(day.midnight().assume_utc().unix_timestamp());
            let label = tick_label(year, u8::from(month));
            (begins.0 <= self.end).then(|| Tick { at: self.at(begins), label })
        });
        ticks.collect()
    }
}

/// The number of a month, counted from the year 0.
fn month_of(seconds: i64) -> Option<i64> {
    let date = OffsetDateTime::from_unix_timestamp(seconds).ok()?.date();
    let year = i64::from(date.year());
    (year >= 0).then(|| year * 12 + i64::from(u8::from(date.month())) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn span(from: &str, until: &str) -> Span {
        Span { start: day(from).0, end: day(until).0 }
    }

    #[test]
    fn marks_are_few_and_at_first_days() {
        let cases: [(&str, &str, &[&str]); 8] = [
            ("2026-10-15", "2026-12-15", &["Nov", "Dec"]),
            ("2026-11-01", "2027-02-01", &["Dec", "2027", "Feb"]),
            ("2026-07-20", "2027-01-20", &["Aug", "Sep", "Oct", "Nov", "Dec", "2027"]),
            ("2026-01-20", "2027-02-20", &["Apr", "Jul", "Oct", "2027"]),
            ("2025-01-20", "2026-12-20", &["Jul", "2026", "Jul"]),
            ("2024-12-20", "2028-12-20", &["2025", "2026", "2027", "2028"]),
            ("0001-02-01", "9999-12-31", &[]),
            ("1970-01-02", "2026-12-31", &["1980", "1990", "2000", "2010", "2020"]),
        ];
        for (from, until, labels) in cases {
            let ticks = span(from, until).ticks();
            let found: Vec<_> = ticks.iter().map(|tick| tick.label.as_str()).collect();
            if from == "0001-02-01" {
                assert!((2..=7).contains(&found.len()), "{found:?}");
            } else {
                assert_eq!(found, labels, "{from} to {until}");
            }
            assert!(ticks.windows(2).all(|pair| pair[0].at < pair[1].at));
        }
    }

    #[test]
    fn positions_are_within_the_axis() {
        let span = span("2026-01-01", "2026-01-11");
        let cases = [
            (Moment(i64::MIN), 0),
            (day("2026-01-01"), 0),
            (day("2026-01-06"), 500),
            (day("2026-01-11"), 1000),
            (Moment(day("2026-01-11").0 + 1), 1000),
            (Moment(i64::MAX), 1000),
        ];
        for (moment, at) in cases {
            assert_eq!(span.at(moment), at, "{moment:?}");
        }
        assert!(!span.ends_before(day("2026-01-11")) && span.ends_before(Moment(day("2026-01-11").0 + 1)));
    }

    #[test]
    fn an_axis_covers_the_reference_date_and_what_is_not_too_far() {
        let now = day("2026-11-01");
        let limits = (now.0 - 400 * DAY, now.0 + 100 * DAY);
        let alone = Span::around(now, std::iter::empty(), limits);
        assert_eq!(alone.at(now), 500);
        assert!(alone.length() >= Span::LEAST);
        let far = [i64::MIN, i64::MAX].map(Moment).into_iter();
        let span = Span::around(now, far, limits);
        assert_eq!(span.length(), 500 * DAY + 2 * (500 * DAY / 40));
        assert!(span.at(now) > 700);
        for now in [i64::MIN, -62_135_596_800, 0, 253_402_300_799, i64::MAX].map(Moment) {
            let extremes = [i64::MIN, i64::MAX].map(Moment).into_iter();
            let span = Span::around(now, extremes, (i64::MIN, i64::MAX));
            assert!(span.axis(now).ticks.len() <= 7);
            assert!(span.at(Moment(i64::MIN)) == 0 && span.at(Moment(i64::MAX)) == 1000);
        }
    }
}

//! The versions of the certificate scope over time.

use super::axis::{Axis, Span};
use crate::assessment::Assessment;
use crate::catalogue::{Timeline, Validity};
use crate::date::Moment;
use crate::wording::pictures as words;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// How far before the first and after the last date of the timeline the axis reaches at most, where the reference date
/// is there.
const REACH: i64 = 5 * 366 * 86_400;

/// Scope versions on an axis of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeTimelineView {
    /// What is valid at the reference date, in a sentence.
    pub summary: String,
    /// The versions, newest first.
    pub rows: Vec<ScopeRow>,
    /// The axis.
    pub axis: Axis,
}

/// A scope version on the axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeRow {
    /// `v5.1`.
    pub id: Rc<str>,
    /// Its verdicts are shown.
    pub is_chosen: bool,
    /// What it is worth at the reference date; `None` before it was first listed.
    pub now: Option<Validity>,
    /// The same in a word.
    pub note: String,
    /// Its periods, ascending, without gaps; the last one goes on.
    pub segments: Vec<ScopeSegment>,
    /// All of it in a sentence.
    pub text: String,
}

/// A period in which a version keeps its validity. Positions are in thousandths of the axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeSegment {
    /// What the version is worth.
    pub validity: Validity,
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// Where it begins.
    pub start: u16,
    /// Where it ends.
    pub end: u16,
}

/// Shows the timeline, with the version that is chosen.
pub fn scope_timeline_view(assessment: &Assessment<'_>, version: &str) -> ScopeTimelineView {
    let now = assessment.options.now;
    let timeline = &assessment.catalogue.timeline;
    let (first, last) = (timeline.dates().next().unwrap_or(now), timeline.dates().last().unwrap_or(now));
    // The reference date may be absurd; the timeline is not.
    let near = Moment(now.0.clamp(first.0.saturating_sub(REACH), last.0.saturating_add(REACH)));
    let span = Span::around(near, timeline.dates(), (first.0, last.0));
    let versions = assessment.catalogue.versions.iter().rev();
    let rows: Vec<ScopeRow> = versions.map(|known| row(&known.id, version, timeline, span, now)).collect();
    let states = rows.iter().map(|row| (row.id.as_ref(), row.note.as_str())).collect::<Vec<_>>();
    ScopeTimelineView {
        summary: words::scope_timeline_text(&now.date(), version, &states),
        rows,
        axis: span.axis(now),
    }
}

fn row(id: &str, chosen: &str, timeline: &Timeline, span: Span, now: Moment) -> ScopeRow {
    let periods = periods(id, timeline);
    let ends = periods.iter().skip(1).map(|(from, _)| span.at(*from)).chain([1000]);
    let segments = periods.iter().zip(ends).map(|(&(from, validity), end)| ScopeSegment {
        validity,
        from: from.date(),
        start: span.at(from),
        end,
    });
    let segments: Vec<ScopeSegment> = segments.collect();
    let valid_now = periods.iter().rev().find(|(from, _)| *from <= now).map(|(_, validity)| *validity);
    let words_of = |segment: &ScopeSegment| (segment.validity, segment.from.clone());
    ScopeRow {
        id: id.into(),
        is_chosen: id == chosen,
        now: valid_now,
        note: valid_now.map_or(words::NOT_YET_LISTED, Validity::name).to_owned(),
        text: words::scope_row_text(id, &segments.iter().map(words_of).collect::<Vec<_>>()),
        segments,
    }
}

/// When a version's validity changes and to what, from when it is first listed. A version that is not listed any more is
/// deprecated.
fn periods(id: &str, timeline: &Timeline) -> Vec<(Moment, Validity)> {
    let mut periods: Vec<(Moment, Validity)> = Vec::new();
    for (from, listed) in timeline.entries() {
        let validity = listed.iter().find(|(version, _)| **version == *id).map(|(_, validity)| *validity);
        let validity = validity.or((!periods.is_empty()).then_some(Validity::Deprecated));
        if let Some(validity) = validity
            && periods.last().is_none_or(|(_, before)| *before != validity)
        {
            periods.push((from, validity));
        }
    }
    periods
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::assess;
    use crate::catalogue::Catalogue;
    use crate::checks::Options;
    use crate::inventory::Inventory;
    use Validity::{Deprecated, Draft, Effective, Warn};

    fn view(date: &str, version: &str) -> ScopeTimelineView {
        let catalogue = Catalogue::embedded().unwrap();
        let options = Options { now: date.parse().unwrap(), as_listed: false };
        scope_timeline_view(&assess(&Inventory::default(), &catalogue, options), version)
    }

    #[test]
    fn versions_have_the_periods_of_the_official_timeline() {
        let view = view("2026-11-01", "v5.1");
        let found: Vec<_> = view
            .rows
            .iter()
            .map(|row| {
                let periods = row.segments.iter().map(|segment| (segment.validity, segment.from.as_str()));
                (&*row.id, row.is_chosen, row.now, periods.collect::<Vec<_>>())
            })
            .collect();
        let v4 = vec![(Effective, "2024-12-19"), (Warn, "2025-02-01"), (Deprecated, "2025-07-01")];
        let expected = [
            ("next", false, Some(Draft), vec![(Draft, "2025-09-09")]),
            ("v5.1", true, Some(Effective), vec![(Effective, "2024-12-19")]),
            ("v4", false, Some(Deprecated), v4),
            ("v3", false, Some(Deprecated), vec![(Deprecated, "2024-12-19")]),
        ];
        assert_eq!(found, expected);
        assert_eq!(
            view.rows[2].text,
            "v4: effective from 2024-12-19, warn from 2025-02-01 then deprecated from 2025-07-01."
        );
        assert_eq!(
            view.summary,
            "Scope versions, as of 2026-11-01: next draft, v5.1 effective, v4 deprecated, v3 deprecated. v5.1 is chosen."
        );
        for row in &view.rows {
            assert!(row.segments.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert_eq!(row.segments.last().unwrap().end, 1000);
        }
    }

    #[test]
    fn a_version_counts_only_from_when_it_is_listed() {
        let cases = [
            ("2024-12-18", "v5.1", None, "not yet listed"),
            ("2024-12-19", "v5.1", Some(Effective), "effective"),
            ("2025-06-30", "v4", Some(Warn), "warn"),
            ("2025-09-08", "next", None, "not yet listed"),
            ("2025-09-09", "next", Some(Draft), "draft"),
        ];
        for (date, version, now, note) in cases {
            let row = view(date, version).rows.into_iter().find(|row| row.is_chosen).unwrap();
            assert_eq!((row.now, row.note.as_str()), (now, note), "{version} at {date}");
        }
        assert!(view("2026-11-01", "v99").rows.iter().all(|row| !row.is_chosen));
    }

    #[test]
    fn absurd_dates_stay_at_the_ends() {
        for (date, at) in [("0001-01-01", 0), ("9999-12-31", 1000)] {
            let view = view(date, "v4");
            assert_eq!((view.axis.now, view.axis.date.as_str()), (at, date));
            let segment = &view.rows[2].segments[1];
            assert!(segment.start < segment.end, "{segment:?}");
        }
    }
}

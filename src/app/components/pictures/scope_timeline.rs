//! The versions of the certificate scope over time.

use super::time_axis::{BOTTOM, TOP, marks, now_line, reference, width, x};
use super::{as_table, legend_entry};
use crate::catalogue::Validity;
use crate::present::{ScopeRow, ScopeTimelineView};
use crate::wording::pictures as words;
use std::rc::Rc;
use yew::prelude::*;

/// The height of a row.
const HEIGHT: usize = 32;

/// The validities in the order of the legend.
const VALIDITIES: [Validity; 4] =
    [Validity::Draft, Validity::Effective, Validity::Warn, Validity::Deprecated];

/// Scope versions on an axis of time: a figure with drawing, legend and table. `on_pick` is given a version.
pub fn scope_timeline(view: &ScopeTimelineView, on_pick: &Callback<Rc<str>>) -> Html {
    let end = TOP + HEIGHT * view.rows.len();
    let rows = view
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| row_group(row, TOP + HEIGHT * at, view.axis.now, on_pick));
    let legend =
        VALIDITIES.into_iter().map(|validity| legend_entry(bar(validity, -8, 0, 16), validity.name()));
    html! {
        <figure class="pic">
            <svg class="pic-drawing" viewBox={format!("0 0 320 {}", end + BOTTOM)} role="img" aria-label={view.summary.clone()}>
                {marks(&view.axis, end)}
                { for rows }
                {reference(&view.axis, end)}
            </svg>
            <figcaption><ul class="pic-legend">{ for legend }</ul></figcaption>
            {table(view, on_pick)}
        </figure>
    }
}

/// A version: its name and what it is worth now, and below them its periods.
fn row_group(row: &ScopeRow, y: usize, now: u16, on_pick: &Callback<Rc<str>>) -> Html {
    let segments = row.segments.iter().map(|segment| {
        let length = width(segment.end.saturating_sub(segment.start));
        bar(segment.validity, x(segment.start).into(), 23, length)
    });
    html! {
        <g class={classes!("pic-pick", row.is_chosen.then_some("pic-chosen"))} transform={format!("translate(0 {y})")} onclick={pick(row, on_pick)}>
            <title>{row.text.clone()}</title>
            <rect class="pic-reach" x="1" y="1" width="318" height={(HEIGHT - 2).to_string()} rx="6" />
            { for segments }
            {now_line(now, HEIGHT)}
            <svg x="6" width="200" height="16">
                <text class="pic-name" x="2" y="12">{&*row.id}{if row.is_chosen { " ✓" } else { "" }}</text>
            </svg>
            <text class="pic-label pic-end" x="312" y="12">{&row.note}</text>
        </g>
    }
}

/// A period. `y`: its middle. Each validity has a height or an outline of its own.
fn bar(validity: Validity, x: i32, y: i32, length: u16) -> Html {
    let (class, height) = match validity {
        Validity::Effective => ("pic-effective", 8),
        Validity::Warn => ("pic-warn", 8),
        Validity::Draft => ("pic-draft", 7),
        Validity::Deprecated => ("pic-deprecated", 2),
    };
    let top = y - height / 2;
    html! { <rect {class} x={x.to_string()} y={top.to_string()} width={length.to_string()} height={height.to_string()} /> }
}

fn pick(row: &ScopeRow, on_pick: &Callback<Rc<str>>) -> Callback<MouseEvent> {
    let id = Rc::clone(&row.id);
    on_pick.reform(move |_| Rc::clone(&id))
}

fn table(view: &ScopeTimelineView, on_pick: &Callback<Rc<str>>) -> Html {
    let columns = [words::VERSION, words::STATE, words::PERIODS];
    let rows = view.rows.iter().map(|row| {
        let periods = row.segments.iter().map(|segment| {
            html! { <li>{segment.validity.name()}{" "}{words::FROM}{" "}{&segment.from}</li> }
        });
        html! {
            <tr>
                <th scope="row">
                    <button type="button" class="link" onclick={pick(row, on_pick)}>{&*row.id}</button>
                    if row.is_chosen {
                        {" ("}{words::CHOSEN}{")"}
                    }
                </th>
                <td>{&row.note}</td>
                <td><ul>{ for periods }</ul></td>
            </tr>
        }
    });
    as_table(words::SCOPE_TIMELINE, &columns, rows.collect())
}

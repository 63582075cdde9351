//! Images in time.

use super::time_axis::{BOTTOM, TOP, marks, now_line, reference, width, x};
use super::{as_table, legend_entry};
use crate::present::{ImageRow, ImageState, ImageTimelineView};
use crate::wording::pictures as words;
use yew::prelude::*;

/// The height of a row.
const HEIGHT: usize = 32;

/// Room for a letter of a note.
const LETTER: usize = 8;

/// Images on an axis of time: a figure with drawing, legend and table. `on_pick` is given the index of an image in its
/// list.
pub fn image_timeline(view: &ImageTimelineView, on_pick: &Callback<usize>) -> Html {
    let end = TOP + HEIGHT * view.rows.len();
    let rows = view
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| row_group(row, TOP + HEIGHT * at, view.axis.now, on_pick));
    html! {
        <figure class="pic">
            if !view.rows.is_empty() {
                <svg class="pic-drawing" viewBox={format!("0 0 320 {}", end + BOTTOM)} role="img" aria-label={view.summary.clone()}>
                    {marks(&view.axis, end)}
                    { for rows }
                    {reference(&view.axis, end)}
                </svg>
            }
            <figcaption>
                if !view.rows.is_empty() {
                    <ul class="pic-legend">
                        {legend_entry(shape(ImageState::Fresh), words::LEGEND_BUILT)}
                        {legend_entry(shape(ImageState::Overdue), words::LEGEND_OVERDUE)}
                        {legend_entry(shape(ImageState::Replaced), words::LEGEND_OTHER)}
                        {legend_entry(html! { <path class="pic-due" d="M0 -6v12" /> }, words::LEGEND_DUE)}
                        {legend_entry(html! { <rect class="pic-promise" x="-8" y="-3" width="16" height="6" rx="3" /> }, words::LEGEND_PROMISE)}
                        {legend_entry(html! { <rect class="pic-late" x="-8" y="-3" width="16" height="6" /> }, words::LEGEND_LATE)}
                    </ul>
                }
                if let Some(left_out) = &view.left_out {
                    <p>{left_out}</p>
                }
            </figcaption>
            if !view.rows.is_empty() {
                {table(view, on_pick)}
            }
        </figure>
    }
}

/// An image: its name and note, and below them its times.
fn row_group(row: &ImageRow, y: usize, now: u16, on_pick: &Callback<usize>) -> Html {
    let onclick = pick(row, on_pick);
    let built = x(row.built_at);
    let promise = row.until_at.map(|until| width(until.saturating_sub(row.built_at)));
    html! {
        <g class="pic-pick" transform={format!("translate(0 {y})")} {onclick}>
            <title>{row.text.clone()}</title>
            <rect class="pic-reach" width="320" height={HEIGHT.to_string()} />
            if let Some(promise) = promise {
                <rect class="pic-promise" x={built.to_string()} y="20" width={promise.to_string()} height="6" rx="3" />
            }
            if row.runs_on {
                <path class="pic-on" d="M308 18l5 5l-5 5" />
            }
            if let Some((from, until)) = row.late {
                <rect class="pic-late" x={x(from).to_string()} y="20" width={width(until.saturating_sub(from)).to_string()} height="6" />
            }
            if let Some(due) = row.due_at {
                <path class="pic-due" d={format!("M{} 17v12", x(due))} />
            }
            <g transform={format!("translate({built} 23)")}>{shape(row.state)}</g>
            {now_line(now, HEIGHT)}
            <svg x="6" width={(300_usize.saturating_sub(LETTER * row.note.len())).to_string()} height="16">
                <text class="pic-name" x="2" y="12">{&row.label}</text>
            </svg>
            <text class={classes!("pic-label", "pic-end", (row.state == ImageState::Overdue).then_some("pic-bad"))} x="312" y="12">{&row.note}</text>
        </g>
    }
}

/// What marks the build of an image in that state, around the origin.
fn shape(state: ImageState) -> Html {
    match state {
        ImageState::Fresh => html! { <circle class="pic-there" r="4.500" /> },
        ImageState::Overdue => {
            html! { <rect class="pic-wrong" x="-4.500" y="-4.500" width="9" height="9" rx="1" /> }
        }
        ImageState::Over | ImageState::NotKnown | ImageState::Replaced | ImageState::Unbound => {
            html! { <path class="pic-open" d="M0 -5.500l5.500 5.500l-5.500 5.500l-5.500 -5.500z" /> }
        }
    }
}

fn pick(row: &ImageRow, on_pick: &Callback<usize>) -> Callback<MouseEvent> {
    let record = row.record;
    on_pick.reform(move |_| record)
}

fn table(view: &ImageTimelineView, on_pick: &Callback<usize>) -> Html {
    let columns = [words::IMAGE, words::STATE, words::DUE, words::UNTIL, words::BUILT];
    let rows = view.rows.iter().map(|row| {
        html! {
            <tr>
                <th scope="row"><button type="button" class="link" onclick={pick(row, on_pick)}><bdi>{&row.name}</bdi></button></th>
                <td>{row.state.word()}</td>
                <td>{&row.due}</td>
                <td>{&row.until}</td>
                <td>{&row.built}</td>
            </tr>
        }
    });
    as_table(words::IMAGE_TIMELINE, &columns, rows.collect())
}

//! What drawings on an axis of time have in common.

use crate::present::Axis;
use yew::prelude::*;

/// The margin beside the axis, and its length: together with another margin, 320 units.
const LEFT: u16 = 8;
const LENGTH: u32 = 304;

/// Where the rows begin, below the labels of the marks.
pub(super) const TOP: usize = 24;

/// The height of what stands below the rows.
pub(super) const BOTTOM: usize = 20;

/// Where a position in thousandths is drawn.
pub(super) fn x(at: u16) -> u16 {
    LEFT + width(at)
}

/// How long so many thousandths are drawn.
pub(super) fn width(thousandths: u16) -> u16 {
    u16::try_from(u32::from(thousandths) * LENGTH / 1000).unwrap_or_default()
}

/// The side of a point on which its label has room. `reach`: half of the label's length in thousandths.
fn anchor(at: u16, reach: u16) -> &'static str {
    if at < reach {
        "pic-label pic-start"
    } else if at > 1000 - reach {
        "pic-label pic-end"
    } else {
        "pic-label pic-middle"
    }
}

/// The marks with their labels, behind the rows, which end at `end`.
pub(super) fn marks(axis: &Axis, end: usize) -> Html {
    let ticks = axis.ticks.iter().map(|tick| {
        let at = x(tick.at).to_string();
        html! {<>
            <line class="pic-tick" x1={at.clone()} y1="18" x2={at.clone()} y2={end.to_string()} />
            <text class={anchor(tick.at, 40)} x={at} y="12">{&tick.label}</text>
        </>}
    });
    ticks.collect()
}

/// The reference date in a row: before its drawings and behind its words.
pub(super) fn now_line(now: u16, height: usize) -> Html {
    let at = x(now).to_string();
    html! { <line class="pic-now" x1={at.clone()} y1="0" x2={at} y2={height.to_string()} /> }
}

/// The label of the reference date, below the rows, which end at `end`.
pub(super) fn reference(axis: &Axis, end: usize) -> Html {
    html! {
        <text class={classes!(anchor(axis.now, 120), "pic-now-label")} x={x(axis.now).to_string()} y={(end + 14).to_string()}>{&axis.date}</text>
    }
}

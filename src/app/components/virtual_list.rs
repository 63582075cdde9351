//! A table of any length, of which the rows in view are there.

use crate::app::browser::layout;
use crate::app::window::LongList;
use std::ops::Range;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What [`VirtualTable`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct VirtualTableProps {
    /// The name of the table and of the region that scrolls it.
    pub label: AttrValue,
    /// A class of the table.
    #[prop_or_default]
    pub class: Classes,
    /// The cells of the head.
    pub head: Html,
    /// How many columns there are.
    pub columns: usize,
    /// How many rows there are.
    pub total: usize,
    /// Which of them are here.
    pub start: usize,
    /// The cells of these.
    pub rows: Vec<Html>,
    /// What the rows depend on: when it changes, the table starts at its first row again.
    pub of: AttrValue,
    /// Is asked for other rows, by position.
    pub on_range: Callback<Range<usize>>,
}

/// What a frame needs to know of the last drawing.
#[derive(Clone, PartialEq)]
struct Drawn {
    total: usize,
    rows: Range<usize>,
    on_range: Callback<Range<usize>>,
}

/// A region that scrolls, also by the keyboard, with a native table in it. Between the head and the rows, and below them,
/// a row without content takes the room of the rows that are not there.
///
/// It is a table, and not a list of blocks with roles: so screen readers and copying know rows, heads and columns without
/// our doing, and only the position of each row among all has to be said. Its columns have fixed widths, or they would
/// change with the rows. All rows have the height that the style sheet gives the class `virtual-row`; it is measured.
#[component]
pub fn VirtualTable(props: &VirtualTableProps) -> Html {
    let region = use_node_ref();
    let whole = use_node_ref();
    let above = use_node_ref();
    let below = use_node_ref();
    let asked = use_mut_ref(|| 0..0);
    let last = use_mut_ref(|| 0..0);
    let is_frame_due = use_mut_ref(|| false);
    let rows = props.start..props.start.saturating_add(props.rows.len());
    let now = Drawn { total: props.total, rows: rows.clone(), on_range: props.on_range.clone() };
    let drawn = use_mut_ref(|| now.clone());
    drawn.replace(now);
    // Other rows came than those that were asked for last: these may be wanted again.
    if last.replace(rows.clone()) != rows {
        asked.replace(0..0);
    }

    {
        let (region, asked) = (region.clone(), asked.clone());
        use_effect_with(props.of.clone(), move |_| {
            if let Some(region) = region.cast::<Element>() {
                layout::scroll_to_top(&region);
            }
            asked.replace(0..0);
        });
    }
    let look = {
        let spaces = [&whole, &above, &below].map(Clone::clone);
        let region = region.clone();
        move || {
            let now = drawn.borrow().clone();
            if let Some(wanted) = lay_out(&now, &region, &spaces)
                && *asked.borrow() != wanted
            {
                asked.replace(wanted.clone());
                now.on_range.emit(wanted);
            }
        }
    };
    {
        let look = look.clone();
        use_effect(look);
    }
    let onscroll = Callback::from(move |_: Event| {
        if !is_frame_due.replace(true) {
            let (look, is_frame_due) = (look.clone(), is_frame_due.clone());
            layout::at_next_frame(move || {
                is_frame_due.replace(false);
                look();
            });
        }
    });
    let space = |space: &NodeRef| {
        html! {
            <tr class="virtual-space" aria-hidden="true"><td ref={space} colspan={props.columns.to_string()} /></tr>
        }
    };
    let cells = props.rows.iter().zip(rows).map(|(cells, at)| {
        // The head is the first row.
        html! { <tr key={at} class="virtual-row" aria-rowindex={(at + 2).to_string()}>{cells.clone()}</tr> }
    });
    html! {
        <div ref={region} class="virtual" tabindex="0" role="region" aria-label={&props.label} {onscroll}>
            <div ref={whole}><table class={props.class.clone()} aria-label={&props.label} aria-rowcount={(props.total + 1).to_string()}>
                <thead><tr aria-rowindex="1">{props.head.clone()}</tr></thead>
                <tbody>{space(&above)}</tbody>
                <tbody>{ for cells }</tbody>
                <tbody>{space(&below)}</tbody>
            </table></div>
        </div>
    }
}

/// Gives the rows that are not there their room. Returns the rows that are wanted, if they are not all there.
///
/// The whole has its height, too: between new rows and their room the table may be less high than it will be, and at its
/// end the browser would scroll back.
fn lay_out(drawn: &Drawn, region: &NodeRef, [whole, above, below]: &[NodeRef; 3]) -> Option<Range<usize>> {
    let region = region.cast::<Element>()?;
    let (view, scroll) = layout::view_and_scroll(&region);
    let row = layout::height_of_first(&region, ".virtual-row");
    if row == 0 {
        // There are no rows, or the page is not shown.
        return None;
    }
    let list = LongList { rows: drawn.total, row, view };
    let (before, behind) = list.around(&drawn.rows, scroll);
    let all = list.height().saturating_add(layout::height_of_first(&region, "thead"));
    for (space, height) in [(whole, all), (above, before), (below, behind)] {
        layout::set_height(&space.cast::<HtmlElement>()?, height);
    }
    let wanted = list.wanted(scroll);
    let is_there = drawn.rows.start <= wanted.start && wanted.end <= drawn.rows.end;
    (!is_there).then_some(wanted)
}

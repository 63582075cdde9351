//! The standard flavors by vCPUs and RAM.

use super::{as_table, legend_entry};
use crate::present::{FlavorCell, FlavorGridView, FlavorMark, FlavorState};
use crate::wording::pictures as words;
use std::rc::Rc;
use yew::prelude::*;

/// Where the first column and row begin, and how large a cell is.
const LEFT: usize = 30;
const TOP: usize = 36;
const WIDTH: usize = 36;
const HEIGHT: usize = 40;

/// More of them are not counted out in a cell.
const MOST_OTHERS: usize = 99;

/// The grid: a figure with drawing, legend and table. `on_pick` is given the test case of a flavor.
pub fn flavor_grid(view: &FlavorGridView, on_pick: &Callback<Rc<str>>) -> Html {
    let (width, height) = (LEFT + WIDTH * view.ram_gib.len() + 2, TOP + HEIGHT * view.vcpus.len() + 2);
    let columns = view.ram_gib.iter().enumerate().map(|(at, gib)| {
        let x = LEFT + WIDTH * at + WIDTH / 2;
        html! { <text class="pic-label pic-middle" x={x.to_string()} y="30">{gib}</text> }
    });
    let rows = view.vcpus.iter().enumerate().map(|(at, vcpus)| {
        let y = TOP + HEIGHT * at + HEIGHT / 2 + 4;
        html! { <text class="pic-label pic-end" x="22" y={y.to_string()}>{*vcpus}</text> }
    });
    html! {
        <figure class="pic">
            <svg class="pic-drawing" viewBox={format!("0 0 {width} {height}")} role="img" aria-label={view.summary.clone()}>
                <text class="pic-label" x="0" y="30">{words::VCPUS}</text>
                <text class="pic-label" x={LEFT.to_string()} y="12">{words::RAM_GIB}{" →"}</text>
                { for columns }
                { for rows }
                { for view.cells.iter().map(|cell| cell_group(cell, on_pick)) }
            </svg>
            <figcaption>
                <ul class="pic-legend">
                    {legend_entry(shape(FlavorState::Present, true), words::FLAVOR_PRESENT)}
                    {legend_entry(shape(FlavorState::Wrong, true), words::FLAVOR_WRONG)}
                    {legend_entry(shape(FlavorState::Missing, true), words::FLAVOR_MISSING)}
                    {legend_entry(shape(FlavorState::Missing, false), words::FLAVOR_ADVISED)}
                    {legend_entry(shape(FlavorState::Open, true), words::FLAVOR_OPEN)}
                    {legend_entry(shape(FlavorState::Present, false), words::FLAVOR_SMALL)}
                    {legend_entry(html! { <circle class="pic-other" r="2.500" /> }, words::FLAVOR_OTHERS)}
                </ul>
                if let Some(elsewhere) = &view.elsewhere {
                    <p>{elsewhere}</p>
                }
            </figcaption>
            {table(view, on_pick)}
        </figure>
    }
}

/// A point of the grid: mandatory flavors above, recommended and other flavors below.
fn cell_group(cell: &FlavorCell, on_pick: &Callback<Rc<str>>) -> Html {
    let (x, y) = (LEFT + WIDTH * cell.column, TOP + HEIGHT * cell.row);
    let (mandatory, recommended): (Vec<_>, Vec<_>) = cell.flavors.iter().partition(|mark| mark.is_mandatory);
    let others = match cell.others {
        0 | 1 => String::new(),
        others if others > MOST_OTHERS => format!("{MOST_OTHERS}+"),
        others => others.to_string(),
    };
    // Alone, they stand in the middle; else what is below is put side by side, around the middle.
    let is_alone = cell.flavors.is_empty();
    let below = if is_alone { HEIGHT / 2 } else { 30 };
    let others_width = if cell.others == 0 { 0 } else { 7 + 7 * others.len() };
    let pitch = 12.min((WIDTH - 4).saturating_sub(others_width) / recommended.len().max(1));
    let start = (WIDTH.saturating_sub(pitch * recommended.len() + others_width)) / 2;
    let others_at = start + pitch * recommended.len() + 3;
    html! {
        <g transform={format!("translate({x} {y})")}>
            if !is_alone {
                <rect class="pic-tile" x="1" y="1" width={(WIDTH - 2).to_string()} height={(HEIGHT - 2).to_string()} rx="6" />
            }
            { for spread(&mandatory, 16, WIDTH / 2, 13, on_pick) }
            { for spread(&recommended, pitch, start + pitch * recommended.len() / 2, 30, on_pick) }
            if let Some(text) = &cell.others_text {
                <g>
                    <title>{text}</title>
                    <circle class="pic-other" cx={others_at.to_string()} cy={below.to_string()} r="2.500" />
                    <text class="pic-label" x={(others_at + 4).to_string()} y={(below + 4).to_string()}>{others}</text>
                </g>
            }
        </g>
    }
}

/// Marks side by side around a point of a cell, at most so far apart that they stay within it.
fn spread(
    marks: &[&FlavorMark],
    pitch: usize,
    middle: usize,
    y: usize,
    on_pick: &Callback<Rc<str>>,
) -> Vec<Html> {
    let pitch = pitch.min(WIDTH / marks.len().max(1));
    let start = (2 * middle + pitch).saturating_sub(pitch * marks.len());
    let marks = marks.iter().enumerate().map(|(at, mark)| {
        let onclick = {
            let testcase = Rc::clone(&mark.testcase);
            on_pick.reform(move |_: MouseEvent| Rc::clone(&testcase))
        };
        // Twice the place is a whole number.
        let x = start + 2 * pitch * at;
        let half = if x % 2 == 1 { ".5" } else { "" };
        html! {
            <g class="pic-pick" transform={format!("translate({}{half} {y})", x / 2)} {onclick}>
                <title>{mark.text.clone()}</title>
                <circle class="pic-reach" r="8" />
                {shape(mark.state, mark.is_mandatory)}
            </g>
        }
    });
    marks.collect()
}

/// The shape of a state around the origin; what is only recommended is smaller.
fn shape(state: FlavorState, is_mandatory: bool) -> Html {
    match (state, is_mandatory) {
        (FlavorState::Present, true) => html! { <circle class="pic-there" r="7" /> },
        (FlavorState::Present, false) => html! { <circle class="pic-there" r="4.500" /> },
        (FlavorState::Wrong, true) => html! {<>
            <rect class="pic-wrong" x="-6.500" y="-6.500" width="13" height="13" rx="1" />
            <path class="pic-cut" d="M-3 -3l6 6M3 -3l-6 6" />
        </>},
        (FlavorState::Wrong, false) => html! {<>
            <rect class="pic-wrong-advised" x="-4.500" y="-4.500" width="9" height="9" rx="1" />
            <path class="pic-cut" d="M-2 -2l4 4M2 -2l-4 4" />
        </>},
        (FlavorState::Missing, true) => html! { <circle class="pic-missing" r="6.200" /> },
        (FlavorState::Missing, false) => html! { <circle class="pic-advised" r="4" /> },
        (FlavorState::Open, true) => html! { <path class="pic-open" d="M0 -7l7 7l-7 7l-7 -7z" /> },
        (FlavorState::Open, false) => html! { <path class="pic-open" d="M0 -5l5 5l-5 5l-5 -5z" /> },
    }
}

fn table(view: &FlavorGridView, on_pick: &Callback<Rc<str>>) -> Html {
    let columns = [words::FLAVOR, words::STATE, words::DEMAND, words::VCPUS, words::RAM_GIB, words::DISK_GB];
    let rows = view.cells.iter().flat_map(|cell| {
        let (vcpus, gib) = (view.vcpus.get(cell.row).copied(), view.ram_gib.get(cell.column).cloned());
        let flavors = cell.flavors.iter().map(move |mark| {
            let onclick = {
                let testcase = Rc::clone(&mark.testcase);
                on_pick.reform(move |_: MouseEvent| Rc::clone(&testcase))
            };
            html! {
                <tr>
                    <th scope="row"><button type="button" class="link" {onclick}>{&*mark.name}</button></th>
                    <td>
                        {mark.state.word()}
                        if let Some(near) = &mark.near {
                            {"; "}{words::NEAR}{": "}<bdi>{near}</bdi>
                        }
                    </td>
                    <td>{if mark.is_mandatory { words::MANDATORY } else { words::RECOMMENDED }}</td>
                    <td>{vcpus}</td>
                    <td>{gib.clone()}</td>
                    <td>{mark.disk_gb}</td>
                </tr>
            }
        });
        let others = cell.others_text.iter().map(|text| html! { <tr><td colspan="6">{text}</td></tr> });
        flavors.chain(others)
    });
    as_table(words::FLAVOR_GRID, &columns, rows.collect())
}

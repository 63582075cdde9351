//! Pictures: drawings of the host's numbers, each with its words and a table of the same facts.
//!
//! A picture is a figure without a heading, which the caller gives. Shapes differ, not only colours. Drawings are 320
//! units wide, to be shown at 300 to 400 CSS pixels, so that text of 12 units stays readable.

mod flavor_grid;
mod image_timeline;
mod scope_timeline;
mod standard_shares;
mod time_axis;

pub use flavor_grid::flavor_grid;
pub use image_timeline::image_timeline;
pub use scope_timeline::scope_timeline;
pub use standard_shares::standard_shares;

use super::Folded;
use crate::wording::pictures as words;
use yew::prelude::*;

/// An entry of a legend: a shape, drawn around the middle of 16 × 16 units, and its word.
fn legend_entry(shape: Html, word: &'static str) -> Html {
    html! { <li><svg class="pic-key" viewBox="-8 -8 16 16" aria-hidden="true">{shape}</svg>{word}</li> }
}

/// The facts of a picture as a table that opens. `name`: what the picture shows.
fn as_table(name: &'static str, columns: &[&'static str], rows: Html) -> Html {
    html! {
        <Folded class="pic-table" summary={html! { <>{words::AS_TABLE}<span class="unseen">{": "}{name}</span></> }}>
            <div class="pic-scroll" role="region" aria-label={name} tabindex="0">
                <table>
                    <thead><tr>{ for columns.iter().map(|column| html! { <th scope="col">{*column}</th> }) }</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Folded>
    }
}

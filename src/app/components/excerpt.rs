//! Lines of a file around a place.

use crate::wording::page as texts;
use yew::prelude::*;

/// Lines with their numbers, from that of the first; a group that can be scrolled by the keyboard.
pub fn excerpt(first: usize, text: &str) -> Html {
    let lines = text.lines().zip(first..).map(|(line, number)| {
        html! {
            <span class="excerpt-line"><span class="excerpt-number">{number}</span><bdi>{line.to_owned()}</bdi>{"\n"}</span>
        }
    });
    html! {
        <pre class="excerpt" tabindex="0" role="group" aria-label={texts::EXCERPT}>{ for lines }</pre>
    }
}

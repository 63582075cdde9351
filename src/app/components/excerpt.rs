//! Lines of a file around a place.

use crate::app::texts;
use yew::prelude::*;

/// What [`Excerpt`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ExcerptProps {
    /// The number of the first line, and the lines.
    pub lines: (usize, String),
}

/// Lines with their numbers, in a region of its own that can be scrolled by the keyboard.
#[component]
pub fn Excerpt(props: &ExcerptProps) -> Html {
    let (first, text) = &props.lines;
    let lines = text.lines().zip(*first..).map(|(line, number)| {
        html! { <span class="excerpt-line"><span class="excerpt-number">{number}</span><bdi>{line.to_owned()}</bdi>{"\n"}</span> }
    });
    html! {
        <pre class="excerpt" tabindex="0" role="group" aria-label={texts::EXCERPT}>{ for lines }</pre>
    }
}

//! Example clouds.

use crate::app::browser::samples;
use crate::app::components::Icon;
use crate::app::state::Action;
use crate::wording::page as texts;
use yew::prelude::*;

/// A button for each example cloud.
pub fn examples(act: &Callback<Action>) -> Html {
    let buttons = texts::EXAMPLES.into_iter().map(|example| {
        let act = act.clone();
        let onclick = Callback::from(move |_: MouseEvent| samples::take(example, &act));
        html! {
            <button type="button" class="example" {onclick}>
                <span class="example-title">{example.title}</span>
                <span class="example-text">{example.text}</span>
                {Icon::Chevron.draw()}
            </button>
        }
    });
    html! {
        <section class="examples" aria-labelledby="examples">
            <h2 id="examples">{texts::EXAMPLES_TITLE}</h2>
            <p>{texts::EXAMPLES_TEXT}</p>
            { for buttons }
        </section>
    }
}

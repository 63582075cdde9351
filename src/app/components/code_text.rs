//! A sentence with code-like words.

use yew::prelude::*;

/// A text whose words between backticks are shown as code.
pub fn code_text(text: &str) -> Html {
    let parts = text.split('`').enumerate();
    parts
        .map(|(index, part)| {
            let part = part.to_owned();
            if index % 2 == 1 {
                html! { <code>{part}</code> }
            } else {
                html! { part }
            }
        })
        .collect()
}

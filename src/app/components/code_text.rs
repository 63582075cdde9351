//! A sentence with code-like words.

use yew::prelude::*;

/// What [`CodeText`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct CodeTextProps {
    /// The text; what stands between backticks is code.
    pub text: AttrValue,
}

/// A text whose words between backticks are shown as code.
#[component]
pub fn CodeText(props: &CodeTextProps) -> Html {
    let parts = props.text.split('`').enumerate();
    parts
        .map(|(index, part)| {
            if index % 2 == 1 {
                html! { <code>{part}</code> }
            } else {
                html! { part }
            }
        })
        .collect()
}

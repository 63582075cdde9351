//! A command to be typed elsewhere.

use super::CopyButton;
use yew::prelude::*;

/// What [`Command`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct CommandProps {
    /// The command.
    pub command: AttrValue,
    /// What it is for; part of the button's name.
    pub label: AttrValue,
}

/// A command with a button that copies it.
#[component]
pub fn Command(props: &CommandProps) -> Html {
    html! {
        <div class="command">
            <pre class="command-text"><code>{&props.command}</code></pre>
            <CopyButton text={&props.command} label={&props.label} />
        </div>
    }
}

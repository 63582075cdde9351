//! A command to be typed elsewhere.

use super::CopyButton;
use yew::prelude::*;

/// A command with a button that copies it; `label` says what it is for and is part of the button's name.
pub fn command(text: &'static str, label: impl Into<AttrValue>) -> Html {
    html! {
        <div class="command">
            <pre class="command-text"><code>{text}</code></pre>
            <CopyButton {text} label={label.into()} />
        </div>
    }
}

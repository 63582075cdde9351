//! A command to be typed elsewhere.

use super::CopyButton;
use yew::prelude::*;

/// A command with a button that copies it; `label` says what it is for and is part of the button's name.
pub fn command(text: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Html {
    // What has many lines can be scrolled, with the keyboard, too.
    let text: AttrValue = text.into();
    let tabindex = text.trim_end().contains('\n').then_some("0");
    html! {
        <div class="command">
            <pre class="command-text" {tabindex}><code>{&text}</code></pre>
            <CopyButton {text} label={label.into()} />
        </div>
    }
}

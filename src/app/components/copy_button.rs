//! Copying a text.

use crate::app::browser::clipboard;
use crate::wording::page as texts;
use std::time::Duration;
use yew::platform::{spawn_local, time::sleep};
use yew::prelude::*;

/// How long the button says what happened.
const PAUSE: Duration = Duration::from_secs(2);

/// What [`CopyButton`] copies.
#[derive(Clone, PartialEq, Properties)]
pub struct CopyButtonProps {
    /// The text to copy.
    pub text: AttrValue,
    /// What the text is: part of the button's name.
    pub label: AttrValue,
}

/// A button that copies a text and says whether it could.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let word = use_state_eq(|| texts::COPY);
    let onclick = {
        let (text, word) = (props.text.clone(), word.clone());
        Callback::from(move |_: MouseEvent| {
            let (text, word) = (text.clone(), word.clone());
            spawn_local(async move {
                word.set(if clipboard::copy(&text).await { texts::COPIED } else { texts::COPY_FAILED });
                sleep(PAUSE).await;
                word.set(texts::COPY);
            });
        })
    };
    html! {
        <button type="button" class="button small copy" {onclick}>
            <span aria-live="polite">{*word}</span>
            <span class="unseen">{" "}{&props.label}</span>
        </button>
    }
}

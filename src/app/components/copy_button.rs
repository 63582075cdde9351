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
    /// What stands on the button.
    #[prop_or(texts::COPY)]
    pub word: &'static str,
}

/// A button that copies a text and says whether it could.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let said = use_state_eq(|| None);
    let onclick = {
        let (text, said) = (props.text.clone(), said.clone());
        Callback::from(move |_: MouseEvent| {
            let (text, said) = (text.clone(), said.clone());
            spawn_local(async move {
                let is_there = clipboard::copy(&text).await;
                said.set(Some(if is_there { texts::COPIED } else { texts::COPY_FAILED }));
                sleep(PAUSE).await;
                said.set(None);
            });
        })
    };
    html! {
        <button type="button" class="button small copy" {onclick}>
            <span aria-live="polite">{said.unwrap_or(props.word)}</span>
            <span class="unseen">{" "}{&props.label}</span>
        </button>
    }
}

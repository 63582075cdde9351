//! A message to a person, in the one shape that all messages have.

use super::CodeText;
use crate::app::texts;
use crate::wording::Notice;
use yew::prelude::*;

/// How much a notice weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something could not be done.
    Error,
    /// Something is worth knowing.
    Note,
}

/// What [`NoticeBox`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct NoticeBoxProps {
    /// The message.
    pub notice: Notice,
    /// How much it weighs.
    pub tone: Tone,
}

/// What happened, where, what was expected, what to do; a group, not a live region: the page announces it.
#[component]
pub fn NoticeBox(props: &NoticeBoxProps) -> Html {
    let Notice { what, place, expected, advice } = &props.notice;
    let tone = match props.tone {
        Tone::Error => "error",
        Tone::Note => "note",
    };
    let parts = [(texts::WHERE, place), (texts::EXPECTED, expected), (texts::ADVICE, advice)];
    let parts = parts.into_iter().filter_map(|(label, text)| text.as_ref().map(|text| (label, text)));
    let parts: Html = parts
        .map(|(label, text)| {
            html! { <div><dt>{label}</dt><dd><CodeText text={text.clone()} /></dd></div> }
        })
        .collect();
    html! {
        <div class={classes!("notice", tone)}>
            <p class="notice-what"><CodeText text={what.clone()} /></p>
            <dl class="notice-parts">{parts}</dl>
        </div>
    }
}

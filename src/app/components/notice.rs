//! A message to a person, in the one shape that all messages have.

use super::code_text;
use crate::wording::Notice;
use crate::wording::page as texts;
use yew::prelude::*;

/// How much a notice weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something could not be done.
    Error,
    /// Something is worth knowing.
    Note,
}

/// What happened, where, what was expected, what to do. It is no live region: the page announces it.
pub fn notice_box(notice: &Notice, tone: Tone) -> Html {
    let Notice { what, place, expected, advice } = notice;
    let tone = match tone {
        Tone::Error => "error",
        Tone::Note => "note",
    };
    let parts = [(texts::WHERE, place), (texts::EXPECTED, expected), (texts::ADVICE, advice)];
    let parts = parts.into_iter().filter_map(|(label, text)| Some((label, text.as_deref()?)));
    let parts = parts.map(|(label, text)| html! { <div><dt>{label}</dt><dd>{code_text(text)}</dd></div> });
    html! {
        <div class={classes!("notice", tone)}>
            <p class="notice-what">{code_text(what)}</p>
            <dl class="notice-parts">{ for parts }</dl>
        </div>
    }
}

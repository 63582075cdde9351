//! A verdict: always a shape and a word.

use crate::present::VerdictView;
use yew::prelude::*;

/// The shape of a verdict: a tick in a disc, a cross in an octagon, a question mark in a dashed ring.
pub fn verdict_mark(verdict: VerdictView) -> Html {
    let shape = match verdict {
        VerdictView::Pass => html! {<>
            <circle cx="8" cy="8" r="7.200" class="mark-soft" />
            <path d="M4.600 8.300l2.300 2.400 4.600-5" class="mark-line" />
        </>},
        VerdictView::Fail => html! {<>
            <path d="M5.200 1h5.600L15 5.200v5.600L10.800 15H5.200L1 10.800V5.200z" class="mark-full" />
            <path d="M5.600 5.600l4.800 4.800M10.400 5.600l-4.800 4.800" class="mark-cut" />
        </>},
        VerdictView::Open => html! {<>
            <circle cx="8" cy="8" r="6.800" class="mark-dashes" />
            <path d="M6.100 6.400a1.950 1.950 0 1 1 2.800 1.900c-.6.300-.9.600-.9 1.300M8 11.500v.2" class="mark-line" />
        </>},
    };
    html! { <svg class={classes!("mark", class_of(verdict))} viewBox="0 0 16 16" aria-hidden="true">{shape}</svg> }
}

/// A verdict's shape and words.
pub fn verdict_badge(verdict: VerdictView, label: impl Into<AttrValue>) -> Html {
    html! { <span class={classes!("badge", class_of(verdict))}>{verdict_mark(verdict)}{label.into()}</span> }
}

fn class_of(verdict: VerdictView) -> &'static str {
    match verdict {
        VerdictView::Pass => "pass",
        VerdictView::Fail => "fail",
        VerdictView::Open => "open",
    }
}

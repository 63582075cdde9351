//! How many pass, fail and are open.

use super::verdict_badge;
use crate::present::{Share, VerdictView};
use crate::wording::page as texts;
use yew::prelude::*;

const WIDTH: usize = 1000;

/// A bar of three parts with its legend, to which `more` list items are added; to screen readers an image with the
/// numbers as its name.
pub fn share_bar(share: Share, more: Html) -> Html {
    let Share { pass, fail, open } = share;
    let parts = [
        (pass, VerdictView::Pass, "share-pass"),
        (fail, VerdictView::Fail, "share-fail"),
        (open, VerdictView::Open, "share-open"),
    ];
    let total = (pass + fail + open).max(1);
    let mut before = 0;
    let bars = parts.into_iter().map(|(count, _, class)| {
        let (x, end) = (before * WIDTH / total, (before + count) * WIDTH / total);
        before += count;
        html! { <rect x={x.to_string()} width={(end - x).to_string()} height="12" {class} /> }
    });
    let legend = parts.into_iter().map(|(count, verdict, _)| {
        html! { <li class={classes!((count == 0).then_some("nothing"))}>{verdict_badge(verdict, texts::share_part(count, verdict))}</li> }
    });
    html! {
        <div class="share">
            <svg class="share-bar" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label={texts::share(share)}>
                { for bars }
            </svg>
            <ul class="legend">
                { for legend }
                {more}
            </ul>
        </div>
    }
}

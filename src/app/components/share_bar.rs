//! How many pass, fail and are open.

use super::VerdictBadge;
use crate::app::texts;
use crate::present::{Share, VerdictView};
use yew::prelude::*;

/// What [`ShareBar`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ShareBarProps {
    /// The shares.
    pub share: Share,
    /// What stands after the legend.
    #[prop_or_default]
    pub children: Html,
}

const WIDTH: usize = 1000;

/// A bar of three parts with its legend; to screen readers an image with the numbers as its name.
#[component]
pub fn ShareBar(props: &ShareBarProps) -> Html {
    let Share { pass, fail, open } = props.share;
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
        html! { <li><VerdictBadge {verdict} label={texts::share_part(count, verdict)} /></li> }
    });
    html! {
        <div class="share">
            <svg class="share-bar" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label={texts::share(props.share)}>
                { for bars }
            </svg>
            <ul class="legend">
                { for legend }
                {props.children.clone()}
            </ul>
        </div>
    }
}

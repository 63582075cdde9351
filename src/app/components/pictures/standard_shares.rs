//! How many test cases of each standard pass, fail and are open.

use crate::present::{Share, StandardView};
use crate::wording::page as texts;
use std::rc::Rc;
use yew::prelude::*;

/// The length of the longest bar.
const LENGTH: usize = 1000;

/// A list of standards, each with a bar as long as it has test cases, and the numbers. `on_pick` is given a standard.
pub fn standard_shares(standards: &[StandardView], on_pick: &Callback<Rc<str>>) -> Html {
    let total = |share: Share| share.pass + share.fail + share.open;
    let most = standards.iter().map(|standard| total(standard.share)).max().unwrap_or_default().max(1);
    let rows = standards.iter().map(|standard| {
        let onclick = {
            let id = Rc::clone(&standard.id);
            on_pick.reform(move |_: MouseEvent| Rc::clone(&id))
        };
        html! {
            <li key={&*standard.id}>
                <button type="button" class="pic-standard" {onclick}>
                    <span class="pic-standard-title"><span class="group-id">{&*standard.id}</span>{" "}{&*standard.title}</span>
                    <span class="pic-standard-share">{texts::short_share(standard.share)}</span>
                    {bar(standard.share, most)}
                </button>
            </li>
        }
    });
    html! { <figure class="pic"><ul class="pic-standards">{ for rows }</ul></figure> }
}

/// The numbers stand beside it in words. What fails is higher than what passes, what is open lower.
fn bar(share: Share, most: usize) -> Html {
    let parts =
        [(share.fail, "share-fail", 10), (share.open, "share-open", 3), (share.pass, "share-pass", 6)];
    let mut before = 0;
    let bars = parts.into_iter().map(|(count, class, height)| {
        let (x, end) = (before * LENGTH / most, (before + count) * LENGTH / most);
        before += count;
        html! { <rect {class} x={x.to_string()} y={(10 - height).to_string()} width={(end - x).to_string()} height={height.to_string()} /> }
    });
    html! {
        <svg class="pic-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">{ for bars }</svg>
    }
}

//! Which test cases are shown.

use crate::app::components::verdict_mark;
use crate::app::filter::{Filter, Filtered};
use crate::app::state::Action;
use crate::present::VerdictView;
use crate::wording::page as texts;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A search field and a button to be pressed for each verdict and for the test cases that are not required.
pub fn filter_bar(filter: &Filter, filtered: &Filtered, act: &Callback<Action>) -> Html {
    let toggle =
        |is_on: bool, verdict: Option<VerdictView>, name: &'static str, count: usize, changed: Filter| {
            let onclick = act.reform(move |_: MouseEvent| Action::Filter(changed.clone()));
            html! {
                <button type="button" class="toggle" aria-pressed={is_on.to_string()} {onclick}>
                    if let Some(verdict) = verdict {
                        {verdict_mark(verdict)}
                    }
                    {name}{" "}<b>{count}</b>
                </button>
            }
        };
    let share = filtered.share;
    let verdicts = [
        (VerdictView::Fail, texts::FAILS, share.fail),
        (VerdictView::Open, texts::OPEN, share.open),
        (VerdictView::Pass, texts::PASSES, share.pass),
    ];
    let verdicts = verdicts.into_iter().map(|(verdict, name, count)| {
        toggle(filter.verdicts.contains(&verdict), Some(verdict), name, count, filter.toggled(verdict))
    });
    let optional = Filter { optional: !filter.optional, ..filter.clone() };
    let oninput = {
        let filter = filter.clone();
        act.reform(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let query = input.map(|input| input.value()).unwrap_or_default();
            Action::Filter(Filter { query, ..filter.clone() })
        })
    };
    html! {
        <div class="filter">
            <input type="search" class="field search" aria-label={texts::SEARCH} placeholder={texts::SEARCH}
                value={filter.query.clone()} {oninput} />
            <div class="toggles" role="group" aria-label={texts::SHOW}>
                { for verdicts }
                {toggle(filter.optional, None, texts::OPTIONAL, filtered.optional, optional)}
            </div>
        </div>
    }
}

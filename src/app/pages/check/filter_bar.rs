//! Which test cases are shown.

use crate::app::components::VerdictMark;
use crate::app::filter::{Filter, Filtered};
use crate::app::state::Action;
use crate::app::texts;
use crate::present::VerdictView;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`FilterBar`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct FilterBarProps {
    /// What is wanted.
    pub filter: Filter,
    /// What is left of it.
    pub filtered: Rc<Filtered>,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// A search field and a button to be pressed for each verdict and for the recommended test cases.
#[component]
pub fn FilterBar(props: &FilterBarProps) -> Html {
    let FilterBarProps { filter, filtered, act } = props;
    let toggle =
        |is_on: bool, verdict: Option<VerdictView>, name: &'static str, count: usize, changed: Filter| {
            let onclick = act.reform(move |_: MouseEvent| Action::Filter(changed.clone()));
            html! {
                <button type="button" class="toggle" aria-pressed={is_on.to_string()} {onclick}>
                    if let Some(verdict) = verdict {
                        <VerdictMark {verdict} />
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
                {toggle(filter.optional, None, texts::RECOMMENDED, filtered.optional, optional)}
            </div>
        </div>
    }
}

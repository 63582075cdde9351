//! Which test cases are shown.

use crate::app::browser::document::input_value;
use crate::app::components::{Folded, verdict_mark};
use crate::app::state::Action;
use crate::present::{Filter, ListView, VerdictView, WaivedFilter};
use crate::wording::{demand_name, page as texts};
use yew::prelude::*;

/// A search field, a button to be pressed for each verdict and for what is not required, and, folded away, the rarer
/// choices. The number on a button says how many test cases it stands for.
pub fn filter_bar(filter: &Filter, list: &ListView, act: &Callback<Action>) -> Html {
    let share = list.share;
    let verdicts = [
        (VerdictView::Fail, texts::FAILS, share.fail),
        (VerdictView::Open, texts::OPEN, share.open),
        (VerdictView::Pass, texts::PASSES, share.pass),
    ];
    let verdicts = verdicts.into_iter().map(|(verdict, name, count)| {
        let is_on = filter.verdicts.contains(&verdict);
        toggle(is_on, Some(verdict), name, count, filter.clone().toggled_verdict(verdict), act)
    });
    let optional = list.levels.iter().filter(|(level, _)| !level.is_required());
    let is_optional_on = optional.clone().all(|(level, _)| filter.levels.contains(level));
    let optional = optional.map(|(_, count)| count).sum();
    let oninput = {
        let filter = filter.clone();
        act.reform(move |event: InputEvent| {
            Action::Filter(Filter { query: input_value(&event), ..filter.clone() })
        })
    };
    html! {<>
        <div class="filter">
            <input type="search" id="search" class="field search" aria-label={texts::SEARCH} placeholder={texts::SEARCH}
                autocomplete="off" spellcheck="false" value={filter.query.clone()} {oninput} />
            <div class="toggles" role="group" aria-label={texts::SHOW}>
                { for verdicts }
                {toggle(is_optional_on, None, texts::OPTIONAL, optional, filter.clone().toggled_optional(), act)}
            </div>
        </div>
        <Folded class="filter-more" summary={html! { texts::FILTERS }}>
            {group(texts::BY_LEVEL, list.levels.iter().map(|(level, count)| {
                let is_on = filter.levels.contains(level);
                toggle(is_on, None, demand_name(*level), *count, filter.clone().toggled_level(*level), act)
            }))}
            {group(texts::BY_STANDARD, list.standards.iter().map(|standard| {
                let is_on = filter.standards.iter().any(|id| **id == *standard.id);
                let name = format!("{} {}", standard.id, standard.title);
                toggle(is_on, None, name, standard.count, filter.clone().toggled_standard(&standard.id), act)
            }))}
            {group(texts::BY_KIND, list.kinds.iter().map(|(kind, count)| {
                let is_on = filter.kinds.contains(kind);
                toggle(is_on, None, texts::export_title(*kind), *count, filter.clone().toggled_kind(*kind), act)
            }))}
            if list.waived > 0 || filter.waived != WaivedFilter::Any {
                {group(texts::BY_WAIVER, waived(filter, list, act))}
            }
        </Folded>
    </>}
}

fn waived(filter: &Filter, list: &ListView, act: &Callback<Action>) -> impl Iterator<Item = Html> {
    let choices = [
        (WaivedFilter::Any, texts::WAIVED_ANY, list.waived + list.not_waived),
        (WaivedFilter::Only, texts::WAIVED_ONLY, list.waived),
        (WaivedFilter::Not, texts::WAIVED_NOT, list.not_waived),
    ];
    let (filter, act) = (filter.clone(), act.clone());
    choices.into_iter().map(move |(waived, name, count)| {
        toggle(filter.waived == waived, None, name, count, Filter { waived, ..filter.clone() }, &act)
    })
}

fn group(name: &'static str, toggles: impl Iterator<Item = Html>) -> Html {
    html! {
        <div class="filter-group" role="group" aria-label={name}>
            <span class="filter-name" aria-hidden="true">{name}</span>
            <div class="toggles">{ for toggles }</div>
        </div>
    }
}

fn toggle(
    is_on: bool,
    verdict: Option<VerdictView>,
    name: impl Into<AttrValue>,
    count: usize,
    changed: Filter,
    act: &Callback<Action>,
) -> Html {
    let onclick = act.reform(move |_: MouseEvent| Action::Filter(changed.clone()));
    html! {
        <button type="button" class="toggle" aria-pressed={is_on.to_string()} {onclick}>
            if let Some(verdict) = verdict {
                {verdict_mark(verdict)}
            }
            {name.into()}{" "}<b>{count}</b>
        </button>
    }
}

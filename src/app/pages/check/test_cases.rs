//! The test cases, by standard.

use super::filter_bar::filter_bar;
use super::row::Row;
use crate::app::components::Icon;
use crate::app::state::{Action, State};
use crate::present::{Filter, GroupView};
use crate::wording::page as texts;
use crate::worker::messages::RemedyOf;
use std::rc::Rc;
use yew::prelude::*;

/// The filter, and a section for each standard with a list of its test cases.
pub fn test_cases(state: &State, act: &Callback<Action>) -> Html {
    let list = &state.list;
    let is_search = !state.filter.query.trim().is_empty();
    html! {<>
        <p class="lens-status" role="status">
            {texts::shown(list.shown, list.total)}
            if is_search {
                {", "}{texts::findings_match(list.findings)}
            }
        </p>
        {filter_bar(&state.filter, list, act)}
        // In an element of their own: among siblings of which the number changes, the search field would be made anew.
        <div>{ for list.groups.iter().map(|group| group_section(group, state, act)) }</div>
        if list.groups.is_empty() {
            <p class="no-match">
                {texts::NO_MATCH}{" "}
                <button type="button" class="button small" onclick={act.reform(|_| Action::Filter(Filter::all()))}>
                    {texts::SHOW_ALL}
                </button>
            </p>
        }
    </>}
}

fn group_section(group: &GroupView, state: &State, act: &Callback<Action>) -> Html {
    let rows = group.testcases.iter().map(|listed| {
        let id = &listed.view.id;
        let open = state.open_case(id);
        html! {
            <Row key={&**id} testcase={&listed.view} matching={listed.matching} is_open={open.is_some()}
                findings={open.and_then(|open| open.findings.clone())}
                remedy={state.remedy(&RemedyOf::TestCase(Rc::clone(id))).cloned()}
                is_waiving={state.waiving.as_ref() == Some(id)}
                link={state.link_to(id)}
                copied={state.copied.clone().filter(|(of, _)| of.testcase() == &**id)}
                refusal={state.refusal.clone()} {act} />
        }
    });
    let heading = format!("standard-{}", group.id);
    html! {
        <section key={&*group.id} class="standard" aria-labelledby={heading.clone()}>
            <div class="group">
                <h3 id={heading}>
                    <a href={group.url.to_string()} target="_blank" rel="noopener">
                        <span class="group-id">{&*group.id}</span>{" "}{&*group.title}{Icon::Away.draw()}
                    </a>
                </h3>
                <span class="group-share">{texts::short_share(group.share)}</span>
            </div>
            <ul class="rows">{ for rows }</ul>
        </section>
    }
}

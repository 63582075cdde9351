//! The test cases, by standard.

use super::filter_bar::filter_bar;
use super::row::Row;
use crate::app::components::Icon;
use crate::app::filter::{Filter, Group};
use crate::app::state::{Action, State};
use crate::wording::page as texts;
use crate::worker::messages::RemedyOf;
use std::rc::Rc;
use yew::prelude::*;

/// The filter, and a section for each standard with a list of its test cases.
pub fn test_cases(state: &State, act: &Callback<Action>) -> Html {
    let filtered = &state.filtered;
    html! {
        <section class="card cases" aria-labelledby="cases">
            <div class="cases-head">
                <h2 id="cases">{texts::TEST_CASES}</h2>
                <p role="status">{texts::shown(filtered.shown, filtered.total)}</p>
            </div>
            {filter_bar(&state.filter, filtered, act)}
            { for filtered.groups.iter().map(|group| group_section(group, state, act)) }
            if filtered.groups.is_empty() {
                <p class="no-match">
                    {texts::NO_MATCH}{" "}
                    <button type="button" class="button small" onclick={act.reform(|_| Action::Filter(Filter::all()))}>
                        {texts::SHOW_ALL}
                    </button>
                </p>
            }
        </section>
    }
}

fn group_section(group: &Group, state: &State, act: &Callback<Action>) -> Html {
    let rows = group.testcases.iter().map(|testcase| {
        let id = &testcase.id;
        let open = state.open_case(id);
        html! {
            <Row key={&**id} {testcase} is_open={open.is_some()} findings={open.and_then(|open| open.findings.clone())}
                remedy={state.remedy(&RemedyOf::TestCase(Rc::clone(id))).cloned()}
                is_waiving={state.waiving.as_ref() == Some(id)}
                waiver_error={state.refusal.clone()} {act} />
        }
    });
    let heading = format!("standard-{}", group.id);
    html! {
        <section key={&*group.id} aria-labelledby={heading.clone()}>
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

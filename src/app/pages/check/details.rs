//! The details below the answer, by test case or by resource.

use super::resources::{Resources, resources};
use super::test_cases::test_cases;
use crate::app::route::Lens;
use crate::app::state::{Action, State};
use crate::inventory::Kind;
use crate::present::ResourceQuery;
use crate::wording::{page as texts, resources::RESOURCES};
use yew::prelude::*;

/// Two buttons, one of them pressed, and what it stands for.
pub fn details(state: &State, act: &Callback<Action>) -> Html {
    let lenses = [(Lens::TestCases, texts::TEST_CASES), (Lens::Resources, RESOURCES)];
    let buttons = lenses.into_iter().map(|(lens, name)| {
        let onclick = act.reform(move |_: MouseEvent| Action::SetLens(lens));
        html! {
            <button type="button" class="lens" aria-pressed={(state.lens == lens).to_string()} {onclick}>{name}</button>
        }
    });
    html! {
        <section class="card details" aria-labelledby="details">
            <div class="lenses" role="group" aria-labelledby="details">
                <h2 id="details" class="unseen">{texts::DETAILS}</h2>
                { for buttons }
            </div>
            {match state.lens {
                Lens::TestCases => test_cases(state, act),
                Lens::Resources => resource_lens(state, act),
            }}
        </section>
    }
}

fn resource_lens(state: &State, act: &Callback<Action>) -> Html {
    let query = state.query.clone().unwrap_or_else(|| ResourceQuery::new(Kind::Flavor));
    resources(&Resources {
        rows: state.rows.as_deref(),
        query: &query,
        open: state.resource.as_ref().and_then(|open| open.view.as_deref()),
        on_query: &act.reform(Action::Rows),
        on_open: &act.reform(|(kind, index)| Action::ShowResource(kind, index)),
        on_close: &act.reform(|()| Action::CloseResource),
        on_testcase: &act.reform(Action::ShowCase),
    })
}

//! A test case.

use super::detail::detail;
use crate::app::components::{Icon, code_text, verdict_badge};
use crate::app::state::{Action, OpenRemedy};
use crate::present::{FindingView, TestCaseView};
use crate::wording::demand_name;
use crate::wording::page as texts;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Row`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct RowProps {
    /// The test case.
    pub testcase: Rc<TestCaseView>,
    /// Its details are shown.
    pub is_open: bool,
    /// Its findings, as far as they are there.
    pub findings: Option<Rc<Vec<FindingView>>>,
    /// What mends it, if that is to be shown.
    pub remedy: Option<OpenRemedy>,
    /// A waiver of it is being made.
    pub is_waiving: bool,
    /// What is wrong with the waiver that was typed.
    pub waiver_error: Option<AttrValue>,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// A list item: a button with the verdict, the title and the id, which opens the details. Drawn anew only if it changed.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let RowProps { testcase, is_open, act, .. } = props;
    let id = Rc::clone(&testcase.id);
    let onclick = act.reform(move |_: MouseEvent| Action::ToggleCase(Rc::clone(&id)));
    let detail_id = format!("detail-{}", testcase.id);
    html! {
        <li class={classes!("row", is_open.then_some("is-open"))}>
            <button type="button" id={format!("case-{}", testcase.id)} class="row-head" aria-expanded={is_open.to_string()} aria-controls={detail_id.clone()} {onclick}>
                {verdict_badge(testcase.verdict, texts::verdict(testcase.verdict))}
                <span class="row-title">
                    <span>{code_text(&testcase.title)}</span>
                    <span class="row-id">
                        {&*testcase.id}
                        if !testcase.level.is_required() {
                            <span class="tag">{demand_name(testcase.level)}</span>
                        }
                        if testcase.is_waived {
                            <span class="tag">{texts::WAIVED}</span>
                        }
                    </span>
                </span>
                <span class="row-hint">{&testcase.hint}</span>
                {Icon::Chevron.draw()}
            </button>
            if *is_open {
                <div id={detail_id} class="row-detail">
                    {detail(props)}
                </div>
            }
        </li>
    }
}

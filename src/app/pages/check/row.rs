//! A test case.

use super::detail::detail;
use crate::app::components::{Icon, code_text, verdict_badge};
use crate::app::state::{Action, CASE_PREFIX, OpenRemedy};
use crate::present::{MatchingFindingsView, TestCaseView};
use crate::wording::{demand_name, page as texts};
use crate::worker::messages::MarkdownOf;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Row`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct RowProps {
    /// The test case.
    pub testcase: Rc<TestCaseView>,
    /// How many of its findings the search finds.
    pub matching: usize,
    /// Its details are shown.
    pub is_open: bool,
    /// Those of its findings that are there.
    pub findings: Option<Rc<MatchingFindingsView>>,
    /// What mends it, if that is to be shown.
    pub remedy: Option<OpenRemedy>,
    /// A waiver of it is being made.
    pub is_waiving: bool,
    /// The hash that leads to it.
    pub link: AttrValue,
    /// What of it was put on the clipboard last, and whether it got there.
    pub copied: Option<(MarkdownOf, bool)>,
    /// Why the waiver that was typed was not accepted.
    pub refusal: Option<AttrValue>,
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
            <button type="button" id={format!("{CASE_PREFIX}{}", testcase.id)} class="row-head" aria-expanded={is_open.to_string()} aria-controls={detail_id.clone()} {onclick}>
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
                        if props.matching < testcase.findings {
                            <span class="tag">{texts::findings_match(props.matching)}</span>
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

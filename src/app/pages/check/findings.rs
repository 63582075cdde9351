//! The findings of a test case.

use crate::app::components::CodeText;
use crate::app::state::Action;
use crate::app::texts;
use crate::present::FindingView;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Findings`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct FindingsProps {
    /// The test case.
    pub testcase: Rc<str>,
    /// How many findings there are.
    pub count: usize,
    /// Those that are there.
    pub findings: Option<Rc<Vec<FindingView>>>,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// A table of findings with a button for more. It is stacked on narrow screens, so it names its roles itself.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let Some(findings) = &props.findings else {
        return html! { <p class="findings-wait">{texts::LOADING_FINDINGS}</p> };
    };
    let left = props.count.saturating_sub(findings.len());
    let testcase = Rc::clone(&props.testcase);
    let more = props.act.reform(move |_: MouseEvent| Action::MoreFindings(Rc::clone(&testcase)));
    let heads = [texts::RESOURCE, texts::FIELD, texts::FOUND, texts::EXPECTED_VALUE, texts::MEANING];
    html! {<>
        <table class="findings" role="table" aria-label={texts::FINDINGS}>
            <thead role="rowgroup">
                <tr role="row">{ for heads.into_iter().map(|head| html! { <th role="columnheader" scope="col">{head}</th> }) }</tr>
            </thead>
            <tbody role="rowgroup">{ for findings.iter().map(row) }</tbody>
        </table>
        if left > 0 {
            <button type="button" class="button small" onclick={more}>{texts::show_more(left)}</button>
        }
    </>}
}

fn row(finding: &FindingView) -> Html {
    let cell = |name: &'static str, class: &'static str, text: Option<&str>| {
        html! {
            <td role="cell" class={classes!(class, text.is_none().then_some("none"))} data-label={name}>
                <bdi>{texts::value(text).to_owned()}</bdi>
            </td>
        }
    };
    html! {
        <tr role="row">
            <td role="cell" class="resource">
                <bdi>{&finding.resource}</bdi>
                if let Some(place) = &finding.place {
                    <span class="place"><bdi>{place}</bdi></span>
                }
            </td>
            {cell(texts::FIELD, "code", finding.field.as_deref())}
            {cell(texts::FOUND, "code found", finding.found.as_deref())}
            {cell(texts::EXPECTED_VALUE, "code expected", finding.expected.as_deref())}
            <td role="cell" class="meaning">
                if let Some(remark) = texts::remark(finding) {
                    <span class="tag">{remark}</span>{" "}
                }
                <CodeText text={finding.message.clone()} />
            </td>
        </tr>
    }
}

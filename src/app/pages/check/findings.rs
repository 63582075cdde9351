//! The findings of a test case.

use crate::app::components::code_text;
use crate::app::state::Action;
use crate::present::FindingView;
use crate::wording::page as texts;
use std::rc::Rc;
use yew::prelude::*;

/// A table of findings with a button for more: of `count` findings, those that are there. It is stacked on narrow
/// screens, so it names its roles itself.
pub fn findings_table(
    testcase: &Rc<str>,
    count: usize,
    findings: Option<&[FindingView]>,
    act: &Callback<Action>,
) -> Html {
    let Some(findings) = findings else {
        return html! { <p class="findings-wait">{texts::LOADING_FINDINGS}</p> };
    };
    let left = count.saturating_sub(findings.len());
    let testcase = Rc::clone(testcase);
    let more = act.reform(move |_: MouseEvent| Action::MoreFindings(Rc::clone(&testcase)));
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
                if !finding.is_fault {
                    <span class="tag">{texts::REMARK}</span>{" "}
                }
                {code_text(&finding.message)}
                if let Some(waived) = &finding.waived {
                    <span class="waived">{code_text(waived)}</span>
                }
            </td>
        </tr>
    }
}

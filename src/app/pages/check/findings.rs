//! The findings of a test case.

use super::row::RowProps;
use crate::app::components::{Icon, VirtualTable, code_text};
use crate::app::state::{Action, WINDOW};
use crate::present::{FindingView, MatchingFindingsView};
use crate::wording::page as texts;
use crate::worker::messages::MarkdownOf;
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

const HEADS: [&str; 5] = [texts::RESOURCE, texts::FIELD, texts::FOUND, texts::EXPECTED_VALUE, texts::MEANING];

/// A table of those findings that the search finds. Few of them stand in full height, and are stacked on narrow screens;
/// of many, those in view are there.
pub fn findings_table(props: &RowProps) -> Html {
    let Some(found) = &props.findings else {
        return html! { <p class="findings-wait">{texts::LOADING_FINDINGS}</p> };
    };
    if found.matching > WINDOW { long_table(found, props) } else { short_table(found, props) }
}

fn short_table(found: &MatchingFindingsView, props: &RowProps) -> Html {
    // Stacked, a table would lose its roles; so it names them itself.
    let rows = found.view.findings.iter().zip(&found.positions).map(|(finding, at)| {
        html! { <tr role="row">{cells(finding, *at, WHOLE, props)}</tr> }
    });
    html! {
        <table class="findings" role="table" aria-label={texts::FINDINGS}>
            <thead role="rowgroup">
                <tr role="row">{ for HEADS.into_iter().map(|head| html! { <th role="columnheader" scope="col">{head}</th> }) }</tr>
            </thead>
            <tbody role="rowgroup">{ for rows }</tbody>
        </table>
    }
}

fn long_table(found: &MatchingFindingsView, props: &RowProps) -> Html {
    let rows = found.view.findings.iter().zip(&found.positions);
    let rows: Vec<Html> = rows.map(|(finding, at)| cells(finding, *at, CUT, props)).collect();
    let id = Rc::clone(&props.testcase.id);
    let on_range = props.act.reform(move |range: Range<usize>| Action::Findings(Rc::clone(&id), range));
    let heads = HEADS.into_iter().map(|head| html! { <th scope="col">{head}</th> });
    html! {
        <VirtualTable label={texts::FINDINGS} class={classes!("findings", "is-long")} head={html! { <>{ for heads }</> }}
            columns={HEADS.len()} total={found.matching} start={found.view.range.start} {rows}
            of={format!("{} {}", props.testcase.id, found.matching)} {on_range} />
    }
}

/// The class of what is in a cell: all of it is shown, or two lines.
const WHOLE: &str = "whole";
const CUT: &str = "clamp";

fn cells(finding: &FindingView, at: usize, length: &'static str, props: &RowProps) -> Html {
    let cell = |name: &'static str, class: &'static str, text: Option<&str>| {
        html! {
            <td role="cell" class={classes!(class, text.is_none().then_some("none"))} data-label={name}>
                <div class={length}><bdi>{texts::value(text).to_owned()}</bdi></div>
            </td>
        }
    };
    let show = finding
        .record
        .map(|(kind, index)| props.act.reform(move |_: MouseEvent| Action::ShowResource(kind, index)));
    let of = MarkdownOf::Finding(Rc::clone(&props.testcase.id), at);
    let copied = props.copied.as_ref().filter(|(copied, _)| *copied == of).map(|(_, is_there)| *is_there);
    html! {<>
        <td role="cell" class="about">
            <div class={length}>
                if let Some(onclick) = show {
                    <button type="button" class="link" {onclick}><bdi>{&finding.resource}</bdi></button>
                } else {
                    <bdi>{&finding.resource}</bdi>
                }
                if let Some(place) = &finding.place {
                    <span class="place"><bdi>{place}</bdi></span>
                }
            </div>
        </td>
        {cell(texts::FIELD, "code", finding.field.as_deref())}
        {cell(texts::FOUND, "code found", finding.found.as_deref())}
        {cell(texts::EXPECTED_VALUE, "code expected", finding.expected.as_deref())}
        <td role="cell" class="meaning">
            <div class={length}>
                if !finding.is_fault {
                    <span class="tag">{texts::REMARK}</span>{" "}
                }
                {code_text(&finding.message)}
                if let Some(waived) = &finding.waived {
                    <span class="waived">{code_text(waived)}</span>
                }
            </div>
            {copy_finding(of, &finding.resource, copied, &props.act)}
        </td>
    </>}
}

/// A small button: the finding for a ticket.
fn copy_finding(of: MarkdownOf, resource: &str, copied: Option<bool>, act: &Callback<Action>) -> Html {
    let onclick = act.reform(move |_: MouseEvent| Action::Copy(of.clone()));
    let icon = match copied {
        None => Icon::Copy,
        Some(true) => Icon::Tick,
        Some(false) => Icon::Cross,
    };
    html! {
        <button type="button" class="round copy-finding" title={texts::COPY_MARKDOWN} {onclick}>
            {icon.draw()}<span class="unseen">{texts::COPY_MARKDOWN}{": "}<bdi>{resource.to_owned()}</bdi></span>
        </button>
    }
}

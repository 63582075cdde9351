//! What is behind the verdict on a test case.

use super::findings::findings_table;
use super::row::RowProps;
use super::waivers::waiver_forms;
use crate::app::browser::document;
use crate::app::components::{CopyButton, Icon, code_text, command, remedy_panel};
use crate::app::state::Action;
use crate::present::VerdictView;
use crate::wording::page as texts;
use crate::worker::messages::{MarkdownOf, RemedyOf};
use std::rc::Rc;
use yew::prelude::*;

/// The reason with its command, the findings as far as they are there, what mends them, and a list of why, how, where
/// and what the official suite says.
pub fn detail(props: &RowProps) -> Html {
    let testcase = &props.testcase;
    html! {<>
        if let Some(reason) = &testcase.reason {
            <div class="reason">
                <h4>{texts::REASON}</h4>
                <p>{code_text(&reason.message)}</p>
                if let Some(text) = &reason.command {
                    {command(text.to_string(), testcase.id.to_string())}
                }
            </div>
        }
        if testcase.findings > 0 {
            {findings_table(props)}
        }
        {tools(props)}
        <dl class="facts">
            if let Some((id, text)) = &testcase.contradiction {
                <div><dt>{texts::contradiction(testcase.verdict)}{" "}<span class="tag">{&**id}</span></dt><dd>{code_text(text)}</dd></div>
            }
            <div><dt>{texts::WHY}</dt><dd>{code_text(&testcase.why)}</dd></div>
            <div><dt>{texts::DECIDED}</dt><dd>{code_text(&testcase.decided)}</dd></div>
            <div>
                <dt>{texts::SECTION}</dt>
                <dd><a href={testcase.url.to_string()} target="_blank" rel="noopener">{&*testcase.section}{Icon::Away.draw()}</a></dd>
            </div>
            if let Some(word) = &testcase.official {
                <div><dt>{texts::OFFICIAL}</dt><dd>{code_text(&texts::official(word))}</dd></div>
            }
        </dl>
    </>}
}

/// What can be done about a test case: mended and waived if it fails, and taken along.
fn tools(props: &RowProps) -> Html {
    let RowProps { testcase, remedy, is_waiving, act, .. } = props;
    let toggle = |action: fn(Rc<str>) -> Action| {
        let id = Rc::clone(&testcase.id);
        act.reform(move |_: MouseEvent| action(Rc::clone(&id)))
    };
    html! {
        <div class="tools">
            <div class="cause-tools">
                if testcase.verdict == VerdictView::Fail {
                    <button type="button" class="button small" aria-expanded={remedy.is_some().to_string()}
                        onclick={toggle(|id| Action::ToggleRemedy(RemedyOf::TestCase(id)))}>{texts::MEND}</button>
                    <button type="button" class="button small" aria-expanded={is_waiving.to_string()}
                        onclick={toggle(Action::ToggleWaiving)}>{texts::WAIVE_IT}</button>
                }
                {copy_test_case(props)}
                <CopyButton text={document::address(&props.link)} label={testcase.id.to_string()} word={texts::COPY_LINK} />
                <CopyButton text={testcase.id.to_string()} label={testcase.id.to_string()} word={texts::COPY_ID} />
            </div>
            if let Some(open) = remedy {
                {remedy_panel(open.view.as_deref(), &testcase.id)}
            }
            if *is_waiving {
                {waiver_forms(testcase, props.refusal.as_deref(), act)}
            }
        </div>
    }
}

fn copy_test_case(props: &RowProps) -> Html {
    let of = MarkdownOf::TestCase(Rc::clone(&props.testcase.id));
    let word = match props.copied.as_ref().filter(|(copied, _)| *copied == of) {
        None => texts::COPY_MARKDOWN,
        Some((_, true)) => texts::COPIED,
        Some((_, false)) => texts::COPY_FAILED,
    };
    let onclick = props.act.reform(move |_: MouseEvent| Action::Copy(of.clone()));
    html! {
        <button type="button" class="button small" {onclick}>
            {word}<span class="unseen">{" "}{&*props.testcase.id}</span>
        </button>
    }
}

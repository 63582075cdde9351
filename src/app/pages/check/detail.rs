//! What is behind the verdict on a test case.

use super::findings::findings_table;
use crate::app::components::{Icon, code_text, command};
use crate::app::state::Action;
use crate::app::texts;
use crate::present::{FindingView, TestCaseView};
use yew::prelude::*;

/// The reason with its command, the findings as far as they are there, and a list of why, how, where and what the
/// official suite says.
pub fn detail(testcase: &TestCaseView, findings: Option<&[FindingView]>, act: &Callback<Action>) -> Html {
    html! {<>
        if let Some(reason) = &testcase.reason {
            <div class="reason">
                <h4>{texts::REASON}</h4>
                <p>{code_text(&reason.message)}</p>
                if let Some(text) = reason.command {
                    {command(text, testcase.id.to_string())}
                }
            </div>
        }
        if testcase.findings > 0 {
            {findings_table(&testcase.id, testcase.findings, findings, act)}
        }
        <dl class="facts">
            <div><dt>{texts::WHY}</dt><dd>{code_text(&testcase.why)}</dd></div>
            <div><dt>{texts::DECIDED}</dt><dd>{code_text(&testcase.decided)}</dd></div>
            <div>
                <dt>{texts::SECTION}</dt>
                <dd><a href={testcase.url.to_string()} target="_blank" rel="noopener">{&*testcase.section}{Icon::Away.draw()}</a></dd>
            </div>
            if let Some(word) = testcase.official {
                <div><dt>{texts::OFFICIAL}</dt><dd>{code_text(&texts::official(word))}</dd></div>
            }
        </dl>
    </>}
}

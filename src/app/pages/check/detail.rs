//! What is behind the verdict on a test case.

use super::findings::Findings;
use crate::app::components::{CodeText, Command, Icon};
use crate::app::state::Action;
use crate::app::texts;
use crate::present::{FindingView, TestCaseView};
use std::rc::Rc;
use yew::prelude::*;

/// What [`Detail`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct DetailProps {
    /// The test case.
    pub testcase: Rc<TestCaseView>,
    /// Its findings, as far as they are there.
    pub findings: Option<Rc<Vec<FindingView>>>,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// The reason with its command, the findings, and a list of why, how, where and what the official suite says.
#[component]
pub fn Detail(props: &DetailProps) -> Html {
    let DetailProps { testcase, findings, act } = props;
    html! {<>
        if let Some(reason) = &testcase.reason {
            <div class="reason">
                <h4>{texts::REASON}</h4>
                <p><CodeText text={reason.message.clone()} /></p>
                if let Some(command) = reason.command {
                    <Command {command} label={testcase.id.to_string()} />
                }
            </div>
        }
        if testcase.findings > 0 {
            <Findings testcase={&testcase.id} count={testcase.findings} {findings} {act} />
        }
        <dl class="facts">
            <div><dt>{texts::WHY}</dt><dd><CodeText text={testcase.why.to_string()} /></dd></div>
            <div><dt>{texts::DECIDED}</dt><dd><CodeText text={testcase.decided.to_string()} /></dd></div>
            <div>
                <dt>{texts::SECTION}</dt>
                <dd><a href={testcase.url.to_string()} target="_blank" rel="noopener">{&*testcase.section}{Icon::Away.draw()}</a></dd>
            </div>
            if let Some(word) = testcase.official {
                <div><dt>{texts::OFFICIAL}</dt><dd><CodeText text={texts::official(word)} /></dd></div>
            }
        </dl>
    </>}
}

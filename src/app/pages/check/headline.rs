//! The answer.

use super::choices::{DateChoice, ListedChoice};
use super::scope_choice::ScopeChoice;
use crate::app::components::{CodeText, ShareBar, VerdictMark};
use crate::app::state::Action;
use crate::app::texts;
use crate::present::Choices;
use crate::worker::messages::State as Told;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Headline`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct HeadlineProps {
    /// What the host told.
    pub told: Rc<Told>,
    /// What was chosen.
    pub choices: Choices,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// The answer in a sentence, which is the page's first heading, with what it leaves open, the choices and the shares.
#[component]
pub fn Headline(props: &HeadlineProps) -> Html {
    let HeadlineProps { told, choices, act } = props;
    let Some(result) = &told.result else { return html! {} };
    let scope = &result.scope;
    html! {
        <section class="card headline" aria-labelledby="headline">
            <div class="answer">
                <VerdictMark verdict={scope.verdict} />
                <div>
                    <h1 id="headline" tabindex="-1"><CodeText text={scope.headline.clone()} /></h1>
                    <p class="explanation"><CodeText text={scope.explanation.clone()} /></p>
                </div>
            </div>
            <ShareBar share={scope.main}>
                <li>{texts::RECOMMENDED}{": "}<b>{texts::recommended(scope.recommended)}</b></li>
            </ShareBar>
            if !result.left_out.is_empty() {
                <div class="left-out">
                    <h2>{texts::LEFT_OUT}</h2>
                    <ul>{ for result.left_out.iter().map(|text| html! { <li><CodeText text={text.clone()} /></li> }) }</ul>
                </div>
            }
            <div class="choices">
                <ScopeChoice versions={result.versions.clone()} choices={choices.clone()} {act} />
                <DateChoice judged={result.date.clone()} error={told.choice_error.clone()} choices={choices.clone()} {act} />
                <ListedChoice choices={choices.clone()} {act} />
            </div>
        </section>
    }
}

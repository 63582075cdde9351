//! The answer.

use super::choices::{date_choice, listed_choice};
use super::scope_choice::ScopeChoice;
use crate::app::components::{code_text, share_bar, verdict_mark};
use crate::app::state::Action;
use crate::present::Choices;
use crate::wording::page as texts;
use crate::worker::messages::State as Told;
use yew::prelude::*;

/// The answer in a sentence, which is the page's first heading, with what it leaves open, the shares, what was not
/// judged, and the choices.
pub fn headline(told: &Told, choices: &Choices, act: &Callback<Action>) -> Html {
    let Some(result) = &told.result else { return html! {} };
    let scope = &result.scope;
    html! {
        <section class="card headline" aria-labelledby="headline">
            <div class="answer">
                {verdict_mark(scope.verdict)}
                <div>
                    <h1 id="headline" tabindex="-1">{code_text(&scope.headline)}</h1>
                    <p class="explanation">{code_text(&scope.explanation)}</p>
                </div>
            </div>
            {share_bar(scope.main, html! { <li>{texts::RECOMMENDED}{": "}<b>{texts::recommended(scope.recommended)}</b></li> })}
            if let Some(classes) = &result.flavor_classes {
                <p class="classes">{code_text(classes)}</p>
            }
            if !result.left_out.is_empty() {
                <ul class="left-out">{ for result.left_out.iter().map(|text| html! { <li>{code_text(text)}</li> }) }</ul>
            }
            if let Some(modified) = &result.modified_rules {
                <p class="classes"><b>{code_text(modified)}</b></p>
            }
            <div class="choices">
                <ScopeChoice versions={result.versions.clone()} choices={choices.clone()} {act} />
                {date_choice(&result.date, told.choice_error.as_deref(), choices, act)}
                {listed_choice(choices, act)}
            </div>
        </section>
    }
}

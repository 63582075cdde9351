//! The answer.

use super::choices::{DateChoice, cloud_choice, listed_choice, standards_choice};
use super::scope_choice::ScopeChoice;
use crate::app::components::{CopyButton, Folded, Later, code_text, command, share_bar, verdict_mark};
use crate::app::state::{Action, State};
use crate::present::{MissingInput, ResultView};
use crate::wording::page as texts;
use crate::worker::messages::State as Told;
use std::rc::Rc;
use yew::prelude::*;

/// The answer in a sentence, which is the page's first heading, with what it leaves open and the choices; a frame later,
/// the shares and what was not judged.
pub fn headline(told: &Rc<Told>, state: &Rc<State>, act: &Callback<Action>) -> Html {
    let Some(result) = &told.result else { return html! {} };
    let scope = &result.scope;
    let choices = &state.session.choices;
    let cloud = state.cloud.text();
    html! {
        <section class="card headline" aria-labelledby="headline">
            <div class="answer">
                {verdict_mark(scope.verdict)}
                <div class="answer-words">
                    if !cloud.is_empty() {
                        <p class="cloud"><bdi>{&cloud}</bdi></p>
                    }
                    <h1 id="headline" tabindex="-1">{code_text(&scope.headline)}</h1>
                    <p class="explanation">{code_text(&scope.explanation)}</p>
                    {missing(told)}
                </div>
                <div class="answer-choices">
                    <ScopeChoice versions={result.versions.clone()} choices={choices.clone()} {act} />
                    <DateChoice judged={result.date.clone()} error={told.choice_error.clone()} newest={told.newest_date.clone()} offered={told.offered_date.clone()}
                        choices={choices.clone()} {act} />
                </div>
            </div>
            <Later draw={
                let (told, state, act) = (Rc::clone(told), Rc::clone(state), act.clone());
                Callback::from(move |()| foot(&told, &state, &act))
            } />
        </section>
    }
}

/// The shares, what was not judged, and what is seldom chosen.
fn foot(told: &Told, state: &State, act: &Callback<Action>) -> Html {
    let Some(result) = &told.result else { return html! {} };
    let scope = &result.scope;
    let cloud = state.cloud.text();
    let recommended =
        html! { <li>{texts::RECOMMENDED}{": "}<b>{texts::recommended(scope.recommended)}</b></li> };
    html! {<>
        {share_bar(scope.main, recommended)}
        if let Some(modified) = &result.modified_rules {
            <p class="modified">{code_text(modified)}</p>
        }
        <ul class="left-out">
            { for result.flavor_classes.iter().chain(&result.left_out).map(|text| html! { <li>{code_text(text)}</li> }) }
        </ul>
        <div class="answer-more">
            <Folded class="more-choices" summary={html! { texts::MORE_CHOICES }}>
                <div class="choices">
                    {cloud_choice(&state.cloud, act)}
                    {listed_choice(&state.session.choices, act)}
                    {standards_choice(act)}
                </div>
            </Folded>
            <div class="answer-tools">
                <CopyButton text={summary(result, told, &cloud)} label={texts::COPY_SUMMARY} />
                <button type="button" class="button small" onclick={act.reform(|_: MouseEvent| Action::Print)}>{texts::PRINT}</button>
            </div>
        </div>
    </>}
}

/// The answer as a few lines of plain text.
fn summary(result: &ResultView, told: &Told, cloud: &str) -> String {
    let provenance = &told.provenance;
    let standards = texts::provenance(&provenance.date, &provenance.commit);
    let as_of = texts::as_of(&result.date);
    let lines = [cloud, &result.scope.headline, &result.scope.explanation, &as_of, &standards];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What more exports would decide, folded away, each with its command.
fn missing(told: &Told) -> Html {
    if told.missing.iter().all(|input| input.testcases == 0) {
        return html! {};
    }
    let item = |input: &MissingInput| {
        html! { <li><p>{code_text(&input.what)}</p>{command(input.command.to_string(), input.add.clone())}</li> }
    };
    html! {
        <Folded class="missing" summary={html! { texts::HOW_TO_EXPORT_THE_REST }}>
            <ul>{ for told.missing.iter().map(item) }</ul>
        </Folded>
    }
}

//! Why test cases fail, in a few sentences, with what mends each.

use crate::app::components::{Folded, Icon, code_text, remedy_panel};
use crate::app::state::{Action, State};
use crate::present::{CauseView, ResultView};
use crate::wording::page as texts;
use crate::worker::messages::RemedyOf;
use std::rc::Rc;
use yew::prelude::*;

/// The causes, those that explain most first; nothing if nothing fails.
pub fn causes(result: &ResultView, state: &State, act: &Callback<Action>) -> Html {
    if result.causes.is_empty() {
        return html! {};
    }
    let all = RemedyOf::Everything;
    html! {
        <section class="card causes" aria-labelledby="causes">
            <div class="causes-head">
                <h2 id="causes">{texts::CAUSES}</h2>
                {remedy_button(&all, texts::MEND_ALL, state, act)}
            </div>
            {remedy_of(&all, "scs-remedies", state)}
            <ol class="causes-list">
                { for result.causes.iter().enumerate().map(|(at, cause)| item(at, cause, state, act)) }
            </ol>
        </section>
    }
}

fn item(at: usize, cause: &CauseView, state: &State, act: &Callback<Action>) -> Html {
    let of = RemedyOf::Cause(at);
    let links = cause.testcases.iter().map(|id| {
        let show = {
            let id = Rc::clone(id);
            act.reform(move |_: MouseEvent| Action::ShowCase(Rc::clone(&id)))
        };
        html! { <li><button type="button" class="link" onclick={show}>{&**id}</button></li> }
    });
    html! {
        <li class={classes!("cause", cause.is_recommended.then_some("is-recommended"))}>
            <p class="cause-text">{code_text(&cause.text)}</p>
            <div class="cause-tools">
                <p class="cause-of">
                    {texts::explains(cause.testcases.len())}
                    if cause.is_recommended {
                        {" "}<span class="tag">{texts::RECOMMENDED_ONLY}</span>
                    }
                </p>
                {remedy_button(&of, texts::MEND, state, act)}
                <Folded class="cause-more" summary={html! { <>{Icon::Chevron.draw()}{texts::CAUSE_MORE}</> }}>
                    if !cause.resources.is_empty() {
                        <p class="cause-resources">
                            { for cause.resources.iter().map(|name| html! {<><bdi class="chip">{name}</bdi>{" "}</>}) }
                            {texts::further(cause.records.saturating_sub(cause.resources.len()))}
                        </p>
                    }
                    if cause.details.len() > 1 {
                        <p class="cause-resources">
                            { for cause.details.iter().map(|(detail, count)| html! {<><bdi class="chip">{detail}{" × "}{*count}</bdi>{" "}</>}) }
                        </p>
                    }
                    <ul class="cause-cases">{ for links }</ul>
                </Folded>
            </div>
            {remedy_of(&of, &format!("scs-remedy-{}", at + 1), state)}
        </li>
    }
}

/// A button that shows what mends something, or hides it.
pub fn remedy_button(of: &RemedyOf, text: &'static str, state: &State, act: &Callback<Action>) -> Html {
    let is_open = state.remedy(of).is_some();
    let onclick = {
        let of = of.clone();
        act.reform(move |_: MouseEvent| Action::ToggleRemedy(of.clone()))
    };
    html! {
        <button type="button" class="button small" aria-expanded={is_open.to_string()} {onclick}>{text}</button>
    }
}

/// What mends something, if it is to be shown.
pub fn remedy_of(of: &RemedyOf, name: &str, state: &State) -> Html {
    match state.remedy(of) {
        Some(open) => remedy_panel(open.view.as_deref(), name),
        None => html! {},
    }
}

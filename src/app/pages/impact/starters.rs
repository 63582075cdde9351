//! What a rule can start from, and a form for changes in a word.

use crate::app::components::{Tone, code_text, notice_box};
use crate::app::review::ReviewAction;
use crate::catalogue::{Subject, WhatIf};
use crate::wording::impact_page as texts;
use crate::worker::messages::Starters;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A form, and under it a button for each rule and document; `about` is the changed file that they are for.
pub(super) fn starters(told: &Rc<Starters>, about: Option<&str>, act: &Callback<ReviewAction>) -> Html {
    html! {
        <div id="starters" tabindex="-1" role="group" aria-label={texts::STARTERS} class="starters">
            if let Some(path) = about {
                <p class="hint">{code_text(&texts::rule_about(path))}</p>
            }
            <ul>
                { for told.rules.iter().map(|starter| {
                    let text = starter.text.clone();
                    let take = act.reform(move |_: MouseEvent| ReviewAction::Take(text.clone()));
                    html! { <li><button type="button" class="link" onclick={take}>{&starter.title}</button></li> }
                }) }
            </ul>
            { for told.problems.iter().map(|problem| notice_box(problem, Tone::Error)) }
            if !told.what_ifs.is_empty() {
                <WhatIfForm told={Rc::clone(told)} act={act.reform(|(subject, word)| ReviewAction::WhatIf(subject, word))} />
            }
        </div>
    }
}

/// What [`WhatIfForm`] shows.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct WhatIfFormProps {
    told: Rc<Starters>,
    act: Callback<(Subject, String)>,
}

/// Chooses something of the standards, and the word that it is to be.
#[component]
fn WhatIfForm(props: &WhatIfFormProps) -> Html {
    let WhatIfFormProps { told, act } = props;
    let (at, word) = (use_state_eq(|| 0_usize), use_node_ref());
    let what_ifs = &told.what_ifs;
    let choose = {
        let at = at.clone();
        Callback::from(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            at.set(select.and_then(|select| select.value().parse().ok()).unwrap_or_default());
        })
    };
    let Some(WhatIf { subject, now }) = what_ifs.get(*at).or(what_ifs.first()) else { return html! {} };
    let submit = {
        let (act, subject, word) = (act.clone(), subject.clone(), word.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let word = word.cast::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default();
            act.emit((subject.clone(), word));
        })
    };
    let groups = what_ifs.iter().enumerate().collect::<Vec<_>>();
    let groups = groups.chunk_by(|(_, one), (_, other)| {
        texts::subject_group(&one.subject) == texts::subject_group(&other.subject)
    });
    html! {
        <form class="choices impact-choices what-if" onsubmit={submit}>
            <div class="choice">
                <label for="what-if">{texts::WHAT_IF}</label>
                <select id="what-if" class="field" onchange={choose}>
                    { for groups.map(|group| html! {
                        <optgroup label={group.first().map(|(_, first)| texts::subject_group(&first.subject))}>
                            { for group.iter().map(|(index, WhatIf { subject, now })| html! {
                                <option value={index.to_string()} selected={*index == *at}>{texts::subject_now(subject, now)}</option>
                            }) }
                        </optgroup>
                    }) }
                </select>
            </div>
            <div class="choice">
                <label for="what-if-word">{texts::WHAT_IF_WORD}</label>
                <select id="what-if-word" class="field" ref={word} key={(*at).to_string()}>
                    { for subject.words().into_iter().filter(|word| *word != &**now).enumerate().map(|(at, word)| html! {
                        <option value={word} selected={at == 0}>{texts::subject_word(subject, word)}</option>
                    }) }
                </select>
            </div>
            <button type="submit" class="button">{texts::WRITE_WHAT_IF}</button>
            <p class="hint">{texts::WHAT_IF_HINT}</p>
        </form>
    }
}

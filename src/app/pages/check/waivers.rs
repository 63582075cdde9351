//! Faults that are accepted for a while.

use crate::app::browser::document;
use crate::app::components::{CopyButton, code_text};
use crate::app::state::Action;
use crate::present::TestCaseView;
use crate::wording::page as texts;
use crate::worker::messages::{NewSource, NewWaiver, State as Told};
use std::rc::Rc;
use yew::prelude::*;

/// The waivers that there are, with a button that saves them; nothing if there are none.
pub fn waivers(told: &Told, act: &Callback<Action>) -> Html {
    if told.waivers.is_empty() {
        return html! {};
    }
    let save = {
        let text = told.waivers_file.clone();
        Callback::from(move |_: MouseEvent| document::save("scs-waivers.yaml", &text))
    };
    let items = told.waivers.iter().map(|waiver| {
        html! {
            <li class={classes!("waiver", waiver.note.is_some().then_some("is-idle"))}>
                <p>{code_text(&waiver.name)}</p>
                <p class="hint">
                    {texts::waiver_facts(waiver.until.as_deref(), waiver.findings)}{" "}<bdi>{&waiver.reason}</bdi>
                    if let Some(note) = &waiver.note {
                        {" "}{code_text(note)}
                    }
                </p>
                if let Some(made) = waiver.made {
                    <button type="button" class="button small" onclick={act.reform(move |_: MouseEvent| Action::TakeBack(made))}>
                        {texts::UNWAIVE}<span class="unseen">{" "}{&waiver.name}</span>
                    </button>
                }
            </li>
        }
    });
    html! {
        <section class="card waivers" aria-labelledby="waivers">
            <div class="causes-head">
                <h2 id="waivers">{texts::WAIVERS}</h2>
                <div class="command-buttons">
                    <CopyButton text={told.waivers_file.clone()} label={texts::WAIVERS} />
                    <button type="button" class="button small" onclick={save}>{texts::SAVE_WAIVERS}</button>
                </div>
            </div>
            <p class="hint">{texts::WAIVERS_TEXT}</p>
            <ul class="waivers-list">{ for items }</ul>
        </section>
    }
}

/// A field of a form: its id, its label and a hint.
type Field = (&'static str, &'static str, &'static str);

const RESOURCE: Field = ("waiver-resource", texts::WAIVER_RESOURCE, texts::WAIVER_RESOURCE_HINT);
const REASON: Field = ("waiver-reason", texts::WAIVER_REASON, texts::WAIVER_REASON_HINT);
const UNTIL: Field = ("waiver-until", texts::WAIVER_UNTIL, texts::WAIVER_UNTIL_HINT);
const PREFIX: Field = ("source-prefix", texts::SOURCE_PREFIX, texts::SOURCE_PREFIX_HINT);
const SOURCE_REASON: Field = ("source-reason", texts::WAIVER_REASON, texts::SOURCE_REASON_HINT);

/// Forms for a waiver of a test case, and, where it is about sources of images, for one of the cloud's own. What is typed
/// is known to the browser alone until it is sent.
pub fn waiver_forms(testcase: &TestCaseView, error: Option<&str>, act: &Callback<Action>) -> Html {
    let id = Rc::clone(&testcase.id);
    let waive = act.reform(move |event: SubmitEvent| {
        event.prevent_default();
        let [resource, reason, until] = [RESOURCE, REASON, UNTIL].map(|(id, ..)| document::field_value(id));
        Action::Waive(NewWaiver { testcase: id.to_string(), resource, reason, until })
    });
    let accept = act.reform(|event: SubmitEvent| {
        event.prevent_default();
        let [prefix, reason] = [PREFIX, SOURCE_REASON].map(|(id, ..)| document::field_value(id));
        Action::AcceptSource(NewSource { prefix, reason })
    });
    html! {<>
        if let Some(error) = error {
            <p class="hint error" role="alert">{code_text(error)}</p>
        }
        <div class="waiver-forms">
            {form(texts::WAIVE, &[RESOURCE, REASON, UNTIL], waive)}
            if testcase.is_about_sources {
                {form(texts::ACCEPT_SOURCE, &[PREFIX, SOURCE_REASON], accept)}
            }
        </div>
    </>}
}

fn form(label: &'static str, fields: &[Field], onsubmit: Callback<SubmitEvent>) -> Html {
    html! {
        <form class="waiver-form" {onsubmit} aria-label={label}>
            { for fields.iter().map(|&(id, label, hint)| html! {
                <div>
                    <label for={id}>{label}</label>
                    <input {id} type="text" class="field" autocomplete="off" spellcheck="false" aria-describedby={format!("{id}-hint")} />
                    <div id={format!("{id}-hint")} class="hint">{hint}</div>
                </div>
            }) }
            <button type="submit" class="button small primary">{label}</button>
        </form>
    }
}

//! What is judged by: a scope version and a date.

use crate::app::comparison::CompareAction;
use crate::app::components::code_text;
use crate::app::review::ReviewAction;
use crate::app::state::Action;
use crate::present::Choices;
use crate::wording::impact_page as texts;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What the choices are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chooser {
    /// The review of a change.
    Review,
    /// Two exports that are compared.
    Comparison,
}

impl Chooser {
    /// What the ids of its fields begin with.
    fn prefix(self) -> &'static str {
        match self {
            Chooser::Review => "impact",
            Chooser::Comparison => "compare",
        }
    }

    fn action(self, choices: Choices) -> Action {
        match self {
            Chooser::Review => Action::Review(ReviewAction::Choose(choices)),
            Chooser::Comparison => Action::Compare(CompareAction::Choose(choices)),
        }
    }
}

/// The scope version that counts, and the reference date.
pub(super) fn choices(
    of: Chooser,
    chosen: &Choices,
    versions: &[Rc<str>],
    error: Option<&String>,
    act: &Callback<Action>,
) -> Html {
    let choose_scope = {
        let chosen = chosen.clone();
        act.reform(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            let scope = select.map(|select| select.value()).unwrap_or_default();
            of.action(Choices { scope, ..chosen.clone() })
        })
    };
    let options = versions.iter().map(|version| {
        html! { <option value={version.to_string()} selected={*chosen.scope == **version}>{&**version}</option> }
    });
    let is_known = chosen.scope.is_empty() || versions.iter().any(|version| **version == *chosen.scope);
    let id = format!("{}-scope", of.prefix());
    html! {
        <div class="choices impact-choices">
            <div class="choice">
                <label for={id.clone()}>{texts::SCOPE}</label>
                <select {id} class="field" onchange={choose_scope}>
                    <option value="" selected={chosen.scope.is_empty()}>{texts::CERTIFIABLE}</option>
                    if !is_known {
                        <option value={chosen.scope.clone()} selected={true}>{&chosen.scope}</option>
                    }
                    { for options }
                </select>
            </div>
            <DateField {of} choices={chosen.clone()} error={error.cloned()} {act} />
        </div>
    }
}

/// What [`DateField`] shows.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct DateFieldProps {
    of: Chooser,
    choices: Choices,
    error: Option<AttrValue>,
    act: Callback<Action>,
}

/// A field for the reference date. It is drawn anew only if something of it changes, or what is half typed would be lost.
#[component]
fn DateField(props: &DateFieldProps) -> Html {
    let DateFieldProps { of, choices, error, act } = props;
    let of = *of;
    let choose = {
        let choices = choices.clone();
        act.reform(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let date = input.map(|input| input.value()).unwrap_or_default();
            of.action(Choices { date: date.trim().to_owned(), ..choices.clone() })
        })
    };
    let is_invalid = error.is_some().then_some("true");
    let (id, hint) = (format!("{}-date", of.prefix()), format!("{}-date-hint", of.prefix()));
    html! {
        <div class="choice">
            <label for={id.clone()}>{texts::DATE}</label>
            <input type="text" {id} class="field" size="11" autocomplete="off" spellcheck="false"
                value={choices.date.clone()} aria-invalid={is_invalid} aria-describedby={hint.clone()} onchange={choose} />
            <div id={hint} class={classes!("hint", is_invalid.map(|_| "error"))}>
                if let Some(error) = error {
                    {code_text(error)}
                } else {
                    {texts::DATE_HINT}
                }
            </div>
        </div>
    }
}

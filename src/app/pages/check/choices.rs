//! The reference date, and which records are judged.

use crate::app::components::CodeText;
use crate::app::state::Action;
use crate::app::texts;
use crate::present::Choices;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`DateChoice`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct DateChoiceProps {
    /// The date that the result is of.
    pub judged: AttrValue,
    /// What is wrong with the chosen date.
    pub error: Option<AttrValue>,
    /// What was chosen.
    pub choices: Choices,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// A field for the reference date, with its error beside it; the page announces the error.
#[component]
pub fn DateChoice(props: &DateChoiceProps) -> Html {
    let onchange = {
        let choices = props.choices.clone();
        props.act.reform(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let date = input.map(|input| input.value()).unwrap_or_default();
            Action::Choose(Choices { date: date.trim().to_owned(), ..choices.clone() })
        })
    };
    let is_invalid = props.error.is_some().then_some("true");
    html! {
        <div class="choice date">
            <label for="date">{texts::DATE}</label>
            <input type="text" id="date" class="field" size="11" autocomplete="off" spellcheck="false"
                value={texts::date_value(&props.choices, &props.judged)}
                aria-invalid={is_invalid} aria-describedby="date-hint" {onchange} />
            <div id="date-hint" class={classes!("hint", is_invalid.map(|_| "error"))}>
                if let Some(error) = &props.error {
                    <CodeText text={error} />
                } else {
                    {texts::DATE_HINT}
                }
            </div>
        </div>
    }
}

/// What [`ListedChoice`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ListedChoiceProps {
    /// What was chosen.
    pub choices: Choices,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// A checkbox: whether hidden and private records are judged, too.
#[component]
pub fn ListedChoice(props: &ListedChoiceProps) -> Html {
    let choices = props.choices.clone();
    let as_listed = choices.as_listed;
    let onchange = props
        .act
        .reform(move |_: Event| Action::Choose(Choices { as_listed: !as_listed, ..choices.clone() }));
    html! {
        <div class="choice listed">
            <input type="checkbox" id="as-listed" checked={as_listed} aria-describedby="as-listed-hint" {onchange} />
            <label for="as-listed">{texts::AS_LISTED}</label>
            <div id="as-listed-hint" class="hint">{texts::AS_LISTED_HINT}</div>
        </div>
    }
}

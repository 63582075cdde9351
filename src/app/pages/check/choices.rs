//! The reference date, and which records are judged.

use crate::app::components::code_text;
use crate::app::state::Action;
use crate::present::Choices;
use crate::wording::page as texts;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A field for the reference date, with its error beside it; the page announces the error. `judged` is the date that
/// the result is of.
pub fn date_choice(judged: &str, error: Option<&str>, choices: &Choices, act: &Callback<Action>) -> Html {
    let onchange = {
        let choices = choices.clone();
        act.reform(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let date = input.map(|input| input.value()).unwrap_or_default();
            Action::Choose(Choices { date: date.trim().to_owned(), ..choices.clone() })
        })
    };
    let is_invalid = error.is_some().then_some("true");
    html! {
        <div class="choice date">
            <label for="date">{texts::DATE}</label>
            <input type="text" id="date" class="field" size="11" autocomplete="off" spellcheck="false"
                value={if choices.date.is_empty() { judged.to_owned() } else { choices.date.clone() }}
                aria-invalid={is_invalid} aria-describedby="date-hint" {onchange} />
            <div id="date-hint" class={classes!("hint", is_invalid.map(|_| "error"))}>
                if let Some(error) = error {
                    {code_text(error)}
                } else {
                    {texts::DATE_HINT}
                }
            </div>
        </div>
    }
}

/// A checkbox: whether hidden and private records are judged, too.
pub fn listed_choice(choices: &Choices, act: &Callback<Action>) -> Html {
    let choices = choices.clone();
    let as_listed = choices.as_listed;
    let onchange =
        act.reform(move |_: Event| Action::Choose(Choices { as_listed: !as_listed, ..choices.clone() }));
    html! {
        <div class="choice listed">
            <input type="checkbox" id="as-listed" checked={as_listed} aria-describedby="as-listed-hint" {onchange} />
            <label for="as-listed">{texts::AS_LISTED}</label>
            <div id="as-listed-hint" class="hint">{texts::AS_LISTED_HINT}</div>
        </div>
    }
}

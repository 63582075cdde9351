//! The reference date, and which records are judged.

use crate::app::browser::document::input_value;
use crate::app::browser::files;
use crate::app::components::code_text;
use crate::app::display::CloudName;
use crate::app::state::Action;
use crate::present::Choices;
use crate::wording::{offered_date_text, page as texts, take_offered_date};
use crate::worker::messages::State as Told;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A field for the reference date, with its error beside it; the page announces the error. `judged` is the date that
/// the result is of. For an old export, the day of its newest record is offered.
pub fn date_choice(judged: &str, told: &Told, choices: &Choices, act: &Callback<Action>) -> Html {
    let error = told.choice_error.as_deref();
    let offered = told.offered_date.as_ref().filter(|date| **date != choices.date);
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
            if let Some(date) = offered {
                {offered_date(date, choices, act)}
            }
        </div>
    }
}

fn offered_date(date: &str, choices: &Choices, act: &Callback<Action>) -> Html {
    let choices = Choices { date: date.to_owned(), ..choices.clone() };
    html! {
        <p class="hint offered">
            {offered_date_text(date)}{" "}
            <button type="button" class="button small" onclick={act.reform(move |_: MouseEvent| Action::Choose(choices.clone()))}>
                {take_offered_date(date)}
            </button>
        </p>
    }
}

/// Two fields: what the cloud and its region are called.
pub fn cloud_choice(name: &CloudName, act: &Callback<Action>) -> Html {
    let field = |id: &'static str, label: &'static str, value: &str, change: fn(&mut CloudName, String)| {
        let name = name.clone();
        let oninput = act.reform(move |event: InputEvent| {
            let mut name = name.clone();
            change(&mut name, input_value(&event));
            Action::NameCloud(name)
        });
        html! {
            <div>
                <label for={id}>{label}</label>
                <input type="text" {id} class="field" size="14" maxlength="100" autocomplete="off" spellcheck="false"
                    value={value.to_owned()} aria-describedby="cloud-hint" {oninput} />
            </div>
        }
    };
    html! {
        <div class="choice cloud-choice">
            {field("cloud", texts::CLOUD, &name.cloud, |name, cloud| name.cloud = cloud)}
            {field("region", texts::REGION, &name.region, |name, region| name.region = region)}
            <div id="cloud-hint" class="hint">{texts::CLOUD_HINT}</div>
        </div>
    }
}

/// A place for files of newer standards.
pub fn standards_choice(act: &Callback<Action>) -> Html {
    let act = act.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        files::take_standards(files::listed(input.files()), &act);
        // The same file can be chosen again.
        input.set_value("");
    });
    html! {
        <div class="choice standards-choice">
            <span>{texts::STANDARDS}</span>
            <div>
                <input type="file" id="standards" class="unseen" multiple={true} aria-describedby="standards-hint" {onchange} />
                <label for="standards" class="button small">{texts::ADD_STANDARDS}</label>
            </div>
            <div id="standards-hint" class="hint">{texts::STANDARDS_HINT}</div>
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

//! The reference date, what the cloud is called, newer standards, and which records are judged.

use crate::app::browser::document::input_value;
use crate::app::browser::files;
use crate::app::components::code_text;
use crate::app::display::CloudName;
use crate::app::state::Action;
use crate::present::Choices;
use crate::wording::{newest_record, page as texts, take_offered_date};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`DateChoice`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct DateChoiceProps {
    /// The date that the result is of.
    pub judged: AttrValue,
    /// What is wrong with the date that was typed.
    pub error: Option<AttrValue>,
    /// The day of the newest record.
    pub newest: Option<AttrValue>,
    /// The day that is offered for an old export.
    pub offered: Option<AttrValue>,
    /// What was chosen.
    pub choices: Choices,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// A field for the reference date, with its error beside it; the page announces the error. It is drawn anew only if
/// something of it changes, or what is half typed would be lost.
#[component]
pub fn DateChoice(props: &DateChoiceProps) -> Html {
    let DateChoiceProps { judged, error, newest, offered, choices, act } = props;
    let onchange = {
        let choices = choices.clone();
        act.reform(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let date = input.map(|input| input.value()).unwrap_or_default();
            Action::Choose(Choices { date: date.trim().to_owned(), ..choices.clone() })
        })
    };
    let is_invalid = error.is_some().then_some("true");
    let value = if choices.date.is_empty() { judged.clone() } else { choices.date.clone().into() };
    html! {
        <div class="choice date">
            <label for="date">{texts::DATE}</label>
            <input type="text" id="date" class="field" size="11" autocomplete="off" spellcheck="false" {value}
                aria-invalid={is_invalid} aria-describedby="date-hint" {onchange} />
            <div id="date-hint" class={classes!("hint", is_invalid.map(|_| "error"))}>
                if let Some(error) = error {
                    {code_text(error)}
                } else {
                    {texts::DATE_HINT}
                }
            </div>
            if let Some(newest) = newest {
                <p class="hint offered">
                    {newest_record(newest)}{" "}
                    { for offered.iter().filter(|date| **date != *choices.date).map(|date| take_date(date, choices, act)) }
                </p>
            }
        </div>
    }
}

fn take_date(date: &str, choices: &Choices, act: &Callback<Action>) -> Html {
    let choices = Choices { date: date.to_owned(), ..choices.clone() };
    html! {
        <button type="button" class="button small" onclick={act.reform(move |_: MouseEvent| Action::Choose(choices.clone()))}>
            {take_offered_date(date)}
        </button>
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

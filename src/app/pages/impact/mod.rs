//! The Impact page: a change of the standards, clouds, and what the one does to the others. And two exports compared.

mod change;
mod choices;
mod clouds;
mod comparison;
mod result;
mod starters;

use crate::app::browser::files;
use crate::app::components::{Icon, Tone, notice_box};
use crate::app::review::{Review, ReviewAction};
use crate::app::state::{Action, NewFile, State};
use crate::present::FileId;
use crate::wording::{Notice, impact_page as texts, page};
use crate::worker::messages::Belongs;
use change::change;
use choices::{Chooser, choices};
use clouds::clouds;
use comparison::comparison;
use result::result;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What to give, and under it what the change does.
pub fn impact_page(state: &State, page_act: &Callback<Action>) -> Html {
    let review = &state.review;
    let act = page_act.reform(Action::Review);
    let problems = review.problems.iter().enumerate().map(|(at, problem)| {
        html! {
            <div class="problem">
                {notice_box(problem, Tone::Error)}
                <button type="button" class="button small" onclick={act.reform(move |_| ReviewAction::Dismiss(at))}>
                    {Icon::Cross.draw()}{page::DISMISS}
                </button>
            </div>
        }
    });
    html! {
        <div class="impact">
            <div class="hero">
                <h1>{texts::QUESTION}</h1>
                <p class="lead">{texts::WHAT_THIS_IS}</p>
            </div>
            <div class="problems">{ for problems }</div>
            if !review.unclear.is_empty() {
                {unclear(review, &act)}
            }
            <div class="impact-input">
                {change(state, &act, page_act)}
                {clouds(state, &act, page_act)}
            </div>
            if let Some(told) = &review.told {
                {choices(Chooser::Review, &review.session.choices, &told.versions, told.choice_error.as_ref(), page_act)}
                {result(told, &act)}
            }
            {comparison(&state.comparison, page_act)}
        </div>
    }
}

/// Files that may be changed files or exports: a person says which.
fn unclear(review: &Review, act: &Callback<ReviewAction>) -> Html {
    let say = |id: FileId, name: &str, belongs: Belongs, label: &'static str| {
        html! {
            <button type="button" class="button small" aria-label={texts::said_of(name, label)}
                onclick={act.reform(move |_: MouseEvent| ReviewAction::Sort(id, belongs))}>{label}</button>
        }
    };
    html! {
        <div class="notice note" role="group" aria-labelledby="unclear">
            <p id="unclear">{texts::UNCLEAR}</p>
            { for review.unclear.iter().map(|file| html! {
                <div class="pickers">
                    <bdi class="file-name">{&*file.name}</bdi>
                    {say(file.id, &file.name, Belongs::Change, texts::A_CHANGE)}
                    {say(file.id, &file.name, Belongs::Cloud, texts::AN_EXPORT)}
                </div>
            }) }
        </div>
    }
}

/// A button that opens a picker of files or of a folder, described by `hint`. `take` gets what was chosen, and what is to be
/// told of the rest.
fn picker(
    (id, label, hint): (&'static str, &'static str, &'static str),
    is_folder: bool,
    endings: &'static [&'static str],
    take: Callback<(Vec<NewFile>, Option<Notice>)>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        take.emit(files::given(files::listed(input.files()), endings));
        // The same file can be chosen again.
        input.set_value("");
    });
    html! {
        <div>
            <input type="file" {id} class="unseen" multiple={true} webkitdirectory={is_folder} aria-describedby={hint} {onchange} />
            <label for={id} class="button">{label}</label>
        </div>
    }
}

/// Hands on files that were chosen, if there are some, and then what is to be told of the rest.
fn chosen<A: 'static>(
    act: &Callback<A>,
    add: impl Fn(Vec<NewFile>) -> A + 'static,
    failed: fn(Notice) -> A,
) -> Callback<(Vec<NewFile>, Option<Notice>)> {
    let act = act.clone();
    Callback::from(move |(files, left_out): (Vec<NewFile>, Option<Notice>)| {
        if !files.is_empty() {
            act.emit(add(files));
        }
        if let Some(notice) = left_out {
            act.emit(failed(notice));
        }
    })
}

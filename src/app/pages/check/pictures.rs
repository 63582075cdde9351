//! The pictures beside the answer.

use crate::app::components::{flavor_grid, image_timeline, scope_timeline, standard_shares, use_is_painted};
use crate::app::state::Action;
use crate::inventory::Kind;
use crate::present::{Choices, ResultView};
use crate::wording::pictures as words;
use crate::worker::messages::State as Told;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Pictures`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PicturesProps {
    /// What was told.
    pub told: Rc<Told>,
    /// What was chosen.
    pub choices: Choices,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// A section for each picture for which there are data. What is picked in one is shown among test cases and resources.
/// They come a frame after the answer.
#[component]
pub fn Pictures(props: &PicturesProps) -> Html {
    let PicturesProps { told, choices, act } = props;
    let is_painted = use_is_painted();
    let result = told.result.as_ref().filter(|_| is_painted);
    html! {
        <aside class="pictures" aria-label={words::PICTURES}>
            { for result.map(|result| pictures(result, choices, act)) }
        </aside>
    }
}

fn pictures(result: &ResultView, choices: &Choices, act: &Callback<Action>) -> Html {
    let on_testcase = act.reform(Action::ShowCase);
    let on_image = act.reform(|index| Action::ShowResource(Kind::Image, index));
    let choices = choices.clone();
    let on_version =
        act.reform(move |id: Rc<str>| Action::Choose(Choices { scope: id.to_string(), ..choices.clone() }));
    let on_standard = act.reform(|id: Rc<str>| Action::ShowStandard(id));
    html! {<>
            { for result.flavor_grid.iter().map(|view| section(words::FLAVOR_GRID, flavor_grid(view, &on_testcase))) }
            { for result.image_timeline.iter().map(|view| section(words::IMAGE_TIMELINE, image_timeline(view, &on_image))) }
            {section(words::STANDARD_SHARES, standard_shares(&result.standards, &on_standard))}
            {section(words::SCOPE_TIMELINE, scope_timeline(&result.scope_timeline, &on_version))}
    </>}
}

fn section(title: &'static str, picture: Html) -> Html {
    html! { <section class="card picture"><h2>{title}</h2>{picture}</section> }
}

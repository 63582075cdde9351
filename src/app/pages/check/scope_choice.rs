//! The version of the certificate's scope.

use crate::app::state::Action;
use crate::present::{Choices, VersionMark};
use crate::wording::page as texts;
use yew::prelude::*;

/// What [`ScopeChoice`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ScopeChoiceProps {
    /// The versions.
    pub versions: Vec<VersionMark>,
    /// What was chosen.
    pub choices: Choices,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// A group of buttons, one of them pressed; those of no validity are folded away.
#[component]
pub fn ScopeChoice(props: &ScopeChoiceProps) -> Html {
    let is_unfolded = use_state_eq(|| false);
    let toggle = {
        let is_unfolded = is_unfolded.clone();
        Callback::from(move |_: MouseEvent| is_unfolded.set(!*is_unfolded))
    };
    let is_foldable = |version: &&VersionMark| !version.is_listed && !version.is_chosen;
    let has_folded = props.versions.iter().any(|version| is_foldable(&version));
    let shown = props.versions.iter().filter(|version| *is_unfolded || !is_foldable(version));
    let buttons = shown.map(|version| {
        let choices = Choices { scope: version.id.to_string(), ..props.choices.clone() };
        let onclick = props.act.reform(move |_: MouseEvent| Action::Choose(choices.clone()));
        html! {
            <button type="button" key={&*version.id} aria-pressed={version.is_chosen.to_string()} {onclick}>
                <span>{&*version.id}</span>{" "}<small>{&version.note}</small>
            </button>
        }
    });
    html! {
        <div class="choice scope">
            <span id="scope">{texts::SCOPE}</span>
            <div class="scopes" role="group" aria-labelledby="scope">
                { for buttons }
                if has_folded {
                    <button type="button" class="scopes-more" aria-expanded={is_unfolded.to_string()} onclick={toggle}>
                        {if *is_unfolded { texts::FEWER_VERSIONS } else { texts::MORE_VERSIONS }}
                    </button>
                }
            </div>
        </div>
    }
}

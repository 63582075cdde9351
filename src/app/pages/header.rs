//! The top of every page.

use crate::app::components::Icon;
use crate::app::route::Route;
use crate::app::state::{Action, Theme};
use crate::app::texts;
use crate::present::ProvenanceView;
use yew::prelude::*;

/// What [`Header`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct HeaderProps {
    /// Where we are.
    pub route: Route,
    /// The colours.
    pub theme: Theme,
    /// Where the standards come from, once it is known.
    pub provenance: Option<ProvenanceView>,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// The banner with the product's name, the navigation, the standards' date and the button for the colours.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let theme = props.theme;
    let change = props.act.reform(move |_: MouseEvent| Action::SetTheme(theme.next()));
    let places = Route::ALL.into_iter().map(|route| {
        let current = (route == props.route).then_some("page");
        html! { <li><a href={route.href()} aria-current={current}>{route.name()}</a></li> }
    });
    html! {
        <header class="header">
            <div class="header-row">
                <a class="brand" href={Route::Check.href()}>{Icon::Product.draw()}<span>{texts::PRODUCT}</span></a>
                <nav class="nav" aria-label={texts::NAVIGATION}><ul>{ for places }</ul></nav>
                <span class="provenance">{props.provenance.as_ref().map(texts::provenance)}</span>
                <button type="button" class="button small theme" onclick={change} aria-label={texts::theme_button(theme)}>
                    {Icon::Theme.draw()}<span>{texts::theme(theme)}</span>
                </button>
            </div>
        </header>
    }
}

//! The top of every page.

use crate::app::components::Icon;
use crate::app::route::Route;
use crate::app::state::{Action, Theme};
use crate::present::ProvenanceView;
use crate::wording::page as texts;
use yew::prelude::*;

/// The banner with the product's name, the navigation, the standards' date and the button for the colours.
pub fn header(here: Route, theme: Theme, provenance: &ProvenanceView, act: &Callback<Action>) -> Html {
    let change = act.reform(move |_: MouseEvent| Action::SetTheme(theme.next()));
    let places = Route::ALL.into_iter().map(|route| {
        let current = (route == here).then_some("page");
        html! { <li><a href={route.href()} aria-current={current}>{route.name()}</a></li> }
    });
    html! {
        <header class="header">
            <div class="header-row">
                <a class="brand" href={Route::Check.href()} aria-label={texts::PRODUCT}>{Icon::Product.draw()}<span>{texts::PRODUCT}</span></a>
                <nav class="nav" aria-label={texts::NAVIGATION}><ul>{ for places }</ul></nav>
                <span class="provenance">{texts::provenance(&provenance.date, &provenance.commit)}</span>
                <button type="button" class="button small theme" onclick={change} aria-label={texts::theme_button(theme.name(), theme.next().name())}>
                    {Icon::Theme.draw()}<span>{theme.name()}</span>
                </button>
            </div>
        </header>
    }
}

//! The top of every page.

use super::display::display_menu;
use crate::app::components::Icon;
use crate::app::route::{Location, Route};
use crate::app::state::{Action, State};
use crate::present::ProvenanceView;
use crate::wording::page as texts;
use yew::prelude::*;

/// The banner with the product's name, the navigation, the standards' date and the menu for the look.
pub fn header(state: &State, provenance: &ProvenanceView, act: &Callback<Action>) -> Html {
    // Whoever comes back finds things as they were.
    let address = |route: Route| Location { route, ..state.location() }.to_hash();
    let places = Route::ALL.into_iter().map(|route| {
        let current = (route == state.route).then_some("page");
        html! { <li><a href={address(route)} aria-current={current}>{route.name()}</a></li> }
    });
    html! {
        <header class="header">
            <div class="header-row">
                <a class="brand" href={address(Route::Check)} aria-label={texts::PRODUCT}>{Icon::Product.draw()}<span>{texts::PRODUCT}</span></a>
                <nav class="nav" aria-label={texts::NAVIGATION}><ul>{ for places }</ul></nav>
                <span class="provenance">{texts::provenance(&provenance.date, &provenance.commit)}</span>
                {display_menu(state.display, act)}
            </div>
        </header>
    }
}

//! A path in a narrow place.

use yew::prelude::*;

/// A path that breaks after its slashes and underscores, if it has to.
pub fn path_text(path: &str) -> Html {
    path.split_inclusive(['/', '_']).map(|part| html! { <>{part.to_owned()}<wbr /></> }).collect()
}

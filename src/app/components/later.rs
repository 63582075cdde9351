//! What is drawn a frame after the rest.

use crate::app::browser::layout;
use yew::prelude::*;

/// Whether the first drawing of a component is on the screen: what costs time and is not looked at first can wait for it.
#[hook]
pub fn use_is_painted() -> bool {
    let is_painted = use_state_eq(|| false);
    {
        let is_painted = is_painted.clone();
        use_effect_with((), move |()| {
            // This frame is the one that is drawn; the next comes after it.
            layout::at_next_frame(move || layout::at_next_frame(move || is_painted.set(true)));
        });
    }
    *is_painted
}

/// What [`Later`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct LaterProps {
    /// Describes what comes; that takes a part of the time, too.
    pub draw: Callback<(), Html>,
}

/// Shows something a frame after the rest: what stands below the first screen should not delay what stands on it.
#[component]
pub fn Later(props: &LaterProps) -> Html {
    if use_is_painted() {
        props.draw.emit(())
    } else {
        html! {}
    }
}

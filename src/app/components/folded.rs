//! Something that opens.

use web_sys::HtmlDetailsElement;
use yew::prelude::*;

/// What [`Folded`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct FoldedProps {
    /// Its class.
    pub class: &'static str,
    /// What always stands there.
    pub summary: Html,
    /// What comes out.
    pub children: Html,
}

/// A disclosure of the browser's own. What is in it is made when it is first opened, and then stays: most are never.
#[component]
pub fn Folded(props: &FoldedProps) -> Html {
    let was_open = use_state_eq(|| false);
    let ontoggle = {
        let was_open = was_open.clone();
        Callback::from(move |event: Event| {
            if event.target_dyn_into::<HtmlDetailsElement>().is_some_and(|details| details.open()) {
                was_open.set(true);
            }
        })
    };
    html! {
        <details class={props.class} {ontoggle}>
            <summary>{props.summary.clone()}</summary>
            if *was_open {
                {props.children.clone()}
            }
        </details>
    }
}

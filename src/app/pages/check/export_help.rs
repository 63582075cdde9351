//! How exports are made.

use crate::app::components::{Command, Icon};
use crate::app::texts;
use yew::prelude::*;

/// A disclosure with a command for each kind of list.
#[component]
pub fn ExportHelp() -> Html {
    let commands = texts::EXPORTS.into_iter().map(|export| {
        html! { <li><h3>{export.title}</h3><Command command={export.command} label={export.title} /></li> }
    });
    html! {
        <details class="export">
            <summary>{Icon::Chevron.draw()}{texts::EXPORT_TITLE}</summary>
            <p>{texts::EXPORT_TEXT}</p>
            <ul>{ for commands }</ul>
        </details>
    }
}

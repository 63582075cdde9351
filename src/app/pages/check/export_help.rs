//! How exports are made.

use crate::app::components::{Icon, command};
use crate::app::texts;
use crate::inventory::Kind;
use crate::wording::export_command;
use yew::prelude::*;

/// A disclosure with a command for each kind of list.
pub fn export_help() -> Html {
    let commands = Kind::ALL.into_iter().map(|kind| {
        let title = texts::export_title(kind);
        html! { <li><h3>{title}</h3>{command(export_command(kind), title)}</li> }
    });
    html! {
        <details class="export">
            <summary>
                <h2>{texts::EXPORT_TITLE}</h2>
                <span class="export-short">{texts::EXPORT_SHORT}</span>
                {Icon::Chevron.draw()}
            </summary>
            <p>{texts::EXPORT_TEXT}</p>
            <ul>{ for commands }</ul>
        </details>
    }
}

//! How exports are made.

use crate::app::components::{Icon, code_text, command};
use crate::inventory::Kind;
use crate::wording::page as texts;
use crate::wording::{EXPORT_EVERYTHING, export_command};
use yew::prelude::*;

/// A disclosure with a snippet for everything, and a command for each kind of list.
pub fn export_help() -> Html {
    let commands = Kind::ALL.into_iter().map(|kind| {
        let title = texts::export_title(kind);
        html! { <li><h4>{title}</h4>{command(export_command(kind), title)}</li> }
    });
    html! {
        <details class="export">
            <summary>
                <h2>{texts::EXPORT_TITLE}</h2>
                <span class="export-short">{texts::EXPORT_SHORT}</span>
                {Icon::Chevron.draw()}
            </summary>
            <p>{texts::EXPORT_TEXT}</p>
            <h3>{texts::EXPORT_ALL}</h3>
            <p>{code_text(texts::EXPORT_ALL_TEXT)}</p>
            {command(EXPORT_EVERYTHING, texts::EXPORT_ALL)}
            <h3>{texts::EXPORT_EACH}</h3>
            <ul>{ for commands }</ul>
        </details>
    }
}

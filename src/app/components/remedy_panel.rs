//! What mends something: a script, definitions, and what no command mends.

use super::{CopyButton, code_text};
use crate::app::browser::document;
use crate::present::RemedyView;
use crate::wording::page as texts;
use yew::prelude::*;

/// How many lines of a long script are shown; all are copied and saved.
const LINES: usize = 40;

/// The remedy, or that it is on its way. `name` is what it is for, for the names of buttons and files.
pub fn remedy_panel(view: Option<&RemedyView>, name: &str) -> Html {
    let Some(view) = view else {
        return html! { <p class="findings-wait">{texts::LOADING_REMEDY}</p> };
    };
    html! {
        <div class="remedy">
            if !view.effects.is_empty() {
                <p class="remedy-effects">
                    <b>{texts::effects(view.commands)}</b>{" "}
                    { for view.effects.iter().map(|effect| html! { <span class="tag">{effect.to_string()}</span> }) }
                </p>
            }
            if !view.script.is_empty() {
                {block(&view.script, texts::REMEDY_COMMANDS, name, "sh")}
            }
            if let Some(flavors) = &view.flavors {
                <p class="remedy-title">{texts::REMEDY_FLAVORS}</p>
                {block(flavors, texts::REMEDY_FLAVORS, &format!("{name}-flavors"), "yaml")}
            }
            if let Some(images) = &view.images {
                <p class="remedy-title">{texts::REMEDY_IMAGES}</p>
                {block(images, texts::REMEDY_IMAGES, &format!("{name}-images"), "yaml")}
            }
            if !view.reasons.is_empty() {
                <p class="remedy-title">{texts::REMEDY_REASONS}</p>
                <ul>{ for view.reasons.iter().map(|reason| html! { <li>{code_text(reason)}</li> }) }</ul>
            }
        </div>
    }
}

/// A text with buttons that copy and save it whole.
fn block(text: &str, label: &'static str, name: &str, ending: &str) -> Html {
    let shown: String = text.split_inclusive('\n').take(LINES).collect();
    let left = text.split_inclusive('\n').skip(LINES).count();
    let file = format!("{name}.{ending}");
    let save = {
        let (file, text) = (file.clone(), text.to_owned());
        Callback::from(move |_: MouseEvent| document::save(&file, &text))
    };
    html! {
        <div class="command">
            <pre class="command-text" tabindex="0" aria-label={label}><code><bdi>{shown}</bdi></code></pre>
            <div class="command-buttons">
                <CopyButton text={text.to_owned()} label={format!("{label}, {name}")} />
                <button type="button" class="button small" onclick={save}>
                    {texts::SAVE}<span class="unseen">{" "}{file}</span>
                </button>
            </div>
            if left > 0 {
                <p class="command-left">{texts::lines_left(left)}</p>
            }
        </div>
    }
}

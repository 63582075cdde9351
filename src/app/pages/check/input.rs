//! Where exports come in.

use crate::app::browser::{contents, document, files, transfer};
use crate::app::components::Icon;
use crate::app::state::Action;
use crate::wording::page as texts;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement, HtmlTextAreaElement};
use yew::platform::time::sleep;
use yew::prelude::*;

/// A paste of more bytes does not go into the paste area.
const PASTE_LIMIT: usize = 256 * 1024;

/// A paste of more bytes is checked before it is shown: laying it out takes longer than checking it, and with an answer the
/// paste area is folded away.
const SHOWN_FIRST_LIMIT: usize = 4 * 1024;

/// How long such a paste is not missed in the paste area.
const SHOWN_AFTER: Duration = Duration::from_millis(200);

/// What [`Input`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct InputProps {
    /// The text in the paste area was checked and understood.
    pub is_understood: bool,
    /// There is no result yet.
    pub is_first: bool,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// A drop zone that is a file picker and a paste area, too. What is typed is known to the browser alone until it is
/// checked.
#[component]
pub fn Input(props: &InputProps) -> Html {
    let area = use_node_ref();
    // Something was typed since the last check.
    let is_edited = use_mut_ref(|| false);
    // A paste that is not shown yet.
    let unshown = use_mut_ref(|| None::<String>);

    let show = {
        let unshown = unshown.clone();
        move |area: &HtmlTextAreaElement| {
            if let Some(text) = unshown.take() {
                // What was typed meanwhile came after it.
                area.set_value(&(text + &area.value()));
            }
        }
    };
    let check = {
        let (area, is_edited, act) = (area.clone(), is_edited.clone(), props.act.clone());
        let show = show.clone();
        Callback::from(move |is_further: bool| {
            let area = area.cast::<HtmlTextAreaElement>();
            area.iter().for_each(&show);
            let text = area.map(|area| area.value()).unwrap_or_default();
            *is_edited.borrow_mut() = false;
            if text.trim().is_empty() {
                document::focus("paste");
            } else {
                act.emit(Action::CheckText { file: contents::keep_text(&text), is_further });
            }
        })
    };
    let oninput = {
        let (check, is_edited) = (check.clone(), is_edited.clone());
        Callback::from(move |event: InputEvent| match event.input_type().as_str() {
            "insertFromPaste" | "insertFromDrop" => check.emit(false),
            _ => *is_edited.borrow_mut() = true,
        })
    };
    let onpaste = {
        let (check, act, is_understood) = (check.clone(), props.act.clone(), props.is_understood);
        Callback::from(move |event: Event| {
            let area = event.target_dyn_into::<HtmlTextAreaElement>();
            let (Some(area), Some(text)) = (area, transfer::pasted_text(&event)) else { return };
            show(&area);
            if text.len() > PASTE_LIMIT {
                event.prevent_default();
                act.emit(Action::CheckPaste(contents::keep_text(&text)));
            } else if is_understood && !*is_edited.borrow() && !is_all_selected(&area) {
                // What stands there is settled: this is another export, not a part of it.
                event.prevent_default();
                area.set_value(&text);
                check.emit(true);
            } else if text.len() > SHOWN_FIRST_LIMIT && area.text_length() == 0 {
                event.prevent_default();
                *is_edited.borrow_mut() = false;
                act.emit(Action::CheckText { file: contents::keep_text(&text), is_further: false });
                *unshown.borrow_mut() = Some(text);
                let show = show.clone();
                spawn_local(async move {
                    sleep(SHOWN_AFTER).await;
                    show(&area);
                });
            }
        })
    };
    let chosen = |take: fn(Vec<File>, &Callback<Action>)| {
        let act = props.act.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            take(files::listed(input.files()), &act);
            // The same file can be chosen again.
            input.set_value("");
        })
    };
    html! {
        <section class={classes!("input", props.is_first.then_some("large"))} aria-label={texts::CHECK}>
            <div class="input-top">
                <div class="input-icon">{Icon::Tray.draw()}</div>
                <div class="input-words">
                    <p class="input-title">{texts::DROP_TITLE}</p>
                    <p class="input-kinds">{texts::DROP_KINDS}</p>
                </div>
                <div class="input-pickers">
                    <input type="file" id="files" class="unseen" multiple={true} onchange={chosen(files::take)} />
                    <label for="files" class="button">{texts::CHOOSE_FILES}</label>
                    <input type="file" id="folder" class="unseen" webkitdirectory={true} onchange={chosen(files::take_folder)} />
                    <label for="folder" class="button">{texts::CHOOSE_FOLDER}</label>
                </div>
            </div>
            <label for="paste" class="input-label">{texts::PASTE_LABEL}</label>
            <textarea id="paste" ref={area} class="input-area" rows="6" spellcheck="false" autocomplete="off"
                placeholder={texts::PASTE_HINT} {oninput} {onpaste} />
            <div class="input-bottom">
                <p class="privacy">{Icon::Lock.draw()}{texts::PRIVACY}</p>
                <button type="button" class="button primary" onclick={check.reform(|_| false)}>{texts::CHECK}</button>
            </div>
        </section>
    }
}

fn is_all_selected(area: &HtmlTextAreaElement) -> bool {
    let (start, end) = (area.selection_start(), area.selection_end());
    matches!((start, end), (Ok(Some(0)), Ok(Some(end))) if end == area.text_length())
}

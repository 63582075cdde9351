//! The files, and what was understood of them.

use crate::app::browser::document;
use crate::app::components::{Excerpt, Icon, NoticeBox, Tone};
use crate::app::state::Action;
use crate::app::texts;
use crate::present::FileView;
use crate::worker::messages::State as Told;
use std::rc::Rc;
use yew::prelude::*;

/// What [`FileList`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct FileListProps {
    /// What the host told.
    pub told: Rc<Told>,
    /// Whether the paste area is shown; `None` if it always is.
    pub is_input_open: Option<bool>,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// A chip for each file, and buttons to add some and to start over.
#[component]
pub fn FileList(props: &FileListProps) -> Html {
    let FileListProps { told, is_input_open, act } = props;
    // Whoever opens the paste area wants to be in it.
    use_effect_with(*is_input_open, |is_open| {
        if *is_open == Some(true) {
            document::focus("paste");
        }
    });
    let chips = told.files.iter().map(|file| {
        html! { <FileChip key={file.id.0} file={Rc::new(file.clone())} {act} /> }
    });
    html! {
        <section class="files" aria-label={texts::FILES}>
            <ul class="file-list">{ for chips }</ul>
            <div class="file-actions">
                if let Some(is_open) = *is_input_open {
                    <button type="button" class="button small" aria-expanded={is_open.to_string()} aria-controls="input"
                        onclick={act.reform(|_| Action::ToggleInput)}>{texts::ADD_MORE}</button>
                }
                <button type="button" class="button small" onclick={act.reform(|_| Action::Clear)}>{texts::START_OVER}</button>
            </div>
        </section>
    }
}

/// What [`FileChip`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct FileChipProps {
    /// The file.
    pub file: Rc<FileView>,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// A list item: a file's name, what was understood, its notes behind a button, why it was not understood.
#[component]
pub fn FileChip(props: &FileChipProps) -> Html {
    let FileChipProps { file, act } = props;
    let is_open = use_state_eq(|| false);
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let id = file.id;
    let notes_id = format!("notes-{}", id.0);
    let state =
        if file.error.is_some() { Some("error") } else { (!file.notes.is_empty()).then_some("noted") };
    let is_wide = *is_open || file.error.is_some();
    html! {
        <li class={classes!("file", state, is_wide.then_some("wide"))}>
            <div class="file-row">
                <span class="file-name"><bdi>{&*file.name}</bdi></span>
                if file.error.is_some() {
                    <span class="file-error">{texts::NOT_UNDERSTOOD}</span>
                }
                { for file.lists.iter().map(|list| html! { <span class="file-what">{list}</span> }) }
                if !file.notes.is_empty() {
                    <button type="button" class="link" onclick={toggle} aria-expanded={is_open.to_string()}
                        aria-controls={notes_id.clone()} aria-label={texts::notes_of(file.notes.len(), &file.name)}>
                        {texts::notes(file.notes.len())}
                    </button>
                }
                <button type="button" class="round" aria-label={texts::remove(&file.name)}
                    onclick={act.reform(move |_| Action::Remove(id))}>{Icon::Cross.draw()}</button>
            </div>
            if let Some(error) = &file.error {
                <NoticeBox notice={error.clone()} tone={Tone::Error} />
            }
            if *is_open {
                <div id={notes_id} class="file-notes">
                    { for file.notes.iter().map(|note| html! { <NoticeBox notice={note.clone()} tone={Tone::Note} /> }) }
                </div>
            }
            if let Some(lines) = file.excerpt.clone().filter(|_| is_wide) {
                <Excerpt {lines} />
            }
        </li>
    }
}

//! The files, and what was understood of them.

use crate::app::components::{Icon, Tone, excerpt, notice_box};
use crate::app::state::{Action, State};
use crate::inventory::Kind;
use crate::present::{FileId, FileView};
use crate::wording::page as texts;
use crate::worker::messages::SessionFile;
use std::rc::Rc;
use yew::prelude::*;

/// A chip for each file, and buttons to add some and to start over. Beside a result, the first of these shows the
/// paste area.
pub fn file_list(state: &State, has_result: bool, act: &Callback<Action>) -> Html {
    let files = &state.session.files;
    if files.is_empty() {
        return html! {};
    }
    let told = state.told.as_ref().map(|told| told.files.as_slice()).unwrap_or_default();
    let chips = files.iter().map(|file| match told.iter().find(|view| view.id == file.id) {
        Some(view) => html! { <FileChip key={file.id.0} file={Rc::new(view.clone())} {act} /> },
        None => waiting_chip(file, state.is_judging(), act),
    });
    let is_open = state.is_input_open;
    html! {
        <section class="files" aria-label={texts::FILES}>
            <ul class="file-list" role="list">{ for chips }</ul>
            <div class="file-actions">
                if has_result {
                    <button type="button" class="button small" aria-expanded={is_open.to_string()} aria-controls="input"
                        onclick={act.reform(|_| Action::ToggleInput)}>{texts::ADD_MORE}</button>
                }
                <button type="button" class="button small" onclick={act.reform(|_| Action::Clear)}>{texts::START_OVER}</button>
            </div>
        </section>
    }
}

/// A file of which nothing was told yet.
fn waiting_chip(file: &SessionFile, is_judging: bool, act: &Callback<Action>) -> Html {
    let id = file.id;
    html! {
        <li key={id.0} class="file waiting">
            <div class="file-row">
                <p class="file-words">
                    <bdi class="file-name">{&*file.name}</bdi>
                    <span class="file-what">{if is_judging { texts::BEING_READ } else { texts::NOT_READ }}</span>
                </p>
                <button type="button" class="round" aria-label={texts::remove(&file.name)}
                    onclick={act.reform(move |_| Action::Remove(id))}>{Icon::Cross.draw()}</button>
            </div>
        </li>
    }
}

/// What went last, with a button that brings it back.
pub fn removed(state: &State, act: &Callback<Action>) -> Html {
    let Some(removed) = &state.removed else { return html! {} };
    let first = removed.files().next().map(|file| &*file.name).unwrap_or_default();
    html! {
        <p class="removed">
            <bdi>{texts::removed(first, removed.files().len())}</bdi>
            <button type="button" id="undo" class="button small" onclick={act.reform(|_| Action::Undo)}>{texts::UNDO}</button>
        </p>
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
                <p class="file-words">
                    <bdi class="file-name">{&*file.name}</bdi>
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
                </p>
                <button type="button" class="round" aria-label={texts::remove(&file.name)}
                    onclick={act.reform(move |_| Action::Remove(id))}>{Icon::Cross.draw()}</button>
            </div>
            if let Some(error) = &file.error {
                {notice_box(error, Tone::Error)}
            }
            if file.asks_for_kind {
                {kind_choice(id, act)}
            }
            if *is_open {
                <div id={notes_id} class="file-notes">
                    { for file.notes.iter().map(|note| notice_box(note, Tone::Note)) }
                </div>
            }
            if let Some((first, text)) = file.excerpt.as_ref().filter(|_| is_wide) {
                {excerpt(*first, text)}
            }
        </li>
    }
}

/// A button for each kind that the file may list.
fn kind_choice(id: FileId, act: &Callback<Action>) -> Html {
    let buttons = Kind::ALL.into_iter().map(|kind| {
        let onclick = act.reform(move |_: MouseEvent| Action::SayKind(id, kind));
        html! { <button type="button" class="button small" {onclick}>{texts::export_title(kind)}</button> }
    });
    html! {
        <div class="kinds" role="group" aria-label={texts::IT_LISTS}>
            <span>{texts::IT_LISTS}</span>
            { for buttons }
        </div>
    }
}

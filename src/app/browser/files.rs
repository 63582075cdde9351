//! Files and folders that a person chose or dropped.

use super::{contents, document};
use crate::app::route::Route;
use crate::app::state::{Action, NewFile};
use crate::wording::{Notice, page as texts};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};
use yew::Callback;

/// How many files of a folder are taken.
const FOLDER_LIMIT: usize = 500;

/// Names of files in folders that may be exports end in one of these, or in nothing.
pub const EXPORTS: &[&str] = &["json", "yaml", "yml", "csv", "tsv", "txt", "log", "out", "gz", "tfstate"];

/// Names of files in folders that may be files of the standards end in one of these.
pub const STANDARDS: &[&str] = &["yaml", "yml", "md", "py", "lst"];

/// Both.
const EITHER: &[&str] =
    &["json", "yaml", "yml", "csv", "tsv", "txt", "log", "out", "gz", "tfstate", "md", "py", "lst"];

/// The files of a list, which the browser empties later.
pub fn listed(list: Option<FileList>) -> Vec<File> {
    let list = list.into_iter();
    list.flat_map(|list| (0..list.length()).filter_map(move |index| list.get(index))).collect()
}

/// Gives files to the page.
pub fn take(files: Vec<File>, act: &Callback<Action>) {
    if files.is_empty() {
        return;
    }
    act.emit(Action::Fetching);
    add(files.into_iter().map(|file| (file.name(), file)).collect(), 0, EXPORTS, act);
}

/// Gives files that hold newer standards to the page.
pub fn take_standards(files: Vec<File>, act: &Callback<Action>) {
    if files.is_empty() {
        return;
    }
    act.emit(Action::Fetching);
    let files = files.into_iter().map(|file| {
        let name = file.name();
        NewFile { is_standards: true, ..contents::keep(&name, file.unchecked_into()) }
    });
    act.emit(Action::Add { files: files.collect(), problems: Vec::new() });
}

/// Files that were chosen for the Impact page, those of a folder under their paths there: as many as there may be, whose names
/// end in one of these. What was left out is told.
pub fn given(files: Vec<File>, endings: &'static [&'static str]) -> (Vec<NewFile>, Option<Notice>) {
    let all = files.len();
    let files = files.into_iter().map(|file| (path_of(&file), file));
    // A folder may be a whole checkout. What was chosen by itself is wanted, whatever its name is.
    let is_taken = |path: &str| !path.contains('/') || is_wanted(path, endings);
    let files: Vec<_> = files.filter(|(path, _)| is_taken(path)).take(FOLDER_LIMIT).collect();
    let left_out = all - files.len();
    let notice = (left_out > 0).then(|| texts::left_out_of_folder(left_out, FOLDER_LIMIT, endings));
    (files.into_iter().map(|(name, file)| contents::keep(&name, file.unchecked_into())).collect(), notice)
}

/// The path of a file in the folder that was chosen, or its name.
fn path_of(file: &File) -> String {
    let path =
        js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

/// Gives the files of a folder that was chosen to the page, under their paths in it.
pub fn take_folder(files: Vec<File>, act: &Callback<Action>) {
    if files.is_empty() {
        return;
    }
    act.emit(Action::Fetching);
    let all = files.len();
    let files = files.into_iter().map(|file| (path_of(&file), file));
    let files: Vec<_> = files.filter(|(path, _)| is_wanted(path, EXPORTS)).take(FOLDER_LIMIT).collect();
    let left_out = all - files.len();
    add(files, left_out, EXPORTS, act);
}

/// Gives what was dropped to the page: files, and the files of folders.
pub fn take_dropped(transfer: &DataTransfer, act: &Callback<Action>) {
    let items = transfer.items();
    let items = (0..items.length()).filter_map(|index| items.get(index));
    let entries: Vec<_> = items.filter_map(|item| item.webkit_get_as_entry().ok().flatten()).collect();
    // Asked for now: the browser forgets them after the event.
    let files = listed(transfer.files());
    if !entries.iter().any(FileSystemEntry::is_directory) {
        return take(files, act);
    }
    act.emit(Action::Fetching);
    let act = act.clone();
    let endings = if document::location().route == Route::Impact { EITHER } else { EXPORTS };
    spawn_local(async move {
        let (files, left_out) = walk(entries, endings).await;
        add(files, left_out, endings, &act);
    });
}

fn add(files: Vec<(String, File)>, left_out: usize, endings: &[&str], act: &Callback<Action>) {
    let problems = match (files.is_empty(), left_out) {
        (_, 0) => Vec::new(),
        (true, _) => vec![texts::folder_without_exports(endings)],
        (false, left_out) => vec![texts::left_out_of_folder(left_out, FOLDER_LIMIT, endings)],
    };
    let files = files.into_iter().map(|(name, file)| contents::keep(&name, file.unchecked_into()));
    act.emit(Action::Add { files: files.collect(), problems });
}

fn is_wanted(path: &str, endings: &[&str]) -> bool {
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    let name = path.rsplit('/').next().unwrap_or(path);
    let has_ending =
        |(_, ending): (&str, &str)| endings.iter().any(|known| ending.eq_ignore_ascii_case(known));
    // Exports that a shell wrote may have none.
    let without = endings.contains(&"json");
    !is_hidden && name.rsplit_once('.').map_or(without, has_ending)
}

/// The files in entries and the folders among them, under their paths, with the number of those that were left out.
async fn walk(entries: Vec<FileSystemEntry>, endings: &[&str]) -> (Vec<(String, File)>, usize) {
    let (mut files, mut left_out, mut waiting) = (Vec::new(), 0, entries);
    waiting.reverse();
    let mut looked_at = 0;
    while let Some(entry) = waiting.pop() {
        looked_at += 1;
        if looked_at > 20 * FOLDER_LIMIT {
            left_out += waiting.len();
            break;
        }
        let path = entry.full_path().trim_start_matches('/').to_owned();
        if entry.is_directory() {
            let mut inside = children(entry.unchecked_into()).await;
            inside.reverse();
            waiting.extend(inside);
        } else if files.len() < FOLDER_LIMIT && is_wanted(&path, endings) {
            match file(entry.unchecked_into()).await {
                Some(file) => files.push((path, file)),
                None => left_out += 1,
            }
        } else {
            left_out += 1;
        }
    }
    (files, left_out)
}

async fn children(folder: FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut children: Vec<FileSystemEntry> = Vec::new();
    // Each answer is a part; the last is empty.
    loop {
        let part = answered(|done, failed| {
            let _ = reader.read_entries_with_callback_and_callback(done, failed);
        });
        let Some(part) = part.await.map(JsCast::unchecked_into::<Array>) else { return children };
        if part.length() == 0 || children.len() > 20 * FOLDER_LIMIT {
            return children;
        }
        children.extend(part.iter().map(JsCast::unchecked_into));
    }
}

async fn file(entry: FileSystemFileEntry) -> Option<File> {
    let file = answered(|done, failed| entry.file_with_callback_and_callback(done, failed));
    file.await.map(JsCast::unchecked_into)
}

/// What a function of the browser answers by a callback.
async fn answered(mut ask: impl FnMut(&Function, &Function)) -> Option<JsValue> {
    JsFuture::from(Promise::new(&mut |done, failed| ask(&done, &failed))).await.ok()
}

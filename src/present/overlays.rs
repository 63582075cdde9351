//! Files of newer standards, as the page shows them.

use super::check::{FileId, FileView};
use crate::catalogue::{CatalogueError, OverlayEffect};
use crate::wording::{Notice, overlay_effect_text, overlay_error, overlay_holds_more, overlays_not_used};

/// Shows a file of standards that is in force, by what it changes, and with a note if it holds more than was understood.
pub fn overlay_view<'e>(
    id: FileId,
    name: &str,
    bytes: usize,
    effects: impl Iterator<Item = &'e OverlayEffect>,
    holds_more: bool,
) -> FileView {
    let notes = holds_more.then(overlay_holds_more).into_iter().collect();
    FileView { lists: effects.map(overlay_effect_text).collect(), notes, ..file(id, name, bytes) }
}

/// Shows a file of standards while some such file is broken, for then none is in force: with what is wrong with this one,
/// or that another one is.
pub fn refused_overlay_view(id: FileId, name: &str, bytes: usize, error: &CatalogueError) -> FileView {
    let problems = error.problems.iter().zip(overlay_error(error));
    let own = problems.filter(|(problem, _)| problem.place.as_ref().is_none_or(|place| *place.file == *name));
    let mut notices = own.map(|(_, notice)| notice);
    let not_used = Notice { what: overlays_not_used(), ..Notice::default() };
    match notices.next() {
        Some(first) => FileView { error: Some(first), notes: notices.collect(), ..file(id, name, bytes) },
        None => FileView { notes: vec![not_used], ..file(id, name, bytes) },
    }
}

fn file(id: FileId, name: &str, bytes: usize) -> FileView {
    FileView {
        id,
        name: name.into(),
        bytes,
        lists: Vec::new(),
        notes: Vec::new(),
        error: None,
        excerpt: None,
        asks_for_kind: false,
    }
}

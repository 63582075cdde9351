//! The text of a list, for searching.

use super::columns::columns;
use super::contents::Records;
use crate::inventory::Kind;
use crate::wording::resources::cell_text;

/// The texts of all rows, one a line, in lower case.
#[derive(Debug)]
pub(super) struct SearchText {
    text: String,
    /// Where each line ends.
    ends: Vec<usize>,
}

/// How many words are looked for.
const MOST_WORDS: usize = 8;

impl SearchText {
    /// What the rows of a list show, and the ids.
    pub(super) fn new(records: &Records<'_>, kind: Kind, total: usize) -> SearchText {
        let mut search = SearchText { text: String::new(), ends: Vec::with_capacity(total) };
        for index in 0..total {
            for column in columns(kind) {
                if let Some(text) = records.content(kind, index, *column).text() {
                    search.push(&text);
                }
            }
            let identity = records.inventory.identity(kind, index);
            if let Some(id) = identity.and_then(|identity| identity.id.as_deref()) {
                search.push(&cell_text(id));
            }
            search.text.push('\n');
            search.ends.push(search.text.len());
        }
        search
    }

    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        self.text.len()
    }

    /// Adds a text, which holds no new line, to the last line.
    fn push(&mut self, text: &str) {
        self.text.extend(text.chars().flat_map(char::to_lowercase));
        self.text.push(' ');
    }

    /// Whether each line has all of the words in it.
    pub(super) fn find(&self, words: &str) -> Vec<bool> {
        let words = words.to_lowercase();
        let mut found = vec![true; self.ends.len()];
        for word in words.split_whitespace().take(MOST_WORDS) {
            self.keep(word, &mut found);
        }
        found
    }

    /// Keeps the lines that have the word in them: one pass over the whole text.
    fn keep(&self, word: &str, found: &mut [bool]) {
        let mut hits = self.text.match_indices(word).map(|(at, _)| at).peekable();
        for (end, found) in self.ends.iter().zip(found) {
            let mut has_hit = false;
            while hits.next_if(|at| at < end).is_some() {
                has_hit = true;
            }
            *found &= has_hit;
        }
    }
}

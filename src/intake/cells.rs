//! Rows of texts under titles → the JSON that the same client would have printed.

use super::lenient::push_letter;
use super::record::{Names, RawRecord};
use crate::inventory::{Kind, Value};

/// A list as a table or CSV holds it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    /// The titles of the columns.
    pub(super) titles: Vec<String>,
    /// The rows, with as many cells as there are titles.
    pub(super) rows: Vec<Vec<String>>,
}

/// A row with another number of cells than there are titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    /// Its line, from 0.
    pub(super) line: usize,
    /// Its cells.
    pub(super) found: usize,
}

/// How many rows become one text of JSON, so that the whole list never stands there twice.
const ROWS_AT_ONCE: usize = 1000;
/// A longer title is none of ours.
const TITLE_LIMIT: usize = 64;

impl Sheet {
    /// The sheet as lists of objects; a sheet of fields and values as the one object that it describes.
    pub(super) fn documents<'s>(&'s self, names: &mut Names) -> impl Iterator<Item = String> + use<'s> {
        let is_record = self.titles.len() == 2
            && self.titles.first().is_some_and(|title| matches!(title.as_str(), "Field" | "Property"));
        let single = if is_record {
            let pairs = self.rows.iter().filter_map(|row| Some((row.first()?, row.get(1)?)));
            Some(object(pairs))
        } else if self.rows.is_empty() {
            // The titles alone tell what the list is of.
            let name = self.kind(names).map(container_name);
            Some(name.map_or_else(|| "[]".to_owned(), |name| format!("{{\"{name}\": []}}")))
        } else {
            None
        };
        let chunks = if single.is_none() { self.rows.chunks(ROWS_AT_ONCE) } else { [].chunks(ROWS_AT_ONCE) };
        single.into_iter().chain(chunks.map(|rows| self.list(rows)))
    }

    fn list(&self, rows: &[Vec<String>]) -> String {
        let mut json = String::from("[");
        for row in rows {
            if json.len() > 1 {
                json.push(',');
            }
            let cells = self.titles.iter().zip(row);
            json.push_str(&object(cells.filter(|(title, _)| title.len() <= TITLE_LIMIT)));
        }
        json.push(']');
        json
    }

    /// What a record with these titles would be.
    fn kind(&self, names: &mut Names) -> Option<Kind> {
        let mut record = RawRecord::default();
        for title in &self.titles {
            record.push(names.key(title), Value::Null);
        }
        record.settle_titles();
        record.kind(None)
    }
}

/// Names and texts as an object of JSON.
pub(super) fn object<'a>(pairs: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let mut json = String::from("{");
    for (name, text) in pairs {
        if json.len() > 1 {
            json.push(',');
        }
        push_text(&mut json, name);
        json.push(':');
        push_text(&mut json, text);
    }
    json.push('}');
    json
}

/// Adds a text to JSON, in quotes.
pub(super) fn push_text(json: &mut String, text: &str) {
    json.push('"');
    for letter in text.chars() {
        push_letter(json, letter);
    }
    json.push('"');
}

/// The name of a list in the answers of the APIs.
fn container_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Flavor => "flavors",
        Kind::Image => "images",
        Kind::VolumeType => "volume_types",
        Kind::SecurityGroupRule => "default_security_group_rules",
        Kind::Service => "catalog",
        Kind::ImageUsage => "usage",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(titles: &[&str], rows: &[&[&str]]) -> Sheet {
        let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        Sheet { titles: owned(titles), rows: rows.iter().map(|row| owned(row)).collect() }
    }

    #[test]
    fn long_lists_come_in_pieces() {
        let rows = vec![vec!["x".to_owned()]; 2 * ROWS_AT_ONCE + 1];
        let sheet = Sheet { titles: vec!["Name".to_owned()], rows };
        assert_eq!(sheet.documents(&mut Names::default()).count(), 3);
    }

    #[test]
    fn lists_records_and_nothing() {
        let cases = [
            (
                sheet(&["ID", "Name"], &[&["1", "a\"b"], &["2", "c\n"]]),
                "[{\"ID\":\"1\",\"Name\":\"a\\\"b\"},{\"ID\":\"2\",\"Name\":\"c\\n\"}]",
            ),
            (sheet(&["Field", "Value"], &[&["id", "1"], &["name", "a"]]), "{\"id\":\"1\",\"name\":\"a\"}"),
            (sheet(&["ID", "Name", "VCPUs"], &[]), "{\"flavors\": []}"),
            (sheet(&["What", "Ever"], &[]), "[]"),
        ];
        for (sheet, expected) in cases {
            assert_eq!(sheet.documents(&mut Names::default()).collect::<Vec<_>>(), [expected]);
        }
    }
}

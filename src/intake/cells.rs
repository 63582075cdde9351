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

impl Sheet {
    /// The sheet as a list of objects; a sheet of fields and values as the one object that it describes.
    pub(super) fn into_json(self, names: &mut Names) -> String {
        if let [field, _] = self.titles.as_slice()
            && matches!(field.as_str(), "Field" | "Property")
        {
            let pairs = self.rows.iter().filter_map(|row| Some((row.first()?, row.get(1)?)));
            return object(pairs);
        }
        if self.rows.is_empty() {
            // The titles alone tell what the list is of.
            let name = self.kind(names).map(container_name);
            return name.map_or_else(|| "[]".to_owned(), |name| format!("{{\"{name}\": []}}"));
        }
        let mut json = String::from("[");
        for row in &self.rows {
            if json.len() > 1 {
                json.push(',');
            }
            json.push_str(&object(self.titles.iter().zip(row)));
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
            assert_eq!(sheet.into_json(&mut Names::default()), expected);
        }
    }
}

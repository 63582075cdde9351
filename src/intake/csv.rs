//! Comma-separated values, or with semicolons or tabs, under a line of titles.

use super::cells::{Misfit, Sheet};
use super::columns::column_of;
use super::lines::Lines;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// A list of CSV, and how much of the text it took.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CsvList {
    pub(super) sheet: Sheet,
    /// Bytes.
    pub(super) length: usize,
    /// The row at which it ends.
    pub(super) misfit: Option<Misfit>,
    /// The text ends within its last row.
    pub(super) is_cut: bool,
}

const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// The separator by which the line is a line of titles of which we know two, and half of all.
pub(super) fn separator_of(line: &str) -> Option<char> {
    let titles = |separator: char| line.split(separator).map(|title| title.trim().trim_matches('"'));
    let known = |separator: &char| titles(*separator).filter(|title| column_of(title).is_some()).count();
    let is_titles = |separator: &char| known(separator) >= 2.max(titles(*separator).count() / 2);
    SEPARATORS.into_iter().filter(is_titles).max_by_key(known)
}

/// The separator that a line `sep=;` of a spreadsheet program names.
pub(super) fn named_separator(line: &str) -> Option<char> {
    let mut letters = line.trim().strip_prefix("sep=")?.chars();
    let separator = letters.next().filter(char::is_ascii)?;
    letters.next().is_none().then_some(separator)
}

/// Reads the list that the text begins with, up to a line that is none of its rows.
pub(super) fn read_csv(text: &str, separator: char) -> Option<CsvList> {
    let mut records = Records {
        reader: ReaderBuilder::new().delimiter(u8::try_from(separator).ok()?).build(),
        rest: text.as_bytes(),
        fields: Vec::new(),
    };
    let titles = records.next()?;
    let mut sheet = Sheet { titles, rows: Vec::new() };
    let mut length = text.len() - records.rest.len();
    let (mut misfit, mut is_cut) = (None, false);
    while let Some(mut row) = records.next() {
        // A quote that nobody closes takes in all that follows.
        if records.rest.is_empty() && has_open_quote(text.get(length..).unwrap_or_default()) {
            (length, is_cut) = (text.len(), true);
            break;
        }
        // Spreadsheet programs write empty cells behind rows, and below them.
        let filled = row.iter().rposition(|field| !field.is_empty()).map_or(0, |last| last + 1);
        if filled == 0 {
            length = text.len() - records.rest.len();
            continue;
        }
        row.truncate(filled.max(sheet.titles.len()));
        if row.len() != sheet.titles.len() {
            let line = Lines::new(text.get(..length).unwrap_or_default()).count();
            misfit = Some(Misfit { line, found: row.len() });
            break;
        }
        // The same titles again: lists of one kind one after the other.
        if row != sheet.titles {
            sheet.rows.push(row);
        }
        length = text.len() - records.rest.len();
    }
    Some(CsvList { sheet, length, misfit, is_cut })
}

fn has_open_quote(row: &str) -> bool {
    row.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

/// Goes through the records of a text. Blank lines are none.
struct Records<'t> {
    reader: Reader,
    rest: &'t [u8],
    fields: Vec<u8>,
}

impl Records<'_> {
    fn next(&mut self) -> Option<Vec<String>> {
        let mut ends = vec![0; 32];
        let (mut written, mut fields) = (0, 0);
        loop {
            self.fields.resize((written + 1024).max(self.fields.len()), 0);
            let (result, read, wrote, ended) =
                self.reader.read_record(self.rest, self.fields.get_mut(written..)?, ends.get_mut(fields..)?);
            self.rest = self.rest.get(read..)?;
            written += wrote;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.fields.resize(self.fields.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return None,
            }
        }
        let mut start = 0;
        let record = ends.iter().take(fields).map(|end| {
            let field = self.fields.get(start..*end).unwrap_or_default();
            start = *end;
            String::from_utf8_lossy(field).into_owned()
        });
        Some(record.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators() {
        assert_eq!(separator_of("\"ID\",\"Name\",\"RAM\""), Some(','));
        assert_eq!(separator_of("ID;Name;Is Public"), Some(';'));
        assert_eq!(separator_of("ID\tName"), Some('\t'));
        assert_eq!(separator_of("WARNING, something, else"), None);
        assert_eq!((named_separator("sep=;"), named_separator("sep=ab")), (Some(';'), None));
    }

    #[test]
    fn quotes_may_hold_anything() {
        let text = "ID,Name\r\n1,\"a, \"\"b\"\"\nc\"\r\n\r\n2,d\r\nroot@ctl:~# \r\n";
        let list = read_csv(text, ',').unwrap();
        assert_eq!(list.sheet.rows, [["1", "a, \"b\"\nc"], ["2", "d"]]);
        assert_eq!(text.split_at(list.length).1.trim_start(), "root@ctl:~# \r\n");
        assert_eq!(list.misfit, Some(Misfit { line: 5, found: 1 }));
    }

    #[test]
    fn empty_cells_are_nothing() {
        let list = read_csv("ID,Name\n1,a,,\n,\n2,b\n,,,\n", ',').unwrap();
        assert_eq!((list.sheet.rows.len(), list.misfit), (2, None));
    }

    #[test]
    fn a_row_that_is_cut_off_is_none() {
        let list = read_csv("ID,Name\n1,a\n2,\"b, {'c': 'd", ',').unwrap();
        assert_eq!((list.sheet.rows.len(), list.is_cut), (1, true));
    }

    #[test]
    fn long_fields_and_many_fields_fit() {
        let titles = (0..100).map(|number| format!("t{number}")).collect::<Vec<_>>().join(",");
        let row = format!("{}{}", "x".repeat(5000), ",y".repeat(99));
        let list = read_csv(&format!("{titles}\n{row}\n"), ',').unwrap();
        assert_eq!((list.sheet.titles.len(), list.sheet.rows[0][0].len(), list.misfit), (100, 5000, None));
    }
}

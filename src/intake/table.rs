//! Tables of the OpenStack clients, also folded to the width of a terminal, and tables of Markdown and HTML.

use super::cells::{Misfit, Sheet};
use super::columns::{Column, column_of};
use super::html::unescape;
use super::lines::Lines;

/// A table, and how much of the text it took.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) sheet: Sheet,
    /// Bytes.
    pub(super) length: usize,
    /// Its lower edge is there.
    pub(super) is_closed: bool,
    /// Its cells were folded: blanks at a fold are a guess.
    pub(super) is_folded: bool,
    /// A row at which a table of Markdown or HTML ends.
    pub(super) misfit: Option<Misfit>,
}

/// Whether the line is an edge of a table: `+-----+-----+`, or the part of it that a narrow terminal shows.
pub(super) fn is_rule(line: &str) -> bool {
    line.len() > 3 && line.starts_with("+-") && line.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'='))
}

/// Reads the table that the text begins with: an edge, titles, an edge, rows, an edge. Cells are cut where the edge has
/// its corners, for a cell may hold bars.
pub(super) fn read_table(text: &str) -> Option<Table> {
    let mut lines = Lines::new(text);
    let mut rule = lines.next()?.trim().to_owned();
    for _ in 0..MOST_PIECES {
        if rule.ends_with('+') || !lines.peek().is_some_and(|line| line.starts_with(['-', '+'])) {
            break;
        }
        rule.push_str(lines.next()?.trim());
    }
    if !is_rule(&rule) {
        return None;
    }
    let grid = Grid::new(&rule);
    let mut titles: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    // The pieces of the cells of the record that is being read.
    let mut record: Vec<Vec<String>> = Vec::new();
    let mut anchor = 0;
    let mut edges = 1;
    let mut is_folded = false;
    let mut ends_with_edge = true;
    while let Some(line) = lines.peek() {
        let line = line.trim();
        ends_with_edge = !line.starts_with('|');
        if line.starts_with('|') {
            // The last row may be cut off.
            let Some((cells, after)) = grid.next_row(&lines) else { break };
            lines = after;
            if titles.is_empty() {
                anchor = never_folding(&cells);
                titles = cells;
                continue;
            }
            // A record begins where a column that is never folded is filled.
            if cells.get(anchor).is_some_and(|cell| !cell.is_empty()) {
                rows.extend(grid.complete(&mut record, &titles, &mut is_folded));
            }
            if record.is_empty() {
                record = vec![Vec::new(); titles.len()];
            }
            record.iter_mut().zip(cells).for_each(|(pieces, cell)| pieces.push(cell));
        } else if is_rule(line) || (line.starts_with(['-', '+']) && line.ends_with('+')) {
            edges += 1;
            lines.next();
            let has_more = lines.peek().is_some_and(|line| line.starts_with('|'));
            if edges > 2 && !has_more {
                break;
            }
        } else {
            break;
        }
    }
    rows.extend(grid.complete(&mut record, &titles, &mut is_folded));
    let length = lines.consumed();
    let table = Table {
        sheet: Sheet { titles, rows },
        length,
        is_closed: edges > 2 && ends_with_edge,
        is_folded,
        misfit: None,
    };
    (!table.sheet.titles.is_empty()).then_some(table)
}

/// Into how many lines a terminal may break one.
const MOST_PIECES: usize = 100;

/// Where a table has its columns.
struct Grid {
    /// The places of the corners, in columns of the terminal.
    corners: Vec<usize>,
    /// The room for text in each column.
    widths: Vec<usize>,
}

impl Grid {
    fn new(rule: &str) -> Grid {
        let corners: Vec<usize> = rule.char_indices().filter(|(_, c)| *c == '+').map(|(at, _)| at).collect();
        let widths = corners.windows(2).map(|pair| match pair {
            // A blank stands at both sides.
            [left, right] => (right - left).saturating_sub(3),
            _ => 0,
        });
        let widths = widths.collect();
        Grid { corners, widths }
    }

    /// The cells of the next row, joined again where a terminal broke it, and the lines behind it.
    fn next_row<'t>(&self, lines: &Lines<'t>) -> Option<(Vec<String>, Lines<'t>)> {
        let mut lines = lines.clone();
        let mut row = lines.next()?.trim().to_owned();
        for _ in 0..MOST_PIECES {
            if self.is_whole(&row) || lines.peek().is_none_or(|line| line.starts_with(['|', '+'])) {
                break;
            }
            row.push_str(lines.next()?.trim_end_matches(['\r', '\n']));
        }
        let cells = if self.is_whole(&row) { self.cells(&row) } else { None };
        Some((cells?, lines))
    }

    /// The row of a record whose pieces are all there; `None` if there are none.
    fn complete(
        &self,
        record: &mut Vec<Vec<String>>,
        titles: &[String],
        is_folded: &mut bool,
    ) -> Option<Vec<String>> {
        let record = std::mem::take(record);
        let is_field = record.first()?.first().is_some_and(|field| field == "endpoints");
        let cells = record.into_iter().zip(&self.widths).zip(titles).map(|((pieces, width), title)| {
            // Endpoints have lines of their own. Whether these are folded, only their reader tells.
            if is_field || column_of(title) == Some(Column::Endpoints) {
                return pieces.join("\n").trim_end().to_owned();
            }
            let (text, was_folded) = unfold(&pieces, *width);
            *is_folded |= was_folded;
            text
        });
        Some(cells.collect())
    }

    fn is_whole(&self, row: &str) -> bool {
        row.ends_with('|') && row.bytes().filter(|byte| *byte == b'|').count() >= self.corners.len()
    }

    /// The cells of a row, cut where the corners are; where there is no bar, at what looks like one.
    fn cells(&self, row: &str) -> Option<Vec<String>> {
        let mut cuts = Vec::with_capacity(self.corners.len());
        let mut column = 0;
        for (at, letter) in row.char_indices() {
            if letter == '|' && self.corners.get(cuts.len()) == Some(&column) {
                cuts.push(at);
            }
            column += columns_of(letter);
        }
        if cuts.len() == self.corners.len() {
            let cells = cuts.windows(2).map(|pair| match pair {
                [left, right] => row.get(left + 1..*right).unwrap_or_default().trim().to_owned(),
                _ => String::new(),
            });
            return Some(cells.collect());
        }
        let inner = row.trim_start_matches('|').trim_end_matches('|');
        let cells: Vec<String> = inner.split(" | ").map(|cell| cell.trim().to_owned()).collect();
        (cells.len() == self.widths.len()).then_some(cells)
    }
}

/// How many columns of a terminal a letter takes: letters of East Asia two, marks above others none.
fn columns_of(letter: char) -> usize {
    match letter {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// The column that is filled in the first row of each record, for its texts are short.
fn never_folding(titles: &[String]) -> usize {
    const SHORT: [Column; 9] = [
        Column::Ram,
        Column::Vcpus,
        Column::Disk,
        Column::Protected,
        Column::Ethertype,
        Column::Type,
        Column::IsPublic,
        Column::Status,
        Column::Limit,
    ];
    let find = |column| titles.iter().position(|title| column_of(title) == Some(column));
    SHORT.into_iter().find_map(find).unwrap_or_default()
}

/// Joins the pieces of a cell. Clients fold texts at blanks, which vanish, after hyphens, and within words that are
/// longer than the column; where the next word would still have fitted, the text itself has a new line. Tells, too,
/// whether there was a fold.
fn unfold(pieces: &[String], width: usize) -> (String, bool) {
    let mut is_folded = false;
    let filled = pieces.iter().rposition(|piece| !piece.is_empty()).map_or(0, |last| last + 1);
    let mut pieces = pieces.iter().take(filled);
    let mut text = pieces.next().cloned().unwrap_or_default();
    let mut before = text.chars().count();
    for piece in pieces {
        let word = first_word(piece).chars().count();
        let ends_with_hyphen = text.ends_with('-');
        let room = if ends_with_hyphen { before + word } else { before + 1 + word };
        let joint = if room <= width || before == 0 {
            "\n"
        } else if text.ends_with("',") {
            " "
        } else if before == width || ends_with_hyphen {
            ""
        } else {
            " "
        };
        is_folded |= joint != "\n";
        text.push_str(joint);
        text.push_str(piece);
        before = piece.chars().count();
    }
    (text, is_folded)
}

/// What the clients move to the next line as one: up to a blank, or behind a hyphen between words that are no numbers.
fn first_word(text: &str) -> &str {
    let text = text.split(' ').next().unwrap_or_default();
    let run =
        |text: &str| text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').count();
    let is_word = |text: &str| text.chars().take(run(text)).skip(1).any(|letter| !letter.is_numeric());
    for (at, _) in text.match_indices('-') {
        let (before, after) = text.split_at(at + 1);
        let ends_a_word =
            before.chars().rev().nth(1).is_some_and(|letter| letter.is_alphabetic() || letter == '_');
        if ends_a_word && is_word(after) {
            return before;
        }
    }
    text
}

/// More columns no list has.
pub(super) const MOST_COLUMNS: usize = 200;

/// Whether the line is the one below the titles of a Markdown table: `|---|:--|`.
pub(super) fn is_markdown_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|')
        && line.contains("--")
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// Reads the Markdown table that the text begins with.
pub(super) fn read_markdown_table(text: &str) -> Option<Table> {
    let mut lines = Lines::new(text);
    let titles = markdown_cells(lines.next()?);
    if !is_markdown_rule(lines.next()?) || titles.len() > MOST_COLUMNS {
        return None;
    }
    let mut table = Table {
        sheet: Sheet { titles, rows: Vec::new() },
        length: 0,
        is_closed: true,
        is_folded: false,
        misfit: None,
    };
    while let Some(line) = lines.peek().filter(|line| line.trim_start().starts_with('|')) {
        if !table
            .add_row(markdown_cells(line), || Lines::new(text).take_while(|other| *other != line).count())
        {
            break;
        }
        lines.next();
    }
    // A row that lost its first bar.
    if let Some(line) = lines.peek().filter(|line| table.misfit.is_none() && line.contains(" | ")) {
        let before = text.get(..lines.consumed()).unwrap_or_default();
        table.misfit = Some(Misfit { line: Lines::new(before).count(), found: line.split(" | ").count() });
    }
    table.length = lines.consumed();
    (!table.sheet.rows.is_empty() || table.misfit.is_some()).then_some(table)
}

impl Table {
    /// Adds a row, to which cells at the end may be missing. Of too many cells it cannot be told which are which.
    pub(super) fn add_row(&mut self, mut row: Vec<String>, line: impl FnOnce() -> usize) -> bool {
        if row.len() > self.sheet.titles.len() {
            self.misfit = Some(Misfit { line: line(), found: row.len() });
            return false;
        }
        row.resize(self.sheet.titles.len(), String::new());
        self.sheet.rows.push(row);
        true
    }
}

fn markdown_cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let Some(cell) = cells.last_mut() else { break };
        match letter {
            '|' => cells.push(String::new()),
            '`' => {}
            '\\' => cell.extend(letters.next()),
            other => cell.push(other),
        }
    }
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| unescape(cell.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        read_table(text).unwrap().sheet.rows
    }

    #[test]
    fn cells_may_hold_bars_and_new_lines() {
        let text = "+----+-------+\n| ID | Name  |\n+----+-------+\n| 1  | a | b |\n| 2  | x     |\n|    | y     |\n+----+-------+\nrest";
        let table = read_table(text).unwrap();
        assert_eq!(table.sheet.rows, [["1", "a | b"], ["2", "x\ny"]]);
        assert!(table.is_closed && !table.is_folded);
        assert_eq!(text.split_at(table.length).1, "rest");
    }

    #[test]
    fn folded_cells_are_joined() {
        let text = "+----------+-----+------------------+\n| ID       | RAM | Properties       |\n+----------+-----+------------------+\n\
            | 1f00b111 |   1 | a='x', scs:cpu-  |\n| -2b01    |     | type='shared-    |\n|          |     | core', b='c'     |\n+----------+-----+------------------+\n";
        assert_eq!(rows(text), [["1f00b111-2b01", "1", "a='x', scs:cpu-type='shared-core', b='c'"]]);
        assert!(read_table(text).unwrap().is_folded);
    }

    #[test]
    fn words_break_where_clients_break_them() {
        let cases = [
            ("ubuntu-2204-kube-v1.28/x", "ubuntu-2204-kube-v1.28/x"),
            ("k8s-capi-images/a", "k8s-"),
            ("type='shared-core'", "type='shared-"),
            ("a-b c-d", "a-b"),
        ];
        for (text, word) in cases {
            assert_eq!(first_word(text), word, "{text}");
        }
    }

    #[test]
    fn rows_that_a_terminal_broke_are_joined() {
        let text =
            "+----+-----\n--+\n| ID | Nam\ne  |\n+----+-----\n--+\n| 1  | abc\nde |\n+----+-----\n--+\n";
        assert_eq!(rows(text), [["1", "abcde"]]);
    }

    #[test]
    fn wide_letters_take_two_columns() {
        let text = "+----+--------+\n| ID | Name   |\n+----+--------+\n| 1  | 雲 | x |\n+----+--------+\n";
        assert_eq!(rows(text), [["1", "雲 | x"]]);
    }

    #[test]
    fn a_table_that_is_cut_off_keeps_its_rows() {
        let table = read_table("+----+\n| ID |\n+----+\n| 1  |\n| 2").unwrap();
        assert_eq!(table.sheet.rows, [["1"]]);
        assert!(!table.is_closed);
    }

    #[test]
    fn markdown() {
        let text = "| Name | VCPUs |\n|:-----|------:|\n| `SCS-1V-2` | 1 |\n| \\_\\_x | 2 |\n\nrest";
        let table = read_markdown_table(text).unwrap();
        assert_eq!(table.sheet.titles, ["Name", "VCPUs"]);
        assert_eq!(table.sheet.rows, [["SCS-1V-2", "1"], ["__x", "2"]]);
        assert_eq!(text.split_at(table.length).1.trim(), "rest");
    }
}

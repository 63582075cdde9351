//! What is left of HTML in a paste: character references, and tables.

use super::cells::Sheet;
use super::table::{MOST_COLUMNS, Table};

/// Replaces references like `&quot;` and `&#34;` by their letters.
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        rest = after;
        let letter = match reference(after) {
            Some((letter, behind)) => {
                rest = behind;
                letter
            }
            None => '&',
        };
        plain.push(letter);
    }
    plain.push_str(rest);
    plain
}

/// The letter of a reference, and what follows it.
fn reference(text: &str) -> Option<(char, &str)> {
    const NAMES: [(&str, char); 6] =
        [("quot", '"'), ("amp", '&'), ("lt", '<'), ("gt", '>'), ("apos", '\''), ("nbsp", ' ')];
    // The longest reference that there is to look for has eight digits.
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let (name, rest) = text.split_at_checked(end)?;
    let letter = match name.strip_prefix('#') {
        Some(code) => {
            let hexadecimal = code.strip_prefix(['x', 'X']);
            let code = hexadecimal.map_or_else(|| code.parse(), |code| u32::from_str_radix(code, 16));
            char::from_u32(code.ok()?)?
        }
        None => NAMES.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter)?,
    };
    Some((letter, rest.strip_prefix(';')?))
}

/// Whether there are references to quotes, without which nothing escaped could be an export.
pub(super) fn has_references(text: &str) -> bool {
    ["&quot;", "&#34;", "&#39;", "&#x27;", "&#x22;"].iter().any(|reference| text.contains(reference))
}

/// Reads the HTML table that the text begins with. The first row has the titles.
pub(super) fn read_html_table(text: &str) -> Option<Table> {
    let end = text.find("</table>").map(|at| at + "</table>".len());
    let (table, _) = text.split_at_checked(end.unwrap_or(text.len()))?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    // Whether the text stands in a cell.
    let mut is_in_cell = false;
    for piece in table.split('<').skip(1) {
        let Some((tag, words)) = piece.split_once('>') else { continue };
        match tag.split_ascii_whitespace().next().unwrap_or_default() {
            "tr" => rows.push(Vec::new()),
            "td" | "th" => {
                is_in_cell = true;
                rows.last_mut()?.push(String::new());
            }
            "/td" | "/th" | "/tr" => is_in_cell = false,
            _ => {}
        }
        if is_in_cell && let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push_str(&unescape(words.trim_matches(['\n', '\r'])));
        }
    }
    let mut rows = rows.into_iter();
    let titles = rows.next().filter(|titles| titles.len() <= MOST_COLUMNS)?;
    let mut table = Table {
        sheet: Sheet { titles, rows: Vec::new() },
        length: table.len(),
        is_closed: end.is_some(),
        is_folded: false,
        misfit: None,
    };
    for row in rows {
        if !table.add_row(row, || 0) {
            break;
        }
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        let cases = [
            ("[{&quot;a&quot;: &#34;b&#x27;&#34;}]", "[{\"a\": \"b'\"}]"),
            (
                "a & b &amp; c &amp;quot; &unknown; &#xffffffff; &",
                "a & b & c &quot; &unknown; &#xffffffff; &",
            ),
        ];
        for (escaped, plain) in cases {
            assert_eq!(unescape(escaped), plain);
        }
    }

    #[test]
    fn a_table() {
        let html = "<table class=\"x\"><thead><tr><th>Name</th><th>RAM</th></tr></thead><tbody><tr>\n<td><b>a</b> &lt;</td>\
            <td>1</td></tr><tr><td>b</td></tr></tbody></table> rest";
        let table = read_html_table(html).unwrap();
        assert_eq!(table.sheet.titles, ["Name", "RAM"]);
        assert_eq!(table.sheet.rows, [["a <", "1"], ["b", ""]]);
        assert_eq!(html.split_at(table.length).1, " rest");
    }
}

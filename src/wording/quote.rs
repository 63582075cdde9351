//! Values from exports, made fit to be shown: of bounded length, and without characters that are not seen.

/// How many characters of a value are shown.
const LIMIT: usize = 80;

/// How many values of a list are shown in a table cell.
const LIST_LIMIT: usize = 12;

/// How many characters the values of a list may take in a sentence.
const LIST_WIDTH: usize = 160;

/// The value as it is shown in a table cell: cut after 80 characters, characters that are not seen as escapes, empty
/// text as a word.
pub(super) fn shown(value: &str) -> String {
    shown_within(value, LIMIT)
}

/// As [`shown`], with another length.
pub(super) fn shown_within(value: &str, limit: usize) -> String {
    if value.is_empty() {
        return "(empty)".to_owned();
    }
    let mut text = String::new();
    let mut width = 0;
    for letter in value.chars() {
        let piece = visible(letter);
        width += piece.chars().count();
        if width > limit {
            text.push('…');
            break;
        }
        text.push_str(&piece);
    }
    text
}

/// The value between backticks, for a sentence.
pub(super) fn code(value: &str) -> String {
    code_within(value, LIMIT)
}

/// As [`code`], with another length.
pub(super) fn code_within(value: &str, limit: usize) -> String {
    let text = shown_within(value, limit);
    if value.is_empty() { text } else { format!("`{text}`") }
}

/// The character, or its escape where it cannot be seen, changes the direction of the text or would end a quotation.
fn visible(letter: char) -> String {
    match letter {
        '`' => letter.escape_unicode().to_string(),
        _ if letter.is_control() => letter.escape_default().to_string(),
        _ if is_seen(letter) => letter.to_string(),
        _ => letter.escape_unicode().to_string(),
    }
}

/// Whether the character is seen where it stands, and leaves the direction of the text alone.
pub(super) fn is_seen(letter: char) -> bool {
    let is_mark = matches!(
        letter,
        '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    );
    !is_mark && !letter.is_control()
}

/// Values for a table cell: "a, b, c", after a dozen "or …".
pub(super) fn cell_list<T: AsRef<str>>(values: &[T]) -> String {
    let shown = values.iter().take(LIST_LIMIT).map(|value| shown(value.as_ref())).collect::<Vec<_>>();
    let rest = if values.len() > LIST_LIMIT { " or …" } else { "" };
    shown.join(", ") + rest
}

/// Values for a sentence: "`a`, `b` or `c`", or "…" at the end where there are too many.
pub(super) fn sentence_list<T: AsRef<str>>(values: &[T], conjunction: &str) -> String {
    let mut shown: Vec<String> = Vec::new();
    let mut width = 0;
    for value in values {
        let next = code(value.as_ref());
        width += next.chars().count() + 2;
        if width > LIST_WIDTH {
            shown.push("…".to_owned());
            break;
        }
        shown.push(next);
    }
    joined(&shown, conjunction)
}

/// "a", "a and b", "a, b and c".
pub(super) fn joined<T: AsRef<str>>(parts: &[T], conjunction: &str) -> String {
    let texts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match texts.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, before)) => format!("{} {conjunction} {last}", before.join(", ")),
    }
}

/// The text as a sentence of its own.
pub(super) fn with_full_stop(text: &str) -> String {
    let text = text.trim();
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_cut_and_made_visible() {
        let cases = [
            ("", "(empty)"),
            ("null", "null"),
            ("Ubuntu 24.04", "Ubuntu 24.04"),
            ("a\nb\t\0\u{7f}", "a\\nb\\t\\u{0}\\u{7f}"),
            ("\u{202e}gnp.exe\u{2066}\u{200b}", "\\u{202e}gnp.exe\\u{2066}\\u{200b}"),
            ("`x`", "\\u{60}x\\u{60}"),
            ("<b>ä", "<b>ä"),
        ];
        for (value, expected) in cases {
            assert_eq!(shown(value), expected);
        }
        assert_eq!(shown(&"x".repeat(80)), "x".repeat(80));
        assert_eq!(shown(&"ä".repeat(10_000_000)), format!("{}…", "ä".repeat(80)));
        // The length counts as it is shown.
        assert_eq!(shown(&"\u{202e}".repeat(99)).chars().count(), 81);
    }

    #[test]
    fn lists_are_joined_and_cut() {
        assert_eq!(sentence_list(&["a"], "or"), "`a`");
        assert_eq!(sentence_list(&["a", "", "c"], "or"), "`a`, (empty) or `c`");
        assert_eq!(sentence_list(&["x".repeat(90), "y".repeat(90)], "and").chars().count(), 89);
        assert_eq!(cell_list(&["1"; 12]), "1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1");
        assert_eq!(cell_list(&["1"; 13]), "1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 or …");
        assert_eq!(joined::<&str>(&[], "and"), "");
    }
}

//! Values from exports, made fit to be shown: of bounded length, and without characters that are not seen.

use crate::flavor_name::look_alike;
use crate::seen::{escaped, is_seen, seen};
use std::fmt::Write as _;

/// How many characters of a value are shown.
const LIMIT: usize = 80;

/// How many values of a list are shown in a table cell.
const LIST_LIMIT: usize = 12;

/// How many characters of a name are shown; those of OpenStack have 255 at most.
const NAME_LIMIT: usize = 255;

/// How many marks may stand above and below a letter. Living languages need two.
const MOST_MARKS: usize = 2;

/// How many letters that are not what they seem are named.
const NAMED_LETTERS: usize = 3;

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
    cut(value, limit, |letter| letter == '`')
}

/// A name for a place of its own, where backticks mean nothing: cut after 255 characters, characters that are not seen as
/// escapes.
pub fn name_text(name: &str) -> String {
    cut(name, NAME_LIMIT, |_| false)
}

/// The name or path of a file, whole: two that differ stay different. Characters that are not seen as escapes.
pub fn path_text(path: &str) -> String {
    cut(path, usize::MAX, |_| false)
}

/// A text of any number of lines, whole, with escapes for all else that is not seen: it does nothing to a terminal.
pub fn visible_lines(text: &str) -> String {
    seen(text).into_owned()
}

/// JSON of any number of lines that means the same, with escapes of JSON for what is not seen.
pub fn visible_json(json: &str) -> String {
    let mut visible = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_seen(letter) || letter == '\n' {
            visible.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(visible, "\\u{unit:04x}");
        }
    }
    visible
}

/// The letters of a flavor's name that are not of ASCII, of which all names of the standard are, in sentences: "Character 2 is
/// `С` (U+0421), which looks like `C` and is another letter."; `None` for a name without any.
pub fn foreign_letters_text(name: &str) -> Option<String> {
    let foreign = || name.chars().enumerate().filter(|(_, letter)| !letter.is_ascii());
    let sentences = foreign().take(NAMED_LETTERS).map(|(at, letter)| {
        let place = at.saturating_add(1);
        let what = letter_text(letter);
        format!("Character {place} is {what}.")
    });
    let mut sentences: Vec<String> = sentences.collect();
    let count = foreign().count();
    if count > NAMED_LETTERS {
        sentences.push(format!("{} more are not of ASCII.", count.saturating_sub(NAMED_LETTERS)));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// What a character that is not of ASCII is: "`С` (U+0421), which looks like `C` and is another letter".
pub(super) fn letter_text(letter: char) -> String {
    let code_point = format!("U+{:04X}", u32::from(letter));
    match look_alike(letter) {
        Some(plain) => {
            format!(
                "`{letter}` ({code_point}), which looks like {} and is another letter",
                code(&plain.to_string())
            )
        }
        None if is_seen(letter) => format!("`{letter}` ({code_point}), which is not of ASCII"),
        None => format!("{code_point}, which is not seen"),
    }
}

/// The value within a length, with escapes for what is not seen and for what `is_escaped` names.
fn cut(value: &str, limit: usize, is_escaped: impl Fn(char) -> bool) -> String {
    let mut text = String::new();
    let (mut width, mut marks) = (0, MOST_MARKS);
    for letter in value.chars() {
        marks = if is_combining(letter) { marks + 1 } else { 0 };
        let is_shown = is_seen(letter) && marks <= MOST_MARKS && !is_escaped(letter);
        let piece = if is_shown { letter.to_string() } else { escaped(letter) };
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

/// Whether the character stands above or below the one before it.
fn is_combining(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
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
            ("a\u{ad}b\u{a0}c\u{3000}\u{e0041}\u{fe0f}", "a\\u{ad}b\\u{a0}c\\u{3000}\\u{e0041}\\u{fe0f}"),
            // Of marks that pile up, two stay.
            ("e\u{301}\u{323}\u{301}", "e\u{301}\u{323}\\u{301}"),
            ("\u{301}x", "\\u{301}x"),
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
    fn names_and_lines_keep_their_backticks() {
        assert_eq!(name_text("`a`\u{1b}[31m"), "`a`\\u{1b}[31m");
        assert_eq!(name_text(&"x".repeat(256)).chars().count(), 256);
        assert_eq!(
            path_text(&["a/".repeat(500), "\n".into()].concat()),
            ["a/".repeat(500), "\\n".into()].concat()
        );
        assert_eq!(visible_lines("a\n\tb `c`\r\u{9b}31m\u{202e}\n"), "a\n\tb `c`\\r\\u{9b}31m\\u{202e}\n");
        assert_eq!(visible_lines(""), "");
        let json = serde_json::json!({"a\u{7f}": ["\u{9b}\u{e0041}", "\u{0}ä\u{2028}"]}).to_string();
        let visible = visible_json(&json);
        assert!(visible.chars().all(is_seen) && visible.contains("\\udb40\\udc41"), "{visible}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&visible).unwrap().to_string(), json);
    }

    #[test]
    fn letters_that_are_not_what_they_seem_are_named() {
        for (name, expected) in [
            ("SCS-2V-8", None),
            (
                "S\u{421}S-2V-8",
                Some("Character 2 is `\u{421}` (U+0421), which looks like `C` and is another letter."),
            ),
            ("SCS-2V-8\u{200b}", Some("Character 9 is U+200B, which is not seen.")),
            ("\u{e4}", Some("Character 1 is `\u{e4}` (U+00E4), which is not of ASCII.")),
        ] {
            assert_eq!(foreign_letters_text(name).as_deref(), expected, "{name:?}");
        }
        let many = foreign_letters_text(&"\u{421}".repeat(1000)).unwrap();
        assert!(many.ends_with("another letter. 997 more are not of ASCII."), "{many}");
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

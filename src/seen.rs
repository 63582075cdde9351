//! Characters that are seen for what they are, and escapes for the others. A text with them looks like another text, turns the
//! direction of what stands beside it, or has a terminal do something.

use std::borrow::Cow;

/// Whether the character is seen where it stands, for what it is, and leaves the direction of the text alone. Of blanks, only
/// the common one is: others look like it.
#[must_use]
pub fn is_seen(letter: char) -> bool {
    let is_mark = matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    );
    letter == ' ' || !(is_mark || letter.is_control() || letter.is_whitespace())
}

/// The character as an escape: `\n`, `\u{202e}`.
#[must_use]
pub fn escaped(letter: char) -> String {
    if letter.is_control() {
        letter.escape_default().to_string()
    } else {
        letter.escape_unicode().to_string()
    }
}

/// The text, whole, with escapes for what is not seen. New lines and tabs are layout and stay.
#[must_use]
pub fn seen(text: &str) -> Cow<'_, str> {
    replaced(text, escaped)
}

/// As [`seen`], with the escapes of YAML, `\u202e`: in texts of the standards, braces are placeholders.
#[must_use]
pub fn seen_in_yaml(text: &str) -> Cow<'_, str> {
    replaced(text, |letter| match u32::from(letter) {
        code @ ..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    })
}

fn replaced(text: &str, escape: impl Fn(char) -> String) -> Cow<'_, str> {
    let is_fine = |letter: char| is_seen(letter) || matches!(letter, '\n' | '\t');
    if text.chars().all(is_fine) {
        return Cow::Borrowed(text);
    }
    let mut visible = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_fine(letter) {
            visible.push(letter);
        } else {
            visible.push_str(&escape(letter));
        }
    }
    Cow::Owned(visible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_escaped_and_nothing_else() {
        let cases = [
            ("", ""),
            ("a\n\tb `c` ä", "a\n\tb `c` ä"),
            ("a\r\u{9b}31m\u{202e}\n", "a\\r\\u{9b}31m\\u{202e}\n"),
            ("a\u{ad}\u{a0}\u{3000}\u{e0041}\u{fe0f}", "a\\u{ad}\\u{a0}\\u{3000}\\u{e0041}\\u{fe0f}"),
        ];
        for (text, expected) in cases {
            assert_eq!(seen(text), expected);
        }
        assert_eq!(seen_in_yaml("{a}\u{7}\u{202e}\u{e0041}\n"), "{a}\\u0007\\u202e\\U000e0041\n");
    }
}

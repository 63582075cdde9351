//! Texts as Markdown that shows them as they are, wherever it is pasted: no HTML, links, mentions or references to
//! issues come of what stands in them.
//!
//! Trackers make links of plain words, escaped or not, but never within code. So all but ordinary words stands as code.

use crate::seen::{escaped, is_seen};

/// How many characters of a value are shown.
const LIMIT: usize = 200;

/// A value as code, in one line: cut after 200 characters, characters that are not seen as escapes.
pub fn markdown_code(value: &str) -> String {
    if value.is_empty() {
        return "(empty)".to_owned();
    }
    let mut text = String::new();
    let mut width = 0;
    for letter in value.chars() {
        let piece = if is_seen(letter) { letter.to_string() } else { escaped(letter) };
        width += piece.chars().count();
        if width > LIMIT {
            text.push('…');
            break;
        }
        text.push_str(&piece);
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    // One blank on each side is not part of the code.
    let has_blanks = text.starts_with(' ') && text.ends_with(' ');
    let pad = if has_blanks || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Sentences of ours, in one line: what stands between backticks, and all but ordinary words, as code.
pub fn markdown_prose(sentences: &str) -> String {
    let parts: Vec<&str> = sentences.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return markdown_code(sentences);
    }
    let mut text = String::new();
    for (at, part) in parts.into_iter().enumerate() {
        if at % 2 == 1 {
            push_code(&mut text, part);
            continue;
        }
        for (at, word) in part.split(char::is_whitespace).enumerate() {
            if at > 0 {
                text.push(' ');
            }
            if is_ordinary(word) {
                text.push_str(word);
            } else {
                push_code(&mut text, word);
            }
        }
    }
    text
}

/// A link with a text of ours; the text alone where the address is not one of the web, or would need escapes.
pub fn markdown_link(text: &str, address: &str) -> String {
    let text = markdown_prose(text);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#=%+,".contains(&byte);
    let is_safe = address.starts_with("https://") && address.bytes().all(is_plain);
    if is_safe { format!("[{text}]({address})") } else { text }
}

/// Lines as a block of code; `None` if they hold what is not seen, or take more than 8,000 bytes.
pub fn markdown_block(language: &str, lines: &str) -> Option<String> {
    const MOST: usize = 8_000;
    let can_be_shown = |letter: char| is_seen(letter) || matches!(letter, '\n' | '\t');
    if lines.len() > MOST || !lines.chars().all(can_be_shown) {
        return None;
    }
    let fence = "`".repeat((longest_run(lines) + 1).max(3));
    Some(format!("{fence}{language}\n{}\n{fence}\n", lines.trim_end_matches('\n')))
}

/// Adds code behind other text; backticks that touch would be one longer run.
fn push_code(text: &mut String, value: &str) {
    if text.ends_with('`') {
        text.push(' ');
    }
    text.push_str(&markdown_code(value));
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default()
}

/// Whether neither Markdown nor a tracker sees more in the word than a word.
fn is_ordinary(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '"', '“']);
    let word = word.trim_end_matches([',', '.', ';', ':', '?', '!', ')', '"', '”', '…', '%']);
    let is_letter = |letter: char| letter.is_alphanumeric() || "-–./,'’·×".contains(letter);
    let bytes = word.as_bytes();
    // `SCS-1` may be an issue, and seven hexadecimal digits a commit.
    let is_issue = bytes.windows(3).any(|three| {
        matches!(three, [letter, b'-', digit] if letter.is_ascii_uppercase() && digit.is_ascii_digit())
    });
    let is_commit = bytes.len() >= 7 && bytes.iter().all(u8::is_ascii_hexdigit);
    // Some trackers take an address for one behind any punctuation: `--www.x`.
    let is_address = bytes.windows(4).any(|four| four.eq_ignore_ascii_case(b"www."));
    // At the start of a line, hyphens are a list, a rule or the underline of a heading.
    let is_mark = word.starts_with('-');
    word.chars().all(is_letter) && !is_issue && !is_commit && !is_address && !is_mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_as_code() {
        let cases = [
            ("", "(empty)"),
            ("SCS-1V-4", "`SCS-1V-4`"),
            ("a`b", "``a`b``"),
            ("`", "`` ` ``"),
            ("``x`", "``` ``x` ```"),
            (" ", "`   `"),
            (" a ", "`  a  `"),
            (" a", "` a`"),
            ("\n# x\r\n", "`\\n# x\\r\\n`"),
            ("\u{202e}x\u{0}", "`\\u{202e}x\\u{0}`"),
            ("@all #1 <b>", "`@all #1 <b>`"),
        ];
        for (value, expected) in cases {
            assert_eq!(markdown_code(value), expected, "{value:?}");
        }
        assert_eq!(markdown_code(&"x".repeat(10_000_000)), format!("`{}…`", "x".repeat(200)));
    }

    #[test]
    fn all_but_ordinary_words_of_sentences_stands_as_code() {
        let cases = [
            (
                "The flavor (all of it) is “new”, 50% off: yes!",
                "The flavor (all of it) is “new”, 50% off: yes!",
            ),
            ("It lacks `a_b` and `c`.", "It lacks `a_b` and `c`."),
            ("see SCS-2C and image_source", "see `SCS-2C` and `image_source`"),
            ("ask @all, #12 or !3", "ask `@all,` `#12` or `!3`"),
            ("http://x www.x.y WWW.x a@b.c", "`http://x` `www.x.y` `WWW.x` `a@b.c`"),
            ("--www.x a/www.y", "`--www.x` `a/www.y`"),
            ("--- - x -y", "`---` `-` x `-y`"),
            ("0123abc 2026-11-23", "`0123abc` 2026-11-23"),
            ("<b>`x`", "`<b>` `x`"),
            ("`a``b`", "`a` `b`"),
            ("odd ` tick", "``odd ` tick``"),
            ("a\nb", "a b"),
            ("*a* _b_ [c] ~d~ |e| &amp; \\", "`*a*` `_b_` `[c]` `~d~` `|e|` `&amp;` `\\`"),
        ];
        for (sentence, expected) in cases {
            assert_eq!(markdown_prose(sentence), expected, "{sentence:?}");
        }
    }

    #[test]
    fn only_plain_addresses_become_links() {
        let url = "https://docs.scs.community/standards/scs-0100-v3#a-b";
        assert_eq!(markdown_link("Names", url), format!("[Names]({url})"));
        for address in ["javascript:alert(1)", "https://x/)", "https://x y", "https://x/<", "https://é/", ""]
        {
            assert_eq!(markdown_link("Names", address), "Names", "{address}");
        }
    }

    #[test]
    fn nothing_ends_a_block_but_its_end() {
        assert_eq!(markdown_block("sh", "a\n\tb\n").as_deref(), Some("```sh\na\n\tb\n```\n"));
        assert_eq!(markdown_block("sh", "```\nx").as_deref(), Some("````sh\n```\nx\n````\n"));
        for lines in ["a\rb", "a\u{202e}b", "a\u{2028}b", "a\u{1b}[0m"] {
            assert_eq!(markdown_block("sh", lines), None, "{lines:?}");
        }
        assert!(markdown_block("sh", &"x".repeat(8_000)).is_some());
        assert_eq!(markdown_block("sh", &"x".repeat(8_001)), None);
    }
}

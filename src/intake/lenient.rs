//! Nearly JSON → JSON: what Python prints, and what word processors, web pages and people make of JSON.

use super::decode::is_blank;
use crate::inventory::Format;

/// A list or object that was nearly JSON.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mended {
    /// It as JSON.
    pub(super) json: String,
    /// How many bytes of the text it took.
    pub(super) length: usize,
    /// What it was.
    pub(super) format: Format,
}

/// Rewrites the list or object at the start of the text as JSON: texts in single or typographic quotes, words of
/// Python, calls like `Munch(…)`, tuples, commas before closing brackets, odd blanks. An end that is missing stays
/// missing.
///
/// # Errors
/// For anything else, how many bytes were looked at.
pub(super) fn mend(text: &str) -> Result<Mended, usize> {
    let mut mender = Mender { text, at: 0, json: String::new(), open: Vec::new(), format: Format::Json };
    let is_mended = mender.value().is_some();
    let Mender { json, at, format, .. } = mender;
    if is_mended { Ok(Mended { json, length: at, format }) } else { Err(at) }
}

/// A bracket that was opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    List,
    Object,
    /// A tuple, which becomes a list.
    Tuple,
    /// The parentheses of a call, which vanish.
    Call,
}

struct Mender<'t> {
    text: &'t str,
    at: usize,
    json: String,
    open: Vec<Open>,
    format: Format,
}

impl Mender<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.rest().chars().next()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    fn value(&mut self) -> Option<()> {
        while let Some(letter) = self.next() {
            match letter {
                '[' => self.begin(Open::List),
                '{' => self.begin(Open::Object),
                '(' => self.begin(Open::Tuple),
                ']' | '}' | ')' => {
                    self.end(letter)?;
                    if self.open.is_empty() {
                        return Some(());
                    }
                }
                ',' | ':' => self.json.push(letter),
                '"' | '\'' => self.text_until(letter)?,
                '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' => self.typographic_text()?,
                other if is_blank(other) => self.json.push(' '),
                '-' | '0'..='9' => self.number(letter),
                other if other.is_ascii_alphabetic() || other == '_' => self.word(letter)?,
                _ => return None,
            }
        }
        Some(())
    }

    fn begin(&mut self, open: Open) {
        match open {
            Open::List | Open::Tuple => self.json.push('['),
            Open::Object => self.json.push('{'),
            Open::Call => {}
        }
        self.open.push(open);
    }

    fn end(&mut self, closing: char) -> Option<()> {
        let json = match (self.open.pop()?, closing) {
            (Open::List, ']') | (Open::Tuple, ')') => ']',
            (Open::Object, '}') => '}',
            (Open::Call, ')') => return Some(()),
            _ => return None,
        };
        let kept = self.json.trim_end_matches([' ', ',']).len();
        self.json.truncate(kept);
        self.json.push(json);
        Some(())
    }

    /// A text in straight quotes, with the escapes of JSON and Python.
    fn text_until(&mut self, quote: char) -> Option<()> {
        if quote == '\'' {
            self.format = Format::Python;
        }
        let start = self.json.len();
        self.json.push('"');
        while let Some(letter) = self.next() {
            match letter {
                '\\' => self.escape()?,
                other if other == quote => {
                    self.json.push('"');
                    return Some(());
                }
                // A terminal broke the line.
                '\n' | '\r' => {}
                other => push_letter(&mut self.json, other),
            }
        }
        // The end is missing: what stands here is no whole text.
        self.json.truncate(start);
        Some(())
    }

    fn typographic_text(&mut self) -> Option<()> {
        self.json.push('"');
        while let Some(letter) = self.next() {
            match letter {
                '\u{201c}' | '\u{201d}' | '\u{201f}' => {
                    self.json.push('"');
                    return Some(());
                }
                '\\' => self.escape()?,
                other => push_letter(&mut self.json, other),
            }
        }
        None
    }

    fn escape(&mut self) -> Option<()> {
        let digits = match self.next()? {
            '\'' => {
                self.json.push('\'');
                return Some(());
            }
            // A line of Python that goes on in the next.
            '\n' => return Some(()),
            'x' => 2,
            'U' => 8,
            // The others are JSON's own.
            other => {
                self.json.push('\\');
                self.json.push(other);
                return Some(());
            }
        };
        let code = u32::from_str_radix(self.rest().get(..digits)?, 16).ok()?;
        self.at += digits;
        push_letter(&mut self.json, char::from_u32(code)?);
        Some(())
    }

    fn number(&mut self, first: char) {
        self.json.push(first);
        while self.rest().starts_with(|letter: char| letter.is_ascii_alphanumeric() || ".+-".contains(letter))
        {
            let letter = self.next();
            self.json.extend(letter);
        }
    }

    fn word(&mut self, first: char) -> Option<()> {
        let start = self.at - first.len_utf8();
        while self.rest().starts_with(|letter: char| letter.is_ascii_alphanumeric() || "_.".contains(letter))
        {
            self.next();
        }
        let word = self.text.get(start..self.at)?;
        let json = match word {
            "true" | "True" => "true",
            "false" | "False" => "false",
            "null" | "None" | "nan" | "NaN" | "inf" => "null",
            // The prefix of a text of Python.
            "u" | "b" | "r" if self.rest().starts_with(['"', '\'']) => return Some(()),
            _ if self.rest().starts_with('(') => {
                self.next();
                // `Munch({…})` is what stands in it; of `Flavor(id=…)` nothing can be made.
                self.begin(Open::Call);
                return self.rest().starts_with(['{', '[', '(', '"', '\'']).then_some(());
            }
            _ => return None,
        };
        if word.starts_with(|letter: char| letter.is_ascii_uppercase()) {
            self.format = Format::Python;
        }
        self.json.push_str(json);
        Some(())
    }
}

/// Adds a letter to a text of JSON.
pub(super) fn push_letter(json: &mut String, letter: char) {
    match letter {
        '"' => json.push_str("\\\""),
        '\\' => json.push_str("\\\\"),
        '\n' => json.push_str("\\n"),
        '\t' => json.push_str("\\t"),
        '\r' => json.push_str("\\r"),
        control if control < ' ' => {
            json.push_str("\\u00");
            let code = u32::from(control);
            json.extend([code / 16, code % 16].into_iter().filter_map(|digit| char::from_digit(digit, 16)));
        }
        other => json.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Option<String> {
        mend(text).ok().map(|mended| mended.json)
    }

    #[test]
    fn what_python_prints() {
        let cases = [
            ("[{'a': None, 'b': True}]", "[{\"a\": null, \"b\": true}]"),
            ("{'it': \"it's\", \"x\": 'say \"hi\"'}", "{\"it\": \"it's\", \"x\": \"say \\\"hi\\\"\"}"),
            ("{'l': Munch({'c': (1, 2)}), 'u': u'x'}", "{\"l\": {\"c\": [1, 2]}, \"u\": \"x\"}"),
            ("{'a': 'gr\\xf6\\U000000dfe\\n\\\\'}", "{\"a\": \"größe\\n\\\\\"}"),
            ("[datetime('x', 1)]", "[\"x\", 1]"),
        ];
        for (text, expected) in cases {
            let mended = mend(text).unwrap();
            assert_eq!((mended.json.as_str(), mended.length), (expected, text.len()), "{text}");
            assert!(serde_json::from_str::<serde_json::Value>(&mended.json).is_ok(), "{text}");
        }
        assert_eq!(mend("[{'a': 1}]").unwrap().format, Format::Python);
    }

    #[test]
    fn what_people_make_of_json() {
        assert_eq!(json("[{\"a\": 1,},\n]").as_deref(), Some("[{\"a\": 1}]"));
        assert_eq!(json("{\u{201c}a\u{201d}:\u{a0}\u{201c}b\u{201d}}").as_deref(), Some("{\"a\": \"b\"}"));
        assert_eq!(json("{\"a\": \"b\nc\"}").as_deref(), Some("{\"a\": \"bc\"}"));
        assert_eq!(mend("[1] and more").map(|mended| mended.length), Ok(3));
    }

    #[test]
    fn what_is_something_else() {
        for text in
            ["[user@host ~]$", "[is old] {", "{a: b}", "[Flavor(id=1)]", "[1}", "[\u{1f600}]", "[-- x"]
        {
            assert_eq!(
                json(text).filter(|json| serde_json::from_str::<serde_json::Value>(json).is_ok()),
                None
            );
        }
    }

    #[test]
    fn a_missing_end_stays_missing() {
        assert_eq!(json("[{'a': 1}, {'b").as_deref(), Some("[{\"a\": 1}, {"));
    }
}

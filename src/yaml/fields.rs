//! Nodes → the fields of a schema.

use super::error::{Found, Location, YamlError, YamlProblem};
use super::node::{Content, Node};
use crate::date::Moment;
use std::cell::RefCell;
use std::collections::HashSet;

/// Problems that were met so far.
#[derive(Debug, Default)]
pub struct Problems(RefCell<Vec<YamlError>>);

impl Problems {
    fn add(&self, location: Location, problem: YamlProblem) {
        self.0.borrow_mut().push(YamlError { location: Some(location), problem });
    }

    /// All of them, in the order of reading.
    pub fn into_vec(self) -> Vec<YamlError> {
        self.0.into_inner()
    }
}

/// The entries of a mapping that is read by a schema. What is missing or wrong is noted, and a blank value goes in its
/// place; what the schema did not ask for is noted at the end.
#[derive(Debug)]
pub struct Fields<'n> {
    location: Location,
    entries: Vec<Entry<'n>>,
    /// The keys that the schema asked for.
    asked: Vec<&'static str>,
    problems: &'n Problems,
}

#[derive(Debug)]
struct Entry<'n> {
    key: &'n str,
    location: Location,
    value: &'n Node,
    is_read: bool,
}

impl<'n> Fields<'n> {
    /// Reads a node, which should be a mapping.
    pub fn read<T>(node: &'n Node, problems: &'n Problems, read: impl FnOnce(&mut Fields<'n>) -> T) -> T {
        let mut fields = Fields::new(node, problems);
        let value = read(&mut fields);
        fields.refuse_unknown();
        value
    }

    fn new(node: &'n Node, problems: &'n Problems) -> Fields<'n> {
        let mut entries: Vec<Entry<'n>> = Vec::new();
        let mut keys = HashSet::new();
        match &node.content {
            Content::Mapping(pairs) => {
                for (key, value) in pairs {
                    let location = key.location;
                    match &key.content {
                        Content::Scalar { text, .. } if !keys.insert(text.as_str()) => {
                            problems.add(location, YamlProblem::RepeatedKey(text.as_str().into()));
                        }
                        Content::Scalar { text, .. } => {
                            entries.push(Entry { key: text, location, value, is_read: false });
                        }
                        Content::Sequence(_) | Content::Mapping(_) => {
                            problems.add(location, wrong_type(key, "a key"));
                        }
                    }
                }
            }
            Content::Scalar { .. } | Content::Sequence(_) => {
                problems.add(node.location, wrong_type(node, "a mapping"));
            }
        }
        Fields { location: node.location, entries, asked: Vec::new(), problems }
    }

    fn refuse_unknown(self) {
        for entry in self.entries.iter().filter(|entry| !entry.is_read) {
            let unknown = YamlProblem::UnknownKey { found: entry.key.into(), expected: self.asked.clone() };
            self.problems.add(entry.location, unknown);
        }
    }

    fn optional(&mut self, key: &'static str) -> Option<&'n Node> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        let entry = self.entries.iter_mut().find(|entry| entry.key == key)?;
        entry.is_read = true;
        Some(entry.value)
    }

    fn required(&mut self, key: &'static str) -> Option<&'n Node> {
        let node = self.optional(key);
        if node.is_none() {
            self.problems.add(self.location, YamlProblem::MissingKey(key));
        }
        node
    }

    /// Where the mapping begins.
    pub fn location(&self) -> Location {
        self.location
    }

    /// Whether the mapping has the key.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// Notes a problem in the mapping as a whole.
    pub fn refuse(&self, problem: YamlProblem) {
        self.problems.add(self.location, problem);
    }

    fn scalar(&self, node: &'n Node, expected: &'static str) -> Option<&'n str> {
        match &node.content {
            Content::Scalar { text, .. } => Some(text),
            Content::Sequence(_) | Content::Mapping(_) => {
                self.problems.add(node.location, wrong_type(node, expected));
                None
            }
        }
    }

    fn items(&self, node: &'n Node) -> &'n [Node] {
        match &node.content {
            Content::Sequence(items) => items,
            Content::Scalar { .. } | Content::Mapping(_) => {
                self.problems.add(node.location, wrong_type(node, "a list"));
                &[]
            }
        }
    }

    /// Passes over a key that the schema knows and the program has no use for.
    pub fn skip(&mut self, key: &'static str) {
        self.optional(key);
    }

    /// A text that must be there.
    pub fn text(&mut self, key: &'static str) -> Box<str> {
        self.required(key).and_then(|node| self.scalar(node, "a text")).unwrap_or_default().into()
    }

    /// A text that may be there.
    pub fn optional_text(&mut self, key: &'static str) -> Option<Box<str>> {
        self.optional(key).and_then(|node| self.scalar(node, "a text")).map(Into::into)
    }

    /// A text that must be there and say something.
    pub fn filled_text(&mut self, key: &'static str) -> Box<str> {
        self.required(key).and_then(|node| self.filled(node, "a text")).unwrap_or_default().into()
    }

    /// A text that may be there; a key without a value is refused, for it may not mean the same as none.
    pub fn optional_filled_text(&mut self, key: &'static str) -> Option<Box<str>> {
        self.optional(key).and_then(|node| self.filled(node, "a text")).map(Into::into)
    }

    /// A day that must be there, as its first second; without one, 1970-01-01.
    pub fn date(&mut self, key: &'static str) -> Moment {
        self.required(key).map_or(Moment(0), |node| self.date_of(node))
    }

    /// A day that may be there, as its first second.
    pub fn optional_date(&mut self, key: &'static str) -> Option<Moment> {
        self.optional(key).map(|node| self.date_of(node))
    }

    fn date_of(&self, node: &'n Node) -> Moment {
        let expected = "a date like 2026-12-31";
        let Some(text) = self.filled(node, expected) else { return Moment(0) };
        // A moment may have a time, which a day has not.
        match text.parse() {
            Ok(moment) if text.len() == "2026-12-31".len() => moment,
            Ok(_) | Err(_) => {
                self.problems.add(node.location, wrong_type(node, expected));
                Moment(0)
            }
        }
    }

    fn filled(&self, node: &'n Node, expected: &'static str) -> Option<&'n str> {
        let text = self.scalar(node, expected)?;
        if node.is_null() || text.trim().is_empty() {
            self.problems.add(node.location, YamlProblem::WrongType { found: Found::Nothing, expected });
            return None;
        }
        Some(text)
    }

    /// Refuses the mapping if it has none of the keys.
    pub fn require_one_of(&self, keys: &[&'static str]) {
        if !self.entries.iter().any(|entry| keys.contains(&entry.key)) {
            self.refuse(YamlProblem::NoKey(keys.to_vec()));
        }
    }

    /// A list of texts that must be there.
    pub fn texts(&mut self, key: &'static str) -> Vec<Box<str>> {
        self.required(key).map(|node| self.texts_of(node)).unwrap_or_default()
    }

    /// A list of texts; no key is as good as an empty list.
    pub fn optional_texts(&mut self, key: &'static str) -> Vec<Box<str>> {
        self.optional(key).map(|node| self.texts_of(node)).unwrap_or_default()
    }

    /// A list of texts that must be there; one text stands for a list of it.
    pub fn text_or_texts(&mut self, key: &'static str) -> Vec<Box<str>> {
        match self.required(key) {
            Some(Node { content: Content::Scalar { text, .. }, .. }) => vec![text.as_str().into()],
            Some(node) => self.texts_of(node),
            None => Vec::new(),
        }
    }

    fn texts_of(&self, node: &'n Node) -> Vec<Box<str>> {
        self.items(node).iter().filter_map(|item| self.scalar(item, "a text")).map(Into::into).collect()
    }

    /// A number that must be there, and its text where it is none.
    fn number<T: std::str::FromStr>(&mut self, node: &'n Node, expected: &'static str) -> Option<T> {
        let text = self.scalar(node, expected)?;
        let number = text.parse().ok();
        if number.is_none() {
            self.problems.add(node.location, wrong_type(node, expected));
        }
        number
    }

    /// An integer that is not negative and must be there.
    pub fn integer(&mut self, key: &'static str) -> u64 {
        let node = self.required(key);
        node.and_then(|node| self.number(node, "an integer that is not negative")).unwrap_or_default()
    }

    /// An integer that is not negative; no key is as good as 0.
    pub fn optional_integer(&mut self, key: &'static str) -> u64 {
        let node = self.optional(key);
        node.and_then(|node| self.number(node, "an integer that is not negative")).unwrap_or_default()
    }

    /// An integer of 32 bits that must be there.
    pub fn small_integer(&mut self, key: &'static str) -> u32 {
        let node = self.required(key);
        node.and_then(|node| self.number(node, "an integer from 0 to 4294967295")).unwrap_or_default()
    }

    /// A number that must be there.
    pub fn decimal(&mut self, key: &'static str) -> f64 {
        let expected = "a number";
        let Some(node) = self.required(key) else { return 0.0 };
        // JSON's numbers are YAML's; std's reader of them weighs ten times as much.
        let number = self.scalar(node, expected).map(serde_json::from_str);
        match number {
            Some(Ok(number)) => number,
            Some(Err(_)) => {
                self.problems.add(node.location, wrong_type(node, expected));
                0.0
            }
            None => 0.0,
        }
    }

    /// One of some words, which must be there.
    pub fn word<T: Copy>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let node = self.required(key)?;
        self.word_of(node, words)
    }

    fn word_of<T: Copy>(&self, node: &'n Node, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.scalar(node, "a word")?;
        let known = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if known.is_none() {
            let expected = words.iter().map(|(word, _)| *word).collect();
            self.problems.add(node.location, YamlProblem::UnknownWord { found: text.into(), expected });
        }
        known
    }

    /// A word that may be there, out of those given.
    pub fn optional_word<T: Copy>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let node = self.optional(key)?;
        self.word_of(node, words)
    }

    /// A list of words, which must be there.
    pub fn words<T: Copy>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Vec<T> {
        let items = self.required(key).map(|node| self.items(node)).unwrap_or_default();
        items.iter().filter_map(|item| self.word_of(item, words)).collect()
    }

    /// A list of words; no key is as good as an empty list.
    pub fn optional_words<T: Copy>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Vec<T> {
        let items = self.optional(key).map(|node| self.items(node)).unwrap_or_default();
        items.iter().filter_map(|item| self.word_of(item, words)).collect()
    }

    /// A mapping of names to lists of texts; no key is as good as an empty one.
    pub fn optional_texts_by_name(&mut self, key: &'static str) -> Vec<(Box<str>, Vec<Box<str>>)> {
        let Some(node) = self.optional(key) else { return Vec::new() };
        let fields = Fields::new(node, self.problems);
        let pairs = fields.entries.iter().map(|entry| (entry.key.into(), self.texts_of(entry.value)));
        pairs.collect()
    }

    /// A mapping of names to words, which must be there.
    pub fn words_by_name<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Vec<(Box<str>, T)> {
        let Some(node) = self.required(key) else { return Vec::new() };
        let fields = Fields::new(node, self.problems);
        let pairs = fields
            .entries
            .iter()
            .filter_map(|entry| Some((entry.key.into(), self.word_of(entry.value, words)?)));
        pairs.collect()
    }

    /// A list of mappings that must be there.
    pub fn each<T>(&mut self, key: &'static str, read: impl FnMut(&mut Fields<'n>) -> T) -> Vec<T> {
        let node = self.required(key);
        self.each_of(node, read)
    }

    /// A list of mappings; no key is as good as an empty list.
    pub fn optional_each<T>(&mut self, key: &'static str, read: impl FnMut(&mut Fields<'n>) -> T) -> Vec<T> {
        let node = self.optional(key);
        self.each_of(node, read)
    }

    fn each_of<T>(&self, node: Option<&'n Node>, mut read: impl FnMut(&mut Fields<'n>) -> T) -> Vec<T> {
        let mut values = Vec::new();
        self.visit_each(node, &mut |fields| values.push(read(fields)));
        values
    }

    /// The part of [`Fields::each_of`] that does not depend on the type, which there are many of.
    fn visit_each(&self, node: Option<&'n Node>, read: &mut dyn FnMut(&mut Fields<'n>)) {
        for item in node.map(|node| self.items(node)).unwrap_or_default() {
            Fields::read(item, self.problems, &mut *read);
        }
    }

    /// A mapping that must be there.
    pub fn nested<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Fields<'n>) -> T) -> Option<T> {
        let node = self.required(key)?;
        Some(Fields::read(node, self.problems, read))
    }

    /// A mapping that may be there.
    pub fn optional_nested<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'n>) -> T,
    ) -> Option<T> {
        let node = self.optional(key)?;
        Some(Fields::read(node, self.problems, read))
    }

    /// A list of which an item is a text, or a mapping with the text under a key.
    pub fn texts_or_mappings(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Fields<'n>) -> Box<str>,
    ) -> Vec<Box<str>> {
        let items = self.required(key).map(|node| self.items(node)).unwrap_or_default();
        let text_of = |item: &'n Node| match &item.content {
            Content::Scalar { text, .. } => text.as_str().into(),
            Content::Sequence(_) | Content::Mapping(_) => Fields::read(item, self.problems, &mut read),
        };
        items.iter().map(text_of).collect()
    }

    /// A name with its parameters, `key: {name: {…}}`, which must be there. `read` gets the name; if it knows none such,
    /// the name is refused with those that there are.
    pub fn named<T>(
        &mut self,
        key: &'static str,
        names: &[&'static str],
        read: impl FnOnce(&str, &mut Fields<'n>) -> Option<T>,
    ) -> Option<T> {
        let node = self.required(key)?;
        let outer = Fields::new(node, self.problems);
        let [entry] = outer.entries.as_slice() else {
            self.problems.add(node.location, wrong_type(node, "one name with its parameters"));
            return None;
        };
        if !names.contains(&entry.key) {
            let unknown = YamlProblem::UnknownWord { found: entry.key.into(), expected: names.to_vec() };
            self.problems.add(entry.location, unknown);
            return None;
        }
        let name = entry.key;
        Fields::read(entry.value, self.problems, |fields| read(name, fields))
    }

    /// Takes the entries whose key contains the letter, whatever they are called: names and texts, in order.
    pub fn texts_with(&mut self, letter: char) -> Vec<(Box<str>, Box<str>)> {
        let mut taken = Vec::new();
        for entry in self.entries.iter_mut().filter(|entry| entry.key.contains(letter)) {
            entry.is_read = true;
            taken.push((entry.key, entry.value));
        }
        let texts = taken
            .into_iter()
            .filter_map(|(key, node)| Some((key.into(), self.scalar(node, "a text")?.into())));
        texts.collect()
    }
}

fn wrong_type(node: &Node, expected: &'static str) -> YamlProblem {
    let found = match &node.content {
        Content::Scalar { .. } if node.is_null() => Found::Nothing,
        Content::Scalar { text, .. } => Found::Text(text.as_str().into()),
        Content::Sequence(_) => Found::List,
        Content::Mapping(_) => Found::Mapping,
    };
    YamlProblem::WrongType { found, expected }
}

#[cfg(test)]
mod tests {
    use super::super::{Location, read_document};

    fn problems(text: &str) -> Vec<(usize, usize, String)> {
        let read = read_document(text, |fields| {
            fields.text("name");
            fields.optional_integer("size");
            fields.word("level", &[("must", 1), ("should", 2)]);
            fields.optional_each("parts", |part| part.decimal("weight"));
        });
        let place = |location: Option<Location>| location.map_or((0, 0), |at| (at.line, at.column));
        let told = read.err().unwrap_or_default().into_iter().map(|error| {
            let (line, column) = place(error.location);
            (line, column, error.problem.to_string())
        });
        told.collect()
    }

    #[test]
    fn scalars_keep_their_source_text() {
        let texts = read_document("a: 24.10\nb: \"x\"\nc: [2029-05-31, no]", |fields| {
            (fields.text("a"), fields.text("b"), fields.texts("c"))
        });
        let (a, b, c) = texts.unwrap();
        assert_eq!((a.as_ref(), b.as_ref()), ("24.10", "x"));
        assert_eq!(c, ["2029-05-31".into(), "no".into()]);
    }

    #[test]
    fn all_problems_are_told_with_their_places() {
        let text =
            "sise: 1\nlevel: may\nsize: big\nlevel: must\nparts: [{weight: x}, {weight: 1.5, wait: 2}]";
        let expected = [
            (4, 1, "the key `level` stands twice"),
            (1, 1, "the key `name` is missing"),
            (3, 7, "found `big`, expected an integer that is not negative"),
            (2, 8, "unknown word `may`, expected one of `must`, `should`"),
            (5, 18, "found `x`, expected a number"),
            (5, 36, "unknown key `wait`, expected `weight`"),
            (1, 1, "unknown key `sise`, expected one of `name`, `size`, `level`, `parts`"),
        ];
        assert_eq!(
            problems(text),
            expected.map(|(line, column, message)| (line, column, message.to_owned()))
        );
    }

    #[test]
    fn texts_say_something_and_days_are_days() {
        let read = |text: &str| {
            let read = read_document(text, |fields| {
                fields.require_one_of(&["day", "night"]);
                let why = fields.optional_filled_text("why");
                (fields.filled_text("text"), why, fields.date("day").0)
            });
            read.map_err(|problems| problems[0].to_string())
        };
        assert_eq!(read("text: 24.10\nday: 1970-01-02"), Ok(("24.10".into(), None, 86_400)));
        let cases = [
            ("text:\nday: 1970-01-02", "found nothing, expected a text at line 1, column 5"),
            ("text: ' '\nday: 1970-01-02", "found nothing, expected a text at line 1, column 7"),
            ("text: x\nwhy: ~\nday: 1970-01-02", "found nothing, expected a text at line 2, column 6"),
            ("text: x", "a key is missing: one of `day`, `night` at line 1, column 1"),
            (
                "text: x\nday: 1970-01-02T00:00:00Z",
                "found `1970-01-02T00:00:00Z`, expected a date like 2026-12-31 at line 2, column 6",
            ),
            (
                "text: x\nday: 31.12.2026",
                "found `31.12.2026`, expected a date like 2026-12-31 at line 2, column 6",
            ),
            ("text: x\nday: [1]", "found a list, expected a date like 2026-12-31 at line 2, column 6"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), Err(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn many_keys_take_linear_time() {
        let lines: Vec<String> = (0..200_000).map(|number| format!("k{number}: 1")).collect();
        let text = lines.join("\n");
        assert_eq!(problems(&text).len(), 200_002);
    }

    #[test]
    fn one_document_is_read() {
        assert_eq!(problems("# nothing"), [(0, 0, "no document".to_owned())]);
        assert_eq!(problems("name: x\nlevel: must\n---\nname: y")[0].2, "a second document");
        assert_eq!(problems("[1]")[0].2, "found a list, expected a mapping");
    }
}

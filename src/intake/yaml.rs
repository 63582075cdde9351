//! YAML → the JSON that the same client would have printed, written as the events of the parser come.

use super::cells::push_text;
use super::columns::column_of;
use super::error::SyntaxProblem;
use super::lines::Lines;
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::collections::HashMap;
use std::ops::Range;

/// How deep collections may nest.
const MAX_DEPTH: usize = 64;
/// How many bytes the aliases of a text may add.
const MAX_ALIASED: usize = 16 * 1024 * 1024;

/// Whether the line begins YAML: a document mark, an item with a key, or a key that we know.
pub(super) fn begins_yaml(line: &str) -> bool {
    if line.trim_end() == "---" || line.starts_with("%YAML") {
        return true;
    }
    match line.strip_prefix("- ") {
        Some(item) => key_of(item.trim_start()).is_some(),
        // What has an anchor is used further down.
        None => key_of(line)
            .is_some_and(|key| key == "reference" || column_of(key).is_some() || line.contains(": &")),
    }
}

/// The key that the line begins with: `key:` and a blank or the end.
fn key_of(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let key = match line.find(": ") {
        Some(at) => line.get(..at)?,
        None => line.strip_suffix(':')?,
    };
    let key = key.trim_matches(['"', '\'']);
    let is_word =
        !key.starts_with([' ', '#', '-', '|', '>']) && !key.contains(['[', ']', '{', '}', '"', '<', '$']);
    (!key.is_empty() && is_word).then_some(key)
}

/// How many bytes from the start of the text look like YAML: up to the first line that is none, such as a prompt.
pub(super) fn length(text: &str) -> usize {
    let mut lines = Lines::new(text);
    let mut length = 0;
    while let Some(line) = lines.next() {
        let belongs = line.is_empty()
            || line.starts_with([' ', '\t', '#', '%', '}', ']'])
            || line == "-"
            || line.starts_with("- ")
            || matches!(line.trim_end(), "---" | "...")
            || line.starts_with("--- ")
            || key_of(line).is_some();
        if !belongs {
            break;
        }
        length = lines.consumed();
    }
    length
}

/// Where YAML stops being YAML.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct YamlStop {
    pub(super) problem: SyntaxProblem,
    /// Line, from 1.
    pub(super) line: usize,
    /// Column, from 1.
    pub(super) column: usize,
}

/// Writes the documents as JSON texts, one after the other. A mapping in which a key comes again is several: the
/// client's output for several records, appended to one file. Of a text that stops being YAML, what was complete before
/// is kept.
pub(super) fn to_json(text: &str) -> (String, Option<YamlStop>) {
    let mut writer = Writer::default();
    for event in Parser::new_from_str(text) {
        let (problem, marker) = match event {
            Ok((event, span)) => match writer.take(event) {
                Ok(()) => continue,
                Err(problem) => (problem, span.start),
            },
            Err(error) => (SyntaxProblem::Malformed, *error.marker()),
        };
        let stop = YamlStop { problem, line: marker.line(), column: marker.col() + 1 };
        return (writer.cut_off(), Some(stop));
    }
    (writer.json, None)
}

/// A collection that is not complete yet.
struct Open {
    is_mapping: bool,
    anchor: usize,
    /// Where it begins in the JSON.
    start: usize,
    /// Where its last complete entry ends.
    end: usize,
    entries: usize,
    /// A mapping: a key was written and waits for its value.
    has_key: bool,
    /// Keys of a document that is a mapping.
    keys: HashMap<Box<str>, usize>,
}

#[derive(Default)]
struct Writer {
    json: String,
    open: Vec<Open>,
    /// Where in the JSON the value of an anchor stands; the parser numbers anchors from 1.
    anchors: Vec<Range<usize>>,
    aliased: usize,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) -> Result<(), SyntaxProblem> {
        match event {
            Event::Scalar(text, style, anchor, _) => self.scalar(&text, style == ScalarStyle::Plain, anchor),
            Event::SequenceStart(anchor, _) => self.begin(false, anchor)?,
            Event::MappingStart(anchor, _) => self.begin(true, anchor)?,
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    self.json.push(if open.is_mapping { '}' } else { ']' });
                    self.complete(open.start, open.anchor);
                }
            }
            Event::Alias(anchor) => self.alias(anchor)?,
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
        Ok(())
    }

    /// Writes what stands between the last entry and the next.
    fn separate(&mut self) {
        match self.open.last() {
            Some(open) if open.has_key => self.json.push(':'),
            Some(open) if open.entries > 0 => self.json.push(','),
            Some(_) => {}
            None => self.json.push('\n'),
        }
    }

    /// Whether a key of a mapping is to come.
    fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_mapping && !open.has_key)
    }

    fn scalar(&mut self, text: &str, is_plain: bool, anchor: usize) {
        let is_document = self.open.len() == 1;
        if self.wants_key()
            && let Some(open) = self.open.last_mut()
        {
            // The key of a record that comes again begins another record.
            if is_document && open.keys.insert(text.into(), open.entries).is_some() {
                open.keys.clear();
                open.keys.insert(text.into(), 0);
                open.entries = 0;
                self.json.push_str("}\n");
                open.start = self.json.len();
                self.json.push('{');
                open.end = self.json.len();
            }
            self.separate();
            let start = self.json.len();
            push_text(&mut self.json, text);
            return self.complete(start, anchor);
        }
        if self.open.is_empty() {
            // A text alone is no record.
            return;
        }
        self.separate();
        let start = self.json.len();
        push_scalar(&mut self.json, text, is_plain);
        self.complete(start, anchor);
    }

    fn begin(&mut self, is_mapping: bool, anchor: usize) -> Result<(), SyntaxProblem> {
        if self.open.len() >= MAX_DEPTH {
            return Err(SyntaxProblem::TooDeep);
        }
        self.separate();
        let start = self.json.len();
        self.json.push(if is_mapping { '{' } else { '[' });
        self.open.push(Open {
            is_mapping,
            anchor,
            start,
            end: self.json.len(),
            entries: 0,
            has_key: false,
            keys: HashMap::new(),
        });
        Ok(())
    }

    /// A key or value was written, from `start` on.
    fn complete(&mut self, start: usize, anchor: usize) {
        if self.wants_key() && !self.json.get(start..).is_some_and(|key| key.starts_with('"')) {
            // No record has a list or mapping for a key.
            self.json.truncate(start);
            self.json.push_str("\"?\"");
        }
        if anchor > 0 {
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, 0..0);
            }
            if let Some(place) = self.anchors.get_mut(anchor) {
                *place = start..self.json.len();
            }
        }
        let end = self.json.len();
        let Some(open) = self.open.last_mut() else { return };
        if open.is_mapping && !open.has_key {
            open.has_key = true;
            return;
        }
        open.has_key = false;
        open.entries += 1;
        open.end = end;
    }

    fn alias(&mut self, anchor: usize) -> Result<(), SyntaxProblem> {
        let place = self.anchors.get(anchor).cloned();
        let text = place.and_then(|place| self.json.get(place)).filter(|text| !text.is_empty());
        let text = text.unwrap_or("null").to_owned();
        self.aliased += text.len();
        if self.aliased > MAX_ALIASED {
            return Err(SyntaxProblem::TooLarge);
        }
        self.separate();
        let start = self.json.len();
        self.json.push_str(&text);
        self.complete(start, 0);
        Ok(())
    }

    /// The JSON up to the last complete item of the outermost list, or the last complete record.
    fn cut_off(mut self) -> String {
        match self.open.iter().position(|open| !open.is_mapping) {
            Some(list) => {
                let end = self.open.get(list).map_or(0, |open| open.end);
                self.json.truncate(end);
                for open in self.open.iter().take(list + 1).rev() {
                    self.json.push(if open.is_mapping { '}' } else { ']' });
                }
            }
            None => {
                if let Some(record) = self.open.first() {
                    self.json.truncate(record.start);
                }
            }
        }
        self.json
    }
}

/// What a plain scalar means: only what YAML 1.1 and 1.2 agree on is other than text.
pub(super) fn push_scalar(json: &mut String, text: &str, is_plain: bool) {
    match text {
        _ if !is_plain => push_text(json, text),
        "" | "~" | "null" | "Null" | "NULL" => json.push_str("null"),
        "true" | "True" | "TRUE" => json.push_str("true"),
        "false" | "False" | "FALSE" => json.push_str("false"),
        _ if is_number(text) => json.push_str(text),
        _ => push_text(json, text),
    }
}

/// Whether it is a number of YAML and of JSON.
fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit() || first == '-')
        && serde_json::from_str::<f64>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(yaml: &str) -> String {
        let (json, stop) = to_json(yaml);
        assert_eq!(stop, None, "{yaml}");
        json.trim().to_owned()
    }

    #[test]
    fn scalars_have_the_types_that_all_versions_agree_on() {
        assert_eq!(
            json("a: true\nb: 'true'\nc: 24.04\nd: \"24.04\"\ne: ~\nf: yes\ng: 2029-05-31\nh: 012\ni:\n"),
            "{\"a\":true,\"b\":\"true\",\"c\":24.04,\"d\":\"24.04\",\"e\":null,\"f\":\"yes\",\"g\":\"2029-05-31\",\"h\":\"012\",\"i\":null}"
        );
    }

    #[test]
    fn records_that_were_appended_are_told_apart() {
        assert_eq!(
            json("id: 1\np: {id: 3}\nid: 2\np: {}\n"),
            "{\"id\":1,\"p\":{\"id\":3}}\n{\"id\":2,\"p\":{}}"
        );
        assert_eq!(json("---\na: 1\n---\n- b: 2\n"), "{\"a\":1}\n[{\"b\":2}]");
    }

    #[test]
    fn aliases() {
        assert_eq!(json("a: &x [1]\nb: *x\n"), "{\"a\":[1],\"b\":[1]}");
        assert_eq!(json("- ? [k]\n  : 1\n"), "[{\"?\":1}]");
        let bomb: String = (1..60).fold("a0: &a0 [xxxxxxxx, x]\n".to_owned(), |text, n| {
            format!("{text}a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1)
        });
        assert_eq!(to_json(&bomb).1.map(|stop| stop.problem), Some(SyntaxProblem::TooLarge));
    }

    #[test]
    fn what_is_complete_before_a_break_is_kept() {
        let cases = [
            ("- {a: 1}\n- {b: 2}\n- c: \"x\n", "[{\"a\":1},{\"b\":2}]"),
            ("l:\n- {a: 1}\n- b: [\n", "{\"l\":[{\"a\":1}]}"),
            ("a: 1\nb: 2\na: 3\nb: \"", "{\"a\":1,\"b\":2}"),
            ("a: \"", ""),
        ];
        for (yaml, expected) in cases {
            let (json, stop) = to_json(yaml);
            assert_eq!(json.trim(), expected);
            assert!(stop.is_some(), "{yaml}");
        }
    }

    #[test]
    fn yaml_ends_where_something_else_begins() {
        let text = "- Name: a\n  RAM: 1\n\nroot@ctl:~# openstack image list\n";
        assert!(begins_yaml("- Name: a") && begins_yaml("---") && begins_yaml("flavors:"));
        assert!(!begins_yaml("WARNING: some plugin") && !begins_yaml("- just a dash"));
        assert_eq!(length("name: a\nowner/x (y): 1\n"), 23);
        assert_eq!(text.split_at(length(text)).1, "root@ctl:~# openstack image list\n");
    }
}

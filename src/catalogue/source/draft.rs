//! What was understood → the text of a file that can be laid over the embedded standards.

use crate::catalogue::StandardFlavor;
use crate::catalogue::load::EMBEDDED;
use crate::catalogue::overlay::{items_of, text_of, value_of};
use crate::yaml::{Content, Location, Node, parse_document};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What is made has no place in a file.
const NOWHERE: Location = Location { line: 1, column: 1 };

/// A node with a text.
pub(super) fn scalar(text: impl Into<String>) -> Node {
    Node { location: NOWHERE, content: Content::Scalar { text: text.into(), is_plain: false } }
}

/// A node with a list.
pub(super) fn sequence(items: Vec<Node>) -> Node {
    Node { location: NOWHERE, content: Content::Sequence(items) }
}

/// A node with a list of texts.
pub(super) fn texts<T: Into<String>>(items: impl IntoIterator<Item = T>) -> Node {
    sequence(items.into_iter().map(scalar).collect())
}

/// A node with values by key.
pub(super) fn mapping<K: Into<String>>(entries: impl IntoIterator<Item = (K, Node)>) -> Node {
    let entries = entries.into_iter().map(|(key, value)| (scalar(key), value));
    Node { location: NOWHERE, content: Content::Mapping(entries.collect()) }
}

/// Puts a value into a mapping, in the place of the one it has.
pub(super) fn set(node: &mut Node, key: &str, value: Node) {
    let Content::Mapping(entries) = &mut node.content else { return };
    match entries.iter_mut().find(|(name, _)| text_of(name) == Some(key)) {
        Some((_, known)) => *known = value,
        None => entries.push((scalar(key), value)),
    }
}

/// Takes a value out of a mapping.
pub(super) fn unset(node: &mut Node, key: &str) {
    if let Content::Mapping(entries) = &mut node.content {
        entries.retain(|(name, _)| text_of(name) != Some(key));
    }
}

/// The texts of a list.
pub(super) fn texts_of(node: &Node) -> Vec<String> {
    match text_of(node) {
        Some(text) => vec![text.to_owned()],
        None => items_of(node).iter().filter_map(text_of).map(ToOwned::to_owned).collect(),
    }
}

/// Writes a node as YAML, in one way for one content. Nodes nest as deep as the reader of YAML lets them.
pub(super) fn write(node: &Node) -> String {
    let mut text = String::new();
    put(&mut text, node, 0);
    text.push('\n');
    text
}

fn put(text: &mut String, node: &Node, indent: usize) {
    match &node.content {
        // As it stood, it may be a number or nothing.
        Content::Scalar { text: scalar, is_plain: true } if !scalar.contains('\n') => text.push_str(scalar),
        Content::Scalar { text: scalar, .. } => put_scalar(text, scalar),
        Content::Sequence(items) if items.is_empty() => text.push_str("[]"),
        Content::Mapping(entries) if entries.is_empty() => text.push_str("{}"),
        Content::Sequence(items) => {
            for (at, item) in items.iter().enumerate() {
                begin_line(text, at, indent);
                text.push_str("- ");
                put(text, item, indent + 2);
            }
        }
        Content::Mapping(entries) => {
            for (at, (key, value)) in entries.iter().enumerate() {
                begin_line(text, at, indent);
                if text_of(key).is_none() {
                    text.push_str("? ");
                    put(text, key, indent + 2);
                    begin_line(text, 1, indent);
                } else {
                    put(text, key, indent);
                }
                text.push(':');
                match &value.content {
                    Content::Sequence(items) if !items.is_empty() => begin_line(text, 1, indent + 2),
                    Content::Mapping(entries) if !entries.is_empty() => begin_line(text, 1, indent + 2),
                    Content::Scalar { .. } | Content::Sequence(_) | Content::Mapping(_) => text.push(' '),
                }
                put(text, value, indent + 2);
            }
        }
    }
}

fn begin_line(text: &mut String, at: usize, indent: usize) {
    if at > 0 {
        text.push('\n');
        text.extend(std::iter::repeat_n(' ', indent));
    }
}

/// Words that stand for no text where they are not quoted.
const NO_TEXTS: [&str; 8] = ["null", "true", "false", "yes", "no", "on", "off", "nan"];

fn put_scalar(text: &mut String, scalar: &str) {
    let is_word = scalar.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scalar.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.'))
        && !NO_TEXTS.contains(&scalar.to_ascii_lowercase().as_str());
    let is_number = !scalar.is_empty() && scalar.bytes().all(|byte| byte.is_ascii_digit());
    if is_word || is_number {
        text.push_str(scalar);
        return;
    }
    quote(text, scalar);
}

/// Puts a text in double quotes, readable for YAML.
pub(super) fn quote(text: &mut String, inner: &str) {
    text.push('"');
    for letter in inner.chars() {
        match letter {
            '"' | '\\' => {
                text.push('\\');
                text.push(letter);
            }
            '\n' => text.push_str("\\n"),
            // What YAML takes for a line's end, or must not stand in a file.
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => escape(text, letter),
            letter if letter.is_control() => escape(text, letter),
            letter => text.push(letter),
        }
    }
    text.push('"');
}

fn escape(text: &mut String, letter: char) {
    // Writing to a text does not fail.
    let _ = write!(text, "\\u{:04X}", u32::from(letter));
}

/// The embedded files that have single entries.
pub(super) struct Embedded {
    files: [Option<Node>; 4],
}

impl Embedded {
    pub(super) fn parse() -> Embedded {
        let texts = [EMBEDDED.testcases, EMBEDDED.images, EMBEDDED.properties, EMBEDDED.grammar];
        Embedded { files: texts.map(|text| parse_document(text).ok()) }
    }

    /// The entries of a list, by its key in files.
    pub(super) fn entries(&self, list: &str) -> &[Node] {
        let lists = self.files.iter().flatten().filter_map(|file| value_of(file, list));
        lists.map(items_of).next().unwrap_or_default()
    }

    /// The entry of a list whose key has the value.
    pub(super) fn entry(&self, list: &str, key: &str, id: &str) -> Option<&Node> {
        self.entries(list).iter().find(|entry| value_of(entry, key).and_then(text_of) == Some(id))
    }

    /// The values that a key has in the entries of a list.
    pub(super) fn ids(&self, list: &str, key: &str) -> Vec<&str> {
        self.entries(list).iter().filter_map(|entry| value_of(entry, key).and_then(text_of)).collect()
    }
}

/// A value of each once: those of `known` in their order, then the others in theirs.
pub(super) fn in_order_of<K: AsRef<str>>(known: &[K], values: &[String]) -> Vec<String> {
    let given: BTreeSet<&str> = values.iter().map(String::as_str).collect();
    let known: Vec<&str> = known.iter().map(AsRef::as_ref).filter(|value| given.contains(value)).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    known
        .into_iter()
        .chain(values.iter().map(String::as_str))
        .filter(|value| seen.insert(value))
        .map(ToOwned::to_owned)
        .collect()
}

/// Rules while a file is read.
#[derive(Default)]
pub(super) struct Draft {
    lists: BTreeMap<&'static str, Vec<Node>>,
    removed: Vec<String>,
    flavors: Option<Vec<StandardFlavor>>,
}

impl Draft {
    /// An entry of a list, which is added, or replaces the embedded one.
    pub(super) fn put(&mut self, list: &'static str, entry: Node) {
        self.lists.entry(list).or_default().push(entry);
    }

    /// An embedded entry that is gone.
    pub(super) fn remove(&mut self, list: &'static str, id: &str) {
        self.removed.push(format!("{list}/{id}"));
    }

    /// The standard flavors as a whole.
    pub(super) fn set_flavors(&mut self, flavors: Vec<StandardFlavor>) {
        self.flavors = Some(flavors);
    }

    /// The texts of files: standard flavors, and single entries.
    pub(super) fn into_rules(self) -> Vec<String> {
        let flavors = self.flavors.map(|flavors| {
            let of = |is_mandatory| {
                let chosen = flavors.iter().filter(move |flavor| flavor.is_mandatory == is_mandatory);
                sequence(chosen.map(flavor_node).collect())
            };
            mapping([("mandatory", of(true)), ("recommended", of(false))])
        });
        let mut lists: Vec<(&str, Node)> =
            self.lists.into_iter().map(|(list, entries)| (list, sequence(entries))).collect();
        if !self.removed.is_empty() {
            lists.push(("remove", texts(self.removed)));
        }
        let entries = (!lists.is_empty()).then(|| mapping(lists));
        flavors.iter().chain(&entries).map(write).collect()
    }
}

fn flavor_node(flavor: &StandardFlavor) -> Node {
    let mut node = mapping([
        ("name", scalar(&*flavor.name)),
        ("cpus", scalar(flavor.cpus.to_string())),
        ("ram", scalar(flavor.ram_mib.to_string())),
    ]);
    if flavor.disk_gb > 0 {
        set(&mut node, "disk", scalar(flavor.disk_gb.to_string()));
    }
    if let Content::Mapping(entries) = &mut node.content {
        entries.extend(flavor.extra_specs.iter().map(|(key, value)| (scalar(&**key), scalar(&**value))));
    }
    node
}

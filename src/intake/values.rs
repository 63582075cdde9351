//! `-f value` of a list: a line a record, columns joined by one blank, no titles. What they are is told from a kind that
//! somebody names, and from the columns whose values have a shape of their own.

use super::cells::Sheet;
use super::lines::Lines;
use super::specs_text::parse_specs_text;
use crate::inventory::Kind;

/// What the values of a column look like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// One word.
    Word,
    /// One word, or nothing.
    MaybeWord,
    /// One or more words.
    Words,
    /// Any number of words.
    MaybeWords,
    /// A number.
    Number,
    /// A number, `None`, or nothing.
    MaybeNumber,
    /// `True` or `False`.
    Boolean,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Properties or a list, up to the end of the line.
    Rest,
    /// A list, up to the end of the line.
    List,
}

type Layout = &'static [(&'static str, Shape)];

const STATUS: Shape = Shape::OneOf(&[
    "active",
    "queued",
    "saving",
    "importing",
    "uploading",
    "killed",
    "deleted",
    "deactivated",
    "pending_delete",
]);
const VISIBILITY: Shape = Shape::OneOf(&["public", "private", "shared", "community"]);

const FLAVORS: &[Layout] = &[
    &[
        ("ID", Shape::Word),
        ("Name", Shape::Words),
        ("RAM", Shape::Number),
        ("Disk", Shape::Number),
        ("Ephemeral", Shape::Number),
        ("VCPUs", Shape::Number),
        ("Is Public", Shape::Boolean),
        ("Swap", Shape::MaybeNumber),
        ("RXTX Factor", Shape::MaybeNumber),
        ("Properties", Shape::Rest),
    ],
    &[
        ("ID", Shape::Word),
        ("Name", Shape::Words),
        ("RAM", Shape::Number),
        ("Disk", Shape::Number),
        ("Ephemeral", Shape::Number),
        ("VCPUs", Shape::Number),
        ("Is Public", Shape::Boolean),
    ],
];
const IMAGES: &[Layout] = &[
    &[
        ("ID", Shape::Word),
        ("Name", Shape::Words),
        ("Disk Format", Shape::Word),
        ("Container Format", Shape::Word),
        ("Size", Shape::MaybeNumber),
        ("Checksum", Shape::MaybeWord),
        ("Status", STATUS),
        ("Visibility", VISIBILITY),
        ("Protected", Shape::Boolean),
        ("Project", Shape::Word),
        ("Hash Algorithm", Shape::MaybeWord),
        ("Hash Value", Shape::MaybeWord),
        ("Tags", Shape::Rest),
    ],
    &[
        ("ID", Shape::Word),
        ("Name", Shape::Words),
        ("Disk Format", Shape::Word),
        ("Container Format", Shape::Word),
        ("Size", Shape::MaybeNumber),
        ("Checksum", Shape::MaybeWord),
        ("Status", STATUS),
        ("Visibility", VISIBILITY),
        ("Protected", Shape::Boolean),
        ("Project", Shape::Word),
        ("Tags", Shape::MaybeWords),
    ],
    &[("ID", Shape::Word), ("Name", Shape::MaybeWords), ("Status", STATUS)],
];
const VOLUME_TYPES: &[Layout] = &[
    &[
        ("ID", Shape::Word),
        ("Name", Shape::Words),
        ("Is Public", Shape::Boolean),
        ("Description", Shape::MaybeWords),
        ("Properties", Shape::Rest),
    ],
    &[("ID", Shape::Word), ("Name", Shape::Words), ("Is Public", Shape::Boolean)],
];
const RULES: &[Layout] = &[&[
    ("ID", Shape::Word),
    ("IP Protocol", Shape::Word),
    ("Ethertype", Shape::OneOf(&["IPv4", "IPv6"])),
    ("IP Range", Shape::MaybeWord),
    ("Port Range", Shape::MaybeWord),
    ("Direction", Shape::OneOf(&["ingress", "egress"])),
    ("Remote Security Group", Shape::Word),
    ("Remote Address Group", Shape::Word),
    ("Used in default Security Group", Shape::Boolean),
    ("Used in custom Security Group", Shape::Boolean),
]];
const SERVICES: &[Layout] =
    &[&[("Name", Shape::MaybeWords), ("Type", Shape::Word), ("Endpoints", Shape::List)]];

fn layouts(kind: Kind) -> &'static [Layout] {
    match kind {
        Kind::Flavor => FLAVORS,
        Kind::Image => IMAGES,
        Kind::VolumeType => VOLUME_TYPES,
        Kind::SecurityGroupRule => RULES,
        Kind::Service => SERVICES,
        Kind::ImageUsage => &[],
    }
}

/// More words than this do not stand before the last column of any line.
const MOST_WORDS: usize = 200;

/// A longer line is none of a list.
const LINE_LIMIT: usize = 64 * 1024;

/// The kind that the line fits, if it fits one that cannot be taken for another.
pub(super) fn kind_of_line(line: &str) -> Option<Kind> {
    [Kind::Flavor, Kind::SecurityGroupRule, Kind::VolumeType, Kind::Image]
        .into_iter()
        .find(|kind| layouts(*kind).iter().any(|layout| cells(line, layout).is_some()))
}

/// Reads the lines that the text begins with as records of the kind, and tells how many bytes they took. `None` if the
/// first is none.
pub(super) fn read_values(text: &str, kind: Kind) -> Option<(Sheet, usize)> {
    let first = Lines::new(text).next()?;
    let layout = layouts(kind).iter().find(|layout| cells(first, layout).is_some())?;
    let mut sheet =
        Sheet { titles: layout.iter().map(|(title, _)| (*title).to_owned()).collect(), rows: Vec::new() };
    let mut lines = Lines::new(text);
    while let Some(row) = lines.peek().and_then(|line| cells(line, layout)) {
        sheet.rows.push(row);
        lines.next();
    }
    Some((sheet, lines.consumed()))
}

/// The cells of a line, if it has such a layout.
fn cells(line: &str, layout: &[(&str, Shape)]) -> Option<Vec<String>> {
    if line.len() > LINE_LIMIT {
        return None;
    }
    let mut starts: Vec<usize> = vec![0];
    starts.extend(line.match_indices(' ').map(|(at, _)| at + 1).take(MOST_WORDS));
    let words = Words { line, starts };
    let mut cells = Vec::with_capacity(layout.len());
    words.fit(layout, 0, &mut cells).then_some(cells)
}

/// A line by the places where its words begin.
struct Words<'l> {
    line: &'l str,
    starts: Vec<usize>,
}

impl Words<'_> {
    /// The text from one word up to, and without, another and the blank before it.
    fn text(&self, from: usize, to: usize) -> Option<&str> {
        if from == to {
            return Some("");
        }
        let start = *self.starts.get(from)?;
        let end = match self.starts.get(to) {
            Some(end) => end.checked_sub(1)?,
            None => self.line.len(),
        };
        self.line.get(start..end)
    }

    /// Fits the columns to the words from a place on. Only the columns of several words leave a choice.
    fn fit(&self, layout: &[(&str, Shape)], from: usize, cells: &mut Vec<String>) -> bool {
        let Some(((_, shape), further)) = layout.split_first() else { return from == self.starts.len() };
        let lengths = match shape {
            Shape::Words => 1..=self.starts.len().saturating_sub(from),
            Shape::MaybeWords => 0..=self.starts.len().saturating_sub(from),
            Shape::Rest | Shape::List => {
                let rest =
                    self.starts.get(from).and_then(|start| self.line.get(*start..)).unwrap_or_default();
                let is_list = rest.starts_with('[') && rest.ends_with(']');
                let fits = further.is_empty() && (is_list || (*shape == Shape::Rest && is_rest(rest)));
                if fits {
                    cells.push(rest.to_owned());
                }
                return fits;
            }
            Shape::Word
            | Shape::MaybeWord
            | Shape::Number
            | Shape::MaybeNumber
            | Shape::Boolean
            | Shape::OneOf(_) => 1..=1,
        };
        for length in lengths {
            let Some(text) = self.text(from, from + length) else { return false };
            if from + length > self.starts.len() || !shape.takes(text) {
                continue;
            }
            cells.push(text.to_owned());
            if self.fit(further, from + length, cells) {
                return true;
            }
            cells.pop();
        }
        false
    }
}

impl Shape {
    fn takes(self, text: &str) -> bool {
        let is_number =
            || !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-'));
        match self {
            Shape::Word => !text.is_empty(),
            Shape::MaybeWord | Shape::Words | Shape::MaybeWords | Shape::Rest | Shape::List => true,
            Shape::Number => is_number(),
            Shape::MaybeNumber => text.is_empty() || text == "None" || is_number(),
            Shape::Boolean => matches!(text, "True" | "False"),
            Shape::OneOf(words) => words.contains(&text),
        }
    }
}

/// Properties in either notation, a list, or nothing.
fn is_rest(text: &str) -> bool {
    let (first, last) = (text.bytes().next(), text.bytes().next_back());
    match (first, last) {
        (None, None) | (Some(b'{'), Some(b'}')) => true,
        (Some(_), Some(b'\'')) => {
            let key = text.split("='").next().unwrap_or_default();
            !key.contains([' ', ',', '\'']) && parse_specs_text(text).is_some()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_have_blanks() {
        let text = "42 Legacy größe \"S\", old 512 1 0 1 False 0 1.0 {}\n7 b 2048 0 0 1 True  1.0 a='b c', d='e'\nprompt$ \n";
        let (sheet, length) = read_values(text, Kind::Flavor).unwrap();
        assert_eq!(
            sheet.rows[0],
            ["42", "Legacy größe \"S\", old", "512", "1", "0", "1", "False", "0", "1.0", "{}"]
        );
        assert_eq!(sheet.rows[1], ["7", "b", "2048", "0", "0", "1", "True", "", "1.0", "a='b c', d='e'"]);
        assert_eq!(text.split_at(length).1, "prompt$ \n");
    }

    #[test]
    fn kinds_are_told_apart() {
        let cases = [
            ("1 SCS-1V-2 2048 0 0 1 True", Some(Kind::Flavor)),
            ("1 LUKS True [scs:encrypted] Encrypted, none {'a': 'b'}", Some(Kind::VolumeType)),
            ("1 tcp IPv4 0.0.0.0/0 22:22 ingress None None True False", Some(Kind::SecurityGroupRule)),
            ("1 Ubuntu 24.04 active", Some(Kind::Image)),
            ("hello world", None),
        ];
        for (line, kind) in cases {
            assert_eq!(kind_of_line(line), kind, "{line}");
        }
    }

    #[test]
    fn many_words_take_linear_time() {
        for word in ["True ", "word ", "a 1 True {'"] {
            assert!(read_values(&word.repeat(100_000), Kind::Flavor).is_none());
        }
    }
}

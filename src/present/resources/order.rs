//! Sorting: numbers as numbers, texts as people count ("SCS-2V-4" before "SCS-16V-32"), what has no value last.

use super::columns::{Direction, Sort};
use super::contents::{Content, Records};
use crate::inventory::Kind;
use std::cmp::Ordering;
use std::ops::Range;

/// Where a record belongs.
enum Key {
    Number(f64),
    /// A place among the bytes of all texts.
    Text(Range<usize>),
    /// There is no value; the less is known, the later.
    Last(u8),
}

/// The records of a list in an order. Keys are made once, so that comparing is cheap.
pub(super) fn sorted(records: &Records<'_>, kind: Kind, total: usize, sort: Sort) -> Vec<usize> {
    let mut texts = Vec::new();
    let mut keyed: Vec<(usize, Key)> =
        (0..total).map(|index| (index, key(records.content(kind, index, sort.column), &mut texts))).collect();
    let text = |range: &Range<usize>| texts.get(range.clone()).unwrap_or_default();
    // The sort is stable.
    keyed.sort_by(|(_, one), (_, other)| {
        let order = match (one, other) {
            (Key::Last(one), Key::Last(other)) => return one.cmp(other),
            (Key::Last(_), Key::Number(_) | Key::Text(_)) => return Ordering::Greater,
            (Key::Number(_) | Key::Text(_), Key::Last(_)) => return Ordering::Less,
            (Key::Number(one), Key::Number(other)) => one.total_cmp(other),
            (Key::Number(_), Key::Text(_)) => Ordering::Less,
            (Key::Text(_), Key::Number(_)) => Ordering::Greater,
            (Key::Text(one), Key::Text(other)) => text(one).cmp(text(other)),
        };
        match sort.direction {
            Direction::Ascending => order,
            Direction::Descending => order.reverse(),
        }
    });
    keyed.into_iter().map(|(index, _)| index).collect()
}

fn key(content: Content<'_>, texts: &mut Vec<u8>) -> Key {
    match content {
        Content::Value(number, _) | Content::Gib(number) | Content::Ranked(number, _) => Key::Number(number),
        Content::Text(text) => {
            let start = texts.len();
            push_natural(&text, texts);
            Key::Text(start..texts.len())
        }
        Content::Nothing => Key::Last(0),
        Content::NotSet => Key::Last(1),
        Content::Unknown => Key::Last(2),
    }
}

/// How many characters decide about the order.
const COMPARED: usize = 240;

/// Writes a text as bytes whose order is that of people: without regard to case, digits as the number that they are.
fn push_natural(text: &str, bytes: &mut Vec<u8>) {
    let mut letters = text.chars().take(COMPARED).peekable();
    while let Some(letter) = letters.next() {
        if !letter.is_ascii_digit() {
            let mut buffer = [0; 4];
            for lower in letter.to_lowercase() {
                bytes.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
            }
            continue;
        }
        let mut number: Vec<u8> = vec![];
        let mut next = Some(letter);
        while let Some(digit) = next {
            if digit != '0' || !number.is_empty() {
                number.extend(u8::try_from(digit));
            }
            next = letters.next_if(char::is_ascii_digit);
        }
        // Of two numbers the one of more digits is greater. A text of that length has no more than fit.
        bytes.push(b'0');
        bytes.extend(u8::try_from(number.len()));
        bytes.extend(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn natural(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        push_natural(text, &mut bytes);
        bytes
    }

    #[test]
    fn texts_are_in_the_order_of_people() {
        let in_order = [
            "",
            "0",
            "2",
            "10",
            "99999999999999999999",
            "100000000000000000000",
            "a",
            "debian 9",
            "Debian 10",
            "scs-1v-4",
            "SCS-2V-4",
            "SCS-2V-4-10",
            "SCS-2V-4-100",
            "SCS-2V-4.5",
            "SCS-16V-32",
            "SCS-x",
            "é",
        ];
        for pair in in_order.windows(2) {
            assert!(natural(pair[0]) < natural(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn case_and_leading_zeros_say_nothing() {
        assert_eq!(natural("Ubuntu 007"), natural("UBUNTU 7"));
        assert_eq!(natural("a0"), natural("a000"));
        let long = "1".repeat(100_000);
        assert_eq!(natural(&long).len(), COMPARED + 2);
    }
}

//! A value of a record as its export delivered it, and the named values of extra specs and image properties.

use std::fmt;
use std::rc::Rc;

/// A scalar or the trace of something that is none.
///
/// The official test code minds the type of a value (a number is no text), so it is kept wherever the format
/// tells types apart; formats that print everything as text are coerced field by field on reading.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`; official code mostly treats it like an absent key.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text.
    Text(Box<str>),
    /// A list or object, of which only the emptiness is kept: no judged field may hold one.
    Composite {
        /// Whether it holds anything.
        is_empty: bool,
    },
}

/// A number of an export.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer that fits 64 bits.
    Integer(i64),
    /// Any other number.
    Real(f64),
}

impl Value {
    /// The text, if the value is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Composite { .. } => None,
        }
    }

    /// Whether two clients may have printed the same value: `true` and "True", 64 and "64".
    pub fn says_the_same(&self, other: &Value) -> bool {
        self == other || self.to_string().eq_ignore_ascii_case(&other.to_string())
    }

    /// Whether the official suite (Python) counts the value as true: not null, `false`, `0`, empty text or
    /// an empty list.
    pub fn is_truthy(&self) -> bool {
        match self {
            Value::Null => false,
            Value::Bool(value) => *value,
            Value::Number(Number::Integer(value)) => *value != 0,
            Value::Number(Number::Real(value)) => value.abs() > 0.0 || value.is_nan(),
            Value::Text(text) => !text.is_empty(),
            Value::Composite { is_empty } => !is_empty,
        }
    }

    /// The value as a number, if it is one; booleans count as 0 and 1, as in the official suite.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Value::Bool(value) => Some(f64::from(u8::from(*value))),
            Value::Number(number) => Some(number.as_f64()),
            Value::Null | Value::Text(_) | Value::Composite { .. } => None,
        }
    }
}

impl Number {
    /// The number as a double, as JSON's own arithmetic would have it.
    #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 the official suite compares doubles, too")]
    pub fn as_f64(self) -> f64 {
        match self {
            Number::Integer(value) => value as f64,
            Number::Real(value) => value,
        }
    }
}

/// The value as a person would write it; what was a list or object is only named.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(value) => value.fmt(f),
            Value::Number(Number::Integer(value)) => value.fmt(f),
            Value::Number(Number::Real(value)) => f.write_str(&decimal(*value)),
            Value::Text(text) => f.write_str(text),
            Value::Composite { .. } => f.write_str("(list or object)"),
        }
    }
}

/// A number in at most six decimals. (The shortest text that reads back as the same number takes more code than any
/// number of an export is worth.)
pub fn decimal(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.into())
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Number(Number::Integer(value))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

/// Values by name: extra specs of flavors and volume types, properties of images. Of equal names the last wins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Properties {
    /// Sorted by name, each name once, so that a lookup is a binary search. Records of one list share the names.
    entries: Box<[(Rc<str>, Value)]>,
}

impl Properties {
    /// The value of that name, if there is such a key (its value may be null).
    pub fn get(&self, name: &str) -> Option<&Value> {
        let at = self.entries.binary_search_by(|(key, _)| key.as_ref().cmp(name)).ok()?;
        self.entries.get(at).map(|(_, value)| value)
    }

    /// Names and values, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries.iter().map(|(key, value)| (key.as_ref(), value))
    }

    /// Whether there is no key at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The number of keys.
    pub fn len(&self) -> usize {
        self.entries.len()
    }
}

impl FromIterator<(Rc<str>, Value)> for Properties {
    fn from_iter<I: IntoIterator<Item = (Rc<str>, Value)>>(entries: I) -> Properties {
        let entries_in_order = entries.into_iter();
        let (_, at_most) = entries_in_order.size_hint();
        let mut entries: Vec<_> = Vec::with_capacity(at_most.unwrap_or_default());
        entries.extend(entries_in_order);
        entries.reverse();
        // The sort is stable: of equal names the last given now comes first, and is the one kept.
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        entries.dedup_by(|(a, _), (b, _)| a == b);
        Properties { entries: entries.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equal_names_the_last_wins() {
        let properties: Properties = [("b", "1"), ("a", "2"), ("b", "3")]
            .map(|(name, value)| (name.into(), value.into()))
            .into_iter()
            .collect();
        assert_eq!(properties.get("b"), Some(&"3".into()));
        assert_eq!(properties.get("a"), Some(&"2".into()));
        assert_eq!(properties.get("c"), None);
        assert_eq!(properties.len(), 2);
    }

    #[test]
    fn decimals_are_short() {
        for (number, text) in
            [(1.5, "1.5"), (-0.25, "-0.25"), (10.0, "10"), (1.1, "1.1"), (1e20, "100000000000000000000")]
        {
            assert_eq!(decimal(number), text);
        }
    }

    #[test]
    fn truth_is_that_of_the_official_suite() {
        for value in [Value::Null, false.into(), 0.into(), "".into(), Value::Composite { is_empty: true }] {
            assert!(!value.is_truthy(), "{value:?}");
        }
        for value in [true.into(), (-1).into(), " ".into(), "0".into(), Value::Number(Number::Real(0.1))] {
            assert!(value.is_truthy(), "{value:?}");
        }
    }
}

//! What is stated of a fact, and how two statements differ.

use std::collections::HashSet;
use std::fmt;

/// What is stated of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    /// A value.
    One(Box<str>),
    /// Values whose order has no meaning.
    Several(Vec<Box<str>>),
    /// The order of what is told one by one elsewhere.
    Order(Vec<Box<str>>),
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.values().join(", "))
    }
}

/// An old and a new value.
pub(super) type Pair = (Option<Box<str>>, Option<Box<str>>);

impl Stated {
    pub(super) fn one(value: impl Into<String>) -> Stated {
        Stated::One(value.into().into())
    }

    pub(super) fn several(values: &[Box<str>]) -> Stated {
        Stated::Several(values.to_vec())
    }

    fn values(&self) -> &[Box<str>] {
        match self {
            Stated::One(value) => std::slice::from_ref(value),
            Stated::Several(values) | Stated::Order(values) => values,
        }
    }
}

/// How two statements differ: a value by the other, of several those that are gone and then those that are new, an order
/// if what both have stands in another one.
pub(super) fn compare(before: Option<&Stated>, after: Option<&Stated>) -> Vec<Pair> {
    let old = before.map(Stated::values).unwrap_or_default();
    let new = after.map(Stated::values).unwrap_or_default();
    if old == new {
        return Vec::new();
    }
    if let (Some(Stated::One(old)), Some(Stated::One(new))) = (before, after) {
        return vec![(Some(old.clone()), Some(new.clone()))];
    }
    let (is_old, is_new): (HashSet<&str>, HashSet<&str>) = (texts(old).collect(), texts(new).collect());
    let is_order = |stated: Option<&Stated>| matches!(stated, Some(Stated::Order(_)));
    if is_order(before) || is_order(after) {
        let kept = |list, other: &HashSet<&str>| -> Vec<&str> {
            texts(list).filter(|value| other.contains(value)).collect()
        };
        let (old, new) = (kept(old, &is_new), kept(new, &is_old));
        let joined = |list: &[&str]| Some(list.join(", ").into());
        return if old == new { Vec::new() } else { vec![(joined(&old), joined(&new))] };
    }
    let gone = old.iter().filter(|value| !is_new.contains(value.as_ref()));
    let come = new.iter().filter(|value| !is_old.contains(value.as_ref()));
    let gone = gone.map(|value| (Some(value.clone()), None));
    gone.chain(come.map(|value| (None, Some(value.clone())))).collect()
}

fn texts(list: &[Box<str>]) -> impl Iterator<Item = &str> {
    list.iter().map(AsRef::as_ref)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn several(values: &str) -> Vec<Box<str>> {
        values.split_whitespace().map(Into::into).collect()
    }

    fn told(before: impl Into<Option<Stated>>, after: impl Into<Option<Stated>>) -> Vec<(String, String)> {
        let text = |value: Option<Box<str>>| value.map_or("-".to_owned(), Into::into);
        let (before, after) = (before.into(), after.into());
        let pairs = compare(before.as_ref(), after.as_ref()).into_iter();
        pairs.map(|(old, new)| (text(old), text(new))).collect()
    }

    #[test]
    fn of_several_values_those_are_told_that_differ() {
        let list = |values| Some(Stated::Several(several(values)));
        assert_eq!(told(list("a b c"), list("c b d")), [("a".into(), "-".into()), ("-".into(), "d".into())]);
        assert_eq!(told(list("a b"), list("b a")), []);
        assert_eq!(told(None, list("a")), [("-".into(), "a".into())]);
        assert_eq!(told(list(""), None), []);
        let one = |value: &str| Some(Stated::one(value));
        assert_eq!(told(one("1"), one("2")), [("1".into(), "2".into())]);
        assert_eq!(told(one("1"), None), [("1".into(), "-".into())]);
        assert_eq!(told(one("1"), one("1")), []);
    }

    #[test]
    fn an_order_differs_only_among_what_both_have() {
        let order = |values| Some(Stated::Order(several(values)));
        assert_eq!(told(order("L V T"), order("L T C")), []);
        assert_eq!(told(order("L V T"), order("T L X")), [("L, T".into(), "T, L".into())]);
        assert_eq!(told(None, order("L V")), []);
    }
}

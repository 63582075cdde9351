//! What two scope versions make of the same cloud, in sentences.

use super::quote::sentence_list;
use std::rc::Rc;

/// What a scope version makes of a cloud, beside another one.
#[derive(Clone, Copy, Debug)]
pub struct FailingOnlyThere<'a> {
    /// `v5.1`.
    pub version: &'a str,
    /// How many required test cases fail.
    pub failing: usize,
    /// The ids of those that the other version does not require.
    pub only_there: &'a [Rc<str>],
}

/// The difference in sentences.
pub fn versions_text(base: FailingOnlyThere<'_>, other: FailingOnlyThere<'_>) -> String {
    let (old, new) = (base.version, other.version);
    if base.only_there.is_empty() && other.only_there.is_empty() {
        return match base.failing {
            0 => format!("No required test case fails, neither in {old} nor in {new}."),
            1 => format!("The same required test case fails in {old} and in {new}."),
            count => format!("The same {count} required test cases fail in {old} and in {new}."),
        };
    }
    let only = [&other, &base].into_iter().filter(|of| !of.only_there.is_empty());
    let only = only.map(|of| format!(" Only in {}: {}.", of.version, sentence_list(of.only_there, "and")));
    let numbers = format!("{} in {old}, {} in {new}", base.failing, other.failing);
    format!("Required test cases that fail: {numbers}.{}", only.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_sentences;
    use super::*;

    #[test]
    fn differences_are_told() {
        type Case<'a> = (usize, &'a [&'a str], usize, &'a [&'a str], &'a str);
        let cases: [Case<'_>; 6] = [
            (0, &[], 0, &[], "No required test case fails, neither in v5.1 nor in next."),
            (1, &[], 1, &[], "The same required test case fails in v5.1 and in next."),
            (3, &[], 3, &[], "The same 3 required test cases fail in v5.1 and in next."),
            (
                3,
                &[],
                5,
                &["a", "b"],
                "Required test cases that fail: 3 in v5.1, 5 in next. Only in next: `a` and `b`.",
            ),
            (1, &["a"], 0, &[], "Required test cases that fail: 1 in v5.1, 0 in next. Only in v5.1: `a`."),
            (
                2,
                &["a"],
                2,
                &["b"],
                "Required test cases that fail: 2 in v5.1, 2 in next. Only in next: `b`. Only in v5.1: `a`.",
            ),
        ];
        for (failing, only_base, of_other, only_other, expected) in cases {
            let ids = |ids: &[&str]| -> Vec<Rc<str>> { ids.iter().map(|id| (*id).into()).collect() };
            let (only_base, only_other) = (ids(only_base), ids(only_other));
            let base = FailingOnlyThere { version: "v5.1", failing, only_there: &only_base };
            let other = FailingOnlyThere { version: "next", failing: of_other, only_there: &only_other };
            let text = versions_text(base, other);
            assert_eq!(text, expected);
            check_sentences(&text);
        }
    }

    #[test]
    fn many_differences_make_no_long_sentence() {
        let ids = vec![Rc::from("scs-0103-flavor-16v-128"); 40];
        let of = |version| FailingOnlyThere { version, failing: 40, only_there: &ids };
        check_sentences(&versions_text(of("v5.1"), of("next")));
    }
}

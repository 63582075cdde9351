//! What differs between two catalogues, as Markdown for a comment on a proposal. Whatever stands in the files, the text
//! shows it and does nothing else.

use crate::impact::{Difference, Fact, Side, Topic};
use crate::wording::{
    ChangedValue, NO_DIFFERENCES, changed_value, difference_what, markdown_code, markdown_prose, more_rows,
    topic_name,
};
use std::collections::{HashMap, HashSet};

/// How many rows a topic has at most.
const MOST_ROWS: usize = 200;

/// What differs, a table for each topic; of many rows the first 200. A test case that several versions take up alike is one
/// row; what is gone is told without its facts.
pub fn differences_markdown(differences: &[Difference]) -> String {
    let removed = differences.iter().filter(|difference| {
        // At a date that is gone, what was valid from then on may matter.
        let is_told = difference.topic != Topic::Timeline && difference.fact == Fact::Entry;
        is_told && difference.after.is_none()
    });
    let removed: HashSet<(Topic, &str)> = removed.map(|one| (one.topic, one.subject.as_ref())).collect();
    let mut text = String::new();
    for topic in Topic::ALL {
        let of_topic = differences.iter().filter(|difference| {
            let is_gone = removed.contains(&(topic, difference.subject.as_ref()));
            difference.topic == topic && (!is_gone || difference.fact == Fact::Entry)
        });
        let rows = rows(of_topic);
        if rows.is_empty() {
            continue;
        }
        text.push_str(&format!(
            "\n### {}\n\n| what | before | after |\n| --- | --- | --- |\n",
            topic_name(topic)
        ));
        for (first, subjects) in rows.iter().take(MOST_ROWS) {
            let what = cell(markdown_prose(&difference_what(&first.fact, subjects)));
            let value = |side| match changed_value(first, side) {
                ChangedValue::Value(value) => cell(markdown_code(&value)),
                ChangedValue::Words(words) => cell(markdown_prose(&words)),
            };
            text.push_str(&format!("| {what} | {} | {} |\n", value(Side::Before), value(Side::After)));
        }
        if let Some(more @ 1..) = rows.len().checked_sub(MOST_ROWS) {
            text.push_str(&format!("\n{}\n", more_rows(more)));
        }
    }
    if text.is_empty() { format!("{NO_DIFFERENCES}\n") } else { text }
}

/// Differences in rows, each with the subjects that it is about.
fn rows<'d>(differences: impl Iterator<Item = &'d Difference>) -> Vec<(&'d Difference, Vec<&'d str>)> {
    let mut rows: Vec<(&Difference, Vec<&str>)> = Vec::new();
    let mut alike = HashMap::new();
    for difference in differences {
        let Difference { fact, before, after, subject, .. } = difference;
        let mut at = rows.len();
        if matches!(fact, Fact::TestCase(_)) {
            at = *alike.entry((fact, before, after)).or_insert(at);
        }
        match rows.get_mut(at) {
            Some((_, subjects)) => subjects.push(subject),
            None => rows.push((difference, vec![subject])),
        }
    }
    rows
}

/// Text that is ready to be shown, as a cell of a table, which ends at every bar that has no backslash before it, be it in
/// code or not. Readers do not agree on a bar with two; such a bar is shown as an escape.
fn cell(text: String) -> String {
    if !text.contains('|') {
        return text;
    }
    let mut cell = String::new();
    let mut last = ' ';
    for letter in text.chars() {
        match letter {
            '|' if last == '\\' => cell.push_str("u{7c}"),
            '|' => cell.push_str("\\|"),
            _ => cell.push(letter),
        }
        last = letter;
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(
        topic: Topic,
        fact: Fact,
        subject: &str,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Difference {
        let (subject, before, after) = (subject.into(), before.map(Into::into), after.map(Into::into));
        Difference { topic, subject, fact, before, after }
    }

    #[test]
    fn topics_have_tables() {
        let testcase = || Fact::TestCase("scs-0114-syntax-check".into());
        let list = [
            difference(Topic::Scope, testcase(), "v5.1", None, Some("main")),
            difference(Topic::Scope, testcase(), "next", None, Some("main")),
            difference(Topic::Scope, testcase(), "v4", Some("main"), None),
            difference(Topic::Flavors, Fact::Entry, "SCS-2V-8", None, Some("SCS-2V-8")),
            difference(Topic::Flavors, Fact::Cpus, "SCS-2V-8", None, Some("2")),
            difference(Topic::Flavors, Fact::Entry, "SCS-1V-4", Some("SCS-1V-4"), None),
            difference(Topic::Flavors, Fact::Cpus, "SCS-1V-4", Some("1"), None),
            difference(Topic::Images, Fact::NameScheme, "a|b", Some("x(a|b)"), Some("x\\|")),
        ];
        let expected = r"### Certificate scope

| what | before | after |
| --- | --- | --- |
| `scs-0114-syntax-check` in `v5.1` and `next` | – | main |
| `scs-0114-syntax-check` in `v4` | main | – |

### Standard flavors

| what | before | after |
| --- | --- | --- |
| `SCS-2V-8` | – | new |
| `SCS-2V-8`: vCPUs | – | `2` |
| `SCS-1V-4` | there | removed |

### Standard images

| what | before | after |
| --- | --- | --- |
| `a\|b`: names that match | `x(a\|b)` | `x\u{7c}` |
";
        assert_eq!(differences_markdown(&list), expected);
        assert_eq!(differences_markdown(&[]), "Nothing differs.\n");
    }

    #[test]
    fn of_many_rows_the_first_are_shown() {
        let one = difference(Topic::Grammar, Fact::Label, "x", Some("a"), Some("b"));
        let text = differences_markdown(&vec![one; 250]);
        assert_eq!(text.matches("\n| `x`").count(), 200);
        assert!(text.ends_with("|\n\n… and 50 more\n"), "{text}");
    }
}

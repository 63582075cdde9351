//! What differs between two catalogues, as Markdown for a comment on a proposal. Whatever stands in the files, the text
//! shows it and does nothing else.

use crate::impact::{Difference, Fact, Side, Topic};
use crate::wording::{
    NO_DIFFERENCES, changed_text, difference_what, markdown_prose, more_rows, new_fact, topic_name,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How many rows a topic has at most.
const MOST_ROWS: usize = 200;

/// How many facts of an entry that is new are told.
const MOST_FACTS: usize = 12;

/// What differs about a topic, in rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferencesView {
    /// The topic; a heading.
    pub topic: String,
    /// The first rows.
    pub rows: Vec<DifferenceRow>,
    /// How many more there are.
    pub more: usize,
}

/// What differs, with values between backticks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferenceRow {
    /// What it is.
    pub what: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// What differs, topic by topic; of many rows the first 200. What is new is one row with its facts, what is gone is told
/// without them, and a test case that several versions take up alike is one row.
pub fn differences_view(differences: &[Difference]) -> Vec<DifferencesView> {
    let views = Topic::ALL.into_iter().map(|topic| {
        let rows = rows(differences.iter().filter(|difference| difference.topic == topic));
        DifferencesView {
            topic: topic_name(topic).to_owned(),
            more: rows.len().saturating_sub(MOST_ROWS),
            rows: rows.iter().take(MOST_ROWS).map(row_view).collect(),
        }
    });
    views.filter(|view| !view.rows.is_empty()).collect()
}

fn row_view(Row { first, subjects, facts }: &Row<'_>) -> DifferenceRow {
    let [before, mut after] = [Side::Before, Side::After].map(|side| changed_text(first, side));
    for (at, fact) in facts.iter().enumerate().take(MOST_FACTS + 1) {
        let fact = if at < MOST_FACTS { new_fact(fact) } else { more_rows(facts.len() - at) };
        after.extend(["; ", &fact]);
    }
    DifferenceRow { what: difference_what(&first.fact, subjects), before, after }
}

/// What differs, a table for each topic.
pub fn differences_markdown(views: &[DifferencesView]) -> String {
    let mut text = String::new();
    for DifferencesView { topic, rows, more } in views {
        if !text.is_empty() {
            text.push('\n');
        }
        let head = "| what | before | after |\n| --- | --- | --- |";
        text.extend(["### ", topic, "\n\n", head, "\n"]);
        for DifferenceRow { what, before, after } in rows {
            let [what, before, after] =
                [what, before, after].map(|part| markdown_cell(&markdown_prose(part)));
            text.extend(["| ", &what, " | ", &before, " | ", &after, " |\n"]);
        }
        if *more > 0 {
            text.extend(["\n", &more_rows(*more), "\n"]);
        }
    }
    if text.is_empty() { format!("{NO_DIFFERENCES}\n") } else { text }
}

/// What stands in one row.
struct Row<'d> {
    first: &'d Difference,
    /// All that differ as the first does.
    subjects: Vec<&'d str>,
    /// Of an entry that is new, its facts.
    facts: Vec<&'d Difference>,
}

fn rows<'d>(differences: impl Iterator<Item = &'d Difference>) -> Vec<Row<'d>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut alike = HashMap::new();
    for difference in differences {
        let Difference { topic, fact, before, after, subject } = difference;
        // Facts follow their entry.
        if let Some(entry) = rows.last_mut()
            && entry.first.fact == Fact::Entry
            && entry.first.subject == *subject
            && *topic != Topic::Timeline
            && (*topic != Topic::Scope || entry.first.after.is_none())
        {
            if after.is_some() {
                entry.facts.push(difference);
            }
            continue;
        }
        let mut at = rows.len();
        if matches!(fact, Fact::TestCase(_)) {
            at = *alike.entry((fact, before, after)).or_insert(at);
        }
        match rows.get_mut(at) {
            Some(row) => row.subjects.push(subject),
            None => rows.push(Row { first: difference, subjects: vec![subject], facts: Vec::new() }),
        }
    }
    rows
}

/// Text that is ready to be shown, as a cell of a table, which ends at every bar that has no backslash before it, be it in
/// code or not. Readers do not agree on a bar with two; such a bar is shown as an escape.
pub fn markdown_cell(text: &str) -> String {
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
| `SCS-2V-8` | – | new; vCPUs `2` |
| `SCS-1V-4` | there | removed |

### Standard images

| what | before | after |
| --- | --- | --- |
| `a\|b`: names that match | `x(a\|b)` | `x\u{7c}` |
";
        assert_eq!(differences_markdown(&differences_view(&list)), expected);
        assert_eq!(differences_markdown(&differences_view(&[])), "Nothing differs.\n");
    }

    #[test]
    fn of_many_rows_the_first_are_shown() {
        let one = difference(Topic::Grammar, Fact::Label, "x", Some("a"), Some("b"));
        let text = differences_markdown(&differences_view(&vec![one; 250]));
        assert_eq!(text.matches("\n| `x`").count(), 200);
        assert!(text.ends_with("|\n\n… and 50 more\n"), "{text}");
    }
}

//! What differs between two catalogues, or two clouds → sentences and words.

use super::quote::{code, sentence_list};
use super::terms::{count_of, kind_name, kind_plural};
use crate::impact::{Difference, Fact, RecordChange, RecordId, Side, Topic};

/// How many characters of a text are shown.
const TEXT_LIMIT: usize = 400;

/// "Certificate scope": the heading of what differs in it.
pub fn topic_name(topic: Topic) -> &'static str {
    match topic {
        Topic::Scope => "Certificate scope",
        Topic::Timeline => "Timeline",
        Topic::TestCases => "Test cases",
        Topic::Requirements => "Requirements beside the test cases",
        Topic::Flavors => "Standard flavors",
        Topic::Images => "Standard images",
        Topic::Releases => "Releases of distributions",
        Topic::Vocabularies => "Values of image properties",
        Topic::Frequencies => "Replacement frequencies",
        Topic::Grammar => "Grammar of flavor names",
        Topic::Texts => "Texts",
    }
}

/// What a fact is called, with values between backticks: "RAM in MiB", "extra spec `scs:cpu-type`".
pub fn fact_name(fact: &Fact) -> String {
    let name = match fact {
        Fact::Entry => "entry",
        Fact::Name => "name",
        Fact::StabilizedAt => "stable since",
        Fact::Module => "module",
        Fact::TestCase(id) => return format!("test case {}", code(id)),
        Fact::Validity(version) => return format!("validity of {}", code(version)),
        Fact::Standard => "standard",
        Fact::Level(module) if module.as_ref() == "any" => "level in every module",
        Fact::Level(module) => return format!("level in {}", code(module)),
        Fact::Check => "kind of check",
        Fact::Parameter(name) => return code(name),
        Fact::Status => "status",
        Fact::Cpus => "vCPUs",
        Fact::RamMib => "RAM in MiB",
        Fact::DiskGb => "root disk in GB",
        Fact::ExtraSpec(name) => return format!("extra spec {}", code(name)),
        Fact::NameScheme => "names that match",
        Fact::Source => "source",
        Fact::Import(key) => return format!("import, {}", code(key)),
        Fact::Since => "expected since",
        Fact::Value => "value",
        Fact::Seconds => "period in seconds",
        Fact::Label => "meaning",
        Fact::Plural => "meaning of several",
        Fact::Code => "code",
        Fact::SpecValue => "value of the extra spec",
        Fact::Architecture => "architecture of images",
        Fact::Syntax => "syntax",
        Fact::Unit => "unit",
        Fact::Generation(id) => return format!("generation {}", code(id)),
        Fact::Order => "order",
        Fact::Holds => "title if it holds",
        Fact::Fails => "title if it does not hold",
        Fact::Why => "why it matters",
        Fact::Decided => "how it is decided",
        Fact::Section => "section",
        Fact::Address => "address",
        Fact::Contradiction => "text and official test differ",
        Fact::ContradictionDecides => "when that decides",
    };
    name.to_owned()
}

/// What differs, of one or more subjects that do so alike: "`scs-0114-aspect-ssd` in `v5.1` and `next`", "`SCS-2V-8`:
/// vCPUs".
pub fn difference_what(fact: &Fact, subjects: &[&str]) -> String {
    let of = sentence_list(subjects, "and");
    if let Fact::TestCase(id) = fact {
        format!("{} in {of}", code(id))
    } else if let Fact::Validity(version) = fact {
        format!("{} from {of} on", code(version))
    } else if *fact == Fact::Entry {
        of
    } else {
        format!("{of}: {}", fact_name(fact))
    }
}

/// A difference in a few words: "`scs-0114-syntax-check`: new in main of `v5.1`", "`Ubuntu 24.04`: source `https://…`
/// added".
pub fn difference_text(difference: &Difference) -> String {
    let Difference { subject, fact, before, after, .. } = difference;
    let (before, after) = (before.as_deref().map(code), after.as_deref().map(code));
    let subject = code(subject);
    if let Fact::TestCase(id) = fact {
        let id = code(id);
        return match (before, after) {
            (Some(before), Some(after)) => format!("{id}: moves from {before} to {after} in {subject}"),
            (Some(before), None) => format!("{id}: no longer in {before} of {subject}"),
            (None, Some(after)) => format!("{id}: new in {after} of {subject}"),
            (None, None) => id,
        };
    }
    if let Fact::Validity(version) = fact {
        let version = code(version);
        return match (before, after) {
            (Some(before), Some(after)) => {
                format!("{version}: {after} instead of {before} from {subject} on")
            }
            (Some(before), None) => format!("{version}: no longer listed as {before} from {subject} on"),
            (None, Some(after)) => format!("{version}: listed as {after} from {subject} on"),
            (None, None) => version,
        };
    }
    if *fact == Fact::Entry {
        return format!("{subject}: {}", if after.is_some() { NEW } else { REMOVED });
    }
    let fact = fact_name(fact);
    match (before, after) {
        (Some(before), Some(after)) => format!("{subject}: {fact} {after} instead of {before}"),
        (Some(before), None) => format!("{subject}: {fact} {before} removed"),
        (None, Some(after)) => format!("{subject}: {fact} {after} added"),
        (None, None) => subject,
    }
}

const NEW: &str = "new";
const REMOVED: &str = "removed";
/// Where there is no value.
const NONE: &str = "–";

/// The value of a difference as it is shown in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ChangedValue {
    /// A value, as it is.
    Value(Box<str>),
    /// Words, of ours or of the catalogue, with values between backticks.
    Words(String),
}

/// The value before or after, for a column of its own.
pub fn changed_text(difference: &Difference, side: Side) -> String {
    match changed_value(difference, side) {
        ChangedValue::Value(value) => code(&value),
        ChangedValue::Words(words) => words,
    }
}

fn changed_value(difference: &Difference, side: Side) -> ChangedValue {
    let (value, other) = match side {
        Side::Before => (&difference.before, &difference.after),
        Side::After => (&difference.after, &difference.before),
    };
    let fact = &difference.fact;
    if *fact == Fact::Entry {
        let title = value.as_deref().filter(|title| **title != *difference.subject);
        let title = title.map(cut);
        let words = match (value, side, title) {
            (Some(_), Side::After, None) => NEW.to_owned(),
            (Some(_), Side::After, Some(title)) => format!("{NEW}: {title}"),
            (None, Side::After, _) => REMOVED.to_owned(),
            (Some(_), Side::Before, title) => title.unwrap_or_else(|| "there".to_owned()),
            (None, Side::Before, _) => NONE.to_owned(),
        };
        return ChangedValue::Words(words);
    }
    let Some(value) = value else {
        let is_list = matches!(fact, Fact::Validity(_)) && other.is_some();
        return ChangedValue::Words(if is_list { "not listed" } else { NONE }.to_owned());
    };
    if *fact == Fact::Check && value.as_ref() == "unknown" {
        return ChangedValue::Words("none that this program knows".to_owned());
    }
    let is_words = matches!(
        fact,
        Fact::TestCase(_)
            | Fact::Validity(_)
            | Fact::Level(_)
            | Fact::Status
            | Fact::StabilizedAt
            | Fact::Since
            | Fact::Holds
            | Fact::Fails
            | Fact::Why
            | Fact::Decided
            | Fact::Section
            | Fact::Contradiction
            | Fact::Label
            | Fact::Plural
            | Fact::Generation(_)
            | Fact::Unit
    );
    if is_words { ChangedValue::Words(cut(value)) } else { ChangedValue::Value(value.clone()) }
}

/// A text of bounded length.
fn cut(text: &str) -> String {
    let mut letters = text.chars();
    let mut start: String = letters.by_ref().take(TEXT_LIMIT).collect();
    if letters.next().is_some() {
        start.push('…');
    }
    start
}

/// A fact of what is new, for a list of them: "vCPUs `2`", "status mandatory".
pub fn new_fact(difference: &Difference) -> String {
    let name = fact_name(&difference.fact);
    match changed_value(difference, Side::After) {
        ChangedValue::Value(value) => format!("{name} {}", code(&value)),
        ChangedValue::Words(words) => format!("{name} {words}"),
    }
}

/// Instead of rows, where there are none.
pub const NO_DIFFERENCES: &str = "Nothing differs.";

/// Behind rows, where not all of them are shown.
pub fn more_rows(count: usize) -> String {
    format!("… and {count} more")
}

/// What differs between two clouds, or in one at two times, in a few words.
pub fn record_change_text(change: &RecordChange) -> String {
    match change {
        RecordChange::List { kind, only, count } => {
            let which = match only {
                Side::Before => "first",
                Side::After => "second",
            };
            format!(
                "{} in the {which} export only; the other one has no list of {}",
                count_of(*count, *kind),
                kind_plural(*kind)
            )
        }
        RecordChange::Record { kind, record, only, is_uncertain } => {
            let what = match (only, is_uncertain) {
                (Side::Before, false) => REMOVED,
                (Side::Before, true) => "not in the second list, which is not the whole list",
                (Side::After, false) => NEW,
                (Side::After, true) => "not in the first list, which is not the whole list",
            };
            format!("{} {}: {what}", kind_name(*kind), record_name(record))
        }
        RecordChange::Field { kind, record, field, before, after } => {
            let (field, name) = (code(field), record_name(record));
            let kind = kind_name(*kind);
            match (before.as_deref().map(code), after.as_deref().map(code)) {
                (Some(before), Some(after)) => format!("{kind} {name}: {field} {after} instead of {before}"),
                (Some(before), None) => format!("{kind} {name}: {field} {before} removed"),
                (None, Some(after)) => format!("{kind} {name}: {field} {after} added"),
                (None, None) => format!("{kind} {name}: {field}"),
            }
        }
    }
}

fn record_name(record: &RecordId) -> String {
    record.name.as_deref().or(record.id.as_deref()).map_or_else(|| "without a name".to_owned(), code)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_text, values};
    use super::*;
    use crate::inventory::Kind;

    fn difference(fact: Fact, subject: &str, before: Option<&str>, after: Option<&str>) -> Difference {
        let (subject, before, after) = (subject.into(), before.map(Into::into), after.map(Into::into));
        Difference { topic: Topic::Scope, subject, fact, before, after }
    }

    #[test]
    fn differences_read_in_a_few_words() {
        let testcase = || Fact::TestCase("scs-0114-syntax-check".into());
        let cases = [
            (testcase(), "v5.1", None, Some("main"), "`scs-0114-syntax-check`: new in `main` of `v5.1`"),
            (testcase(), "v4", Some("main"), None, "`scs-0114-syntax-check`: no longer in `main` of `v4`"),
            (
                testcase(),
                "v4",
                Some("preview"),
                Some("main"),
                "`scs-0114-syntax-check`: moves from `preview` to `main` in `v4`",
            ),
            (
                Fact::Validity("v4".into()),
                "2026-01-01",
                Some("effective"),
                Some("warn"),
                "`v4`: `warn` instead of `effective` from `2026-01-01` on",
            ),
            (
                Fact::Source,
                "Ubuntu 24.04",
                None,
                Some("https://x"),
                "`Ubuntu 24.04`: source `https://x` added",
            ),
            (Fact::Cpus, "SCS-2V-8", Some("2"), Some("4"), "`SCS-2V-8`: vCPUs `4` instead of `2`"),
            (Fact::Entry, "SCS-2V-8", Some("SCS-2V-8"), None, "`SCS-2V-8`: removed"),
        ];
        for (fact, subject, before, after, expected) in cases {
            assert_eq!(difference_text(&difference(fact, subject, before, after)), expected);
        }
        assert_eq!(
            difference_what(&testcase(), &["v4", "v5.1", "next"]),
            "`scs-0114-syntax-check` in `v4`, `v5.1` and `next`"
        );
    }

    #[test]
    fn every_difference_can_be_shown() {
        for value in values() {
            let text = || Box::from(value.as_str());
            let facts = [
                Fact::Entry,
                Fact::TestCase(text()),
                Fact::Validity(text()),
                Fact::Level(text()),
                Fact::Parameter(text()),
                Fact::ExtraSpec(text()),
                Fact::Import(text()),
                Fact::Generation(text()),
                Fact::Contradiction,
            ];
            for fact in facts {
                for (before, after) in [
                    (None, Some(value.as_str())),
                    (Some(value.as_str()), None),
                    (Some(value.as_str()), Some("")),
                ] {
                    check_text(&fact_name(&fact));
                    check_text(&difference_text(&difference(fact.clone(), &value, before, after)));
                }
            }
            let record = RecordId { name: Some(text()), id: None };
            for change in [
                RecordChange::List { kind: Kind::Image, only: Side::After, count: 1 },
                RecordChange::Record {
                    kind: Kind::Flavor,
                    record: record.clone(),
                    only: Side::Before,
                    is_uncertain: true,
                },
                RecordChange::Field {
                    kind: Kind::Image,
                    record,
                    field: text(),
                    before: Some(text()),
                    after: Some(text()),
                },
            ] {
                check_text(&record_change_text(&change));
            }
        }
    }
}

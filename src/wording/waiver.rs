//! Waivers → sentences.

use super::Notice;
use super::quote::{code, shown_within};
use super::yaml_problem::yaml_notice;
use crate::waivers::{Entry, EntryResult, LocalSource, Mismatch, State, Waiver, WaiversError};

/// How many characters of a reason are shown. It is a sentence, and not a value.
const REASON_LIMIT: usize = 200;

/// What stands behind a finding that is waived: "waived until 2026-12-31: kept for a customer".
pub fn waived_text(entry: &Entry) -> String {
    match entry {
        Entry::Waiver(Waiver { reason, until, .. }) => {
            format!("waived until {}: {}", until.date(), shown_within(reason, REASON_LIMIT))
        }
        Entry::ImageSource(LocalSource { prefix, reason }) => {
            let reason = shown_within(reason, REASON_LIMIT);
            format!("waived, for {} counts as a source: {reason}", code(prefix))
        }
    }
}

/// What is worth knowing of an entry that does not do what it is there for, a sentence; `None` for one that does.
pub fn waiver_note(result: &EntryResult) -> Option<String> {
    let entry = entry_name(&result.entry);
    let effect = match (result.state, &result.entry) {
        (State::Applied, _) => return None,
        (State::Expired, Entry::Waiver(Waiver { until, .. })) => {
            let until = until.date();
            match result.findings {
                0 => format!("ended on {until}; nothing depends on it any more"),
                1 => format!("ended on {until}; 1 finding counts again"),
                findings => format!("ended on {until}; {findings} findings count again"),
            }
        }
        (State::Expired, Entry::ImageSource(_)) => "has no effect any more".to_owned(),
        (State::Unmatched(mismatch), _) => mismatch_text(mismatch).to_owned(),
    };
    Some(format!("{entry} {effect}."))
}

/// What an entry waives, a phrase that starts with a capital.
pub fn waiver_name(entry: &Entry) -> String {
    entry_name(entry)
}

/// "2 waivers, 1 image source".
pub fn count_of_waivers(waivers: usize, sources: usize) -> String {
    let count = |number: usize, what: &str| match number {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{number} {what}s")),
    };
    let parts: Vec<String> =
        count(waivers, "waiver").into_iter().chain(count(sources, "image source")).collect();
    if parts.is_empty() { "no waivers".to_owned() } else { parts.join(", ") }
}

/// What is missing from a source of images that a person typed.
pub fn source_without_prefix() -> String {
    "A source needs the beginning of its addresses, like `https://mirror.example.org/ubuntu/`.".to_owned()
}

/// What is missing from a waiver that a person typed.
pub fn waiver_without_reason() -> String {
    "A waiver needs a reason: say why the fault is accepted.".to_owned()
}

fn entry_name(entry: &Entry) -> String {
    match entry {
        Entry::Waiver(Waiver { testcase, resource: Some(resource), .. }) => {
            format!("The waiver of {} for {}", code(testcase), code(resource))
        }
        Entry::Waiver(Waiver { testcase, resource: None, .. }) => format!("The waiver of {}", code(testcase)),
        Entry::ImageSource(LocalSource { prefix, .. }) => format!("The image source {}", code(prefix)),
    }
}

fn mismatch_text(mismatch: Mismatch) -> &'static str {
    match mismatch {
        Mismatch::UnknownTestCase => {
            "has no effect: there is neither a test case nor a requirement of that id"
        }
        Mismatch::Passes => "is not needed: nothing fails there",
        Mismatch::Undecided => "has no effect yet: nothing is decided there",
        Mismatch::OtherResources => "has no effect: what fails there is about other resources",
        Mismatch::NoSuchImage => "has no effect: no image that fails by its source is from there",
    }
}

/// That the answer is not by the standards alone, a sentence. `findings`: how many are waived by sources of images.
pub fn modified_rules_text(findings: usize) -> String {
    let are = if findings == 1 { "1 finding is".to_owned() } else { format!("{findings} findings are") };
    format!("Modified rules: {are} waived by image sources that are not those of the standards.")
}

/// What is wrong with a file of waivers, each with its place.
pub fn waivers_error(error: &WaiversError) -> Vec<Notice> {
    error.problems.iter().map(|problem| yaml_notice(&error.file, problem)).collect()
}

/// A file of waivers that is not even text.
pub fn waivers_no_text(file: &str) -> Notice {
    Notice {
        what: "The file is not text in UTF-8.".to_owned(),
        place: Some(shown_within(file, REASON_LIMIT)),
        ..Notice::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::waivers::parse;

    fn waiver(resource: Option<&str>) -> Entry {
        Entry::Waiver(Waiver {
            testcase: "scs-0102-image-recency".into(),
            resource: resource.map(Into::into),
            reason: "kept for a customer until the migration".into(),
            until: "2026-12-31".parse().unwrap(),
        })
    }

    fn source() -> Entry {
        Entry::ImageSource(LocalSource {
            prefix: "https://mirror.example.org/".into(),
            reason: "our mirror".into(),
        })
    }

    #[test]
    fn findings_tell_what_waives_them() {
        assert_eq!(
            waived_text(&waiver(None)),
            "waived until 2026-12-31: kept for a customer until the migration"
        );
        assert_eq!(
            waived_text(&source()),
            "waived, for `https://mirror.example.org/` counts as a source: our mirror"
        );
        assert_eq!(
            modified_rules_text(1),
            "Modified rules: 1 finding is waived by image sources that are not those of the standards."
        );
    }

    #[test]
    fn entries_without_effect() {
        let note = |entry, state, findings| waiver_note(&EntryResult { entry, state, findings });
        assert_eq!(note(waiver(None), State::Applied, 1), None);
        let cases = [
            (
                note(waiver(Some("Ubuntu 20.04*")), State::Expired, 2),
                "The waiver of `scs-0102-image-recency` for `Ubuntu 20.04*` ended on 2026-12-31; 2 findings count \
                 again.",
            ),
            (
                note(waiver(None), State::Expired, 0),
                "The waiver of `scs-0102-image-recency` ended on 2026-12-31; nothing depends on it any more.",
            ),
            (
                note(waiver(None), State::Unmatched(Mismatch::Passes), 0),
                "The waiver of `scs-0102-image-recency` is not needed: nothing fails there.",
            ),
            (
                note(source(), State::Unmatched(Mismatch::NoSuchImage), 0),
                "The image source `https://mirror.example.org/` has no effect: no image that fails by its source is \
                 from there.",
            ),
        ];
        for (note, expected) in cases {
            assert_eq!(note.as_deref(), Some(expected));
        }
    }

    #[test]
    fn errors_have_places() {
        let text = "waivers:\n  - testcase: t\n    until: soon\n    who: me\nx: 1";
        let notices = waivers_error(&parse("w.yaml", text).unwrap_err());
        let told: Vec<String> = notices
            .into_iter()
            .map(|Notice { what, place, expected, .. }| {
                [place, Some(what), expected].into_iter().flatten().collect::<Vec<_>>().join(" | ")
            })
            .collect();
        assert_eq!(
            told,
            [
                "w.yaml, line 2, column 5 | The key `reason` is missing.",
                "w.yaml, line 3, column 12 | Found `soon`. | A date like 2026-12-31.",
                "w.yaml, line 4, column 5 | There is no key `who`. | One of `testcase`, `resource`, `reason` and \
                 `until`.",
                "w.yaml, line 5, column 1 | There is no key `x`. | One of `waivers` and `image_sources`.",
            ]
        );
    }
}

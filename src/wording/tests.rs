//! Every variant of everything that can be said reads as sentences, whatever the values in it.

use super::samples::{
    FORMATS, PARTIAL_REASONS, entry_results, flavor_problems, image_problems, intake_errors, intake_notes,
    other_problems, waivers_errors,
};
use super::*;
use crate::catalogue::{Catalogue, Check, Validity};
use crate::checks::{LeftOut, Reason};
use crate::date::DateError;
use crate::inventory::{Field, Form, Kind};

/// Values that exports may hold.
pub(super) fn values() -> Vec<String> {
    let hostile = "`\u{202e}<script>'\"\n\0\u{2066}\u{200b}|=1+1";
    ["", "x", "`", "'", "\"", "§", hostile, &hostile.repeat(40_000)].map(ToOwned::to_owned).into()
}

/// Whether the text reads as one sentence or more.
pub(super) fn check_sentences(text: &str) {
    let start: String = text.chars().take(500).collect();
    let first = text.chars().next().unwrap_or(' ');
    // An empty value may come first, where else a value in backticks would.
    assert!(first.is_uppercase() || matches!(first, '`' | '(') || first.is_ascii_digit(), "start: {start}");
    assert!(text.ends_with('.'), "end: {start}");
    assert!(!text.contains("..") && !text.contains("TODO"), "stops: {start}");
    check_text(text);
}

/// Whether the text can be shown.
pub(super) fn check_text(text: &str) {
    let start: String = text.chars().take(500).collect();
    assert!(!text.is_empty() && !text.contains("  "), "blanks: {start}");
    assert!(text.matches('`').count().is_multiple_of(2), "backticks: {start}");
    assert!(text.chars().count() < 400, "length: {start}");
    let is_unseen = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(is_unseen), "unseen: {start:?}");
}

fn check_cell(cell: Option<&str>) {
    if let Some(cell) = cell {
        assert!(!cell.is_empty() && !cell.contains('`') && !cell.contains(char::is_control), "{cell:?}");
        assert!(cell.chars().count() < 1100, "length");
    }
}

fn check_notice(notice: &Notice) {
    check_sentences(&notice.what);
    for text in notice.expected.iter().chain(&notice.advice) {
        check_sentences(text);
    }
    if let Some(place) = &notice.place {
        check_text(place);
    }
}

#[test]
fn every_problem_reads_well() {
    for value in values() {
        let problems = [flavor_problems(&value), image_problems(&value), other_problems(&value)];
        for problem in problems.iter().flatten() {
            let text = finding_text(problem);
            check_sentences(&text.message);
            for cell in [&text.field, &text.found, &text.expected] {
                check_cell(cell.as_deref());
            }
        }
    }
}

#[test]
fn every_error_and_note_reads_well() {
    for value in values() {
        let errors = intake_errors(&value);
        for error in &errors {
            check_notice(&intake_error(error));
        }
        for note in intake_notes(&value, errors) {
            check_notice(&intake_note(&note));
        }
        check_sentences(&date_error(&DateError { found: value.into() }));
    }
}

#[test]
fn everything_about_waivers_reads_well() {
    for value in values() {
        for result in entry_results(&value) {
            check_text(&waived_text(&result.entry));
            if let Some(note) = waiver_note(&result) {
                check_sentences(&note);
            }
        }
        for notice in waivers_error(&waivers_errors(&value)).iter().chain([&waivers_no_text(&value)]) {
            check_notice(notice);
        }
    }
    for findings in [1, 2] {
        check_sentences(&modified_rules_text(findings));
    }
}

#[test]
fn every_reason_reads_well() {
    let catalogue = Catalogue::embedded().unwrap();
    let mut reasons = vec![Reason::LiveCloud, Reason::ManualCheck, Reason::NotImplemented];
    for kind in Kind::ALL {
        reasons.push(Reason::NotSupplied(kind));
        reasons.extend(Field::ALL.map(|field| Reason::LacksField(kind, field)));
        reasons.extend(PARTIAL_REASONS.map(|why| Reason::Incomplete(kind, why)));
    }
    let bare = [Check::ManualCheck { evidence: "".into() }, Check::DefaultRules {}];
    let checks = catalogue.testcases.iter().map(|testcase| &testcase.check).chain(&bare);
    for (check, reason) in checks.flat_map(|check| reasons.iter().map(move |reason| (check, *reason))) {
        let text = reason_text(reason, check);
        check_sentences(&text.message);
        assert!((1..=4).contains(&text.short.split(' ').count()), "{}", text.short);
        assert_eq!(text.short, text.short.to_lowercase());
    }
}

#[test]
fn every_term_reads_well() {
    for reason in PARTIAL_REASONS {
        check_sentences(partial_text(reason));
    }
    for validity in [Validity::Effective, Validity::Warn, Validity::Draft, Validity::Deprecated] {
        check_sentences(validity_text(validity));
    }
    for kind in Kind::ALL {
        for why in [LeftOut::Hidden, LeftOut::Private, LeftOut::NotForEveryone] {
            for count in [1, 2] {
                check_sentences(&left_out_text(count, kind, why));
            }
        }
        for form in [
            Form::ClientList,
            Form::ClientShow,
            Form::Api,
            Form::Sdk,
            Form::Terraform,
            Form::FlavorManager,
            Form::ImageManager,
        ] {
            for format in FORMATS {
                check_text(&source_text(form, format, kind));
            }
        }
    }
    for field in Field::ALL {
        check_text(field_name(field));
    }
}

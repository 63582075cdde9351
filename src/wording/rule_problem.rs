//! Problems that rules in general terms find.

use super::finding::{FindingText, NOT_SET};
use super::quote::{cell_list, code, sentence_list, shown};
use super::terms::kind_plural;
use crate::checks::RuleProblem;

/// Puts a problem into words.
pub(super) fn rule_text(problem: &RuleProblem) -> FindingText {
    match problem {
        RuleProblem::ExtraSpec { spec, found, allowed } => {
            let state = found.as_deref().map_or_else(|| NOT_SET.to_owned(), code);
            let asks = if allowed.is_empty() { "a value".to_owned() } else { sentence_list(allowed, "or") };
            let message = format!("The extra spec {} is {state}; the rule asks for {asks}.", code(spec));
            FindingText::about(spec, message)
                .found(found.as_deref().map_or_else(|| NOT_SET.to_owned(), shown))
                .expected(if allowed.is_empty() { "a value".to_owned() } else { cell_list(allowed) })
        }
        RuleProblem::Twice { kind, agree, records } => {
            let (what, listed) = (kind_plural(*kind), sentence_list(agree, "and"));
            let field = agree.first().and_then(|agreed| agreed.split_once('=')).map_or("", |(key, _)| key);
            FindingText::about(field, format!("{records} {what} agree in {listed}, and the rule allows one."))
                .found(format!("{records} {what}"))
                .expected("one of them")
        }
        RuleProblem::NoneThere { kind, wanted } => {
            let what = kind_plural(*kind);
            let message = if wanted.is_empty() {
                format!("The list of {what} has none that the rule asks for.")
            } else {
                format!("None of the {what} has {}.", sentence_list(wanted, "and"))
            };
            FindingText { message, field: None, found: Some("none".to_owned()), expected: None }
                .expected(if wanted.is_empty() { "one".to_owned() } else { cell_list(wanted) })
        }
    }
}

//! `scs-checker name`.

use super::arguments::{Format, NameArguments};
use super::{FAILS, OK, Output, UNUSABLE};
use crate::catalogue::Catalogue;
use crate::flavor_name::{self, FlavorName, Grammar, NameError, Reading, Syntax};
use crate::wording::{foreign_letters_text, visible_json};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::BufRead as _;

/// What there is to say of a name.
#[derive(Debug, Serialize)]
struct NameReport {
    name: String,
    /// `None` for a name without the prefix `SCS-`, of which the standard says nothing.
    valid: Option<bool>,
    syntax: Option<&'static str>,
    error: Option<ErrorReport>,
    canonical: Option<String>,
    short: Option<String>,
    v1_name: Option<String>,
    description: Option<String>,
    extra_specs: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Serialize)]
struct ErrorReport {
    message: String,
    /// Index in Unicode characters, from 0.
    at: usize,
}

/// Reads names and explains them.
pub(super) fn run(arguments: &NameArguments) -> Output {
    let mut output = Output::default();
    let grammar = match Catalogue::embedded() {
        Ok(catalogue) => catalogue.grammar,
        Err(error) => {
            output.problems.push(format!("the embedded standards are broken: {error}"));
            output.code = UNUSABLE;
            return output;
        }
    };
    let names = match names_of(arguments) {
        Ok(names) => names,
        Err(error) => {
            output.problems.push(format!("standard input cannot be read: {error}"));
            output.code = UNUSABLE;
            return output;
        }
    };
    let reports: Vec<NameReport> =
        names.iter().map(|name| report(name, arguments.syntax, &grammar)).collect();
    output.text = match arguments.format {
        Format::Json => visible_json(&serde_json::to_string_pretty(&reports).unwrap_or_default()) + "\n",
        Format::Text => reports.iter().map(text_line).collect(),
    };
    output.code = if reports.iter().any(|report| report.valid == Some(false)) { FAILS } else { OK };
    output
}

fn names_of(arguments: &NameArguments) -> std::io::Result<Vec<String>> {
    let is_input = |name: &str| name == "-";
    if !arguments.names.is_empty() && !arguments.names.iter().any(|name| is_input(name)) {
        return Ok(arguments.names.clone());
    }
    let lines = std::io::stdin().lock().lines().collect::<std::io::Result<Vec<String>>>()?;
    if arguments.names.is_empty() {
        return Ok(lines);
    }
    let in_order = arguments
        .names
        .iter()
        .flat_map(|name| if is_input(name) { lines.clone() } else { vec![name.clone()] });
    Ok(in_order.collect())
}

fn report(name: &str, syntax: Option<Syntax>, grammar: &Grammar) -> NameReport {
    let reading = flavor_name::read(name, grammar);
    let parsed = match (&reading, syntax) {
        (Reading::NotScs, _) => None,
        (_, Some(syntax)) => Some(flavor_name::parse(name, syntax, grammar).map(|parsed| (parsed, syntax))),
        (Reading::Valid { name, syntax }, None) => Some(Ok((name.as_ref().clone(), *syntax))),
        (Reading::Invalid { v2, .. }, None) => Some(Err(reading.error().unwrap_or(v2).clone())),
    };
    match parsed {
        None => empty_report(name),
        Some(Err(error)) => {
            NameReport { valid: Some(false), error: Some(error_report(&error)), ..empty_report(name) }
        }
        Some(Ok((parsed, syntax))) => valid_report(name, &parsed, syntax, grammar),
    }
}

fn empty_report(name: &str) -> NameReport {
    NameReport {
        name: name.to_owned(),
        valid: None,
        syntax: None,
        error: None,
        canonical: None,
        short: None,
        v1_name: None,
        description: None,
        extra_specs: None,
    }
}

fn error_report(error: &NameError) -> ErrorReport {
    ErrorReport { message: error.problem.to_string(), at: error.at }
}

fn valid_report(name: &str, parsed: &FlavorName, syntax: Syntax, grammar: &Grammar) -> NameReport {
    NameReport {
        valid: Some(true),
        syntax: Some(syntax.name()),
        canonical: Some(flavor_name::canonical(parsed, Syntax::V2)),
        short: Some(flavor_name::canonical(&flavor_name::short(parsed, grammar), Syntax::V2)),
        v1_name: Some(flavor_name::canonical(parsed, Syntax::V1)),
        description: Some(flavor_name::describe(parsed, grammar)),
        extra_specs: flavor_name::extra_specs(parsed, grammar).map(|specs| specs.into_iter().collect()),
        ..empty_report(name)
    }
}

fn text_line(report: &NameReport) -> String {
    let verdict = match (&report.error, &report.description) {
        (Some(error), _) => format!("not well formed: {} at character {}", error.message, error.at + 1),
        (None, Some(description)) => description.clone(),
        (None, None) => "no SCS name".to_owned(),
    };
    let letters =
        foreign_letters_text(&report.name).map(|letters| format!(" ({letters})")).unwrap_or_default();
    format!("{}: {verdict}{letters}\n", report.name)
}

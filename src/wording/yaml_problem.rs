//! What is wrong with a file of settings → sentences.

use super::Notice;
use super::quote::{code, sentence_list, shown, shown_within, with_full_stop};
use crate::yaml::{Found, YamlError, YamlProblem};

/// How many characters of the name of a file are shown.
const FILE_LIMIT: usize = 200;

/// What is wrong with a YAML file, and where.
pub(super) fn yaml_notice(file: &str, error: &YamlError) -> Notice {
    let file = shown_within(file, FILE_LIMIT);
    let place = error.location.map(|at| format!("{file}, line {}, column {}", at.line, at.column));
    let (what, expected) = problem_text(&error.problem);
    Notice { what, place: Some(place.unwrap_or(file)), expected, advice: None }
}

fn problem_text(problem: &YamlProblem) -> (String, Option<String>) {
    match problem {
        YamlProblem::Syntax(words) => (with_full_stop(&format!("This is not YAML: {}", shown(words))), None),
        YamlProblem::NoDocument => ("The file holds nothing but comments.".to_owned(), None),
        YamlProblem::SecondDocument => {
            ("A second document begins here.".to_owned(), Some("One document in a file.".to_owned()))
        }
        YamlProblem::TooDeep => ("Lists and mappings are nested too deeply.".to_owned(), None),
        YamlProblem::TooLarge => ("The file is too large once its aliases are written out.".to_owned(), None),
        YamlProblem::UnknownAnchor => ("This is an alias of an unknown anchor.".to_owned(), None),
        YamlProblem::RepeatedKey(key) => (format!("The key {} stands twice.", code(key)), None),
        YamlProblem::UnknownKey { found, expected } => {
            (format!("There is no key {}.", code(found)), Some(one_of(expected)))
        }
        YamlProblem::MissingKey(key) => (format!("The key {} is missing.", code(key)), None),
        YamlProblem::NoKey(keys) => ("A key is missing.".to_owned(), Some(one_of(keys))),
        YamlProblem::UnknownWord { found, expected } => {
            (format!("There is no word {}.", code(found)), Some(one_of(expected)))
        }
        YamlProblem::WrongType { found, expected } => {
            let found = match found {
                Found::Nothing => "nothing".to_owned(),
                Found::Text(text) => code(text),
                Found::List => "a list".to_owned(),
                Found::Mapping => "a mapping".to_owned(),
            };
            (format!("Found {found}."), Some(with_full_stop(&capitalised(expected))))
        }
    }
}

fn one_of(words: &[&'static str]) -> String {
    match words {
        [only] => format!("{}.", code(only)),
        several => format!("One of {}.", sentence_list(several, "and")),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

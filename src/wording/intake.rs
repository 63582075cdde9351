//! What was not understood, and what is worth saying of what was.

use super::Notice;
use super::not_yet::not_yet_understood;
use super::quote::{code, code_within, sentence_list};
use super::terms::{count_of, kind_plural, partial_advice, partial_text};
use crate::intake::{IntakeError, IntakeNote, JsonProblem};

/// What every file should hold.
pub(super) const EXPECTED: &str = "JSON of the OpenStack client, of an OpenStack API or of openstacksdk.";

/// Puts into words why nothing of a file could be used.
pub fn intake_error(error: &IntakeError) -> Notice {
    match error {
        IntakeError::Empty => notice(
            "There is nothing in it but white space.",
            "Run the command again and check that it prints something.",
        ),
        IntakeError::NotYetUnderstood(recognised) => not_yet_understood(*recognised),
        IntakeError::NotText { at } => Notice {
            place: Some(format!("byte {}", at.saturating_add(1))),
            expected: Some("Text in UTF-8.".to_owned()),
            ..notice("This is not text in UTF-8.", "Save it as UTF-8, or export it again, and add it.")
        },
        IntakeError::Syntax { problem, line, column, record, field } => {
            Notice { place: Some(place(*line, *column, *record, field.as_deref())), ..syntax(*problem) }
        }
        IntakeError::ApiError { message } => {
            let what = format!(
                "The API answered with an error instead of data: {}.",
                code_within(message, API_MESSAGE_LIMIT)
            );
            notice(&what, api_advice(message))
        }
        IntakeError::NoRecords { keys, objects } => no_records(keys, *objects),
        IntakeError::EmptyListOfUnknownKind => notice(
            "The list is empty, and nothing says what it is a list of.",
            "Name the file after what it lists (`flavors.json`, `images.json`, `volume-types.json`, \
             `rules.json` or `catalog.json`), or say it with `--kind` on the command line.",
        ),
        IntakeError::SpecsWithoutFlavor => notice(
            "These are extra specs without the flavor that they belong to.",
            "Export the flavors together with their extra specs: `openstack flavor list --all --long -f \
             json`.",
        ),
    }
}

fn notice(what: &str, advice: &str) -> Notice {
    Notice {
        what: what.to_owned(),
        place: None,
        expected: Some(EXPECTED.to_owned()),
        advice: Some(advice.to_owned()),
    }
}

fn place(line: usize, column: usize, record: usize, field: Option<&str>) -> String {
    let record = if record == 0 { String::new() } else { format!(", record {record}") };
    let field = field.map(|field| format!(", field {}", code(field))).unwrap_or_default();
    format!("line {line}, column {column}{record}{field}")
}

fn syntax(problem: JsonProblem) -> Notice {
    match problem {
        JsonProblem::EndsEarly => Notice {
            expected: Some("The rest of the JSON, down to its last bracket.".to_owned()),
            ..notice(
                "The text ends in the middle of the JSON.",
                "It was probably cut off on copying; export it again, straight into a file.",
            )
        },
        JsonProblem::TooDeep => Notice {
            expected: Some("At most 127 values inside one another.".to_owned()),
            ..notice(
                "Too many lists and objects stand inside one another.",
                "No export looks like this; check that it is the right file.",
            )
        },
        JsonProblem::Malformed => notice(
            "The text is not JSON from this place on.",
            "Run the command again with `-f json`, straight into a file, and add that; or mend the text at \
             this place.",
        ),
    }
}

/// How much is shown of an API's message.
const API_MESSAGE_LIMIT: usize = 160;

/// What an API's error message likely means.
fn api_advice(message: &str) -> &'static str {
    let message: String = message.chars().take(1000).map(|letter| letter.to_ascii_lowercase()).collect();
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if says(&["authenti", "unauthorized", "token", "401"]) {
        "The login is probably missing or has expired; log in again and export again."
    } else if says(&["forbidden", "policy", "not allowed", "not authorized", "403"]) {
        "The account probably may not read this; export with another account, or ask the operator of the \
         cloud."
    } else if says(&["not found", "could not be found", "no such", "404"]) {
        "The cloud probably does not offer this, or the address or id is wrong; check them and export again."
    } else {
        "Export again, and if the error stays, ask the operator of the cloud."
    }
}

const KINDS: &str = "a flavor, an image, a volume type, a default security group rule or a service";

fn no_records(keys: &[Box<str>], objects: usize) -> Notice {
    let what = match objects {
        0 => format!("There is nothing in it that could be {KINDS}."),
        1 => format!("The object in it is not {KINDS}.{}", first_keys("It", keys)),
        _ => format!("None of the {objects} objects is {KINDS}.{}", first_keys("The first", keys)),
    };
    notice(&what, "Check that it is the right file, and that the command printed all columns.")
}

fn first_keys(subject: &str, keys: &[Box<str>]) -> String {
    match keys {
        [] => String::new(),
        [only] => format!(" {subject} has the key {}.", code(only)),
        _ => format!(" {subject} has the keys {}.", sentence_list(keys, "and")),
    }
}

/// Puts a note about a file into words.
pub fn intake_note(note: &IntakeNote) -> Notice {
    let told = |what: String, advice: Option<&str>| Notice {
        what,
        place: None,
        expected: None,
        advice: advice.map(ToOwned::to_owned),
    };
    match note {
        IntakeNote::Partial(kind, reason) => told(
            format!("The list of {} may lack records. {}", kind_plural(*kind), partial_text(*reason)),
            Some(partial_advice(*reason)),
        ),
        IntakeNote::StopsMakingSense(error) => {
            let notice = intake_error(error);
            Notice { what: format!("{} What stands before was kept.", notice.what), ..notice }
        }
        IntakeNote::Concatenated(kind) => told(
            format!(
                "Single {} stand one after the other; they were taken for the whole list.",
                kind_plural(*kind)
            ),
            Some("Add the others if these are not all."),
        ),
        IntakeNote::NoExtraSpecsAnywhere => told(
            "No flavor has any extra spec, so the export probably left them out.".to_owned(),
            Some(
                "Export with `openstack flavor list --all --long -f json`, or in openstacksdk with \
                 `get_extra=True`.",
            ),
        ),
        IntakeNote::Repeated(kind, count) => {
            let (were, them) = if *count == 1 { ("was", "it") } else { ("were", "them") };
            told(format!("{} {were} read before, with nothing new in {them}.", count_of(*count, *kind)), None)
        }
        IntakeNote::Contradicting { kind, records, id } => {
            let (contradict, subject) =
                if *records == 1 { ("contradicts", "it") } else { ("contradict", "the first") };
            let count = count_of(*records, *kind);
            let what = format!(
                "{count} {contradict} what was read before under the same id; {subject} has the id {}. All \
                 were kept.",
                code(id)
            );
            told(what, Some("Check that all files come from the same cloud and the same time."))
        }
        IntakeNote::LeftAside { objects, keys } => {
            let what = match objects {
                1 => format!("1 object is not {KINDS} and was left aside.{}", first_keys("It", keys)),
                _ => format!(
                    "{objects} objects are not {KINDS} and were left aside.{}",
                    first_keys("The first", keys)
                ),
            };
            told(what, None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::{Kind, PartialReason};

    #[test]
    fn a_syntax_error_tells_its_place() {
        let error = IntakeError::Syntax {
            problem: JsonProblem::Malformed,
            line: 12,
            column: 5,
            record: 3,
            field: Some("ram".into()),
        };
        let notice = intake_error(&error);
        assert_eq!(notice.what, "The text is not JSON from this place on.");
        assert_eq!(notice.place.as_deref(), Some("line 12, column 5, record 3, field `ram`"));
        let notice = intake_note(&IntakeNote::StopsMakingSense(error));
        assert_eq!(notice.what, "The text is not JSON from this place on. What stands before was kept.");
        assert_eq!(notice.place.as_deref(), Some("line 12, column 5, record 3, field `ram`"));
    }

    #[test]
    fn an_api_error_is_shown_and_explained() {
        let cases = [
            ("The request you have made requires authentication.", "The login is probably missing"),
            ("Policy doesn't allow this to be performed.", "The account probably may not read this"),
            ("Flavor 7 could not be found.", "The cloud probably does not offer this"),
            ("Boom", "Export again"),
        ];
        for (message, expected) in cases {
            let notice = intake_error(&IntakeError::ApiError { message: message.into() });
            assert_eq!(notice.what, format!("The API answered with an error instead of data: `{message}`."));
            assert!(notice.advice.unwrap_or_default().starts_with(expected), "{message}");
        }
    }

    #[test]
    fn notes() {
        let cases = [
            (
                IntakeNote::Partial(Kind::Image, PartialReason::LoneRecord),
                "The list of images may lack records. Only a single record was supplied, not a list.",
            ),
            (IntakeNote::Repeated(Kind::Flavor, 1), "1 flavor was read before, with nothing new in it."),
            (
                IntakeNote::Contradicting { kind: Kind::Image, records: 2, id: "42".into() },
                "2 images contradict what was read before under the same id; the first has the id `42`. \
                 All were kept.",
            ),
            (
                IntakeNote::LeftAside { objects: 2, keys: vec!["In Use".into(), "Limit".into()] },
                "2 objects are not a flavor, an image, a volume type, a default security group rule or a \
                 service and were left aside. The first has the keys `In Use` and `Limit`.",
            ),
        ];
        for (note, expected) in cases {
            assert_eq!(intake_note(&note).what, expected);
        }
    }
}

//! What was not understood, and what is worth saying of what was.

use super::Notice;
use super::of_no_use::{gzip, of_no_use, packed};
use super::quote::{code, code_within, sentence_list};
use super::terms::{count_of, format_name, kind_plural, partial_advice, partial_text};
use crate::intake::{Encoding, IntakeError, IntakeNote, PlanNote, SyntaxProblem};
use crate::inventory::Kind;

/// What every file should hold.
pub(super) const EXPECTED: &str =
    "Lists that an OpenStack client, API or tool has printed, best with `-f json`.";

/// Puts into words why nothing of a file could be used.
pub fn intake_error(error: &IntakeError) -> Notice {
    match error {
        IntakeError::Empty => notice(
            "There is nothing in it but white space.",
            "Run the command again and check that it prints something.",
        ),
        IntakeError::NotRead => Notice {
            expected: Some("A file that is still where it was.".to_owned()),
            ..notice(
                "The browser could not read it: it was moved, deleted or locked, or memory ran out.",
                "Add it again.",
            )
        },
        IntakeError::Packed(how) => packed(*how),
        IntakeError::Gzip(problem) => gzip(*problem),
        IntakeError::NotText { at } => Notice {
            place: Some(format!("byte {}", at.saturating_add(1))),
            expected: Some("Text.".to_owned()),
            ..notice("This is no text.", "Check that it is the right file, or export it again.")
        },
        IntakeError::Syntax { format, problem, line, column, record, field } => Notice {
            place: Some(place(*line, *column, *record, field.as_deref())),
            ..syntax(*problem, format_name(*format))
        },
        IntakeError::ErrorMessage { message } => {
            let what = format!(
                "It holds an error message instead of data: {}.",
                code_within(message, MESSAGE_LIMIT)
            );
            notice(&what, message_advice(message))
        }
        IntakeError::OfNoUse(recognised) => of_no_use(*recognised),
        IntakeError::NoRecords { keys, objects, nearly } => no_records(keys, *objects, nearly.as_ref()),
        IntakeError::EmptyListOfUnknownKind => notice(
            "The list is empty, and nothing says what it is a list of.",
            "Say what it lists, here or with `--kind` on the command line, or name the file after it, like \
             `flavors.json`.",
        ),
        IntakeError::ValuesOfUnknownKind => notice(
            "These look like lines of `-f value`, which have no titles, and nothing says what they list.",
            "Say what they list, here or with `--kind` on the command line; better, run the same command \
             with `-f json`.",
        ),
        IntakeError::DefinitionsTooLarge { limit } => notice(
            &format!("These are definitions of more than {} MiB, which is the limit.", limit / (1024 * 1024)),
            "Add the files of the definitions one by one.",
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

fn syntax(problem: SyntaxProblem, format: &str) -> Notice {
    match problem {
        SyntaxProblem::EndsEarly => Notice {
            expected: Some(format!("The rest of the {format}.")),
            ..notice(
                &format!("The text ends in the middle of the {format}."),
                "It was probably cut off on copying; export it again, straight into a file.",
            )
        },
        SyntaxProblem::TooDeep => Notice {
            expected: Some("At most 127 values inside one another, in YAML 64.".to_owned()),
            ..notice(
                "Too many lists and objects stand inside one another.",
                "No export looks like this; check that it is the right file.",
            )
        },
        SyntaxProblem::TooLarge => Notice {
            expected: Some("At most 16 MiB that aliases add.".to_owned()),
            ..notice(
                "The YAML becomes too large once its aliases are written out.",
                "No export looks like this; check that it is the right file.",
            )
        },
        SyntaxProblem::Malformed => notice(
            &format!("The text is not {format} from this place on."),
            "Run the command again with `-f json`, straight into a file, and add that; or mend the text at \
             this place.",
        ),
        SyntaxProblem::FieldCount { found, expected } => Notice {
            expected: Some(format!("{expected} fields, as many as there are titles.")),
            ..notice(
                &format!("This row has {found} fields."),
                "Export the list again; a spreadsheet program may have changed it.",
            )
        },
    }
}

/// How much is shown of an error message.
const MESSAGE_LIMIT: usize = 160;

/// What an error message likely means.
fn message_advice(message: &str) -> &'static str {
    let message: String = message.chars().take(1000).map(|letter| letter.to_ascii_lowercase()).collect();
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if says(&["command not found"]) {
        "The client is not installed where the command ran; install python-openstackclient."
    } else if says(&["unrecognized arguments"]) {
        "The command has an argument that the client does not know; check its spelling."
    } else if says(&["not an openstack command"]) {
        "The client is too old for this command; update python-openstackclient, or ask the API itself."
    } else if says(&["authenti", "auth-url", "unauthorized", "token", "401"]) {
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

const KINDS: &str =
    "a flavor, an image, a volume type, a default security group rule, a service or an image quota";

fn no_records(keys: &[Box<str>], objects: usize, nearly: Option<&(Box<str>, &'static str)>) -> Notice {
    let what = match objects {
        0 => format!("There is nothing in it that could be {KINDS}."),
        1 => format!("The object in it is not {KINDS}.{}", first_keys("It", keys)),
        _ => format!("None of the {objects} objects is {KINDS}.{}", first_keys("The first", keys)),
    };
    let meant = nearly.map(|(found, meant)| format!("{} ", perhaps_meant(found, meant))).unwrap_or_default();
    notice(
        &what,
        &format!("{meant}Check that it is the right file, and that the command printed all columns."),
    )
}

fn perhaps_meant(found: &str, meant: &str) -> String {
    format!("{} is not read; perhaps {} was meant.", code(found), code(meant))
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
            Notice { what: format!("{} What could be read was kept.", notice.what), ..notice }
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
        IntakeNote::Contradicting { kind, records, id } => told(
            contradicting(*kind, *records, id),
            Some("Check that all files come from the same cloud and the same time."),
        ),
        IntakeNote::LeftAside { objects, keys } => told(left_aside(*objects, keys), None),
        IntakeNote::AlsoOfNoUse(recognised) => {
            let notice = of_no_use(*recognised);
            Notice { what: format!("Something was left aside. {}", notice.what), expected: None, ..notice }
        }
        IntakeNote::AlsoErrorMessage { message } => told(
            format!("There is an error message, too: {}.", code_within(message, MESSAGE_LIMIT)),
            Some(message_advice(message)),
        ),
        IntakeNote::PassedOver { lines, first } => told(passed_over(*lines, *first), None),
        IntakeNote::Unreadable { key, value } => told(
            format!(
                "Values under {} could not be read, like {}; what depends on them stays undecided.",
                code(key),
                code(value)
            ),
            Some("Export with `-f json`; a spreadsheet program may have changed them."),
        ),
        IntakeNote::DisabledServices(count) => {
            let services =
                if *count == 1 { "1 service or endpoint is" } else { "Some services or endpoints are" };
            told(format!("{services} disabled and left out, as in the catalogue that users get."), None)
        }
        IntakeNote::Encoded(Encoding::Utf16) => {
            told("The text is encoded in UTF-16, as Windows PowerShell writes it.".to_owned(), None)
        }
        IntakeNote::Encoded(Encoding::Windows1252) => told(
            "The text is not UTF-8; it was taken for Windows-1252, which is a guess.".to_owned(),
            Some("Check the letters outside of ASCII, or save it as UTF-8."),
        ),
        IntakeNote::Mended => told(
            "The text is not quite JSON: quotes, commas or blanks were mended.".to_owned(),
            Some("Check the result, or export it again, straight into a file."),
        ),
        IntakeNote::Folded => told(
            "The table was folded to the width of a terminal; blanks where it was folded are a guess."
                .to_owned(),
            Some("Export with `-f json`, where nothing is folded."),
        ),
        IntakeNote::ColumnsGuessed(kind) => told(
            format!(
                "`-f value` prints no titles; the columns were told by what {} look like.",
                kind_plural(*kind)
            ),
            Some("Export with `-f json`, where nothing has to be guessed."),
        ),
        IntakeNote::NearlyAColumn { found, meant } => told(perhaps_meant(found, meant), None),
        IntakeNote::Plan(note) => told(plan_note(note), None),
        IntakeNote::KindOfName(kind) => told(
            format!("Only the name of the file says that these are {}.", kind_plural(*kind)),
            Some("Check that it is so; an export with all columns tells it itself."),
        ),
        IntakeNote::EndsWithinLetter => told(
            "The text ends within a letter, so it was cut off.".to_owned(),
            Some("Export it again, straight into a file."),
        ),
        IntakeNote::GivenUp => told(
            "Too much of the text looks like the beginning of a list; the search was given up, and what was \
             found may not be all."
                .to_owned(),
            Some("Add files that hold nothing but lists."),
        ),
    }
}

fn contradicting(kind: Kind, records: usize, id: &str) -> String {
    let (contradict, subject) =
        if records == 1 { ("contradicts", "it") } else { ("contradict", "the first") };
    format!(
        "{} {contradict} what was read before under the same id; {subject} has the id {}. All were kept.",
        count_of(records, kind),
        code(id)
    )
}

fn passed_over(lines: usize, first: Option<usize>) -> String {
    if lines == 1 {
        let which = first.map(|first| format!(", line {first},")).unwrap_or_default();
        return format!("1 line{which} is no part of an export and was passed over.");
    }
    let which = first.map(|first| format!(" The first is line {first}.")).unwrap_or_default();
    format!("{lines} lines are no part of an export and were passed over.{which}")
}

fn left_aside(objects: usize, keys: &[Box<str>]) -> String {
    if objects == 1 {
        return format!("1 object is not {KINDS} and was left aside.{}", first_keys("It", keys));
    }
    let keys = first_keys("The first", keys);
    format!("{objects} objects were left aside, for none of them is {KINDS}.{keys}")
}

/// What is to be said of definitions, a sentence.
fn plan_note(note: &PlanNote) -> String {
    let images =
        |count: usize| if count == 1 { "1 image is".to_owned() } else { format!("{count} images are") };
    match note {
        PlanNote::Planned => {
            "This is what the definitions would create, and not what is there in the cloud.".to_owned()
        }
        PlanNote::Recommended(count) => {
            let flavors = if *count == 1 { "flavor is" } else { "flavors are" };
            format!(
                "{count} recommended {flavors} created only with `--recommended`, and over 32 GiB of RAM only \
                 with `--limit-memory`."
            )
        }
        PlanNote::Disabled(count) => format!("{} left out, because `enable` is false.", images(*count)),
        PlanNote::Hidden(count) => format!("{} hidden only with `--use-os-hidden`.", images(*count)),
        PlanNote::Broken(names) => format!(
            "What the tool needs is missing from {}, which would not be created.",
            sentence_list(names, "and")
        ),
        PlanNote::Unused(keys) => format!("The tool does not look at {}.", sentence_list(keys, "and")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::{Format, Kind, PartialReason};

    #[test]
    fn a_syntax_error_tells_its_place() {
        let error = IntakeError::Syntax {
            format: Format::Json,
            problem: SyntaxProblem::Malformed,
            line: 12,
            column: 5,
            record: 3,
            field: Some("ram".into()),
        };
        let notice = intake_error(&error);
        assert_eq!(notice.what, "The text is not JSON from this place on.");
        assert_eq!(notice.place.as_deref(), Some("line 12, column 5, record 3, field `ram`"));
        let notice = intake_note(&IntakeNote::StopsMakingSense(error));
        assert_eq!(notice.what, "The text is not JSON from this place on. What could be read was kept.");
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
            let notice = intake_error(&IntakeError::ErrorMessage { message: message.into() });
            assert_eq!(notice.what, format!("It holds an error message instead of data: `{message}`."));
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
                "2 objects were left aside, for none of them is a flavor, an image, a volume type, a default \
                 security group rule, a service or an image quota. The first has the keys `In Use` and \
                 `Limit`.",
            ),
        ];
        for (note, expected) in cases {
            assert_eq!(intake_note(&note).what, expected);
        }
    }
}

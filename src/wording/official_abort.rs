//! Why the official suite ends a test case with an exception.

use super::finding::{FindingText, NOT_SET};
use super::quote::{code, shown};
use crate::checks::AbortCause;

/// Says where and why the official suite stops.
pub(super) fn official_abort_text(cause: &AbortCause) -> FindingText {
    let (field, because) = match cause {
        AbortCause::NoCustomProperties => (
            "properties".to_owned(),
            "it reads a property and the image has no custom property at all".to_owned(),
        ),
        AbortCause::NullSize(key) => {
            (shown(key), format!("it compares {}, which is null, with a number", code(key)))
        }
        AbortCause::WrongType(key) => {
            (shown(key), format!("it relies on another type of value for {}", code(key)))
        }
        AbortCause::MissingKey(key) => (shown(key), format!("it relies on {}, which is not set", code(key))),
        AbortCause::NamelessOffender => {
            (NAME.to_owned(), "it wants to report this resource by a name that is not text".to_owned())
        }
        AbortCause::Nameless => (NAME.to_owned(), "it reads all names and this one is not text".to_owned()),
        AbortCause::ReservedKey(key) => {
            (shown(key), format!("its client library cannot cope with the key {} or its value", code(key)))
        }
        AbortCause::DiskWithoutSize => (
            NAME.to_owned(),
            "the name announces a disk but not its size, and it compares the sizes".to_owned(),
        ),
        AbortCause::RamOverflow => {
            (NAME.to_owned(), "the RAM in the name is too large for its arithmetic".to_owned())
        }
    };
    let message = format!(
        "The official suite stops this test case with an exception here, because {because}; our verdict follows \
         the text of the standard."
    );
    let found = match cause {
        AbortCause::NoCustomProperties => Some("none"),
        AbortCause::NullSize(_) => Some("null"),
        AbortCause::MissingKey(_) => Some(NOT_SET),
        AbortCause::WrongType(_)
        | AbortCause::NamelessOffender
        | AbortCause::Nameless
        | AbortCause::ReservedKey(_)
        | AbortCause::DiskWithoutSize
        | AbortCause::RamOverflow => None,
    };
    FindingText { message, field: Some(field), found: found.map(Into::into), expected: None }
}

const NAME: &str = "name";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_and_what_the_standard_says() {
        let cases = [
            (
                AbortCause::NoCustomProperties,
                "The official suite stops this test case with an exception here, because it reads a \
                 property and the image has no custom property at all; our verdict follows the text of \
                 the standard.",
            ),
            (
                AbortCause::NullSize("size".into()),
                "The official suite stops this test case with an exception here, because it compares \
                 `size`, which is null, with a number; our verdict follows the text of the standard.",
            ),
        ];
        for (cause, expected) in cases {
            assert_eq!(official_abort_text(&cause).message, expected);
        }
    }
}

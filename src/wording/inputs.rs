//! What more exports would decide.

use super::reason::{fields, lacking};
use super::terms::{kind_plural, list_name, partial_advice, partial_text};
use crate::inventory::{Field, Kind, PartialReason};

/// Test cases that stay open for want of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Required ones.
    pub required: usize,
    /// Others, requirements beside the test cases included.
    pub others: usize,
}

/// That a list was not supplied, in a sentence.
pub fn list_not_supplied(kind: Kind, waiting: Waiting) -> String {
    let stay = if waiting.required + waiting.others == 1 { "stays" } else { "stay" };
    format!("Without {}, {} {stay} open.", list_name(kind), count(waiting))
}

/// That a list lacks fields, in sentences.
pub fn fields_not_exported(kind: Kind, lacked: &[Field], waiting: Waiting) -> String {
    let advice = lacked.first().map(|field| format!(" {}", lacking(*field).1)).unwrap_or_default();
    let (list, names) = (list_name(kind), fields(lacked));
    format!("An export of {list} lacks {names}, which leaves {} open.{advice}", count(waiting))
}

/// That a list may lack records, in sentences.
pub fn list_incomplete(kind: Kind, why: PartialReason, waiting: Waiting) -> String {
    let (kind, count) = (kind_plural(kind), count(waiting));
    let (why, advice) = (partial_text(why), partial_advice(why));
    format!("The list of {kind} may lack records, which leaves {count} open. {why} {advice}")
}

/// "8 required test cases and 2 others".
fn count(waiting: Waiting) -> String {
    let required = match waiting.required {
        1 => "1 required test case".to_owned(),
        required => format!("{required} required test cases"),
    };
    match (waiting.required, waiting.others) {
        (_, 0) => required,
        (0, 1) => "1 requirement of less weight".to_owned(),
        (0, others) => format!("{others} requirements of less weight"),
        (_, 1) => format!("{required} and 1 of less weight"),
        (_, others) => format!("{required} and {others} of less weight"),
    }
}

/// What to add: "the service catalog".
pub fn list_to_add(kind: Kind) -> String {
    list_name(kind).to_owned()
}

/// What to add where a list lacks fields: "the images with all fields".
pub fn fields_to_add(kind: Kind) -> String {
    format!("{} with all fields", list_name(kind))
}

/// What to add where a list may lack records: "all of the flavors".
pub fn records_to_add(kind: Kind) -> String {
    format!("all of {}", list_name(kind))
}

#[cfg(test)]
mod tests {
    use super::super::samples::PARTIAL_REASONS;
    use super::super::tests::check_sentences;
    use super::*;

    #[test]
    fn what_is_missing_reads_well() {
        let numbers = [0, 1, 2, 1000];
        let pairs =
            numbers.into_iter().flat_map(|required| numbers.map(|others| Waiting { required, others }));
        for waiting in pairs.filter(|waiting| waiting.required + waiting.others > 0) {
            for kind in Kind::ALL {
                check_sentences(&list_not_supplied(kind, waiting));
                for field in Field::ALL {
                    check_sentences(&fields_not_exported(kind, &[field], waiting));
                }
                for why in PARTIAL_REASONS {
                    check_sentences(&list_incomplete(kind, why, waiting));
                }
            }
        }
    }

    #[test]
    fn sentences() {
        let waiting = |required, others| Waiting { required, others };
        assert_eq!(
            list_not_supplied(Kind::Service, waiting(8, 2)),
            "Without the service catalog, 8 required test cases and 2 of less weight stay open."
        );
        assert_eq!(
            list_not_supplied(Kind::ImageUsage, waiting(0, 1)),
            "Without the image quotas, 1 requirement of less weight stays open."
        );
        assert_eq!(
            fields_not_exported(Kind::Flavor, &[Field::Vcpus, Field::Ram], waiting(1, 0)),
            "An export of the flavors lacks `vcpus` or `ram`, which leaves 1 required test case open. Export the list \
             again with all fields."
        );
        assert_eq!(
            list_incomplete(Kind::Flavor, PartialReason::Filtered, waiting(2, 0)),
            "The list of flavors may lack records, which leaves 2 required test cases open. The list was requested \
             with a filter. Export the list again without the filter."
        );
    }

    #[test]
    fn all_fields_of_images_make_no_long_sentence() {
        let of_images = [
            Field::Visibility,
            Field::OsHidden,
            Field::MinDisk,
            Field::MinRam,
            Field::Size,
            Field::CreatedAt,
            Field::OsHashAlgo,
            Field::Properties,
            Field::Tags,
            Field::VirtualSize,
        ];
        let waiting = Waiting { required: 1000, others: 1000 };
        check_sentences(&fields_not_exported(Kind::Image, &of_images, waiting));
    }
}

//! Causes → one sentence each.

use super::quote::{code, joined};
use crate::causes::{Cause, CauseKind};
use crate::checks::FlavorClass;

/// How many details a sentence names.
const NAMED: usize = 4;

/// What a cause comes to, in numbers and names.
#[derive(Clone, Copy, Debug)]
pub struct CauseNumbers<'a> {
    /// Why.
    pub kind: CauseKind,
    /// How many records it is about.
    pub records: usize,
    /// How many test cases fail for it.
    pub testcases: usize,
    /// How many findings there are.
    pub findings: usize,
    /// What is wrong in the records, or what is missing; the most frequent first.
    pub details: &'a [&'a str],
    /// The name of a record that it is about.
    pub example: Option<&'a str>,
}

/// The numbers of a cause; `details` and `example` are for the caller to keep.
pub fn cause_numbers<'a>(
    cause: &Cause<'_>,
    details: &'a [&'a str],
    example: Option<&'a str>,
) -> CauseNumbers<'a> {
    CauseNumbers {
        kind: cause.kind,
        records: cause.records.len(),
        testcases: cause.testcases.len(),
        findings: cause.findings.len(),
        details,
        example,
    }
}

/// "1 flavor", "14 flavors".
fn count(number: usize, singular: &str) -> String {
    if number == 1 { format!("1 {singular}") } else { format!("{number} {singular}s") }
}

/// "`a`, `b` and 3 more".
fn named(details: &[&str]) -> String {
    let mut parts: Vec<String> = details.iter().take(NAMED).map(|detail| code(detail)).collect();
    let rest = details.len().saturating_sub(NAMED);
    if rest > 0 {
        parts.push(format!("{rest} more"));
    }
    joined(&parts, "and")
}

/// The verb for one or several.
fn verb<'a>(number: usize, singular: &'a str, plural: &'a str) -> &'a str {
    if number == 1 { singular } else { plural }
}

/// Puts a cause into a sentence.
#[expect(clippy::too_many_lines, reason = "one sentence for each cause")]
pub fn cause_text(cause: CauseNumbers<'_>) -> String {
    let CauseNumbers { kind, records, testcases, findings, details, example } = cause;
    let listed = named(details);
    let flavors = count(records, "flavor");
    let images = count(records, "image");
    let standard = count(testcases, "standard flavor");
    let like = example.map(|name| {
        if records == 1 { format!(" ({})", code(name)) } else { format!(", like {}", code(name)) }
    });
    let like = like.unwrap_or_default();
    let are = |number| verb(number, "is", "are");
    let lack = |number| verb(number, "lacks", "lack");
    match kind {
        CauseKind::FlavorsLackSpecs => {
            let match_ = verb(records, "matches a standard flavor", "match standard flavors");
            format!(
                "{flavors} {match_} by size and name, but {} {listed}; set {}.",
                lack(records),
                verb(details.len(), "it", "them")
            )
        }
        CauseKind::FlavorSpecsDiffer => {
            format!("{flavors} {} other values than the standard for {listed}.", verb(records, "has", "have"))
        }
        CauseKind::FlavorSizesDiffer => format!(
            "{flavors} {} found as {standard}, but {} the exact sizes: {listed}.",
            are(records),
            verb(records, "does not have", "do not have")
        ),
        CauseKind::RamInOtherUnit => {
            format!("The RAM of {standard} looks as if it were given in another unit than MiB{like}.")
        }
        CauseKind::FlavorsInOldSyntax => format!(
            "{standard} {} there under {} in the old syntax only{like}: `scs:name-v2` is missing.",
            are(testcases),
            verb(testcases, "its name", "their names")
        ),
        CauseKind::FlavorsInOtherSpelling => {
            format!("{standard} {} there in another spelling{like}.", are(testcases))
        }
        CauseKind::FlavorsPrivate => {
            format!(
                "{standard} {} there, but private, so that users cannot see {}.",
                are(testcases),
                verb(testcases, "it", "them")
            )
        }
        CauseKind::FlavorsUnderOtherNames => format!(
            "For {standard} there {} of the same size under {}{like}, without the extra specs by which {} found.",
            verb(testcases, "is a flavor", "are flavors"),
            verb(testcases, "another name", "other names"),
            verb(testcases, "it is", "they are")
        ),
        CauseKind::FlavorsMissing => format!("{standard} {} not offered: {listed}.", are(testcases)),
        CauseKind::FlavorNamesMalformed => {
            format!(
                "{flavors} {} a malformed name that starts with `SCS-`{like}.",
                verb(records, "has", "have")
            )
        }
        CauseKind::FlavorNamesBroken => {
            format!("{flavors} {} less than the name promises{like}.", verb(records, "has", "have"))
        }
        CauseKind::ImagesLackProperties => {
            format!("{images} {} properties that the standard asks for: {listed}.", lack(records))
        }
        CauseKind::ImagePropertiesDiffer => format!(
            "{images} {} values that the standard does not accept: {listed}.",
            verb(records, "has", "have")
        ),
        CauseKind::ImagesOutdated => {
            format!(
                "{images} {} older than promised, and no fresh image replaces {}{like}.",
                are(records),
                verb(records, "it", "them")
            )
        }
        CauseKind::ImagePurposeTwice => {
            format!("{images} serve the same purpose as another one{like}.")
        }
        CauseKind::ImagesNotShown => {
            format!("The standard image {listed} is there, but hidden or not public.")
        }
        CauseKind::ImagesUnderOtherNames => {
            format!("The standard image {listed} is there, but under another name{like}.")
        }
        CauseKind::ImagesMissing => {
            let image = verb(details.len(), "The standard image", "The standard images");
            format!("{image} {listed} {} not offered.", are(details.len()))
        }
        CauseKind::ImagesFromMirror => {
            format!("The `image_source` of {images} looks like a mirror{like}: it should tell the origin.")
        }
        CauseKind::ImagesFromElsewhere => {
            format!(
                "{images} {} from another source than the publisher{like}.",
                verb(records, "comes", "come")
            )
        }
        CauseKind::AspectListsMalformed => format!(
            "{} {} a malformed list of aspects in the description{like}.",
            count(records, "volume type"),
            verb(records, "has", "have")
        ),
        CauseKind::AspectMissing => format!("No volume type declares the aspect {listed}."),
        CauseKind::RulesLetIn => format!(
            "{} {} traffic into new security groups.",
            count(records, "default rule"),
            verb(records, "lets", "let")
        ),
        CauseKind::RulesHoldBack => {
            "Default rules do not let all traffic out, as far as the official test counts them.".to_owned()
        }
        CauseKind::ServicesMissing => {
            format!("{} {} not in the catalog: {listed}.", count(testcases, "service"), are(testcases))
        }
        CauseKind::Other => {
            format!("{} {} something else.", count(findings, "finding"), verb(findings, "tells", "tell"))
        }
    }
}

/// How many flavors there are of each class.
pub fn class_text(counts: &[(FlavorClass, usize)]) -> String {
    let parts = counts.iter().filter(|(_, number)| *number > 0).map(|(class, number)| {
        let class = match class {
            FlavorClass::Mandatory => "mandatory",
            FlavorClass::Recommended => "recommended",
            FlavorClass::Extra => verb(*number, "valid extra", "valid extras"),
            FlavorClass::Misnamed => "misnamed",
            FlavorClass::Other => "outside of the naming standard",
        };
        format!("{number} {class}")
    });
    format!("Flavors: {}.", joined(&parts.collect::<Vec<_>>(), "and"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_reads_well() {
        let details = ["scs:name-v2", "a", "b", "c", "d", "e"];
        for kind in CauseKind::ALL {
            for (number, details, example) in [(1, &details[..1], None), (14, &details[..], Some("SCS-1V:4"))]
            {
                let text = cause_text(CauseNumbers {
                    kind,
                    records: number,
                    testcases: number,
                    findings: number,
                    details,
                    example,
                });
                super::super::tests::check_sentences(&text);
            }
        }
    }

    #[test]
    fn the_classic_cause() {
        let cause = CauseNumbers {
            kind: CauseKind::FlavorsLackSpecs,
            records: 14,
            testcases: 14,
            findings: 14,
            details: &["scs:name-v2"],
            example: Some("SCS-1V-4"),
        };
        assert_eq!(
            cause_text(cause),
            "14 flavors match standard flavors by size and name, but lack `scs:name-v2`; set it."
        );
    }
}

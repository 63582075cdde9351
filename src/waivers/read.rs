//! Text → waivers.

use super::{LocalSource, Waiver, Waivers, WaiversError};
use crate::yaml::{Fields, read_document};

/// Reads a file of waivers, YAML or JSON.
///
/// # Errors
/// Everything that is no YAML, or not what a file of waivers has.
pub fn parse(name: &str, text: &str) -> Result<Waivers, WaiversError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    read_document(text, read_file).map_err(|mut problems| {
        problems.sort_by_key(|problem| problem.location.map(|location| (location.line, location.column)));
        WaiversError { file: name.into(), problems }
    })
}

fn read_file(file: &mut Fields<'_>) -> Waivers {
    file.require_one_of(&["waivers", "image_sources"]);
    Waivers {
        waivers: file.optional_each("waivers", |waiver| Waiver {
            testcase: waiver.filled_text("testcase"),
            resource: waiver.optional_filled_text("resource"),
            reason: waiver.filled_text("reason"),
            until: waiver.date("until"),
        }),
        image_sources: file.optional_each("image_sources", |source| LocalSource {
            prefix: source.filled_text("prefix"),
            reason: source.filled_text("reason"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
# Agreed with operations.
waivers:
  - testcase: scs-0102-image-recency
    resource: \"Ubuntu 20.04*\"
    reason: kept for a customer until the migration
    until: 2026-12-31
  - {testcase: scs-0103-flavor-8v-64, reason: 'no such hosts', until: '2027-06-30'}
image_sources:
  - prefix: https://mirror.example.org/ubuntu/
    reason: mirror of cloud-images.ubuntu.com
";

    #[test]
    fn files_are_read() {
        let waivers = parse("waivers.yaml", FILE).unwrap();
        assert_eq!(
            waivers.waivers,
            [
                Waiver {
                    testcase: "scs-0102-image-recency".into(),
                    resource: Some("Ubuntu 20.04*".into()),
                    reason: "kept for a customer until the migration".into(),
                    until: "2026-12-31".parse().unwrap(),
                },
                Waiver {
                    testcase: "scs-0103-flavor-8v-64".into(),
                    resource: None,
                    reason: "no such hosts".into(),
                    until: "2027-06-30".parse().unwrap(),
                },
            ]
        );
        assert_eq!(waivers.image_sources[0].prefix.as_ref(), "https://mirror.example.org/ubuntu/");
        let json =
            r#"{"image_sources": [], "waivers": [{"testcase": "t", "reason": "r", "until": "2026-12-31"}]}"#;
        assert_eq!(parse("waivers.json", json).unwrap().waivers.len(), 1);
        assert!(parse("", "\u{feff}waivers: []").unwrap().is_empty());
    }

    #[test]
    fn everything_that_is_wrong_is_told_with_its_place() {
        let text = "\
waivers:
  - testcase: scs-0102-image-recency
    resource:
    until: 31.12.2026
  - testcase: [a]
    reason: ' '
    until: 2026-02-30
    who: me
  - x
image_sources: {prefix: x}
notes: none
";
        let error = parse("w.yaml", text).unwrap_err();
        let told: Vec<String> = error.to_string().split("; ").map(ToOwned::to_owned).collect();
        let expected = [
            "the key `reason` is missing at line 2, column 5",
            "found nothing, expected a text at line 3, column 13",
            "found `31.12.2026`, expected a date like 2026-12-31 at line 4, column 12",
            "found a list, expected a text at line 5, column 15",
            "found nothing, expected a text at line 6, column 13",
            "found `2026-02-30`, expected a date like 2026-12-31 at line 7, column 12",
            "unknown key `who`, expected one of `testcase`, `resource`, `reason`, `until` at line 8, column 5",
            "found `x`, expected a mapping at line 9, column 5",
            "the key `testcase` is missing at line 9, column 5",
            "the key `reason` is missing at line 9, column 5",
            "the key `until` is missing at line 9, column 5",
            "found a mapping, expected a list at line 10, column 16",
            "unknown key `notes`, expected one of `waivers`, `image_sources` at line 11, column 1",
        ];
        assert_eq!(told, expected.map(|problem| format!("w.yaml: {problem}")));
        for (text, expected) in [
            ("", "w.yaml: no document"),
            ("{}", "w.yaml: a key is missing: one of `waivers`, `image_sources` at line 1, column 1"),
            ("waivers:", "w.yaml: found nothing, expected a list at line 1, column 8"),
            ("waivers: []\n---\nwaivers: []", "w.yaml: a second document at line 3, column 1"),
        ] {
            assert_eq!(parse("w.yaml", text).unwrap_err().to_string(), expected, "{text}");
        }
    }
}

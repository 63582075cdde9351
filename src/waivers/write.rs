//! Waivers → text.

use super::Waivers;
use std::fmt::Write as _;

/// Writes the waivers as a file, which [`super::parse`] reads.
pub fn render(waivers: &Waivers) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_file(&mut text, waivers);
    text
}

fn write_file(text: &mut String, waivers: &Waivers) -> std::fmt::Result {
    // A file needs one of its keys.
    if waivers.is_empty() {
        writeln!(text, "waivers: []")?;
    }
    for (at, waiver) in waivers.waivers.iter().enumerate() {
        if at == 0 {
            writeln!(text, "waivers:")?;
        }
        writeln!(text, "  - testcase: {}", quoted(&waiver.testcase))?;
        if let Some(resource) = &waiver.resource {
            writeln!(text, "    resource: {}", quoted(resource))?;
        }
        writeln!(text, "    reason: {}", quoted(&waiver.reason))?;
        writeln!(text, "    until: {}", waiver.until.date())?;
    }
    for (at, source) in waivers.image_sources.iter().enumerate() {
        if at == 0 {
            writeln!(text, "image_sources:")?;
        }
        writeln!(text, "  - prefix: {}", quoted(&source.prefix))?;
        writeln!(text, "    reason: {}", quoted(&source.reason))?;
    }
    Ok(())
}

/// The text between double quotes, on one line, with escapes for all that a reader of YAML, or a person, could take for
/// something else.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|letter| match letter {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        _ if is_plain(letter) => letter.to_string(),
        _ if u32::from(letter) > 0xffff => format!("\\U{:08X}", u32::from(letter)),
        _ => format!("\\u{:04X}", u32::from(letter)),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// Whether the character stands for itself: it is seen, breaks no line and turns no text around.
fn is_plain(letter: char) -> bool {
    match letter {
        '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => false,
        _ => !letter.is_control() && u32::from(letter) & 0xfffe != 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LocalSource, Waiver};
    use super::*;

    #[test]
    fn files_are_written() {
        let waiver = |resource: Option<&str>| Waiver {
            testcase: "scs-0102-image-recency".into(),
            resource: resource.map(Into::into),
            reason: "said \"yes\"\n\u{202e}\u{10ffff}".into(),
            until: "2026-12-31T12:00:00Z".parse().unwrap(),
        };
        let waivers = Waivers {
            waivers: vec![waiver(Some("Ubuntu 20.04*")), waiver(None)],
            image_sources: vec![LocalSource {
                prefix: "https://ä.example/".into(), reason: "mirror".into()
            }],
        };
        let expected = r#"waivers:
  - testcase: "scs-0102-image-recency"
    resource: "Ubuntu 20.04*"
    reason: "said \"yes\"\n\u202E\U0010FFFF"
    until: 2026-12-31
  - testcase: "scs-0102-image-recency"
    reason: "said \"yes\"\n\u202E\U0010FFFF"
    until: 2026-12-31
image_sources:
  - prefix: "https://ä.example/"
    reason: "mirror"
"#;
        assert_eq!(render(&waivers), expected);
        assert_eq!(render(&Waivers::default()), "waivers: []\n");
    }
}

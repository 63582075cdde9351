//! What a file is, told from its first bytes, as far as it is not JSON.

use super::error::{IntakeError, JsonProblem, Recognised};
use crate::inventory::Kind;

/// The text of a file that may be JSON, without a byte order mark.
///
/// # Errors
/// What the file is instead.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, IntakeError> {
    if let Some(recognised) = recognise_bytes(bytes) {
        return Err(IntakeError::NotYetUnderstood(recognised));
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| IntakeError::NotText { at: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(IntakeError::Empty);
    }
    Ok(text)
}

fn recognise_bytes(bytes: &[u8]) -> Option<Recognised> {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Some(Recognised::Gzip);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(Recognised::Zip);
    }
    if bytes.starts_with(b"\xfd7zXZ\0") {
        return Some(Recognised::Xz);
    }
    let has_utf16_mark = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let alternates = |first: fn(u8) -> bool, second: fn(u8) -> bool| {
        let (pairs, _) = bytes.split_at(bytes.len().min(64)).0.as_chunks::<2>();
        pairs.len() > 1 && pairs.iter().all(|[a, b]| first(*a) && second(*b))
    };
    let is_utf16 = alternates(|a| a != 0, |b| b == 0) || alternates(|a| a == 0, |b| b != 0);
    (has_utf16_mark || is_utf16).then_some(Recognised::Utf16)
}

/// What a text is in which JSON reading failed before anything was found.
pub(super) fn recognise_text(text: &str) -> Option<Recognised> {
    let text = text.trim_start();
    let first_line = text.lines().next().unwrap_or_default().trim_end();
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| text.starts_with(prefix));
    if starts(&["+-"]) {
        return Some(Recognised::Table);
    }
    if starts(&["<!", "<html", "<HTML", "<table", "<?xml"]) {
        return Some(Recognised::Html);
    }
    if starts(&["[{'", "{'", "['"]) {
        return Some(Recognised::PythonLiteral);
    }
    if starts(&["{", "["]) {
        return None;
    }
    if first_line.contains(" | SUCCESS => {") || first_line.contains(" | CHANGED => {") {
        return Some(Recognised::Ansible);
    }
    let has_line = |prefix: &str| text.lines().any(|line| line.starts_with(prefix));
    if has_line("mandatory:") {
        return Some(Recognised::FlavorManager);
    }
    if has_line("images:") {
        return Some(Recognised::ImageManager);
    }
    if has_line("+-") {
        return Some(Recognised::Table);
    }
    let is_yaml_line = first_line.starts_with("- ") || first_line == "---" || first_line.contains(": ");
    let is_csv_line = [',', ';', '\t'].iter().any(|separator| first_line.matches(*separator).count() >= 2);
    if is_csv_line && !first_line.contains(": ") {
        return Some(Recognised::Csv);
    }
    if text.contains('\n') && (text.contains("\n[") || text.contains("\n{")) {
        return Some(Recognised::JsonInText);
    }
    (is_yaml_line && text.contains('\n')).then_some(Recognised::Yaml)
}

/// The kind that a file's name speaks of, for lists that do not say it themselves.
pub(super) fn kind_of_name(name: &str) -> Option<Kind> {
    const WORDS: [(&str, Kind); 5] = [
        ("flavor", Kind::Flavor),
        ("image", Kind::Image),
        ("volume", Kind::VolumeType),
        ("rule", Kind::SecurityGroupRule),
        ("catalog", Kind::Service),
    ];
    let name = name.to_ascii_lowercase();
    WORDS.into_iter().find(|(word, _)| name.contains(word)).map(|(_, kind)| kind)
}

/// The error for a text that is no JSON: what it is instead, or where it stops being JSON.
pub(super) fn explain(text: &str, error: IntakeError) -> IntakeError {
    if !matches!(error, IntakeError::Syntax { problem: JsonProblem::Malformed, .. }) {
        return error;
    }
    recognise_text(text).map_or(error, IntakeError::NotYetUnderstood)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_formats_are_recognised() {
        let cases: [(&[u8], Recognised); 4] = [
            (b"\x1f\x8b\x08\0", Recognised::Gzip),
            (b"PK\x03\x04rest", Recognised::Zip),
            (b"\xff\xfe[\0", Recognised::Utf16),
            (b"[\0{\0\"\0", Recognised::Utf16),
        ];
        for (bytes, expected) in cases {
            assert_eq!(text_of(bytes), Err(IntakeError::NotYetUnderstood(expected)));
        }
        let cases = [
            ("+----+----+\n| ID | Name |", Recognised::Table),
            ("\"ID\",\"Name\",\"RAM\"\n", Recognised::Csv),
            ("- ID: 1\n  Name: x\n", Recognised::Yaml),
            ("<!DOCTYPE html>", Recognised::Html),
            ("[{'name': 'x'}]", Recognised::PythonLiteral),
            ("localhost | SUCCESS => {\n \"flavors\": []}", Recognised::Ansible),
            ("---\nimages:\n  - name: x\n", Recognised::ImageManager),
            ("reference:\nmandatory:\n- name: x\n", Recognised::FlavorManager),
            ("WARNING something\n[{\"a\": 1}]\n", Recognised::JsonInText),
        ];
        for (text, expected) in cases {
            assert_eq!(recognise_text(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn nothing_and_no_text_are_told_apart() {
        assert_eq!(text_of(b" \n"), Err(IntakeError::Empty));
        assert_eq!(text_of(b""), Err(IntakeError::Empty));
        assert_eq!(text_of(b"ab\xff"), Err(IntakeError::NotText { at: 2 }));
        assert_eq!(text_of(b"\xef\xbb\xbf[]"), Ok("[]"));
    }
}

//! Bytes → text: packed files, encodings, and what terminals and editors add to a text.

use super::error::{Encoding, GzipProblem, IntakeError, Packed};
use std::borrow::Cow;

/// The text of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// The encoding, where it is not the usual one.
    pub(super) encoding: Option<Encoding>,
    /// It ends within a letter.
    pub(super) is_cut: bool,
}

/// Decodes a file, without byte order mark, colours of a terminal and NUL characters.
///
/// # Errors
/// What the file is instead of text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, IntakeError> {
    if is_gzip(bytes) {
        return Err(IntakeError::Gzip(GzipProblem::NotUnpacked));
    }
    if let Some((_, packed)) = PACKED.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(IntakeError::Packed(*packed));
    }
    if BINARY.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(IntakeError::NotText { at: 0 });
    }
    let decoded = match utf16_order(bytes) {
        Some(order) => utf16(bytes, order),
        None => utf8_or_windows(bytes)?,
    };
    let text = without_strays(decoded.text);
    if text.chars().all(is_blank) {
        return Err(IntakeError::Empty);
    }
    Ok(Decoded { text, ..decoded })
}

/// Whether the bytes are packed with gzip.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// How archives and packed files begin, but for gzip.
const PACKED: [(&[u8], Packed); 6] = [
    (b"PK\x03\x04", Packed::Zip),
    (b"\xfd7zXZ\0", Packed::Xz),
    (b"BZh", Packed::Bzip2),
    (b"\x28\xb5\x2f\xfd", Packed::Zstandard),
    (b"7z\xbc\xaf\x27\x1c", Packed::SevenZip),
    (b"Rar!\x1a", Packed::Rar),
];

/// How pictures, documents and programs begin.
const BINARY: [&[u8]; 5] = [b"\x89PNG", b"\xff\xd8\xff", b"%PDF-", b"\x7fELF", b"GIF8"];

/// White space, and characters that are as invisible.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || is_invisible(letter)
}

/// Zero-width characters that editors and web pages put between words.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[derive(Clone, Copy)]
enum ByteOrder {
    Little,
    Big,
}

/// The byte order of UTF-16, told by its mark or, as exports are mostly ASCII, by the zeros between the letters.
fn utf16_order(bytes: &[u8]) -> Option<ByteOrder> {
    let alternates = |first: fn(u8) -> bool, second: fn(u8) -> bool| {
        let (pairs, _) = bytes.split_at(bytes.len().min(64)).0.as_chunks::<2>();
        pairs.len() > 1 && pairs.iter().all(|[a, b]| first(*a) && second(*b))
    };
    if bytes.starts_with(&[0xff, 0xfe]) || alternates(|a| a != 0, |b| b == 0) {
        Some(ByteOrder::Little)
    } else if bytes.starts_with(&[0xfe, 0xff]) || alternates(|a| a == 0, |b| b != 0) {
        Some(ByteOrder::Big)
    } else {
        None
    }
}

fn utf16(bytes: &[u8], order: ByteOrder) -> Decoded<'static> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| match order {
        ByteOrder::Little => u16::from_le_bytes(*pair),
        ByteOrder::Big => u16::from_be_bytes(*pair),
    });
    let letters = char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    Decoded {
        text: letters.collect::<String>().into(),
        encoding: Some(Encoding::Utf16),
        is_cut: bytes.len() % 2 == 1,
    }
}

/// UTF-8; where it is none, the encoding that old Windows programs write.
fn utf8_or_windows(bytes: &[u8]) -> Result<Decoded<'_>, IntakeError> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text: text.into(), encoding: None, is_cut: false }),
        Err(error) => error,
    };
    let (valid, rest) = bytes.split_at_checked(error.valid_up_to()).unwrap_or((bytes, &[]));
    // Cut off within a letter.
    if error.error_len().is_none()
        && !valid.is_empty()
        && let Ok(text) = std::str::from_utf8(valid)
    {
        return Ok(Decoded { text: text.into(), encoding: None, is_cut: true });
    }
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 0x7f);
    if bytes.iter().any(is_control) || rest.is_empty() {
        return Err(IntakeError::NotText { at: error.valid_up_to() });
    }
    let letters = bytes.iter().map(|byte| windows_1252(*byte));
    Ok(Decoded {
        text: letters.collect::<String>().into(),
        encoding: Some(Encoding::Windows1252),
        is_cut: false,
    })
}

/// The letters of Windows-1252 from 0x80 to 0x9f; elsewhere it is Latin-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    let special = usize::from(byte).checked_sub(0x80).and_then(|at| WINDOWS_1252.get(at));
    special.copied().unwrap_or(char::from(byte))
}

/// The text without a byte order mark, NUL characters and the control sequences of a terminal, which no export holds.
fn without_strays(text: Cow<'_, str>) -> Cow<'_, str> {
    const ESCAPE: char = '\u{1b}';
    if !text.starts_with('\u{feff}') && !text.contains(['\0', ESCAPE]) {
        return text;
    }
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.trim_start_matches('\u{feff}').chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\0' => {}
            ESCAPE => skip_control_sequence(&mut letters),
            other => kept.push(other),
        }
    }
    kept.into()
}

/// Skips what follows an escape character: `[…m` and the like up to its final letter, `]…` up to the bell.
fn skip_control_sequence(letters: &mut std::str::Chars<'_>) {
    match letters.next() {
        Some('[') => {
            letters.find(|letter| matches!(letter, '@'..='~'));
        }
        Some(']') => {
            letters.find(|letter| matches!(letter, '\u{7}' | '\u{9c}'));
        }
        Some(_) | None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().text.into_owned()
    }

    #[test]
    fn encodings() {
        assert_eq!(text(b"\xef\xbb\xbf[]"), "[]");
        assert_eq!(text(b"\xff\xfe[\0]\0"), "[]");
        assert_eq!(text(b"\xfe\xff\0[\0]"), "[]");
        assert_eq!(text(b"[\0{\0\"\0"), "[{\"");
        let windows = decode(b"gr\xf6\xdfe \x80").unwrap();
        assert_eq!((windows.text.as_ref(), windows.encoding), ("größe €", Some(Encoding::Windows1252)));
        assert_eq!(text(b"ab\xc3"), "ab", "cut off within a letter");
    }

    #[test]
    fn what_terminals_add_is_taken_away() {
        assert_eq!(text(b"\x1b[1;37m[\x1b[0m1\x1b]0;title\x07]"), "[1]");
        assert_eq!(text(b"[1,\0\n\0]"), "[1,\n]");
    }

    #[test]
    fn what_is_no_text() {
        assert_eq!(decode(b"\x1f\x8b\x08\0"), Err(IntakeError::Gzip(GzipProblem::NotUnpacked)));
        assert_eq!(decode(b"PK\x03\x04rest"), Err(IntakeError::Packed(Packed::Zip)));
        assert_eq!(decode(b"\x89PNG\xff"), Err(IntakeError::NotText { at: 0 }));
        assert_eq!(decode(b"ab\xff\x01"), Err(IntakeError::NotText { at: 2 }));
        for nothing in [&b""[..], b" \n", b"\xef\xbb\xbf", b"\0\0\0"] {
            assert_eq!(decode(nothing), Err(IntakeError::Empty));
        }
    }
}

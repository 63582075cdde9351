//! Remembering on this device.
#![expect(missing_docs, reason = "each text says what it is")]

use super::Notice;

pub const REMEMBER: &str = "Remember on this device";
pub const OFF: &str = "Off: closing this tab forgets everything.";
pub const WHERE: &str = "In this browser’s storage, for this site; nothing is sent.";
pub const WHERE_OF_FILES: &str =
    "In this browser’s storage, which other pages opened from a disk may share; nothing is sent.";
pub const RECALLED: &str = "Recalled from this device.";
pub const BEING_STORED: &str = "Being stored…";
pub const FORGET: &str = "Forget";
pub const FORGOTTEN: &str = "Forgotten; what is on the page stays until you close the tab.";

/// "3 files, 1.2 MB": what is remembered, with its size in bytes.
pub fn amount(files: usize, bytes: usize) -> String {
    match files {
        0 => "No files yet, only this choice.".to_owned(),
        1 => format!("1 file, {}.", size(bytes)),
        _ => format!("{files} files, {}.", size(bytes)),
    }
}

/// A number of bytes, rounded down.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// What a screen reader says when something was stored for the first time.
pub fn remembered(files: usize, bytes: usize) -> String {
    format!("Remembered on this device. {}", amount(files, bytes))
}

/// The browser has no storage.
pub fn unavailable() -> Notice {
    notice(
        "This browser stores nothing for this page, so nothing is remembered.",
        Some("A window that is not private, and settings that let this site store data."),
        "Change that and turn it on again. Without it, all else works as before.",
    )
}

/// The storage is full.
pub fn full() -> Notice {
    notice(
        "The browser has no room for these files, so nothing is remembered.",
        Some("As much free storage as the files are large."),
        "Free some, or remove files, and turn it on again. Nothing on the page is lost.",
    )
}

/// It could not be stored.
pub fn failed() -> Notice {
    notice(
        "The browser could not store these files, so nothing is remembered.",
        Some("Files that still are as they were when you added them."),
        "Turn it on again; if that fails, add the files again first. Nothing on the page is lost.",
    )
}

/// It is stored no longer.
pub fn gone() -> Notice {
    notice(
        "What was remembered was forgotten in another tab, or by the browser.",
        None,
        "Turn it on again to remember what is here.",
    )
}

/// What is stored could not be read.
pub fn not_recalled() -> Notice {
    notice(
        "What was remembered could not be read, and was forgotten: it is damaged, or of another version of this page.",
        None,
        "Add the files again, and turn it on again if you like.",
    )
}

/// It could not be deleted.
pub fn not_forgotten() -> Notice {
    notice(
        "The browser could not forget what was remembered.",
        None,
        "Delete what it stores for this site, in its settings.",
    )
}

fn notice(what: &str, expected: Option<&str>, advice: &str) -> Notice {
    Notice {
        what: what.into(),
        place: None,
        expected: expected.map(str::to_owned),
        advice: Some(advice.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_their_unit() {
        let cases = [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1 kB"),
            (999_999, "999 kB"),
            (1_000_000, "1.0 MB"),
            (1_299_999, "1.2 MB"),
            (1_250_000_000, "1250.0 MB"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(size(bytes), expected);
        }
    }

    #[test]
    fn amounts_count_the_files() {
        assert_eq!(amount(0, 60), "No files yet, only this choice.");
        assert_eq!(amount(1, 60), "1 file, 60 bytes.");
        assert_eq!(amount(3, 1_200_000), "3 files, 1.2 MB.");
    }
}

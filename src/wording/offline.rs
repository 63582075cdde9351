//! Keeping the page for use without a network, and its new versions.
#![expect(missing_docs, reason = "each text says what it is")]

use super::Notice;
use super::memory::size;

pub const TITLE: &str = "Without a network";
pub const ABOUT: &str = "After a first visit your browser keeps this page, the program and nothing of yours, so that it opens \
    without a network. When you open it, the browser asks the page’s own host for a newer version; that starts \
    when you say so.";
pub const KEEP: &str = "Keep this page in the browser";

pub const BEGUN: &str = "Being stored…";
pub const KEPT: &str = "Stored: it opens without a network.";
pub const OFF: &str = "Off: deleted, only this choice is stored.";
pub const INSECURE: &str =
    "Not stored: browsers allow that over https only, or on localhost. All else works.";
pub const UNAVAILABLE: &str =
    "Not stored: this browser cannot, or its settings or a private window forbid it. All else works.";
pub const FULL: &str = "Not stored: the browser has no room. All else works; free some and reload.";
pub const FAILED: &str = "Not stored: not all files came as they were built, or the host offers it no longer. Reload to try again.";

/// "20 files, 2.3 MB."
pub fn amount(files: usize, bytes: usize) -> String {
    format!("{files} files, {}.", size(bytes))
}

pub const NEW_VERSION: &str = "A new version of this page is ready.";
pub const RELOAD: &str = "Reload";

/// A newer version waits.
pub fn new_version(is_remembered: bool) -> Notice {
    let advice = if is_remembered {
        "Reload to start it. What is remembered on this device stays; what is on the Impact page does not."
    } else {
        "Reload to start it. What you gave is lost then, unless you turn on “Remember on this device” before. Nothing \
         changes until you do."
    };
    Notice { what: NEW_VERSION.into(), place: None, expected: None, advice: Some(advice.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_told_with_its_size() {
        assert_eq!(amount(20, 2_345_678), "20 files, 2.3 MB.");
    }
}

//! Keeping the page for use without a network: how it stands, and what is to be done. `browser::offline` does it, with
//! `www/service-worker.js`.

use crate::wording::offline as texts;

/// What the shell of a page says that can be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Build {
    /// The address of the script that has the page kept.
    pub script: String,
    /// The address of the service worker.
    pub worker: String,
    /// How many files make the page.
    pub files: usize,
    /// How many bytes these have.
    pub bytes: usize,
}

impl Build {
    /// Reads "./keep-page.js ./sw.js 20 2000000"; a shell without it makes a page that is not kept.
    pub fn parse(text: &str) -> Option<Build> {
        let mut words = text.split(' ');
        let (script, worker) = (words.next()?.to_owned(), words.next()?.to_owned());
        let (files, bytes) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        Some(Build { script, worker, files, bytes })
    }
}

/// Whether the browser keeps the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// It is about to.
    #[default]
    Begun,
    /// It does.
    Kept,
    /// A person does not want that.
    Off,
    /// It does not, though it was to.
    Failed(OfflineError),
}

/// Why the page is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfflineError {
    /// It came over a connection that may be tampered with.
    Insecure,
    /// The browser cannot do it, or its settings forbid it.
    Unavailable,
    /// There is no room for it.
    Full,
    /// Not all files could be had, or not as they were built.
    Failed,
}

/// What the browser is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Keep the page, unless a person turned that off.
    Look,
    /// Keep it from now on.
    On,
    /// Keep it no longer.
    Off,
    /// Start the version that waits, and reload the page.
    Start,
}

/// What the browser tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfflineNews {
    /// How keeping stands.
    Keeping(Keeping),
    /// A newer version of the page is there whole, and waits.
    NewVersion,
}

/// The page and the one that the browser keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offline {
    /// What can be kept; `None` for a page that is not.
    pub build: Option<Build>,
    /// Whether it is.
    pub keeping: Keeping,
    /// A newer version waits, and nobody has said that it can wait longer.
    pub has_new_version: bool,
}

impl Offline {
    /// The browser told something; gives what is to be said of it.
    pub fn hear(&mut self, news: OfflineNews) -> Option<&'static str> {
        match news {
            OfflineNews::NewVersion => {
                self.has_new_version = true;
                Some(texts::NEW_VERSION)
            }
            OfflineNews::Keeping(keeping) => {
                let before = std::mem::replace(&mut self.keeping, keeping);
                // At first it is no news to anyone who did not ask for it.
                (before == Keeping::Off || keeping == Keeping::Off)
                    .then(|| state_text(keeping))
                    .filter(|_| before != keeping)
            }
        }
    }

    /// It is wanted, as far as is known.
    pub fn is_on(&self) -> bool {
        self.keeping != Keeping::Off
    }

    /// A person can have a say in it.
    pub fn can_be_turned(&self) -> bool {
        use OfflineError::{Insecure, Unavailable};
        !matches!(self.keeping, Keeping::Failed(Insecure | Unavailable))
    }
}

/// How keeping stands, in a sentence.
pub fn state_text(keeping: Keeping) -> &'static str {
    match keeping {
        Keeping::Begun => texts::BEGUN,
        Keeping::Kept => texts::KEPT,
        Keeping::Off => texts::OFF,
        Keeping::Failed(OfflineError::Insecure) => texts::INSECURE,
        Keeping::Failed(OfflineError::Unavailable) => texts::UNAVAILABLE,
        Keeping::Failed(OfflineError::Full) => texts::FULL,
        Keeping::Failed(OfflineError::Failed) => texts::FAILED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_says_what_can_be_kept_or_nothing() {
        let (script, worker) = ("./keep.js".to_owned(), "./sw.js".to_owned());
        let build = Build { script, worker, files: 20, bytes: 2_000_000 };
        assert_eq!(Build::parse("./keep.js ./sw.js 20 2000000"), Some(build));
        for text in
            ["", "./k.js", "./k.js ./sw.js", "./k.js ./sw.js 20", "./k.js ./sw.js a 2", "./k.js ./sw.js 2 -1"]
        {
            assert_eq!(Build::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_person_did_is_said_and_what_happens_by_itself_is_not() {
        let mut offline = Offline::default();
        let mut said = |keeping| offline.hear(OfflineNews::Keeping(keeping));
        assert_eq!(said(Keeping::Kept), None);
        assert_eq!(said(Keeping::Off), Some(texts::OFF));
        assert_eq!(said(Keeping::Off), None);
        assert_eq!(said(Keeping::Begun), Some(texts::BEGUN));
        assert_eq!(said(Keeping::Failed(OfflineError::Full)), None);
    }

    #[test]
    fn a_new_version_is_said() {
        let mut offline = Offline::default();
        assert_eq!(offline.hear(OfflineNews::NewVersion), Some(texts::NEW_VERSION));
        assert!(offline.has_new_version && offline.is_on());
    }
}

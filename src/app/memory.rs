//! Remembering on this device, which a person can turn on: when something is to be stored or forgotten, and in what
//! form. `browser::memory` does it.

use super::display::{CloudName, Display};
use crate::present::FileId;
use crate::wording::{Notice, memory as texts};
use crate::worker::messages::{Session, SessionFile, decode, encode};
use serde::{Deserialize, Serialize};

/// Tells apart the forms in which versions of this page store a [`Record`]. A form that changes needs a new number.
const FORM: u32 = 1;

/// What is remembered beside the contents of the files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Remembered {
    /// How the page looks.
    pub display: Display,
    /// What the cloud is called.
    pub cloud: CloudName,
    /// What was given and chosen.
    pub session: Session,
}

/// What is remembered, as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What is remembered; the numbers of its files mean nothing to another page.
    pub remembered: Remembered,
    /// Under which key the content of each file is stored: the bits of a number.
    pub keys: Vec<u64>,
}

/// How much is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// How many files.
    pub files: usize,
    /// How many bytes in all.
    pub bytes: usize,
}

/// Why something is not remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemoryError {
    /// The browser has no storage for this page: a private window, or settings that forbid it.
    Unavailable,
    /// There is no room for it.
    Full,
    /// It could not be written or read: damaged, or stored by another version of this page.
    Failed,
    /// It was stored, and is there no longer: another tab forgot it, or the browser did.
    Gone,
}

/// Whether what the page holds is remembered on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Memory {
    /// It is not.
    #[default]
    Off,
    /// It is.
    On(Remembering),
    /// It was to be, and is not.
    Failed(Notice),
}

/// How remembering stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remembering {
    /// What is stored; `None` until something is.
    pub stored: Option<Stored>,
    /// Files that were remembered when the page was opened, in order of their numbers.
    recalled: Vec<FileId>,
    saving: Saving,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Saving {
    /// Nothing is being stored.
    #[default]
    Idle,
    /// Something is.
    UnderWay,
    /// Something is, and more changed since.
    Outdated,
}

/// What is to be done with the storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageStep {
    /// Store what there is now.
    Save {
        /// Nothing is there yet, and it may be made. Else, what is gone was forgotten elsewhere and stays so.
        is_first: bool,
    },
    /// Forget everything.
    Forget,
}

impl Remembering {
    /// The file was remembered when the page was opened.
    pub fn has_recalled(&self, file: FileId) -> bool {
        self.recalled.binary_search(&file).is_ok()
    }
}

impl Memory {
    /// What a page remembers that was opened with these files.
    pub fn recalled(files: &[SessionFile]) -> Memory {
        let bytes = files.iter().map(|file| file.bytes).sum();
        let mut recalled: Vec<FileId> = files.iter().map(|file| file.id).collect();
        recalled.sort_unstable();
        Memory::On(Remembering {
            stored: Some(Stored { files: files.len(), bytes }),
            recalled,
            saving: Saving::Idle,
        })
    }

    /// It is turned on.
    pub fn is_on(&self) -> bool {
        matches!(self, Memory::On(_))
    }

    /// A person turned it on or off.
    pub fn turn(&mut self, is_on: bool) -> Option<StorageStep> {
        if is_on {
            *self = Memory::On(Remembering::default());
            self.changed()
        } else {
            *self = Memory::Off;
            Some(StorageStep::Forget)
        }
    }

    /// There is something else to remember now. What changes while something is being stored waits for that.
    pub fn changed(&mut self) -> Option<StorageStep> {
        let Memory::On(Remembering { stored, saving, .. }) = self else { return None };
        let is_idle = *saving == Saving::Idle;
        *saving = if is_idle { Saving::UnderWay } else { Saving::Outdated };
        is_idle.then_some(StorageStep::Save { is_first: stored.is_none() })
    }

    /// Something was stored, or not. Then nothing is to be left of what was stored before: it would be out of date.
    pub fn saved(&mut self, result: Result<Stored, MemoryError>) -> Option<StorageStep> {
        let Memory::On(remembering) = self else { return None };
        match result {
            Ok(stored) => {
                remembering.stored = Some(stored);
                let is_outdated = std::mem::take(&mut remembering.saving) == Saving::Outdated;
                if is_outdated { self.changed() } else { None }
            }
            Err(error) => {
                let may_be_stored = remembering.stored.is_some();
                *self = Memory::Failed(not_remembered(error));
                match error {
                    MemoryError::Full | MemoryError::Failed => Some(StorageStep::Forget),
                    MemoryError::Unavailable if may_be_stored => Some(StorageStep::Forget),
                    MemoryError::Unavailable | MemoryError::Gone => None,
                }
            }
        }
    }

    /// What was remembered could not be read. Who never turned it on need not know of a browser without storage.
    pub fn not_recalled(&mut self, error: MemoryError) -> Option<StorageStep> {
        match error {
            MemoryError::Unavailable | MemoryError::Gone => None,
            MemoryError::Full | MemoryError::Failed => {
                *self = Memory::Failed(texts::not_recalled());
                Some(StorageStep::Forget)
            }
        }
    }

    /// Everything stored was deleted, or not.
    pub fn forgotten(&mut self, result: Result<(), MemoryError>) -> Option<StorageStep> {
        if result.is_err() {
            *self = Memory::Failed(texts::not_forgotten());
        }
        None
    }

    /// What is to be said of it, after what it was before.
    pub fn news(&self, before: &Memory) -> Option<String> {
        if self == before {
            return None;
        }
        match self {
            Memory::Off => Some(texts::FORGOTTEN.to_owned()),
            Memory::Failed(notice) => Some(notice.what.clone()),
            // Later it is stored again with each change, which is no news.
            Memory::On(_) if before.stored().is_some() => None,
            Memory::On(_) => self.stored().map(|Stored { files, bytes }| texts::remembered(files, bytes)),
        }
    }

    /// What is stored.
    pub fn stored(&self) -> Option<Stored> {
        match self {
            Memory::On(remembering) => remembering.stored,
            Memory::Off | Memory::Failed(_) => None,
        }
    }

    /// Why nothing is remembered that was to be, or why something still is that was not to be.
    pub fn failure(&self) -> Option<&Notice> {
        match self {
            Memory::Failed(notice) => Some(notice),
            Memory::Off | Memory::On(_) => None,
        }
    }
}

fn not_remembered(error: MemoryError) -> Notice {
    match error {
        MemoryError::Unavailable => texts::unavailable(),
        MemoryError::Full => texts::full(),
        MemoryError::Failed => texts::failed(),
        MemoryError::Gone => texts::gone(),
    }
}

/// A record as bytes.
pub fn to_bytes(record: &Record) -> Vec<u8> {
    encode(&(FORM, record))
}

/// The record in bytes; `None` if they are damaged or of another form.
pub fn from_bytes(bytes: &[u8]) -> Option<Record> {
    decode::<u32>(bytes).filter(|form| *form == FORM)?;
    let (_, record) = decode::<(u32, Record)>(bytes)?;
    (record.keys.len() == record.remembered.session.files.len()).then_some(record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::display::{Density, Theme};
    use crate::inventory::Kind;
    use crate::present::Choices;
    use crate::worker::messages::{NewSource, NewWaiver};

    const SAVE: Option<StorageStep> = Some(StorageStep::Save { is_first: false });
    const FIRST_SAVE: Option<StorageStep> = Some(StorageStep::Save { is_first: true });
    const STORED: Stored = Stored { files: 1, bytes: 2 };

    fn files() -> Vec<SessionFile> {
        vec![SessionFile {
            id: FileId(7),
            name: "a".into(),
            bytes: 2,
            kind: Some(Kind::Image),
            is_standards: true,
        }]
    }

    fn record() -> Record {
        let session = Session {
            revision: 3,
            files: files(),
            choices: Choices { date: "d".into(), scope: "s".into(), as_listed: true },
            waivers: vec![NewWaiver {
                testcase: "t".into(),
                resource: "r".into(),
                reason: "y".into(),
                until: "u".into(),
            }],
            sources: vec![NewSource { prefix: "p".into(), reason: "w".into() }],
        };
        let cloud = CloudName { cloud: "c".into(), region: "g".into() };
        let display = Display { theme: Theme::Dark, density: Density::Compact, has_shortcuts: false };
        Record { remembered: Remembered { display, cloud, session }, keys: vec![300] }
    }

    #[test]
    fn nothing_is_stored_unless_it_is_turned_on() {
        let mut memory = Memory::default();
        assert_eq!((memory.changed(), memory.saved(Ok(STORED))), (None, None));
        assert_eq!(memory, Memory::Off);
        assert_eq!(memory.turn(true), FIRST_SAVE);
    }

    #[test]
    fn what_changes_while_something_is_stored_is_stored_once_after_it() {
        let mut memory = Memory::default();
        memory.turn(true);
        assert_eq!((memory.changed(), memory.changed(), memory.stored()), (None, None, None));
        assert_eq!(memory.saved(Ok(STORED)), SAVE);
        assert_eq!((memory.saved(Ok(STORED)), memory.stored()), (None, Some(STORED)));
        assert_eq!(memory.changed(), SAVE);
    }

    #[test]
    fn turned_off_it_forgets_and_hears_no_late_answer() {
        let mut memory = Memory::default();
        memory.turn(true);
        assert_eq!(memory.turn(false), Some(StorageStep::Forget));
        for late in [Ok(STORED), Err(MemoryError::Full)] {
            assert_eq!((memory.saved(late), &memory), (None, &Memory::Off));
        }
    }

    #[test]
    fn after_an_error_nothing_old_is_left_and_it_can_be_tried_again() {
        let cases = [
            // What is stored already is not to be left there.
            (MemoryError::Unavailable, texts::unavailable(), Some(StorageStep::Forget)),
            (MemoryError::Full, texts::full(), Some(StorageStep::Forget)),
            (MemoryError::Failed, texts::failed(), Some(StorageStep::Forget)),
            (MemoryError::Gone, texts::gone(), None),
        ];
        for (error, notice, step) in cases {
            let mut memory = Memory::recalled(&files());
            assert_eq!(memory.changed(), SAVE);
            assert_eq!((memory.saved(Err(error)), memory.failure()), (step, Some(&notice)));
            assert_eq!(memory.changed(), None);
            assert_eq!(memory.turn(true), FIRST_SAVE, "{error:?}");
        }
    }

    #[test]
    fn it_is_told_when_something_becomes_of_it() {
        let mut memory = Memory::default();
        let mut news = |happen: &dyn Fn(&mut Memory) -> Option<StorageStep>| {
            let before = memory.clone();
            happen(&mut memory);
            memory.news(&before)
        };
        assert_eq!(news(&|memory| memory.turn(true)), None);
        assert_eq!(news(&|memory| memory.saved(Ok(STORED))), Some(texts::remembered(1, 2)));
        assert_eq!(news(&Memory::changed), None);
        assert_eq!(news(&|memory| memory.saved(Ok(Stored::default()))), None);
        assert_eq!(news(&|memory| memory.turn(false)).as_deref(), Some(texts::FORGOTTEN));
        assert_eq!(news(&|memory| memory.forgotten(Ok(()))), None);
        let failed = news(&|memory| memory.forgotten(Err(MemoryError::Failed)));
        assert_eq!(failed, Some(texts::not_forgotten().what));
    }

    #[test]
    fn only_what_was_there_and_cannot_be_read_is_told() {
        let mut memory = Memory::default();
        assert_eq!((memory.not_recalled(MemoryError::Unavailable), &memory), (None, &Memory::Off));
        assert_eq!(memory.not_recalled(MemoryError::Failed), Some(StorageStep::Forget));
        assert_eq!(memory.failure(), Some(&texts::not_recalled()));
    }

    #[test]
    fn the_form_has_the_number_that_it_had() {
        // Other bytes mean another form: it needs a new `FORM`.
        let expected = b"\x01\x02\x01\x00\x01c\x01g\x03\x01\x07\x01a\x02\x01\x01\x01\x01d\x01s\x01\x01\x01t\x01r\x01y\x01u\x01\x01p\x01w\x01\xac\x02";
        assert_eq!(to_bytes(&record()), expected);
        assert_eq!(from_bytes(expected), Some(record()));
    }

    #[test]
    fn what_is_damaged_or_of_another_form_is_no_record() {
        let bytes = to_bytes(&record());
        for end in 0..bytes.len() {
            assert_eq!(from_bytes(&bytes[..end]), None, "{end}");
        }
        let mut other = bytes;
        other[0] += 1;
        assert_eq!(from_bytes(&other), None);
        assert_eq!(
            from_bytes(&to_bytes(&Record { keys: Vec::new(), ..record() })),
            None,
            "a file without content"
        );
    }
}

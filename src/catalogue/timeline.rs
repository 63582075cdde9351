//! Which version of the scope is valid when.

use crate::date::Moment;

/// What a certificate of a version is worth at a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Validity {
    /// Clouds are certified.
    Effective,
    /// Clouds are certified, but not for long any more.
    Warn,
    /// Not decided yet; can be tested.
    Draft,
    /// Over; can be tested.
    Deprecated,
}

impl Validity {
    /// Every validity, by the word of the official file.
    pub(super) const WORDS: [(&'static str, Validity); 4] = [
        ("effective", Validity::Effective),
        ("warn", Validity::Warn),
        ("draft", Validity::Draft),
        ("deprecated", Validity::Deprecated),
    ];

    /// The word of the official file.
    pub fn name(self) -> &'static str {
        match self {
            Validity::Effective => "effective",
            Validity::Warn => "warn",
            Validity::Draft => "draft",
            Validity::Deprecated => "deprecated",
        }
    }

    /// Whether clouds are certified.
    pub fn is_certifiable(self) -> bool {
        matches!(self, Validity::Effective | Validity::Warn)
    }
}

/// Versions that are listed, with their validity.
pub(super) type Listed = Vec<(Box<str>, Validity)>;

/// From when on which versions have which validity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Dates, ascending, with the validities listed from then on.
    pub(super) entries: Vec<(Moment, Listed)>,
}

impl Timeline {
    /// The versions that are listed at the moment, with their validity. `None` before the first entry, when no
    /// version was valid.
    pub fn listed_at(&self, moment: Moment) -> Option<&[(Box<str>, Validity)]> {
        self.entries.iter().rev().find(|(from, _)| *from <= moment).map(|(_, listed)| listed.as_slice())
    }

    /// The validity of a version at the moment; a version that is not listed any more is deprecated. `None` before
    /// the first entry.
    pub fn validity(&self, version: &str, moment: Moment) -> Option<Validity> {
        let listed = self.listed_at(moment)?;
        let validity = listed.iter().find(|(id, _)| id.as_ref() == version).map(|(_, validity)| *validity);
        Some(validity.unwrap_or(Validity::Deprecated))
    }

    /// The dates at which something changes, ascending, with what is listed from then on.
    pub fn entries(&self) -> impl Iterator<Item = (Moment, &[(Box<str>, Validity)])> {
        self.entries.iter().map(|(from, listed)| (*from, listed.as_slice()))
    }

    /// The dates at which something changes, ascending.
    pub fn dates(&self) -> impl Iterator<Item = Moment> {
        self.entries.iter().map(|(from, _)| *from)
    }
}

//! Whether a list is the whole list.

/// Whether the sources hold every record of a list that the cloud would show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// As far as the format can tell, nothing is missing.
    Complete,
    /// Records may be missing.
    Partial(PartialReason),
}

/// Why a list is known, or has to be assumed, to lack records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartialReason {
    /// The output of a single `show`, or one record of an API.
    LoneRecord,
    /// A page of an API that names a next page, which was not supplied.
    NextPage,
    /// The file ends, or stops making sense, before the list does.
    CutOff,
    /// The request named in the page asked for some of the records only.
    Filtered,
    /// A state of Terraform holds what it manages, and nothing else.
    ManagedOnly,
    /// Some of its items are no records that can be read.
    Unread,
}

impl Completeness {
    /// Of two sources of one list, one complete source is enough.
    #[must_use]
    pub fn or(self, other: Completeness) -> Completeness {
        match self {
            Completeness::Complete => Completeness::Complete,
            Completeness::Partial(_) => match other {
                Completeness::Complete => other,
                Completeness::Partial(_) => self,
            },
        }
    }
}

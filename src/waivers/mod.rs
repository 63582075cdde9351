//! Faults that the people who run a cloud accept for a while, and sources of images that they add to the official ones.
//!
//! Both are said in a file: [`parse`] reads it, [`render`] writes it. Which faults they cover is found by [`apply`]. No
//! verdict changes by it: what is waived still fails, and is counted apart.

mod apply;
mod error;
mod read;
mod write;

pub use apply::{Entry, EntryResult, Mismatch, State, Waived, apply};
pub use error::WaiversError;
pub use read::parse;
pub use write::render;

use crate::date::Moment;

/// What files of waivers say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waivers {
    /// The faults that are accepted.
    pub waivers: Vec<Waiver>,
    /// The sources of images that count as official.
    pub image_sources: Vec<LocalSource>,
}

/// Some faults that are accepted for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The official id of a test case, or the id of a requirement beside them.
    pub testcase: Box<str>,
    /// What the name or the id of a resource looks like: `*` stands for any text, `?` for any character. `None` for the
    /// whole test case.
    pub resource: Option<Box<str>>,
    /// Why they are accepted.
    pub reason: Box<str>,
    /// A moment of the last day on which they are.
    pub until: Moment,
}

impl Waiver {
    /// Whether the last day is over.
    pub fn is_expired(&self, now: Moment) -> bool {
        const DAY: i64 = 86_400;
        now.0.div_euclid(DAY) > self.until.0.div_euclid(DAY)
    }
}

/// A mirror, or another source of images of the cloud's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalSource {
    /// What addresses from there begin with.
    pub prefix: Box<str>,
    /// Why it is as good as an official source.
    pub reason: Box<str>,
}

impl Waivers {
    /// Adds the entries of another file.
    pub fn extend(&mut self, other: Waivers) {
        self.waivers.extend(other.waivers);
        self.image_sources.extend(other.image_sources);
    }

    /// Whether there is no entry at all.
    pub fn is_empty(&self) -> bool {
        self.waivers.is_empty() && self.image_sources.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_counts_as_a_whole() {
        let waiver = Waiver {
            testcase: "t".into(),
            resource: None,
            reason: "r".into(),
            until: "2026-12-31".parse().unwrap(),
        };
        for (now, is_expired) in [
            ("2026-12-30", false),
            ("2026-12-31", false),
            ("2026-12-31T23:59:59Z", false),
            ("2027-01-01", true),
            ("2027-01-01T00:30:00+01:00", false),
        ] {
            assert_eq!(waiver.is_expired(now.parse().unwrap()), is_expired, "{now}");
        }
    }
}

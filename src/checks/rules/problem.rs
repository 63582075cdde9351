//! What rules in general terms can find, beside what the standards' own checks find, too.

use crate::inventory::Kind;

/// What a rule asks, and that is not met. Values of images are told as [`super::super::ImageMetadataProblem`], and their
/// sources as [`super::super::StandardImageProblem`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleProblem {
    /// An extra spec is not set, or not to what is expected.
    ExtraSpec {
        /// The extra spec.
        spec: Box<str>,
        /// Its value; `None` where it is not set.
        found: Option<Box<str>>,
        /// What is expected; any value if there is nothing.
        allowed: Vec<Box<str>>,
    },
    /// Several records agree where none should.
    Twice {
        /// What the records are.
        kind: Kind,
        /// In what they agree: `os_distro=ubuntu`.
        agree: Vec<Box<str>>,
        /// How many they are.
        records: usize,
    },
    /// There is none of what has to be there.
    NoneThere {
        /// What the records are.
        kind: Kind,
        /// What it has to be like: `name=Debian 13`.
        wanted: Vec<Box<str>>,
    },
}

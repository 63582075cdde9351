//! What changed standards change: the rules of files that are changed, and the verdicts about clouds that turn by them.

mod change_set;
mod effect;
mod review;

pub use change_set::{Before, ChangedFile, FileEffect, ReviewedFile, read_changes};
pub use effect::{Class, Standing, Turn, Turned, VersionEffect, Yardstick, effects};
pub use review::{Part, Review, Side, review};

//! What changed standards change: the rules of files that are changed, facts of two catalogues or of two clouds, old
//! beside new, and the verdicts about clouds that turn.

mod change_set;
mod difference;
mod effect;
mod records;
mod review;
mod stated;

pub use change_set::{Before, ChangedFile, FileEffect, ReviewedFile, read_changes};
pub use difference::{Difference, Fact, Topic, differences};
pub use effect::{Class, Standing, Turn, Turned, VersionEffect, Yardstick, effects};
pub use records::{RecordChange, RecordId, Side, inventory_changes};
pub use review::{Part, Review, review};

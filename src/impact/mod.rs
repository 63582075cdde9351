//! What changed standards, or a changed cloud, change: facts of two catalogues, or of two clouds, old beside new.

mod difference;
mod records;
mod stated;

pub use difference::{Difference, Fact, Topic, differences};
pub use records::{RecordChange, RecordId, Side, inventory_changes};

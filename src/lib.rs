//! Checks exports of OpenStack clouds against the standards of the Sovereign Cloud Stack (SCS).
//!
//! Bytes become an [`inventory`] ([`intake`]); the checks judge it against the catalogue of standards.

pub mod assessment;
pub mod catalogue;
pub mod checks;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod date;
pub mod flavor_name;
pub mod intake;
pub mod inventory;
pub mod present;
pub mod report;
pub mod wording;
pub mod worker;
pub mod yaml;

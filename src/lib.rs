//! Checks exports of OpenStack clouds against the standards of the Sovereign Cloud Stack (SCS).
//!
//! Bytes of files and pastes become an [`inventory`] of what a cloud offers ([`intake`]). The standards are data in a
//! [`catalogue`]. [`assessment::assess`] judges the one by the other at a date; [`present`] and [`report`] show the
//! result, in the words of [`wording`], on the page and on the command line. The core is pure: no clock, no I/O, no
//! browser.
//!
//! The modules stand in reading order. Each uses only those before it.

pub mod date;

pub mod seen;

pub mod yaml;

pub mod inventory;

pub mod intake;

pub mod flavor_name;

pub mod catalogue;

pub mod checks;

pub mod waivers;

pub mod assessment;

pub mod causes;

pub mod impact;

pub mod remedy;

pub mod pull;

pub mod wording;

pub mod present;

pub mod report;

pub mod worker;

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;

pub mod app;

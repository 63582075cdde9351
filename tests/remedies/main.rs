//! Remedies and causes: that they mend what they are for, in a cloud of the tests' own, in real shells and as definitions.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

mod answers;
mod causes;
mod client;
mod cloud;
mod completeness;
mod definitions;
mod faults;
mod shell;
mod simulation;

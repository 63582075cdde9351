//! Requirements beside the test cases: what fails them, what meets them and what leaves them open; that they stay beside
//! the test cases; and what was wrong once in them, in near misses and in remedies.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

mod apart;
mod flavors;
mod images;
mod inputs;
mod levels;
mod near;
mod others;
mod table;
mod wrong_once;

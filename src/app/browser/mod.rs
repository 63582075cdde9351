//! What only a browser can do; nothing else of the page calls one.

pub mod clipboard;
pub mod contents;
pub mod document;
pub mod files;
pub mod keyboard;
pub mod layout;
pub mod listener;
pub mod memory;
pub mod offline;
pub mod pull;
pub mod pulling;
pub mod samples;
pub mod transfer;

//! What only a browser can do; nothing else of the page calls one.

pub mod clipboard;
pub mod document;
pub mod files;
pub mod listener;
pub mod regex;
pub mod samples;
pub mod transfer;

//! Reading and judging away from the page: what the two say to each other, the page's side and the other.
//!
//! The page holds view models only. For now the other side runs in the page's thread, behind the same messages.

#[cfg(target_arch = "wasm32")]
pub mod host;
pub mod job;
pub mod messages;

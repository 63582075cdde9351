//! Reading and judging away from the page: what the two say to each other, the page's side and the other.
//!
//! The page holds view models and the handles of files. The other side is a program of its own, in a Web Worker, which
//! is loaded when a person begins to do something.

mod comparison;
pub mod dispatch;
#[cfg(target_arch = "wasm32")]
pub mod host;
pub mod job;
pub mod messages;
mod pull;
#[cfg(target_arch = "wasm32")]
mod regex;
mod review;
mod rules;
#[cfg(target_arch = "wasm32")]
pub mod service;
mod sort;
#[cfg(target_arch = "wasm32")]
mod start_script;

//! The page: shows what the host tells and sends what a person does.
//!
//! [`state`] holds everything that changes and decides what an action does, without a browser; the views take values
//! from it and give actions back. Nothing here reads an export, judges or sorts.

pub mod comparison;
pub mod display;
pub mod memory;
pub mod offline;
pub mod review;
pub mod route;
pub mod shortcuts;
pub mod state;
pub mod window;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod components;
#[cfg(target_arch = "wasm32")]
pub mod pages;
#[cfg(target_arch = "wasm32")]
pub mod rehearsal;
#[cfg(target_arch = "wasm32")]
pub mod root;

#[cfg(target_arch = "wasm32")]
pub use root::start;

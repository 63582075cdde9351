//! An assessment → files and terminal output. Judges nothing.

mod json;
mod model;
mod remedy;
mod text;

pub use json::render_json;
pub use model::{Detail, Report, report};
pub use text::render_text;

//! An assessment → files and terminal output. Judges nothing.

mod impact;
mod json;
mod model;
mod remedy;
mod text;

pub use impact::{
    comparison_json, comparison_markdown, comparison_text, differences_report, impact_json, impact_markdown,
    impact_sarif, impact_text,
};
pub use json::render_json;
pub use model::{Detail, Report, report};
pub use text::render_text;

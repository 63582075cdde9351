//! The report as JSON, for programs.

use super::Report;
use crate::wording::visible_json;
use serde::Serialize;

/// Writes the report as indented JSON with a newline at its end.
pub fn render_json(report: &Report) -> String {
    pretty(report)
}

/// Plain data as indented JSON with a newline at its end.
pub(super) fn pretty(data: &impl Serialize) -> String {
    // Serialising plain structs with text keys cannot fail; were it to, an empty report would say so.
    let mut text = serde_json::to_string_pretty(data).unwrap_or_default();
    text.push('\n');
    visible_json(&text)
}

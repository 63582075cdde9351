//! What a change of the standards does, as files: text, JSON, Markdown for a review, SARIF for continuous integration.

mod markdown;
mod sarif;
mod text;

pub use markdown::impact_markdown;
pub use sarif::impact_sarif;
pub use text::impact_text;

use crate::assessment::VerdictView;
use crate::present::{ImpactView, StandingView};

/// The view as indented JSON with a newline at its end.
pub fn impact_json(view: &ImpactView) -> String {
    // Serialising plain structs with text keys cannot fail; were it to, an empty report would say so.
    let mut text = serde_json::to_string_pretty(view).unwrap_or_default();
    text.push('\n');
    text
}

fn verdict_word(verdict: VerdictView) -> &'static str {
    match verdict {
        VerdictView::Pass => "pass",
        VerdictView::Fail => "fail",
        VerdictView::Open => "undecided",
    }
}

/// "required: pass", "not asked".
fn standing_words(standing: &StandingView) -> String {
    let Some(demand) = &standing.demand else { return "not asked".to_owned() };
    format!("{demand}: {}", standing.verdict.map_or("unknown", verdict_word))
}

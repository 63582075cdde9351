//! What a change of the standards does, as files: text, JSON, Markdown for a review, SARIF for continuous integration. And
//! how two exports differ.

mod comparison;
mod markdown;
mod sarif;
mod text;

pub use comparison::{comparison_json, comparison_markdown, comparison_text};
pub use markdown::{differences_report, impact_markdown};
pub use sarif::impact_sarif;
pub use text::impact_text;

use crate::assessment::VerdictView;
use crate::present::{ImpactView, StandingView};
use crate::report::json::pretty;

/// The view as indented JSON with a newline at its end.
pub fn impact_json(view: &ImpactView) -> String {
    pretty(view)
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

//! Problems, reasons and errors → sentences: the only English besides the catalogue's texts.
//!
//! Decides nothing. The same word stands for the same thing everywhere; code-like words stand between backticks,
//! and nothing from an export gets into a sentence but through [`quote`].

mod cause;
mod command;
mod comparison;
mod finding;
mod flavor_problem;
mod freshness;
mod headline;
mod image_age;
mod image_problem;
mod impact;
pub mod impact_page;
mod inputs;
mod intake;
mod markdown;
pub mod memory;
mod name_problem;
mod of_no_use;
mod official_abort;
pub mod offline;
mod overlay;
pub mod page;
pub mod pictures;
pub mod pull;
mod quote;
mod reason;
mod remedy;
pub mod resources;
mod review;
mod rule_problem;
#[cfg(test)]
mod samples;
mod terms;
#[cfg(test)]
mod tests;
mod text_problem;
pub mod ticket;
mod versions;
mod waiver;
mod yaml_problem;

pub use cause::{CauseNumbers, cause_numbers, cause_text, class_text};
pub use command::{EXPORT_EVERYTHING, export_command};
pub use comparison::{
    Compared, NO_RECORD_CHANGES, RECORD_CHANGES, answer_turn_name, compared_text, turn_counts_text,
    visible_name,
};
pub use finding::{FindingText, finding_text};
pub use freshness::{newest_record, take_offered_date};
pub use headline::{explanation, headline};
pub use impact::{
    NO_DIFFERENCES, changed_text, difference_text, difference_what, fact_name, more_rows, new_fact,
    record_change_text, topic_name,
};
pub use inputs::{
    Waiting, fields_not_exported, fields_to_add, list_incomplete, list_not_supplied, list_to_add,
    records_to_add,
};
pub use intake::{intake_error, intake_note};
pub use markdown::{markdown_block, markdown_code, markdown_link, markdown_prose};
pub use overlay::{
    modified_standards_text, overlay_effect_text, overlay_error, overlay_holds_more, overlays_not_used,
};
pub use quote::{foreign_letters_text, name_text, path_text, visible_json, visible_lines};
pub use reason::{ReasonText, reason_text};
pub use remedy::{
    FLAVOR_DEFINITIONS, IMAGE_DEFINITIONS, SCRIPT_FACTS, effect_text, fact_text, no_remedy_text, step_comment,
};
pub use review::{
    DIFFERENCES, NO_CLOUD, NOTHING_COUNTS, beside_class_text, change_class_text, class_name,
    file_effect_name, file_effect_text, reader_text, reader_title, refused_side, turn_name,
};
pub use terms::{
    count_of, date_error, demand_name, field_name, form_name, format_name, kind_name, kind_plural,
    left_out_text, no_valid_version, partial_text, source_text, validity_text,
};
pub use versions::{FailingOnlyThere, versions_text};
pub use waiver::{
    count_of_waivers, modified_rules_text, source_without_prefix, waived_text, waiver_name, waiver_note,
    waiver_without_reason, waivers_error, waivers_no_text,
};

/// A message to a person, in the one shape that all messages have. All but the place are sentences.
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Notice {
    /// What happened, a sentence.
    pub what: String,
    /// Where: file, line, column, record, field; as far as known.
    pub place: Option<String>,
    /// What was expected there.
    pub expected: Option<String>,
    /// What to do next.
    pub advice: Option<String>,
}

//! An assessment → what the page shows: plain data, worded, in the order of the page.

mod check;

pub use check::{
    Choices, FileId, FileView, FindingView, FindingsView, ProvenanceView, ResultView, ScopeView, Share,
    StandardView, TestCaseView, VerdictView, VersionMark, default_scope, file_view, findings_view,
    left_out_sentences, place, provenance_view, resource_id, resource_name, result_view, source_name,
};

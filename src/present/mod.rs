//! An assessment → what the page shows: plain data, worded, in the order of the page.

mod causes;
mod check;
mod comparison;
mod differences;
mod filter;
mod freshness;
mod impact;
mod listing;
mod markdown;
mod open_inputs;
mod overlays;
mod pictures;
mod remedy;
mod resource_kind;
mod resources;
mod search;
mod versions;
mod waivers;

pub use crate::assessment::{Share, VerdictView};
pub use causes::{CauseView, cause_view, causes_in_order, flavor_classes_sentence};
pub use check::{
    Choices, FileId, FileView, FindingView, FindingsView, MatchingFindingsView, ProvenanceView, ResultView,
    ScopeView, StandardView, TestCaseView, VersionMark, default_scope, file_view, findings_view,
    left_out_sentences, matching_findings_view, place, provenance_view, resource_id, resource_name,
    result_view, source_name,
};
pub use comparison::{
    CloudsComparedView, ComparedVersionView, RecordChangesView, TurnCount, TurnedAnswerView, compare_clouds,
};
pub use differences::{
    DifferenceRow, DifferencesView, differences_markdown, differences_view, markdown_cell,
};
pub use filter::{Filter, WaivedFilter};
pub use freshness::{newest_date, offered_date};
pub use impact::{
    ChangedFileView, ClassView, Cloud, CloudPartView, CloudView, ImpactView, PartView, StandingView,
    TurnedView, VersionEffectView, impact_view,
};
pub use listing::{GroupView, ListView, ListedTestCase, StandardCount, list_view};
pub use markdown::{finding_markdown, testcase_markdown};
pub use open_inputs::{MissingInput, missing_inputs};
pub use overlays::{overlay_view, refused_overlay_view};
pub use pictures::{
    Axis, FlavorCell, FlavorGridView, FlavorMark, FlavorState, ImageRow, ImageState, ImageTimelineView,
    ScopeRow, ScopeSegment, ScopeTimelineView, Tick, flavor_grid_view, image_timeline_view,
    scope_timeline_view,
};
pub use remedy::{RemedyView, flavors_file, images_file, remedy_view};
pub use resources::{
    Cell, Column, ColumnView, Direction, Fact, KindView, Mark, NamePartView, NameView, Only, PropertiesView,
    ResourceFindingView, ResourceQuery, ResourceRow, ResourceRows, ResourceTables, ResourceView, Sort,
    find_by_name,
};
pub use search::{Matches, SearchIndex, TestCaseMatch};
pub use versions::{ComparisonView, VersionRow, VersionView, VersionsView, compare_versions};
pub use waivers::{Made, WaiverView, waiver_views, waivers_view};

//! What the pictures of the Check page show: points and spans as small whole numbers, and the words beside them.

mod axis;
mod flavor_grid;
mod image_timeline;
mod scope_timeline;

pub use axis::{Axis, Tick};
pub use flavor_grid::{FlavorCell, FlavorGridView, FlavorMark, FlavorState, flavor_grid_view};
pub use image_timeline::{ImageRow, ImageState, ImageTimelineView, image_timeline_view};
pub use scope_timeline::{ScopeRow, ScopeSegment, ScopeTimelineView, scope_timeline_view};

//! The places of the page, and the frame around them.

pub mod about;
pub mod check;
pub mod display;
pub mod footer;
pub mod header;
pub mod impact;

pub use about::about_page;
pub use check::check_page;
pub use display::{HELP, display_menu, help};
pub use footer::footer;
pub use header::header;
pub use impact::impact_page;

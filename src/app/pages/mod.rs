//! The places of the page, and the frame around them.

pub mod about;
pub mod check;
pub mod footer;
pub mod header;

pub use about::about_page;
pub use check::check_page;
pub use footer::footer;
pub use header::header;

//! The places of the page, and the frame around them.

pub mod about;
pub mod check;
pub mod footer;
pub mod header;

pub use about::AboutPage;
pub use check::CheckPage;
pub use footer::Footer;
pub use header::Header;

//! Pieces that any page may use: values in, callbacks out.
//!
//! What only shows its values is a function. Components, which cost more bytes, are those that keep something of their
//! own or that need not be drawn again when other things change.

pub mod code_text;
pub mod command;
pub mod copy_button;
pub mod excerpt;
pub mod folded;
pub mod icon;
pub mod later;
pub mod notice;
pub mod path_text;
pub mod pictures;
pub mod remedy_panel;
pub mod share_bar;
pub mod verdict_badge;
pub mod virtual_list;

pub use code_text::code_text;
pub use command::command;
pub use copy_button::CopyButton;
pub use excerpt::excerpt;
pub use folded::Folded;
pub use icon::Icon;
pub use later::{Later, use_is_painted};
pub use notice::{Tone, notice_box};
pub use path_text::path_text;
pub use pictures::{flavor_grid, image_timeline, scope_timeline, standard_shares};
pub use remedy_panel::remedy_panel;
pub use share_bar::share_bar;
pub use verdict_badge::{verdict_badge, verdict_mark};
pub use virtual_list::VirtualTable;

//! Pieces that any page may use: values in, callbacks out.

pub mod code_text;
pub mod command;
pub mod copy_button;
pub mod excerpt;
pub mod icon;
pub mod notice;
pub mod share_bar;
pub mod verdict_badge;

pub use code_text::CodeText;
pub use command::Command;
pub use copy_button::CopyButton;
pub use excerpt::Excerpt;
pub use icon::Icon;
pub use notice::{NoticeBox, Tone};
pub use share_bar::ShareBar;
pub use verdict_badge::{VerdictBadge, VerdictMark};

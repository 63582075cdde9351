//! What several tests of this part use.

use super::Hosts;

pub(super) fn hosts() -> Hosts {
    Hosts::parse("https://api.code.example https://raw.code.example").unwrap()
}

//! From one syntax to the other, character by character, as the standard describes it (scs-0100, naming policy).
//!
//! The text is not parsed, so that names with mistakes can be translated, too. On canonical names the two
//! directions are inverse to each other.

use super::grammar::{PREFIX, Syntax};

/// Spells a v1 name as in v2.
#[must_use]
pub fn v1_to_v2(name: &str) -> String {
    swap_delimiters(name, Syntax::V1, Syntax::V2)
}

/// Spells a v2 name as in v1.
#[must_use]
pub fn v2_to_v1(name: &str) -> String {
    swap_delimiters(name, Syntax::V2, Syntax::V1)
}

fn swap_delimiters(name: &str, from: Syntax, to: Syntax) -> String {
    let (prefix, rest) = match name.strip_prefix(PREFIX) {
        Some(rest) => (PREFIX, rest),
        None => ("", name),
    };
    let swapped = rest.chars().map(|c| {
        if c == from.inner() {
            to.inner()
        } else if c == from.outer() {
            to.outer()
        } else {
            c
        }
    });
    prefix.chars().chain(swapped).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flavor_name::canonical;
    use crate::flavor_name::testing::{accepted_names, parse_any};

    #[test]
    fn both_directions() {
        let (v1, v2) = ("SCS-2C:4:3x10s-bms-z3h-GNa:64-ib", "SCS-2C-4-3x10s_bms_z3h_GNa-64_ib");
        assert_eq!(v1_to_v2(v1), v2);
        assert_eq!(v2_to_v1(v2), v1);
    }

    #[test]
    fn translation_is_printing_in_the_other_syntax() {
        for name in accepted_names() {
            let parsed = parse_any(&name);
            let (v1, v2) = (canonical(&parsed, Syntax::V1), canonical(&parsed, Syntax::V2));
            assert_eq!(v1_to_v2(&v1), v2);
            assert_eq!(v2_to_v1(&v2), v1);
        }
    }
}

//! Which syntax a name is in: the strategy of the official test case `scs-0100-syntax-check`.

use super::error::{NameError, NameProblem};
use super::grammar::{Grammar, PREFIX, Syntax};
use super::look_alike::seeming;
use super::name::FlavorName;
use super::parse::parse;

/// Whether a name that is none of the standard's looks like one: its prefix is written with other letters.
#[must_use]
pub fn seems_scs(name: &str) -> bool {
    !name.starts_with(PREFIX) && seeming(name).starts_with(PREFIX)
}

/// What the official suite makes of a flavor's name.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Without the prefix; the standard says nothing about such a flavor.
    NotScs,
    /// Accepted.
    Valid {
        /// The parts.
        name: Box<FlavorName>,
        /// How it is spelled; v1 is tolerated with a warning.
        syntax: Syntax,
    },
    /// Refused in either syntax.
    Invalid {
        /// The reason in v2 syntax, which is the one the official suite gives.
        v2: NameError,
        /// The reason in v1 syntax.
        v1: NameError,
        /// The syntax in which the name was probably meant.
        likely: Syntax,
    },
}

impl Reading {
    /// The reason worth showing.
    #[must_use]
    pub fn error(&self) -> Option<&NameError> {
        match self {
            Self::NotScs | Self::Valid { .. } => None,
            Self::Invalid { v2, v1, likely } => Some(match likely {
                Syntax::V1 => v1,
                Syntax::V2 => v2,
            }),
        }
    }

    /// True if the official test cases end as ABORT at this name: the memory size overflows, and only for v1
    /// syntax does the official suite expect any failure.
    #[must_use]
    pub fn aborts(&self) -> bool {
        matches!(self, Self::Invalid { v2, .. } if v2.problem == NameProblem::MemoryOverflow)
    }
}

/// Reads a name as the official suite does: v3 syntax (which is that of v2), then that of v1.
#[must_use]
pub fn read(name: &str, grammar: &Grammar) -> Reading {
    if !name.starts_with(PREFIX) {
        return Reading::NotScs;
    }
    let v2 = match parse(name, Syntax::V2, grammar) {
        Ok(name) => return Reading::Valid { name: Box::new(name), syntax: Syntax::V2 },
        Err(error) => error,
    };
    let v1 = match parse(name, Syntax::V1, grammar) {
        Ok(name) => return Reading::Valid { name: Box::new(name), syntax: Syntax::V1 },
        Err(error) => error,
    };
    // With mixed delimiters, the syntax that reads further is the one meant. What crashes the official suite must not
    // be hidden behind a remark on spelling.
    let v1_meant =
        name.contains(Syntax::V1.inner()) && v1.at >= v2.at && v2.problem != NameProblem::MemoryOverflow;
    let likely = if v1_meant { Syntax::V1 } else { Syntax::V2 };
    Reading::Invalid { v2, v1, likely }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flavor_name::testing::grammar;

    #[test]
    fn v2_first_then_v1() {
        let grammar = grammar();
        let syntax = |name| match read(name, grammar) {
            Reading::Valid { syntax, .. } => Some(syntax),
            Reading::NotScs | Reading::Invalid { .. } => None,
        };
        assert_eq!(syntax("SCS-2V-8"), Some(Syntax::V2));
        assert_eq!(syntax("SCS-2V:8"), Some(Syntax::V1));
        assert_eq!(syntax("SCS-2V:8-20"), None);
        for name in ["", "SCS", "scs-2V-8", " SCS-2V-8", "SCS_2V_8"] {
            assert_eq!(read(name, grammar), Reading::NotScs);
        }
    }

    #[test]
    fn the_reason_fits_the_spelling_meant() {
        let grammar = grammar();
        for (name, at) in
            [("SCS-2V:8:0", 9), ("SCS-2V-8-0", 9), ("SCS-2V", 6), ("SCS-2V:8-20", 8), ("SCS-2V-8:20", 8)]
        {
            assert_eq!(read(name, grammar).error().unwrap().at, at, "{name}");
        }
        assert_eq!(read("SCS-2V-8", grammar).error(), None);
    }

    #[test]
    fn overflow_aborts_in_v2_syntax_only() {
        let grammar = grammar();
        let huge = "9".repeat(308);
        for (name, aborts) in [
            (format!("SCS-1V-{huge}"), true),
            (format!("SCS-1V-{huge}:10"), true),
            (format!("SCS-1V:{huge}"), false),
            (format!("SCS-0V-{huge}"), false),
            (format!("SCS-1V-{}", "8".repeat(308)), false),
        ] {
            let reading = read(&name, grammar);
            assert_eq!(reading.aborts(), aborts, "{name}");
            let overflow = reading.error().is_some_and(|error| error.problem == NameProblem::MemoryOverflow);
            assert_eq!(overflow, aborts || name.contains("V:"), "{name}");
        }
    }
}

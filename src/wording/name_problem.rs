//! What is wrong with the name of a flavor.

use super::finding::FindingText;
use super::quote::{cell_list, code, letter_text, shown};
use crate::flavor_name::{NameError, NameProblem};

/// Stands for the offending text while the clause is made, so that the text itself comes in quoted safely.
const MASK: char = '§';

/// Puts the reason why a name is malformed into words.
pub(super) fn name_error_text(error: &NameError) -> FindingText {
    let (masked, found) = mask_found(error.problem.clone());
    // The clause quotes as Rust does.
    let clause = masked.to_string().replace(['\'', '"'], "`");
    let clause = match &found {
        Some(found) => clause.replace(&format!("`{MASK}`"), &code(found)),
        None => clause,
    };
    let position = error.at.saturating_add(1);
    // What is found begins with the offending character.
    let foreign = found.as_deref().and_then(|found| found.chars().find(|letter| !letter.is_ascii()));
    let foreign = foreign.map(|letter| format!(" It holds {}.", letter_text(letter))).unwrap_or_default();
    FindingText {
        message: format!("The name is malformed at character {position}: {clause}.{foreign}"),
        field: Some("name".to_owned()),
        found: found.as_deref().map(shown),
        expected: expected(&error.problem),
    }
}

/// Takes the offending text out of the problem.
fn mask_found(mut problem: NameProblem) -> (NameProblem, Option<String>) {
    let found = match &mut problem {
        NameProblem::SecondPoint { found }
        | NameProblem::NotInHalves { found }
        | NameProblem::WrongCase { found, .. }
        | NameProblem::TooLate { found, .. }
        | NameProblem::Repeated { found, .. }
        | NameProblem::HypervisorNotInSyntax { found, .. }
        | NameProblem::GenerationWithoutVendor { found, .. }
        | NameProblem::CpuGeneration { found, .. }
        | NameProblem::GpuGeneration { found, .. }
        | NameProblem::ExtensionInGeneration { found }
        | NameProblem::UnknownExtension { found } => Some(std::mem::replace(found, MASK.to_string())),
        NameProblem::WrongDelimiter { found, .. }
        | NameProblem::CpuLetterUnknown { found, .. }
        | NameProblem::AfterVendor { found, .. }
        | NameProblem::Unexpected { found, .. } => Some(std::mem::replace(found, MASK).to_string()),
        NameProblem::DelimiterMissing { found, .. }
        | NameProblem::NumberMissing { found, .. }
        | NameProblem::GpuBrand { found, .. } => {
            found.as_mut().map(|found| std::mem::replace(found, MASK).to_string())
        }
        NameProblem::PrefixMissing { .. }
        | NameProblem::Zero { .. }
        | NameProblem::TooManyDigits { .. }
        | NameProblem::Fraction { .. }
        | NameProblem::CpuLetterMissing { .. }
        | NameProblem::InsecureBeforeCpuLetter { .. }
        | NameProblem::MemoryOverflow
        | NameProblem::MarksSwapped
        | NameProblem::EmptyExtension { .. }
        | NameProblem::TooManyClasses { .. }
        | NameProblem::ThirdGpuNumber => None,
    };
    (problem, found)
}

/// What could stand at the place, for a table cell.
fn expected(problem: &NameProblem) -> Option<String> {
    match problem {
        NameProblem::PrefixMissing { expected } | NameProblem::WrongCase { expected, .. } => {
            Some(expected.clone())
        }
        NameProblem::WrongDelimiter { expected, .. } | NameProblem::DelimiterMissing { expected, .. } => {
            Some(expected.to_string())
        }
        NameProblem::NumberMissing { .. } => Some("a number".to_owned()),
        NameProblem::Zero { .. } => Some("more than 0".to_owned()),
        NameProblem::TooManyDigits { limit, .. } => Some(format!("at most {limit} digits")),
        NameProblem::Fraction { .. } => Some("a whole number".to_owned()),
        NameProblem::CpuLetterMissing { allowed }
        | NameProblem::CpuLetterUnknown { allowed, .. }
        | NameProblem::HypervisorNotInSyntax { allowed, .. }
        | NameProblem::GenerationWithoutVendor { allowed, .. }
        | NameProblem::CpuGeneration { allowed, .. }
        | NameProblem::GpuBrand { allowed, .. }
        | NameProblem::GpuGeneration { allowed, .. } => Some(cell_list(allowed)),
        NameProblem::InsecureBeforeCpuLetter { letter } => Some(format!("{letter}i")),
        NameProblem::NotInHalves { .. } => Some("a multiple of 0.5".to_owned()),
        NameProblem::MarksSwapped => Some("uo".to_owned()),
        NameProblem::TooManyClasses { limit, .. } => Some(format!("at most {limit} times h")),
        NameProblem::ThirdGpuNumber => Some("at most two numbers".to_owned()),
        NameProblem::SecondPoint { .. }
        | NameProblem::MemoryOverflow
        | NameProblem::EmptyExtension { .. }
        | NameProblem::TooLate { .. }
        | NameProblem::Repeated { .. }
        | NameProblem::AfterVendor { .. }
        | NameProblem::ExtensionInGeneration { .. }
        | NameProblem::UnknownExtension { .. }
        | NameProblem::Unexpected { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flavor_name::Part;

    #[test]
    fn clauses_become_sentences() {
        let cases = [
            (
                5,
                NameProblem::CpuLetterMissing { allowed: ["L", "V", "T", "C"].map(Into::into).into() },
                "The name is malformed at character 6: CPU letter missing, expected `L`, `V`, `T`, `C`.",
            ),
            (
                6,
                NameProblem::WrongDelimiter { found: ':', expected: '-' },
                "The name is malformed at character 7: delimiter `:` where `-` belongs.",
            ),
            (
                6,
                NameProblem::DelimiterMissing { found: None, expected: '-' },
                "The name is malformed at character 7: delimiter `-` missing, found the end.",
            ),
            (
                8,
                NameProblem::Unexpected { found: '`', after: Part::Memory },
                "The name is malformed at character 9: unexpected `\\u{60}` behind memory.",
            ),
            (
                8,
                NameProblem::Unexpected { found: '\'', after: Part::Memory },
                "The name is malformed at character 9: unexpected `'` behind memory.",
            ),
            (
                9,
                NameProblem::UnknownExtension { found: "\"x'\n".into() },
                "The name is malformed at character 10: unknown extension `\"x'\\n`.",
            ),
            (
                13,
                NameProblem::TooLate {
                    found: "xen".into(),
                    part: Part::Hypervisor,
                    after: Part::HardwareVirtualization,
                },
                "The name is malformed at character 14: `xen` (hypervisor) comes too late, behind hardware \
                 virtualization.",
            ),
        ];
        for (at, problem, expected) in cases {
            assert_eq!(name_error_text(&NameError { at, problem }).message, expected);
        }
    }
}

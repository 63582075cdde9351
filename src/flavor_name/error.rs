//! Why a text is no flavor name, and where it stops being one.

use thiserror::Error;

use super::grammar::Syntax;
use super::name::Part;

/// The first thing wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{problem} at character {}", .at.saturating_add(1))]
pub struct NameError {
    /// Index of the first offending character, counted in Unicode characters from 0; the length of the name if
    /// something is missing at its end.
    pub at: usize,
    /// What is wrong there.
    pub problem: NameProblem,
}

/// What is wrong. `found` is the offending text (none: the name ends there), `expected` or `allowed` is what could
/// stand there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NameProblem {
    /// The name is outside the standard.
    #[error("prefix `{expected}` missing")]
    PrefixMissing {
        /// The prefix.
        expected: String,
    },
    /// Another delimiter stands where this syntax wants its own: the syntaxes are mixed.
    #[error("delimiter {found:?} where {expected:?} belongs")]
    WrongDelimiter {
        /// A delimiter, but not the right one.
        found: char,
        /// The delimiter of this syntax at this place.
        expected: char,
    },
    /// A component ends, but the next does not start.
    #[error("delimiter {expected:?} missing, found {}", character(*.found))]
    DelimiterMissing {
        /// What stands there.
        found: Option<char>,
        /// The delimiter of this syntax at this place.
        expected: char,
    },
    /// No digits where a number must stand.
    #[error("{quantity} missing, found {}", character(*.found))]
    NumberMissing {
        /// Which number.
        quantity: Quantity,
        /// What stands there.
        found: Option<char>,
    },
    /// A number is 0.
    #[error("{quantity} is 0")]
    Zero {
        /// Which number.
        quantity: Quantity,
    },
    /// A number has more digits than the official parser reads.
    #[error("{quantity} has {found} digits, more than {limit}")]
    TooManyDigits {
        /// Which number.
        quantity: Quantity,
        /// How many digits it has, leading zeros included.
        found: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A fraction where only a whole number may stand.
    #[error("{quantity} is no whole number")]
    Fraction {
        /// Which number.
        quantity: Quantity,
    },
    /// No letter says what kind of CPU the vCPUs are.
    #[error("CPU letter missing, expected {}", list(.allowed))]
    CpuLetterMissing {
        /// The letters of the grammar.
        allowed: Vec<String>,
    },
    /// The letter for the kind of CPU is none of the grammar.
    #[error("unknown CPU letter {found:?}, expected {}", list(.allowed))]
    CpuLetterUnknown {
        /// What stands there.
        found: char,
        /// The letters of the grammar.
        allowed: Vec<String>,
    },
    /// The mark for missing mitigations stands before the CPU letter, not after it.
    #[error("`i` before the CPU letter `{letter}`")]
    InsecureBeforeCpuLetter {
        /// The letter that follows.
        letter: String,
    },
    /// The memory size has two decimal points.
    #[error("second decimal point in the memory size `{found}`")]
    SecondPoint {
        /// The size as written.
        found: String,
    },
    /// The memory size is no multiple of half a GiB.
    #[error("memory size `{found}` is no multiple of 0.5")]
    NotInHalves {
        /// The size as written.
        found: String,
    },
    /// The memory size is beyond what a double can hold twice over. The official parser crashes here: in v2 syntax
    /// the official test cases end as ABORT, in v1 syntax they take the name for invalid.
    #[error("memory size too large for the official parser")]
    MemoryOverflow,
    /// `o` stands before `u`.
    #[error("memory marks in wrong order, `u` comes before `o`")]
    MarksSwapped,
    /// A code in the wrong case.
    #[error("`{found}` in wrong case, expected `{expected}`")]
    WrongCase {
        /// As written.
        found: String,
        /// The code of the grammar.
        expected: String,
    },
    /// A delimiter with nothing behind it.
    #[error("delimiter {delimiter:?} without anything behind it")]
    EmptyExtension {
        /// The delimiter.
        delimiter: char,
    },
    /// A correct extension, but behind one that must come later.
    #[error("`{found}` ({part}) comes too late, behind {after}")]
    TooLate {
        /// The extension as written, without delimiter.
        found: String,
        /// What it is.
        part: Part,
        /// The part in front of it.
        after: Part,
    },
    /// A correct extension, but its part has been given already.
    #[error("`{found}` is a second {part}")]
    Repeated {
        /// The extension as written, without delimiter.
        found: String,
        /// What it is.
        part: Part,
    },
    /// A hypervisor that only other syntaxes know.
    #[error("hypervisor `{found}` not in this syntax, expected {}", list(.allowed))]
    HypervisorNotInSyntax {
        /// Code of the hypervisor.
        found: String,
        /// The syntax in which it is unknown.
        syntax: Syntax,
        /// The hypervisors of this syntax.
        allowed: Vec<String>,
    },
    /// A CPU generation stands alone.
    #[error("CPU generation `{found}` without a vendor, expected {} before it", list(.allowed))]
    GenerationWithoutVendor {
        /// The digits.
        found: String,
        /// The vendors.
        allowed: Vec<String>,
    },
    /// Neither generation nor frequency class follows a CPU vendor, but something else.
    #[error("{found:?} behind CPU vendor `{vendor}`")]
    AfterVendor {
        /// What stands there.
        found: char,
        /// The vendor.
        vendor: String,
    },
    /// A CPU generation that the grammar does not have.
    #[error("unknown CPU generation `{found}`, expected {}", list(.allowed))]
    CpuGeneration {
        /// As written.
        found: String,
        /// The generations of this vendor.
        allowed: Vec<String>,
    },
    /// No brand follows the GPU mode.
    #[error("GPU brand missing, expected {}, found {}", list(.allowed), character(*.found))]
    GpuBrand {
        /// What stands there.
        found: Option<char>,
        /// The brands.
        allowed: Vec<String>,
    },
    /// A GPU generation that the grammar does not have.
    #[error("unknown GPU generation {found:?}, expected {}", list(.allowed))]
    GpuGeneration {
        /// As written, up to the next delimiter of numbers or `h`.
        found: String,
        /// The generations of this brand; it may also be left out.
        allowed: Vec<String>,
    },
    /// An extension follows a GPU without number. The text of the standard allows it, but the official parser takes
    /// the extension for a piece of the generation.
    #[error("extension {found:?} behind a GPU without units reads as its generation")]
    ExtensionInGeneration {
        /// The extension with its delimiter, as far as it was swallowed.
        found: String,
    },
    /// More `h` than there are classes.
    #[error("{found} times `h` for {quantity}, at most {limit}")]
    TooManyClasses {
        /// What the class is of.
        quantity: Quantity,
        /// How many there are.
        found: usize,
        /// How many classes there are.
        limit: usize,
    },
    /// A third number of a GPU.
    #[error("a GPU has two numbers at most, units and memory")]
    ThirdGpuNumber,
    /// An extension that the grammar does not have.
    #[error("unknown extension {found:?}")]
    UnknownExtension {
        /// As written, without delimiter.
        found: String,
    },
    /// Anything else behind a part that is complete.
    #[error("unexpected {found:?} behind {after}")]
    Unexpected {
        /// What stands there.
        found: char,
        /// The part in front of it.
        after: Part,
    },
}

/// What a number or class in a name measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Number of vCPUs.
    Vcpus,
    /// Memory size in GiB.
    Memory,
    /// Number of disks.
    Disks,
    /// Size of a disk in GB.
    DiskSize,
    /// Generation of the CPU.
    CpuGeneration,
    /// Frequency of the CPU.
    CpuFrequency,
    /// Number of units of a GPU.
    GpuUnits,
    /// Frequency of the GPU.
    GpuFrequency,
    /// Video memory in GiB.
    Vram,
    /// Bandwidth of the video memory.
    VramBandwidth,
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Vcpus => "number of vCPUs",
            Self::Memory => "memory size",
            Self::Disks => "number of disks",
            Self::DiskSize => "disk size",
            Self::CpuGeneration => "CPU generation",
            Self::CpuFrequency => "CPU frequency",
            Self::GpuUnits => "number of GPU units",
            Self::GpuFrequency => "GPU frequency",
            Self::Vram => "GPU memory size",
            Self::VramBandwidth => "GPU memory bandwidth",
        })
    }
}

fn character(found: Option<char>) -> String {
    found.map_or_else(|| "the end".to_owned(), |found| format!("{found:?}"))
}

fn list(allowed: &[String]) -> String {
    allowed.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flavor_name::parse;
    use crate::flavor_name::testing::grammar;

    #[test]
    fn clauses_read_well() {
        for (name, expected) in [
            ("SCS-2-4", "CPU letter missing, expected `L`, `V`, `T`, `C` at character 6"),
            ("SCS-2V", "delimiter '-' missing, found the end at character 7"),
            ("SCS-2V:8", "delimiter ':' where '-' belongs at character 7"),
            ("SCS-1V-4_r1", "unknown CPU generation `1`, expected `0` at character 11"),
            (
                "SCS-1V-4_hwv_xen",
                "`xen` (hypervisor) comes too late, behind hardware virtualization at character 14",
            ),
            ("SCS-1V-4\n", "unexpected '\\n' behind memory at character 9"),
        ] {
            let error = parse(name, Syntax::V2, grammar()).unwrap_err();
            assert_eq!(error.to_string(), expected);
        }
    }
}

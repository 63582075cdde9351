//! The flavor-name grammar of the standard scs-0100: parse a name, say precisely why it is none, write it in
//! either syntax, shorten it, put it into words, and translate it to extra specs and back.
//!
//! A name is accepted exactly when the official parser accepts it, also where the text of the standard says
//! otherwise: empty digits before `x`, leading zeros, `4.` or `.5` as memory size. The components are matched
//! from left to right, each greedily, and never given back.
//!
//! Codes and what they mean are data, see [`Grammar`]; this module knows only how they are put together.

mod count;
mod cursor;
mod describe;
mod error;
mod extra_specs;
mod grammar;
mod leftover;
mod look_alike;
mod name;
mod parse;
mod print;
mod read;
mod translate;

#[cfg(test)]
mod testing;

pub use count::{Count, MAX_DIGITS};
pub use describe::{describe, describe_parts};
pub use error::{NameError, NameProblem, Quantity};
pub use extra_specs::{MAX_DISKS, NumberedSpec, SpecNames, extra_specs, names_in};
pub use grammar::{CpuType, CpuVendor, DiskType, GpuBrand, Grammar, Hypervisor, Syntax, Term, UnstatedCpu};
pub use look_alike::{look_alike, seeming};
pub use name::{Cpus, Disk, FlavorName, Gpu, HypervisorChoice, Memory, Part, PartSpan, Processor, Span};
pub use parse::parse;
pub use print::{canonical, short};
pub use read::{Reading, read, seems_scs};
pub use translate::{v1_to_v2, v2_to_v1};

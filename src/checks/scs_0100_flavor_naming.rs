//! scs-0100, flavor naming: <https://docs.scs.community/standards/scs-0100-v3-flavor-naming>.
//!
//! Reads the flavors whose name starts with `SCS-`. A name in the old syntax is tolerated by the official suite, and
//! so by us, with a remark. A name with a disk of open size is legal, yet the official suite stumbles over it.

use super::context::{Context, FlavorNaming, Shown};
use super::official_text::read_integer;
use super::outcome::{ForAll, Judgement, Outcome};
use super::problem::{AbortCause, FlavorNameProblem, Problem, SizeField};
use crate::flavor_name::{Count, FlavorName, Reading, Syntax};
use crate::inventory::{Field, Flavor, Kind, Value};

/// Every name that starts with `SCS-` is well formed.
pub(super) fn flavor_name_syntax(context: &Context<'_>, flavors: &Shown<'_, Flavor>) -> Outcome {
    judge_names(context, flavors, &[Field::Name], |_, reading| match reading {
        Reading::NotScs | Reading::Valid { syntax: Syntax::V2, .. } => Judgement::Met,
        Reading::Valid { syntax: Syntax::V1, .. } => Judgement::Remark(problem(FlavorNameProblem::OldSyntax)),
        Reading::Invalid { .. } => {
            let fault = reading.error().map(|error| problem(FlavorNameProblem::Malformed(error.clone())));
            match fault {
                Some(fault) if reading.aborts() => Judgement::Abort(AbortCause::RamOverflow, Some(fault)),
                Some(fault) => Judgement::Fault(fault),
                None => Judgement::Met,
            }
        }
    })
}

/// No flavor has less than its well-formed name promises. More is fine.
pub(super) fn flavor_name_truth(
    context: &Context<'_>,
    flavors: &Shown<'_, Flavor>,
    tolerance_mib: u32,
) -> Outcome {
    let fields = [Field::Name, Field::Vcpus, Field::Ram, Field::Disk];
    judge_names(context, flavors, &fields, |flavor, reading| match reading {
        Reading::Valid { name, .. } => judge_truth(flavor, name, tolerance_mib),
        Reading::Invalid { .. } if reading.aborts() => Judgement::Abort(AbortCause::RamOverflow, None),
        Reading::Invalid { .. } | Reading::NotScs => Judgement::Met,
    })
}

fn problem(problem: FlavorNameProblem) -> Problem {
    Problem::FlavorName(problem)
}

fn judge_names(
    context: &Context<'_>,
    flavors: &Shown<'_, Flavor>,
    fields: &[Field],
    judge: impl Fn(&Flavor, &Reading) -> Judgement,
) -> Outcome {
    let mut all = ForAll::new(Kind::Flavor);
    for (&(index, flavor), naming) in flavors.items.iter().zip(&context.flavor_names) {
        let unknown = fields.iter().copied().find(|field| !context.inventory.knows(flavor, *field));
        let name_is_unknown = !context.inventory.knows(flavor, Field::Name);
        let judgement = match naming {
            None if name_is_unknown => Judgement::Unknown(Field::Name),
            None => Judgement::Met,
            Some(FlavorNaming::NoText) => Judgement::Abort(AbortCause::WrongType("name".into()), None),
            Some(FlavorNaming::Text(reading)) => {
                unknown.map_or_else(|| judge(flavor, reading), Judgement::Unknown)
            }
        };
        all.add(index, judgement);
    }
    all.outcome(flavors.completeness)
}

/// A size of a flavor, read as the official suite reads it: absent is 0.
///
/// # Errors
/// The field, if it is null.
fn size(value: Option<&Value>, field: SizeField) -> Result<i64, SizeField> {
    value.map_or(Ok(0), |value| read_integer(value).ok_or(field))
}

impl SizeField {
    /// The key of the compute API.
    pub fn key(self) -> &'static str {
        match self {
            SizeField::Vcpus => "vcpus",
            SizeField::Ram => "ram",
            SizeField::Disk => "disk",
        }
    }
}

fn judge_truth(flavor: &Flavor, name: &FlavorName, tolerance_mib: u32) -> Judgement {
    let fault = match compare(flavor, name, tolerance_mib) {
        Ok(fault) => fault.map(problem),
        Err(field) => {
            let fault = problem(FlavorNameProblem::NoSize(field));
            return Judgement::Abort(AbortCause::NullSize(field.key().into()), Some(fault));
        }
    };
    if name.disk.as_ref().is_some_and(|disk| disk.size_gb.is_none()) {
        return Judgement::Abort(AbortCause::DiskWithoutSize, fault);
    }
    fault.map_or(Judgement::Met, Judgement::Fault)
}

/// What the flavor does not keep of a name, if anything.
pub(super) fn name_fault(
    flavor: &Flavor,
    name: &FlavorName,
    tolerance_mib: u32,
) -> Option<FlavorNameProblem> {
    compare(flavor, name, tolerance_mib).unwrap_or_else(|field| Some(FlavorNameProblem::NoSize(field)))
}

/// # Errors
/// The size that is null.
fn compare(
    flavor: &Flavor,
    name: &FlavorName,
    tolerance_mib: u32,
) -> Result<Option<FlavorNameProblem>, SizeField> {
    let vcpus = size(flavor.vcpus.as_ref(), SizeField::Vcpus)?;
    let ram_mib = size(flavor.ram_mib.as_ref(), SizeField::Ram)?;
    let disk_gb = size(flavor.disk_gb.as_ref(), SizeField::Disk)?;
    let disk_size = name.disk.as_ref().and_then(|disk| disk.size_gb.as_ref());
    Ok(if is_below(vcpus, &name.cpus.count) {
        Some(FlavorNameProblem::FewerVcpus { found: vcpus, promised: name.cpus.count.as_str().into() })
    } else if rounded_gib(ram_mib, tolerance_mib) < name.memory.gib {
        Some(FlavorNameProblem::LessRam { found_mib: ram_mib, promised_gib: name.memory.gib, tolerance_mib })
    } else {
        let promised = disk_size.filter(|promised| is_below(disk_gb, promised));
        promised.map(|promised| FlavorNameProblem::SmallerDisk {
            found_gb: disk_gb,
            promised_gb: promised.as_str().into(),
        })
    })
}

/// Whether there is less than was promised; nothing that is promised beyond 63 bits is ever there.
fn is_below(found: i64, promised: &Count) -> bool {
    promised
        .to_u64()
        .and_then(|promised| i64::try_from(promised).ok())
        .map_or(found < i64::MAX, |promised| found < promised)
}

/// RAM in GiB, as the official suite rounds it: down to a tenth, after adding the tolerance.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "the official suite reckons so"
)]
fn rounded_gib(ram_mib: i64, tolerance_mib: u32) -> f64 {
    let tenths = (ram_mib as f64 + f64::from(tolerance_mib)) / 102.4;
    (tenths as i64) as f64 / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tolerance_is_51_mib_for_multiples_of_half_a_gib() {
        for halves in 1..=512_u32 {
            let (mib, gib) = (i64::from(halves) * 512, f64::from(halves) / 2.0);
            assert!(rounded_gib(mib - 51, 51) >= gib, "{gib}");
            assert!(rounded_gib(mib - 52, 51) < gib, "{gib}");
        }
    }
}

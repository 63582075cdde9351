//! scs-0103, standard flavors: <https://docs.scs.community/standards/scs-0103-v1-standard-flavors>.
//!
//! A standard flavor is looked up by the extra spec `scs:name-v2`, whatever the flavor's own name is, and only then by
//! name. What is found must have exactly the demanded sizes and extra specs. One flavor whose name is no text makes the
//! official suite stumble over all of them; it does not concern us.

use super::context::{Context, Shown, spec_text};
use super::near::near_flavor;
use super::official_text::read_integer;
use super::outcome::{Finding, Official, Outcome, Reason, RecordRef, Verdict};
use super::problem::{AbortCause, Problem, SizeField, StandardFlavorProblem};
use crate::catalogue::StandardFlavor;
use crate::inventory::{Completeness, Field, Flavor, Inventory, Kind, Record, Value};

/// What concerns the lookup of all standard flavors alike, so that it is found out once.
#[derive(Debug, Default)]
pub(super) struct Obstacles {
    /// A field that some flavor's source cannot carry: that flavor may be any standard flavor.
    unknown: Option<Field>,
    /// The flavor over which the official suite stumbles, and why.
    stumble: Option<(usize, AbortCause)>,
}

impl Obstacles {
    /// Looks through the flavors that are shown.
    pub(super) fn new(inventory: &Inventory, flavors: &Shown<'_, Flavor>) -> Obstacles {
        const FIELDS: [Field; 5] = [Field::Name, Field::ExtraSpecs, Field::Vcpus, Field::Ram, Field::Disk];
        let unknown_of = |flavor: &Flavor| FIELDS.into_iter().find(|field| !inventory.knows(flavor, *field));
        Obstacles {
            unknown: flavors.items.iter().find_map(|(_, flavor)| unknown_of(flavor)),
            stumble: flavors
                .items
                .iter()
                .find_map(|&(index, flavor)| Some((index, stumbling_block(flavor)?))),
        }
    }
}

/// A standard flavor is offered, exactly as specified.
pub(super) fn standard_flavor(
    context: &Context<'_>,
    flavors: &Shown<'_, Flavor>,
    expected: &StandardFlavor,
) -> Outcome {
    let Obstacles { unknown, stumble } = &context.flavor_obstacles;
    if let Some(field) = unknown {
        return Outcome::undecided(Reason::LacksField(Kind::Flavor, *field));
    }
    let found = context.flavors_by_name.get(expected.name.as_ref()).copied();
    let flavor = found.and_then(|index| context.inventory.flavors.as_ref()?.items.get(index));
    let problems = match flavor {
        None => vec![StandardFlavorProblem::Missing {
            flavor: expected.name.clone(),
            near: near_flavor(context, expected),
        }],
        Some(flavor) => differences(flavor, expected),
    };
    let is_met = problems.is_empty();
    // Among the records that are missing may be the one that is looked for, or one that takes its place.
    let verdict = match flavors.completeness {
        _ if is_met => Verdict::Pass,
        Completeness::Complete => Verdict::Fail,
        Completeness::Partial(reason) => Verdict::Undecided(Reason::Incomplete(Kind::Flavor, reason)),
    };
    let record = found.map(|index| RecordRef { kind: Kind::Flavor, index });
    let is_fault = verdict == Verdict::Fail;
    let mut findings: Vec<Finding> = problems
        .into_iter()
        .map(|problem| Finding { record, problem: Problem::StandardFlavor(problem), is_fault })
        .collect();
    let official = match verdict {
        Verdict::Undecided(_) => None,
        Verdict::Pass | Verdict::Fail if stumble.is_some() => Some(Official::Abort),
        Verdict::Pass => Some(Official::Pass),
        Verdict::Fail => Some(Official::Fail),
    };
    if let Some((index, cause)) = stumble {
        let record = Some(RecordRef { kind: Kind::Flavor, index: *index });
        findings.push(Finding { record, problem: Problem::OfficialAbort(cause.clone()), is_fault: false });
    }
    Outcome { verdict, official, findings }
}

fn stumbling_block(flavor: &Flavor) -> Option<AbortCause> {
    if flavor.name_text().is_none() {
        return Some(AbortCause::Nameless);
    }
    let name_spec = flavor.extra_specs.as_ref()?.get("scs:name-v2")?;
    matches!(name_spec, Value::Composite { .. }).then(|| AbortCause::WrongType("scs:name-v2".into()))
}

fn differences(flavor: &Flavor, expected: &StandardFlavor) -> Vec<StandardFlavorProblem> {
    let sizes = [
        (SizeField::Vcpus, &flavor.vcpus, u64::from(expected.cpus)),
        (SizeField::Ram, &flavor.ram_mib, expected.ram_mib),
        (SizeField::Disk, &flavor.disk_gb, expected.disk_gb),
    ];
    let sizes = sizes.into_iter().filter_map(|(field, value, expected)| {
        let found = value.as_ref().map_or(Some(0), read_integer);
        (found != i64::try_from(expected).ok()).then_some(StandardFlavorProblem::Size {
            field,
            found,
            expected,
        })
    });
    let specs = expected.extra_specs.iter().filter_map(|(name, expected)| {
        if spec_text(flavor, name) == Some(expected) {
            return None;
        }
        let found = flavor.extra_specs.as_ref().and_then(|specs| specs.get(name));
        let found = found.map(|value| value.to_string().into());
        Some(StandardFlavorProblem::ExtraSpec { name: name.clone(), found, expected: expected.clone() })
    });
    sizes.chain(specs).collect()
}

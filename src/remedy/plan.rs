//! Findings → everything that mends them.

use super::{Change, Command, Commands, Effect, NoRemedy, Step, merged, remedy};
use crate::catalogue::{Catalogue, ImageSpec, StandardFlavor, TestCase};
use crate::checks::Finding;
use crate::inventory::Inventory;
use std::collections::BTreeSet;

/// What mends some findings.
#[derive(Debug, Default)]
pub struct Plan<'a> {
    /// The steps, each resource's in one, with their commands.
    pub steps: Vec<(Step, Vec<Command>)>,
    /// What the steps mean.
    pub effects: BTreeSet<Effect>,
    /// Why some findings have no step.
    pub reasons: BTreeSet<NoRemedy>,
    /// The standard flavors that are to be created.
    pub flavors: Vec<&'a StandardFlavor>,
    /// The standard images that are to be imported, as far as it is known from where.
    pub images: Vec<&'a ImageSpec>,
}

/// Finds out what mends findings.
pub fn plan<'f, 'c>(
    findings: impl IntoIterator<Item = (&'f TestCase, &'f Finding)>,
    catalogue: &'c Catalogue,
    inventory: &Inventory,
    commands: &Commands<'_>,
) -> Plan<'c> {
    let mut plan = Plan::default();
    let mut steps = Vec::new();
    for (testcase, finding) in findings {
        match remedy(finding, testcase, inventory, catalogue) {
            Ok(found) => steps.extend(found),
            Err(reason) => {
                plan.reasons.insert(reason);
            }
        }
    }
    for step in merged(steps) {
        let of_step = commands.of(&step);
        match &step.change {
            Change::ImportImage(id) => {
                plan.images.extend(catalogue.image(id).filter(|spec| spec.import.is_some()));
            }
            Change::CreateFlavor(flavor) => plan.flavors.extend(catalogue.flavor(&flavor.name)),
            Change::Set(_)
            | Change::Unset(_)
            | Change::RecreateFlavor(_)
            | Change::DeleteRule
            | Change::AllowWithinGroup { .. } => {}
        }
        if of_step.is_empty() && !matches!(step.change, Change::ImportImage(_)) {
            plan.reasons.insert(NoRemedy::NotAddressable);
            continue;
        }
        plan.effects.extend(step.effects());
        plan.steps.push((step, of_step));
    }
    // What follows from other remedies is worth no word beside them.
    if !plan.steps.is_empty() {
        plan.reasons.remove(&NoRemedy::MendTheOthers);
    }
    plan
}

//! Steps for many findings → one step for each resource.

use super::{Attribute, Change, Setting, Step, To};
use crate::checks::RecordRef;
use std::collections::{HashMap, HashSet};

/// The steps, each resource's in one, in the order of first appearance. What deletes a resource, or makes it anew, goes
/// before what only sets something of it.
pub fn merged(steps: impl IntoIterator<Item = Step>) -> Vec<Step> {
    let mut merged: Vec<Step> = Vec::new();
    // Where the step that sets, or that removes, stands for each record.
    let mut places: HashMap<(RecordRef, bool), usize> = HashMap::new();
    // What is set, or removed, of each record.
    let mut seen: HashSet<(RecordRef, bool, Attribute)> = HashSet::new();
    for mut step in steps {
        let Some(record) = step.record else {
            if !merged.contains(&step) {
                merged.push(step);
            }
            continue;
        };
        let is_unset = matches!(step.change, Change::Unset(_));
        match &mut step.change {
            Change::Set(settings) => {
                settings.retain(|setting| seen.insert((record, is_unset, setting.attribute.clone())));
            }
            Change::Unset(keys) => {
                keys.retain(|key| seen.insert((record, is_unset, Attribute::Property(key.clone()))));
            }
            Change::CreateFlavor(_)
            | Change::RecreateFlavor(_)
            | Change::ImportImage(_)
            | Change::DeleteRule
            | Change::AllowWithinGroup { .. } => {}
        }
        let place = *places.entry((record, is_unset)).or_insert(merged.len());
        let Some(known) = merged.get_mut(place) else {
            merged.push(step);
            continue;
        };
        match (&mut known.change, step.change) {
            (Change::Set(settings), Change::Set(further)) => settings.extend(further),
            (Change::Unset(keys), Change::Unset(further)) => keys.extend(further),
            (known @ Change::Set(_), larger) => *known = larger,
            // The first of two that make it anew, or delete it.
            (
                Change::Unset(_)
                | Change::CreateFlavor(_)
                | Change::RecreateFlavor(_)
                | Change::ImportImage(_)
                | Change::DeleteRule
                | Change::AllowWithinGroup { .. },
                _,
            ) => {}
        }
    }
    settle(&mut merged);
    let recreated: HashSet<RecordRef> = merged
        .iter()
        .filter(|step| matches!(step.change, Change::RecreateFlavor(_)))
        .filter_map(|step| step.record)
        .collect();
    // Nothing has to be taken from what is made anew.
    merged.retain(|step| {
        !matches!(step.change, Change::Unset(_))
            || !step.record.is_some_and(|record| recreated.contains(&record))
    });
    merged
}

/// Of what is to be removed and to be set in one record, the one goes: a value that is known replaces what is there, and
/// nobody has to be asked for what is removed.
fn settle(merged: &mut Vec<Step>) {
    let mut removed: HashSet<(RecordRef, Box<str>)> = HashSet::new();
    let mut set: HashSet<(RecordRef, Box<str>)> = HashSet::new();
    for Step { record, change } in merged.iter() {
        let Some(record) = record else { continue };
        match change {
            Change::Unset(keys) => removed.extend(keys.iter().map(|key| (*record, key.clone()))),
            Change::Set(settings) => set.extend(settings.iter().filter_map(|setting| match setting {
                Setting { attribute: Attribute::Property(key), to: To::Value(_) } => {
                    Some((*record, key.clone()))
                }
                Setting { .. } => None,
            })),
            Change::CreateFlavor(_)
            | Change::RecreateFlavor(_)
            | Change::ImportImage(_)
            | Change::DeleteRule
            | Change::AllowWithinGroup { .. } => {}
        }
    }
    for Step { record, change } in merged.iter_mut() {
        let Some(record) = *record else { continue };
        match change {
            Change::Unset(keys) => keys.retain(|key| !set.contains(&(record, key.clone()))),
            Change::Set(settings) => settings.retain(|setting| match setting {
                Setting { attribute: Attribute::Property(key), to: To::Fact(_) } => {
                    !removed.contains(&(record, key.clone()))
                }
                Setting { .. } => true,
            }),
            Change::CreateFlavor(_)
            | Change::RecreateFlavor(_)
            | Change::ImportImage(_)
            | Change::DeleteRule
            | Change::AllowWithinGroup { .. } => {}
        }
    }
    merged.retain(|step| match &step.change {
        Change::Unset(keys) => !keys.is_empty(),
        Change::Set(settings) => !settings.is_empty(),
        Change::CreateFlavor(_)
        | Change::RecreateFlavor(_)
        | Change::ImportImage(_)
        | Change::DeleteRule
        | Change::AllowWithinGroup { .. } => true,
    });
}

//! Every finding has a remedy or a reason why not, over all clouds that the tests have.

use super::cloud::{CATALOGUE, judged};
use super::faults::{FAULTS, TEXT_FAULTS};
use super::simulation::broken_cloud;
use scs_checker::catalogue::TestCase;
use scs_checker::checks::{Finding, Problem, StandardFlavorProblem, StandardImageProblem};
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::{Inventory, Kind, Properties};
use scs_checker::remedy::{Attribute, Change, Commands, Effect, NoRemedy, Step, To, remedy};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// All inventories: of the conformance cases, of the samples, and of some clouds that chance has broken.
fn inventories() -> Vec<(String, Inventory)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in [root.join("conformance/cases"), root.join("data/samples")] {
        collect(&folder, &mut files);
    }
    let mut all: Vec<(String, Inventory)> = files
        .iter()
        .map(|path| {
            let bytes = std::fs::read(path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let inventory = read_files(&[Upload { name: &name, bytes: &bytes, kind: None }]).inventory;
            (path.to_string_lossy().into_owned(), inventory)
        })
        .collect();
    assert!(all.len() > 180, "{}", all.len());
    all.extend((1000..1040).map(|seed| (format!("seed {seed}"), broken_cloud(seed, &FAULTS).read())));
    all.extend((1000..1040).map(|seed| (format!("text {seed}"), broken_cloud(seed, &TEXT_FAULTS).read())));
    all
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else if !path.ends_with("expected.json") {
            files.push(path);
        }
    }
}

/// Values that follow from a name, from the catalogue or from the export itself.
fn follows(attribute: &Attribute, value: &str) -> bool {
    match attribute {
        Attribute::Property(key) => {
            key.starts_with("scs:name-v") || (**key == *"os_purpose" && value == "oldgeneric")
        }
        Attribute::Name | Attribute::MinDisk | Attribute::Description => true,
        Attribute::Listed => value.is_empty(),
        Attribute::MinRam | Attribute::Tag => false,
    }
}

fn assert_sound(
    step: &Step,
    finding: &Finding,
    testcase: &TestCase,
    inventory: &Inventory,
    commands: &Commands<'_>,
) {
    let place = || format!("{} {finding:?} -> {step:?}", testcase.id);
    let effects = step.effects();
    assert_eq!(effects.contains(&Effect::NeedsFact), !step.facts().is_empty(), "{}", place());
    let unique: BTreeSet<_> = effects.iter().collect();
    assert_eq!(unique.len(), effects.len(), "{}", place());
    match &step.change {
        Change::Set(settings) => {
            assert!(!settings.is_empty(), "{}", place());
            for setting in settings {
                if let To::Value(value) = &setting.to {
                    assert!(follows(&setting.attribute, value), "{}", place());
                }
            }
        }
        Change::CreateFlavor(flavor) | Change::RecreateFlavor(flavor) => {
            // Made anew, a flavor keeps what it says beside its hardware.
            let at = step.record.map(|record| record.index);
            let old = at.map(|at| &inventory.flavors.as_ref().unwrap().items[at]);
            let specs = old.and_then(|old| old.extra_specs.as_ref()).into_iter().flat_map(Properties::iter);
            for (key, _) in specs.filter(|(key, value)| !key.starts_with("scs:") && value.as_text().is_some())
            {
                assert!(flavor.extra_specs.iter().any(|(known, _)| **known == *key), "{key} {}", place());
            }
            let is_standard = CATALOGUE.flavor(&flavor.name).is_some();
            for (key, to) in &flavor.extra_specs {
                let is_hardware =
                    **key == *"scs:cpu-type" || (key.starts_with("scs:disk") && key.ends_with("-type"));
                // What a flavor says of its hardware already, it goes on saying under a name of its own.
                let is_asked = matches!(to, To::Fact(_));
                assert_eq!(is_asked, is_hardware && is_standard, "{key} {}", place());
            }
        }
        Change::ImportImage(id) => assert!(CATALOGUE.image(id).unwrap().import.is_some(), "{}", place()),
        Change::Unset(keys) => assert!(!keys.is_empty(), "{}", place()),
        Change::DeleteRule | Change::AllowWithinGroup { .. } => {}
    }
    if commands.of(step).is_empty() && !matches!(step.change, Change::ImportImage(_)) {
        let record = step.record.unwrap_or_else(|| panic!("no command: {}", place()));
        let identity = inventory.identity(record.kind, record.index).unwrap();
        let has_id = identity.id.as_deref().is_some_and(|id| !id.is_empty() && !id.contains('\0'));
        assert!(!has_id, "no command: {}", place());
    }
    for command in commands.of(step) {
        assert_eq!(&*command.arguments[0].text, "openstack");
        for fact in command.facts() {
            let variable = fact.variable();
            let is_name = variable.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
            assert!(
                is_name
                    && !variable.contains(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
            );
        }
    }
}

#[test]
fn every_finding_has_a_remedy_or_a_reason() {
    let (mut mended, mut reasons) = (0, BTreeSet::new());
    for (name, inventory) in inventories() {
        let assessment = judged(&inventory);
        let commands = Commands::new(&inventory);
        let testcases = assessment.outcomes.iter().map(|(testcase, outcome)| (*testcase, outcome));
        let requirements = assessment.requirements.iter().map(|(it, outcome)| (&it.testcase, outcome));
        for (testcase, outcome) in testcases.chain(requirements) {
            for finding in &outcome.findings {
                match remedy(finding, testcase, &inventory, &CATALOGUE) {
                    Ok(steps) => {
                        assert!(!steps.is_empty(), "{name} {} {finding:?}", testcase.id);
                        mended += 1;
                        for step in &steps {
                            assert_sound(step, finding, testcase, &inventory, &commands);
                        }
                    }
                    Err(reason) => {
                        reasons.insert(reason);
                        // The record itself, or the one that comes near to what is missing.
                        let has_near = match &finding.problem {
                            Problem::StandardFlavor(StandardFlavorProblem::Missing { near, .. }) => {
                                near.is_some()
                            }
                            Problem::StandardImage(StandardImageProblem::Missing { near, .. }) => {
                                near.is_some()
                            }
                            _ => false,
                        };
                        let is_of_kind = finding
                            .record
                            .is_some_and(|record| matches!(record.kind, Kind::Flavor | Kind::Image));
                        let is_planned = (is_of_kind || has_near) && name.ends_with("-manager.yaml");
                        assert_eq!(reason == NoRemedy::EditDefinition, is_planned, "{name} {finding:?}");
                    }
                }
            }
        }
    }
    println!("{mended} findings with a remedy; reasons against one: {reasons:?}");
    assert!(mended > 3000, "{mended}");
    assert!(reasons.len() > 9, "{reasons:?}");
}

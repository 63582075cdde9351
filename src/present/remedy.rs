//! Remedies for one finding, a group of them or all: a script for a shell, definitions, and what no command mends.

use super::check::{place, resource_name};
use crate::assessment::Assessment;
use crate::catalogue::TestCase;
use crate::checks::Finding;
use crate::date::Moment;
use crate::inventory::Inventory;
use crate::remedy::{Command, Commands, Fact, Plan, Step, flavor_definitions, image_definitions, plan};
use crate::wording::{
    FLAVOR_DEFINITIONS, IMAGE_DEFINITIONS, SCRIPT_FACTS, effect_text, fact_text, no_remedy_text, step_comment,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What mends some findings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemedyView {
    /// Commands with comments, for a POSIX shell; empty if there are none.
    pub script: String,
    /// How many commands there are.
    pub commands: usize,
    /// What they mean, in a few words each.
    pub effects: Vec<Cow<'static, str>>,
    /// What is missing as definitions for the openstack-flavor-manager.
    pub flavors: Option<String>,
    /// What is missing as definitions for the openstack-image-manager.
    pub images: Option<String>,
    /// Why some findings have no command, in sentences.
    pub reasons: Vec<Cow<'static, str>>,
}

/// Gathers what mends findings.
pub fn remedy_view<'a>(
    findings: impl IntoIterator<Item = (&'a TestCase, &'a Finding)>,
    assessment: &Assessment<'_>,
    inventory: &Inventory,
) -> RemedyView {
    let plan = plan(findings, assessment.catalogue, inventory, &Commands::new(inventory));
    let mut script = Script::default();
    for (step, commands) in &plan.steps {
        script.add(step, commands, inventory);
    }
    let day = assessment.options.now;
    RemedyView {
        commands: script.commands,
        script: script.text,
        flavors: flavors_file(&plan),
        images: images_file(&plan, day),
        effects: plan.effects.into_iter().map(|effect| effect_text(effect).into()).collect(),
        reasons: plan.reasons.into_iter().map(|reason| no_remedy_text(reason).into()).collect(),
    }
}

/// The flavors that are to be created, as definitions for the openstack-flavor-manager.
pub fn flavors_file(plan: &Plan<'_>) -> Option<String> {
    (!plan.flavors.is_empty()).then(|| commented(FLAVOR_DEFINITIONS, &flavor_definitions(&plan.flavors)))
}

/// The images that are to be imported, as definitions for the openstack-image-manager.
pub fn images_file(plan: &Plan<'_>, day: Moment) -> Option<String> {
    (!plan.images.is_empty()).then(|| commented(IMAGE_DEFINITIONS, &image_definitions(&plan.images, day)))
}

fn commented(comment: &str, yaml: &str) -> String {
    format!("# {comment}\n{yaml}")
}

/// Commands with the questions that they depend on.
#[derive(Default)]
struct Script {
    text: String,
    commands: usize,
    /// The question that each variable was last asked for.
    asked: BTreeMap<String, Fact>,
}

impl Script {
    fn add(&mut self, step: &Step, commands: &[Command], inventory: &Inventory) {
        if let Some(record) = step.record {
            let name = resource_name(inventory, record);
            let comment = step_comment(record.kind, &name, place(inventory, record).as_deref());
            self.line(&format!("# {comment}"));
        }
        for command in commands {
            for fact in command.facts() {
                self.ask(fact);
            }
            self.line(&command.shell());
            self.commands += 1;
        }
    }

    /// Asks for a fact, unless the last answer is for this one, too.
    fn ask(&mut self, fact: &Fact) {
        let variable = fact.variable();
        if fact.is_shared && self.asked.get(&variable) == Some(fact) {
            return;
        }
        if self.asked.is_empty() {
            self.text.insert_str(0, SCRIPT_FACTS);
        }
        self.line(&format!("# {}", fact_text(fact)));
        self.line(&format!("{variable}="));
        self.asked.insert(variable, fact.clone());
    }

    fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{line}");
    }
}

//! Remedies in reports.

use super::model::{CauseReport, CommandReport, Detail, RemedyReport};
use crate::assessment::Assessment;
use crate::catalogue::TestCase;
use crate::checks::Finding;
use crate::inventory::Inventory;
use crate::present::{cause_view, causes_in_order, flavors_file, images_file};
use crate::remedy::{Argument, Command, Commands, plan};
use crate::wording::{effect_text, fact_text, no_remedy_text};

/// Of a test case with more findings, only the causes tell what mends them: the same for each would be the larger part of
/// the report.
const MOST_FINDINGS: usize = 500;

/// Makes remedies for one cloud.
pub(super) struct Remedies<'a> {
    assessment: &'a Assessment<'a>,
    inventory: &'a Inventory,
    commands: Commands<'a>,
    detail: Detail,
}

impl<'a> Remedies<'a> {
    pub(super) fn new(
        assessment: &'a Assessment<'a>,
        inventory: &'a Inventory,
        detail: Detail,
    ) -> Remedies<'a> {
        Remedies { assessment, inventory, commands: Commands::new(inventory), detail }
    }

    /// What mends one of the findings of a test case.
    pub(super) fn of_one(
        &self,
        testcase: &TestCase,
        finding: &Finding,
        findings: usize,
    ) -> Option<RemedyReport> {
        let is_told = finding.is_fault && self.detail == Detail::Full && findings <= MOST_FINDINGS;
        is_told.then(|| self.of([(testcase, finding)]))
    }

    /// What mends findings.
    pub(super) fn of<'f>(
        &self,
        findings: impl IntoIterator<Item = (&'f TestCase, &'f Finding)>,
    ) -> RemedyReport {
        let plan = plan(findings, self.assessment.catalogue, self.inventory, &self.commands);
        RemedyReport {
            commands: plan.steps.iter().flat_map(|(_, commands)| commands).map(command_report).collect(),
            flavor_manager: flavors_file(&plan),
            image_manager: images_file(&plan, self.assessment.options.now),
            effects: plan.effects.into_iter().map(effect_text).collect(),
            reasons: plan.reasons.into_iter().map(no_remedy_text).collect(),
        }
    }

    /// The causes of a scope version with what mends them.
    pub(super) fn causes(&self, version: &str) -> Vec<CauseReport> {
        let causes = causes_in_order(self.assessment, version).into_iter();
        let reports = causes.map(|(target, cause)| {
            let view = cause_view(target, &cause, self.inventory);
            CauseReport {
                message: view.text,
                recommended_only: view.is_recommended,
                testcases: view.testcases.iter().map(ToString::to_string).collect(),
                resources: view.resources,
                count: view.records,
                details: view.details.into_iter().collect(),
                remedy: (self.detail == Detail::Full).then(|| self.of(cause.findings)),
            }
        });
        reports.collect()
    }
}

fn command_report(command: &Command) -> CommandReport {
    let argument = |argument: &Argument| match &argument.fact {
        Some(fact) => format!("{}{{{}}}", argument.text, fact.variable()),
        None => argument.text.to_string(),
    };
    CommandReport {
        shell: command.shell(),
        arguments: command.arguments.iter().map(argument).collect(),
        facts: command.facts().map(|fact| (fact.variable(), fact_text(fact))).collect(),
    }
}

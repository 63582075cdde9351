//! Whether a known difference between the text of a standard and the official test decides an answer.

use super::outcome::{Official, Outcome, Verdict};
use super::problem::{
    DefaultRulesProblem, FlavorNameProblem, ImageMetadataProblem, Problem, StandardFlavorProblem,
    VolumeTypeProblem,
};
use crate::catalogue::{Catalogue, Contradiction, Decides, TestCase};
use crate::flavor_name::NameProblem;

/// The difference at a test case, or at a requirement beside them, if it decides the answer.
pub fn deciding_difference<'c>(
    testcase: &'c TestCase,
    outcome: &Outcome,
    catalogue: &Catalogue,
) -> Option<&'c Contradiction> {
    let known = testcase.contradiction.as_ref()?;
    let is_fault = |is: &dyn Fn(&Problem) -> bool| {
        outcome.findings.iter().any(|finding| finding.is_fault && is(&finding.problem))
    };
    let decides = match known.decides {
        Decides::Always => outcome.verdict == Verdict::Fail,
        Decides::Abort => outcome.official == Some(Official::Abort),
        Decides::GlanceValue => is_fault(&|problem| {
            let Problem::ImageMetadata(ImageMetadataProblem::NotAllowed { property, found, .. }) = problem
            else {
                return false;
            };
            let mut lists = catalogue.vocabularies.iter();
            lists.any(|list| {
                &*list.list == "glance" && list.property == *property && list.values.contains(found)
            })
        }),
        Decides::DiskType => is_fault(&|problem| {
            matches!(
                problem,
                Problem::StandardFlavor(StandardFlavorProblem::ExtraSpec { name, found: Some(_), .. })
                    if name.starts_with("scs:disk")
            )
        }),
        Decides::GpuExtension => is_fault(&|problem| {
            matches!(
                problem,
                Problem::FlavorName(FlavorNameProblem::Malformed(error))
                    if matches!(error.problem, NameProblem::ExtensionInGeneration { .. })
            )
        }),
        Decides::Egress => is_fault(&|problem| {
            matches!(problem, Problem::DefaultRules(DefaultRulesProblem::NoEgress { .. }))
        }),
        Decides::Aspect => is_fault(&|problem| {
            matches!(
                problem,
                Problem::VolumeType(
                    VolumeTypeProblem::UnknownAspect { .. } | VolumeTypeProblem::Repeated { .. }
                )
            )
        }),
    };
    decides.then_some(known)
}

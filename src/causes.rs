//! Findings → groups of one cause, so that a person reads three sentences instead of a hundred rows.
//!
//! A cloud that lacks one extra spec everywhere fails fourteen test cases for one reason. The reasons are few and coarse;
//! what differs within one (which properties, which flavors) is counted.

use crate::assessment::Assessment;
use crate::catalogue::{Target, TestCase};
use crate::checks::{
    DefaultRulesProblem, Finding, FlavorNameProblem, ImageMetadataProblem, NearFlavor, NearImage, Outcome,
    Problem, RamUnit, RecordRef, RuleProblem, SourceNear, StandardFlavorProblem, StandardImageProblem,
    VolumeTypeProblem,
};
use crate::inventory::Kind;
use std::collections::{BTreeMap, HashSet};

/// Why findings are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CauseKind {
    /// Flavors are standard flavors by size and name, and lack extra specs.
    FlavorsLackSpecs,
    /// Extra specs of standard flavors have other values.
    FlavorSpecsDiffer,
    /// Standard flavors have other sizes.
    FlavorSizesDiffer,
    /// The RAM of standard flavors looks as if it were given in another unit.
    RamInOtherUnit,
    /// Standard flavors are there under their name in the old syntax.
    FlavorsInOldSyntax,
    /// Standard flavors are there in another spelling.
    FlavorsInOtherSpelling,
    /// Standard flavors are there and private.
    FlavorsPrivate,
    /// Flavors of the right sizes are there under other names.
    FlavorsUnderOtherNames,
    /// Standard flavors are not there at all.
    FlavorsMissing,
    /// Names of flavors are malformed.
    FlavorNamesMalformed,
    /// Flavors have less than their names promise.
    FlavorNamesBroken,
    /// Images lack properties.
    ImagesLackProperties,
    /// Properties of images have values that are not accepted.
    ImagePropertiesDiffer,
    /// Images are older than they promise.
    ImagesOutdated,
    /// Several images serve one purpose.
    ImagePurposeTwice,
    /// A standard image is there and not shown to everyone.
    ImagesNotShown,
    /// A standard image is there under another name.
    ImagesUnderOtherNames,
    /// Standard images are not there.
    ImagesMissing,
    /// The sources of standard images look like mirrors.
    ImagesFromMirror,
    /// Standard images come from somewhere else.
    ImagesFromElsewhere,
    /// Lists of aspects are malformed.
    AspectListsMalformed,
    /// No volume type declares an aspect.
    AspectMissing,
    /// Default rules let traffic in.
    RulesLetIn,
    /// Default rules do not let everything out.
    RulesHoldBack,
    /// Services are not in the catalog.
    ServicesMissing,
    /// A problem that only the text of a standard knows, or a remark.
    Other,
}

impl CauseKind {
    /// Every kind.
    pub const ALL: [CauseKind; 26] = [
        CauseKind::FlavorsLackSpecs,
        CauseKind::FlavorSpecsDiffer,
        CauseKind::FlavorSizesDiffer,
        CauseKind::RamInOtherUnit,
        CauseKind::FlavorsInOldSyntax,
        CauseKind::FlavorsInOtherSpelling,
        CauseKind::FlavorsPrivate,
        CauseKind::FlavorsUnderOtherNames,
        CauseKind::FlavorsMissing,
        CauseKind::FlavorNamesMalformed,
        CauseKind::FlavorNamesBroken,
        CauseKind::ImagesLackProperties,
        CauseKind::ImagePropertiesDiffer,
        CauseKind::ImagesOutdated,
        CauseKind::ImagePurposeTwice,
        CauseKind::ImagesNotShown,
        CauseKind::ImagesUnderOtherNames,
        CauseKind::ImagesMissing,
        CauseKind::ImagesFromMirror,
        CauseKind::ImagesFromElsewhere,
        CauseKind::AspectListsMalformed,
        CauseKind::AspectMissing,
        CauseKind::RulesLetIn,
        CauseKind::RulesHoldBack,
        CauseKind::ServicesMissing,
        CauseKind::Other,
    ];
}

/// Findings of one cause.
#[derive(Clone, Debug)]
pub struct Cause<'a> {
    /// The cause.
    pub kind: CauseKind,
    /// The findings with their test cases, in the order of the catalogue.
    pub findings: Vec<(&'a TestCase, &'a Finding)>,
    /// The records that they are about, each once, in the order of the findings: what is there, or what comes nearest
    /// to what is missing.
    pub records: Vec<RecordRef>,
    /// The test cases that fail for it, each once.
    pub testcases: Vec<&'a str>,
    /// What is wrong within the records: properties, extra specs, names of what is missing; the most frequent first,
    /// with how often it occurs.
    pub details: Vec<(&'a str, usize)>,
}

/// The causes why test cases of a target of a scope version fail: those that explain most test cases first.
pub fn causes<'a>(assessment: &'a Assessment<'_>, version: &str, target: Target) -> Vec<Cause<'a>> {
    let Some(version) = assessment.catalogue.version(version) else { return Vec::new() };
    let failing = assessment
        .outcomes
        .iter()
        .filter(|(testcase, _)| version.target_of(&testcase.id) == Some(target))
        .map(|(testcase, outcome)| (*testcase, outcome));
    grouped(failing)
}

fn grouped<'a>(outcomes: impl Iterator<Item = (&'a TestCase, &'a Outcome)>) -> Vec<Cause<'a>> {
    let mut groups: BTreeMap<CauseKind, Group<'a>> = BTreeMap::new();
    for (testcase, outcome) in outcomes {
        let faults = || outcome.findings.iter().filter(|finding| finding.is_fault);
        // A flavor of other sizes is no standard flavor that only lacks something.
        let has_other_size = faults().any(|finding| {
            matches!(finding.problem, Problem::StandardFlavor(StandardFlavorProblem::Size { .. }))
        });
        for finding in faults() {
            let mut kind = kind_of(&finding.problem);
            if kind == CauseKind::FlavorsLackSpecs && has_other_size {
                kind = CauseKind::FlavorSizesDiffer;
            }
            groups.entry(kind).or_default().add(kind, testcase, finding);
        }
    }
    let mut causes: Vec<Cause<'a>> = groups.into_iter().map(|(kind, group)| group.cause(kind)).collect();
    // The sort is stable: of equal weight, flavors come first.
    causes.sort_by_key(|cause| std::cmp::Reverse((cause.testcases.len(), cause.findings.len())));
    causes
}

#[derive(Default)]
struct Group<'a> {
    findings: Vec<(&'a TestCase, &'a Finding)>,
    records: Vec<RecordRef>,
    seen: HashSet<RecordRef>,
    testcases: Vec<&'a str>,
    details: BTreeMap<&'a str, usize>,
}

impl<'a> Group<'a> {
    fn add(&mut self, kind: CauseKind, testcase: &'a TestCase, finding: &'a Finding) {
        if self.testcases.last() != Some(&testcase.id.as_str()) {
            self.testcases.push(testcase.id.as_str());
        }
        if let Some(record) = finding.record.or_else(|| near_record(&finding.problem))
            && self.seen.insert(record)
        {
            self.records.push(record);
        }
        // Of flavors with other sizes, the sizes are what matters.
        let is_aside = kind == CauseKind::FlavorSizesDiffer && kind_of(&finding.problem) != kind;
        if let Some(detail) = detail_of(&finding.problem).filter(|_| !is_aside) {
            *self.details.entry(detail).or_default() += 1;
        }
        self.findings.push((testcase, finding));
    }

    fn cause(self, kind: CauseKind) -> Cause<'a> {
        let mut details: Vec<_> = self.details.into_iter().collect();
        details.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Cause { kind, findings: self.findings, records: self.records, testcases: self.testcases, details }
    }
}

/// The record that comes near to one that is missing.
fn near_record(problem: &Problem) -> Option<RecordRef> {
    let index = |kind, index| Some(RecordRef { kind, index });
    if let Problem::StandardFlavor(StandardFlavorProblem::Missing { near: Some(near), .. }) = problem {
        return index(Kind::Flavor, near.index);
    }
    if let Problem::StandardImage(StandardImageProblem::Missing { near: Some(near), .. }) = problem {
        return index(Kind::Image, near.index);
    }
    None
}

/// What the problem is about within a record, or what is missing.
fn detail_of(problem: &Problem) -> Option<&str> {
    Some(match problem {
        Problem::StandardFlavor(problem) => match problem {
            StandardFlavorProblem::Missing { flavor, .. } => flavor,
            StandardFlavorProblem::ExtraSpec { name, .. } => name,
            StandardFlavorProblem::Size { field, .. } => field.key(),
        },
        Problem::StandardImage(StandardImageProblem::Missing { name, .. }) => name,
        Problem::ImageMetadata(problem) => match problem {
            ImageMetadataProblem::Missing { property }
            | ImageMetadataProblem::NotAllowed { property, .. }
            | ImageMetadataProblem::WrongType { property, .. }
            | ImageMetadataProblem::NotADate { property, .. } => property,
            ImageMetadataProblem::MinDiskBelowSize { .. } => "min_disk",
            ImageMetadataProblem::LittleRam { .. } => "min_ram",
            ImageMetadataProblem::BuiltAfterRegistration { .. }
            | ImageMetadataProblem::RegistrationUnreadable { .. }
            | ImageMetadataProblem::BuiltInTheFuture { .. } => "image_build_date",
            ImageMetadataProblem::Outdated { .. }
            | ImageMetadataProblem::OutdatedWithoutEnd { .. }
            | ImageMetadataProblem::PurposeTwice { .. } => return None,
        },
        Problem::VolumeType(VolumeTypeProblem::NoneWithAspect { aspect }) => aspect,
        // The last of several is the canonical one.
        Problem::ServiceMissing(types) => types.last()?,
        Problem::Rule(RuleProblem::ExtraSpec { spec, .. }) => spec,
        Problem::StandardImage(StandardImageProblem::Source { .. })
        | Problem::Rule(RuleProblem::Twice { .. } | RuleProblem::NoneThere { .. })
        | Problem::VolumeType(_)
        | Problem::FlavorName(_)
        | Problem::DefaultRules(_)
        | Problem::SmallImageQuota { .. }
        | Problem::OfficialAbort(_)
        | Problem::FlavorText(_)
        | Problem::ImageText(_)
        | Problem::OtherText(_) => return None,
    })
}

/// The cause that a problem belongs to.
pub fn kind_of(problem: &Problem) -> CauseKind {
    match problem {
        Problem::StandardFlavor(problem) => kind_of_flavor(problem),
        Problem::FlavorName(problem) => match problem {
            FlavorNameProblem::Malformed(_) | FlavorNameProblem::OldSyntax | FlavorNameProblem::NotScs => {
                CauseKind::FlavorNamesMalformed
            }
            FlavorNameProblem::FewerVcpus { .. }
            | FlavorNameProblem::LessRam { .. }
            | FlavorNameProblem::SmallerDisk { .. }
            | FlavorNameProblem::NoSize(_) => CauseKind::FlavorNamesBroken,
        },
        Problem::ImageMetadata(problem) => match problem {
            ImageMetadataProblem::Missing { .. } => CauseKind::ImagesLackProperties,
            ImageMetadataProblem::NotAllowed { .. }
            | ImageMetadataProblem::WrongType { .. }
            | ImageMetadataProblem::MinDiskBelowSize { .. }
            | ImageMetadataProblem::LittleRam { .. }
            | ImageMetadataProblem::NotADate { .. }
            | ImageMetadataProblem::BuiltAfterRegistration { .. }
            | ImageMetadataProblem::RegistrationUnreadable { .. }
            | ImageMetadataProblem::BuiltInTheFuture { .. } => CauseKind::ImagePropertiesDiffer,
            ImageMetadataProblem::Outdated { .. } | ImageMetadataProblem::OutdatedWithoutEnd { .. } => {
                CauseKind::ImagesOutdated
            }
            ImageMetadataProblem::PurposeTwice { .. } => CauseKind::ImagePurposeTwice,
        },
        Problem::StandardImage(problem) => kind_of_image(problem),
        Problem::VolumeType(problem) => match problem {
            VolumeTypeProblem::NotSorted { .. }
            | VolumeTypeProblem::Repeated { .. }
            | VolumeTypeProblem::UnknownAspect { .. } => CauseKind::AspectListsMalformed,
            VolumeTypeProblem::NoneWithAspect { .. } => CauseKind::AspectMissing,
        },
        Problem::DefaultRules(DefaultRulesProblem::Ingress) => CauseKind::RulesLetIn,
        Problem::DefaultRules(DefaultRulesProblem::NoEgress { .. }) => CauseKind::RulesHoldBack,
        Problem::ServiceMissing(_) => CauseKind::ServicesMissing,
        Problem::SmallImageQuota { .. }
        | Problem::OfficialAbort(_)
        | Problem::FlavorText(_)
        | Problem::ImageText(_)
        | Problem::OtherText(_)
        | Problem::Rule(_) => CauseKind::Other,
    }
}

fn kind_of_flavor(problem: &StandardFlavorProblem) -> CauseKind {
    match problem {
        StandardFlavorProblem::Missing { near, .. } => {
            match near.as_ref().filter(|near| near.fits).map(|near| near.how) {
                Some(NearFlavor::OldSyntax) => CauseKind::FlavorsInOldSyntax,
                Some(NearFlavor::OtherSpelling) => CauseKind::FlavorsInOtherSpelling,
                Some(NearFlavor::Private) => CauseKind::FlavorsPrivate,
                Some(NearFlavor::SameSize) => CauseKind::FlavorsUnderOtherNames,
                None => CauseKind::FlavorsMissing,
            }
        }
        StandardFlavorProblem::ExtraSpec { found: None, .. } => CauseKind::FlavorsLackSpecs,
        StandardFlavorProblem::ExtraSpec { found: Some(_), .. } => CauseKind::FlavorSpecsDiffer,
        StandardFlavorProblem::Size { field, found, expected } => {
            let unit = found.and_then(|found| RamUnit::of(*field, found, *expected));
            unit.map_or(CauseKind::FlavorSizesDiffer, |_| CauseKind::RamInOtherUnit)
        }
    }
}

fn kind_of_image(problem: &StandardImageProblem) -> CauseKind {
    match problem {
        StandardImageProblem::Missing { near, .. } => match near.as_ref().map(|near| near.how) {
            Some(NearImage::NotShown(_)) => CauseKind::ImagesNotShown,
            Some(NearImage::OtherScheme | NearImage::OtherName) => CauseKind::ImagesUnderOtherNames,
            None => CauseKind::ImagesMissing,
        },
        StandardImageProblem::Source { found, prefixes } => {
            match found.as_deref().and_then(|found| SourceNear::of(found, prefixes)) {
                Some(SourceNear::Mirror) => CauseKind::ImagesFromMirror,
                Some(SourceNear::OtherScheme) | None => CauseKind::ImagesFromElsewhere,
            }
        }
    }
}

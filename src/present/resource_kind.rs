//! Which kind of resource a test case looks at.

use crate::catalogue::{Check, TextCheck};
use crate::checks::kind_of_rule;
use crate::inventory::Kind;

/// The kind of resource that a check looks at; `None` if exports show nothing of it.
pub(super) fn resource_kind(check: &Check) -> Option<Kind> {
    match check {
        Check::FlavorNameSyntax {} | Check::FlavorNameTruth { .. } | Check::StandardFlavor { .. } => {
            Some(Kind::Flavor)
        }
        Check::ImagePropertyIn { .. }
        | Check::ImagePropertySet { .. }
        | Check::ImageMinDisk {}
        | Check::ImageMinRam { .. }
        | Check::ImageBuildDate {}
        | Check::ImageSourceForm { .. }
        | Check::ImageReplaceFrequency {}
        | Check::ImageUuidValidity { .. }
        | Check::ImageHotfixHours {}
        | Check::ImageRecency { .. }
        | Check::ImagePurposeUnique { .. }
        | Check::ImageSource { .. }
        | Check::ImagePresent { .. } => Some(Kind::Image),
        Check::VolumeTypeAspectLists { .. } | Check::VolumeTypeAspect { .. } => Some(Kind::VolumeType),
        Check::DefaultRules {} => Some(Kind::SecurityGroupRule),
        Check::ServicePresent { .. } | Check::ServiceUsable { .. } => Some(Kind::Service),
        Check::ImageQuota { .. } => Some(Kind::ImageUsage),
        Check::LiveCloud { .. } | Check::ManualCheck { .. } | Check::Withdrawn { .. } | Check::Unknown {} => {
            None
        }
        Check::Text(check) => Some(text_kind(check)),
        Check::Rule(rule) => Some(kind_of_rule(rule)),
    }
}

fn text_kind(check: &TextCheck) -> Kind {
    match check {
        TextCheck::FlavorNameForm { .. }
        | TextCheck::FlavorSpecsKeepName
        | TextCheck::FlavorShortName
        | TextCheck::FlavorNameSpecs { .. }
        | TextCheck::FlavorSpecValues { .. }
        | TextCheck::StandardFlavorDiskType
        | TextCheck::FlavorNameSpecSyntax
        | TextCheck::FlavorProportions { .. } => Kind::Flavor,
        TextCheck::ImageNameUnique
        | TextCheck::ImagePromise { .. }
        | TextCheck::ImageFlagsExclude { .. }
        | TextCheck::ImageTags { .. }
        | TextCheck::ImageVirtualSize
        | TextCheck::ImageSources { .. }
        | TextCheck::ImageReleaseSource { .. }
        | TextCheck::ImageReleasePresent { .. } => Kind::Image,
        TextCheck::VolumeTypeListPlace | TextCheck::VolumeTypeHint { .. } => Kind::VolumeType,
        TextCheck::RulesWithinGroup | TextCheck::RulesLimitEgress | TextCheck::RulesAnyPrefix => {
            Kind::SecurityGroupRule
        }
        TextCheck::ServicePublic { .. }
        | TextCheck::ServicePresentOr { .. }
        | TextCheck::ServiceAlias { .. }
        | TextCheck::ServiceHttps => Kind::Service,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::assess;
    use crate::catalogue::Catalogue;
    use crate::checks::{Options, Reason, Verdict};
    use crate::inventory::Inventory;

    /// Without any list, each check says which one it waits for.
    #[test]
    fn it_is_the_kind_of_list_that_the_check_needs() {
        let catalogue = Catalogue::embedded().unwrap();
        let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
        let assessment = assess(&Inventory::default(), &catalogue, options);
        let requirements = assessment.requirements.iter();
        let requirements = requirements.map(|(requirement, outcome)| (&requirement.testcase, outcome));
        let outcomes = assessment.outcomes.iter().map(|(testcase, outcome)| (*testcase, outcome));
        for (testcase, outcome) in outcomes.chain(requirements) {
            let waits_for = match outcome.verdict {
                Verdict::Undecided(Reason::NotSupplied(kind)) => Some(kind),
                Verdict::Pass | Verdict::Fail | Verdict::Undecided(_) => None,
            };
            assert_eq!(resource_kind(&testcase.check), waits_for, "{}", testcase.id);
        }
    }
}

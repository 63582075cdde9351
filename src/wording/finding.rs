//! Problems → sentences.

use super::flavor_problem::{flavor_name_text, standard_flavor_text};
use super::image_problem::{image_metadata_text, standard_image_text};
use super::official_abort::official_abort_text;
use super::quote::{cell_list, code, sentence_list, shown};
use super::rule_problem::rule_text;
use super::text_problem::{flavor_text, image_text, other_text};
use crate::checks::{DefaultRulesProblem, Groups, Problem, VolumeTypeProblem};

/// A problem in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingText {
    /// The problem in a sentence, without the name of the resource.
    pub message: String,
    /// The field, extra spec or property that it is about.
    pub field: Option<String>,
    /// What was found there.
    pub found: Option<String>,
    /// What is expected there.
    pub expected: Option<String>,
}

impl FindingText {
    /// A sentence about a field.
    pub(super) fn about(field: &str, message: String) -> FindingText {
        FindingText { message, field: Some(shown(field)), found: None, expected: None }
    }

    #[must_use]
    pub(super) fn found(self, found: impl Into<String>) -> FindingText {
        FindingText { found: Some(found.into()), ..self }
    }

    #[must_use]
    pub(super) fn expected(self, expected: impl Into<String>) -> FindingText {
        FindingText { expected: Some(expected.into()), ..self }
    }
}

/// An absent value in a table cell.
pub(super) const NOT_SET: &str = "not set";

/// Puts a problem into words.
pub fn finding_text(problem: &Problem) -> FindingText {
    match problem {
        Problem::FlavorName(problem) => flavor_name_text(problem),
        Problem::ImageMetadata(problem) => image_metadata_text(problem),
        Problem::StandardFlavor(problem) => standard_flavor_text(problem),
        Problem::StandardImage(problem) => standard_image_text(problem),
        Problem::VolumeType(problem) => volume_type_text(problem),
        Problem::DefaultRules(problem) => default_rules_text(problem),
        Problem::ServiceMissing(types) => {
            let listed = sentence_list(types, "or");
            FindingText::about("type", format!("The service catalog lists no service of type {listed}."))
                .found("no such service")
                .expected(cell_list(types))
        }
        Problem::SmallImageQuota { found, expected } => FindingText {
            field: Some("limit".to_owned()),
            found: Some(shown(found)),
            expected: Some(format!("at least {expected}")),
            message: "The quota leaves users little room for images of their own.".to_owned(),
        },
        Problem::OfficialAbort(cause) => official_abort_text(cause),
        Problem::FlavorText(problem) => flavor_text(problem),
        Problem::ImageText(problem) => image_text(problem),
        Problem::OtherText(problem) => other_text(problem),
        Problem::Rule(problem) => rule_text(problem),
    }
}

fn volume_type_text(problem: &VolumeTypeProblem) -> FindingText {
    let about = |message| FindingText::about("description", message);
    match problem {
        VolumeTypeProblem::NotSorted { found } => {
            let mut sorted = found.clone();
            sorted.sort_unstable();
            let listed = sentence_list(found, "and");
            about(format!("The aspects {listed} are not in alphabetical order, which the standard demands."))
                .found(cell_list(found))
                .expected(cell_list(&sorted))
        }
        VolumeTypeProblem::Repeated { aspect } => {
            about(format!("The aspect {} is listed more than once.", code(aspect)))
                .found(shown(aspect))
                .expected("each aspect once")
        }
        VolumeTypeProblem::UnknownAspect { aspect, known } => {
            let known_aspects = sentence_list(known, "and");
            about(if aspect.is_empty() {
                format!("The list of aspects has an empty entry; the standard knows {known_aspects}.")
            } else {
                format!("The standard has no aspect {}; it knows {known_aspects}.", code(aspect))
            })
            .found(shown(aspect))
            .expected(cell_list(known))
        }
        VolumeTypeProblem::NoneWithAspect { aspect } => about(format!(
            "No volume type lists the aspect {} at the start of its description.",
            code(aspect)
        ))
        .found("no such volume type")
        .expected(format!("[scs:{}]", shown(aspect))),
    }
}

fn default_rules_text(problem: &DefaultRulesProblem) -> FindingText {
    match problem {
        DefaultRulesProblem::Ingress => {
            let message = "The rule lets traffic in, which the standard allows only in the group `default` \
            and only from the group itself (`PARENT`).";
            FindingText::about("direction", message.to_owned()).found("ingress").expected("egress")
        }
        DefaultRulesProblem::NoEgress { ethertype, groups } => {
            let groups = match groups {
                Groups::Default => "the group `default`",
                Groups::Custom => "custom security groups",
            };
            let any_address = if *ethertype == "IPv6" { "::/0" } else { "0.0.0.0/0" };
            let message = format!(
                "No rule without a remote prefix lets `{ethertype}` traffic out of {groups}; an explicit \
                 `{any_address}` is a prefix, too, and does not count."
            );
            FindingText::about("remote_ip_prefix", message)
                .found("no such rule")
                .expected(format!("egress, {ethertype}, prefix not set"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volume_types_rules_and_services() {
        let known: Vec<Box<str>> = vec!["encrypted".into(), "replicated".into()];
        let cases = [
            (
                Problem::VolumeType(VolumeTypeProblem::NotSorted {
                    found: vec!["replicated".into(), "encrypted".into()],
                }),
                "The aspects `replicated` and `encrypted` are not in alphabetical order, which the \
                 standard demands.",
            ),
            (
                Problem::VolumeType(VolumeTypeProblem::UnknownAspect {
                    aspect: "fast".into(),
                    known: known.clone(),
                }),
                "The standard has no aspect `fast`; it knows `encrypted` and `replicated`.",
            ),
            (
                Problem::VolumeType(VolumeTypeProblem::UnknownAspect { aspect: "".into(), known }),
                "The list of aspects has an empty entry; the standard knows `encrypted` and `replicated`.",
            ),
            (
                Problem::DefaultRules(DefaultRulesProblem::NoEgress {
                    ethertype: "IPv6",
                    groups: Groups::Custom,
                }),
                "No rule without a remote prefix lets `IPv6` traffic out of custom security groups; an \
                 explicit `::/0` is a prefix, too, and does not count.",
            ),
            (
                Problem::ServiceMissing(vec!["volume".into(), "volumev3".into(), "block-storage".into()]),
                "The service catalog lists no service of type `volume`, `volumev3` or `block-storage`.",
            ),
        ];
        for (problem, expected) in cases {
            assert_eq!(finding_text(&problem).message, expected);
        }
    }

    #[test]
    fn cells_are_short() {
        let found = vec!["replicated".into(), "encrypted".into()];
        let text = finding_text(&Problem::VolumeType(VolumeTypeProblem::NotSorted { found }));
        assert_eq!(text.field.as_deref(), Some("description"));
        assert_eq!(text.found.as_deref(), Some("replicated, encrypted"));
        assert_eq!(text.expected.as_deref(), Some("encrypted, replicated"));
    }
}

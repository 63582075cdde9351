//! Causes and classes, as the page and reports show them.

use super::check::shown_name;
use crate::assessment::Assessment;
use crate::catalogue::Target;
use crate::causes::{Cause, causes};
use crate::checks::FlavorClass;
use crate::inventory::Inventory;
use crate::wording::{cause_numbers, cause_text, class_text};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Why test cases fail: one of a few causes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseView {
    /// The cause in a sentence.
    pub text: String,
    /// The test cases that fail for it.
    pub testcases: Vec<Rc<str>>,
    /// The names of the first records that it is about.
    pub resources: Vec<String>,
    /// How many records there are.
    pub records: usize,
    /// Details with how often they occur: properties that are missing, names of what is not there.
    pub details: Vec<(String, usize)>,
    /// It is about test cases that are only recommended.
    pub is_recommended: bool,
}

/// How many records of a cause are named.
const NAMED: usize = 12;

/// The causes of a scope version with the target whose test cases fail for them: the required ones first.
pub fn causes_in_order<'a>(assessment: &'a Assessment<'_>, version: &str) -> Vec<(Target, Cause<'a>)> {
    let of_target =
        |target| causes(assessment, version, target).into_iter().map(move |cause| (target, cause));
    [Target::Main, Target::Recommended].into_iter().flat_map(of_target).collect()
}

/// Shows a cause why test cases of a target fail.
pub fn cause_view(target: Target, cause: &Cause<'_>, inventory: &Inventory) -> CauseView {
    let names = cause.records.iter().take(NAMED).map(|record| shown_name(inventory, *record));
    let resources: Vec<String> = names.collect();
    let details: Vec<&str> = cause.details.iter().map(|(detail, _)| *detail).collect();
    let example = resources.first().map(String::as_str);
    CauseView {
        text: cause_text(cause_numbers(cause, &details, example)),
        testcases: cause.testcases.iter().map(|id| (*id).into()).collect(),
        records: cause.records.len(),
        details: cause.details.iter().map(|(detail, count)| ((*detail).to_owned(), *count)).collect(),
        resources,
        is_recommended: target == Target::Recommended,
    }
}

/// How many flavors there are of each class, in a sentence; `None` without flavors.
pub fn flavor_classes_sentence(assessment: &Assessment<'_>) -> Option<String> {
    let count = |class| assessment.flavor_classes.iter().filter(|(_, of)| *of == class).count();
    let counts = FlavorClass::ALL.map(|class| (class, count(class)));
    (!assessment.flavor_classes.is_empty()).then(|| class_text(&counts))
}

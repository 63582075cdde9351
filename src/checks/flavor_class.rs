//! The classes of flavors whose names start with `SCS-`: what the standard asks for, what goes beyond it, and what is
//! called wrongly.

use super::context::{Context, FlavorNaming};
use super::scs_0100_flavor_naming::name_fault;
use crate::catalogue::Check;
use crate::flavor_name::{Reading, Syntax};

/// What a flavor is to the standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlavorClass {
    /// A mandatory standard flavor, by name or extra spec.
    Mandatory,
    /// A recommended standard flavor.
    Recommended,
    /// Its name is valid and true, and it is no standard flavor.
    Extra,
    /// Its name starts with `SCS-` and is malformed, in the old syntax, or promises more than there is.
    Misnamed,
    /// Its name does not start with `SCS-`: the standards say nothing of it.
    Other,
}

impl FlavorClass {
    /// Every class.
    pub const ALL: [FlavorClass; 5] = [
        FlavorClass::Mandatory,
        FlavorClass::Recommended,
        FlavorClass::Extra,
        FlavorClass::Misnamed,
        FlavorClass::Other,
    ];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            FlavorClass::Mandatory => "mandatory",
            FlavorClass::Recommended => "recommended",
            FlavorClass::Extra => "extra",
            FlavorClass::Misnamed => "misnamed",
            FlavorClass::Other => "other",
        }
    }
}

/// The class of each flavor that is shown, with its index in the list.
pub(crate) fn flavor_classes(context: &Context<'_>) -> Vec<(usize, FlavorClass)> {
    let Some(flavors) = &context.flavors else { return Vec::new() };
    let tolerance = context.catalogue.testcases.iter().find_map(|testcase| {
        let Check::FlavorNameTruth { ram_tolerance_mib } = testcase.check else { return None };
        Some(ram_tolerance_mib)
    });
    // Which standard flavor the official lookup finds each of them as.
    let mut found_as: Vec<(usize, bool)> = Vec::new();
    for standard in &context.catalogue.flavors {
        if let Some(index) = context.flavors_by_name.get(standard.name.as_ref()) {
            found_as.push((*index, standard.is_mandatory));
        }
    }
    let classes = flavors.items.iter().zip(&context.flavor_names).map(|(&(index, flavor), naming)| {
        let is_mandatory =
            found_as.iter().find(|(found, _)| *found == index).map(|(_, mandatory)| *mandatory);
        let class = match naming {
            Some(FlavorNaming::Text(Reading::Invalid { .. }) | FlavorNaming::NoText) => FlavorClass::Misnamed,
            Some(FlavorNaming::Text(Reading::Valid { name, syntax })) => {
                let is_broken = name_fault(flavor, name, tolerance.unwrap_or_default()).is_some();
                match is_mandatory {
                    _ if is_broken => FlavorClass::Misnamed,
                    Some(true) => FlavorClass::Mandatory,
                    Some(false) => FlavorClass::Recommended,
                    None if *syntax == Syntax::V1 => FlavorClass::Misnamed,
                    None => FlavorClass::Extra,
                }
            }
            Some(FlavorNaming::Text(Reading::NotScs)) | None => match is_mandatory {
                Some(true) => FlavorClass::Mandatory,
                Some(false) => FlavorClass::Recommended,
                None => FlavorClass::Other,
            },
        };
        (index, class)
    });
    classes.collect()
}

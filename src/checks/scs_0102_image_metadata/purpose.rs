//! scs-0102-os_purpose-uniqueness: of one system there is one public image of the purpose "generic"
//! (section "Image purpose").

use super::{Property, attribute, built, is_hidden, problem, property};
use crate::checks::context::{Context, Shown};
use crate::checks::outcome::{ForAll, Judgement, Outcome};
use crate::checks::problem::{AbortCause, ImageMetadataProblem};
use crate::inventory::{Field, Image, Kind, Record, Value};
use std::collections::HashMap;

/// Architecture, distribution and version.
type System = [Box<str>; 3];

/// Of one architecture, distribution and version there is one public image of the purpose.
pub(in crate::checks) fn image_purpose_unique(
    context: &Context<'_>,
    images: &Shown<'_, Image>,
    purpose: &str,
) -> Outcome {
    let mut all = ForAll::new(Kind::Image);
    let mut systems: Vec<(System, Vec<usize>)> = Vec::new();
    let mut by_system: HashMap<Box<str>, usize> = HashMap::new();
    for &(index, image) in &images.items {
        if !context.inventory.knows(image, Field::Properties) {
            all.add(index, Judgement::Unknown(Field::Properties));
            continue;
        }
        let Some(system) = system_of(image) else { continue };
        match property(image, "os_purpose") {
            Property::NoneAtAll => all.add(index, Judgement::Abort(AbortCause::NoCustomProperties, None)),
            Property::Is(value) if value.as_text() == Some(purpose) => {
                if let Some(name) = composite_of(image) {
                    all.add(index, Judgement::Abort(AbortCause::WrongType(name.into()), None));
                }
                let at = *by_system.entry(system.join("\0").into()).or_insert(systems.len());
                if at == systems.len() {
                    systems.push((system, Vec::new()));
                }
                if let Some((_, images)) = systems.get_mut(at) {
                    images.push(index);
                }
            }
            Property::Absent | Property::Null | Property::Is(_) => {}
        }
    }
    for (system, indices) in systems.into_iter().filter(|(_, indices)| indices.len() > 1) {
        let current = current_of(context, &indices);
        for &index in &indices {
            let fault = problem(ImageMetadataProblem::PurposeTwice {
                purpose: purpose.into(),
                system: system.clone(),
                images: indices.len(),
                is_current: current == Some(index),
            });
            let name = context.image(index).and_then(Record::name_text);
            all.add(
                index,
                match name {
                    Some(_) => Judgement::Fault(fault),
                    None => Judgement::Abort(AbortCause::NamelessOffender, Some(fault)),
                },
            );
        }
    }
    all.outcome(images.completeness)
}

/// The system of a public image that is shown and says of which system it is.
fn system_of(image: &Image) -> Option<System> {
    let is_public = image.visibility.as_ref().and_then(Value::as_text) == Some("public");
    let is_hidden = is_hidden(image);
    if !is_public || is_hidden {
        return None;
    }
    let truthy = |name| match attribute(image, name) {
        Property::Is(Value::Text(text)) if !text.is_empty() => Some(text.clone()),
        // The number 12 is another version than the text "12".
        Property::Is(value) if value.is_truthy() => Some(format!("{value:?}").into()),
        Property::NoneAtAll | Property::Absent | Property::Null | Property::Is(_) => None,
    };
    Some([truthy("architecture").unwrap_or_default(), truthy("os_distro")?, truthy("os_version")?])
}

/// The image that the purpose fits: a standard image, or else the newest; of equals the first.
fn current_of(context: &Context<'_>, indices: &[usize]) -> Option<usize> {
    let rank = |index: &usize| {
        let image = context.image(*index)?;
        let is_standard = |name: &str| context.catalogue.images.iter().any(|spec| *spec.name == *name);
        Some((image.name_text().is_some_and(is_standard), built(context, image)))
    };
    indices.iter().rev().copied().max_by_key(rank)
}

/// A part of the system that is a list or object, which the official suite cannot compare.
fn composite_of(image: &Image) -> Option<&'static str> {
    ["architecture", "os_distro", "os_version"]
        .into_iter()
        .find(|name| matches!(image.property(name), Some(Value::Composite { is_empty: false })))
}

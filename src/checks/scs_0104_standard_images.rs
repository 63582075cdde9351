//! scs-0104, standard images: <https://docs.scs.community/standards/scs-0104-v1-standard-images>.
//!
//! Images are looked up by name; of several with one name the official suite sees the last, and so do we. A name scheme
//! is anchored at the start only.

use super::context::{Context, Shown};
use super::near::near_image;
use super::outcome::{ForAll, Judgement, Outcome, Reason};
use super::problem::{AbortCause, Problem, StandardImageProblem};
use crate::catalogue::ImageSpec;
use crate::inventory::{Field, Image, Kind, Record, Value};

/// Images of the name come from one of the official sources; none is fine.
pub(super) fn image_source(context: &Context<'_>, images: &Shown<'_, Image>, spec: &ImageSpec) -> Outcome {
    if let Some(reason) = unknown_names(context, images) {
        return Outcome::undecided(reason);
    }
    let mut all = ForAll::new(Kind::Image);
    if let Some((index, cause)) = stumbling_block(images, spec) {
        all.add(index, Judgement::Abort(cause, None));
    }
    for index in matches(context, spec) {
        if let Some(image) = context.image(index) {
            let judgement = if context.inventory.knows(image, Field::Properties) {
                judge_source(image, &spec.sources)
            } else {
                Judgement::Unknown(Field::Properties)
            };
            all.add(index, judgement);
        }
    }
    all.outcome(images.completeness)
}

/// The image comes from one of the sources.
pub(super) fn judge_source(image: &Image, sources: &[Box<str>]) -> Judgement {
    let value = image.property("image_source");
    let source = value.and_then(Value::as_text);
    if source.is_some_and(|source| sources.iter().any(|prefix| source.starts_with(prefix.as_ref()))) {
        return Judgement::Met;
    }
    let found = value.filter(|value| **value != Value::Null).map(|value| value.to_string().into());
    let fault = Problem::StandardImage(StandardImageProblem::Source { found, prefixes: sources.to_vec() });
    match value {
        _ if !image.has_custom_properties => Judgement::Abort(AbortCause::NoCustomProperties, Some(fault)),
        None | Some(Value::Text(_)) => Judgement::Fault(fault),
        Some(_) => Judgement::Abort(AbortCause::WrongType("image_source".into()), Some(fault)),
    }
}

/// An image of the name is there.
pub(super) fn image_present(context: &Context<'_>, images: &Shown<'_, Image>, spec: &ImageSpec) -> Outcome {
    if let Some(reason) = unknown_names(context, images) {
        return Outcome::undecided(reason);
    }
    let is_there = matches(context, spec).next().is_some();
    let near = if is_there { None } else { near_image(context, spec) };
    let missing = Problem::StandardImage(StandardImageProblem::Missing { name: spec.name.clone(), near });
    let outcome = Outcome::of_presence(is_there, Kind::Image, images.completeness, missing);
    match stumbling_block(images, spec) {
        Some((index, cause)) => outcome.aborted_by(super::RecordRef { kind: Kind::Image, index }, cause),
        None => outcome,
    }
}

/// Why images cannot be looked up by name.
fn unknown_names(context: &Context<'_>, images: &Shown<'_, Image>) -> Option<Reason> {
    let unknown = |image: &Image| {
        [Field::Name, Field::Visibility].into_iter().find(|field| !context.inventory.knows(image, *field))
    };
    let field = images.items.iter().find_map(|(_, image)| unknown(image))?;
    Some(Reason::LacksField(Image::KIND, field))
}

/// Whether the spec speaks of images of this name.
pub(super) fn is_of(name: &str, spec: &ImageSpec) -> bool {
    spec.scheme.as_ref().map_or(*spec.name == *name, |scheme| scheme.is_match(name))
}

/// The images that the spec speaks of, the last of each name.
fn matches<'a>(context: &'a Context<'_>, spec: &'a ImageSpec) -> impl Iterator<Item = usize> + 'a {
    let names: Vec<&str> = match &spec.scheme {
        None => vec![spec.name.as_ref()],
        Some(scheme) => context.image_names.iter().copied().filter(|name| scheme.is_match(name)).collect(),
    };
    names.into_iter().filter_map(|name| context.images_by_name.get(name).copied())
}

/// The image whose name the official suite stumbles over: a scheme is compared with all names.
fn stumbling_block(images: &Shown<'_, Image>, spec: &ImageSpec) -> Option<(usize, AbortCause)> {
    let stumbles = |image: &Image| match &image.identity.name {
        Some(Value::Text(_)) => false,
        Some(Value::Composite { .. }) => true,
        None | Some(Value::Null | Value::Bool(_) | Value::Number(_)) => spec.scheme.is_some(),
    };
    let &(index, _) = images.items.iter().find(|(_, image)| stumbles(image))?;
    Some((index, AbortCause::Nameless))
}

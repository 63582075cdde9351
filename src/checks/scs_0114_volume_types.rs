//! scs-0114, volume types: <https://docs.scs.community/standards/scs-0114-v1-volume-type-standard>.
//!
//! A volume type's description carries a list of aspects if it starts with `[scs:` and a closing bracket follows before
//! any other bracket. Everything else is free text and of no concern.

use super::context::{Context, Shown};
use super::official_text::is_space;
use super::outcome::{ForAll, Judgement, Outcome, Reason, RecordRef};
use super::problem::{AbortCause, Problem, VolumeTypeProblem};
use crate::inventory::{Field, Kind, VolumeType};

/// The lists are sorted, and hold known aspects once.
pub(super) fn volume_type_aspect_lists(
    context: &Context<'_>,
    volume_types: &Shown<'_, VolumeType>,
    known: &[Box<str>],
) -> Outcome {
    let mut all = ForAll::new(Kind::VolumeType);
    for &(index, volume_type) in &volume_types.items {
        if !context.inventory.knows(volume_type, Field::Description) {
            all.add(index, Judgement::Unknown(Field::Description));
            continue;
        }
        if let Some(cause) = stumbling_block(volume_type) {
            all.add(index, Judgement::Abort(cause, None));
        }
        for problem in list_problems(&aspects_of(volume_type).unwrap_or_default(), known) {
            all.add(index, Judgement::Fault(Problem::VolumeType(problem)));
        }
    }
    all.outcome(volume_types.completeness)
}

/// Some volume type lists the aspect.
pub(super) fn volume_type_aspect(
    context: &Context<'_>,
    volume_types: &Shown<'_, VolumeType>,
    aspect: &str,
) -> Outcome {
    let items = &volume_types.items;
    let has_aspect =
        |volume_type: &VolumeType| aspects_of(volume_type).is_some_and(|aspects| aspects.contains(&aspect));
    let is_there = items.iter().any(|(_, volume_type)| has_aspect(volume_type));
    let is_unknown =
        items.iter().any(|(_, volume_type)| !context.inventory.knows(*volume_type, Field::Description));
    let outcome = if is_unknown && !is_there {
        Outcome::undecided(Reason::LacksField(Kind::VolumeType, Field::Description))
    } else {
        let missing = Problem::VolumeType(VolumeTypeProblem::NoneWithAspect { aspect: aspect.into() });
        let outcome = Outcome::of_presence(is_there, Kind::VolumeType, volume_types.completeness, missing);
        // Of descriptions that are not known the official suite may stumble over one.
        Outcome { official: outcome.official.filter(|_| !is_unknown), ..outcome }
    };
    match items.iter().find_map(|&(index, volume_type)| Some((index, stumbling_block(volume_type)?))) {
        Some((index, cause)) => outcome.aborted_by(RecordRef { kind: Kind::VolumeType, index }, cause),
        None => outcome,
    }
}

/// A description that is neither text nor empty.
fn stumbling_block(volume_type: &VolumeType) -> Option<AbortCause> {
    let description =
        volume_type.description.as_ref().filter(|value| value.is_truthy() && value.as_text().is_none());
    description.map(|_| AbortCause::WrongType("description".into()))
}

/// The aspects that the description lists, white space around them removed.
pub(crate) fn aspects_of(volume_type: &VolumeType) -> Option<Vec<&str>> {
    let description = volume_type.description.as_ref()?.as_text()?;
    let (list, rest) = description.strip_prefix("[scs:")?.split_once(['[', ']'])?;
    let is_closed = description.len() - rest.len() > 0 && description.strip_suffix(rest)?.ends_with(']');
    if !is_closed {
        return None;
    }
    if list.is_empty() {
        return Some(Vec::new());
    }
    Some(list.split(',').map(|aspect| aspect.trim_matches(is_space)).collect())
}

fn list_problems(aspects: &[&str], known: &[Box<str>]) -> Vec<VolumeTypeProblem> {
    let mut problems = Vec::new();
    if !aspects.is_sorted() {
        problems.push(VolumeTypeProblem::NotSorted {
            found: aspects.iter().map(|aspect| (*aspect).into()).collect(),
        });
    }
    let mut sorted = aspects.to_vec();
    sorted.sort_unstable();
    for equal in sorted.chunk_by(|one, other| one == other) {
        let [aspect, further @ ..] = equal else { continue };
        if !further.is_empty() {
            problems.push(VolumeTypeProblem::Repeated { aspect: (*aspect).into() });
        }
        if !known.iter().any(|known| known.as_ref() == *aspect) {
            problems
                .push(VolumeTypeProblem::UnknownAspect { aspect: (*aspect).into(), known: known.to_vec() });
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::{Identity, Origin, SourceId};

    fn described(description: &str) -> VolumeType {
        VolumeType {
            identity: Identity {
                origin: Origin { source: SourceId(0), record: 0 },
                also: Vec::new(),
                id: None,
                name: None,
                reserved_key: None,
            },
            description: Some(description.into()),
            is_public: None,
            extra_specs: None,
        }
    }

    #[test]
    fn lists_of_aspects() {
        let cases: [(&str, Option<&[&str]>); 9] = [
            ("[scs:encrypted, replicated] fast", Some(&["encrypted", "replicated"])),
            ("[scs:]", Some(&[])),
            ("[scs: ]", Some(&[""])),
            ("[scs:encrypted,]", Some(&["encrypted", ""])),
            (" [scs:encrypted]", None),
            ("[SCS:encrypted]", None),
            ("[scs:encrypted", None),
            ("[scs:encrypted[x]]", None),
            ("fast [scs:encrypted]", None),
        ];
        for (description, expected) in cases {
            assert_eq!(aspects_of(&described(description)).as_deref(), expected, "{description}");
        }
    }
}

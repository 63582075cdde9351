//! Overlays: what is wrong with them, and what they change → sentences.

use super::Notice;
use super::quote::{code, code_within, sentence_list, shown_within};
use super::yaml_problem::yaml_notice;
use crate::catalogue::{
    CatalogueError, CatalogueFault, CatalogueProblem, Change, Changed, OverlayEffect, OverlayKind,
};
use crate::yaml::YamlError;

/// How many characters of the name of a file are shown.
const FILE_LIMIT: usize = 200;
/// How many ids are told one by one, and how many characters of each.
const MOST_IDS: usize = 2;
const ID_LIMIT: usize = 24;

/// What is wrong with files of standards, each with its place.
pub fn overlay_error(error: &CatalogueError) -> Vec<Notice> {
    error.problems.iter().map(problem_notice).collect()
}

fn problem_notice(CatalogueProblem { place, fault }: &CatalogueProblem) -> Notice {
    if let (CatalogueFault::Yaml(problem), Some(place)) = (fault, place) {
        return yaml_notice(&place.file, &YamlError { location: place.location, problem: problem.clone() });
    }
    let place = place.as_ref().map(|place| {
        let file = shown_within(&place.file, FILE_LIMIT);
        let at = place.location.map(|at| format!(", line {}, column {}", at.line, at.column));
        file + &at.unwrap_or_default()
    });
    let (what, expected, advice) = fault_text(fault);
    Notice { what, place, expected: expected.map(ToOwned::to_owned), advice: advice.map(ToOwned::to_owned) }
}

/// What is wrong, what was expected, and what to do.
fn fault_text(fault: &CatalogueFault) -> (String, Option<&'static str>, Option<&'static str>) {
    match fault {
        CatalogueFault::Yaml(problem) => (format!("{}.", code(&problem.to_string())), None, None),
        CatalogueFault::Header { key } => (
            format!("The header lacks {}.", code(key)),
            Some("A comment with source, commit and date."),
            None,
        ),
        CatalogueFault::Date { found } => {
            (format!("Found {}.", code(found)), Some("A date like 2026-12-31."), None)
        }
        CatalogueFault::Repeated { what, id } => (
            format!("The id {} stands twice ({what}).", code(id)),
            Some("Each id once."),
            Some("Remove one of the two."),
        ),
        CatalogueFault::Unknown { user, what, id } => (
            format!("There is no {what} {}, which {} names.", code(id), code(user)),
            Some("An id of the embedded standards, or of one of the files."),
            Some("Correct the id, or add what is missing to one of the files."),
        ),
        CatalogueFault::MissingText { id, key } => (
            format!("{} has no text {}.", code(id), code(key)),
            Some("The text in the entry, or in its family."),
            None,
        ),
        CatalogueFault::Placeholder { id, placeholder } => (
            format!(
                "A text of {} has the placeholder {}, which its check does not fill in.",
                code(id),
                code(placeholder)
            ),
            Some("A parameter of the check that has a single value."),
            None,
        ),
        CatalogueFault::NameScheme { id } => {
            (format!("The name scheme of the image {} is no regular expression.", code(id)), None, None)
        }
        CatalogueFault::Pattern { id, pattern } => {
            (format!("The pattern {} of {} is no regular expression.", code(pattern), code(id)), None, None)
        }
        CatalogueFault::TooLarge { limit } => (
            format!("The file has more than {limit} bytes, and files of standards never do."),
            None,
            Some("If it is an export of a cloud, add it as an export."),
        ),
        CatalogueFault::NoStandards => (
            "No key tells that this is a file of standards.".to_owned(),
            Some(
                "A certificate scope, standard flavors, a list of standard images, or entries of the catalogue.",
            ),
            Some("If it is an export of a cloud, add it as an export."),
        ),
        CatalogueFault::NoRules => (
            "No rule in it is understood: neither a table that is known nor constants of the test suite."
                .to_owned(),
            Some(
                "Rules in YAML, a text of a standard with its tables, or a program of the test suite, under its name.",
            ),
            Some("Write down as a rule of your own what it asks for."),
        ),
        CatalogueFault::NotThere { id } => (
            format!("There is no {} to be changed.", code(id)),
            Some("A document in the form of today that names it, or none at all."),
            Some("Take the document out of your rules: the embedded one is changed then."),
        ),
        CatalogueFault::OldScope => (
            "The certificate scope is in a form that is older than modules, and cannot be read.".to_owned(),
            Some("A scope with modules, as it has them since August 2024."),
            None,
        ),
        CatalogueFault::ReplacedTwice { kind, other } => (
            format!("Two files replace {}: this one and {}.", kind_text(*kind), code(other)),
            Some("One file for each."),
            Some("Take one of the two away."),
        ),
        CatalogueFault::TouchedTwice { section, id, other } => (
            format!("Two files change {} in {}: this one and {}.", code(id), code(section), code(other)),
            Some("Each entry in one file."),
            Some("Take the entry out of one of the two."),
        ),
        CatalogueFault::NothingToRemove { id } => {
            (format!("There is no entry {} to remove.", code(id)), Some("The id of an embedded entry."), None)
        }
        CatalogueFault::AmbiguousRemoval { id, sections } => (
            format!("Several lists have an entry {}: {}.", code(id), sentence_list(sections, "and")),
            Some("The list and the id, like `cpu_types/L`."),
            None,
        ),
    }
}

fn kind_text(kind: OverlayKind) -> &'static str {
    match kind {
        OverlayKind::Scope => "the certificate scope",
        OverlayKind::Flavors => "the standard flavors",
        OverlayKind::ImageList => "the same list of standard images",
        OverlayKind::Entries => "the same entries",
    }
}

/// A file of standards says more than rules that are understood.
pub fn overlay_holds_more() -> Notice {
    Notice {
        what: "The rules in it that are understood were taken. What else it says was not understood, and changes nothing.".to_owned(),
        advice: Some("Read it. What it asks for beside them can be written down as a rule of your own.".to_owned()),
        ..Notice::default()
    }
}

/// What a file of standards changes, a sentence.
pub fn overlay_effect_text(effect: &OverlayEffect) -> String {
    let is = match effect.kind {
        OverlayKind::Scope => "replaces the certificate scope",
        OverlayKind::Flavors => "replaces the standard flavors",
        OverlayKind::ImageList => "replaces a list of standard images",
        OverlayKind::Entries => "has entries of the catalogue",
    };
    let of = |changed: Changed| effect.changes.iter().filter(move |change| change.changed == changed);
    let parts: Vec<String> = [
        ids_text("adds", &of(Changed::Added).collect::<Vec<_>>()),
        ids_text("changes", &of(Changed::Replaced).collect::<Vec<_>>()),
        ids_text("removes", &of(Changed::Removed).collect::<Vec<_>>()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let file = code(&effect.file);
    if parts.is_empty() {
        format!("{file} {is}, and changes no rule.")
    } else {
        format!("{file} {is}: it {}.", parts.join("; it "))
    }
}

fn ids_text(verb: &str, changes: &[&Change]) -> Option<String> {
    let ids: Vec<String> =
        changes.iter().take(MOST_IDS).map(|change| code_within(&change.id, ID_LIMIT)).collect();
    match changes.len() {
        0 => None,
        1..=MOST_IDS => Some(format!("{verb} {}", ids.join(", "))),
        more => Some(format!("{verb} {more} entries, among them {}", ids.join(", "))),
    }
}

/// That the standards are not the embedded ones alone, a sentence. `files`: the names of those that change something.
pub fn modified_standards_text<T: AsRef<str>>(files: &[T]) -> String {
    let are =
        if files.len() == 1 { "1 file changes".to_owned() } else { format!("{} files change", files.len()) };
    format!("Modified rules: {are} the embedded standards: {}.", sentence_list(files, "and"))
}

/// What it means that files of standards were refused, a sentence.
pub fn overlays_not_used() -> String {
    "No file of standards was used; the report is by the embedded standards alone.".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{CatalogueProblem, Place};
    use crate::wording::tests::{check_sentences, check_text, values};
    use crate::yaml::{Location, YamlProblem};

    fn faults(value: &str) -> Vec<CatalogueFault> {
        let id: Box<str> = value.into();
        vec![
            CatalogueFault::Yaml(YamlProblem::RepeatedKey(id.clone())),
            CatalogueFault::Header { key: "Commit" },
            CatalogueFault::Date { found: id.clone() },
            CatalogueFault::Repeated { what: "test case", id: id.clone() },
            CatalogueFault::Unknown { user: id.clone(), what: "family", id: id.clone() },
            CatalogueFault::MissingText { id: id.clone(), key: "holds" },
            CatalogueFault::Placeholder { id: id.clone(), placeholder: id.clone() },
            CatalogueFault::NameScheme { id: id.clone() },
            CatalogueFault::Pattern { id: id.clone(), pattern: id.clone() },
            CatalogueFault::TooLarge { limit: 1 },
            CatalogueFault::NoStandards,
            CatalogueFault::NoRules,
            CatalogueFault::NotThere { id: value.into() },
            CatalogueFault::OldScope,
            CatalogueFault::ReplacedTwice { kind: OverlayKind::Scope, other: id.clone() },
            CatalogueFault::TouchedTwice { section: "images", id: id.clone(), other: id.clone() },
            CatalogueFault::NothingToRemove { id: id.clone() },
            CatalogueFault::AmbiguousRemoval { id, sections: vec!["cpu_types", "disk_types"] },
        ]
    }

    fn effect(kind: OverlayKind, changes: &[(&str, Changed)]) -> OverlayEffect {
        let changes = changes.iter().map(|(id, changed)| Change {
            section: "testcases",
            id: (*id).into(),
            changed: *changed,
        });
        OverlayEffect { file: "new.yaml".into(), kind, changes: changes.collect() }
    }

    #[test]
    fn everything_reads_well() {
        for value in values() {
            let location = Some(Location { line: 1, column: 2 });
            let places = [None, Some(Place { file: value.as_str().into(), location })];
            for (fault, place) in faults(&value)
                .into_iter()
                .flat_map(|fault| places.clone().map(|place| (fault.clone(), place)))
            {
                let error = CatalogueError { problems: vec![CatalogueProblem { place, fault }] };
                for notice in overlay_error(&error) {
                    check_sentences(&notice.what);
                    notice.expected.iter().chain(&notice.advice).for_each(|text| check_sentences(text));
                    notice.place.iter().for_each(|place| check_text(place));
                }
            }
            let many = [(value.as_str(), Changed::Added); 5];
            let several = [Changed::Added, Changed::Replaced, Changed::Removed]
                .map(|changed| [(value.as_str(), changed); 3]);
            for kind in
                [OverlayKind::Scope, OverlayKind::Flavors, OverlayKind::ImageList, OverlayKind::Entries]
            {
                for changes in [&[][..], &many, several.as_flattened()] {
                    let effect = OverlayEffect { file: value.as_str().into(), ..effect(kind, changes) };
                    check_sentences(&overlay_effect_text(&effect));
                }
            }
            check_sentences(&modified_standards_text(&[&value, &value]));
        }
        check_sentences(&overlays_not_used());
    }

    #[test]
    fn effects_are_told_in_a_sentence() {
        let cases = [
            (
                effect(OverlayKind::Scope, &[]),
                "`new.yaml` replaces the certificate scope, and changes no rule.",
            ),
            (
                effect(
                    OverlayKind::Flavors,
                    &[("SCS-3V-12", Changed::Added), ("SCS-1V-4", Changed::Removed)],
                ),
                "`new.yaml` replaces the standard flavors: it adds `SCS-3V-12`; it removes `SCS-1V-4`.",
            ),
            (
                effect(OverlayKind::Entries, &[("a", Changed::Replaced); 4]),
                "`new.yaml` has entries of the catalogue: it changes 4 entries, among them `a`, `a`.",
            ),
        ];
        for (effect, expected) in cases {
            assert_eq!(overlay_effect_text(&effect), expected);
        }
        assert_eq!(
            modified_standards_text(&["a.yaml"]),
            "Modified rules: 1 file changes the embedded standards: `a.yaml`."
        );
    }

    #[test]
    fn problems_tell_where_and_what_to_do() {
        let problem = CatalogueProblem {
            place: Some(Place { file: "b.yaml".into(), location: Some(Location { line: 3, column: 5 }) }),
            fault: CatalogueFault::TouchedTwice {
                section: "images",
                id: "debian-12".into(),
                other: "a.yaml".into(),
            },
        };
        let notice = Notice {
            what: "Two files change `debian-12` in `images`: this one and `a.yaml`.".to_owned(),
            place: Some("b.yaml, line 3, column 5".to_owned()),
            expected: Some("Each entry in one file.".to_owned()),
            advice: Some("Take the entry out of one of the two.".to_owned()),
        };
        assert_eq!(overlay_error(&CatalogueError { problems: vec![problem] }), [notice]);
    }
}

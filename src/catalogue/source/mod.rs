//! Files of the standards' repository: who reads them, and which rules they hold.
//!
//! A rule that is understood becomes the text of a file that can be laid over the embedded standards; nothing else changes
//! rules. What is not understood is kept, so that a change of it can be told.

mod constants;
mod draft;
mod markdown;
mod place;
mod python;
mod scope;
mod standard;
mod tables;
mod what_if;

use super::Catalogue;
use super::error::{CatalogueError, CatalogueFault, CatalogueProblem, Place as Location};
use super::overlay::{OverlayKind, SIZE_LIMIT, documents_of, kind_of};
use crate::yaml::Node;
pub use place::may_hold_rules;
use place::{Place, is_yaml};
use scope::ScopeForm;
use tables::Facts;
pub use what_if::{Subject, WhatIf, what_ifs, with_what_if};

/// Who reads a file of the standards' repository today, and so what a change of it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// The official test suite: a change changes official verdicts. The certificate scope and the programs of the suite.
    OfficialTest,
    /// Only people: the text of a standard.
    Text,
    /// A neighbouring tool, while the suite does not read it: the lists of images and of flavors in YAML.
    NeighbouringTool,
    /// This program, in its own form: a rule that a reviewer wrote.
    Draft,
}

impl Reader {
    /// Every reader, the one that matters most first.
    pub const ALL: [Reader; 4] =
        [Reader::OfficialTest, Reader::Text, Reader::NeighbouringTool, Reader::Draft];
}

/// What one state of a file is to the standards that this program knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nothing: another layer, a document, machinery, a fixture.
    Unrelated,
    /// It holds rules, or may.
    Related(SourceReading),
}

/// What was read of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceReading {
    /// Who reads it.
    pub reader: Reader,
    /// The rules that were understood, each the text of a file that can be laid over the embedded standards
    /// ([`OverlayFile`](super::OverlayFile)).
    pub rules: Vec<String>,
    /// All else that may carry meaning: the text without what was understood, comments and blank space. Where two states
    /// of a file differ in it, something changed that was not understood.
    pub rest: String,
}

/// The rules in a file that a person lays over the standards, whatever its form: texts of files that can be laid over them.
/// With whether it holds more than was understood. Which keys a file of YAML lacks is told when it is laid.
///
/// # Errors
/// As of [`read_source`]; and if no rule in it is understood, where a file of standards may hold none.
pub fn rules_in(name: &str, text: &str, embedded: &Catalogue) -> Result<(Vec<String>, bool), CatalogueError> {
    let refuse = |fault| {
        let place = Some(Location { file: name.into(), location: None });
        CatalogueError { problems: vec![CatalogueProblem { place, fault }] }
    };
    match read_source(name, text, embedded)? {
        Source::Related(reading) if reading.rules.is_empty() => Err(refuse(CatalogueFault::NoRules)),
        Source::Related(reading) => Ok((reading.rules, !reading.rest.trim().is_empty())),
        Source::Unrelated if is_yaml(name) => Ok((documents_of(text), false)),
        Source::Unrelated => Err(refuse(CatalogueFault::NoStandards)),
    }
}

/// Reads one state of a file of the standards' repository. `path` is its path there, or its name alone.
///
/// Whether rules fit the standards shows when they are laid over them.
///
/// # Errors
/// A file of standards that is larger than any, and a certificate scope in a form that is older than modules.
pub fn read_source(path: &str, text: &str, embedded: &Catalogue) -> Result<Source, CatalogueError> {
    let Some(place) = Place::of(path, text, embedded) else { return Ok(Source::Unrelated) };
    let refuse = |fault| {
        let place = Some(Location { file: path.into(), location: None });
        CatalogueError { problems: vec![CatalogueProblem { place, fault }] }
    };
    if text.len() > SIZE_LIMIT {
        return Err(refuse(CatalogueFault::TooLarge { limit: SIZE_LIMIT }));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let reading = match place {
        Place::Yaml(reader, node) => {
            let (rules, rest) = read_yaml(reader, node.as_ref(), text).map_err(refuse)?;
            SourceReading { reader, rules, rest }
        }
        Place::Python(reader) => read_facts(reader, embedded, |facts| constants::read_python(text, facts)),
        Place::Text(standard) => {
            read_facts(Reader::Text, embedded, |facts| standard::read_text(text, standard, facts))
        }
        Place::List => {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
            let rest = lines.fold(String::new(), |rest, line| rest + line + "\n");
            SourceReading { reader: Reader::NeighbouringTool, rules: Vec::new(), rest }
        }
    };
    Ok(Source::Related(reading))
}

fn read_facts(
    reader: Reader,
    embedded: &Catalogue,
    read: impl FnOnce(&mut Facts<'_>) -> String,
) -> SourceReading {
    let mut facts = Facts::new(embedded);
    let mut rest = read(&mut facts);
    // In an order of their own: where a table stands is no meaning.
    facts.remarks.sort_unstable();
    for remark in &facts.remarks {
        rest.push_str(remark);
        rest.push('\n');
    }
    SourceReading { reader, rules: facts.draft.into_rules(), rest }
}

/// Rules in the forms that can be laid over the standards stay as they are; what is wrong with them is told then.
fn read_yaml(
    reader: Reader,
    node: Option<&Node>,
    text: &str,
) -> Result<(Vec<String>, String), CatalogueFault> {
    let as_it_is = Ok((documents_of(text), String::new()));
    let Some(node) = node else { return as_it_is };
    if reader == Reader::OfficialTest {
        return match ScopeForm::of(node) {
            ScopeForm::Current => as_it_is,
            ScopeForm::Tagged => {
                let (rules, rest) =
                    scope::modernized(node).ok_or(CatalogueFault::TooLarge { limit: SIZE_LIMIT })?;
                Ok((vec![rules], rest))
            }
            ScopeForm::Older => Err(CatalogueFault::OldScope),
        };
    }
    match kind_of(node) {
        Some(OverlayKind::Scope | OverlayKind::Flavors | OverlayKind::ImageList | OverlayKind::Entries) => {
            as_it_is
        }
        // Flavors by their names alone.
        None => Ok((Vec::new(), draft::write(node))),
    }
}

#[cfg(test)]
mod tests;

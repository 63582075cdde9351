//! The standards that a call names, and their scope versions.

use super::input::{located, read_text};
use crate::catalogue::{Catalogue, CatalogueError, OverlayFile, Validity, rules_in};
use crate::date::Moment;
use crate::wording::{no_valid_version, overlay_error, overlays_not_used};
use std::ffi::OsString;

/// The embedded standards with the files laid over them, or without any if something is wrong with one.
pub(super) fn read_catalogue(
    files: &[OsString],
    problems: &mut Vec<String>,
) -> Result<Catalogue, CatalogueError> {
    let mut texts = Vec::new();
    for file in files {
        let name = file.to_string_lossy();
        if let Some(text) = read_text(file, &name, problems) {
            texts.push((name, text));
        }
    }
    let embedded = Catalogue::embedded()?;
    let mut rules = Vec::new();
    for (name, text) in &texts {
        match rules_in(name, text, &embedded) {
            Ok((of_file, _)) => rules.extend(of_file.into_iter().map(|text| (name, text))),
            Err(error) => problems.extend(overlay_error(&error).iter().map(located)),
        }
    }
    let overlays: Vec<OverlayFile<'_>> =
        rules.iter().map(|(name, text)| OverlayFile { name, text }).collect();
    match Catalogue::overlaid(&overlays) {
        Ok(catalogue) if problems.is_empty() => return Ok(catalogue),
        Ok(_) => {}
        Err(error) => problems.extend(overlay_error(&error).iter().map(located)),
    }
    problems.push(overlays_not_used());
    Ok(embedded)
}

/// The scope versions that were asked for, or those for which clouds are certified at the date.
pub(super) fn chosen_versions<'a>(
    catalogue: &'a Catalogue,
    scopes: &[String],
    now: Moment,
) -> Result<Vec<&'a str>, String> {
    if !scopes.is_empty() {
        return scopes.iter().map(|scope| known_version(catalogue, scope)).collect();
    }
    let is_certifiable =
        |id: &str| catalogue.timeline.validity(id, now).is_some_and(Validity::is_certifiable);
    let versions: Vec<&str> = versions_of(catalogue).filter(|id| is_certifiable(id)).collect();
    if versions.is_empty() {
        return Err(format!("{} `--scope V` judges by one all the same.", no_valid_version(now)));
    }
    Ok(versions)
}

fn versions_of(catalogue: &Catalogue) -> impl Iterator<Item = &str> {
    catalogue.versions.iter().map(|version| version.id.as_ref())
}

fn known_version<'a>(catalogue: &'a Catalogue, id: &str) -> Result<&'a str, String> {
    versions_of(catalogue).find(|known| *known == id).ok_or_else(|| {
        let known: Vec<&str> = versions_of(catalogue).collect();
        format!("there is no scope version `{id}`; there are {}", known.join(", "))
    })
}

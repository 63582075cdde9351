//! Files with other standards than the embedded ones, laid over them: in one of the SCS project's own schemas, where a
//! file replaces the document of its kind, or in ours, where it has single entries.
//!
//! What a file is shows by its keys. The order of the files has no meaning: two that touch the same are refused.

mod entries;
mod image_lists;
mod sign;

pub(super) use image_lists::{LISTS, id_of, list_in};
pub use sign::is_overlay;

use super::error::{CatalogueError, CatalogueFault, CatalogueProblem, Place};
use super::load::{Documents, EMBEDDED, Files, Loader, load};
use super::schema::{
    FlavorEntry, ListedImage, ScopeFile, TestCaseEntry, Texts, read_flavors, read_image_list, read_scope,
};
use super::{Catalogue, Check, Provenance, RegexMatch};
use crate::yaml::{Content, Location, Node, parse_document};
use entries::{Touch, merge, read_entries};
use image_lists::{lay_lists, list_of};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// More than a file of standards ever has, in bytes.
pub(super) const SIZE_LIMIT: usize = 512 * 1024;

/// A file to lay over the embedded standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverlayFile<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// What a file of standards is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OverlayKind {
    /// The certificate scope: test cases, modules, timeline and versions.
    Scope,
    /// The standard flavors.
    Flavors,
    /// A list of standard images.
    ImageList,
    /// Single entries, in our own schema.
    Entries,
}

impl fmt::Display for OverlayKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            OverlayKind::Scope => "the certificate scope",
            OverlayKind::Flavors => "the standard flavors",
            OverlayKind::ImageList => "the list of images",
            OverlayKind::Entries => "entries",
        })
    }
}

/// What a file changes in the embedded standards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlayEffect {
    /// The name of the file.
    pub file: Box<str>,
    /// What it is.
    pub kind: OverlayKind,
    /// What differs; nothing where it says what the embedded standards say.
    pub changes: Vec<Change>,
}

/// An entry that an overlay changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The list that the entry is in, by its key in files: `testcases`, `versions`, `flavors`, `images`.
    pub section: &'static str,
    /// The id of the entry.
    pub id: Box<str>,
    /// What happens to it.
    pub changed: Changed,
}

/// What happens to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Changed {
    /// It is new.
    Added,
    /// It says something else.
    Replaced,
    /// It is gone.
    Removed,
}

impl Changed {
    /// The word of reports.
    pub fn name(self) -> &'static str {
        match self {
            Changed::Added => "added",
            Changed::Replaced => "replaced",
            Changed::Removed => "removed",
        }
    }
}

/// A file that reads well.
struct Laid<'a> {
    name: &'a str,
    /// Where it stands among the files given.
    position: usize,
    node: Node,
    content: Laying,
}

/// What a file says.
enum Laying {
    Scope(ScopeFile),
    Flavors(Vec<FlavorEntry>),
    /// In the place of one of the embedded lists.
    ImageList(usize, Vec<ListedImage>),
    Entries,
}

impl Laying {
    fn kind(&self) -> OverlayKind {
        match self {
            Laying::Scope(_) => OverlayKind::Scope,
            Laying::Flavors(_) => OverlayKind::Flavors,
            Laying::ImageList(..) => OverlayKind::ImageList,
            Laying::Entries => OverlayKind::Entries,
        }
    }
}

impl Catalogue {
    /// The embedded standards with files laid over them. What each changes stands in the provenance.
    ///
    /// # Errors
    /// Everything that is wrong with the files, each by itself and where two touch the same; if they are fine, everything
    /// that does not fit together.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn overlaid(overlays: &[OverlayFile<'_>]) -> Result<Catalogue, CatalogueError> {
        Catalogue::with_overlays(overlays, super::name_scheme::regex_match)
    }

    /// As [`Catalogue::overlaid`], with regular expressions as the caller has them.
    pub fn with_overlays(
        overlays: &[OverlayFile<'_>],
        is_match: RegexMatch,
    ) -> Result<Catalogue, CatalogueError> {
        if overlays.is_empty() {
            return load(EMBEDDED, is_match);
        }
        let mut loader = Loader::new(is_match);
        let files = read_files(&mut loader, overlays);
        let nodes = loader.parse(EMBEDDED);
        let Some(mut nodes) = nodes else { return Err(CatalogueError { problems: loader.problems }) };
        let mut changes: BTreeMap<usize, Vec<Change>> = BTreeMap::new();
        let touches = merge(&mut loader, &mut nodes, &files);
        let documents = if loader.problems.is_empty() { loader.read(&nodes) } else { None };
        let Some(mut documents) = documents else {
            return Err(CatalogueError { problems: loader.problems });
        };
        let base = load(EMBEDDED, is_match)?;
        drop_removed(&mut documents.scope, &touches);
        let mut new = Vec::new();
        for (position, of_list) in lay_lists(&mut loader, &mut documents, &files, &touches) {
            let added = of_list.iter().filter(|change| change.changed == Changed::Added);
            for image in added.map(|change| &change.id) {
                new.push((position, Check::ImagePresent { image: image.clone() }));
                new.push((position, Check::ImageSource { image: image.clone() }));
            }
            changes.insert(position, of_list);
        }
        for touch in touches.into_values() {
            if let Some(change) = touch.change {
                changes.entry(touch.position).or_default().push(change);
            }
        }
        let mut kinds = BTreeMap::new();
        for file in files {
            kinds.insert(file.position, file.content.kind());
            match file.content {
                Laying::Scope(scope) => lay_scope(&mut loader, &mut documents, file.name, scope),
                Laying::Flavors(flavors) => {
                    let names = flavors.iter().map(|(_, flavor)| flavor.name.clone());
                    let names = names.filter(|name| base.flavor(name).is_none());
                    new.extend(names.map(|flavor| (file.position, Check::StandardFlavor { flavor })));
                    lay_flavors(&mut loader, &mut documents, &base, file.name, flavors);
                }
                Laying::ImageList(..) | Laying::Entries => {}
            }
        }
        for (position, change) in add_testcases(&mut documents, new) {
            changes.entry(position).or_default().push(change);
        }
        let provenance = Provenance { overlays: Vec::new(), ..base.provenance.clone() };
        let mut catalogue = loader.assemble(documents, provenance)?;
        let effects = overlays.iter().enumerate().filter_map(|(position, overlay)| {
            let kind = *kinds.get(&position)?;
            let mut of_file = differences(kind, &base, &catalogue);
            of_file.extend(changes.remove(&position).unwrap_or_default());
            Some(OverlayEffect { file: overlay.name.into(), kind, changes: of_file })
        });
        catalogue.provenance.overlays = effects.collect();
        Ok(catalogue)
    }
}

/// Reads the files, each by itself, in an order that does not depend on the one given.
fn read_files<'a>(loader: &mut Loader, overlays: &[OverlayFile<'a>]) -> Vec<Laid<'a>> {
    let mut ordered: Vec<(usize, &OverlayFile<'a>)> = overlays.iter().enumerate().collect();
    ordered.sort_by_key(|(_, overlay)| (overlay.name, overlay.text));
    let mut files = Vec::new();
    let mut replaced: BTreeMap<(OverlayKind, usize), &str> = BTreeMap::new();
    for (position, overlay) in ordered {
        let name = overlay.name;
        let Some((node, content)) = read_file(loader, name, overlay.text) else { continue };
        let document = match &content {
            Laying::Scope(_) | Laying::Flavors(_) => Some((content.kind(), 0)),
            Laying::ImageList(list, _) => Some((content.kind(), *list)),
            Laying::Entries => None,
        };
        if let Some(document) = document
            && let Some(other) = replaced.insert(document, name)
        {
            let fault = CatalogueFault::ReplacedTwice { kind: document.0, other: other.into() };
            loader.refuse_at(name, Some(node.location), fault);
        }
        files.push(Laid { name, position, node, content });
    }
    files
}

fn read_file(loader: &mut Loader, name: &str, text: &str) -> Option<(Node, Laying)> {
    if text.len() > SIZE_LIMIT {
        loader.refuse_at(name, None, CatalogueFault::TooLarge { limit: SIZE_LIMIT });
        return None;
    }
    let node = match parse_document(text.strip_prefix('\u{feff}').unwrap_or(text)) {
        Ok(node) => node,
        Err(error) => {
            loader.refuse_yaml(name, vec![error]);
            return None;
        }
    };
    let content = match kind_of(&node) {
        None => {
            loader.refuse_at(name, Some(node.location), CatalogueFault::NoStandards);
            return None;
        }
        Some(OverlayKind::Scope) => Laying::Scope(loader.read_one(name, &node, read_scope)?),
        Some(OverlayKind::Flavors) => Laying::Flavors(loader.read_one(name, &node, read_flavors)?),
        Some(OverlayKind::ImageList) => {
            let images = loader.read_one(name, &node, read_image_list)?;
            Laying::ImageList(list_of(name, &images), images)
        }
        Some(OverlayKind::Entries) => {
            loader.read_one(name, &node, read_entries)?;
            Laying::Entries
        }
    };
    Some((node, content))
}

/// More documents than these are in no file.
const MOST_DOCUMENTS: usize = 32;

/// The documents in the text of a file, each with as many empty lines before it as make its places those of the file. What
/// has more of them than any file is left as it is.
pub fn documents_of(text: &str) -> Vec<String> {
    let mut documents = vec![String::new()];
    for (at, line) in text.split_inclusive('\n').enumerate() {
        if line.trim_end() == "---" {
            documents.push("\n".repeat(at + 1));
            if documents.len() > MOST_DOCUMENTS {
                return vec![text.to_owned()];
            }
        } else if let Some(document) = documents.last_mut() {
            document.push_str(line);
        }
    }
    let says_something = |document: &String| {
        document.lines().any(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
    };
    documents.retain(says_something);
    if documents.len() > 1 { documents } else { vec![text.to_owned()] }
}

/// What a document is, by its keys.
pub(super) fn kind_of(node: &Node) -> Option<OverlayKind> {
    let has = |key: &str| value_of(node, key).is_some();
    if ["scripts", "modules", "timeline"].into_iter().any(has) {
        return Some(OverlayKind::Scope);
    }
    if ["mandatory", "recommended", "flavor_groups"].into_iter().any(has) {
        return Some(OverlayKind::Flavors);
    }
    if entries::keys().any(|key| key != "images" && has(key)) {
        return Some(OverlayKind::Entries);
    }
    let images = value_of(node, "images")?;
    let has_ids = items_of(images).first().is_some_and(|image| value_of(image, "id").is_some());
    Some(if has_ids { OverlayKind::Entries } else { OverlayKind::ImageList })
}

/// The value of a key of a mapping.
pub(super) fn value_of<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Content::Mapping(entries) = &node.content else { return None };
    entries.iter().find(|(name, _)| text_of(name) == Some(key)).map(|(_, value)| value)
}

/// The items of a sequence; none of anything else.
pub(super) fn items_of(node: &Node) -> &[Node] {
    match &node.content {
        Content::Sequence(items) => items,
        Content::Scalar { .. } | Content::Mapping(_) => &[],
    }
}

/// The text of a scalar.
pub(super) fn text_of(node: &Node) -> Option<&str> {
    match &node.content {
        Content::Scalar { text, .. } => Some(text),
        Content::Sequence(_) | Content::Mapping(_) => None,
    }
}

impl Loader {
    /// Notes what is wrong at a place of an overlay.
    fn refuse_at(&mut self, file: &str, location: Option<Location>, fault: CatalogueFault) {
        let place = Some(Place { file: file.into(), location });
        self.problems.push(CatalogueProblem { place, fault });
    }
}

/// Takes test cases that an overlay removes out of the scope.
fn drop_removed(scope: &mut ScopeFile, touches: &BTreeMap<(&'static str, Box<str>), Touch<'_>>) {
    let is_removed = |id: &str| touches.get(&("testcases", id.into())).is_some_and(|touch| touch.is_removal);
    scope.declared.retain(|declared| !is_removed(&declared.id));
    for target in scope.modules.iter_mut().flat_map(|module| &mut module.targets) {
        target.retain(|id| !is_removed(id));
    }
}

fn lay_scope(loader: &mut Loader, documents: &mut Documents, file: &str, scope: ScopeFile) {
    loader.is_scope_overlaid = true;
    for entry in &scope.declared {
        loader.locate("scripts", &entry.id, file, entry.at);
    }
    for module in &scope.modules {
        loader.locate("modules", &module.id, file, module.at);
    }
    for version in &scope.versions {
        loader.locate("versions", &version.id, file, version.at);
    }
    for entry in &scope.timeline {
        for (version, _) in &entry.versions {
            loader.locate("timeline", version, file, entry.at);
        }
    }
    documents.scope = scope;
}

fn lay_flavors(
    loader: &mut Loader,
    documents: &mut Documents,
    base: &Catalogue,
    file: &str,
    flavors: Vec<FlavorEntry>,
) {
    let names: BTreeSet<&str> = flavors.iter().map(|(_, flavor)| flavor.name.as_ref()).collect();
    let gone = base.flavors.iter().filter(|flavor| !names.contains(flavor.name.as_ref()));
    loader.gone.extend(gone.map(|flavor| (flavor.name.clone(), flavor.name.clone())));
    for (at, flavor) in &flavors {
        loader.locate("flavors", &flavor.name, file, *at);
    }
    documents.flavors = flavors;
}

/// Adds the test cases of new flavors and images, which are those of the others with another name. Those that a file
/// has itself go first.
fn add_testcases(documents: &mut Documents, new: Vec<(usize, Check)>) -> Vec<(usize, Change)> {
    let testcases = &documents.testcases.testcases;
    let mut ids: BTreeSet<Box<str>> = testcases.iter().map(|testcase| testcase.id.clone()).collect();
    let known: BTreeSet<(u8, &str)> =
        testcases.iter().filter_map(|testcase| subject(&testcase.check.as_ref()?.1)).collect();
    let mut added = Vec::new();
    let mut changes = Vec::new();
    for (position, check) in new {
        let Some((kind, name)) = subject(&check).filter(|subject| !known.contains(subject)) else { continue };
        // The first plain one of the kind, whose id ends with the name of its own subject.
        let example = testcases.iter().find_map(|testcase| {
            let (its_kind, its_name) = subject(&testcase.check.as_ref()?.1)?;
            let prefix = testcase.id.strip_suffix(name_in_id(its_name).as_str())?;
            (its_kind == kind && testcase.texts.holds.is_none() && testcase.contradiction.is_none())
                .then_some((prefix, testcase))
        });
        let Some((prefix, example)) = example else { continue };
        let id: Box<str> = format!("{prefix}{}", name_in_id(name)).into();
        if ids.insert(id.clone()) {
            changes
                .push((position, Change { section: "testcases", id: id.clone(), changed: Changed::Added }));
            let kind = example.check.as_ref().map(|(kind, _)| kind.clone());
            added.push(TestCaseEntry {
                id,
                family: example.family.clone(),
                standard: example.standard.clone(),
                texts: Texts::default(),
                contradiction: None,
                check: kind.map(|kind| (kind, check)),
            });
        }
    }
    documents.testcases.testcases.extend(added);
    changes
}

/// The part of the id of a test case that names a flavor or an image.
fn name_in_id(name: &str) -> String {
    let name = name.to_lowercase();
    name.strip_prefix("scs-").map(ToOwned::to_owned).unwrap_or(name)
}

/// What a test case on a standard flavor or image is about, and a number for its kind of check.
fn subject(check: &Check) -> Option<(u8, &str)> {
    if let Check::StandardFlavor { flavor } = check {
        Some((0, flavor))
    } else if let Check::ImagePresent { image } = check {
        Some((1, image))
    } else if let Check::ImageSource { image } = check {
        Some((2, image))
    } else {
        None
    }
}

/// What a file that replaces a document changes in it.
fn differences(kind: OverlayKind, base: &Catalogue, catalogue: &Catalogue) -> Vec<Change> {
    match kind {
        OverlayKind::Scope => {
            let mut changes = differing(
                "versions",
                base.versions.iter().map(|version| (version.id.to_string(), version)),
                catalogue.versions.iter().map(|version| (version.id.to_string(), version)),
            );
            let unknown = catalogue.testcases.iter().filter(|testcase| testcase.check == Check::Unknown {});
            changes.extend(unknown.map(|testcase| Change {
                section: "testcases",
                id: testcase.id.as_str().into(),
                changed: Changed::Added,
            }));
            changes.extend(differing(
                "timeline",
                base.timeline.entries.iter().map(|entry| (entry.0.date(), entry)),
                catalogue.timeline.entries.iter().map(|entry| (entry.0.date(), entry)),
            ));
            let name = "name".to_owned();
            changes.extend(differing(
                "name",
                [(name.clone(), &base.scope_name)],
                [(name, &catalogue.scope_name)],
            ));
            changes
        }
        OverlayKind::Flavors => differing(
            "flavors",
            base.flavors.iter().map(|flavor| (flavor.name.to_string(), flavor)),
            catalogue.flavors.iter().map(|flavor| (flavor.name.to_string(), flavor)),
        ),
        OverlayKind::ImageList | OverlayKind::Entries => Vec::new(),
    }
}

/// The entries that differ, by their ids.
fn differing<'a, T: PartialEq + 'a>(
    section: &'static str,
    before: impl IntoIterator<Item = (String, &'a T)>,
    after: impl IntoIterator<Item = (String, &'a T)>,
) -> Vec<Change> {
    let before: BTreeMap<String, &T> = before.into_iter().collect();
    let after: BTreeMap<String, &T> = after.into_iter().collect();
    let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let changes = ids.into_iter().filter_map(|id| {
        let changed = match (before.get(id), after.get(id)) {
            (None, Some(_)) => Changed::Added,
            (Some(_), None) => Changed::Removed,
            (Some(before), Some(after)) if before != after => Changed::Replaced,
            (Some(_) | None, Some(_) | None) => return None,
        };
        Some(Change { section, id: id.as_str().into(), changed })
    });
    changes.collect()
}

#[cfg(test)]
mod tests;

//! Single entries of our own files: which lists there are, and how entries are added, replaced and removed.

use super::{
    CatalogueFault, Change, Changed, Files, Laid, Laying, Loader, Node, items_of, text_of, value_of,
};
use crate::catalogue::schema::{
    read_grammar, read_images, read_properties, read_requirements, read_testcases,
};
use crate::yaml::{Content, Fields, Location};
use std::collections::{BTreeMap, HashMap};

/// The key of ids to remove.
const REMOVE: &str = "remove";

/// A list of entries, or a single value, of our own files.
#[derive(Debug)]
struct Section {
    key: &'static str,
    /// The embedded file that has it.
    home: fn(&mut Files<Node>) -> &mut Node,
    /// The keys of an entry that make up its id; none for a single value.
    id: &'static [&'static str],
}

/// Every list. A family is looked for in both places.
const SECTIONS: [Section; 21] = [
    Section { key: "standards", home: |files| &mut files.testcases, id: &["id"] },
    Section { key: "families", home: |files| &mut files.testcases, id: &["id"] },
    Section { key: "families", home: |files| &mut files.requirements, id: &["id"] },
    Section { key: "testcases", home: |files| &mut files.testcases, id: &["id"] },
    Section { key: "unknown_testcase", home: |files| &mut files.testcases, id: &[] },
    Section { key: "requirements", home: |files| &mut files.requirements, id: &["id"] },
    Section { key: "images", home: |files| &mut files.images, id: &["id"] },
    Section { key: "distributions", home: |files| &mut files.images, id: &["distro"] },
    Section { key: "vocabularies", home: |files| &mut files.properties, id: &["property", "list"] },
    Section { key: "frequencies", home: |files| &mut files.properties, id: &["value"] },
    Section { key: "cpu_types", home: |files| &mut files.grammar, id: &["code"] },
    Section { key: "disk_types", home: |files| &mut files.grammar, id: &["code"] },
    Section { key: "unstated_disk_type", home: |files| &mut files.grammar, id: &[] },
    Section { key: "hypervisors", home: |files| &mut files.grammar, id: &["code"] },
    Section { key: "unstated_cpu", home: |files| &mut files.grammar, id: &[] },
    Section { key: "cpu_vendors", home: |files| &mut files.grammar, id: &["code"] },
    Section { key: "cpu_frequencies", home: |files| &mut files.grammar, id: &["code"] },
    Section { key: "gpu_modes", home: |files| &mut files.grammar, id: &["code"] },
    Section { key: "gpu_brands", home: |files| &mut files.grammar, id: &["code"] },
    Section { key: "gpu_frequencies", home: |files| &mut files.grammar, id: &["code"] },
    Section { key: "vram_bandwidths", home: |files| &mut files.grammar, id: &["code"] },
];

/// The keys that a file with entries may have.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    SECTIONS.iter().map(|section| section.key).chain([REMOVE])
}

/// Notes whatever is wrong with a file of entries.
pub(super) fn read_entries(file: &mut Fields<'_>) {
    read_testcases(file);
    read_requirements(file);
    read_images(file);
    read_properties(file);
    read_grammar(file);
    file.optional_texts(REMOVE);
}

/// An entry that a file has or removes.
pub(super) struct Touch<'a> {
    pub(super) file: &'a str,
    /// Where the file stands among those given.
    pub(super) position: usize,
    pub(super) is_removal: bool,
    /// What that changes, if anything.
    pub(super) change: Option<Change>,
}

/// The entries of an embedded list.
struct Table {
    section: &'static Section,
    entries: Vec<Option<Node>>,
    index: HashMap<String, usize>,
}

impl Table {
    fn new(section: &'static Section, files: &mut Files<Node>) -> Table {
        let mut entries = Vec::new();
        if let Some(value) = value_mut((section.home)(files), section.key) {
            if section.id.is_empty() {
                entries.push(Some(value.clone()));
            } else if let Content::Sequence(items) = &mut value.content {
                entries.extend(std::mem::take(items).into_iter().map(Some));
            }
        }
        let ids =
            entries.iter().enumerate().filter_map(|(at, entry)| Some((section.id_of(entry.as_ref()?)?, at)));
        let index = ids.collect();
        Table { section, entries, index }
    }

    /// Puts the entry in its place, or behind the others.
    fn put(&mut self, id: &str, node: &Node) -> Option<Changed> {
        match self.index.get(id).and_then(|at| self.entries.get_mut(*at)) {
            Some(Some(known)) if is_same(known, node) => None,
            Some(known) => {
                *known = Some(node.clone());
                Some(Changed::Replaced)
            }
            None => {
                self.index.insert(id.to_owned(), self.entries.len());
                self.entries.push(Some(node.clone()));
                Some(Changed::Added)
            }
        }
    }

    fn remove(&mut self, id: &str) {
        if let Some(entry) = self.index.get(id).and_then(|at| self.entries.get_mut(*at)) {
            *entry = None;
        }
    }

    fn put_back(self, files: &mut Files<Node>) {
        let Some(value) = value_mut((self.section.home)(files), self.section.key) else { return };
        let mut entries = self.entries.into_iter().flatten();
        if !self.section.id.is_empty() {
            value.content = Content::Sequence(entries.collect());
        } else if let Some(entry) = entries.next() {
            *value = entry;
        }
    }
}

impl Section {
    fn id_of(&self, entry: &Node) -> Option<String> {
        if self.id.is_empty() {
            return Some(self.key.to_owned());
        }
        let parts: Option<Vec<&str>> =
            self.id.iter().map(|key| value_of(entry, key).and_then(text_of)).collect();
        Some(parts?.join("/"))
    }
}

/// What the files touch, by list and id.
type Touches<'a> = BTreeMap<(&'static str, Box<str>), Touch<'a>>;

/// Lays the entries of all files over the embedded ones.
pub(super) fn merge<'a>(loader: &mut Loader, nodes: &mut Files<Node>, files: &[Laid<'a>]) -> Touches<'a> {
    let mut tables: Vec<Table> = SECTIONS.iter().map(|section| Table::new(section, nodes)).collect();
    let mut touches = Touches::new();
    for file in files.iter().filter(|file| matches!(file.content, Laying::Entries)) {
        for (at, section) in SECTIONS.iter().enumerate() {
            let is_first = SECTIONS.iter().position(|other| other.key == section.key) == Some(at);
            let Some(value) = value_of(&file.node, section.key).filter(|_| is_first) else { continue };
            let entries = if section.id.is_empty() { std::slice::from_ref(value) } else { items_of(value) };
            for entry in entries {
                let Some(id) = section.id_of(entry) else { continue };
                let touch =
                    Touch { file: file.name, position: file.position, is_removal: false, change: None };
                if let Some(touch) = claim(loader, &mut touches, (section.key, &id), entry.location, touch) {
                    let changed = home(&mut tables, section.key, &id).and_then(|table| table.put(&id, entry));
                    touch.change = changed.map(|changed| Change {
                        section: section.key,
                        id: id.as_str().into(),
                        changed,
                    });
                    loader.locate(section.key, &id, file.name, entry.location);
                }
            }
        }
        for removed in value_of(&file.node, REMOVE).map(items_of).unwrap_or_default() {
            let Some(name) = text_of(removed) else { continue };
            let Some((section, id)) = find(loader, &tables, file.name, name, removed.location) else {
                continue;
            };
            let change = Change { section, id: id.into(), changed: Changed::Removed };
            let touch =
                Touch { file: file.name, position: file.position, is_removal: true, change: Some(change) };
            if claim(loader, &mut touches, (section, id), removed.location, touch).is_some() {
                loader.locate("removed", id, file.name, removed.location);
            }
        }
    }
    for ((section, id), touch) in &touches {
        if touch.is_removal
            && let Some(table) = home(&mut tables, section, id)
        {
            table.remove(id);
        }
    }
    for table in tables {
        table.put_back(nodes);
    }
    touches
}

/// The list that has the entry, or else the first of that key.
fn home<'t>(tables: &'t mut [Table], key: &str, id: &str) -> Option<&'t mut Table> {
    let is_of_key = |table: &Table| table.section.key == key;
    let at = tables
        .iter()
        .position(|table| is_of_key(table) && table.index.contains_key(id))
        .or_else(|| tables.iter().position(is_of_key))?;
    tables.get_mut(at)
}

/// Notes that a file touches an entry, which none has touched before.
fn claim<'t, 'a>(
    loader: &mut Loader,
    touches: &'t mut Touches<'a>,
    (section, id): (&'static str, &str),
    at: Location,
    touch: Touch<'a>,
) -> Option<&'t mut Touch<'a>> {
    let key = (section, id.into());
    if let Some(other) = touches.get(&key) {
        let id = id.into();
        let fault = if other.position == touch.position {
            CatalogueFault::Repeated { what: section, id }
        } else {
            CatalogueFault::TouchedTwice { section, id, other: other.file.into() }
        };
        loader.refuse_at(touch.file, Some(at), fault);
        return None;
    }
    Some(touches.entry(key).or_insert(touch))
}

/// The embedded entry that a file removes: by its id, or by its list and its id, `cpu_types/L`.
fn find<'n>(
    loader: &mut Loader,
    tables: &[Table],
    file: &str,
    name: &'n str,
    at: Location,
) -> Option<(&'static str, &'n str)> {
    let qualified = name.split_once('/');
    let found: Vec<(&'static str, &'n str)> = tables
        .iter()
        .filter(|table| !table.section.id.is_empty())
        .filter_map(|table| {
            let key = table.section.key;
            let id = qualified.filter(|(section, _)| *section == key).map_or(name, |(_, id)| id);
            table.index.contains_key(id).then_some((key, id))
        })
        .collect();
    let fault = match found.as_slice() {
        [only] => return Some(*only),
        [] => CatalogueFault::NothingToRemove { id: name.into() },
        several => {
            let sections = several.iter().map(|(section, _)| *section).collect();
            CatalogueFault::AmbiguousRemoval { id: name.into(), sections }
        }
    };
    loader.refuse_at(file, Some(at), fault);
    None
}

fn value_mut<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    let Content::Mapping(entries) = &mut node.content else { return None };
    entries.iter_mut().find(|(name, _)| text_of(name) == Some(key)).map(|(_, value)| value)
}

/// Whether two nodes say the same, wherever they stand and in whatever order their keys are.
fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.content, &other.content) {
        (Content::Scalar { text: one, .. }, Content::Scalar { text: other, .. }) => one == other,
        (Content::Sequence(one), Content::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Content::Mapping(pairs), Content::Mapping(others)) => {
            // Small: one of both is embedded.
            pairs.len() == others.len()
                && pairs.iter().all(|(key, value)| {
                    text_of(key)
                        .and_then(|key| value_of(other, key))
                        .is_some_and(|other| is_same(value, other))
                })
        }
        (Content::Scalar { .. } | Content::Sequence(_) | Content::Mapping(_), _) => false,
    }
}

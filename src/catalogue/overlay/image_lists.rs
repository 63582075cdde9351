//! Lists of standard images, of which a scope names one for each of its versions. They say where images have to come
//! from; which of them a cloud must have is said by the scope's test cases.

use super::entries::Touch;
use super::{CatalogueFault, Change, Changed, Laid, Laying, Loader};
use crate::catalogue::load::Documents;
use crate::catalogue::schema::{ImageEntry, ListedImage, read_image_list};
use crate::yaml::{Location, Node, read_document, read_node};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The lists of the scope, by the names of their files.
pub(in crate::catalogue) const LISTS: [(&str, &str); 2] = [
    ("scs-0104-v1-images.yaml", include_str!("../data/scs-0104-v1-images.yaml")),
    ("scs-0104-v1-images-v5.yaml", include_str!("../data/scs-0104-v1-images-v5.yaml")),
];

fn embedded() -> impl Iterator<Item = Vec<ListedImage>> {
    LISTS.into_iter().map(|(_, text)| read_document(text, read_image_list).unwrap_or_default())
}

/// Which embedded list a file replaces: the one of its name, or else the one that it has most images in common with.
pub(super) fn list_of(name: &str, images: &[ListedImage]) -> usize {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let named = LISTS.iter().position(|(known, _)| *known == name);
    named.unwrap_or_else(|| {
        let of: HashSet<_> =
            images.iter().map(|image| (&image.name, &image.name_scheme, image.status)).collect();
        let common = |list: &[ListedImage]| {
            list.iter().filter(|image| of.contains(&(&image.name, &image.name_scheme, image.status))).count()
        };
        // Of equals the last, which is the newest.
        embedded()
            .map(|list| common(&list))
            .enumerate()
            .max_by_key(|(_, common)| *common)
            .map_or(0, |(at, _)| at)
    })
}

/// Which embedded list a document of no name replaces; `None` if it is none.
pub(in crate::catalogue) fn list_in(node: &Node) -> Option<usize> {
    read_node(node, read_image_list).ok().map(|images| list_of("", &images))
}

type Key = (Box<str>, Option<Box<str>>);

fn key_of(image: &ListedImage) -> Key {
    (image.name.clone(), image.name_scheme.clone())
}

/// Lays lists of images over the image specs. Tells what each file changes, by its position among those given.
pub(super) fn lay_lists(
    loader: &mut Loader,
    documents: &mut Documents,
    files: &[Laid<'_>],
    touches: &BTreeMap<(&'static str, Box<str>), Touch<'_>>,
) -> Vec<(usize, Vec<Change>)> {
    let lists: Vec<(&Laid<'_>, usize, &[ListedImage])> = files
        .iter()
        .filter_map(|file| match &file.content {
            Laying::ImageList(list, images) => Some((file, *list, images.as_slice())),
            Laying::Scope(_) | Laying::Flavors(_) | Laying::Entries => None,
        })
        .collect();
    if lists.is_empty() {
        return Vec::new();
    }
    let before: Vec<Vec<ListedImage>> = embedded().collect();
    let kept = before.iter().enumerate().filter(|(at, _)| lists.iter().all(|(_, list, _)| list != at));
    let listed: HashSet<Key> = (kept.flat_map(|(_, list)| list))
        .chain(lists.iter().flat_map(|(_, _, images)| *images))
        .map(key_of)
        .collect();
    let mut specs = Specs::new(std::mem::take(&mut documents.images.images), touches);
    let mut by_file = Vec::new();
    for (file, list, images) in lists {
        let old = before.get(list).map(Vec::as_slice).unwrap_or_default();
        let mut gone: Vec<usize> = old
            .iter()
            .map(key_of)
            .filter(|key| !listed.contains(key))
            .filter_map(|key| specs.by_key.get(&key).copied())
            .collect();
        let mut seen = HashSet::new();
        let mut changed = Vec::new();
        for image in images {
            if !seen.insert(key_of(image)) {
                let fault = CatalogueFault::Repeated { what: "image", id: image.name.clone() };
                loader.refuse_at(file.name, Some(image.at), fault);
                continue;
            }
            let is_kept = old.iter().any(|old| {
                old.is_about(&image.name, image.name_scheme.as_deref()) && old.source == image.source
            });
            if !is_kept {
                changed.extend(specs.put(loader, file, image, &mut gone));
            }
        }
        changed.extend(gone.into_iter().filter_map(|at| specs.remove(loader, at)));
        by_file.push((file.position, changed));
    }
    documents.images.images = specs.entries.into_iter().flatten().collect();
    by_file
}

/// Image specs while lists are laid over them.
struct Specs<'t> {
    entries: Vec<Option<ImageEntry>>,
    by_key: HashMap<Key, usize>,
    /// Which file set a spec's sources.
    set_by: HashMap<usize, Box<str>>,
    /// What files of entries touch.
    touches: &'t BTreeMap<(&'static str, Box<str>), Touch<'t>>,
}

impl<'t> Specs<'t> {
    fn new(
        entries: Vec<ImageEntry>,
        touches: &'t BTreeMap<(&'static str, Box<str>), Touch<'t>>,
    ) -> Specs<'t> {
        let by_key = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| ((entry.name.clone(), entry.name_scheme.clone()), at))
            .collect();
        Specs { entries: entries.into_iter().map(Some).collect(), by_key, set_by: HashMap::new(), touches }
    }

    /// Takes over an image that differs from the embedded list. One whose name stays and whose scheme changes goes into
    /// the place of one that is gone.
    fn put(
        &mut self,
        loader: &mut Loader,
        file: &Laid<'_>,
        image: &ListedImage,
        gone: &mut Vec<usize>,
    ) -> Option<Change> {
        let renamed = gone.iter().position(|at| {
            let entry = self.entries.get(*at).and_then(Option::as_ref);
            entry.is_some_and(|entry| entry.name == image.name)
        });
        let known = self.by_key.get(&key_of(image)).copied();
        let known = known.or_else(|| renamed.map(|place| gone.swap_remove(place)));
        let Some(at) = known else { return Some(self.add(loader, file, image)) };
        let entry = self.entries.get_mut(at)?.as_mut()?;
        let mut source = entry.source.clone();
        source.sort_unstable();
        if source == image.source && entry.name_scheme == image.name_scheme {
            return None;
        }
        let id = entry.id.clone();
        let by_entries = self.touches.get(&("images", id.clone())).map(|touch| touch.file.into());
        if let Some(other) = self.set_by.get(&at).cloned().or(by_entries) {
            refuse_second(loader, file.name, image.at, &id, other);
            return None;
        }
        self.set_by.insert(at, file.name.into());
        entry.source.clone_from(&image.source);
        entry.name_scheme.clone_from(&image.name_scheme);
        self.by_key.insert(key_of(image), at);
        loader.locate("images", &id, file.name, image.at);
        Some(Change { section: "images", id, changed: Changed::Replaced })
    }

    fn add(&mut self, loader: &mut Loader, file: &Laid<'_>, image: &ListedImage) -> Change {
        let id = id_of(&image.name);
        loader.locate("images", &id, file.name, image.at);
        let at = self.entries.len();
        self.by_key.insert(key_of(image), at);
        self.set_by.insert(at, file.name.into());
        self.entries.push(Some(ImageEntry {
            id: id.clone(),
            name: image.name.clone(),
            name_scheme: image.name_scheme.clone(),
            source: image.source.clone(),
            import: None,
        }));
        Change { section: "images", id, changed: Changed::Added }
    }

    fn remove(&mut self, loader: &mut Loader, at: usize) -> Option<Change> {
        let entry = self.entries.get_mut(at)?.take()?;
        loader.gone.insert(entry.id.clone(), entry.name);
        Some(Change { section: "images", id: entry.id, changed: Changed::Removed })
    }
}

fn refuse_second(loader: &mut Loader, file: &str, at: Location, id: &str, other: Box<str>) {
    let fault = CatalogueFault::TouchedTwice { section: "images", id: id.into(), other };
    loader.refuse_at(file, Some(at), fault);
}

/// The id of an image of that name, as the test cases of the others have it: `ubuntu-2404` of `Ubuntu 24.04`.
pub(in crate::catalogue) fn id_of(name: &str) -> Box<str> {
    let letters = name.to_lowercase();
    let letters = letters.chars().filter(|letter| *letter != '.');
    letters.map(|letter| if letter.is_whitespace() { '-' } else { letter }).collect::<String>().into()
}

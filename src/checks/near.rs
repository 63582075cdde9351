//! What comes near to something that is missing: a standard flavor in another spelling or under another name, an image
//! that is hidden or called otherwise. Such a record explains the fault, and is what a remedy changes.

use super::context::{Context, LeftOut, spec_text};
use super::official_text::read_integer;
use super::scs_0104_standard_images::is_of;
use crate::catalogue::{ImageSpec, StandardFlavor};
use crate::flavor_name::{Reading, read, seeming};
use crate::inventory::{Flavor, Image, Properties, Record, Value};

/// A record that comes near to one that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near<T> {
    /// Its index in the list of its kind.
    pub index: usize,
    /// Its name.
    pub name: Box<str>,
    /// In which way it comes near.
    pub how: T,
    /// It would be the one that is missing, but for that; otherwise its sizes differ, too.
    pub fits: bool,
}

/// In which way a flavor comes near to a standard flavor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NearFlavor {
    /// Its name is that of the standard flavor in the old syntax.
    OldSyntax,
    /// Its name differs in letters of the other case, in what stands between its parts, or in letters that only look
    /// the same.
    OtherSpelling,
    /// It is private, so that an ordinary account is not shown it.
    Private,
    /// It has the sizes of the standard flavor, under another name.
    SameSize,
}

/// In which way an image comes near to a standard image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NearImage {
    /// It has the name, but is not shown to everyone.
    NotShown(LeftOut),
    /// Its name follows the scheme of an earlier or later list of images.
    OtherScheme,
    /// It is the same system under another name.
    OtherName,
}

/// The flavor that comes nearest to a standard flavor that is not found.
pub(super) fn near_flavor(context: &Context<'_>, expected: &StandardFlavor) -> Option<Near<NearFlavor>> {
    let flavors = context.flavors.as_ref()?;
    let old_name = expected.extra_specs.iter().find(|(spec, _)| &**spec == "scs:name-v1");
    let old_name = old_name.map_or("", |(_, name)| name.as_ref());
    let spelling = squeezed(&expected.name);
    let mut nearest: Option<(NearFlavor, usize, &Flavor)> = None;
    let mut consider = |how: NearFlavor, index: usize, flavor| {
        // In the order of the enum the first is the nearest.
        if nearest.is_none_or(|(other, ..)| (how as u8) < other as u8) {
            nearest = Some((how, index, flavor));
        }
    };
    for &(index, flavor) in &flavors.items {
        let Some(name) = flavor.name_text() else { continue };
        let seeming = seeming(name);
        if name == old_name {
            consider(NearFlavor::OldSyntax, index, flavor);
        } else if seeming.len() == spelling.len() && squeezed(&seeming) == spelling {
            consider(NearFlavor::OtherSpelling, index, flavor);
        } else if has_sizes(flavor, expected) && may_be(flavor, name, expected, context) {
            consider(NearFlavor::SameSize, index, flavor);
        }
    }
    let all = context.inventory.flavors.as_ref()?;
    for &(index, _) in &flavors.left_out {
        if let Some(flavor) = all.items.get(index)
            && (flavor.name_text() == Some(&expected.name)
                || spec_text(flavor, "scs:name-v2") == Some(&expected.name))
        {
            consider(NearFlavor::Private, index, flavor);
        }
    }
    let (how, index, flavor) = nearest?;
    let fits = has_sizes(flavor, expected);
    Some(Near { index, name: flavor.name_text().unwrap_or_default().into(), how, fits })
}

/// The name in lower case, with the same sign between all of its parts.
fn squeezed(name: &str) -> String {
    let is_between = |letter: char| !letter.is_ascii_alphanumeric() && letter != '.';
    name.split(is_between).collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// Whether the flavor has exactly the sizes of the standard flavor.
pub(crate) fn has_sizes(flavor: &Flavor, expected: &StandardFlavor) -> bool {
    let is = |value: Option<&Value>, expected: u64| {
        value.map_or(Some(0), read_integer) == i64::try_from(expected).ok()
    };
    is(flavor.vcpus.as_ref(), expected.cpus.into())
        && is(flavor.ram_mib.as_ref(), expected.ram_mib)
        && is(flavor.disk_gb.as_ref(), expected.disk_gb)
}

/// Whether a flavor of these sizes may be the standard flavor: it is no other standard flavor, and its own name does
/// not say that it is another kind of flavor.
fn may_be(flavor: &Flavor, name: &str, expected: &StandardFlavor, context: &Context<'_>) -> bool {
    let is_standard = |name: &str| context.catalogue.flavor(name).is_some();
    if is_standard(name) || spec_text(flavor, "scs:name-v2").is_some_and(is_standard) {
        return false;
    }
    let grammar = &context.catalogue.grammar;
    let is_other_hardware = |(key, value): (&str, &Value)| {
        const HARDWARE: [&str; 3] = ["pci_passthrough:", "resources:", "accel:"];
        let expected = expected.extra_specs.iter().find(|(spec, _)| **spec == *key);
        HARDWARE.iter().any(|prefix| key.starts_with(prefix))
            || (!key.starts_with("scs:name")
                && expected.is_some_and(|(_, expected)| value.as_text() != Some(expected)))
    };
    let has_more = [&flavor.ephemeral_gb, &flavor.swap_mib]
        .into_iter()
        .any(|size| size.as_ref().is_some_and(Value::is_truthy));
    if has_more || flavor.extra_specs.iter().flat_map(Properties::iter).any(is_other_hardware) {
        return false;
    }
    let (Reading::Valid { name, .. }, Reading::Valid { name: expected, .. }) =
        (read(name, grammar), read(&expected.name, grammar))
    else {
        return true;
    };
    let vendor = name.processor.as_ref().map(|processor| processor.vendor.as_str());
    let is_plain = name.gpu.is_none()
        && name.infiniband.is_none()
        && grammar.image_architecture(vendor) == grammar.image_architecture(None);
    let is_same_disk =
        name.disk.as_ref().map(|disk| &disk.disk_type) == expected.disk.as_ref().map(|disk| &disk.disk_type);
    let keeps_promises = !name.cpus.insecure && !name.memory.no_ecc && !name.memory.oversubscribed;
    is_plain && is_same_disk && name.cpus.cpu_type == expected.cpus.cpu_type && keeps_promises
}

/// The image that comes nearest to a standard image that is not found.
pub(super) fn near_image(context: &Context<'_>, spec: &ImageSpec) -> Option<Near<NearImage>> {
    let images = context.images.as_ref()?;
    let all = context.inventory.images.as_ref()?;
    let near = |index: usize, image: &Image, how| {
        Some(Near { index, name: image.name_text().unwrap_or_default().into(), how, fits: true })
    };
    for &(index, why) in images.left_out.iter().rev() {
        if let Some(image) = all.items.get(index)
            && image.name_text().is_some_and(|name| is_of(name, spec))
        {
            return near(index, image, NearImage::NotShown(why));
        }
    }
    if spec.scheme.is_some() {
        let others =
            || context.catalogue.images.iter().filter(|other| other.id != spec.id && other.scheme.is_some());
        let is_of_other =
            |image: &Image| image.name_text().is_some_and(|name| others().any(|other| is_of(name, other)));
        let &(index, image) = images.items.iter().rev().find(|(_, image)| is_of_other(image))?;
        return near(index, image, NearImage::OtherScheme);
    }
    // Of several the one with the shortest name: the others are variants of it.
    let same = images.items.iter().filter(|(_, image)| is_same_system(image, spec));
    let &(index, image) = same.min_by_key(|(_, image)| image.name_text().map(str::len))?;
    near(index, image, NearImage::OtherName)
}

/// Whether the name or the properties of an image say that it is the system of a standard image, from its publisher, and
/// nothing else.
fn is_same_system(image: &Image, spec: &ImageSpec) -> bool {
    /// Words that say no more than the plain name.
    const WORDS: [&str; 10] =
        ["lts", "server", "cloud", "cloudimg", "image", "gold", "generic", "amd64", "x86_64", "x64"];
    let wanted = spec.name.to_ascii_lowercase();
    let name = image.name_text().unwrap_or_default().to_ascii_lowercase();
    let text = |property: &str| image.property(property).and_then(Value::as_text).unwrap_or_default();
    let source = text("image_source");
    let is_elsewhere =
        !source.is_empty() && !spec.sources.iter().any(|prefix| source.starts_with(prefix.as_ref()));
    if is_elsewhere
        || !matches!(text("image_type"), "" | "image")
        || !matches!(text("architecture"), "" | "x86_64")
        || !matches!(text("os_purpose"), "" | "generic")
    {
        return false;
    }
    let is_named = name.split_once(&wanted).is_some_and(|(before, after)| {
        let is_apart = !after.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '.');
        let mut words = before.split(' ').chain(after.split(' ')).filter(|word| !word.is_empty());
        is_apart && words.all(|word| WORDS.contains(&word.trim_matches(['(', ')'])))
    });
    let system = format!("{} {}", text("os_distro"), text("os_version"));
    let is_described = system.eq_ignore_ascii_case(&wanted) && text("os_purpose") == "generic";
    is_named || (is_described && !name.contains(' '))
}

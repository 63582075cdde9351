//! What checks look at: the lists as an ordinary account is shown them, and lookups made once.

use super::official_text::{is_float, is_no_integer_after_all};
use super::problem::AbortCause;
use super::scs_0103_standard_flavors::Obstacles;
use super::{Options, RecordRef};
use crate::catalogue::Catalogue;
use crate::date::Moment;
use crate::flavor_name::{self, Reading};
use crate::inventory::{
    Completeness, Field, Flavor, Image, ImageUsage, Inventory, List, Record, SecurityGroupRule, Service,
    Value, VolumeType,
};
use std::collections::HashMap;

/// The records of a list that a member account is shown.
#[derive(Debug)]
pub struct Shown<'a, T> {
    /// The records, with their index in the list.
    pub items: Vec<(usize, &'a T)>,
    /// What was left out, and why.
    pub left_out: Vec<(usize, LeftOut)>,
    /// Whether the list is complete.
    pub completeness: Completeness,
    /// A key over which the official suite stumbles when it reads the list.
    pub(super) stumbles_over: Option<(RecordRef, AbortCause)>,
}

/// Why a record is not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// A hidden image: listings leave it out.
    Hidden,
    /// A private flavor or volume type: a member account is not shown it.
    Private,
    /// An image that is neither public nor community: the official suite leaves it out.
    NotForEveryone,
}

/// Everything that checks read.
#[derive(Debug)]
pub struct Context<'a> {
    /// The exports.
    pub inventory: &'a Inventory,
    /// The standards.
    pub catalogue: &'a Catalogue,
    /// The reference date.
    pub now: Moment,
    /// Flavors.
    pub flavors: Option<Shown<'a, Flavor>>,
    /// Images.
    pub images: Option<Shown<'a, Image>>,
    /// Volume types.
    pub volume_types: Option<Shown<'a, VolumeType>>,
    /// Default security group rules.
    pub rules: Option<Shown<'a, SecurityGroupRule>>,
    /// Services of the catalog.
    pub services: Option<Shown<'a, Service>>,
    /// Quotas of Glance.
    pub image_usage: Option<Shown<'a, ImageUsage>>,
    /// What the names of the flavors say; `None` where the official suite looks at no name.
    pub(super) flavor_names: Vec<Option<FlavorNaming>>,
    /// What stands in the way of looking up standard flavors.
    pub(super) flavor_obstacles: Obstacles,
    /// The official suite's lookup of standard flavors.
    pub(super) flavors_by_name: HashMap<&'a str, usize>,
    /// The considered image of each name; of several the last.
    pub(super) images_by_name: HashMap<&'a str, usize>,
    /// Image names in order of first appearance.
    pub(super) image_names: Vec<&'a str>,
}

/// What the name of a flavor says.
#[derive(Debug)]
pub(super) enum FlavorNaming {
    /// It is text.
    Text(Reading),
    /// It is something that the official suite stumbles over.
    NoText,
}

impl<'a> Context<'a> {
    /// Selects the records to judge and makes the lookups.
    pub fn new(inventory: &'a Inventory, catalogue: &'a Catalogue, options: &Options) -> Context<'a> {
        let is_private = |is_public: Option<&Value>| is_public == Some(&Value::Bool(false));
        let unless_listed = |left_out: LeftOut| (!options.as_listed).then_some(left_out);
        let flavors = inventory.flavors.as_ref().map(|list| {
            shown(list, flavor_stumbling_block, |flavor| {
                is_private(flavor.is_public.as_ref()).then(|| unless_listed(LeftOut::Private)).flatten()
            })
        });
        let images = inventory.images.as_ref().map(|list| {
            shown(list, image_stumbling_block, |image| {
                let hidden = image.os_hidden == Some(Value::Bool(true));
                hidden.then(|| unless_listed(LeftOut::Hidden)).flatten().or_else(|| {
                    let is_for_everyone = matches!(
                        image.visibility.as_ref().and_then(Value::as_text),
                        Some("public" | "community")
                    );
                    let is_unknown = !inventory.knows(image, Field::Visibility);
                    (!is_for_everyone && !is_unknown).then_some(LeftOut::NotForEveryone)
                })
            })
        });
        let volume_types = inventory.volume_types.as_ref().map(|list| {
            shown(
                list,
                |volume_type| volume_type.identity.reserved_key.as_deref(),
                |volume_type| {
                    is_private(volume_type.is_public.as_ref())
                        .then(|| unless_listed(LeftOut::Private))
                        .flatten()
                },
            )
        });
        let rules = inventory
            .rules
            .as_ref()
            .map(|list| shown(list, |rule| rule.identity.reserved_key.as_deref(), |_| None));
        let services = inventory.services.as_ref().map(|list| shown(list, |_| None, |_| None));
        let image_usage = inventory.image_usage.as_ref().map(|list| shown(list, |_| None, |_| None));
        let flavor_obstacles =
            flavors.as_ref().map(|flavors| Obstacles::new(inventory, flavors)).unwrap_or_default();
        let mut context = Context {
            flavor_obstacles,
            inventory,
            catalogue,
            now: options.now,
            flavors,
            images,
            volume_types,
            rules,
            services,
            image_usage,
            flavor_names: Vec::new(),
            flavors_by_name: HashMap::new(),
            images_by_name: HashMap::new(),
            image_names: Vec::new(),
        };
        context.look_up_flavors();
        context.look_up_images();
        context
    }

    /// First every flavor under the name that its extra spec gives, the last of equals; then, where the name is
    /// still free, every flavor whose own name starts with `SCS-`, the first of equals.
    fn look_up_flavors(&mut self) {
        let Some(flavors) = &self.flavors else { return };
        for &(index, flavor) in &flavors.items {
            self.flavor_names.push(read_name(flavor.identity.name.as_ref(), self.catalogue));
            if let Some(name) = spec_text(flavor, NAME_SPEC) {
                self.flavors_by_name.insert(name, index);
            }
        }
        for &(index, flavor) in &flavors.items {
            if let Some(name) = flavor.name_text()
                && name.starts_with(SCS_PREFIX)
            {
                self.flavors_by_name.entry(name).or_insert(index);
            }
        }
    }

    fn look_up_images(&mut self) {
        let Some(images) = &self.images else { return };
        for &(index, image) in &images.items {
            if let Some(name) = image.name_text()
                && self.images_by_name.insert(name, index).is_none()
            {
                self.image_names.push(name);
            }
        }
    }

    /// The image at an index of the list.
    pub(super) fn image(&self, index: usize) -> Option<&'a Image> {
        self.inventory.images.as_ref()?.items.get(index)
    }
}

/// The extra spec by which a standard flavor is found.
const NAME_SPEC: &str = "scs:name-v2";
const SCS_PREFIX: &str = "SCS-";

/// An extra spec of a flavor, if it is text.
pub(crate) fn spec_text<'a>(flavor: &'a Flavor, name: &str) -> Option<&'a str> {
    flavor.extra_specs.as_ref()?.get(name)?.as_text()
}

/// Reads the name as the official suite does: what is not truthy is no name, and of a list no name is made.
fn read_name(name: Option<&Value>, catalogue: &Catalogue) -> Option<FlavorNaming> {
    match name? {
        Value::Text(name) => match flavor_name::read(name, &catalogue.grammar) {
            Reading::NotScs => None,
            reading @ (Reading::Valid { .. } | Reading::Invalid { .. }) => Some(FlavorNaming::Text(reading)),
        },
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Composite { .. }) => {
            other.is_truthy().then_some(FlavorNaming::NoText)
        }
    }
}

/// The key whose value the official suite's client library cannot convert, or takes for something else.
fn flavor_stumbling_block(flavor: &Flavor) -> Option<&str> {
    let integers = [
        ("vcpus", &flavor.vcpus),
        ("ram", &flavor.ram_mib),
        ("disk", &flavor.disk_gb),
        ("swap", &flavor.swap_mib),
        ("OS-FLV-EXT-DATA:ephemeral", &flavor.ephemeral_gb),
    ];
    let no_integer =
        integers.into_iter().find(|(_, value)| value.as_ref().is_some_and(is_no_integer_after_all));
    let factor_is_no_number = flavor.rxtx_factor.as_ref().is_some_and(is_no_number);
    flavor
        .identity
        .reserved_key
        .as_deref()
        .or(no_integer.map(|(key, _)| key))
        .or(factor_is_no_number.then_some("rxtx_factor"))
}

/// As [`flavor_stumbling_block`], for images.
fn image_stumbling_block(image: &Image) -> Option<&str> {
    const FACTOR: &str = "instance_type_rxtx_factor";
    const INTEGERS: [&str; 6] = [
        "hw_cpu_cores",
        "hw_cpu_sockets",
        "hw_cpu_threads",
        "hw_serial_port_count",
        "hw_video_ram",
        "os_shutdown_timeout",
    ];
    let no_integer =
        INTEGERS.into_iter().find(|key| image.property(key).is_some_and(is_no_integer_after_all));
    let size_is_none = image.size_bytes.as_ref().is_some_and(is_no_integer_after_all);
    let factor_is_no_number = image.property(FACTOR).is_some_and(is_no_number);
    image
        .identity
        .reserved_key
        .as_deref()
        .or(no_integer)
        .or(size_is_none.then_some("size"))
        .or(factor_is_no_number.then_some(FACTOR))
}

/// Whether the value is text that is no number.
fn is_no_number(value: &Value) -> bool {
    value.as_text().is_some_and(|text| !is_float(text))
}

fn shown<T: Record>(
    list: &List<T>,
    stumbling_block: impl Fn(&T) -> Option<&str>,
    left_out: impl Fn(&T) -> Option<LeftOut>,
) -> Shown<'_, T> {
    let mut shown = Shown {
        items: Vec::new(),
        left_out: Vec::new(),
        completeness: list.completeness,
        stumbles_over: None,
    };
    for (index, record) in list.items.iter().enumerate() {
        let left_out = left_out(record);
        // Images that are not for everyone are left out by the suite itself, after it has read them.
        let is_read = matches!(left_out, None | Some(LeftOut::NotForEveryone));
        if is_read
            && shown.stumbles_over.is_none()
            && let Some(key) = stumbling_block(record)
        {
            let place = RecordRef { kind: T::KIND, index };
            shown.stumbles_over = Some((place, AbortCause::ReservedKey(key.into())));
        }
        match left_out {
            Some(reason) => shown.left_out.push((index, reason)),
            None => shown.items.push((index, record)),
        }
    }
    shown
}

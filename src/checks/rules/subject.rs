//! Which records a rule speaks of, and what they say under a key.

use crate::catalogue::{Catalogue, FromName, NameScheme, Of, StandardFlavor, When};
use crate::checks::context::{Context, LeftOut};
use crate::checks::scs_0102_image_metadata::is_hidden;
use crate::checks::scs_0104_standard_images::is_of;
use crate::flavor_name::{Reading, Syntax, canonical, extra_specs, read};
use crate::inventory::{Field, Flavor, Image, Inventory, Record, Value, VolumeType, decimal};
use std::collections::HashMap;

/// Whether a rule speaks of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    Yes,
    No,
    /// The export cannot carry a field that tells.
    Unknown(Field),
}

/// What a record says under a key; the field where the export cannot carry it.
pub(super) type Said<'a> = Result<Option<&'a Value>, Field>;

/// A record that rules can speak of.
pub(super) trait Subject: Record {
    /// What it says under the key; null and empty text are as good as nothing.
    fn said<'a>(&'a self, key: &str, inventory: &Inventory) -> Said<'a>;
}

fn known<'a, T: Record>(
    inventory: &Inventory,
    record: &T,
    field: Field,
    value: Option<&'a Value>,
) -> Said<'a> {
    let value = value.filter(|value| !matches!(value, Value::Null) && value.as_text() != Some(""));
    if value.is_none() && !inventory.knows(record, field) { Err(field) } else { Ok(value) }
}

impl Subject for Image {
    fn said<'a>(&'a self, key: &str, inventory: &Inventory) -> Said<'a> {
        let (field, value) = match key {
            "name" => (Field::Name, self.identity.name.as_ref()),
            "visibility" => (Field::Visibility, self.visibility.as_ref()),
            "os_hidden" => (Field::OsHidden, self.os_hidden.as_ref()),
            "min_disk" => (Field::MinDisk, self.min_disk_gib.as_ref()),
            "min_ram" => (Field::MinRam, self.min_ram_mib.as_ref()),
            "size" => (Field::Size, self.size_bytes.as_ref()),
            "created_at" => (Field::CreatedAt, self.created_at.as_ref()),
            "os_hash_algo" => (Field::OsHashAlgo, self.os_hash_algo.as_ref()),
            // Every image has them, so one without says only that the export does not tell.
            "status" | "owner" | "protected" => {
                let value = match key {
                    "status" => &self.status,
                    "owner" => &self.owner,
                    _ => &self.protected,
                };
                return value.as_ref().map(Some).ok_or(Field::Properties);
            }
            _ => (Field::Properties, self.property(key)),
        };
        known(inventory, self, field, value)
    }
}

impl Subject for Flavor {
    fn said<'a>(&'a self, key: &str, inventory: &Inventory) -> Said<'a> {
        let (field, value) = match key {
            "name" => (Field::Name, self.identity.name.as_ref()),
            "vcpus" => (Field::Vcpus, self.vcpus.as_ref()),
            "ram" => (Field::Ram, self.ram_mib.as_ref()),
            "disk" => (Field::Disk, self.disk_gb.as_ref()),
            _ => (Field::ExtraSpecs, self.extra_specs.as_ref().and_then(|specs| specs.get(key))),
        };
        known(inventory, self, field, value)
    }
}

impl Subject for VolumeType {
    fn said<'a>(&'a self, key: &str, inventory: &Inventory) -> Said<'a> {
        match key {
            "name" => known(inventory, self, Field::Name, self.identity.name.as_ref()),
            "description" => known(inventory, self, Field::Description, self.description.as_ref()),
            // Only some accounts are shown extra specs of volume types.
            _ => match &self.extra_specs {
                None => Err(Field::ExtraSpecs),
                Some(specs) => known(inventory, self, Field::ExtraSpecs, specs.get(key)),
            },
        }
    }
}

/// Whether the value is the wanted one; what is no text may be written in small letters or large ones.
pub(super) fn is_value(value: &Value, wanted: &str) -> bool {
    match value.as_text() {
        Some(text) => text == wanted,
        None => value.to_string().eq_ignore_ascii_case(wanted),
    }
}

/// The conditions of a rule, made ready.
pub(super) struct Conditions<'a> {
    when: &'a When,
    scheme: Option<NameScheme>,
    catalogue: &'a Catalogue,
    inventory: &'a Inventory,
}

impl<'a> Conditions<'a> {
    pub(super) fn new(context: &'a Context<'_>, when: &'a When) -> Conditions<'a> {
        let scheme = when.name_scheme.as_deref().and_then(|scheme| context.catalogue.name_scheme(scheme));
        Conditions { when, scheme, catalogue: context.catalogue, inventory: context.inventory }
    }

    /// What does not hold excludes a record, whatever else is unknown of it.
    pub(super) fn meant<T: Subject>(&self, record: &T) -> Meant {
        let names = (!self.when.names.is_empty())
            .then_some(Condition { key: "name", values: &self.when.names })
            .into_iter();
        let properties =
            self.when.properties.iter().map(|(key, values)| Condition { key: key.as_ref(), values });
        let mut meant = all(names.chain(properties).map(|condition| condition.of(record, self.inventory)));
        if self.scheme.is_some() || !self.when.images.is_empty() {
            meant = meant.and(match record.said("name", self.inventory) {
                Err(field) => Meant::Unknown(field),
                Ok(name) => name.and_then(Value::as_text).is_some_and(|name| self.is_named(name)).into(),
            });
        }
        meant
    }

    fn is_named(&self, name: &str) -> bool {
        let is_of_spec = |id: &str| self.catalogue.image(id).is_some_and(|spec| is_of(name, spec));
        self.scheme.as_ref().is_none_or(|scheme| scheme.is_match(name))
            && (self.when.images.is_empty() || self.when.images.iter().any(|id| is_of_spec(id)))
    }

    /// As [`Conditions::meant`], with what only images have. Without a word on it, they are those that are judged anyway.
    pub(super) fn meant_image(&self, image: &Image, left_out: Option<LeftOut>) -> Meant {
        let visibility = image.visibility.as_ref().and_then(Value::as_text);
        let visibilities = if self.when.visibility.is_empty() {
            &["public", "community"][..]
        } else {
            &self.when.visibility
        };
        let visible = if self.inventory.knows(image, Field::Visibility) {
            Meant::from(visibility.is_some_and(|found| visibilities.contains(&found)))
        } else {
            Meant::Unknown(Field::Visibility)
        };
        let hidden = match self.when.hidden {
            None => Meant::from(left_out != Some(LeftOut::Hidden)),
            // Lists leave hidden images out unless they are asked for.
            Some(false) => Meant::from(!is_hidden(image)),
            Some(true) if self.inventory.knows(image, Field::OsHidden) => Meant::from(is_hidden(image)),
            Some(true) => Meant::Unknown(Field::OsHidden),
        };
        let status = if self.when.status.is_empty() {
            Meant::Yes
        } else {
            Condition { key: "status", values: &self.when.status }.of(image, self.inventory)
        };
        hidden.and(visible).and(status).and(self.meant(image))
    }
}

struct Condition<'a> {
    key: &'a str,
    values: &'a [Box<str>],
}

impl Condition<'_> {
    fn of<T: Subject>(&self, record: &T, inventory: &Inventory) -> Meant {
        match record.said(self.key, inventory) {
            Err(field) => Meant::Unknown(field),
            Ok(None) => Meant::No,
            Ok(Some(value)) => {
                let is_one = self.values.iter().any(|wanted| is_value(value, wanted));
                (self.values.is_empty() || is_one).into()
            }
        }
    }
}

impl From<bool> for Meant {
    fn from(is_meant: bool) -> Meant {
        if is_meant { Meant::Yes } else { Meant::No }
    }
}

impl Meant {
    pub(super) fn and(self, other: Meant) -> Meant {
        match (self, other) {
            (Meant::No, _) | (_, Meant::No) => Meant::No,
            (Meant::Unknown(field), _) | (_, Meant::Unknown(field)) => Meant::Unknown(field),
            (Meant::Yes, Meant::Yes) => Meant::Yes,
        }
    }
}

fn all(conditions: impl Iterator<Item = Meant>) -> Meant {
    conditions.fold(Meant::Yes, Meant::and)
}

/// Flavors by what they are found as.
pub(super) struct Groups<'a> {
    of: Of,
    /// The standard flavors that each flavor is found as, by its index.
    found_as: HashMap<usize, Vec<&'a StandardFlavor>>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(context: &Context<'a>, of: Of) -> Groups<'a> {
        let mut found_as: HashMap<usize, Vec<&StandardFlavor>> = HashMap::new();
        for standard in &context.catalogue.flavors {
            if let Some(index) = context.flavors_by_name.get(standard.name.as_ref()) {
                found_as.entry(*index).or_default().push(standard);
            }
        }
        Groups { of, found_as }
    }

    fn found_as(&self, index: usize) -> &[&'a StandardFlavor] {
        self.found_as.get(&index).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the flavor is in the group of the rule.
    pub(super) fn meant(&self, index: usize, flavor: &Flavor, inventory: &Inventory) -> Meant {
        let is_mandatory = match self.of {
            Of::Images | Of::Flavors | Of::VolumeTypes => return Meant::Yes,
            Of::ScsFlavors => {
                return if inventory.knows(flavor, Field::Name) {
                    flavor.name_text().is_some_and(|name| name.starts_with("SCS-")).into()
                } else {
                    Meant::Unknown(Field::Name)
                };
            }
            Of::StandardFlavors => None,
            Of::MandatoryFlavors => Some(true),
            Of::RecommendedFlavors => Some(false),
        };
        // It is found by an extra spec, or else by its name.
        let unknown =
            [Field::Name, Field::ExtraSpecs].into_iter().find(|field| !inventory.knows(flavor, *field));
        let mut found = self.found_as(index).iter();
        match unknown {
            Some(field) => Meant::Unknown(field),
            None => found.any(|standard| is_mandatory.is_none_or(|is| is == standard.is_mandatory)).into(),
        }
    }

    /// What the name of the flavor says: that of the standard flavor which it is found as, or else its own.
    pub(super) fn name_says(
        &self,
        index: usize,
        flavor: &Flavor,
        what: FromName,
        catalogue: &Catalogue,
    ) -> Option<String> {
        let by_group = match self.of {
            Of::StandardFlavors | Of::MandatoryFlavors | Of::RecommendedFlavors => {
                self.found_as(index).first()
            }
            Of::Images | Of::Flavors | Of::ScsFlavors | Of::VolumeTypes => None,
        };
        let text = by_group.map(|standard| standard.name.as_ref()).or_else(|| flavor.name_text())?;
        let Reading::Valid { name, .. } = read(text, &catalogue.grammar) else { return None };
        let spec = |key: &str| {
            let mut specs = extra_specs(&name, &catalogue.grammar)?.into_iter();
            specs.find(|(spec, _)| *spec == key).map(|(_, value)| value)
        };
        match what {
            FromName::Current => Some(canonical(&name, Syntax::V2)),
            FromName::Old => Some(canonical(&name, Syntax::V1)),
            FromName::Cpus => Some(name.cpus.count.as_str().to_owned()),
            FromName::CpuType => spec("scs:cpu-type"),
            FromName::RamGib => Some(decimal(name.memory.gib)),
            FromName::RamMib => Some(decimal(name.memory.gib * 1024.0)),
            FromName::DiskGb => Some(name.disk.as_ref()?.size_gb.as_ref()?.as_str().to_owned()),
            FromName::DiskType => spec("scs:disk0-type"),
        }
    }
}

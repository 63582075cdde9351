//! Raw records → typed records, and several sources → one inventory.

use super::columns::Column;
use super::endpoints;
use super::error::IntakeNote;
use super::record::{Entry, RawRecord, number};
use crate::inventory::{
    Completeness, Field, FieldSet, Flavor, Form, Identity, Image, ImageUsage, List, Origin, Properties,
    RESERVED_KEYS, Record, SecurityGroupRule, Service, Value, VolumeType,
};
use std::collections::HashMap;
use std::rc::Rc;

/// A typed record that can be made of a raw one.
pub(super) trait Assemble: Record {
    /// Makes the record. Adds to `seen` the fields that the raw record had a key for.
    fn assemble(raw: &mut RawRecord, form: Form, origin: Origin, seen: &mut FieldSet) -> Self;

    /// What is worth saying of all records of a source.
    fn note(_records: &[Self]) -> Option<IntakeNote> {
        None
    }

    /// The fields that the sources of this form cannot carry, given those that some record had a key for.
    fn lacks(form: Form, seen: FieldSet, records: &[Self]) -> FieldSet;
}

/// Notes the field if the record has a key for it, and takes the value.
fn take(raw: &mut RawRecord, column: Column, field: Field, seen: &mut FieldSet) -> Option<Value> {
    if raw.has(column) {
        seen.insert(field);
    }
    raw.take(column)
}

fn take_id(raw: &mut RawRecord) -> Option<Box<str>> {
    let id = match raw.take(Column::Id).or_else(|| raw.take(Column::OtherId))? {
        Value::Text(id) => id,
        // Flavor ids may be numbers in hand-made exports.
        Value::Number(id) => Value::Number(id).to_string().into(),
        Value::Null | Value::Bool(_) | Value::Composite { .. } => return None,
    };
    (!id.is_empty()).then_some(id)
}

fn take_identity(raw: &mut RawRecord, origin: Origin, seen: &mut FieldSet) -> Identity {
    let reserved_key =
        raw.entries().iter().map(|entry| entry.key.as_str()).find(|key| RESERVED_KEYS.contains(key));
    Identity {
        origin,
        also: Vec::new(),
        reserved_key: reserved_key.map(Into::into),
        id: take_id(raw),
        name: take(raw, Column::Name, Field::Name, seen),
    }
}

/// Extra specs, under whichever of their names; old SDK dumps have both, with noise in `properties`. `None` where there
/// is no such key, or a text that cannot be read.
fn take_extra_specs(raw: &mut RawRecord) -> Option<Properties> {
    if let Some(specs) = raw.extra_specs.take().or_else(|| raw.properties.take()) {
        return Some(specs.into_iter().collect());
    }
    let is_specs =
        |entry: &&Entry| matches!(entry.key.column(), Some(Column::Properties | Column::ExtraSpecs));
    let mut entries = raw.entries().iter().filter(is_specs).peekable();
    entries.peek()?;
    // The old clients print no extra specs as empty text.
    let is_blank = |entry: &Entry| entry.value.as_text().is_none_or(|text| text.trim().is_empty());
    entries.all(is_blank).then(Properties::default)
}

fn unseen(seen: FieldSet, of: &[Field]) -> FieldSet {
    of.iter().copied().filter(|field| !seen.contains(*field)).collect()
}

impl Assemble for Flavor {
    fn assemble(raw: &mut RawRecord, form: Form, origin: Origin, seen: &mut FieldSet) -> Flavor {
        let mut identity = take_identity(raw, origin, seen);
        // An answer of Nova with a null here makes the official suite stumble, too.
        let is_null =
            |entry: &Entry| entry.key.column() == Some(Column::ExtraSpecs) && entry.value == Value::Null;
        if form == Form::Api && identity.reserved_key.is_none() && raw.entries().iter().any(is_null) {
            identity.reserved_key = Some("extra_specs".into());
        }
        let extra_specs = take_extra_specs(raw);
        if extra_specs.is_some() {
            seen.insert(Field::ExtraSpecs);
        }
        let is_public = take(raw, Column::IsPublic, Field::IsPublic, seen);
        Flavor {
            identity,
            vcpus: take(raw, Column::Vcpus, Field::Vcpus, seen),
            ram_mib: take(raw, Column::Ram, Field::Ram, seen),
            disk_gb: take(raw, Column::Disk, Field::Disk, seen),
            is_public: take(raw, Column::FlavorIsPublic, Field::IsPublic, seen).or(is_public),
            ephemeral_gb: raw.take(Column::Ephemeral),
            swap_mib: raw
                .take(Column::Swap)
                .map(|swap| if swap.as_text() == Some("") { 0.into() } else { swap }),
            rxtx_factor: raw.take(Column::RxtxFactor),
            description: raw.take(Column::Description),
            extra_specs,
        }
    }

    fn note(records: &[Flavor]) -> Option<IntakeNote> {
        let has_none = |flavor: &Flavor| flavor.extra_specs.as_ref().is_some_and(Properties::is_empty);
        (!records.is_empty() && records.iter().all(has_none)).then_some(IntakeNote::NoExtraSpecsAnywhere)
    }

    fn lacks(form: Form, seen: FieldSet, records: &[Flavor]) -> FieldSet {
        let mut lacks = unseen(
            seen,
            &[Field::Name, Field::Vcpus, Field::Ram, Field::Disk, Field::IsPublic, Field::ExtraSpecs],
        );
        // openstacksdk reports empty extra specs unless it was asked to fetch them.
        let has_specs = |flavor: &Flavor| flavor.extra_specs.as_ref().is_some_and(|specs| !specs.is_empty());
        if form == Form::Sdk && !records.iter().any(has_specs) {
            lacks.insert(Field::ExtraSpecs);
        }
        lacks
    }
}

impl Assemble for Image {
    fn assemble(raw: &mut RawRecord, form: Form, origin: Origin, seen: &mut FieldSet) -> Image {
        let is_custom = |name: &str| !Image::is_declared_key(name) && name != "properties";
        let nested = raw.properties.take();
        let has_custom_properties = match form {
            Form::ClientList | Form::FlavorManager => false,
            Form::ClientShow | Form::Sdk | Form::Terraform | Form::ImageManager => {
                nested.iter().flatten().any(|(name, _)| is_custom(name))
            }
            // A body with an object `properties` is hand-made; the official suite takes that object as it is.
            Form::Api => nested.is_some() || raw.entries().iter().any(|entry| is_custom(entry.key.as_str())),
        };
        let knows_properties = match form {
            Form::ClientList | Form::FlavorManager => false,
            Form::ClientShow | Form::Sdk | Form::Terraform | Form::ImageManager => true,
            // A body of Glance is told from a hand-made list of names by what Glance always gives.
            Form::Api => raw.has(Column::CreatedAt) || raw.has(Column::DiskFormat) || has_custom_properties,
        };
        if knows_properties {
            seen.insert(Field::Properties);
        }
        if raw.has(Column::Tags) {
            seen.insert(Field::Tags);
        }
        if form == Form::Sdk && !raw.has(Column::OsHidden) {
            raw.rename(Column::IsHidden, "os_hidden", Column::OsHidden);
        } else if form == Form::Terraform {
            raw.rename(Column::Hidden, "os_hidden", Column::OsHidden);
        } else {
            // In an answer of Glance a property `is_hidden` overrides an earlier `os_hidden` when the official suite asks
            // whether the image is hidden, and the other way round.
            raw.forget_overridden(Column::IsHidden, Column::OsHidden);
        }
        let mut image = Image {
            identity: take_identity(raw, origin, seen),
            visibility: take(raw, Column::Visibility, Field::Visibility, seen),
            status: raw.take(Column::Status),
            owner: raw.take(Column::Owner),
            protected: raw.take(Column::Protected),
            tags: std::mem::take(&mut raw.tags),
            os_hidden: take(raw, Column::OsHidden, Field::OsHidden, seen),
            min_disk_gib: take(raw, Column::MinDisk, Field::MinDisk, seen),
            min_ram_mib: take(raw, Column::MinRam, Field::MinRam, seen),
            size_bytes: take(raw, Column::Size, Field::Size, seen),
            created_at: take(raw, Column::CreatedAt, Field::CreatedAt, seen),
            os_hash_algo: take(raw, Column::OsHashAlgo, Field::OsHashAlgo, seen),
            properties: None,
            has_custom_properties,
        };
        if form == Form::Terraform && image.size_bytes == Some(0.into()) {
            // The provider writes 0 for an image without data.
            image.size_bytes = Some(Value::Null);
        }
        if matches!(form, Form::ClientShow | Form::Terraform) {
            // `show` puts these two among the properties; its oldest versions print them as text.
            for (name, value) in nested.iter().flatten() {
                match name.as_ref() {
                    "os_hidden" => {
                        image.os_hidden = Some(bool_of_text(value));
                        seen.insert(Field::OsHidden);
                    }
                    "os_hash_algo" => {
                        image.os_hash_algo = Some(null_of_text(value));
                        seen.insert(Field::OsHashAlgo);
                    }
                    _ => {}
                }
            }
        }
        if form != Form::ClientList {
            // The SDK keeps known properties on top, null when unset; older versions repeat all of them there.
            let is_set = |name: &str, value: &Value| {
                form != Form::Sdk || (*value != Value::Null && Image::is_declared_key(name))
            };
            let holds_others = |name: &str| form != Form::Api && name == "properties";
            let on_top =
                flat_properties(raw).filter(|(name, value)| is_set(name, value) && !holds_others(name));
            let on_top = on_top.map(|(name, value)| (service_name(name, form), value));
            let nested =
                nested.into_iter().flatten().filter(|(name, _)| !NESTED_FIELDS.contains(&name.as_ref()));
            image.properties = Some(nested.chain(on_top).collect());
        }
        image
    }

    fn lacks(form: Form, seen: FieldSet, _records: &[Image]) -> FieldSet {
        let mut lacks = unseen(
            seen,
            &[
                Field::Name,
                Field::Visibility,
                Field::OsHidden,
                Field::MinDisk,
                Field::MinRam,
                Field::Size,
                Field::CreatedAt,
                Field::OsHashAlgo,
                Field::Properties,
                Field::Tags,
            ],
        );
        match form {
            // `show` leaves out what is null.
            Form::ClientShow => {
                lacks.remove(Field::Name);
                lacks.remove(Field::Size);
            }
            // What is in no image of an answer of Glance is not there: old versions know no hash but the checksum.
            Form::Api if seen.contains(Field::CreatedAt) => lacks.remove(Field::OsHashAlgo),
            Form::Api | Form::ClientList | Form::Sdk | Form::Terraform | Form::FlavorManager => {}
            // There are no data yet, and nothing was registered.
            Form::ImageManager => {
                lacks.remove(Field::Size);
                lacks.remove(Field::CreatedAt);
            }
        }
        lacks
    }
}

/// The entries of a flat image that are no fields of their own.
fn flat_properties(raw: &mut RawRecord) -> impl Iterator<Item = (Rc<str>, Value)> + '_ {
    raw.drain_entries().filter(|entry| !entry.key.column().is_some_and(is_image_field)).filter_map(|entry| {
        let is_skipped = matches!(entry.key.column(), Some(Column::Skipped | Column::Url))
            && Image::is_declared_key(entry.key.as_str());
        (!is_skipped).then(|| (entry.key.into_name(), entry.value))
    })
}

/// Columns that are fields of [`Image`].
fn is_image_field(column: Column) -> bool {
    matches!(
        column,
        Column::Id
            | Column::Name
            | Column::Visibility
            | Column::Status
            | Column::Owner
            | Column::Protected
            | Column::Tags
            | Column::OsHidden
            | Column::MinDisk
            | Column::MinRam
            | Column::Size
            | Column::CreatedAt
            | Column::OsHashAlgo
    )
}

/// Properties of `show` that are fields of [`Image`].
const NESTED_FIELDS: [&str; 4] = ["hash_algo", "os_hash_algo", "os_hash_value", "os_hidden"];

/// openstacksdk's own names for properties, and the image service's.
const SDK_NAMES: [(&str, &str); 5] = [
    ("has_auto_disk_config", "auto_disk_config"),
    ("is_hw_boot_menu_enabled", "hw_boot_menu"),
    ("is_hw_vif_multiqueue_enabled", "hw_vif_multiqueue_enabled"),
    ("needs_config_drive", "img_config_drive"),
    ("needs_secure_boot", "os_secure_boot"),
];

/// The name that the image service gives to a property.
fn service_name(name: Rc<str>, form: Form) -> Rc<str> {
    let renamed = SDK_NAMES.iter().find(|(sdk, _)| form == Form::Sdk && *sdk == name.as_ref());
    renamed.map_or(name, |(_, service)| (*service).into())
}

fn bool_of_text(value: &Value) -> Value {
    match value.as_text() {
        Some("True") => true.into(),
        Some("False") => false.into(),
        _ => value.clone(),
    }
}

fn null_of_text(value: &Value) -> Value {
    if value.as_text() == Some("None") { Value::Null } else { value.clone() }
}

impl Assemble for VolumeType {
    fn assemble(raw: &mut RawRecord, _form: Form, origin: Origin, seen: &mut FieldSet) -> VolumeType {
        let also_public = take(raw, Column::VolumeTypeIsPublic, Field::IsPublic, seen);
        VolumeType {
            identity: take_identity(raw, origin, seen),
            description: take(raw, Column::Description, Field::Description, seen),
            is_public: take(raw, Column::IsPublic, Field::IsPublic, seen).or(also_public),
            extra_specs: take_extra_specs(raw),
        }
    }

    fn lacks(_form: Form, seen: FieldSet, _records: &[VolumeType]) -> FieldSet {
        unseen(seen, &[Field::Name, Field::Description, Field::IsPublic])
    }
}

impl Assemble for SecurityGroupRule {
    fn assemble(raw: &mut RawRecord, form: Form, origin: Origin, seen: &mut FieldSet) -> SecurityGroupRule {
        // The client prints a rule without prefix and one for any address alike, in lists and on its own.
        let is_told = |prefix: &Value| !matches!(prefix.as_text(), Some("0.0.0.0/0" | "::/0"));
        let remote_ip_prefix = match form {
            Form::ClientList => raw.take(Column::IpRange).filter(is_told),
            Form::ClientShow => raw.take(Column::RemoteIpPrefix).filter(is_told),
            Form::Api | Form::Sdk | Form::Terraform | Form::FlavorManager | Form::ImageManager => {
                take(raw, Column::RemoteIpPrefix, Field::RemoteIpPrefix, seen)
            }
        };
        if raw.has(Column::Protocol)
            && (raw.has(Column::PortRange)
                || (raw.has(Column::PortRangeMin) && raw.has(Column::PortRangeMax)))
        {
            seen.insert(Field::Protocol);
        }
        let protocol = raw.take(Column::Protocol);
        let protocol = protocol.map(|protocol| if is_any(&protocol) { Value::Null } else { protocol });
        let range = raw.take(Column::PortRange);
        let (lowest, highest) =
            range.map(|range| ends_of_range(&range, protocol.as_ref())).unwrap_or_default();
        SecurityGroupRule {
            identity: take_identity(raw, origin, seen),
            direction: raw.take(Column::Direction),
            ethertype: raw.take(Column::Ethertype),
            protocol,
            port_range_min: raw.take(Column::PortRangeMin).or(lowest),
            port_range_max: raw.take(Column::PortRangeMax).or(highest),
            remote_group_id: raw.take(Column::RemoteGroupId),
            remote_ip_prefix,
            used_in_default_sg: take(raw, Column::UsedInDefaultSg, Field::UsedIn, seen),
            used_in_non_default_sg: take(raw, Column::UsedInNonDefaultSg, Field::UsedIn, seen),
        }
    }

    fn lacks(_form: Form, seen: FieldSet, _records: &[SecurityGroupRule]) -> FieldSet {
        unseen(seen, &[Field::RemoteIpPrefix, Field::UsedIn, Field::Protocol])
    }
}

/// Whether the client says that any protocol or port will do: nothing, or one of its words for that.
fn is_any(value: &Value) -> bool {
    value.as_text().is_some_and(|text| matches!(text, "" | "any" | "None"))
}

/// The ends of a range as the client's list prints it: `22:22`, `type=8:code=1`, or nothing. `None` for what it does not
/// tell: of ICMP it leaves out what is 0 and what is null.
fn ends_of_range(range: &Value, protocol: Option<&Value>) -> (Option<Value>, Option<Value>) {
    let is_icmp = protocol
        .and_then(Value::as_text)
        .is_some_and(|protocol| matches!(protocol, "1" | "58") || protocol.contains("icmp"));
    let Some(text) = range.as_text().filter(|_| !is_any(range)) else {
        let any = (!is_icmp).then_some(Value::Null);
        return (any.clone(), any);
    };
    let end = |text: &str| {
        let text = text.split_once('=').map_or(text, |(_, code)| code);
        (!text.is_empty()).then(|| number(text).unwrap_or_else(|| text.into()))
    };
    let (low, high) = text.split_once(':').unwrap_or((text, ""));
    (end(low), end(high))
}

impl Assemble for ImageUsage {
    fn assemble(raw: &mut RawRecord, _form: Form, origin: Origin, seen: &mut FieldSet) -> ImageUsage {
        let mut identity = take_identity(raw, origin, seen);
        identity.name = identity.name.or_else(|| raw.take(Column::Quota));
        ImageUsage {
            identity,
            limit: take(raw, Column::Limit, Field::Limit, seen),
            usage: raw.take(Column::Usage),
        }
    }

    fn lacks(_form: Form, seen: FieldSet, _records: &[ImageUsage]) -> FieldSet {
        unseen(seen, &[Field::Limit])
    }
}

impl Assemble for Service {
    fn assemble(raw: &mut RawRecord, _form: Form, origin: Origin, seen: &mut FieldSet) -> Service {
        let (interface, url) = (raw.take(Column::Interface), raw.take(Column::Url));
        let listed = raw.endpoints.take();
        let endpoints = match (listed, raw.take(Column::Endpoints), interface, url) {
            (Some(listed), ..) => endpoints::of_list(&listed),
            (None, Some(text), ..) => text.as_text().and_then(endpoints::of_text),
            (None, None, Some(interface), Some(url)) => endpoints::of_values(&interface, &url),
            (None, None, ..) => None,
        };
        let identity = take_identity(raw, origin, seen);
        let name = identity.name.or_else(|| raw.take(Column::ServiceName));
        Service {
            // Lists disagree on what they call the id of a service; its name and type tell it from others.
            identity: Identity { id: None, name, ..identity },
            service_type: raw.take(Column::Type).or_else(|| raw.take(Column::ServiceType)),
            endpoints,
        }
    }

    fn lacks(_form: Form, _seen: FieldSet, records: &[Service]) -> FieldSet {
        // Endpoints that could not be read are as good as none.
        let has_none = |service: &Service| service.endpoints.is_none();
        records.iter().any(has_none).then_some(Field::Endpoints).into_iter().collect()
    }
}

/// Where records of a list stand, by id and by name.
#[derive(Default)]
struct Places {
    by_id: HashMap<Box<str>, usize>,
    by_name: HashMap<Box<str>, usize>,
}

impl Places {
    #[inline(never)] // One copy for all kinds.
    fn add(map: &mut HashMap<Box<str>, usize>, key: Option<&str>, at: usize) {
        if let Some(key) = key {
            map.insert(key.into(), at);
        }
    }

    /// The place of a record that may be the same, and whether only the name says so.
    #[inline(never)]
    fn find(&self, id: Option<&str>, name: Option<&str>) -> Option<(usize, bool)> {
        let by_id = id.and_then(|id| self.by_id.get(id)).map(|at| (*at, false));
        by_id.or_else(|| Some((*self.by_name.get(name?)?, true)))
    }
}

/// Adds the records of one source to a list. Records merge by id, or by name where one of the two has no id;
/// the order is that of first appearance.
pub(super) fn add_to_list<T: Record>(
    list: &mut Option<List<T>>,
    records: Vec<T>,
    completeness: Completeness,
    notes: &mut Vec<IntakeNote>,
) {
    let List { items, completeness: so_far } =
        list.get_or_insert_with(|| List { items: Vec::new(), completeness });
    *so_far = so_far.or(completeness);
    let mut places = Places::default();
    for (at, item) in items.iter().enumerate() {
        Places::add(&mut places.by_id, item.id(), at);
        // Within one source, records without id that bear one name are several.
        Places::add(&mut places.by_name, item.name_text(), at);
    }
    let (mut repeated, mut contradicting, mut first_id) = (0, 0, None);
    for record in records {
        let found = places.find(record.id(), record.name_text());
        let known = found.and_then(|(at, by_name)| Some((items.get_mut(at)?, by_name)));
        // Where both have an id, the name alone says nothing.
        let known = known.filter(|(item, by_name)| !by_name || item.id().is_none() || record.id().is_none());
        match known.map(|(item, _)| (item.merged_with(&record), item)) {
            Some((Ok(merged), item)) => {
                *item = merged;
                repeated += 1;
                continue;
            }
            Some((Err(_), _)) => {
                contradicting += 1;
                first_id = first_id.or_else(|| record.id().map(Into::into));
            }
            None => {}
        }
        Places::add(&mut places.by_id, record.id(), items.len());
        items.push(record);
    }
    if repeated > 0 {
        notes.push(IntakeNote::Repeated(T::KIND, repeated));
    }
    if contradicting > 0 {
        let id = first_id.unwrap_or_default();
        notes.push(IntakeNote::Contradicting { kind: T::KIND, records: contradicting, id });
    }
}

//! Two exports → the records in which they differ: of one cloud at two times, or of two regions.

use super::stated::{Pair, Stated, compare};
use crate::inventory::{
    Completeness, Field, Flavor, Image, ImageUsage, Inventory, Kind, List, Properties, Record,
    SecurityGroupRule, Service, Value, VolumeType,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What differs between two inventories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordChange {
    /// One side alone has a list of the kind; what the other one offers is not known.
    List {
        /// The kind.
        kind: Kind,
        /// Who has it.
        only: Side,
        /// How many records it holds.
        count: usize,
    },
    /// One side alone has the record.
    Record {
        /// Its kind.
        kind: Kind,
        /// Which one.
        record: RecordId,
        /// Who has it.
        only: Side,
        /// Whether the list of the other side may lack records, so that it may have it, too.
        is_uncertain: bool,
    },
    /// A field of a record that both sides have. Where a field has several values, each that is gone or new is a change
    /// of its own.
    Field {
        /// The kind of the record.
        kind: Kind,
        /// Which one.
        record: RecordId,
        /// The field as the API calls it; extra specs and properties by their own name.
        field: Box<str>,
        /// The value before; `None` if there was none.
        before: Option<Box<str>>,
        /// The value after; `None` if there is none.
        after: Option<Box<str>>,
    },
}

/// What a record is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordId {
    /// Its name; a service's type, and what a rule says.
    pub name: Option<Box<str>>,
    /// Its id; the new one, if both sides have one.
    pub id: Option<Box<str>>,
}

/// One of two inventories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// The first.
    Before,
    /// The second.
    After,
}

/// What differs between two inventories, list by list; in each as the second one has the records, and what is gone at the
/// end.
///
/// Records are the same if their ids are. What is left, without ids or with others, is matched by name: an image that was
/// replaced has another id. Where no id at all is in common, the inventories are of two clouds, and ids are not compared.
pub fn inventory_changes(before: &Inventory, after: &Inventory) -> Vec<RecordChange> {
    let both = Both { before, after };
    let mut changes = Vec::new();
    both.compare(before.flavors.as_ref(), after.flavors.as_ref(), &mut changes);
    both.compare(before.images.as_ref(), after.images.as_ref(), &mut changes);
    both.compare(before.volume_types.as_ref(), after.volume_types.as_ref(), &mut changes);
    both.compare(before.rules.as_ref(), after.rules.as_ref(), &mut changes);
    both.compare(before.services.as_ref(), after.services.as_ref(), &mut changes);
    both.compare(before.image_usage.as_ref(), after.image_usage.as_ref(), &mut changes);
    changes
}

#[derive(Clone, Copy)]
struct Both<'a> {
    before: &'a Inventory,
    after: &'a Inventory,
}

/// A field of a record: its name, the field that sources may be unable to carry, and what is stated of it.
type Told = (Box<str>, Option<Field>, Stated);

/// A record as far as it is compared.
trait Compared: Record {
    /// What it is called, and found by where ids do not help.
    fn label(&self) -> Option<Box<str>> {
        self.name_text().map(Into::into)
    }

    /// Its fields that have a value, but for its id.
    fn fields(&self) -> Vec<Told>;
}

impl Both<'_> {
    fn compare<T: Compared>(
        self,
        before: Option<&List<T>>,
        after: Option<&List<T>>,
        changes: &mut Vec<RecordChange>,
    ) {
        let kind = T::KIND;
        let (old, new) = match (before, after) {
            (Some(old), Some(new)) => (old, new),
            (Some(List { items, .. }), None) => {
                changes.push(RecordChange::List { kind, only: Side::Before, count: items.len() });
                return;
            }
            (None, Some(List { items, .. })) => {
                changes.push(RecordChange::List { kind, only: Side::After, count: items.len() });
                return;
            }
            (None, None) => return,
        };
        let mut places = vec![None; new.items.len()];
        let mut left: Vec<bool> = vec![true; old.items.len()];
        let is_one_cloud =
            pair(&old.items, &new.items, &mut places, &mut left, |record| record.id().map(Into::into));
        pair(&old.items, &new.items, &mut places, &mut left, Compared::label);
        for (record, place) in new.items.iter().zip(places) {
            if let Some(old) = place.and_then(|at: usize| old.items.get(at)) {
                self.compare_records(old, record, is_one_cloud, changes);
            } else {
                let is_uncertain = old.completeness != Completeness::Complete;
                changes.push(RecordChange::Record {
                    kind,
                    record: id_of(record),
                    only: Side::After,
                    is_uncertain,
                });
            }
        }
        for (record, _) in old.items.iter().zip(left).filter(|(_, is_left)| *is_left) {
            let is_uncertain = new.completeness != Completeness::Complete;
            changes.push(RecordChange::Record {
                kind,
                record: id_of(record),
                only: Side::Before,
                is_uncertain,
            });
        }
    }

    fn compare_records<T: Compared>(
        self,
        old: &T,
        new: &T,
        is_one_cloud: bool,
        changes: &mut Vec<RecordChange>,
    ) {
        let mut tell = |field: &str, (before, after)| {
            let (kind, record) = (T::KIND, id_of(new));
            changes.push(RecordChange::Field { kind, record, field: field.into(), before, after });
        };
        if let (Some(id), Some(other), true) = (old.id(), new.id(), is_one_cloud)
            && id != other
        {
            tell("id", (Some(id.into()), Some(other.into())));
        }
        let (old_fields, new_fields) = (old.fields(), new.fields());
        // What a source cannot carry is unknown, and not gone.
        let is_unknown = |field: Option<Field>| {
            field.is_some_and(|field| !self.before.knows(old, field) || !self.after.knows(new, field))
        };
        let by_name: HashMap<&str, &Stated> =
            old_fields.iter().map(|(name, _, stated)| (name.as_ref(), stated)).collect();
        for (name, field, stated) in &new_fields {
            let before = by_name.get(name.as_ref()).copied();
            if before.is_some() || !is_unknown(*field) {
                let pairs = compare(before, Some(stated)).into_iter();
                for pair in pairs.filter(|pair| !is_spelling(pair)) {
                    tell(name, pair);
                }
            }
        }
        let is_new: HashSet<&str> = new_fields.iter().map(|(name, _, _)| name.as_ref()).collect();
        for (name, field, stated) in &old_fields {
            if !is_new.contains(name.as_ref()) && !is_unknown(*field) {
                for pair in compare(Some(stated), None) {
                    tell(name, pair);
                }
            }
        }
    }
}

/// Whether two clients only print the same differently: `true` and "True".
fn is_spelling((before, after): &Pair) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let is_bool = before.eq_ignore_ascii_case("true") || before.eq_ignore_ascii_case("false");
    is_bool && before.eq_ignore_ascii_case(after)
}

/// Finds counterparts among what is left of both sides, of equal keys in order. Tells whether there are any.
fn pair<T>(
    old: &[T],
    new: &[T],
    places: &mut [Option<usize>],
    left: &mut [bool],
    key: impl Fn(&T) -> Option<Box<str>>,
) -> bool {
    let mut by_key: HashMap<Box<str>, Vec<usize>> = HashMap::new();
    for ((at, record), _) in old.iter().enumerate().zip(&*left).rev().filter(|(_, is_left)| **is_left) {
        if let Some(key) = key(record) {
            by_key.entry(key).or_default().push(at);
        }
    }
    let mut is_any = false;
    for (record, place) in new.iter().zip(places).filter(|(_, place)| place.is_none()) {
        *place = key(record).and_then(|key| by_key.get_mut(&key)?.pop());
        if let Some(is_left) = place.and_then(|at| left.get_mut(at)) {
            *is_left = false;
            is_any = true;
        }
    }
    is_any
}

fn id_of<T: Compared>(record: &T) -> RecordId {
    RecordId { name: record.label(), id: record.id().map(Into::into) }
}

/// The fields that have a value; null is as good as none.
fn told<'a>(fields: impl IntoIterator<Item = (&'static str, Option<Field>, Option<&'a Value>)>) -> Vec<Told> {
    let fields =
        fields.into_iter().filter_map(|(name, field, value)| Some((name.into(), field, stated(value?)?)));
    fields.collect()
}

fn stated(value: &Value) -> Option<Stated> {
    (*value != Value::Null).then(|| Stated::one(value.to_string()))
}

fn of_properties(properties: Option<&Properties>, field: Option<Field>) -> impl Iterator<Item = Told> {
    let each = properties.into_iter().flat_map(Properties::iter);
    each.filter_map(move |(name, value)| Some((name.into(), field, stated(value)?)))
}

impl Compared for Flavor {
    fn fields(&self) -> Vec<Told> {
        let mut fields = told([
            ("name", Some(Field::Name), self.identity.name.as_ref()),
            ("vcpus", Some(Field::Vcpus), self.vcpus.as_ref()),
            ("ram", Some(Field::Ram), self.ram_mib.as_ref()),
            ("disk", Some(Field::Disk), self.disk_gb.as_ref()),
            ("ephemeral", None, self.ephemeral_gb.as_ref()),
            ("swap", None, self.swap_mib.as_ref()),
            ("rxtx_factor", None, self.rxtx_factor.as_ref()),
            ("description", None, self.description.as_ref()),
            ("is_public", Some(Field::IsPublic), self.is_public.as_ref()),
        ]);
        fields.extend(of_properties(self.extra_specs.as_ref(), Some(Field::ExtraSpecs)));
        fields
    }
}

impl Compared for Image {
    fn fields(&self) -> Vec<Told> {
        let mut fields = told([
            ("name", Some(Field::Name), self.identity.name.as_ref()),
            ("visibility", Some(Field::Visibility), self.visibility.as_ref()),
            ("status", None, self.status.as_ref()),
            ("owner", None, self.owner.as_ref()),
            ("protected", None, self.protected.as_ref()),
            ("os_hidden", Some(Field::OsHidden), self.os_hidden.as_ref()),
            ("min_disk", Some(Field::MinDisk), self.min_disk_gib.as_ref()),
            ("min_ram", Some(Field::MinRam), self.min_ram_mib.as_ref()),
            ("size", Some(Field::Size), self.size_bytes.as_ref()),
            ("created_at", Some(Field::CreatedAt), self.created_at.as_ref()),
            ("os_hash_algo", Some(Field::OsHashAlgo), self.os_hash_algo.as_ref()),
        ]);
        if !self.tags.is_empty() {
            fields.push(("tags".into(), Some(Field::Tags), Stated::several(&self.tags)));
        }
        fields.extend(of_properties(self.properties.as_ref(), Some(Field::Properties)));
        fields
    }
}

impl Compared for VolumeType {
    fn fields(&self) -> Vec<Told> {
        let mut fields = told([
            ("name", Some(Field::Name), self.identity.name.as_ref()),
            ("description", Some(Field::Description), self.description.as_ref()),
            ("is_public", Some(Field::IsPublic), self.is_public.as_ref()),
        ]);
        fields.extend(of_properties(self.extra_specs.as_ref(), None));
        fields
    }
}

impl Compared for SecurityGroupRule {
    /// What it says: rules have no names, and one that says something else is another one.
    fn label(&self) -> Option<Box<str>> {
        let parts: Vec<String> =
            self.fields().into_iter().map(|(name, _, stated)| format!("{name} {stated}")).collect();
        (!parts.is_empty()).then(|| parts.join(", ").into())
    }

    fn fields(&self) -> Vec<Told> {
        told([
            ("direction", None, self.direction.as_ref()),
            ("ethertype", None, self.ethertype.as_ref()),
            ("protocol", Some(Field::Protocol), self.protocol.as_ref()),
            ("port_range_min", Some(Field::Protocol), self.port_range_min.as_ref()),
            ("port_range_max", Some(Field::Protocol), self.port_range_max.as_ref()),
            ("remote_group_id", None, self.remote_group_id.as_ref()),
            ("remote_ip_prefix", Some(Field::RemoteIpPrefix), self.remote_ip_prefix.as_ref()),
            ("used_in_default_sg", Some(Field::UsedIn), self.used_in_default_sg.as_ref()),
            ("used_in_non_default_sg", Some(Field::UsedIn), self.used_in_non_default_sg.as_ref()),
        ])
    }
}

impl Compared for Service {
    /// The type, by which services are found; else the name.
    fn label(&self) -> Option<Box<str>> {
        let service_type = self.service_type.as_ref().and_then(Value::as_text);
        service_type.or_else(|| self.name_text()).map(Into::into)
    }

    fn fields(&self) -> Vec<Told> {
        let mut fields = told([
            ("name", Some(Field::Name), self.identity.name.as_ref()),
            ("type", None, self.service_type.as_ref()),
        ]);
        let mut by_interface: BTreeMap<&str, Vec<Box<str>>> = BTreeMap::new();
        for endpoint in self.endpoints.iter().flatten() {
            by_interface.entry(&endpoint.interface).or_default().push(endpoint.url.clone());
        }
        fields.extend(by_interface.into_iter().map(|(interface, urls)| {
            (format!("endpoint {interface}").into(), Some(Field::Endpoints), Stated::Several(urls))
        }));
        fields
    }
}

impl Compared for ImageUsage {
    fn fields(&self) -> Vec<Told> {
        told([("limit", Some(Field::Limit), self.limit.as_ref()), ("usage", None, self.usage.as_ref())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Upload, read_files};
    use serde_json::json;

    fn inventory(value: &serde_json::Value) -> Inventory {
        let text = value.to_string();
        read_files(&[Upload { name: "cloud.json", bytes: text.as_bytes(), kind: None }]).inventory
    }

    /// `+name`, `-name`, `name field: before > after`.
    fn told(before: &serde_json::Value, after: &serde_json::Value) -> Vec<String> {
        let name = |record: RecordId| record.name.or(record.id).unwrap_or_default();
        let value = |value: Option<Box<str>>| value.unwrap_or("-".into());
        let sign = |side| if side == Side::After { '+' } else { '-' };
        let changes = inventory_changes(&inventory(before), &inventory(after)).into_iter();
        changes
            .map(|change| match change {
                RecordChange::List { kind, only, count } => format!("{}{count} {kind:?}", sign(only)),
                RecordChange::Record { record, only, is_uncertain, .. } => {
                    format!("{}{}{}", sign(only), name(record), if is_uncertain { "?" } else { "" })
                }
                RecordChange::Field { record, field, before, after, .. } => {
                    format!("{} {field}: {} > {}", name(record), value(before), value(after))
                }
            })
            .collect()
    }

    fn flavor(id: &str, name: &str, vcpus: u32, specs: &serde_json::Value) -> serde_json::Value {
        json!({"id": id, "name": name, "vcpus": vcpus, "ram": 1024, "disk": 0, "extra_specs": specs,
               "os-flavor-access:is_public": true})
    }

    #[test]
    fn records_are_matched_by_id_and_then_by_name() {
        let before = json!({"flavors": [
            flavor("1", "a", 1, &json!({"x": "1", "y": "1"})), flavor("2", "b", 1, &json!({})),
            flavor("3", "c", 1, &json!({})),
        ]});
        let after = json!({"flavors": [
            flavor("9", "c", 2, &json!({})), flavor("1", "new", 1, &json!({"x": "2", "z": "1"})),
            flavor("8", "d", 1, &json!({})),
        ]});
        assert_eq!(
            told(&before, &after),
            [
                "c id: 3 > 9",
                "c vcpus: 1 > 2",
                "new name: a > new",
                "new x: 1 > 2",
                "new z: - > 1",
                "new y: 1 > -",
                "+d",
                "-b",
            ]
        );
        assert_eq!(told(&before, &before), [] as [&str; 0]);
    }

    #[test]
    fn ids_of_another_cloud_mean_nothing() {
        let before = json!({"flavors": [flavor("1", "a", 1, &json!({})), flavor("2", "a", 2, &json!({}))]});
        let after = json!({"flavors": [flavor("8", "a", 1, &json!({})), flavor("9", "a", 4, &json!({}))]});
        assert_eq!(told(&before, &after), ["a vcpus: 2 > 4"]);
    }

    #[test]
    fn what_a_side_does_not_tell_is_not_gone() {
        let image = |name: &str| {
            json!({"id": name, "name": name, "visibility": "public", "status": "active", "os_hidden": false,
                   "min_disk": 1, "min_ram": 1, "size": 1, "owner": "o", "protected": false, "tags": ["a", "b"],
                   "created_at": "2026-01-01T00:00:00Z", "disk_format": "raw", "os_distro": "ubuntu"})
        };
        let before =
            json!({"images": [image("i"), image("j")], "flavors": [flavor("1", "a", 1, &json!({}))]});
        let mut changed = image("i");
        changed["tags"] = json!(["b", "c"]);
        changed["os_distro"] = json!("debian");
        let after = json!({"images": [changed], "next": "/v2/images?marker=i"});
        assert_eq!(
            told(&before, &after),
            ["-1 Flavor", "i tags: a > -", "i tags: - > c", "i os_distro: ubuntu > debian", "-j?",]
        );
        // A list of names alone is what the client prints; it cannot carry the rest.
        let names = json!([{"ID": "i", "Name": "i", "Status": "active"}]);
        let told = told(&json!({"images": [image("i")]}), &names);
        assert!(
            told.iter().all(|told| !told.contains("os_distro") && !told.contains("min_disk")),
            "{told:?}"
        );
    }

    #[test]
    fn rules_are_what_they_say_and_services_their_type() {
        let rule = |id: &str, direction: &str| {
            json!({"id": id, "direction": direction, "ethertype": "IPv4", "protocol": null, "port_range_min": null,
                   "port_range_max": null, "remote_group_id": null, "remote_ip_prefix": null,
                   "used_in_default_sg": true, "used_in_non_default_sg": true})
        };
        let service = |name: &str, url: &str| json!({"type": "compute", "name": name, "endpoints": [{"interface": "public", "url": url}]});
        let before = json!({"default_security_group_rules": [rule("1", "egress"), rule("2", "ingress")],
                            "catalog": [service("nova", "https://a")]});
        let after = json!({"default_security_group_rules": [rule("7", "egress")], "catalog": [service("nova2", "https://b")]});
        assert_eq!(
            told(&before, &after),
            [
                "-direction ingress, ethertype IPv4, used_in_default_sg true, used_in_non_default_sg true",
                "compute name: nova > nova2",
                "compute endpoint public: https://a > -",
                "compute endpoint public: - > https://b",
            ]
        );
    }

    #[test]
    fn many_records_of_one_name_take_linear_time() {
        let many = |offset: u32| {
            let flavors = (0..50_000_u32).map(|at| flavor(&(at + offset).to_string(), "a", at, &json!({})));
            json!({ "flavors": flavors.collect::<Vec<_>>() })
        };
        assert_eq!(told(&many(0), &many(100_000)), [] as [&str; 0]);
    }
}

//! An object of an export before it is known what it describes, and how that is told.

use super::Recognised;
use super::columns::{Column, ColumnSet, Meaning, Printed, meaning};
use crate::inventory::{Form, Kind, Number, Value};
use std::collections::HashMap;
use std::rc::Rc;

/// Names and values of a nested object.
pub(super) type NamedValues = Vec<(Rc<str>, Value)>;

/// Keys that were met, each kept once: records of one list have the same.
#[derive(Debug, Default)]
pub(super) struct Names {
    keys: HashMap<Rc<str>, Key>,
}

impl Names {
    /// The key, with what it stands for.
    pub(super) fn key(&mut self, name: &str) -> Key {
        if let Some(known) = self.keys.get(name) {
            return known.clone();
        }
        let shared: Rc<str> = name.into();
        let key = match meaning(name) {
            Some(Meaning::Key(usual, column)) if usual == name => Key::Known(usual, column),
            Some(Meaning::Key(_, column)) => Key::Extension(Rc::clone(&shared), column),
            Some(Meaning::Title(column)) => Key::Title(Rc::clone(&shared), column),
            None => Key::Other(Rc::clone(&shared)),
        };
        self.keys.insert(shared, key.clone());
        key
    }

    /// The name alone.
    pub(super) fn shared(&mut self, name: &str) -> Rc<str> {
        if !self.keys.contains_key(name) {
            self.key(name);
        }
        self.keys.get_key_value(name).map_or_else(|| name.into(), |(known, _)| Rc::clone(known))
    }
}

/// The keys and values of one object, in order, and what can be told from them.
#[derive(Debug, Default)]
pub(super) struct RawRecord {
    /// Entries of the object itself; of lists and objects only their trace.
    entries: Vec<Entry>,
    /// What the entries stand for.
    columns: ColumnSet,
    /// Entries of a nested `properties`.
    pub(super) properties: Option<NamedValues>,
    /// Entries of a nested `extra_specs`.
    pub(super) extra_specs: Option<NamedValues>,
    /// The texts of a list of tags.
    pub(super) tags: Vec<Box<str>>,
    /// Entries of the objects of a list `endpoints`; after each object comes one without a name.
    pub(super) endpoints: Option<NamedValues>,
    /// Whether the object holds records, or an empty list under a name of their kind.
    pub(super) is_container: bool,
}

/// A key of an object with its value.
#[derive(Debug)]
pub(super) struct Entry {
    /// The key as it is spelled.
    pub(super) key: Key,
    /// The value; of a list or object only its trace.
    pub(super) value: Value,
}

/// A key, without an allocation where it is one of the usual ones in its usual spelling.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    /// A key we know, spelled as APIs spell it.
    Known(&'static str, Column),
    /// A key of an API extension, like `os-flavor-access:is_public`.
    Extension(Rc<str>, Column),
    /// A column title of the client's lists, like `Is Public`.
    Title(Rc<str>, Column),
    /// A key that means nothing to us; in an image, a property.
    Other(Rc<str>),
}

impl Key {
    pub(super) fn column(&self) -> Option<Column> {
        match self {
            Key::Known(_, column) | Key::Extension(_, column) | Key::Title(_, column) => Some(*column),
            Key::Other(_) => None,
        }
    }

    pub(super) fn as_str(&self) -> &str {
        match self {
            Key::Known(name, _) => name,
            Key::Extension(name, _) | Key::Title(name, _) | Key::Other(name) => name,
        }
    }

    pub(super) fn into_name(self) -> Rc<str> {
        match self {
            Key::Known(name, _) => name.into(),
            Key::Extension(name, _) | Key::Title(name, _) | Key::Other(name) => name,
        }
    }
}

/// A number. What may be an integer in groups of three digits, like `131.072`, is none.
pub(super) fn number(text: &str) -> Option<Value> {
    if let Ok(integer) = text.parse::<i64>() {
        return Some(integer.into());
    }
    if text.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 3) {
        return None;
    }
    // JSON's numbers are the clients'; std's reader of them weighs ten times as much.
    serde_json::from_str(text).ok().map(|number| Value::Number(Number::Real(number)))
}

/// A truth value, in English or as a German or French spreadsheet program writes it.
fn truth(text: &str) -> Option<bool> {
    const WORDS: [(&str, bool); 6] = [
        ("true", true),
        ("false", false),
        ("wahr", true),
        ("falsch", false),
        ("vrai", true),
        ("faux", false),
    ];
    WORDS.into_iter().find(|(word, _)| text.eq_ignore_ascii_case(word)).map(|(_, truth)| truth)
}

impl RawRecord {
    /// Whether the keys are column titles. Where the usual keys are there, a title is just a property's name.
    pub(super) fn is_titled(&self) -> bool {
        let mut has_title = false;
        for entry in &self.entries {
            match entry.key {
                Key::Title(..) => has_title = true,
                Key::Known(_, Column::Id | Column::Name) => return false,
                Key::Known(..) | Key::Extension(..) | Key::Other(_) => {}
            }
        }
        has_title
    }

    /// Forgets what titles stand for, unless they are the titles of a list.
    pub(super) fn settle_titles(&mut self) {
        let has_title = self.entries.iter().any(|entry| matches!(entry.key, Key::Title(..)));
        if !has_title || self.is_titled() {
            return;
        }
        for entry in &mut self.entries {
            if let Key::Title(name, _) = &entry.key {
                entry.key = Key::Other(Rc::clone(name));
            }
        }
        self.columns = ColumnSet::default();
        for column in self.entries.iter().filter_map(|entry| entry.key.column()) {
            self.columns.insert(column);
        }
    }

    /// Adds an entry.
    pub(super) fn push(&mut self, key: Key, value: Value) {
        if let Some(column) = key.column() {
            self.columns.insert(column);
        }
        self.entries.push(Entry { key, value });
    }

    /// The entries, in order.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Gives the texts of a format that prints everything as text the types that their columns have: numbers,
    /// booleans, and, if the format has none of its own, null as the clients print it.
    ///
    /// Texts that are none of that are taken out and returned.
    pub(super) fn coerce_texts(&mut self, has_no_null: bool) -> Vec<(Key, String)> {
        let mut unreadable = Vec::new();
        for entry in &mut self.entries {
            let Some(text) = entry.value.as_text().map(str::trim) else { continue };
            let is_nothing = matches!(text, "None" | "-" | "N/A");
            let coerced = match entry.key.column().map_or(Printed::AsIs, Column::printed) {
                Printed::Text => (is_nothing && has_no_null).then_some(Value::Null),
                Printed::Number if is_nothing => Some(Value::Null),
                // No swap space is printed as nothing by old clients.
                Printed::Number if text.is_empty() => {
                    Some(if entry.key.column() == Some(Column::Swap) { 0.into() } else { Value::Null })
                }
                Printed::Number => number(text).or_else(|| {
                    unreadable.push((entry.key.clone(), text.to_owned()));
                    Some(Value::Null)
                }),
                Printed::Boolean if is_nothing || text.is_empty() => Some(Value::Null),
                Printed::Boolean => truth(text).map(Into::into).or_else(|| {
                    unreadable.push((entry.key.clone(), text.to_owned()));
                    Some(Value::Null)
                }),
                Printed::AsIs => None,
            };
            if let Some(coerced) = coerced {
                entry.value = coerced;
            }
        }
        unreadable
    }

    /// Hands the entries over, in order, and keeps the room they took for the next record.
    pub(super) fn drain_entries(&mut self) -> impl Iterator<Item = Entry> + '_ {
        self.entries.drain(..)
    }

    /// Forgets everything but the room it takes.
    pub(super) fn clear(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        entries.clear();
        *self = RawRecord { entries, ..RawRecord::default() };
    }

    /// Whether the object has the key, whatever its value.
    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(column)
    }

    /// Gives entries of one column the name and meaning of another.
    pub(super) fn rename(&mut self, from: Column, name: &'static str, to: Column) {
        for entry in self.entries.iter_mut().filter(|entry| entry.key.column() == Some(from)) {
            entry.key = Key::Known(name, to);
            self.columns.insert(to);
        }
    }

    /// Forgets entries of one column that stand before the last of another.
    pub(super) fn forget_overridden(&mut self, column: Column, overriding: Column) {
        if !(self.has(column) && self.has(overriding)) {
            return;
        }
        let last = |wanted| self.entries.iter().rposition(|entry| entry.key.column() == Some(wanted));
        if last(column) < last(overriding) {
            self.entries.retain(|entry| entry.key.column() != Some(column));
        }
    }

    /// Whether the object has a key of exactly this spelling.
    pub(super) fn has_key(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key.as_str() == key)
    }

    /// Takes the value of the last key that stands for the column.
    pub(super) fn take(&mut self, column: Column) -> Option<Value> {
        if !self.has(column) {
            return None;
        }
        let entry = self.entries.iter_mut().rev().find(|entry| entry.key.column() == Some(column))?;
        Some(std::mem::replace(&mut entry.value, Value::Null))
    }

    /// Whether the object has a name or an id.
    pub(super) fn is_named(&self) -> bool {
        self.has(Column::Name) || self.has(Column::Id)
    }

    /// What the object describes, told from its own keys; where they fit several kinds, from its surroundings.
    pub(super) fn kind(&self, surroundings: Option<Kind>) -> Option<Kind> {
        let has = |column| self.has(column);
        let is_named = self.is_named();
        // The rules of an ordinary group look alike, but say nothing of where they are used.
        let is_default_rule = has(Column::UsedInDefaultSg) || has(Column::UsedInNonDefaultSg);
        if has(Column::Ethertype) && has(Column::Direction) {
            return is_default_rule.then_some(Kind::SecurityGroupRule);
        }
        if has(Column::Vcpus) || (has(Column::Ram) && is_named) {
            return Some(Kind::Flavor);
        }
        let describes_image = has(Column::DiskFormat)
            || has(Column::ContainerFormat)
            || has(Column::Visibility)
            || (has(Column::MinRam) && has(Column::MinDisk));
        if describes_image {
            return Some(Kind::Image);
        }
        let is_service_title = || self.is_titled() && has(Column::Name);
        // A list of flavors of the network service has a column of that title, too.
        let names_service = has(Column::ServiceType)
            && !(self.is_titled() && has(Column::Name))
            && surroundings.is_none_or(|kind| kind == Kind::Service);
        if names_service || (has(Column::Type) && (has(Column::Endpoints) || is_service_title())) {
            return Some(Kind::Service);
        }
        if has(Column::Limit) && (has(Column::Quota) || surroundings == Some(Kind::ImageUsage)) {
            return Some(Kind::ImageUsage);
        }
        let is_service = has(Column::Type) || has(Column::Endpoints);
        if surroundings.is_some() && if surroundings == Some(Kind::Service) { is_service } else { is_named } {
            return surroundings;
        }
        let publicity = has(Column::IsPublic) || has(Column::VolumeTypeIsPublic);
        if publicity && has(Column::Name) && !has(Column::Disk) {
            return Some(Kind::VolumeType);
        }
        // `openstack image list` without `--long` prints just these three.
        let is_short_image =
            self.entries.len() == 3 && has(Column::Id) && has(Column::Name) && has(Column::Status);
        is_short_image.then_some(Kind::Image)
    }

    /// Which client or API printed the object.
    pub(super) fn form(&self, kind: Kind) -> Form {
        if self.is_titled() {
            return Form::ClientList;
        }
        let has = |key| self.has_key(key);
        let is_nested = self.properties.is_some();
        let (is_sdk, is_show) = match kind {
            Kind::Flavor => (
                self.has(Column::Location) || has("original_name") || has("is_disabled"),
                is_nested || self.has(Column::AccessProjectIds),
            ),
            // In a flat image of Glance any key may be a property; `show` keeps these two among the properties.
            Kind::Image => (
                is_nested && (self.has(Column::Location) || has("is_protected") || has("owner_id")),
                is_nested && !has("os_hidden") && !has("os_hash_algo"),
            ),
            Kind::VolumeType => (self.has(Column::Location), is_nested || self.has(Column::AccessProjectIds)),
            Kind::SecurityGroupRule => (self.has(Column::Location), has("ether_type")),
            Kind::Service => (self.has(Column::Location), false),
            Kind::ImageUsage => (false, false),
        };
        match (is_sdk, is_show) {
            (true, _) => Form::Sdk,
            (false, true) => Form::ClientShow,
            (false, false) => Form::Api,
        }
    }

    /// Whether it names a flavor and links to it, without its sizes.
    pub(super) fn is_short_flavor(&self) -> bool {
        let is_only = |entry: &Entry| matches!(entry.key.as_str(), "id" | "name" | "links" | "description");
        self.has_key("links") && self.has(Column::Id) && self.entries.iter().all(is_only)
    }

    /// Whether it has a key that only other resources have. In a flat image any key may be a property.
    pub(super) fn is_foreign(&self) -> bool {
        let is_image = self.has(Column::DiskFormat)
            || self.has(Column::ContainerFormat)
            || (self.has(Column::Visibility) && self.has(Column::Tags));
        self.has(Column::Foreign) && !is_image
    }

    /// Whether it has been told so far that it is a resource, like a server, and not what is wrapped around one.
    pub(super) fn is_whole(&self) -> bool {
        self.has(Column::Foreign)
            || (self.has(Column::Id) && (self.has(Column::Name) || self.has(Column::Status)))
    }

    /// Whether it has quotas, some of which are called like sizes of flavors.
    pub(super) fn is_quota_set(&self) -> bool {
        let has_any = |keys: &[&str]| keys.iter().any(|key| self.has_key(key));
        has_any(&["cores", "gigabytes"]) && has_any(&["instances", "volumes"])
    }

    /// What the object is, if it is of no kind and known all the same.
    pub(super) fn of_no_use(&self) -> Option<Recognised> {
        let has = |column| self.has(column);
        let has_any = |keys: &[&str]| keys.iter().any(|key| self.has_key(key));
        if has(Column::Ethertype) && has(Column::Direction) {
            return Some(Recognised::OrdinaryRules);
        }
        if self.extra_specs.is_some() && self.entries.len() == 1 {
            return Some(Recognised::LoneExtraSpecs);
        }
        if self.is_foreign() {
            return Some(Recognised::OtherResources);
        }
        if self.has_key("clouds") {
            return Some(Recognised::AccessData);
        }
        if self.is_short_flavor() {
            return Some(Recognised::ShortFlavors);
        }
        let is_quota = has_any(&["quota_set", "limits", "maxTotalCores", "max_total_cores"])
            || self.is_quota_set()
            || (has(Column::NotJudged) && (has(Column::Limit) || self.entries.len() == 2))
            || (has_any(&["quota"]) && !has(Column::Limit));
        is_quota.then_some(Recognised::Quota)
    }

    /// Whether it is a piece of a definition file, and of which.
    pub(super) fn definition(&self) -> Option<Form> {
        if !self.has(Column::Definition) {
            return None;
        }
        if self.has_key("multi") && (self.has_key("enable") || self.has_key("versions")) {
            return Some(Form::ImageManager);
        }
        (self.has_key("mandatory") && self.has_key("reference")).then_some(Form::FlavorManager)
    }
}

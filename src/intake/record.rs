//! An object of an export before it is known what it describes, and how that is told.

use super::columns::{Column, Meaning, meaning};
use crate::inventory::{Form, Kind, Value};

/// The keys and values of one object, in order, and what can be told from them.
#[derive(Debug, Default)]
pub(super) struct RawRecord {
    /// Scalar entries of the object itself.
    pub(super) entries: Vec<Entry>,
    /// Entries of a nested `properties`.
    pub(super) properties: Option<Vec<(Box<str>, Value)>>,
    /// Entries of a nested `extra_specs`.
    pub(super) extra_specs: Option<Vec<(Box<str>, Value)>>,
    /// The texts of a list of tags.
    pub(super) tags: Vec<Box<str>>,
    /// Whether the object holds lists of records, or one record, under a name of their kind.
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
#[derive(Debug, PartialEq)]
pub(super) enum Key {
    /// A key we know, spelled as APIs spell it.
    Known(&'static str, Column),
    /// A key of an API extension, like `os-flavor-access:is_public`.
    Extension(Box<str>, Column),
    /// A column title of the client's lists, like `Is Public`.
    Title(Box<str>, Column),
    /// A key that means nothing to us; in an image, a property.
    Other(Box<str>),
}

impl Key {
    pub(super) fn new(key: &str) -> Key {
        match meaning(key) {
            Some(Meaning::Key(name, column)) if name == key => Key::Known(name, column),
            Some(Meaning::Key(_, column)) => Key::Extension(key.into(), column),
            Some(Meaning::Title(column)) => Key::Title(key.into(), column),
            None => Key::Other(key.into()),
        }
    }

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

    pub(super) fn into_name(self) -> Box<str> {
        match self {
            Key::Known(name, _) => name.into(),
            Key::Extension(name, _) | Key::Title(name, _) | Key::Other(name) => name,
        }
    }
}

impl RawRecord {
    /// Whether the keys are column titles. Where the usual keys are there, a title is just a property's name.
    fn is_titled(&self) -> bool {
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
        if self.is_titled() {
            return;
        }
        for entry in &mut self.entries {
            if let Key::Title(name, _) = &mut entry.key {
                entry.key = Key::Other(std::mem::take(name));
            }
        }
    }

    /// Whether the object has the key, whatever its value.
    pub(super) fn has(&self, column: Column) -> bool {
        self.entries.iter().any(|entry| entry.key.column() == Some(column))
    }

    /// Whether the object has a key of exactly this spelling.
    fn has_key(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key.as_str() == key)
    }

    /// Takes the value of the last key that stands for the column.
    pub(super) fn take(&mut self, column: Column) -> Option<Value> {
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
        if has(Column::ServiceType) || (has(Column::Type) && (has(Column::Endpoints) || self.is_titled())) {
            return Some(Kind::Service);
        }
        if surroundings.is_some() && (is_named || surroundings == Some(Kind::Service)) {
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
        };
        match (is_sdk, is_show) {
            (true, _) => Form::Sdk,
            (false, true) => Form::ClientShow,
            (false, false) => Form::Api,
        }
    }

    /// Whether it is a piece of a definition file or of Terraform state, and of which.
    pub(super) fn definition(&self) -> Option<super::Recognised> {
        let has = |key| self.has_key(key);
        if has("terraform_version") || has("planned_values") || has("provider_name") {
            return Some(super::Recognised::Terraform);
        }
        if has("multi") && has("enable") {
            return Some(super::Recognised::ImageManager);
        }
        (has("mandatory") && has("reference")).then_some(super::Recognised::FlavorManager)
    }
}

//! What stands in a column of a record: one source for showing, sorting and searching.

use super::columns::Column;
use super::marks::Mark;
use super::{Cell, of_kind};
use crate::checks::{FlavorClass, RecordRef, aspects_of};
use crate::flavor_name::{self, Grammar, Reading};
use crate::inventory::{
    Endpoint, Field, Flavor, Image, Inventory, Kind, Record, SecurityGroupRule, Service, Value,
};
use crate::present::check::resource_name;
use crate::wording::resources as words;
use std::borrow::Cow;

/// The records with what is known of them.
pub(super) struct Records<'a> {
    pub(super) inventory: &'a Inventory,
    pub(super) grammar: &'a Grammar,
    pub(super) classes: &'a [Option<FlavorClass>],
    pub(super) marks: [&'a [Mark]; 6],
}

/// A value of a column.
pub(super) enum Content<'a> {
    /// A number, as the export has it.
    Value(f64, &'a Value),
    /// A size in GiB.
    Gib(f64),
    /// Words that have an order of their own.
    Ranked(f64, &'static str),
    /// A text, of any length.
    Text(Cow<'a, str>),
    /// There is nothing to say.
    Nothing,
    /// The record does not have the field.
    NotSet,
    /// The export cannot carry the field.
    Unknown,
}

impl Content<'_> {
    /// The value in words, cut to a length that can be shown; `None` without a value.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Content::Value(_, value) => Some(words::cell_text(&value.to_string())),
            Content::Gib(gib) => Some(words::gib_text(*gib)),
            Content::Ranked(_, word) => Some((*word).to_owned()),
            Content::Text(text) => Some(words::cell_text(text)),
            Content::Nothing | Content::NotSet | Content::Unknown => None,
        }
    }

    fn words(text: impl Into<String>) -> Content<'static> {
        Content::Text(Cow::Owned(text.into()))
    }
}

impl<'a> Records<'a> {
    /// What a table shows.
    pub(super) fn cell(&self, kind: Kind, index: usize, column: Column) -> Cell {
        if column == Column::Findings {
            return Cell::Mark;
        }
        match self.content(kind, index, column) {
            Content::Nothing => Cell::Nothing,
            Content::NotSet => Cell::NotSet,
            Content::Unknown => Cell::Unknown,
            content @ (Content::Value(..) | Content::Gib(_) | Content::Ranked(..) | Content::Text(_)) => {
                content.text().map_or(Cell::Nothing, Cell::Text)
            }
        }
    }

    pub(super) fn mark(&self, kind: Kind, index: usize) -> Mark {
        of_kind(&self.marks, kind).get(index).copied().unwrap_or_default()
    }

    /// What stands in a column of a record; nothing if there is no such record, or if its list does not have the column.
    pub(super) fn content(&self, kind: Kind, index: usize, column: Column) -> Content<'a> {
        self.known(kind, index, column).unwrap_or(Content::Nothing)
    }

    fn known(&self, kind: Kind, index: usize, column: Column) -> Option<Content<'a>> {
        let inventory = self.inventory;
        let flavor = || inventory.flavors.as_ref()?.items.get(index);
        let image = || inventory.images.as_ref()?.items.get(index);
        let volume_type = || inventory.volume_types.as_ref()?.items.get(index);
        let rule = || inventory.rules.as_ref()?.items.get(index);
        let service = || inventory.services.as_ref()?.items.get(index);
        let quota = || inventory.image_usage.as_ref()?.items.get(index);
        Some(match column {
            Column::Name => self.name(kind, index),
            Column::Findings => {
                let mark = self.mark(kind, index);
                Content::Ranked(f64::from(mark.faults) * 1000.0 + f64::from(mark.advised), "")
            }
            Column::Vcpus => self.value(flavor()?, flavor()?.vcpus.as_ref(), Field::Vcpus),
            Column::Ram => self.ram(flavor()?),
            Column::Disk => self.value(flavor()?, flavor()?.disk_gb.as_ref(), Field::Disk),
            Column::Meaning => self.meaning(flavor()?),
            Column::Class => {
                let class = self.classes.get(index).copied().flatten()?;
                Content::Ranked(f64::from(class as u8), words::flavor_class_name(class))
            }
            Column::System => self.system(image()?),
            Column::Purpose => self.property(image()?, "os_purpose"),
            Column::Built => self.property(image()?, "image_build_date"),
            Column::Replaced => self.property(image()?, "replace_frequency"),
            Column::Until => self.property(image()?, "provided_until"),
            Column::Visibility if kind == Kind::VolumeType => {
                let volume_type = volume_type()?;
                match &volume_type.is_public {
                    Some(Value::Bool(is_public)) => Content::words(words::public_or_private(*is_public)),
                    other => self.value(volume_type, other.as_ref(), Field::IsPublic),
                }
            }
            Column::Visibility => self.image_visibility(image()?),
            Column::Aspects => {
                let volume_type = volume_type()?;
                match aspects_of(volume_type) {
                    Some(aspects) => Content::words(words::list(aspects.into_iter().take(LISTED))),
                    None if volume_type.description.is_some() => Content::Nothing,
                    None => self.value(volume_type, None, Field::Description),
                }
            }
            Column::Description => {
                self.value(volume_type()?, volume_type()?.description.as_ref(), Field::Description)
            }
            Column::Direction => untracked(rule()?.direction.as_ref()),
            Column::Ethertype => untracked(rule()?.ethertype.as_ref()),
            Column::Protocol => match rule()?.protocol {
                Some(Value::Null) => Content::words(words::ANY),
                ref protocol => untracked(protocol.as_ref()),
            },
            Column::Ports => ports(rule()?),
            Column::Remote => self.remote(rule()?),
            Column::UsedIn => self.used_in(rule()?),
            Column::ServiceType => untracked(service()?.service_type.as_ref()),
            Column::Endpoints => self.of_endpoints(service()?, |endpoints| {
                let mut interfaces: Vec<&str> = Vec::new();
                for endpoint in endpoints.iter().take(LISTED) {
                    if !interfaces.contains(&endpoint.interface.as_ref()) {
                        interfaces.push(&endpoint.interface);
                    }
                }
                if interfaces.is_empty() { Content::Nothing } else { Content::words(words::list(interfaces)) }
            }),
            Column::Address => self.of_endpoints(service()?, |endpoints| {
                let public = endpoints.iter().find(|endpoint| endpoint.interface.as_ref() == "public");
                match public.or_else(|| endpoints.first()) {
                    Some(endpoint) => Content::Text(Cow::Borrowed(&endpoint.url)),
                    None => Content::Nothing,
                }
            }),
            Column::Limit => match &quota()?.limit {
                Some(limit) if limit.as_number().is_some_and(|limit| limit < 0.0) => {
                    Content::Ranked(f64::INFINITY, words::UNLIMITED)
                }
                limit => self.value(quota()?, limit.as_ref(), Field::Limit),
            },
            Column::Usage => untracked(quota()?.usage.as_ref()),
        })
    }

    fn name(&self, kind: Kind, index: usize) -> Content<'a> {
        match self.inventory.identity(kind, index).and_then(|identity| identity.name.as_ref()) {
            Some(Value::Text(name)) if !name.is_empty() => Content::Text(Cow::Borrowed(name)),
            Some(_) | None => Content::words(resource_name(self.inventory, RecordRef { kind, index })),
        }
    }

    /// A field of a record. Null says no more than that there is no value.
    pub(super) fn value<T: Record>(&self, record: &T, value: Option<&'a Value>, field: Field) -> Content<'a> {
        match value {
            None | Some(Value::Null) if self.inventory.knows(record, field) => Content::NotSet,
            None | Some(Value::Null) => Content::Unknown,
            Some(value) => given(value),
        }
    }

    fn property(&self, image: &'a Image, name: &str) -> Content<'a> {
        self.value(image, image.property(name), Field::Properties)
    }

    fn ram(&self, flavor: &'a Flavor) -> Content<'a> {
        match &flavor.ram_mib {
            Some(Value::Number(mib)) => Content::Gib(mib.as_f64() / 1024.0),
            other => self.value(flavor, other.as_ref(), Field::Ram),
        }
    }

    /// The name in words; nothing for a name that is none of the standard's.
    fn meaning(&self, flavor: &'a Flavor) -> Content<'a> {
        let Some(name) = flavor.name_text() else { return Content::Nothing };
        match flavor_name::read(name, self.grammar) {
            Reading::NotScs if flavor_name::seems_scs(name) => Content::words(words::SEEMING_NAME),
            Reading::NotScs => Content::Nothing,
            Reading::Valid { name, .. } => Content::words(flavor_name::describe(&name, self.grammar)),
            reading @ Reading::Invalid { .. } => match reading.error() {
                Some(error) => Content::words(words::malformed_name(error.at)),
                None => Content::Nothing,
            },
        }
    }

    fn system(&self, image: &'a Image) -> Content<'a> {
        let text =
            |name| image.property(name).filter(|value| **value != Value::Null).map(ToString::to_string);
        match (text("os_distro"), text("os_version")) {
            (Some(distribution), Some(version)) => Content::words(format!("{distribution} {version}")),
            (Some(only), None) | (None, Some(only)) => Content::words(only),
            (None, None) => self.property(image, "os_distro"),
        }
    }

    fn image_visibility(&self, image: &'a Image) -> Content<'a> {
        let Some(Value::Text(visibility)) = &image.visibility else {
            return self.value(image, image.visibility.as_ref(), Field::Visibility);
        };
        let is_hidden = image.os_hidden == Some(Value::Bool(true));
        let status = image.status.as_ref().and_then(Value::as_text);
        Content::words(words::image_visibility(visibility, is_hidden, status))
    }

    fn remote(&self, rule: &'a SecurityGroupRule) -> Content<'a> {
        let given = |value: &'a Option<Value>| value.as_ref().filter(|value| **value != Value::Null);
        match (given(&rule.remote_group_id), given(&rule.remote_ip_prefix)) {
            (Some(group), _) => Content::words(words::remote_group(&group.to_string())),
            (None, Some(prefix)) => Content::words(prefix.to_string()),
            (None, None) if self.inventory.knows(rule, Field::RemoteIpPrefix) => Content::words(words::ANY),
            (None, None) => Content::Unknown,
        }
    }

    fn used_in(&self, rule: &'a SecurityGroupRule) -> Content<'a> {
        let flags = [&rule.used_in_default_sg, &rule.used_in_non_default_sg];
        if flags.iter().all(|flag| flag.as_ref().is_none_or(|flag| *flag == Value::Null)) {
            return self.value(rule, None, Field::UsedIn);
        }
        let [default, custom] = flags.map(|flag| flag.as_ref().is_some_and(Value::is_truthy));
        words::used_in(default, custom).map_or(Content::Nothing, Content::words)
    }

    fn of_endpoints(
        &self,
        service: &'a Service,
        content: impl Fn(&'a [Endpoint]) -> Content<'a>,
    ) -> Content<'a> {
        match &service.endpoints {
            Some(endpoints) => content(endpoints),
            None => self.value(service, None, Field::Endpoints),
        }
    }
}

/// How many values of a list are looked at.
const LISTED: usize = 100;

/// A field of which nothing tells whether the export could carry it: where it is not there, it is not known either.
fn untracked(value: Option<&Value>) -> Content<'_> {
    match value {
        None => Content::Unknown,
        Some(Value::Null) => Content::NotSet,
        Some(value) => given(value),
    }
}

fn given(value: &Value) -> Content<'_> {
    match value {
        Value::Text(text) => Content::Text(Cow::Borrowed(text)),
        Value::Number(number) => Content::Value(number.as_f64(), value),
        Value::Null | Value::Bool(_) | Value::Composite { .. } => Content::words(value.to_string()),
    }
}

/// The client's list does not tell all ports: these are unknown.
fn ports(rule: &SecurityGroupRule) -> Content<'_> {
    let (Some(lowest), Some(highest)) = (&rule.port_range_min, &rule.port_range_max) else {
        return Content::Unknown;
    };
    if *lowest == Value::Null && *highest == Value::Null {
        return Content::words(words::ANY);
    }
    let text = |end: &Value| if *end == Value::Null { words::ANY.to_owned() } else { end.to_string() };
    let protocol = rule.protocol.as_ref().and_then(Value::as_text).unwrap_or_default();
    let (lowest, highest) = (text(lowest), text(highest));
    Content::words(if protocol.contains("icmp") {
        words::icmp(&lowest, &highest)
    } else {
        words::ports(&lowest, &highest)
    })
}

//! Everything about one record.

use super::Cell;
use super::contents::{Content, Records};
use super::marks::{Mark, answers};
use crate::assessment::Assessment;
use crate::assessment::VerdictView;
use crate::catalogue::Demand;
use crate::checks::RecordRef;
use crate::flavor_name::{self, Reading};
use crate::inventory::{
    Field, Flavor, Image, ImageUsage, Kind, Properties, SecurityGroupRule, Service, Value, VolumeType,
};
use crate::present::check::{FindingView, finding_view, place, resource_id, resource_name};
use crate::wording::field_name;
use crate::wording::resources as words;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A record, with all that is known of it and was found about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceView {
    /// Its list.
    pub kind: Kind,
    /// Its place there.
    pub index: usize,
    /// Its name, or a word for it.
    pub name: String,
    /// Its id, if the export gives one.
    pub id: Option<String>,
    /// Where it stands: "flavors.json, record 12".
    pub place: Option<String>,
    /// What a flavor is to the standards.
    pub class: Option<String>,
    /// Why it is not judged, a sentence.
    pub left_out: Option<String>,
    /// What the name of a flavor says, if it starts as the standard has it.
    pub decoded: Option<NameView>,
    /// Its fields. Of those that no check reads, the ones that it has.
    pub facts: Vec<Fact>,
    /// Its named values; `None` for a kind that has none.
    pub properties: Option<PropertiesView>,
    /// What there is to say against it, in numbers.
    pub mark: Mark,
    /// What was found about it: test cases, then requirements of the texts.
    pub findings: Vec<ResourceFindingView>,
    /// How many more findings there are.
    pub findings_left: usize,
}

/// Named values of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PropertiesView {
    /// What they are called: "Extra specs".
    pub title: String,
    /// The export tells them. If not, that there are none says nothing.
    pub is_known: bool,
    /// The first of them.
    pub values: Vec<Fact>,
    /// How many more there are.
    pub left: usize,
}

/// A field with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The name, as in the API.
    pub name: String,
    /// The value.
    pub value: Cell,
}

/// What a flavor's name says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameView {
    /// The whole name in words, or why it is none, in a sentence.
    pub text: String,
    /// Whether it is one.
    pub is_valid: bool,
    /// Its parts, in its order; empty for a name that is none.
    pub parts: Vec<NamePartView>,
}

/// A part of a flavor's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamePartView {
    /// As it stands in the name, with its delimiter.
    pub text: String,
    /// Where it starts, counted in characters from 0.
    pub start: usize,
    /// What it is about: "memory".
    pub part: String,
    /// What it says: "16 GiB of memory".
    pub meaning: String,
}

/// A finding about the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceFindingView {
    /// The test case, or the requirement beside them.
    pub testcase: Rc<str>,
    /// Its title, which fits its verdict.
    pub title: Rc<str>,
    /// Its verdict.
    pub verdict: VerdictView,
    /// What asks for it.
    pub level: Demand,
    /// The finding.
    pub finding: FindingView,
}

/// How many named values, and how many findings, are shown.
const SHOWN: usize = 200;

/// Shows one record; `None` if there is no such.
pub(super) fn resource(
    version: &str,
    record: RecordRef,
    records: &Records<'_>,
    assessment: &Assessment<'_>,
) -> Option<ResourceView> {
    let RecordRef { kind, index } = record;
    let inventory = records.inventory;
    inventory.identity(kind, index)?;
    let left_out = assessment.left_out.iter().find(|(of, at, _)| (*of, *at) == (kind, index));
    let mut findings = Vec::new();
    let mut findings_left = 0;
    for (testcase, outcome, level) in answers(assessment, version) {
        let about = outcome.findings.iter().enumerate().filter(|(_, finding)| finding.record == Some(record));
        for (at, finding) in about {
            if findings.len() == SHOWN {
                findings_left += 1;
                continue;
            }
            let verdict = outcome.verdict.into();
            let title = if verdict == VerdictView::Fail { &testcase.fails } else { &testcase.holds };
            findings.push(ResourceFindingView {
                testcase: testcase.id.as_str().into(),
                title: title.as_ref().into(),
                verdict,
                level,
                finding: finding_view(assessment, testcase.id.as_str(), at, finding, inventory),
            });
        }
    }
    let (facts, properties) = known(records, kind, index)?;
    let class = records.classes.get(index).copied().flatten().filter(|_| kind == Kind::Flavor);
    Some(ResourceView {
        kind,
        index,
        name: words::value_text(&resource_name(inventory, record)),
        id: resource_id(inventory, record).map(|id| words::value_text(&id)),
        place: place(inventory, record),
        class: class.map(|class| words::flavor_class_name(class).to_owned()),
        left_out: left_out.map(|(_, _, why)| words::left_out_record(kind, *why)),
        decoded: (kind == Kind::Flavor).then(|| decoded(records, index)).flatten(),
        facts: facts.into_iter().flatten().collect(),
        properties,
        mark: records.mark(kind, index),
        findings,
        findings_left,
    })
}

/// What a flavor's name says, if it starts as the standard has it.
fn decoded(records: &Records<'_>, index: usize) -> Option<NameView> {
    let flavor = records.inventory.flavors.as_ref()?.items.get(index)?;
    let text = flavor.identity.name.as_ref()?.as_text()?;
    let reading = flavor_name::read(text, records.grammar);
    let Reading::Valid { name, .. } = &reading else {
        if flavor_name::seems_scs(text) {
            return Some(NameView { text: words::seeming_name(text), is_valid: false, parts: Vec::new() });
        }
        let error = reading.error()?;
        return Some(NameView { text: words::name_error(error), is_valid: false, parts: Vec::new() });
    };
    let parts = flavor_name::describe_parts(name, records.grammar).into_iter().map(|(place, meaning)| {
        let part = text.chars().skip(place.span.start).take(place.span.len()).collect::<String>();
        NamePartView {
            text: words::value_text(&part),
            start: place.span.start,
            part: place.part.to_string(),
            meaning: words::value_text(&meaning),
        }
    });
    Some(NameView {
        text: words::value_text(&flavor_name::describe(name, records.grammar)),
        is_valid: true,
        parts: parts.collect(),
    })
}

/// What is known of a record: the fields that there is something to say of, and its named values.
type Known = (Vec<Option<Fact>>, Option<PropertiesView>);

fn known(records: &Records<'_>, kind: Kind, index: usize) -> Option<Known> {
    let inventory = records.inventory;
    Some(match kind {
        Kind::Flavor => of_flavor(records, inventory.flavors.as_ref()?.items.get(index)?),
        Kind::Image => of_image(records, inventory.images.as_ref()?.items.get(index)?),
        Kind::VolumeType => of_volume_type(records, inventory.volume_types.as_ref()?.items.get(index)?),
        Kind::SecurityGroupRule => of_rule(records, inventory.rules.as_ref()?.items.get(index)?),
        Kind::Service => of_service(inventory.services.as_ref()?.items.get(index)?),
        Kind::ImageUsage => of_quota(records, inventory.image_usage.as_ref()?.items.get(index)?),
    })
}

fn of_flavor(records: &Records<'_>, flavor: &Flavor) -> Known {
    let tracked = |field, value: &Option<Value>| {
        Some(fact(field_name(field), &records.value(flavor, value.as_ref(), field)))
    };
    let ram = match &flavor.ram_mib {
        Some(Value::Number(mib)) => {
            let text = words::ram_text(&Value::Number(*mib).to_string(), mib.as_f64() / 1024.0);
            Some(Fact { name: field_name(Field::Ram).to_owned(), value: Cell::Text(text) })
        }
        other => tracked(Field::Ram, other),
    };
    let facts = vec![
        tracked(Field::Vcpus, &flavor.vcpus),
        ram,
        tracked(Field::Disk, &flavor.disk_gb),
        tracked(Field::IsPublic, &flavor.is_public),
        if_there("ephemeral", flavor.ephemeral_gb.as_ref()),
        if_there("swap", flavor.swap_mib.as_ref()),
        if_there("rxtx_factor", flavor.rxtx_factor.as_ref()),
        if_there("description", flavor.description.as_ref()),
    ];
    let is_known = records.inventory.knows(flavor, Field::ExtraSpecs);
    (facts, Some(properties(Kind::Flavor, flavor.extra_specs.as_ref(), is_known)))
}

fn of_image(records: &Records<'_>, image: &Image) -> Known {
    let tracked = |field, value: &Option<Value>| {
        Some(fact(field_name(field), &records.value(image, value.as_ref(), field)))
    };
    let tags = words::list(image.tags.iter().take(SHOWN).map(AsRef::as_ref));
    let facts = vec![
        tracked(Field::Visibility, &image.visibility),
        if_there("status", image.status.as_ref()),
        tracked(Field::OsHidden, &image.os_hidden),
        if_there("protected", image.protected.as_ref()),
        if_there("owner", image.owner.as_ref()),
        tracked(Field::MinDisk, &image.min_disk_gib),
        tracked(Field::MinRam, &image.min_ram_mib),
        tracked(Field::Size, &image.size_bytes),
        tracked(Field::CreatedAt, &image.created_at),
        tracked(Field::OsHashAlgo, &image.os_hash_algo),
        (!tags.is_empty())
            .then(|| Fact { name: field_name(Field::Tags).to_owned(), value: Cell::Text(tags) }),
    ];
    let is_known = records.inventory.knows(image, Field::Properties);
    (facts, Some(properties(Kind::Image, image.properties.as_ref(), is_known)))
}

fn of_volume_type(records: &Records<'_>, volume_type: &VolumeType) -> Known {
    let tracked = |field, value: &Option<Value>| {
        Some(fact(field_name(field), &records.value(volume_type, value.as_ref(), field)))
    };
    let facts = vec![
        tracked(Field::Description, &volume_type.description),
        tracked(Field::IsPublic, &volume_type.is_public),
    ];
    // Ordinary accounts are not shown all of them.
    let is_known = volume_type.extra_specs.is_some();
    (facts, Some(properties(Kind::VolumeType, volume_type.extra_specs.as_ref(), is_known)))
}

fn of_rule(records: &Records<'_>, rule: &SecurityGroupRule) -> Known {
    let tracked =
        |field, name, value: &Option<Value>| Some(fact(name, &records.value(rule, value.as_ref(), field)));
    let facts = vec![
        if_there("direction", rule.direction.as_ref()),
        if_there("ethertype", rule.ethertype.as_ref()),
        tracked(Field::Protocol, "protocol", &rule.protocol),
        tracked(Field::Protocol, "port_range_min", &rule.port_range_min),
        tracked(Field::Protocol, "port_range_max", &rule.port_range_max),
        if_there("remote_group_id", rule.remote_group_id.as_ref()),
        tracked(Field::RemoteIpPrefix, "remote_ip_prefix", &rule.remote_ip_prefix),
        tracked(Field::UsedIn, "used_in_default_sg", &rule.used_in_default_sg),
        tracked(Field::UsedIn, "used_in_non_default_sg", &rule.used_in_non_default_sg),
    ];
    (facts, None)
}

fn of_service(service: &Service) -> Known {
    let endpoints = service.endpoints.as_deref().unwrap_or_default().iter();
    let values = endpoints.map(|endpoint| Fact {
        name: words::cell_text(&endpoint.interface),
        value: Cell::Text(words::value_text(&endpoint.url)),
    });
    let facts = vec![if_there("type", service.service_type.as_ref())];
    (facts, Some(properties_view(Kind::Service, service.endpoints.is_some(), values)))
}

fn of_quota(records: &Records<'_>, quota: &ImageUsage) -> Known {
    let limit = fact(field_name(Field::Limit), &records.value(quota, quota.limit.as_ref(), Field::Limit));
    (vec![Some(limit), if_there("usage", quota.usage.as_ref())], None)
}

fn properties(kind: Kind, properties: Option<&Properties>, is_known: bool) -> PropertiesView {
    let values = properties.into_iter().flat_map(Properties::iter);
    let facts = values.map(|(name, value)| Fact { name: words::cell_text(name), value: cell_of(value) });
    properties_view(kind, is_known || properties.is_some_and(|properties| !properties.is_empty()), facts)
}

fn properties_view(kind: Kind, is_known: bool, mut values: impl Iterator<Item = Fact>) -> PropertiesView {
    let shown = values.by_ref().take(SHOWN).collect();
    let title = words::properties_title(kind).to_owned();
    PropertiesView { title, is_known, values: shown, left: values.count() }
}

fn fact(name: &str, content: &Content<'_>) -> Fact {
    let value = match content {
        Content::Value(_, value) => cell_of(value),
        Content::Text(text) => Cell::Text(words::value_text(text)),
        Content::Gib(gib) => Cell::Text(words::gib_text(*gib)),
        Content::Ranked(_, word) => Cell::Text((*word).to_owned()),
        Content::Nothing => Cell::Nothing,
        Content::NotSet => Cell::NotSet,
        Content::Unknown => Cell::Unknown,
    };
    Fact { name: name.to_owned(), value }
}

/// A field that no check reads: where it is not there, nothing tells whether the export could carry it.
fn if_there(name: &str, value: Option<&Value>) -> Option<Fact> {
    Some(Fact { name: name.to_owned(), value: cell_of(value?) })
}

fn cell_of(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::NotSet,
        Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Composite { .. } => {
            Cell::Text(words::value_text(&value.to_string()))
        }
    }
}

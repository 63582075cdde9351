//! JSON, read value by value into records: no tree of the whole is built.

use super::columns::{Column, kind_of_container};
use super::error::SyntaxProblem;
use super::lenient::mend;
use super::record::{Key, NamedValues, Names, RawRecord};
use super::specs_text::parse_specs_text;
use crate::inventory::{Kind, Number, Value};
use serde::Deserialize as _;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::rc::Rc;

/// What the reader meets, in the order of the text.
pub(super) trait Events {
    /// A record without entries, to be filled.
    fn blank_record(&mut self) -> RawRecord;
    /// An object that may be a record. `surroundings`: the kind that the name of its list gives.
    fn object(&mut self, record: RawRecord, surroundings: Option<Kind>, position: Position);
    /// A list under a name of its kind begins.
    fn list(&mut self, kind: Kind);
    /// Items of a list, that bears the name of the kind or none, were no records and held none.
    fn unread_items(&mut self, kind: Option<Kind>, items: usize);
    /// A list with nothing in it, and nothing that says of what.
    fn nameless_empty_list(&mut self);
    /// A page of the kind's list ends. `next`: it names a further page; `first`: the address it was asked from.
    fn page(&mut self, kind: Kind, has_next: bool, first: Option<&str>);
    /// An API's error message.
    fn api_error(&mut self, message: &str);
    /// One of Glance's quotas, with what stands under its name.
    fn image_quota(&mut self, quota: RawRecord);
    /// The document is of Terraform.
    fn terraform(&mut self);
    /// Whether the document is of Terraform.
    fn is_terraform(&self) -> bool;
    /// How many records and lists of them the document has had so far.
    fn found(&self) -> usize;
    /// Keeps keys, each once.
    fn names(&mut self) -> &mut Names;
    /// The value of this key is no JSON; then the same of the keys around it.
    fn wrong_value(&mut self, key: &str);
}

/// Where an object stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// It is a document of its own.
    Document,
    /// It is the value of a key that names its kind.
    Named,
    /// It stands in a list that is a document or bears the name of a kind.
    Listed,
    /// It stands deeper, under keys that mean nothing to us.
    Nested,
}

/// A text that is no JSON from some place on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct JsonError {
    pub(super) problem: SyntaxProblem,
    /// The place, in bytes from the start of the text.
    pub(super) at: usize,
}

/// Reads the JSON value that the text begins with, and tells its length in bytes.
///
/// # Errors
/// The first place that is no JSON; what stood before was delivered.
pub(super) fn read_value(text: &str, events: &mut impl Events) -> Result<usize, JsonError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let document =
        Reading::Records { surroundings: None, position: Position::Document, events: &mut *events };
    document.deserialize(&mut deserializer).map_err(|error| located(&error, text))?;
    // `end` succeeds where only white space is left; otherwise it names the place where something else begins.
    Ok(deserializer.end().map_or_else(|error| offset(&error, text), |()| text.len()))
}

/// The text of a JSON text at the start, and its length in bytes.
pub(super) fn read_quoted(text: &str) -> Option<(String, usize)> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let quoted = String::deserialize(&mut deserializer).ok()?;
    Some((quoted, deserializer.end().map_or_else(|error| offset(&error, text), |()| text.len())))
}

fn located(error: &serde_json::Error, text: &str) -> JsonError {
    let problem = if error.is_eof() {
        SyntaxProblem::EndsEarly
    } else if error.to_string().starts_with("recursion limit exceeded") {
        SyntaxProblem::TooDeep
    } else {
        SyntaxProblem::Malformed
    };
    JsonError { problem, at: offset(error, text) }
}

/// The place of an error in bytes; the library tells its line and its column in bytes, both from 1.
fn offset(error: &serde_json::Error, text: &str) -> usize {
    let line_start = match error.line().checked_sub(2) {
        None => 0,
        Some(breaks) => text.match_indices('\n').nth(breaks).map_or(text.len(), |(at, _)| at + 1),
    };
    let at = (line_start + error.column().saturating_sub(1)).min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// A value to read, with what its lists and objects are read for.
enum Reading<'e, E> {
    /// Records may stand here.
    Records {
        /// The kind that the name of the list gives.
        surroundings: Option<Kind>,
        /// Where the value stands.
        position: Position,
        /// Told of what is found.
        events: &'e mut E,
    },
    /// Names and values are collected here: an object, or the old clients' `k='v'` text.
    NamedValues(&'e mut Option<NamedValues>, &'e mut Names),
    /// The texts of a list are collected here.
    Texts(&'e mut Vec<Box<str>>),
    /// Names and values of all objects of a list are collected here; after each comes one without a name.
    ListOfNamedValues(&'e mut Option<NamedValues>, &'e mut Names),
    /// Only the scalar, or the trace of a list or object, is of interest.
    Scalar,
}

impl<'de, E: Events> DeserializeSeed<'de> for Reading<'_, E> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, E: Events> Visitor<'de> for Reading<'_, E> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<F>(self) -> Result<Value, F> {
        Ok(Value::Null)
    }

    fn visit_bool<F>(self, value: bool) -> Result<Value, F> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<F>(self, value: i64) -> Result<Value, F> {
        Ok(value.into())
    }

    fn visit_u64<F>(self, value: u64) -> Result<Value, F> {
        #[expect(clippy::cast_precision_loss, reason = "no field needs more than 63 bits")]
        let number = i64::try_from(value).map_or(Number::Real(value as f64), Number::Integer);
        Ok(Value::Number(number))
    }

    fn visit_f64<F>(self, value: f64) -> Result<Value, F> {
        Ok(Value::Number(Number::Real(value)))
    }

    fn visit_str<F>(self, text: &str) -> Result<Value, F> {
        match self {
            Reading::NamedValues(into, names) => {
                if text.starts_with('{') {
                    if let Ok(mended) = mend(text) {
                        let mut object = serde_json::Deserializer::from_str(&mended.json);
                        // What is no object after all stays a text.
                        let _ = Reading::<E>::NamedValues(into, names).deserialize(&mut object);
                    }
                } else if let Some(pairs) = parse_specs_text(text).filter(|pairs| !pairs.is_empty()) {
                    let pairs = pairs.into_iter().map(|(name, value)| (names.shared(name), value));
                    into.get_or_insert_default().extend(pairs);
                }
            }
            Reading::Texts(into) if text.starts_with('[') => {
                if let Ok(mended) = mend(text) {
                    let mut list = serde_json::Deserializer::from_str(&mended.json);
                    let _ = Reading::<E>::Texts(into).deserialize(&mut list);
                }
            }
            Reading::Texts(into) => {
                into.extend(text.split(", ").filter(|item| !item.is_empty()).map(Into::into));
            }
            Reading::ListOfNamedValues(into, names) if text.starts_with('[') => {
                if let Ok(mended) = mend(text) {
                    let mut list = serde_json::Deserializer::from_str(&mended.json);
                    // A part of a list is none.
                    if Reading::<E>::ListOfNamedValues(&mut *into, names).deserialize(&mut list).is_err() {
                        *into = None;
                    }
                }
            }
            Reading::Records { .. } | Reading::ListOfNamedValues(..) | Reading::Scalar => {}
        }
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut is_empty = true;
        let (surroundings, position, events) = match self {
            Reading::Records { surroundings, position, events } => (surroundings, position, events),
            Reading::Texts(into) => {
                while let Some(item) = items.next_element_seed(Reading::<E>::Scalar)? {
                    into.extend(item.as_text().map(Into::into));
                    is_empty = false;
                }
                return Ok(Value::Composite { is_empty });
            }
            Reading::ListOfNamedValues(into, names) => {
                into.get_or_insert_default();
                while items.next_element_seed(Reading::<E>::NamedValues(into, names))?.is_some() {
                    into.get_or_insert_default().push(("".into(), Value::Null));
                    is_empty = false;
                }
                return Ok(Value::Composite { is_empty });
            }
            Reading::NamedValues(..) | Reading::Scalar => {
                while items.next_element::<IgnoredAny>()?.is_some() {
                    is_empty = false;
                }
                return Ok(Value::Composite { is_empty });
            }
        };
        if let Some(kind) = surroundings {
            events.list(kind);
        }
        let is_document = position == Position::Document;
        let items_are =
            if is_document || surroundings.is_some() { Position::Listed } else { Position::Nested };
        let mut unread = 0;
        loop {
            let before = events.found();
            let item = Reading::Records { surroundings, position: items_are, events: &mut *events };
            if items.next_element_seed(item)?.is_none() {
                break;
            }
            is_empty = false;
            unread += usize::from(events.found() == before);
        }
        if unread > 0 && items_are == Position::Listed {
            events.unread_items(surroundings, unread);
        }
        if is_empty && is_document {
            events.nameless_empty_list();
        }
        Ok(Value::Composite { is_empty })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut is_empty = true;
        match self {
            Reading::Records { surroundings, position, events } => {
                let mut record = events.blank_record();
                let mut page = Page::default();
                let before = events.found();
                while let Some(key) = map.next_key_seed(KeySeed(events.names()))? {
                    match read_entry(&key, position, &mut map, &mut record, &mut page, events) {
                        Ok(value) => record.push(key, value),
                        Err(error) => {
                            events.wrong_value(key.as_str());
                            return Err(error);
                        }
                    }
                }
                if let Some(kind) = page.kind {
                    events.page(kind, page.has_next, page.first.as_deref());
                }
                record.is_container |= events.found() > before;
                is_empty = record.entries().is_empty();
                record.settle_titles();
                events.object(record, surroundings, position);
            }
            Reading::NamedValues(into, names) => {
                let pairs = into.get_or_insert_default();
                while let Some(name) = map.next_key_seed(NameSeed(names))? {
                    let value = map.next_value_seed(Reading::<E>::Scalar)?;
                    pairs.push((name, value));
                    is_empty = false;
                }
            }
            Reading::Texts(_) | Reading::ListOfNamedValues(..) | Reading::Scalar => {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                    is_empty = false;
                }
            }
        }
        Ok(Value::Composite { is_empty })
    }
}

/// What an object says about the list that it holds.
#[derive(Default)]
struct Page {
    kind: Option<Kind>,
    has_next: bool,
    first: Option<Box<str>>,
}

/// Reads the value of one key of an object that may be a record.
fn read_entry<'de, A: MapAccess<'de>, E: Events>(
    key: &Key,
    position: Position,
    map: &mut A,
    record: &mut RawRecord,
    page: &mut Page,
    events: &mut E,
) -> Result<Value, A::Error> {
    match key.column() {
        Some(Column::Properties) => {
            map.next_value_seed(Reading::<E>::NamedValues(&mut record.properties, events.names()))
        }
        Some(Column::ExtraSpecs) => {
            map.next_value_seed(Reading::<E>::NamedValues(&mut record.extra_specs, events.names()))
        }
        Some(Column::Tags) => map.next_value_seed(Reading::<E>::Texts(&mut record.tags)),
        Some(Column::Skipped) => {
            map.next_value::<IgnoredAny>()?;
            Ok(Value::Null)
        }
        Some(Column::Endpoints) => {
            map.next_value_seed(Reading::<E>::ListOfNamedValues(&mut record.endpoints, events.names()))
        }
        Some(Column::Next) => {
            let next = map.next_value_seed(Reading::<E>::Scalar)?;
            page.has_next |= next.is_truthy();
            Ok(next)
        }
        Some(Column::First) => {
            let first = map.next_value_seed(Reading::<E>::Scalar)?;
            page.first = first.as_text().map(Into::into);
            Ok(first)
        }
        Some(Column::ApiError) => {
            let mut parts = None;
            let value = map.next_value_seed(Reading::<E>::NamedValues(&mut parts, events.names()))?;
            let message = parts.iter().flatten().find(|(name, _)| name.as_ref() == "message");
            if let Some((_, message)) = message {
                events.api_error(&message.to_string());
            }
            Ok(value)
        }
        Some(Column::TerraformVersion)
            if position == Position::Document || key.as_str() == "terraform_version" =>
        {
            events.terraform();
            map.next_value_seed(Reading::<E>::Scalar)
        }
        Some(Column::TerraformPlan) if position == Position::Document => {
            map.next_value::<IgnoredAny>()?;
            Ok(Value::Null)
        }
        Some(Column::TerraformOnly) if events.is_terraform() => {
            map.next_value::<IgnoredAny>()?;
            Ok(Value::Null)
        }
        Some(Column::ImageQuota) => {
            let mut parts = None;
            let value = map.next_value_seed(Reading::<E>::NamedValues(&mut parts, events.names()))?;
            if let Some(parts) = parts {
                record.is_container = true;
                let mut quota = events.blank_record();
                quota.push(Key::Known("name", Column::Name), key.as_str().into());
                for (name, value) in parts {
                    quota.push(events.names().key(&name), value);
                }
                events.image_quota(quota);
            }
            Ok(value)
        }
        // What a server or a volume says of its flavor or image is no list of them.
        Some(Column::Container) if is_singular(key) && record.is_whole() => {
            map.next_value_seed(Reading::<E>::Scalar)
        }
        Some(Column::Location | Column::AccessProjectIds | Column::Foreign) => {
            map.next_value_seed(Reading::<E>::Scalar)
        }
        Some(Column::Container | Column::Usage) => {
            let kind = kind_of_container(key.as_str());
            let value = map.next_value_seed(Reading::Records {
                surroundings: kind,
                position: Position::Named,
                events,
            })?;
            let is_container = matches!(value, Value::Composite { .. });
            // Without quotas, Glance's answer is an empty object.
            if is_container && kind == Some(Kind::ImageUsage) {
                events.list(Kind::ImageUsage);
            }
            record.is_container |= is_container;
            page.kind = page.kind.or(kind.filter(|_| is_container));
            Ok(value)
        }
        // An unknown key may hold whole lists: what jq or Ansible wrap around the answer of an API.
        Some(_) | None => {
            map.next_value_seed(Reading::Records { surroundings: None, position: Position::Nested, events })
        }
    }
}

/// Whether the container holds one record, as in an answer to `GET /flavors/ID`.
fn is_singular(key: &Key) -> bool {
    matches!(key.as_str(), "flavor" | "image" | "volume_type" | "default_security_group_rule")
}

/// A key of an object that may be a record.
struct KeySeed<'n>(&'n mut Names);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<F>(self, key: &str) -> Result<Key, F> {
        Ok(self.0.key(key))
    }
}

/// The name of a nested value.
struct NameSeed<'n>(&'n mut Names);

impl<'de> DeserializeSeed<'de> for NameSeed<'_> {
    type Value = Rc<str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Rc<str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameSeed<'_> {
    type Value = Rc<str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_str<F>(self, name: &str) -> Result<Rc<str>, F> {
        Ok(self.0.shared(name))
    }
}

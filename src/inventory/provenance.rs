//! Where a record came from, and what the form of its source cannot carry.

use super::{Kind, Properties, Value};

/// Index of a [`Source`] in [`super::Inventory::sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub usize);

/// The place of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The source that holds it.
    pub source: SourceId,
    /// The position among the source's records of its kind, from 0.
    pub record: usize,
}

/// One list of one kind in one supplied file or paste.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The file's name, or the name that the paste was given.
    pub name: Box<str>,
    /// What its records are.
    pub kind: Kind,
    /// What printed it.
    pub form: Form,
    /// How it is written.
    pub format: Format,
    /// Fields that this form cannot carry: their absence from a record says nothing.
    pub lacks: FieldSet,
}

/// The client or API that a list was printed by, as far as it decides which fields exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `openstack … list -f json`: column titles for keys.
    ClientList,
    /// `openstack … show -f json`: lower-case field names, properties nested.
    ClientShow,
    /// The body of a Nova, Glance, Cinder, Neutron or Keystone answer.
    Api,
    /// A dump of openstacksdk objects.
    Sdk,
    /// The state of Terraform or OpenTofu.
    Terraform,
    /// Definitions of the flavor manager: what it would create.
    FlavorManager,
    /// Definitions of the image manager: what it would create.
    ImageManager,
}

impl Form {
    /// Whether the records are what is planned, and not what is there.
    pub fn is_definition(self) -> bool {
        matches!(self, Form::FlavorManager | Form::ImageManager)
    }
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
    /// Comma-separated values, or with semicolons or tabs.
    Csv,
    /// A table of a client, of Markdown or of HTML.
    Table,
    /// `-f value` of a list: no column names.
    Values,
    /// `-f shell` of a single record.
    Shell,
    /// A literal of Python.
    Python,
}

impl Format {
    /// Whether every value is printed as text, whatever its type.
    pub fn prints_text(self) -> bool {
        match self {
            Format::Csv | Format::Table | Format::Values | Format::Shell => true,
            Format::Json | Format::Yaml | Format::Python => false,
        }
    }
}

/// A field that some check reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The name of any record.
    Name,
    /// The number of vCPUs of a flavor.
    Vcpus,
    /// The RAM of a flavor.
    Ram,
    /// The root disk of a flavor.
    Disk,
    /// Extra specs of a flavor.
    ExtraSpecs,
    /// Whether a flavor or volume type is shown to everyone.
    IsPublic,
    /// The visibility of an image.
    Visibility,
    /// Whether an image is left out of listings.
    OsHidden,
    /// The least root disk of an image.
    MinDisk,
    /// The least RAM of an image.
    MinRam,
    /// The size of an image's data.
    Size,
    /// When an image was registered.
    CreatedAt,
    /// The algorithm of an image's hash.
    OsHashAlgo,
    /// Everything else that an image carries, from `architecture` to `uuid_validity`.
    Properties,
    /// The tags of an image.
    Tags,
    /// The description of a volume type.
    Description,
    /// The remote address range of a rule, where a list prints "none" and "any" alike.
    RemoteIpPrefix,
    /// Whether a rule is used in the default and in custom groups.
    UsedIn,
    /// The protocol and the ports of a rule.
    Protocol,
    /// The endpoints of a service.
    Endpoints,
    /// The limit of an image quota.
    Limit,
    /// The size of an image when it is unpacked.
    VirtualSize,
}

impl Field {
    /// Every field.
    pub const ALL: [Field; 22] = [
        Field::Name,
        Field::Vcpus,
        Field::Ram,
        Field::Disk,
        Field::ExtraSpecs,
        Field::IsPublic,
        Field::Visibility,
        Field::OsHidden,
        Field::MinDisk,
        Field::MinRam,
        Field::Size,
        Field::CreatedAt,
        Field::OsHashAlgo,
        Field::Properties,
        Field::Tags,
        Field::Description,
        Field::RemoteIpPrefix,
        Field::UsedIn,
        Field::Protocol,
        Field::Endpoints,
        Field::Limit,
        Field::VirtualSize,
    ];
}

/// A set of fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet(u32);

impl FieldSet {
    /// No field.
    pub const EMPTY: FieldSet = FieldSet(0);

    /// Whether the field is in the set.
    pub fn contains(self, field: Field) -> bool {
        self.0 & (1 << field as u32) != 0
    }

    /// Adds a field.
    pub fn insert(&mut self, field: Field) {
        self.0 |= 1 << field as u32;
    }

    /// The set without a field.
    pub fn remove(&mut self, field: Field) {
        self.0 &= !(1 << field as u32);
    }

    /// The fields that are in one of the sets.
    #[must_use]
    pub fn union(self, other: FieldSet) -> FieldSet {
        FieldSet(self.0 | other.0)
    }

    /// The fields of the set.
    pub fn iter(self) -> impl Iterator<Item = Field> {
        Field::ALL.into_iter().filter(move |field| self.contains(*field))
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> FieldSet {
        fields.into_iter().fold(FieldSet::EMPTY, |mut set, field| {
            set.insert(field);
            set
        })
    }
}

/// What two readings of one field say together: the one value there is, or null, or nothing.
///
/// # Errors
/// `Contradiction` when both have a value and the values differ as text (clients type some values differently).
pub(super) fn agree(ours: Option<&Value>, theirs: Option<&Value>) -> Result<Option<Value>, Contradiction> {
    match (ours, theirs) {
        (None | Some(Value::Null), Some(value)) | (Some(value), None) => Ok(Some(value.clone())),
        (None, None) => Ok(None),
        (Some(mine), Some(theirs)) if *theirs == Value::Null || mine.says_the_same(theirs) => {
            Ok(Some(mine.clone()))
        }
        (Some(_), Some(_)) => Err(Contradiction),
    }
}

/// As [`agree`], for the union of extra specs or properties.
pub(super) fn agree_properties(
    ours: Option<&Properties>,
    theirs: Option<&Properties>,
) -> Result<Option<Properties>, Contradiction> {
    let (Some(mine), Some(theirs)) = (ours, theirs) else {
        return Ok(ours.or(theirs).cloned());
    };
    let only_theirs = theirs.iter().filter(|(name, _)| mine.get(name).is_none()).map(|(name, _)| name);
    let union = mine.iter().map(|(name, _)| name).chain(only_theirs).filter_map(|name| {
        let value = agree(mine.get(name), theirs.get(name)).transpose()?;
        Some(value.map(|value| (name.into(), value)))
    });
    union.collect::<Result<Properties, Contradiction>>().map(Some)
}

/// Two records of one id that say different things of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction;

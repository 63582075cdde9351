//! One file → records of all kinds, and what is to be said of the file.

use super::assemble::{Assemble, add_to_list};
use super::json::{self, Events, Position};
use super::record::{Names, RawRecord};
use super::{FileIntake, FoundList, IntakeError, IntakeNote, Recognised, Upload, detect};
use crate::inventory::{
    Completeness, FieldSet, Flavor, Form, Image, Inventory, Kind, List, Origin, PartialReason,
    SecurityGroupRule, Service, Source, SourceId, VolumeType,
};

/// Reads one file into the inventory.
pub(super) fn read_file(upload: &Upload<'_>, inventory: &mut Inventory) -> FileIntake {
    let text = match detect::text_of(upload.bytes) {
        Ok(text) => text,
        Err(error) => {
            return FileIntake {
                name: upload.name.into(),
                lists: Vec::new(),
                notes: Vec::new(),
                error: Some(error),
            };
        }
    };
    let mut reader = FileReader::new(upload, inventory);
    let problem = json::read_json(text, &mut reader).err();
    let problem = problem.map(|problem| reader.locate(problem));
    reader.finish(text, problem)
}

/// The records of one kind in one form.
struct Batch<T> {
    form: Form,
    source: SourceId,
    records: Vec<T>,
    seen: FieldSet,
}

/// How much of a list a file holds, as far as it tells.
#[derive(Default)]
struct Extent {
    /// A list was there, if only an empty one.
    is_listed: bool,
    /// The number of records that stood in no list.
    lone_records: usize,
    /// The last page named a next one.
    wants_next_page: bool,
    /// The file was cut off within the list, or a page was asked for with a filter.
    partial: Option<PartialReason>,
    /// The document being read holds records of the list.
    is_in_document: bool,
}

impl Extent {
    fn begin_list(&mut self) {
        self.is_listed = true;
        self.is_in_document = true;
    }

    fn end_page(&mut self, has_next: bool, is_filtered: bool) {
        self.wants_next_page = has_next;
        if is_filtered {
            self.partial = Some(PartialReason::Filtered);
        }
    }

    fn cut_off(&mut self) {
        if self.is_in_document {
            self.partial = Some(PartialReason::CutOff);
        }
    }

    fn completeness(&self) -> Completeness {
        if let Some(reason) = self.partial {
            Completeness::Partial(reason)
        } else if self.wants_next_page {
            Completeness::Partial(PartialReason::NextPage)
        } else if !self.is_listed && self.lone_records == 1 {
            Completeness::Partial(PartialReason::LoneRecord)
        } else {
            Completeness::Complete
        }
    }

    fn note(&self, kind: Kind) -> Option<IntakeNote> {
        match self.completeness() {
            Completeness::Partial(reason) => Some(IntakeNote::Partial(kind, reason)),
            Completeness::Complete => {
                (!self.is_listed && self.lone_records > 1).then_some(IntakeNote::Concatenated(kind))
            }
        }
    }
}

/// Everything of one kind in one file.
struct KindReader<T> {
    batches: Vec<Batch<T>>,
    extent: Extent,
}

impl<T> Default for KindReader<T> {
    fn default() -> KindReader<T> {
        KindReader { batches: Vec::new(), extent: Extent::default() }
    }
}

impl<T: Assemble> KindReader<T> {
    fn add(&mut self, raw: &mut RawRecord, file_name: &str, sources: &mut Vec<Source>) {
        self.extent.is_in_document = true;
        let form = raw.form(T::KIND);
        let at = self.batches.iter().position(|batch| batch.form == form).unwrap_or_else(|| {
            let source = SourceId(sources.len());
            sources.push(Source { name: file_name.into(), kind: T::KIND, form, lacks: FieldSet::EMPTY });
            self.batches.push(Batch { form, source, records: Vec::new(), seen: FieldSet::EMPTY });
            self.batches.len() - 1
        });
        if let Some(batch) = self.batches.get_mut(at) {
            let origin = Origin { source: batch.source, record: batch.records.len() };
            let record = T::assemble(raw, form, origin, &mut batch.seen);
            batch.records.push(record);
        }
    }

    /// Hands the records over to the inventory.
    fn finish(
        self,
        list: &mut Option<List<T>>,
        sources: &mut [Source],
        lists: &mut Vec<FoundList>,
        notes: &mut Vec<IntakeNote>,
    ) {
        if self.batches.is_empty() && !self.extent.is_listed {
            return;
        }
        let completeness = self.extent.completeness();
        notes.extend(self.extent.note(T::KIND));
        if self.batches.is_empty() {
            add_to_list(list, Vec::new(), completeness, notes);
            let form = Form::Api;
            lists.push(FoundList { kind: T::KIND, form, records: 0, completeness, lacks: FieldSet::EMPTY });
        }
        for batch in self.batches {
            let lacks = T::lacks(batch.form, batch.seen, &batch.records);
            if let Some(source) = sources.get_mut(batch.source.0) {
                source.lacks = lacks;
            }
            let records = batch.records.len();
            lists.push(FoundList { kind: T::KIND, form: batch.form, records, completeness, lacks });
            add_to_list(list, batch.records, completeness, notes);
        }
    }
}

/// Collects the records of one file.
struct FileReader<'a> {
    name: &'a str,
    /// The kind that a person, or the file's name, says its records are of.
    kind: Option<Kind>,
    inventory: &'a mut Inventory,
    names: Names,
    /// Records of which only the room is left.
    spare_records: Vec<RawRecord>,
    flavors: KindReader<Flavor>,
    images: KindReader<Image>,
    volume_types: KindReader<VolumeType>,
    rules: KindReader<SecurityGroupRule>,
    services: KindReader<Service>,
    /// Objects that were of no known kind, and the keys of the first.
    left_aside: usize,
    left_aside_keys: Vec<Box<str>>,
    definition: Option<Recognised>,
    has_lone_specs: bool,
    has_nameless_empty_list: bool,
    api_error: Option<Box<str>>,
    /// For the place of an error: records in the document so far, and the key whose value is wrong.
    records_in_document: usize,
    wrong_field: Option<Box<str>>,
}

impl<'a> FileReader<'a> {
    fn new(upload: &Upload<'a>, inventory: &'a mut Inventory) -> FileReader<'a> {
        FileReader {
            name: upload.name,
            kind: upload.kind.or_else(|| detect::kind_of_name(upload.name)),
            inventory,
            names: Names::default(),
            spare_records: Vec::new(),
            flavors: KindReader::default(),
            images: KindReader::default(),
            volume_types: KindReader::default(),
            rules: KindReader::default(),
            services: KindReader::default(),
            left_aside: 0,
            left_aside_keys: Vec::new(),
            definition: None,
            has_lone_specs: false,
            has_nameless_empty_list: false,
            api_error: None,
            records_in_document: 0,
            wrong_field: None,
        }
    }

    fn extent(&mut self, kind: Kind) -> &mut Extent {
        match kind {
            Kind::Flavor => &mut self.flavors.extent,
            Kind::Image => &mut self.images.extent,
            Kind::VolumeType => &mut self.volume_types.extent,
            Kind::SecurityGroupRule => &mut self.rules.extent,
            Kind::Service => &mut self.services.extent,
        }
    }

    fn add(&mut self, kind: Kind, raw: &mut RawRecord, position: Position) {
        let (name, sources) = (self.name, &mut self.inventory.sources);
        match kind {
            Kind::Flavor => self.flavors.add(raw, name, sources),
            Kind::Image => self.images.add(raw, name, sources),
            Kind::VolumeType => self.volume_types.add(raw, name, sources),
            Kind::SecurityGroupRule => self.rules.add(raw, name, sources),
            Kind::Service => self.services.add(raw, name, sources),
        }
        let extent = self.extent(kind);
        if position == Position::Listed {
            extent.begin_list();
        } else {
            extent.lone_records += 1;
        }
    }

    /// Adds the record and the field to the place of a problem.
    fn locate(&self, mut problem: IntakeError) -> IntakeError {
        if let IntakeError::Syntax { record, field, .. } = &mut problem {
            *record = self.records_in_document + 1;
            field.clone_from(&self.wrong_field);
        }
        problem
    }

    fn finish(mut self, text: &str, problem: Option<IntakeError>) -> FileIntake {
        let mut file =
            FileIntake { name: self.name.into(), lists: Vec::new(), notes: Vec::new(), error: None };
        if let Some(definition) = self.definition {
            file.error = Some(IntakeError::NotYetUnderstood(definition));
            return file;
        }
        if let Some(problem) = &problem {
            for kind in Kind::ALL {
                self.extent(kind).cut_off();
            }
            file.notes.push(IntakeNote::StopsMakingSense(problem.clone()));
        }
        if self.has_nameless_empty_list
            && let Some(kind) = self.kind
        {
            self.extent(kind).begin_list();
        }
        let Inventory { sources, flavors, images, volume_types, rules, services } = self.inventory;
        let (lists, notes) = (&mut file.lists, &mut file.notes);
        self.flavors.finish(flavors, sources, lists, notes);
        self.images.finish(images, sources, lists, notes);
        self.volume_types.finish(volume_types, sources, lists, notes);
        self.rules.finish(rules, sources, lists, notes);
        self.services.finish(services, sources, lists, notes);
        if lists.is_empty() {
            // The problem is why there is nothing: beside nothing it is no note, but the error.
            file.notes.clear();
            file.error = Some(if let Some(problem) = problem {
                detect::explain(text, problem)
            } else if let Some(message) = self.api_error {
                IntakeError::ApiError { message }
            } else if self.has_nameless_empty_list {
                IntakeError::EmptyListOfUnknownKind
            } else if self.has_lone_specs {
                IntakeError::SpecsWithoutFlavor
            } else {
                IntakeError::NoRecords { keys: self.left_aside_keys, objects: self.left_aside }
            });
        } else if self.left_aside > 0 {
            notes.push(IntakeNote::LeftAside { objects: self.left_aside, keys: self.left_aside_keys });
        }
        file
    }
}

/// Parameters of a listing that leave no record out.
const UNFILTERED: [&str; 7] =
    ["limit", "marker", "sort", "sort_key", "sort_dir", "os_hidden", "member_status"];

fn is_filtered(address: &str) -> bool {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    query.split('&').filter(|pair| !pair.is_empty()).any(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        !UNFILTERED.contains(&name) && (name, value) != ("visibility", "all")
    })
}

impl Events for FileReader<'_> {
    fn document(&mut self) {
        self.records_in_document = 0;
        for kind in Kind::ALL {
            self.extent(kind).is_in_document = false;
        }
    }

    fn blank_record(&mut self) -> RawRecord {
        self.spare_records.pop().unwrap_or_default()
    }

    fn object(&mut self, mut raw: RawRecord, surroundings: Option<Kind>, position: Position) {
        if let Some(definition) = raw.definition() {
            self.definition = Some(definition);
            return;
        }
        let wraps_records = position == Position::Document && self.records_in_document > 0;
        let hint = if raw.is_container { None } else { surroundings.or(self.kind) };
        if let Some(kind) = raw.kind(hint.filter(|_| position != Position::Nested)) {
            self.records_in_document += 1;
            self.add(kind, &mut raw, position);
        } else if raw.extra_specs.is_some() && !raw.is_named() {
            self.has_lone_specs = true;
        } else if position != Position::Nested && !raw.is_container && !wraps_records {
            self.left_aside += 1;
            if self.left_aside == 1 {
                self.left_aside_keys =
                    raw.entries().iter().map(|entry| entry.key.as_str().into()).take(8).collect();
            }
        }
        raw.clear();
        self.spare_records.push(raw);
    }

    fn list(&mut self, kind: Kind) {
        self.extent(kind).begin_list();
    }

    fn nameless_empty_list(&mut self) {
        self.has_nameless_empty_list = true;
    }

    fn page(&mut self, kind: Kind, has_next: bool, first: Option<&str>) {
        self.extent(kind).end_page(has_next, first.is_some_and(is_filtered));
    }

    fn api_error(&mut self, message: &str) {
        self.api_error = Some(message.into());
    }

    fn names(&mut self) -> &mut Names {
        &mut self.names
    }

    fn wrong_value(&mut self, key: &str) {
        // The innermost key comes first and is the most telling.
        self.wrong_field.get_or_insert_with(|| key.into());
    }
}

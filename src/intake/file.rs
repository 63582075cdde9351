//! One file → records of all kinds, and what is to be said of the file.

use super::assemble::{Assemble, add_to_list};
use super::columns::{Column, nearly_a_column};
use super::decode::decode;
use super::definitions::Plan;
use super::error::{IntakeNote, Recognised, SyntaxProblem};
use super::json::{Events, Position};
use super::record::{Names, RawRecord};
use super::scan::{self, read_text};
use super::{FileIntake, FoundList, IntakeError, Upload};
use crate::inventory::{
    Completeness, FieldSet, Flavor, Form, Format, Image, ImageUsage, Inventory, Kind, List, Origin,
    PartialReason, SecurityGroupRule, Service, Source, SourceId, Value, VolumeType,
};
use std::borrow::Cow;

/// Reads one file into the inventory.
pub fn read_file(upload: &Upload<'_>, inventory: &mut Inventory) -> FileIntake {
    #[cfg(not(target_arch = "wasm32"))]
    if super::is_gzip(upload.bytes) {
        return match super::gzip::unpack(upload.bytes) {
            Ok(bytes) => read_unpacked(&Upload { bytes: &bytes, ..*upload }, inventory),
            Err(problem) => FileIntake::unreadable(upload.name, IntakeError::Gzip(problem)),
        };
    }
    read_unpacked(upload, inventory)
}

fn read_unpacked(upload: &Upload<'_>, inventory: &mut Inventory) -> FileIntake {
    let decoded = match decode(upload.bytes) {
        Ok(decoded) => decoded,
        Err(error) => return FileIntake::unreadable(upload.name, error),
    };
    let mut reader = FileReader::new(upload, inventory);
    reader.notes.extend(decoded.encoding.map(IntakeNote::Encoded));
    reader.is_as_given = matches!(decoded.text, Cow::Borrowed(_));
    read_text(&decoded.text, &mut reader);
    if decoded.is_cut {
        reader.note(IntakeNote::EndsWithinLetter);
        reader.cut_off();
    }
    reader.finish()
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Line, from 1.
    pub(super) line: usize,
    /// Column, from 1.
    pub(super) column: usize,
}

/// The records of one kind in one form and format.
struct Batch<T> {
    form: Form,
    format: Format,
    source: SourceId,
    records: Vec<T>,
    seen: FieldSet,
    /// Fields of which some value could not be read.
    unreadable: FieldSet,
}

/// How much of a list a file holds, as far as it tells.
#[derive(Clone, Default, PartialEq)]
struct Extent {
    /// A list was there, if only an empty one.
    is_listed: bool,
    /// The number of records that stood in no list.
    lone_records: usize,
    /// The last page named a next one.
    wants_next_page: bool,
    /// Pages that were asked for with a filter, and all pages.
    filtered_pages: usize,
    pages: usize,
    /// The file was cut off within the list, or holds some records only.
    partial: Option<PartialReason>,
    /// How a list is written that came without records.
    empty: Option<(Form, Format)>,
    /// The document being read holds records of the list.
    is_in_document: bool,
    /// Items of the list that are no records.
    unread: usize,
}

impl Extent {
    fn begin_list(&mut self) {
        self.is_listed = true;
        self.is_in_document = true;
    }

    fn end_page(&mut self, has_next: bool, is_filtered: bool) {
        self.wants_next_page = has_next;
        self.pages += 1;
        self.filtered_pages += usize::from(is_filtered);
    }

    fn cut_off(&mut self) {
        if self.is_in_document {
            self.partial = Some(PartialReason::CutOff);
        }
    }

    fn completeness(&self) -> Completeness {
        if let Some(reason) = self.partial {
            Completeness::Partial(reason)
        } else if self.unread > 0 {
            Completeness::Partial(PartialReason::Unread)
        } else if self.pages > 0 && self.filtered_pages == self.pages {
            Completeness::Partial(PartialReason::Filtered)
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

/// How much there was of a kind at some point.
#[derive(Clone, PartialEq)]
struct KindMark {
    /// The number of records of each, the fields seen, and those of which a value could not be read.
    batches: Vec<(usize, FieldSet, FieldSet)>,
    extent: Extent,
}

impl<T> Default for KindReader<T> {
    fn default() -> KindReader<T> {
        KindReader { batches: Vec::new(), extent: Extent::default() }
    }
}

impl<T: Assemble> KindReader<T> {
    fn add(
        &mut self,
        raw: &mut RawRecord,
        form: Form,
        format: Format,
        unreadable: FieldSet,
        file: &str,
        sources: &mut Vec<Source>,
    ) {
        self.extent.is_in_document = true;
        if form == Form::Terraform {
            self.extent.partial = Some(PartialReason::ManagedOnly);
        }
        let is_its = |batch: &Batch<T>| batch.form == form && batch.format == format;
        let at = self.batches.iter().position(is_its).unwrap_or_else(|| {
            let source = SourceId(sources.len());
            sources.push(Source { name: file.into(), kind: T::KIND, form, format, lacks: FieldSet::EMPTY });
            self.batches.push(Batch {
                form,
                format,
                source,
                records: Vec::new(),
                seen: FieldSet::EMPTY,
                unreadable: FieldSet::EMPTY,
            });
            self.batches.len() - 1
        });
        if let Some(batch) = self.batches.get_mut(at) {
            let origin = Origin { source: batch.source, record: batch.records.len() };
            let record = T::assemble(raw, form, origin, &mut batch.seen);
            batch.records.push(record);
            batch.unreadable = batch.unreadable.union(unreadable);
        }
    }

    fn mark(&self) -> KindMark {
        let of = |batch: &Batch<T>| (batch.records.len(), batch.seen, batch.unreadable);
        let batches = self.batches.iter().map(of).collect();
        KindMark { batches, extent: self.extent.clone() }
    }

    /// Forgets what came after the mark.
    fn roll_back(&mut self, mark: &KindMark) {
        for (at, batch) in self.batches.iter_mut().enumerate() {
            let (records, seen, unreadable) = mark.batches.get(at).copied().unwrap_or_default();
            batch.records.truncate(records);
            (batch.seen, batch.unreadable) = (seen, unreadable);
        }
        self.extent = mark.extent.clone();
    }

    /// Whether records or lists came after the mark.
    fn has_grown(&self, mark: &KindMark) -> bool {
        let count = |mark: &KindMark| mark.batches.iter().map(|(records, ..)| records).sum::<usize>();
        count(&self.mark()) > count(mark) || (self.extent.is_listed && !mark.extent.is_listed)
    }

    /// Hands the records over to the inventory.
    fn finish(
        self,
        list: &mut Option<List<T>>,
        sources: &mut [Source],
        lists: &mut Vec<FoundList>,
        notes: &mut Vec<IntakeNote>,
    ) {
        let batches: Vec<_> = self.batches.into_iter().filter(|batch| !batch.records.is_empty()).collect();
        // Of a list in which nothing could be read nothing is known, least of all that it is empty.
        let is_empty_list = self.extent.is_listed && self.extent.unread == 0;
        if batches.is_empty() && !is_empty_list {
            return;
        }
        let completeness = self.extent.completeness();
        notes.extend(self.extent.note(T::KIND));
        if batches.is_empty() {
            let (form, format) = self.extent.empty.unwrap_or((Form::Api, Format::Json));
            add_to_list(list, Vec::new(), completeness, notes);
            lists.push(FoundList {
                kind: T::KIND,
                form,
                format,
                records: 0,
                completeness,
                lacks: FieldSet::EMPTY,
            });
        }
        for batch in batches {
            let lacks = T::lacks(batch.form, batch.seen, &batch.records).union(batch.unreadable);
            if let Some(source) = sources.get_mut(batch.source.0) {
                source.lacks = lacks;
            }
            lists.push(FoundList {
                kind: T::KIND,
                form: batch.form,
                format: batch.format,
                records: batch.records.len(),
                completeness,
                lacks,
            });
            notes.extend(T::note(&batch.records));
            add_to_list(list, batch.records, completeness, notes);
        }
    }
}

/// How many letters of a key or value are kept to be shown.
const SHOWN: usize = 80;

/// How many letters of an error message are kept.
const MESSAGE_LIMIT: usize = 1000;

/// Where a text stopped being what it began as.
#[derive(Clone, PartialEq)]
struct Stop {
    error: IntakeError,
    /// There were records before the place, and perhaps more behind it.
    is_cut: bool,
}

/// What was met beside records.
#[derive(Clone, Default, PartialEq)]
struct Sundry {
    /// Objects that were of no known kind, and the keys of the first.
    left_aside: usize,
    left_aside_keys: Vec<Box<str>>,
    /// A key or title that is nearly one of ours, and ours.
    nearly: Option<(Box<str>, &'static str)>,
    has_nameless_empty_list: bool,
    has_nameless_values: bool,
    is_web_page: bool,
    error_message: Option<Box<str>>,
    of_no_use: Vec<Recognised>,
    /// The place where a text stopped being what it began as.
    stop: Option<Stop>,
    disabled_services: usize,
    passed_over: usize,
    first_passed_over: Option<usize>,
}

/// Where a file's reader stood.
pub(super) struct Mark {
    kinds: [KindMark; 6],
    sundry: Sundry,
    tells_kind: (bool, bool),
    notes: usize,
}

/// Collects the records of one file.
pub(super) struct FileReader<'a> {
    name: &'a str,
    /// The kind that a person, or the file's name, says its records are of.
    kind: Option<Kind>,
    /// It was the file's name.
    is_kind_of_name: bool,
    /// Some record of an earlier document told its kind by its own keys.
    has_told_kind: bool,
    inventory: &'a mut Inventory,
    names: Names,
    /// Records of which only the room is left.
    spare_records: Vec<RawRecord>,
    flavors: KindReader<Flavor>,
    images: KindReader<Image>,
    volume_types: KindReader<VolumeType>,
    rules: KindReader<SecurityGroupRule>,
    services: KindReader<Service>,
    image_usage: KindReader<ImageUsage>,
    notes: Vec<IntakeNote>,
    sundry: Sundry,
    /// The text was read as it was given, so that places are those of the file.
    pub(super) is_as_given: bool,
    document: Document,
}

/// The list, object, table or the like that is being read.
struct Document {
    format: Format,
    /// Some record tells its kind by its own keys.
    tells_kind: bool,
    is_terraform: bool,
    /// It has keys of definitions.
    may_define: bool,
    /// The tool whose definitions are being read, as what they would create.
    planned: Option<Form>,
    /// For the place of an error: records so far, and the key whose value is wrong.
    records: usize,
    /// The kinds of records that stand in lists without a name.
    nameless: Vec<Kind>,
    /// How many lists that bear the name of a kind.
    lists: usize,
    wrong_field: Option<Box<str>>,
}

impl Document {
    fn new(format: Format) -> Document {
        Document {
            format,
            tells_kind: false,
            is_terraform: false,
            may_define: false,
            planned: None,
            records: 0,
            nameless: Vec::new(),
            lists: 0,
            wrong_field: None,
        }
    }
}

impl<'a> FileReader<'a> {
    fn new(upload: &Upload<'a>, inventory: &'a mut Inventory) -> FileReader<'a> {
        FileReader {
            name: upload.name,
            kind: upload.kind.or_else(|| scan::kind_of_name(upload.name)),
            is_kind_of_name: upload.kind.is_none(),
            has_told_kind: false,
            inventory,
            names: Names::default(),
            spare_records: Vec::new(),
            flavors: KindReader::default(),
            images: KindReader::default(),
            volume_types: KindReader::default(),
            rules: KindReader::default(),
            services: KindReader::default(),
            image_usage: KindReader::default(),
            notes: Vec::new(),
            sundry: Sundry::default(),
            is_as_given: true,
            document: Document::new(Format::Json),
        }
    }

    /// A list, object, table or the like begins.
    pub(super) fn begin_document(&mut self, format: Format) {
        self.has_told_kind |= self.document.tells_kind;
        self.document = Document::new(format);
        for kind in Kind::ALL {
            self.extent(kind).is_in_document = false;
        }
    }

    pub(super) fn mark(&self) -> Mark {
        let kinds = [
            self.flavors.mark(),
            self.images.mark(),
            self.volume_types.mark(),
            self.rules.mark(),
            self.services.mark(),
            self.image_usage.mark(),
        ];
        Mark {
            kinds,
            sundry: self.sundry.clone(),
            tells_kind: (self.has_told_kind, self.document.tells_kind),
            notes: self.notes.len(),
        }
    }

    /// Forgets what was said of a text in which nothing was found.
    pub(super) fn start_over(&mut self) {
        self.sundry = Sundry::default();
    }

    /// Forgets what came after the mark.
    pub(super) fn roll_back(&mut self, mark: &Mark) {
        let [flavors, images, volume_types, rules, services, image_usage] = &mark.kinds;
        self.flavors.roll_back(flavors);
        self.images.roll_back(images);
        self.volume_types.roll_back(volume_types);
        self.rules.roll_back(rules);
        self.services.roll_back(services);
        self.image_usage.roll_back(image_usage);
        self.sundry = mark.sundry.clone();
        (self.has_told_kind, self.document.tells_kind) = mark.tells_kind;
        self.notes.truncate(mark.notes);
    }

    /// Whether records or lists came after the mark.
    pub(super) fn has_grown(&self, mark: &Mark) -> bool {
        let [flavors, images, volume_types, rules, services, image_usage] = &mark.kinds;
        self.flavors.has_grown(flavors)
            || self.images.has_grown(images)
            || self.volume_types.has_grown(volume_types)
            || self.rules.has_grown(rules)
            || self.services.has_grown(services)
            || self.image_usage.has_grown(image_usage)
    }

    /// Whether objects of other kinds came after the mark.
    pub(super) fn has_looked_at_more(&self, mark: &Mark) -> bool {
        self.sundry != mark.sundry
    }

    /// Whether nothing was found so far, not even something of no use.
    pub(super) fn has_found_nothing(&self) -> bool {
        let is_empty = Kind::ALL.into_iter().all(|kind| self.count(kind).is_none());
        let sundry = &self.sundry;
        is_empty
            && sundry.left_aside == 0
            && sundry.of_no_use.is_empty()
            && sundry.error_message.is_none()
            && !sundry.has_nameless_empty_list
    }

    fn count(&self, kind: Kind) -> Option<usize> {
        fn of<T>(kind: &KindReader<T>) -> Option<usize> {
            let records = kind.batches.iter().map(|batch| batch.records.len()).sum();
            (records > 0 || kind.extent.is_listed).then_some(records)
        }
        match kind {
            Kind::Flavor => of(&self.flavors),
            Kind::Image => of(&self.images),
            Kind::VolumeType => of(&self.volume_types),
            Kind::SecurityGroupRule => of(&self.rules),
            Kind::Service => of(&self.services),
            Kind::ImageUsage => of(&self.image_usage),
        }
    }

    /// Whether the document looks like definitions of a tool.
    pub(super) fn may_define(&self) -> bool {
        self.document.may_define
    }

    /// What follows is what the tool would create.
    pub(super) fn plan(&mut self, form: Form, plan: Plan) {
        self.document.planned = Some(form);
        plan.into_notes().for_each(|note| self.note(IntakeNote::Plan(note)));
    }

    /// Definitions of more bytes than this are not read.
    pub(super) fn definitions_too_large(&mut self, limit: usize) {
        let error = IntakeError::DefinitionsTooLarge { limit };
        self.sundry.stop.get_or_insert(Stop { error, is_cut: true });
    }

    /// The text is a web page.
    pub(super) fn web_page(&mut self) {
        self.sundry.is_web_page = true;
    }

    /// The search was given up: what was found may not be all.
    pub(super) fn give_up(&mut self) {
        self.note(IntakeNote::GivenUp);
        for kind in Kind::ALL {
            self.extent(kind).partial.get_or_insert(PartialReason::CutOff);
        }
    }

    /// The kind that a person, or the file's name, says its records are of.
    pub(super) fn named_kind(&self) -> Option<Kind> {
        self.kind
    }

    pub(super) fn values_of_unknown_kind(&mut self) {
        self.sundry.has_nameless_values = true;
    }

    pub(super) fn names_mut(&mut self) -> &mut Names {
        &mut self.names
    }

    /// Notes something, once.
    pub(super) fn note(&mut self, note: IntakeNote) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    pub(super) fn of_no_use(&mut self, recognised: Recognised) {
        if !self.sundry.of_no_use.contains(&recognised) {
            self.sundry.of_no_use.push(recognised);
        }
    }

    /// The titles of a table or of CSV: some may be nearly one of ours.
    pub(super) fn titles(&mut self, titles: &[String]) {
        for title in titles {
            if self.sundry.nearly.is_none()
                && let Some(meant) = nearly_a_column(title)
                && !titles.iter().any(|title| title.eq_ignore_ascii_case(meant))
            {
                self.sundry.nearly = Some((title.as_str().into(), meant));
            }
        }
    }

    /// The lists of the document being read end too early.
    pub(super) fn cut_off(&mut self) {
        for kind in Kind::ALL {
            self.extent(kind).cut_off();
        }
    }

    /// All lists so far may end too early. Tells whether there are any.
    pub(super) fn cut_off_all(&mut self) -> bool {
        let mut has_any = false;
        for kind in Kind::ALL {
            if self.count(kind).is_some() {
                self.extent(kind).partial.get_or_insert(PartialReason::CutOff);
                has_any = true;
            }
        }
        has_any
    }

    /// Records that stood in no list may not be all.
    pub(super) fn cut_off_lone(&mut self) {
        for kind in Kind::ALL {
            let extent = self.extent(kind);
            if extent.lone_records > 0 && !extent.is_listed {
                extent.partial.get_or_insert(PartialReason::CutOff);
            }
        }
    }

    /// The text stops being what it began as. Only the first such
    /// place is told, and rather one that records were lost at.
    pub(super) fn stopped(
        &mut self,
        format: Format,
        problem: SyntaxProblem,
        is_cut: bool,
        place: impl FnOnce() -> Place,
    ) {
        if self.sundry.stop.as_ref().is_none_or(|stop| is_cut && !stop.is_cut) {
            // It is counted from the start of the text, which takes time.
            let place = place();
            let error = IntakeError::Syntax {
                format,
                problem,
                line: place.line,
                column: place.column,
                // Outside of records there is none to name.
                record: if self.document.records == 0 && self.document.wrong_field.is_none() {
                    0
                } else {
                    self.document.records + 1
                },
                field: self.document.wrong_field.clone(),
            };
            self.sundry.stop = Some(Stop { error, is_cut });
        }
    }

    /// A line that is no part of an export.
    pub(super) fn passed_over(&mut self, line: &str, number: impl FnOnce() -> usize) {
        if let Some(message) = scan::error_message(line) {
            self.sundry.error_message.get_or_insert_with(|| message.chars().take(MESSAGE_LIMIT).collect());
        } else if scan::is_access_data(line) {
            self.of_no_use(Recognised::AccessData);
        } else if scan::prints_sdk_objects(line) {
            self.of_no_use(Recognised::SdkObjects);
        } else if matches!(line.trim(), "True" | "False") {
            self.of_no_use(Recognised::LoneValues);
        }
        self.sundry.passed_over += 1;
        if self.sundry.passed_over == 1 && self.is_as_given {
            self.sundry.first_passed_over = Some(number());
        }
    }

    fn extent(&mut self, kind: Kind) -> &mut Extent {
        match kind {
            Kind::Flavor => &mut self.flavors.extent,
            Kind::Image => &mut self.images.extent,
            Kind::VolumeType => &mut self.volume_types.extent,
            Kind::SecurityGroupRule => &mut self.rules.extent,
            Kind::Service => &mut self.services.extent,
            Kind::ImageUsage => &mut self.image_usage.extent,
        }
    }

    fn add(&mut self, kind: Kind, raw: &mut RawRecord, position: Position) {
        let form = match self.document.planned {
            Some(form) => form,
            None if self.document.is_terraform => Form::Terraform,
            None => raw.form(kind),
        };
        let mut unreadable = FieldSet::EMPTY;
        if self.document.format.prints_text() || raw.is_titled() {
            for (key, value) in raw.coerce_texts(self.document.format.prints_text()) {
                if let Some(field) = key.column().and_then(Column::field) {
                    unreadable.insert(field);
                }
                if !self.notes.iter().any(|note| matches!(note, IntakeNote::Unreadable { .. })) {
                    let value = value.chars().take(SHOWN).collect();
                    self.note(IntakeNote::Unreadable { key: key.as_str().into(), value });
                }
            }
        }
        if kind == Kind::Service && raw.take(Column::Enabled) == Some(Value::Bool(false)) {
            self.sundry.disabled_services += 1;
            self.extent(kind).begin_list();
            return;
        }
        let (name, format, sources) = (self.name, self.document.format, &mut self.inventory.sources);
        match kind {
            Kind::Flavor => self.flavors.add(raw, form, format, unreadable, name, sources),
            Kind::Image => self.images.add(raw, form, format, unreadable, name, sources),
            Kind::VolumeType => self.volume_types.add(raw, form, format, unreadable, name, sources),
            Kind::SecurityGroupRule => self.rules.add(raw, form, format, unreadable, name, sources),
            Kind::Service => self.services.add(raw, form, format, unreadable, name, sources),
            Kind::ImageUsage => self.image_usage.add(raw, form, format, unreadable, name, sources),
        }
        let extent = self.extent(kind);
        if position == Position::Listed {
            extent.begin_list();
        } else {
            extent.lone_records += 1;
        }
    }

    /// Notes an object of no known kind.
    fn left_aside(&mut self, raw: &RawRecord) {
        let keys = || raw.entries().iter().map(|entry| entry.key.as_str());
        self.sundry.left_aside += 1;
        if self.sundry.left_aside == 1 {
            let shortened = keys().map(|key| key.chars().take(SHOWN).collect());
            self.sundry.left_aside_keys = shortened.take(8).collect();
        }
        if self.sundry.nearly.is_none() {
            self.sundry.nearly = keys().find_map(|key| Some((key.into(), nearly_a_column(key)?)));
        }
    }

    fn finish(mut self) -> FileIntake {
        if self.sundry.has_nameless_empty_list
            && !self.sundry.of_no_use.contains(&Recognised::LoneValues)
            && let Some(kind) = self.kind
        {
            if self.is_kind_of_name {
                self.note(IntakeNote::KindOfName(kind));
            }
            self.extent(kind).empty = Some((Form::ClientList, Format::Json));
            self.extent(kind).begin_list();
        }
        // A command that failed printed no record.
        if self.sundry.error_message.is_some() {
            self.cut_off_lone();
        }
        let mut file = FileIntake {
            name: self.name.into(),
            lists: Vec::new(),
            notes: self.notes,
            error: None,
            is_as_given: self.is_as_given,
        };
        let Inventory { sources, flavors, images, volume_types, rules, services, image_usage } =
            self.inventory;
        let (lists, notes) = (&mut file.lists, &mut file.notes);
        self.flavors.finish(flavors, sources, lists, notes);
        self.images.finish(images, sources, lists, notes);
        self.volume_types.finish(volume_types, sources, lists, notes);
        self.rules.finish(rules, sources, lists, notes);
        self.services.finish(services, sources, lists, notes);
        self.image_usage.finish(image_usage, sources, lists, notes);
        if lists.is_empty() {
            // What is said of a file of which nothing is used is the error.
            file.notes.clear();
            file.error = Some(self.sundry.into_error());
        } else {
            notes.extend(self.sundry.into_notes());
        }
        file
    }
}

impl Sundry {
    /// Why nothing could be used.
    fn into_error(self) -> IntakeError {
        if let Some(message) = self.error_message {
            return IntakeError::ErrorMessage { message };
        }
        if let Some(recognised) = self.of_no_use.into_iter().next() {
            return IntakeError::OfNoUse(recognised);
        }
        if self.is_web_page {
            return IntakeError::OfNoUse(Recognised::Html);
        }
        if self.has_nameless_values {
            return IntakeError::ValuesOfUnknownKind;
        }
        if self.has_nameless_empty_list {
            return IntakeError::EmptyListOfUnknownKind;
        }
        match self.stop {
            Some(stop) if self.left_aside == 0 => stop.error,
            Some(_) | None => IntakeError::NoRecords {
                keys: self.left_aside_keys,
                objects: self.left_aside,
                nearly: self.nearly,
            },
        }
    }

    /// What is worth saying beside what was read.
    fn into_notes(self) -> impl Iterator<Item = IntakeNote> {
        let lines = self.passed_over;
        let left_aside = (self.left_aside > 0)
            .then_some(IntakeNote::LeftAside { objects: self.left_aside, keys: self.left_aside_keys });
        let first = self.first_passed_over;
        let passed_over = (lines > 0).then_some(IntakeNote::PassedOver { lines, first });
        let disabled = self.disabled_services;
        let disabled = (disabled > 0).then_some(IntakeNote::DisabledServices(disabled));
        let of_no_use = self.of_no_use.into_iter().map(IntakeNote::AlsoOfNoUse);
        let error_message = self.error_message.map(|message| IntakeNote::AlsoErrorMessage { message });
        let nearly = self.nearly.map(|(found, meant)| IntakeNote::NearlyAColumn { found, meant });
        let stop = self.stop.filter(|stop| stop.is_cut).map(|stop| IntakeNote::StopsMakingSense(stop.error));
        stop.into_iter()
            .chain(error_message)
            .chain(nearly)
            .chain(disabled)
            .chain(of_no_use)
            .chain(left_aside)
            .chain(passed_over)
    }
}

/// Parameters of a listing that leave no record out.
const UNFILTERED: [&str; 6] = ["limit", "marker", "sort", "sort_key", "sort_dir", "member_status"];

fn is_filtered(address: &str) -> bool {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    query.split('&').filter(|pair| !pair.is_empty()).any(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        !UNFILTERED.contains(&name)
            && ![("visibility", "all"), ("os_hidden", "false")].contains(&(name, value))
    })
}

impl Events for FileReader<'_> {
    fn blank_record(&mut self) -> RawRecord {
        self.spare_records.pop().unwrap_or_default()
    }

    fn object(&mut self, mut raw: RawRecord, surroundings: Option<Kind>, position: Position) {
        let is_nameless = surroundings.is_none();
        let surroundings = surroundings.filter(|_| position != Position::Nested && !raw.is_container);
        self.document.may_define |= self.document.planned.is_none() && raw.definition().is_some();
        let is_foreign = raw.is_foreign() || raw.is_short_flavor() || raw.is_quota_set();
        let own_kind = raw.kind(surroundings).filter(|_| !is_foreign);
        let may_be_of_no_use = own_kind.is_none() && !raw.is_container;
        let is_of_no_use = raw.of_no_use().filter(|found| {
            may_be_of_no_use && (position != Position::Nested || *found == Recognised::OrdinaryRules)
        });
        // Where a list told itself what it is, another that does not is something else.
        let may_be_named = position != Position::Nested && !raw.is_container && !self.has_told_kind;
        let kind = own_kind.or_else(|| {
            raw.kind(self.kind.filter(|_| may_be_named && !is_foreign && is_of_no_use.is_none()))
        });
        self.document.tells_kind |= own_kind.is_some();
        if let Some(recognised) = is_of_no_use {
            self.of_no_use(recognised);
        } else if let Some(kind) = kind.filter(|_| !is_foreign) {
            if own_kind.is_none() && self.is_kind_of_name {
                self.note(IntakeNote::KindOfName(kind));
            }
            self.document.records += 1;
            if position == Position::Listed && is_nameless && !self.document.nameless.contains(&kind) {
                self.document.nameless.push(kind);
            }
            self.add(kind, &mut raw, position);
        } else if position != Position::Nested && !raw.is_container {
            self.left_aside(&raw);
        }
        raw.clear();
        self.spare_records.push(raw);
    }

    fn list(&mut self, kind: Kind) {
        let printed = if self.document.format.prints_text() { Form::ClientList } else { Form::Api };
        let form = self.document.planned.unwrap_or(printed);
        self.document.lists += 1;
        let format = self.document.format;
        let extent = self.extent(kind);
        extent.begin_list();
        extent.empty.get_or_insert((form, format));
    }

    fn unread_items(&mut self, kind: Option<Kind>, items: usize) {
        // Nova calls its own processes services, too.
        if kind == Some(Kind::Service) && self.count(Kind::Service).is_some_and(|records| records > 0) {
            return;
        }
        let kinds = kind.map_or_else(|| self.document.nameless.clone(), |kind| vec![kind]);
        for kind in kinds {
            self.extent(kind).unread += items;
        }
    }

    fn nameless_empty_list(&mut self) {
        self.sundry.has_nameless_empty_list = true;
    }

    fn page(&mut self, kind: Kind, has_next: bool, first: Option<&str>) {
        self.extent(kind).end_page(has_next, first.is_some_and(is_filtered));
    }

    fn api_error(&mut self, message: &str) {
        self.sundry.error_message = Some(message.chars().take(MESSAGE_LIMIT).collect());
    }

    fn image_quota(&mut self, mut quota: RawRecord) {
        self.document.records += 1;
        self.add(Kind::ImageUsage, &mut quota, Position::Listed);
        quota.clear();
        self.spare_records.push(quota);
    }

    fn terraform(&mut self) {
        self.document.is_terraform = true;
        // Its keys may be sorted, so that the records came before.
        for kind in Kind::ALL {
            let extent = self.extent(kind);
            if extent.is_in_document {
                extent.partial = Some(PartialReason::ManagedOnly);
            }
        }
    }

    fn is_terraform(&self) -> bool {
        self.document.is_terraform
    }

    fn found(&self) -> usize {
        self.document.records + self.document.lists
    }

    fn names(&mut self) -> &mut Names {
        &mut self.names
    }

    fn wrong_value(&mut self, key: &str) {
        // The innermost key comes first and is the most telling.
        self.document.wrong_field.get_or_insert_with(|| key.into());
    }
}

//! The resources of a cloud in tables: sorted, searched and shown a window at a time, each with what was found about it.

mod columns;
mod contents;
mod marks;
mod order;
mod search;
#[cfg(test)]
mod tests;
mod view;

pub use columns::{Column, ColumnView, Direction, Sort};
pub use marks::Mark;
pub use view::{Fact, NamePartView, NameView, PropertiesView, ResourceFindingView, ResourceView};

use super::check::resource_name;
use crate::assessment::Assessment;
use crate::checks::{FlavorClass, RecordRef};
use crate::inventory::{Inventory, Kind};
use crate::wording::resources::cell_text;
use columns::columns;
use contents::Records;
use search::SearchText;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Which rows of a list are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Only {
    /// All of them.
    #[default]
    Everything,
    /// Those over which a test case fails.
    WithFaults,
    /// Those that are not judged.
    LeftOut,
}

/// What is to be shown of the resources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceQuery {
    /// The list.
    pub kind: Kind,
    /// The order; `None` for that of the export.
    pub sort: Option<Sort>,
    /// Words that all have to be in a row, in either case; empty for all rows.
    pub search: String,
    /// Which rows.
    pub only: Only,
    /// Which of the rows that match, by position.
    pub range: Range<usize>,
}

impl ResourceQuery {
    /// The first rows of a list.
    pub fn new(kind: Kind) -> ResourceQuery {
        ResourceQuery { kind, sort: None, search: String::new(), only: Only::default(), range: 0..FIRST_ROWS }
    }

    /// The first rows in another order: by the column, then the other way round, then in the order of the export.
    #[must_use]
    pub fn sorted_by(&self, column: Column) -> ResourceQuery {
        let first = column.first_direction();
        let sort = match self.sort {
            Some(sort) if sort.column == column && sort.direction == first => {
                Some(Sort { column, direction: first.other() })
            }
            Some(sort) if sort.column == column => None,
            Some(_) | None => Some(Sort { column, direction: first }),
        };
        ResourceQuery { sort, range: 0..FIRST_ROWS, ..self.clone() }
    }

    /// The first rows among those that match a choice.
    #[must_use]
    pub fn narrowed(&self, search: &str, only: Only) -> ResourceQuery {
        ResourceQuery { search: search.to_owned(), only, range: 0..FIRST_ROWS, ..self.clone() }
    }
}

/// How many rows are asked for before it is known how many fit.
const FIRST_ROWS: usize = 60;

/// How many rows are shown at once at most: no screen is that high.
const MOST_ROWS: usize = 1000;

/// A list to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindView {
    /// Its kind.
    pub kind: Kind,
    /// How many records there are.
    pub total: usize,
    /// Over how many of them a test case fails.
    pub with_faults: usize,
    /// How many of them are not judged.
    pub left_out: usize,
}

/// Some rows of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceRows {
    /// The lists that there are.
    pub kinds: Vec<KindView>,
    /// The list that is shown.
    pub kind: Kind,
    /// Its columns.
    pub columns: Vec<ColumnView>,
    /// The order that the rows are in.
    pub sort: Option<Sort>,
    /// How many records the list has.
    pub total: usize,
    /// How many of them match.
    pub matching: usize,
    /// Which of those that match are here.
    pub range: Range<usize>,
    /// The rows.
    pub rows: Vec<ResourceRow>,
}

/// A record in a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceRow {
    /// Its place in the inventory's list.
    pub index: usize,
    /// Its name, or a word for it.
    pub name: String,
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// What there is to say against it.
    pub mark: Mark,
}

/// A value in a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// A text, cut to a length that can be shown.
    Text(String),
    /// The column of the row's mark.
    Mark,
    /// There is nothing to say.
    Nothing,
    /// The record does not have the field.
    NotSet,
    /// The export cannot carry the field.
    Unknown,
}

/// What is kept of a list.
#[derive(Debug, Default)]
struct Table {
    marks: Vec<Mark>,
    view: Option<KindView>,
    /// Made when it is first needed.
    search: Option<SearchText>,
}

/// The records of a list in the order that was asked for last.
#[derive(Debug)]
struct Order {
    kind: Kind,
    sort: Option<Sort>,
    indices: Vec<usize>,
}

/// The records that matched last, in their order.
#[derive(Debug)]
struct Matches {
    kind: Kind,
    sort: Option<Sort>,
    search: String,
    only: Only,
    indices: Vec<usize>,
}

/// What is kept of one result so that each query is quick. It goes with the assessment and the inventory that it was made
/// of, and is to be given these again.
#[derive(Debug)]
pub struct ResourceTables {
    version: Box<str>,
    /// In the order of [`Kind::ALL`].
    tables: [Table; 6],
    /// The classes of the flavors that are judged.
    classes: Vec<Option<FlavorClass>>,
    order: Option<Order>,
    matches: Option<Matches>,
}

impl ResourceTables {
    /// Counts what was found about each record, as far as a scope version asks for it.
    pub fn new(assessment: &Assessment<'_>, version: &str, inventory: &Inventory) -> ResourceTables {
        let mut marks = marks::marks(assessment, version, inventory).into_iter();
        let tables = Kind::ALL.map(|kind| {
            let marks = marks.next().unwrap_or_default();
            let count = |is_so: fn(&Mark) -> bool| marks.iter().filter(|mark| is_so(mark)).count();
            let view = inventory.count(kind).map(|total| KindView {
                kind,
                total,
                with_faults: count(|mark| mark.faults > 0),
                left_out: count(|mark| mark.is_left_out),
            });
            Table { marks, view, search: None }
        });
        let mut classes = vec![None; inventory.count(Kind::Flavor).unwrap_or_default()];
        for (index, class) in &assessment.flavor_classes {
            if let Some(place) = classes.get_mut(*index) {
                *place = Some(*class);
            }
        }
        ResourceTables { version: version.into(), tables, classes, order: None, matches: None }
    }

    /// The lists that there are.
    pub fn kinds(&self) -> Vec<KindView> {
        self.tables.iter().filter_map(|table| table.view).collect()
    }

    /// The rows that a query asks for. What is not there is left out; a column that the list does not have does not sort.
    pub fn rows(
        &mut self,
        query: &ResourceQuery,
        assessment: &Assessment<'_>,
        inventory: &Inventory,
    ) -> ResourceRows {
        let kind = query.kind;
        let sort = query.sort.filter(|sort| columns(kind).contains(&sort.column));
        let matching = self.matching(query, sort, assessment, inventory);
        // A list that has become shorter shows its last rows.
        let length = query.range.len().min(MOST_ROWS);
        let is_beyond = query.range.start >= matching.len();
        let start = if is_beyond { matching.len().saturating_sub(length) } else { query.range.start };
        let range = start..matching.len().min(start.saturating_add(length));
        let shown: Vec<usize> = matching.get(range.clone()).unwrap_or_default().to_vec();
        let matching = matching.len();
        let records = self.records(assessment, inventory);
        let row = |index: usize| ResourceRow {
            index,
            name: cell_text(&resource_name(inventory, RecordRef { kind, index })),
            cells: columns(kind).iter().map(|column| records.cell(kind, index, *column)).collect(),
            mark: records.mark(kind, index),
        };
        ResourceRows {
            kinds: self.kinds(),
            kind,
            columns: columns(kind).iter().map(|column| column.view()).collect(),
            sort,
            total: inventory.count(kind).unwrap_or_default(),
            matching,
            range,
            rows: shown.into_iter().map(row).collect(),
        }
    }

    /// Everything about one record; `None` if there is no such.
    pub fn resource(
        &self,
        kind: Kind,
        index: usize,
        assessment: &Assessment<'_>,
        inventory: &Inventory,
    ) -> Option<ResourceView> {
        view::resource(
            &self.version,
            RecordRef { kind, index },
            &self.records(assessment, inventory),
            assessment,
        )
    }

    fn records<'a>(&'a self, assessment: &'a Assessment<'_>, inventory: &'a Inventory) -> Records<'a> {
        Records {
            inventory,
            grammar: &assessment.catalogue.grammar,
            classes: &self.classes,
            marks: self.tables.each_ref().map(|table| table.marks.as_slice()),
        }
    }

    /// The records that match, in order. Kept, so that scrolling costs nothing, and a search no sorting.
    fn matching(
        &mut self,
        query: &ResourceQuery,
        sort: Option<Sort>,
        assessment: &Assessment<'_>,
        inventory: &Inventory,
    ) -> &[usize] {
        let ResourceQuery { kind, ref search, only, .. } = *query;
        let is_known = self.matches.as_ref().is_some_and(|known| {
            (known.kind, known.sort, known.only) == (kind, sort, only) && known.search == *search
        });
        if !is_known {
            self.put_in_order(kind, sort, assessment, inventory);
            let found = self.found(kind, search, assessment, inventory);
            let marks = &self.table(kind).marks;
            let is_wanted = |index: &usize| {
                let is_in = match only {
                    Only::Everything => true,
                    Only::WithFaults => marks.get(*index).is_some_and(|mark| mark.faults > 0),
                    Only::LeftOut => marks.get(*index).is_some_and(|mark| mark.is_left_out),
                };
                is_in && found.as_ref().is_none_or(|found| found.get(*index).copied().unwrap_or_default())
            };
            let order = self.order.iter().flat_map(|order| &order.indices);
            let indices = order.copied().filter(is_wanted).collect();
            self.matches = Some(Matches { kind, sort, search: search.clone(), only, indices });
        }
        self.matches.as_ref().map_or(&[], |matches| matches.indices.as_slice())
    }

    /// Whether each record has the words in it; `None` without words.
    fn found(
        &mut self,
        kind: Kind,
        words: &str,
        assessment: &Assessment<'_>,
        inventory: &Inventory,
    ) -> Option<Vec<bool>> {
        if words.trim().is_empty() {
            return None;
        }
        if self.table(kind).search.is_none() {
            let total = inventory.count(kind).unwrap_or_default();
            let text = SearchText::new(&self.records(assessment, inventory), kind, total);
            self.table_mut(kind).search = Some(text);
        }
        Some(self.table(kind).search.as_ref()?.find(words))
    }

    /// Makes the order the one that is kept.
    fn put_in_order(
        &mut self,
        kind: Kind,
        sort: Option<Sort>,
        assessment: &Assessment<'_>,
        inventory: &Inventory,
    ) {
        if self.order.as_ref().is_some_and(|known| (known.kind, known.sort) == (kind, sort)) {
            return;
        }
        let total = inventory.count(kind).unwrap_or_default();
        let indices = match sort {
            Some(sort) => order::sorted(&self.records(assessment, inventory), kind, total, sort),
            None => (0..total).collect(),
        };
        self.order = Some(Order { kind, sort, indices });
    }

    fn table(&self, kind: Kind) -> &Table {
        of_kind(&self.tables, kind)
    }

    fn table_mut(&mut self, kind: Kind) -> &mut Table {
        let [flavors, images, volume_types, rules, services, quotas] = &mut self.tables;
        match kind {
            Kind::Flavor => flavors,
            Kind::Image => images,
            Kind::VolumeType => volume_types,
            Kind::SecurityGroupRule => rules,
            Kind::Service => services,
            Kind::ImageUsage => quotas,
        }
    }
}

/// The one that belongs to a kind, of values in the order of [`Kind::ALL`].
fn of_kind<T>(values: &[T; 6], kind: Kind) -> &T {
    let [flavors, images, volume_types, rules, services, quotas] = values;
    match kind {
        Kind::Flavor => flavors,
        Kind::Image => images,
        Kind::VolumeType => volume_types,
        Kind::SecurityGroupRule => rules,
        Kind::Service => services,
        Kind::ImageUsage => quotas,
    }
}

/// The first record of that name or, where none has it, of that id. Records without either have a name like "flavor 3".
pub fn find_by_name(kind: Kind, name: &str, inventory: &Inventory) -> Option<usize> {
    let all = || 0..inventory.count(kind).unwrap_or_default();
    let is_named = |index: &usize| resource_name(inventory, RecordRef { kind, index: *index }) == name;
    let has_id = |index: &usize| {
        inventory.identity(kind, *index).is_some_and(|identity| identity.id.as_deref() == Some(name))
    };
    all().find(is_named).or_else(|| all().find(has_id))
}

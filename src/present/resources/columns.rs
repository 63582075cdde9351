//! The columns of each list.

use crate::inventory::Kind;
use crate::wording::resources as words;
use serde::{Deserialize, Serialize};

/// A column of some list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Column {
    /// The name of any resource.
    Name,
    /// What there is to say against any resource.
    Findings,
    /// The number of vCPUs of a flavor.
    Vcpus,
    /// RAM of a flavor.
    Ram,
    /// The root disk of a flavor.
    Disk,
    /// The name of a flavor in words.
    Meaning,
    /// What a flavor is to the standards.
    Class,
    /// The operating system of an image.
    System,
    /// What an image is for.
    Purpose,
    /// When an image was built.
    Built,
    /// How often an image is replaced.
    Replaced,
    /// Until when an image is promised.
    Until,
    /// Who sees an image or volume type.
    Visibility,
    /// What a volume type promises.
    Aspects,
    /// The free text of a volume type.
    Description,
    /// Whether a rule lets in or out.
    Direction,
    /// The IP version of a rule.
    Ethertype,
    /// The protocol of a rule.
    Protocol,
    /// The ports of a rule.
    Ports,
    /// The other end of a rule.
    Remote,
    /// The groups that get a rule.
    UsedIn,
    /// The type of a service.
    ServiceType,
    /// For whom the endpoints of a service are.
    Endpoints,
    /// Where a service answers.
    Address,
    /// The limit of a quota.
    Limit,
    /// What is used of it.
    Usage,
}

/// A way to go through the values of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// The smallest first.
    Ascending,
    /// The greatest first.
    Descending,
}

impl Direction {
    /// The other way round.
    #[must_use]
    pub fn other(self) -> Direction {
        match self {
            Direction::Ascending => Direction::Descending,
            Direction::Descending => Direction::Ascending,
        }
    }
}

/// An order of rows. Rows without a value come last in either direction; of equals the first of the export comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Which way.
    pub direction: Direction,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Which it is.
    pub column: Column,
    /// Its title.
    pub title: String,
    /// Its values are numbers.
    pub is_number: bool,
    /// Its values are long.
    pub is_wide: bool,
}

impl Column {
    /// The way that is wanted first: of findings the most.
    pub(super) fn first_direction(self) -> Direction {
        if self == Column::Findings { Direction::Descending } else { Direction::Ascending }
    }

    /// The head.
    pub(super) fn view(self) -> ColumnView {
        let is_number =
            matches!(self, Column::Vcpus | Column::Ram | Column::Disk | Column::Limit | Column::Usage);
        let is_wide = matches!(self, Column::Meaning | Column::Description | Column::Address);
        ColumnView { column: self, title: self.title().to_owned(), is_number, is_wide }
    }

    fn title(self) -> &'static str {
        match self {
            Column::Name => words::NAME,
            Column::Findings => words::FINDINGS,
            Column::Vcpus => words::VCPUS,
            Column::Ram => words::RAM,
            Column::Disk => words::DISK,
            Column::Meaning => words::MEANING,
            Column::Class => words::CLASS,
            Column::System => words::SYSTEM,
            Column::Purpose => words::PURPOSE,
            Column::Built => words::BUILT,
            Column::Replaced => words::REPLACED,
            Column::Until => words::UNTIL,
            Column::Visibility => words::VISIBILITY,
            Column::Aspects => words::ASPECTS,
            Column::Description => words::DESCRIPTION,
            Column::Direction => words::DIRECTION,
            Column::Ethertype => words::ETHERTYPE,
            Column::Protocol => words::PROTOCOL,
            Column::Ports => words::PORTS,
            Column::Remote => words::REMOTE,
            Column::UsedIn => words::USED_IN,
            Column::ServiceType => words::SERVICE_TYPE,
            Column::Endpoints => words::ENDPOINTS,
            Column::Address => words::ADDRESS,
            Column::Limit => words::LIMIT,
            Column::Usage => words::USAGE,
        }
    }
}

/// The columns of a list. The first opens the record; what there is to say against it stands beside, for narrow screens.
pub(super) fn columns(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Flavor => &[
            Column::Name,
            Column::Findings,
            Column::Vcpus,
            Column::Ram,
            Column::Disk,
            Column::Class,
            Column::Meaning,
        ],
        Kind::Image => &[
            Column::Name,
            Column::Findings,
            Column::System,
            Column::Purpose,
            Column::Built,
            Column::Replaced,
            Column::Until,
            Column::Visibility,
        ],
        Kind::VolumeType => {
            &[Column::Name, Column::Findings, Column::Aspects, Column::Visibility, Column::Description]
        }
        Kind::SecurityGroupRule => &[
            Column::Direction,
            Column::Findings,
            Column::Ethertype,
            Column::Protocol,
            Column::Ports,
            Column::Remote,
            Column::UsedIn,
        ],
        Kind::Service => {
            &[Column::ServiceType, Column::Findings, Column::Name, Column::Endpoints, Column::Address]
        }
        Kind::ImageUsage => &[Column::Name, Column::Findings, Column::Limit, Column::Usage],
    }
}

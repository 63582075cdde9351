//! The resources of a cloud in tables: titles, values and what is said beside them.

use super::name_problem::name_error_text;
use super::quote::{foreign_letters_text, shown_within};
use super::terms::{kind_name, kind_plural};
use crate::checks::{FlavorClass, LeftOut};
use crate::flavor_name::NameError;
use crate::inventory::{Kind, decimal};

// Titles of columns.

/// The name of any resource.
pub const NAME: &str = "Name";
/// What there is to say against a resource.
pub const FINDINGS: &str = "Findings";
/// The number of vCPUs of a flavor.
pub const VCPUS: &str = "vCPUs";
/// RAM of a flavor.
pub const RAM: &str = "RAM, GiB";
/// The root disk of a flavor.
pub const DISK: &str = "Disk, GB";
/// The name of a flavor in words.
pub const MEANING: &str = "What the name says";
/// What a flavor is to the standards.
pub const CLASS: &str = "Class";
/// The operating system of an image.
pub const SYSTEM: &str = "System";
/// What an image is for.
pub const PURPOSE: &str = "Purpose";
/// When an image was built.
pub const BUILT: &str = "Built";
/// How often an image is replaced.
pub const REPLACED: &str = "Replaced";
/// Until when an image is promised.
pub const UNTIL: &str = "Promised until";
/// Who sees a resource.
pub const VISIBILITY: &str = "Visibility";
/// What a volume type promises.
pub const ASPECTS: &str = "Aspects";
/// Free text.
pub const DESCRIPTION: &str = "Description";
/// In or out.
pub const DIRECTION: &str = "Direction";
/// IPv4 or IPv6.
pub const ETHERTYPE: &str = "IP version";
/// The protocol of a rule.
pub const PROTOCOL: &str = "Protocol";
/// The ports of a rule.
pub const PORTS: &str = "Ports";
/// The other end of a rule.
pub const REMOTE: &str = "Remote";
/// The groups that get a rule.
pub const USED_IN: &str = "Used in";
/// The type of a service.
pub const SERVICE_TYPE: &str = "Type";
/// For whom the endpoints of a service are.
pub const ENDPOINTS: &str = "Endpoints";
/// Where a service answers.
pub const ADDRESS: &str = "Address";
/// The most that a project may have.
pub const LIMIT: &str = "Limit";
/// What it has.
pub const USAGE: &str = "Usage";

// What stands for a value.

/// The export cannot carry the field.
pub const UNKNOWN: &str = "unknown";
/// The field is not there.
pub const NOT_SET: &str = super::finding::NOT_SET;
/// There is nothing to say.
pub const NOTHING: &str = "–";
/// No restriction.
pub const ANY: &str = "any";
/// No limit.
pub const UNLIMITED: &str = "unlimited";

// Around the tables.

/// The heading.
pub const RESOURCES: &str = "Resources";
/// The buttons that choose a list.
pub const LISTS: &str = "Lists";
/// What a region of rows is while they are on their way.
pub const LOADING: &str = "Looking up the resources…";
/// The buttons that choose rows.
pub const SHOW: &str = "Show";
/// All rows.
pub const EVERYTHING: &str = "All";
/// Rows over which a test case fails.
pub const WITH_FAULTS: &str = "With faults";
/// Rows that are not judged.
pub const LEFT_OUT: &str = "Not judged";
/// All faults are waived.
pub const WAIVED: &str = "waived";
/// No row matches.
pub const NO_MATCH: &str = "Nothing in this list matches.";
/// There is no row.
pub const EMPTY: &str = "The list is empty.";
/// Takes choices back.
pub const SHOW_ALL: &str = "Show all";

// The panel of one resource.

/// Leaves the panel.
pub const CLOSE: &str = "Close";
/// The id.
pub const ID: &str = "ID";
/// Where it was read.
pub const PLACE: &str = "Read from";
/// The part of the panel with the fields.
pub const FIELDS: &str = "Fields";
/// A word for a finding that is no fault.
pub const REMARK: &str = "remark";
/// There is nothing against it.
pub const NO_FINDINGS: &str = "No test case has anything to say of it.";
/// There are no named values.
pub const NONE: &str = "none";

/// How many characters of a value a table shows.
const CELL_LIMIT: usize = 240;
/// How many characters of a value the panel shows.
const VALUE_LIMIT: usize = 2000;

/// A value in a table.
pub fn cell_text(value: &str) -> String {
    shown_within(value, CELL_LIMIT)
}

/// A value in the panel.
pub fn value_text(value: &str) -> String {
    shown_within(value, VALUE_LIMIT)
}

/// "Flavors": what a button that shows the list is called.
pub fn list_title(kind: Kind) -> &'static str {
    match kind {
        Kind::Flavor => "Flavors",
        Kind::Image => "Images",
        Kind::VolumeType => "Volume types",
        Kind::SecurityGroupRule => "Default rules",
        Kind::Service => "Services",
        Kind::ImageUsage => "Image quotas",
    }
}

/// The name of a field for searching.
pub fn search_label(kind: Kind) -> String {
    format!("Search {}", kind_plural(kind))
}

/// "12 of 100 flavors shown".
pub fn shown(matching: usize, total: usize, kind: Kind) -> String {
    let word = if total == 1 { kind_name(kind) } else { kind_plural(kind) };
    format!("{matching} of {total} {word} shown")
}

/// A number of GiB. One MiB more or less is still seen in it.
pub fn gib_text(gib: f64) -> String {
    decimal((gib * 1000.0).round() / 1000.0)
}

/// "16384 MiB, 16 GiB".
pub fn ram_text(mib: &str, gib: f64) -> String {
    format!("{mib} MiB, {} GiB", gib_text(gib))
}

/// What a flavor is to the standards.
pub fn flavor_class_name(class: FlavorClass) -> &'static str {
    match class {
        FlavorClass::Mandatory => "mandatory",
        FlavorClass::Recommended => "recommended",
        FlavorClass::Extra => "valid extra",
        FlavorClass::Misnamed => "misnamed",
        FlavorClass::Other => "other",
    }
}

/// A flavor whose name is none, in a cell: "malformed at character 7". `at` counts from 0.
pub fn malformed_name(at: usize) -> String {
    format!("malformed at character {}", at.saturating_add(1))
}

/// A flavor whose name only looks like one of the standard's, in a cell.
pub const SEEMING_NAME: &str = "looks like an SCS name, and is none";

/// Why a name that looks like one of the standard's is none, in sentences.
pub fn seeming_name(name: &str) -> String {
    let letters = foreign_letters_text(name).unwrap_or_default();
    format!("The name looks as if it began with `SCS-`, and does not. {letters}").trim_end().to_owned()
}

/// Why a name is not well formed, a sentence.
pub fn name_error(error: &NameError) -> String {
    name_error_text(error).message
}

/// Who sees an image, and what else may keep it from people.
pub fn image_visibility(visibility: &str, is_hidden: bool, status: Option<&str>) -> String {
    let mut text = cell_text(visibility);
    if is_hidden {
        text.push_str(", hidden");
    }
    if let Some(status) = status.filter(|status| *status != "active") {
        text = format!("{text}, {}", cell_text(status));
    }
    text
}

/// Whether everyone sees it.
pub fn public_or_private(is_public: bool) -> &'static str {
    if is_public { "public" } else { "private" }
}

/// Ports from the lowest to the highest.
pub fn ports(lowest: &str, highest: &str) -> String {
    let (lowest, highest) = (cell_text(lowest), cell_text(highest));
    if lowest == highest { lowest } else { format!("{lowest} to {highest}") }
}

/// Type and code of an ICMP message.
pub fn icmp(kind: &str, code: &str) -> String {
    format!("type {}, code {}", cell_text(kind), cell_text(code))
}

/// The security group at the other end.
pub fn remote_group(id: &str) -> String {
    // So Neutron calls the group that the rule is in.
    if id == "PARENT" { "the group itself".to_owned() } else { format!("group {}", cell_text(id)) }
}

/// The groups that get a rule, if any does.
pub fn used_in(default: bool, custom: bool) -> Option<&'static str> {
    match (default, custom) {
        (true, true) => Some("all groups"),
        (true, false) => Some("group default"),
        (false, true) => Some("custom groups"),
        (false, false) => None,
    }
}

/// Values one after the other: "a, b, c".
pub fn list<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    values.into_iter().map(cell_text).collect::<Vec<_>>().join(", ")
}

/// What the named values of a kind are called.
pub fn properties_title(kind: Kind) -> &'static str {
    match kind {
        Kind::Flavor | Kind::VolumeType => "Extra specs",
        Kind::Image => "Properties",
        Kind::Service => "Endpoints",
        Kind::SecurityGroupRule | Kind::ImageUsage => "Values",
    }
}

/// What a cell says of faults: "2 faults".
pub fn faults(count: u32) -> String {
    if count == 1 { "1 fault".to_owned() } else { format!("{count} faults") }
}

/// What a cell says of requirements that only the texts state: "1 by the text".
pub fn advised(count: u32) -> String {
    format!("{count} by the text")
}

/// Why one record is not judged, a sentence.
pub fn left_out_record(kind: Kind, why: LeftOut) -> String {
    let name = kind_name(kind);
    match why {
        LeftOut::Hidden => {
            format!("The {name} is hidden, so it is not judged: ordinary listings leave it out.")
        }
        LeftOut::Private => {
            format!("The {name} is private, so it is not judged: ordinary accounts do not see it.")
        }
        LeftOut::NotForEveryone => {
            format!("The {name} is not judged: only public and community {} are.", kind_plural(kind))
        }
    }
}

/// That there are more than are shown.
pub fn more(count: usize) -> String {
    format!("… and {count} more")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::tests::check_sentences;

    #[test]
    fn a_mib_is_seen_in_gib() {
        for (mib, text) in [(16384.0, "16"), (512.0, "0.5"), (16383.0, "15.999"), (16340.0, "15.957")] {
            assert_eq!(gib_text(mib / 1024.0), text);
        }
        assert_eq!(ram_text("16384", 16.0), "16384 MiB, 16 GiB");
    }

    #[test]
    fn states_are_said_where_they_are_worth_it() {
        for (is_hidden, status, text) in [
            (false, Some("active"), "public"),
            (false, None, "public"),
            (true, Some("active"), "public, hidden"),
            (true, Some("queued"), "public, hidden, queued"),
        ] {
            assert_eq!(image_visibility("public", is_hidden, status), text);
        }
    }

    #[test]
    fn numbers_of_resources() {
        assert_eq!(shown(0, 1, Kind::Flavor), "0 of 1 flavor shown");
        assert_eq!(shown(1, 2, Kind::ImageUsage), "1 of 2 image quotas shown");
        assert_eq!([faults(1), faults(2)], ["1 fault", "2 faults"]);
    }

    #[test]
    fn ends_of_rules() {
        assert_eq!(ports("22", "22"), "22");
        assert_eq!(ports("1", "65535"), "1 to 65535");
        assert_eq!(remote_group("PARENT"), "the group itself");
        assert_eq!(remote_group("4711"), "group 4711");
    }

    #[test]
    fn sentences_read_well() {
        for kind in Kind::ALL {
            for why in [LeftOut::Hidden, LeftOut::Private, LeftOut::NotForEveryone] {
                check_sentences(&left_out_record(kind, why));
            }
        }
        check_sentences(NO_FINDINGS);
        check_sentences(NO_MATCH);
    }

    #[test]
    fn values_are_cut_and_seen() {
        let long = "x".repeat(10_000);
        assert_eq!(cell_text(&long).chars().count(), CELL_LIMIT + 1);
        assert_eq!(value_text(&long).chars().count(), VALUE_LIMIT + 1);
        assert_eq!(cell_text("a\u{202e}b\n"), "a\\u{202e}b\\n");
    }
}

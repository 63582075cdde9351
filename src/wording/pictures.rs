//! The words of pictures: titles, legends, and what the pictures show, for those who do not see them.
//!
//! They stand in attributes and drawings, so there are no backticks in them.
#![expect(missing_docs, reason = "each text says what it is")]

use super::quote::{joined, shown_within};
use super::terms::count_of;
use crate::catalogue::{StandardFlavor, Validity};
use crate::inventory::{Kind, decimal};

// What every picture has.
pub const PICTURES: &str = "Pictures";
pub const AS_TABLE: &str = "Show as table";
pub const STATE: &str = "State";
pub const NOT_KNOWN: &str = "not known";

// The grid of standard flavors.
pub const FLAVOR_GRID: &str = "Standard flavors";
pub const FLAVOR_PRESENT: &str = "there";
pub const FLAVOR_WRONG: &str = "wrong";
pub const FLAVOR_MISSING: &str = "missing";
pub const FLAVOR_OPEN: &str = "not decided";
pub const FLAVOR_ADVISED: &str = "recommended, missing";
pub const FLAVOR_SMALL: &str = "small: recommended";
pub const FLAVOR_OTHERS: &str = "other flavors";
pub const VCPUS: &str = "vCPU";
pub const RAM_GIB: &str = "RAM in GiB";
pub const DISK_GB: &str = "Disk in GB";
pub const FLAVOR: &str = "Flavor";
pub const DEMAND: &str = "Demand";
pub const MANDATORY: &str = "mandatory";
pub const RECOMMENDED: &str = "recommended";
pub const NEAR: &str = "near";

// The timeline of images.
pub const IMAGE_TIMELINE: &str = "Images in time";
pub const IMAGE_OVERDUE: &str = "overdue";
pub const IMAGE_OVER: &str = "promise over";
pub const IMAGE_NOT_KNOWN: &str = NOT_KNOWN;
pub const IMAGE_REPLACED: &str = "replaced";
pub const IMAGE_UNBOUND: &str = "not promised";
pub const IMAGE_FRESH: &str = "in time";
pub const DUE_NOT_KNOWN: &str = "due not known";
pub const NEVER_DUE: &str = "never due";
pub const UNTIL_NOTICE: &str = "further notice";
pub const NO_PROMISE: &str = "no promise";
pub const IMAGE: &str = "Image";
pub const BUILT: &str = "Built";
pub const DUE: &str = "Replacement due";
pub const UNTIL: &str = "Promised until";
pub const LEGEND_BUILT: &str = "built, in time";
pub const LEGEND_OVERDUE: &str = "built, overdue";
pub const LEGEND_OTHER: &str = "built, other";
pub const LEGEND_DUE: &str = "replacement due";
pub const LEGEND_PROMISE: &str = "promised";
pub const LEGEND_LATE: &str = "too late";

// The timeline of scope versions.
pub const SCOPE_TIMELINE: &str = "Scope versions";
pub const VERSION: &str = "Version";
pub const PERIODS: &str = "Validity";
pub const FROM: &str = "from";
pub const NOT_YET_LISTED: &str = "not yet listed";
pub const CHOSEN: &str = "chosen";

// The shares of standards.
pub const STANDARD_SHARES: &str = "Test cases by standard";

/// How many characters the image service takes as a name.
const NAME_LIMIT: usize = 255;

/// How many characters a line of a picture has room for.
const LINE_LIMIT: usize = 37;

/// A name, for a table or a sentence beside a picture.
pub fn picture_name(name: &str) -> String {
    shown_within(name, NAME_LIMIT)
}

/// A name, for a line of a picture that ends with a note.
pub fn picture_label(name: &str, note: &str) -> String {
    shown_within(name, LINE_LIMIT.saturating_sub(note.chars().count()))
}

/// Names a mark of an axis: the year where one begins, else the month. `month` counts from 1.
pub fn tick_label(year: i32, month: u8) -> String {
    const MONTHS: [&str; 11] = ["Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = usize::from(month).checked_sub(2).and_then(|at| MONTHS.get(at));
    month.map_or_else(|| year.to_string(), |month| (*month).to_owned())
}

/// MiB as GiB.
pub fn gib(mib: u64) -> String {
    u32::try_from(mib).map_or_else(|_| (mib / 1024).to_string(), |mib| decimal(f64::from(mib) / 1024.0))
}

/// What the grid shows. The numbers are of flavors that are there, wrong, missing and not decided.
pub fn flavor_grid_text(mandatory: [usize; 4], recommended: [usize; 4], others: usize) -> String {
    let others = match others {
        0 => "No other flavors".to_owned(),
        1 => "1 other flavor".to_owned(),
        _ => format!("{others} other flavors"),
    };
    let mut sentences = vec![format!("{FLAVOR_GRID} by vCPU and RAM.")];
    for (name, counts) in [("Mandatory", mandatory), ("Recommended", recommended)] {
        let words = [FLAVOR_PRESENT, FLAVOR_MISSING, FLAVOR_WRONG, FLAVOR_OPEN];
        let [present, wrong, missing, open] = counts;
        let parts = [present, missing, wrong, open].into_iter().zip(words).filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, word)| format!("{count} {word}")).collect();
        if !parts.is_empty() {
            sentences.push(format!("{name}: {}.", parts.join(", ")));
        }
    }
    sentences.push(format!("{others}."));
    sentences.join(" ")
}

/// A standard flavor and whether it is there. `state`: one of the words above; `near`: the flavor that comes near to it.
pub fn standard_flavor_text(
    flavor: &StandardFlavor,
    is_mandatory: bool,
    state: &str,
    near: Option<&str>,
) -> String {
    let disk = match flavor.disk_gb {
        0 => "no disk".to_owned(),
        disk => format!("{disk} GB disk"),
    };
    let demand = if is_mandatory { MANDATORY } else { RECOMMENDED };
    let size = size_text(flavor.cpus, flavor.ram_mib);
    let near = near.map(|near| format!(" Near: “{near}”.")).unwrap_or_default();
    format!("{}, {demand}, {size}, {disk}: {state}.{near}", flavor.name)
}

/// Other flavors at a point of the grid.
pub fn other_flavors_text(others: usize, vcpus: u32, ram_mib: u64) -> String {
    let flavors = if others == 1 { "other flavor" } else { "other flavors" };
    format!("{others} {flavors} with {}.", size_text(vcpus, ram_mib))
}

fn size_text(vcpus: u32, ram_mib: u64) -> String {
    let unit = if vcpus == 1 { "vCPU" } else { "vCPUs" };
    format!("{vcpus} {unit}, {} GiB RAM", gib(ram_mib))
}

/// Flavors outside of the grid.
pub fn flavors_elsewhere_text(count: usize) -> String {
    let has = if count == 1 { "has a size" } else { "have sizes" };
    format!("{} {has} outside of this grid.", count_of(count, Kind::Flavor))
}

/// What the timeline of images shows. The numbers are of images that are overdue, over, not known, replaced, not bound and
/// fresh.
pub fn image_timeline_text(date: &str, counts: [usize; 6], undated: usize) -> String {
    let words =
        [IMAGE_OVERDUE, IMAGE_OVER, IMAGE_NOT_KNOWN, IMAGE_REPLACED, IMAGE_UNBOUND, IMAGE_FRESH, "undated"];
    let counts = counts.into_iter().chain([undated]).zip(words).filter(|(count, _)| *count > 0);
    let parts: Vec<String> = counts.map(|(count, word)| format!("{count} {word}")).collect();
    format!("{IMAGE_TIMELINE}, as of {date}: {}.", parts.join(", "))
}

/// Images that are not drawn; `None` if all are.
pub fn images_left_out_text(further: usize, undated: usize) -> Option<String> {
    let be = |count: usize| if count == 1 { "is" } else { "are" };
    let further =
        (further > 0).then(|| format!("{} more {} not drawn.", count_of(further, Kind::Image), be(further)));
    let undated = (undated > 0).then(|| {
        format!("{} without a build date {} not drawn.", count_of(undated, Kind::Image), be(undated))
    });
    let sentences: Vec<String> = further.into_iter().chain(undated).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The times of an image. `due` and `until`: a date or one of the words above.
pub fn image_row_text(name: &str, built: &str, due: &str, until: &str, state: &str) -> String {
    format!("“{name}”: {state}. {BUILT}: {built}. {DUE}: {due}. {UNTIL}: {until}.")
}

/// For how many days an image has been overdue.
pub fn overdue_note(days: i64) -> String {
    match days {
        ..=0 => IMAGE_OVERDUE.to_owned(),
        1 => "1 day overdue".to_owned(),
        _ => format!("{days} days overdue"),
    }
}

/// When a newer image is due.
pub fn due_note(date: &str) -> String {
    format!("due {date}")
}

/// What the timeline of scope versions shows. `states`: each version with its validity.
pub fn scope_timeline_text(date: &str, chosen: &str, states: &[(&str, &str)]) -> String {
    let states = states.iter().map(|(version, state)| format!("{version} {state}"));
    format!("{SCOPE_TIMELINE}, as of {date}: {}. {chosen} is chosen.", states.collect::<Vec<_>>().join(", "))
}

/// The periods of a scope version, each with its first day.
pub fn scope_row_text(version: &str, periods: &[(Validity, String)]) -> String {
    let parts = periods.iter().map(|(validity, from)| format!("{} from {from}", validity.name()));
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        return format!("{version}: {NOT_YET_LISTED}.");
    }
    format!("{version}: {}.", joined(&parts, "then"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_sentences;
    use super::*;

    fn flavor(ram_mib: u64, disk_gb: u64) -> StandardFlavor {
        StandardFlavor {
            name: "SCS-1V-2".into(),
            is_mandatory: true,
            cpus: 1,
            ram_mib,
            disk_gb,
            extra_specs: Vec::new(),
        }
    }

    #[test]
    fn every_picture_reads_well() {
        for count in [0, 1, 2, 100_000] {
            check_sentences(&flavor_grid_text([count; 4], [0, count, 0, 0], count));
            check_sentences(&image_timeline_text("2026-11-01", [count; 6], count.max(1)));
            check_sentences(&other_flavors_text(count, 1, 512));
            check_sentences(&flavors_elsewhere_text(count));
            for undated in [0, 1, 2] {
                if let Some(text) = images_left_out_text(count, undated) {
                    check_sentences(&text);
                }
            }
        }
        check_sentences(&scope_timeline_text("2026-11-01", "v4", &[("v4", "warn"), ("v3", "deprecated")]));
        assert_eq!(images_left_out_text(0, 0), None);
        assert_eq!(scope_row_text("v6", &[]), "v6: not yet listed.");
    }

    #[test]
    fn sizes_of_flavors() {
        assert_eq!(
            standard_flavor_text(&flavor(1536, 0), false, FLAVOR_WRONG, None),
            "SCS-1V-2, recommended, 1 vCPU, 1.5 GiB RAM, no disk: wrong."
        );
        assert_eq!(
            standard_flavor_text(&flavor(2048, 20), true, FLAVOR_MISSING, Some("x")),
            "SCS-1V-2, mandatory, 1 vCPU, 2 GiB RAM, 20 GB disk: missing. Near: “x”."
        );
        for (mib, expected) in [(0, "0"), (1, "0.000977"), (1024, "1"), (u64::MAX, "18014398509481983")] {
            assert_eq!(gib(mib), expected);
        }
    }

    #[test]
    fn marks_of_axes() {
        for (month, expected) in [(0, "2026"), (1, "2026"), (2, "Feb"), (12, "Dec"), (13, "2026")] {
            assert_eq!(tick_label(2026, month), expected);
        }
    }
}

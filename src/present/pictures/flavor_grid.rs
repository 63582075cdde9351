//! The standard flavors by vCPUs and RAM, and what a cloud has of them.

use crate::assessment::Assessment;
use crate::catalogue::{Check, StandardFlavor, Target};
use crate::checks::{FlavorClass, Outcome, Problem, StandardFlavorProblem, Verdict, read_integer, spec_text};
use crate::inventory::{Flavor, Inventory, Kind};
use crate::wording::pictures as words;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

/// The grid of the standard flavors of a scope version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlavorGridView {
    /// What is there and what is not, in sentences.
    pub summary: String,
    /// The columns: RAM in GiB, ascending.
    pub ram_gib: Vec<String>,
    /// The rows: numbers of vCPUs, ascending.
    pub vcpus: Vec<u32>,
    /// The points at which there is something, row by row.
    pub cells: Vec<FlavorCell>,
    /// How many flavors of the cloud have a size outside of the grid, a sentence; `None` for none.
    pub elsewhere: Option<String>,
}

/// A point of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlavorCell {
    /// The index of its row.
    pub row: usize,
    /// The index of its column.
    pub column: usize,
    /// The standard flavors, the mandatory ones first, then by disk.
    pub flavors: Vec<FlavorMark>,
    /// How many other flavors of the cloud stand here.
    pub others: usize,
    /// The same in a sentence; `None` for none.
    pub others_text: Option<String>,
}

/// A standard flavor in the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlavorMark {
    /// The test case that asks for it.
    pub testcase: Rc<str>,
    /// Its name.
    pub name: Rc<str>,
    /// The root disk in GB; 0 for none.
    pub disk_gb: u64,
    /// The certificate depends on it; otherwise it is recommended.
    pub is_mandatory: bool,
    /// Whether the cloud has it.
    pub state: FlavorState,
    /// A flavor of the cloud that comes near to the missing one.
    pub near: Option<String>,
    /// All of that in a sentence.
    pub text: String,
}

/// Whether a cloud has a standard flavor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FlavorState {
    /// It is there as specified.
    Present,
    /// It is there, and something about it is wrong.
    Wrong,
    /// It is not there.
    Missing,
    /// That cannot be told.
    Open,
}

impl FlavorState {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            FlavorState::Present => words::FLAVOR_PRESENT,
            FlavorState::Wrong => words::FLAVOR_WRONG,
            FlavorState::Missing => words::FLAVOR_MISSING,
            FlavorState::Open => words::FLAVOR_OPEN,
        }
    }
}

/// Shows the grid. `None` without a list of flavors, or where the scope version asks for no standard flavor.
pub fn flavor_grid_view(
    assessment: &Assessment<'_>,
    version: &str,
    inventory: &Inventory,
) -> Option<FlavorGridView> {
    let flavors = &inventory.flavors.as_ref()?.items;
    let standard = standard_flavors(assessment, version);
    if standard.is_empty() {
        return None;
    }
    let rows = in_order(standard.iter().map(|(flavor, ..)| flavor.cpus));
    let columns = in_order(standard.iter().map(|(flavor, ..)| flavor.ram_mib));
    let mut cells: BTreeMap<(usize, usize), FlavorCell> = BTreeMap::new();
    let empty = |(row, column)| FlavorCell { row, column, flavors: Vec::new(), others: 0, others_text: None };
    let mut counts = [[0; 4]; 2];
    for (flavor, target, testcase, outcome) in &standard {
        let mark = mark(flavor, *target == Target::Main, testcase, outcome);
        let [mandatory, recommended] = &mut counts;
        let [present, wrong, missing, open] = if mark.is_mandatory { mandatory } else { recommended };
        match mark.state {
            FlavorState::Present => *present += 1,
            FlavorState::Wrong => *wrong += 1,
            FlavorState::Missing => *missing += 1,
            FlavorState::Open => *open += 1,
        }
        if let (Ok(row), Ok(column)) =
            (rows.binary_search(&flavor.cpus), columns.binary_search(&flavor.ram_mib))
        {
            cells.entry((row, column)).or_insert_with(|| empty((row, column))).flavors.push(mark);
        }
    }
    let others = others(assessment, flavors);
    let mut elsewhere = 0;
    for flavor in &others {
        let point = point(flavor).and_then(|(vcpus, ram_mib)| {
            Some((rows.binary_search(&vcpus).ok()?, columns.binary_search(&ram_mib).ok()?))
        });
        match point {
            Some(point) => cells.entry(point).or_insert_with(|| empty(point)).others += 1,
            None => elsewhere += 1,
        }
    }
    let mut cells: Vec<FlavorCell> = cells.into_values().collect();
    for cell in &mut cells {
        cell.flavors.sort_by_key(|mark| (!mark.is_mandatory, mark.disk_gb));
        let size = rows.get(cell.row).zip(columns.get(cell.column)).filter(|_| cell.others > 0);
        cell.others_text = size.map(|(vcpus, ram)| words::other_flavors_text(cell.others, *vcpus, *ram));
    }
    let [mandatory, recommended] = counts;
    Some(FlavorGridView {
        summary: words::flavor_grid_text(mandatory, recommended, others.len()),
        ram_gib: columns.into_iter().map(words::gib).collect(),
        vcpus: rows,
        cells,
        elsewhere: (elsewhere > 0).then(|| words::flavors_elsewhere_text(elsewhere)),
    })
}

/// The standard flavors that a scope version asks for, with the test case that asks for each and its answer.
fn standard_flavors<'a>(
    assessment: &'a Assessment<'_>,
    version: &str,
) -> Vec<(&'a StandardFlavor, Target, &'a str, &'a Outcome)> {
    let Some(version) = assessment.catalogue.version(version) else { return Vec::new() };
    let standard = assessment.outcomes.iter().filter_map(|(testcase, outcome)| {
        let Check::StandardFlavor { flavor } = &testcase.check else { return None };
        let flavor = assessment.catalogue.flavor(flavor)?;
        Some((flavor, version.target_of(&testcase.id)?, testcase.id.as_str(), outcome))
    });
    standard.collect()
}

fn in_order<T: Ord>(sizes: impl Iterator<Item = T>) -> Vec<T> {
    sizes.collect::<BTreeSet<_>>().into_iter().collect()
}

fn mark(flavor: &StandardFlavor, is_mandatory: bool, testcase: &str, outcome: &Outcome) -> FlavorMark {
    let missing = outcome.findings.iter().find_map(|finding| {
        let Problem::StandardFlavor(StandardFlavorProblem::Missing { near, .. }) = &finding.problem else {
            return None;
        };
        Some(near)
    });
    let state = match outcome.verdict {
        Verdict::Pass => FlavorState::Present,
        Verdict::Fail if missing.is_some() => FlavorState::Missing,
        Verdict::Fail => FlavorState::Wrong,
        Verdict::Undecided(_) => FlavorState::Open,
    };
    let near = missing.and_then(Option::as_ref).map(|near| words::picture_name(&near.name));
    FlavorMark {
        testcase: testcase.into(),
        name: flavor.name.as_ref().into(),
        disk_gb: flavor.disk_gb,
        is_mandatory,
        state,
        text: words::standard_flavor_text(flavor, is_mandatory, state.word(), near.as_deref()),
        near,
    }
}

/// The judged flavors that are no standard flavor, right or wrong.
fn others<'a>(assessment: &Assessment<'_>, flavors: &'a [Flavor]) -> Vec<&'a Flavor> {
    let findings = assessment.outcomes.iter().flat_map(|(_, outcome)| &outcome.findings);
    let wrong: HashSet<usize> = findings
        .filter(|finding| matches!(finding.problem, Problem::StandardFlavor(_)))
        .filter_map(|finding| finding.record.filter(|record| record.kind == Kind::Flavor))
        .map(|record| record.index)
        .collect();
    let is_other = |index: usize, class: FlavorClass, flavor: &Flavor| match class {
        FlavorClass::Mandatory | FlavorClass::Recommended => false,
        // It may be a standard flavor by its extra spec.
        FlavorClass::Misnamed => {
            let name = spec_text(flavor, "scs:name-v2");
            !wrong.contains(&index) && name.is_none_or(|name| assessment.catalogue.flavor(name).is_none())
        }
        FlavorClass::Extra | FlavorClass::Other => !wrong.contains(&index),
    };
    let classes = assessment.flavor_classes.iter();
    classes
        .filter_map(|(index, class)| flavors.get(*index).filter(|flavor| is_other(*index, *class, flavor)))
        .collect()
}

/// vCPUs and MiB of RAM, if both are sizes.
fn point(flavor: &Flavor) -> Option<(u32, u64)> {
    let vcpus = u32::try_from(read_integer(flavor.vcpus.as_ref()?)?).ok()?;
    let ram_mib = u64::try_from(read_integer(flavor.ram_mib.as_ref()?)?).ok()?;
    Some((vcpus, ram_mib))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::assess;
    use crate::catalogue::Catalogue;
    use crate::checks::Options;
    use crate::intake::{Upload, read_files};

    /// A flavor of the API: name, vCPUs, MiB, GB, whether it is public, extra specs.
    fn flavor(name: &str, sizes: [&str; 3], is_public: bool, specs: &str) -> String {
        let [vcpus, ram, disk] = sizes;
        format!(
            r#"{{"id": "{name}", "name": "{name}", "vcpus": {vcpus}, "ram": {ram}, "disk": {disk},
            "os-flavor-access:is_public": {is_public}, "extra_specs": {{{specs}}}}}"#
        )
    }

    fn view(version: &str, text: &str) -> Option<FlavorGridView> {
        let intake = read_files(&[Upload { name: "flavors.json", bytes: text.as_bytes(), kind: None }]);
        let catalogue = Catalogue::embedded().unwrap();
        let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
        let assessment = assess(&intake.inventory, &catalogue, options);
        flavor_grid_view(&assessment, version, &intake.inventory)
    }

    fn list(flavors: &[String]) -> String {
        format!(r#"{{"flavors": [{}]}}"#, flavors.join(", "))
    }

    const TWO_EIGHT: &str =
        r#""scs:name-v1": "SCS-2V:8", "scs:name-v2": "SCS-2V-8", "scs:cpu-type": "shared-core""#;

    fn mark<'a>(view: &'a FlavorGridView, name: &str) -> &'a FlavorMark {
        view.cells.iter().flat_map(|cell| &cell.flavors).find(|mark| &*mark.name == name).unwrap()
    }

    #[test]
    fn states_are_those_of_the_test_cases() {
        let flavors = [
            flavor("two", ["2", "8192", "0"], true, TWO_EIGHT),
            flavor("SCS-4V-16", ["4", "16000", "0"], true, ""),
            flavor("SCS-1V:4", ["1", "4096", "0"], true, ""),
            flavor("SCS-2V-4", ["2", "4096", "0"], false, ""),
        ];
        let view = view("v5.1", &list(&flavors)).unwrap();
        let cases = [
            ("SCS-2V-8", true, FlavorState::Present, None),
            ("SCS-4V-16", true, FlavorState::Wrong, None),
            ("SCS-1V-4", true, FlavorState::Missing, Some("SCS-1V:4")),
            ("SCS-2V-4", true, FlavorState::Missing, Some("SCS-2V-4")),
            ("SCS-16V-32", true, FlavorState::Missing, None),
            ("SCS-8V-64", false, FlavorState::Missing, None),
        ];
        for (name, is_mandatory, state, near) in cases {
            let mark = mark(&view, name);
            assert_eq!(
                (mark.is_mandatory, mark.state, mark.near.as_deref()),
                (is_mandatory, state, near),
                "{name}"
            );
        }
        assert_eq!(&*mark(&view, "SCS-2V-4-20s").testcase, "scs-0103-flavor-2v-4-20s");
        assert_eq!(
            view.summary,
            "Standard flavors by vCPU and RAM. Mandatory: 1 there, 13 missing, 1 wrong. Recommended: 16 missing. \
             1 other flavor."
        );
        assert_eq!(
            mark(&view, "SCS-1V-4").text,
            "SCS-1V-4, mandatory, 1 vCPU, 4 GiB RAM, no disk: missing. Near: “SCS-1V:4”."
        );
    }

    #[test]
    fn the_grid_has_the_sizes_of_the_standard_flavors() {
        let view = view("v5.1", r#"{"flavors": []}"#).unwrap();
        assert_eq!(view.vcpus, [1, 2, 4, 8, 16]);
        assert_eq!(view.ram_gib, ["1", "2", "4", "8", "16", "32", "64", "128"]);
        assert_eq!(view.cells.iter().map(|cell| cell.flavors.len()).sum::<usize>(), 31);
        let places: Vec<_> = view.cells.iter().map(|cell| (cell.row, cell.column)).collect();
        assert!(places.is_sorted());
        let cell = view.cells.iter().find(|cell| (cell.row, cell.column) == (1, 2)).unwrap();
        let names: Vec<_> = cell.flavors.iter().map(|mark| &*mark.name).collect();
        assert_eq!(names, ["SCS-2V-4", "SCS-2V-4-20s", "SCS-2V-4-10"]);
        assert_eq!((cell.others, &cell.others_text, &view.elsewhere), (0, &None, &None));
    }

    #[test]
    fn other_flavors_stand_where_their_sizes_are() {
        let flavors = [
            flavor("a", ["2", "8192", "0"], true, TWO_EIGHT),
            // A standard flavor by its extra spec, with a name that promises more.
            flavor("SCS-4V-8", ["1", "2048", "0"], true, r#""scs:name-v2": "SCS-1V-2""#),
            flavor("b", ["2", "8192", "5"], true, ""),
            flavor("c", ["2", "8192", "7"], true, ""),
            flavor("hidden", ["2", "8192", "9"], false, ""),
            flavor("empty corner", ["16", "1024", "0"], true, ""),
            flavor("between", ["3", "8192", "0"], true, ""),
            flavor("none", ["2", "null", "0"], true, ""),
            flavor("below", ["-1", "-5", "0"], true, ""),
            flavor("huge", ["9223372036854775807", "9223372036854775807", "0"], true, ""),
        ];
        let view = view("v5.1", &list(&flavors)).unwrap();
        let others: Vec<_> = view.cells.iter().filter(|cell| cell.others > 0).collect();
        let places: Vec<_> = others.iter().map(|cell| (cell.row, cell.column, cell.others)).collect();
        assert_eq!(places, [(1, 3, 2), (4, 0, 1)]);
        assert_eq!(others[0].others_text.as_deref(), Some("2 other flavors with 2 vCPUs, 8 GiB RAM."));
        assert_eq!(view.elsewhere.as_deref(), Some("4 flavors have sizes outside of this grid."));
        assert!(view.summary.ends_with("7 other flavors."), "{}", view.summary);
    }

    #[test]
    fn what_cannot_be_told_is_open() {
        let lone = flavor("two", ["2", "8192", "0"], true, TWO_EIGHT);
        let view = view("v5.1", &format!(r#"{{"flavor": {lone}}}"#)).unwrap();
        assert_eq!(mark(&view, "SCS-2V-8").state, FlavorState::Present);
        assert_eq!(mark(&view, "SCS-4V-16").state, FlavorState::Open);
        assert!(view.summary.contains("Mandatory: 1 there, 14 not decided."), "{}", view.summary);
    }

    #[test]
    fn nothing_to_show() {
        assert_eq!(view("v5.1", r#"{"images": []}"#), None);
        assert_eq!(view("v3", r#"{"flavors": []}"#), None);
        assert_eq!(view("v99", r#"{"flavors": []}"#), None);
    }
}

//! The test cases that a filter and a search leave, with the numbers that each choice of the filter would show.

use super::check::{ResultView, TestCaseView};
use super::filter::{Filter, WaivedFilter};
use super::resource_kind::resource_kind;
use super::search::{Matches, TestCaseMatch};
use crate::assessment::{Share, VerdictView};
use crate::catalogue::{Catalogue, Demand};
use crate::inventory::Kind;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What a filter and a search leave of a result.
///
/// The number beside a choice counts the test cases that all other choices let through, so that it says what this one
/// would show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    /// The standards of which something is left.
    pub groups: Vec<GroupView>,
    /// How many test cases are left.
    pub shown: usize,
    /// How many there are.
    pub total: usize,
    /// For each verdict, how many test cases there are.
    pub share: Share,
    /// For each level that occurs, how many test cases there are.
    pub levels: Vec<(Demand, usize)>,
    /// For each standard that occurs or is picked, how many test cases there are.
    pub standards: Vec<StandardCount>,
    /// For each kind of resource that occurs or is picked, how many test cases there are.
    pub kinds: Vec<(Kind, usize)>,
    /// How many test cases there are all of whose faults are waived.
    pub waived: usize,
    /// How many test cases there are of which some fault is not waived, or that have none.
    pub not_waived: usize,
    /// How many findings of the test cases that are left match the search.
    pub findings: usize,
}

/// A standard with the test cases that are left of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupView {
    /// `scs-0103`.
    pub id: Rc<str>,
    /// "Standard flavors".
    pub title: Rc<str>,
    /// The address of its text.
    pub url: Rc<str>,
    /// For each verdict, how many test cases of the standard there are.
    pub share: Share,
    /// Its test cases.
    pub testcases: Vec<ListedTestCase>,
}

/// A test case that is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedTestCase {
    /// The test case.
    pub view: Rc<TestCaseView>,
    /// How many of its findings match the search.
    pub matching: usize,
}

/// A standard to pick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardCount {
    /// `scs-0103`.
    pub id: Rc<str>,
    /// "Standard flavors".
    pub title: Rc<str>,
    /// How many test cases there are.
    pub count: usize,
}

/// Something that a person can choose by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Facet {
    Verdict,
    Level,
    Standard,
    Kind,
    Waived,
    Search,
}

/// Filters the test cases of a result; their order stays. `matches`: of the filter's query.
pub fn list_view(result: &ResultView, catalogue: &Catalogue, filter: &Filter, matches: &Matches) -> ListView {
    let picked = filter.standards.iter().filter_map(|id| catalogue.standard(id));
    let picked: Vec<&str> = picked.map(|standard| standard.id.as_ref()).collect();
    let mut list = ListView::default();
    for standard in &result.standards {
        let is_picked = picked.is_empty() || picked.contains(&standard.id.as_ref());
        let mut group = GroupView {
            id: Rc::clone(&standard.id),
            title: Rc::clone(&standard.title),
            url: Rc::clone(&standard.url),
            share: Share::default(),
            testcases: Vec::new(),
        };
        let mut of_standard = 0;
        for testcase in &standard.testcases {
            let kind = kind_of(catalogue, &testcase.id);
            let found = matches.of(&testcase.id);
            let row = Row { testcase, kind, is_picked, is_found: found.is_some() };
            list.total += 1;
            for facet in [Facet::Verdict, Facet::Level, Facet::Kind, Facet::Waived] {
                list.count(facet, &row, filter);
            }
            of_standard += usize::from(row.passes_but_for(Some(Facet::Standard), filter));
            if row.passes_but_for(Some(Facet::Verdict), filter) {
                count_verdict(&mut group.share, testcase.verdict);
            }
            if let (Some(found), true) = (found, row.passes_but_for(None, filter)) {
                let matching = match found {
                    TestCaseMatch::All => testcase.findings,
                    TestCaseMatch::Findings(positions) => positions.len(),
                };
                list.shown += 1;
                list.findings += matching;
                group.testcases.push(ListedTestCase { view: Rc::new(testcase.clone()), matching });
            }
        }
        list.add_standard(&standard.id, &standard.title, of_standard);
        if !group.testcases.is_empty() {
            list.groups.push(group);
        }
    }
    list.add_picked(catalogue, &picked, &filter.kinds);
    list
}

/// The kind of resource that a test case or requirement looks at.
fn kind_of(catalogue: &Catalogue, id: &str) -> Option<Kind> {
    let beside = || catalogue.requirements.iter().map(|requirement| &requirement.testcase);
    let testcase = catalogue.testcase(id).or_else(|| beside().find(|testcase| testcase.id.as_str() == id))?;
    resource_kind(&testcase.check)
}

/// A test case, with what it takes to choose by.
struct Row<'a> {
    testcase: &'a TestCaseView,
    kind: Option<Kind>,
    is_picked: bool,
    is_found: bool,
}

impl Row<'_> {
    fn passes(&self, facet: Facet, filter: &Filter) -> bool {
        match facet {
            Facet::Verdict => filter.verdicts.contains(&self.testcase.verdict),
            Facet::Level => filter.levels.contains(&self.testcase.level),
            Facet::Standard => self.is_picked,
            Facet::Kind => {
                filter.kinds.is_empty() || self.kind.is_some_and(|kind| filter.kinds.contains(&kind))
            }
            Facet::Waived => match filter.waived {
                WaivedFilter::Any => true,
                WaivedFilter::Only => self.testcase.is_waived,
                WaivedFilter::Not => !self.testcase.is_waived,
            },
            Facet::Search => self.is_found,
        }
    }

    /// Whether everything lets it through, but for one thing that is not asked.
    fn passes_but_for(&self, unasked: Option<Facet>, filter: &Filter) -> bool {
        use Facet::{Kind, Level, Search, Standard, Verdict, Waived};
        let asked = [Verdict, Level, Standard, Kind, Waived, Search].into_iter();
        asked.filter(|facet| Some(*facet) != unasked).all(|facet| self.passes(facet, filter))
    }
}

impl ListView {
    /// Counts a test case beside the choice that it falls under.
    fn count(&mut self, facet: Facet, row: &Row<'_>, filter: &Filter) {
        let passes = row.passes_but_for(Some(facet), filter);
        match facet {
            Facet::Verdict if passes => count_verdict(&mut self.share, row.testcase.verdict),
            Facet::Level => add_count(&mut self.levels, row.testcase.level, passes),
            Facet::Kind => {
                if let Some(kind) = row.kind {
                    add_count(&mut self.kinds, kind, passes);
                }
            }
            Facet::Waived if passes && row.testcase.is_waived => self.waived += 1,
            Facet::Waived if passes => self.not_waived += 1,
            Facet::Verdict | Facet::Waived | Facet::Standard | Facet::Search => {}
        }
    }

    fn add_standard(&mut self, id: &Rc<str>, title: &Rc<str>, count: usize) {
        self.standards.push(StandardCount { id: Rc::clone(id), title: Rc::clone(title), count });
    }

    /// Adds what is picked and does not occur, so that it can be taken back; puts choices in order.
    fn add_picked(&mut self, catalogue: &Catalogue, standards: &[&str], kinds: &[Kind]) {
        for standard in standards.iter().filter_map(|id| catalogue.standard(id)) {
            if self.standards.iter().all(|known| *known.id != *standard.id) {
                self.add_standard(&standard.id.as_ref().into(), &standard.title.as_ref().into(), 0);
            }
        }
        for kind in kinds {
            add_count(&mut self.kinds, *kind, false);
        }
        self.standards.sort_by(|one, other| one.id.cmp(&other.id));
        self.levels.sort_unstable();
        self.kinds.sort_unstable();
    }
}

fn count_verdict(share: &mut Share, verdict: VerdictView) {
    match verdict {
        VerdictView::Fail => share.fail += 1,
        VerdictView::Open => share.open += 1,
        VerdictView::Pass => share.pass += 1,
    }
}

/// Counts under a value, if it is to count; the value stands there in any case.
fn add_count<T: PartialEq>(counts: &mut Vec<(T, usize)>, value: T, counts_here: bool) {
    match counts.iter_mut().find(|(known, _)| *known == value) {
        Some((_, count)) => *count += usize::from(counts_here),
        None => counts.push((value, usize::from(counts_here))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::assess;
    use crate::catalogue::Target;
    use crate::checks::Options;
    use crate::intake::{Upload, read_files};
    use crate::present::{SearchIndex, result_view};
    use crate::waivers;

    const FLAVORS: &str = r#"{"flavors": [
        {"id": "1", "name": "SCS-1V-4", "vcpus": 1, "ram": 4096, "disk": 0, "os-flavor-access:is_public": true,
            "extra_specs": {"scs:name-v1": "SCS-1V:4", "scs:name-v2": "SCS-1V-4", "scs:cpu-type": "shared-core"}},
        {"id": "2", "name": "SCS-2V-8", "vcpus": 1, "ram": 8192, "disk": 0, "os-flavor-access:is_public": true,
            "extra_specs": {}},
        {"id": "3", "name": "SCS-4V", "vcpus": 1, "ram": 8192, "disk": 0, "os-flavor-access:is_public": true,
            "extra_specs": {}}
    ]}"#;
    const WAIVERS: &str = "waivers: [{testcase: scs-0100-syntax-check, reason: r, until: 2026-12-31}]";

    fn with_lists(test: impl FnOnce(&ResultView, &dyn Fn(&Filter) -> ListView)) {
        let intake = read_files(&[Upload { name: "flavors.json", bytes: FLAVORS.as_bytes(), kind: None }]);
        let catalogue = Catalogue::embedded().unwrap();
        let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
        let waivers = waivers::parse("w.yaml", WAIVERS).unwrap();
        let inventory = &intake.inventory;
        let assessment = assess(inventory, &catalogue, options).with_waivers(inventory, &waivers);
        let result = result_view(&assessment, "v5.1", inventory).unwrap();
        test(&result, &|filter| {
            let matches = SearchIndex::new(&assessment, inventory).matches(&filter.query);
            list_view(&result, &catalogue, filter, &matches)
        });
    }

    fn ids(list: &ListView) -> Vec<&str> {
        let testcases = list.groups.iter().flat_map(|group| &group.testcases);
        testcases.map(|testcase| testcase.view.id.as_ref()).collect()
    }

    fn sum(share: Share) -> usize {
        share.pass + share.fail + share.open
    }

    #[test]
    fn everything_is_what_the_result_has() {
        with_lists(|result, list| {
            let all = list(&Filter::all());
            let whole: Vec<&str> = result
                .standards
                .iter()
                .flat_map(|standard| standard.testcases.iter().map(|testcase| testcase.id.as_ref()))
                .collect();
            assert_eq!(ids(&all), whole);
            assert_eq!((all.shown, sum(all.share)), (all.total, all.total));
            assert_eq!(all.levels.iter().map(|(_, count)| count).sum::<usize>(), all.total);
            assert_eq!(all.standards.iter().map(|standard| standard.count).sum::<usize>(), all.total);
            assert!(
                all.kinds.iter().map(|(_, count)| count).sum::<usize>() < all.total,
                "some look at nothing"
            );
            assert_eq!(all.waived, 1);
            assert_eq!(list(&Filter::default()).share, result.scope.main);
        });
    }

    /// Whatever was chosen, a number says what its choice would show.
    #[test]
    fn numbers_say_what_a_choice_would_show() {
        let filters = [
            Filter::default(),
            Filter::all(),
            Filter { query: "scs-4v".into(), ..Filter::all() },
            Filter { query: "flavor".into(), ..Filter::default() },
            Filter::all().toggled_standard("scs-0100").toggled_kind(Kind::Flavor),
            Filter { waived: WaivedFilter::Only, ..Filter::all() },
            Filter { waived: WaivedFilter::Not, ..Filter::default() }.toggled_standard("scs-0100"),
            Filter { verdicts: Vec::new(), ..Filter::all() },
        ];
        with_lists(|_, list| {
            for filter in filters {
                let shown = list(&filter);
                let of_verdict = |verdict| list(&Filter { verdicts: vec![verdict], ..filter.clone() }).shown;
                let Share { pass, fail, open } = shown.share;
                assert_eq!(
                    [pass, fail, open],
                    [VerdictView::Pass, VerdictView::Fail, VerdictView::Open].map(of_verdict)
                );
                for (level, count) in &shown.levels {
                    let only = list(&Filter { levels: vec![*level], ..filter.clone() });
                    assert_eq!(only.shown, *count, "{level:?} of {filter:?}");
                }
                for standard in &shown.standards {
                    let standards = vec![standard.id.to_string()];
                    let only = list(&Filter { standards, ..filter.clone() });
                    assert_eq!(only.shown, standard.count, "{} of {filter:?}", standard.id);
                }
                for (kind, count) in &shown.kinds {
                    let only = list(&Filter { kinds: vec![*kind], ..filter.clone() });
                    assert_eq!(only.shown, *count, "{kind:?} of {filter:?}");
                }
                let only = list(&Filter { waived: WaivedFilter::Only, ..filter.clone() });
                assert_eq!(only.shown, shown.waived);
                assert_eq!(shown.shown, ids(&shown).len());
                for group in &shown.groups {
                    let of_group = list(&Filter {
                        verdicts: Filter::all().verdicts,
                        standards: vec![group.id.to_string()],
                        ..filter.clone()
                    });
                    assert_eq!(sum(group.share), of_group.shown, "{} of {filter:?}", group.id);
                }
            }
        });
    }

    #[test]
    fn a_search_counts_the_findings_that_match() {
        with_lists(|_, list| {
            let found = list(&Filter { query: "SCS-4V".into(), ..Filter::default() });
            let rows: Vec<(&str, usize, usize)> = found
                .groups
                .iter()
                .flat_map(|group| &group.testcases)
                .map(|listed| (listed.view.id.as_ref(), listed.matching, listed.view.findings))
                .collect();
            assert!(rows.contains(&("scs-0100-syntax-check", 1, 1)), "{rows:?}");
            assert_eq!(found.findings, rows.iter().map(|(_, matching, _)| matching).sum::<usize>());
            assert_eq!(list(&Filter { query: "nothing like it".into(), ..Filter::all() }).groups, []);
        });
    }

    #[test]
    fn what_is_picked_can_be_taken_back() {
        with_lists(|_, list| {
            let unknown = list(&Filter::default().toggled_standard("scs-9999"));
            assert_eq!(unknown, list(&Filter::default()), "the catalogue does not know it");
            let picked = list(&Filter { verdicts: Vec::new(), ..Filter::all() }.toggled_standard("scs-0100"));
            assert!(picked.standards.iter().any(|standard| *standard.id == *"scs-0100"));
            assert_eq!((picked.shown, picked.groups.len()), (0, 0));
        });
    }

    #[test]
    fn waived_test_cases_come_alone_or_not_at_all() {
        with_lists(|_, list| {
            let waived = |waived| list(&Filter { waived, ..Filter::default() });
            assert_eq!(ids(&waived(WaivedFilter::Only)), ["scs-0100-syntax-check"]);
            assert_eq!(waived(WaivedFilter::Not).shown + 1, waived(WaivedFilter::Any).shown);
            let levels = waived(WaivedFilter::Only).levels;
            assert_eq!(levels.first(), Some(&(Demand::TestCase(Target::Main), 1)));
        });
    }
}

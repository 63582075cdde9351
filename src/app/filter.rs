//! Which test cases are shown.

use crate::present::{ResultView, Share, TestCaseView, VerdictView};
use std::rc::Rc;

/// What a person wants to see of the test cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Those of these verdicts.
    pub verdicts: Vec<VerdictView>,
    /// Those that the certificate does not require, too.
    pub optional: bool,
    /// Only those whose id or title has this in it; letters of either case.
    pub query: String,
}

/// A standard with the test cases that the filter lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// `scs-0103`.
    pub id: Rc<str>,
    /// "Standard flavors".
    pub title: Rc<str>,
    /// The address of its text.
    pub url: Rc<str>,
    /// How many there are of each verdict, optional ones only if they are wanted.
    pub share: Share,
    /// Its test cases.
    pub testcases: Vec<Rc<TestCaseView>>,
}

/// What the filter leaves of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filtered {
    /// The standards of which something is left.
    pub groups: Vec<Group>,
    /// How many test cases are left.
    pub shown: usize,
    /// How many there are.
    pub total: usize,
    /// How many there are of each verdict, optional ones only if they are wanted.
    pub share: Share,
    /// How many are not required.
    pub optional: usize,
}

impl Default for Filter {
    /// What is left to do.
    fn default() -> Filter {
        let verdicts = vec![VerdictView::Fail, VerdictView::Open];
        Filter { verdicts, optional: false, query: String::new() }
    }
}

impl Filter {
    /// Lets everything through.
    pub fn all() -> Filter {
        let verdicts = vec![VerdictView::Fail, VerdictView::Open, VerdictView::Pass];
        Filter { verdicts, optional: true, query: String::new() }
    }

    /// The same filter with a verdict let through, if it was not, or kept back, if it was let through.
    #[must_use]
    pub fn toggled(&self, verdict: VerdictView) -> Filter {
        let mut filter = self.clone();
        match filter.verdicts.iter().position(|other| *other == verdict) {
            Some(at) => {
                filter.verdicts.remove(at);
            }
            None => filter.verdicts.push(verdict),
        }
        filter
    }

    /// Filters the test cases of a result; their order stays.
    pub fn apply(&self, result: &ResultView) -> Filtered {
        let query = self.query.trim().to_ascii_lowercase();
        let mut filtered = Filtered::default();
        for standard in &result.standards {
            let mut testcases = Vec::new();
            let mut share = Share::default();
            for testcase in &standard.testcases {
                filtered.total += 1;
                filtered.optional += usize::from(!is_required(testcase));
                if !self.optional && !is_required(testcase) {
                    continue;
                }
                count(&mut share, testcase.verdict);
                count(&mut filtered.share, testcase.verdict);
                if self.verdicts.contains(&testcase.verdict) && matches(testcase, &query) {
                    testcases.push(Rc::new(testcase.clone()));
                }
            }
            filtered.shown += testcases.len();
            if !testcases.is_empty() {
                filtered.groups.push(Group {
                    id: Rc::clone(&standard.id),
                    title: Rc::clone(&standard.title),
                    url: Rc::clone(&standard.url),
                    share,
                    testcases,
                });
            }
        }
        filtered
    }
}

fn count(share: &mut Share, verdict: VerdictView) {
    match verdict {
        VerdictView::Fail => share.fail += 1,
        VerdictView::Open => share.open += 1,
        VerdictView::Pass => share.pass += 1,
    }
}

/// The certificate requires it.
pub fn is_required(testcase: &TestCaseView) -> bool {
    testcase.level.is_required()
}

fn matches(testcase: &TestCaseView, query: &str) -> bool {
    query.is_empty() || testcase.id.contains(query) || testcase.title.to_ascii_lowercase().contains(query)
}

#[cfg(test)]
mod tests {
    use super::super::state::testing::result;
    use super::*;

    fn shown(filter: &Filter) -> Vec<String> {
        let filtered = filter.apply(&result());
        let groups = filtered.groups.iter();
        groups.flat_map(|group| group.testcases.iter().map(|testcase| testcase.id.to_string())).collect()
    }

    #[test]
    fn what_is_left_to_do_comes_first() {
        assert_eq!(shown(&Filter::default()), ["scs-0100-syntax", "scs-0117-backup"]);
        assert_eq!(Filter::all().apply(&result()).shown, 4);
    }

    #[test]
    fn counts_are_of_all_test_cases_that_the_levels_allow() {
        let filtered = Filter::default().apply(&result());
        assert_eq!(filtered.share, Share { pass: 1, fail: 1, open: 1 });
        assert_eq!((filtered.shown, filtered.total, filtered.optional), (2, 4, 1));
        assert_eq!(Filter::all().apply(&result()).share, Share { pass: 2, fail: 1, open: 1 });
    }

    #[test]
    fn search_looks_at_id_and_title_in_either_case() {
        let search = |query: &str| shown(&Filter { query: query.into(), ..Filter::all() });
        assert_eq!(search(" Backup "), ["scs-0117-backup"]);
        assert_eq!(search("SCS-0100-S"), ["scs-0100-syntax", "scs-0100-semantics"]);
        assert_eq!(search("nothing like it"), Vec::<String>::new());
    }

    #[test]
    fn a_standard_of_which_nothing_is_left_is_gone() {
        let filtered = Filter::default().toggled(VerdictView::Open).apply(&result());
        assert_eq!(filtered.groups.len(), 1);
        assert_eq!(filtered.groups[0].share, Share { pass: 1, fail: 1, open: 0 });
    }
}

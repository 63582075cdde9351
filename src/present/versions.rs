//! The versions of the certificate scope beside each other, on the same data.

use super::check::{
    default_scope, is_listed, share_of_counts, target_verdict_view, title, validity_word, verdict_view,
};
use crate::assessment::{Assessment, ScopeResult, Share, VerdictView};
use crate::catalogue::{Catalogue, Target, TestCase};
use crate::checks::{Outcome, Verdict};
use crate::wording::{FailingOnlyThere, versions_text};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// All scope versions on the same data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionsView {
    /// The versions, newest first.
    pub versions: Vec<VersionView>,
    /// What the other listed versions make of the cloud, compared with the one that certificates are given for.
    pub comparisons: Vec<ComparisonView>,
    /// Test cases of which the listed versions make different things, ascending by id.
    pub rows: Vec<VersionRow>,
}

/// A scope version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionView {
    /// `v5.1`.
    pub id: Rc<str>,
    /// "effective".
    pub validity: String,
    /// Listed at the date; others are not compared.
    pub is_listed: bool,
    /// The verdict on the required test cases.
    pub verdict: VerdictView,
    /// The required test cases.
    pub main: Share,
    /// The recommended test cases.
    pub recommended: Share,
}

/// A version compared with the one that certificates are given for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparisonView {
    /// The version that certificates are given for.
    pub base: Rc<str>,
    /// The other one.
    pub other: Rc<str>,
    /// The difference in sentences.
    pub text: String,
    /// The test cases that fail and that only the first requires.
    pub only_base: Vec<Rc<str>>,
    /// The test cases that fail and that only the other requires.
    pub only_other: Vec<Rc<str>>,
}

/// A test case of which versions make different things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionRow {
    /// The official id.
    pub id: Rc<str>,
    /// The title that fits the verdict.
    pub title: Rc<str>,
    /// The verdict, which is the same wherever a version has the test case.
    pub verdict: VerdictView,
    /// What each version, in the order of the versions, makes of it; `None` where it does not have it.
    pub levels: Vec<Option<Target>>,
}

/// Puts the scope versions beside each other. Those that are listed at the date are compared.
pub fn compare_versions(assessment: &Assessment<'_>) -> VersionsView {
    let scopes: Vec<&ScopeResult<'_>> = assessment.scopes.iter().rev().collect();
    let catalogue = assessment.catalogue;
    let rows = assessment.outcomes.iter().filter_map(|(testcase, outcome)| {
        let levels: Vec<_> = scopes.iter().map(|scope| level(catalogue, scope.version, testcase)).collect();
        let listed = scopes.iter().zip(&levels).filter(|(scope, _)| is_listed(scope));
        let listed: Vec<_> = listed.map(|(_, level)| *level).collect();
        let row = || VersionRow {
            id: testcase.id.as_str().into(),
            title: title(testcase, outcome).into(),
            verdict: verdict_view(outcome.verdict),
            levels: levels.clone(),
        };
        is_different(&listed, outcome).then(row)
    });
    VersionsView {
        comparisons: comparisons(assessment, &scopes),
        rows: rows.collect(),
        versions: scopes.iter().map(|scope| version_view(scope)).collect(),
    }
}

fn level(catalogue: &Catalogue, version: &str, testcase: &TestCase) -> Option<Target> {
    catalogue.version(version)?.target_of(&testcase.id)
}

/// Whether versions that have the test case want it in different ways, or it fails and some do not have it.
fn is_different(levels: &[Option<Target>], outcome: &Outcome) -> bool {
    let mut having = levels.iter().flatten();
    let first = having.next();
    let differs = having.any(|level| Some(level) != first);
    differs || (outcome.verdict == Verdict::Fail && first.is_some() && levels.contains(&None))
}

fn version_view(scope: &ScopeResult<'_>) -> VersionView {
    let main = scope.target(Target::Main);
    VersionView {
        id: scope.version.into(),
        validity: validity_word(scope).to_owned(),
        is_listed: is_listed(scope),
        verdict: target_verdict_view(main.verdict),
        main: share_of_counts(main.counts),
        recommended: share_of_counts(scope.target(Target::Recommended).counts),
    }
}

fn comparisons(assessment: &Assessment<'_>, scopes: &[&ScopeResult<'_>]) -> Vec<ComparisonView> {
    let Some(base) = default_scope(assessment) else { return Vec::new() };
    let fails = |version: &str| -> Vec<&str> {
        let failing = assessment.outcomes.iter().filter(|(testcase, outcome)| {
            outcome.verdict == Verdict::Fail
                && level(assessment.catalogue, version, testcase) == Some(Target::Main)
        });
        failing.map(|(testcase, _)| testcase.id.as_str()).collect()
    };
    let of_base = fails(base);
    let others = scopes.iter().filter(|scope| is_listed(scope) && scope.version != base);
    let comparisons = others.map(|scope| {
        let of_other = fails(scope.version);
        // Both are ascending by id, as the outcomes are.
        let without = |of: &[&str], other: &[&str]| -> Vec<Rc<str>> {
            of.iter().filter(|id| other.binary_search(id).is_err()).map(|id| (*id).into()).collect()
        };
        let (only_base, only_other) = (without(&of_base, &of_other), without(&of_other, &of_base));
        ComparisonView {
            base: base.into(),
            other: scope.version.into(),
            text: versions_text(
                FailingOnlyThere { version: base, failing: of_base.len(), only_there: &only_base },
                FailingOnlyThere { version: scope.version, failing: of_other.len(), only_there: &only_other },
            ),
            only_base,
            only_other,
        }
    });
    comparisons.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::assess;
    use crate::checks::Options;
    use crate::intake::{Upload, read_files};

    fn compared(date: &str) -> VersionsView {
        let text = include_str!("../../www/samples/example-with-faults.json");
        let intake = read_files(&[Upload { name: "cloud.json", bytes: text.as_bytes(), kind: None }]);
        let catalogue = Catalogue::embedded().unwrap();
        let options = Options { now: date.parse().unwrap(), as_listed: false };
        compare_versions(&assess(&intake.inventory, &catalogue, options))
    }

    fn of<'a>(view: &'a VersionsView, version: &str) -> &'a VersionView {
        view.versions.iter().find(|column| *column.id == *version).unwrap()
    }

    #[test]
    fn listed_versions_are_compared_with_the_effective_one() {
        let view = compared("2026-11-23");
        let listed: Vec<&str> =
            view.versions.iter().filter(|version| version.is_listed).map(|version| &*version.id).collect();
        let compared: Vec<(&str, &str)> =
            view.comparisons.iter().map(|comparison| (&*comparison.base, &*comparison.other)).collect();
        assert_eq!((listed, compared), (vec!["next", "v5.1"], vec![("v5.1", "next")]));
        assert!(view.versions.iter().any(|version| !version.is_listed && version.validity == "deprecated"));
        for comparison in &view.comparisons {
            let [base, other] = [&comparison.base, &comparison.other].map(|id| of(&view, id).main.fail);
            assert_eq!(
                base - comparison.only_base.len(),
                other - comparison.only_other.len(),
                "{comparison:?}"
            );
        }
    }

    #[test]
    fn rows_are_what_listed_versions_disagree_on() {
        for date in ["2026-11-23", "2024-06-01", "2025-03-01"] {
            let view = compared(date);
            for row in &view.rows {
                assert_eq!(row.levels.len(), view.versions.len());
                let listed = view.versions.iter().zip(&row.levels).filter(|(version, _)| version.is_listed);
                let listed: Vec<_> = listed.map(|(_, level)| *level).collect();
                assert!(listed.windows(2).any(|pair| pair[0] != pair[1]), "{row:?}");
            }
            let ids: Vec<&str> = view.rows.iter().map(|row| &*row.id).collect();
            assert!(ids.is_sorted());
            let mut news = view.comparisons.iter().flat_map(|of| of.only_base.iter().chain(&of.only_other));
            assert!(news.all(|id| ids.contains(&&**id)));
        }
    }

    #[test]
    fn what_fails_in_some_or_is_wanted_otherwise_differs() {
        let outcome = |verdict| Outcome { verdict, official: None, findings: Vec::new() };
        let (main, recommended) = (Some(Target::Main), Some(Target::Recommended));
        let cases = [
            ([main, main], false, false),
            ([main, None], true, false),
            ([None, None], false, false),
            ([main, recommended], true, true),
            ([None, recommended], true, false),
        ];
        for (levels, if_fails, if_passes) in cases {
            assert_eq!(is_different(&levels, &outcome(Verdict::Fail)), if_fails, "{levels:?}");
            assert_eq!(is_different(&levels, &outcome(Verdict::Pass)), if_passes, "{levels:?}");
        }
        assert!(!is_different(&[], &outcome(Verdict::Fail)));
    }

    #[test]
    fn before_any_version_nothing_is_compared() {
        let view = compared("2020-01-01");
        assert!(view.versions.iter().all(|version| !version.is_listed));
        assert_eq!((view.comparisons, view.rows), (vec![], vec![]));
    }
}

//! Full-text search in test cases and their findings.

use super::check::{no_resource, place, resource_id, resource_name, title};
use crate::assessment::Assessment;
use crate::catalogue::{Catalogue, TestCase};
use crate::checks::{Finding, Outcome, RecordRef};
use crate::inventory::Inventory;
use crate::wording::finding_text;
use std::collections::HashMap;
use std::rc::Rc;

/// How many words of a query are looked for; further ones are ignored.
const MOST_WORDS: usize = 16;

/// All that is said about a cloud, ready to be searched; made once for each result.
///
/// Findings share most of their words: what is said of a record, and each problem, is kept and searched once.
#[derive(Debug)]
pub struct SearchIndex {
    texts: Texts,
    /// Ascending by id.
    testcases: Vec<IndexedTestCase>,
    /// The words of the last query, with the texts that have them.
    last: Vec<(String, Rc<[bool]>)>,
}

#[derive(Debug)]
struct IndexedTestCase {
    id: Rc<str>,
    /// The number of its own text.
    own: usize,
    /// For each finding the numbers of what is said of its record, and of its problem.
    findings: Vec<[usize; 2]>,
}

/// Numbered texts in lower case, one behind the other.
#[derive(Debug, Default)]
struct Texts {
    all: String,
    /// Where each of them ends.
    ends: Vec<usize>,
}

/// What a query matches. By default everything, as by an empty query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// The test cases that match, ascending by id; `None` for all.
    testcases: Option<Vec<(Rc<str>, Matching)>>,
}

/// As [`TestCaseMatch`], to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Matching {
    All,
    Findings(Vec<usize>),
}

/// What a query matches of a test case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestCaseMatch<'a> {
    /// The test case itself, with all its findings.
    All,
    /// These of its findings, by position, ascending; at least one.
    Findings(&'a [usize]),
}

impl Matches {
    /// What matches of a test case or requirement; `None` if nothing does.
    pub fn of(&self, testcase: &str) -> Option<TestCaseMatch<'_>> {
        let Some(testcases) = &self.testcases else { return Some(TestCaseMatch::All) };
        let at = testcases.binary_search_by(|(id, _)| id.as_ref().cmp(testcase)).ok()?;
        testcases.get(at).map(|(_, matching)| match matching {
            Matching::All => TestCaseMatch::All,
            Matching::Findings(positions) => TestCaseMatch::Findings(positions),
        })
    }
}

impl SearchIndex {
    /// Gathers what is said in an assessment.
    pub fn new(assessment: &Assessment<'_>, inventory: &Inventory) -> SearchIndex {
        let mut texts = Texts::default();
        let mut numbers = Numbers::default();
        let requirements = assessment.requirements.iter();
        let requirements = requirements.map(|(requirement, outcome)| (&requirement.testcase, outcome));
        let outcomes = assessment.outcomes.iter().map(|(testcase, outcome)| (*testcase, outcome));
        let testcases = outcomes.chain(requirements).map(|(testcase, outcome)| IndexedTestCase {
            id: testcase.id.as_str().into(),
            own: texts.add(&own_text(testcase, outcome, assessment.catalogue)),
            findings: outcome
                .findings
                .iter()
                .map(|finding| numbers.of_finding(finding, inventory, &mut texts))
                .collect(),
        });
        let mut testcases: Vec<IndexedTestCase> = testcases.collect();
        testcases.sort_by(|one, other| one.id.cmp(&other.id));
        SearchIndex { texts, testcases, last: Vec::new() }
    }

    /// Finds what has all words of the query in it, in any case, be it in the test case or in the finding. A query that
    /// goes on where the last one ended is answered faster.
    pub fn matches(&mut self, query: &str) -> Matches {
        let words = words(query);
        if words.is_empty() {
            return Matches::default();
        }
        let found = words.into_iter().map(|word| {
            let having = self.having(&word);
            (word, having)
        });
        self.last = found.collect();
        let found: Vec<&[bool]> = self.last.iter().map(|(_, having)| having.as_ref()).collect();
        let testcases = self.testcases.iter().filter_map(|testcase| {
            let matching = testcase.matching(&found)?;
            Some((Rc::clone(&testcase.id), matching))
        });
        Matches { testcases: Some(testcases.collect()) }
    }

    /// Which texts have the word in them.
    fn having(&self, word: &str) -> Rc<[bool]> {
        let parts = self.last.iter().filter(|(part, _)| word.contains(part.as_str()));
        match parts.max_by_key(|(part, _)| part.len()) {
            Some((part, having)) if part == word => Rc::clone(having),
            Some((_, having)) => self.texts.having_among(word, having),
            None => self.texts.having(word),
        }
    }
}

impl IndexedTestCase {
    /// What matches; `None` if nothing does. `found`: for each word the texts that have it.
    fn matching(&self, found: &[&[bool]]) -> Option<Matching> {
        let has = |having: &[bool], text: usize| having.get(text).copied().unwrap_or_default();
        let left: Vec<&[bool]> = found.iter().copied().filter(|having| !has(having, self.own)).collect();
        if left.is_empty() {
            return Some(Matching::All);
        }
        let findings = self
            .findings
            .iter()
            .enumerate()
            .filter(|(_, texts)| left.iter().all(|having| texts.iter().any(|text| has(having, *text))));
        let positions: Vec<usize> = findings.map(|(at, _)| at).collect();
        (!positions.is_empty()).then_some(Matching::Findings(positions))
    }
}

impl Texts {
    /// Adds a text and returns its number.
    fn add(&mut self, text: &str) -> usize {
        push_lower_case(&mut self.all, text);
        // No word has one in it, so that none is found across two texts.
        self.all.push('\n');
        self.ends.push(self.all.len());
        self.ends.len() - 1
    }

    /// Which texts have the word in them: one pass over all of them.
    fn having(&self, word: &str) -> Rc<[bool]> {
        let mut having = vec![false; self.ends.len()];
        let mut texts = self.ends.iter().zip(&mut having);
        let mut from = 0;
        while let Some(ahead) = self.all.get(from..).and_then(|rest| rest.find(word)) {
            let Some((end, has)) = texts.find(|(end, _)| **end > from + ahead) else { break };
            *has = true;
            from = *end;
        }
        having.into()
    }

    /// Which of some texts have the word in them.
    fn having_among(&self, word: &str, some: &[bool]) -> Rc<[bool]> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let texts = starts.zip(&self.ends).map(|(start, end)| self.all.get(start..*end).unwrap_or_default());
        texts.zip(some).map(|(text, is_meant)| *is_meant && text.contains(word)).collect()
    }
}

/// The numbers of what was added.
#[derive(Default)]
struct Numbers<'a> {
    records: HashMap<RecordRef, usize>,
    problems: HashMap<String, usize>,
    /// The last finding, with the number of its problem: the next one often has the same.
    last: Option<(&'a Finding, usize)>,
}

impl<'a> Numbers<'a> {
    fn of_finding(&mut self, finding: &'a Finding, inventory: &Inventory, texts: &mut Texts) -> [usize; 2] {
        let is_alike = |last: &Finding| {
            last.problem == finding.problem && last.record.is_some() == finding.record.is_some()
        };
        let problem = match self.last.filter(|(last, _)| is_alike(last)) {
            Some((_, number)) => number,
            None => self.of_problem(finding, texts),
        };
        self.last = Some((finding, problem));
        let record = match finding.record {
            Some(record) => {
                let add = || texts.add(&record_text(record, inventory));
                *self.records.entry(record).or_insert_with(add)
            }
            None => problem,
        };
        [record, problem]
    }

    fn of_problem(&mut self, finding: &Finding, texts: &mut Texts) -> usize {
        let text = problem_text(finding);
        if let Some(number) = self.problems.get(&text) {
            return *number;
        }
        let number = texts.add(&text);
        self.problems.insert(text, number);
        number
    }
}

fn problem_text(finding: &Finding) -> String {
    let text = finding_text(&finding.problem);
    let list = finding.record.is_none().then(|| no_resource(&finding.problem));
    let parts = [Some(text.message), text.field, text.found, text.expected, list];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn record_text(record: RecordRef, inventory: &Inventory) -> String {
    let name = Some(resource_name(inventory, record));
    let id = resource_id(inventory, record).filter(|id| name.as_ref() != Some(id));
    let parts = [name, id, place(inventory, record)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn own_text(testcase: &TestCase, outcome: &Outcome, catalogue: &Catalogue) -> String {
    let standard = catalogue.standard(&testcase.standard).map(|standard| standard.title.as_ref());
    let own = [testcase.id.as_str(), title(testcase, outcome), &testcase.why, &testcase.standard];
    own.into_iter().chain(standard).collect::<Vec<_>>().join("\n")
}

/// The words of a query in lower case, each once.
fn words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in query.split_whitespace() {
        let mut lower = String::new();
        push_lower_case(&mut lower, word);
        if words.len() < MOST_WORDS && !words.contains(&lower) {
            words.push(lower);
        }
    }
    words
}

/// Letter by letter: the lower case of a whole word may depend on where a letter stands in it.
fn push_lower_case(text: &mut String, piece: &str) {
    if piece.is_ascii() {
        text.extend(piece.chars().map(|letter| letter.to_ascii_lowercase()));
    } else {
        text.extend(piece.chars().flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::assess;
    use crate::checks::Options;
    use crate::intake::{Upload, read_files};
    use crate::present::{findings_view, matching_findings_view};

    const IMAGES: &str = r#"{"images": [
        {"id": "0a1b", "name": "Größe ÄÖ", "visibility": "public", "status": "active", "os_purpose": "Strange"},
        {"id": "2c3d", "name": "Ubuntu 24.04", "visibility": "public", "status": "active", "os_purpose": "generic"},
        {"id": "4e5f", "name": "Bare", "visibility": "public", "status": "active", "own": "x"}
    ]}"#;

    const PURPOSE: &str = "scs-0102-prop-os_purpose";

    fn with_index(test: impl FnOnce(&Assessment<'_>, &Inventory, SearchIndex)) {
        let intake = read_files(&[Upload { name: "Images.json", bytes: IMAGES.as_bytes(), kind: None }]);
        let catalogue = Catalogue::embedded().unwrap();
        let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
        let assessment = assess(&intake.inventory, &catalogue, options);
        let index = SearchIndex::new(&assessment, &intake.inventory);
        test(&assessment, &intake.inventory, index);
    }

    /// The resources of the findings of a test case that a query matches.
    fn resources(
        assessment: &Assessment<'_>,
        inventory: &Inventory,
        matches: &Matches,
        testcase: &str,
    ) -> Vec<String> {
        let outcome = assessment.outcome(testcase).unwrap();
        let shown = matching_findings_view(assessment, testcase, outcome, matches, 0..usize::MAX, inventory);
        assert_eq!((shown.matching, shown.positions.len()), (shown.view.findings.len(), shown.matching));
        shown.view.findings.into_iter().map(|finding| finding.resource).collect()
    }

    #[test]
    fn all_words_occur_in_any_case_and_place() {
        with_index(|assessment, inventory, mut index| {
            let (first, third) = ("Größe ÄÖ", "Bare");
            let cases: [(&str, &[&str]); 14] = [
                ("größe", &[first]),
                ("GRÖßE äö", &[first]),
                ("0A1B", &[first]),
                ("0a1b 4e5f", &[]),
                ("Ubuntu", &[]),
                ("strange", &[first]),
                ("images.JSON,", &[first, third]),
                ("record 3", &[third]),
                ("not set", &[third]),
                ("custom generic", &[first]),
                ("os_purpose", &[first, third]),
                ("OS_PURPOSE größe", &[first]),
                ("scs-0102 größe", &[first]),
                ("no-such-word", &[]),
            ];
            for (query, expected) in cases {
                let matches = index.matches(query);
                let found = resources(assessment, inventory, &matches, PURPOSE);
                assert_eq!(found, expected, "{query}");
            }
        });
    }

    #[test]
    fn a_test_case_matches_with_all_its_findings() {
        with_index(|assessment, _, mut index| {
            assert_eq!(index.matches(" \t").of(PURPOSE), Some(TestCaseMatch::All));
            assert_eq!(index.matches("PROP-os_purpose").of(PURPOSE), Some(TestCaseMatch::All));
            assert_eq!(index.matches("größe").of(PURPOSE), Some(TestCaseMatch::Findings(&[0])));
            assert_eq!(index.matches("größe").of("scs-0103-flavor-1v-4"), None);
            let requirement = assessment.catalogue.requirements[0].testcase.id.as_str();
            assert_eq!(index.matches(requirement).of(requirement), Some(TestCaseMatch::All));
            assert_eq!(index.matches("x").of("no-such-test-case"), None);
        });
    }

    #[test]
    fn what_goes_on_finds_what_a_fresh_search_finds() {
        with_index(|assessment, inventory, mut index| {
            let queries =
                ["g", "gr", "grö", "grö im", "größe ima", "ima größe", "ima", "s", "scs", "", "scs-0102 u"];
            for query in queries {
                let mut fresh = SearchIndex::new(assessment, inventory);
                assert_eq!(index.matches(query), fresh.matches(query), "{query}");
            }
        });
    }

    #[test]
    fn windows_are_of_the_findings_that_match() {
        with_index(|assessment, inventory, mut index| {
            let matches = index.matches("4e5f");
            let outcome = assessment.outcome(PURPOSE).unwrap();
            let show =
                |range| matching_findings_view(assessment, PURPOSE, outcome, &matches, range, inventory);
            let shown = show(0..10);
            assert_eq!(
                (&shown.view.range, shown.positions.as_slice(), shown.matching),
                (&(0..1), &[1][..], 1)
            );
            assert_eq!(
                shown.view.findings,
                findings_view(assessment, PURPOSE, outcome, 1..2, inventory).findings
            );
            assert_eq!(show(1..10).view.findings, []);
            assert_eq!(show(7..9).view.range, 1..1);
            let all = Matches::default();
            let shown = matching_findings_view(assessment, PURPOSE, outcome, &all, 1..10, inventory);
            assert_eq!((shown.positions.as_slice(), shown.matching), (&[1][..], 2));
        });
    }

    #[test]
    fn words_do_not_reach_across_texts_and_letters_fold_one_by_one() {
        let mut texts = Texts::default();
        for text in ["ab", "BA", "", "ΟΔΟΣ İx", "b"] {
            texts.add(text);
        }
        let having = |word: &str| -> Vec<usize> {
            let having = texts.having(&words(word)[0]);
            let among = texts.having_among(&words(word)[0], &[true; 5]);
            assert_eq!(having, among);
            (0..5).filter(|at| having[*at]).collect()
        };
        assert_eq!(having("b"), [0, 1, 4]);
        assert_eq!(having("abb"), Vec::<usize>::new());
        assert_eq!(having("οδοσ"), [3]);
        assert_eq!(having("ΟΔΟΣ"), [3]);
        assert_eq!(having("İX"), [3]);
    }

    #[test]
    fn a_query_of_many_words_ends() {
        assert_eq!(words(&"a ".repeat(100_000)), ["a"]);
        let many = (0..100_000).map(|at| at.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(words(&many).len(), MOST_WORDS);
    }
}

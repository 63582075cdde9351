//! Which faults are waived, and by what.

use super::{LocalSource, Waiver, Waivers};
use crate::checks::{
    Finding, Outcome, Problem, StandardFlavorProblem, StandardImageProblem, Verdict, VolumeTypeProblem,
};
use crate::date::Moment;
use crate::inventory::{Inventory, Value};
use std::borrow::Cow;
use std::collections::HashMap;
use wildmatch::WildMatch;

/// What waivers come to over the answers about a cloud. Without waivers: nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waived {
    /// What each entry comes to: first the waivers, then the sources of images, each in the order of their files.
    pub entries: Vec<EntryResult>,
    /// For each test case with faults that are waived: of each finding, the index of the entry that waives it.
    findings: HashMap<Box<str>, Vec<Option<usize>>>,
}

/// An entry of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Faults that are accepted for a while.
    Waiver(Waiver),
    /// A source of images that counts as official.
    ImageSource(LocalSource),
}

/// What an entry comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryResult {
    /// The entry.
    pub entry: Entry,
    /// Whether it has an effect.
    pub state: State,
    /// How many faults it is about. Of an entry that has expired, those that nothing else waives.
    pub findings: usize,
}

/// Whether an entry has an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waives something.
    Applied,
    /// Its last day is over.
    Expired,
    /// There is nothing that it could waive.
    Unmatched(Mismatch),
}

/// Why there is nothing that an entry could waive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// There is neither a test case nor a requirement of the id.
    UnknownTestCase,
    /// The test case does not fail.
    Passes,
    /// The test case is undecided.
    Undecided,
    /// The test case fails by other resources.
    OtherResources,
    /// No image that comes from elsewhere than the official sources comes from there.
    NoSuchImage,
}

impl Waived {
    /// The entry that waives a finding of a test case or requirement.
    pub fn entry(&self, testcase: &str, finding: usize) -> Option<&Entry> {
        let at = *self.findings.get(testcase)?.get(finding)?;
        self.entries.get(at?).map(|result| &result.entry)
    }

    /// Whether the test case or requirement fails, and all its faults are waived.
    pub fn covers(&self, testcase: &str, outcome: &Outcome) -> bool {
        let mut faults =
            outcome.findings.iter().enumerate().filter(|(_, finding)| finding.is_fault).peekable();
        outcome.verdict == Verdict::Fail
            && faults.peek().is_some()
            && faults.all(|(at, _)| self.entry(testcase, at).is_some())
    }

    /// How many faults come from sources of images that were added to those of the standards.
    pub fn by_local_sources(&self) -> usize {
        let is_source = |result: &&EntryResult| matches!(result.entry, Entry::ImageSource(_));
        self.entries.iter().filter(is_source).map(|result| result.findings).sum()
    }

    /// Whether sources of images that were added to those of the standards have an effect.
    pub fn modifies_rules(&self) -> bool {
        self.by_local_sources() > 0
    }
}

/// A waiver, made ready to be compared.
struct Prepared {
    /// Its place among the entries.
    at: usize,
    resource: Option<WildMatch>,
    is_expired: bool,
}

/// Finds the faults that are waived. `outcomes`: the ids of all test cases and requirements, with the answers. A fault
/// that several entries are about is waived by the first of them.
pub fn apply<'a>(
    waivers: &Waivers,
    outcomes: impl Iterator<Item = (&'a str, &'a Outcome)>,
    inventory: &Inventory,
    now: Moment,
) -> Waived {
    let mut by_testcase: HashMap<&str, Vec<Prepared>> = HashMap::new();
    for (at, waiver) in waivers.waivers.iter().enumerate() {
        by_testcase.entry(&waiver.testcase).or_default().push(Prepared {
            at,
            resource: waiver.resource.as_deref().map(WildMatch::new),
            is_expired: waiver.is_expired(now),
        });
    }
    let mut waived = Waived { entries: without_effect(waivers, now), findings: HashMap::new() };
    for (id, outcome) in outcomes {
        let prepared = by_testcase.get(id).map(Vec::as_slice).unwrap_or_default();
        waived.note_answer(prepared, outcome.verdict);
        let faults = outcome.findings.iter().enumerate().filter(|(_, finding)| finding.is_fault);
        for (at, finding) in faults {
            let matching = matching_waivers(prepared, finding, inventory);
            let local = matching_sources(&waivers.image_sources, finding);
            let local = local.map(|source| waivers.waivers.len() + source);
            let in_effect = matching.iter().filter(|waiver| !waiver.is_expired).map(|waiver| waiver.at);
            let entries: Vec<usize> = in_effect.chain(local).collect();
            if let Some(&first) = entries.first() {
                let of_testcase = waived.findings.entry(id.into()).or_default();
                of_testcase.resize(outcome.findings.len(), None);
                if let Some(place) = of_testcase.get_mut(at) {
                    *place = Some(first);
                }
                waived.count(&entries);
            } else {
                let expired: Vec<usize> = matching.iter().map(|waiver| waiver.at).collect();
                waived.count(&expired);
            }
        }
    }
    waived
}

/// The entries before they are compared with anything.
fn without_effect(waivers: &Waivers, now: Moment) -> Vec<EntryResult> {
    let of_waiver = |waiver: &Waiver| EntryResult {
        state: if waiver.is_expired(now) {
            State::Expired
        } else {
            State::Unmatched(Mismatch::UnknownTestCase)
        },
        entry: Entry::Waiver(waiver.clone()),
        findings: 0,
    };
    let of_source = |source: &LocalSource| EntryResult {
        state: State::Unmatched(Mismatch::NoSuchImage),
        entry: Entry::ImageSource(source.clone()),
        findings: 0,
    };
    let waived = waivers.waivers.iter().map(of_waiver);
    waived.chain(waivers.image_sources.iter().map(of_source)).collect()
}

impl Waived {
    /// Notes why waivers of a test case may be about nothing.
    fn note_answer(&mut self, prepared: &[Prepared], verdict: Verdict) {
        let mismatch = match verdict {
            Verdict::Pass => Mismatch::Passes,
            Verdict::Undecided(_) => Mismatch::Undecided,
            Verdict::Fail => Mismatch::OtherResources,
        };
        for waiver in prepared.iter().filter(|waiver| !waiver.is_expired) {
            if let Some(result) = self.entries.get_mut(waiver.at) {
                result.state = State::Unmatched(mismatch);
            }
        }
    }

    /// Counts a fault that entries are about.
    fn count(&mut self, entries: &[usize]) {
        for at in entries {
            if let Some(result) = self.entries.get_mut(*at) {
                result.findings += 1;
                if result.state != State::Expired {
                    result.state = State::Applied;
                }
            }
        }
    }
}

fn matching_waivers<'p>(
    prepared: &'p [Prepared],
    finding: &Finding,
    inventory: &Inventory,
) -> Vec<&'p Prepared> {
    if prepared.is_empty() {
        return Vec::new();
    }
    let names = names(finding, inventory);
    let is_about = |glob: &WildMatch| names.iter().any(|name| glob.matches(name));
    prepared.iter().filter(|waiver| waiver.resource.as_ref().is_none_or(is_about)).collect()
}

/// Sources that an image with the wrong source comes from.
fn matching_sources<'s>(sources: &'s [LocalSource], finding: &Finding) -> impl Iterator<Item = usize> + 's {
    let found: Option<Box<str>> =
        if let Problem::StandardImage(StandardImageProblem::Source { found, .. }) = &finding.problem
            && !sources.is_empty()
        {
            found.clone()
        } else {
            None
        };
    let is_from = move |source: &LocalSource| {
        found.as_deref().is_some_and(|found| found.starts_with(source.prefix.as_ref()))
    };
    sources.iter().enumerate().filter(move |(_, source)| is_from(source)).map(|(at, _)| at)
}

/// The name and the id of the record that a finding is about, or the name of what is missing.
fn names<'f>(finding: &'f Finding, inventory: &'f Inventory) -> Vec<Cow<'f, str>> {
    let Some(record) = finding.record else {
        return missing(&finding.problem).into_iter().map(Cow::Borrowed).collect();
    };
    let Some(identity) = inventory.identity(record.kind, record.index) else { return Vec::new() };
    let name = identity.name.as_ref().and_then(|name| match name {
        Value::Text(text) => Some(Cow::Borrowed(text.as_ref())),
        Value::Number(_) | Value::Bool(_) => Some(Cow::Owned(name.to_string())),
        Value::Null | Value::Composite { .. } => None,
    });
    name.into_iter().chain(identity.id.as_deref().map(Cow::Borrowed)).collect()
}

/// The names of what is missing.
fn missing(problem: &Problem) -> Vec<&str> {
    match problem {
        Problem::StandardFlavor(StandardFlavorProblem::Missing { flavor, .. }) => vec![flavor],
        Problem::StandardImage(StandardImageProblem::Missing { name, .. }) => vec![name],
        Problem::VolumeType(VolumeTypeProblem::NoneWithAspect { aspect }) => vec![aspect],
        Problem::ServiceMissing(types) => types.iter().map(AsRef::as_ref).collect(),
        Problem::StandardFlavor(
            StandardFlavorProblem::Size { .. } | StandardFlavorProblem::ExtraSpec { .. },
        )
        | Problem::StandardImage(StandardImageProblem::Source { .. })
        | Problem::VolumeType(
            VolumeTypeProblem::NotSorted { .. }
            | VolumeTypeProblem::Repeated { .. }
            | VolumeTypeProblem::UnknownAspect { .. },
        )
        | Problem::FlavorName(_)
        | Problem::ImageMetadata(_)
        | Problem::DefaultRules(_)
        | Problem::SmallImageQuota { .. }
        | Problem::OfficialAbort(_)
        | Problem::FlavorText(_)
        | Problem::ImageText(_)
        | Problem::OtherText(_)
        | Problem::Rule(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::checks::{ImageMetadataProblem, Reason, RecordRef};
    use crate::intake::{Upload, read_files};
    use crate::inventory::Kind;

    fn inventory() -> Inventory {
        let images = r#"{"images": [
            {"id": "a1", "name": "Ubuntu 20.04", "visibility": "public"},
            {"id": "b2", "name": "Debian 12", "visibility": "public"},
            {"id": "c3", "name": null, "visibility": "public"},
            {"id": "d4", "name": 5, "visibility": "public"}]}"#;
        read_files(&[Upload { name: "images.json", bytes: images.as_bytes(), kind: None }]).inventory
    }

    fn fault(record: Option<usize>, problem: Problem) -> Finding {
        let record = record.map(|index| RecordRef { kind: Kind::Image, index });
        Finding { record, problem, is_fault: true }
    }

    fn missing_property(record: usize) -> Finding {
        let problem = ImageMetadataProblem::Missing { property: "os_distro".into() };
        fault(Some(record), Problem::ImageMetadata(problem))
    }

    fn source(record: usize, found: Option<&str>) -> Finding {
        let problem = StandardImageProblem::Source { found: found.map(Into::into), prefixes: Vec::new() };
        fault(Some(record), Problem::StandardImage(problem))
    }

    fn missing_flavor() -> Finding {
        let problem = StandardFlavorProblem::Missing { flavor: "SCS-8V-64".into(), near: None };
        fault(None, Problem::StandardFlavor(problem))
    }

    fn fails(findings: Vec<Finding>) -> Outcome {
        Outcome { verdict: Verdict::Fail, official: None, findings }
    }

    /// Applies the text of a file on 2026-11-23.
    fn applied(text: &str, outcomes: &[(&str, Outcome)]) -> Waived {
        let waivers = parse("w.yaml", text).unwrap();
        let outcomes = outcomes.iter().map(|(id, outcome)| (*id, outcome));
        apply(&waivers, outcomes, &inventory(), "2026-11-23".parse().unwrap())
    }

    /// A waiver of the test case `t`.
    fn waiver(resource: &str, until: &str) -> String {
        format!("  - {{testcase: t, resource: '{resource}', reason: r, until: {until}}}\n")
    }

    fn states(waived: &Waived) -> Vec<(State, usize)> {
        waived.entries.iter().map(|result| (result.state, result.findings)).collect()
    }

    #[test]
    fn globs_match_names_and_ids() {
        let outcome = fails(vec![
            missing_property(0),
            missing_property(1),
            missing_property(2),
            missing_property(3),
            missing_flavor(),
            Finding { is_fault: false, ..missing_property(0) },
        ]);
        let cases: [(&str, &[usize]); 12] = [
            ("Ubuntu 20.04", &[0]),
            ("Ubuntu*", &[0]),
            ("ubuntu*", &[]),
            ("Ubuntu", &[]),
            ("*1?*", &[1]),
            ("?1", &[0]),
            ("c3", &[2]),
            ("null", &[]),
            ("5", &[3]),
            ("SCS-8V-*", &[4]),
            ("*", &[0, 1, 2, 3, 4]),
            ("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a", &[]),
        ];
        for (glob, expected) in cases {
            let text = format!("waivers:\n{}", waiver(glob, "2026-12-31"));
            let waived = applied(&text, &[("t", outcome.clone())]);
            let of: Vec<usize> = (0..6).filter(|at| waived.entry("t", *at).is_some()).collect();
            assert_eq!(of, expected, "{glob}");
            assert!(waived.entry("t", 6).is_none() && waived.entry("u", 0).is_none());
            assert_eq!(waived.covers("t", &outcome), glob == "*", "{glob}");
        }
        let whole =
            applied("waivers: [{testcase: t, reason: r, until: 2026-11-23}]", &[("t", outcome.clone())]);
        assert!(whole.covers("t", &outcome) && !whole.covers("u", &outcome) && !whole.modifies_rules());
        assert_eq!(states(&whole), [(State::Applied, 5)]);
    }

    #[test]
    fn entries_without_effect_are_told() {
        let pass = Outcome { verdict: Verdict::Pass, official: None, findings: Vec::new() };
        let open = Outcome { verdict: Verdict::Undecided(Reason::LiveCloud), ..pass.clone() };
        let failing = fails(vec![missing_property(0)]);
        let text = format!("waivers:\n{}{}", waiver("a1", "2026-12-31"), waiver("b2", "2026-12-31"));
        let told = |id, outcome: &Outcome| states(&applied(&text, &[(id, outcome.clone())]));
        let unmatched = |why| (State::Unmatched(why), 0);
        assert_eq!(told("t", &failing), [(State::Applied, 1), unmatched(Mismatch::OtherResources)]);
        assert_eq!(told("t", &pass), [unmatched(Mismatch::Passes); 2]);
        assert_eq!(told("t", &open), [unmatched(Mismatch::Undecided); 2]);
        assert_eq!(told("u", &failing), [unmatched(Mismatch::UnknownTestCase); 2]);
    }

    #[test]
    fn what_has_expired_waives_nothing() {
        let outcome = fails(vec![missing_property(0), missing_property(1)]);
        let text = format!("waivers:\n{}{}", waiver("*", "2026-11-22"), waiver("Ubuntu*", "2026-11-23"));
        let waived = applied(&text, &[("t", outcome.clone())]);
        assert!(waived.entry("t", 0).is_some() && waived.entry("t", 1).is_none());
        // One of its two faults is waived anew.
        assert_eq!(states(&waived), [(State::Expired, 1), (State::Applied, 1)]);
        let waived = applied(&format!("waivers:\n{}", waiver("*", "2020-01-01")), &[("u", outcome)]);
        assert_eq!(states(&waived), [(State::Expired, 0)]);
    }

    #[test]
    fn sources_of_images_are_added() {
        let outcome = fails(vec![
            source(0, Some("https://mirror.example/ubuntu/x.img")),
            source(1, Some("https://elsewhere.example/")),
            source(2, None),
            missing_property(0),
        ]);
        let text = "\
image_sources:
  - {prefix: 'https://mirror.example/', reason: mirror}
  - {prefix: 'https://other.example/', reason: other}
waivers:
  - {testcase: t, resource: Debian*, reason: r, until: 2026-12-31}
";
        let waived = applied(text, &[("t", outcome.clone())]);
        let entries: Vec<Option<&Entry>> = (0..4).map(|at| waived.entry("t", at)).collect();
        assert!(matches!(entries[0], Some(Entry::ImageSource(source)) if source.reason.as_ref() == "mirror"));
        assert!(matches!(entries[1], Some(Entry::Waiver(_))));
        assert_eq!((entries[2], entries[3]), (None, None));
        assert!(waived.modifies_rules() && !waived.covers("t", &outcome));
        assert_eq!(waived.by_local_sources(), 1);
        let expected =
            [(State::Applied, 1), (State::Applied, 1), (State::Unmatched(Mismatch::NoSuchImage), 0)];
        assert_eq!(states(&waived), expected);
    }
}

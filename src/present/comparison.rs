//! Two exports of one cloud, or of two regions, under the same standards → which answers turn, and what differs in the
//! records.

use super::check::{shown_name, target_verdict_view};
use super::impact::{Cloud, StandingView, WITNESSES, standing_view, turned_title};
use crate::assessment::{VerdictView, assess};
use crate::catalogue::{Catalogue, Validity};
use crate::checks::Options;
use crate::impact::{RecordChange, Side, Turn, Turned, VersionEffect, Yardstick, effects, inventory_changes};
use crate::inventory::Kind;
use crate::wording::{
    Compared, answer_turn_name, compared_text, kind_plural, record_change_text, turn_counts_text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Of each kind of record, more changes than these are counted.
const MOST_CHANGES: usize = 100;

/// Two exports, and what turned from the one to the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloudsComparedView {
    /// The reference date.
    pub date: String,
    /// What the first export is called.
    pub before: String,
    /// What the second one is called.
    pub after: String,
    /// An answer that a certificate needs turned to a failure.
    pub has_regressed: bool,
    /// What became of the cloud, in sentences.
    pub summary: String,
    /// The scope versions by which both were judged, the newest first.
    pub versions: Vec<ComparedVersionView>,
    /// What differs in the records, kind by kind; kinds without a difference are left out.
    pub records: Vec<RecordChangesView>,
}

/// What turned by a scope version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedVersionView {
    /// `v5.1`.
    pub version: String,
    /// What a certificate of it is worth, in words; `None` if it is not listed.
    pub validity: Option<String>,
    /// The verdict on what the certificate needs, before and after.
    pub main: [Option<VerdictView>; 2],
    /// How many answers turned in which way, the worst first; ways in which none did are left out.
    pub counts: Vec<TurnCount>,
    /// How many answers stay.
    pub unchanged: usize,
    /// What turned, the worst first.
    pub turned: Vec<TurnedAnswerView>,
}

impl ComparedVersionView {
    /// How many answers turned in which way, in words.
    pub fn counts_text(&self) -> String {
        let turns = self.counts.iter().map(|TurnCount { turn, count }| (turn.as_str(), *count));
        turn_counts_text(turns, self.unchanged)
    }
}

/// How many answers turned in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnCount {
    /// "newly failing".
    pub turn: String,
    /// How many.
    pub count: usize,
}

/// An answer that turned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnedAnswerView {
    /// The test case, or the requirement beside them.
    pub id: String,
    /// What is the case in the second export.
    pub title: String,
    /// "newly failing".
    pub turn: String,
    /// A certificate needs it, and it turned to a failure.
    pub is_regression: bool,
    /// What is asked and the answer about the first export.
    pub before: StandingView,
    /// What is asked and the answer about the second one.
    pub after: StandingView,
    /// The names of the first records that fail: of the second export, or of the first where that one alone fails.
    pub witnesses: Vec<String>,
    /// How many records fail.
    pub witness_count: usize,
}

/// What differs in the records of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordChangesView {
    /// "flavors".
    pub kind: String,
    /// The first changes, a few words each, values between backticks.
    pub changes: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

/// Judges two exports by the same standards. `versions`: those by which; empty for those of which certificates can be had.
pub fn compare_clouds(
    before: &Cloud<'_>,
    after: &Cloud<'_>,
    catalogue: &Catalogue,
    versions: &[&str],
    options: Options,
) -> CloudsComparedView {
    let [old, new] = [before, after].map(|cloud| assess(cloud.inventory, catalogue, options));
    let mut effects = effects(&old, &new, Yardstick::Certificate);
    effects.retain(|effect| {
        if versions.is_empty() { effect.is_certifiable() } else { versions.contains(&&*effect.version) }
    });
    // The newest first.
    effects.reverse();
    let count = |turn: Turn| {
        let turned = effects.iter().flat_map(|effect| &effect.turned).filter(|turned| turned.turn == turn);
        // What several versions ask for turns once.
        turned.map(|turned| &turned.id).collect::<BTreeSet<_>>().len()
    };
    let compared = Compared {
        versions: effects.len(),
        failing: count(Turn::NewlyFailing),
        open: count(Turn::NewlyOpen),
        passing: count(Turn::NewlyPassing),
    };
    let changes = inventory_changes(before.inventory, after.inventory);
    let records = Kind::ALL.into_iter().filter_map(|kind| record_changes_view(kind, &changes));
    CloudsComparedView {
        date: options.now.to_string(),
        before: before.label.to_owned(),
        after: after.label.to_owned(),
        has_regressed: compared.failing > 0,
        summary: compared_text(compared),
        versions: effects.iter().map(|effect| version_view(effect, catalogue, [before, after])).collect(),
        records: records.collect(),
    }
}

fn version_view(
    effect: &VersionEffect,
    catalogue: &Catalogue,
    clouds: [&Cloud<'_>; 2],
) -> ComparedVersionView {
    let [_, validity] = effect.validity;
    let counts = Turn::ALL
        .map(|turn| TurnCount { turn: answer_turn_name(turn).to_owned(), count: effect.count(turn) });
    ComparedVersionView {
        version: effect.version.to_string(),
        validity: validity.map(|validity| Validity::name(validity).to_owned()),
        main: effect.main.map(|main| main.map(target_verdict_view)),
        counts: counts.into_iter().filter(|counted| counted.count > 0).collect(),
        unchanged: effect.unchanged,
        turned: effect.turned.iter().map(|turned| turned_view(turned, catalogue, clouds)).collect(),
    }
}

fn turned_view(turned: &Turned, catalogue: &Catalogue, [before, after]: [&Cloud<'_>; 2]) -> TurnedAnswerView {
    // A witness is a place in the lists of the side that fails; the other side may have another record there.
    let inventory = match turned.side {
        Side::Before => before.inventory,
        Side::After => after.inventory,
    };
    let witnesses = turned.witnesses.iter().take(WITNESSES);
    TurnedAnswerView {
        id: turned.id.to_string(),
        title: turned_title(turned, [catalogue, catalogue]),
        turn: answer_turn_name(turned.turn).to_owned(),
        is_regression: turned.turn == Turn::NewlyFailing,
        before: standing_view(turned.before),
        after: standing_view(turned.after),
        witnesses: witnesses.map(|record| shown_name(inventory, *record)).collect(),
        witness_count: turned.witnesses.len(),
    }
}

fn record_changes_view(kind: Kind, changes: &[RecordChange]) -> Option<RecordChangesView> {
    let of_kind = || changes.iter().filter(|change| kind_of(change) == kind);
    let count = of_kind().count();
    (count > 0).then(|| RecordChangesView {
        kind: kind_plural(kind).to_owned(),
        changes: of_kind().take(MOST_CHANGES).map(record_change_text).collect(),
        more: count.saturating_sub(MOST_CHANGES),
    })
}

fn kind_of(change: &RecordChange) -> Kind {
    match change {
        RecordChange::List { kind, .. }
        | RecordChange::Record { kind, .. }
        | RecordChange::Field { kind, .. } => *kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Upload, read_files};
    use crate::inventory::Inventory;
    use serde_json::json;

    fn inventory(flavors: &[(&str, u32)]) -> Inventory {
        let flavor = |(name, vcpus): &(&str, u32)| {
            json!({"id": name, "name": name, "vcpus": vcpus, "ram": 4096, "disk": 0, "swap": 0, "rxtx_factor": 1.0,
                   "OS-FLV-EXT-DATA:ephemeral": 0, "OS-FLV-DISABLED:disabled": false, "description": null,
                   "os-flavor-access:is_public": true, "extra_specs": {}})
        };
        let flavors: Vec<_> = flavors.iter().map(flavor).collect();
        let text = json!({ "flavors": flavors }).to_string();
        read_files(&[Upload { name: "cloud.json", bytes: text.as_bytes(), kind: None }]).inventory
    }

    fn compared(before: &Inventory, after: &Inventory, versions: &[&str]) -> CloudsComparedView {
        let [before, after] = [("was", before), ("is", after)];
        let [before, after] = [before, after].map(|(label, inventory)| Cloud { label, inventory });
        let options = Options { now: "2026-08-22".parse().unwrap(), as_listed: false };
        compare_clouds(&before, &after, &Catalogue::embedded().unwrap(), versions, options)
    }

    fn semantics(view: &CloudsComparedView) -> &TurnedAnswerView {
        let [version] = view.versions.as_slice() else { panic!("{:?}", view.versions) };
        let found = version.turned.iter().find(|turned| turned.id == "scs-0100-semantics-check");
        found.unwrap_or_else(|| panic!("{:?}", version.turned))
    }

    #[test]
    fn names_come_from_the_side_that_fails() {
        let good = inventory(&[("SCS-2V-4", 2), ("other", 1)]);
        // Its second flavor has fewer processors than its name says; the first export has something else there.
        let bad = inventory(&[("SCS-2V-4", 2), ("SCS-4V-4", 1)]);
        let worse = compared(&good, &bad, &["v5.1"]);
        let found = semantics(&worse);
        assert_eq!((found.turn.as_str(), found.is_regression), ("newly failing", true));
        assert_eq!((found.witnesses.as_slice(), found.witness_count), (&["SCS-4V-4".to_owned()][..], 1));
        assert!(worse.has_regressed);
        let better = compared(&bad, &good, &["v5.1"]);
        let found = semantics(&better);
        assert_eq!((found.turn.as_str(), found.is_regression), ("newly passing", false));
        assert_eq!(found.witnesses, ["SCS-4V-4"]);
        assert!(!better.has_regressed);
    }

    #[test]
    fn an_export_is_as_good_as_itself() {
        let same = inventory(&[("SCS-4V-4", 1)]);
        let view = compared(&same, &same, &[]);
        assert!(!view.versions.is_empty());
        assert!(view.versions.iter().all(|version| version.turned.is_empty() && version.counts.is_empty()));
        assert_eq!((view.records.as_slice(), view.has_regressed), (&[][..], false));
    }

    #[test]
    fn of_many_changes_the_first_are_told() {
        let names: Vec<String> = (0..250).map(|number| format!("flavor-{number}")).collect();
        let many: Vec<(&str, u32)> = names.iter().map(|name| (name.as_str(), 1)).collect();
        let view = compared(&inventory(&[("x", 1)]), &inventory(&many), &[]);
        let [flavors] = view.records.as_slice() else { panic!("{:?}", view.records) };
        // One is gone, too.
        assert_eq!((flavors.kind.as_str(), flavors.changes.len(), flavors.more), ("flavors", 100, 151));
        assert_eq!(flavors.changes[0], "flavor `flavor-0`: new");
    }
}

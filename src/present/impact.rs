//! A reviewed change and the clouds at hand → what is shown and reported of it.

use super::check::{shown_name, target_verdict_view, verdict_view};
use super::differences::{DifferencesView, differences_view};
use crate::assessment::VerdictView;
use crate::catalogue::{Catalogue, CatalogueError, CatalogueProblem, Demand, Reader, Validity};
use crate::checks::{Options, Verdict};
use crate::impact::{
    Class, FileEffect, Part, Review, ReviewedFile, Standing, Turn, Turned, VersionEffect, differences,
};
use crate::inventory::Inventory;
use crate::wording::{
    NO_CLOUD, NOTHING_COUNTS, Notice, beside_class_text, change_class_text, class_name, demand_name,
    file_effect_name, file_effect_text, overlay_error, reader_text, reader_title, refused_side, turn_name,
    visible_lines,
};
use serde::{Deserialize, Serialize};

/// More records than these are counted.
pub(super) const WITNESSES: usize = 20;

/// A change of the standards, and what it does to clouds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImpactView {
    /// The reference date.
    pub date: String,
    /// What the change means for official verdicts of the clouds at hand; `None` without a cloud.
    pub class: Option<ClassView>,
    /// The worst that any part of it means for them.
    pub worst: Option<ClassView>,
    /// That in a sentence.
    pub summary: String,
    /// Everything that may change official verdicts was understood.
    pub is_understood: bool,
    /// Every changed file.
    pub files: Vec<ChangedFileView>,
    /// What does not fit together.
    pub problems: Vec<Notice>,
    /// What changes, apart for each reader.
    pub parts: Vec<PartView>,
    /// The clouds.
    pub clouds: Vec<CloudView>,
}

/// What a change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClassView {
    /// Nothing that is needed turns to a failure.
    Preserving,
    /// It cannot be told.
    Undecided,
    /// Something that is needed turns to a failure.
    Breaking,
}

/// A changed file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedFileView {
    /// Its path.
    pub path: String,
    /// Who reads it; a heading.
    pub reader: Option<String>,
    /// What became of it, in a word or three.
    pub effect: String,
    /// That in a sentence.
    pub text: String,
    /// What is wrong with it.
    pub problems: Vec<Notice>,
    /// It may hide a change of official verdicts.
    pub is_open: bool,
    /// It may ask for something in prose alone: a person can state that as a rule.
    pub may_need_rule: bool,
    /// Its rules after the change as they were understood, where they changed.
    pub rules: Vec<String>,
}

/// What changes for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartView {
    /// Who reads the changed files; a heading.
    pub title: String,
    /// What that means.
    pub text: String,
    /// It changes official verdicts.
    pub is_official: bool,
    /// What it means for the clouds at hand; `None` without one.
    pub class: Option<ClassView>,
    /// The files.
    pub files: Vec<String>,
    /// What differs in the standards.
    pub differences: Vec<DifferencesView>,
}

/// A cloud, and what turns there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloudView {
    /// What it is called.
    pub label: String,
    /// For each part of the change, in their order.
    pub parts: Vec<CloudPartView>,
}

/// What turns for a cloud by one part of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloudPartView {
    /// What the part means for it.
    pub class: ClassView,
    /// The scope versions of which certificates can be had or that were asked for, and others in which something changes.
    pub versions: Vec<VersionEffectView>,
}

/// What turns for a scope version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionEffectView {
    /// `v5.1`.
    pub version: String,
    /// It counts for what the change means: certificates of it can be had, or it was asked for.
    pub counts: bool,
    /// What a certificate is worth before and after, in words; `None` where there is no such version.
    pub validity: [Option<String>; 2],
    /// The verdict on what the certificate needs, before and after.
    pub main: [Option<VerdictView>; 2],
    /// What turns, the worst first.
    pub turned: Vec<TurnedView>,
    /// How many answers stay.
    pub unchanged: usize,
}

/// An answer that turns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnedView {
    /// The test case, or the requirement beside them.
    pub id: String,
    /// What is the case after the change, or before it where it is gone then.
    pub title: String,
    /// "newly failing".
    pub turn: String,
    /// It turns to a failure of something that is needed.
    pub is_breaking: bool,
    /// What was asked and the answer.
    pub before: StandingView,
    /// What is asked and the answer.
    pub after: StandingView,
    /// The names of the first records that fail.
    pub witnesses: Vec<String>,
    /// How many records fail.
    pub witness_count: usize,
}

/// What is asked, and the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingView {
    /// How strongly; `None`: not at all.
    pub demand: Option<String>,
    /// The answer; `None` where nobody knows the test case.
    pub verdict: Option<VerdictView>,
}

/// A cloud at hand.
#[derive(Clone, Copy, Debug)]
pub struct Cloud<'a> {
    /// What it is called.
    pub label: &'a str,
    /// What it offers.
    pub inventory: &'a Inventory,
}

/// Judges clouds before and after a change. `versions`: those that count; empty for those of which certificates can be had.
pub fn impact_view(review: &Review, clouds: &[Cloud<'_>], versions: &[&str], options: Options) -> ImpactView {
    let of_cloud = |cloud: &Cloud<'_>| CloudView {
        label: cloud.label.to_owned(),
        parts: review.parts.iter().map(|part| cloud_part(review, part, cloud, versions, options)).collect(),
    };
    let clouds: Vec<CloudView> = clouds.iter().map(of_cloud).collect();
    let part_views = review.parts.iter().enumerate().map(|(at, part)| {
        let classes = clouds.iter().filter_map(|cloud| Some(cloud.parts.get(at)?.class));
        part_view(review, part, classes.max())
    });
    let parts: Vec<PartView> = part_views.collect();
    let official = parts.iter().filter(|part| part.is_official).filter_map(|part| part.class).max();
    // Where no rule of the suite changes, verdicts change only if something was not understood.
    let is_whole = review.is_understood() && review.refused.is_empty();
    let class = (!clouds.is_empty()).then(|| match official {
        Some(class) => class,
        // Without any rule that could be used, nothing was judged.
        None if parts.is_empty() && !is_whole => ClassView::Undecided,
        None => class_view(Class::least(!review.is_understood())),
    });
    let mut worst = class.max(parts.iter().filter_map(|part| part.class).max());
    let mut summary = class.map_or_else(
        || NO_CLOUD.to_owned(),
        |class| change_class_text(class_of(class), clouds.len(), is_whole),
    );
    let mut versions_of_parts = clouds.iter().flat_map(|cloud| &cloud.parts);
    if class.is_some() && versions_of_parts.any(|part| part.versions.iter().all(|version| !version.counts)) {
        NOTHING_COUNTS.clone_into(&mut summary);
    }
    // Each reader once, however many files of it there are.
    let mut beside: Vec<(&str, ClassView)> = Vec::new();
    for part in parts.iter().filter(|part| !part.is_official) {
        let Some(class) = part.class.filter(|class| *class != ClassView::Preserving) else { continue };
        match beside.iter_mut().find(|(title, _)| *title == part.title) {
            Some((_, known)) => *known = class.max(*known),
            None => beside.push((&part.title, class)),
        }
    }
    let unused = review.refused.iter().filter(|(reader, ..)| *reader != Reader::OfficialTest);
    for title in unused.map(|(reader, ..)| reader_title(*reader)) {
        match beside.iter_mut().find(|(known, _)| *known == title) {
            Some((_, class)) => *class = ClassView::Undecided.max(*class),
            None => beside.push((title, ClassView::Undecided)),
        }
    }
    worst = worst.max(class.and(beside.iter().map(|(_, class)| *class).max()));
    for (title, class) in beside {
        summary.push(' ');
        summary.push_str(&beside_class_text(title, class_of(class)));
    }
    ImpactView {
        date: options.now.to_string(),
        class,
        worst,
        summary,
        is_understood: review.is_understood(),
        files: review.files.iter().map(file_view).collect(),
        problems: refused_notices(review),
        parts,
        clouds,
    }
}

/// What does not fit together and is told of no file, each once.
fn refused_notices(review: &Review) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    for (reader, side, error) in &review.refused {
        let is_of_file = |problem: &&CatalogueProblem| {
            problem
                .place
                .as_ref()
                .is_some_and(|place| review.files.iter().any(|file| file.path == place.file))
        };
        let others = error.problems.iter().filter(|problem| !is_of_file(problem)).cloned().collect();
        let what = Notice { what: refused_side(*reader, *side), ..Notice::default() };
        for notice in std::iter::once(what).chain(overlay_error(&CatalogueError { problems: others })) {
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        }
    }
    notices
}

fn class_view(class: Class) -> ClassView {
    match class {
        Class::Preserving => ClassView::Preserving,
        Class::Undecided => ClassView::Undecided,
        Class::Breaking => ClassView::Breaking,
    }
}

fn class_of(class: ClassView) -> Class {
    match class {
        ClassView::Preserving => Class::Preserving,
        ClassView::Undecided => Class::Undecided,
        ClassView::Breaking => Class::Breaking,
    }
}

impl ClassView {
    /// The word for it.
    pub fn name(self) -> &'static str {
        class_name(class_of(self))
    }
}

fn file_view(file: &ReviewedFile) -> ChangedFileView {
    let [_, rules] = &file.rules;
    ChangedFileView {
        path: file.path.to_string(),
        reader: file.reader.map(|reader| reader_title(reader).to_owned()),
        effect: file_effect_name(&file.effect).to_owned(),
        text: file_effect_text(&file.effect, file.reader).to_owned(),
        problems: match &file.effect {
            FileEffect::Unreadable(error) => overlay_error(error),
            FileEffect::Unrelated
            | FileEffect::Same
            | FileEffect::RulesChanged
            | FileEffect::RulesAndMoreChanged
            | FileEffect::OnlyMoreChanged
            | FileEffect::NotCompared => Vec::new(),
        },
        is_open: file.hides_verdicts(),
        may_need_rule: file.reader == Some(Reader::Text) && file.holds_more(),
        rules: if matches!(file.effect, FileEffect::Unreadable(_)) {
            Vec::new()
        } else {
            rules.iter().map(|rules| visible_lines(rules)).collect()
        },
    }
}

fn part_view(review: &Review, part: &Part, class: Option<ClassView>) -> PartView {
    let files = part.files.iter().filter_map(|at| review.files.get(*at));
    PartView {
        title: reader_title(part.reader).to_owned(),
        text: reader_text(part.reader).to_owned(),
        is_official: part.reader == Reader::OfficialTest,
        class,
        files: files.map(|file| file.path.to_string()).collect(),
        differences: differences_view(&differences(&part.before, &part.after)),
    }
}

fn cloud_part(
    review: &Review,
    part: &Part,
    cloud: &Cloud<'_>,
    versions: &[&str],
    options: Options,
) -> CloudPartView {
    let effects = part.effect_on(cloud.inventory, options);
    let counts = |effect: &VersionEffect| {
        if versions.is_empty() { effect.is_certifiable() } else { versions.contains(&&*effect.version) }
    };
    let counting: Vec<&VersionEffect> = effects.iter().filter(|effect| counts(effect)).collect();
    // Where nothing counts, nothing is known to be preserved.
    let class = if counting.is_empty() { Class::Undecided } else { review.class(part, counting) };
    let is_shown = |effect: &&VersionEffect| {
        let [was, is] = effect.validity;
        counts(effect) || !effect.turned.is_empty() || was != is
    };
    let mut shown: Vec<VersionEffectView> = effects
        .iter()
        .filter(is_shown)
        .map(|effect| version_effect_view(effect, counts(effect), part, cloud.inventory))
        .collect();
    // The newest first, those that count before the others.
    shown.reverse();
    shown.sort_by_key(|version| !version.counts);
    CloudPartView { class: class_view(class), versions: shown }
}

fn version_effect_view(
    effect: &VersionEffect,
    counts: bool,
    part: &Part,
    inventory: &Inventory,
) -> VersionEffectView {
    VersionEffectView {
        version: effect.version.to_string(),
        counts,
        validity: effect
            .validity
            .map(|validity| validity.map(|validity| Validity::name(validity).to_owned())),
        main: effect.main.map(|main| main.map(target_verdict_view)),
        turned: effect.turned.iter().map(|turned| turned_view(turned, part, inventory)).collect(),
        unchanged: effect.unchanged,
    }
}

fn turned_view(turned: &Turned, part: &Part, inventory: &Inventory) -> TurnedView {
    let witnesses = turned.witnesses.iter().take(WITNESSES);
    TurnedView {
        id: turned.id.to_string(),
        title: turned_title(turned, [&part.before, &part.after]),
        turn: turn_name(turned.turn).to_owned(),
        is_breaking: turned.turn == Turn::NewlyFailing,
        before: standing_view(turned.before),
        after: standing_view(turned.after),
        witnesses: witnesses.map(|record| shown_name(inventory, *record)).collect(),
        witness_count: turned.witnesses.len(),
    }
}

/// What is the case, by the standards after the change, or by those before it where they are silent then.
pub(super) fn turned_title(turned: &Turned, [before, after]: [&Catalogue; 2]) -> String {
    let of = |catalogue: &Catalogue, standing: Standing| {
        let requirement = || {
            catalogue
                .requirements
                .iter()
                .map(|requirement| &requirement.testcase)
                .find(|testcase| testcase.id.as_str() == &*turned.id)
        };
        let testcase = catalogue.testcase(&turned.id).or_else(requirement)?;
        let fails = standing.verdict == Some(Verdict::Fail);
        Some(if fails { &testcase.fails } else { &testcase.holds }.to_string())
    };
    of(after, turned.after).or_else(|| of(before, turned.before)).unwrap_or_default()
}

pub(super) fn standing_view(standing: Standing) -> StandingView {
    StandingView {
        demand: standing.demand.map(|demand: Demand| demand_name(demand).to_owned()),
        verdict: standing.verdict.map(verdict_view),
    }
}

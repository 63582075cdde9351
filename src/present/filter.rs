//! Which test cases a person wants to see.

use crate::assessment::VerdictView;
use crate::catalogue::{Demand, Level, Target};
use crate::inventory::Kind;
use serde::{Deserialize, Serialize};

/// What a person wants to see of the test cases. Lists are ascending, without repetition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Those of these verdicts.
    pub verdicts: Vec<VerdictView>,
    /// Those that one of these asks for.
    pub levels: Vec<Demand>,
    /// Those of these standards, by id; empty for all. Ids that the catalogue does not know are passed over.
    pub standards: Vec<String>,
    /// Those that look at these kinds of resource; empty for all, and for those that look at none.
    pub kinds: Vec<Kind>,
    /// By whether all their faults are waived.
    pub waived: WaivedFilter,
    /// Those that all these words occur in; see [`super::SearchIndex`].
    pub query: String,
}

/// Which test cases are shown, by whether all their faults are waived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaivedFilter {
    /// All.
    #[default]
    Any,
    /// Those that are waived.
    Only,
    /// Those that are not.
    Not,
}

const VERDICTS: [VerdictView; 3] = [VerdictView::Fail, VerdictView::Open, VerdictView::Pass];

impl Default for Filter {
    /// What is left to do for the certificate.
    fn default() -> Filter {
        Filter {
            verdicts: vec![VerdictView::Fail, VerdictView::Open],
            levels: vec![Demand::TestCase(Target::Main)],
            standards: Vec::new(),
            kinds: Vec::new(),
            waived: WaivedFilter::Any,
            query: String::new(),
        }
    }
}

impl Filter {
    /// Lets everything through.
    pub fn all() -> Filter {
        Filter { verdicts: VERDICTS.to_vec(), levels: Demand::ALL.to_vec(), ..Filter::default() }
    }

    /// The same filter with a verdict let through, if it was not, or kept back, if it was.
    #[must_use]
    pub fn toggled_verdict(mut self, verdict: VerdictView) -> Filter {
        toggle(&mut self.verdicts, verdict);
        self
    }

    /// The same filter with a level let through, if it was not, or kept back, if it was.
    #[must_use]
    pub fn toggled_level(mut self, level: Demand) -> Filter {
        toggle(&mut self.levels, level);
        self
    }

    /// The same filter with what is not required let through, unless all of it was, or else kept back.
    #[must_use]
    pub fn toggled_optional(mut self) -> Filter {
        let (required, optional): (Vec<_>, Vec<_>) =
            Demand::ALL.into_iter().partition(|level| level.is_required());
        if optional.iter().all(|level| self.levels.contains(level)) {
            self.levels = required;
        } else {
            self.levels.retain(|level| level.is_required());
            self.levels.extend(optional);
        }
        self
    }

    /// The same filter with a standard picked, if it was not, or else not any more.
    #[must_use]
    pub fn toggled_standard(mut self, standard: &str) -> Filter {
        toggle(&mut self.standards, standard.to_owned());
        self
    }

    /// The same filter with a kind of resource picked, if it was not, or else not any more.
    #[must_use]
    pub fn toggled_kind(mut self, kind: Kind) -> Filter {
        toggle(&mut self.kinds, kind);
        self
    }

    /// What differs from the filter at the start, as names and values for an address. They are not yet escaped.
    pub fn to_query(&self) -> Vec<(&'static str, String)> {
        let start = Filter::default();
        let words = [
            ("verdict", self.verdicts != start.verdicts, listed(&self.verdicts, &VERDICTS, verdict_word)),
            ("level", self.levels != start.levels, listed(&self.levels, &Demand::ALL, level_word)),
            ("standard", !self.standards.is_empty(), self.standards.join(",")),
            ("kind", !self.kinds.is_empty(), listed(&self.kinds, &Kind::ALL, kind_word)),
            ("waived", self.waived != start.waived, waived_word(self.waived).to_owned()),
            ("q", !self.query.is_empty(), self.query.clone()),
        ];
        words.into_iter().filter(|(_, differs, _)| *differs).map(|(name, _, value)| (name, value)).collect()
    }

    /// The filter that names and values of an address stand for. Unknown ones are passed over; of equal names the last
    /// counts.
    pub fn from_query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Filter {
        let mut filter = Filter::default();
        for (name, value) in pairs {
            match name {
                "verdict" => read_list(&mut filter.verdicts, value, &VERDICTS, verdict_word),
                "level" => read_list(&mut filter.levels, value, &Demand::ALL, level_word),
                "standard" => {
                    let standards = value.split(',').filter(|standard| !standard.is_empty());
                    filter.standards = standards.map(ToOwned::to_owned).collect();
                    filter.standards.sort_unstable();
                    filter.standards.dedup();
                }
                "kind" => read_list(&mut filter.kinds, value, &Kind::ALL, kind_word),
                "waived" => {
                    let known = [WaivedFilter::Any, WaivedFilter::Only, WaivedFilter::Not];
                    let meant = known.into_iter().find(|waived| waived_word(*waived) == value);
                    filter.waived = meant.unwrap_or(filter.waived);
                }
                "q" => value.clone_into(&mut filter.query),
                _ => {}
            }
        }
        filter
    }
}

/// Adds the value, or takes it away where it is.
fn toggle<T: Ord>(values: &mut Vec<T>, value: T) {
    if let Some(at) = values.iter().position(|other| *other == value) {
        values.remove(at);
    } else {
        values.push(value);
        values.sort_unstable();
    }
}

/// The word for all values of a list.
const ALL: &str = "all";

fn listed<T: Copy + PartialEq>(values: &[T], all: &[T], word: fn(T) -> &'static str) -> String {
    if values == all {
        return ALL.to_owned();
    }
    values.iter().map(|value| word(*value)).collect::<Vec<_>>().join(",")
}

/// Reads what [`listed`] wrote. A text in which no word is known changes nothing.
fn read_list<T: Copy>(values: &mut Vec<T>, text: &str, all: &[T], word: fn(T) -> &'static str) {
    let words: Vec<&str> = text.split(',').collect();
    let is_meant = |value: &T| text == ALL || words.contains(&word(*value));
    let meant: Vec<T> = all.iter().copied().filter(is_meant).collect();
    if text.is_empty() || !meant.is_empty() {
        *values = meant;
    }
}

fn verdict_word(verdict: VerdictView) -> &'static str {
    match verdict {
        VerdictView::Fail => "fail",
        VerdictView::Open => "open",
        VerdictView::Pass => "pass",
    }
}

fn level_word(level: Demand) -> &'static str {
    match level {
        Demand::TestCase(target) => target.name(),
        Demand::Text(Level::Must) => "text-must",
        Demand::Text(Level::Should) => "text-should",
        Demand::Text(Level::Hint) => "hint",
        Demand::Text(Level::Preview) => "draft",
    }
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Flavor => "flavor",
        Kind::Image => "image",
        Kind::VolumeType => "volume-type",
        Kind::SecurityGroupRule => "rule",
        Kind::Service => "service",
        Kind::ImageUsage => "image-quota",
    }
}

fn waived_word(waived: WaivedFilter) -> &'static str {
    match waived {
        WaivedFilter::Any => "any",
        WaivedFilter::Only => "only",
        WaivedFilter::Not => "not",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &[(&str, &str)]) -> Filter {
        Filter::from_query(query.iter().copied())
    }

    #[test]
    fn only_what_differs_from_the_start_stands_in_an_address() {
        assert_eq!(Filter::default().to_query(), []);
        assert_eq!(read(&[]), Filter::default());
        let owned = |pairs: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
            pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
        };
        assert_eq!(Filter::all().to_query(), owned(&[("verdict", "all"), ("level", "all")]));
        let filter = Filter {
            verdicts: Vec::new(),
            levels: vec![Demand::TestCase(Target::Recommended), Demand::Text(Level::Must)],
            standards: vec!["scs-0102".into(), "scs-0104".into()],
            kinds: vec![Kind::Image, Kind::ImageUsage],
            waived: WaivedFilter::Not,
            query: "Ubuntu & 24".into(),
        };
        let expected = [
            ("verdict", ""),
            ("level", "recommended,text-must"),
            ("standard", "scs-0102,scs-0104"),
            ("kind", "image,image-quota"),
            ("waived", "not"),
            ("q", "Ubuntu & 24"),
        ];
        assert_eq!(filter.to_query(), owned(&expected));
    }

    #[test]
    fn what_is_unknown_is_passed_over() {
        assert_eq!(
            read(&[("verdict", "maybe"), ("level", "x,y"), ("waived", "?"), ("z", "1")]),
            Filter::default()
        );
        assert_eq!(read(&[("verdict", "pass,maybe")]).verdicts, [VerdictView::Pass]);
        assert_eq!(read(&[("kind", "router")]).kinds, []);
        assert_eq!(read(&[("verdict", "pass"), ("verdict", "fail,fail")]).verdicts, [VerdictView::Fail]);
        assert_eq!(read(&[("standard", ",b,,a,b")]).standards, ["a", "b"]);
    }

    #[test]
    fn words_are_told_apart() {
        let mut levels: Vec<&str> = Demand::ALL.into_iter().map(level_word).collect();
        levels.sort_unstable();
        levels.dedup();
        assert_eq!(levels.len(), Demand::ALL.len());
        let no_word = |word: &str| word.is_empty() || word == ALL || word.contains(',');
        assert!(!levels.into_iter().chain(Kind::ALL.map(kind_word)).any(no_word));
    }

    #[test]
    fn toggles_come_back_and_keep_the_order() {
        let start = Filter::default();
        let with_pass = start.clone().toggled_verdict(VerdictView::Pass);
        assert_eq!(with_pass.verdicts, VERDICTS);
        assert_eq!(with_pass.toggled_verdict(VerdictView::Pass), start);
        let toggled = start.clone().toggled_kind(Kind::Service).toggled_kind(Kind::Flavor);
        assert_eq!(toggled.kinds, [Kind::Flavor, Kind::Service]);
        let toggled = toggled.toggled_standard("scs-0104").toggled_standard("scs-0100");
        assert_eq!(toggled.standards, ["scs-0100", "scs-0104"]);
        assert_eq!(toggled.toggled_standard("scs-0104").standards, ["scs-0100"]);
    }

    #[test]
    fn what_is_not_required_comes_and_goes_as_one() {
        let start = Filter::default();
        let optional = start.clone().toggled_optional();
        assert_eq!(optional.levels, Demand::ALL);
        assert_eq!(optional.toggled_optional(), start);
        let recommended = Demand::TestCase(Target::Recommended);
        let some = start.toggled_level(recommended).toggled_level(Demand::TestCase(Target::Main));
        assert_eq!(some.levels, [recommended]);
        let most = some.toggled_optional();
        assert_eq!(most.levels, Demand::ALL[1..]);
        assert_eq!(most.toggled_optional().levels, [Demand::TestCase(Target::Main)]);
    }
}

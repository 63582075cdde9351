//! Rules in general terms: a value of each record, a difference between any two, or one that has to be there. The
//! official suite knows none of them, so no outcome here has an official answer.

mod form;
mod problem;
mod subject;

pub use problem::RuleProblem;

use super::context::{Context, LeftOut, Shown};
use super::outcome::{ForAll, Judgement, Outcome, Reason};
use super::problem::{ImageMetadataProblem, Problem, StandardImageProblem};
use crate::catalogue::{Absent, Ask, Expected, NameScheme, Of, Rule, When};
use crate::inventory::{Completeness, Field, Image, Kind, Value};
use form::is_of_form;
use std::collections::HashMap;
use subject::{Conditions, Groups, Meant, Said, Subject, is_value};

/// The kind of record that a rule speaks of.
pub(crate) fn kind_of_rule(rule: &Rule) -> Kind {
    match rule.of {
        Of::Images => Kind::Image,
        Of::Flavors
        | Of::StandardFlavors
        | Of::MandatoryFlavors
        | Of::RecommendedFlavors
        | Of::ScsFlavors => Kind::Flavor,
        Of::VolumeTypes => Kind::VolumeType,
    }
}

/// What is expected of a value, for people: values and forms.
pub(crate) fn expectations(expected: &Expected) -> Vec<Box<str>> {
    let forms = expected.forms.iter().map(|form| form.pattern().into());
    let prefixes = expected.prefixes.iter().map(|prefix| format!("{prefix}…").into());
    let matches = expected.matches.iter().map(|expression| format!("matching {expression}").into());
    expected.values.iter().cloned().chain(forms).chain(prefixes).chain(matches).collect()
}

/// A record that a rule may speak of, with what the flavor's name says.
struct Asked<'a, T> {
    index: usize,
    record: &'a T,
    meant: Meant,
    /// What the name of a flavor says; `None` where nothing is asked of it.
    from_name: Option<String>,
}

/// Runs one rule.
pub(super) fn run(rule: &Rule, context: &Context<'_>) -> Outcome {
    let conditions = Conditions::new(context, &rule.when);
    let kind = kind_of_rule(rule);
    let outcome = match rule.of {
        Of::Images => match (&context.images, &context.inventory.images) {
            (Some(shown), Some(list)) => {
                let left_out: HashMap<usize, LeftOut> = shown.left_out.iter().copied().collect();
                let images = list.items.iter().enumerate();
                let asked: Vec<Asked<'_, Image>> = images
                    .map(|(index, record)| {
                        let meant = conditions.meant_image(record, left_out.get(&index).copied());
                        Asked { index, record, meant, from_name: None }
                    })
                    .collect();
                let outcome = ask(rule, context, kind, &asked, shown.completeness);
                unless_hidden_are_lost(outcome, rule, list.items.iter())
            }
            _ => Outcome::undecided(Reason::NotSupplied(kind)),
        },
        Of::VolumeTypes => ask_shown(rule, context, kind, context.volume_types.as_ref(), |index, record| {
            Asked { index, record, meant: conditions.meant(record), from_name: None }
        }),
        Of::Flavors
        | Of::StandardFlavors
        | Of::MandatoryFlavors
        | Of::RecommendedFlavors
        | Of::ScsFlavors => {
            let groups = Groups::new(context, rule.of);
            let part = match &rule.ask {
                Ask::Value { expected, .. } => expected.from_name,
                Ask::Unique { .. } | Ask::Present => None,
            };
            ask_shown(rule, context, kind, context.flavors.as_ref(), |index, record| {
                let meant = groups.meant(index, record, context.inventory).and(conditions.meant(record));
                let from_name =
                    part.and_then(|part| groups.name_says(index, record, part, context.catalogue));
                Asked { index, record, meant, from_name }
            })
        }
    };
    outcome.without_official()
}

/// Lists leave hidden images out unless they are asked for: where there is none, nothing is said of hidden ones.
fn unless_hidden_are_lost<'a>(
    outcome: Outcome,
    rule: &Rule,
    mut images: impl Iterator<Item = &'a Image>,
) -> Outcome {
    let is_about_hidden = rule.when.hidden == Some(true);
    if is_about_hidden && !images.any(super::scs_0102_image_metadata::is_hidden) {
        return Outcome::undecided(Reason::LacksField(Kind::Image, Field::OsHidden));
    }
    outcome
}

fn ask_shown<'a, T: Subject>(
    rule: &Rule,
    context: &Context<'_>,
    kind: Kind,
    shown: Option<&Shown<'a, T>>,
    asked: impl Fn(usize, &'a T) -> Asked<'a, T>,
) -> Outcome {
    let Some(shown) = shown else { return Outcome::undecided(Reason::NotSupplied(kind)) };
    let asked: Vec<Asked<'_, T>> = shown.items.iter().map(|(index, record)| asked(*index, record)).collect();
    ask(rule, context, kind, &asked, shown.completeness)
}

fn ask<T: Subject>(
    rule: &Rule,
    context: &Context<'_>,
    kind: Kind,
    asked: &[Asked<'_, T>],
    completeness: Completeness,
) -> Outcome {
    match &rule.ask {
        Ask::Value { key, expected, absent } => {
            let question = Question {
                kind,
                key,
                expected,
                scheme: expected
                    .matches
                    .as_deref()
                    .and_then(|matches| context.catalogue.whole_values(matches)),
                absent: *absent,
            };
            let mut all = ForAll::new(kind);
            for asked in asked {
                let judgement = match asked.meant {
                    Meant::No => continue,
                    Meant::Unknown(field) => Judgement::Unknown(field),
                    Meant::Yes => {
                        question.judge(asked.record.said(key, context.inventory), asked.from_name.as_deref())
                    }
                };
                all.add(asked.index, judgement);
            }
            all.outcome(completeness)
        }
        Ask::Unique { keys } => unique(context, kind, keys, asked, completeness),
        Ask::Present => {
            let is_there = asked.iter().any(|asked| asked.meant == Meant::Yes);
            let unknown = asked.iter().find_map(|asked| match asked.meant {
                Meant::Unknown(field) => Some(field),
                Meant::Yes | Meant::No => None,
            });
            match unknown {
                Some(field) if !is_there => Outcome::undecided(Reason::LacksField(kind, field)),
                Some(_) | None => {
                    let missing = RuleProblem::NoneThere { kind, wanted: wanted(&rule.when) };
                    Outcome::of_presence(is_there, kind, completeness, Problem::Rule(missing))
                }
            }
        }
    }
}

/// What is asked of a value.
struct Question<'a> {
    kind: Kind,
    key: &'a str,
    expected: &'a Expected,
    scheme: Option<NameScheme>,
    absent: Absent,
}

impl Question<'_> {
    fn judge(&self, said: Said<'_>, from_name: Option<&str>) -> Judgement {
        // Of a name that says nothing of it, nothing follows.
        if self.expected.from_name.is_some() && from_name.is_none() {
            return Judgement::Met;
        }
        match said {
            Err(field) => Judgement::Unknown(field),
            Ok(None) => match self.absent {
                Absent::Passes => Judgement::Met,
                Absent::Fails => Judgement::Fault(self.problem(None, from_name)),
            },
            Ok(Some(value)) if self.accepts(value, from_name) => Judgement::Met,
            Ok(Some(value)) => Judgement::Fault(self.problem(Some(value), from_name)),
        }
    }

    fn accepts(&self, value: &Value, from_name: Option<&str>) -> bool {
        let Expected { values, forms, prefixes, .. } = self.expected;
        let reads = |text: &str| {
            forms.iter().any(|form| is_of_form(text, *form))
                || prefixes.iter().any(|prefix| text.starts_with(prefix.as_ref()))
                || self.scheme.as_ref().is_some_and(|scheme| scheme.is_match(text))
        };
        self.expected.is_any()
            || values.iter().map(AsRef::as_ref).chain(from_name).any(|wanted| is_value(value, wanted))
            || value.as_text().is_some_and(reads)
    }

    fn problem(&self, found: Option<&Value>, from_name: Option<&str>) -> Problem {
        let expected = self.expected;
        let found = found.map(|value| value.to_string().into());
        let mut allowed = expectations(expected);
        allowed.extend(from_name.map(Into::into));
        let key = Box::from(self.key);
        if self.kind != Kind::Image {
            return Problem::Rule(RuleProblem::ExtraSpec { spec: key, found, allowed });
        }
        if self.key == "image_source" && !expected.prefixes.is_empty() {
            let prefixes = expected.prefixes.clone();
            return Problem::StandardImage(StandardImageProblem::Source { found, prefixes });
        }
        Problem::ImageMetadata(match found {
            None => ImageMetadataProblem::Missing { property: key },
            Some(found) => ImageMetadataProblem::NotAllowed { property: key, found, allowed },
        })
    }
}

/// No two agree in all of the keys.
fn unique<T: Subject>(
    context: &Context<'_>,
    kind: Kind,
    keys: &[Box<str>],
    asked: &[Asked<'_, T>],
    completeness: Completeness,
) -> Outcome {
    let mut all = ForAll::new(kind);
    // Each combination of values with how many records have it.
    let mut counts: HashMap<Vec<String>, usize> = HashMap::new();
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    for asked in asked {
        let said: Result<Vec<Option<&Value>>, Field> =
            keys.iter().map(|key| asked.record.said(key, context.inventory)).collect();
        match (asked.meant, said) {
            (Meant::No, _) => {}
            (Meant::Unknown(field), _) | (Meant::Yes, Err(field)) => {
                all.add(asked.index, Judgement::Unknown(field));
            }
            (Meant::Yes, Ok(said)) => {
                let values: Option<Vec<String>> =
                    said.into_iter().map(|value| Some(value?.to_string())).collect();
                if let Some(values) = values {
                    *counts.entry(values.clone()).or_default() += 1;
                    rows.push((asked.index, values));
                }
            }
        }
    }
    for (index, values) in rows {
        let records = counts.get(&values).copied().unwrap_or_default();
        if records > 1 {
            let agree =
                keys.iter().zip(&values).map(|(key, value)| format!("{key}={value}").into()).collect();
            let problem = Problem::Rule(RuleProblem::Twice { kind, agree, records });
            all.add(index, Judgement::Fault(problem));
        }
    }
    all.outcome(completeness)
}

/// What a record has to be like, for people.
fn wanted(when: &When) -> Vec<Box<str>> {
    let condition = |key: &str, values: &[Box<str>]| -> Box<str> {
        let values = if values.is_empty() { "…".to_owned() } else { values.join("|") };
        format!("{key}={values}").into()
    };
    let mut wanted: Vec<Box<str>> = Vec::new();
    if !when.names.is_empty() {
        wanted.push(condition("name", &when.names));
    }
    wanted.extend(when.name_scheme.iter().map(|scheme| format!("name={scheme}…").into()));
    if !when.images.is_empty() {
        wanted.push(condition("image", &when.images));
    }
    wanted.extend(when.properties.iter().map(|(key, values)| condition(key, values)));
    if !when.visibility.is_empty() {
        wanted.push(format!("visibility={}", when.visibility.join("|")).into());
    }
    wanted.extend(when.hidden.map(|hidden| format!("os_hidden={hidden}").into()));
    if !when.status.is_empty() {
        wanted.push(condition("status", &when.status));
    }
    wanted
}

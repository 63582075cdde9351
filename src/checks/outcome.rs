//! What a check answers, and how answers about single records add up to one about the list.

use super::context::Shown;
use super::problem::{AbortCause, Problem};
use crate::inventory::{Completeness, Field, Inventory, Kind, PartialReason, Record};

/// Our answer to a test case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The requirement is met.
    Pass,
    /// It is not.
    Fail,
    /// It cannot be told from what was supplied.
    Undecided(Reason),
}

/// Why a test case cannot be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No list of the kind was supplied.
    NotSupplied(Kind),
    /// The export cannot carry the field, or leaves it out everywhere.
    LacksField(Kind, Field),
    /// The list may lack records that decide.
    Incomplete(Kind, PartialReason),
    /// Only a live cloud shows it.
    LiveCloud,
    /// A person has to look.
    ManualCheck,
    /// The official suite declares the test case and has no code for it, nor have we.
    NotImplemented,
}

/// What the official suite answers on the same data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Official {
    /// The requirement is met.
    Pass,
    /// It is not.
    Fail,
    /// The test case ended with an exception.
    Abort,
}

impl Official {
    /// The suite's own word.
    pub fn name(self) -> &'static str {
        match self {
            Official::Pass => "PASS",
            Official::Fail => "FAIL",
            Official::Abort => "ABORT",
        }
    }
}

/// A record that a finding speaks of: its list and its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecordRef {
    /// The list.
    pub kind: Kind,
    /// The index in the list.
    pub index: usize,
}

/// Something that a check has to say of a record, or of the list as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The record; `None` for the list as a whole.
    pub record: Option<RecordRef>,
    /// What is to be said.
    pub problem: Problem,
    /// Whether this is why the test case fails. Otherwise it explains an answer, or is worth knowing.
    pub is_fault: bool,
}

/// The answer to a test case.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Our answer.
    pub verdict: Verdict,
    /// The official suite's; `None` where we decide nothing, or where the format cannot tell.
    pub official: Option<Official>,
    /// What there is to say, in the order of the list.
    pub findings: Vec<Finding>,
}

impl Outcome {
    /// Nothing can be said, and why.
    pub(super) fn undecided(reason: Reason) -> Outcome {
        Outcome { verdict: Verdict::Undecided(reason), official: None, findings: Vec::new() }
    }

    /// The list as a whole has to hold something. A partial list without it may lack just that.
    pub(super) fn of_presence(
        is_there: bool,
        kind: Kind,
        completeness: Completeness,
        missing: Problem,
    ) -> Outcome {
        Outcome::of_absences(if is_there { Vec::new() } else { vec![missing] }, kind, completeness)
    }

    /// As [`Outcome::of_presence`], where several things have to be there: those that are missing.
    pub(super) fn of_absences(missing: Vec<Problem>, kind: Kind, completeness: Completeness) -> Outcome {
        let (verdict, official) = match completeness {
            _ if missing.is_empty() => (Verdict::Pass, Some(Official::Pass)),
            Completeness::Complete => (Verdict::Fail, Some(Official::Fail)),
            Completeness::Partial(reason) => (Verdict::Undecided(Reason::Incomplete(kind, reason)), None),
        };
        let is_fault = verdict == Verdict::Fail;
        let findings = missing.into_iter().map(|problem| Finding { record: None, problem, is_fault });
        Outcome { verdict, official, findings: findings.collect() }
    }

    /// The answer where each fault is that something else is not there: a list that may lack records may lack just that.
    #[must_use]
    pub(super) fn unless_lost(mut self, kind: Kind, completeness: Completeness) -> Outcome {
        if let (Verdict::Fail, Completeness::Partial(reason)) = (self.verdict, completeness) {
            self.verdict = Verdict::Undecided(Reason::Incomplete(kind, reason));
            self.official = None;
            for finding in &mut self.findings {
                finding.is_fault = false;
            }
        }
        self
    }

    /// The answer to something that the official suite does not ask.
    #[must_use]
    pub(crate) fn without_official(mut self) -> Outcome {
        self.official = None;
        self.findings.retain(|finding| !matches!(finding.problem, Problem::OfficialAbort(_)));
        self
    }

    /// The official suite stumbles over the list before any test case is run on it.
    #[must_use]
    pub(super) fn aborted_by(mut self, record: RecordRef, cause: AbortCause) -> Outcome {
        if self.official.is_some() {
            self.official = Some(Official::Abort);
        }
        self.findings.push(Finding {
            record: Some(record),
            problem: Problem::OfficialAbort(cause),
            is_fault: false,
        });
        self
    }
}

/// The answer about one record.
#[derive(Debug)]
pub(super) enum Judgement {
    /// Nothing to say.
    Met,
    /// Met, with a remark.
    Remark(Problem),
    /// Not met.
    Fault(Problem),
    /// The official suite stumbles; by the text of the standard it is met, or there is a fault.
    Abort(AbortCause, Option<Problem>),
    /// The record's source cannot carry the field.
    Unknown(Field),
}

/// Adds up what is to be said of the records of a list, where every record has to meet the requirement.
pub(super) struct ForAll {
    kind: Kind,
    findings: Vec<Finding>,
    has_fault: bool,
    unknown: Option<Field>,
    aborts: bool,
}

impl ForAll {
    pub(super) fn new(kind: Kind) -> ForAll {
        ForAll { kind, findings: Vec::new(), has_fault: false, unknown: None, aborts: false }
    }

    pub(super) fn add(&mut self, index: usize, judgement: Judgement) {
        let record = Some(RecordRef { kind: self.kind, index });
        match judgement {
            Judgement::Met => {}
            Judgement::Remark(problem) => self.findings.push(Finding { record, problem, is_fault: false }),
            Judgement::Fault(problem) => {
                self.has_fault = true;
                self.findings.push(Finding { record, problem, is_fault: true });
            }
            Judgement::Abort(cause, fault) => {
                self.aborts = true;
                if let Some(problem) = fault {
                    self.has_fault = true;
                    self.findings.push(Finding { record, problem, is_fault: true });
                }
                self.findings.push(Finding {
                    record,
                    problem: Problem::OfficialAbort(cause),
                    is_fault: false,
                });
            }
            Judgement::Unknown(field) => self.unknown = self.unknown.or(Some(field)),
        }
    }

    /// Over a partial list a requirement on all records may fail, but not pass.
    pub(super) fn outcome(self, completeness: Completeness) -> Outcome {
        let verdict = if self.has_fault {
            Verdict::Fail
        } else if let Some(field) = self.unknown {
            Verdict::Undecided(Reason::LacksField(self.kind, field))
        } else if let Completeness::Partial(reason) = completeness {
            Verdict::Undecided(Reason::Incomplete(self.kind, reason))
        } else {
            Verdict::Pass
        };
        let is_decided = !matches!(verdict, Verdict::Undecided(_));
        let official = (is_decided && self.unknown.is_none()).then_some(if self.aborts {
            Official::Abort
        } else if self.has_fault {
            Official::Fail
        } else {
            Official::Pass
        });
        Outcome { verdict, official, findings: self.findings }
    }
}

/// Whether the official suite, which lists the names of offenders in a message, stumbles over this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OffendersAre {
    /// Joined by name: a name that is no text ends the test case.
    Named,
    /// Printed one by one.
    Printed,
}

/// Asks the same of every record that is shown.
pub(super) fn for_all<T: Record>(
    inventory: &Inventory,
    shown: &Shown<'_, T>,
    fields: &[Field],
    offenders_are: OffendersAre,
    judge: &dyn Fn(&T) -> Judgement,
) -> Outcome {
    let mut all = ForAll::new(T::KIND);
    for &(index, record) in &shown.items {
        let unknown = fields.iter().copied().find(|field| !inventory.knows(record, *field));
        let judgement = unknown.map_or_else(|| judge(record), Judgement::Unknown);
        let is_nameless = || record.name_text().is_none();
        all.add(
            index,
            match judgement {
                Judgement::Fault(problem) if offenders_are == OffendersAre::Named && is_nameless() => {
                    Judgement::Abort(AbortCause::NamelessOffender, Some(problem))
                }
                other @ (Judgement::Met
                | Judgement::Remark(_)
                | Judgement::Fault(_)
                | Judgement::Abort(..)
                | Judgement::Unknown(_)) => other,
            },
        );
    }
    all.outcome(shown.completeness)
}

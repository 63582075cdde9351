//! Two exports that are compared on the Impact page, and what an action does to them: plain Rust.

use super::review::{Side, session_file};
use super::state::{Effect, NewFile};
use crate::present::{Choices, FileId};
use crate::wording::{Notice, impact_page as texts, page};
use crate::worker::dispatch::Event;
use crate::worker::messages::{CompareForm, CompareSession, Compared, Request, Response, SessionCloud};
use std::rc::Rc;

/// What a person did, or what came back.
#[derive(Clone, Debug, PartialEq)]
pub enum CompareAction {
    /// An export came; it takes the place of the one of that side.
    Give(Side, Vec<NewFile>),
    /// The export of a side is to go.
    Clear(Side),
    /// Another scope version or date.
    Choose(Choices),
    /// The comparison is wanted in writing.
    Report(CompareForm),
    /// Something could not be had.
    Failed(Notice),
    /// Something came from the other side.
    Told(Event),
}

/// Two exports, and what turned between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// What was given.
    pub session: CompareSession,
    /// What was told last.
    pub told: Option<Rc<Compared>>,
    /// What went wrong.
    pub problem: Option<Notice>,
    /// The form of report that is awaited.
    awaits_report: Option<CompareForm>,
    /// The revision that was answered last, or given up.
    settled: u32,
}

impl Comparison {
    /// Does what an action does, and tells what is to be done outside.
    pub fn reduce(&mut self, action: CompareAction) -> Vec<Effect> {
        match action {
            CompareAction::Give(side, files) => {
                let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
                let label = texts::export_label(&names).into();
                *self.side(side) =
                    SessionCloud { label, files: files.into_iter().map(session_file).collect() };
            }
            CompareAction::Clear(side) => *self.side(side) = SessionCloud::default(),
            CompareAction::Choose(choices) => self.session.choices = choices,
            CompareAction::Report(form) => {
                self.awaits_report = Some(form);
                return vec![Effect::SendComparison(Box::new(Request::CompareReport(form)))];
            }
            CompareAction::Failed(problem) => {
                self.problem = Some(problem);
                return Vec::new();
            }
            CompareAction::Told(event) => return self.hear(event),
        }
        self.judge()
    }

    /// The present session has no answer yet.
    pub fn is_judging(&self) -> bool {
        self.session.revision != self.settled
    }

    /// Files whose content may still be wanted.
    pub fn files_in_use(&self) -> impl Iterator<Item = FileId> {
        self.session.files().map(|(id, _)| id)
    }

    /// Both exports are there.
    fn is_whole(&self) -> bool {
        !self.session.before.files.is_empty() && !self.session.after.files.is_empty()
    }

    fn side(&mut self, side: Side) -> &mut SessionCloud {
        match side {
            Side::Before => &mut self.session.before,
            Side::After => &mut self.session.after,
        }
    }

    /// Has the exports compared, if both are there.
    fn judge(&mut self) -> Vec<Effect> {
        self.problem = None;
        self.session.revision = self.session.revision.wrapping_add(1);
        if !self.is_whole() {
            self.settled = self.session.revision;
            self.told = None;
            return Vec::new();
        }
        vec![Effect::SendComparison(Box::new(Request::Compare(self.session.clone())))]
    }

    fn hear(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Answer(Response::Compared(told)) => {
                // While another session is on its way, the answer to this one would only flash up.
                if told.revision == self.session.revision {
                    self.settled = told.revision;
                    self.told = Some(told);
                }
            }
            Event::Answer(Response::CompareReport(form, text)) => {
                if self.awaits_report.take_if(|awaited| *awaited == form).is_some() {
                    let name = match form {
                        CompareForm::Text => texts::COMPARISON_TEXT_FILE,
                        CompareForm::Markdown => texts::COMPARISON_MARKDOWN_FILE,
                        CompareForm::Json => texts::COMPARISON_JSON_FILE,
                    };
                    return vec![Effect::Save(name, text)];
                }
            }
            Event::Answer(_) => {}
            Event::BrokeDownOverSession | Event::BrokeDown => self.give_up(page::broke_down(&[])),
            Event::NotStarted => self.give_up(page::not_started()),
        }
        Vec::new()
    }

    /// What was given stays; the next change has it judged again.
    fn give_up(&mut self, problem: Notice) {
        self.settled = self.session.revision;
        self.awaits_report = None;
        self.problem = Some(problem);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::CloudsComparedView;

    fn give(side: Side, id: u32) -> CompareAction {
        let file = NewFile { id: FileId(id), name: format!("{id}.json"), bytes: 1, is_standards: false };
        CompareAction::Give(side, vec![file])
    }

    fn told(revision: u32) -> CompareAction {
        let view = CloudsComparedView::default();
        let (problems, notes, versions) = Default::default();
        let compared = Compared { revision, view, choice_error: None, problems, notes, versions };
        CompareAction::Told(Event::Answer(Response::Compared(Rc::new(compared))))
    }

    #[test]
    fn two_exports_are_sent_once_both_are_there() {
        let mut comparison = Comparison::default();
        assert_eq!(comparison.reduce(give(Side::Before, 1)), []);
        assert!(!comparison.is_judging());
        let effects = comparison.reduce(give(Side::After, 2));
        let [Effect::SendComparison(request)] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!(**request, Request::Compare(comparison.session.clone()));
        assert!(comparison.is_judging());
        let ids: Vec<u32> = comparison.files_in_use().map(|id| id.0).collect();
        assert_eq!(ids, [1, 2]);
        // An answer to what is no longer asked is passed over.
        comparison.reduce(told(comparison.session.revision - 1));
        assert!(comparison.is_judging());
        comparison.reduce(told(comparison.session.revision));
        assert!(!comparison.is_judging() && comparison.told.is_some());
        let later = Choices { scope: "v4".to_owned(), ..Choices::default() };
        assert_eq!(comparison.reduce(CompareAction::Choose(later.clone())).len(), 1);
        assert_eq!(comparison.session.choices, later);
        comparison.reduce(CompareAction::Clear(Side::Before));
        assert_eq!((comparison.told.is_some(), comparison.is_judging()), (false, false));
        assert_eq!(comparison.reduce(CompareAction::Choose(Choices::default())), []);
    }

    #[test]
    fn a_report_is_saved_where_it_was_asked_for() {
        let mut comparison = Comparison::default();
        let told = || {
            let text = "r".to_owned();
            CompareAction::Told(Event::Answer(Response::CompareReport(CompareForm::Markdown, text)))
        };
        assert_eq!(comparison.reduce(told()), []);
        comparison.reduce(CompareAction::Report(CompareForm::Markdown));
        let saved = Effect::Save(texts::COMPARISON_MARKDOWN_FILE, "r".to_owned());
        assert_eq!(comparison.reduce(told()), [saved]);
        assert_eq!(comparison.reduce(told()), [], "once");
    }

    #[test]
    fn after_a_breakdown_the_exports_are_still_there() {
        let mut comparison = Comparison::default();
        comparison.reduce(give(Side::Before, 1));
        comparison.reduce(give(Side::After, 2));
        comparison.reduce(CompareAction::Told(Event::BrokeDownOverSession));
        assert!(!comparison.is_judging() && comparison.problem.is_some());
        assert_eq!(comparison.reduce(give(Side::After, 3)).len(), 1);
        assert_eq!(comparison.problem, None);
    }
}

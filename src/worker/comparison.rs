//! Two exports → what turned between them, on the side that reads and judges.

use super::job::Job;
use super::messages::{CompareForm, CompareSession, Compared};
use super::review::{chosen_options, version_ids};
use crate::date::Moment;
use crate::present::{Cloud, compare_clouds};
use crate::report::{comparison_json, comparison_markdown, comparison_text};

impl Job {
    /// Judges both exports by the embedded standards.
    pub(super) fn compare(&mut self, session: &CompareSession, now: Moment) -> Compared {
        self.keep_contents_of(session.files());
        let (mut problems, mut notes) = (Vec::new(), Vec::new());
        let [before, after] = [&session.before, &session.after]
            .map(|cloud| (cloud, self.read_cloud(cloud, &mut problems, &mut notes)));
        let [before, after] =
            [&before, &after].map(|(cloud, inventory)| Cloud { label: &cloud.label, inventory });
        let (options, choice_error) = chosen_options(&session.choices, now);
        let scope = session.choices.scope.as_str();
        let versions: &[&str] = if self.embedded.version(scope).is_none() { &[] } else { &[scope] };
        let view = compare_clouds(&before, &after, self.embedded, versions, options);
        self.compared = Some(view.clone());
        let versions = version_ids(self.embedded);
        Compared { revision: session.revision, view, choice_error, problems, notes, versions }
    }

    /// The comparison that was told last, written down.
    pub(super) fn compare_report(&self, form: CompareForm) -> String {
        let Some(view) = &self.compared else { return String::new() };
        match form {
            CompareForm::Text => comparison_text(view),
            CompareForm::Markdown => comparison_markdown(view),
            CompareForm::Json => comparison_json(view),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::messages::{FileId, Request, Response, SessionCloud, SessionFile};
    use super::*;
    use crate::catalogue::{Catalogue, regex_match};

    fn cloud(id: u32, name: &str) -> SessionCloud {
        let file =
            SessionFile { id: FileId(id), name: name.into(), bytes: 1, kind: None, is_standards: false };
        SessionCloud { label: name.into(), files: vec![file] }
    }

    #[test]
    fn two_exports_are_compared_and_what_cannot_be_read_is_told() {
        let catalogue = Box::leak(Box::new(Catalogue::embedded().unwrap()));
        let mut job = Job::new(catalogue, regex_match);
        job.hold(FileId(1), "a.json", Ok(br#"{"flavors": [{"name": "a", "ram": 1, "vcpus": 1}, {"#.into()));
        job.hold(FileId(2), "b.json", Ok(b"nothing".into()));
        let session = CompareSession {
            before: cloud(1, "a.json"),
            after: cloud(2, "b.json"),
            ..CompareSession::default()
        };
        let now = "2026-08-22".parse().unwrap();
        let Response::Compared(told) = job.handle(Request::Compare(session), now, &mut |_| {}) else {
            panic!()
        };
        assert_eq!((told.view.before.as_str(), told.view.after.as_str()), ("a.json", "b.json"));
        assert_eq!(told.problems.len(), 1, "{:?}", told.problems);
        assert!(told.problems[0].place.as_deref().is_some_and(|place| place.starts_with("b.json")));
        assert_eq!(told.view.records.len(), 1);
        assert!(
            told.notes
                .iter()
                .all(|note| note.place.as_deref().is_some_and(|place| place.starts_with("a.json")))
        );
        assert!(told.notes.len() > 1, "it is cut off, and only a part: {:?}", told.notes);
        for (form, begin) in [
            (CompareForm::Text, told.view.summary.as_str()),
            (CompareForm::Markdown, "## Comparison"),
            (CompareForm::Json, "{"),
        ] {
            let request = Request::CompareReport(form);
            let Response::CompareReport(_, text) = job.handle(request, now, &mut |_| {}) else { panic!() };
            assert!(text.starts_with(begin), "{text}");
        }
    }
}

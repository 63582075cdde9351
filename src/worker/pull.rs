//! A pull request: what to ask for it next, and what came of it, on the side that reads and judges. The page does the asking.

use super::job::Job;
use super::messages::{FetchedFile, FetchedPull, FetchedState, PullEnd, PullTold};
use crate::catalogue::may_hold_rules;
use crate::pull::{Client, Hosts, PullFile, PullId, PullRequest, Response, Side, Unreachable};
use crate::wording::pull::{pull_failure, pull_left_out, pull_progress, pull_unlisted};
use std::rc::Rc;

/// A pull request that is being asked for.
pub(super) struct Pulling {
    client: Client,
    id: PullId,
    hosts: Hosts,
}

impl Job {
    /// Begins to ask for a pull request, and forgets an earlier one.
    pub(super) fn ask_pull(&mut self, id: PullId, hosts: Hosts) -> PullTold {
        let client = Client::new(hosts.clone(), id.clone(), may_hold_rules);
        let pulling = self.pulling.insert(Pulling { client, id, hosts });
        pulling.told()
    }

    /// Takes what came back for something that was asked.
    pub(super) fn take_pull_answer(&mut self, id: u32, answer: Result<Response, Unreachable>) -> PullTold {
        let Some(pulling) = &mut self.pulling else { return PullTold::default() };
        let told = match pulling.client.answer(id, answer) {
            Ok(()) => pulling.told(),
            Err(failure) => {
                let notice = pull_failure(&failure, &pulling.id, &pulling.hosts);
                PullTold { end: Some(PullEnd::Failed(notice)), ..PullTold::default() }
            }
        };
        if told.end.is_some() {
            self.pulling = None;
        }
        told
    }
}

impl Pulling {
    fn told(&mut self) -> PullTold {
        let requests = std::iter::from_fn(|| self.client.next_request()).collect();
        let progress = pull_progress(self.client.progress());
        let end = self.client.finish().map(|pull| PullEnd::Fetched(Box::new(fetched(pull))));
        PullTold { requests, progress, end }
    }
}

fn fetched(pull: PullRequest) -> FetchedPull {
    let mut missing: Vec<String> = pull.left_out.iter().map(pull_left_out).collect();
    let is_left_out = |path: &str, side: Side| {
        pull.left_out.iter().any(|left_out| left_out.path == path && left_out.side == side)
    };
    let state = |file: &PullFile, side: Side| {
        let path = file.path_at(side)?;
        let text = match side {
            Side::Base => &file.base,
            Side::Head => &file.head,
        };
        let text = text.as_deref().filter(|_| !is_left_out(path, side)).map(Rc::from);
        // What is not wanted is named, and not looked into.
        (text.is_some() || is_left_out(path, side)).then(|| FetchedState { path: path.into(), text })
    };
    let mut files: Vec<FetchedFile> = pull
        .files
        .iter()
        .map(|file| FetchedFile {
            path: file.path.as_str().into(),
            before: state(file, Side::Base),
            after: state(file, Side::Head),
        })
        .collect();
    if pull.unlisted > 0 {
        let text = pull_unlisted(pull.unlisted);
        let path: Rc<str> = text.as_str().into();
        let after = Some(FetchedState { path: Rc::clone(&path), text: None });
        files.push(FetchedFile { path, before: None, after });
        missing.push(text);
    }
    FetchedPull { id: pull.id, title: pull.title, files, missing }
}

#[cfg(test)]
mod tests {
    use super::super::messages::{Request, Response as Told, decode, encode};
    use super::*;
    use crate::catalogue::{Catalogue, regex_match};
    use crate::pull::Response;

    const SHA: &str = "0123456789012345678901234567890123456789";

    fn ask(job: &mut Job, request: &Request) -> PullTold {
        let request = decode(&encode(request)).unwrap();
        let Told::Pull(told) = job.handle(request, "2026-08-22".parse().unwrap(), &mut |_| {}) else {
            panic!()
        };
        decode(&encode(&told)).unwrap()
    }

    fn begin(job: &mut Job) -> PullTold {
        let hosts = Hosts::parse("https://api.code.example https://raw.code.example").unwrap();
        let id = PullId::parse("o/n#7", &hosts).unwrap();
        ask(job, &Request::AskPull(id, hosts))
    }

    fn answer(job: &mut Job, told: &PullTold, body: &str) -> PullTold {
        let response = Response { status: 200, body: body.into(), ..Response::default() };
        ask(job, &Request::PullAnswer(told.requests[0].id, Ok(response)))
    }

    fn job() -> Job {
        Job::new(Box::leak(Box::new(Catalogue::embedded().unwrap())), regex_match)
    }

    #[test]
    fn a_pull_request_is_asked_for_step_by_step() {
        let job = &mut job();
        let told = begin(job);
        let repo = r#""repo": {"full_name": "o/n"}"#;
        let pull = format!(
            r#"{{"title": "T", "state": "open", "changed_files": 2,
                "base": {{"sha": "{SHA}", {repo}}}, "head": {{"sha": "{SHA}", {repo}}}}}"#
        );
        let told = answer(job, &told, &pull);
        let comparison = format!(
            r#"{{"merge_base_commit": {{"sha": "{SHA}"}}, "files": [
                {{"filename": "Tests/scs-compatible-iaas.yaml", "status": "added"}},
                {{"filename": "logo.png", "status": "modified"}}]}}"#
        );
        let told = answer(job, &told, &comparison);
        assert_eq!((told.requests.len(), told.end), (1, None));
        let told = answer(job, &PullTold { end: None, ..told }, "the text");
        let Some(PullEnd::Fetched(pull)) = told.end else { panic!("{told:?}") };
        let path: Rc<str> = "Tests/scs-compatible-iaas.yaml".into();
        let text = Some("the text".into());
        let added =
            FetchedFile { path: Rc::clone(&path), before: None, after: Some(FetchedState { path, text }) };
        let unread = FetchedFile { path: "logo.png".into(), before: None, after: None };
        assert_eq!((pull.title.as_str(), pull.files, pull.missing), ("T", vec![added, unread], vec![]));
    }

    #[test]
    fn a_failure_is_told_and_what_comes_later_leads_to_nothing() {
        let job = &mut job();
        let told = begin(job);
        let first = told.requests[0].id;
        let told = ask(job, &Request::PullAnswer(first, Err(Unreachable)));
        assert!(matches!(told.end, Some(PullEnd::Failed(_))), "{told:?}");
        assert_eq!(ask(job, &Request::PullAnswer(first, Err(Unreachable))), PullTold::default());
    }
}

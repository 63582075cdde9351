//! A pull request for the Impact page: asked for, and its files kept like those that a person gives.

use super::contents;
use super::pull::{Fetching, fetch, hosts};
use crate::app::review::{FetchedPull, MISSING, ReviewAction};
use crate::app::state::Action;
use crate::catalogue::may_hold_rules;
use crate::present::FileId;
use crate::pull::{Client, PullFile, PullId, PullRequest, Side};
use crate::wording::pull::{pull_failure, pull_left_out, pull_progress, pull_unlisted};
use crate::wording::{name_text, path_text};
use crate::worker::messages::{SessionBefore, SessionChange};
use yew::Callback;

/// Asks for a pull request, and gives what comes of it to the page.
pub fn fetch_pull(id: &PullId, act: &Callback<Action>) -> Option<Fetching> {
    let hosts = hosts()?;
    let client = Client::new(hosts.clone(), id.clone(), may_hold_rules);
    let tell = act.reform(|progress| Action::Review(ReviewAction::Fetching(pull_progress(progress))));
    let id = id.clone();
    let done = act.reform(move |result: Result<PullRequest, _>| {
        Action::Review(match result {
            Ok(pull) => ReviewAction::Fetched(Box::new(kept(pull))),
            Err(failure) => ReviewAction::NotFetched(pull_failure(&failure, &id, &hosts)),
        })
    });
    Some(fetch(client, tell, done))
}

fn kept(pull: PullRequest) -> FetchedPull {
    let is_left_out = |path: &str, side: Side| {
        pull.left_out.iter().any(|left_out| left_out.path == path && left_out.side == side)
    };
    // The content of a file on a side; `None` if there is none.
    let content = |file: &PullFile, side: Side| -> Option<FileId> {
        let path = file.path_at(side)?;
        if is_left_out(path, side) {
            return Some(MISSING);
        }
        let text = match side {
            Side::Base => &file.base,
            Side::Head => &file.head,
        };
        text.as_ref().map(|text| contents::keep_text(text).id)
    };
    // From here on paths and the title are only told apart and shown.
    let changes = pull.files.iter().map(|file| SessionChange {
        path: path_text(&file.path).into(),
        before: match (content(file, Side::Base), file.path_at(Side::Base)) {
            (Some(id), Some(path)) => SessionBefore::File { id, path: path_text(path).into() },
            (Some(_) | None, _) => SessionBefore::Absent,
        },
        after: content(file, Side::Head),
    });
    let mut changes: Vec<SessionChange> = changes.collect();
    let mut missing: Vec<String> = pull.left_out.iter().map(pull_left_out).collect();
    if pull.unlisted > 0 {
        let text = pull_unlisted(pull.unlisted);
        let path = text.as_str().into();
        changes.push(SessionChange { path, before: SessionBefore::Absent, after: Some(MISSING) });
        missing.push(text);
    }
    FetchedPull { id: pull.id, title: name_text(&pull.title), changes, missing }
}

//! The client against made-up answers of the shape that the API documents.

use super::testing::hosts;
use super::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const BASE: &str = "00000000000000000000000000000000000000ba";
const HEAD: &str = "00000000000000000000000000000000000000ea";
const MERGE: &str = "00000000000000000000000000000000000000ce";
const API: &str = "https://api.code.example/repos/o/n";
const RAW: &str = "https://raw.code.example/o/n";

/// A host: what it answers at which address. What it does not know is 404.
#[derive(Default)]
struct Host {
    answers: BTreeMap<String, Response>,
    asked: Vec<String>,
}

impl Host {
    fn new(changed_files: usize, files: &[Value]) -> Host {
        let mut host = Host::default();
        let repository = json!({"full_name": "o/n"});
        host.json("/pulls/7", &json!({
            "number": 7, "title": "Raise it", "state": "open", "merged": false, "changed_files": changed_files,
            "base": {"sha": BASE, "ref": "main", "repo": repository},
            "head": {"sha": HEAD, "ref": "raise", "repo": repository},
        }));
        let files: Vec<&Value> = files.iter().take(300).collect();
        let comparison = json!({"merge_base_commit": {"sha": MERGE}, "total_commits": 3, "files": files});
        host.json(&format!("/compare/{BASE}...{HEAD}?per_page=1&page=1"), &comparison);
        host
    }

    fn json(&mut self, path: &str, body: &Value) {
        self.status(&format!("{API}{path}"), 200, body.to_string().as_bytes());
    }

    fn status(&mut self, url: &str, status: u16, body: &[u8]) {
        let response = Response { status, body: body.to_vec(), ..Response::default() };
        self.answers.insert(url.to_owned(), response);
    }

    fn content(&mut self, sha: &str, path: &str, text: &str) {
        self.status(&format!("{RAW}/{sha}/{path}"), 200, text.as_bytes());
    }

    fn change(&mut self, path: &str, change: impl Fn(&mut Value)) {
        let answer = self.answers.get_mut(&format!("{API}{path}")).unwrap();
        let mut value = serde_json::from_slice(&answer.body).unwrap();
        change(&mut value);
        answer.body = value.to_string().into_bytes();
    }

    fn respond(&mut self, request: &Request) -> Response {
        assert_eq!(request.accept.is_some(), request.url.starts_with(API), "{}", request.url);
        self.asked.push(request.url.clone());
        let unknown = Response { status: 404, ..Response::default() };
        self.answers.get(&request.url).cloned().unwrap_or(unknown)
    }

    /// Answers until the end.
    fn run(&mut self) -> Result<PullRequest, Failure> {
        let mut client = client();
        while let Some(request) = client.next_request() {
            assert_eq!(client.finish(), None);
            let response = self.respond(&request);
            client.answer(request.id, Ok(response))?;
        }
        Ok(client.finish().unwrap())
    }

    fn calls(&self) -> usize {
        self.asked.iter().filter(|url| url.starts_with(API)).count()
    }
}

fn client() -> Client {
    let id = PullId { repository: Repository::parse("o/n").unwrap(), number: 7 };
    Client::new(hosts(), id, |path| path.rsplit('.').next() == Some("yaml"))
}

fn file(path: &str, status: &str) -> Value {
    json!({"sha": HEAD, "filename": path, "status": status, "additions": 1, "patch": "@@"})
}

fn contents(file: &PullFile) -> (Option<&str>, Option<&str>) {
    (file.base.as_deref(), file.head.as_deref())
}

#[test]
fn a_review_takes_two_calls() {
    let renamed = json!({"filename": "b/new.yaml", "previous_filename": "b/old.yaml", "status": "renamed"});
    let files = [
        file("a.yaml", "modified"),
        file("added.yaml", "added"),
        file("README.md", "modified"),
        file("removed.yaml", "removed"),
        renamed,
        file("mode.yaml", "something new"),
    ];
    let mut host = Host::new(6, &files);
    for (sha, path) in [(MERGE, "a.yaml"), (HEAD, "a.yaml"), (HEAD, "added.yaml"), (MERGE, "removed.yaml")]
        .into_iter()
        .chain([(MERGE, "b/old.yaml"), (HEAD, "b/new.yaml"), (MERGE, "mode.yaml"), (HEAD, "mode.yaml")])
    {
        host.content(sha, path, &format!("{path} {}", sha.trim_start_matches('0')));
    }
    let pull = host.run().unwrap();
    assert_eq!((host.calls(), host.asked.len()), (2, 10));
    assert_eq!((pull.title.as_str(), pull.state, pull.id.number), ("Raise it", PullState::Open, 7));
    assert_eq!([&pull.base_sha, &pull.head_sha, &pull.merge_base], [BASE, HEAD, MERGE]);
    assert_eq!((pull.left_out.as_slice(), pull.unlisted), ([].as_slice(), 0));
    let found: Vec<_> = pull.files.iter().map(|file| (file.path.as_str(), contents(file))).collect();
    assert_eq!(
        found,
        [
            ("a.yaml", (Some("a.yaml ce"), Some("a.yaml ea"))),
            ("added.yaml", (None, Some("added.yaml ea"))),
            ("README.md", (None, None)),
            ("removed.yaml", (Some("removed.yaml ce"), None)),
            ("b/new.yaml", (Some("b/old.yaml ce"), Some("b/new.yaml ea"))),
            ("mode.yaml", (Some("mode.yaml ce"), Some("mode.yaml ea"))),
        ]
    );
    assert!(!pull.files[2].is_wanted);
    assert_eq!(pull.files[4].previous_path.as_deref(), Some("b/old.yaml"));
    assert_eq!(pull.files[5].status, FileStatus::Changed);
}

#[test]
fn states_are_told_apart() {
    for (state, merged, expected) in [
        ("open", false, PullState::Open),
        ("closed", false, PullState::Closed),
        ("closed", true, PullState::Merged),
    ] {
        let mut host = Host::new(0, &[]);
        host.change("/pulls/7", |pull| {
            pull["state"] = state.into();
            pull["merged"] = merged.into();
        });
        assert_eq!(host.run().unwrap().state, expected);
    }
}

#[test]
fn a_former_path_that_is_wanted_makes_a_file_wanted() {
    let renamed = json!({"filename": "a.txt", "previous_filename": "a.yaml", "status": "renamed"});
    let copied = json!({"filename": "c.yaml", "previous_filename": "a.yaml", "status": "copied"});
    let mut host = Host::new(2, &[renamed, copied]);
    for (sha, path) in [(MERGE, "a.yaml"), (HEAD, "a.txt"), (HEAD, "c.yaml")] {
        host.content(sha, path, path);
    }
    let pull = host.run().unwrap();
    assert_eq!(contents(&pull.files[0]), (Some("a.yaml"), Some("a.txt")));
    assert_eq!(contents(&pull.files[1]), (None, Some("c.yaml")));
    assert!(pull.left_out.is_empty());
}

/// Gives a host the pages of a list of files.
fn list(host: &mut Host, files: &[Value]) {
    for (index, page) in files.chunks(100).enumerate() {
        host.json(&format!("/pulls/7/files?per_page=100&page={}", index + 1), &json!(page));
    }
}

#[test]
fn more_files_than_a_comparison_lists_are_listed_by_pages() {
    let mut files: Vec<Value> = (0..349).map(|index| file(&format!("{index}.md"), "modified")).collect();
    files.push(file("last.yaml", "added"));
    let mut host = Host::new(350, &files);
    list(&mut host, &files);
    host.content(HEAD, "last.yaml", "text");
    let pull = host.run().unwrap();
    assert_eq!((host.calls(), pull.files.len(), pull.unlisted), (6, 350, 0));
    assert_eq!(contents(&pull.files[349]), (None, Some("text")));
}

#[test]
fn a_page_that_is_not_full_is_the_last_one() {
    let files: Vec<Value> = (0..310).map(|index| file(&format!("{index}.md"), "modified")).collect();
    let mut host = Host::new(2000, &files);
    list(&mut host, &files);
    let pull = host.run().unwrap();
    assert_eq!((host.calls(), pull.files.len(), pull.unlisted), (6, 310, 1690));
}

#[test]
fn what_is_beyond_a_limit_is_told() {
    let files: Vec<Value> = (0..1500).map(|index| file(&format!("{index}.yaml"), "added")).collect();
    let mut host = Host::new(1500, &files);
    list(&mut host, &files);
    for index in 0..1500 {
        host.content(HEAD, &format!("{index}.yaml"), "text");
    }
    let pull = host.run().unwrap();
    assert_eq!((host.calls(), pull.files.len(), pull.unlisted), (12, MAX_LISTED, 500));
    assert_eq!(pull.files.iter().filter(|file| file.head.is_some()).count(), MAX_FILES);
    assert_eq!(pull.left_out.len(), MAX_LISTED - MAX_FILES);
    let first = LeftOut { path: "300.yaml".into(), side: Side::Head, reason: LeftOutReason::TooMany };
    assert_eq!(pull.left_out[0], first);
}

#[test]
fn a_fork_is_asked_for_what_the_repository_does_not_have() {
    let files = [file("a.yaml", "modified"), file("b.yaml", "added")];
    let mut host = Host::new(2, &files);
    host.change("/pulls/7", |pull| pull["head"]["repo"]["full_name"] = "other/fork".into());
    host.content(MERGE, "a.yaml", "old");
    host.content(HEAD, "a.yaml", "new");
    let in_fork = format!("https://raw.code.example/other/fork/{HEAD}/b.yaml");
    host.status(&in_fork, 200, b"of the fork");
    let pull = host.run().unwrap();
    assert_eq!(contents(&pull.files[0]), (Some("old"), Some("new")));
    assert_eq!(contents(&pull.files[1]), (None, Some("of the fork")));

    // A fork that is gone, or that has no name that could stand in an address.
    for repository in [Value::Null, json!({"full_name": "../../x"})] {
        host.change("/pulls/7", |pull| pull["head"]["repo"] = repository.clone());
        let pull = host.run().unwrap();
        assert_eq!(contents(&pull.files[0]), (Some("old"), Some("new")));
        let missing = LeftOut { path: "b.yaml".into(), side: Side::Head, reason: LeftOutReason::NotThere };
        assert_eq!(pull.left_out, [missing]);
    }
}

#[test]
fn a_renamed_repository_is_asked_by_its_present_name() {
    let mut host = Host::new(1, &[file("a.yaml", "added")]);
    host.change("/pulls/7", |pull| pull["base"]["repo"]["full_name"] = "o/new".into());
    let failure = host.run().unwrap_err();
    let expected = format!("https://api.code.example/repos/o/new/compare/{BASE}...{HEAD}?per_page=1&page=1");
    assert_eq!(failure.address, Some(expected));
}

#[test]
fn files_that_cannot_be_used_are_told_and_hinder_no_other() {
    let paths = ["large.yaml", "limit.yaml", "binary.yaml", "gone.yaml", "../../up.yaml", "a b#ä%2e.yaml"];
    let files = paths.map(|path| file(path, "added"));
    let mut host = Host::new(paths.len(), &files);
    host.content(HEAD, "large.yaml", &"x".repeat(MAX_FILE_BYTES + 1));
    host.content(HEAD, "limit.yaml", &"x".repeat(MAX_FILE_BYTES));
    host.status(&format!("{RAW}/{HEAD}/binary.yaml"), 200, b"\xff\xfe");
    host.content(HEAD, "a%20b%23%C3%A4%252e.yaml", "");
    let pull = host.run().unwrap();
    let left_out: BTreeMap<_, _> =
        pull.left_out.iter().map(|left| (left.path.as_str(), left.reason)).collect();
    let expected = [
        ("../../up.yaml", LeftOutReason::NoAddress),
        ("binary.yaml", LeftOutReason::NotText),
        ("gone.yaml", LeftOutReason::NotThere),
        ("large.yaml", LeftOutReason::TooLarge),
    ];
    assert_eq!(left_out, BTreeMap::from(expected));
    assert_eq!(pull.files[1].head.as_ref().unwrap().len(), MAX_FILE_BYTES);
    assert_eq!(pull.files[5].head.as_deref(), Some(""));
}

/// What comes of a host's answer at an address.
fn failure_of(url: &str, response: Response) -> Failure {
    let mut host = Host::new(1, &[file("a.yaml", "added")]);
    host.answers.insert(url.to_owned(), response);
    let failure = host.run().unwrap_err();
    assert_eq!(failure.address.as_deref(), Some(url));
    failure
}

#[test]
fn an_issue_is_no_pull_request() {
    let mut host = Host::default();
    assert_eq!(host.run().unwrap_err().error, PullError::NotFound);
    assert_eq!(host.asked, [format!("{API}/pulls/7"), format!("{API}/issues/7")]);
    host.json("/issues/7", &json!({"number": 7, "title": "Not a pull request"}));
    assert_eq!(host.run().unwrap_err().error, PullError::IsIssue);
    host.status(&format!("{API}/issues/7"), 503, b"");
    assert_eq!(host.run().unwrap_err().error, PullError::Server { status: 503 });
}

#[test]
fn the_host_says_when_it_can_be_asked_again() {
    let response = |status, values: &[(&str, &str)]| {
        let value = |name: &str| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        Response { status, headers: Headers::read(value), body: Vec::new() }
    };
    let used_up = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1795392000")];
    let limited = |ends| PullError::RateLimited { ends };
    let cases = [
        (response(403, &used_up), limited(Some(LimitEnd::At(1_795_392_000)))),
        (response(429, &used_up), limited(Some(LimitEnd::At(1_795_392_000)))),
        (response(403, &[("retry-after", "60")]), limited(Some(LimitEnd::After(60)))),
        (response(429, &[("x-ratelimit-remaining", "9"), ("x-ratelimit-reset", "1")]), limited(None)),
        (response(429, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "soon")]), limited(None)),
        (response(403, &[("x-ratelimit-remaining", "9")]), PullError::Refused { status: 403 }),
        (response(403, &[]), PullError::Refused { status: 403 }),
        (response(451, &[]), PullError::Refused { status: 451 }),
        (response(502, &used_up), PullError::Server { status: 502 }),
    ];
    for url in [format!("{API}/pulls/7"), format!("{RAW}/{HEAD}/a.yaml")] {
        for (response, error) in &cases {
            assert_eq!(failure_of(&url, response.clone()).error, *error);
        }
    }
    // The last call that is allowed is answered.
    let mut host = Host::new(0, &[]);
    host.answers.values_mut().for_each(|answer| answer.headers.remaining = Some("0".into()));
    assert!(host.run().is_ok());
}

#[test]
fn answers_that_are_cut_or_strange_are_not_understood() {
    let mut whole = Host::new(400, &[file("a.yaml", "added")]);
    list(&mut whole, &[file("a.yaml", "added")]);
    for (url, answer) in &whole.answers {
        for length in 0..answer.body.len() {
            let mut host = Host { answers: whole.answers.clone(), asked: Vec::new() };
            host.status(url, 200, &answer.body[..length]);
            let error = host.run().unwrap_err().error;
            assert!(matches!(error, PullError::NotUnderstood { .. }), "{url} {length}: {error:?}");
        }
    }
    let change = |path: &str, change: &dyn Fn(&mut Value)| {
        let mut host = Host::new(0, &[]);
        host.change(path, change);
        host.run().unwrap_err().error
    };
    let comparison = format!("/compare/{BASE}...{HEAD}?per_page=1&page=1");
    for error in [
        change("/pulls/7", &|pull| pull["base"]["sha"] = "../../x".into()),
        change("/pulls/7", &|pull| pull["head"]["sha"] = "main".into()),
        change("/pulls/7", &|pull| pull["base"]["repo"] = Value::Null),
        change("/pulls/7", &|pull| pull["changed_files"] = "many".into()),
        change(&comparison, &|comparison| comparison["merge_base_commit"]["sha"] = "".into()),
        change(&comparison, &|comparison| comparison["files"] = json!([{"status": "added"}])),
    ] {
        assert!(matches!(error, PullError::NotUnderstood { .. }), "{error:?}");
    }
    let body = vec![b' '; MAX_ANSWER_BYTES + 1];
    let large = Response { status: 200, body, ..Response::default() };
    assert_eq!(failure_of(&format!("{API}/pulls/7"), large).error, PullError::TooLarge);
}

#[test]
fn a_failure_names_the_files_that_are_known_to_matter_and_ends_all() {
    let mut host = Host::new(3, &["a.yaml", "b.md", "c.yaml"].map(|path| file(path, "modified")));
    let mut client = client();
    for _ in 0..2 {
        let request = client.next_request().unwrap();
        client.answer(request.id, Ok(host.respond(&request))).unwrap();
    }
    let (first, second) = (client.next_request().unwrap(), client.next_request().unwrap());
    let failure = client.answer(second.id, Err(Unreachable)).unwrap_err();
    assert_eq!((failure.error, failure.address), (PullError::Unreachable, Some(second.url)));
    assert_eq!(failure.wanted, ["a.yaml", "c.yaml"]);
    // What was under way comes too late.
    assert_eq!(client.answer(first.id, Err(Unreachable)), Ok(()));
    assert_eq!((client.next_request(), client.finish()), (None, None));
}

#[test]
fn progress_goes_from_the_description_over_the_list_to_the_files() {
    let mut files: Vec<Value> = (0..300).map(|index| file(&format!("{index}.md"), "modified")).collect();
    files.push(file("last.yaml", "modified"));
    let mut host = Host::new(301, &files);
    list(&mut host, &files);
    host.content(HEAD, "last.yaml", "text");
    let mut client = client();
    let mut told = vec![client.progress()];
    while let Some(request) = client.next_request() {
        client.answer(request.id, Ok(host.respond(&request))).unwrap();
        told.push(client.progress());
    }
    let listing = |done| Progress::Listing { done, all: 301 };
    let reading = |done| Progress::Reading { done, all: 2 };
    let expected = [Progress::Describing, Progress::Describing]
        .into_iter()
        .chain([0, 100, 200, 300].map(listing))
        .chain([0, 1, 2].map(reading));
    assert_eq!(told, expected.collect::<Vec<_>>());
    assert_eq!(client.finish().unwrap().left_out.len(), 1);
}

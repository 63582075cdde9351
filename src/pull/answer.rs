//! Answers of the API: what of them is used.

use super::error::PullError;
use super::target::Repository;
use super::{FileStatus, PullFile, PullState};
use serde::Deserialize;

/// A pull request.
#[derive(Deserialize)]
pub(super) struct Pull {
    title: String,
    state: String,
    #[serde(default)]
    merged: bool,
    changed_files: usize,
    base: Branch,
    head: Branch,
}

#[derive(Deserialize)]
struct Branch {
    sha: String,
    /// `null` when the fork is gone.
    repo: Option<Named>,
}

#[derive(Deserialize)]
struct Named {
    full_name: String,
}

/// A pull request whose parts can stand in addresses.
pub(super) struct Described {
    pub(super) repository: Repository,
    pub(super) fork: Option<Repository>,
    pub(super) title: String,
    pub(super) state: PullState,
    pub(super) base_sha: String,
    pub(super) head_sha: String,
    pub(super) changed_files: usize,
}

pub(super) fn pull(body: &[u8]) -> Result<Described, PullError> {
    let pull: Pull = read(body)?;
    let name = |branch: &Branch| branch.repo.as_ref().and_then(|repo| Repository::parse(&repo.full_name));
    let repository = name(&pull.base).ok_or_else(|| not_understood("`base.repo.full_name`"))?;
    Ok(Described {
        fork: name(&pull.head).filter(|fork| *fork != repository),
        repository,
        title: pull.title,
        state: match pull.state.as_str() {
            "open" => PullState::Open,
            _ if pull.merged => PullState::Merged,
            _ => PullState::Closed,
        },
        base_sha: sha(pull.base.sha, "`base.sha`")?,
        head_sha: sha(pull.head.sha, "`head.sha`")?,
        changed_files: pull.changed_files,
    })
}

#[derive(Deserialize)]
struct Comparison {
    merge_base_commit: Commit,
    #[serde(default)]
    files: Vec<File>,
}

#[derive(Deserialize)]
struct Commit {
    sha: String,
}

#[derive(Deserialize)]
struct File {
    filename: String,
    previous_filename: Option<String>,
    status: FileStatus,
}

/// The merge base and changed files of a comparison; 300 files at most.
pub(super) fn comparison(body: &[u8]) -> Result<(String, Vec<PullFile>), PullError> {
    let comparison: Comparison = read(body)?;
    let merge_base = sha(comparison.merge_base_commit.sha, "`merge_base_commit.sha`")?;
    Ok((merge_base, comparison.files.into_iter().map(file).collect()))
}

/// A page of the list of changed files.
pub(super) fn files(body: &[u8]) -> Result<Vec<PullFile>, PullError> {
    let files: Vec<File> = read(body)?;
    Ok(files.into_iter().map(file).collect())
}

fn file(file: File) -> PullFile {
    PullFile {
        path: file.filename,
        previous_path: file.previous_filename,
        status: file.status,
        is_wanted: false,
        base: None,
        head: None,
    }
}

fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, PullError> {
    serde_json::from_slice(body).map_err(|error| PullError::NotUnderstood { detail: error.to_string() })
}

/// A commit's name, made sure of: it becomes a part of addresses.
fn sha(text: String, name: &str) -> Result<String, PullError> {
    let is_sha = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_sha { Ok(text) } else { Err(not_understood(name)) }
}

fn not_understood(name: &str) -> PullError {
    PullError::NotUnderstood { detail: format!("unexpected value of {name}") }
}

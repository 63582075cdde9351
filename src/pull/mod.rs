//! What a pull request changes, as a code host with the API of GitHub tells it to anybody: a client without a network.
//!
//! [`Client`] says which addresses to ask and takes what came back, until it has the pull request with both states of
//! each file that matters. Others do the asking for it: the page through the browser, a test with made-up answers.
//! Nothing is sent but the addresses, and those lead to the two [`Hosts`] only.
//!
//! A review takes two calls of the API, which allows 60 an hour to those who have no account: the pull request, and the
//! comparison of its two commits, which names their merge base and up to 300 changed files. Longer lists take one more
//! for each 100 files. What is in the files comes from the other host, which counts no calls.

mod answer;
mod client;
mod error;
mod hosts;
mod target;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use client::{Client, LANES, Progress};
pub use error::{Failure, LeftOut, LeftOutReason, LimitEnd, PullError};
pub use hosts::Hosts;
pub use target::{InputError, PullId, Repository};

use serde::{Deserialize, Serialize};

/// How many bytes of a file are read; the files of the standards have a tenth of it.
pub const MAX_FILE_BYTES: usize = 512 * 1024;

/// How many files are read.
pub const MAX_FILES: usize = 300;

/// How many changed files are listed: ten calls of the API, which would list up to 3000.
pub const MAX_LISTED: usize = 1000;

/// How many bytes of an answer of the API are read: a list has the differences of its files in it.
pub const MAX_ANSWER_BYTES: usize = 16 * 1024 * 1024;

/// Something to be asked, with `GET`, without credentials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Its number, under which the answer is given.
    pub id: u32,
    /// The whole address.
    pub url: String,
    /// The value of the header `accept`, if there is to be one. None else is sent: browsers would ask beforehand.
    pub accept: Option<Box<str>>,
    /// How many bytes of the answer are of use. An answer may be cut behind one more.
    pub limit: usize,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The headers of interest.
    pub headers: Headers,
    /// The body, or its beginning with at least one byte more than the limit.
    pub body: Vec<u8>,
}

/// The headers of interest, which say when the host can be asked again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headers {
    /// How many calls are left.
    remaining: Option<String>,
    /// When there are more again, in seconds since 1970.
    reset: Option<String>,
    /// After how many seconds to ask again.
    retry_after: Option<String>,
}

impl Headers {
    /// Reads them with a function that gives the value of a header.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Headers {
        Headers {
            remaining: value("x-ratelimit-remaining"),
            reset: value("x-ratelimit-reset"),
            retry_after: value("retry-after"),
        }
    }
}

/// Nothing came back. A browser does not say why: no network, a host that does not answer, a refusal by a policy, or an
/// answer that this page may not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreachable;

/// A pull request with what it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullRequest {
    /// Where it is; by its present name, if the repository was renamed.
    pub id: PullId,
    /// Its title.
    pub title: String,
    /// Whether it is still open.
    pub state: PullState,
    /// The commit of the branch into which it goes, in hexadecimal digits.
    pub base_sha: String,
    /// Its last commit.
    pub head_sha: String,
    /// The commit from which it departs, and with which it is compared.
    pub merge_base: String,
    /// The files that it changes, in the order of the host.
    pub files: Vec<PullFile>,
    /// What is missing in `files` and should be there.
    pub left_out: Vec<LeftOut>,
    /// How many more files it changes than `files` lists.
    pub unlisted: usize,
}

/// What became of a pull request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PullState {
    /// It waits.
    Open,
    /// It was closed and changed nothing.
    Closed,
    /// It is part of the branch now.
    Merged,
}

/// A file that a pull request changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullFile {
    /// Its path, or the one that it had if it was removed.
    pub path: String,
    /// The path from which it was moved or copied.
    pub previous_path: Option<String>,
    /// What is done to it.
    pub status: FileStatus,
    /// Whether it was asked for. Of others only the names are known.
    pub is_wanted: bool,
    /// What was in it at the merge base. `None` if it was not there, is not wanted, or was left out.
    pub base: Option<String>,
    /// What is in it at the last commit; `None` as with `base`.
    pub head: Option<String>,
}

/// What is done to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileStatus {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another content.
    Modified,
    /// It has another path, and perhaps another content.
    Renamed,
    /// It is new, and was another file's content.
    Copied,
    /// Something else, such as what kind of file it is.
    #[serde(other)]
    Changed,
}

/// One of the two states of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// At the merge base.
    Base,
    /// At the last commit of the pull request.
    Head,
}

impl PullFile {
    /// The path of the file in a state, if it is there.
    pub fn path_at(&self, side: Side) -> Option<&str> {
        match (side, self.status) {
            (Side::Base, FileStatus::Added | FileStatus::Copied) | (Side::Head, FileStatus::Removed) => None,
            (Side::Base, FileStatus::Renamed) => Some(self.previous_path.as_deref().unwrap_or(&self.path)),
            _ => Some(&self.path),
        }
    }
}

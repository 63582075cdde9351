//! What can go wrong, and what is left out.

use super::Side;

/// Why there is no pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What happened.
    pub error: PullError,
    /// The address that was asked.
    pub address: Option<String>,
    /// The paths of the files that matter, as far as they are known by then: those to be got by hand.
    pub wanted: Vec<String>,
}

/// What happened instead of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PullError {
    /// The number is that of an issue.
    IsIssue,
    /// There is no such number or repository, or not for everybody.
    NotFound,
    /// The host was asked too often from here.
    RateLimited {
        /// When it can be asked again, if it said so.
        ends: Option<LimitEnd>,
    },
    /// The host has a fault.
    Server {
        /// The status code, 500 or more.
        status: u16,
    },
    /// The host answered with something else than what was asked for.
    Refused {
        /// The status code.
        status: u16,
    },
    /// No answer came, see [`super::Unreachable`].
    Unreachable,
    /// The answer is not what the API promises.
    NotUnderstood {
        /// What about it is not.
        detail: String,
    },
    /// The answer has more than [`super::MAX_ANSWER_BYTES`].
    TooLarge,
}

/// When a host can be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitEnd {
    /// At a time, in seconds since 1970.
    At(i64),
    /// After so many seconds.
    After(u64),
}

/// A state of a file that should be there and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The path in that state.
    pub path: String,
    /// The state.
    pub side: Side,
    /// Why.
    pub reason: LeftOutReason,
}

/// Why a state of a file is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOutReason {
    /// It has more than [`super::MAX_FILE_BYTES`].
    TooLarge,
    /// There are more files than [`super::MAX_FILES`].
    TooMany,
    /// It is not UTF-8.
    NotText,
    /// The host does not have it.
    NotThere,
    /// No address can be made of its path.
    NoAddress,
}

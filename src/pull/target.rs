//! Which pull request is meant.

use super::hosts::Hosts;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The repository of the standards, which is meant where nothing else is said.
const STANDARDS: &str = "SovereignCloudStack/standards";

/// A repository: `owner/name`, of letters that mean nothing in an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repository(String);

impl Repository {
    /// Reads `owner/name`.
    pub fn parse(text: &str) -> Option<Repository> {
        let (owner, name) = text.split_once('/')?;
        (is_name(owner) && is_name(name)).then(|| Repository(text.to_owned()))
    }
}

fn is_name(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    !matches!(text, "" | "." | "..") && text.len() <= 100 && text.bytes().all(is_plain)
}

impl Default for Repository {
    fn default() -> Repository {
        Repository(STANDARDS.to_owned())
    }
}

impl fmt::Display for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A pull request of a repository.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullId {
    /// The repository into which it goes.
    pub repository: Repository,
    /// Its number, which is not 0.
    pub number: u64,
}

impl PullId {
    /// Reads what a person writes: `1266` or `#1266` of the standards, `owner/name#1266`, or the address of any page of
    /// a pull request. An address of an issue is taken, too: whether the number is one's, the host knows.
    pub fn parse(text: &str, hosts: &Hosts) -> Result<PullId, InputError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(InputError::Empty);
        }
        let known = || InputError::NotUnderstood { found: text.to_owned() };
        if let Some(number) = number(text.strip_prefix('#').unwrap_or(text)) {
            return Ok(PullId { repository: Repository::default(), number });
        }
        if let Some((repository, digits)) = text.split_once('#')
            && let (Some(repository), Some(number)) = (Repository::parse(repository), number(digits))
        {
            return Ok(PullId { repository, number });
        }
        let address = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let (host, path) = address.unwrap_or(text).split_once('/').ok_or_else(known)?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        if !host.eq_ignore_ascii_case(hosts.web()) {
            // Without a scheme it need not be meant as an address.
            let other = InputError::OtherHost { found: host.to_owned(), known: hosts.web().to_owned() };
            return Err(if address.is_some() { other } else { known() });
        }
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let mut segments = path.split('/');
        let (Some(owner), Some(name), Some("pull" | "issues"), Some(digits)) =
            (segments.next(), segments.next(), segments.next(), segments.next())
        else {
            return Err(known());
        };
        let repository = Repository::parse(&format!("{owner}/{name}")).ok_or_else(known)?;
        Ok(PullId { repository, number: number(digits).ok_or_else(known)? })
    }
}

fn number(text: &str) -> Option<u64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| is_number && *number > 0)
}

/// Why no pull request is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputError {
    /// There is no text.
    Empty,
    /// It is an address of another host.
    OtherHost {
        /// That host.
        found: String,
        /// The one that can be asked.
        known: String,
    },
    /// It is neither a number nor an address.
    NotUnderstood {
        /// The text.
        found: String,
    },
}

#[cfg(test)]
mod tests {
    use super::super::testing::hosts;
    use super::*;

    #[test]
    fn numbers_and_addresses_are_read() {
        for text in ["1266", "#1266", " 1266\n", "01266"] {
            let id = PullId::parse(text, &hosts()).unwrap();
            assert_eq!((id.repository.to_string().as_str(), id.number), (STANDARDS, 1266), "{text}");
        }
        for text in [
            "o-1/n.x_y#7",
            "https://code.example/o-1/n.x_y/pull/7",
            "http://www.code.example/o-1/n.x_y/pull/7/files?w=1#diff-0",
            "CODE.example/o-1/n.x_y/pull/7/",
            "https://code.example/o-1/n.x_y/issues/7#issuecomment-1",
        ] {
            let id = PullId::parse(text, &hosts()).unwrap();
            assert_eq!((id.repository.to_string().as_str(), id.number), ("o-1/n.x_y", 7), "{text}");
        }
    }

    #[test]
    fn what_else_is_written_is_told_apart() {
        assert_eq!(PullId::parse(" \n", &hosts()), Err(InputError::Empty));
        let other = InputError::OtherHost { found: "else.example".into(), known: "code.example".into() };
        assert_eq!(PullId::parse("https://else.example/o/n/pull/7", &hosts()), Err(other));
        for text in [
            "0",
            "-1",
            "+1",
            "##1",
            "1.5",
            "99999999999999999999",
            "main",
            "o/n",
            "o/n#",
            "o/n/x#1",
            "../..#1",
            "https://",
            "https://code.example/",
            "https://code.example/o/n/pull/",
            "https://code.example/o/n/pull/x",
            "https://code.example/o/n/commit/1",
            "https://code.example/o/../pull/1",
            "https://code.example@else.example",
            "else.example/o/n/pull/7",
            "ä",
        ] {
            let error = InputError::NotUnderstood { found: text.into() };
            assert_eq!(PullId::parse(text, &hosts()), Err(error), "{text}");
        }
    }
}

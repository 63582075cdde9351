//! The two places that are asked, and addresses there.

use super::target::{PullId, Repository};
use serde::{Deserialize, Serialize};

/// The origins of a code host: that of its API, and that of the contents of files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hosts {
    api: String,
    raw: String,
}

impl Hosts {
    /// Reads the two origins, with a blank between them, as the page's shell has them. `None` if these are not two
    /// plain origins: then no place can be asked.
    pub fn parse(text: &str) -> Option<Hosts> {
        let origins: Vec<&str> = text.split_ascii_whitespace().collect();
        match origins.as_slice() {
            [api, raw] if is_origin(api) && is_origin(raw) => {
                Some(Hosts { api: (*api).to_owned(), raw: (*raw).to_owned() })
            }
            _ => None,
        }
    }

    /// The host that people visit: that of the API without `api.`.
    pub fn web(&self) -> &str {
        let name = self.api.strip_prefix(SCHEME).unwrap_or(&self.api);
        name.strip_prefix("api.").unwrap_or(name)
    }

    /// Where people see the list of files that a pull request changes.
    pub fn files_page(&self, id: &PullId) -> String {
        format!("{SCHEME}{}/{}/pull/{}/files", self.web(), id.repository, id.number)
    }

    pub(super) fn pull(&self, id: &PullId) -> String {
        format!("{}/repos/{}/pulls/{}", self.api, id.repository, id.number)
    }

    pub(super) fn issue(&self, id: &PullId) -> String {
        format!("{}/repos/{}/issues/{}", self.api, id.repository, id.number)
    }

    /// The changed files stand on the first page, whatever its size; the commits, which nobody reads here, do not.
    pub(super) fn comparison(&self, repository: &Repository, base: &str, head: &str) -> String {
        format!("{}/repos/{repository}/compare/{base}...{head}?per_page=1&page=1", self.api)
    }

    pub(super) fn files(&self, id: &PullId, page: usize) -> String {
        format!("{}/files?per_page={PAGE}&page={page}", self.pull(id))
    }

    /// The address of a file's content at a commit. `None` for a path that no file in a repository has: a browser would
    /// make another address of it.
    pub(super) fn content(&self, repository: &Repository, sha: &str, path: &str) -> Option<String> {
        let mut url = format!("{}/{repository}/{sha}", self.raw);
        for segment in path.split('/') {
            if matches!(segment, "" | "." | "..") {
                return None;
            }
            url.push('/');
            push_encoded(&mut url, segment);
        }
        Some(url)
    }
}

const SCHEME: &str = "https://";

/// How many files a page of the list has; the API gives no more.
pub(super) const PAGE: usize = 100;

fn is_origin(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
    text.strip_prefix(SCHEME).is_some_and(|host| !host.is_empty() && host.bytes().all(is_plain))
}

/// Adds a segment of a path. All but the letters that never have a meaning in an address is encoded.
fn push_encoded(url: &mut String, segment: &str) {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or('0');
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            url.push(char::from(byte));
        } else {
            url.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::hosts;
    use super::*;

    #[test]
    fn two_origins_are_hosts() {
        for text in [
            "",
            "https://a.example",
            "https://a.example https://b.example https://c.example",
            "https://a.example http://b.example",
            "https://a.example https://",
            "https://a.example/v3 https://b.example",
            "https://a.example https://b@b.example",
            "https://a.example; https://*.example",
        ] {
            assert_eq!(Hosts::parse(text), None, "{text}");
        }
        let hosts = Hosts::parse(" https://api.a.example:8443\n https://raw.a.example ").unwrap();
        assert_eq!(hosts.web(), "a.example:8443");
    }

    /// What `xtask` makes of the attribute stands in the policy; what this makes of it is asked.
    #[test]
    fn the_shell_names_hosts() {
        let shell = include_str!("../../index.html");
        let value = shell.split(" data-hosts=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(Hosts::parse(value).unwrap().web(), "github.com");
    }

    #[test]
    fn any_path_stays_one_path() {
        let repository = Repository::parse("o/n").unwrap();
        for (path, expected) in [
            ("a/b.yaml", Some("a/b.yaml")),
            ("a b#c?d%2e&e+f", Some("a%20b%23c%3Fd%252e%26e%2Bf")),
            ("%2e%2e/a\\..\\b", Some("%252e%252e/a%5C..%5Cb")),
            ("ä/…/..a", Some("%C3%A4/%E2%80%A6/..a")),
            ("a\n\0\u{7f}", Some("a%0A%00%7F")),
            ("a:b@c", Some("a%3Ab%40c")),
            ("../a", None),
            ("a/../b", None),
            ("a/.", None),
            ("/a", None),
            ("a//b", None),
            ("a/", None),
            ("", None),
        ] {
            let expected = expected.map(|path| format!("https://raw.code.example/o/n/abc/{path}"));
            assert_eq!(hosts().content(&repository, "abc", path), expected, "{path}");
        }
    }
}

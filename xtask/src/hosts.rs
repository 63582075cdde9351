//! The hosts outside of its origin that the page may ask: those of pull requests.
//!
//! They stand in one place, an attribute of the page's shell. The program reads there whom to ask, and the policy is
//! made of the same text: neither can name a host that the other does not.

use thiserror::Error;

/// What the attribute begins with. Its value is two origins with a blank between them, or nothing.
const ATTRIBUTE: &str = " data-hosts=\"";

/// The variable that replaces the value when the page is built; an empty one leaves out what asks hosts.
pub(crate) const VARIABLE: &str = "IMPACT_HOSTS";

/// The page with other hosts, if there is a value of the variable.
pub(crate) fn replaced(html: &str, value: Option<&str>) -> Result<String, HostsError> {
    let (before, old, after) = split(html)?;
    let new = value.map_or(old.to_owned(), |value| words(value).join(" "));
    check(&new)?;
    Ok(format!("{before}{ATTRIBUTE}{new}\"{after}"))
}

/// The hosts that a page names: none, or that of the API and that of the contents of files.
pub(crate) fn named(html: &str) -> Result<Vec<&str>, HostsError> {
    let (_, value, _) = split(html)?;
    check(value)?;
    Ok(words(value))
}

fn words(value: &str) -> Vec<&str> {
    value.split_ascii_whitespace().collect()
}

fn split(html: &str) -> Result<(&str, &str, &str), HostsError> {
    let (before, rest) = html.split_once(ATTRIBUTE).ok_or(HostsError::NoAttribute)?;
    let (value, after) = rest.split_once('"').ok_or(HostsError::NoAttribute)?;
    if after.contains(ATTRIBUTE) { Err(HostsError::NoAttribute) } else { Ok((before, value, after)) }
}

/// Nothing but origins may get into the policy.
fn check(value: &str) -> Result<(), HostsError> {
    let hosts = words(value);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
    let is_origin = |text: &&str| {
        text.strip_prefix("https://").is_some_and(|host| !host.is_empty() && host.bytes().all(is_plain))
    };
    if matches!(hosts.len(), 0 | 2) && hosts.iter().all(is_origin) {
        Ok(())
    } else {
        Err(HostsError::NoHosts(value.to_owned()))
    }
}

/// Why the hosts are not known.
#[derive(Debug, Error, PartialEq, Eq)]
pub(crate) enum HostsError {
    #[error("there must be one attribute data-hosts=\"…\", and there is not")]
    NoAttribute,
    #[error(
        "`{0}` are not hosts: {VARIABLE} is empty, or two origins such as https://api.example https://raw.example, \
         first that of the API"
    )]
    NoHosts(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<div data-hosts=\"https://api.example https://raw.example\"></div>";

    #[test]
    fn the_variable_replaces_what_the_shell_says() {
        assert_eq!(replaced(HTML, None).unwrap(), HTML);
        assert_eq!(named(HTML).unwrap(), ["https://api.example", "https://raw.example"]);
        let other = replaced(HTML, Some("  https://a.example:1\n https://b.example ")).unwrap();
        assert_eq!(other, "<div data-hosts=\"https://a.example:1 https://b.example\"></div>");
        for nothing in ["", " "] {
            let without = replaced(HTML, Some(nothing)).unwrap();
            assert_eq!(without, "<div data-hosts=\"\"></div>");
            assert!(named(&without).unwrap().is_empty());
        }
    }

    #[test]
    fn nothing_but_two_origins_gets_in() {
        for value in [
            "https://a.example",
            "https://a.example https://b.example https://c.example",
            "https://a.example http://b.example",
            "https://a.example; https://b.example",
            "https://a.example https://b.example/path",
            "https://a.example https://*.example",
            "https://a.example 'unsafe-inline'",
            "https:// https://",
            "\"><script>",
        ] {
            assert_eq!(replaced(HTML, Some(value)), Err(HostsError::NoHosts(value.to_owned())));
        }
        for html in ["<div></div>", "<div data-hosts=\"https://a", &format!("{HTML}{HTML}")] {
            assert_eq!(replaced(html, Some("")), Err(HostsError::NoAttribute));
            assert_eq!(named(html), Err(HostsError::NoAttribute));
        }
    }

    #[test]
    fn the_shell_names_hosts() {
        assert_eq!(named(include_str!("../../index.html")).unwrap().len(), 2);
    }
}

//! The content security policy of the page.

use crate::hosts::{self, HostsError};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// Where the policy is inserted: nothing that it governs may come before it.
const HEAD: &str = "<head>";
/// The element around it.
const OPEN: &str = "\n    <meta http-equiv=\"Content-Security-Policy\" content=\"";
const CLOSE: &str = "\">";

/// The page with its policy as the first element of the head. It may connect to the hosts that it names itself.
pub(crate) fn secured(html: &str) -> Result<String, CspError> {
    if html.contains("Content-Security-Policy") {
        return Err(CspError::AlreadyThere);
    }
    if html.contains("<style") {
        return Err(CspError::InlineStyle);
    }
    let (before, after) = html.split_once(HEAD).ok_or(CspError::NoHead)?;
    if has_inline_script(html)? {
        return Err(CspError::InlineScript);
    }
    let policy = policy(&hosts::named(html)?);
    Ok(format!("{before}{HEAD}{OPEN}{policy}{CLOSE}{after}"))
}

/// The page without its policy, to be given another one.
pub(crate) fn unsecured(html: &str) -> Result<String, CspError> {
    let (before, rest) = html.split_once(&format!("{HEAD}{OPEN}")).ok_or(CspError::NoPolicy)?;
    let (_, after) = rest.split_once(CLOSE).ok_or(CspError::NoPolicy)?;
    Ok(format!("{before}{HEAD}{after}"))
}

fn policy(hosts: &[&str]) -> String {
    let connections = [&["'self'"], hosts].concat();
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        &format!("connect-src {}", connections.join(" ")),
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types scs-checker",
    ]
    .join("; ")
}

/// Whether there is a script element without an address.
fn has_inline_script(html: &str) -> Result<bool, CspError> {
    for element in html.split("<script").skip(1) {
        let (attributes, _) = element.split_once('>').ok_or(CspError::OpenScript)?;
        if !attributes.split_ascii_whitespace().any(|attribute| attribute.starts_with("src=")) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How a policy names a script or a style that stands in the page.
pub(crate) fn source_hash(script: &str) -> String {
    // The browser hashes what its parser made of the text, in which every line ends with one LF.
    let digest = Sha256::digest(script.replace("\r\n", "\n"));
    format!("'sha256-{}'", STANDARD.encode(digest))
}

/// Why the policy could not be inserted.
#[derive(Debug, Error, PartialEq, Eq)]
pub(crate) enum CspError {
    #[error("it has one already")]
    AlreadyThere,
    #[error("it has none that was put there")]
    NoPolicy,
    #[error("it has a <style> element, which the policy forbids; move the rules to a file in www/styles")]
    InlineStyle,
    #[error("it has a <script> element without an address, which the policy forbids")]
    InlineScript,
    #[error("it has no <head>")]
    NoHead,
    #[error("a <script> element is not closed")]
    OpenScript,
    #[error(transparent)]
    Hosts(#[from] HostsError),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_the_first_element_of_the_head() {
        let html = secured("<html><head>\n<title>t</title></head><body data-hosts=\"\"></html>").unwrap();
        assert!(html.starts_with(
            "<html><head>\n    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src"
        ));
        assert!(html.ends_with("\">\n<title>t</title></head><body data-hosts=\"\"></html>"));
    }

    #[test]
    fn the_hosts_that_the_page_names_are_those_that_it_may_ask() {
        for (hosts, expected) in [
            ("", "; connect-src 'self'; "),
            (
                "https://api.example https://raw.example",
                "; connect-src 'self' https://api.example https://raw.example; ",
            ),
        ] {
            let html = secured(&format!("<head></head><body data-hosts=\"{hosts}\">")).unwrap();
            assert!(html.contains(expected), "{html}");
        }
    }

    #[test]
    fn scripts_with_an_address_are_no_inline_scripts() {
        let html = "<head><script type=\"module\" src=\"./a.js\"></script></head><body data-hosts=\"\">";
        assert!(secured(html).is_ok());
    }

    #[test]
    fn a_policy_can_be_taken_out_again() {
        let html = "<html><head>\n<title>t</title></head><body data-hosts=\"\"></html>";
        assert_eq!(unsecured(&secured(html).unwrap()).unwrap(), html);
        assert_eq!(unsecured(html), Err(CspError::NoPolicy));
    }

    /// People copy the line from there into the set-up of their host.
    #[test]
    fn the_document_for_hosts_has_the_policy_of_the_page_as_a_header() {
        let hosts = hosts::named(include_str!("../../index.html")).unwrap();
        let header = format!("{}; frame-ancestors 'none'", policy(&hosts));
        let document = include_str!("../../docs/hosting.md");
        let lines: Vec<&str> = document.lines().filter(|line| line.contains("default-src")).collect();
        assert!(!lines.is_empty());
        for line in lines {
            assert!(line.contains(&header), "{line}\nis not\n{header}");
        }
    }

    #[test]
    fn what_the_policy_would_break_is_refused() {
        for (html, error) in [
            ("<head><style>a{}</style></head>", CspError::InlineStyle),
            ("<head><script type=\"module\">a</script></head>", CspError::InlineScript),
            ("<head><script", CspError::OpenScript),
            ("<body></body>", CspError::NoHead),
            ("<head></head>", HostsError::NoAttribute.into()),
        ] {
            assert_eq!(secured(html), Err(error), "{html}");
        }
        let once = secured("<head></head><body data-hosts=\"\">").unwrap();
        assert_eq!(secured(&once), Err(CspError::AlreadyThere));
    }
}

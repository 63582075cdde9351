//! The content security policy of the page.

use crate::hosts::{self, HostsError};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// Where the policy is inserted: nothing that it governs may come before it.
const HEAD: &str = "<head>";

/// The page with its policy as the first element of the head. It may connect to the hosts that it names itself.
pub(crate) fn secured(html: &str) -> Result<String, CspError> {
    if html.contains("Content-Security-Policy") {
        return Err(CspError::AlreadyThere);
    }
    if html.contains("<style") {
        return Err(CspError::InlineStyle);
    }
    let (before, after) = html.split_once(HEAD).ok_or(CspError::NoHead)?;
    let hashes: Vec<String> = inline_scripts(html)?.into_iter().map(source_hash).collect();
    let policy = policy(&hashes, &hosts::named(html)?);
    Ok(format!(
        "{before}{HEAD}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"
    ))
}

fn policy(script_hashes: &[String], hosts: &[&str]) -> String {
    let mut scripts = vec!["'self'"];
    scripts.extend(script_hashes.iter().map(String::as_str));
    scripts.push("'wasm-unsafe-eval'");
    let connections = [&["'self'"], hosts].concat();
    [
        "default-src 'none'",
        &format!("script-src {}", scripts.join(" ")),
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

/// The texts of the script elements without an address, as Trunk writes them.
fn inline_scripts(html: &str) -> Result<Vec<&str>, CspError> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, from_attributes)) = rest.split_once("<script") {
        let (attributes, from_text) = from_attributes.split_once('>').ok_or(CspError::OpenScript)?;
        let (text, after) = from_text.split_once("</script>").ok_or(CspError::OpenScript)?;
        if !attributes.split_ascii_whitespace().any(|attribute| attribute.starts_with("src=")) {
            found.push(text);
        }
        rest = after;
    }
    Ok(found)
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
    #[error("it has a <style> element, which the policy forbids; move the rules to a file in www/styles")]
    InlineStyle,
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
    fn inline_scripts_are_named_by_their_hash() {
        // The example of the specification, https://www.w3.org/TR/CSP2/#script-src-hash-usage.
        let html = secured("<head><script>alert('Hello, world.');</script><body data-hosts=\"\">").unwrap();
        assert!(
            html.contains(
                "script-src 'self' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=' 'wasm-unsafe-eval';"
            ),
            "{html}"
        );
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
    fn line_ends_are_hashed_as_the_browser_reads_them() {
        assert_eq!(source_hash("a\r\nb"), source_hash("a\nb"));
    }

    #[test]
    fn scripts_with_an_address_need_no_hash() {
        let html = r#"<script src="a.js"></script><script type="module">b</script><script>c</script>"#;
        assert_eq!(inline_scripts(html), Ok(vec!["b", "c"]));
    }

    #[test]
    fn what_the_policy_would_break_is_refused() {
        for (html, error) in [
            ("<head><style>a{}</style></head>", CspError::InlineStyle),
            ("<head><script>a", CspError::OpenScript),
            ("<body></body>", CspError::NoHead),
            ("<head></head>", HostsError::NoAttribute.into()),
        ] {
            assert_eq!(secured(html), Err(error), "{html}");
        }
        let once = secured("<head></head><body data-hosts=\"\">").unwrap();
        assert_eq!(secured(&once), Err(CspError::AlreadyThere));
    }
}

//! The endpoints of a service: objects of Keystone, or the text that tables and old clients have for them.

use super::record::NamedValues;
use crate::inventory::{Endpoint, Value};

/// Adds what one object says: one endpoint, or in version 2 of the API up to three. `None` for an object that says none,
/// as nobody can tell then what is missing.
pub(super) fn with_parts(endpoints: Option<Vec<Endpoint>>, parts: &NamedValues) -> Option<Vec<Endpoint>> {
    let mut endpoints = endpoints?;
    let before = endpoints.len();
    let text = |name: &str| {
        parts.iter().rev().find(|(key, _)| key.as_ref() == name).and_then(|(_, value)| value.as_text())
    };
    let pairs = [
        (text("interface"), text("url")),
        (Some("public"), text("publicURL")),
        (Some("internal"), text("internalURL")),
        (Some("admin"), text("adminURL")),
    ];
    endpoints.extend(pairs.into_iter().filter_map(|(interface, url)| Some(endpoint(interface?, url?))));
    (endpoints.len() > before).then_some(endpoints)
}

/// One endpoint, if both are texts.
pub(super) fn of_values(interface: &Value, url: &Value) -> Option<Vec<Endpoint>> {
    Some(vec![endpoint(interface.as_text()?, url.as_text()?)])
}

fn endpoint(interface: &str, url: &str) -> Endpoint {
    Endpoint { interface: interface.into(), url: url.into() }
}

/// Reads lines in pairs, a region and `interface: address`. `None` for other lines: where a terminal folded an address,
/// a line follows that is neither a region nor the end, and how the address reads is a guess.
pub(super) fn of_text(text: &str) -> Option<Vec<Endpoint>> {
    let address = |line: &str| {
        let (interface, url) = line.split_once(": ")?;
        let is_one = matches!(interface, "public" | "internal" | "admin") && !url.contains(' ');
        is_one.then(|| endpoint(interface, url))
    };
    let mut endpoints = Vec::new();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    while let Some(region) = lines.next() {
        if address(region).is_some() {
            return None;
        }
        endpoints.push(address(lines.next()?)?);
    }
    Some(endpoints)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(endpoints: Option<Vec<Endpoint>>) -> Option<Vec<String>> {
        let pairs = endpoints?;
        Some(pairs.iter().map(|endpoint| format!("{} {}", endpoint.interface, endpoint.url)).collect())
    }

    #[test]
    fn texts_are_pairs_of_lines() {
        let two = "R\n  public: https://a:1\r\nR 2\n  internal: http://b\n\n";
        let expected = ["public https://a:1", "internal http://b"].map(ToOwned::to_owned);
        assert_eq!(pairs(of_text(two)), Some(expected.to_vec()));
        assert_eq!(of_text(" \n"), Some(Vec::new()));
        for folded in [
            "R\npublic: https://a.cl\noud:1",
            "R\npublic: https://a.cl\noud:1\nR\ninternal: http://b",
            "R\npublic:\nhttps://a\nR\ninternal: http://b",
            "R public: https://a R internal: http://b",
            "public: https://a",
            "-",
        ] {
            assert_eq!(of_text(folded), None, "{folded}");
        }
    }

    #[test]
    fn objects_of_both_versions() {
        let parts = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect::<NamedValues>()
        };
        let three = parts(&[("interface", "public"), ("region", "R"), ("url", "a")]);
        let two = parts(&[("adminURL", "c"), ("publicURL", "b")]);
        let both = with_parts(with_parts(Some(Vec::new()), &three), &two);
        assert_eq!(pairs(both), Some(["public a", "public b", "admin c"].map(ToOwned::to_owned).to_vec()));
        assert_eq!(with_parts(Some(Vec::new()), &parts(&[("interface", "public")])), None);
        assert_eq!(with_parts(None, &three), None);
    }
}

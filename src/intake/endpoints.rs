//! The endpoints of a service: objects of Keystone, or the text that tables and old clients have for them.

use super::lines::Lines;
use super::record::NamedValues;
use crate::inventory::{Endpoint, Value};

/// What a list of objects says, with an entry without a name after each: an object is one endpoint, or in version 2 of
/// the API up to three. `None` if some object is none, as nobody can tell then what is missing.
pub(super) fn of_list(entries: &NamedValues) -> Option<Vec<Endpoint>> {
    let mut endpoints = Vec::new();
    let (mut interface, mut url, mut before) = (None, None, 0);
    for (name, value) in entries {
        let version_2 = match name.as_ref() {
            "interface" => {
                interface = Some(value);
                continue;
            }
            "url" => {
                url = Some(value);
                continue;
            }
            "publicURL" => "public",
            "internalURL" => "internal",
            "adminURL" => "admin",
            "" => {
                if let (Some(interface), Some(url)) = (interface.take(), url.take()) {
                    endpoints.push(endpoint(interface.as_text()?, url)?);
                }
                if endpoints.len() == before {
                    return None;
                }
                before = endpoints.len();
                continue;
            }
            _ => continue,
        };
        endpoints.push(endpoint(version_2, value)?);
    }
    Some(endpoints)
}

/// One endpoint, if both are texts.
pub(super) fn of_values(interface: &Value, url: &Value) -> Option<Vec<Endpoint>> {
    Some(vec![endpoint(interface.as_text()?, url)?])
}

fn endpoint(interface: &str, url: &Value) -> Option<Endpoint> {
    Some(Endpoint { interface: interface.into(), url: url.as_text()?.into() })
}

/// Reads lines in pairs, a region and `interface: address`. `None` for other lines: where a terminal folded an address,
/// a line follows that is neither a region nor the end, and how the address reads is a guess.
pub(super) fn of_text(text: &str) -> Option<Vec<Endpoint>> {
    let address = |line: &str| {
        let (interface, url) = line.split_once(": ")?;
        let is_one = matches!(interface, "public" | "internal" | "admin") && !url.contains(' ');
        is_one.then(|| Endpoint { interface: interface.into(), url: url.into() })
    };
    let mut endpoints = Vec::new();
    let mut is_region = false;
    for line in Lines::new(text).map(str::trim).filter(|line| !line.is_empty()) {
        match address(line) {
            Some(found) if is_region => endpoints.push(found),
            None if !is_region => {}
            Some(_) | None => return None,
        }
        is_region = !is_region;
    }
    (!is_region).then_some(endpoints)
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
            of_list(&pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect())
        };
        let end = ("", "");
        let three = [("interface", "public"), ("region", "R"), ("url", "a"), end];
        let two = [("adminURL", "c"), ("publicURL", "b"), end];
        let expected = ["public a", "admin c", "public b"].map(ToOwned::to_owned);
        assert_eq!(pairs(parts(&[&three[..], &two].concat())), Some(expected.to_vec()));
        assert_eq!(parts(&[&three[..], &[end]].concat()), None);
        assert_eq!(parts(&[("interface", "public"), end, ("url", "a"), end]), None);
        assert_eq!(parts(&[]), Some(Vec::new()));
    }
}

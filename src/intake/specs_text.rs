//! Extra specs and properties in the old clients' text form: `k='v', k2='v2'`.

use crate::inventory::Value;

/// Splits `k='v', k2='v2'` into its pairs. The client escapes nothing, so a value ends only where a quote is
/// followed by the end or by `, KEY='` with a KEY free of `=`, `'`, commas and blanks. A null is printed as
/// `'None'` by the old clients and stays text: only its field tells whether that is a value.
///
/// `None` for text of any other form.
pub(super) fn parse_specs_text(text: &str) -> Option<Vec<(&str, Value)>> {
    let mut pairs = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (key, after_key) = split_key(rest)?;
        let (value, after_value) = split_value(after_key)?;
        pairs.push((key, value.into()));
        rest = after_value;
    }
    Some(pairs)
}

/// `KEY='` at the start: the key, and what follows the quote. Looks no further than the key goes.
fn split_key(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_at_checked(text.find(['=', '\'', ',', ' ', '\n'])?)?;
    let rest = rest.strip_prefix("='")?;
    (!key.is_empty()).then_some((key, rest))
}

/// A value up to its closing quote, and the next pair or nothing.
fn split_value(text: &str) -> Option<(&str, &str)> {
    let mut quotes = text.match_indices('\'').map(|(at, _)| text.split_at_checked(at));
    loop {
        let (value, quote_and_rest) = quotes.next()??;
        let rest = quote_and_rest.strip_prefix('\'')?;
        if rest.is_empty() {
            return Some((value, rest));
        }
        if let Some(next) = rest.strip_prefix(", ")
            && split_key(next).is_some()
        {
            return Some((value, next));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Option<Vec<(String, String)>> {
        let pairs = parse_specs_text(text)?;
        Some(pairs.into_iter().map(|(key, value)| (key.into(), value.to_string())).collect())
    }

    #[test]
    fn quotes_and_commas_inside_a_value_do_not_end_it() {
        let text =
            "image_description='Debian 12, \"bookworm\"; it's the provider's own, build', os_distro='debian'";
        let expected = [
            ("image_description", "Debian 12, \"bookworm\"; it's the provider's own, build"),
            ("os_distro", "debian"),
        ];
        assert_eq!(pairs(text), Some(expected.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec()));
    }

    #[test]
    fn empty_values_and_nothing_at_all() {
        assert_eq!(pairs("a='', b=''").map(|pairs| pairs.len()), Some(2));
        assert_eq!(pairs(" "), Some(Vec::new()));
    }

    #[test]
    fn other_text_is_refused() {
        for text in ["no pairs", "a='unclosed", "a=1", "='x'"] {
            assert_eq!(pairs(text), None, "{text}");
        }
    }

    #[test]
    fn many_quotes_take_linear_time() {
        let text = format!("a='{}'", "', x".repeat(50_000));
        assert!(pairs(&text).is_some());
    }
}

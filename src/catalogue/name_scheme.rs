//! Names that are told by how they begin, and values by how they read as a whole.

/// Whether a regular expression matches a text; `None` if it is none. The page lets the browser answer, which has one
/// built in; elsewhere a crate does.
pub type RegexMatch = fn(expression: &str, text: &str) -> Option<bool>;

/// A regular expression for the beginning of names, or for whole values.
#[derive(Clone, Debug)]
pub struct NameScheme {
    expression: String,
    is_match: RegexMatch,
}

impl NameScheme {
    /// `None` if the scheme is no regular expression.
    pub(super) fn new(scheme: &str, is_match: RegexMatch) -> Option<NameScheme> {
        NameScheme::anchored(format!("^(?:{scheme})"), scheme, is_match)
    }

    /// As [`NameScheme::new`], for values from their first to their last letter.
    pub(super) fn whole(scheme: &str, is_match: RegexMatch) -> Option<NameScheme> {
        NameScheme::anchored(format!("^(?:{scheme})$"), scheme, is_match)
    }

    fn anchored(expression: String, scheme: &str, is_match: RegexMatch) -> Option<NameScheme> {
        // By itself, too: `a)|(b` would close what stands around it.
        is_match(scheme, "")?;
        is_match(&expression, "")?;
        Some(NameScheme { expression, is_match })
    }

    /// The scheme as files have it.
    pub fn as_str(&self) -> &str {
        let inner = self.expression.strip_prefix("^(?:").and_then(|rest| rest.strip_suffix(')'));
        inner.unwrap_or(&self.expression)
    }

    /// Whether the name begins, or the value reads, as the expression says.
    pub fn is_match(&self, name: &str) -> bool {
        (self.is_match)(&self.expression, name).unwrap_or_default()
    }
}

impl std::fmt::Display for NameScheme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.expression)
    }
}

/// [`RegexMatch`] by a crate. Each expression is prepared once.
#[cfg(not(target_arch = "wasm32"))]
pub fn regex_match(expression: &str, text: &str) -> Option<bool> {
    use regex_lite::Regex;
    use std::cell::RefCell;
    thread_local! {
        static PREPARED: RefCell<Vec<Regex>> = const { RefCell::new(Vec::new()) };
    }
    PREPARED.with_borrow_mut(|prepared| {
        if let Some(regex) = prepared.iter().find(|regex| regex.as_str() == expression) {
            return Some(regex.is_match(text));
        }
        let regex = Regex::new(expression).ok()?;
        let is_match = regex.is_match(text);
        prepared.push(regex);
        Some(is_match)
    })
}

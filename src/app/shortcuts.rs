//! What single keys do.

use super::route::Lens;
use super::state::{Action, Focus, Step};
use crate::wording::page as texts;

/// A key with what it does.
pub struct Shortcut {
    /// The key, as the browser names it.
    pub key: &'static str,
    /// What it does, in words.
    pub text: &'static str,
    action: fn(Option<String>) -> Action,
}

/// All of them.
pub const SHORTCUTS: [Shortcut; 8] = [
    Shortcut { key: "a", text: texts::SHORTCUT_ADD, action: |_| Action::Focus(Focus::Paste) },
    Shortcut { key: "h", text: texts::SHORTCUT_ANSWER, action: |_| Action::Focus(Focus::Headline) },
    Shortcut { key: "/", text: texts::SHORTCUT_SEARCH, action: |_| Action::Focus(Focus::Search) },
    Shortcut { key: "j", text: texts::SHORTCUT_NEXT, action: |from| Action::Step(Step::Next, from) },
    Shortcut { key: "k", text: texts::SHORTCUT_PREVIOUS, action: |from| Action::Step(Step::Previous, from) },
    Shortcut { key: "t", text: texts::SHORTCUT_TEST_CASES, action: |_| Action::SetLens(Lens::TestCases) },
    Shortcut { key: "r", text: texts::SHORTCUT_RESOURCES, action: |_| Action::SetLens(Lens::Resources) },
    Shortcut { key: "?", text: texts::SHORTCUT_HELP, action: |_| Action::Help(true) },
];

/// What a key does; `focused` is the id of the element that has the focus.
pub fn action_of(key: &str, focused: &str) -> Option<Action> {
    let shortcut = SHORTCUTS.iter().find(|shortcut| shortcut.key == key)?;
    Some((shortcut.action)(focused.strip_prefix(super::state::CASE_PREFIX).map(ToOwned::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_what_they_say_and_no_two_are_the_same() {
        let mut keys: Vec<&str> = SHORTCUTS.iter().map(|shortcut| shortcut.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), SHORTCUTS.len());
        assert_eq!(action_of("/", ""), Some(Action::Focus(Focus::Search)));
        assert_eq!(
            action_of("j", "case-scs-0100-syntax"),
            Some(Action::Step(Step::Next, Some("scs-0100-syntax".into())))
        );
        assert_eq!(action_of("k", "main"), Some(Action::Step(Step::Previous, None)));
        assert_eq!(action_of("x", ""), None);
    }
}

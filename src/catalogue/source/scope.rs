//! The certificate scope in older forms. From 2024-08 to 2026-01 test cases stood in modules, with tags, and each version
//! said by selectors which tags count; before, there were no modules.

use super::draft::{mapping, scalar, sequence, texts, write};
use crate::catalogue::Target;
use crate::catalogue::overlay::{items_of, text_of, value_of};
use crate::yaml::{Content, Node};
use std::collections::{BTreeMap, BTreeSet};

/// How a scope says which test cases a version has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeForm {
    /// By modules with targets, or by something newer.
    Current,
    /// By tags of test cases, and selectors of versions.
    Tagged,
    /// By checks in each version.
    Older,
}

impl ScopeForm {
    /// The form of a document that is a scope.
    pub(super) fn of(scope: &Node) -> ScopeForm {
        let entries = |list| value_of(scope, list).map(items_of).unwrap_or_default().iter();
        let has = |list, key: &str| entries(list).any(|entry| value_of(entry, key).is_some());
        if has("modules", "testcases") || has("versions", "targets") {
            ScopeForm::Tagged
        } else if value_of(scope, "modules").is_none() && is_older(scope) {
            ScopeForm::Older
        } else {
            ScopeForm::Current
        }
    }
}

/// Whether the versions of a document list standards with checks of their own.
pub(super) fn is_older(scope: &Node) -> bool {
    let lists = ["versions", "iaas"].into_iter().filter_map(|list| value_of(scope, list));
    lists.flat_map(items_of).any(|version| value_of(version, "standards").is_some())
}

/// A test case with its tags.
struct Tagged<'n> {
    id: &'n str,
    tags: Vec<&'n str>,
}

/// The keys that the older form has and the newer one has a place for, or that say nothing of rules.
const SCOPE_KEYS: [&str; 7] = ["name", "uuid", "url", "variables", "modules", "timeline", "versions"];
const MODULE_KEYS: [&str; 6] = ["id", "name", "url", "parameters", "run", "testcases"];
const TESTCASE_KEYS: [&str; 4] = ["id", "tags", "description", "lifetime"];
const VERSION_KEYS: [&str; 4] = ["version", "stabilized_at", "include", "targets"];

/// More test cases than all versions of a scope ever have, counted once for each.
const MOST_SELECTED: usize = 200_000;

/// Writes a scope with tags in the form of today. The second text is what has no place there. `None` if there are more
/// test cases in versions than any scope has.
pub(super) fn modernized(scope: &Node) -> Option<(String, String)> {
    let mut rest = Vec::new();
    let mut budget = MOST_SELECTED;
    leave(&mut rest, "", scope, &SCOPE_KEYS);
    let list = |key| value_of(scope, key).map(items_of).unwrap_or_default();
    let mut modules: BTreeMap<&str, Vec<Tagged<'_>>> = BTreeMap::new();
    let mut declared: BTreeMap<&str, Node> = BTreeMap::new();
    for module in list("modules") {
        let Some(id) = value_of(module, "id").and_then(text_of) else {
            rest.push(write(module));
            continue;
        };
        leave(&mut rest, id, module, &MODULE_KEYS);
        let tagged = modules.entry(id).or_default();
        for testcase in value_of(module, "testcases").map(items_of).unwrap_or_default() {
            let Some(testcase_id) = value_of(testcase, "id").and_then(text_of) else {
                rest.push(write(testcase));
                continue;
            };
            leave(&mut rest, testcase_id, testcase, &TESTCASE_KEYS);
            let tags = value_of(testcase, "tags").map(items_of).unwrap_or_default();
            tagged.push(Tagged { id: testcase_id, tags: tags.iter().filter_map(text_of).collect() });
            let entry = ["id", "description"].into_iter().filter_map(|key| pair(testcase, key));
            let url = pair(module, "url");
            declared.entry(testcase_id).or_insert_with(|| mapping(entry.chain(url)));
        }
    }
    let mut versions = Vec::new();
    for version in list("versions") {
        versions.push(Version::read(version, &modules, &mut rest, &mut budget)?);
    }
    // What every version that includes a module takes of it stays in the module.
    let mut common: BTreeMap<&str, Selection<'_>> = BTreeMap::new();
    for (module, selection) in versions.iter().flat_map(|version| &version.selected) {
        common
            .entry(module)
            .and_modify(|common| {
                for (common, selected) in common.iter_mut().zip(selection) {
                    common.retain(|id| selected.contains(id));
                }
            })
            .or_insert_with(|| selection.clone());
    }
    let mut written: Vec<Node> = Vec::new();
    for module in list("modules") {
        let Some(id) = value_of(module, "id").and_then(text_of) else { continue };
        written.push(module_node(id, common.get(id)));
    }
    let versions: Vec<Node> =
        versions.iter().map(|version| version.node(&common, &modules, &mut written)).collect();
    let scripts = mapping([("testcases", sequence(declared.into_values().collect()))]);
    let name = pair(scope, "name");
    let timeline = value_of(scope, "timeline").cloned().unwrap_or_else(|| sequence(Vec::new()));
    let text = write(&mapping(name.into_iter().chain([
        ("scripts", sequence(vec![scripts])),
        ("modules", sequence(written)),
        ("timeline", timeline),
        ("versions", sequence(versions)),
    ])));
    Some((text, rest.concat()))
}

/// Keeps what has a key that is not known.
fn leave(rest: &mut Vec<String>, owner: &str, node: &Node, keys: &[&str]) {
    let Content::Mapping(entries) = &node.content else {
        rest.push(write(node));
        return;
    };
    for (key, value) in entries {
        let name = text_of(key).unwrap_or_default();
        if !keys.contains(&name) {
            rest.push(write(&mapping([(format!("{owner}/{name}"), value.clone())])));
        }
    }
}

fn pair(node: &Node, key: &'static str) -> Option<(&'static str, Node)> {
    value_of(node, key).map(|value| (key, value.clone()))
}

/// The test cases of each target.
type Selection<'n> = [BTreeSet<&'n str>; 3];

struct Version<'n> {
    node: &'n Node,
    id: &'n str,
    /// What it takes of each module.
    selected: BTreeMap<&'n str, Selection<'n>>,
}

impl<'n> Version<'n> {
    fn read(
        node: &'n Node,
        modules: &BTreeMap<&'n str, Vec<Tagged<'n>>>,
        rest: &mut Vec<String>,
        budget: &mut usize,
    ) -> Option<Version<'n>> {
        let id = value_of(node, "version").and_then(text_of).unwrap_or_default();
        leave(rest, id, node, &VERSION_KEYS);
        let targets = value_of(node, "targets");
        if let Some(targets) = targets {
            leave(rest, id, targets, &Target::ALL.map(Target::name));
        }
        let selector = |target: Target| targets.and_then(|targets| value_of(targets, target.name()));
        let selectors = Target::ALL.map(|target| selector(target).and_then(text_of));
        let mut selected = BTreeMap::new();
        for include in value_of(node, "include").map(items_of).unwrap_or_default() {
            let module = text_of(include).or_else(|| value_of(include, "ref").and_then(text_of));
            let Some((module, tagged)) = module.and_then(|id| modules.get_key_value(id)) else { continue };
            *budget = budget.checked_sub(tagged.len() + 1)?;
            let selection = selectors.map(|selector| {
                let Some(selector) = selector else { return BTreeSet::new() };
                let chosen = tagged.iter().filter(|testcase| is_selected(selector, &testcase.tags));
                chosen.map(|testcase| testcase.id).collect()
            });
            selected.insert(*module, selection);
        }
        Some(Version { node, id, selected })
    }

    /// Writes the version. What it alone takes of its modules goes into one of its own.
    fn node(
        &self,
        common: &BTreeMap<&str, Selection<'n>>,
        modules: &BTreeMap<&str, Vec<Tagged<'n>>>,
        written: &mut Vec<Node>,
    ) -> Node {
        let mut own: Selection<'n> = Selection::default();
        for (module, selection) in &self.selected {
            for (at, (own, selected)) in own.iter_mut().zip(selection).enumerate() {
                let shared = common.get(module).and_then(|common| common.get(at));
                own.extend(selected.iter().filter(|id| shared.is_none_or(|shared| !shared.contains(*id))));
            }
        }
        let mut include = value_of(self.node, "include").map(items_of).unwrap_or_default().to_vec();
        if own.iter().any(|ids| !ids.is_empty()) {
            let mut id = format!("selected-by-{}", self.id);
            while modules.contains_key(id.as_str()) {
                id.push('-');
            }
            written.push(module_node(&id, Some(&own)));
            include.push(scalar(id));
        }
        let stabilized = pair(self.node, "stabilized_at");
        let version = pair(self.node, "version");
        mapping(version.into_iter().chain(stabilized).chain([("include", sequence(include))]))
    }
}

fn module_node(id: &str, selection: Option<&Selection<'_>>) -> Node {
    let targets = Target::ALL.into_iter().zip(selection.into_iter().flatten());
    let targets = targets.filter(|(_, ids)| !ids.is_empty());
    let targets = mapping(targets.map(|(target, ids)| (target.name(), texts(ids.iter().copied()))));
    mapping([("id", scalar(id)), ("targets", targets)])
}

/// Whether a selector takes a test case: a comma stands for or, a blank for and, a slash for or between tags, and `!` in
/// front of a tag for not.
fn is_selected(selector: &str, tags: &[&str]) -> bool {
    let holds = |atom: &str| match atom.strip_prefix('!') {
        Some(tag) => !tags.contains(&tag),
        None => tags.contains(&atom),
    };
    selector.split(',').any(|terms| terms.split_whitespace().all(|term| term.split('/').any(holds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_combine_tags() {
        let cases = [
            ("red", true),
            ("blue", false),
            ("red green", true),
            ("red blue", false),
            ("blue,red", true),
            ("blue/green red", true),
            ("!blue", true),
            ("red !green", false),
            ("", true),
        ];
        for (selector, expected) in cases {
            assert_eq!(is_selected(selector, &["red", "green"]), expected, "{selector}");
        }
    }
}

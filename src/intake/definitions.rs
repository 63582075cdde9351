//! Definitions of the flavor manager and the image manager → what these tools would create, so that a definition is
//! checked before it is rolled out. Scalars are read as the tools do: YAML 1.1, and texts of Python.

use super::cells::push_text;
use super::error::PlanNote;
use super::lines::Lines;
use super::yaml::push_scalar;
use crate::inventory::Form;
use crate::yaml::{Content, Node};

/// More than definitions ever are.
pub(super) const SIZE_LIMIT: usize = 8 * 1024 * 1024;

/// What would be created, as JSON in the shapes of the APIs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Planned {
    pub(super) json: String,
    pub(super) form: Form,
    pub(super) plan: Plan,
}

/// What was met beside complete definitions.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    recommended: usize,
    disabled: usize,
    hidden: usize,
    broken: Vec<Box<str>>,
    unused: Vec<Box<str>>,
}

impl Plan {
    /// What is to be said of it.
    pub(super) fn into_notes(self) -> impl Iterator<Item = PlanNote> {
        let count = |count: usize, note: fn(usize) -> PlanNote| (count > 0).then(|| note(count));
        let list =
            |list: Vec<Box<str>>, note: fn(Vec<Box<str>>) -> PlanNote| (!list.is_empty()).then(|| note(list));
        [
            Some(PlanNote::Planned),
            count(self.recommended, PlanNote::Recommended),
            count(self.disabled, PlanNote::Disabled),
            count(self.hidden, PlanNote::Hidden),
            list(self.broken, PlanNote::Broken),
            list(self.unused, PlanNote::Unused),
        ]
        .into_iter()
        .flatten()
    }
}

/// Whether a text of YAML that is too large to be looked at closely holds definitions: keys of theirs begin a line.
pub(super) fn looks_like_definitions(text: &str) -> bool {
    Lines::new(text).any(|line| {
        let key = line.trim_start_matches([' ', '-']);
        line.starts_with("mandatory:") || key.starts_with("multi:") || key.trim_end() == "versions:"
    })
}

/// What a text of definitions would have created, a part for each of its documents. Empty for any other text.
pub(super) fn read_definitions(text: &str) -> Vec<Planned> {
    const SIGNS: [&str; 3] = ["mandatory", "multi", "versions"];
    if !SIGNS.iter().any(|sign| text.contains(sign)) {
        return Vec::new();
    }
    let documents = crate::yaml::parse(text).unwrap_or_default();
    documents.iter().filter_map(planned).collect()
}

/// What a document would create; `None` if it holds no definitions.
fn planned(document: &Node) -> Option<Planned> {
    let is_image = |item: &Node| entry(item, "multi").is_some() || entry(item, "versions").is_some();
    if entry(document, "mandatory").is_some() {
        return Some(flavors(document));
    }
    let definitions = items(entry(document, "images").unwrap_or(document));
    definitions.first().is_some_and(is_image).then(|| images(document))
}

/// The documents of YAML as texts of JSON, with merge keys resolved: an explicit key goes before a merged one.
pub(super) fn merged_json(text: &str) -> Option<String> {
    let mut json = String::new();
    for document in crate::yaml::parse(text).ok()? {
        push_node(&mut json, &document);
        json.push('\n');
    }
    Some(json)
}

fn push_node(json: &mut String, node: &Node) {
    match &node.content {
        Content::Scalar { text, is_plain } => push_scalar(json, text, *is_plain),
        Content::Sequence(items) => {
            json.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    json.push(',');
                }
                push_node(json, item);
            }
            json.push(']');
        }
        Content::Mapping(_) => {
            let mut object = Object::new();
            for (key, value) in pairs(node) {
                push_node(object.key(key), value);
            }
            json.push_str(&object.finish());
        }
    }
}

fn entry<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    pairs(node).rev().find(|(name, _)| *name == key).map(|(_, value)| value)
}

/// The entries of a mapping whose keys are texts; those of its merge keys come first.
fn pairs(node: &Node) -> impl DoubleEndedIterator<Item = (&str, &Node)> {
    let entries = match &node.content {
        Content::Mapping(entries) => entries.as_slice(),
        Content::Scalar { .. } | Content::Sequence(_) => &[],
    };
    let merged = entries.iter().filter(|(key, _)| text(key) == Some("<<")).flat_map(|(_, value)| {
        // One mapping, or several, of which the first goes before the others.
        let several = items(value);
        let one = if several.is_empty() { std::slice::from_ref(value) } else { several };
        one.iter().rev().flat_map(|mapping| match &mapping.content {
            Content::Mapping(entries) => entries.as_slice(),
            Content::Scalar { .. } | Content::Sequence(_) => &[],
        })
    });
    merged.chain(entries).filter_map(|(key, value)| Some((text(key)?, value))).filter(|(key, _)| *key != "<<")
}

fn items(node: &Node) -> &[Node] {
    match &node.content {
        Content::Sequence(items) => items,
        Content::Scalar { .. } | Content::Mapping(_) => &[],
    }
}

fn text(node: &Node) -> Option<&str> {
    match &node.content {
        Content::Scalar { text, .. } => Some(text),
        Content::Sequence(_) | Content::Mapping(_) => None,
    }
}

fn is_true(node: Option<&Node>) -> bool {
    node.is_some_and(|node| python_text(node) == "True")
}

/// An object of JSON that grows.
struct Object {
    json: String,
}

impl Object {
    fn new() -> Object {
        Object { json: String::from("{") }
    }

    fn key(&mut self, key: &str) -> &mut String {
        if self.json.len() > 1 {
            self.json.push(',');
        }
        push_text(&mut self.json, key);
        self.json.push(':');
        &mut self.json
    }

    fn text(&mut self, key: &str, text: &str) {
        push_text(self.key(key), text);
    }

    /// The value as YAML 1.1 types it, if there is one.
    fn typed(&mut self, key: &str, node: Option<&Node>) {
        if let Some(node) = node {
            push_typed(self.key(key), node);
        }
    }

    fn finish(mut self) -> String {
        self.json.push('}');
        self.json
    }
}

fn push_typed(json: &mut String, node: &Node) {
    let Content::Scalar { text, is_plain } = &node.content else {
        json.push_str("null");
        return;
    };
    match python_text(node).as_str() {
        "True" if *is_plain => json.push_str("true"),
        "False" if *is_plain => json.push_str("false"),
        _ => push_scalar(json, text, *is_plain),
    }
}

/// `str()` of Python of what PyYAML makes of the scalar: an unquoted `yes` is `True`, nothing is `None`, `22.10` is
/// `22.1`, and a date is its text.
fn python_text(node: &Node) -> String {
    let Content::Scalar { text, is_plain } = &node.content else { return String::new() };
    if !is_plain {
        return text.clone();
    }
    match text.to_ascii_lowercase().as_str() {
        "" | "~" | "null" => "None".to_owned(),
        "true" | "yes" | "on" => "True".to_owned(),
        "false" | "no" | "off" => "False".to_owned(),
        _ => float_text(text).unwrap_or_else(|| text.clone()),
    }
}

/// A decimal fraction without the zeros at its end.
fn float_text(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.')?;
    let are_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole.strip_prefix('-').unwrap_or(whole)) || !are_digits(fraction) {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    Some(format!("{whole}.{}", if fraction.is_empty() { "0" } else { fraction }))
}

/// The keys of a flavor that the flavor manager reads; further keys become extra specs if they have a colon.
const FLAVOR_KEYS: [&str; 6] = ["name", "cpus", "ram", "disk", "public", "flavorid"];

fn flavors(document: &Node) -> Planned {
    let mut plan = Plan::default();
    let mut json = String::from("{\"flavors\":[");
    let reference = entry(document, "reference").map(items).unwrap_or_default();
    let default = |field: &str| {
        let of_field = |item: &&Node| entry(item, "field").and_then(text) == Some(field);
        entry(reference.iter().find(of_field)?, "default")
    };
    let mut count = 0;
    for list in ["mandatory", "recommended"] {
        for definition in entry(document, list).map(items).unwrap_or_default() {
            let value = |key: &str| entry(definition, key).or_else(|| default(key));
            let name = value("name").map(python_text).unwrap_or_default();
            if name.is_empty() || value("cpus").is_none() || value("ram").is_none() {
                plan.broken.push(name.into());
                continue;
            }
            if list == "recommended" {
                plan.recommended += 1;
            }
            let mut flavor = Object::new();
            flavor.text("name", &name);
            if let Some(id) = value("flavorid").map(python_text).filter(|id| id != "auto") {
                flavor.text("id", &id);
            }
            flavor.typed("vcpus", value("cpus"));
            flavor.typed("ram", value("ram"));
            match value("disk") {
                Some(disk) => push_typed(flavor.key("disk"), disk),
                None => flavor.key("disk").push('0'),
            }
            match value("public") {
                Some(public) => push_typed(flavor.key("os-flavor-access:is_public"), public),
                None => flavor.key("os-flavor-access:is_public").push_str("true"),
            }
            let mut specs = Object::new();
            for (key, spec) in pairs(definition) {
                if key.contains(':') {
                    specs.typed(key, Some(spec));
                } else if !FLAVOR_KEYS.contains(&key) && !plan.unused.iter().any(|unused| **unused == *key) {
                    plan.unused.push(key.into());
                }
            }
            flavor.key("extra_specs").push_str(&specs.finish());
            push_item(&mut json, &mut count, &flavor.finish());
        }
    }
    json.push_str("]}");
    Planned { json, form: Form::FlavorManager, plan }
}

fn push_item(json: &mut String, count: &mut usize, item: &str) {
    if *count > 0 {
        json.push(',');
    }
    json.push_str(item);
    *count += 1;
}

fn images(document: &Node) -> Planned {
    let mut plan = Plan::default();
    let mut json = String::from("{\"images\":[");
    let mut count = 0;
    for definition in items(entry(document, "images").unwrap_or(document)) {
        let name = entry(definition, "name").map(python_text).unwrap_or_default();
        if entry(definition, "enable").is_some_and(|enable| python_text(enable) == "False") {
            plan.disabled += 1;
            continue;
        }
        let mut versions: Vec<(String, &Node)> = entry(definition, "versions")
            .map(items)
            .unwrap_or_default()
            .iter()
            .map(|version| (entry(version, "version").map(python_text).unwrap_or_default(), version))
            .collect();
        if name.is_empty() || versions.is_empty() {
            plan.broken.push(name.into());
            continue;
        }
        versions.sort_by(|(a, _), (b, _)| natural_order(a, b));
        let newest = versions.len() - 1;
        for (at, (number, version)) in versions.iter().enumerate() {
            if is_true(entry(version, "hidden")) {
                plan.hidden += 1;
            }
            push_item(&mut json, &mut count, &image(&name, definition, number, version, at == newest));
        }
    }
    json.push_str("]}");
    Planned { json, form: Form::ImageManager, plan }
}

/// One version of an image, as it would be created.
fn image(name: &str, definition: &Node, number: &str, version: &Node, is_newest: bool) -> String {
    let is_multi = is_true(entry(definition, "multi"));
    let separator = entry(definition, "separator").map_or_else(|| " ".to_owned(), python_text);
    let meta = || [entry(definition, "meta"), entry(version, "meta")].into_iter().flatten();
    let meta_value = |key: &str| meta().filter_map(|meta| entry(meta, key)).next_back().map(python_text);

    let mut properties: Vec<(String, String)> = vec![
        ("image_name".into(), name.into()),
        ("image_description".into(), name.into()),
        ("image_original_user".into(), entry(definition, "login").map(python_text).unwrap_or_default()),
        ("internal_version".into(), number.into()),
    ];
    if let Some(url) = entry(version, "url").map(python_text) {
        // Of a file on disk only its name is left.
        let file = url.strip_prefix("file:").and_then(|path| path.rsplit('/').next());
        properties.push(("image_source".into(), file.map_or(url.clone(), ToOwned::to_owned)));
    }
    if let Some(date) = entry(version, "build_date").map(python_text) {
        properties.push(("image_build_date".into(), date.chars().take("YYYY-MM-DD".len()).collect()));
    }
    let own_version = entry(version, "os_version").map(python_text);
    for (key, value) in meta().flat_map(pairs) {
        properties.push((key.to_owned(), python_text(value)));
    }
    let os_version = match (is_multi, own_version) {
        (false, _) => Some(number.to_owned()),
        (true, own) => own,
    };
    // What the version itself says in its own `meta` goes before all.
    let says_it_itself = entry(version, "meta").is_some_and(|meta| entry(meta, "os_version").is_some());
    if let Some(os_version) = os_version.filter(|_| !says_it_itself) {
        properties.push(("os_version".into(), os_version));
    }

    let mut image = Object::new();
    let full_name = match (is_multi, is_newest) {
        (true, true) => name.to_owned(),
        (true, false) => format!("{name}{separator}({number})"),
        (false, _) => format!("{name}{separator}{number}"),
    };
    image.text("name", &full_name);
    if let Some(id) = entry(version, "id").map(python_text) {
        image.text("id", &id);
    }
    let either = |key: &str| entry(version, key).or_else(|| entry(definition, key));
    image.typed("visibility", either("visibility"));
    image.typed("status", entry(definition, "status"));
    image.typed("min_disk", entry(definition, "min_disk"));
    image.typed("min_ram", entry(definition, "min_ram"));
    image.key("os_hidden").push_str(if is_true(entry(version, "hidden")) { "true" } else { "false" });
    let tags = entry(definition, "tags").map(items).unwrap_or_default().iter().map(python_text);
    let distro = meta_value("os_distro").map(|distro| format!("os:{distro}"));
    let tags = tags.chain(["managed_by_osism".to_owned()]).chain(distro);
    let list = image.key("tags");
    for (at, tag) in tags.enumerate() {
        list.push(if at == 0 { '[' } else { ',' });
        push_text(list, &tag);
    }
    list.push(']');
    let mut object = Object::new();
    for (key, value) in &properties {
        object.text(key, value);
    }
    image.key("properties").push_str(&object.finish());
    image.finish()
}

/// Compares runs of digits as numbers, so that `v1.9` comes before `v1.10`.
fn natural_order(a: &str, b: &str) -> std::cmp::Ordering {
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let (mut a, mut b) = (a, b);
    loop {
        let (first, second) = match (a.chars().next(), b.chars().next()) {
            (Some(first), Some(second)) => (first, second),
            (first, second) => return first.cmp(&second),
        };
        let (run_a, run_b) = (digits(a), digits(b));
        let order = if run_a > 0 && run_b > 0 {
            let number =
                |text: &str, run| text.get(..run).unwrap_or_default().trim_start_matches('0').to_owned();
            let (number_a, number_b) = (number(a, run_a), number(b, run_b));
            number_a.len().cmp(&number_b.len()).then_with(|| number_a.cmp(&number_b))
        } else {
            first.cmp(&second)
        };
        if order.is_ne() {
            return order;
        }
        a = a.get(run_a.max(first.len_utf8())..).unwrap_or_default();
        b = b.get(run_b.max(second.len_utf8())..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn plan_of(yaml: &str) -> (Value, Plan) {
        let planned = read_definitions(yaml).remove(0);
        (serde_json::from_str(&planned.json).unwrap(), planned.plan)
    }

    #[test]
    fn a_flavor_has_what_the_tool_would_give_it() {
        let (json, plan) = plan_of(
            "reference:\n- {field: public, default: false}\nmandatory:\n\
             - {name: a, cpus: 1, ram: 1024, 'scs:cpu-type': shared-core, comment: x, 'hw_rng:allowed': yes}\n\
             - {name: b, cpus: 1}\nrecommended:\n- {name: c, cpus: 2, ram: 2, disk: 5, public: true, flavorid: '7'}\n",
        );
        let expected = json!({"flavors": [
            {"name": "a", "vcpus": 1, "ram": 1024, "disk": 0, "os-flavor-access:is_public": false,
             "extra_specs": {"scs:cpu-type": "shared-core", "hw_rng:allowed": true}},
            {"name": "c", "id": "7", "vcpus": 2, "ram": 2, "disk": 5, "os-flavor-access:is_public": true, "extra_specs": {}},
        ]});
        assert_eq!(json, expected);
        let expected = Plan {
            recommended: 1,
            broken: vec!["b".into()],
            unused: vec!["comment".into()],
            ..Plan::default()
        };
        assert_eq!(plan, expected);
    }

    #[test]
    fn images_are_named_by_their_versions() {
        let definition = |multi: bool, separator: &str| {
            format!(
                "images:\n- {{name: U, enable: true, login: u, min_disk: 8, multi: {multi}, {separator} meta: {{os_version: '1', os_distro: d}}, \
                 versions: [{{version: v1.9}}, {{version: v1.10, os_version: '2'}}]}}\n- {{name: off, enable: false, multi: true}}\n"
            )
        };
        let names = |yaml: &str| {
            let (json, plan) = plan_of(yaml);
            assert_eq!(plan.disabled, 1);
            let images = json["images"].as_array().unwrap().iter();
            images
                .map(|image| {
                    (
                        image["name"].as_str().unwrap().to_owned(),
                        image["properties"]["os_version"].as_str().unwrap().to_owned(),
                    )
                })
                .collect::<Vec<_>>()
        };
        let pair = |name: &str, version: &str| (name.to_owned(), version.to_owned());
        assert_eq!(names(&definition(true, "")), [pair("U (v1.9)", "1"), pair("U", "2")]);
        assert_eq!(
            names(&definition(false, "separator: '-',")),
            [pair("U-v1.9", "v1.9"), pair("U-v1.10", "v1.10")]
        );
    }

    #[test]
    fn properties_are_texts_of_python() {
        let (json, _) = plan_of(
            "- name: U\n  multi: true\n  login: u\n  meta: {hw_disk_bus: null, a: true, b: 0, provided_until: 2029-05-31, os_version: 22.10}\n  \
             versions:\n  - {version: 1, url: 'file:///x/y.img', build_date: 2026-06-01 10:00:00, meta: {b: '1'}}\n",
        );
        let properties = &json["images"][0]["properties"];
        let expected = json!({
            "image_name": "U", "image_description": "U", "image_original_user": "u", "internal_version": "1",
            "image_source": "y.img", "image_build_date": "2026-06-01", "hw_disk_bus": "None", "a": "True", "b": "1",
            "provided_until": "2029-05-31", "os_version": "22.1",
        });
        assert_eq!(*properties, expected);
    }

    #[test]
    fn large_texts_are_told_by_their_lines() {
        assert!(looks_like_definitions("a: 1\nmandatory:\n- name: a\n"));
        assert!(looks_like_definitions("- name: a\n  versions:\n"));
        assert!(!looks_like_definitions("- name: a\n  description: mandatory: versions:\n"));
    }

    #[test]
    fn merge_keys_are_resolved() {
        let yaml = "- &x {a: 1, b: 1}\n- &y {b: 2, c: 2}\n- b: 3\n  <<: [*x, *y]\n";
        let json: Value = serde_json::from_str(merged_json(yaml).unwrap().trim()).unwrap();
        assert_eq!(json[2], json!({"a": 1, "b": 3, "c": 2}));
    }

    #[test]
    fn other_documents_are_no_definitions() {
        for yaml in ["images: [{name: a, id: b}]", "- {Name: a}", "a: 1", "[]"] {
            assert_eq!(read_definitions(yaml), [], "{yaml}");
        }
    }
}

//! What a file is, by its name and its content.

use super::Reader;
use super::scope::is_older;
use super::standard::Standard;
use crate::catalogue::Catalogue;
use crate::catalogue::overlay::{
    OverlayKind, SIZE_LIMIT, documents_of, is_overlay, kind_of, text_of, value_of,
};
use crate::yaml::{Node, parse_document};

/// Folders, as they follow each other in a path, with nothing about these standards: other layers, fixtures, documents
/// and machinery.
const OTHER_FOLDERS: [&[&str]; 10] = [
    &[".github"],
    &[".zuul.d"],
    &["compliance-monitor"],
    &["playbooks"],
    &["Community-Governance"],
    &["Release-Notes"],
    &["Tests", "kaas"],
    &["Tests", "testing"],
    &["Tests", "add-on"],
    &["flavor-naming", "page"],
];

/// Files whose names look like those of the standards', and which are not.
const OTHER_SCOPES: [&str; 4] = [
    "scs-compatible-kaas.yaml",
    "scs-compatible-test.yaml",
    "scs-test.yaml",
    "scs-0103-v1-flavors-wrong.yaml",
];

/// The certificate scope, under its names.
const SCOPES: [&str; 2] = ["scs-compatible-iaas.yaml", "scs-compatible.yaml"];

/// Programs of the suite, today's and former ones, for files without a folder.
const SUITE: [&str; 25] = [
    "openstack_test.py",
    "flavor_names.py",
    "flavor_names_check.py",
    "flavor-name-check.py",
    "flavor-names-openstack.py",
    "entropy_check.py",
    "entropy-check.py",
    "image_metadata.py",
    "image-md-check.py",
    "standard_flavors.py",
    "flavors-openstack.py",
    "standard_images.py",
    "images-openstack.py",
    "volume_types.py",
    "volume-types-check.py",
    "security_groups.py",
    "default-security-group-rules.py",
    "key_manager.py",
    "check-for-key-manager.py",
    "volume_backup.py",
    "volume-backup-tester.py",
    "mandatory_services.py",
    "mandatory-iaas-services.py",
    "domain-manager-check.py",
    "image_md_check.py",
];

/// Programs beside the suite, which decide nothing.
const HELPERS: [&str; 12] = [
    "cleanup.py",
    "cli.py",
    "generate_flavors_yaml.py",
    "flavor-add-extra-specs.py",
    "flavor-form.py",
    "flavor-form-server.py",
    "flavor-manager-input.py",
    "flavor-name-describe.py",
    "check_yaml.py",
    "check-yaml.py",
    "check_yaml_test.py",
    "__init__.py",
];

/// Programs that check a standard of which the suite asks nothing.
const NEIGHBOURS: [&str; 1] = ["tls-checker.py"];

/// Texts of standards, before they had numbers in their names.
const OLD_TEXTS: [&str; 3] = ["flavor-naming.md", "Image-Properties-Spec.md", "flavor-naming-strategy.md"];

/// What a file is.
pub(super) enum Place<'p> {
    /// YAML; read, if it is YAML and no larger than any file of standards.
    Yaml(Reader, Option<Node>),
    /// A program of the suite, or one beside it.
    Python(Reader),
    /// The text of a standard.
    Text(Option<Standard<'p>>),
    /// A list, a word in a line.
    List,
}

/// Whether a file may have something to do with the standards, as far as its path tells. Of others nobody has to look at
/// the content.
pub fn may_hold_rules(path: &str) -> bool {
    let parts = parts_of(path);
    let Some((name, (stem, extension))) = parts.last().and_then(|name| Some((*name, name.rsplit_once('.')?)))
    else {
        return false;
    };
    let is_other = |folders: &&[&str]| parts.windows(folders.len()).any(|part| part == *folders);
    if OTHER_FOLDERS.iter().any(is_other) || OTHER_SCOPES.contains(&name) {
        return false;
    }
    match extension {
        "yaml" | "yml" => true,
        "py" => !HELPERS.contains(&name),
        "md" => standard_of(stem).is_some() || OLD_TEXTS.contains(&name),
        "lst" => parts.contains(&IAAS),
        _ => false,
    }
}

/// The folder of the suite's files about this layer.
const IAAS: &str = "iaas";

/// Whether a file that is not known by its name is read as YAML: all but texts and programs.
pub(super) fn is_yaml(name: &str) -> bool {
    !matches!(name.rsplit_once('.'), Some((_, "md" | "py" | "lst")))
}

fn parts_of(path: &str) -> Vec<&str> {
    path.split(['/', '\\']).collect()
}

impl<'p> Place<'p> {
    /// What the file is; `None` if it has nothing to do with the standards.
    pub(super) fn of(path: &'p str, text: &str, embedded: &Catalogue) -> Option<Place<'p>> {
        if !may_hold_rules(path) {
            return None;
        }
        let parts = parts_of(path);
        let name = parts.last().copied()?;
        let (stem, extension) = name.rsplit_once('.')?;
        match extension {
            "yaml" | "yml" => yaml(name, text, embedded),
            "py" => python(name, text, parts.contains(&IAAS)).map(Place::Python),
            "md" => {
                let standard = standard_of(stem);
                let is_ours = standard.is_some_and(|standard| is_iaas(standard, text, embedded));
                (is_ours || OLD_TEXTS.contains(&name)).then_some(Place::Text(standard))
            }
            "lst" => Some(Place::List),
            _ => None,
        }
    }
}

fn yaml<'p>(name: &str, text: &str, embedded: &Catalogue) -> Option<Place<'p>> {
    let is_readable = text.len() <= SIZE_LIMIT;
    let documents = if is_readable { documents_of(text) } else { Vec::new() };
    if documents.len() > 1 {
        // Only drafts have several in a file. What is wrong with one is told when it is laid.
        let says_kind =
            |text: &String| parse_document(text).ok().is_some_and(|node| kind_of(&node).is_some());
        return documents.iter().any(says_kind).then_some(Place::Yaml(Reader::Draft, None));
    }
    let node =
        if is_readable { parse_document(text.strip_prefix('\u{feff}').unwrap_or(text)).ok() } else { None };
    let reader = if SCOPES.contains(&name) {
        Reader::OfficialTest
    } else if name.starts_with("scs-0104-v1-images") || name.starts_with("SCS-Spec.") || is_flavors_name(name)
    {
        Reader::NeighbouringTool
    } else if let Some(node) = &node {
        match kind_of(node) {
            Some(OverlayKind::Scope) if is_our_scope(node, embedded) => Reader::OfficialTest,
            Some(OverlayKind::Flavors | OverlayKind::ImageList) => Reader::NeighbouringTool,
            Some(OverlayKind::Entries) => Reader::Draft,
            None if is_older(node) && is_our_scope(node, embedded) => Reader::OfficialTest,
            None if value_of(node, "SCS-Spec").is_some() => Reader::NeighbouringTool,
            Some(OverlayKind::Scope) | None => return None,
        }
    } else if is_overlay(text) {
        // It says that it is a draft; what is wrong with it is to be told.
        Reader::Draft
    } else {
        return None;
    };
    Some(Place::Yaml(reader, node))
}

/// `scs-0103-v1-flavors.yaml`, `scs-0100-v3-flavors.yaml`.
fn is_flavors_name(name: &str) -> bool {
    name.strip_suffix("-flavors.yaml").and_then(standard_of).is_some()
}

/// Scopes of other layers have the same form.
fn is_our_scope(scope: &Node, embedded: &Catalogue) -> bool {
    let layer = embedded.scope_name.rsplit(' ').next().unwrap_or_default();
    value_of(scope, "name").and_then(text_of).is_none_or(|name| name.contains(layer))
}

fn python(name: &str, text: &str, is_under_iaas: bool) -> Option<Reader> {
    if NEIGHBOURS.contains(&name) {
        return Some(Reader::NeighbouringTool);
    }
    // A program of this name had the grammar in it once, and only calls the suite's since.
    let is_caller = name == "flavor-name-check.py" && text.contains("flavor_names");
    if is_caller {
        return None;
    }
    (is_under_iaas || SUITE.contains(&name) || text.contains("SCS_0103_") || text.contains("'scs_01"))
        .then_some(Reader::OfficialTest)
}

/// The number and version in a name: `scs-0102-v2-image-metadata`; of `scs-0102-w1-…` no version.
fn standard_of(stem: &str) -> Option<Standard<'_>> {
    let mut parts = stem.split('-');
    let (Some("scs"), Some(number), Some(version)) = (parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    let version = version.strip_prefix('v').and_then(|version| version.parse().ok());
    (number.len() == 4).then_some(Standard { number, version })
}

/// The series of standards about what this program checks.
const SERIES: &str = "01";
/// The scope as a text: the standards of each version.
const SCOPE_TEXT: &str = "0501";
/// A number that is not given yet.
const NO_NUMBER: &str = "XXXX";

fn is_iaas(standard: Standard<'_>, text: &str, embedded: &Catalogue) -> bool {
    let is_known = |known: &str| known.strip_prefix("scs-") == Some(standard.number);
    standard.number.starts_with(SERIES)
        || standard.number == SCOPE_TEXT
        || embedded.standards.iter().any(|known| is_known(&known.id))
        || (standard.number == NO_NUMBER && text.lines().take(40).any(|line| line == "track: IaaS"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_tell_what_nobody_has_to_look_at() {
        let wanted = [
            "Tests/scs-compatible-iaas.yaml",
            "Tests/iaas/scs_0102_image_metadata/image_metadata.py",
            "Tests/iaas/a/b.lst",
            "elsewhere/new_check.py",
            "scs-0103-v1-standard-flavors.md",
            "Drafts/Image-Properties-Spec.md",
        ];
        for path in wanted {
            assert!(may_hold_rules(path), "{path}");
        }
        let others = [
            "README.md",
            ".github/x.yml",
            "Tests/kaas/a.py",
            "Tests/scs-compatible-kaas.yaml",
            "a.png",
            "a",
            "",
        ];
        for path in others {
            assert!(!may_hold_rules(path), "{path}");
        }
    }
}

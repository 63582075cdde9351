//! Changes of the standards in a word, such as the status of an image: which there are, and the files that say them.

use super::draft::{mapping, scalar, sequence, set, texts, texts_of, unset, write};
use crate::catalogue::load::EMBEDDED;
use crate::catalogue::overlay::{
    LISTS, OverlayKind, documents_of, items_of, kind_of, list_in, text_of, value_of,
};
use crate::catalogue::{
    Catalogue, CatalogueError, CatalogueFault, CatalogueProblem, Check, ImageSpec, NameScheme, Place, Target,
    Validity,
};
use crate::date::Moment;
use crate::yaml::{Content, Node, YamlError, parse_document};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Something of the standards that a word decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// The status of an image in a list.
    Image {
        /// The name of the list's file.
        list: Box<str>,
        /// The image's name there.
        name: Box<str>,
    },
    /// The status of a standard flavor.
    Flavor(Box<str>),
    /// The validity of a scope version, from the reference date on.
    Version(Box<str>),
    /// How strongly the scope asks for a test case.
    TestCase(Box<str>),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Image { name, .. }
            | Subject::Flavor(name)
            | Subject::Version(name)
            | Subject::TestCase(name) => f.write_str(name),
        }
    }
}

/// The words for the status of an image or flavor, and the target of the scope that asks for one.
const STATUSES: [(&str, Option<Target>); 3] =
    [("mandatory", Some(Target::Main)), ("recommended", Some(Target::Recommended)), ("optional", None)];

impl Subject {
    /// What it can be: the words of the files, and an empty one for what is not named there.
    pub fn words(&self) -> Vec<&'static str> {
        match self {
            Subject::Image { .. } | Subject::Flavor(_) => STATUSES.map(|(word, _)| word).into(),
            Subject::Version(_) => Validity::WORDS.map(|(word, _)| word).into_iter().chain([""]).collect(),
            Subject::TestCase(_) => Target::ALL.map(Target::name).into_iter().chain([""]).collect(),
        }
    }
}

/// A subject, and what it is by some rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIf {
    /// What can be changed.
    pub subject: Subject,
    /// The word for what it is.
    pub now: Box<str>,
}

/// Everything that can be changed in a word, by rules that somebody writes and, where these are silent, by the embedded
/// standards.
///
/// # Errors
/// What was written is no YAML.
pub fn what_ifs(
    rules: &str,
    name: &str,
    date: Moment,
    embedded: &Catalogue,
) -> Result<Vec<WhatIf>, CatalogueError> {
    let mut sheets = Sheets::parse(rules, name)?;
    let mut subjects = Vec::new();
    // The newest first.
    for (list, _) in LISTS.into_iter().rev() {
        let Some(sheet) = sheets.get(&Subject::Image { list: list.into(), name: "".into() }) else {
            continue;
        };
        for image in value_of(&sheet.node, "images").map(items_of).unwrap_or_default() {
            let name = value_of(image, "name").and_then(text_of).unwrap_or_default();
            subjects.push(Subject::Image { list: list.into(), name: name.into() });
        }
    }
    subjects.extend(embedded.flavors.iter().map(|flavor| Subject::Flavor(flavor.name.clone())));
    subjects.extend(embedded.versions.iter().rev().map(|version| Subject::Version(version.id.clone())));
    subjects.extend(embedded.testcases.iter().map(|testcase| Subject::TestCase(testcase.id.as_str().into())));
    Ok(subjects
        .into_iter()
        .map(|subject| {
            let now = sheets.get(&subject).map(|sheet| now(&sheet.node, &subject, date, embedded));
            WhatIf { now: now.unwrap_or_default().into(), subject }
        })
        .collect())
}

/// Changes a document; `None` if what is to be changed is not there.
type Changing<'c> = &'c dyn Fn(&mut Node) -> Option<()>;

/// The rules with a subject that is what a word says. What a cloud has to offer is said by a list, and asked for by the scope:
/// both are changed. Of a document that changes, all comments but the first are gone; others stay as they are.
///
/// # Errors
/// What was written is no YAML, or does not name the subject in the form of today.
pub fn with_what_if(
    rules: &str,
    name: &str,
    (subject, word): (&Subject, &str),
    date: Moment,
    embedded: &Catalogue,
) -> Result<String, CatalogueError> {
    let mut sheets = Sheets::parse(rules, name)?;
    let status = STATUSES.iter().find(|(known, _)| *known == word).and_then(|(_, target)| *target);
    let refused = || {
        let fault = CatalogueFault::NotThere { id: subject.to_string().into() };
        CatalogueError { problems: vec![CatalogueProblem { place: None, fault }] }
    };
    let change = |sheets: &mut Sheets, of: &Subject, change: Changing<'_>| -> Result<(), CatalogueError> {
        let sheet = sheets.get(of).ok_or_else(refused)?;
        change(&mut sheet.node).ok_or_else(refused)?;
        sheet.is_changed = true;
        Ok(())
    };
    match subject {
        Subject::Image { list, name } => {
            change(&mut sheets, subject, &|node| set_status(node, name, word))?;
            let id = sheets.get(subject).and_then(|sheet| image_id(&sheet.node, name, embedded));
            let is_its =
                |check: &Check| matches!(check, Check::ImagePresent { image } if Some(&**image) == id);
            if let Some(testcase) = testcase_of(embedded, is_its) {
                let asked = Subject::TestCase(testcase.into());
                change(&mut sheets, &asked, &|node| set_level(node, testcase, status, Some(list), embedded))?;
            }
        }
        Subject::Flavor(flavor) => {
            change(&mut sheets, subject, &|node| move_flavor(node, flavor, word))?;
            let is_its =
                |check: &Check| matches!(check, Check::StandardFlavor { flavor: of } if of == flavor);
            if let Some(testcase) = testcase_of(embedded, is_its) {
                let asked = Subject::TestCase(testcase.into());
                change(&mut sheets, &asked, &|node| set_level(node, testcase, status, None, embedded))?;
            }
        }
        Subject::Version(version) => {
            change(&mut sheets, subject, &|node| set_validity(node, version, word, date))?;
        }
        Subject::TestCase(id) => {
            let target = Target::ALL.into_iter().find(|target| target.name() == word);
            change(&mut sheets, subject, &|node| set_level(node, id, target, None, embedded))?;
        }
    }
    Ok(sheets.write())
}

fn testcase_of(embedded: &Catalogue, is_its: impl Fn(&Check) -> bool) -> Option<&str> {
    embedded.testcases.iter().find(|testcase| is_its(&testcase.check)).map(|testcase| testcase.id.as_str())
}

/// A document.
struct Sheet {
    text: String,
    node: Node,
    is_changed: bool,
    /// It was written by somebody, or is changed by now.
    is_own: bool,
}

/// The documents that somebody wrote, and embedded ones.
struct Sheets(Vec<Sheet>);

impl Sheets {
    fn parse(rules: &str, name: &str) -> Result<Sheets, CatalogueError> {
        if rules.trim().is_empty() {
            return Ok(Sheets(Vec::new()));
        }
        let read = |text: String| -> Result<Sheet, CatalogueError> {
            let node = parse_document(&text).map_err(|error| no_yaml(error, name))?;
            Ok(Sheet { text, node, is_changed: false, is_own: true })
        };
        documents_of(rules).into_iter().map(read).collect::<Result<_, _>>().map(Sheets)
    }

    /// The document that decides a subject; the embedded one if nobody wrote it.
    fn get(&mut self, subject: &Subject) -> Option<&mut Sheet> {
        let (kind, list, embedded) = match subject {
            Subject::Image { list, .. } => {
                let at = LISTS.iter().position(|(name, _)| **name == **list)?;
                (OverlayKind::ImageList, Some(at), LISTS.get(at)?.1)
            }
            Subject::Flavor(_) => (OverlayKind::Flavors, None, EMBEDDED.flavors),
            Subject::Version(_) | Subject::TestCase(_) => (OverlayKind::Scope, None, EMBEDDED.scope),
        };
        let is_it = |sheet: &Sheet| {
            kind_of(&sheet.node) == Some(kind) && list.is_none_or(|list| list_in(&sheet.node) == Some(list))
        };
        let known = self.0.iter().position(is_it);
        let at = known.unwrap_or(self.0.len());
        if known.is_none() {
            let (text, node) = (embedded.to_owned(), parse_document(embedded).ok()?);
            self.0.push(Sheet { text, node, is_changed: false, is_own: false });
        }
        self.0.get_mut(at)
    }

    /// What was written, with what changed.
    fn write(self) -> String {
        let texts = self.0.iter().filter(|sheet| sheet.is_own || sheet.is_changed).map(|sheet| {
            // Empty lines are there for places alone.
            let text = sheet.text.trim_start_matches('\n');
            if !sheet.is_changed {
                return format!("{}\n", text.trim_end());
            }
            let head = text.lines().take_while(|line| line.starts_with('#'));
            head.fold(String::new(), |head, line| head + line + "\n") + &write(&sheet.node)
        });
        texts.collect::<Vec<_>>().join("---\n")
    }
}

fn no_yaml(error: YamlError, name: &str) -> CatalogueError {
    let place = Some(Place { file: name.into(), location: error.location });
    CatalogueError { problems: vec![CatalogueProblem { place, fault: CatalogueFault::Yaml(error.problem) }] }
}

/// What a subject is in its document.
fn now(node: &Node, subject: &Subject, date: Moment, embedded: &Catalogue) -> String {
    let found = match subject {
        Subject::Image { name, .. } => {
            let image = entry(node, "images", "name", name);
            image.map(|image| value_of(image, "status").and_then(text_of).unwrap_or("optional"))
        }
        Subject::Flavor(name) => {
            let mut lists = STATUSES.iter().map(|(word, _)| *word);
            lists.find(|list| entry(node, list, "name", name).is_some()).or(Some("optional"))
        }
        Subject::Version(version) => {
            let entries = value_of(node, "timeline").map(items_of).unwrap_or_default();
            let in_force = entries.iter().filter(|entry| day_of(entry).is_some_and(|day| day <= date));
            let listed =
                in_force.max_by_key(|entry| day_of(entry)).and_then(|entry| value_of(entry, "versions"));
            listed.and_then(|listed| value_of(listed, version)).and_then(text_of)
        }
        Subject::TestCase(id) => {
            let modules = value_of(node, "modules").map(items_of).unwrap_or_default();
            let asking = asking(node, id, None, embedded);
            let of = |target: &Target| {
                let mut members = asking.iter().flat_map(|module| family(module));
                members.any(|member| {
                    let of_member = modules.iter().find(|module| is_entry(module, "id", &member));
                    of_member.is_some_and(|module| {
                        testcases_of(module, *target).iter().any(|known| **known == **id)
                    })
                })
            };
            Target::ALL.into_iter().find(of).map(Target::name)
        }
    };
    found.unwrap_or_default().to_owned()
}

fn is_entry(node: &Node, key: &str, id: &str) -> bool {
    value_of(node, key).and_then(text_of) == Some(id)
}

fn entry<'n>(node: &'n Node, list: &str, key: &str, id: &str) -> Option<&'n Node> {
    value_of(node, list).map(items_of).unwrap_or_default().iter().find(|entry| is_entry(entry, key, id))
}

fn list_mut<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Vec<Node>> {
    let Content::Mapping(entries) = &mut node.content else { return None };
    let (_, value) = entries.iter_mut().find(|(name, _)| text_of(name) == Some(key))?;
    if let Content::Sequence(items) = &mut value.content { Some(items) } else { None }
}

fn set_status(node: &mut Node, name: &str, word: &str) -> Option<()> {
    let image = list_mut(node, "images")?.iter_mut().find(|image| is_entry(image, "name", name))?;
    if word == "optional" {
        unset(image, "status");
    } else {
        set(image, "status", scalar(word));
    }
    Some(())
}

/// The id of an image of a list: two may have one name.
fn image_id<'c>(list: &Node, name: &str, embedded: &'c Catalogue) -> Option<&'c str> {
    let image = entry(list, "images", "name", name)?;
    let scheme = value_of(image, "name_scheme").and_then(text_of);
    let is_it =
        |spec: &&ImageSpec| *spec.name == *name && spec.scheme.as_ref().map(NameScheme::as_str) == scheme;
    embedded.images.iter().find(is_it).map(|spec| &*spec.id)
}

fn move_flavor(node: &mut Node, name: &str, word: &str) -> Option<()> {
    let lists = STATUSES.iter().map(|(word, _)| *word).filter(|list| *list != "optional");
    let mut moved = None;
    for list in lists {
        if let Some(items) = list_mut(node, list)
            && let Some(at) = items.iter().position(|flavor| is_entry(flavor, "name", name))
        {
            moved = Some(items.remove(at));
        }
    }
    // Of a flavor that was taken out before, the embedded document knows what it is.
    let embedded = || {
        let document = parse_document(EMBEDDED.flavors).ok()?;
        STATUSES.iter().find_map(|(list, _)| entry(&document, list, "name", name).cloned())
    };
    match word {
        "optional" => moved.map(|_| ()),
        list => {
            let flavor = moved.or_else(embedded)?;
            if value_of(node, list).is_none() {
                set(node, list, sequence(Vec::new()));
            }
            list_mut(node, list)?.push(flavor);
            Some(())
        }
    }
}

fn day_of(entry: &Node) -> Option<Moment> {
    value_of(entry, "date").and_then(text_of)?.parse().ok()
}

/// Sets the validity in the entry that is in force, and in all later ones.
fn set_validity(node: &mut Node, version: &str, word: &str, date: Moment) -> Option<()> {
    let entries = list_mut(node, "timeline")?;
    let since = entries.iter().filter_map(day_of).filter(|day| *day <= date).max()?;
    for entry in entries.iter_mut().filter(|entry| day_of(entry).is_some_and(|day| day >= since)) {
        let mut listed = value_of(entry, "versions")?.clone();
        if word.is_empty() {
            unset(&mut listed, version);
        } else {
            set(&mut listed, version, scalar(word));
        }
        set(entry, "versions", listed);
    }
    Some(())
}

/// The modules of which a version takes up some: the one that it includes, and those that go with it.
fn family(module: &str) -> [String; 3] {
    [module.to_owned(), format!("{module}-rec"), format!("{module}-manual")]
}

fn testcases_of(module: &Node, target: Target) -> Vec<String> {
    let targets = value_of(module, "targets");
    targets.and_then(|targets| value_of(targets, target.name())).map(texts_of).unwrap_or_default()
}

/// The modules that ask for a test case in some version, or that would: those of its standard. `list`: of versions with this
/// list of images alone.
fn asking(scope: &Node, id: &str, list: Option<&str>, embedded: &Catalogue) -> Vec<String> {
    let mut included: Vec<String> = Vec::new();
    let versions = value_of(scope, "versions").map(items_of).unwrap_or_default();
    for include in versions.iter().filter_map(|version| value_of(version, "include")).flat_map(items_of) {
        let module = text_of(include).or_else(|| value_of(include, "ref").and_then(text_of));
        let parameters = value_of(include, "parameters").and_then(|all| value_of(all, "image_spec"));
        let has_list = |list: &str| parameters.and_then(text_of).is_some_and(|spec| spec.ends_with(list));
        if let Some(module) = module
            && list.is_none_or(has_list)
            && !included.iter().any(|known| known == module)
        {
            included.push(module.to_owned());
        }
    }
    let modules = value_of(scope, "modules").map(items_of).unwrap_or_default();
    let names = |module: &String, is_wanted: &dyn Fn(&str) -> bool| {
        let family = family(module);
        let members = modules.iter().filter(|module| family.iter().any(|id| is_entry(module, "id", id)));
        let mut named = members.flat_map(|member| Target::ALL.map(|target| testcases_of(member, target)));
        named.any(|testcases| testcases.iter().any(|testcase| is_wanted(testcase)))
    };
    let of = |is_wanted: &dyn Fn(&str) -> bool| -> Vec<String> {
        included.iter().filter(|module| names(module, is_wanted)).cloned().collect()
    };
    let standard = |id: &str| embedded.testcase(id).map(|testcase| &testcase.standard);
    let asking = of(&|testcase| testcase == id);
    if asking.is_empty() { of(&|testcase| standard(testcase) == standard(id)) } else { asking }
}

fn set_level(
    scope: &mut Node,
    id: &str,
    target: Option<Target>,
    list: Option<&str>,
    embedded: &Catalogue,
) -> Option<()> {
    let asking = asking(scope, id, list, embedded);
    if asking.is_empty() {
        return None;
    }
    let modules = list_mut(scope, "modules")?;
    for module in &asking {
        let family = family(module);
        for member in modules.iter_mut().filter(|module| family.iter().any(|id| is_entry(module, "id", id))) {
            for target in Target::ALL {
                let mut left = testcases_of(member, target);
                let before = left.len();
                left.retain(|testcase| testcase != id);
                if left.len() < before {
                    set_testcases(member, target, left);
                }
            }
        }
        let Some(target) = target else { continue };
        let [plain, recommended, manual] = &family;
        let home = match target {
            Target::Main => plain,
            Target::Recommended => recommended,
            Target::Preview => manual,
        };
        let at = modules.iter().position(|module| is_entry(module, "id", home));
        let at = at.or_else(|| modules.iter().position(|module| is_entry(module, "id", plain)))?;
        let module = modules.get_mut(at)?;
        let mut testcases = testcases_of(module, target);
        testcases.push(id.to_owned());
        testcases.sort_unstable();
        set_testcases(module, target, testcases);
    }
    declare(scope, id)
}

fn set_testcases(module: &mut Node, target: Target, testcases: Vec<String>) {
    let mut targets =
        value_of(module, "targets").cloned().unwrap_or_else(|| mapping([] as [(&str, Node); 0]));
    if testcases.is_empty() {
        unset(&mut targets, target.name());
    } else {
        set(&mut targets, target.name(), texts(testcases));
    }
    let is_empty = matches!(&targets.content, Content::Mapping(entries) if entries.is_empty());
    if is_empty {
        unset(module, "targets");
    } else {
        set(module, "targets", targets);
    }
}

/// A scope declares the test cases that it names.
fn declare(scope: &mut Node, id: &str) -> Option<()> {
    let scripts = list_mut(scope, "scripts")?;
    let is_declared = scripts.iter().any(|script| entry(script, "testcases", "id", id).is_some());
    if !is_declared {
        let script = scripts.last_mut()?;
        list_mut(script, "testcases")?.push(mapping([("id", scalar(id))]));
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::OverlayFile;

    const DAY: &str = "2026-08-22";

    fn day() -> Moment {
        DAY.parse().unwrap()
    }

    fn embedded() -> Catalogue {
        Catalogue::embedded().unwrap()
    }

    fn with(rules: &str, subject: &Subject, word: &str) -> String {
        with_what_if(rules, "your rule", (subject, word), day(), &embedded()).unwrap()
    }

    /// The standards with rules laid over them.
    fn laid(rules: &str) -> Catalogue {
        let documents = documents_of(rules);
        let files: Vec<OverlayFile<'_>> =
            documents.iter().map(|text| OverlayFile { name: "your rule", text }).collect();
        Catalogue::overlaid(&files).unwrap_or_else(|error| panic!("{error:?}\n{rules}"))
    }

    fn word_of(rules: &str, subject: &Subject) -> Box<str> {
        let all = what_ifs(rules, "your rule", day(), &embedded()).unwrap();
        all.into_iter().find(|what_if| what_if.subject == *subject).unwrap().now
    }

    fn target_of(catalogue: &Catalogue, version: &str, id: &str) -> Option<Target> {
        let version = catalogue.version(version).unwrap();
        let named = |target: &Target| {
            let targets = Target::ALL.iter().zip(&version.targets);
            let mut of_target = targets.filter(|(known, _)| *known == target);
            of_target.any(|(_, ids)| ids.iter().any(|known| known.as_str() == id))
        };
        Target::ALL.into_iter().find(named)
    }

    #[test]
    fn every_subject_can_be_every_word_and_back_again() {
        let catalogue = embedded();
        let all = what_ifs("", "your rule", day(), &catalogue).unwrap();
        let kinds = all.iter().map(|what_if| std::mem::discriminant(&what_if.subject));
        assert_eq!(kinds.collect::<std::collections::HashSet<_>>().len(), 4);
        let is_tried = |(at, what_if): &(usize, WhatIf)| {
            at % 23 == 0 || matches!(what_if.subject, Subject::Image { .. } | Subject::Version(_))
        };
        for (_, WhatIf { subject, now }) in all.into_iter().enumerate().filter(is_tried) {
            assert!(subject.words().contains(&&*now), "{subject:?} is {now}");
            for word in subject.words() {
                let rules = with("", &subject, word);
                assert_eq!(&*word_of(&rules, &subject), word, "{subject:?}");
                let back = with(&rules, &subject, &now);
                assert_eq!(word_of(&back, &subject), now, "{subject:?} from {word}");
            }
        }
    }

    #[test]
    fn what_was_embedded_stays_but_for_what_changed() {
        let subject =
            Subject::Image { list: "scs-0104-v1-images-v5.yaml".into(), name: "Ubuntu 22.04".into() };
        let rules = with("", &subject, "mandatory");
        assert!(rules.starts_with("# Source: "), "where it is from stays: {rules:.80}");
        let (before, after) = (embedded(), laid(&rules));
        let id = "scs-0104-image-ubuntu-2204";
        let of =
            |catalogue: &Catalogue| ["v4", "v5.1", "next"].map(|version| target_of(catalogue, version, id));
        assert_eq!(of(&before), [Some(Target::Main), None, None]);
        assert_eq!(of(&after), [Some(Target::Main), Some(Target::Main), Some(Target::Main)]);
        let back = laid(&with(&rules, &subject, "optional"));
        assert_eq!(back.versions, before.versions);
        assert_eq!((back.flavors, back.testcases), (before.flavors, before.testcases));
    }

    #[test]
    fn flavors_versions_and_test_cases_change_by_a_word() {
        let flavor = Subject::Flavor("SCS-1V-4".into());
        let after = laid(&with("", &flavor, "recommended"));
        assert!(after.flavor("SCS-1V-4").is_some_and(|flavor| !flavor.is_mandatory));
        assert_eq!(target_of(&after, "v5.1", "scs-0103-flavor-1v-4"), Some(Target::Recommended));
        let gone = with("", &flavor, "optional");
        assert_eq!(laid(&gone).flavor("SCS-1V-4"), None);
        assert_eq!(
            laid(&with(&gone, &flavor, "mandatory")).flavor("SCS-1V-4"),
            embedded().flavor("SCS-1V-4")
        );

        let version = with("", &Subject::Version("next".into()), "effective");
        let validity = |date: &str| laid(&version).timeline.validity("next", date.parse().unwrap());
        assert_eq!(validity(DAY), Some(Validity::Effective));
        assert_eq!(validity("2025-10-01"), Some(Validity::Draft), "what was, was");

        let testcase = "scs-0100-syntax-check";
        let asked_less = laid(&with("", &Subject::TestCase(testcase.into()), ""));
        assert_eq!(target_of(&asked_less, "v5.1", testcase), None);
    }

    #[test]
    fn what_somebody_wrote_beside_it_stays_as_it_is() {
        let own = "# My rule.\nrequirements: []  # none\n";
        let rules = with(own, &Subject::Version("next".into()), "effective");
        assert!(rules.starts_with(&format!("{own}---\n# Source: ")), "{rules:.200}");
        let twice = with(&rules, &Subject::Version("v5.1".into()), "warn");
        assert_eq!(twice.matches("---\n").count(), 1, "the scope is there once");
        let catalogue = laid(&twice);
        let validity = |version| catalogue.timeline.validity(version, day());
        assert_eq!([validity("next"), validity("v5.1")], [Some(Validity::Effective), Some(Validity::Warn)]);
    }

    #[test]
    fn what_is_not_there_and_what_is_no_yaml_is_refused() {
        let scope = "name: x\nscripts: []\nmodules: []\ntimeline: []\nversions: []\n";
        let refused = |rules: &str, subject: Subject| {
            let error = with_what_if(rules, "your rule", (&subject, "mandatory"), day(), &embedded());
            error.unwrap_err().problems.remove(0)
        };
        for subject in [Subject::Version("v4".into()), Subject::TestCase("scs-0100-syntax-check".into())] {
            let id = subject.to_string().into();
            assert_eq!(refused(scope, subject).fault, CatalogueFault::NotThere { id });
        }
        let flavors = "flavor_groups: []\n";
        assert!(matches!(
            refused(
                "images: [{name: x, source: y}]\n---\nmandatory: 7\n",
                Subject::Flavor("SCS-1V-4".into())
            )
            .fault,
            CatalogueFault::NotThere { .. }
        ));
        assert!(what_ifs(flavors, "your rule", day(), &embedded()).is_ok());
        let broken = refused("a: 1\n---\nb: [\n", Subject::Version("v4".into()));
        let place = broken.place.unwrap();
        assert_eq!((&*place.file, place.location.map(|at| at.line >= 3)), ("your rule", Some(true)));
    }
}

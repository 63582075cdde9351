//! The standards as data: the certificate scope, its test cases, standard flavors and images, vocabularies, and the
//! grammar of flavor names.
//!
//! Facts and texts stand in YAML files under `data/`, in the SCS project's own schemas where it has one. They are
//! read by [`Catalogue::embedded`] at start, checked against each other, and from then on cannot be inconsistent.

mod check;
mod error;
mod load;
mod name_scheme;
mod overlay;
mod rule;
mod schema;
mod source;
mod templates;
mod text_check;
mod timeline;

pub use check::{Absent, Check};
pub use error::{CatalogueError, CatalogueFault, CatalogueProblem, Place};
#[cfg(not(target_arch = "wasm32"))]
pub use name_scheme::regex_match;
pub use name_scheme::{NameScheme, RegexMatch};
pub use overlay::{Change, Changed, OverlayEffect, OverlayFile, OverlayKind, documents_of, is_overlay};
pub use rule::{Ask, Expected, FromName, Of, Rule, When};
pub use source::{
    Reader, Source, SourceReading, Subject, WhatIf, may_hold_rules, read_source, rules_in, what_ifs,
    with_what_if,
};
pub use templates::{Template, replaceable_documents, templates};
pub use text_check::{DateForm, NameForm, Promise, Rank, SpecOf, TextCheck};
pub use timeline::{Timeline, Validity};

use crate::date::Moment;
use crate::flavor_name::Grammar;
use std::fmt;

/// Everything that the standards demand, as far as this program knows.
#[derive(Debug)]
pub struct Catalogue {
    /// Where the facts come from.
    pub provenance: Provenance,
    /// The certificate scope's name.
    pub scope_name: Box<str>,
    /// The standards, ascending by id.
    pub standards: Vec<Standard>,
    /// All test cases, ascending by id.
    pub testcases: Vec<TestCase>,
    /// Requirements beside the test cases, in the order of the file.
    pub requirements: Vec<Requirement>,
    /// The scope's versions, oldest first.
    pub versions: Vec<ScopeVersion>,
    /// Which version is valid when.
    pub timeline: Timeline,
    /// The standard flavors, mandatory ones first.
    pub flavors: Vec<StandardFlavor>,
    /// The images that test cases look for.
    pub images: Vec<ImageSpec>,
    /// Releases of distributions, oldest first.
    pub releases: Vec<Release>,
    /// Which values of image properties some list allows.
    pub vocabularies: Vec<Vocabulary>,
    /// How long an image of each replacement frequency may stay.
    pub frequencies: Vec<Frequency>,
    /// The tables of the flavor-name grammar.
    pub grammar: Grammar,
    /// What reads the regular expressions of rules.
    is_match: RegexMatch,
}

/// Where the facts of the catalogue come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The address of the standards' repository.
    pub source: Box<str>,
    /// The commit that the facts were taken from.
    pub commit: Box<str>,
    /// The date of that commit.
    pub date: Moment,
    /// The files that were laid over them, with what each changes, in the order given.
    pub overlays: Vec<OverlayEffect>,
}

impl Provenance {
    /// The files that change something. If there is one, the answers are by modified rules.
    pub fn modifying_overlays(&self) -> impl Iterator<Item = &OverlayEffect> {
        self.overlays.iter().filter(|overlay| !overlay.changes.is_empty())
    }

    /// Whether a file changes the entry of that list.
    pub fn touches(&self, section: &str, id: &str) -> bool {
        let mut changes = self.overlays.iter().flat_map(|overlay| &overlay.changes);
        changes.any(|change| change.section == section && *change.id == *id)
    }
}

/// The official id of a test case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TestCaseId(Box<str>);

impl TestCaseId {
    /// The id as the standards spell it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TestCaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A standard that test cases belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// `scs-0103`.
    pub id: Box<str>,
    /// A short title.
    pub title: Box<str>,
    /// The address of its text.
    pub url: Box<str>,
}

/// A test case with its texts and what decides it.
#[derive(Clone, Debug, PartialEq)]
pub struct TestCase {
    /// The official id.
    pub id: TestCaseId,
    /// The id of its standard.
    pub standard: Box<str>,
    /// The section of the standard that demands it.
    pub section: Section,
    /// A title for when it holds.
    pub holds: Box<str>,
    /// A title for when it does not.
    pub fails: Box<str>,
    /// Why it matters.
    pub why: Box<str>,
    /// How this program decides it.
    pub decided: Box<str>,
    /// Where the text of the standard and the official test differ.
    pub contradiction: Option<Contradiction>,
    /// What decides it.
    pub check: Check,
}

/// A known difference between the text of a standard and the official test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// `C-05`.
    pub id: Box<str>,
    /// What differs, in a sentence.
    pub text: Box<str>,
    /// When the difference decides an answer.
    pub decides: Decides,
}

/// When a difference between text and official test decides an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decides {
    /// Whenever it is not met.
    Always,
    /// When the official suite ends with an exception.
    Abort,
    /// When a value that is refused stands in the list of the image service.
    GlanceValue,
    /// When the type of a disk is another one.
    DiskType,
    /// When a GPU without a number of units is followed by an extension.
    GpuExtension,
    /// When egress is not counted.
    Egress,
    /// When an aspect is unknown or repeated.
    Aspect,
}

impl Decides {
    /// The name in files; `always` is what none means there.
    pub fn name(self) -> &'static str {
        match self {
            Decides::Always => "always",
            Decides::Abort => "abort",
            Decides::GlanceValue => "glance_value",
            Decides::DiskType => "disk_type",
            Decides::GpuExtension => "gpu_extension",
            Decides::Egress => "egress",
            Decides::Aspect => "aspect",
        }
    }
}

/// Something that a standard, or its history, asks for beside the test cases. It never changes a verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// How strongly the modules of the scope ask for it; [`ANY_MODULE`] stands for every scope version.
    levels: Vec<(Box<str>, Level)>,
    /// Its texts and its check; its id is ours.
    pub testcase: TestCase,
}

/// The name that levels of requirements have for every scope version.
const ANY_MODULE: &str = "any";

impl Requirement {
    /// How strongly each module asks for it; `any` stands for every scope version.
    pub fn levels(&self) -> impl Iterator<Item = (&str, Level)> {
        self.levels.iter().map(|(module, level)| (module.as_ref(), *level))
    }

    /// How strongly a scope version asks for it, if it does.
    pub fn level_in(&self, version: &ScopeVersion) -> Option<Level> {
        let asks = |module: &str| module == ANY_MODULE || version.modules.iter().any(|id| **id == *module);
        self.levels.iter().filter(|(module, _)| asks(module)).map(|(_, level)| *level).min()
    }

    /// How strongly it is asked for at most.
    pub fn level(&self) -> Level {
        self.levels.iter().map(|(_, level)| *level).min().unwrap_or(Level::Preview)
    }
}

/// How strongly something is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Level {
    /// MUST in the text.
    Must,
    /// SHOULD in the text.
    Should,
    /// Good advice.
    Hint,
    /// Demanded by a draft that no scope version includes.
    Preview,
}

impl Level {
    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Level::Must => "must",
            Level::Should => "should",
            Level::Hint => "hint",
            Level::Preview => "preview",
        }
    }
}

/// What asks for something: the certificate through a test case, or the text of a standard beside the test cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Demand {
    /// A test case, by its target.
    TestCase(Target),
    /// A requirement of the text.
    Text(Level),
}

impl Demand {
    /// Every demand, the strongest first.
    pub const ALL: [Demand; 7] = [
        Demand::TestCase(Target::Main),
        Demand::TestCase(Target::Recommended),
        Demand::TestCase(Target::Preview),
        Demand::Text(Level::Must),
        Demand::Text(Level::Should),
        Demand::Text(Level::Hint),
        Demand::Text(Level::Preview),
    ];

    /// The certificate depends on it.
    pub fn is_required(self) -> bool {
        self == Demand::TestCase(Target::Main)
    }
}

/// A section of a standard's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub title: Box<str>,
    /// The address.
    pub url: Box<str>,
}

/// How much a certificate depends on a test case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Target {
    /// Decides the certificate.
    Main,
    /// Recommended; in the official file, a module of its own that no version includes.
    Recommended,
    /// A manual check on the way in.
    Preview,
}

impl Target {
    /// Every target, the deciding one first.
    pub const ALL: [Target; 3] = [Target::Main, Target::Recommended, Target::Preview];

    /// The name in the official file.
    pub fn name(self) -> &'static str {
        match self {
            Target::Main => "main",
            Target::Recommended => "recommended",
            Target::Preview => "preview",
        }
    }
}

/// A version of the certificate scope.
#[derive(Clone, Debug, PartialEq)]
pub struct ScopeVersion {
    /// `v5.1`.
    pub id: Box<str>,
    /// The date from which its content was fixed.
    pub stabilized_at: Option<Moment>,
    /// The modules that it includes.
    modules: Vec<Box<str>>,
    /// The test cases of each target, ascending by id.
    targets: [Vec<TestCaseId>; 3],
}

impl ScopeVersion {
    /// The modules that it includes, by their ids.
    pub fn modules(&self) -> &[Box<str>] {
        &self.modules
    }

    /// The test cases of a target, ascending by id.
    pub fn target(&self, target: Target) -> &[TestCaseId] {
        let [main, recommended, preview] = &self.targets;
        match target {
            Target::Main => main,
            Target::Recommended => recommended,
            Target::Preview => preview,
        }
    }

    /// The target in which the version has the test case.
    pub fn target_of(&self, testcase: &TestCaseId) -> Option<Target> {
        Target::ALL.into_iter().find(|target| self.target(*target).binary_search(testcase).is_ok())
    }
}

/// A standard flavor of scs-0103.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardFlavor {
    /// The name in current syntax.
    pub name: Box<str>,
    /// Demanded, or only recommended.
    pub is_mandatory: bool,
    /// The number of vCPUs.
    pub cpus: u32,
    /// RAM in MiB.
    pub ram_mib: u64,
    /// The root disk in GB; 0 for none.
    pub disk_gb: u64,
    /// The extra specs it must carry, in the order of the file.
    pub extra_specs: Vec<(Box<str>, Box<str>)>,
}

/// An image that test cases of scs-0104 look for.
#[derive(Clone, Debug)]
pub struct ImageSpec {
    /// `ubuntu-2404`.
    pub id: Box<str>,
    /// The name, or what a name scheme's names begin with.
    pub name: Box<str>,
    /// Which names match where more than one does; anchored at the start only, as in the official suite.
    pub scheme: Option<NameScheme>,
    /// What the image's source must begin with: one of these.
    pub sources: Vec<Box<str>>,
    /// How the image is imported where it is missing.
    pub import: Option<ImageImport>,
}

/// Where the data of a standard image are, and what the publisher says of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageImport {
    /// The address of the newest build.
    pub url: Box<str>,
    /// The version, where the name of the image has one; else it is the day of the build.
    pub version: Option<Box<str>>,
    /// The user to log in as.
    pub login: Box<str>,
    /// The value of `os_distro`.
    pub os_distro: Box<str>,
    /// The value of `os_version`.
    pub os_version: Box<str>,
    /// The value of `os_purpose`.
    pub os_purpose: Box<str>,
    /// Until when the publisher provides it with updates, `YYYY-MM-DD`, or `none`.
    pub provided_until: Box<str>,
}

/// A release of a distribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The value of `os_distro`: `ubuntu`.
    pub distro: Box<str>,
    /// The value of `os_version`: `24.04`.
    pub version: Box<str>,
    /// From when on an image of it is expected.
    pub since: Moment,
    /// What the source of its vendor's images begins with: one of these.
    pub sources: Vec<Box<str>>,
}

/// Values that a list allows for an image property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// The property.
    pub property: Box<str>,
    /// Whose list it is: `glance`, `scs-v1`, `scs-v2`.
    pub list: Box<str>,
    /// The values.
    pub values: Vec<Box<str>>,
}

/// How long an image may stay before a newer one is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequency {
    /// The value of `replace_frequency`.
    pub value: Box<str>,
    /// The period in seconds; 0 means never due.
    pub seconds: u32,
}

impl Catalogue {
    /// The names that begin as a regular expression of a rule says; the loader has seen to it that it is one.
    pub(crate) fn name_scheme(&self, expression: &str) -> Option<NameScheme> {
        NameScheme::new(expression, self.is_match)
    }

    /// The values that read, from their first to their last letter, as a regular expression of a rule says.
    pub(crate) fn whole_values(&self, expression: &str) -> Option<NameScheme> {
        NameScheme::whole(expression, self.is_match)
    }

    /// The test case of that id.
    pub fn testcase(&self, id: &str) -> Option<&TestCase> {
        let at = self.testcases.binary_search_by(|testcase| testcase.id.as_str().cmp(id)).ok()?;
        self.testcases.get(at)
    }

    /// The scope version of that id.
    pub fn version(&self, id: &str) -> Option<&ScopeVersion> {
        self.versions.iter().find(|version| version.id.as_ref() == id)
    }

    /// The standard of that id.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.id.as_ref() == id)
    }

    /// The standard flavor of that name.
    pub fn flavor(&self, name: &str) -> Option<&StandardFlavor> {
        self.flavors.iter().find(|flavor| flavor.name.as_ref() == name)
    }

    /// The image spec of that id.
    pub fn image(&self, id: &str) -> Option<&ImageSpec> {
        self.images.iter().find(|image| image.id.as_ref() == id)
    }
}

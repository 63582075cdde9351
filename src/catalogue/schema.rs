//! The shapes of the files under `data/`, and of overlays. Unknown keys are refused. The lists of our own files may be
//! missing, for an overlay has what it changes.

use super::check::Check;
use super::timeline::Validity;
use super::{Contradiction, Decides, ImageImport, Level, StandardFlavor, Vocabulary};
use crate::date::Moment;
use crate::flavor_name::{
    CpuType, CpuVendor, DiskType, GpuBrand, Grammar, Hypervisor, Syntax, Term, UnstatedCpu,
};
use crate::seen::seen_in_yaml;
use crate::yaml::{Fields, Found, Location, YamlProblem};
use std::borrow::Cow;

/// A certificate scope, in the SCS project's own schema.
#[derive(Debug)]
pub(super) struct ScopeFile {
    pub(super) name: Box<str>,
    pub(super) declared: Vec<Declared>,
    pub(super) modules: Vec<Module>,
    pub(super) timeline: Vec<TimelineEntry>,
    pub(super) versions: Vec<Version>,
}

/// A test case that a scope declares.
#[derive(Debug)]
pub(super) struct Declared {
    pub(super) id: Box<str>,
    pub(super) description: Option<Box<str>>,
    pub(super) url: Option<Box<str>>,
    pub(super) at: Location,
}

#[derive(Debug)]
pub(super) struct Module {
    pub(super) at: Location,
    pub(super) id: Box<str>,
    /// Test cases of the targets main, recommended and preview.
    pub(super) targets: [Vec<Box<str>>; 3],
}

#[derive(Debug)]
pub(super) struct TimelineEntry {
    pub(super) at: Location,
    pub(super) date: Moment,
    pub(super) versions: Vec<(Box<str>, Validity)>,
}

#[derive(Debug)]
pub(super) struct Version {
    pub(super) at: Location,
    pub(super) id: Box<str>,
    pub(super) stabilized_at: Option<Moment>,
    /// The ids of the modules.
    pub(super) include: Vec<Box<str>>,
}

pub(super) fn read_scope(file: &mut Fields<'_>) -> ScopeFile {
    file.skip("uuid");
    file.skip("url");
    file.skip("variables");
    let scripts = file.each("scripts", |script| {
        script.skip("executable");
        script.skip("args");
        script.each("testcases", |testcase| Declared {
            at: testcase.location(),
            id: shown(testcase.filled_text("id")),
            description: testcase.optional_text("description").map(shown),
            // In the SCS project's own schema, anything may stand there.
            url: testcase.optional_text("url").filter(|url| is_address(url)),
        })
    });
    ScopeFile {
        name: file.text("name"),
        declared: scripts.into_iter().flatten().collect(),
        modules: file.each("modules", read_module),
        timeline: file.each("timeline", |entry| TimelineEntry {
            at: entry.location(),
            date: entry.date("date"),
            versions: entry.words_by_name("versions", &Validity::WORDS),
        }),
        versions: file.each("versions", |version| Version {
            at: version.location(),
            id: shown(version.filled_text("version")),
            stabilized_at: version.optional_date("stabilized_at"),
            include: version.texts_or_mappings("include", |include| {
                include.skip("parameters");
                shown(include.text("ref"))
            }),
        }),
    }
}

/// A text that is shown, and an id that things are told apart by: never compared with a value of a cloud.
fn shown(text: Box<str>) -> Box<str> {
    match seen_in_yaml(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(text) => text.into(),
    }
}

/// The address that a link leads to.
fn address(entry: &mut Fields<'_>) -> Box<str> {
    let url = entry.text("url");
    if !url.is_empty() && !is_address(&url) {
        let expected = "an address that begins with `https://`";
        entry.refuse(YamlProblem::WrongType { found: Found::Text(url.clone()), expected });
    }
    url
}

fn is_address(url: &str) -> bool {
    url.starts_with("https://") && url.bytes().all(|byte| byte.is_ascii_graphic())
}

fn read_module(module: &mut Fields<'_>) -> Module {
    module.skip("name");
    module.skip("url");
    module.skip("parameters");
    let targets = module.optional_nested("targets", |targets| {
        [
            targets.optional_texts("main"),
            targets.optional_texts("recommended"),
            targets.optional_texts("preview"),
        ]
        .map(|ids| ids.into_iter().map(shown).collect())
    });
    Module {
        at: module.location(),
        id: shown(module.filled_text("id")),
        targets: targets.unwrap_or_default(),
    }
}

/// Reads standard flavors: in the schema of the openstack-flavor-manager, or in the older one with groups.
pub(super) fn read_flavors(file: &mut Fields<'_>) -> Vec<FlavorEntry> {
    let mut flavors = Vec::new();
    if file.has("flavor_groups") {
        file.skip("meta");
        let groups = file.each("flavor_groups", |group| {
            let is_mandatory = group.word("status", &[("mandatory", true), ("recommended", false)]);
            group.each("list", |flavor| read_flavor(flavor, is_mandatory.unwrap_or_default(), 1024))
        });
        flavors.extend(groups.into_iter().flatten());
    } else {
        file.skip("reference");
        flavors.extend(file.each("mandatory", |flavor| read_flavor(flavor, true, 1)));
        flavors.extend(file.optional_each("recommended", |flavor| read_flavor(flavor, false, 1)));
    }
    flavors
}

/// A standard flavor, and where it stands.
pub(super) type FlavorEntry = (Location, StandardFlavor);

/// Reads a flavor, whose keys with a colon are extra specs. `unit`: in how many MiB its RAM is counted.
fn read_flavor(flavor: &mut Fields<'_>, is_mandatory: bool, unit: u64) -> FlavorEntry {
    // The flavor manager has them; they say nothing about what a cloud has to offer.
    flavor.skip("public");
    flavor.skip("disabled");
    let mut extra_specs = flavor.texts_with(':');
    extra_specs.sort_unstable();
    let entry = StandardFlavor {
        name: flavor.filled_text("name"),
        is_mandatory,
        cpus: flavor.small_integer("cpus"),
        ram_mib: flavor.integer("ram").saturating_mul(unit),
        disk_gb: flavor.optional_integer("disk"),
        extra_specs,
    };
    (flavor.location(), entry)
}

/// An image of a list that a scope names, in the SCS project's own schema.
#[derive(Debug)]
pub(super) struct ListedImage {
    pub(super) at: Location,
    pub(super) name: Box<str>,
    pub(super) name_scheme: Option<Box<str>>,
    /// Sorted.
    pub(super) source: Vec<Box<str>>,
    /// "mandatory", "recommended" or "optional".
    pub(super) status: &'static str,
}

impl ListedImage {
    /// Whether it speaks of the same images.
    pub(super) fn is_about(&self, name: &str, name_scheme: Option<&str>) -> bool {
        *self.name == *name && self.name_scheme.as_deref() == name_scheme
    }
}

const STATUSES: [(&str, &str); 3] =
    [("mandatory", "mandatory"), ("recommended", "recommended"), ("optional", "optional")];

pub(super) fn read_image_list(file: &mut Fields<'_>) -> Vec<ListedImage> {
    file.each("images", |image| {
        let mut source = image.text_or_texts("source");
        source.sort_unstable();
        ListedImage {
            at: image.location(),
            name: image.filled_text("name"),
            name_scheme: image.optional_text("name_scheme"),
            source,
            status: image.optional_word("status", &STATUSES).unwrap_or("optional"),
        }
    })
}

/// An image that test cases look for.
#[derive(Debug)]
pub(super) struct ImageEntry {
    pub(super) id: Box<str>,
    pub(super) name: Box<str>,
    pub(super) name_scheme: Option<Box<str>>,
    pub(super) source: Vec<Box<str>>,
    pub(super) import: Option<ImageImport>,
}

/// Images that test cases look for, and releases of distributions.
#[derive(Debug)]
pub(super) struct ImagesFile {
    pub(super) images: Vec<ImageEntry>,
    pub(super) distributions: Vec<DistributionEntry>,
}

/// A distribution, where its vendor's images come from, and its releases.
#[derive(Debug)]
pub(super) struct DistributionEntry {
    pub(super) distro: Box<str>,
    /// With the placeholder `{codename}`.
    pub(super) sources: Vec<Box<str>>,
    pub(super) releases: Vec<ReleaseEntry>,
}

#[derive(Debug)]
pub(super) struct ReleaseEntry {
    pub(super) version: Box<str>,
    pub(super) codename: Box<str>,
    pub(super) since: Moment,
}

pub(super) fn read_images(file: &mut Fields<'_>) -> ImagesFile {
    let images = file.optional_each("images", |image| ImageEntry {
        id: image.filled_text("id"),
        name: image.text("name"),
        name_scheme: image.optional_text("name_scheme"),
        source: image.texts("source"),
        import: image.optional_nested("import", |import| ImageImport {
            url: import.text("url"),
            version: import.optional_text("version"),
            login: import.text("login"),
            os_distro: import.text("os_distro"),
            os_version: import.text("os_version"),
            os_purpose: import.text("os_purpose"),
            provided_until: import.text("provided_until"),
        }),
    });
    let distributions = file.optional_each("distributions", |distribution| DistributionEntry {
        distro: distribution.text("distro"),
        sources: distribution.texts("sources"),
        releases: distribution.each("releases", |release| ReleaseEntry {
            version: release.text("version"),
            codename: release.text("codename"),
            since: release.date("since"),
        }),
    });
    ImagesFile { images, distributions }
}

/// A replacement frequency and its period in seconds.
pub(super) type FrequencyEntry = (Box<str>, u32);

/// What image properties may say.
#[derive(Debug)]
pub(super) struct PropertiesFile {
    pub(super) frequencies: Vec<FrequencyEntry>,
    pub(super) vocabularies: Vec<Vocabulary>,
}

pub(super) fn read_properties(file: &mut Fields<'_>) -> PropertiesFile {
    PropertiesFile {
        vocabularies: file.optional_each("vocabularies", |vocabulary| Vocabulary {
            property: vocabulary.text("property"),
            list: vocabulary.text("list"),
            values: vocabulary.texts("values"),
        }),
        frequencies: file.optional_each("frequencies", |frequency| {
            (frequency.text("value"), frequency.small_integer("seconds"))
        }),
    }
}

/// Test cases with their texts.
#[derive(Debug)]
pub(super) struct TestCasesFile {
    pub(super) standards: Vec<StandardEntry>,
    pub(super) families: Vec<Family>,
    pub(super) testcases: Vec<TestCaseEntry>,
    /// What is said of test cases that a scope names and this program does not know.
    pub(super) unknown: Option<Texts>,
}

/// How strongly modules of the scope ask for something.
pub(super) type Levels = Vec<(Box<str>, Level)>;

/// Requirements beside the test cases, each with its level in modules of the scope.
#[derive(Debug)]
pub(super) struct RequirementsFile {
    pub(super) families: Vec<Family>,
    pub(super) requirements: Vec<(Levels, TestCaseEntry)>,
}

#[derive(Debug)]
pub(super) struct StandardEntry {
    pub(super) id: Box<str>,
    pub(super) title: Box<str>,
    pub(super) url: Box<str>,
}

/// Texts of a test case, or of a family: those that test cases of one shape share.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    pub(super) section: Option<SectionEntry>,
    pub(super) holds: Option<Box<str>>,
    pub(super) fails: Option<Box<str>>,
    pub(super) why: Option<Box<str>>,
    pub(super) decided: Option<Box<str>>,
}

#[derive(Debug)]
pub(super) struct Family {
    pub(super) id: Box<str>,
    /// `None` for families that entries of any standard fall back on.
    pub(super) standard: Option<Box<str>>,
    pub(super) texts: Texts,
}

#[derive(Debug)]
pub(super) struct TestCaseEntry {
    pub(super) id: Box<str>,
    /// The family whose texts it shares; without one, that of its kind of check.
    pub(super) family: Option<Box<str>>,
    /// Its standard, if it is not that of the family.
    pub(super) standard: Option<Box<str>>,
    pub(super) texts: Texts,
    pub(super) contradiction: Option<Contradiction>,
    /// The kind of check and the check; `None` if it could not be read, which is a problem that was noted.
    pub(super) check: Option<(Box<str>, Check)>,
}

#[derive(Clone, Debug)]
pub(super) struct SectionEntry {
    pub(super) title: Box<str>,
    pub(super) url: Box<str>,
}

pub(super) fn read_testcases(file: &mut Fields<'_>) -> TestCasesFile {
    TestCasesFile {
        standards: file.optional_each("standards", |standard| StandardEntry {
            id: shown(standard.filled_text("id")),
            title: shown(standard.text("title")),
            url: address(standard),
        }),
        families: file.optional_each("families", read_family),
        testcases: file.optional_each("testcases", read_testcase),
        unknown: file.optional_nested("unknown_testcase", read_texts),
    }
}

fn read_family(family: &mut Fields<'_>) -> Family {
    Family {
        id: shown(family.filled_text("id")),
        standard: family.optional_filled_text("standard").map(shown),
        texts: read_texts(family),
    }
}

const DECIDES: [(&str, Decides); 6] = [
    ("abort", Decides::Abort),
    ("glance_value", Decides::GlanceValue),
    ("disk_type", Decides::DiskType),
    ("gpu_extension", Decides::GpuExtension),
    ("egress", Decides::Egress),
    ("aspect", Decides::Aspect),
];

const LEVELS: [(&str, Level); 4] =
    [("must", Level::Must), ("should", Level::Should), ("hint", Level::Hint), ("preview", Level::Preview)];

pub(super) fn read_requirements(file: &mut Fields<'_>) -> RequirementsFile {
    RequirementsFile {
        families: file.optional_each("families", read_family),
        requirements: file.optional_each("requirements", |entry| {
            (entry.words_by_name("levels", &LEVELS), read_testcase(entry))
        }),
    }
}

fn read_testcase(entry: &mut Fields<'_>) -> TestCaseEntry {
    entry.require_one_of(&["family", "standard"]);
    TestCaseEntry {
        id: shown(entry.filled_text("id")),
        family: entry.optional_filled_text("family").map(shown),
        standard: entry.optional_filled_text("standard").map(shown),
        texts: read_texts(entry),
        contradiction: entry.optional_nested("contradiction", |contradiction| Contradiction {
            id: shown(contradiction.text("id")),
            text: shown(contradiction.text("text")),
            decides: contradiction.optional_word("decides", &DECIDES).unwrap_or(Decides::Always),
        }),
        check: Check::read(entry),
    }
}

fn read_texts(entry: &mut Fields<'_>) -> Texts {
    Texts {
        section: entry.optional_nested("section", |section| SectionEntry {
            title: shown(section.text("title")),
            url: address(section),
        }),
        holds: entry.optional_text("holds").map(shown),
        fails: entry.optional_text("fails").map(shown),
        why: entry.optional_text("why").map(shown),
        decided: entry.optional_text("decided").map(shown),
    }
}

/// The tables of the flavor-name grammar.
pub(super) fn read_grammar(file: &mut Fields<'_>) -> Grammar {
    let text = |fields: &mut Fields<'_>, key| fields.text(key).into_string();
    let term = |term: &mut Fields<'_>| Term { code: text(term, "code"), label: text(term, "label") };
    let nothing = || Term { code: String::new(), label: String::new() };
    let unstated_cpu = file.optional_nested("unstated_cpu", |cpu| UnstatedCpu {
        label: text(cpu, "label"),
        image_architecture: text(cpu, "image_architecture"),
    });
    Grammar {
        cpu_types: file.optional_each("cpu_types", |cpu| CpuType {
            code: text(cpu, "code"),
            extra_spec: text(cpu, "extra_spec"),
            singular: text(cpu, "singular"),
            plural: text(cpu, "plural"),
        }),
        disk_types: file.optional_each("disk_types", |disk| DiskType {
            code: text(disk, "code"),
            extra_spec: text(disk, "extra_spec"),
            label: text(disk, "label"),
        }),
        unstated_disk_type: file.optional_text("unstated_disk_type").unwrap_or_default().into_string(),
        hypervisors: file.optional_each("hypervisors", |hypervisor| Hypervisor {
            code: text(hypervisor, "code"),
            label: text(hypervisor, "label"),
            syntaxes: hypervisor.words("syntaxes", &[("v1", Syntax::V1), ("v2", Syntax::V2)]),
        }),
        unstated_cpu: unstated_cpu
            .unwrap_or(UnstatedCpu { label: String::new(), image_architecture: String::new() }),
        cpu_vendors: file.optional_each("cpu_vendors", |vendor| CpuVendor {
            code: text(vendor, "code"),
            label: text(vendor, "label"),
            image_architecture: vendor.optional_text("image_architecture").map(Into::into),
            generations: vendor.each("generations", term),
        }),
        cpu_frequencies: file.optional_each("cpu_frequencies", term),
        gpu_modes: file.optional_each("gpu_modes", term),
        gpu_brands: file.optional_each("gpu_brands", |brand| GpuBrand {
            code: text(brand, "code"),
            label: text(brand, "label"),
            unit: brand.nested("unit", term).unwrap_or_else(nothing),
            generations: brand.each("generations", term),
        }),
        gpu_frequencies: file.optional_each("gpu_frequencies", term),
        vram_bandwidths: file.optional_each("vram_bandwidths", term),
    }
}

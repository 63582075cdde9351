//! Files → a catalogue whose parts fit together, or everything that is wrong with them.

use super::check::Check;
use super::error::{CatalogueError, CatalogueProblem};
use super::schema::{
    DistributionEntry, Family, FlavorsFile, ImageEntry, ScopeFile, SectionEntry, TestCaseEntry, Version,
    read_flavors, read_grammar, read_images, read_properties, read_requirements, read_scope, read_testcases,
};
use super::{
    ANY_MODULE, Catalogue, Frequency, ImageSpec, NameScheme, Provenance, RegexMatch, Release, Requirement,
    ScopeVersion, Section, Standard, StandardFlavor, TestCase, TestCaseId, Timeline,
};
use crate::date::Moment;
use crate::yaml::{Fields, read_document};

/// The texts of the files that make up a catalogue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Files<'a> {
    pub(super) scope: &'a str,
    pub(super) testcases: &'a str,
    pub(super) requirements: &'a str,
    pub(super) flavors: &'a str,
    pub(super) images: &'a str,
    pub(super) properties: &'a str,
    pub(super) grammar: &'a str,
}

const EMBEDDED: Files<'static> = Files {
    scope: include_str!("data/scs-compatible-iaas.yaml"),
    testcases: include_str!("data/test-cases.yaml"),
    requirements: include_str!("data/requirements.yaml"),
    flavors: include_str!("data/standard-flavors.yaml"),
    images: include_str!("data/image-specs.yaml"),
    properties: include_str!("data/image-properties.yaml"),
    grammar: include_str!("data/flavor_name_grammar.yaml"),
};

impl Catalogue {
    /// The catalogue that this program carries.
    ///
    /// # Errors
    /// None in a program whose tests passed: they load it.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn embedded() -> Result<Catalogue, CatalogueError> {
        Catalogue::embedded_with(super::name_scheme::regex_match)
    }

    /// As [`Catalogue::embedded`], with regular expressions as the caller has them.
    pub fn embedded_with(is_match: RegexMatch) -> Result<Catalogue, CatalogueError> {
        load(EMBEDDED, is_match)
    }
}

/// Reads the files and checks that they fit together.
pub(super) fn load(files: Files<'_>, is_match: RegexMatch) -> Result<Catalogue, CatalogueError> {
    let mut loader = Loader { problems: Vec::new(), is_match };
    let scope = loader.read("scs-compatible-iaas.yaml", files.scope, read_scope);
    let testcases = loader.read("test-cases.yaml", files.testcases, read_testcases);
    let requirements = loader.read("requirements.yaml", files.requirements, read_requirements);
    let flavors = loader.read("standard-flavors.yaml", files.flavors, read_flavors);
    let images = loader.read("image-specs.yaml", files.images, read_images);
    let properties = loader.read("image-properties.yaml", files.properties, read_properties);
    let grammar = loader.read("flavor_name_grammar.yaml", files.grammar, read_grammar);
    let provenance = loader.provenance("scs-compatible-iaas.yaml", files.scope);
    let (
        Some(scope),
        Some(testcases),
        Some(requirements),
        Some(flavors),
        Some(images),
        Some(properties),
        Some(grammar),
        Some(provenance),
    ) = (scope, testcases, requirements, flavors, images, properties, grammar, provenance)
    else {
        return Err(CatalogueError { problems: loader.problems });
    };
    let standards = testcases.standards.into_iter();
    let standards =
        standards.map(|entry| Standard { id: entry.id, title: entry.title, url: entry.url }).collect();
    let mut catalogue = Catalogue {
        provenance,
        scope_name: scope.name.clone(),
        standards,
        testcases: Vec::new(),
        requirements: Vec::new(),
        versions: Vec::new(),
        timeline: loader.timeline(&scope),
        flavors: standard_flavors(flavors),
        images: images.images.into_iter().filter_map(|entry| loader.image(entry)).collect(),
        releases: images.distributions.iter().flat_map(|entry| loader.releases(entry)).collect(),
        vocabularies: properties.vocabularies,
        frequencies: properties
            .frequencies
            .into_iter()
            .map(|(value, seconds)| Frequency { value, seconds })
            .collect(),
        grammar,
    };
    for entry in testcases.testcases {
        if let Some(testcase) = loader.testcase(entry, &testcases.families, &catalogue) {
            let at = catalogue.testcases.partition_point(|other| other.id < testcase.id);
            catalogue.testcases.insert(at, testcase);
        }
    }
    for (levels, entry) in requirements.requirements {
        for (module, _) in levels.iter().filter(|(module, _)| **module != *ANY_MODULE) {
            if !scope.modules.iter().any(|known| known.id == *module) {
                loader.unknown(&entry.id, "module", module);
            }
        }
        if let Some(testcase) = loader.testcase(entry, &requirements.families, &catalogue) {
            catalogue.requirements.push(Requirement { levels, testcase });
        }
    }
    let requirements = catalogue.requirements.iter().map(|requirement| requirement.testcase.id.as_str());
    loader.refuse_repeated("requirement", requirements);
    loader.refuse_repeated("test case", catalogue.testcases.iter().map(|testcase| testcase.id.as_str()));
    loader.refuse_repeated("standard", catalogue.standards.iter().map(|standard| standard.id.as_ref()));
    loader.refuse_repeated("standard flavor", catalogue.flavors.iter().map(|flavor| flavor.name.as_ref()));
    loader.refuse_repeated("image", catalogue.images.iter().map(|image| image.id.as_ref()));
    loader.refuse_repeated("module", scope.modules.iter().map(|module| module.id.as_ref()));
    loader.refuse_repeated("version", scope.versions.iter().map(|version| version.id.as_ref()));
    loader.check_scope(&scope, &catalogue);
    catalogue.versions = scope.versions.iter().map(|version| loader.version(version, &scope)).collect();
    if loader.problems.is_empty() { Ok(catalogue) } else { Err(CatalogueError { problems: loader.problems }) }
}

fn standard_flavors(file: FlavorsFile) -> Vec<StandardFlavor> {
    let mandatory = file.mandatory.into_iter().map(|entry| (entry, true));
    let recommended = file.recommended.into_iter().map(|entry| (entry, false));
    let flavors = mandatory.chain(recommended).map(|(entry, is_mandatory)| StandardFlavor {
        name: entry.name,
        is_mandatory,
        cpus: entry.cpus,
        ram_mib: entry.ram_mib,
        disk_gb: entry.disk_gb,
        extra_specs: entry.extra_specs,
    });
    flavors.collect()
}

/// Adds an id to a sorted list that has each id once.
fn insert_id(ids: &mut Vec<TestCaseId>, id: TestCaseId) {
    if let Err(at) = ids.binary_search(&id) {
        ids.insert(at, id);
    }
}

/// Collects problems instead of stopping at the first.
struct Loader {
    problems: Vec<CatalogueProblem>,
    is_match: RegexMatch,
}

impl Loader {
    fn read<T>(&mut self, file: &'static str, text: &str, read: fn(&mut Fields<'_>) -> T) -> Option<T> {
        let problems = match read_document(text, read) {
            Ok(value) => return Some(value),
            Err(problems) => problems,
        };
        self.problems.extend(problems.into_iter().map(|error| CatalogueProblem::File { file, error }));
        None
    }

    /// Reads the header comment of a file.
    fn provenance(&mut self, file: &'static str, text: &str) -> Option<Provenance> {
        let mut line = |key: &'static str| {
            let found =
                text.lines().find_map(|line| line.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(": "));
            if found.is_none() {
                self.problems.push(CatalogueProblem::Header { file, key });
            }
            found
        };
        let (source, commit, date) = (line("Source")?, line("Commit")?, line("Date")?);
        Some(Provenance { source: source.into(), commit: commit.into(), date: self.date(file, date)? })
    }

    fn date(&mut self, file: &'static str, text: &str) -> Option<Moment> {
        let Ok(date) = text.parse() else {
            self.problems.push(CatalogueProblem::Date { file, found: text.into() });
            return None;
        };
        Some(date)
    }

    fn timeline(&mut self, scope: &ScopeFile) -> Timeline {
        let mut entries = Vec::new();
        for entry in &scope.timeline {
            if let Some(from) = self.date("scs-compatible-iaas.yaml", &entry.date) {
                let at = entries.partition_point(|(other, _)| *other < from);
                entries.insert(at, (from, entry.versions.clone()));
            }
        }
        Timeline { entries }
    }

    fn image(&mut self, entry: ImageEntry) -> Option<ImageSpec> {
        let scheme = match &entry.name_scheme {
            None => None,
            Some(scheme) => {
                let scheme = NameScheme::new(scheme, self.is_match);
                if scheme.is_none() {
                    self.problems.push(CatalogueProblem::NameScheme { id: entry.id });
                    return None;
                }
                scheme
            }
        };
        Some(ImageSpec {
            id: entry.id,
            name: entry.name,
            scheme,
            sources: entry.source,
            import: entry.import,
        })
    }

    /// Completes an entry with the texts of its family.
    fn testcase(
        &mut self,
        entry: TestCaseEntry,
        families: &[Family],
        catalogue: &Catalogue,
    ) -> Option<TestCase> {
        let Some(family) = families.iter().find(|family| family.id == entry.family) else {
            self.unknown(&entry.id, "family", &entry.family);
            return None;
        };
        if catalogue.standard(&family.standard).is_none() {
            self.unknown(&entry.id, "standard", &family.standard);
        }
        let mut check = entry.check?;
        self.take_vocabulary(&entry.id, &mut check, catalogue);
        let parameters = self.parameters(&entry.id, &check, catalogue);
        let mut text = |key: &'static str, own: &Option<Box<str>>, shared: &Option<Box<str>>| {
            let Some(template) = own.as_deref().or(shared.as_deref()) else {
                self.problems.push(CatalogueProblem::MissingText { id: entry.id.clone(), key });
                return None;
            };
            Some(self.fill(&entry.id, template, &parameters))
        };
        let holds = text("holds", &entry.texts.holds, &family.texts.holds);
        let fails = text("fails", &entry.texts.fails, &family.texts.fails);
        let why = text("why", &entry.texts.why, &family.texts.why);
        let decided = text("decided", &entry.texts.decided, &family.texts.decided);
        let Some(SectionEntry { title, url }) = entry.texts.section.or_else(|| family.texts.section.clone())
        else {
            self.problems.push(CatalogueProblem::MissingText { id: entry.id, key: "section" });
            return None;
        };
        Some(TestCase {
            id: TestCaseId(entry.id),
            standard: family.standard.clone(),
            section: Section { title, url },
            holds: holds?,
            fails: fails?,
            why: why?,
            decided: decided?,
            contradiction: entry.contradiction,
            check,
        })
    }

    /// Puts the values of a list in the place of its name.
    fn take_vocabulary(&mut self, id: &str, check: &mut Check, catalogue: &Catalogue) {
        if let Check::ImagePropertyIn { property, vocabulary: Some(list), values, .. } = check {
            let mut vocabularies = catalogue.vocabularies.iter();
            match vocabularies.find(|known| known.list == *list && known.property == *property) {
                Some(vocabulary) => values.clone_from(&vocabulary.values),
                None => self.unknown(id, "vocabulary", list),
            }
        }
    }

    fn releases(&mut self, entry: &DistributionEntry) -> Vec<Release> {
        let releases = entry.releases.iter().filter_map(|release| {
            let sources = entry.sources.iter();
            Some(Release {
                distro: entry.distro.clone(),
                version: release.version.clone(),
                since: self.date("image-specs.yaml", &release.since)?,
                sources: sources
                    .map(|source| source.replace("{codename}", &release.codename).into())
                    .collect(),
            })
        });
        releases.collect()
    }

    /// The values of placeholders. What the check names must be there.
    fn parameters(&mut self, id: &str, check: &Check, catalogue: &Catalogue) -> Vec<(&'static str, String)> {
        let mut parameters = check.parameters();
        if let Check::ImageSource { image } | Check::ImagePresent { image } = check {
            match catalogue.image(image) {
                Some(spec) => parameters = vec![("image", spec.name.to_string())],
                None => self.unknown(id, "image", image),
            }
        }
        if let Check::StandardFlavor { flavor } = check
            && catalogue.flavor(flavor).is_none()
        {
            self.unknown(id, "standard flavor", flavor);
        }
        parameters
    }

    /// Puts parameters in the place of `{placeholder}`.
    fn fill(&mut self, id: &str, template: &str, parameters: &[(&'static str, String)]) -> Box<str> {
        let mut pieces = template.split('{');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (placeholder, rest) = piece.split_once('}').unwrap_or((piece, ""));
            if let Some((_, value)) = parameters.iter().find(|(name, _)| *name == placeholder) {
                text.push_str(value);
            } else {
                let placeholder = placeholder.into();
                self.problems.push(CatalogueProblem::Placeholder { id: id.into(), placeholder });
            }
            text.push_str(rest);
        }
        text.into()
    }

    fn unknown(&mut self, user: &str, what: &'static str, id: &str) {
        self.problems.push(CatalogueProblem::Unknown { user: user.into(), what, id: id.into() });
    }

    fn refuse_repeated<'a>(&mut self, what: &'static str, ids: impl Iterator<Item = &'a str>) {
        // The lists are short, and mostly sorted.
        let ids: Vec<&str> = ids.collect();
        for (at, id) in ids.iter().enumerate() {
            if ids.iter().take(at).any(|other| other == id) {
                self.problems.push(CatalogueProblem::Repeated { what, id: (*id).into() });
            }
        }
    }

    /// Every id that the scope uses must be there.
    fn check_scope(&mut self, scope: &ScopeFile, catalogue: &Catalogue) {
        for declared in &scope.declared {
            if catalogue.testcase(declared).is_none() {
                self.unknown("the scope", "test case", declared);
            }
        }
        for module in &scope.modules {
            for id in module.targets.iter().flatten() {
                if catalogue.testcase(id).is_none() {
                    self.unknown(&module.id, "test case", id);
                }
            }
        }
        for (_, listed) in &catalogue.timeline.entries {
            for (version, _) in listed {
                if !scope.versions.iter().any(|known| known.id == *version) {
                    self.unknown("the timeline", "version", version);
                }
            }
        }
    }

    /// Gathers the test cases of a version. Recommended and manual ones stand in modules that no version includes,
    /// but that bear the name of one that it does.
    fn version(&mut self, version: &Version, scope: &ScopeFile) -> ScopeVersion {
        let mut targets: [Vec<TestCaseId>; 3] = Default::default();
        for include in &version.include {
            if !scope.modules.iter().any(|module| module.id == *include) {
                self.unknown(&version.id, "module", include);
            }
            let companions = [format!("{include}-rec"), format!("{include}-manual")];
            let is_of_version =
                |id: &str| id == include.as_ref() || companions.iter().any(|companion| companion == id);
            for module in scope.modules.iter().filter(|module| is_of_version(&module.id)) {
                for (target, list) in targets.iter_mut().zip(&module.targets) {
                    list.iter().cloned().for_each(|id| insert_id(target, TestCaseId(id)));
                }
            }
        }
        let stabilized_at =
            version.stabilized_at.as_ref().and_then(|date| self.date("scs-compatible-iaas.yaml", date));
        ScopeVersion { id: version.id.clone(), stabilized_at, modules: version.include.clone(), targets }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Target, Validity};
    use super::*;
    use crate::catalogue::name_scheme::regex_match;

    #[test]
    fn the_embedded_files_fit_together() {
        let catalogue = Catalogue::embedded().unwrap_or_else(|error| panic!("{error}"));
        let main = |id: &str| catalogue.version(id).map(|version| version.target(Target::Main).len());
        assert_eq!(
            [main("v3"), main("v4"), main("v5.1"), main("next")],
            [Some(16), Some(39), Some(54), Some(55)]
        );
        assert_eq!(catalogue.testcases.len(), 95);
        assert_eq!(catalogue.provenance.date.date(), "2026-08-21");
    }

    #[test]
    fn validity_follows_the_timeline() {
        let timeline = Catalogue::embedded().unwrap().timeline;
        let validity = |version, date: &str| timeline.validity(version, date.parse().unwrap());
        assert_eq!(validity("v5.1", "2024-12-18"), None);
        assert_eq!(validity("v4", "2025-01-31"), Some(Validity::Effective));
        assert_eq!(validity("v4", "2025-02-01"), Some(Validity::Warn));
        assert_eq!(validity("v4", "2026-06-11"), Some(Validity::Deprecated));
        assert_eq!(validity("next", "2026-06-11"), Some(Validity::Draft));
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let files = Files {
            images: "images: [{id: x, name: x, source: []}]",
            properties: "frequencies: 7\nvocabularies: []",
            ..EMBEDDED
        };
        let error = load(files, regex_match).unwrap_err();
        assert!(error.to_string().contains("image-properties.yaml: found `7`"), "{error}");
        let error = load(
            Files { images: "images: [{id: x, name: x, name_scheme: '(', source: []}]", ..EMBEDDED },
            regex_match,
        );
        let problems = error.unwrap_err().problems;
        assert!(problems.contains(&CatalogueProblem::NameScheme { id: "x".into() }));
        assert!(problems.len() > 9, "every test case on an image is without it: {problems:?}");
    }

    #[test]
    fn texts_with_unknown_placeholders_are_refused() {
        let testcases = EMBEDDED.testcases.replace("{flavor}", "{flavour}");
        let problems = load(Files { testcases: &testcases, ..EMBEDDED }, regex_match).unwrap_err().problems;
        assert!(problems.iter().any(|problem| matches!(problem, CatalogueProblem::Placeholder { .. })));
    }
}

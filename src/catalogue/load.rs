//! Files → a catalogue whose parts fit together, or everything that is wrong with them.

use super::check::Check;
use super::error::{CatalogueError, CatalogueFault, CatalogueProblem, Place};
use super::schema::{
    Declared, DistributionEntry, Family, FlavorEntry, ImageEntry, ImagesFile, Module, PropertiesFile,
    RequirementsFile, ScopeFile, SectionEntry, TestCaseEntry, TestCasesFile, Texts, Version, read_flavors,
    read_grammar, read_images, read_properties, read_requirements, read_scope, read_testcases,
};
use super::{
    ANY_MODULE, Catalogue, Frequency, ImageSpec, NameScheme, Provenance, RegexMatch, Release, Requirement,
    ScopeVersion, Section, Standard, StandardFlavor, TestCase, TestCaseId, Timeline,
};
use crate::date::Moment;
use crate::flavor_name::Grammar;
use crate::seen::seen;
use crate::yaml::{Fields, Location, Node, YamlError, parse_document, read_node};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One of each of the files that make up a catalogue: their texts, or what is in them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Files<T> {
    pub(super) scope: T,
    pub(super) testcases: T,
    pub(super) requirements: T,
    pub(super) flavors: T,
    pub(super) images: T,
    pub(super) properties: T,
    pub(super) grammar: T,
}

/// The files that this program carries.
pub(super) const EMBEDDED: Files<&str> = Files {
    scope: include_str!("data/scs-compatible-iaas.yaml"),
    testcases: include_str!("data/test-cases.yaml"),
    requirements: include_str!("data/requirements.yaml"),
    flavors: include_str!("data/standard-flavors.yaml"),
    images: include_str!("data/image-specs.yaml"),
    properties: include_str!("data/image-properties.yaml"),
    grammar: include_str!("data/flavor_name_grammar.yaml"),
};

const NAMES: Files<&str> = Files {
    scope: "scs-compatible-iaas.yaml",
    testcases: "test-cases.yaml",
    requirements: "requirements.yaml",
    flavors: "standard-flavors.yaml",
    images: "image-specs.yaml",
    properties: "image-properties.yaml",
    grammar: "flavor_name_grammar.yaml",
};

/// The family of entries that name none. Those of a kind of check have one of its own, `rule-extra-spec`.
const RULE: &str = "rule";

/// What the files say, each by itself.
#[derive(Debug)]
pub(super) struct Documents {
    pub(super) scope: ScopeFile,
    pub(super) testcases: TestCasesFile,
    pub(super) requirements: RequirementsFile,
    pub(super) flavors: Vec<FlavorEntry>,
    pub(super) images: ImagesFile,
    pub(super) properties: PropertiesFile,
    pub(super) grammar: Grammar,
}

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
pub(super) fn load(files: Files<&str>, is_match: RegexMatch) -> Result<Catalogue, CatalogueError> {
    let mut loader = Loader::new(is_match);
    let provenance = loader.provenance(NAMES.scope, files.scope);
    let nodes = loader.parse(files);
    let documents = nodes.and_then(|nodes| loader.read(&nodes));
    let (Some(provenance), Some(documents)) = (provenance, documents) else {
        return Err(CatalogueError { problems: loader.problems });
    };
    loader.assemble(documents, provenance)
}

fn by_need_and_size(flavor: &StandardFlavor) -> (bool, u32, u64, u64) {
    (!flavor.is_mandatory, flavor.cpus, flavor.ram_mib, flavor.disk_gb)
}

/// Versions in the order of time: by the date, those without one last, and by the numbers in their ids.
fn by_age(version: &ScopeVersion) -> (Moment, (bool, Vec<u64>)) {
    (version.stabilized_at.unwrap_or(Moment(i64::MAX)), numbers(&version.id))
}

/// The numbers in an id, with which ids without any come last.
fn numbers(id: &str) -> (bool, Vec<u64>) {
    let digits = id.split(|letter: char| !letter.is_ascii_digit());
    let numbers: Vec<u64> = digits.filter_map(|number| number.parse().ok()).collect();
    (numbers.is_empty(), numbers)
}

/// Puts files together, and collects problems instead of stopping at the first.
pub(super) struct Loader {
    pub(super) problems: Vec<CatalogueProblem>,
    is_match: RegexMatch,
    /// Where entries of overlays stand, by their list and id.
    pub(super) places: BTreeMap<(&'static str, Box<str>), Place>,
    /// What may be named although it is not there: the ids, and names for texts, of what an overlay lacks.
    pub(super) gone: BTreeMap<Box<str>, Box<str>>,
    /// Whether the scope is from an overlay: it may name test cases that are not known, and lack modules that embedded
    /// requirements name.
    pub(super) is_scope_overlaid: bool,
}

impl Loader {
    pub(super) fn new(is_match: RegexMatch) -> Loader {
        Loader {
            problems: Vec::new(),
            is_match,
            places: BTreeMap::new(),
            gone: BTreeMap::new(),
            is_scope_overlaid: false,
        }
    }

    /// The documents of the files.
    pub(super) fn parse(&mut self, files: Files<&str>) -> Option<Files<Node>> {
        let mut parse = |file: &str, text: &str| match parse_document(text) {
            Ok(node) => Some(node),
            Err(error) => {
                self.refuse_yaml(file, vec![error]);
                None
            }
        };
        let scope = parse(NAMES.scope, files.scope);
        let testcases = parse(NAMES.testcases, files.testcases);
        let requirements = parse(NAMES.requirements, files.requirements);
        let flavors = parse(NAMES.flavors, files.flavors);
        let images = parse(NAMES.images, files.images);
        let properties = parse(NAMES.properties, files.properties);
        let grammar = parse(NAMES.grammar, files.grammar);
        Some(Files {
            scope: scope?,
            testcases: testcases?,
            requirements: requirements?,
            flavors: flavors?,
            images: images?,
            properties: properties?,
            grammar: grammar?,
        })
    }

    /// What the documents say.
    pub(super) fn read(&mut self, nodes: &Files<Node>) -> Option<Documents> {
        let scope = self.read_one(NAMES.scope, &nodes.scope, read_scope);
        let testcases = self.read_one(NAMES.testcases, &nodes.testcases, read_testcases);
        let requirements = self.read_one(NAMES.requirements, &nodes.requirements, read_requirements);
        let flavors = self.read_one(NAMES.flavors, &nodes.flavors, read_flavors);
        let images = self.read_one(NAMES.images, &nodes.images, read_images);
        let properties = self.read_one(NAMES.properties, &nodes.properties, read_properties);
        let grammar = self.read_one(NAMES.grammar, &nodes.grammar, read_grammar);
        Some(Documents {
            scope: scope?,
            testcases: testcases?,
            requirements: requirements?,
            flavors: flavors?,
            images: images?,
            properties: properties?,
            grammar: grammar?,
        })
    }

    /// Reads a document by its schema.
    pub(super) fn read_one<T>(
        &mut self,
        file: &str,
        node: &Node,
        read: fn(&mut Fields<'_>) -> T,
    ) -> Option<T> {
        match read_node(node, read) {
            Ok(value) => Some(value),
            Err(problems) => {
                self.refuse_yaml(file, problems);
                None
            }
        }
    }

    pub(super) fn refuse_yaml(&mut self, file: &str, problems: Vec<YamlError>) {
        let mut problems = problems;
        problems.sort_by_key(|error| error.location.map(|at| (at.line, at.column)));
        problems.dedup();
        self.problems.extend(problems.into_iter().map(|error| CatalogueProblem {
            place: Some(Place { file: file.into(), location: error.location }),
            fault: CatalogueFault::Yaml(error.problem),
        }));
    }

    /// Notes what is wrong with an entry.
    fn refuse(&mut self, section: &'static str, id: &str, fault: CatalogueFault) {
        let place = self.places.get(&(section, id.into())).cloned();
        self.problems.push(CatalogueProblem { place, fault });
    }

    /// Notes where an entry of an overlay stands.
    pub(super) fn locate(&mut self, section: &'static str, id: &str, file: &str, at: Location) {
        let place = Place { file: file.into(), location: Some(at) };
        self.places.insert((section, id.into()), place);
    }

    /// Puts the documents together, and checks that they fit.
    pub(super) fn assemble(
        mut self,
        documents: Documents,
        provenance: Provenance,
    ) -> Result<Catalogue, CatalogueError> {
        let Documents { scope, testcases, requirements, flavors, images, properties, grammar } = documents;
        let standards = testcases.standards.into_iter();
        let mut catalogue = Catalogue {
            provenance,
            scope_name: scope.name.clone(),
            standards: standards
                .map(|entry| Standard { id: entry.id, title: entry.title, url: entry.url })
                .collect(),
            testcases: Vec::new(),
            requirements: Vec::new(),
            versions: Vec::new(),
            timeline: timeline(&scope),
            flavors: flavors.into_iter().map(|(_, flavor)| flavor).collect(),
            images: images.images.into_iter().filter_map(|entry| self.image(entry)).collect(),
            releases: images.distributions.iter().flat_map(releases).collect(),
            vocabularies: properties.vocabularies,
            frequencies: properties
                .frequencies
                .into_iter()
                .map(|(value, seconds)| Frequency { value, seconds })
                .collect(),
            grammar,
            is_match: self.is_match,
        };
        catalogue.standards.sort_by(|one, other| one.id.cmp(&other.id));
        catalogue.flavors.sort_by_cached_key(by_need_and_size);
        let families: HashMap<&str, &Family> = (testcases.families.iter())
            .chain(&requirements.families)
            .map(|family| (family.id.as_ref(), family))
            .collect();
        for entry in testcases.testcases {
            let testcase = self.testcase("testcases", entry, &families, &catalogue);
            catalogue.testcases.extend(testcase);
        }
        for (levels, entry) in requirements.requirements {
            let must_know =
                !self.is_scope_overlaid || self.places.contains_key(&("requirements", entry.id.clone()));
            for (module, _) in levels.iter().filter(|(module, _)| must_know && **module != *ANY_MODULE) {
                if !scope.modules.iter().any(|known| known.id == *module) {
                    self.unknown("requirements", &entry.id, "module", module);
                }
            }
            if let Some(testcase) = self.testcase("requirements", entry, &families, &catalogue) {
                catalogue.requirements.push(Requirement { levels, testcase });
            }
        }
        catalogue.testcases.sort_by(|one, other| one.id.cmp(&other.id));
        self.refuse_repetitions(&scope, &catalogue);
        let unknown = testcases.unknown.unwrap_or_default();
        self.check_scope(&scope, &unknown, &mut catalogue);
        let modules: HashMap<&str, &Module> =
            scope.modules.iter().map(|module| (module.id.as_ref(), module)).collect();
        catalogue.versions = scope.versions.iter().map(|version| self.version(version, &modules)).collect();
        catalogue.versions.sort_by_cached_key(by_age);
        if self.problems.is_empty() { Ok(catalogue) } else { Err(CatalogueError { problems: self.problems }) }
    }

    fn refuse_repetitions(&mut self, scope: &ScopeFile, catalogue: &Catalogue) {
        let testcases = catalogue.testcases.iter();
        self.refuse_repeated("testcases", "test case", testcases.map(|testcase| testcase.id.as_str()));
        let requirements = catalogue.requirements.iter();
        let requirements = requirements.map(|requirement| requirement.testcase.id.as_str());
        self.refuse_repeated("requirements", "requirement", requirements);
        self.refuse_repeated(
            "standards",
            "standard",
            catalogue.standards.iter().map(|standard| &*standard.id),
        );
        self.refuse_repeated(
            "flavors",
            "standard flavor",
            catalogue.flavors.iter().map(|flavor| &*flavor.name),
        );
        self.refuse_repeated("images", "image", catalogue.images.iter().map(|image| &*image.id));
        self.refuse_repeated("modules", "module", scope.modules.iter().map(|module| &*module.id));
        self.refuse_repeated("versions", "version", scope.versions.iter().map(|version| &*version.id));
    }

    /// Reads the header comment of a file.
    pub(super) fn provenance(&mut self, file: &str, text: &str) -> Option<Provenance> {
        let place = Some(Place { file: file.into(), location: None });
        let mut line = |key: &'static str| {
            let found =
                text.lines().find_map(|line| line.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(": "));
            if found.is_none() {
                let fault = CatalogueFault::Header { key };
                self.problems.push(CatalogueProblem { place: place.clone(), fault });
            }
            found
        };
        let (source, commit, date) = (line("Source")?, line("Commit")?, line("Date")?);
        let Ok(moment) = date.parse() else {
            let fault = CatalogueFault::Date { found: date.into() };
            self.problems.push(CatalogueProblem { place, fault });
            return None;
        };
        Some(Provenance { source: source.into(), commit: commit.into(), date: moment, overlays: Vec::new() })
    }

    fn image(&mut self, entry: ImageEntry) -> Option<ImageSpec> {
        let scheme = match &entry.name_scheme {
            None => None,
            Some(scheme) => {
                let scheme = NameScheme::new(scheme, self.is_match);
                if scheme.is_none() {
                    self.refuse("images", &entry.id, CatalogueFault::NameScheme { id: entry.id.clone() });
                    // That is enough said of it.
                    self.gone.insert(entry.id, entry.name);
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
        section: &'static str,
        entry: TestCaseEntry,
        families: &HashMap<&str, &Family>,
        catalogue: &Catalogue,
    ) -> Option<TestCase> {
        let (kind, mut check) = entry.check?;
        let family = match &entry.family {
            Some(id) => families.get(id.as_ref()).copied(),
            None => families
                .get(format!("{RULE}-{}", kind.replace('_', "-")).as_str())
                .or_else(|| families.get(RULE))
                .copied(),
        };
        let Some(family) = family else {
            self.unknown(section, &entry.id, "family", entry.family.as_deref().unwrap_or(RULE));
            return None;
        };
        let id = &entry.id;
        let Some(standard) = entry.standard.as_ref().or(family.standard.as_ref()) else {
            self.refuse(section, id, CatalogueFault::MissingText { id: id.clone(), key: "standard" });
            return None;
        };
        if catalogue.standard(standard).is_none() {
            self.unknown(section, id, "standard", standard);
        }
        self.take_vocabulary(section, id, &mut check, catalogue);
        let mut parameters = self.parameters(section, id, &check, catalogue);
        if entry.family.is_none() {
            parameters.push(("kind", kind.to_string()));
        }
        let mut text = |key: &'static str,
                        own: &Option<Box<str>>,
                        shared: &Option<Box<str>>,
                        parameters: &[(&'static str, String)]| {
            let Some(template) = own.as_deref().or(shared.as_deref()) else {
                self.refuse(section, id, CatalogueFault::MissingText { id: id.clone(), key });
                return None;
            };
            Some(self.fill(section, id, template, parameters))
        };
        let holds = text("holds", &entry.texts.holds, &family.texts.holds, &parameters);
        if let (None, Some(holds)) = (&entry.family, &holds) {
            parameters.push(("holds", holds.to_string()));
        }
        let fails = text("fails", &entry.texts.fails, &family.texts.fails, &parameters);
        let why = text("why", &entry.texts.why, &family.texts.why, &parameters);
        let decided = text("decided", &entry.texts.decided, &family.texts.decided, &parameters);
        let of_standard = || {
            let standard = catalogue.standard(standard).filter(|_| entry.family.is_none())?;
            Some(SectionEntry { title: standard.title.clone(), url: standard.url.clone() })
        };
        let own = entry.texts.section.or_else(|| family.texts.section.clone());
        let Some(SectionEntry { title, url }) = own.or_else(of_standard) else {
            // What is said of a standard that is not there is enough.
            if entry.family.is_some() {
                self.refuse(section, id, CatalogueFault::MissingText { id: id.clone(), key: "section" });
            }
            return None;
        };
        Some(TestCase {
            standard: standard.clone(),
            id: TestCaseId(entry.id),
            section: Section { title, url },
            holds: holds?,
            fails: fails?,
            why: why?,
            decided: decided?,
            contradiction: entry.contradiction,
            check,
        })
    }

    /// A test case that the scope names and that is not among those known.
    fn unknown_testcase(
        &mut self,
        id: &str,
        declared: Option<&Declared>,
        texts: &Texts,
        catalogue: &mut Catalogue,
    ) -> TestCase {
        let number = id.match_indices('-').nth(1).and_then(|(at, _)| id.get(..at)).unwrap_or(id);
        let section = texts.section.clone();
        let url = declared.and_then(|declared| declared.url.clone());
        let url = url.or_else(|| section.as_ref().map(|section| section.url.clone())).unwrap_or_default();
        if catalogue.standard(number).is_none() {
            let standard = Standard { id: number.into(), title: number.into(), url: url.clone() };
            catalogue.standards.push(standard);
        }
        let parameters = [("testcase", id.to_owned())];
        let mut text = |template: &Option<Box<str>>| {
            self.fill("testcases", id, template.as_deref().unwrap_or_default(), &parameters)
        };
        let description = declared.and_then(|declared| declared.description.clone());
        TestCase {
            id: TestCaseId(id.into()),
            standard: number.into(),
            section: Section { title: section.map(|section| section.title).unwrap_or_default(), url },
            holds: description.clone().unwrap_or_else(|| text(&texts.holds)),
            fails: description.unwrap_or_else(|| text(&texts.fails)),
            why: text(&texts.why),
            decided: text(&texts.decided),
            contradiction: None,
            check: Check::Unknown {},
        }
    }

    /// Puts the values of a list in the place of its name.
    fn take_vocabulary(&mut self, section: &'static str, id: &str, check: &mut Check, catalogue: &Catalogue) {
        if let Check::ImagePropertyIn { property, vocabulary: Some(list), values, .. } = check {
            let mut vocabularies = catalogue.vocabularies.iter();
            match vocabularies.find(|known| known.list == *list && known.property == *property) {
                Some(vocabulary) => values.clone_from(&vocabulary.values),
                None => self.unknown(section, id, "vocabulary", list),
            }
        }
    }

    /// The values of placeholders. What the check names must be there.
    fn parameters(
        &mut self,
        section: &'static str,
        id: &str,
        check: &Check,
        catalogue: &Catalogue,
    ) -> Vec<(&'static str, String)> {
        let mut parameters = check.parameters();
        if let Check::ImageSource { image } | Check::ImagePresent { image } = check {
            match (catalogue.image(image), self.gone.get(image)) {
                (Some(ImageSpec { name, .. }), _) | (None, Some(name)) => {
                    parameters = vec![("image", name.to_string())];
                }
                (None, None) => self.unknown(section, id, "image", image),
            }
        }
        if let Check::Rule(rule) = check {
            for image in &rule.when.images {
                if catalogue.image(image).is_none() && !self.gone.contains_key(image) {
                    self.unknown(section, id, "image", image);
                }
            }
            let is_pattern = |pattern: &str| NameScheme::new(pattern, self.is_match).is_some();
            if let Some(pattern) = rule.patterns().find(|pattern| !is_pattern(pattern)) {
                let fault = CatalogueFault::Pattern { id: id.into(), pattern: pattern.into() };
                self.refuse(section, id, fault);
            }
        }
        if let Check::StandardFlavor { flavor } = check
            && catalogue.flavor(flavor).is_none()
            && !self.gone.contains_key(flavor)
        {
            self.unknown(section, id, "standard flavor", flavor);
        }
        parameters
    }

    /// Puts parameters in the place of `{placeholder}`.
    fn fill(
        &mut self,
        section: &'static str,
        id: &str,
        template: &str,
        parameters: &[(&'static str, String)],
    ) -> Box<str> {
        let mut pieces = template.split('{');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (placeholder, rest) = piece.split_once('}').unwrap_or((piece, ""));
            if let Some((_, value)) = parameters.iter().find(|(name, _)| *name == placeholder) {
                text.push_str(&seen(value));
            } else {
                let placeholder = placeholder.into();
                self.refuse(section, id, CatalogueFault::Placeholder { id: id.into(), placeholder });
            }
            text.push_str(rest);
        }
        text.into()
    }

    /// Notes that an entry names what is not there: where it was removed, or else where it is named.
    fn unknown(&mut self, section: &'static str, user: &str, what: &'static str, id: &str) {
        let mut places = [("removed", id), (section, user)].into_iter();
        let place = places.find_map(|(list, id)| self.places.get(&(list, id.into()))).cloned();
        let fault = CatalogueFault::Unknown { user: user.into(), what, id: id.into() };
        self.problems.push(CatalogueProblem { place, fault });
    }

    fn refuse_repeated<'a>(
        &mut self,
        section: &'static str,
        what: &'static str,
        ids: impl Iterator<Item = &'a str>,
    ) {
        let mut known = HashSet::new();
        for id in ids {
            if !known.insert(id) {
                self.refuse(section, id, CatalogueFault::Repeated { what, id: id.into() });
            }
        }
    }

    /// Every id that the scope uses must be there; but test cases may be unknown if it comes from an overlay.
    fn check_scope(&mut self, scope: &ScopeFile, unknown: &Texts, catalogue: &mut Catalogue) {
        let in_modules = scope.modules.iter().flat_map(|module| {
            module.targets.iter().flatten().map(|id| (("modules", module.id.as_ref()), id.as_ref(), None))
        });
        let declared = scope.declared.iter().map(|entry| (("scripts", &*entry.id), &*entry.id, Some(entry)));
        let mut missing: BTreeMap<&str, Option<&Declared>> = BTreeMap::new();
        for ((section, user), id, entry) in declared.chain(in_modules) {
            if catalogue.testcase(id).is_some() {
                continue;
            }
            if self.is_scope_overlaid {
                missing.entry(id).or_insert(entry);
            } else {
                self.unknown(section, user, "test case", id);
            }
        }
        for (id, declared) in missing {
            let testcase = self.unknown_testcase(id, declared, unknown, catalogue);
            catalogue.testcases.push(testcase);
        }
        catalogue.testcases.sort_by(|one, other| one.id.cmp(&other.id));
        catalogue.standards.sort_by(|one, other| one.id.cmp(&other.id));
        let versions: HashSet<&str> = scope.versions.iter().map(|version| version.id.as_ref()).collect();
        for (version, _) in scope.timeline.iter().flat_map(|entry| &entry.versions) {
            if !versions.contains(version.as_ref()) {
                self.unknown("timeline", version, "version", version);
            }
        }
    }

    /// Gathers the test cases of a version. Recommended and manual ones stand in modules that no version includes,
    /// but that bear the name of one that it does.
    fn version(&mut self, version: &Version, modules: &HashMap<&str, &Module>) -> ScopeVersion {
        let mut targets: [BTreeSet<TestCaseId>; 3] = Default::default();
        for include in version.include.iter().collect::<BTreeSet<_>>() {
            if !modules.contains_key(include.as_ref()) {
                self.unknown("versions", &version.id, "module", include);
            }
            let names = [include.to_string(), format!("{include}-rec"), format!("{include}-manual")];
            for module in names.iter().filter_map(|name| modules.get(name.as_str())) {
                for (target, list) in targets.iter_mut().zip(&module.targets) {
                    target.extend(list.iter().cloned().map(TestCaseId));
                }
            }
        }
        let mut modules = version.include.clone();
        modules.sort_unstable();
        ScopeVersion {
            id: version.id.clone(),
            stabilized_at: version.stabilized_at,
            modules,
            targets: targets.map(|target| target.into_iter().collect()),
        }
    }
}

fn timeline(scope: &ScopeFile) -> Timeline {
    let mut entries: Vec<_> =
        scope.timeline.iter().map(|entry| (entry.date, entry.versions.clone())).collect();
    entries.sort_by_key(|(from, _)| *from);
    for (_, listed) in &mut entries {
        listed.sort_by_cached_key(|(version, _)| numbers(version));
    }
    Timeline { entries }
}

fn releases(entry: &DistributionEntry) -> impl Iterator<Item = Release> {
    entry.releases.iter().map(|release| {
        let sources = entry.sources.iter();
        Release {
            distro: entry.distro.clone(),
            version: release.version.clone(),
            since: release.since,
            sources: sources.map(|source| source.replace("{codename}", &release.codename).into()).collect(),
        }
    })
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
        assert!(
            problems.iter().any(|problem| problem.fault == CatalogueFault::NameScheme { id: "x".into() })
        );
        assert!(problems.len() > 9, "every test case on an image is without it: {problems:?}");
    }

    #[test]
    fn texts_with_unknown_placeholders_are_refused() {
        let testcases = EMBEDDED.testcases.replace("{flavor}", "{flavour}");
        let problems = load(Files { testcases: &testcases, ..EMBEDDED }, regex_match).unwrap_err().problems;
        assert!(problems.iter().any(|problem| matches!(problem.fault, CatalogueFault::Placeholder { .. })));
    }
}

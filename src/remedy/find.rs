//! Problems → the steps that mend them, or why there are none.

use super::{Attribute, Change, Fact, NewFlavor, NoRemedy, Setting, Step, To};
use crate::catalogue::{Ask, Catalogue, Check, Expected, ImageSpec, NameForm, StandardFlavor, TestCase};
use crate::checks::{
    AbortCause, DefaultRulesProblem, Finding, FlavorNameProblem, FlavorTextProblem, ImageMetadataProblem,
    ImageTextProblem, NearFlavor, NearImage, OtherTextProblem, Problem, RecordRef, RuleProblem,
    StandardFlavorProblem, StandardImageProblem, VolumeTypeProblem, expectations, has_sizes, is_space,
    spec_text,
};
use crate::flavor_name::{Count, FlavorName, Reading, names_in, read};
use crate::inventory::{Flavor, Image, Inventory, Kind, Number, Properties, Record, Value};

const GIB: i64 = 1_073_741_824;

/// The steps that mend what a finding tells.
///
/// # Errors
/// Why there are none.
pub fn remedy(
    finding: &Finding,
    testcase: &TestCase,
    inventory: &Inventory,
    catalogue: &Catalogue,
) -> Result<Vec<Step>, NoRemedy> {
    let cloud = Cloud { inventory, catalogue, record: finding.record };
    if cloud.is_planned() {
        return Err(NoRemedy::EditDefinition);
    }
    match &finding.problem {
        Problem::FlavorName(problem) => cloud.flavor_name(problem),
        Problem::ImageMetadata(problem) => match expected_by(&testcase.check) {
            Some(expected) => cloud.image_rule(problem, expected),
            None => cloud.image_metadata(problem),
        },
        Problem::StandardFlavor(problem) => cloud.standard_flavor(problem, testcase),
        Problem::StandardImage(problem) => cloud.standard_image(problem, testcase),
        Problem::VolumeType(problem) => cloud.volume_type(problem),
        Problem::DefaultRules(DefaultRulesProblem::Ingress) => cloud.step(Change::DeleteRule),
        Problem::DefaultRules(DefaultRulesProblem::NoEgress { .. }) => Err(NoRemedy::ClientWritesPrefix),
        Problem::ServiceMissing(_) => Err(NoRemedy::RunService),
        Problem::SmallImageQuota { .. } => Err(NoRemedy::RaiseQuota),
        Problem::OfficialAbort(cause) => Err(match cause {
            AbortCause::NoCustomProperties
            | AbortCause::NullSize(_)
            | AbortCause::MissingKey(_)
            | AbortCause::NamelessOffender
            | AbortCause::Nameless => NoRemedy::MendTheOthers,
            AbortCause::WrongType(_) => NoRemedy::NotFromTheService,
            AbortCause::ReservedKey(_) | AbortCause::DiskWithoutSize | AbortCause::RamOverflow => {
                NoRemedy::OfficialTest
            }
        }),
        Problem::FlavorText(problem) => cloud.flavor_text(problem),
        Problem::ImageText(problem) => cloud.image_text(problem),
        Problem::OtherText(problem) => cloud.other_text(problem),
        Problem::Rule(problem) => cloud.rule(problem, testcase),
    }
}

/// What a rule in general terms expects of a value.
fn expected_by(check: &Check) -> Option<&Expected> {
    let Check::Rule(rule) = check else { return None };
    match &rule.ask {
        Ask::Value { expected, .. } => Some(expected),
        Ask::Unique { .. } | Ask::Present => None,
    }
}

/// What is known of the cloud, and the record that the finding is about.
#[derive(Clone, Copy)]
struct Cloud<'a> {
    inventory: &'a Inventory,
    catalogue: &'a Catalogue,
    record: Option<RecordRef>,
}

fn value(text: impl Into<Box<str>>) -> To {
    To::Value(text.into())
}

fn property(key: &str, to: To) -> Change {
    Change::Set(vec![Setting { attribute: Attribute::Property(key.into()), to }])
}

fn is_about_hardware(spec: &str) -> bool {
    spec == "scs:cpu-type" || (spec.starts_with("scs:disk") && spec.ends_with("-type"))
}

impl<'a> Cloud<'a> {
    fn step(self, change: Change) -> Result<Vec<Step>, NoRemedy> {
        let record = self.record.ok_or(NoRemedy::NotEnoughKnown)?;
        Ok(vec![Step { record: Some(record), change }])
    }

    fn is_planned(self) -> bool {
        let Some(record) = self.record else { return false };
        let is = |is: Option<bool>| is.unwrap_or_default();
        match record.kind {
            Kind::Flavor => is(self.flavor().map(|flavor| self.inventory.is_planned(flavor))),
            Kind::Image => is(self.image().map(|image| self.inventory.is_planned(image))),
            Kind::VolumeType | Kind::SecurityGroupRule | Kind::Service | Kind::ImageUsage => false,
        }
    }

    fn flavor(self) -> Option<&'a Flavor> {
        self.inventory.flavors.as_ref()?.items.get(self.record?.index)
    }

    fn image(self) -> Option<&'a Image> {
        self.inventory.images.as_ref()?.items.get(self.record?.index)
    }

    /// The description of the volume type. The volume service takes 255 characters, so what is longer was not made by it,
    /// and takes long to look through for each of the many findings that it may have.
    fn volume_description(self) -> Result<&'a str, NoRemedy> {
        const MOST_BYTES: usize = 4 * 255;
        let index = self.record.ok_or(NoRemedy::NotEnoughKnown)?.index;
        let volume_types = self.inventory.volume_types.as_ref().ok_or(NoRemedy::NotEnoughKnown)?;
        let volume_type = volume_types.items.get(index).ok_or(NoRemedy::NotEnoughKnown)?;
        let description = volume_type.description.as_ref().and_then(Value::as_text).unwrap_or_default();
        if description.len() > MOST_BYTES { Err(NoRemedy::NotFromTheService) } else { Ok(description) }
    }

    /// The value of an extra spec: what the hardware is like has to be known, all else is a name.
    fn spec(key: &str, expected: &str) -> To {
        if !is_about_hardware(key) {
            return value(expected);
        }
        To::Fact(Fact {
            about: key.into(),
            allowed: vec![expected.into()],
            suggestion: Some(expected.into()),
            is_shared: true,
        })
    }

    fn new_flavor(expected: &StandardFlavor) -> NewFlavor {
        let specs = expected.extra_specs.iter();
        NewFlavor {
            name: expected.name.clone(),
            vcpus: expected.cpus.into(),
            ram_mib: expected.ram_mib,
            disk_gb: expected.disk_gb,
            ephemeral_gb: 0,
            swap_mib: 0,
            is_public: true,
            extra_specs: specs.map(|(key, expected)| (key.clone(), Self::spec(key, expected))).collect(),
        }
    }

    /// The flavor of that name, shown or not. No other can be created beside it; most databases know no case.
    fn named(self, name: &str) -> Option<(RecordRef, &'a Flavor)> {
        let items = &self.inventory.flavors.as_ref()?.items;
        let is_named =
            |flavor: &&Flavor| flavor.name_text().is_some_and(|own| own.eq_ignore_ascii_case(name));
        let is_exact = |flavor: &&Flavor| flavor.name_text() == Some(name);
        let index = items.iter().position(|flavor| is_exact(&flavor));
        let index = index.or_else(|| items.iter().position(|flavor| is_named(&flavor)))?;
        Some((RecordRef { kind: Kind::Flavor, index }, items.get(index)?))
    }

    /// The standard flavor is created, in place of one that has its name.
    fn made(self, expected: &StandardFlavor) -> Step {
        match self.named(&expected.name) {
            None => Step { record: None, change: Change::CreateFlavor(Self::new_flavor(expected)) },
            Some((record, flavor)) => {
                // It is missing where it is private.
                let new = NewFlavor { is_public: true, ..Self::anew(flavor, expected) };
                Step { record: Some(record), change: Change::RecreateFlavor(new) }
            }
        }
    }

    /// The flavor as the standard flavor that it should be. What else its extra specs say, it keeps.
    fn anew(flavor: &Flavor, expected: &StandardFlavor) -> NewFlavor {
        let mut new = NewFlavor {
            is_public: is_public(flavor),
            ephemeral_gb: amount(flavor.ephemeral_gb.as_ref()),
            swap_mib: amount(flavor.swap_mib.as_ref()),
            ..Self::new_flavor(expected)
        };
        for (key, text) in flavor.extra_specs.iter().flat_map(Properties::iter) {
            if let Some(text) = text.as_text()
                && !is_about_hardware(key)
                && !new.extra_specs.iter().any(|(known, _)| **known == *key)
            {
                new.extra_specs.push((key.into(), value(text)));
            }
        }
        new
    }

    fn specs_of(expected: &StandardFlavor) -> Change {
        let settings = expected.extra_specs.iter().map(|(key, expected)| Setting {
            attribute: Attribute::Property(key.clone()),
            to: Self::spec(key, expected),
        });
        Change::Set(settings.collect())
    }

    fn standard_flavor(
        self,
        problem: &StandardFlavorProblem,
        testcase: &TestCase,
    ) -> Result<Vec<Step>, NoRemedy> {
        let Check::StandardFlavor { flavor } = &testcase.check else { return Err(NoRemedy::NotEnoughKnown) };
        let expected = self.catalogue.flavor(flavor).ok_or(NoRemedy::NotEnoughKnown)?;
        match problem {
            StandardFlavorProblem::Missing { near, .. } => {
                let record = near.as_ref().map(|near| RecordRef { kind: Kind::Flavor, index: near.index });
                if (Cloud { record, ..self }).is_planned() {
                    return Err(NoRemedy::EditDefinition);
                }
                let is_it = match near.as_ref().map(|near| near.how) {
                    None | Some(NearFlavor::Private) => false,
                    Some(NearFlavor::SameSize) => true,
                    Some(NearFlavor::OldSyntax | NearFlavor::OtherSpelling) => {
                        let near = Cloud { record, ..self };
                        has_sizes(near.flavor().ok_or(NoRemedy::NotEnoughKnown)?, expected)
                    }
                };
                Ok(vec![if is_it {
                    Step { record, change: Self::specs_of(expected) }
                } else {
                    self.made(expected)
                }])
            }
            StandardFlavorProblem::ExtraSpec { name, found, expected: wanted } => {
                let flavor = self.flavor().ok_or(NoRemedy::NotEnoughKnown)?;
                if !has_sizes(flavor, expected) {
                    // It is another flavor, and what mends its sizes decides what becomes of it.
                    return Err(NoRemedy::MendTheOthers);
                }
                if found.as_deref().is_some_and(|found| self.is_known_hardware(name, found)) {
                    return Err(NoRemedy::HardwareDiffers);
                }
                self.twin(expected).unwrap_or_else(|| self.step(property(name, Self::spec(name, wanted))))
            }
            StandardFlavorProblem::Size { .. } => {
                self.twin(expected).unwrap_or_else(|| self.other_sizes(expected))
            }
        }
    }

    /// The flavor is found by its extra spec, while another is the standard flavor as it should be: then this one only
    /// has to give the extra spec up.
    fn twin(self, expected: &StandardFlavor) -> Option<Result<Vec<Step>, NoRemedy>> {
        let flavor = self.flavor()?;
        if flavor.name_text() == Some(&expected.name) || spec_text(flavor, "scs:name-v2").is_none() {
            return None;
        }
        let is_it = |other: &Flavor| {
            has_sizes(other, expected)
                && is_public(other)
                && expected.extra_specs.iter().all(|(key, value)| spec_text(other, key) == Some(value))
        };
        let items = &self.inventory.flavors.as_ref()?.items;
        items.iter().any(is_it).then(|| self.step(Change::Unset(vec!["scs:name-v2".into()])))
    }

    /// A flavor of other sizes than the standard flavor that it is found as.
    fn other_sizes(self, expected: &StandardFlavor) -> Result<Vec<Step>, NoRemedy> {
        let flavor = self.flavor().ok_or(NoRemedy::NotEnoughKnown)?;
        if flavor.name_text() == Some(&expected.name) {
            return self.step(Change::RecreateFlavor(Self::anew(flavor, expected)));
        }
        // It goes on under its own name, and the standard flavor is beside it, or is created there.
        let mut steps = self.step(Change::Unset(vec!["scs:name-v2".into()]))?;
        let beside =
            self.named(&expected.name).filter(|(_, other)| has_sizes(other, expected) && is_public(other));
        steps.push(match beside {
            Some((record, _)) => Step { record: Some(record), change: Self::specs_of(expected) },
            None => self.made(expected),
        });
        Ok(steps)
    }

    fn flavor_name(self, problem: &FlavorNameProblem) -> Result<Vec<Step>, NoRemedy> {
        match problem {
            FlavorNameProblem::Malformed(_) | FlavorNameProblem::OldSyntax | FlavorNameProblem::NotScs => {
                Err(NoRemedy::FlavorsKeepTheirName)
            }
            FlavorNameProblem::FewerVcpus { .. }
            | FlavorNameProblem::LessRam { .. }
            | FlavorNameProblem::SmallerDisk { .. }
            | FlavorNameProblem::NoSize(_) => {
                let flavor = self.flavor().ok_or(NoRemedy::NotEnoughKnown)?;
                let text = flavor.name_text().unwrap_or_default();
                // A standard flavor has its sizes exactly.
                if let Some(expected) = self.catalogue.flavor(text) {
                    return self.step(Change::RecreateFlavor(Self::anew(flavor, expected)));
                }
                let Reading::Valid { name, .. } = read(text, &self.catalogue.grammar) else {
                    return Err(NoRemedy::NotEnoughKnown);
                };
                let new = promised(flavor, text, &name).ok_or(NoRemedy::NotEnoughKnown)?;
                self.step(Change::RecreateFlavor(new))
            }
        }
    }

    /// The fact behind a property of an image.
    fn image_fact(self, key: &str, allowed: &[Box<str>]) -> To {
        let known = match self.publishers().filter(|_| key == "image_source") {
            Some(publishers) => publishers,
            None if allowed.is_empty() => self.allowed(key),
            None => allowed.to_vec(),
        };
        // Of what one list allows, the other may refuse a part.
        let lists = self.catalogue.vocabularies.iter();
        let glance = lists.filter(|list| &*list.list == "glance" && *list.property == *key);
        let official = self.official(key);
        let others = glance.map(|list| &list.values).chain(official.as_ref());
        let known = others.fold(known, |known, other| {
            let both: Vec<Box<str>> = known.iter().filter(|value| other.contains(value)).cloned().collect();
            if both.is_empty() { known } else { both }
        });
        let suggestion = self.suggested(key);
        let is_shared = matches!(
            key,
            "hw_disk_bus"
                | "hypervisor_type"
                | "hw_rng_model"
                | "hw_scsi_model"
                | "replace_frequency"
                | "uuid_validity"
        );
        To::Fact(Fact { about: key.into(), allowed: known, suggestion, is_shared })
    }

    /// What the source of the image begins with, if its name is that of a standard image.
    fn publishers(self) -> Option<Vec<Box<str>>> {
        let name = self.image()?.name_text()?;
        let is_of = |spec: &&ImageSpec| {
            spec.scheme.as_ref().map_or(*spec.name == *name, |scheme| scheme.is_match(name))
        };
        let spec = self.catalogue.images.iter().find(is_of)?;
        Some(spec.sources.iter().map(|prefix| format!("{prefix}…").into()).collect())
    }

    /// What a test case allows for a property.
    fn official(self, key: &str) -> Option<Vec<Box<str>>> {
        self.catalogue.testcases.iter().find_map(|testcase| {
            let Check::ImagePropertyIn { property, values, .. } = &testcase.check else { return None };
            (**property == *key).then(|| values.clone())
        })
    }

    /// What the standards allow for a property.
    fn allowed(self, key: &str) -> Vec<Box<str>> {
        if let Some(values) = self.official(key) {
            return values;
        }
        let words: &[&str] = match key {
            "image_build_date" | "maintained_until" => &["YYYY-MM-DD"],
            "provided_until" => &["YYYY-MM-DD", "none", "notice"],
            "uuid_validity" => &["none", "last-N", "YYYY-MM-DD", "notice", "forever"],
            "image_source" => &["https://…", "private"],
            "replace_frequency" => {
                return self.catalogue.frequencies.iter().map(|frequency| frequency.value.clone()).collect();
            }
            "os_distro" => {
                let mut lists = self.catalogue.vocabularies.iter();
                let list = lists.find(|vocabulary| &*vocabulary.property == "os_distro");
                return list.map(|list| list.values.clone()).unwrap_or_default();
            }
            _ => &[],
        };
        words.iter().map(|word| (*word).into()).collect()
    }

    /// What the name of the image says of its system: `Ubuntu 24.04` is `ubuntu`, `24.04`.
    fn suggested(self, key: &str) -> Option<Box<str>> {
        let name = self.image()?.name_text()?;
        let mut words = name.split(' ');
        let distro = words.next()?.to_ascii_lowercase();
        let is_known = self.allowed("os_distro").iter().any(|known| **known == *distro);
        match key {
            "os_distro" if is_known => Some(distro.into()),
            "os_version" if is_known => {
                let version = words.next()?;
                version.starts_with(|letter: char| letter.is_ascii_digit()).then(|| version.into())
            }
            _ => None,
        }
    }

    fn image_metadata(self, problem: &ImageMetadataProblem) -> Result<Vec<Step>, NoRemedy> {
        let ask = |key: &str, allowed: &[Box<str>]| self.step(property(key, self.image_fact(key, allowed)));
        match problem {
            ImageMetadataProblem::Missing { property } => match property.as_ref() {
                "min_disk" => self.min_disk(),
                "min_ram" => self.min_ram(),
                "os_hash_algo" => Err(NoRemedy::UploadAgain),
                key => ask(key, &[]),
            },
            ImageMetadataProblem::NotAllowed { property, allowed, .. } => match property.as_ref() {
                "os_hash_algo" => Err(NoRemedy::UploadAgain),
                key => ask(key, allowed),
            },
            ImageMetadataProblem::WrongType { .. } | ImageMetadataProblem::RegistrationUnreadable { .. } => {
                Err(NoRemedy::NotFromTheService)
            }
            ImageMetadataProblem::MinDiskBelowSize { .. } => self.min_disk(),
            ImageMetadataProblem::LittleRam { .. } => self.min_ram(),
            ImageMetadataProblem::NotADate { property, .. } => ask(property, &[]),
            ImageMetadataProblem::BuiltAfterRegistration { .. }
            | ImageMetadataProblem::BuiltInTheFuture { .. } => ask("image_build_date", &[]),
            ImageMetadataProblem::Outdated { .. } => Err(NoRemedy::UploadFreshImage),
            ImageMetadataProblem::OutdatedWithoutEnd { .. } => ask("provided_until", &[]),
            ImageMetadataProblem::PurposeTwice { purpose, is_current, .. } => {
                if *is_current {
                    return Err(NoRemedy::MendTheOthers);
                }
                let others: Vec<Box<str>> =
                    self.allowed("os_purpose").into_iter().filter(|known| known != purpose).collect();
                ask("os_purpose", &others)
            }
        }
    }

    /// As [`Cloud::image_metadata`], where a rule says what is expected.
    fn image_rule(self, problem: &ImageMetadataProblem, expected: &Expected) -> Result<Vec<Step>, NoRemedy> {
        /// What the image service keeps beside properties, and what does not follow from a rule alone.
        const FIELDS: [&str; 10] = [
            "name",
            "visibility",
            "status",
            "owner",
            "protected",
            "os_hidden",
            "size",
            "created_at",
            "min_disk",
            "min_ram",
        ];
        let (ImageMetadataProblem::Missing { property: key }
        | ImageMetadataProblem::NotAllowed { property: key, .. }) = problem
        else {
            return self.image_metadata(problem);
        };
        let allowed = expectations(expected);
        match key.as_ref() {
            "os_hash_algo" => Err(NoRemedy::UploadAgain),
            "min_disk" | "min_ram" if allowed.is_empty() => self.image_metadata(problem),
            key if FIELDS.contains(&key) => Err(NoRemedy::SetByHand),
            key => self.step(property(key, self.image_fact(key, &allowed))),
        }
    }

    fn rule(self, problem: &RuleProblem, testcase: &TestCase) -> Result<Vec<Step>, NoRemedy> {
        let Check::Rule(rule) = &testcase.check else { return Err(NoRemedy::NotEnoughKnown) };
        match problem {
            RuleProblem::ExtraSpec { spec, allowed, .. } => {
                if matches!(spec.as_ref(), "name" | "description" | "vcpus" | "ram" | "disk") {
                    return Err(NoRemedy::SetByHand);
                }
                let is_value = |wanted: &str| {
                    expected_by(&testcase.check).is_some_and(|expected| {
                        expected.from_name.is_some() || expected.values.iter().any(|value| **value == *wanted)
                    })
                };
                let to = match allowed.as_slice() {
                    [only] if is_value(only) => Self::spec(spec, only),
                    several => To::Fact(Fact {
                        about: spec.clone(),
                        allowed: several.to_vec(),
                        suggestion: None,
                        is_shared: false,
                    }),
                };
                self.step(property(spec, to))
            }
            RuleProblem::Twice { .. } => Err(NoRemedy::ChooseOne),
            RuleProblem::NoneThere { kind: Kind::Image, .. } => {
                let is_wanted = |spec: &&ImageSpec| {
                    rule.when.images.contains(&spec.id) || rule.when.names.contains(&spec.name)
                };
                Self::import(self.catalogue.images.iter().find(is_wanted).ok_or(NoRemedy::ImportImage)?)
            }
            RuleProblem::NoneThere { kind, .. } => {
                let mut flavors = rule.when.names.iter().filter_map(|name| self.catalogue.flavor(name));
                let expected = flavors.next().filter(|_| *kind == Kind::Flavor);
                Ok(vec![self.made(expected.ok_or(NoRemedy::AddOne)?)])
            }
        }
    }

    fn set(self, attribute: Attribute, to: To) -> Result<Vec<Step>, NoRemedy> {
        self.step(Change::Set(vec![Setting { attribute, to }]))
    }

    /// The least disk on which the data fit, unpacked, too.
    fn min_disk(self) -> Result<Vec<Step>, NoRemedy> {
        let image = self.image().ok_or(NoRemedy::NotEnoughKnown)?;
        let sizes = [image.size_bytes.as_ref(), image.property("virtual_size")];
        let largest = sizes.into_iter().flatten().filter_map(integer).max().filter(|size| *size > 0);
        let gib = largest.ok_or(NoRemedy::NotEnoughKnown)?.saturating_add(GIB - 1) / GIB;
        self.set(Attribute::MinDisk, value(gib.to_string()))
    }

    fn min_ram(self) -> Result<Vec<Step>, NoRemedy> {
        let fact = Fact { about: "min_ram".into(), allowed: Vec::new(), suggestion: None, is_shared: false };
        self.set(Attribute::MinRam, To::Fact(fact))
    }

    fn standard_image(
        self,
        problem: &StandardImageProblem,
        testcase: &TestCase,
    ) -> Result<Vec<Step>, NoRemedy> {
        let near = match problem {
            StandardImageProblem::Missing { near, .. } => near,
            StandardImageProblem::Source { prefixes, .. } => {
                let allowed: Vec<Box<str>> =
                    prefixes.iter().map(|prefix| format!("{prefix}…").into()).collect();
                return self.step(property("image_source", self.image_fact("image_source", &allowed)));
            }
        };
        let Check::ImagePresent { image } = &testcase.check else { return Err(NoRemedy::NotEnoughKnown) };
        let spec = self.catalogue.image(image).ok_or(NoRemedy::NotEnoughKnown)?;
        let Some(near) = near else { return Self::import(spec) };
        let cloud = Cloud { record: Some(RecordRef { kind: Kind::Image, index: near.index }), ..self };
        if cloud.is_planned() {
            return Err(NoRemedy::EditDefinition);
        }
        match near.how {
            NearImage::NotShown(_) => cloud.show(),
            NearImage::OtherName => cloud.set(Attribute::Name, value(spec.name.clone())),
            // To rename it would take it from those who look for it under its name.
            NearImage::OtherScheme => Self::import(spec),
        }
    }

    /// Imports an image, if it is known from where.
    fn import(spec: &ImageSpec) -> Result<Vec<Step>, NoRemedy> {
        spec.import.as_ref().ok_or(NoRemedy::ImportImage)?;
        Ok(vec![Step { record: None, change: Change::ImportImage(spec.id.clone()) }])
    }

    /// Lists a hidden image. One that is not for everyone may be a customer's own, with their data in it.
    fn show(self) -> Result<Vec<Step>, NoRemedy> {
        let image = self.image().ok_or(NoRemedy::NotEnoughKnown)?;
        let is_hidden = image.os_hidden.as_ref().is_some_and(Value::is_truthy);
        let visibility = image.visibility.as_ref().and_then(Value::as_text);
        if is_hidden && matches!(visibility, Some("public" | "community")) {
            self.set(Attribute::Listed, value(""))
        } else {
            Err(NoRemedy::PublishImage)
        }
    }

    fn volume_type(self, problem: &VolumeTypeProblem) -> Result<Vec<Step>, NoRemedy> {
        match problem {
            VolumeTypeProblem::NotSorted { .. }
            | VolumeTypeProblem::Repeated { .. }
            | VolumeTypeProblem::UnknownAspect { .. } => {
                let description = self.volume_description()?;
                let (list, rest) = description
                    .strip_prefix("[scs:")
                    .and_then(|rest| rest.split_once(']'))
                    .ok_or(NoRemedy::NotEnoughKnown)?;
                let known = self.aspects();
                let mut aspects: Vec<&str> = list
                    .split(',')
                    .map(|aspect| aspect.trim_matches(is_space))
                    .filter(|aspect| known.iter().any(|known| **known == **aspect))
                    .collect();
                aspects.sort_unstable();
                aspects.dedup();
                let list =
                    if aspects.is_empty() { String::new() } else { format!("[scs:{}]", aspects.join(",")) };
                let description = format!("{list}{rest}");
                let description = description.trim_start();
                // What is dropped may have been meant as something else.
                let to = match problem {
                    VolumeTypeProblem::UnknownAspect { .. } => Self::described_as(description),
                    VolumeTypeProblem::NotSorted { .. }
                    | VolumeTypeProblem::Repeated { .. }
                    | VolumeTypeProblem::NoneWithAspect { .. } => value(description),
                };
                self.set(Attribute::Description, to)
            }
            VolumeTypeProblem::NoneWithAspect { .. } => Err(NoRemedy::DeclareAspect),
        }
    }

    /// A description that is right only if what it declares is true.
    fn described_as(text: &str) -> To {
        To::Fact(Fact {
            about: "description".into(),
            allowed: Vec::new(),
            suggestion: Some(text.into()),
            is_shared: false,
        })
    }

    /// The values that there are for an extra spec on hardware, weakest first.
    fn hardware(self, spec: &str) -> Vec<&'a str> {
        let grammar = &self.catalogue.grammar;
        if spec == "scs:cpu-type" {
            grammar.cpu_types.iter().map(|cpu| cpu.extra_spec.as_str()).collect()
        } else {
            grammar.disk_types.iter().map(|disk| disk.extra_spec.as_str()).collect()
        }
    }

    /// Whether an extra spec already tells of the hardware what can be told.
    fn is_known_hardware(self, spec: &str, found: &str) -> bool {
        is_about_hardware(spec) && self.hardware(spec).contains(&found)
    }

    fn aspects(self) -> &'a [Box<str>] {
        let lists = self.catalogue.testcases.iter().find_map(|testcase| {
            let Check::VolumeTypeAspectLists { aspects } = &testcase.check else { return None };
            Some(aspects.as_slice())
        });
        lists.unwrap_or_default()
    }

    fn flavor_text(self, problem: &FlavorTextProblem) -> Result<Vec<Step>, NoRemedy> {
        match problem {
            FlavorTextProblem::NameForm { form, .. } => Err(match form {
                NameForm::OldSyntax
                | NameForm::NotInText
                | NameForm::HalfGib
                | NameForm::Discouraged
                | NameForm::NotCanonical => NoRemedy::FlavorsKeepTheirName,
            }),
            FlavorTextProblem::SpecBelowName { spec, promised, .. } => {
                let known = self.hardware(spec);
                let allowed = known.iter().skip_while(|value| **value != &**promised);
                let fact = Fact {
                    about: spec.clone(),
                    allowed: allowed.map(|value| (*value).into()).collect(),
                    suggestion: None,
                    is_shared: true,
                };
                self.step(property(spec, To::Fact(fact)))
            }
            FlavorTextProblem::NoShortName { short } => {
                let flavor = self.flavor().ok_or(NoRemedy::NotEnoughKnown)?;
                let specs = flavor.extra_specs.iter().flat_map(Properties::iter);
                let names = names_in(specs.filter_map(|(key, value)| Some((key, value.as_text()?)))).names;
                // The first four are for the long and the short name, each in the old and the current syntax.
                let next = names.last().map_or(4, |last| last.number.saturating_add(1).max(4));
                self.step(property(&format!("scs:name-v{next}"), value(short.clone())))
            }
            FlavorTextProblem::NameSpec { spec, .. } => self.step(Change::Unset(vec![spec.clone()])),
            FlavorTextProblem::SpecUnknown { spec, known, .. } => {
                let fact =
                    Fact { about: spec.clone(), allowed: known.clone(), suggestion: None, is_shared: true };
                self.step(property(spec, To::Fact(fact)))
            }
            FlavorTextProblem::DiskTypeWithoutDisk { .. } => {
                self.step(Change::Unset(vec!["scs:disk0-type".into()]))
            }
            FlavorTextProblem::NoCurrentNameSpec { current, is_taken, .. } => {
                let flavor = self.flavor().ok_or(NoRemedy::NotEnoughKnown)?;
                let fits = self.catalogue.flavor(current).is_none_or(|standard| has_sizes(flavor, standard));
                if !fits || *is_taken {
                    return Err(NoRemedy::NameIsTaken);
                }
                self.step(property("scs:name-v2", value(current.clone())))
            }
            FlavorTextProblem::Proportion { .. } => Err(NoRemedy::ChooseSizes),
        }
    }

    fn image_text(self, problem: &ImageTextProblem) -> Result<Vec<Step>, NoRemedy> {
        match problem {
            ImageTextProblem::NameTwice { rename, .. } => {
                self.rename(rename.as_ref().ok_or(NoRemedy::NotEnoughKnown)?)
            }
            ImageTextProblem::PromiseBroken { .. } => Err(NoRemedy::UploadFreshImage),
            ImageTextProblem::NotRenamed { rename } => self.rename(rename),
            ImageTextProblem::StillGeneric => self.step(property("os_purpose", value("oldgeneric"))),
            ImageTextProblem::FlagsTogether { properties } => {
                let key = properties.first().ok_or(NoRemedy::NotEnoughKnown)?;
                // Which of them is false, a person has to know; true are all of them now.
                self.step(property(key, self.image_fact(key, &["false".into()])))
            }
            ImageTextProblem::NoTag { prefix } => {
                self.set(Attribute::Tag, self.image_fact("tags", &[format!("{prefix}…").into()]))
            }
            ImageTextProblem::VirtualSizeAboveMinDisk { .. } => self.min_disk(),
            ImageTextProblem::ReleaseMissing { distro, version, .. } => {
                let wanted = format!("{distro} {version}");
                let mut specs = self.catalogue.images.iter();
                let spec = specs.find(|spec| spec.name.eq_ignore_ascii_case(&wanted));
                Self::import(spec.ok_or(NoRemedy::ImportImage)?)
            }
        }
    }

    /// Gives an image another name, if none has it that users are shown.
    fn rename(self, name: &str) -> Result<Vec<Step>, NoRemedy> {
        let is_shown = |image: &Image| {
            let visibility = image.visibility.as_ref().and_then(Value::as_text);
            let is_hidden = image.os_hidden.as_ref().is_some_and(Value::is_truthy);
            !is_hidden && matches!(visibility, Some("public" | "community"))
        };
        let mut images = self.inventory.images.iter().flat_map(|list| &list.items);
        if images.any(|image| image.name_text() == Some(name) && is_shown(image)) {
            return Err(NoRemedy::NameIsTaken);
        }
        self.set(Attribute::Name, value(name))
    }

    fn other_text(self, problem: &OtherTextProblem) -> Result<Vec<Step>, NoRemedy> {
        match problem {
            OtherTextProblem::AspectListMisplaced => {
                let description = self.volume_description()?;
                let lower = description.to_ascii_lowercase();
                let start = lower.find("[scs:").ok_or(NoRemedy::NotEnoughKnown)?;
                let (before, rest) = description.split_at_checked(start).ok_or(NoRemedy::NotEnoughKnown)?;
                let (list, after) = rest.split_once(']').ok_or(NoRemedy::NotEnoughKnown)?;
                let list = list.to_ascii_lowercase();
                let found = list.trim_start_matches("[scs:").split(',').map(str::trim);
                let known = self.aspects();
                let mut aspects: Vec<&str> =
                    found.filter(|aspect| known.iter().any(|known| **known == **aspect)).collect();
                aspects.sort_unstable();
                aspects.dedup();
                if aspects.is_empty() {
                    return Err(NoRemedy::DeclareAspect);
                }
                let rest = format!("{} {}", before.trim(), after.trim());
                let text = format!("[scs:{}] {}", aspects.join(","), rest.trim());
                self.set(Attribute::Description, Self::described_as(text.trim_end()))
            }
            OtherTextProblem::AspectNotDeclared { aspect, .. } => {
                let description = self.volume_description()?;
                let misplaced = description.to_ascii_lowercase();
                let misplaced = misplaced.split_once("[scs:").and_then(|(_, rest)| rest.split_once(']'));
                if misplaced.is_some_and(|(list, _)| list.split(',').any(|found| found.trim() == &**aspect)) {
                    return Err(NoRemedy::MendTheOthers);
                }
                let declared = description.strip_prefix("[scs:").and_then(|rest| rest.split_once(']'));
                let (list, rest) = declared.unwrap_or(("", description));
                let mut aspects: Vec<&str> =
                    list.split(',').map(str::trim).filter(|aspect| !aspect.is_empty()).collect();
                aspects.push(aspect);
                aspects.sort_unstable();
                let text = format!("[scs:{}] {}", aspects.join(","), rest.trim());
                self.set(Attribute::Description, Self::described_as(text.trim_end()))
            }
            OtherTextProblem::NotWithinGroup { ethertype } => {
                Ok(vec![Step { record: None, change: Change::AllowWithinGroup { ethertype } }])
            }
            OtherTextProblem::EgressLimited { .. } | OtherTextProblem::AnyPrefix { .. } => {
                Err(NoRemedy::ClientWritesPrefix)
            }
            OtherTextProblem::NoPublicEndpoint
            | OtherTextProblem::AliasUsed { .. }
            | OtherTextProblem::NotHttps { .. } => Err(NoRemedy::ChangeCatalog),
        }
    }
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(Number::Integer(number)) => Some(*number),
        Value::Number(Number::Real(_))
        | Value::Null
        | Value::Bool(_)
        | Value::Text(_)
        | Value::Composite { .. } => None,
    }
}

fn is_public(flavor: &Flavor) -> bool {
    flavor.is_public != Some(Value::Bool(false))
}

fn amount(value: Option<&Value>) -> u64 {
    value.and_then(integer).and_then(|amount| u64::try_from(amount).ok()).unwrap_or_default()
}

/// The flavor as its name promises it, no smaller than it is.
fn promised(flavor: &Flavor, text: &str, name: &FlavorName) -> Option<NewFlavor> {
    let at_least = |found: &Option<Value>, promised: u64| amount(found.as_ref()).max(promised);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "amounts that no flavor has are left out"
    )]
    let ram_mib = (name.memory.gib < 1e9).then_some((name.memory.gib * 1024.0) as u64)?;
    let disk = name.disk.as_ref().and_then(|disk| disk.size_gb.as_ref());
    let disk_gb = disk.map_or(Some(0), Count::to_u64)?;
    let specs = flavor.extra_specs.iter().flat_map(Properties::iter);
    Some(NewFlavor {
        name: text.into(),
        vcpus: at_least(&flavor.vcpus, name.cpus.count.to_u64()?),
        ram_mib: at_least(&flavor.ram_mib, ram_mib),
        disk_gb: at_least(&flavor.disk_gb, disk_gb),
        ephemeral_gb: amount(flavor.ephemeral_gb.as_ref()),
        swap_mib: amount(flavor.swap_mib.as_ref()),
        is_public: is_public(flavor),
        extra_specs: specs.filter_map(|(key, text)| Some((key.into(), value(text.as_text()?)))).collect(),
    })
}

//! Everything that a finding can say, as data: found and expected, no sentence.

use super::near::{Near, NearFlavor, NearImage};
use super::rules::RuleProblem;
use super::text::{FlavorTextProblem, ImageTextProblem, OtherTextProblem};
use crate::catalogue::Frequency;
use crate::date::Moment;
use crate::flavor_name::NameError;

/// What is wrong, or worth knowing.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// scs-0100: names of flavors.
    FlavorName(FlavorNameProblem),
    /// scs-0102: metadata of images.
    ImageMetadata(ImageMetadataProblem),
    /// scs-0103: standard flavors.
    StandardFlavor(StandardFlavorProblem),
    /// scs-0104: standard images.
    StandardImage(StandardImageProblem),
    /// scs-0114: aspects of volume types.
    VolumeType(VolumeTypeProblem),
    /// scs-0115: default security group rules.
    DefaultRules(DefaultRulesProblem),
    /// scs-0116, scs-0123: services of the catalog; none of these types is there.
    ServiceMissing(Vec<Box<str>>),
    /// An image quota leaves little room.
    SmallImageQuota {
        /// The limit.
        found: Box<str>,
        /// The least that it should be, in the unit of the quota.
        expected: u32,
    },
    /// The official suite ends this test case with an exception.
    OfficialAbort(AbortCause),
    /// Only the text of scs-0100 or scs-0103 asks for it.
    FlavorText(FlavorTextProblem),
    /// Only the text of scs-0102 or scs-0104 asks for it.
    ImageText(ImageTextProblem),
    /// Only the text of another standard asks for it.
    OtherText(OtherTextProblem),
    /// A rule in general terms asks for it.
    Rule(RuleProblem),
}

/// scs-0100: what can be wrong with a flavor and its name.
#[derive(Clone, Debug, PartialEq)]
pub enum FlavorNameProblem {
    /// The name is not well formed; the reason worth showing.
    Malformed(NameError),
    /// The name is none of the standard's: it lacks the prefix. Matters only where a name of the standard is due.
    NotScs,
    /// The name is well formed in the old syntax only, which is tolerated.
    OldSyntax,
    /// The flavor has fewer vCPUs than its name promises.
    FewerVcpus {
        /// vCPUs that there are.
        found: i64,
        /// vCPUs that the name promises.
        promised: Box<str>,
    },
    /// The flavor has less RAM than its name promises.
    LessRam {
        /// RAM that there is, in MiB.
        found_mib: i64,
        /// RAM that the name promises, in GiB.
        promised_gib: f64,
        /// How much may be missing, in MiB.
        tolerance_mib: u32,
    },
    /// The flavor has a smaller disk than its name promises.
    SmallerDisk {
        /// The disk that there is, in GB.
        found_gb: i64,
        /// The disk that the name promises, in GB.
        promised_gb: Box<str>,
    },
    /// A size is null.
    NoSize(SizeField),
}

/// A size of a flavor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeField {
    /// vCPUs.
    Vcpus,
    /// RAM.
    Ram,
    /// The root disk.
    Disk,
}

/// A unit in which RAM was probably given by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RamUnit {
    /// GiB.
    Gib,
    /// MB: steps of 1000.
    Decimal,
    /// KiB.
    Kib,
}

impl RamUnit {
    /// Tells it from the number that there is and the one, in MiB, that should be there.
    pub fn of(field: SizeField, found: i64, expected_mib: u64) -> Option<RamUnit> {
        let expected = i64::try_from(expected_mib).ok().filter(|_| field == SizeField::Ram)?;
        let units = [
            (expected / 1024, RamUnit::Gib),
            (expected / 1024 * 1000, RamUnit::Decimal),
            (expected.checked_mul(1024)?, RamUnit::Kib),
        ];
        units.into_iter().find(|(number, _)| *number == found && found > 0).map(|(_, unit)| unit)
    }
}

/// scs-0102: what can be wrong with an image.
#[derive(Clone, Debug, PartialEq)]
pub enum ImageMetadataProblem {
    /// A property that must be there is not, or is empty.
    Missing {
        /// The property.
        property: Box<str>,
    },
    /// A property has a value that is not allowed.
    NotAllowed {
        /// The property.
        property: Box<str>,
        /// The value.
        found: Box<str>,
        /// What is allowed.
        allowed: Vec<Box<str>>,
    },
    /// A value is of another type than the image service's.
    WrongType {
        /// The property.
        property: Box<str>,
        /// The value.
        found: Box<str>,
    },
    /// The least disk is smaller than the data.
    MinDiskBelowSize {
        /// The least disk, as the image gives it.
        min_disk_gib: Box<str>,
        /// The size of the data.
        size_bytes: i64,
    },
    /// The least RAM is unlikely to boot.
    LittleRam {
        /// The least RAM, as the image gives it.
        min_ram_mib: Box<str>,
        /// What is advised.
        advised_mib: u32,
    },
    /// A value that should be a date is none.
    NotADate {
        /// The property.
        property: Box<str>,
        /// The value.
        found: Box<str>,
    },
    /// The image was built after it was registered.
    BuiltAfterRegistration {
        /// When it was built.
        built: Moment,
        /// When it was registered, as the image gives it.
        registered: Box<str>,
    },
    /// Whether the image was built before it was registered cannot be told: the time of that cannot be read.
    RegistrationUnreadable {
        /// The time, as the image gives it.
        registered: Box<str>,
    },
    /// The image was, or will be, built in the future.
    BuiltInTheFuture {
        /// When.
        built: Moment,
    },
    /// The image is older than it promises, and no fresh image replaces it.
    Outdated {
        /// When it was built, or else registered; `None` where neither can be read.
        built: Option<Moment>,
        /// Until when it would have been fresh.
        due: Moment,
        /// What it promises.
        frequency: Frequency,
        /// The name that a fresh image replacing it would have.
        replacement: Option<Box<str>>,
    },
    /// The image is older than it promises and does not say until when that matters.
    OutdatedWithoutEnd {
        /// What `provided_until` says; `None` where it is missing.
        provided_until: Option<Box<str>>,
    },
    /// Other images serve the same purpose for the same system.
    PurposeTwice {
        /// The purpose.
        purpose: Box<str>,
        /// Architecture, distribution and version.
        system: [Box<str>; 3],
        /// How many images there are.
        images: usize,
        /// This is the one that the purpose fits: the standard image, or else the newest.
        is_current: bool,
    },
}

/// scs-0103: what can be wrong with a standard flavor.
#[derive(Clone, Debug, PartialEq)]
pub enum StandardFlavorProblem {
    /// No flavor is found under the name.
    Missing {
        /// The name.
        flavor: Box<str>,
        /// What comes near to it.
        near: Option<Near<NearFlavor>>,
    },
    /// The flavor is found, and a size of it differs.
    Size {
        /// Which size.
        field: SizeField,
        /// What there is; `None` for null.
        found: Option<i64>,
        /// What is demanded, in the field's unit.
        expected: u64,
    },
    /// The flavor is found, and an extra spec of it differs.
    ExtraSpec {
        /// The name of the extra spec.
        name: Box<str>,
        /// Its value; `None` where it is not set.
        found: Option<Box<str>>,
        /// What is demanded.
        expected: Box<str>,
    },
}

/// scs-0104: what can be wrong with a standard image.
#[derive(Clone, Debug, PartialEq)]
pub enum StandardImageProblem {
    /// No image is found under the name.
    Missing {
        /// The name, or what the names of the scheme begin with.
        name: Box<str>,
        /// What comes near to it.
        near: Option<Near<NearImage>>,
    },
    /// The image is from somewhere else.
    Source {
        /// Its source; `None` where it is missing.
        found: Option<Box<str>>,
        /// What it must begin with: one of these.
        prefixes: Vec<Box<str>>,
    },
}

/// In which way a wrong source of an image comes near to a right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceNear {
    /// It is the address of the publisher with another scheme, or in other letters.
    OtherScheme,
    /// It looks like a mirror: the same folders on another host.
    Mirror,
}

impl SourceNear {
    /// Tells it from the source and what it should begin with.
    pub fn of<T: AsRef<str>>(found: &str, prefixes: &[T]) -> Option<SourceNear> {
        let lower = found.to_ascii_lowercase();
        let (scheme, rest) = lower.split_once("://")?;
        let mut rests = prefixes.iter().filter_map(|prefix| Some(prefix.as_ref().split_once("://")?.1));
        if rests.clone().any(|prefix| rest.starts_with(&prefix.to_ascii_lowercase())) {
            return Some(SourceNear::OtherScheme);
        }
        // The last folder tells the release: `/noble/`.
        let folder = |prefix: &str| {
            let folder = prefix.trim_end_matches('/').rsplit('/').next()?;
            Some(format!("/{folder}"))
        };
        let host = rest.split('/').next().unwrap_or_default();
        let is_mirror = host.contains("mirror")
            || rests.any(|prefix| folder(prefix).is_some_and(|folder| rest.contains(&folder)));
        (is_mirror && matches!(scheme, "http" | "https" | "ftp" | "ftps")).then_some(SourceNear::Mirror)
    }
}

/// scs-0114: what can be wrong with volume types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VolumeTypeProblem {
    /// The list of aspects is not in alphabetical order.
    NotSorted {
        /// The list.
        found: Vec<Box<str>>,
    },
    /// An aspect is listed twice.
    Repeated {
        /// The aspect.
        aspect: Box<str>,
    },
    /// An aspect is not one of the standard's.
    UnknownAspect {
        /// The aspect.
        aspect: Box<str>,
        /// The aspects there are.
        known: Vec<Box<str>>,
    },
    /// No volume type lists the aspect.
    NoneWithAspect {
        /// The aspect.
        aspect: Box<str>,
    },
}

/// scs-0115: what can be wrong with the default rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefaultRulesProblem {
    /// The rule lets traffic in.
    Ingress,
    /// No rule lets all traffic of the ethertype out.
    NoEgress {
        /// `IPv4` or `IPv6`.
        ethertype: &'static str,
        /// The groups that the rule would have to be for.
        groups: Groups,
    },
}

/// Security groups that a default rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Groups {
    /// Each project's group `default`.
    Default,
    /// The groups that people create.
    Custom,
}

/// Why the official suite ends a test case with an exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AbortCause {
    /// It reads a property of an image that has no custom property at all.
    NoCustomProperties,
    /// It compares a size with one that is null.
    NullSize(Box<str>),
    /// It takes a value for text, a number or a date that is none.
    WrongType(Box<str>),
    /// It misses a key that it relies on.
    MissingKey(Box<str>),
    /// It lists the names of offenders, one of which is no text.
    NamelessOffender,
    /// It reads the names of all records, one of which is no text.
    Nameless,
    /// It stumbles over a key that it takes for an argument of its own.
    ReservedKey(Box<str>),
    /// It compares a disk with one whose size the name leaves open.
    DiskWithoutSize,
    /// It doubles an amount of RAM beyond what a number can hold.
    RamOverflow,
}

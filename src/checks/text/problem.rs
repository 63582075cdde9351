//! What can be wrong by the text of a standard alone, as data.

use crate::catalogue::{NameForm, Rank};
use crate::checks::problem::FlavorNameProblem;
use crate::date::Moment;

/// What the texts of scs-0100 and scs-0103 ask of flavors, and that is not met.
#[derive(Clone, Debug, PartialEq)]
pub enum FlavorTextProblem {
    /// The name of a flavor has a form that the text does not have, or advises against.
    NameForm {
        /// The form.
        form: NameForm,
        /// The spelling that it should have, where another says the same.
        canonical: Option<Box<str>>,
    },
    /// An extra spec says less than a name promises.
    SpecBelowName {
        /// The extra spec.
        spec: Box<str>,
        /// What it says.
        found: Box<str>,
        /// What the name promises.
        promised: Box<str>,
        /// The name.
        name: Box<str>,
    },
    /// The flavor is not offered under its short name.
    NoShortName {
        /// The short name.
        short: Box<str>,
    },
    /// A name in an extra spec is malformed, or promises more than the flavor has.
    NameSpec {
        /// The extra spec.
        spec: Box<str>,
        /// Its value.
        found: Box<str>,
        /// What is wrong with it.
        problem: Box<FlavorNameProblem>,
    },
    /// The value of an extra spec is none of those that there are.
    SpecUnknown {
        /// The extra spec.
        spec: Box<str>,
        /// Its value.
        found: Box<str>,
        /// The values that there are.
        known: Vec<Box<str>>,
    },
    /// A standard flavor without disk tells the type of a disk.
    DiskTypeWithoutDisk {
        /// The type.
        found: Box<str>,
    },
    /// No name in the extra specs has the current syntax.
    NoCurrentNameSpec {
        /// A name in the old syntax.
        found: Box<str>,
        /// The same in the current one.
        current: Box<str>,
        /// Another flavor has that name, in one of the two.
        is_taken: bool,
    },
    /// A size of a further flavor is unlike those of the standard ones.
    Proportion {
        /// `vcpus`, `ram` or `disk`.
        field: &'static str,
        /// What there is.
        found: Box<str>,
        /// What there should be.
        expected: Vec<Box<str>>,
    },
}

/// What the texts of scs-0102 and scs-0104 ask of images, and that is not met.
#[derive(Clone, Debug, PartialEq)]
pub enum ImageTextProblem {
    /// Another image has the same name and is newer.
    NameTwice {
        /// How many images have the name.
        images: usize,
        /// The name that tells its date, if that is known.
        rename: Option<Box<str>>,
    },
    /// The image is outdated, by the promise that the text reads from its properties.
    PromiseBroken {
        /// When it was built, or else registered.
        built: Option<Moment>,
        /// Until when it should have been replaced.
        due: Moment,
        /// What `replace_frequency` says.
        frequency: Box<str>,
        /// It is provided until a notice, which the official test takes for an excuse.
        until_notice: bool,
    },
    /// The image is outdated, and its name does not tell its date.
    NotRenamed {
        /// The name that tells its date.
        rename: Box<str>,
    },
    /// The image is outdated, and still called generic.
    StillGeneric,
    /// Properties exclude each other and are all true.
    FlagsTogether {
        /// The properties.
        properties: Vec<Box<str>>,
    },
    /// No tag begins like this.
    NoTag {
        /// What it should begin with.
        prefix: Box<str>,
    },
    /// The least disk is smaller than the image when it is unpacked.
    VirtualSizeAboveMinDisk {
        /// The least disk, in GiB, as the image gives it.
        min_disk_gib: Box<str>,
        /// The size of the unpacked image, in bytes.
        virtual_size_bytes: i64,
    },
    /// There is no image of a release.
    ReleaseMissing {
        /// The distribution.
        distro: Box<str>,
        /// The version of the release.
        version: Box<str>,
        /// The purpose of the image.
        purpose: Box<str>,
        /// Which release it is.
        rank: Rank,
    },
}

/// What the other texts ask of volume types, default rules and services, and that is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OtherTextProblem {
    /// A list of aspects stands where it does not count.
    AspectListMisplaced,
    /// A volume type speaks of an aspect and does not declare it.
    AspectNotDeclared {
        /// The aspect.
        aspect: Box<str>,
        /// What speaks of it: a word of the name, or an extra spec.
        hint: Box<str>,
    },
    /// Members of the group `default` do not reach each other.
    NotWithinGroup {
        /// `IPv4` or `IPv6`.
        ethertype: &'static str,
    },
    /// A rule limits egress.
    EgressLimited {
        /// The field that limits it.
        by: &'static str,
        /// Its value.
        found: Box<str>,
    },
    /// A rule opens egress with an address range that the official test does not count.
    AnyPrefix {
        /// The address range.
        found: Box<str>,
    },
    /// A service has no public endpoint.
    NoPublicEndpoint,
    /// A service is listed under another name than the canonical one.
    AliasUsed {
        /// The type that it is listed under.
        found: Box<str>,
        /// The canonical type.
        canonical: Box<str>,
    },
    /// An endpoint does not use TLS.
    NotHttps {
        /// `public` or `internal`.
        interface: Box<str>,
        /// How its address begins: `http`.
        scheme: Box<str>,
    },
}

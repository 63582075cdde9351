//! At least one value of every variant that is worded, made around a value of an export.

use crate::catalogue::{Frequency, NameForm, Rank};
use crate::checks::{
    AbortCause, DefaultRulesProblem, FlavorNameProblem, FlavorTextProblem, Groups, ImageMetadataProblem,
    ImageTextProblem, LeftOut, Near, NearFlavor, NearImage, OtherTextProblem, Problem, RuleProblem,
    SizeField, StandardFlavorProblem, StandardImageProblem, VolumeTypeProblem,
};
use crate::date::Moment;
use crate::flavor_name::{NameError, NameProblem, Part, Quantity, Syntax};
use crate::intake::{
    Encoding, GzipProblem, IntakeError, IntakeNote, Packed, PlanNote, Recognised, SyntaxProblem,
};
use crate::inventory::{Format, Kind, PartialReason};
use crate::waivers::{Entry, EntryResult, LocalSource, Mismatch, State, Waiver, WaiversError};
use crate::yaml::{Found, Location, YamlError, YamlProblem};

const SIZE_FIELDS: [SizeField; 3] = [SizeField::Vcpus, SizeField::Ram, SizeField::Disk];

pub(super) const PARTIAL_REASONS: [PartialReason; 6] = [
    PartialReason::LoneRecord,
    PartialReason::NextPage,
    PartialReason::CutOff,
    PartialReason::Filtered,
    PartialReason::ManagedOnly,
    PartialReason::Unread,
];

fn name_problems(value: &str) -> Vec<NameProblem> {
    let found = || value.to_owned();
    let letter = value.chars().next();
    let character = letter.unwrap_or('x');
    let allowed = || vec!["L".to_owned(), "V".to_owned()];
    let quantity = Quantity::Vcpus;
    vec![
        NameProblem::PrefixMissing { expected: "SCS-".into() },
        NameProblem::WrongDelimiter { found: character, expected: '-' },
        NameProblem::DelimiterMissing { found: letter, expected: '-' },
        NameProblem::NumberMissing { quantity, found: letter },
        NameProblem::Zero { quantity },
        NameProblem::TooManyDigits { quantity, found: usize::MAX, limit: 4300 },
        NameProblem::Fraction { quantity },
        NameProblem::CpuLetterMissing { allowed: allowed() },
        NameProblem::CpuLetterUnknown { found: character, allowed: allowed() },
        NameProblem::InsecureBeforeCpuLetter { letter: "V".into() },
        NameProblem::SecondPoint { found: found() },
        NameProblem::NotInHalves { found: found() },
        NameProblem::MemoryOverflow,
        NameProblem::MarksSwapped,
        NameProblem::WrongCase { found: found(), expected: "kvm".into() },
        NameProblem::EmptyExtension { delimiter: '_' },
        NameProblem::TooLate { found: found(), part: Part::Hypervisor, after: Part::Gpu },
        NameProblem::Repeated { found: found(), part: Part::Gpu },
        NameProblem::HypervisorNotInSyntax { found: found(), syntax: Syntax::V1, allowed: allowed() },
        NameProblem::GenerationWithoutVendor { found: found(), allowed: allowed() },
        NameProblem::AfterVendor { found: character, vendor: "i".into() },
        NameProblem::CpuGeneration { found: found(), allowed: allowed() },
        NameProblem::GpuBrand { found: letter, allowed: allowed() },
        NameProblem::GpuGeneration { found: found(), allowed: allowed() },
        NameProblem::ExtensionInGeneration { found: found() },
        NameProblem::TooManyClasses { quantity, found: usize::MAX, limit: 3 },
        NameProblem::ThirdGpuNumber,
        NameProblem::UnknownExtension { found: found() },
        NameProblem::Unexpected { found: character, after: Part::Memory },
    ]
}

pub(super) fn flavor_problems(value: &str) -> Vec<Problem> {
    let text = || Box::<str>::from(value);
    let malformed = |problem| FlavorNameProblem::Malformed(NameError { at: usize::MAX, problem });
    let mut names: Vec<_> = name_problems(value).into_iter().map(malformed).collect();
    let texts = flavor_text_problems(value).into_iter().map(Problem::FlavorText);
    names.extend([
        FlavorNameProblem::NotScs,
        FlavorNameProblem::OldSyntax,
        FlavorNameProblem::FewerVcpus { found: i64::MIN, promised: text() },
        FlavorNameProblem::LessRam { found_mib: i64::MAX, promised_gib: f64::MAX, tolerance_mib: u32::MAX },
        FlavorNameProblem::SmallerDisk { found_gb: 0, promised_gb: text() },
        FlavorNameProblem::SmallerDisk { found_gb: i64::MIN, promised_gb: text() },
    ]);
    names.extend(SIZE_FIELDS.map(FlavorNameProblem::NoSize));
    let mut flavors = vec![
        StandardFlavorProblem::Missing { flavor: text(), near: None },
        StandardFlavorProblem::ExtraSpec { name: text(), found: None, expected: text() },
        StandardFlavorProblem::ExtraSpec { name: text(), found: Some(text()), expected: text() },
    ];
    for how in [NearFlavor::OldSyntax, NearFlavor::OtherSpelling, NearFlavor::Private, NearFlavor::SameSize] {
        let near = Some(Near { index: 0, name: text(), how, fits: true });
        flavors.push(StandardFlavorProblem::Missing { flavor: "SCS-1V-4".into(), near });
    }
    for found in [4, 4000, 4_194_304] {
        flavors.push(StandardFlavorProblem::Size {
            field: SizeField::Ram,
            found: Some(found),
            expected: 4096,
        });
    }
    for field in SIZE_FIELDS {
        for (found, expected) in [(None, 0), (Some(0), 1), (Some(i64::MAX), u64::MAX)] {
            flavors.push(StandardFlavorProblem::Size { field, found, expected });
        }
    }
    let names = names.into_iter().map(Problem::FlavorName);
    names.chain(flavors.into_iter().map(Problem::StandardFlavor)).chain(texts).collect()
}

fn flavor_text_problems(value: &str) -> Vec<FlavorTextProblem> {
    let text = || Box::<str>::from(value);
    let forms = [
        NameForm::OldSyntax,
        NameForm::NotInText,
        NameForm::HalfGib,
        NameForm::Discouraged,
        NameForm::NotCanonical,
    ];
    let mut problems: Vec<_> =
        forms.map(|form| FlavorTextProblem::NameForm { form, canonical: Some(text()) }).into();
    problems.extend(["vcpus", "ram", "disk"].map(|field| FlavorTextProblem::Proportion {
        field,
        found: "3".into(),
        expected: vec![text(); 20],
    }));
    problems.extend([
        FlavorTextProblem::SpecBelowName { spec: text(), found: text(), promised: text(), name: text() },
        FlavorTextProblem::NoShortName { short: text() },
        FlavorTextProblem::NameSpec {
            spec: text(),
            found: text(),
            problem: Box::new(FlavorNameProblem::NotScs),
        },
        FlavorTextProblem::NameSpec {
            spec: "scs:name-v2".into(),
            found: "SCS-2V-4".into(),
            problem: Box::new(FlavorNameProblem::FewerVcpus { found: 1, promised: "2".into() }),
        },
        FlavorTextProblem::SpecUnknown {
            spec: text(),
            found: text(),
            known: vec!["ssd".into(), "hdd".into()],
        },
        FlavorTextProblem::DiskTypeWithoutDisk { found: text() },
        FlavorTextProblem::NoCurrentNameSpec { found: text(), current: text(), is_taken: true },
    ]);
    problems
}

fn image_text_problems(value: &str) -> Vec<ImageTextProblem> {
    let text = || Box::<str>::from(value);
    let mut problems = vec![
        ImageTextProblem::NameTwice { images: usize::MAX, rename: None },
        ImageTextProblem::NotRenamed { rename: text() },
        ImageTextProblem::StillGeneric,
        ImageTextProblem::FlagsTogether { properties: vec![text(); 2] },
        ImageTextProblem::NoTag { prefix: text() },
        ImageTextProblem::VirtualSizeAboveMinDisk { min_disk_gib: text(), virtual_size_bytes: i64::MAX },
    ];
    for rank in [Rank::Newest, Rank::Previous] {
        problems.push(ImageTextProblem::ReleaseMissing {
            distro: text(),
            version: text(),
            purpose: text(),
            rank,
        });
    }
    for until_notice in [false, true] {
        for built in [None, Some(Moment(1_768_435_261))] {
            let due = Moment(i64::MAX);
            problems.push(ImageTextProblem::PromiseBroken { built, due, frequency: text(), until_notice });
        }
    }
    problems
}

fn other_text_problems(value: &str) -> Vec<OtherTextProblem> {
    let text = || Box::<str>::from(value);
    vec![
        OtherTextProblem::AspectListMisplaced,
        OtherTextProblem::AspectNotDeclared { aspect: "encrypted".into(), hint: text() },
        OtherTextProblem::NotWithinGroup { ethertype: "IPv6" },
        OtherTextProblem::EgressLimited { by: "protocol", found: text() },
        OtherTextProblem::AnyPrefix { found: text() },
        OtherTextProblem::NoPublicEndpoint,
        OtherTextProblem::AliasUsed { found: text(), canonical: text() },
        OtherTextProblem::NotHttps { interface: text(), scheme: text() },
    ]
}

fn rule_problems(value: &str) -> Vec<RuleProblem> {
    let text = || Box::<str>::from(value);
    let mut problems = Vec::new();
    for listed in [vec![], vec![text()], vec![text(); 20]] {
        for found in [None, Some(text())] {
            problems.push(RuleProblem::ExtraSpec { spec: text(), found, allowed: listed.clone() });
        }
        for kind in [Kind::Flavor, Kind::Image, Kind::VolumeType] {
            let agree = if listed.is_empty() { vec!["name=x".into()] } else { listed.clone() };
            problems.push(RuleProblem::Twice { kind, agree, records: usize::MAX });
            problems.push(RuleProblem::NoneThere { kind, wanted: listed.clone() });
        }
    }
    problems
}

pub(super) fn image_problems(value: &str) -> Vec<Problem> {
    let text = || Box::<str>::from(value);
    let moment = Moment(1_768_435_261);
    let outdated = |built, replacement| ImageMetadataProblem::Outdated {
        built,
        due: Moment(i64::MAX),
        frequency: Frequency { value: "monthly".into(), seconds: 1 },
        replacement,
    };
    let metadata = [
        ImageMetadataProblem::Missing { property: text() },
        ImageMetadataProblem::Missing { property: "min_ram".into() },
        ImageMetadataProblem::NotAllowed { property: text(), found: text(), allowed: vec![text(); 20] },
        ImageMetadataProblem::NotAllowed { property: text(), found: text(), allowed: vec!["virtio".into()] },
        ImageMetadataProblem::WrongType { property: text(), found: text() },
        ImageMetadataProblem::WrongType { property: "min_disk".into(), found: text() },
        ImageMetadataProblem::MinDiskBelowSize { min_disk_gib: text(), size_bytes: i64::MAX },
        ImageMetadataProblem::MinDiskBelowSize { min_disk_gib: text(), size_bytes: 0 },
        ImageMetadataProblem::LittleRam { min_ram_mib: text(), advised_mib: 64 },
        ImageMetadataProblem::NotADate { property: text(), found: text() },
        ImageMetadataProblem::BuiltAfterRegistration { built: moment, registered: text() },
        ImageMetadataProblem::RegistrationUnreadable { registered: text() },
        ImageMetadataProblem::BuiltInTheFuture { built: Moment(i64::MIN) },
        outdated(Some(moment), Some(text())),
        outdated(Some(moment), None),
        outdated(None, Some(text())),
        outdated(None, None),
        ImageMetadataProblem::OutdatedWithoutEnd { provided_until: None },
        ImageMetadataProblem::OutdatedWithoutEnd { provided_until: Some(text()) },
        ImageMetadataProblem::PurposeTwice {
            purpose: text(),
            system: [text(), text(), text()],
            images: usize::MAX,
            is_current: false,
        },
    ];
    let nears = [
        NearImage::NotShown(LeftOut::Hidden),
        NearImage::NotShown(LeftOut::Private),
        NearImage::NotShown(LeftOut::NotForEveryone),
        NearImage::OtherScheme,
        NearImage::OtherName,
    ];
    let near = nears.map(|how| Some(Near { index: 0, name: text(), how, fits: true }));
    let near = near.map(|near| StandardImageProblem::Missing { name: "Ubuntu 24.04".into(), near });
    let sources =
        ["http://a.example/x", "https://mirror.example/noble/x"].map(|found| StandardImageProblem::Source {
            found: Some(found.into()),
            prefixes: vec!["https://a.example/".into(), "https://b.example/noble/".into()],
        });
    let images = [
        StandardImageProblem::Missing { name: text(), near: None },
        StandardImageProblem::Source { found: None, prefixes: vec![text()] },
        StandardImageProblem::Source { found: Some(text()), prefixes: vec!["https://a.example/".into(); 13] },
    ];
    let images = images.into_iter().chain(near).chain(sources).map(Problem::StandardImage);
    let texts = image_text_problems(value).into_iter().map(Problem::ImageText);
    metadata.map(Problem::ImageMetadata).into_iter().chain(images).chain(texts).collect()
}

pub(super) fn other_problems(value: &str) -> Vec<Problem> {
    let text = || Box::<str>::from(value);
    let mut problems: Vec<_> = [
        VolumeTypeProblem::NotSorted { found: vec![text(); 20] },
        VolumeTypeProblem::Repeated { aspect: text() },
        VolumeTypeProblem::UnknownAspect { aspect: text(), known: vec!["encrypted".into()] },
        VolumeTypeProblem::NoneWithAspect { aspect: text() },
    ]
    .map(Problem::VolumeType)
    .into();
    problems.push(Problem::DefaultRules(DefaultRulesProblem::Ingress));
    for groups in [Groups::Default, Groups::Custom] {
        for ethertype in ["IPv4", "IPv6"] {
            problems.push(Problem::DefaultRules(DefaultRulesProblem::NoEgress { ethertype, groups }));
        }
    }
    problems.extend(other_text_problems(value).into_iter().map(Problem::OtherText));
    problems.extend(rule_problems(value).into_iter().map(Problem::Rule));
    problems.push(Problem::ServiceMissing(vec![text(); 20]));
    problems.push(Problem::SmallImageQuota { found: text(), expected: u32::MAX });
    let causes = [
        AbortCause::NoCustomProperties,
        AbortCause::NullSize(text()),
        AbortCause::WrongType(text()),
        AbortCause::MissingKey(text()),
        AbortCause::NamelessOffender,
        AbortCause::Nameless,
        AbortCause::ReservedKey(text()),
        AbortCause::DiskWithoutSize,
        AbortCause::RamOverflow,
    ];
    problems.extend(causes.map(Problem::OfficialAbort));
    problems
}

const RECOGNISED: [Recognised; 9] = [
    Recognised::Html,
    Recognised::SdkObjects,
    Recognised::Quota,
    Recognised::LoneExtraSpecs,
    Recognised::OrdinaryRules,
    Recognised::ShortFlavors,
    Recognised::LoneValues,
    Recognised::OtherResources,
    Recognised::AccessData,
];

pub(super) const FORMATS: [Format; 7] =
    [Format::Json, Format::Yaml, Format::Csv, Format::Table, Format::Values, Format::Shell, Format::Python];

pub(super) fn intake_errors(value: &str) -> Vec<IntakeError> {
    let text = || Box::<str>::from(value);
    let packed = [Packed::Zip, Packed::Xz, Packed::Bzip2, Packed::Zstandard, Packed::SevenZip, Packed::Rar];
    let gzip = [GzipProblem::Damaged, GzipProblem::TooLarge, GzipProblem::NotUnpacked];
    let problems = [
        SyntaxProblem::EndsEarly,
        SyntaxProblem::TooDeep,
        SyntaxProblem::TooLarge,
        SyntaxProblem::Malformed,
        SyntaxProblem::FieldCount { found: 1, expected: usize::MAX },
    ];
    let mut errors: Vec<_> = RECOGNISED.map(IntakeError::OfNoUse).into();
    errors.extend(packed.map(IntakeError::Packed));
    errors.extend(gzip.map(IntakeError::Gzip));
    for problem in problems {
        for format in FORMATS {
            for (record, field) in [(0, None), (usize::MAX, Some(text()))] {
                errors.push(IntakeError::Syntax {
                    format,
                    problem,
                    line: 1,
                    column: usize::MAX,
                    record,
                    field,
                });
            }
        }
    }
    for (objects, keys) in [(0, 0), (1, 0), (1, 1), (2, 2), (usize::MAX, 8)] {
        for nearly in [None, Some((text(), "VCPUs"))] {
            errors.push(IntakeError::NoRecords { keys: vec![text(); keys], objects, nearly });
        }
    }
    errors.extend([
        IntakeError::Empty,
        IntakeError::NotRead,
        IntakeError::NotText { at: usize::MAX },
        IntakeError::ErrorMessage { message: text() },
        IntakeError::EmptyListOfUnknownKind,
        IntakeError::ValuesOfUnknownKind,
        IntakeError::DefinitionsTooLarge { limit: usize::MAX },
    ]);
    errors
}

pub(super) fn intake_notes(value: &str, errors: Vec<IntakeError>) -> Vec<IntakeNote> {
    let mut notes: Vec<_> = errors.into_iter().map(IntakeNote::StopsMakingSense).collect();
    notes.push(IntakeNote::NoExtraSpecsAnywhere);
    for kind in Kind::ALL {
        notes.extend(PARTIAL_REASONS.map(|reason| IntakeNote::Partial(kind, reason)));
        notes.push(IntakeNote::Concatenated(kind));
        notes.push(IntakeNote::ColumnsGuessed(kind));
        notes.push(IntakeNote::KindOfName(kind));
        for records in [1, 2] {
            notes.push(IntakeNote::Repeated(kind, records));
            notes.push(IntakeNote::Contradicting { kind, records, id: value.into() });
        }
    }
    for (objects, keys) in [(1, 1), (2, 2), (usize::MAX, 8)] {
        notes.push(IntakeNote::LeftAside { objects, keys: vec![value.into(); keys] });
        notes.push(IntakeNote::PassedOver { lines: objects, first: Some(objects) });
        let names = || vec![value.into(); keys];
        notes.extend(
            [
                PlanNote::Recommended(objects),
                PlanNote::Disabled(objects),
                PlanNote::Hidden(objects),
                PlanNote::Broken(names()),
                PlanNote::Unused(names()),
            ]
            .map(IntakeNote::Plan),
        );
    }
    notes.extend(RECOGNISED.map(IntakeNote::AlsoOfNoUse));
    notes.extend([Encoding::Utf16, Encoding::Windows1252].map(IntakeNote::Encoded));
    notes.extend([
        IntakeNote::AlsoErrorMessage { message: value.into() },
        IntakeNote::Mended,
        IntakeNote::EndsWithinLetter,
        IntakeNote::Unreadable { key: value.into(), value: value.into() },
        IntakeNote::DisabledServices(1),
        IntakeNote::DisabledServices(2),
        IntakeNote::GivenUp,
        IntakeNote::Folded,
        IntakeNote::NearlyAColumn { found: value.into(), meant: "VCPUs" },
        IntakeNote::Plan(PlanNote::Planned),
    ]);
    notes
}

/// Entries of files of waivers in every state.
pub(super) fn entry_results(value: &str) -> Vec<EntryResult> {
    let text = || Box::<str>::from(value);
    let waiver = |resource| {
        Entry::Waiver(Waiver { testcase: text(), resource, reason: text(), until: Moment(1_798_675_200) })
    };
    let source = Entry::ImageSource(LocalSource { prefix: text(), reason: text() });
    let states = [
        State::Applied,
        State::Expired,
        State::Unmatched(Mismatch::UnknownTestCase),
        State::Unmatched(Mismatch::Passes),
        State::Unmatched(Mismatch::Undecided),
        State::Unmatched(Mismatch::OtherResources),
        State::Unmatched(Mismatch::NoSuchImage),
    ];
    let mut results = Vec::new();
    for entry in [waiver(None), waiver(Some(text())), source] {
        for state in states {
            for findings in [0, 1, usize::MAX] {
                results.push(EntryResult { entry: entry.clone(), state, findings });
            }
        }
    }
    results
}

/// A file of waivers with everything wrong.
pub(super) fn waivers_errors(value: &str) -> WaiversError {
    let text = || Box::<str>::from(value);
    let mut problems = vec![
        YamlProblem::Syntax(text()),
        YamlProblem::NoDocument,
        YamlProblem::SecondDocument,
        YamlProblem::TooDeep,
        YamlProblem::TooLarge,
        YamlProblem::UnknownAnchor,
        YamlProblem::RepeatedKey(text()),
        YamlProblem::MissingKey("until"),
    ];
    for expected in [vec!["until"], vec!["waivers", "image_sources"]] {
        problems.push(YamlProblem::UnknownKey { found: text(), expected: expected.clone() });
        problems.push(YamlProblem::UnknownWord { found: text(), expected: expected.clone() });
        problems.push(YamlProblem::NoKey(expected));
    }
    for found in [Found::Nothing, Found::Text(text()), Found::List, Found::Mapping] {
        problems.push(YamlProblem::WrongType { found, expected: "a date like 2026-12-31" });
    }
    let located = |problem| {
        [None, Some(Location { line: 1, column: usize::MAX })]
            .map(|location| YamlError { location, problem: YamlProblem::clone(&problem) })
    };
    WaiversError { file: text(), problems: problems.into_iter().flat_map(located).collect() }
}

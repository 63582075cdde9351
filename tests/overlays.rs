//! Files of standards laid over the embedded ones: what they change, and what stays.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

use scs_checker::assessment::assess;
use scs_checker::catalogue::{Catalogue, Check, OverlayFile, OverlayKind, Target, Validity, is_overlay};
use scs_checker::checks::{Options, Reason, Verdict};
use scs_checker::intake::{Upload, read_files};
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture(name: &str) -> String {
    std::fs::read_to_string(root().join("tests/data/overlays").join(name)).unwrap()
}

fn overlaid(files: &[(&str, &str)]) -> Catalogue {
    let overlays: Vec<OverlayFile<'_>> =
        files.iter().map(|(name, text)| OverlayFile { name, text }).collect();
    Catalogue::overlaid(&overlays).unwrap_or_else(|error| panic!("{error}"))
}

/// What a file changes: "+id", "~id" and "-id".
fn changes(catalogue: &Catalogue, file: usize) -> Vec<String> {
    let changes = &catalogue.provenance.overlays[file].changes;
    let sign = |name: &str| match name {
        "added" => '+',
        "replaced" => '~',
        _ => '-',
    };
    changes
        .iter()
        .map(|change| format!("{}{}/{}", sign(change.changed.name()), change.section, change.id))
        .collect()
}

/// All files in a folder, with their texts.
fn texts_in(folder: &Path) -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let text = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        Some((name, std::fs::read_to_string(path).ok()?))
    };
    paths.into_iter().filter(|path| path.is_file()).filter_map(text).collect()
}

/// The verdicts of every conformance case, and of the example with faults.
fn all_verdicts(catalogue: &Catalogue) -> Vec<(String, Verdict, Vec<Option<Validity>>)> {
    let cases = std::fs::read_dir(root().join("tests/conformance/cases")).unwrap();
    let mut clouds: Vec<PathBuf> = cases.map(|case| case.unwrap().path().join("cloud.json")).collect();
    clouds.sort();
    clouds.push(root().join("www/samples/example-with-faults.json"));
    let mut verdicts = Vec::new();
    for cloud in clouds {
        let bytes = std::fs::read(cloud).unwrap();
        let intake = read_files(&[Upload { name: "cloud.json", bytes: &bytes, kind: None }]);
        let options = Options { now: "2026-08-22T19:43:05Z".parse().unwrap(), as_listed: false };
        let assessment = assess(&intake.inventory, catalogue, options);
        let validities: Vec<_> = assessment.scopes.iter().map(|scope| scope.validity).collect();
        let outcomes = assessment.outcomes.iter();
        verdicts.extend(
            outcomes
                .map(|(testcase, outcome)| (testcase.id.to_string(), outcome.verdict, validities.clone())),
        );
    }
    verdicts
}

#[test]
fn the_embedded_files_change_nothing() {
    let files = texts_in(&root().join("src/catalogue/data"));
    let borrowed: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut catalogue = overlaid(&borrowed);
    assert_eq!(catalogue.provenance.overlays.len(), 9);
    for (at, (name, _)) in files.iter().enumerate() {
        assert_eq!(changes(&catalogue, at), [""; 0], "{name}");
    }
    assert_eq!(catalogue.provenance.modifying_overlays().count(), 0);
    catalogue.provenance.overlays.clear();
    assert_eq!(format!("{catalogue:?}"), format!("{:?}", Catalogue::embedded().unwrap()));
}

#[test]
fn a_scope_replaces_the_scope() {
    let scope = fixture("scope.yaml");
    let catalogue = overlaid(&[("scope.yaml", &scope)]);
    assert_eq!(catalogue.provenance.overlays[0].kind, OverlayKind::Scope);
    assert_eq!(
        changes(&catalogue, 0),
        [
            "-versions/next",
            "-versions/v3",
            "-versions/v4",
            "~versions/v5.1",
            "+versions/v6",
            "+testcases/scs-0103-flavor-3v-12",
            "+testcases/scs-0999-moonlight",
            "-timeline/2024-12-19",
            "-timeline/2025-02-01",
            "-timeline/2025-07-01",
            "-timeline/2025-09-09",
            "+timeline/2026-01-01",
            "-timeline/2026-06-11",
        ]
    );
    let ids: Vec<&str> = catalogue.versions.iter().map(|version| version.id.as_ref()).collect();
    assert_eq!(ids, ["v5.1", "v6"], "oldest first");
    let unknown = catalogue.testcase("scs-0999-moonlight").unwrap();
    assert_eq!(unknown.check, Check::Unknown {});
    assert_eq!((unknown.holds.as_ref(), unknown.standard.as_ref()), ("Clouds shine at night", "scs-0999"));
    assert_eq!(unknown.section.url.as_ref(), "https://example.org/moonlight");
    assert!(catalogue.standard("scs-0999").is_some());
    let cloud = std::fs::read(root().join("www/samples/example-with-faults.json")).unwrap();
    let intake = read_files(&[Upload { name: "cloud.json", bytes: &cloud, kind: None }]);
    let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
    let assessment = assess(&intake.inventory, &catalogue, options);
    let verdict = |id: &str| {
        assessment.outcomes.iter().find(|(testcase, _)| testcase.id.as_str() == id).unwrap().1.verdict
    };
    assert_eq!(verdict("scs-0999-moonlight"), Verdict::Undecided(Reason::NotImplemented));
    assert_eq!(verdict("scs-0103-flavor-3v-12"), Verdict::Undecided(Reason::NotImplemented));
    assert_eq!(assessment.scopes[1].target(Target::Main).counts.all(), 4);
}

#[test]
fn flavors_replace_the_flavors() {
    for name in ["flavors.yaml", "flavor-groups.yaml"] {
        let flavors = fixture(name);
        let scope = fixture("scope.yaml");
        let catalogue = overlaid(&[(name, &flavors), ("scope.yaml", &scope)]);
        assert_eq!(catalogue.flavors.len(), 4);
        let told = changes(&catalogue, 0);
        assert_eq!(told.len(), 28 + 1 + 1 + 1, "{told:?}");
        for change in [
            "-flavors/SCS-1V-4",
            "~flavors/SCS-2V-8",
            "+flavors/SCS-3V-12",
            "+testcases/scs-0103-flavor-3v-12",
        ] {
            assert!(told.contains(&change.to_owned()), "{name}: {change}");
        }
        // A new flavor is looked for like the others; of one that is gone nothing is asked any more.
        let flavors = r#"[{"id": "1", "name": "a", "vcpus": 1, "ram": 1, "disk": 0, "properties": {}}]"#;
        let intake = read_files(&[Upload { name: "flavors.json", bytes: flavors.as_bytes(), kind: None }]);
        let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
        let assessment = assess(&intake.inventory, &catalogue, options);
        let verdict = |id: &str| {
            assessment.outcomes.iter().find(|(testcase, _)| testcase.id.as_str() == id).unwrap().1.verdict
        };
        assert_eq!(verdict("scs-0103-flavor-3v-12"), Verdict::Fail);
        assert_eq!(verdict("scs-0103-flavor-1v-2"), Verdict::Fail);
        assert_eq!(verdict("scs-0103-flavor-1v-4"), Verdict::Undecided(Reason::NotImplemented));
        assert_eq!(
            catalogue.testcase("scs-0103-flavor-3v-12").unwrap().holds.as_ref(),
            "Flavor SCS-3V-12 is offered"
        );
        assert_eq!(changes(&catalogue, 1).len(), 12, "the test case is known");
    }
}

#[test]
fn a_list_of_images_replaces_the_list_that_it_resembles() {
    let images = fixture("images.yaml");
    let catalogue = overlaid(&[("pull-request.yaml", &images)]);
    assert_eq!(
        changes(&catalogue, 0),
        [
            "~images/ubuntu-2404",
            "+images/ubuntu-2604",
            "~images/capi-2",
            "+testcases/scs-0104-image-ubuntu-2604",
            "+testcases/scs-0104-source-ubuntu-2604",
        ],
        "Debian 10 to 12 and Ubuntu 20.04 are in the other list, too"
    );
    let capi = catalogue.image("capi-2").unwrap();
    assert!(capi.scheme.as_ref().unwrap().is_match("ubuntu-capi-image-v10.1"));
    assert_eq!(catalogue.image("debian-13").unwrap().sources.len(), 2, "in neither list");
    assert_eq!(catalogue.image("ubuntu-2404").unwrap().sources.len(), 1);
    assert!(catalogue.image("ubuntu-2404").unwrap().import.is_some());
    // With both lists, what neither has is gone.
    let catalogue =
        overlaid(&[("scs-0104-v1-images-v5.yaml", &images), ("scs-0104-v1-images.yaml", "images: []")]);
    assert!(catalogue.image("debian-12").is_none());
    let gone = ["-images/debian-12", "-images/debian-11", "-images/debian-10", "-images/ubuntu-2004"];
    let told = changes(&catalogue, 0);
    assert!(gone.iter().all(|id| told.contains(&(*id).to_owned())), "{told:?}");
    assert_eq!(changes(&catalogue, 1), ["-images/capi-1"]);
}

#[test]
fn entries_are_added_replaced_and_removed() {
    let entries = fixture("entries.yaml");
    let catalogue = overlaid(&[("entries.yaml", &entries)]);
    let mut told = changes(&catalogue, 0);
    told.sort();
    assert_eq!(
        told,
        [
            "+frequencies/hourly",
            "+requirements/D-0100-01",
            "-frequencies/critical_bug",
            "-requirements/T-0100-01",
            "-testcases/scs-0117-test-backup",
            "~cpu_types/T",
            "~testcases/scs-0102-image-recency",
        ]
    );
    let embedded = Catalogue::embedded().unwrap();
    assert!(catalogue.testcase("scs-0117-test-backup").is_none());
    assert_eq!(catalogue.testcases.len(), embedded.testcases.len() - 1);
    let main = |catalogue: &Catalogue| catalogue.version("v5.1").unwrap().target(Target::Main).len();
    assert_eq!(main(&catalogue), main(&embedded) - 1, "a test case that is removed is out of the scope");
    assert!(matches!(
        catalogue.testcase("scs-0102-image-recency").unwrap().check,
        Check::ImageRecency { factor } if factor > 1.4
    ));
    let codes = |catalogue: &Catalogue| -> Vec<String> {
        catalogue.grammar.cpu_types.iter().map(|cpu| cpu.code.clone()).collect()
    };
    assert_eq!(codes(&catalogue), codes(&embedded), "an entry that is replaced stays in its place");
}

#[test]
fn files_of_standards_are_told_from_exports() {
    let data = texts_in(&root().join("src/catalogue/data"));
    for (name, text) in &data {
        // Definitions of the flavor manager look the same.
        assert_eq!(is_overlay(text), name != "standard-flavors.yaml", "{name}");
    }
    for (name, text) in texts_in(&root().join("tests/data/overlays")) {
        assert_eq!(is_overlay(&text), !name.starts_with("flavor"), "{name}");
    }
    for folder in
        ["tests/data/samples", "tests/data/samples/traps", "tests/data/samples/old-clients", "www/samples"]
    {
        for (name, text) in texts_in(&root().join(folder)) {
            assert!(!is_overlay(&text), "{name}");
        }
    }
    for text in [
        "",
        "---",
        "hello",
        "name: x",
        "- id: 1\n  name: x",
        "waivers: []",
        "images:\n- name: x\n  enable: true\n  source: y",
        "images:\n- id: 1\n  name: x\n  status: active",
        "images: []",
        "mandatory: []",
        "remove: []\nhello: world",
        "{\"remove\": []}",
        "  remove: []",
        "+----+\nremove: []",
    ] {
        assert!(!is_overlay(text), "{text}");
    }
    for text in ["remove: [debian-10]", "\u{feff}# new\n---\nfrequencies:\n- value: x\n  seconds: 1"] {
        assert!(is_overlay(text), "{text}");
    }
}

#[cfg_attr(not(reference_data), ignore = "the files of the SCS project are not there")]
#[test]
fn the_files_of_the_scs_project_change_nothing() {
    let upstream = root().join("../shared/upstream");
    let names = [
        "scs-compatible-iaas.yaml",
        "SCS-Spec.MandatoryFlavors.verbose.yaml",
        "scs-0104-v1-images.yaml",
        "scs-0104-v1-images-v5.yaml",
    ];
    let texts = names.map(|name| std::fs::read_to_string(upstream.join(name)).unwrap());
    let files: Vec<(&str, &str)> = names.into_iter().zip(texts.iter().map(String::as_str)).collect();
    let verdicts = all_verdicts(&Catalogue::embedded().unwrap());
    for files in [&files[..], &files[..1]] {
        let catalogue = overlaid(files);
        for (at, (name, _)) in files.iter().enumerate() {
            assert_eq!(changes(&catalogue, at), [""; 0], "{name}");
        }
        assert!(all_verdicts(&catalogue) == verdicts);
    }
    for (name, text) in &files {
        assert_eq!(is_overlay(text), !name.starts_with("SCS-Spec"), "{name}");
    }
    // Without its name, a list of images is told by what is in it.
    for (name, text) in &files[2..] {
        assert_eq!(changes(&overlaid(&[("paste 1", text)]), 0), [""; 0], "{name}");
    }
    let wrong = std::fs::read_to_string(upstream.join("scs-0103-v1-flavors-wrong.yaml")).unwrap();
    assert_eq!(overlaid(&[("wrong.yaml", &wrong)]).provenance.modifying_overlays().count(), 1);
}

#[cfg_attr(not(reference_data), ignore = "the data of real clouds are not there")]
#[test]
fn no_export_is_taken_for_a_file_of_standards() {
    for folder in ["real", "samples"] {
        let mut folders = vec![root().join("../shared").join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    folders.push(entry);
                } else if let Ok(text) = std::fs::read_to_string(&entry) {
                    assert!(!is_overlay(&text), "{}", entry.display());
                }
            }
        }
    }
}

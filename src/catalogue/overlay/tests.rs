use super::*;

fn laid(files: &[(&str, &str)]) -> Result<Catalogue, Vec<String>> {
    let overlays: Vec<OverlayFile<'_>> =
        files.iter().map(|(name, text)| OverlayFile { name, text }).collect();
    Catalogue::overlaid(&overlays).map_err(|error| error.problems.iter().map(ToString::to_string).collect())
}

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    laid(files).map(|catalogue| catalogue.provenance.overlays).unwrap_err()
}

#[test]
fn kinds_show_by_keys() {
    let cases = [
        ("modules: []", Some(OverlayKind::Scope)),
        ("timeline: []\nversions: []", Some(OverlayKind::Scope)),
        ("mandatory: []", Some(OverlayKind::Flavors)),
        ("flavor_groups: []", Some(OverlayKind::Flavors)),
        ("images: [{name: x, source: y}]", Some(OverlayKind::ImageList)),
        ("images: []", Some(OverlayKind::ImageList)),
        ("images: [{id: x, name: x, source: [y]}]", Some(OverlayKind::Entries)),
        ("images: []\nremove: [debian-10]", Some(OverlayKind::Entries)),
        ("remove: [debian-10]", Some(OverlayKind::Entries)),
        ("cpu_types: []", Some(OverlayKind::Entries)),
        ("waivers: []", None),
        ("versions: []", None),
        ("[1]", None),
        ("x", None),
    ];
    for (text, kind) in cases {
        assert_eq!(kind_of(&parse_document(text).unwrap()), kind, "{text}");
    }
}

#[test]
fn all_problems_of_all_files_are_told_with_their_places() {
    let files = [
        ("a.yaml", "testcases:\n  - id: x\n    familiy: y\n    check: {dance: {}}\nremove: [none]"),
        ("b.yaml", "timeline: [{date: soon, versions: {v1: fine}}]\nversions: []\nmodules: []\nname: n"),
        ("c.yaml", "mandatory: [{name: SCS-1V-1, cpus: many, ram: 1}]"),
        ("d.yaml", "hello: world"),
        ("e.yaml", "images: [{name: x"),
    ];
    let expected = [
        "a.yaml: a key is missing: one of `family`, `standard` at line 2, column 5",
        "a.yaml: unknown key `familiy`, expected one of `id`, `family`, `standard`, `section`, `holds`, `fails`, `why`, `decided`, \
         `contradiction`, `check` at line 3, column 5",
        "a.yaml: unknown word `dance`, expected one of",
        "b.yaml: the key `scripts` is missing at line 1, column 1",
        "b.yaml: found `soon`, expected a date like 2026-12-31 at line 1, column 19",
        "b.yaml: unknown word `fine`, expected one of `effective`, `warn`, `draft`, `deprecated` at line 1, column 40",
        "c.yaml: found `many`, expected an integer from 0 to 4294967295 at line 1, column 36",
        "d.yaml: no file of standards at line 1, column 1",
        "e.yaml: not YAML: ",
    ];
    let told = problems(&files);
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}\n{expected}");
    }
    let large = format!("remove: []\n#{}", " ".repeat(SIZE_LIMIT));
    assert_eq!(problems(&[("f.yaml", &large)]), ["f.yaml: larger than 524288 bytes"]);
}

#[test]
fn what_does_not_fit_together_is_told_with_its_place() {
    let cases = [
        (
            "testcases: [{id: x, family: none, check: {default_rules: {}}}]",
            vec!["a.yaml: x names the unknown family `none` at line 1, column 13"],
        ),
        (
            "testcases: [{id: x, family: standard-flavor, check: {standard_flavor: {flavor: SCS-9V-9}}}]",
            vec!["a.yaml: x names the unknown standard flavor `SCS-9V-9` at line 1, column 13"],
        ),
        (
            "families: [{id: f, standard: scs-0100}]\ntestcases: [{id: x, family: f, check: {default_rules: {}}, \
             holds: 'a {b}', fails: a, why: a}]",
            vec![
                "a.yaml: a text of `x` uses `{b}`, which its check does not have at line 2, column 13",
                "a.yaml: test case `x` lacks `decided` at line 2, column 13",
                "a.yaml: test case `x` lacks `section` at line 2, column 13",
            ],
        ),
        (
            "images: [{id: debian-12, name: Debian 12, name_scheme: '(', source: []}]",
            vec![
                "a.yaml: image `debian-12` has a name scheme that is no regular expression at line 1, column 10",
            ],
        ),
        (
            "remove: [debian-10]",
            vec![
                "a.yaml: scs-0104-image-debian-10 names the unknown image `debian-10` at line 1, column 10",
                "a.yaml: scs-0104-source-debian-10 names the unknown image `debian-10` at line 1, column 10",
                "a.yaml: T-0104-02 names the unknown image `debian-10` at line 1, column 10",
            ],
        ),
        (
            "name: n\nscripts: []\nmodules: [{id: m}, {id: m}]\ntimeline: [{date: 2026-01-01, versions: {v9: draft}}]\n\
             versions: [{version: v1, include: [k]}]",
            vec![
                "a.yaml: module `m` stands twice at line 3, column 20",
                "a.yaml: v9 names the unknown version `v9` at line 4, column 12",
                "a.yaml: v1 names the unknown module `k` at line 5, column 12",
            ],
        ),
        (
            "mandatory: [{name: a, cpus: 1, ram: 1}, {name: a, cpus: 1, ram: 1}]",
            vec!["a.yaml: standard flavor `a` stands twice at line 1, column 41"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(problems(&[("a.yaml", text)]), expected, "{text}");
    }
}

#[test]
fn two_files_may_not_touch_the_same() {
    let scope = "name: n\nscripts: []\nmodules: []\ntimeline: []\nversions: []";
    let flavors = "mandatory: []";
    let images = "images: [{name: Ubuntu 24.04, source: x, status: mandatory}]";
    let other_images = "images: [{name: Ubuntu 24.04, source: y, status: mandatory}]";
    let v4 = "images: [{name: Ubuntu 24.04, source: y}]";
    let entry = "frequencies: [{value: daily, seconds: 1}]";
    let spec = "images: [{id: ubuntu-2404, name: Ubuntu 24.04, source: [z]}]";
    let cases: [(&str, &str, &str); 7] = [
        (scope, scope, "b: a replaces the certificate scope, too at line 1, column 1"),
        (flavors, flavors, "b: a replaces the standard flavors, too at line 1, column 1"),
        (images, other_images, "b: a replaces the list of images, too at line 1, column 1"),
        (entry, entry, "b: a touches `daily` of `frequencies`, too at line 1, column 15"),
        (
            entry,
            "remove: [frequencies/daily]",
            "b: a touches `daily` of `frequencies`, too at line 1, column 10",
        ),
        (entry, "remove: [daily]", "b: a touches `daily` of `frequencies`, too at line 1, column 10"),
        (images, spec, "a: b touches `ubuntu-2404` of `images`, too at line 1, column 10"),
    ];
    for (one, other, expected) in cases {
        assert!(problems(&[("a", one), ("b", other)]).contains(&expected.to_owned()), "{one}\n{other}");
        assert!(problems(&[("b", other), ("a", one)]).contains(&expected.to_owned()), "{one}\n{other}");
    }
    // Each list of images is a document of its own, told by its name; an image of both is one entry.
    let told = problems(&[("scs-0104-v1-images.yaml", v4), ("x/scs-0104-v1-images-v5.yaml", images)]);
    let expected = "x/scs-0104-v1-images-v5.yaml: scs-0104-v1-images.yaml touches `ubuntu-2404` of `images`, too at line 1, \
                    column 10";
    assert!(told.contains(&expected.to_owned()), "{told:?}");
    assert!(laid(&[("scs-0104-v1-images.yaml", v4), ("scs-0104-v1-images-v5.yaml", other_images)]).is_ok());
}

#[test]
fn one_file_may_not_touch_the_same_twice() {
    let entry = "{value: daily, seconds: 1}";
    for (text, expected) in [
        (
            format!("frequencies: [{entry}, {entry}]"),
            "a: frequencies `daily` stands twice at line 1, column 43",
        ),
        (
            format!("frequencies: [{entry}]\nremove: [daily]"),
            "a: frequencies `daily` stands twice at line 2, column 10",
        ),
        (
            "remove: [daily, frequencies/daily]".to_owned(),
            "a: frequencies `daily` stands twice at line 1, column 17",
        ),
        (
            "images: [{name: x, source: y}, {name: x, source: z}]".to_owned(),
            "a: image `x` stands twice at line 1, column 32",
        ),
        ("remove: [dance]".to_owned(), "a: there is no entry `dance` to remove at line 1, column 10"),
        (
            "remove: [h]".to_owned(),
            "a: several lists have an entry `h`: disk_types, cpu_frequencies, gpu_frequencies, vram_bandwidths at line \
             1, column 10",
        ),
        ("remove: [cpu_types/V]".to_owned(), ""),
    ] {
        let told = laid(&[("a", &text)]).err().unwrap_or_default();
        assert!(
            told.contains(&expected.to_owned()) || (told.is_empty() && expected.is_empty()),
            "{text}: {told:?}"
        );
    }
}

#[test]
fn documents_of_a_file_keep_their_places() {
    let text = "# Head.\na: 1\n---\nb: 2\n--- \n# nothing\n---\nc: [\n";
    let documents = documents_of(text);
    assert_eq!(documents, ["# Head.\na: 1\n", "\n\n\nb: 2\n", "\n\n\n\n\n\n\nc: [\n"]);
    for whole in ["a: 1\n", "", "---\na: 1\n", "a: |\n  ---\n"] {
        assert_eq!(documents_of(whole), [whole]);
    }
    let many = "a: 1\n---\n".repeat(100_000);
    assert_eq!(documents_of(&many).len(), 1, "no file has so many");
}

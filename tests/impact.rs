//! What changed standards do to clouds: reviews by the library, and the command line as a caller sees it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

use scs_checker::catalogue::{OverlayFile, Reader, regex_match};
use scs_checker::checks::Options;
use scs_checker::impact::{Before, ChangedFile, FileEffect, Review, review};
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::Inventory;
use scs_checker::present::{ClassView, Cloud, ImpactView, TurnedView, VersionEffectView, impact_view};
use scs_checker::report::{differences_report, impact_json, impact_markdown, impact_sarif, impact_text};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const SCOPE: &str = include_str!("../src/catalogue/data/scs-compatible-iaas.yaml");
const SCOPE_PATH: &str = "Tests/scs-compatible-iaas.yaml";
const RULE: &str = "requirements:\n  - id: draft-1\n    standard: scs-0103\n    levels: {any: must}\n    holds: There are some\n    check: {present: {of: flavors, when: {names: [SCS-4V-8]}}}\n";
const DATE: &str = "2026-08-22";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn case(name: &str) -> PathBuf {
    root().join("tests/conformance/cases").join(name).join("cloud.json")
}

fn inventory(path: &Path) -> Inventory {
    let bytes = std::fs::read(path).unwrap();
    read_files(&[Upload { name: "cloud.json", bytes: &bytes, kind: None }]).inventory
}

/// The embedded scope with a text in the place of another.
fn scope(old: &str, new: &str) -> String {
    assert_eq!(SCOPE.matches(old).count(), 1, "{old}");
    SCOPE.replace(old, new)
}

/// The scope of a module that asks for one flavor less.
fn without_flavor() -> String {
    scope("        - scs-0103-flavor-4v-8\n", "")
}

fn change<'a>(path: &'a str, before: &'a str, after: &'a str) -> ChangedFile<'a> {
    ChangedFile { path, before: Before::Text { path, text: before }, after: Some(after) }
}

fn reviewed(files: &[ChangedFile<'_>]) -> Review {
    review(files, &[], regex_match).unwrap()
}

fn seen(review: &Review, clouds: &[&str]) -> ImpactView {
    let inventories: Vec<Inventory> = clouds.iter().map(|name| inventory(&case(name))).collect();
    let clouds: Vec<Cloud<'_>> =
        clouds.iter().zip(&inventories).map(|(label, inventory)| Cloud { label, inventory }).collect();
    impact_view(review, &clouds, &[], Options { now: DATE.parse().unwrap(), as_listed: false })
}

fn version<'v>(view: &'v ImpactView, cloud: usize, version: &str) -> &'v VersionEffectView {
    let versions = &view.clouds[cloud].parts[0].versions;
    versions.iter().find(|effect| effect.version == version).unwrap()
}

fn turned<'v>(effect: &'v VersionEffectView, id: &str) -> &'v TurnedView {
    effect.turned.iter().find(|turned| turned.id == id).unwrap_or_else(|| panic!("{id}: {:?}", effect.turned))
}

#[test]
fn what_is_newly_required_breaks_clouds_that_lack_it_and_no_others() {
    let before = without_flavor();
    let review = reviewed(&[change(SCOPE_PATH, &before, SCOPE)]);
    assert_eq!(review.files[0].effect, FileEffect::RulesChanged);
    let view = seen(&review, &["flavors-spec-missing", "conformant-v5.1-1"]);
    assert_eq!(view.class, Some(ClassView::Breaking));
    let [lacking, conformant] = [0, 1].map(|cloud| &view.clouds[cloud].parts[0]);
    assert_eq!((lacking.class, conformant.class), (ClassView::Breaking, ClassView::Preserving));
    let found = turned(version(&view, 0, "v5.1"), "scs-0103-flavor-4v-8");
    assert_eq!((found.turn.as_str(), found.is_breaking), ("newly failing", true));
    assert_eq!((found.before.demand.as_deref(), found.after.demand.as_deref()), (None, Some("required")));
    let found = turned(version(&view, 1, "v5.1"), "scs-0103-flavor-4v-8");
    assert_eq!((found.turn.as_str(), found.is_breaking), ("newly asked", false));
    // The other way round, nothing breaks.
    let review = reviewed(&[change(SCOPE_PATH, SCOPE, &before)]);
    let view = seen(&review, &["flavors-spec-missing"]);
    assert_eq!(view.class, Some(ClassView::Preserving));
    assert_eq!(turned(version(&view, 0, "v5.1"), "scs-0103-flavor-4v-8").turn, "no longer asked");
}

#[test]
fn an_old_change_does_not_take_back_what_came_later() {
    // Both sides are older than the embedded scope: they lack a flavor that it has.
    let before = without_flavor();
    let after = before.replace("name: SCS-compatible IaaS", "name: SCS-compatible IaaS, renamed");
    let view = seen(&reviewed(&[change(SCOPE_PATH, &before, &after)]), &["flavors-spec-missing"]);
    assert_eq!(view.class, Some(ClassView::Preserving));
    assert_eq!(version(&view, 0, "v5.1").turned, []);
}

#[test]
fn standards_that_say_what_is_embedded_change_nothing() {
    let same = ChangedFile { path: SCOPE_PATH, before: Before::Embedded, after: Some(SCOPE) };
    let view = seen(&reviewed(&[same]), &["flavors-spec-missing", "mixed-01"]);
    assert_eq!(view.class, Some(ClassView::Preserving));
    let effects = view.clouds.iter().flat_map(|cloud| &cloud.parts).flat_map(|part| &part.versions);
    assert!(effects.clone().count() > 0);
    effects.for_each(|effect| assert_eq!(effect.turned, []));
    // And two equal states are no change at all.
    let review = reviewed(&[change(SCOPE_PATH, SCOPE, SCOPE)]);
    assert_eq!((&review.files[0].effect, review.parts.len()), (&FileEffect::Same, 0));
}

#[test]
fn drafts_count_only_if_they_are_asked_for() {
    // The draft version alone asks for this.
    let after = scope(
        "  - version: next\n    include:\n",
        "  - version: next\n    include:\n      - scs-0104-v2-none\n",
    );
    let broken = reviewed(&[change(SCOPE_PATH, SCOPE, &after)]);
    assert_eq!(broken.refused.len(), 1, "a module that is not there");
    assert!(!broken.is_understood());
    let after =
        scope("modules:\n", "modules:\n  - id: more\n    name: More\n    targets: {main: [scs-0115-none]}\n");
    let after =
        after.replace("  - version: next\n    include:\n", "  - version: next\n    include:\n      - more\n");
    let after = after.replace(
        "    testcases:\n      - id: scs-0100-semantics-check\n",
        "    testcases:\n      - id: scs-0115-none\n        description: Something new\n      - id: scs-0100-semantics-check\n",
    );
    let review = reviewed(&[change(SCOPE_PATH, SCOPE, &after)]);
    let inventory = inventory(&case("conformant-v5.1-1"));
    let clouds = [Cloud { label: "c", inventory: &inventory }];
    let options = Options { now: DATE.parse().unwrap(), as_listed: false };
    let by_default = impact_view(&review, &clouds, &[], options);
    assert_eq!(by_default.class, Some(ClassView::Preserving));
    assert_eq!(turned(version(&by_default, 0, "next"), "scs-0115-none").turn, "newly undecided");
    let asked = impact_view(&review, &clouds, &["next"], options);
    assert_eq!(asked.class, Some(ClassView::Undecided));
}

#[test]
fn a_written_rule_shows_its_effect_and_changes_no_official_verdict() {
    let rule = "requirements:\n  - id: draft-4v\n    family: standard-flavors-text\n    holds: There are many\n    fails: There are few\n    why: It shows.\n    decided: By looking.\n    levels: {any: must}\n    check: {standard_flavor: {flavor: SCS-4V-8}}\n";
    let families = include_str!("../src/catalogue/data/requirements.yaml");
    let family = families.lines().find_map(|line| line.trim_start().strip_prefix("- id: ")).unwrap();
    let rule = rule.replace("standard-flavors-text", family);
    let draft = ChangedFile { path: "rule.yaml", before: Before::Absent, after: Some(&rule) };
    let review = reviewed(&[draft]);
    assert_eq!(review.files[0].reader, Some(Reader::Draft));
    let view = seen(&review, &["flavors-spec-missing", "conformant-v5.1-1"]);
    let effect = version(&view, 0, "v5.1");
    assert_eq!(turned(effect, "draft-4v").turn, "newly failing");
    assert_eq!(turned(version(&view, 1, "v5.1"), "draft-4v").turn, "newly asked");
    assert_eq!(view.parts[0].class, Some(ClassView::Breaking), "by the yardstick of the text");
    assert_eq!(view.class, Some(ClassView::Preserving), "of official verdicts none changes");
    assert_eq!(view.worst, Some(ClassView::Breaking));
    assert!(view.summary.ends_with("Rules written for this review: breaking."), "{}", view.summary);
}

#[test]
fn code_that_is_not_understood_is_never_preserving() {
    let code = |number: u32| format!("def compute(c):\n    return c.flavors == {number}\n");
    let (before, after) = (code(1), code(2));
    let path = "Tests/iaas/scs_0103_standard_flavors/standard_flavors.py";
    let view = seen(&reviewed(&[change(path, &before, &after)]), &["conformant-v5.1-1"]);
    assert_eq!((view.class, view.is_understood), (Some(ClassView::Undecided), false));
    assert_eq!(view.files[0].effect, "not understood");
    let text = change("Standards/scs-0103-v1-standard-flavors.md", "# A\n\nOne.\n", "# A\n\nTwo.\n");
    let view = seen(&reviewed(&[text]), &["conformant-v5.1-1"]);
    assert_eq!((view.class, view.is_understood), (Some(ClassView::Preserving), true));
    assert!(view.files[0].text.starts_with("Text changed"));
}

#[test]
fn what_breaks_although_not_all_was_understood_is_said_to_be_no_less_and_perhaps_more() {
    let before = without_flavor();
    let path = "Tests/iaas/scs_0103_standard_flavors/standard_flavors.py";
    let files = [change(SCOPE_PATH, &before, SCOPE), change(path, "a = f(1)\n", "a = f(2)\n")];
    let view = seen(&reviewed(&files), &["flavors-spec-missing"]);
    assert_eq!((view.class, view.is_understood), (Some(ClassView::Breaking), false));
    assert_eq!(
        view.summary,
        "Breaking for this cloud: something that a certificate needs turns to a failure. Not everything that changed was understood, so there may be more."
    );
}

#[test]
fn a_text_of_which_a_part_was_not_understood_is_not_called_preserving() {
    let table = |purposes: &str, more: &str| {
        format!("# Image metadata\n\n{more}\n\n| `os_purpose` value | meaning |\n| --- | --- |\n{purposes}")
    };
    let before = table("| `generic` | a |\n", "One.");
    let after = |more: &str| table("| `generic` | a |\n| `gpu` | b |\n", more);
    let path = "Standards/scs-0102-v2-image-metadata.md";
    let class = |more: &str| {
        let view = seen(&reviewed(&[change(path, &before, &after(more))]), &["conformant-v5.1-1"]);
        (view.parts[0].class, view.class)
    };
    assert_eq!(class("One."), (Some(ClassView::Preserving), Some(ClassView::Preserving)));
    assert_eq!(class("Two."), (Some(ClassView::Undecided), Some(ClassView::Preserving)));
}

#[test]
fn every_file_is_accounted_for() {
    let files = [
        change("README.md.txt", "a", "b"),
        change("Tests/kaas/x.go", "a", "b"),
        ChangedFile { path: "docs/new.txt", before: Before::Absent, after: Some("new") },
        ChangedFile { path: "gone.txt", before: Before::Text { path: "gone.txt", text: "old" }, after: None },
    ];
    let view = seen(&reviewed(&files), &[]);
    assert_eq!(view.files.len(), files.len());
    assert!(view.files.iter().all(|file| file.effect == "unrelated"), "{:?}", view.files);
    assert_eq!(view.class, None, "without a cloud nothing is claimed");
}

#[test]
fn what_is_broken_is_told_all_at_once_and_hurts_nothing_else() {
    let broken = SCOPE.replace("v5.1: effective", "v5.1: perhaps").replace("include:", "includes:");
    let review = reviewed(&[change(SCOPE_PATH, SCOPE, &broken)]);
    let view = seen(&review, &["conformant-v5.1-1"]);
    assert_eq!((view.class, view.is_understood), (Some(ClassView::Undecided), false));
    assert_eq!((view.files[0].effect.as_str(), view.problems.len()), ("unreadable", 1));
    let problems = &view.files[0].problems;
    assert!(problems.len() > 4, "{problems:?}");
    assert!(problems.iter().all(|problem| problem.place.is_some()), "{problems:?}");
    // A rule of one's own is judged all the same, and a broken one spoils nothing else.
    let rule = OverlayFile { name: "your rule", text: RULE };
    let with_rule =
        scs_checker::impact::review(&[change(SCOPE_PATH, SCOPE, &broken)], &[rule], regex_match).unwrap();
    assert_eq!(with_rule.parts.len(), 1);
    let wrong = OverlayFile { name: "your rule", text: "requirements: [" };
    let before = without_flavor();
    let good = [change(SCOPE_PATH, &before, SCOPE)];
    let beside = scs_checker::impact::review(&good, &[wrong], regex_match).unwrap();
    let view = seen(&beside, &["flavors-spec-missing"]);
    assert_eq!((view.class, view.is_understood), (Some(ClassView::Breaking), true));
    assert!(view.summary.ends_with("Rules written for this review: undecided."), "{}", view.summary);
}

#[test]
fn where_no_scope_version_counts_nothing_is_preserving() {
    let before = without_flavor();
    let review = reviewed(&[change(SCOPE_PATH, &before, SCOPE)]);
    let inventory = inventory(&case("flavors-spec-missing"));
    let clouds = [Cloud { label: "c", inventory: &inventory }];
    let class = |date: &str, versions: &[&str]| {
        let options = Options { now: date.parse().unwrap(), as_listed: false };
        impact_view(&review, &clouds, versions, options).class
    };
    assert_eq!(class("2001-01-01", &[]), Some(ClassView::Undecided));
    assert_eq!(class(DATE, &["v99"]), Some(ClassView::Undecided));
    assert_eq!(class(DATE, &["v5.1"]), Some(ClassView::Breaking));
}

#[test]
fn reports_say_the_same_in_every_format() {
    let before = without_flavor();
    let view = seen(&reviewed(&[change(SCOPE_PATH, &before, SCOPE)]), &["flavors-spec-missing"]);
    let text = impact_text(&view);
    assert!(text.contains("newly failing scs-0103-flavor-4v-8 (not asked → required: fail)"), "{text}");
    let markdown = impact_markdown(&view);
    assert!(
        markdown.contains("| **newly failing** | `scs-0103-flavor-4v-8` | not asked | required: fail |"),
        "{markdown}"
    );
    let differences = differences_report(&view);
    assert!(
        differences.starts_with("## Differences of the standards\n\n### Files\n\n| file |")
            && differences.contains("#### Certificate scope\n\n| what | before | after |")
            && !differences.contains("newly failing"),
        "{differences}"
    );
    let json: Value = serde_json::from_str(&impact_json(&view)).unwrap();
    assert_eq!(json["class"], "breaking");
    assert_eq!(serde_json::from_value::<ImpactView>(json).unwrap(), view);
    let sarif: Value = serde_json::from_str(&impact_sarif(&view)).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let breaking: Vec<&Value> = results.iter().filter(|result| result["level"] == "error").collect();
    assert!(breaking.iter().all(|result| result["ruleId"] == "scs-0103-flavor-4v-8"));
    assert!(!breaking.is_empty());
    assert_eq!(
        breaking[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "Tests/scs-compatible-iaas.yaml"
    );
}

// The command line.

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_scs-checker")).arg("impact").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A folder of its own with files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("impact").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn exit_codes_tell_what_a_change_does() {
    let before = without_flavor();
    let old = folder("codes-old", &[(SCOPE_PATH, &before), ("same.txt", "same")]);
    let new = folder("codes-new", &[(SCOPE_PATH, SCOPE), ("same.txt", "same")]);
    let [old, new] = [&old, &new].map(|path| path.to_str().unwrap());
    let [lacking, conformant] = ["flavors-spec-missing", "conformant-v5.1-1"].map(case);
    let [lacking, conformant] = [&lacking, &conformant].map(|path| path.to_str().unwrap());
    let date = ["--date", DATE];
    let impact = |arguments: &[&str]| run(&[arguments, &date[..]].concat());
    let (code, text, _) = impact(&["--standards", new, "--base", old, lacking, conformant]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("Breaking for these 2 clouds"), "{text}");
    assert!(!text.contains("same.txt"), "what is the same is no change: {text}");
    assert_eq!(impact(&["--standards", new, "--base", old, conformant]).0, 0);
    assert_eq!(impact(&["--standards", old, "--base", new, lacking]).0, 0);
    let program = "Tests/iaas/scs_0103_standard_flavors/standard_flavors.py";
    let code_old = folder("codes-code-old", &[(SCOPE_PATH, &before), (program, "a = f(1)\n")]);
    let code_new = folder("codes-code-new", &[(SCOPE_PATH, SCOPE), (program, "a = f(2)\n")]);
    let [code_old, code_new] = [&code_old, &code_new].map(|path| path.to_str().unwrap());
    let with_code = ["--standards", code_new, "--base", code_old];
    let (code, text, _) = impact(&[&with_code[..], &[lacking]].concat());
    assert_eq!(code, 1, "what breaks does, whatever else was not understood: {text}");
    assert_eq!(impact(&[&with_code[..], &[conformant]].concat()).0, 2, "it may hide a failure");
    let (code, text, _) = impact(&["--standards", new]);
    assert_eq!(code, 0);
    assert!(text.contains("No cloud was given"), "{text}");
    let (code, _, error) = impact(&["--standards", "no-such-file.yaml", conformant]);
    assert_eq!(code, 2);
    assert!(error.contains("no-such-file.yaml cannot be read"), "{error}");
    let (code, _, error) = impact(&["--standards", new, "--scope", "v99", conformant]);
    assert_eq!(code, 2);
    assert!(error.contains("`v99`"), "{error}");
}

#[test]
fn of_every_changed_file_of_a_folder_it_is_said_what_became_of_it() {
    let files = |text: &'static str| {
        [(".github/workflows/a.yml", text), (".git/config", text), ("Tests/b.yaml", text)]
    };
    let [old, new] = [folder("all-old", &files("a: 1\n")), folder("all-new", &files("a: 2\n"))];
    // Neither is a text.
    std::fs::write(old.join("logo.png"), b"\x89PNG\xff1").unwrap();
    std::fs::write(new.join("logo.png"), b"\x89PNG\xff2").unwrap();
    let (code, text, error) = run(&["--standards", new.to_str().unwrap(), "--base", old.to_str().unwrap()]);
    assert_eq!((code, error.as_str()), (0, ""), "{text}");
    for path in [".github/workflows/a.yml", "Tests/b.yaml", "logo.png"] {
        assert!(text.contains(&format!("  {path}: Not about these standards.\n")), "{path}: {text}");
    }
    assert!(!text.contains(".git/config"), "{text}");
}

#[test]
fn a_file_alone_is_compared_with_the_embedded_standards() {
    let changed = SCOPE.replace("        - scs-0103-flavor-4v-8\n", "");
    let file = folder("alone", &[("scs-compatible-iaas.yaml", &changed)]).join("scs-compatible-iaas.yaml");
    let (code, text, _) = run(&[
        "--standards",
        file.to_str().unwrap(),
        case("flavors-spec-missing").to_str().unwrap(),
        "--date",
        DATE,
    ]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("no longer asked scs-0103-flavor-4v-8"), "{text}");
}

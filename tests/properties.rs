//! What holds for all input, tried on made-up input.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

use proptest::prelude::*;
use scs_checker::assessment::assess;
use scs_checker::catalogue::{Catalogue, Demand, OverlayFile, Source, is_overlay, read_source};
use scs_checker::checks::{Options, Verdict};
use scs_checker::date::Moment;
use scs_checker::flavor_name::{Reading, Syntax, canonical, read, v1_to_v2, v2_to_v1};
use scs_checker::impact::{Difference, Fact, Topic, differences};
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::Kind;
use scs_checker::present::{
    Filter, VerdictView, WaivedFilter, differences_markdown, differences_view, finding_markdown,
    testcase_markdown,
};
use scs_checker::waivers::{self, LocalSource, Waiver, Waivers};
use scs_checker::wording::{markdown_code, markdown_prose};
use serde_json::{Value, json};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::embedded().unwrap());

/// Names that are nearly, and often quite, well formed.
fn name() -> impl Strategy<Value = String> {
    let v2 = "SCS-[0-9]{1,3}[LVTC]i?-[0-9]{1,3}(\\.[05])?u?o?(-([0-9]{1,2}x)?[0-9]{0,4}[nhsp]?)?(_(kvm|xen|vmw|hyv|bms|chy))?(_hwv)?(_[izar][0-9]?h{0,4})?(_[gG][NAI][a-z0-9.]{0,3}(-[0-9]{1,3}h{0,3})?(-[0-9]{1,3}h{0,2})?)?(_ib)?";
    let v1 = "SCS-[0-9]{1,3}[LVTC]i?:[0-9]{1,3}(\\.[05])?(:([0-9]{1,2}x)?[0-9]{0,4}[nhsp]?)?(-(kvm|xen|bms))?(-[iza][0-9]?h{0,3})?(-ib)?";
    prop_oneof![v2, v1, "SCS-[ -~]{0,20}", ".{0,30}"]
}

fn flavor() -> impl Strategy<Value = Value> {
    let ram = prop_oneof![Just(1024), Just(4096), Just(8000), Just(16384)];
    (name(), 0..20_u32, ram, 0..120_u32).prop_map(|(name, vcpus, ram, disk)| {
        json!({"id": format!("id of {name} {vcpus} {ram} {disk}"), "name": name, "vcpus": vcpus, "ram": ram,
               "disk": disk, "os-flavor-access:is_public": true, "extra_specs": {"scs:name-v2": name}})
    })
}

fn verdicts(flavors: &[Value]) -> Vec<(String, Verdict)> {
    let text = json!({ "flavors": flavors }).to_string();
    let intake = read_files(&[Upload { name: "flavors.json", bytes: text.as_bytes(), kind: None }]);
    let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
    let assessment = assess(&intake.inventory, &CATALOGUE, options);
    assessment.outcomes.iter().map(|(testcase, outcome)| (testcase.id.to_string(), outcome.verdict)).collect()
}

/// Texts that say something, among them what YAML takes for other things.
fn text() -> impl Strategy<Value = Box<str>> {
    let traps = prop::sample::select(vec![
        "null",
        "~",
        "yes",
        "1e3",
        "2026-12-31",
        "- a",
        "a: b",
        "# a",
        "'",
        "\"",
        "\\",
        "*a",
        "&a",
        "!a",
        "| \n a",
        "---\na",
        "...",
        "%YAML 1.2",
        "{a",
        "[a",
        "a\u{85}b",
        "a\u{2028}b\u{2029}",
        "\u{feff}a",
        "a\r\nb",
        " a ",
        "a\0b",
        "\u{202e}a",
        "a\u{ffff}",
        "\u{10ffff}",
        "\t.",
        "<script>",
        "=1+1",
    ]);
    prop_oneof![traps.prop_map(ToOwned::to_owned), any::<String>(), "[ -~]{1,40}"]
        .prop_filter("says something", |text| !text.trim().is_empty())
        .prop_map(Into::into)
}

/// Files of waivers.
fn waivers_file() -> impl Strategy<Value = Waivers> {
    let waiver = (text(), prop::option::of(text()), text(), -719_528_i64..2_932_897).prop_map(
        |(testcase, resource, reason, day)| Waiver {
            testcase,
            resource,
            reason,
            until: Moment(day * 86_400),
        },
    );
    let source = (text(), text()).prop_map(|(prefix, reason)| LocalSource { prefix, reason });
    (prop::collection::vec(waiver, 0..5), prop::collection::vec(source, 0..3))
        .prop_map(|(waivers, image_sources)| Waivers { waivers, image_sources })
}

/// Filters as the page makes them.
fn filter() -> impl Strategy<Value = Filter> {
    let verdicts =
        prop::sample::subsequence(vec![VerdictView::Fail, VerdictView::Open, VerdictView::Pass], 0..=3);
    let levels = prop::sample::subsequence(Demand::ALL.to_vec(), 0..=Demand::ALL.len());
    let kinds = prop::sample::subsequence(Kind::ALL.to_vec(), 0..=Kind::ALL.len());
    let standards = prop::collection::btree_set("[a-z0-9-]{1,10}", 0..4);
    let waived = prop::sample::select(vec![WaivedFilter::Any, WaivedFilter::Only, WaivedFilter::Not]);
    (verdicts, levels, standards, kinds, waived, any::<String>()).prop_map(
        |(verdicts, levels, standards, kinds, waived, query)| Filter {
            verdicts,
            levels,
            standards: standards.into_iter().collect(),
            kinds,
            waived,
            query,
        },
    )
}

/// Texts that do something in Markdown or in a tracker.
fn markdown_text() -> impl Strategy<Value = String> {
    let traps = prop::sample::select(vec![
        "\n# x",
        "\r\n\r\n- x",
        "`",
        "``",
        "```\n",
        "~~~",
        "@all",
        "#12",
        "!3",
        "GH-1",
        "SCS-1",
        "[x](y)",
        "![x](y)",
        "<b>",
        "<!--",
        "-->",
        "&amp;",
        "\\",
        "*",
        "__",
        "|",
        "---",
        "===",
        "> ",
        "1. ",
        "http://x",
        "www.x",
        "a@b.c",
        "0123456789abcdef",
        ":tada:",
        "\u{202e}",
        "\u{2028}",
        "\0",
        "\u{1b}[0m",
        " ",
        "x",
    ]);
    let piece = prop_oneof![3 => traps.prop_map(ToOwned::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// A line of Markdown without its code: what is left is text to Markdown. Follows the rule that a run of backticks ends
/// at the next one of the same length.
fn without_code(line: &str) -> Result<String, TestCaseError> {
    let mut left = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        left.push_str(&rest[..at]);
        let run = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        let mut inner = &rest[at + run..];
        loop {
            let Some(next) = inner.find('`') else {
                return Err(TestCaseError::fail(format!("a run of backticks does not end: {line}")));
            };
            let length = inner[next..].len() - inner[next..].trim_start_matches('`').len();
            inner = &inner[next + length..];
            if length == run {
                break;
            }
        }
        left.push('◇');
        rest = inner;
    }
    Ok(left + rest)
}

/// The lines of a document without its code and its blocks of code.
fn without_blocks(markdown: &str) -> Result<Vec<String>, TestCaseError> {
    let mut lines = markdown.lines();
    let mut left = Vec::new();
    while let Some(line) = lines.next() {
        let run = line.len() - line.trim_start_matches('`').len();
        if run < 3 || line[run..].contains('`') {
            left.push(without_code(line)?);
            continue;
        }
        prop_assert!(["sh", "yaml"].contains(&&line[run..]), "{}", line);
        let fence = &line[..run];
        prop_assert!(lines.any(|line| line == fence), "a block does not end: {}", markdown);
        left.push("◇".to_owned());
    }
    Ok(left)
}

/// Whether nothing in the text means more than itself, to Markdown or to a tracker.
fn is_inert(text: &str) -> bool {
    let means_more = |letter: char| "\\`*_[]<>#@&|~^$=+{}\n\r".contains(letter) || letter.is_control();
    let lower = text.to_lowercase();
    let is_word = !text.starts_with('-');
    is_word
        && !text.contains(means_more)
        && !lower.contains("://")
        && !lower.contains("www.")
        && !lower.contains("gh-1")
}

/// A cloud with texts wherever an export may have some.
fn cloud_of(texts: &[String]) -> Value {
    let text = |at: usize| texts[at % texts.len()].as_str();
    json!({
        "flavors": [
            {"id": text(0), "name": format!("SCS-{}", text(1)), "vcpus": 1, "ram": 1, "disk": 0,
             "os-flavor-access:is_public": true, "extra_specs": {"scs:name-v2": text(2), "scs:cpu-type": text(3)}},
            {"id": text(4), "name": text(5), "vcpus": 1, "ram": 1, "disk": 0, "extra_specs": {text(0): text(1)}},
        ],
        "images": [
            {"id": text(1), "name": text(2), "visibility": "public", "status": "active", "os_purpose": text(3),
             "image_source": text(4), "image_build_date": text(5), "uuid_validity": text(0),
             "provided_until": text(1), "replace_frequency": text(2), "architecture": text(3), "own": "x"},
            {"id": text(3), "name": "Ubuntu 24.04", "visibility": "public", "status": "active",
             "image_source": text(4), "hotfix_hours": text(5), "tags": [text(0)]},
        ],
        "volume_types": [{"id": text(4), "name": text(5), "is_public": true, "description": format!("[scs:{}]", text(0))}],
        "catalog": [{"type": text(1), "name": text(2), "endpoints": [{"interface": "public", "url": text(3)}]}],
    })
}

/// The embedded files of standards.
const STANDARDS: [(&str, &str); 9] = [
    ("scope", include_str!("../src/catalogue/data/scs-compatible-iaas.yaml")),
    ("testcases", include_str!("../src/catalogue/data/test-cases.yaml")),
    ("requirements", include_str!("../src/catalogue/data/requirements.yaml")),
    ("flavors", include_str!("../src/catalogue/data/standard-flavors.yaml")),
    ("images", include_str!("../src/catalogue/data/image-specs.yaml")),
    ("properties", include_str!("../src/catalogue/data/image-properties.yaml")),
    ("grammar", include_str!("../src/catalogue/data/flavor_name_grammar.yaml")),
    ("list", include_str!("../src/catalogue/data/scs-0104-v1-images.yaml")),
    ("list v5", include_str!("../src/catalogue/data/scs-0104-v1-images-v5.yaml")),
];

/// Made-up files of standards. Some touch the same, and some are broken.
const OVERLAYS: [(&str, &str); 8] = [
    ("scope", include_str!("data/overlays/scope.yaml")),
    ("flavors", include_str!("data/overlays/flavors.yaml")),
    ("groups", include_str!("data/overlays/flavor-groups.yaml")),
    ("images", include_str!("data/overlays/images.yaml")),
    ("entries", include_str!("data/overlays/entries.yaml")),
    (
        "more",
        "standards: [{id: scs-0999, title: t, url: 'https://u.example/'}]\nimages: [{id: a, name: a, source: []}]",
    ),
    ("other", "frequencies: [{value: hourly, seconds: 1}]\nremove: [no such id]"),
    ("broken", "timeline: soon\nmodules: [{id: 1}, 2]\nhello: world"),
];

/// Some of the files, in some order.
fn some_of(
    files: &'static [(&'static str, &'static str)],
) -> impl Strategy<Value = Vec<OverlayFile<'static>>> {
    let all: Vec<_> = files.iter().map(|(name, text)| OverlayFile { name, text }).collect();
    prop::sample::subsequence(all, 0..=files.len()).prop_shuffle()
}

/// What comes of laying the files, apart from their order.
fn laid(files: &[OverlayFile<'_>]) -> Result<String, Vec<String>> {
    let mut catalogue = Catalogue::overlaid(files)
        .map_err(|error| error.problems.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    catalogue.provenance.overlays.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(format!("{catalogue:?}"))
}

/// Everything that a catalogue says, but for where it is from.
fn facts(mut catalogue: Catalogue) -> String {
    catalogue.provenance.overlays.clear();
    format!("{catalogue:?}")
}

proptest! {
    // Each case reads all standards.
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn catalogues_that_are_not_the_same_differ_in_a_fact(files in some_of(&OVERLAYS)) {
        if let Ok(catalogue) = Catalogue::overlaid(&files) {
            let (there, back) = (differences(&CATALOGUE, &catalogue), differences(&catalogue, &CATALOGUE));
            prop_assert_eq!(there.len(), back.len());
            let is_same = facts(catalogue) == format!("{:?}", *CATALOGUE);
            prop_assert_eq!(there.is_empty(), is_same);
        }
    }

    #[test]
    fn no_change_of_a_letter_is_lost(file in 0..STANDARDS.len(), at in any::<prop::sample::Index>(), letter in "[a-z0-9]") {
        let (name, text) = STANDARDS[file];
        let mut lines: Vec<String> = text.lines().filter(|line| !line.starts_with('#')).map(ToOwned::to_owned).collect();
        let line = at.get(&lines).clone();
        let Some(end) = line.rfind(char::is_alphanumeric) else { return Ok(()) };
        let changed = format!("{}{letter}{}", &line[..end], line[end..].chars().skip(1).collect::<String>());
        let place = at.index(lines.len());
        lines[place] = changed;
        if let Ok(catalogue) = Catalogue::overlaid(&[OverlayFile { name, text: &lines.join("\n") }]) {
            let told = differences(&CATALOGUE, &catalogue);
            let is_same = facts(catalogue) == format!("{:?}", *CATALOGUE);
            prop_assert_eq!(told.is_empty(), is_same, "{}", line);
        }
    }
}

proptest! {
    // Each case reads all standards several times.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn standards_laid_over_themselves_change_nothing(files in some_of(&STANDARDS)) {
        let mut catalogue = Catalogue::overlaid(&files).unwrap();
        prop_assert_eq!(catalogue.provenance.modifying_overlays().count(), 0);
        catalogue.provenance.overlays.clear();
        prop_assert_eq!(format!("{catalogue:?}"), format!("{:?}", *CATALOGUE));
    }

    #[test]
    fn the_order_of_overlays_has_no_meaning(files in some_of(&OVERLAYS)) {
        let backwards: Vec<OverlayFile<'_>> = files.iter().rev().copied().collect();
        prop_assert_eq!(laid(&files), laid(&backwards));
    }

    #[test]
    fn a_cut_file_of_standards_is_read_or_refused(at in 0..STANDARDS.len(), part in 0.0..1.0_f64, extra in ".{0,4}") {
        let (name, text) = STANDARDS[at];
        let lines: Vec<&str> = text.lines().collect();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share")]
        let cut = (lines.len() as f64 * part) as usize;
        let text = lines[..cut].join("\n") + "\n" + &extra;
        is_overlay(&text);
        if let Err(error) = Catalogue::overlaid(&[OverlayFile { name, text: &text }]) {
            prop_assert!(!error.problems.is_empty());
        }
    }

    #[test]
    fn no_source_makes_it_panic(
        path in prop::sample::select(vec![
            "Tests/scs-compatible-iaas.yaml", "draft.yaml", "flavor_names.py", "Tests/iaas/scs_0103_standard_flavors/x.py",
            "Standards/scs-0100-v3-x.md", "scs-0102-v1-x.md", "scs-0103-v1-x.md", "scs-0104-v2-x.md", "x.lst", "", "\u{e4}.py",
        ]),
        text in prop_oneof![
            any::<String>(),
            "(modules|testcases|versions|targets|include|tags|id|main|a|!|,|/|: |\n|\n- |\n  |\n  - |[\\[{&*\\]}]){0,60}",
            "(SCS_0103_V1_MANDATORY|SCS_0103_V1_RECOMMENDED|FREQ_TO_SEC|CPUTYPE_KEY|class Hype:\n  hype|OS_PURPOSES| = |TblAttr|\
              yaml.safe_load|_specs|'SCS-1V-4'|'a'|\"\"\"|'|1|None|[\\[(){}\\],:+*\\\\#;.-]|\n| ){0,60}",
            "(# Mandatory|\\| Suffix \\| Meaning \\||\\| Disk type \\| Meaning \\||\\| hyp \\| Meaning \\||\\| Generation \\| i \\||\
              \\|--\\|--\\||\\| `os_purpose` value \\||\\| a \\||\\| SCS-1V-4 \\| 1 |\\||`|<!--|> |- |\n|\n\n|  |---\n){0,60}",
        ],
    ) {
        if let Ok(Source::Related(reading)) = read_source(path, &text, &CATALOGUE) {
            prop_assert_eq!(&read_source(path, &text, &CATALOGUE), &Ok(Source::Related(reading.clone())));
            for rules in &reading.rules {
                let _ = Catalogue::overlaid(&[OverlayFile { name: path, text: rules }]);
            }
        }
    }

    #[test]
    fn no_overlay_makes_it_panic(text in "(images|testcases|modules|mandatory|remove|id|name|source|h|: |\n|\n- |\n  |[\\[{&*a~]){0,60}") {
        is_overlay(&text);
        let _ = Catalogue::overlaid(&[OverlayFile { name: "o.yaml", text: &text }]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn nothing_of_an_export_comes_to_life_in_a_ticket(texts in prop::collection::vec(markdown_text(), 6)) {
        let text = cloud_of(&texts).to_string();
        let intake = read_files(&[Upload { name: "a`@b.json", bytes: text.as_bytes(), kind: None }]);
        let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
        let assessment = assess(&intake.inventory, &CATALOGUE, options);
        let requirements = assessment.requirements.iter();
        let requirements = requirements.map(|(requirement, outcome)| (&requirement.testcase, outcome));
        let outcomes = assessment.outcomes.iter().map(|(testcase, outcome)| (*testcase, outcome));
        let ids = outcomes.chain(requirements).map(|(testcase, outcome)| (testcase.id.as_str(), outcome.findings.len()));
        for (id, findings) in ids {
            let whole = testcase_markdown(&assessment, id, "v5.1", "", &intake.inventory);
            let single = (0..findings).filter_map(|at| finding_markdown(&assessment, id, at, "v5.1", "", &intake.inventory));
            for markdown in whole.into_iter().chain(single) {
                for line in without_blocks(&markdown)? {
                    let line = match line.strip_prefix("### ") {
                        Some(heading) => heading.to_owned(),
                        None => line,
                    };
                    // What our own lines are made of: a label in bold, and one link to a standard.
                    let line = line.strip_prefix("- ").unwrap_or(&line).replacen("**", "", 2);
                    let line = match line.strip_prefix("Standard: [").and_then(|link| link.split_once("](https://")) {
                        Some((text, _)) => text.to_owned(),
                        None => line,
                    };
                    prop_assert!(is_inert(&line), "{:?} in {}", line, markdown);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn an_address_brings_a_filter_back(filter in filter()) {
        let query = filter.to_query();
        let pairs = query.iter().map(|(name, value)| (*name, value.as_str()));
        prop_assert_eq!(Filter::from_query(pairs), filter);
    }

    #[test]
    fn no_address_makes_a_filter_panic(pairs in prop::collection::vec(("(verdict|level|standard|kind|waived|q|x)", "(fail|main|image|only|all|,|.){0,8}"), 0..8)) {
        let read = Filter::from_query(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let written = read.to_query();
        prop_assert_eq!(Filter::from_query(written.iter().map(|(name, value)| (*name, value.as_str()))), read);
    }

    #[test]
    fn a_value_is_one_piece_of_code(value in markdown_text()) {
        let code = markdown_code(&value);
        prop_assert_eq!(without_code(&code)?, if value.is_empty() { "(empty)" } else { "◇" }, "{}", code);
        prop_assert!(!code.contains(char::is_control), "{:?}", code);
    }

    #[test]
    fn prose_is_inert_whatever_gets_into_it(text in markdown_text()) {
        let prose = markdown_prose(&text);
        let left = without_code(&prose)?;
        prop_assert!(is_inert(&left), "{:?} of {:?}", left, text);
    }

    #[test]
    fn differences_are_tables_whatever_is_in_them(texts in prop::collection::vec(markdown_text(), 4), topic in prop::sample::select(Topic::ALL.to_vec())) {
        let text = |at: usize| Box::from(texts[at].as_str());
        let facts = [Fact::Entry, Fact::TestCase(text(0)), Fact::Validity(text(0)), Fact::Parameter(text(0)), Fact::Source, Fact::Why];
        let list = facts.map(|fact| Difference { topic, subject: text(1), fact, before: Some(text(2)), after: Some(text(3)) });
        for line in differences_markdown(&differences_view(&list)).lines().filter(|line| *line != "| --- | --- | --- |") {
            let line = line.strip_prefix("### ").unwrap_or(line);
            if let Some(row) = line.strip_prefix("| ").and_then(|row| row.strip_suffix(" |")) {
                let cells: Vec<String> = row.replace("\\|", "¦").split('|').map(ToOwned::to_owned).collect();
                prop_assert_eq!(cells.len(), 3, "{}", row);
                for cell in cells {
                    prop_assert!(is_inert(without_code(&cell)?.trim()), "{}", row);
                }
            } else {
                prop_assert!(is_inert(line), "{}", line);
            }
        }
    }

    #[test]
    fn a_canonical_name_reads_as_itself(name in name()) {
        if let Reading::Valid { name: parsed, .. } = read(&name, &CATALOGUE.grammar) {
            let written = canonical(&parsed, Syntax::V2);
            let Reading::Valid { name: again, .. } = read(&written, &CATALOGUE.grammar) else {
                return Err(TestCaseError::fail(format!("{name} is written {written}, which is no name")));
            };
            prop_assert_eq!(canonical(&again, Syntax::V2), written.clone());
            prop_assert_eq!(v1_to_v2(&v2_to_v1(&written)), written.clone());
            prop_assert_eq!(canonical(&parsed, Syntax::V1), v2_to_v1(&written));
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_files(&[Upload { name: "paste 1", bytes: &bytes, kind: None }]);
    }

    #[test]
    fn no_json_makes_it_panic(text in "[\\[\\]{}:,\"0-9a-e\\\\ .-]{0,200}") {
        read_files(&[Upload { name: "images.json", bytes: text.as_bytes(), kind: None }]);
    }

    #[test]
    fn no_yaml_makes_it_panic(text in "[\\[\\]{}:,&*!|>'\"#a-c0-2 \n-]{0,120}") {
        let _ = scs_checker::yaml::parse(&text);
    }

    #[test]
    fn the_order_of_flavors_changes_no_verdict(flavors in proptest::collection::vec(flavor(), 0..12)) {
        // Of two flavors with one name the official suite sees one, by their order; here names are unique.
        let mut unique = flavors;
        unique.sort_by_key(|flavor| flavor["name"].to_string());
        unique.dedup_by_key(|flavor| flavor["name"].to_string());
        let backwards: Vec<Value> = unique.iter().rev().cloned().collect();
        prop_assert_eq!(verdicts(&unique), verdicts(&backwards));
    }

    #[test]
    fn one_more_good_flavor_breaks_nothing(flavors in proptest::collection::vec(flavor(), 0..12)) {
        let before = verdicts(&flavors);
        let mut more = flavors;
        more.push(json!({"id": "more", "name": "SCS-64C-256", "vcpus": 64, "ram": 262_144, "disk": 0, "extra_specs": {}}));
        for ((id, before), (_, after)) in before.iter().zip(&verdicts(&more)) {
            prop_assert!(*before != Verdict::Pass || *after == Verdict::Pass, "{} was passed", id);
        }
    }

    #[test]
    fn waivers_read_as_they_were_written(file in waivers_file()) {
        let written = waivers::render(&file);
        prop_assert_eq!(waivers::parse("w.yaml", &written), Ok(file), "{}", written);
    }

    #[test]
    fn no_bytes_of_waivers_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = waivers::parse("w.yaml", &String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_file_of_waivers_makes_it_panic(text in "(waivers|image_sources|testcase|reason|until|: |\n|- |  |[\\[{&*a~]){0,60}") {
        let _ = waivers::parse("w.yaml", &text);
    }
}

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
use scs_checker::catalogue::Catalogue;
use scs_checker::checks::{Options, Verdict};
use scs_checker::date::Moment;
use scs_checker::flavor_name::{Reading, Syntax, canonical, read, v1_to_v2, v2_to_v1};
use scs_checker::intake::{Upload, read_files};
use scs_checker::waivers::{self, LocalSource, Waiver, Waivers};
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

proptest! {
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

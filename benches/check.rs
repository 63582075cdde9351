//! How long it takes to read and judge 10,000 flavors and 10,000 images, beside plain JSON parsing of the same bytes; and
//! how long other formats take, beside JSON.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    reason = "a bench measures and tells"
)]

use scs_checker::assessment::assess;
use scs_checker::catalogue::Catalogue;
use scs_checker::checks::Options;
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::Kind;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const COUNT: usize = 10_000;
const RUNS: usize = 5;

/// Repeats the items of a made-up cloud under ever new ids and names.
fn cloud() -> String {
    let text = include_str!("../tests/conformance/cases/conformant-v5.1-1/cloud.json");
    let cloud: Value = serde_json::from_str(text).unwrap();
    let many = |list: &str| {
        let items = cloud[list].as_array().unwrap().iter().cycle().take(COUNT).enumerate();
        let renamed = items.map(|(number, item)| {
            let mut item = item.clone();
            item["id"] = json!(format!("id-{number}"));
            item["name"] = json!(format!("{} {number}", item["name"].as_str().unwrap_or_default()));
            item
        });
        renamed.collect::<Vec<Value>>()
    };
    json!({ "flavors": many("flavors"), "images": many("images") }).to_string()
}

/// A list of flavors as the OpenStack client prints it, in several formats.
fn printed() -> Vec<(&'static str, String)> {
    let titles = ["ID", "Name", "RAM", "VCPUs", "Properties"];
    let records: Vec<Value> = (0..COUNT)
        .map(|number| {
            json!({"ID": format!("id-{number:05}"), "Name": "SCS-4V-16", "RAM": 16384, "VCPUs": 4,
                   "Properties": "scs:cpu-type='shared-core', scs:name-v1='SCS-4V:16', scs:name-v2='SCS-4V-16'"})
        })
        .collect();
    let cells = |record: &Value, between: &str| {
        let cells = titles.map(|title| match &record[title] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        cells.join(between)
    };
    let lines = |line: &dyn Fn(&Value) -> String| records.iter().map(line).collect::<Vec<_>>().join("\n");
    let rule = format!("+----------+-----------+-------+---+{}+", "-".repeat(78));
    let heads = format!("| ID       | Name      | RAM   | V | Properties{} |", " ".repeat(66));
    let rows = lines(&|record| format!("| {} |", cells(record, " | ")));
    vec![
        ("JSON", Value::from(records.clone()).to_string()),
        (
            "YAML",
            lines(&|record| {
                format!("- {}", titles.map(|title| format!("{title}: {}", record[title])).join("\n  "))
            }),
        ),
        ("CSV", format!("{}\n{}", titles.join(";"), lines(&|record| cells(record, ";")))),
        ("table", format!("{rule}\n{heads}\n{rule}\n{rows}\n{rule}\n").replace("| V |", "| VCPUs |")),
        ("JSON, mended", Value::from(records.clone()).to_string().replace("}]", "},]")),
    ]
}

/// The median of some runs.
fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(RUNS / 2).copied().unwrap_or_default()
}

fn main() {
    let text = cloud();
    let bytes = text.as_bytes();
    let upload = [Upload { name: "cloud.json", bytes, kind: None }];
    let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
    let catalogue = Catalogue::embedded().unwrap();
    let intake = read_files(&upload);
    let plain = median(|| drop(serde_json::from_slice::<Value>(bytes).unwrap()));
    let reading = median(|| drop(read_files(&upload)));
    let judging = median(|| drop(assess(&intake.inventory, &catalogue, options)));
    let loading = median(|| drop(Catalogue::embedded().unwrap()));
    let ratio = |time: Duration| time.as_secs_f64() / plain.as_secs_f64();
    println!(
        "{COUNT} flavors and {COUNT} images, {:.1} MB of JSON, median of {RUNS}:",
        bytes.len() as f64 / 1e6
    );
    println!("  parsing to serde_json::Value   {:>7.1} ms   1.00", plain.as_secs_f64() * 1e3);
    println!(
        "  reading into the inventory     {:>7.1} ms   {:.2}",
        reading.as_secs_f64() * 1e3,
        ratio(reading)
    );
    println!(
        "  judging all test cases         {:>7.1} ms   {:.2}",
        judging.as_secs_f64() * 1e3,
        ratio(judging)
    );
    println!(
        "  check (reading and judging)    {:>7.1} ms   {:.2}",
        (reading + judging).as_secs_f64() * 1e3,
        ratio(reading + judging)
    );
    println!("  loading the catalogue          {:>7.1} ms", loading.as_secs_f64() * 1e3);

    println!("{COUNT} flavors of the client, reading, beside JSON:");
    let mut json = None;
    for (format, text) in printed() {
        let upload = [Upload { name: "flavors", bytes: text.as_bytes(), kind: None }];
        assert_eq!(read_files(&upload).inventory.count(Kind::Flavor), Some(COUNT), "{format}");
        let time = median(|| drop(read_files(&upload)));
        let ratio = time.as_secs_f64() / json.get_or_insert(time).as_secs_f64();
        println!(
            "  {format:<12} {:>5.1} MB   {:>7.1} ms   {ratio:.2}",
            text.len() as f64 / 1e6,
            time.as_secs_f64() * 1e3
        );
    }
}

//! How long it takes to read and judge 10,000 flavors and 10,000 images, beside plain JSON parsing of the same bytes.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    reason = "a bench measures and tells"
)]

use scs_checker::assessment::assess;
use scs_checker::catalogue::Catalogue;
use scs_checker::checks::Options;
use scs_checker::intake::{Upload, read_files};
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
}

//! Tells the tests whether the reference data beside the project are there: what compares with them is skipped, and
//! counted as skipped, where they are not.

use std::path::Path;

fn main() {
    let shared = Path::new("../shared");
    println!("cargo::rerun-if-changed={}", shared.display());
    println!("cargo::rustc-check-cfg=cfg(reference_data)");
    if shared.join("upstream").is_dir() && shared.join("real").is_dir() {
        println!("cargo::rustc-cfg=reference_data");
    }
}

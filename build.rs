//! Tells the tests whether the reference data beside the project are there: what compares with them is skipped, and
//! counted as skipped, where they are not. Tells the page where the standards come from, which it shows before it loads
//! them.

use std::path::Path;

const SCOPE: &str = "src/catalogue/data/scs-compatible-iaas.yaml";

fn main() {
    let shared = Path::new("../shared");
    println!("cargo::rerun-if-changed={}", shared.display());
    println!("cargo::rustc-check-cfg=cfg(reference_data)");
    if shared.join("upstream").is_dir() && shared.join("real").is_dir() {
        println!("cargo::rustc-cfg=reference_data");
    }

    println!("cargo::rerun-if-changed={SCOPE}");
    let scope = std::fs::read_to_string(SCOPE).unwrap_or_default();
    for name in ["Source", "Commit", "Date"] {
        let mut lines = scope.lines().map_while(|line| line.strip_prefix("# "));
        let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        println!("cargo::rustc-env=STANDARDS_{}={}", name.to_uppercase(), value.unwrap_or_default());
    }
}

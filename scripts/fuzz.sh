#!/bin/sh
# Runs each fuzz target for FUZZ_SECONDS (600), or those that FUZZ_TARGETS names.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh

sh scripts/setup.sh lints
if ! cargo fuzz --version >/dev/null 2>&1; then
    say "Installing cargo-fuzz from source (1 to 3 minutes)."
    cargo install --locked cargo-fuzz
fi
# libFuzzer's instrumentation is not stable in rustc, which is what this variable is for.
RUSTC_BOOTSTRAP=1
export RUSTC_BOOTSTRAP
heading "Properties over new inputs"
PROPTEST_CASES=${PROPTEST_CASES:-5000} cargo test --locked --test properties
failed=
for target in ${FUZZ_TARGETS:-$(ls fuzz/corpus)}; do
    heading "Fuzzing $target"
    # What is found goes into a folder of its own. The corpus and the samples of the tests stay as they are.
    mkdir -p "fuzz/work/$target"
    cargo fuzz run --release "$target" "fuzz/work/$target" "fuzz/corpus/$target" tests/data/samples -- \
        -max_total_time="${FUZZ_SECONDS:-600}" -max_len=65536 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 -print_pcs=0 ||
        failed="$failed $target"
done
[ -z "$failed" ] || stop "Failed:$failed"

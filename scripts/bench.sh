#!/bin/sh
# Runs the benchmarks, natively and in Chromium, and prints the sizes of the page.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh

sh scripts/setup.sh page browser
cargo bench --locked
build_page
CHROMIUM=$(find_chromium) node tests/browser/bench.mjs
xtask sizes

#!/bin/sh
# Runs the benchmarks and prints the sizes of the page.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh

sh scripts/setup.sh page
cargo bench --locked
build_page
xtask sizes

#!/bin/sh
# Lets Lighthouse judge the page: AUDIT_RUNS (5) runs for each place and form factor.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh

sh scripts/setup.sh page audit
build_page
say "Running Lighthouse (about 5 minutes)."
CHROMIUM=$(find_chromium) node tests/audit/audit.mjs

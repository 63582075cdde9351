#!/bin/sh
# Examines the crates in Cargo.lock, and lets Lighthouse judge the page: AUDIT_RUNS (5) runs for each place and form factor.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh

sh scripts/setup.sh page audit deny

heading "Crates (cargo deny)"
cargo deny --offline --locked check bans licenses sources
if cargo deny fetch db 2>/dev/null; then
    cargo deny --locked check advisories
else
    say "Advisories were NOT looked at: the database, https://github.com/RustSec/advisory-db, cannot be reached from here."
fi

heading "Page (Lighthouse)"
build_page
say "Running Lighthouse (about 5 minutes)."
CHROMIUM=$(find_chromium) node tests/audit/audit.mjs

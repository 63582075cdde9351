#!/bin/sh
# Runs every check and ends with one line: "N passed, N failed, N skipped".
# test.sh variants: runs all browser tests in every variant of the page instead.
# A step that reports no counts of its own (format, lint, build, sizes) is one check.
set -u
cd "$(dirname "$0")/.." || exit 1
. scripts/common.sh

passed=0 failed=0 skipped=0
logs=target/test-logs
mkdir -p "$logs"

finish() {
    printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
    trap - EXIT
    if [ "$failed" -gt 0 ] || [ "$passed" -eq 0 ]; then
        exit 1
    fi
    exit 0
}
interrupted() {
    failed=$((failed + 1))
    finish
}
trap finish EXIT
trap interrupted INT TERM HUP

# logged NAME COMMAND…: runs the command, shows what it prints and keeps it; the status is the command's.
logged() {
    log="$logs/$1.log"
    shift
    { "$@"; echo $? >"$log.status"; } 2>&1 | tee "$log"
    return "$(cat "$log.status")"
}

# check NAME HEADING COMMAND…
check() {
    name=$1
    heading "$2"
    shift 2
    if logged "$name" "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        return 1
    fi
}

skip() {
    heading "$1"
    say "Skipped: $2."
    skipped=$((skipped + 1))
}

# add PASSED FAILED SKIPPED STATUS: a suite that stops early fails once even if no test of it did.
add() {
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
    if [ "$4" -ne 0 ] && [ "$2" -eq 0 ]; then
        failed=$((failed + 1))
    elif [ $(($1 + $2 + $3)) -eq 0 ]; then
        say "No test ran."
        failed=$((failed + 1))
    fi
}

rust_tests() {
    heading "Tests (cargo test)"
    # The same made-up inputs each time: a commit passes or it does not. `make fuzz` makes up others.
    PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-20261126}
    export PROPTEST_RNG_SEED
    logged tests cargo test --locked --workspace --no-fail-fast
    status=$?
    # shellcheck disable=SC2046
    add $(sed -n 's/^test result: .*\. \([0-9]*\) passed; \([0-9]*\) failed; \([0-9]*\) ignored;.*/\1 \2 \3/p' "$logs/tests.log" |
        awk '{ p += $1; f += $2; i += $3 } END { print p + 0, f + 0, i + 0 }') "$status"
}

# node_tests NAME [OPTIONS] FILES…
node_tests() {
    name=$1
    shift
    rm -f "$logs/$name.tap"
    logged "$name" node --test \
        --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=tap --test-reporter-destination="$logs/$name.tap" \
        "$@"
    status=$?
    # shellcheck disable=SC2046
    add $(awk '
        /^# pass /                { p += $3 }
        /^# (fail|cancelled) /    { f += $3 }
        /^# (skipped|todo) /      { s += $3 }
        END { print p + 0, f + 0, s + 0 }' "$logs/$name.tap") "$status"
}

export_tests() {
    heading "Exports (the OpenStack client and a made-up cloud)"
    # The tests must not judge a program that was built from other sources.
    if ! cargo build --locked --quiet --bin scs-checker; then
        say "The program does not build."
        failed=$((failed + 1))
        return
    fi
    SCS_CHECKER="${CARGO_TARGET_DIR:-target}/debug/scs-checker"
    export SCS_CHECKER
    node_tests exports tests/export/*.test.mjs
}

# browser_tests VARIANT: as tests/browser/lib/variant.mjs has them.
browser_tests() {
    heading "Browser tests (Chromium, $1)"
    VARIANT=$1
    export VARIANT
    # They wait more than they compute.
    node_tests "browser-$1" --test-concurrency=2 tests/browser/*.test.mjs
    unset VARIANT
}

# journeys VARIANT…: the ways of a person, in these variants and in Firefox, two at a time.
journeys() {
    heading "Journeys (Firefox${*:+, $*})"
    if logged setup-firefox sh scripts/setup.sh firefox; then
        FIREFOX=$(find_firefox)
        export FIREFOX
        set -- "$@" firefox firefox-single
    else
        skip "Journeys (Firefox)" "it could not be set up"
    fi
    for variant in "$@"; do
        set -- "$@" "tests/browser/variants/$variant.test.mjs"
        shift
    done
    node_tests journeys --test-concurrency=2 "$@"
}

# As those check them who were given the page.
sums_hold() (
    cd dist && sha256sum --check --strict --quiet SHA256SUMS &&
        [ "$(find . -type f ! -name SHA256SUMS | wc -l)" -eq "$(wc -l <SHA256SUMS)" ]
)

finishing_changes_nothing() {
    cp dist/SHA256SUMS "$logs/SHA256SUMS" && xtask finish && cmp "$logs/SHA256SUMS" dist/SHA256SUMS
}

heading "Set-up"
if ! logged setup sh scripts/setup.sh lints page browser; then
    failed=1
    exit 1
fi
CHROMIUM=$(find_chromium)
export CHROMIUM

if [ "${1:-}" = variants ]; then
    check build "Page (trunk build --release)" build_page || exit 1
    for variant in sub-path root offline precompressed single; do
        browser_tests "$variant"
    done
    journeys
    exit
fi

check format "Format (cargo fmt)" cargo fmt --all --check
check clippy-native "Lints (clippy, native)" \
    cargo clippy --locked --workspace --all-targets -- -D warnings
check clippy-wasm "Lints (clippy, wasm32)" \
    cargo clippy --locked --target wasm32-unknown-unknown --lib --bins -- -D warnings
rust_tests
if logged setup-client sh scripts/setup.sh client; then
    export_tests
else
    skip "Exports (the OpenStack client and a made-up cloud)" "the client could not be set up"
fi
if check build "Page (trunk build --release)" build_page; then
    check sums "Checksums (SHA256SUMS)" sums_hold
    check again "Finishing it again changes nothing" finishing_changes_nothing
    check traces "Paths of this machine in the page" xtask traces
    check sizes "Asset sizes (brotli)" xtask sizes
    browser_tests sub-path
    journeys root offline precompressed single
else
    skip "Checksums (SHA256SUMS)" "the page was not built"
    skip "Finishing it again changes nothing" "the page was not built"
    skip "Paths of this machine in the page" "the page was not built"
    skip "Asset sizes (brotli)" "the page was not built"
    skip "Browser tests (Chromium)" "the page was not built"
fi

# Sourced by the other scripts, which run at the top of the repository.
# shellcheck shell=sh

# Tools of another version than the person's own are kept in .tools.
PATH="$PWD/.tools/bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
export PATH

# Trunk takes this variable for a flag of its own and stops at values other than these two words.
if [ -n "${NO_COLOR:-}" ]; then
    export NO_COLOR=true
fi

has() {
    command -v "$1" >/dev/null 2>&1
}

say() {
    printf '%s\n' "$*"
}

heading() {
    printf '\n== %s ==\n\n' "$*"
}

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

# The versions are those of Trunk.toml and Cargo.lock, nowhere else.
trunk_version() {
    sed -n 's/^trunk-version *= *"=\(.*\)"$/\1/p' Trunk.toml
}

wasm_bindgen_version() {
    sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock
}

find_chromium() {
    for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        if [ -n "$candidate" ] && has "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

find_firefox() {
    for candidate in "${FIREFOX:-}" firefox-esr firefox; do
        if [ -n "$candidate" ] && has "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

node_is_new_enough() {
    has node && node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)'
}

# for_page COMMAND…: runs it with the settings that only the page is built with. Its standard library is built with it,
# for size and without messages of panics, which nobody reads in a browser: a tenth less to load. These settings of
# cargo and rustc are not stable yet, which is what the first variable is for.
for_page() (
    # What is compiled names its source files. The page should not tell where it was built, and be the same from anywhere.
    # Flags are separated by a character that no path has.
    next=$(printf '\037')
    flags="--remap-path-prefix=$(pwd -P)=."
    flags="$flags$next--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates"
    flags="$flags$next--remap-path-prefix=$(rustc --print sysroot)/lib/rustlib/src/rust=rust"
    if ! RUSTC_BOOTSTRAP=1 rustc -Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none --print cfg >/dev/null 2>&1; then
        say "This version of Rust has other settings for size; the page becomes a tenth larger." >&2
    else
        flags="$flags$next-Zunstable-options$next-Cpanic=immediate-abort$next-Zfmt-debug=none"
        RUSTC_BOOTSTRAP=1
        CARGO_UNSTABLE_BUILD_STD=std,panic_abort
        CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
        export RUSTC_BOOTSTRAP CARGO_UNSTABLE_BUILD_STD CARGO_UNSTABLE_BUILD_STD_FEATURES
    fi
    CARGO_ENCODED_RUSTFLAGS=$flags
    export CARGO_ENCODED_RUSTFLAGS
    exec "$@"
)

# page_by TRUNK-COMMAND…: builds the page, and tells the hook of Trunk.toml what it is built of.
page_by() {
    PAGE_UNITS=$(pwd -P)/target/page-units.json
    export PAGE_UNITS
    mkdir -p target &&
        for_page env RUSTC_BOOTSTRAP=1 cargo build --locked --release --bins --target wasm32-unknown-unknown \
            -Z unstable-options --unit-graph >"$PAGE_UNITS" &&
        for_page trunk --skip-version-check "$@" --release
}

# build_page: as it is put on a host.
build_page() {
    page_by build && xtask finish
}

# In a folder of its own: with what is built for the page, cargo would build much of both anew each time, for crates ask
# whether RUSTC_BOOTSTRAP is set.
xtask() {
    cargo run --quiet --locked --release --package xtask --target-dir target/xtask -- "$@"
}

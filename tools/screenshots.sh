#!/usr/bin/env bash
# Pictures of every view at two widths, light and dark, in build/screenshots: tools/screenshots.sh DRAGOMAN [STORE [VIEW…]]
# Without a store, one is made of examples/.
set -euo pipefail
cd "$(dirname "$0")/.."
dragoman=$1
store=${2:-}
shift $(($# > 2 ? 2 : $#))
at=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$at"' EXIT
if [ -z "$store" ]; then
  store=$at/demo.duckdb
  "$dragoman" ingest examples --into "$store" >/dev/null 2>&1
fi
"$dragoman" serve "$store" --port 0 >"$at/address" &
server=$!
for _ in $(seq 100); do
  [ -s "$at/address" ] && break
  sleep 0.1
done
node tools/screenshots.mjs "$(head -n 1 "$at/address")" build/screenshots "$@"

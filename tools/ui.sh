#!/usr/bin/env bash
# Makes the page that `dragoman serve` shows: src/serve/ui and npm packages, bundled into build/ui.
#   tools/ui.sh          fetch what is missing, bundle
#   tools/ui.sh tests    fetch what tests/page_test.sh and tools/screenshots.sh need, too
# Packages are pinned by the SHA-256 of their archives and unpacked into .deps/ui and .deps/ui-test.
# Quick and offline when all is there. Needs esbuild (Debian) and, for fetching, npm.
set -euo pipefail
cd "$(dirname "$0")/.."

page_packages="
preact 11.2.0 3c4456766bd32b6b534d52bf4e9c2a29b33e7eedf6e96ed479300ba1a7888ebf
htm 3.1.1 2425b9bee11409177bcabc7f32e319926fc6690c1701c0b257c88bdff2d5ba90
d3-scale 4.0.3 08acf42ba283a2197ff1f35c2c644fdbbe902cae0a8ba478590e7d2bda6b7838
d3-array 3.2.5 90139c20a9a7678badb0ddeb9aafd504c935dc24f5a53c3e61ccf866e4479572
d3-color 3.1.1 a1a3e15ea444d7af2f54c890f24afd07f71d3804852e0cd95de3865529eff607
d3-format 3.1.3 ea7eb24446771f1c68657185b831b4e0aa157b92adc5b9bb19bbe5cfcb7e30bb
d3-interpolate 3.0.2 cd6a0769a2cef69ae18191750f5ea927c5aefc817e74d4d57866c98642ed0de9
d3-time 3.1.1 1a81858956c04d88f06aca5afacc099d241828887d5a52fb4a69db285fdfe394
d3-time-format 4.1.1 56daddd64407ca6e6631d13e16618e17b077fbd5e2a35df6994206c6dce2650d
internmap 2.0.3 39d1936831a4d3f2bd6e088db28a10de4458d823f652c36b2c808bf5b978c48d
d3-geo 3.1.2 e0ffa43f5a2134cf03d2797e985025250d8d3608b1d90336938c9dd4d4b97dc7
topojson-client 3.1.0 889fadb422f6236d0f8337a236ce6499f258b75e44b81733b13bd971067322bf
world-atlas 2.0.2 032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"

test_packages="
playwright-core 1.61.0 b5ab14f09f3aaacdedbc2cb1431b0552cec8995fba35d841779a4ed535ce0200
axe-core 4.14.1 e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745"

say() { printf 'ui: %s\n' "$*" >&2; }

# fetch FOLDER NAME VERSION SHA256: the package in FOLDER/node_modules/NAME, once it has been checked
fetch() {
  local target=$1/node_modules/$2 at archive
  [ "$(cat "$target/.pinned" 2>/dev/null)" = "$4" ] && return
  say "fetching $2 $3"
  at=$(mktemp -d)
  archive=$at/$(cd "$at" && npm pack --silent "$2@$3")
  if ! printf '%s  %s\n' "$4" "$archive" | sha256sum --check --status; then
    say "$2 $3 differs from its pinned checksum; nothing of it is used"
    rm -rf "$at"
    exit 1
  fi
  rm -rf "$target"
  mkdir -p "$target"
  tar -xzf "$archive" -C "$target" --strip-components=1
  printf '%s' "$4" >"$target/.pinned"
  rm -rf "$at"
}

fetch_all() { # FOLDER, list on standard input
  while read -r name version sha256; do
    [ -n "$name" ] && fetch "$1" "$name" "$version" "$sha256"
  done
}

fetch_all .deps/ui <<<"$page_packages"
[ "${1:-}" = tests ] && fetch_all .deps/ui-test <<<"$test_packages"

from=src/serve/ui
into=build/ui
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
mkdir -p "$into"
export NODE_PATH=$PWD/.deps/ui/node_modules
# Of the knowledge's states the page needs codes and names only, of those that have a code today.
awk -F '\t' '/^[A-Z][A-Z][A-Z]\t/ && $10 == "" { print $1 "\t" $2 }' knowledge/states.tsv >"$fresh/states.txt"
esbuild "$from/app.js" --bundle --minify --format=iife --target=es2022 --legal-comments=eof --loader:.txt=text \
  --alias:states="$fresh/states.txt" --log-level=warning --outfile="$fresh/app.js"
esbuild "$from/app.css" --bundle --minify --log-level=warning --outfile="$fresh/app.css"
cp "$from/index.html" "$from/icon.svg" "$fresh/"
cp "$NODE_PATH/world-atlas/countries-50m.json" "$fresh/world.json"
rm "$fresh/states.txt"
# A file that has not changed keeps its time: nothing is built anew for it.
for file in "$fresh"/*; do
  cmp -s "$file" "$into/${file##*/}" || cp "$file" "$into/"
done

# What every visit loads is kept small: this is the promise that the page opens at once on a slow line.
bytes=$(cat "$into/app.js" "$into/app.css" "$into/index.html" | gzip -9 | wc -c)
if [ "$bytes" -ge $((120 * 1024)) ]; then
  say "app.js, app.css and index.html: $bytes bytes gzipped, more than 120 KB"
  exit 1
fi

#!/usr/bin/env bash
# Installs what the project is built with, on Debian 12. Quick and offline when all is there.
#   packages: from Debian, only those missing
#   DuckDB:   library and C header out of two npm packages, pinned and checked, into .deps/duckdb
#             (set DUCKDB_ROOT to a folder with lib/libduckdb.so and include/duckdb.h to use your own)
#   readers:  from PyPI, pinned and checked, into .deps/readers: what the tests of exports read with (tests/readers.txt)
#   Python:   from PyPI, pinned and checked, into .deps/python: what the Python package is built and tested with (tests/python.txt)
#   the page: npm packages, pinned and checked, into .deps/ui and .deps/ui-test; bundled into build/ui (tools/ui.sh)
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(g++ make cmake ninja-build ccache git ca-certificates pkg-config
  libsimdjson-dev libfmt-dev libcli11-dev libicu-dev libcld2-dev libssl-dev zlib1g-dev
  libzstd-dev libxml2-dev libarchive-dev liblz4-dev libdeflate-dev libbrotli-dev libcurl4-openssl-dev libboost1.74-dev libcpp-httplib-dev
  libgtest-dev valgrind faketime dpkg-dev python3 python3-dev python3-jsonschema openjdk-17-jre-headless parallel curl esbuild chromium)

say() { printf 'setup: %s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  say "installing ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
}

duckdb_dir=.deps/duckdb
library_package=@duckdb/node-bindings-linux-x64@1.5.6-r.1
library_sha256=3f4962cdd266eab2b479a5b5a4a6d063d279b2954ae814ed00385d553b747633
header_package=duckdb@1.4.4
header_sha256=cbe6a827284375c5a646b8f27dbd3a00808ce8738b5bbb49c190cb1e08540281

duckdb_is_there() {
  printf '%s  %s\n%s  %s\n' "$library_sha256" "$duckdb_dir/lib/libduckdb.so" "$header_sha256" "$duckdb_dir/include/duckdb.h" |
    sha256sum --check --status 2>/dev/null
}

# fetch PACKAGE FILE_INSIDE TARGET
fetch() {
  local at
  at=$(mktemp -d)
  (cd "$at" && npm pack --silent "$1" >/dev/null && tar -xzf ./*.tgz "package/$2")
  mkdir -p "$(dirname "$3")"
  mv "$at/package/$2" "$3"
  rm -rf "$at"
}

install_duckdb() {
  if [ -n "${DUCKDB_ROOT:-}" ]; then
    [ -e "$DUCKDB_ROOT/lib/libduckdb.so" ] && [ -e "$DUCKDB_ROOT/include/duckdb.h" ] && return
    say "DUCKDB_ROOT=$DUCKDB_ROOT has no lib/libduckdb.so and include/duckdb.h"
    exit 2
  fi
  duckdb_is_there && return
  if [ "$(uname -m)" != x86_64 ]; then
    say "no DuckDB is pinned for $(uname -m): install it and set DUCKDB_ROOT"
    exit 2
  fi
  command -v npm >/dev/null || install_packages npm
  say "fetching DuckDB ($library_package, header from $header_package)"
  fetch "$library_package" libduckdb.so "$duckdb_dir/lib/libduckdb.so"
  fetch "$header_package" src/duckdb/src/include/duckdb.h "$duckdb_dir/include/duckdb.h"
  if ! duckdb_is_there; then
    say "the fetched DuckDB files differ from the pinned checksums; nothing of them is used"
    rm -rf "$duckdb_dir"
    exit 1
  fi
}

# venv_is_there NAME: as its list says?
venv_is_there() {
  sha256sum --check --status ".deps/$1/installed" 2>/dev/null && ".deps/$1/bin/python3" -c '' 2>/dev/null
}

# install_venv NAME WHAT: the packages of tests/NAME.txt into .deps/NAME; those without a wheel are built with the ones before them
install_venv() {
  local venv=.deps/$1 list=tests/$1.txt
  venv_is_there "$1" && return
  say "fetching $2 ($list)"
  rm -rf "$venv"
  python3 -m venv "$venv" >/dev/null 2>&1 || {
    install_packages python3-venv
    rm -rf "$venv"
    python3 -m venv "$venv"
  }
  local pip=("$venv/bin/python3" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes)
  if grep -q '^setuptools==' "$list"; then
    "${pip[@]}" --only-binary :all: -r <(sed -n '/^\(setuptools\|wheel\)==/,/[^\\]$/p' "$list")
  fi
  "${pip[@]}" --no-build-isolation -r "$list"
  sha256sum "$list" >"$venv/installed"
}

install_packages "${packages[@]}"
install_duckdb
# The page is bundled, and what its tests need is fetched (by npm) and run (by node, which comes with it).
command -v npm >/dev/null || install_packages npm
tools/ui.sh tests
install_venv readers "readers for the tests of exports"
install_venv python "what the Python package is built and tested with"

#!/usr/bin/env bash
# The Python package as a wheel, out of the module that is built already.   usage: wheel.sh BUILD OUT
set -euo pipefail
cd "$(dirname "$0")/.."
module=$(realpath "$1/python/module")
mkdir -p "$2"
rm -f "$2"/dragoman-*.whl
.deps/python/bin/python3 -m pip wheel --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index --wheel-dir "$2" \
  --config-settings=cmake.define.DRAGOMAN_BUILT="$module" --config-settings=build-dir="$(realpath "$1")/wheel" ./python
ls "$2"/dragoman-*.whl

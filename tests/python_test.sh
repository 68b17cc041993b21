#!/usr/bin/env bash
# Runs a test of the Python package in a clean virtual environment that holds nothing but its wheel, or makes that.
#   python_test.sh BUILD wheel                       the wheel, and the environment with it
#   python_test.sh BUILD TEST.py DRAGOMAN SOURCE     a test that needs the package alone
#   python_test.sh BUILD --with-others TEST.py …     one that reads with the packages of others, too (tests/readers.txt, python.txt)
set -euo pipefail
source=$(realpath "$(dirname "$0")/..")
build=$(realpath "$1")
venv="$build/python/venv"
shift
if [ "$1" = wheel ]; then
  wheel=$("$source/tools/wheel.sh" "$build" "$build/python/dist")
  rm -rf "$venv"
  "$source/.deps/python/bin/python3" -m venv --without-pip "$venv"
  "$source/.deps/python/bin/python3" -m pip --python "$venv/bin/python3" install --quiet --disable-pip-version-check --no-index --no-deps "$wheel"
  exit
fi
unset PYTHONPATH
if [ "$1" = --with-others ]; then
  shift
  PYTHONPATH=$(echo "$source"/.deps/readers/lib/python3*/site-packages):$(echo "$source"/.deps/python/lib/python3*/site-packages)
  export PYTHONPATH
fi
cd /
exec "$venv/bin/python3" "$@"

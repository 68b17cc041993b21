#!/usr/bin/env bash
# Formatting and lint of what git knows. Skips, and says so, what is not installed.
set -euo pipefail
cd "$(dirname "$0")/.."
if command -v clang-format >/dev/null; then
  git ls-files '*.cpp' '*.h' | xargs clang-format --dry-run --Werror
else
  echo "lint: no clang-format, formatting not checked (apt-get install clang-format)" >&2
fi
bash -n tools/*.sh .ci/run
python3 -m py_compile tests/*.py tools/train/*.py tools/train/encoder/*.py

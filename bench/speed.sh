#!/usr/bin/env bash
# Speed of the whole engine on one core.  usage: bench/speed.sh STORIES.jsonl [MOST]
# Timings depend on the machine and what else runs on it; compare shares and ratios, not seconds.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset release -Wno-dev >/dev/null
cmake --build --preset release --target dragoman_speed >/dev/null
exec taskset -c "${CORE:-0}" build/release/dragoman_speed "$@"

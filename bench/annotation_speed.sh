#!/usr/bin/env bash
# Speed from raw text to trees and names on one core, with each instruction set.  usage: bench/annotation_speed.sh TEXT [WEIGHTS]
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset release -Wno-dev >/dev/null
cmake --build --preset release --target dragoman_annotation_speed >/dev/null
exec taskset -c "${CORE:-0}" build/release/dragoman_annotation_speed "$@"

#!/usr/bin/env bash
# Fuzzes: tools/fuzz.sh [SECONDS [TARGET…]], each target so long, one after the other, at the lowest priority.
# What is found new is kept in build/fuzz/found/TARGET; a crash is kept as a case in fuzz/corpus/TARGET, to be mended.
# tools/fuzz.sh minimise TARGET… folds what was found into fuzz/corpus, the smallest files that reach as much.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v clang++-16 >/dev/null || { echo "fuzz: needs clang 16, the first that reads our C++20 (apt-get install clang-16 libclang-rt-16-dev)" >&2; exit 2; }
cmake --preset asan -Wno-dev >/dev/null
nice -n 19 cmake --build --preset asan --target dragoman_fuzz -j "${JOBS:-1}"

all=(text words story page feed archive knowledge record conllu robots request model)
fuzz=build/asan/dragoman_fuzz
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1
# Half a minute for one input of 8 KB is a hang; 2 GB is more than any limit allows.
common=(-timeout=30 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=1)

if [ "${1:-}" = minimise ]; then
  shift
  for target in "${@:-${all[@]}}"; do
    small=$(mktemp -d)
    FUZZ_TARGET=$target nice -n 19 "$fuzz" -merge=1 "${common[@]}" "$small" "fuzz/corpus/$target" "build/fuzz/found/$target"
    # A committed case stays; of what is new the smallest hundred and fifty.
    ls -Sr "$small" | head -n 150 | while read -r file; do cp "$small/$file" "fuzz/corpus/$target/"; done
    rm -rf "$small"
  done
  exit
fi

seconds=${1:-300}
shift || true
for target in "${@:-${all[@]}}"; do
  mkdir -p "build/fuzz/found/$target" "fuzz/corpus/$target"
  dictionary=()
  [ -e "fuzz/$target.dict" ] && dictionary=(-dict="fuzz/$target.dict")
  FUZZ_TARGET=$target nice -n 19 "$fuzz" -max_total_time="$seconds" -max_len=8192 "${dictionary[@]}" "${common[@]}" \
    -artifact_prefix="fuzz/corpus/$target/crash-" "build/fuzz/found/$target" "fuzz/corpus/$target"
done

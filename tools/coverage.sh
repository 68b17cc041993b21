#!/usr/bin/env bash
# Lines of src/ that the tests run: tools/coverage.sh [LEAST]     fails when it is less than LEAST percent (85)
# The unit tests run in one process and the tests from outside against the same build; neither browsers, Spark and Python
# packages nor what counts instructions or seconds are worth their time here.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v gcovr >/dev/null || { echo "coverage: needs gcovr (apt-get install gcovr)" >&2; exit 2; }
build=build/coverage
cmake --preset coverage -Wno-dev >/dev/null
cmake --build --preset coverage -j "${JOBS:-$(nproc)}" --target dragoman dragoman_tests dragoman_replay
find $build -name '*.gcda' -delete
failed=0
$build/dragoman_tests --gtest_brief=1 || failed=1
ctest --test-dir $build --output-on-failure -R '^(replay|schema|cli|keys|readme|forget|faults|exports|follow|clock)$' || failed=1
gcovr --root . --filter src/ --exclude-throw-branches --exclude-unreachable-branches --json-summary $build/coverage.json -j "$(nproc)" $build >/dev/null
python3 - "$build/coverage.json" "${1:-85}" <<'END'
import collections, json, sys
files = json.load(open(sys.argv[1]))["files"]
folders = collections.defaultdict(lambda: [0, 0])
for file in files:
    parts = file["filename"].split("/")
    for name in {parts[1] if len(parts) > 2 else ".", "all of src/"}:
        folders[name][0] += file["line_covered"]
        folders[name][1] += file["line_total"]
print("| folder of src/ | lines | run by the tests |\n|---|---|---|")
for name, (run, lines) in sorted(folders.items(), key=lambda f: (f[0] == "all of src/", f[0])):
    print(f"| {name} | {lines} | {100 * run / max(1, lines):.1f} % |")
print("\nfewest lines run (of files with twenty or more):")
for file in sorted((f for f in files if f["line_total"] >= 20), key=lambda f: f["line_covered"] / f["line_total"])[:12]:
    print(f"  {100 * file['line_covered'] / file['line_total']:5.1f} %  {file['filename']} ({file['line_total'] - file['line_covered']} lines are not)")
run, lines = folders["all of src/"]
sys.exit(100 * run / lines < float(sys.argv[2]))
END
exit $failed

#!/usr/bin/env bash
# What is installed runs from where it is, with its own DuckDB, and says what it is: install_test.sh BUILD_FOLDER SOURCE
set -euo pipefail
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$1" --prefix "$prefix/first" >/dev/null
mv "$prefix/first" "$prefix/moved"
dragoman=$prefix/moved/bin/dragoman
"$dragoman" version | grep -q '^dragoman [0-9]'
"$dragoman" ingest "$2/examples/2025-02-03-lima-talks.json" --into "$prefix/x.duckdb" >/dev/null
ldd "$dragoman" | grep 'libduckdb' | grep -q "$prefix/moved"
head -n 1 "$prefix/moved/share/man/man1/dragoman.1" | grep -q '^\.TH DRAGOMAN 1'
for command in $("$dragoman" --help | sed -n '/^Subcommands:/,/^$/p' | grep -oE '^  [a-z]+' | sort -u); do
  grep -q "^\.SS $command" "$prefix/moved/share/man/man1/dragoman.1" || { echo "the manual lacks $command"; exit 1; }
  grep -q "^    $command)" "$prefix/moved/share/bash-completion/completions/dragoman" || { echo "no completion of $command"; exit 1; }
done
bash -n "$prefix/moved/share/bash-completion/completions/dragoman"
for page in $(grep -o '(docs/[^)#]*' "$prefix/moved/share/doc/dragoman/README.md" | tr -d '('); do test -e "$prefix/moved/share/doc/dragoman/$page"; done
python3 -c 'import json, sys; bill = json.load(open(sys.argv[1])); assert bill["bomFormat"] == "CycloneDX" and len(bill["components"]) > 20' "$prefix/moved/share/doc/dragoman/sbom.cdx.json"

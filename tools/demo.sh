#!/usr/bin/env bash
# The main job on the example stories: read them into a store and ask it.
set -euo pipefail
dragoman=$1
store=demo.duckdb
first=examples/2025-02-03-lima-talks.json
title() { printf '\n=== %s\n    %s\n' "$1" "$2"; }

title "Eighteen stories into a store" "dragoman ingest examples --into $store"
"$dragoman" ingest examples --into "$store"
title "The record of the first story" "dragoman read $first --format text"
"$dragoman" read "$first" --format text
title "Who said what" "dragoman statements $store --limit 10"
"$dragoman" statements "$store" --limit 10
title "Who did what to whom, by pair of countries" "dragoman events $store --by pair"
"$dragoman" events "$store" --by pair
title "How much and how many" "dragoman figures $store --limit 15"
"$dragoman" figures "$store" --limit 15
title "Who promised what" "dragoman commitments $store"
"$dragoman" commitments "$store"
title "What happened, by all reports of it" "dragoman happenings $store --limit 8"
"$dragoman" happenings "$store" --limit 8
title "How two states deal with each other" "dragoman relations $store --pair CHL,PER --by month"
"$dragoman" relations "$store" --pair CHL,PER --by month
title "What became of promises" "dragoman ledger $store --limit 8"
"$dragoman" ledger "$store" --limit 8
cat <<END

Next, ask it yourself:
  $dragoman sql $store "SELECT published, title FROM stories ORDER BY published"
or open it as a page:
  $dragoman serve $store
END

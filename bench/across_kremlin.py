#!/usr/bin/env python3
"""Are a head of state's calls, meetings and talks with foreign leaders found as happenings?

    bench/across_kremlin.py build/release/dragoman STORE.duckdb kremlin-en-1999-2017.jsonl [--errors]

STORE was made by `dragoman ingest kremlin-en-1999-2017.jsonl --into STORE.duckdb --map published=date,text=title+lead+text`. Titles that say "telephone
conversation with", "meeting with" or "talks with" and name an office and a foreign state say what is to be found; no row rests
on a title. Counted: items with a happening of type CONSULT that one of the item's rows reports (of calls: in mode phone),
among these the right state on the other side, and among these the right day: the item's, alone or with the day before it.
"""
import argparse, collections, json, re, subprocess, pathlib

CONTACT = re.compile(r"\b(telephone conversations?|phone conversations?|meeting|met|talks) with\b", re.I)
OFFICE = re.compile(r"\b(president|prime minister|premier|chancellor|king|emir|crown prince|foreign minister|minister of foreign affairs|secretary of state|"
                    r"vice president|federal chancellor|sultan|queen|prince|general secretary|supreme leader|taoiseach)\b", re.I)


def states():
    """Names and adjectives of states → code."""
    names = {}
    path = pathlib.Path(__file__).resolve().parent.parent / "knowledge/states.tsv"
    columns = None
    for line in path.read_text().splitlines():
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = cells
            continue
        row = dict(zip(columns, cells))
        code = row.get("code") or row.get("country") or row.get("iso3") or row.get("id")
        for column in ("name", "names", "demonyms", "demonym", "adjectives", "adjective"):
            for name in (row.get(column) or "").split("|"):
                if len(name) > 2 and name != "-":
                    names[name] = code
    return names


def gold(items, names):
    pattern = re.compile(r"\b(" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b")
    for item in items:
        contact = CONTACT.search(item["title"])
        if not contact:
            continue
        rest = item["title"][contact.end():]
        if re.search(r"\bwill\b|\bscheduled\b|\bupcoming\b", item["title"]):
            continue  # of a day to come, which is not the item's
        found = {names[m[1]] for m in pattern.finditer(rest)} - {"RUS"}
        if len(found) == 1 and OFFICE.search(rest) and not re.search(r"\b(ambassador|delegation|Security Council|representatives|heads? of|leaders|members|participants|Russian (?:president|prime))", rest, re.I):
            yield item, found.pop(), "phone" in contact[1].lower()


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("dragoman")
    a.add_argument("store")
    a.add_argument("items")
    a.add_argument("--errors", action="store_true")
    o = a.parse_args()
    sql = ("SELECT r.story_id AS story, h.mode AS mode, h.actor_countries AS a, h.recipient_countries AS b, h.first_day::VARCHAR AS \"first\", "
           "h.last_day::VARCHAR AS \"last\" FROM happening_reports r JOIN happenings h ON h.id = r.happening_id WHERE h.type = 'CONSULT'")
    rows = collections.defaultdict(list)
    for row in json.loads(subprocess.run([o.dragoman, "sql", o.store, sql, "--json"], capture_output=True, text=True, check=True).stdout):
        rows[row["story"]].append(row)
    counts = collections.defaultdict(collections.Counter)
    with open(o.items) as f:
        items = list(map(json.loads, f))
    for item, state, phone in gold(items, states()):
        here = [r for r in rows[str(item["id"])] if not phone or r["mode"] == "phone"]
        right = [r for r in here if state in r["a"] + r["b"]]
        days = [r for r in right if r["last"] and r["first"] <= item["date"] <= r["last"] and r["first"][:7] >= "1999"]
        for key in ("all", "calls" if phone else "meetings and talks"):
            c = counts[key]
            c["items"] += 1
            c["found"] += bool(here)
            c["partner"] += bool(right)
            c["day"] += bool(days)
        if o.errors and not days:
            print("day" if right else "partner" if here else "nothing", state, item["id"], item["date"], item["title"], [(r["mode"], r["a"], r["b"], r["first"], r["last"]) for r in rows[str(item["id"])]], sep="\t")
    for key, c in counts.items():
        print(f"{key:<20} {c['items']:5} items   found {100 * c['found'] / c['items']:5.1f} %   right state {100 * c['partner'] / c['items']:5.1f} %   "
              f"right day {100 * c['day'] / c['items']:5.1f} % of all items")


main()

#!/usr/bin/env python3
"""Measures who the program takes actors for, against tags that editors gave and against terms of office.

  bench/actors.py DRAGOMAN --kremlin kremlin-en-1999-2017.jsonl     recall of the countries and persons an item is tagged with
  bench/actors.py DRAGOMAN --offices leaders.tsv                    office of a leader on a day in the term, and the days around each change
  bench/actors.py DRAGOMAN --speeches ungdc.jsonl --continents countries.csv    by continent, over states' speeches in the UN General Debate

An item's tags are editors' choice over title and text; a tagged state counts as found when an entity of the record
has its code, a tagged person when an entity's name has all words of the tag (initials left out). --misses lists what
is missed with the words the text has for it, if any.

Of the speeches (a state's code, a year, a text) are counted, by the continent of the state that speaks: those that name that state in which it is
among the entities; persons with an office before their name ("President Karzai") to whom the record gives a state; and states of which the
table of leaders has a head of state or government on the first of October of that year. Continents: countries-list's countries.csv (MIT), with
two-letter codes, and countries.3to2.min.json beside it.
"""
import argparse
import collections
import csv
import datetime
import json
import pathlib
import random
import re
import subprocess
import unicodedata


def records(dragoman, stories):
    """Records of the stories, in their order."""
    lines = "\n".join(json.dumps(s) for s in stories) + "\n"
    out = subprocess.run([dragoman, "work"], input=lines, capture_output=True, text=True, check=False).stdout
    return [json.loads(line) for line in out.split("\n") if line]  # a text may hold what else ends a line (U+2028)


def plain(text):
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c)).lower().replace("’", "'")


def words(text):
    return [w for w in re.findall(r"[a-z']+", plain(text)) if len(w) > 1]


# Tags that differ from a state's usual English name.
TAG_CODES = {"Korea, Republic of": "KOR", "Korea, Democratic People’s Republic of": "PRK", "United States of America": "USA",
             "UK": "GBR", "USA": "USA"}


def state_codes(states_tsv):
    codes = {}
    for line in open(states_tsv, encoding="utf-8"):
        if line.startswith("#") or line.startswith("code\t"):
            continue
        f = line.rstrip("\n").split("\t")
        for name in [f[1]] + f[2].split("|"):
            codes.setdefault(plain(name), f[0])
    return codes


def kremlin(args):
    codes = state_codes(args.states)
    codes.update({plain(k): v for k, v in TAG_CODES.items()})
    items = [json.loads(line) for line in open(args.kremlin, encoding="utf-8")]
    items = [i for i in items if i["geography"] or i["persons"]]
    stories = [{"id": str(i["id"]), "title": i["title"], "published": i["date"],
                "text": "\n\n".join(x for x in (i["title"], i["lead"], i["text"]) if x)} for i in items]
    tally = collections.Counter()
    missed, unknown = collections.Counter(), collections.Counter()
    for item, record in zip(items, records(args.dragoman, stories)):
        have = {e.get("country") for e in record["entities"]}
        for tag in item["geography"]:
            code = codes.get(plain(tag))
            if not code:
                unknown[tag] += 1
                continue
            tally["states"] += 1
            if code in have:
                tally["states found"] += 1
            else:
                missed["state " + tag] += 1
                if args.misses:
                    print("state", tag, item["id"], sep="\t")
        names = [set(words(e["name"])) | {w for m in e["mentions"] for w in words(m["text"])}
                 for e in record["entities"] if e["type"] == "person"]
        for tag in item["persons"]:
            want = words(tag)
            tally["persons"] += 1
            if any(all(w in n for w in want) for n in names):
                tally["persons found"] += 1
            else:
                missed["person " + tag] += 1
                if args.misses:
                    print("person", tag, item["id"], sep="\t")
    for what in ("states", "persons"):
        print(f"{what}: {tally[what + ' found']} of {tally[what]} tags found, {100 * tally[what + ' found'] / max(1, tally[what]):.1f} %")
    print("tags that are no state of the tables:", ", ".join(f"{t} {n}" for t, n in unknown.most_common(30)))
    print("most missed:", ", ".join(f"{t} {n}" for t, n in missed.most_common(40)))


def terms(leaders_tsv):
    columns, rows = None, []
    for line in open(leaders_tsv, encoding="utf-8"):
        if line.startswith("#"):
            continue
        f = line.rstrip("\n").split("\t")
        if columns is None:
            columns = f
        else:
            rows.append(dict(zip(columns, f + [""] * len(columns))))
    return rows


def holds(rows, day):
    return {r["office"] for r in rows if r["from"] and r["from"] <= day and (not r["to"] or day <= r["to"])}


def shifted(day, by):
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=by)).isoformat()


def offices(args):
    """A day in the middle of a term, and the days around its first and last day: is the office that the table gives printed,
    and none when the person held none?"""
    rows = terms(args.offices)
    people = collections.defaultdict(list)
    for r in rows:
        people[r["name"], r["country"]].append(r)
    dated = [r for r in rows if re.fullmatch(r"\d{4}-\d\d-\d\d", r["from"]) and re.fullmatch(r"\d{4}-\d\d-\d\d", r["to"])]
    random.seed(1)
    drawn = random.sample(dated, min(500, len(dated)))
    middles, edges = [], []
    for r in drawn:
        first, last = (datetime.date.fromisoformat(r[k]) for k in ("from", "to"))
        middles.append((r, (first + (last - first) / 2).isoformat()))
        edges += [(r, shifted(r["from"], -1)), (r, r["from"]), (r, r["to"]), (r, shifted(r["to"], 1))]
    for what, pairs in (("a day in the term", middles), ("the days around its first and last", edges)):
        stories = [{"id": str(i), "published": day, "text": f"{r['name']} said that the talks had gone well."}
                   for i, (r, day) in enumerate(pairs)]
        right = 0
        for (r, day), record in zip(pairs, records(args.dragoman, stories)):
            may = holds(people[r["name"], r["country"]], day)
            entity = next((e for e in record["entities"] if e["type"] == "person"), {})
            given = entity.get("office")
            good = given in may if may else not given
            right += good
            if not good and args.misses:
                print("office", r["name"], day, "given", given, "holds", sorted(may), [(e["type"], e["name"]) for e in record["entities"]], sep="\t")
        print(f"offices, {what}: {right} of {len(pairs)} right, {100 * right / len(pairs):.1f} %")


OFFICE = r"(?:President|Prime Minister|Foreign Minister|Minister|Chancellor|King|Queen|Emir|Sultan)"
TITLED = re.compile(OFFICE + r"[ \n]((?:[A-Z][\w'’.-]+[ \n]){0,2}[A-Z][\w'’-]+)")
HEAD = re.compile(r"(?:Acting |Interim |Transitional )?(?:President|Prime Minister|King|Queen|Emir|Sultan|Chancellor|Premier|Taoiseach|Prince|Grand Duke|Captain Regent"
                  r"|Supreme Leader|Chairman|Leader|General Secretary|Head of State)\b")


def continents_of(path):
    two = json.load(open(path.parent / "minimal/countries.3to2.min.json", encoding="utf-8"))
    by_two = {row["Code"]: row["Continent"] for row in csv.DictReader(open(path, encoding="utf-8"))}
    return {three: by_two[code] for three, code in two.items() if code in by_two}


def forms_of(states_tsv):
    """What finds a state's names, adjectives and peoples in a text, by code."""
    rows = terms(states_tsv)
    words = collections.defaultdict(set)
    for row in rows:
        for name in "|".join((row["name"], row["names"], row["adjectives"], row["people"])).split("|"):
            words[row["code"]].add(re.escape(name.split(":")[0]))
    return {code: re.compile(r"\b(?:" + "|".join(w for w in names if w) + r")\b") for code, names in words.items()}


def speeches(args):
    forms = forms_of(args.states)
    continent_of = continents_of(args.continents)
    rows = terms(args.leaders)
    years = [int(year) for year in args.years.split(",")]
    talks = [t for t in map(json.loads, open(args.speeches, encoding="utf-8")) if t["year"] in years and t["country"] in continent_of]
    stories = [{"id": t["id"], "published": f"{t['year']}-10-01", "text": t["text"]} for t in talks]
    tally = collections.defaultdict(collections.Counter)
    for talk, record in zip(talks, records(args.dragoman, stories)):
        count = tally[continent_of[talk["country"]]]
        count["speeches"] += 1
        own = any(e.get("country") == talk["country"] for e in record["entities"])
        names = forms[talk["country"]].search(talk["text"]) is not None
        count["names itself"] += names
        count["own state"] += own and names
        if args.misses and names and not own:
            print("own state", talk["id"], sep="\t")
        people = [(m["start"], m["end"], e) for e in record["entities"] if e["type"] == "person" for m in e["mentions"]]
        text = record["story"]["text"]
        for titled in TITLED.finditer(text):
            named = [e for start, end, e in people if start < titled.end(1) and end > titled.start(1)]
            count["titled"] += 1
            known = any(e.get("country") for e in named)
            count["titled known"] += known
            if args.misses and not known:
                print("titled", talk["id"], " ".join(titled[0].split()), sep="\t")
        day = f"{talk['year']}-10-01"
        count["head known"] += any(r["country"] == talk["country"] and HEAD.match(r["office"]) and r["from"] and r["from"] <= day
                                   and (not r["to"] or day <= r["to"]) for r in rows)
    share = lambda count, part, whole: f"{100 * count[part] / max(1, count[whole]):.1f} % of {count[whole]}"
    print("| continent | own state found | persons with an office before their name: state given | head of state or government in the table |\n|---|---|---|---|")
    for continent, count in sorted(tally.items()) + [("all", sum(tally.values(), collections.Counter()))]:
        print(f"| {continent} | {share(count, 'own state', 'names itself')} | {share(count, 'titled known', 'titled')} | {share(count, 'head known', 'speeches')} |")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("dragoman")
    p.add_argument("--kremlin")
    p.add_argument("--offices")
    p.add_argument("--states", default="knowledge/states.tsv")
    p.add_argument("--misses", action="store_true")
    p.add_argument("--speeches")
    p.add_argument("--continents", type=pathlib.Path)
    p.add_argument("--leaders", default="knowledge/leaders.tsv")
    p.add_argument("--years", default="2006,2015,2024")
    args = p.parse_args()
    if args.speeches:
        speeches(args)
    if args.kremlin:
        kremlin(args)
    if args.offices:
        offices(args)


if __name__ == "__main__":
    main()

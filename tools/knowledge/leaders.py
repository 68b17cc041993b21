#!/usr/bin/env python3
"""Writes knowledge/leaders.tsv.

usage: leaders.py GAZETTEERS > knowledge/leaders.tsv

GAZETTEERS holds CountryInfo.120116.txt (leaders since about 1960 to 2012, CC BY-SA 3.0), wikidata-world-leaders-2021/wikidata.csv (CC0),
world-leaders-current_2026 (CC BY-SA 4.0) and world-countries-5.1.0 (ODbL 1.0). Only names, offices and dates are taken. Whoever stands in
leaders_by_hand.tsv is taken from there alone: days are exact and holders of other offices are added.
"""
import csv
import json
import pathlib
import re
import sys

FIRST_DAY = "1985-01-01"
HERE = pathlib.Path(__file__).parent
SMALL = {"al", "el", "bin", "ibn", "de", "la", "da", "do", "dos", "del", "van", "von", "der", "den", "of", "and", "ul", "ad", "as", "ben", "y", "e", "ud", "din"}
TITLES = re.compile(r"^(Sheikh|Sir|Dr|Gen|General|Colonel|Prince|King|Queen|Sultan|Emir|Tuanku|Dame|Lord)\.? ", re.I)


def name_of(raw):
    words = [w for w in raw.replace("_", " ").split() if w]
    out = []
    for i, word in enumerate(words):
        small = word.lower()
        out.append(small if i and small in SMALL else "-".join(p if p in SMALL and k == 0 and i else p.capitalize() for k, p in enumerate(small.split("-"))))
    return re.sub(r"\b(Mc)([a-z])", lambda m: m[1] + m[2].upper(), re.sub(r"\b(O'|D')([a-z])", lambda m: m[1] + m[2].upper(), " ".join(out)))


def office_of(tag, state):
    tag = re.sub(r"\s*\(.*?\)", "", tag).strip().lower()
    tag = re.sub(r"^(de facto |acting )", "", tag)
    plural = {"prime ministers": "Prime Minister", "presidents": "President", "chancellors": "Chancellor", "premiers": "Premier", "kings": "King", "queens": "Queen", "emirs": "Emir",
              "sultans": "Sultan", "princes": "Prince", "monarchs": "Monarch", "vice presidents": "Vice President", "prime minister": "Prime Minister", "president": "President",
              "premier": "Premier", "king": "King", "emir": "Emir", "sultan": "Sultan", "chancellor": "Chancellor", "captains regent": "", "heads of state": "Head of State", "heads of government": "Head of Government"}
    office = plural.get(tag)
    return f"{office} of {state}" if office else None


def iso(day):
    return f"{day[:4]}-{day[4:6]}-{day[6:8]}"


def country_info(path, states):
    rows, code, office = [], None, None
    for line in open(path, encoding="latin-1"):
        if m := re.match(r"<CountryCode>(\w{3})", line):
            code, inside = m[1], False
        if "<Leaders>" in line:
            inside = True
        if "</Leaders>" in line:
            inside = False
        if not code or code not in states or not locals().get("inside"):
            continue
        if m := re.match(r"\s*<([A-Z][^/>]*)>", line):
            office = office_of(m[1], states[code])
        names = re.findall(r"\{([A-Z'._ -]+)\}", line) or re.findall(r"^\s*([A-Z][A-Z'.\-_ ]+_)\s", line)
        if not names or not office:
            continue
        for since, until in re.findall(r"\[(\d{8}) - (\d{8})\]", line):
            rows.append([names, code, office, iso(since), iso(until)])
        for since in re.findall(r"\[>(\d{8})\]", line):
            rows.append([names, code, office, iso(since), ""])
    return rows


def kind(office):
    low = office.lower()
    return "government" if any(w in low for w in ("prime minister", "premier", "chancellor", "taoiseach", "head of government")) else "state"


def main():
    root = pathlib.Path(sys.argv[1])
    countries = json.load(open(root / "world-countries-5.1.0/countries.json"))
    states = {c["cca3"]: c["name"]["common"] for c in countries}
    for line in open(HERE.parent.parent / "knowledge/states.tsv", encoding="utf-8"):
        if not line.startswith(("#", "code\t")):
            states[line.split("\t")[0]] = line.split("\t")[1]
    by_name = {c["name"]["common"]: c["cca3"] for c in countries} | {v: k for k, v in states.items()} | {"Ivory Coast": "CIV", "The Gambia": "GMB", "People's Republic of China": "CHN", "The Bahamas": "BHS"}
    two = {c["cca2"]: c["cca3"] for c in countries}
    hand = list(csv.DictReader(open(HERE / "leaders_by_hand.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    by_hand = {r["name"] for r in hand} | {n for r in hand for n in r["names"].split("|")}
    taken = {(r["country"], r["name"].split()[-1].lower()) for r in hand} | {(r["country"], n.split()[-1].lower()) for r in hand for n in r["names"].split("|") if n}
    rows = [(r["name"], r["names"], r["country"], r["office"], r["sector"], r["from"], r["to"], "") for r in hand]

    later = []  # name, code, office, from, to, id
    for r in csv.DictReader(open(root / "wikidata-world-leaders-2021/wikidata.csv", encoding="utf-8")):
        code = by_name.get(r["country"])
        if code and r["officeholderLabel"] and not re.match(r"Q\d+$", r["officeholderLabel"]):
            since = f"{r['start_year']}-01-01" if r["start_year"] else ""
            until = f"{r['end_year']}-12-31" if r["end_year"] else ""
            later.append([re.sub(r" \(.*\)", "", r["officeholderLabel"]), code, r["positionLabel"][0].upper() + r["positionLabel"][1:], since, until, r["officeholder"]])
    current = []
    for r in csv.DictReader(open(root / "world-leaders-current_2026/data/current/all-leaders.csv", encoding="utf-8")) if (root / "world-leaders-current_2026/data/current/all-leaders.csv").exists() else []:
        code = two.get(r.get("ISO", ""))
        if not code:
            continue
        for title, name, since in ((r.get("HoG Title"), r.get("Head of Government"), r.get("HoG Since")), (r.get("HoS Title"), r.get("Head of State"), r.get("HoS Since"))):
            if name and name != "—":
                current.append([name, code, f"{re.sub(' [(].*', '', title or '')} of {states[code]}", since or "", "", ""])

    for names, code, office, since, until in country_info(root / "CountryInfo.120116.txt", states):
        name = TITLES.sub("", name_of(names[0])) if not office.startswith(("King", "Queen", "Prince", "Sultan", "Emir")) else name_of(names[0])
        if until and until < FIRST_DAY or len(name.split()) < 2 or (code, name.split()[-1].lower()) in taken:
            continue
        if not until:  # in office when that list ended: until the next known holder began
            nexts = [x[3] for x in later if x[1] == code and kind(x[2]) == kind(office) and x[3] > "2012" and x[0].split()[-1].lower() != name.split()[-1].lower()]
            if any(x[1] == code and x[0].split()[-1].lower() == name.split()[-1].lower() for x in later):
                continue
            until = min(nexts) if nexts else "2012-12-31"
        also = "|".join(dict.fromkeys(n for n in (name_of(n) for n in names[1:]) if len(n.split()) > 1 and n != name))
        rows.append((name, also, code, office, "GOV", since, until, ""))
    lasting = {(code, name.split()[-1].lower()) for name, code, *_ in current}
    for name, code, office, since, until, wikidata in later + current:
        if not until and (code, name.split()[-1].lower()) not in lasting:
            until = "2022-12-31"  # in office when that list ended; not known for how long
        if name in by_hand:
            continue
        if len(name.split()) > 1 and (code, name.split()[-1].lower()) not in taken:
            same = [i for i, r in enumerate(rows) if r[0] == name and r[2] == code and kind(r[3]) == kind(office)]
            if same:
                if wikidata and not rows[same[0]][7]:
                    rows[same[0]] = (*rows[same[0]][:7], wikidata)
                continue
            rows.append((name, "", code, office, "GOV", since, until, wikidata))
    ids = {(x[1], x[0].split()[-1].lower()): x[5] for x in later}
    rows = [(*r[:7], r[7] or ids.get((r[2], r[0].split()[-1].lower()), "") if r[5] > "2010" or r[0] in {x[0] for x in later} else r[7]) for r in rows]
    short = {}  # "Hage Gottfried Geingob" is "Hage Geingob"
    for r in sorted(rows, key=lambda r: len(r[0])):
        short.setdefault((r[2], r[0].split()[0], r[0].split()[-1]), r[0])
    merged = []
    for r in rows:
        name = r[0] if r[0] in by_hand else short[r[2], r[0].split()[0], r[0].split()[-1]]
        merged.append((name, r[1] if name == r[0] else "|".join(filter(None, [r[1], r[0]])), *r[2:]))
    rows = merged
    print("# Heads of state and government since 1985 and holders of other offices that news names, with the days in office.")
    print("# from, to: first and last day, empty where unknown or lasting. One line a term. country IGO: head of an organisation of states.")
    print("# Source: CountryInfo (P. Schrodt, CC BY-SA 3.0), Wikidata (CC0), world-leaders-current (CC BY-SA 4.0); facts only; the rest by hand. Made by tools/knowledge/leaders.py.")
    print("# Licence: CC BY-SA 3.0.")
    print("\t".join(("name", "names", "country", "office", "sector", "from", "to", "wikidata")))
    for row in sorted(set(rows), key=lambda r: (r[0], r[2], r[5], r[3])):
        print("\t".join(row))


main()

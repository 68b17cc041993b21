#!/usr/bin/env python3
"""Writes knowledge/leaders.tsv, or checks it.

usage: leaders.py GAZETTEERS > knowledge/leaders.tsv
       leaders.py --check [LEADERS]      names each row at fault and why; exit status 1 if there is one

leaders_by_hand.tsv has the heads of state and of government of all states since 2005, and of the larger ones since 1985, the other offices,
and the day, month or year in which a term began and ended. GAZETTEERS adds what stands against nothing there: CountryInfo.120116.txt
(CC BY-SA 3.0) the terms up to 2012 of which it gives both days; wikidata-world-leaders-2021/wikidata.csv (CC0) has years only, so that it gives
ids alone.
"""
import csv
import datetime
import pathlib
import re
import sys
import unicodedata

FIRST_DAY = "1985-01-01"
HERE = pathlib.Path(__file__).parent
KNOWLEDGE = HERE.parent.parent / "knowledge"
COLUMNS = ("name", "names", "country", "office", "sector", "from", "to", "wikidata")
SECTORS = {"GOV", "MIL", "LEG", "JUD", "PTY", "OPP", "REB", "UAF", "CVL", "JRN", "BUS", "COP", "CRM", "SPY", "ELI", "IGO", "NGO", "REL"}
SMALL = {"al", "el", "bin", "ibn", "de", "la", "da", "do", "dos", "del", "van", "von", "der", "den", "of", "and", "ul", "ad", "as", "ben", "y", "e", "ud", "din"}
TITLES = re.compile(r"^(Sheikh|Sir|Dr|Gen|General|Colonel|Prince|King|Queen|Sultan|Emir|Tuanku|Dame|Lord)\.? ", re.I)
SINGULAR = {"prime ministers": "Prime Minister", "presidents": "President", "chancellors": "Chancellor", "premiers": "Premier", "kings": "King",
            "queens": "Queen", "emirs": "Emir", "sultans": "Sultan", "princes": "Prince", "monarchs": "Monarch", "heads of state": "Head of State",
            "heads of government": "Head of Government", "vice presidents": "Vice President"}
# States as that list has them after their change of name or of borders, with the last day of the state before.
SUCCESSORS = {"RUS": ("SUN", "1991-12-25"), "SRB": ("YUG", "2003-02-03"), "CZE": ("CSK", "1992-12-31")}
# One name in Latin letters.
SPELLINGS = [s.split() for s in (
    "Mohammed Mohamed Mohammad Muhammad", "Ahmed Ahmad", "Hussein Hussain", "Khaled Khalid", "Yousef Youssef Yusuf", "Sergei Sergey", "Dmitry Dmitri Dmitriy",
    "Andrei Andrey Andrej", "Nikolai Nikolay", "Alexei Alexey Aleksei", "Alexander Aleksandr", "Yevgeny Evgeny", "Yuri Yury Yuriy", "Valery Valeriy Valerii",
    "Anatoly Anatoliy", "Andriy Andrii", "Oleksiy Oleksii", "Igor Ihor", "Mikheil Mikhail", "Giorgi Georgi")]
EL = {"EGY", "SDN", "LBY", "TUN", "MAR", "DZA", "LBN", "MRT"}  # where the article is often "el"
HEAD = re.compile(r"(President|Prime Minister|King|Queen|Emperor|Emir|Sultan|Chancellor|Premier|Leader|Chairman) of")
# Offices that more than one person holds at a time; so do parties, movements and firms have leaders beside one another.
SHARED = re.compile(r"Member of|^(Advis[eo]r|Aide|Envoy|Senator|Spokes(wo)?man|Deputy|First Deputy|Vice Premier|Vice Chairman|Justice)")
SINGLE = SECTORS - {"OPP", "REB", "UAF", "CVL", "BUS", "PTY", "CRM", "JRN"}


def plain(name):
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return folded.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ð", "d").replace("-", " ").lower()


def family(name):
    return plain(name).split()[-1]


def cased(word, first):
    """One word of a name that came in capitals: "A.P.J.", "Abdul-Aziz", "al-Bashir", "McKinley", "O'Neill", "'Ulukalala"."""
    if not first and word in SMALL:
        return word
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]?", word):
        return " ".join(f"{letter}." for letter in word.replace(".", "").upper())
    parts = word.split("-")
    word = "-".join(p if p in SMALL and k == 0 and not first else re.sub(r"[^\W\d_]", lambda m: m[0].upper(), p, count=1) for k, p in enumerate(parts))
    word = re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), word)
    return re.sub(r"\b([OD]')([a-z])", lambda m: m[1] + m[2].upper(), word)


def name_of(raw):
    words = [w for w in raw.replace("_", " ").lower().split() if w]
    return " ".join(cased(w, i == 0) for i, w in enumerate(words))


def variants(name, code):
    """Forms that news writes by rule: initials closed, syllables apart, the article otherwise or left out, a given name spelt otherwise."""
    forms = [re.sub(r"\b([A-Z]\.) (?=[A-Z]\.)", r"\1", name)]
    if code in {"KOR", "PRK", "TWN", "HKG"}:
        forms.append(re.sub(r"-([a-z])", lambda m: " " + m[1].upper(), name))
    if m := re.search(r"^(.*) ([ae]l)[- ]([A-Z].*)$", name, re.I):
        forms += [f"{m[1]} {article}-{m[3]}" for article in ("al", "Al", "el", "El") if article.lower() == m[2].lower() or code in EL]
        forms.append(f"{m[1]} {m[3]}" if " " not in m[3] and len(m[1].split()) < 3 else name)
    forms += [re.sub(r"\bbin\b", "Bin", form) for form in [name, *forms]]
    first, _, rest = name.partition(" ")
    for group in filter(lambda group: rest and first in group, SPELLINGS):
        forms += [f"{other} {form.partition(' ')[2]}" for other in group if other != first for form in dict.fromkeys([name, *forms])]
    return [form for form in forms if form != name]


def office_of(tag, state):
    tag = re.sub(r"^(de facto |acting )", "", re.sub(r"\s*\(.*?\)", "", tag).strip().lower())
    office = SINGULAR.get(tag) or next((one for one in SINGULAR.values() if one.lower() == tag), None)
    return f"{office} of {state}" if office else None


def kind(office):
    low = office.lower()
    return "government" if any(w in low for w in ("prime minister", "premier", "chancellor", "head of government")) else "state"


def rows_of(path):
    lines = (line for line in open(path, encoding="utf-8") if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def country_info(path, states):
    """Terms (names, code, office, from, to) whose both days the list gives."""
    code, office, inside = None, None, False
    for line in open(path, encoding="latin-1"):
        if m := re.match(r"<CountryCode>(\w{3})", line):
            code, inside = m[1], False
        inside = (inside or "<Leaders>" in line) and "</Leaders>" not in line
        if not inside or code not in states:
            continue
        if m := re.match(r"\s*<([A-Z][^/>]*)>", line):
            office = office_of(m[1], states[code])
        names = re.findall(r"\{([A-Z'._ -]+)\}", line) or re.findall(r"^\s*([A-Z][A-Z'.\-_ ]+_)\s", line)
        if names and office:
            for since, until in re.findall(r"\[(\d{8}) - (\d{8})\]", line):
                yield names, code, office, *(f"{d[:4]}-{d[4:6]}-{d[6:]}" for d in (since, until))


def days(one, other):
    return (datetime.date.fromisoformat(other) - datetime.date.fromisoformat(one)).days


def clipped(since, until, spans):
    """The term without what a neighbour by hand takes of its ends, at most 60 days; none where it stands against one."""
    for a, b in spans:
        if since < b and a < until:
            if len(a) == 10 and since < a and days(a, until) <= 60:
                until = a
            elif len(b) == 10 and b < until and days(since, b) <= 60:
                since = b
            else:
                return None
    return since, until


def at_the_time(code, office, since, until, names, states):
    """State and office as they were; no state where a term goes beyond its end."""
    if code == "MUS" and any("OULD" in name for name in names):  # that list has rulers of Mauritania under Mauritius
        return "MRT", office.replace(states[code], states["MRT"])
    before, last = SUCCESSORS.get(code, (code, ""))
    if since >= last:
        return code, office
    return (before if until <= last else None), office.replace(states[code], states[before])


def earlier(path, states, hand):
    """Terms of that list which nothing by hand stands against, of those at odds with one another the longer ones; heads of state as such."""
    forms = {}  # name by hand, by state, first and last word
    spans = {}
    for r in hand:
        for form in filter(None, [r["name"], *r["names"].split("|")]):
            forms.setdefault((r["country"], plain(form).split()[0], family(form)), r["name"])
        if r["office"].endswith(f"of {states.get(r['country'])}") and r["sector"] in {"GOV", "MIL", "ELI"} and HEAD.match(r["office"]):
            spans.setdefault((r["country"], kind(r["office"])), []).append((r["from"], r["to"] or "9999"))
    rows = []
    for names, code, office, since, until in country_info(path, states):
        code, office = at_the_time(code, office, since, until, names, states)
        name = name_of(names[0])
        if not office.startswith(("King", "Queen", "Prince ", "Sultan", "Emir")):
            name = TITLES.sub("", name)
        term = clipped(since, until, spans.get((code, kind(office)), [])) if code else None
        if not term or term[0] >= term[1] or term[1] < FIRST_DAY or len(name.split()) < 2:
            continue
        also = dict.fromkeys(n for n in map(name_of, names[1:]) if len(n.split()) > 1 and n != name)
        name = forms.get((code, plain(name).split()[0], family(name)), name)
        rows.append({"name": name, "names": "|".join(also), "country": code, "office": office, "sector": "GOV", "from": term[0], "to": term[1]})
    longest, taken = [], {}
    for r in sorted(rows, key=lambda r: days(r["to"], r["from"])):
        others = taken.setdefault((r["country"], r["office"]), [])
        if all(r["to"] <= a or b <= r["from"] for a, b in others):
            longest.append(r)
            others.append((r["from"], r["to"]))
    heads = [r for r in [*hand, *longest] if kind(r["office"]) == "state" and HEAD.match(r["office"])]
    return [r for r in longest if kind(r["office"]) == "state" or not any(
        h["name"] == r["name"] and h["country"] == r["country"] and h["from"] <= r["from"] and r["to"] <= (h["to"] or "9999") for h in heads)]


def one_form(rows):
    """The shortest form of a name for all terms of a person: "Hage Gottfried Geingob" is "Hage Geingob"."""
    short = {}
    for r in sorted(rows, key=lambda r: len(r["name"])):
        short.setdefault((r["country"], r["name"].split()[0], family(r["name"])), r["name"])
    for r in rows:
        name = short[r["country"], r["name"].split()[0], family(r["name"])]
        if name != r["name"]:
            r["name"], r["names"] = name, "|".join(filter(None, [r["names"], r["name"]]))
    return rows


def wikidata_ids(path, codes):
    """Ids by state and name, those of two people of one name left out."""
    ids = {}
    for r in csv.DictReader(open(path, encoding="utf-8")):
        name = plain(re.sub(r" \(.*\)|, .*| of [A-Z].*", "", r["officeholderLabel"]))
        if codes.get(r["country"]) and not re.match(r"q\d+$", name):
            for key in {(codes[r["country"]], name), (codes[r["country"]], name.split()[0] + " " + name.split()[-1])}:
                ids.setdefault(key, set()).add(r["officeholder"])
    return {key: one.pop() for key, one in ids.items() if len(one) == 1}


def write(root):
    states = {r["code"]: r["name"] for r in rows_of(KNOWLEDGE / "states.tsv")}
    hand = rows_of(HERE / "leaders_by_hand.tsv")
    rows = hand + one_form(list(earlier(root / "CountryInfo.120116.txt", states, hand)))
    codes = {v: k for k, v in states.items()} | {"The Gambia": "GMB", "People's Republic of China": "CHN", "The Bahamas": "BHS", "State of Palestine": "PSE", "São Tomé and Príncipe": "STP",
                                                   "Kingdom of Denmark": "DNK", "Kingdom of the Netherlands": "NLD", "Federated States of Micronesia": "FSM", "Republic of Ireland": "IRL"}
    ids = wikidata_ids(root / "wikidata-world-leaders-2021/wikidata.csv", codes)
    ids_of = {}  # of a person, by any form of the name
    for r in rows:
        for name in [r["name"], *r["names"].split("|")]:
            if (r["country"], plain(name)) in ids:
                ids_of.setdefault((r["country"], r["name"]), ids[r["country"], plain(name)])
    named, rows = set(), {tuple(r[c] for c in ("name", "country", "office", "from", "to")): r for r in rows}.values()
    print("# Heads of state and government since 1985 and holders of other offices that news names, with the days in office.")
    print("# from, to: first and last day, month or year; empty where unknown or lasting. One line a term. country IGO: head of an organisation of states.")
    print("# Source: by hand; gaps up to 2012 from CountryInfo (P. Schrodt, CC BY-SA 3.0); ids Wikidata (CC0); facts only. Made by tools/knowledge/leaders.py.")
    print("# Licence: CC BY-SA 3.0.")
    print("# columns: name* text, names list?, country* state, office text?, sector sector, from day?, to day?, wikidata text?")
    print("\t".join(COLUMNS))
    for r in sorted(rows, key=lambda r: (r["name"], r["country"], r["from"], r["office"])):
        r["wikidata"] = ids_of.get((r["country"], r["name"]), "")
        if (r["name"], r["country"]) not in named:
            r["names"] = "|".join(filter(None, dict.fromkeys([*r["names"].split("|"), *variants(r["name"], r["country"])])))
        named.add((r["name"], r["country"]))
        print("\t".join(r[c] for c in COLUMNS))


def last_day(day):
    return (day + "-12-31" if len(day) == 4 else day + "-31" if len(day) == 7 else day) if day else "9999-12-31"


def faults(path):
    states = {r["code"] for r in rows_of(KNOWLEDGE / "states.tsv")} | {"IGO"}
    holders = {}
    for r in rows_of(path):
        who = f"{r['name']}, {r['office'] or 'no office'}"
        if r["country"] not in states:
            yield f"{who}: no state {r['country']}"
        if r["sector"] not in SECTORS:
            yield f"{who}: no sector {r['sector']}"
        for day in filter(None, (r["from"], r["to"])):
            if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", day):
                yield f"{who}: no day {day}"
        if r["to"] and last_day(r["to"]) < r["from"]:
            yield f"{who}: ends {r['to']} before {r['from']}"
        if r["office"] and r["sector"] in SINGLE and not SHARED.search(r["office"]):
            holders.setdefault((r["country"], r["office"]), []).append(r)
    for (code, office), rows in holders.items():
        rows.sort(key=lambda r: r["from"])
        for one, next_one in zip(rows, rows[1:]):
            end = one["to"] if one["to"] else "9999"
            if next_one["from"] < end[:len(next_one["from"])] and not end.startswith(next_one["from"]):
                yield f"{code} {office}: {one['name']} until {one['to'] or 'now'}, {next_one['name']} from {next_one['from']}"


def main():
    if sys.argv[1] != "--check":
        return write(pathlib.Path(sys.argv[1]))
    found = list(faults(sys.argv[2] if len(sys.argv) > 2 else KNOWLEDGE / "leaders.tsv"))
    print("\n".join(found))
    return 1 if found else 0


sys.exit(main())

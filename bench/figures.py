#!/usr/bin/env python3
"""How right the numbers, units and measured things are, on test sets of others.

usage: figures.py DRAGOMAN DATA [SET...] [--errors N]

DATA holds recognizers-text, cqe-models, quantulum3, grobid-quantities, measeval-train (each unpacked).
Sets: cqe recognizers quantulum grobid measeval (all by default). Every text of a set is one line to
`dragoman quantities --all --lines`; a quantity counts once, matched within its text:
  value      same number (a range matches by its lower end; fractions within one part in two hundred)
  +unit      and the same unit, names compared without plural, spelling and synonym
cqe            CQE's annotation of four Recognizers-Text sets: every quantity of the sentence is in the key
recognizers    Recognizers-Text's own keys; of ours only what has the set's dimension counts as found
quantulum      quantulum3's own tests
grobid         GROBID quantities: values and units by their places in the text
measeval       MeasEval: quantity spans and the measured entity or property as bags of words (token F1)
"""
import argparse, collections, glob, json, re, subprocess
import xml.etree.ElementTree as xml

ALIASES = {
    "percentage": "percent", "%": "percent", "year of age": "year", "month of age": "month", "week of age": "week", "day of age": "day",
    "age": "year", "celsius": "degree celsius", "c": "degree celsius", "f": "degree fahrenheit", "fahrenheit": "degree fahrenheit",
    "pound-mass": "pound", "metric ton": "tonne", "dimensionless": "", "-": "", "penny": "penny", "pence": "penny",
    "dollar": "USD", "united states dollar": "USD", "pound sterling": "GBP", "british pound": "GBP", "euro": "EUR",
    "chinese yuan": "CNY", "japanese yen": "JPY", "canadian dollar": "CAD", "swiss franc": "CHF", "franc": "franc",
    "australian dollar": "AUD", "bitcoin": "XBT", "turkish lira": "TRY", "rupee": "INR", "mexican peso": "MXN",
    "finnish markka": "FIM", "hong kong dollar": "HKD", "peseta": "ESP", "netherlands guilder": "NLG", "netherlands guilde": "NLG",
    "costa rican colón": "CRC", "georgian lari": "GEL", "lao kip": "LAK", "sri lankan rupee": "LKR", "new zealand dollar": "NZD",
    "mark": "DEM", "FRF": "franc", "electronvolt": "electronvolt", "count": "", "degree fahrenheit": "degree fahrenheit",
    "percent interest": "percent", "% interest": "percent", "people": "person",
}


def singular(word):
    if word in ("feet", "foot"): return "foot"
    if word == "inches": return "inch"
    if word == "people": return "people"
    if word.endswith("ies"): return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 2 else word


def canonical(unit):
    if not unit: return ""
    if " per " in unit: return " per ".join(canonical(part) for part in unit.split(" per "))
    if unit.isupper() and len(unit) == 3: return ALIASES.get(unit, unit)
    low = unit.lower().strip()
    if low in ALIASES: return ALIASES[low]
    low = " ".join(singular(w) for w in re.split(r"[\s-]+", low))
    low = re.sub(r"meter\b", "metre", re.sub(r"liter\b", "litre", low)).replace("gramme", "gram")
    return ALIASES.get(low, low)


def same_unit(gold, ours):
    a, b = canonical(gold), canonical(ours)
    if a == b or (a == "pound" and b == "GBP"): return True
    return bool(a and b) and b.split()[-1] == a.split()[-1] and " per " not in a + b and not {"square", "cubic", "degree"} & set((a + " " + b).split())


def number(text):
    text = str(text).replace("%", "").strip()
    try: return float(text)
    except ValueError: return None


def close(a, b): return a is not None and b is not None and abs(a - b) <= max(abs(a), abs(b)) / 200 + 1e-12


def read(dragoman, texts, *flags):
    lines = "\n".join(re.sub(r"[\r\n\v\f\x85\u2028\u2029]", " ", t) for t in texts) + "\n"
    done = subprocess.run([dragoman, "quantities", "--lines", *flags, "-"], input=lines, capture_output=True, text=True, check=True)
    found = [[] for _ in texts]
    for line in done.stdout.splitlines():
        row = json.loads(line)
        found[row["line"] - 1].append(row)
    return found


class Score:
    def __init__(self, name): self.name, self.key, self.found, self.value, self.unit, self.misses = name, 0, 0, 0, 0, []

    def text(self, text, gold, ours):
        """gold: (value, unit) pairs; ours: rows of the program."""
        self.key += len(gold); self.found += len(ours)
        left, open_gold = list(ours), []
        for strict in (True, False):
            for value, unit in (gold if strict else open_gold):
                match = next((r for r in left if close(value, r["value"]) and (not strict or same_unit(unit, r["unit"]))), None)
                if match is None:
                    if strict: open_gold.append((value, unit))
                    else: self.misses.append(f"missed {value:g} {unit} in: {text}")
                    continue
                left.remove(match); self.value += 1; self.unit += strict
                if not strict: self.misses.append(f"unit {match['unit']!r} for {unit!r} ({value:g}) in: {text}")
        for row in left: self.misses.append(f"too much {row['text']!r} = {row['value']} {row['unit']} in: {text}")

    def show(self, errors):
        f1 = lambda right: 200 * right / max(1, self.key + self.found)
        print(f"{self.name:<34} key {self.key:5} found {self.found:5}   value {f1(self.value):5.1f}   +unit {f1(self.unit):5.1f}")
        for miss in self.misses[:errors]: print("    " + miss[:260])
        return self


def cqe(dragoman, data, errors):
    for name in ("age", "currency", "dimension", "temperature"):
        cases = json.load(open(f"{data}/cqe-models/cqe/{name}-model.json"))
        score = Score("cqe " + name)
        for case, ours in zip(cases, read(dragoman, [c["text"] for c in cases])):
            gold = [(number(q["value"]), q["normalized_unit"]) for q in case["quantities"]]
            score.text(case["text"], [g for g in gold if g[0] is not None], [r for r in ours if r["value"] is not None])
        score.show(errors)
    for part in ("train", "test"):
        cases = [c for c in json.load(open(f"{data}/cqe-models/cqe/units/sentences_{part}.json")) if "text" in c]
        right = tried = 0
        for case, ours in zip(cases, read(dragoman, [c["text"] for c in cases], "--all")):
            form = case.get("surface_form")
            mine = [r for r in ours if not form or re.search(r"(?<![A-Za-z])" + re.escape(form) + r"(?![A-Za-z])", r["text"])]
            tried += 1; right += any(same_unit(case["unit"], r["unit"]) for r in mine)
        print(f"{'cqe ambiguous unit, ' + part:<34} sentences {tried:4}   right {100 * right / tried:5.1f}")


def recognizers(dragoman, data, errors):
    of = {"Number/NumberModel": None, "Number/PercentModel": "percent", "NumberWithUnit/CurrencyModel": "money",
          "NumberWithUnit/DimensionModel": "dimension", "NumberWithUnit/AgeModel": "age", "NumberWithUnit/TemperatureModel": "temperature"}
    plain = {"money", "age", "temperature", "count", "time", "", None}
    keep = {"percent": lambda r: r["unit"] == "percent", "money": lambda r: r["dimension"] == "money", "age": lambda r: r["dimension"] == "age",
            "temperature": lambda r: r["dimension"] in ("temperature", "angle"), None: lambda r: r["role"] != "ordinal",
            "dimension": lambda r: r["dimension"] not in plain and r["unit"] not in ("percent", "fraction", "percentage points")}
    for name, kind in of.items():
        cases = [c for c in json.load(open(f"{data}/recognizers-text/recognizers-text/{name}.json", encoding="utf-8-sig")) if "NotSupportedByDesign" not in c]
        score = Score("recognizers " + name.split("/")[1])
        for case, ours in zip(cases, read(dragoman, [c["Input"] for c in cases], "--all")):
            gold = [(number(r["Resolution"].get("value")), r["Resolution"].get("unit", "")) for r in case["Results"] if r.get("Resolution")]
            gold = [(v, "percent" if kind == "percent" else u) for v, u in gold if v is not None]
            mine = [r for r in ours if r["value"] is not None and keep[kind](r)]
            for r in mine: r["unit"] = (r["unit"] or "").split(" per ")[0]  # the specs know no compound units
            gold = [(v, {"Ton": "tonne"}.get(u, u) if any(close(v, r["value"]) and r["unit"] == "tonnes" for r in mine) else u) for v, u in gold]
            if kind is None: gold, mine = [(v, "") for v, _ in gold], [{**r, "unit": ""} for r in mine]
            score.text(case["Input"], gold, mine)
        score.show(errors)


def quantulum(dragoman, data, errors):
    for name in ("quantities", "quantities.ambiguity"):
        cases = json.load(open(f"{data}/quantulum3/quantulum3/{name}.json"))
        score = Score("quantulum3 " + name)
        for case, ours in zip(cases, read(dragoman, [c["req"] for c in cases], "--all")):
            gold = [(float(q["value"]), q["unit"] if isinstance(q["unit"], str) else q["unit"].get("name", "")) for q in case["res"] or []]
            # what is counted is no unit to quantulum3
            mine = [{**r, "unit": ""} if r["dimension"] in ("count", None) else r for r in ours if r["value"] is not None and r["role"] != "ordinal"]
            score.text(case["req"], gold, mine)
        score.show(errors)


def grobid(dragoman, data, errors):
    texts, keys = [], []
    for path in sorted(glob.glob(f"{data}/grobid-quantities/grobid-quantities/quantities/*.xml")):
        try: root = xml.parse(path).getroot()
        except xml.ParseError: continue
        for p in root.iter("{http://www.tei-c.org/ns/1.0}p"):
            text, nums, units = "", [], []

            def walk(node):
                nonlocal text
                begin = len(text)
                text += node.text or ""
                for child in node:
                    walk(child); text += child.tail or ""
                tag = node.tag.split("}")[1]
                if tag == "num": nums.append((begin, len(text)))
                if tag == "measure" and "unit" in node.attrib: units.append((begin, len(text)))
            walk(p)
            texts.append(text); keys.append((nums, units))
    found = read(dragoman, texts, "--all")
    count = collections.Counter()
    misses = []
    for text, (nums, units), ours in zip(texts, keys, found):
        ours = [r for r in ours if r["role"] != "ordinal"]
        ranges = sum(1 for r in ours if r["max"] is not None)
        count["key"] += len(nums); count["found"] += len(ours) + ranges
        count["key units"] += len(units)
        count["found units"] += sum(1 for r in ours if r["dimension"] not in ("count", None, "age", "ratio") or r["unit"] == "percent")
        for b, e in nums:
            hit = next((r for r in ours if r["start"] < e and b < r["end"]), None)
            count["right"] += hit is not None
            if hit is None: misses.append(f"missed {text[b:e]!r} in …{text[max(0, b - 60):e + 40]}")
        for b, e in units:
            count["right units"] += any(r["start"] < e and b < r["end"] and r["dimension"] not in ("count", None) for r in ours)
    f1 = lambda what: 200 * count["right" + what] / max(1, count["key" + what] + count["found" + what])
    print(f"{'grobid-quantities':<34} values {count['key']} key {count['found']} found, overlap F1 {f1(''):5.1f}; units {count['key units']} key, F1 {f1(' units'):5.1f}")
    for miss in misses[:errors]: print("    " + miss)


def measeval(dragoman, data, errors):
    words = lambda t: collections.Counter(re.findall(r"\w+", t.lower()))
    total = collections.Counter()
    spans = collections.Counter()
    misses = []
    texts, keys = [], []
    for path in sorted(glob.glob(f"{data}/measeval-train/measeval/train/tsv/*.tsv")):
        name = path.split("/")[-1][:-4]
        rows = [dict(zip(("doc", "set", "type", "start", "end", "id", "text", "other"), l.rstrip("\n").split("\t"))) for l in open(path).read().splitlines()[1:]]
        texts.append(open(f"{data}/measeval-train/measeval/train/text/{name}.txt").read()); keys.append(rows)
    for text, rows, ours in zip(texts, keys, read(dragoman, texts, "--all")):
        sets = collections.defaultdict(list)
        for r in rows: sets[r["set"]].append(r)
        used = set()
        for group in sets.values():
            q = next((r for r in group if r["type"] == "Quantity"), None)
            if not q: continue
            b, e = int(q["start"]), int(q["end"])
            spans["key"] += e - b
            things = words(" ".join(r["text"] for r in group if r["type"] in ("MeasuredEntity", "MeasuredProperty")))
            hits = [i for i, r in enumerate(ours) if r["start"] < e and b < r["end"]]
            spans["quantities"] += 1; spans["hit"] += bool(hits)
            mine = collections.Counter()
            for i in hits[:1]:
                r = ours[i]
                mine = words(r["of"] or "")
                spans["common"] += min(e, r["end"]) - max(b, r["start"]); used.add(i)
            total["key"] += sum(things.values()); total["found"] += sum(mine.values()); total["common"] += sum((things & mine).values())
            if not hits: misses.append(f"missed {text[b:e]!r} in …{text[max(0, b - 60):e + 40]}")
            elif things and not things & mine: misses.append(f"of {ours[hits[0]]['of']!r} for {' / '.join(r['text'] for r in group if r['type'] != 'Quantity')!r}: …{text[max(0, b - 80):e + 60]}")
        spans["found"] += sum(r["end"] - r["start"] for i, r in enumerate(ours) if i in used or r["role"] != "ordinal" and r["dimension"] is not None)
    f1 = lambda c: 200 * c["common"] / max(1, c["key"] + c["found"])
    print(f"{'measeval train':<34} quantities met {spans['hit']} of {spans['quantities']}, span character F1 {f1(spans):5.1f}; measured thing token F1 {f1(total):5.1f}")
    for miss in misses[:errors]: print("    " + miss.replace("\n", " "))


SETS = {"cqe": cqe, "recognizers": recognizers, "quantulum": quantulum, "grobid": grobid, "measeval": measeval}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dragoman"); parser.add_argument("data"); parser.add_argument("sets", nargs="*"); parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_intermixed_args()
    for name in given.sets or SETS: SETS[name](given.dragoman, given.data, given.errors)

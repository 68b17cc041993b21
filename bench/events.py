#!/usr/bin/env python3
"""Events on sets that are not answer keys of ours: sentences with marked actors, coded example sentences, and everyday
sentences that tell of no political act.

usage: bench/events.py DRAGOMAN [--plv PLV_train.tsv [--plv-types TYPES.tsv]] [--gsr PLOVER_GSR_CAMEO.json] [--manual cameo_1.1b3_examples.jsonl]
                       [--unit FOLDER_OF_PETRARCH_TESTS] [--everyday FOLDER_OF_TEXT] [--errors]

plv       self-found: the type and both actors of the strongest event of each plain sentence (`dragoman evaluate plv`).
          Where PLV_train.tsv taught the weights, TYPES.tsv has the types by weights that have not seen the row (tools/train/events/train.py --held-out).
          An actor is right when its words and the gold words share a content word that is no mere title. The type
          given the actors is not measured here, since the weights that ship have seen these rows: tools/train/events.
gsr       PLOVER's gold records: the type of the strongest event, and of any event, of each sentence.
manual    the CAMEO manual's examples: root (first two digits) and exact code of the strongest event, and of any event.
          Root 01 (statements, no act for PLOVER) is left out and counted apart.
unit      PETRARCH's unit tests (FOLDER holds PETR.UnitTest.records.xml and PETR.Validate.actors.txt): its invented actors are given as an overlay
          of states. A coding is right when an event has its source, its target and a code of its root. Its dictionary says of its codes that most
          are WEIS, not CAMEO (condemn is 122, arrest 212): WEIS says which of CAMEO's roots answer each of WEIS's.
everyday  tests/everyday.tsv lists sentences (by hash) of sport, weather, business, obituaries and courts with a verdict;
          the share with an event that the verdict does not allow.
"""
import argparse
import collections
import csv
import hashlib
import json
import pathlib
import re
import subprocess
import tempfile

MANUAL_TYPES = {"FIGHT": "ASSAULT", "INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST"}
TITLES = set("the a an of and in for to president minister prime foreign secretary general official officials government mr mrs ms former leader leaders".split())
# WEIS's roots and those of CAMEO that answer them.
WEIS = {"01": "08", "02": "01 02 09 11", "03": "03 04", "04": "05", "05": "03", "06": "03 05 06 08", "07": "06 07", "08": "03 05 06", "09": "02 10", "10": "02 10", "11": "12", "12": "11",
        "13": "11 14", "14": "12", "15": "10", "16": "13", "17": "13", "18": "14 15 17", "19": "12 16", "20": "16 17", "21": "17 18", "22": "17 18 19 20"}
ORGANISATIONS = {"IGO", "NGM", "NGO", "IMG", "IMF", "IBR", "UNO"}
CAMEO_ROOTS = {"01": "", "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE",
               "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT"}


def words(text):
    all_words = re.findall(r"\w+", re.sub(r"['’]s\b", "", text.lower()))
    return {w.rstrip("s") for w in all_words if w not in TITLES} or set(all_words)


def same(found, gold):
    return bool(words(found) & words(gold))


def merged(name):
    return "YIELD" if name in ("CONCEDE", "RETREAT") else name


def percent(part, whole):
    return f"{part}/{whole} = {100 * part / max(1, whole):.1f} %"


def records(dragoman, texts, *options):
    lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    out = subprocess.run([dragoman, "work", "--jobs", "1", *options], input=lines, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def told(event):
    """The type as PLOVER codes what is told: an act to come is the promise or the threat, a refused one the refusal."""
    name = merged(event["type"])
    friendly, hostile = name in ("COOPERATE", "AID", "YIELD", "CONSULT", "SUPPORT"), name in ("SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST")
    if event["status"] in ("planned", "intended"):
        return "AGREE" if friendly else "THREATEN" if hostile else name
    return "REJECT" if event["status"] == "denied" and friendly else name


def strongest(record):
    """Of both sides before of one, of what is done, the first."""
    rank = lambda e: (bool(e["actors"]) and bool(e["recipients"]), e["status"] not in ("denied", "hypothetical"), e["confidence"])
    return max(record["events"], key=rank, default=None)


def plv(options):
    rows = list(csv.DictReader(open(options.plv, encoding="utf-8"), delimiter="\t"))
    with tempfile.NamedTemporaryFile(suffix=".tsv") as out:
        subprocess.run([options.dragoman, "evaluate", "plv", options.plv, "--predictions", out.name], check=True)
        found = list(csv.DictReader(open(out.name, encoding="utf-8"), delimiter="\t"))
    types = dict(line.rstrip("\n").split("\t") for line in open(options.plv_types)) if options.plv_types else {}
    counts = collections.Counter()
    for row, guess in zip(rows, found):
        guess["self_root"] = types.get(row["sentence_id"], guess["self_root"])
        source, target = same(guess["self_source"], row["source"]), same(guess["self_target"], row["target"])
        swapped = same(guess["self_source"], row["target"]) and same(guess["self_target"], row["source"])
        mutual = guess["self_root"] in ("CONSULT", "AGREE", "COOPERATE", "SUPPORT")
        right, actors = guess["self_root"] == merged(row["gold_root"]), (source and target) or (mutual and swapped)
        counts.update(found=bool(guess["self_root"]), type=right, source=source, target=target, actors=actors, all=right and actors)
        if options.errors and not (right and actors):
            print(f"plv {row['sentence_id']} {row['gold_root']} [{row['source']}] [{row['target']}] <> {guess['self_root']} [{guess['self_source']}] [{guess['self_target']}] | {row['sentence']}")
    for name, what in (("found", "an event found"), ("type", "type right"), ("source", "source right"), ("target", "target right"), ("actors", "both actors right"), ("all", "type and both actors right")):
        print(f"plv self-found: {what} {percent(counts[name], len(rows))}")


def gsr(options):
    rows = [r for r in json.load(open(options.gsr, encoding="utf-8")) if r["event"] != "DOCUMENT"]
    first = some = 0
    for row, record in zip(rows, records(options.dragoman, [r["text"] for r in rows])):
        gold, best = merged(MANUAL_TYPES.get(row["event"], row["event"])), strongest(record)
        first += bool(best) and told(best) == gold
        any_right = any(told(e) == gold for e in record["events"])
        some += any_right
        if options.errors and not any_right:
            print(f"gsr {row['id']} {gold} <> {[(e['type'], e['evidence'][0]['text']) for e in record['events']]} | {row['text']}")
    print(f"gsr type: of the strongest event {percent(first, len(rows))}, of any {percent(some, len(rows))}")


def manual(options):
    rows = [json.loads(line) for line in open(options.manual, encoding="utf-8")]
    rows = [r for r in rows if "NEED EXAMPLE" not in r["text"]]
    counts, statements = collections.Counter(), 0
    for row, record in zip(rows, records(options.dragoman, [r["text"] for r in rows])):
        if row["cameo"].startswith("01"):
            statements += not record["events"]
            continue
        best, codes = strongest(record), {e["cameo"] for e in record["events"] if e["cameo"]}
        root = CAMEO_ROOTS[row["cameo"][:2]]
        counts.update(all=1, root=bool(best) and best["cameo"][:2] == row["cameo"][:2], type=bool(best) and told(best) == root, code=bool(best) and best["cameo"] == row["cameo"])
        counts.update(any_root=any(c[:2] == row["cameo"][:2] for c in codes), any_type=any(told(e) == root for e in record["events"]), any_code=row["cameo"] in codes)
        if options.errors and row["cameo"] not in codes:
            print(f"manual {row['cameo']} <> {[(e['cameo'], e['type'], e['evidence'][0]['text']) for e in record['events']]} | {row['text']}")
    for name, what in (("root", "CAMEO root"), ("type", "PLOVER type of the root"), ("code", "exact code")):
        print(f"manual {what}: of the strongest event {percent(counts[name], counts['all'])}, of any {percent(counts['any_' + name], counts['all'])}")
    print(f"manual root 01 (statements): {statements} of {sum(r['cameo'].startswith('01') for r in rows)} without an event")


def invented_actors(path, known):
    """States as an overlay for `--knowledge`: who of a dictionary of PETRARCH's has a country that is none."""
    names, codes = collections.defaultdict(list), {}
    for line in open(path, encoding="utf-8"):
        line = re.sub(r"<!.*", "", line).split("#")[0].rstrip()
        if found := re.match(r"([+]?)([A-Z][^\[\t{]*)", line):
            name = found[2].replace("_", " ").strip()
            actor = actor if found[1] else name
            names[actor].append(" ".join(w if "." in w else w.capitalize() for w in name.split()))
        if found := re.search(r"\[([A-Za-z]{3})", line):
            codes.setdefault(actor, found[1].upper())
    states = collections.defaultdict(list)
    for actor, code in codes.items():
        if code not in known and code not in ORGANISATIONS:
            states[code] += names[actor]
    rows = ["code\tname\tnames\tadjectives"]
    for code, all_names in states.items():
        adjectives = [n for n in all_names if n.endswith(("ian", "ean", "ish", "ese"))] + [all_names[0] + "n", all_names[0] + "ian"]
        rows.append("\t".join((code, all_names[0], "|".join(dict.fromkeys(all_names[1:])), "|".join(dict.fromkeys(adjectives)))))
    return "\n".join(rows) + "\n"


def unit(options):
    folder, rows = pathlib.Path(options.unit), []
    for block in re.findall(r"<Sentence .*?</Sentence>", (folder / "PETR.UnitTest.records.xml").read_text(encoding="utf-8"), re.S):
        codings = re.findall(r'<EventCoding\s+sourcecode\s*=\s*"([^"]*)"\s+targetcode\s*=\s*"([^"]*)"\s+eventcode\s*=\s*"(\d+)"', block)
        body, kind = re.search(r"<Text>(.*?)</Text>", block, re.S), re.search(r'category="(\w+)"', block)
        if body and codings:
            rows.append((kind[1], codings, " ".join(body[1].split())))
    states = pathlib.Path(__file__).parent.parent / "knowledge/states.tsv"
    with tempfile.TemporaryDirectory() as overlay:
        known = {line.split("\t")[0] for line in open(states, encoding="utf-8")}
        pathlib.Path(overlay, "states.tsv").write_text(invented_actors(folder / "PETR.Validate.actors.txt", known), encoding="utf-8")
        found = records(options.dragoman, [text for *_, text in rows], "--knowledge", overlay)
    counts, kinds = collections.Counter(), collections.defaultdict(collections.Counter)
    for (kind, codings, text), record in zip(rows, found):
        country = {e["id"]: e.get("country") for e in record["entities"]}
        for source, target, code in codings:
            root = [e["cameo"][:2] in WEIS.get(code[:2], "").split() if e["cameo"] else False for e in record["events"]]
            sides = [source[:3] in map(country.get, e["actors"]) and target[:3] in map(country.get, e["recipients"]) for e in record["events"]]
            right = any(map(bool.__and__, root, sides))
            counts.update(all=1, root=any(root), sides=any(sides), right=right), kinds[kind].update(all=1, right=right)
            if options.errors and not right:
                print(f"unit {kind} {source} {target} {code} <> {[(e['cameo'], [country.get(a) for a in e['actors'] + e['recipients']]) for e in record['events']]} | {text}")
    print("unit tests: " + ", ".join(f"{name} {percent(counts[key], counts['all'])}" for key, name in (("right", "codings right"), ("sides", "both actors"), ("root", "root"))))
    print("  " + ", ".join(f"{kind} {n['right']}/{n['all']}" for kind, n in kinds.items()))


def everyday(options):
    verdicts = {row["sha"]: row for row in csv.DictReader((line for line in open(pathlib.Path(__file__).parent.parent / "tests/everyday.tsv", encoding="utf-8") if not line.startswith("#")), delimiter="\t")}
    sentences = {}
    for path in sorted(pathlib.Path(options.everyday).rglob("*.txt")):
        for line in open(path, encoding="utf-8"):
            sentences.setdefault(hashlib.sha256(line.strip().encode()).hexdigest()[:16], line.strip())
    known = [sha for sha in verdicts if sha in sentences]
    wrong, kinds, by_kind = 0, collections.Counter(), collections.Counter()
    for sha, record in zip(known, records(options.dragoman, [sentences[sha] for sha in known])):
        allowed = set(verdicts[sha]["allowed"].split("|")) - {"-"}
        false = [e for e in record["events"] if e["type"] not in allowed]
        wrong += bool(false)
        kinds[verdicts[sha]["kind"]] += 1
        by_kind[verdicts[sha]["kind"]] += bool(false)
        if options.errors and false:
            print(f"everyday {sha} {verdicts[sha]['kind']} {[(e['type'], e['rule'], e['evidence'][0]['text']) for e in false]} | {sentences[sha]}")
    print(f"everyday sentences with a false event {percent(wrong, len(known))}: " + ", ".join(f"{k} {by_kind[k]}/{n}" for k, n in sorted(kinds.items())))


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("dragoman")
for name in ("plv", "gsr", "manual", "unit", "everyday"):
    parser.add_argument("--" + name)
parser.add_argument("--plv-types")
parser.add_argument("--errors", action="store_true", help="print what is wrong")
given = parser.parse_args()
for measure in (plv, gsr, manual, unit, everyday):
    if getattr(given, measure.__name__):
        measure(given)

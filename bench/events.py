#!/usr/bin/env python3
"""Events on sets that are not answer keys of ours: sentences with marked actors, coded example sentences, and everyday
sentences that tell of no political act.

usage: bench/events.py DRAGOMAN [--plv PLV_train.tsv] [--gsr PLOVER_GSR_CAMEO.json] [--manual cameo_1.1b3_examples.jsonl]
                       [--unit PETR.UnitTest.records.xml] [--everyday FOLDER_OF_TEXT] [--errors]

plv       self-found: the type and both actors of the strongest event of each plain sentence (`dragoman evaluate plv`).
          An actor is right when its words and the gold words share a content word that is no mere title. The type
          given the actors is not measured here, since the weights that ship have seen these rows: tools/train/events.
gsr       PLOVER's gold records: the type of the strongest event, and of any event, of each sentence.
manual    the CAMEO manual's examples: root (first two digits) and exact code of the strongest event, and of any event.
          Root 01 (statements, no act for PLOVER) is left out and counted apart.
unit      PETRARCH's unit tests with English sentences: root of the expected codes among those found (invented actors
          are mostly unknown to us, so codes only).
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


def records(dragoman, texts):
    lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    out = subprocess.run([dragoman, "work", "--jobs", "1"], input=lines, capture_output=True, text=True, check=True).stdout
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
    counts = collections.Counter()
    for row, guess in zip(rows, found):
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


def unit(options):
    text = open(options.unit, encoding="utf-8").read()
    rows = []
    for block in re.findall(r"<Sentence .*?</Sentence>", text, re.S):
        codes, body = re.findall(r'eventcode\s*=\s*"(\d+)"', block), re.search(r"<Text>(.*?)</Text>", block, re.S)
        if body and codes:
            rows.append((codes, " ".join(body.group(1).split())))
    right = codes_right = total = 0
    for (codes, sentence), record in zip(rows, records(options.dragoman, [s for _, s in rows])):
        found = [e["cameo"] for e in record["events"] if e["cameo"]]
        total += len(codes)
        right += sum(any(f[:2] == c[:2] for f in found) for c in codes)
        codes_right += sum(c in found or c.rstrip("0") in [f.rstrip("0") for f in found] for c in codes)
        if options.errors and not any(f[:2] == c[:2] for c in codes for f in found):
            print(f"unit {codes} <> {found} | {sentence}")
    print(f"unit tests: root {percent(right, total)}, exact code {percent(codes_right, total)}")


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
parser.add_argument("--errors", action="store_true", help="print what is wrong")
given = parser.parse_args()
for measure in (plv, gsr, manual, unit, everyday):
    if getattr(given, measure.__name__):
        measure(given)

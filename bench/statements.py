#!/usr/bin/env python3
"""Statements and attributions against PolNeAR (Newell, Margolin, Ruths 2018).

    bench/statements.py DRAGOMAN --segments VALID.txt         exact F1 of source, cue, content in CofeNet's segments
    bench/statements.py DRAGOMAN --articles FOLDER [--errors] what the records hold, against text/ and attributions/
    bench/statements.py DRAGOMAN --articles FOLDER --all      the same of `dragoman attributions`, whose sources take the speakers' place

For records: a content counts as found when its letters and digits and those of a gold content share 0.8 of their union, one to one.
Gold and found contents are direct (nine tenths inside quotation marks), mixed or indirect (nothing inside); precision is by the found content's
form, recall by the gold one's. A speaker is right when a mention of one of the statement's speakers overlaps the gold source. A quotation
(double marks, one paragraph) is no speech when nothing of it is in a content.
"""
import argparse, json, pathlib, re, subprocess, sys, unicodedata

QUOTATION = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|``.*?''|''(?:[^'\n]|'(?!'))*''")


def attributions(path):
    """Gold of a brat file: (contents, sources), each a list of stretches."""
    spans, links = {}, []
    for line in open(path, encoding="utf8"):
        c = line.rstrip("\n").split("\t")
        if len(c) < 2:
            continue
        if c[0][0] == "T":
            kind, _, rest = c[1].partition(" ")
            spans[c[0]] = kind, [tuple(map(int, piece.split())) for piece in rest.split(";")]
        elif c[0][0] == "E":
            links.append([a.split(":")[1] for a in c[1].split()])
    for link in links:
        of = lambda kind: [s for name in link if spans.get(name, ("",))[0] == kind for s in spans[name][1]]
        if of("Content"):
            yield of("Content"), of("Source")


def letters(text, stretches):
    return {i for a, b in stretches for i in range(a, b) if text[i:i + 1].isalnum()}


class Article:
    def __init__(self, text):
        self.text, self.quotations = text, [m.span() for m in QUOTATION.finditer(text) if m.end() - m.start() > 2]
        self.quoted = letters(text, self.quotations)

    def form(self, content):
        inside = len(content & self.quoted) / max(1, len(content))
        return "direct" if inside >= 0.9 else "mixed" if inside > 0 else "indirect"


def read(dragoman, articles):
    stories = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in articles)
    out = subprocess.run([dragoman, "work"], input=stories, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def composed(text, gold):
    """As a story holds them: letters composed (NFC), and the gold's places with them."""
    at = lambda i: len(unicodedata.normalize("NFC", text[:i]))
    moved = lambda stretches: [(at(a), at(b)) for a, b in stretches]
    return unicodedata.normalize("NFC", text), [(moved(content), moved(source)) for content, source in gold]


def attributed(dragoman, articles):
    """All attributions, in the form of records: a source is the only mention of its own entity."""
    for name, text in articles:
        out = subprocess.run([dragoman, "attributions", "-"], input=json.dumps({"id": name, "text": text}), capture_output=True, text=True, check=True).stdout
        rows = [json.loads(line) for line in out.splitlines()]
        yield {"entities": [{"id": i, "mentions": [r["source"]] if r["source"] else []} for i, r in enumerate(rows)],
               "statements": [{"speakers": [i], "content": r["content"]} for i, r in enumerate(rows)]}


def pairs(gold, found):
    """One to one, best first."""
    scored = []
    for g, a in enumerate(gold):
        for f, b in enumerate(found):
            both = len(a & b)
            if both and both >= 0.8 * len(a | b):
                scored.append((both / len(a | b), g, f))
    matched, used = {}, set()
    for _, g, f in sorted(scored, reverse=True):
        if g not in matched and f not in used:
            matched[g] = f; used.add(f)
    return matched


def f1(right_of_found, found, right_of_gold, gold):
    p, r = right_of_found / max(1, found), right_of_gold / max(1, gold)
    return f"gold {gold:5} found {found:5}  P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {200 * p * r / max(1e-9, p + r):5.1f}"


def records(read_all, folder, errors):
    """`read_all` gives a record for each (name, text): of them `entities` and `statements` are asked."""
    texts, golds = [], []
    for path in sorted((folder / "text").glob("*.txt")):
        brat = sorted((folder / "attributions").glob(path.stem + "_*.ann"))
        if brat:
            text, gold = composed(open(path, encoding="utf8", newline="").read(), list(attributions(brat[0])))
            texts.append((path.stem, text)); golds.append(gold)
    forms = ("direct", "mixed", "indirect")
    count = {f: [0, 0, 0, 0] for f in forms}  # right of found, found, right of gold, gold
    speakers, no_speech = [0, 0], [0, 0, 0]
    for (name, text), gold, record in zip(texts, golds, read_all(texts)):
        article, entities = Article(text), {e["id"]: e for e in record["entities"]}
        said = [letters(text, [(c["start"], c["end"]) for c in s["content"]]) for s in record["statements"]]
        true = [letters(text, content) for content, _ in gold]
        matched = pairs(true, said)
        for i, t in enumerate(true):
            form = article.form(t); count[form][3] += 1; count[form][2] += i in matched
            if errors and i not in matched:
                print(f"missed {form}: {text[gold[i][0][0][0]:gold[i][0][-1][1]]!r:.200}")
        for i, s in enumerate(said):
            form = article.form(s); count[form][1] += 1; count[form][0] += i in matched.values()
        for g, f in matched.items():
            sources = gold[g][1]
            if sources:
                who = [m for e in record["statements"][f]["speakers"] for m in entities.get(e, {"mentions": []})["mentions"]]
                right = any(m["start"] < b and a < m["end"] for m in who for a, b in sources)
                speakers[0] += right; speakers[1] += 1
                if errors and not right:
                    print(f"speaker: {[text[a:b] for a, b in sources]} not {record['statements'][f]['speakers']}")
        in_gold, in_found = set().union(*true), set().union(*said)
        for span in article.quotations:
            inside = letters(text, [span])
            none_gold, none_found = not inside & in_gold, not inside & in_found
            no_speech[0] += none_gold and none_found; no_speech[1] += none_found; no_speech[2] += none_gold
            if errors and none_gold != none_found:
                print(f"quotation {'is no speech' if none_gold else 'is speech'}: {text[max(0, span[0] - 60):span[1] + 40]!r}")
    print(f"{len(texts)} articles; contents at IoU >= 0.8")
    for form in forms:
        print(f"  {form:9} {f1(*count[form])}")
    print(f"  {'all':9} {f1(*map(sum, zip(*count.values())))}")
    print(f"speaker right {100 * speakers[0] / max(1, speakers[1]):.1f} % of {speakers[1]} matched contents with a source")
    print(f"quotations that are no speech: {f1(no_speech[0], no_speech[1], no_speech[0], no_speech[2])}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dragoman"), parser.add_argument("--segments"), parser.add_argument("--articles", type=pathlib.Path)
    parser.add_argument("--errors", action="store_true"), parser.add_argument("--all", action="store_true")
    o = parser.parse_args()
    if o.segments:
        sys.stdout.write(subprocess.run([o.dragoman, "evaluate", "cofenet", o.segments], capture_output=True, text=True, check=True).stdout)
    if o.articles:
        records(lambda articles: (attributed if o.all else read)(o.dragoman, articles), o.articles, o.errors)


if __name__ == "__main__":
    main()

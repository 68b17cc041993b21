#!/usr/bin/env python3
"""How right `dragoman parse --entities` is about who is meant.

coreference.py DRAGOMAN [--gap GAP.tsv …] [--gum FILE.conllu …] [--errors]

--gap  The GAP task (Webster et al. 2018) from raw text: a pronoun and two names; a name counts as meant when it and the pronoun are
       mentions of one entity. F1 over both names, for masculine and feminine pronouns, and bias (feminine over masculine), as its scorer does.
--gum  Documents of GUM in UD form, words and sentences given, trees and names our own. Counted are mentions headed by a proper noun or
       a personal pronoun (by the gold tags); mentions match by their head in the gold tree; entities left with one mention do not count.
       MUC, B3, CEAF-e, their mean (CoNLL F1), and the share of our links (each mention to the last one before it of its entity) that are
       right. Beside it a baseline on the same mentions: a name means the last name with the same last word, a pronoun the nearest
       mention before it that agrees in being a person, a thing or several; first and second persons the last pronoun of their kind.
Needs scipy (assignment for CEAF-e).
"""
import argparse, collections, csv, os, re, subprocess, tempfile

from scipy.optimize import linear_sum_assignment

OPEN = re.compile(r"\((e\d+)-(\w+)-(\d+)-(\w+)(\))?|(e\d+)\)")
GOLD = re.compile(r"\((\d+)-([^()]*)(\))?|(\d+)\)")


def read(lines):
    """Documents: lists of sentences of rows (ten columns)."""
    docs, rows = [], []
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            docs.append([])
        elif line and not line.startswith("#"):
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif not line and rows:
            docs[-1].append(rows)
            rows = []
    return docs


def entity_field(row):
    return next((f[7:] for f in row[9].split("|") if f.startswith("Entity=")), "")


def spans(doc, pattern):
    """(first, last, entity, kind, type) by token number in the document."""
    out, stack, t = [], collections.defaultdict(list), 0
    for sentence in doc:
        for row in sentence:
            for m in pattern.finditer(entity_field(row)):
                if pattern is OPEN:
                    eid, etype, kind, whole, end = m[1], m[2], m[4], m[5], m[6]
                else:
                    eid, etype, kind, whole, end = m[1], (m[2] or "").split("-")[0], "", m[3], m[4]
                if end:
                    if stack[end]:
                        first, e, k = stack[end].pop()
                        out.append((first, t, end, k, e))
                elif whole:
                    out.append((t, t, eid, kind, etype))
                else:
                    stack[eid].append((t, etype, kind))
            t += 1
    return sorted(out)


def parse(dragoman, files):
    out = []
    for i in range(0, len(files), 200):
        run = subprocess.run([dragoman, "parse", "--entities", *files[i:i + 200]], capture_output=True, text=True, check=True)
        out += read(run.stdout.splitlines())
    return out


# GAP

def letters(doc, text):
    """Offsets of every word in the text it was read from."""
    at, out = 0, []
    for sentence in doc:
        for row in sentence:
            at = text.index(row[1], at)
            out.append((at, at + len(row[1])))
            at += len(row[1])
    return out


def gap_decisions(dragoman, examples):
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for e in examples:
            files.append(os.path.join(folder, e["ID"]))
            with open(files[-1], "w") as f:
                f.write(e["Text"])
        docs = parse(dragoman, files)
    for e, doc in zip(examples, docs):
        where, found = letters(doc, e["Text"]), spans(doc, OPEN)

        def of(words, offset):
            begin, end = int(offset), int(offset) + len(words)
            around = [m for m in found if where[m[0]][0] <= begin and where[m[1]][1] >= end]
            inside = [m for m in found if where[m[0]][0] >= begin and where[m[1]][1] <= end]
            best = min(around, key=lambda m: m[1] - m[0]) if around else max(inside, key=lambda m: m[1] - m[0]) if inside else None
            return best and best[2]

        pronoun = of(e["Pronoun"], e["Pronoun-offset"])
        yield [bool(pronoun) and of(e[n], e[n + "-offset"]) == pronoun for n in "AB"]


def f1(right, ours, gold):
    p, r = right / max(1, ours), right / max(1, gold)
    return 100 * p, 100 * r, 200 * p * r / max(1e-9, p + r)


def gap(dragoman, path, errors):
    with open(path, newline="") as f:
        examples = list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for e, ours in zip(examples, gap_decisions(dragoman, examples)):
        gold = [e[n + "-coref"].upper() == "TRUE" for n in "AB"]
        gender = "masculine" if e["Pronoun"].lower() in ("he", "him", "his") else "feminine"
        for g, o in zip(gold, ours):
            for c in (counts["all"], counts[gender]):
                c[0] += g and o
                c[1] += o
                c[2] += g
        if errors and gold != ours:
            print(e["ID"], e["Pronoun"], e["Pronoun-offset"], "gold", [n for n, g in zip((e["A"], e["B"]), gold) if g],
                  "ours", [n for n, o in zip((e["A"], e["B"]), ours) if o], e["Text"], sep="\t")
    print(f"{os.path.basename(path)}: {len(examples)} examples")
    score = {k: f1(*c) for k, c in counts.items()}
    for k in ("all", "masculine", "feminine"):
        print("  {:<10} P {:5.1f}  R {:5.1f}  F1 {:5.1f}".format(k, *score[k]))
    print("  bias {:.2f}".format(score["feminine"][2] / score["masculine"][2]))


# GUM

def gold_words(doc):
    base, words = 0, []
    for sentence in doc:
        for row in sentence:
            head = int(row[6])
            words.append(dict(form=row[1], upos=row[3], xpos=row[4], head=base + head - 1 if head else -1, rel=row[7]))
        base += len(sentence)
    return words


def mentions(found, words):
    """Head → (entity, kind, type) of the mentions that count."""
    out = {}
    for first, last, eid, kind, etype in sorted(found, key=lambda m: m[1] - m[0]):
        head = next((t for t in range(first, last + 1) if not first <= words[t]["head"] <= last), first)
        both = any(words[t]["rel"].startswith("conj") and words[t]["head"] == head for t in range(head + 1, last + 1))
        if words[head]["upos"] == "PROPN" or words[head]["xpos"] in ("PRP", "PRP$"):
            out.setdefault((head, both), (eid, kind, etype))
    return dict(sorted(out.items()))


def clusters(found):
    groups = collections.defaultdict(list)
    for m, (eid, _, _) in found.items():
        groups[eid].append(m)
    return [g for g in groups.values() if len(g) > 1]


FIRST = {"i": "i", "me": "i", "my": "i", "mine": "i", "myself": "i", "we": "we", "us": "we", "our": "we", "ours": "we", "ourselves": "we",
         "you": "you", "your": "you", "yours": "you", "yourself": "you", "yourselves": "you"}
THIRD = {"he": "p", "him": "p", "his": "p", "himself": "p", "she": "p", "her": "p", "hers": "p", "herself": "p", "it": "t", "its": "t",
         "itself": "t", "they": "s", "them": "s", "their": "s", "theirs": "s", "themselves": "s"}


def baseline(found, words):
    out, before, fresh = {}, [], 0
    for m, (_, _, etype) in found.items():
        form = words[m[0]]["form"].lower()
        pick = None
        for other, key, sort in reversed(before):
            if form in FIRST:
                fits = key == FIRST[form]
            elif form in THIRD:
                fits = sort == THIRD[form]
            else:
                fits = key == form
            if fits:
                pick = other
                break
        if pick is None:
            fresh += 1
            out[m] = (f"b{fresh}", "", "")
        else:
            out[m] = out[pick]
        if form in FIRST:
            before.append((m, FIRST[form], ""))
        elif form in THIRD:
            if pick is not None:
                before.append((m, "", THIRD[form]))
        else:
            before.append((m, form, "p" if etype == "person" else "s" if etype == "people" or m[1] else "t"))
    return out


def muc(of, other):
    part = {m: i for i, g in enumerate(other) for m in g}
    right = all_ = 0
    for g in of:
        loose = sum(m not in part for m in g)
        right += len(g) - loose - len({part[m] for m in g if m in part})
        all_ += len(g) - 1
    return right, all_


def b3(of, other):
    part = {m: set(g) for g in other for m in g}
    return sum(len(set(g) & part.get(m, set())) / len(g) for g in of for m in g), sum(map(len, of))


def ceaf(ours, gold):
    if not ours or not gold:
        return 0.0
    table = [[-2 * len(set(a) & set(b)) / (len(a) + len(b)) for b in gold] for a in ours]
    rows, columns = linear_sum_assignment(table)
    return -sum(table[r][c] for r, c in zip(rows, columns))


class Score:
    def __init__(self):
        self.c = collections.defaultdict(float)

    def add(self, ours, gold):
        a, b = clusters(ours), clusters(gold)
        for name, fun in (("muc", muc), ("b3", b3)):
            for side, (x, y) in (("p", (a, b)), ("r", (b, a))):
                right, all_ = fun(x, y)
                self.c[name, side] += right
                self.c[name, side, "all"] += all_
        best = ceaf(a, b)
        for side, x in (("p", a), ("r", b)):
            self.c["ceaf", side] += best
            self.c["ceaf", side, "all"] += len(x)
        last = {}
        for m, (eid, _, _) in ours.items():
            if eid in last:
                self.c["links"] += 1
                self.c["right"] += m in gold and last[eid] in gold and gold[m][0] == gold[last[eid]][0]
            last[eid] = m

    def line(self, name):
        cells, mean = [], []
        for k in ("muc", "b3", "ceaf"):
            p, r = (self.c[k, s] / max(1, self.c[k, s, "all"]) for s in "pr")
            mean.append((p, r, 2 * p * r / max(1e-9, p + r)))
            cells.append("{:5.1f} {:5.1f} {:5.1f}".format(*(100 * v for v in mean[-1])))
        average = [100 * sum(m[i] for m in mean) / 3 for i in range(3)]
        print(f"  {name:<18} {'   '.join(cells)}   {average[0]:5.1f} {average[1]:5.1f} {average[2]:5.1f}   "
              f"{100 * self.c['right'] / max(1, self.c['links']):5.1f} of {int(self.c['links'])}")


def gum(dragoman, files, errors):
    scores = collections.defaultdict(Score)
    ours = parse(dragoman, files)
    kinds = collections.defaultdict(lambda: [0, 0])
    for path, doc in zip(files, ours):
        with open(path) as f:
            gold_doc = read(f)[0]
        words = gold_words(gold_doc)
        gold, found = mentions(spans(gold_doc, GOLD), words), mentions(spans(doc, OPEN), words)
        genre = os.path.basename(path).split("_")[1]
        for key in ("all", genre):
            scores[key].add(found, gold)
            scores[key + " nearest"].add(baseline(found, words), gold)
        last = {}
        for m, (eid, _, _) in found.items():
            form = words[m[0]]["form"].lower()
            if eid in last:
                right = m in gold and last[eid] in gold and gold[m][0] == gold[last[eid]][0]
                kind = form if form in FIRST or form in THIRD else "name"
                kinds[kind][0] += right
                kinds[kind][1] += 1
                if errors and not right:
                    around = " ".join(w["form"] for w in words[max(0, m[0] - 25):m[0] + 6])
                    print(os.path.basename(path), words[last[eid][0]]["form"], "<-", words[m[0]]["form"], around, sep="\t")
            last[eid] = m
    print(f"GUM: {len(files)} documents          MUC P R F          B3 P R F            CEAF-e P R F        mean P R F          links right")
    for key, score in scores.items():
        score.line(key)
    if errors:
        for kind, (right, all_) in sorted(kinds.items(), key=lambda k: -k[1][1]):
            print(f"  {kind:<12} {right} of {all_}")


if __name__ == "__main__":
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("dragoman")
    a.add_argument("--gap", nargs="*", default=[])
    a.add_argument("--gum", nargs="*", default=[])
    a.add_argument("--errors", action="store_true", help="print what is wrong, one a line")
    o = a.parse_args()
    for path in o.gap:
        gap(o.dragoman, path, o.errors)
    if o.gum:
        gum(o.dragoman, o.gum, o.errors)

#!/usr/bin/env python3
"""Trains knowledge/antecedents.tsv: what features of a pronoun and an earlier phrase weigh.

train.py PAIRS PARSER --gum FILE.conllu … --litbank FILE.conll … --gap GAP.tsv … [--rounds N] [--build COMMAND] > antecedents.tsv

PAIRS is build/…/dragoman_pairs (pairs.cpp), PARSER build/…/dragoman. For each pronoun the phrases that the key puts into its entity
share the right probability, or "none" has it; logistic ranking with L2, a set of weights a class of pronouns; weights in hundredths.
From GAP only the two names are known: where one is right every other named entity is wrong, where neither is, anything else is right.
Whom earlier pronouns mean depends on the weights, so --build rebuilds the program with them (the table is written to
knowledge/antecedents.tsv) for the next of N rounds. Needs numpy and scipy.
"""
import argparse, collections, csv, os, pathlib, re, subprocess, sys, tempfile

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "bench"))
import coreference as measure

CLASSES = ("he", "it", "they")
# What is known beforehand of news, in which states, bodies and pairs act; weights are drawn to these instead of to nothing.
PRIOR = {
    "it": {"meant.country": 0.7, "meant.organization": 0.7, "meant.thing": -0.3},
    "they": {"meant.pair": 1.5, "meant.people": 0.7, "meant.pile": -0.7, "meant.organization": -0.3},
}


def prior(sort, names):
    known = PRIOR.get(sort, {})
    return np.array([known.get(name.split("<")[0], 0) for name in names])

HEAD = """# What features of a pronoun and an earlier phrase weigh, a column a class of pronouns ("he", "she"; "it"; "they"), in hundredths.
# Features: src/mentions/entities/antecedents.cpp. Source: trained by tools/train/coreference/train.py on GUM's train split (documents under
# CC BY or CC BY-SA, without news and speech), LitBank (CC BY 4.0) and the validation part of GAP (Apache-2.0).
# Licence: CC BY-SA 4.0.
feature\t""" + "\t".join(CLASSES)


def litbank_as_conllu(path, folder):
    """The words of a LitBank document, and its entities by token: (first, last, entity)."""
    out, t, stack, spans = [], 0, collections.defaultdict(list), []
    number = 0
    with open(path) as f:
        for line in f:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 5:
                if number:
                    out.append("")
                number = 0
                continue
            number += 1
            out.append("\t".join([str(number), cells[3]] + ["_"] * 8))
            for mark in (cells[-1] or "_").split("|"):
                if m := re.fullmatch(r"\((\d+)\)", mark):
                    spans.append((t, t, m[1]))
                elif m := re.fullmatch(r"\((\d+)", mark):
                    stack[m[1]].append(t)
                elif m := re.fullmatch(r"(\d+)\)", mark):
                    if stack[m[1]]:
                        spans.append((stack[m[1]].pop(), t, m[1]))
            t += 1
    target = os.path.join(folder, os.path.basename(path) + "u")
    with open(target, "w") as f:
        f.write("\n".join(out) + "\n\n")
    return target, spans


class Key:
    """Entity of a mention headed by a token; `joined` for several in one."""

    def __init__(self):
        self.of = {}

    def __call__(self, token, joined):
        return self.of.get((token, bool(joined)))


def gum_key(path):
    with open(path) as f:
        doc = measure.read(f)[0]
    words, key = measure.gold_words(doc), Key()
    for first, last, eid, _, _ in sorted(measure.spans(doc, measure.GOLD), key=lambda m: m[1] - m[0]):
        head = next((t for t in range(first, last + 1) if not first <= words[t]["head"] <= last), first)
        both = any(words[t]["rel"].startswith("conj") and words[t]["head"] == head for t in range(head + 1, last + 1))
        key.of.setdefault((head, both), eid)
    return key


def litbank_key(spans):
    """Without a tree: a mention's every token leads to the shortest mention around it."""
    key = Key()
    for first, last, eid in sorted(spans, key=lambda s: s[1] - s[0]):
        for t in range(first, last + 1):
            key.of.setdefault((t, False), eid)
    return key


class Examples:
    """Rows of features in groups, one group a pronoun; right rows marked."""

    def __init__(self):
        self.rows, self.right, self.group, self.weight, self.groups = [], [], [], [], 0

    def add(self, candidates, weight):
        if not any(r for _, r in candidates) or all(r for _, r in candidates):
            return
        for features, right in candidates:
            self.rows.append(features)
            self.right.append(right)
            self.group.append(self.groups)
        self.weight.append(weight)
        self.groups += 1

    def fit(self, start, l2):
        width = len(start)
        at = np.cumsum([0] + [len(r) for r in self.rows])
        x = csr_matrix((np.ones(at[-1]), np.concatenate([np.array(r, dtype=int) for r in self.rows]), at), shape=(len(self.rows), width))
        group, right, weight = np.array(self.group), np.array(self.right), np.array(self.weight)
        starts = np.searchsorted(group, np.arange(self.groups))

        def loss(w):
            s = x @ w
            top = np.maximum.reduceat(s, starts)
            e = np.exp(s - top[group])
            all_ = np.add.reduceat(e, starts)
            good = np.add.reduceat(e * right, starts) + 1e-12
            value = np.sum(weight * (np.log(all_) - np.log(good))) + l2 * (w - start) @ (w - start) / 2
            slope = weight[group] * (e / all_[group] - e * right / good[group])
            return value, x.T @ slope + l2 * (w - start)

        best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
        s = x @ best.x
        top = np.maximum.reduceat(s, starts)
        hit = np.add.reduceat((s == top[group]) & right, starts) > 0
        print(f"{self.groups} pronouns, loss {best.fun / self.groups:.3f}, right {100 * hit.mean():.1f} %", file=sys.stderr)
        return best.x


def lines_of(pairs, files):
    for i in range(0, len(files), 500):
        run = subprocess.run([pairs, *files[i:i + 500]], capture_output=True, text=True, check=True)
        lines = run.stdout.splitlines()
        names = lines[0].split("\t")[1:]
        for line in lines[1:]:
            file, token, sort, none, *candidates = line.split("\t")
            parsed = []
            for c in candidates:
                head, joined, entity, features = c.split(":")
                parsed.append((int(head), int(joined), int(entity), [int(f) for f in features.split(",")]))
            yield names, file, int(token), int(sort), [int(f) for f in none.split(",")], parsed


def add_keyed(pairs, files, keys, classes, weight, examples):
    names = None
    for names, file, token, sort, none, candidates in lines_of(pairs, files):
        if sort not in classes:
            continue
        gold = keys[file](token, False)
        rows = [(f, gold is not None and keys[file](head, joined) == gold) for head, joined, _, f in candidates]
        rows.append((none, not any(r for _, r in rows)))
        examples[sort].add(rows, weight)
    return names


def add_gap(pairs, parser, paths, weight, examples):
    with tempfile.TemporaryDirectory() as folder:
        table, files = {}, []
        for path in paths:
            with open(path, newline="") as f:
                for e in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
                    files.append(os.path.join(folder, e["ID"]))
                    table[files[-1]] = e
                    with open(files[-1], "w") as out:
                        out.write(e["Text"])
        where = {file: measure.letters(doc, table[file]["Text"]) for file, doc in zip(files, measure.parse(parser, files))}
        for _, file, token, sort, none, candidates in lines_of(pairs, files):
            e = table[file]
            if sort or where[file][token][0] != int(e["Pronoun-offset"]):
                continue

            def covered(head, name):
                begin = int(e[name + "-offset"])
                return begin <= where[file][head][0] < begin + len(e[name])

            who = {n: {entity for head, _, entity, _ in candidates if covered(head, n)} for n in "AB"}
            true = {n: e[n + "-coref"].upper() == "TRUE" for n in "AB"}
            meant = set().union(*(who[n] for n in "AB" if true[n]))
            other = set().union(*(who[n] for n in "AB" if not true[n])) - meant
            if true["A"] or true["B"]:
                rows = [(f, entity in meant) for _, _, entity, f in candidates if entity >= 0] + [(none, False)]
            else:
                rows = [(f, entity not in other) for _, _, entity, f in candidates] + [(none, True)]
            examples[0].add(rows, weight)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("pairs")
    a.add_argument("parser")
    a.add_argument("--gum", nargs="*", default=[])
    a.add_argument("--litbank", nargs="*", default=[])
    a.add_argument("--gap", nargs="*", default=[])
    a.add_argument("--gap-weight", type=float, default=1)
    a.add_argument("--l2", type=float, default=2)
    a.add_argument("--rounds", type=int, default=1)
    a.add_argument("--build", default="true")
    o = a.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        books = dict(litbank_as_conllu(path, folder) for path in o.litbank)
        keys = {path: gum_key(path) for path in o.gum}
        keys |= {path: litbank_key(spans) for path, spans in books.items()}
        for round_ in range(o.rounds):
            examples = [Examples() for _ in CLASSES]
            names = add_keyed(o.pairs, o.gum, keys, (0, 1, 2), 1, examples)
            add_keyed(o.pairs, list(books), keys, (0,), 0.3, examples)
            add_gap(o.pairs, o.parser, o.gap, o.gap_weight, examples)
            weights = [np.rint(100 * e.fit(prior(c, names), o.l2)).astype(int) for c, e in zip(CLASSES, examples)]
            rows = sorted(f"{name}\t" + "\t".join(str(w[i]) for w in weights) for i, name in enumerate(names) if any(w[i] for w in weights))
            text = HEAD + "\n" + "\n".join(rows) + "\n"
            if round_ + 1 < o.rounds or o.build != "true":
                pathlib.Path("knowledge/antecedents.tsv").write_text(text)
                subprocess.run(o.build, shell=True, check=True, stdout=sys.stderr)
        print(text, end="")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Trains models/event_types.bin: which act joins two marked actors (src/findings/events/pairs.h).

usage: train.py FEATURES.tsv ROWS.tsv [--out models/event_types.bin] [--c 3] [--keep 0.02] [--quad 0.25] [--found FOUND.tsv --held-out TYPES.tsv]

ROWS.tsv is the PLV training set (columns sentence_id, marked_sentence, gold_root), FEATURES.tsv what
`dragoman_pair_features ROWS.tsv` prints of it. Prints a five-fold cross-validation (stratified, shuffled with seed 0,
the weights quantised as they ship), then trains on all rows and writes. Needs numpy, scipy and scikit-learn; 1 minute.
With --found (what `dragoman_pair_features --found ROWS.tsv` prints) also writes sentence_id and the type of the pair that the program finds by itself, each by weights
that have not seen the row: for `bench/events.py --plv-types`, since `dragoman evaluate plv` has the weights of all rows.
The file: "DGPAIR01", the number of features, their sorted hashes (32 bits), then 15 signed bytes each; little-endian.
"""
import argparse
import collections
import csv
import struct

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

TYPES = "ACCUSE AGREE AID ASSAULT COERCE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST SANCTION SUPPORT THREATEN YIELD".split()
QUADS = ("AGREE CONSULT SUPPORT", "COOPERATE AID YIELD", "REQUEST ACCUSE REJECT THREATEN", "PROTEST SANCTION MOBILIZE COERCE ASSAULT")
QUAD = {name: quad for quad, names in enumerate(QUADS) for name in names.split()}


def hash_of(name):
    h = 14695981039346656037
    for byte in name.encode():
        h = ((h ^ byte) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return (h ^ (h >> 32)) & 0xFFFFFFFF


OWN_READING = 100  # as in src/evaluate/marked.cpp


def held_out_types(options, names, folds):
    """(sentence_id, type) of the pairs found, by the weights of the fold that has not seen the row."""
    fields = [line.rstrip("\n").split("\t") for line in open(options.found, encoding="utf-8")]
    for _, test, weights in folds:
        for i in test:
            name, own = fields[i][:2]
            if own:
                known = {names[h] for h in map(hash_of, fields[i][2:]) if h in names}
                scores = weights[sorted(known)].sum(axis=0)
                scores[TYPES.index(own)] += OWN_READING
                yield name, TYPES[scores.argmax()]


def read(features, rows):
    labels = [r["gold_root"] for r in csv.DictReader(open(rows, encoding="utf-8"), delimiter="\t")]
    labels = np.array([TYPES.index("YIELD" if label in ("CONCEDE", "RETREAT") else label) for label in labels])
    hashed = [[hash_of(f) for f in line.rstrip("\n").split("\t")[1:]] for line in open(features, encoding="utf-8")]
    assert len(hashed) == len(labels), "the features are not those of the rows"
    names = {h: i for i, h in enumerate(sorted({h for row in hashed for h in row}))}
    where = [(i, names[h]) for i, row in enumerate(hashed) for h in set(row)]
    matrix = sparse.csr_matrix((np.ones(len(where)), tuple(zip(*where))), shape=(len(labels), len(names)))
    return matrix, labels, np.array(list(names))


def coefficients(matrix, labels, classes, options):
    model = LogisticRegression(C=options.c, max_iter=300, class_weight="balanced").fit(matrix, labels)
    weights = np.zeros((matrix.shape[1], classes))
    weights[:, model.classes_] = model.coef_.T
    return weights


def weights_of(matrix, labels, options):
    """Signed bytes, one row a feature; rows that hardly decide are zero. A quarter of what decides between the quads is
    added to each of their types: quad 93.0 -> 93.4, macro-F1 82.2 -> 82.4 (seeds 1 and 2 alike)."""
    quads = np.array([QUAD[name] for name in TYPES])
    weights = coefficients(matrix, labels, len(TYPES), options)
    weights += options.quad * coefficients(matrix, quads[labels], len(QUADS), options)[:, quads]
    weights -= weights.mean(axis=1, keepdims=True)
    weights[np.abs(weights).max(axis=1) < options.keep] = 0
    return np.round(weights * (127 / np.abs(weights).max())).astype(np.int8)


def report(gold, guess):
    f1 = f1_score(gold, guess, average="macro")
    quads = np.mean([QUAD[TYPES[a]] == QUAD[TYPES[b]] for a, b in zip(gold, guess)])
    print(f"five folds, {len(gold)} rows: accuracy {100 * np.mean(gold == guess):.1f} macro-F1 {100 * f1:.1f} quad {100 * quads:.1f}")
    for k, name in enumerate(TYPES):
        confused = collections.Counter(TYPES[b] for a, b in zip(gold, guess) if a == k and b != k).most_common(3)
        print(f"  {name:10} {100 * f1_score(gold == k, guess == k):5.1f}  " + ", ".join(f"{n} as {t}" for t, n in confused))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("features")
    parser.add_argument("rows")
    parser.add_argument("--out")
    parser.add_argument("--found")
    parser.add_argument("--held-out")
    parser.add_argument("--c", type=float, default=3.0)
    parser.add_argument("--keep", type=float, default=0.02)
    parser.add_argument("--quad", type=float, default=0.25)
    options = parser.parse_args()
    matrix, labels, hashes = read(options.features, options.rows)
    guess, folds = np.zeros_like(labels), []
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(matrix, labels):
        folds.append((train, test, weights_of(matrix[train], labels[train], options).astype(np.int32)))
        guess[test] = (matrix[test] @ folds[-1][2]).argmax(axis=1)
    report(labels, guess)
    if options.found:
        with open(options.held_out, "w", encoding="utf-8") as file:
            file.writelines(f"{name}\t{root}\n" for name, root in held_out_types(options, {h: i for i, h in enumerate(hashes)}, folds))
    if not options.out:
        return
    weights = weights_of(matrix, labels, options)
    used = np.abs(weights).max(axis=1) > 0
    with open(options.out, "wb") as file:
        file.write(b"DGPAIR01" + struct.pack("<I", int(used.sum())))
        file.write(hashes[used].astype("<u4").tobytes() + weights[used].tobytes())
    print(f"{options.out}: {int(used.sum())} features")


if __name__ == "__main__":
    main()

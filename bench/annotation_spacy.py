#!/usr/bin/env python3
"""spaCy beside `dragoman parse`: speed on one core over the same text, and names on the same words with the same mapping.

annotation_spacy.py DRAGOMAN MODEL TEXT [IOB2 …]      needs spacy and MODEL (a package such as en_core_web_sm) in this Python

Rounds are interleaved, processor time of one thread is taken; spaCy runs tagger, parser, lemmatiser and names as its model has them.
"""
import importlib, os, resource, subprocess, sys, time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
import spacy
import annotation as A

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
dragoman, model, path = sys.argv[1:4]
nlp = importlib.import_module(model).load()
text = open(path, encoding="utf8").read()
blocks, documents = text.split("\n\n"), [""]
for b in blocks:  # about as long as news stories
    if len(documents[-1]) > 2500:
        documents.append("")
    documents[-1] += b + "\n\n"
children = lambda: resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
best = {}
for _ in range(3):
    start = time.process_time()
    count = sum(len(d) for d in nlp.pipe(documents, batch_size=64))
    best["spacy"] = max(best.get("spacy", 0), count / (time.process_time() - start))
    start = children()
    out = subprocess.run([dragoman, "parse", path], capture_output=True, text=True).stdout
    count = sum(l[:1].isdigit() for l in out.splitlines())
    best["dragoman"] = max(best.get("dragoman", 0), count / (children() - start))
print(f"spaCy {spacy.__version__} {model}: {best['spacy']:.0f} words/s; dragoman parse, features and printing of CoNLL-U included: {best['dragoman']:.0f} words/s; ratio {best['dragoman'] / best['spacy']:.1f}")
for path in sys.argv[4:]:
    right = mine = gold = 0
    for s in A.iob(path):
        doc = nlp(spacy.tokens.Doc(nlp.vocab, words=[w for w, _ in s]))
        a = {(e.start, e.end, KINDS[e.label_]) for e in doc.ents if e.label_ in KINDS}
        # articles belong to spaCy's names and to no other's
        a = {(x + (doc[x].lower_ == "the" and y - x > 1), y, k) for x, y, k in a}
        b = A.names_of([t for _, t in s])
        right += len(a & b); mine += len(a); gold += len(b)
    print(f"{path.split('/')[-1]:34s} spaCy names P {100 * right / mine:.1f} R {100 * right / gold:.1f} F1 {A.f1(right, mine, gold):.1f}")

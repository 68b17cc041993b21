"""Treebanks, name corpora and raw news for the encoder's training."""
import collections, glob, json, lzma, pathlib, random, re

NOT_FREE = ("fiction", "whow", "essay", "letter", "podcast", "reddit")
Word = collections.namedtuple("Word", "form upos xpos feats head rel name")
NAME_OF = {"person": "PER", "politician": "PER", "writer": "PER", "musicalartist": "PER", "scientist": "PER", "researcher": "PER",
           "organisation": "ORG", "politicalparty": "ORG", "band": "ORG", "university": "ORG", "location": "LOC", "country": "LOC",
           "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC", "misc": "MISC", "event": "MISC", "election": "MISC", "award": "MISC",
           "book": "MISC", "album": "MISC", "song": "MISC", "product": "MISC", "conference": "MISC", "magazine": "ORG", "academicjournal": "MISC",
           "Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "MISC", "poem": "MISC"}
NAMES = ["O"] + [p + "-" + t for t in ("PER", "ORG", "LOC", "MISC") for p in "BIES"]


def treebank(path, free_only=False):
    sentence, keep = [], True
    for line in open(path, encoding="utf8"):
        if line.startswith("# newdoc id"):
            keep = not (free_only and any(f"_{g}_" in line for g in NOT_FREE))
        if line == "\n":
            if sentence and keep:
                yield sentence
            sentence = []
        elif line[0] != "#":
            c = line.split("\t")
            if c[0].isdigit():
                sentence.append(Word(c[1], c[3], c[4], c[5], int(c[6]), c[7], None))


def bioes(tags):
    """IO/BIO tags to BIOES over our four types; what is no name of ours becomes O."""
    plain = [(None if t == "O" or t[2:] not in NAME_OF else NAME_OF[t[2:]], t[0]) for t in tags]
    out, i = [], 0
    while i < len(plain):
        kind = plain[i][0]
        if kind is None:
            out.append("O"); i += 1; continue
        j = i + 1
        while j < len(plain) and plain[j][0] == kind and plain[j][1] != "B":
            j += 1
        out += ["S-" + kind] if j == i + 1 else ["B-" + kind] + ["I-" + kind] * (j - i - 2) + ["E-" + kind]
        i = j
    return out


def names(path, word=0, tag=-1):
    rows = []
    for line in list(open(path, encoding="utf8")) + ["\n"]:
        c = line.split()
        if not c or line.startswith(("# ", "-DOCSTART-")):
            if rows:
                for k in range(0, len(rows), 120):
                    part = rows[k:k + 120]
                    yield [Word(w, None, None, None, -1, None, n) for (w, _), n in zip(part, bioes([t for _, t in part]))]
            rows = []
        elif len(c) >= 2:
            rows.append((c[word], c[tag]))


def gold(ud):
    ud = pathlib.Path(ud)
    return list(treebank(ud / "UD_English-EWT/en_ewt-ud-train.conllu")) + list(treebank(ud / "UD_English-GUM/en_gum-ud-train.conllu", True))


def tests(ud):
    ud = pathlib.Path(ud)
    return {"ewt-dev": list(treebank(ud / "UD_English-EWT/en_ewt-ud-dev.conllu")), "gum-dev": list(treebank(ud / "UD_English-GUM/en_gum-ud-dev.conllu", True)),
            "ewt-test": list(treebank(ud / "UD_English-EWT/en_ewt-ud-test.conllu")), "gum-test": list(treebank(ud / "UD_English-GUM/en_gum-ud-test.conllu", True))}


def name_sets(ner):
    ner = pathlib.Path(ner)
    train = list(names(ner / "wikigold/CONLL-format/data/wikigold.conll.txt")) * 2
    for domain in ("politics", "politics", "science", "literature", "ai", "music"):
        for part in ("train", "dev", "test"):
            train += list(names(ner / f"CrossNER_no_conll/{domain}/{part}.txt"))
    held = list(names(ner / "UNER_English-EWT/en_ewt-ud-dev.iob2", 1, 2))
    return train, held


def dirty(sentence, rng):
    """News dirt: curly marks, lost full stops, capitals."""
    s = sentence
    if rng.random() < 0.5:
        mark, out = False, []
        for w in s:
            if w.form == '"':
                mark = not mark; w = w._replace(form="“" if mark else "”")
            elif "'" in w.form:
                w = w._replace(form=w.form.replace("'", "’"))
            out.append(w)
        s = out
    if len(s) > 3 and s[-1].rel == "punct" and rng.random() < 0.06 and not any(w.head == len(s) for w in s):
        s = s[:-1]
    if rng.random() < 0.03:
        s = [w._replace(form=w.form.upper()) for w in s]
    return s

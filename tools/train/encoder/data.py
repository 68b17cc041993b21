"""Treebanks, name corpora and raw news for the encoder's training."""
import collections, pathlib, re

NOT_FREE = ("fiction", "whow", "essay", "letter", "podcast", "reddit")
Word = collections.namedtuple("Word", "form upos xpos feats head rel name")
NAME_OF = {"person": "PER", "politician": "PER", "writer": "PER", "musicalartist": "PER", "scientist": "PER", "researcher": "PER",
           "organisation": "ORG", "politicalparty": "ORG", "band": "ORG", "university": "ORG", "location": "LOC", "country": "LOC",
           "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC", "misc": "MISC", "event": "MISC", "election": "MISC", "award": "MISC",
           "book": "MISC", "album": "MISC", "song": "MISC", "product": "MISC", "conference": "MISC", "magazine": "ORG", "academicjournal": "MISC",
           "Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "MISC", "poem": "MISC",
           "corporation": "ORG", "group": "ORG", "creative-work": "MISC", "organization": "ORG", "place": "LOC"}
NAMES = ["O"] + [p + "-" + t for t in ("PER", "ORG", "LOC", "MISC") for p in "BIES"]


def treebank(path, free_only=False, named=False):
    """Sentences of a CoNLL-U file; named: with the names that GUM's entities hold."""
    sentence, misc, keep = [], [], True
    for line in open(path, encoding="utf8"):
        if line.startswith("# newdoc id"):
            keep = not (free_only and any(f"_{g}_" in line for g in NOT_FREE))
        if line == "\n":
            if sentence and keep:
                yield entities(sentence, misc) if named else sentence
            sentence, misc = [], []
        elif line[0] != "#":
            c = line.split("\t")
            if c[0].isdigit():
                sentence.append(Word(c[1], c[3], c[4], c[5], int(c[6]), c[7], None)); misc.append(c[9])


is_address = lambda w: "@" in w or "://" in w or w.startswith("www.") or re.fullmatch(r"\S+\.(com|net|org|gov|edu|doc|xls|pdf|txt|jpg|htm|html|url)", w.lower()) is not None
HONORIFICS = set("Mr. Mrs. Ms. Dr. Mr Mrs Ms Dr President Senator Sen. Prime Minister Professor Judge Justice Governor Gov. Rep. Secretary Sir King Queen General Captain Chancellor".split())


def entities(sentence, misc):
    """GUM marks every phrase that refers; a name is the run of proper nouns around the head of one that is a person, an organization or a place."""
    opened, found = [], []
    for i, m in enumerate(misc):
        field = next((f[7:] for f in m.strip().split("|") if f.startswith("Entity=")), "")
        for start, single, end in re.findall(r"\(([^()]+)(\))?|([^()]+)\)", field):
            if start:
                kind = start.split("-")[1] if start.count("-") > 1 else ""
                if single:
                    found.append((i, i, kind))
                else:
                    opened.append((start.split("-")[0], i, kind))
            else:
                at = next((k for k in range(len(opened) - 1, -1, -1) if opened[k][0] == end.split("-")[0]), None)
                if at is not None:
                    found.append((opened[at][1], i, opened.pop(at)[2]))
    tags = ["O"] * len(sentence)
    for a, b, kind in sorted(found, key=lambda f: f[0] - f[1]):
        head = next((i for i in range(a, b + 1) if not a <= sentence[i].head - 1 <= b), a)
        if kind not in ("person", "organization", "place") or sentence[head].upos != "PROPN" or sentence[head].xpos == "NNPS" and kind == "person":
            continue  # "the Israelis" are people, no person's name
        x = y = head
        proper = lambda i: a <= i <= b and sentence[i].xpos in ("NNP", "NNPS")  # "United" is an adjective by its universal tag
        joined = lambda i, step: proper(i + step) and (sentence[i].form == "-" or sentence[i].form in ("of", "and", "for", "&", "the") and kind != "person")
        while proper(x - 1) or joined(x - 1, -1):
            x -= 1
        while proper(y + 1) or joined(y + 1, 1):
            y += 1
        while kind == "person" and x < y and sentence[x].form in HONORIFICS:
            x += 1
        for i in range(x, y + 1):
            tags[i] = ("B-" if i == x else "I-") + kind
    return [w._replace(name=t) for w, t in zip(sentence, bioes(tags))]


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


def re3d(rows):
    """re3d marks pronouns and common nouns too: keep what is written with a capital, without its article."""
    out, i = [w._replace(name="O") for w in rows], 0
    spans, start = [], None
    for i, w in enumerate(rows):
        if w.name[0] in "BS":
            start = i
        if w.name[0] in "ES":
            spans.append((start, i, w.name[2:]))
    for a, b, kind in spans:
        b = next((i - 1 for i in range(a + 1, b + 1) if rows[i].form == ","), b)
        while a <= b and not rows[a].form[0].isupper() or a <= b and rows[a].form in ("The", "A", "An"):
            a += 1
        if a > b or a == b and rows[a].form in ("He", "She", "It", "They", "We", "I", "His", "Her", "Their", "Our", "Its", "You", "My", "This", "That", "These"):
            continue
        tags = bioes(["B-" + kind] + ["I-" + kind] * (b - a))
        out[a:b + 1] = [w._replace(name=t) for w, t in zip(rows[a:b + 1], tags)]
    return out


def gold(ud):
    ud = pathlib.Path(ud)
    return list(treebank(ud / "UD_English-EWT/en_ewt-ud-train.conllu")) + list(treebank(ud / "UD_English-GUM/en_gum-ud-train.conllu", True, True))


def tests(ud):
    ud = pathlib.Path(ud)
    return {"ewt-dev": list(treebank(ud / "UD_English-EWT/en_ewt-ud-dev.conllu")), "gum-dev": list(treebank(ud / "UD_English-GUM/en_gum-ud-dev.conllu", True)),
            "ewt-test": list(treebank(ud / "UD_English-EWT/en_ewt-ud-test.conllu")), "gum-test": list(treebank(ud / "UD_English-GUM/en_gum-ud-test.conllu", True))}


CORPORA = ("ewt", "gum", "wikigold", "re3d", "crossner", "btc", "wnut", "none")  # each draws borders and types its own way


def name_sets(ner):
    """(corpus, sentence) to train on, and the held-out sets by name. re3d without its BBC documents; the twitter sets without their @names;
    no part called test."""
    ner = pathlib.Path(ner)
    line = lambda s: " ".join(w.form for w in s)
    bbc = {line(s) for f in (ner / "re3d/CONLL-format/data-by-source/conll/BBC_Online").glob("*.conll") for s in names(f)}
    free = lambda part: [re3d(s) for s in names(ner / f"re3d/CONLL-format/data/{part}/re3d-{part}.conll") if line(s) not in bbc]
    held = {"uner": list(names(ner / "UNER_English-EWT/en_ewt-ud-dev.iob2", 1, 2)), "re3d": free("test")}
    seen = {line(s) for s in held["re3d"]}
    train = [("wikigold", s) for s in names(ner / "wikigold/CONLL-format/data/wikigold.conll.txt")] + [("re3d", s) for s in free("train") if line(s) not in seen]
    for domain in ("politics", "science", "literature", "ai", "music"):
        for part in ("train", "dev"):
            train += [("crossner", s) for s in names(ner / f"CrossNER_no_conll/{domain}/{part}.txt")]
    tweets = [("btc", f) for f in sorted((ner / "BTC/CONLL-format/data").glob("[abefgh].conll"))]
    tweets += [("wnut", ner / "WNUT17/CONLL-format/data" / f) for f in ("train/wnut17train.conll", "dev/emerging.dev.conll")]
    for corpus, f in tweets:
        train += [(corpus, s) for s in names(f) if any(w.name != "O" for w in s) and not any(w.form[0] == "@" for w in s)]
    return train, held

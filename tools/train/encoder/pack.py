"""What train.py reads, in small files.

pack.py UD NER GOLD.xz                       treebanks and name corpora
pack.py --tokens TOKENS.txt WORDS SILVER.xz   unlabelled sentences of 4 to 80 words, each once, in random order, until there are so many words

A machine with a graphics card often reaches nothing outside it: what train.py needs is this file, the tokens of news.py and weights.py's file.
"""
import lzma, pickle, random, sys
import data as D

DAYS = set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
           "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu thur thurs fri sat sun internet god".split())


def runs(sentence):
    """Maximal runs of proper nouns (by the Penn tag: "United" is an adjective by the universal one) that hang together; hyphens inside."""
    proper = lambda i: i < len(sentence) and sentence[i].xpos in ("NNP", "NNPS") and not D.is_address(sentence[i].form)
    linked = lambda i, j: i + 1 <= sentence[j].head <= j + 1 or any(sentence[k].head == j + 1 for k in range(i, j))
    i = 0
    while i < len(sentence):
        j = i
        while proper(j) and (j == i or linked(i, j)) or i < j and sentence[j:j + 1] and sentence[j].form == "-" and proper(j + 1) and proper(j - 1) and linked(i, j + 1):
            j += 1
        if j > i and not all(w.form.lower().rstrip(".") in DAYS for w in sentence[i:j]):
            yield i, j
        i = max(j, i + 1)


def pack_gold(ud, ner, out):
    row = lambda s, corpus: (corpus, [tuple(w) for w in s], list(runs(s)) if corpus == "ewt" else None)
    gold = D.gold(ud); names, held = D.name_sets(ner)
    sets = {"gold": [row(s, "ewt" if s[0].name is None else "gum") for s in gold], "names": [row(s, c) for c, s in names]}
    sets |= {k: [row(s, "none") for s in v] for k, v in (D.tests(ud) | held).items()}
    with lzma.open(out, "wb") as f:
        pickle.dump(sets, f, protocol=5)
    for k, v in sets.items():
        print(k, len(v), "sentences", sum(len(s[1]) for s in v), "words")


def pack_tokens(tokens, wanted, out):
    lines = list(dict.fromkeys(l for l in open(tokens, encoding="utf8") if 3 <= l.count("\t") <= 79)); random.Random(2).shuffle(lines)
    with lzma.open(out, "wt", encoding="utf8", preset=9) as f:
        for l in lines:
            f.write(l); wanted -= l.count("\t") + 1
            if wanted <= 0:
                break


if __name__ == "__main__":
    if sys.argv[1] == "--tokens":
        pack_tokens(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    else:
        pack_gold(*sys.argv[1:])

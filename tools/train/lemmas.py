#!/usr/bin/env python3
"""Makes knowledge/lemmas.tsv: the words whose lemma the suffix rules of src/annotation/lemma.cpp get wrong.

usage: lemmas.py UD_DIR > knowledge/lemmas.tsv      UD_DIR holds UD_English-EWT and UD_English-GUM
`rule` below and the C++ are the same rules; tests/annotation_test.cpp holds examples of both.
"""
import collections, pathlib, sys

NOT_FREE = ("fiction", "whow", "essay", "letter", "podcast", "reddit")
VOWELS = "aeiou"


def base_of_stem(stem):
    """stopp → stop, mak → make, walk → walk."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS + "lszf":
        return stem[:-1]
    if stem.endswith(("at", "iz", "v", "uc", "uir", "rg", "dg", "eg", "ag", "u", "rs", "ns", "c", "ys", "as", "os", "us", "pos", "bl", "tl", "pl", "gl", "dl", "cl", "fl", "iev", "eas", "ar", "ir", "ur", "or", "id", "od", "ad", "in", "ip", "op", "ap", "im", "om", "am", "ik", "ok", "ak", "it", "ot", "ut", "et")):
        vowel_pair = len(stem) > 2 and stem[-1] not in VOWELS and stem[-2] in VOWELS and stem[-3] in VOWELS
        ends_double_consonant = len(stem) > 1 and stem[-1] not in VOWELS and stem[-2] not in VOWELS
        if not vowel_pair or stem.endswith(("iev", "eas", "eiv", "uir", "aus")):
            if not (ends_double_consonant and not stem.endswith(("rg", "dg", "rs", "ns", "bl", "tl", "pl", "gl", "dl", "cl", "fl", "nc", "rc", "rv", "lv"))):
                return stem + "e"
    return stem


def plural(w):
    if w.endswith("ies") and len(w) > 4:
        return w[:-3] + "y"
    if w.endswith(("sses", "xes", "zes", "ches", "shes")):
        return w[:-2]
    if w.endswith("s") and not w.endswith(("ss", "us", "is")) and len(w) > 2:
        return w[:-1]
    return w


def rule(word, tag):
    if tag in ("NNP", "NNPS"):
        return word
    w = word.lower().replace("’", "'")
    if tag in ("NNS", "VBZ"):
        return plural(w)
    if tag == "VBG" and w.endswith("ing") and len(w) > 4:
        return base_of_stem(w[:-3])
    if tag in ("VBD", "VBN") and w.endswith("ied"):
        return w[:-3] + "y"
    if tag in ("VBD", "VBN") and w.endswith("ed") and len(w) > 3:
        return base_of_stem(w[:-2])
    if tag in ("JJR", "RBR", "JJS", "RBS"):
        for suffix in ("est", "er"):
            if w.endswith("i" + suffix) and len(w) > len(suffix) + 2:
                return w[: -len(suffix) - 1] + "y"
            if w.endswith(suffix) and len(w) > len(suffix) + 2:
                return base_of_stem(w[: -len(suffix)])
    return w


def main(ud):
    seen = collections.defaultdict(collections.Counter)
    for path in sorted(pathlib.Path(ud).glob("UD_English-EWT/*-train.conllu")) + sorted(pathlib.Path(ud).glob("UD_English-GUM/*-train.conllu")):
        keep = True
        for line in open(path, encoding="utf8"):
            if line.startswith("# newdoc id"):
                keep = "EWT" in path.name.upper() or not any(f"_{g}_" in line for g in NOT_FREE)
            c = line.rstrip("\n").split("\t")
            if keep and len(c) == 10 and c[0].isdigit() and "Typo" not in c[5] and c[4] not in ("GW", "ADD", "NNP", "NNPS", "XX", "AFX"):
                seen[c[1].lower().replace("’", "'"), c[4]][c[2].lower()] += 1
    print("# Words whose lemma the suffix rules of src/annotation/lemma.cpp get wrong.\n# Source: UD English EWT and the freely licensed documents of GUM, training parts, counted by tools/train/lemmas.py.\n# Licence: CC BY-SA 4.0 (EWT), CC BY and public domain (GUM documents); forms and lemmas are facts.\nform\ttag\tlemma")
    for (form, tag), lemmas in sorted(seen.items()):
        lemma, count = lemmas.most_common(1)[0]
        if rule(form, tag) != lemma and "\t" not in form and lemma != "_" and form.replace("'", "").replace("-", "").replace(".", "").isalpha():
            print(form, tag, lemma, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1])

#!/usr/bin/env python3
"""Makes knowledge/lemmas.tsv: the words whose lemma the suffix rules of src/annotation/lemma.cpp get wrong.

usage: lemmas.py UD_DIR WORDNET_DIR > knowledge/lemmas.tsv

UD_DIR holds UD_English-EWT and UD_English-GUM: what they have goes first, but for verbs' slips of theirs (fled → flead). WORDNET_DIR (/usr/share/wordnet of Debian's wordnet-base) says
which words there are, LemmInflect (PyPI, MIT; from the SPECIALIST lexicon of the National Library of Medicine) how they are inflected: all verbs,
and nouns and adjectives that WordNet's own texts use. A participle that has no row of its own takes the past tense's.
`rule` below and the C++ are the same rules; tests/annotation_test.cpp holds examples of both.
"""
import collections, pathlib, sys

from lemminflect import getAllInflections, getLemma

NOT_FREE = ("fiction", "whow", "essay", "letter", "podcast", "reddit")
VOWELS = "aeiou"


# What is left before -ed or -ing takes an "e" when it ends like this, by what stands before its last consonant.
AFTER_ONE_VOWEL = ("at", "iz", "az", "oz", "v", "c", "uk", "ik", "ok", "ak", "eg", "ag", "ug", "as", "os", "us", "is", "ar", "ir", "ur", "id", "od", "ud", "ad", "ed", "in", "un", "ip", "op", "ap", "im", "om", "um", "em", "ot", "ut", "ib", "ob", "ub", "il", "ul", "ol")
AFTER_TWO_VOWELS = ("v", "c", "z", "iat", "uat", "uot", "as", "os", "us", "is", "uir", "uid", "uad", "ag", "eg", "ug")
AFTER_CONSONANT = ("rg", "dg", "lg", "ang", "eng", "ung", "rs", "ns", "ps", "ys", "bl", "tl", "pl", "gl", "dl", "cl", "fl", "kl", "zl", "nc", "rc", "sc", "rv", "lv")


def base_of_stem(stem):
    """stopp → stop, mak → make, walk → walk, agre → agree, expell → expel."""
    closed = stem[-1:] not in VOWELS
    if len(stem) < 2:
        return stem
    if not closed:
        return stem + "e" if stem[-1] == "u" or len(stem) > 2 and stem[-1] == "e" and stem[-2] != "e" else stem
    if stem[-1] == stem[-2]:
        several = any(c in VOWELS for c in stem[:-3])
        return stem[:-1] if stem[-1] not in "lszf" or stem.endswith("ell") and several else stem
    if stem[-2] not in VOWELS:
        return stem + "e" if stem.endswith(AFTER_CONSONANT) else stem
    pair = len(stem) > 2 and stem[-3] in VOWELS
    return stem + "e" if stem.endswith(AFTER_TWO_VOWELS if pair else AFTER_ONE_VOWEL) else stem


def plural(w):
    if w.endswith("ies") and len(w) > 4:
        return w[:-3] + "y"
    if w.endswith(("sses", "xes", "zzes", "tzes", "ches", "shes")) or w.endswith("oes") and len(w) > 5:
        return w[:-2]
    if w.endswith("men") and len(w) > 4:
        return w[:-2] + "an"
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
        return w[:-3] + "y" if len(w) > 4 else w[:-1]
    if tag in ("VBD", "VBN") and w.endswith("ed") and len(w) > 3:
        return base_of_stem(w[:-2])
    if tag in ("JJR", "RBR", "JJS", "RBS"):
        for suffix in ("est", "er"):
            if w.endswith("i" + suffix) and len(w) > len(suffix) + 2:
                return w[: -len(suffix) - 1] + "y"
            if w.endswith(suffix) and len(w) > len(suffix) + 2:
                return base_of_stem(w[: -len(suffix)])
    return w


INFLECTED = {"verb": ("VERB", ("VBD", "VBN", "VBG", "VBZ")), "noun": ("NOUN", ("NNS",)), "adj": ("ADJ", ("JJR", "JJS"))}


def of_treebanks(ud):
    """{(form, tag): lemma} of their training parts, where the rules are wrong."""
    seen = collections.defaultdict(collections.Counter)
    for path in sorted(pathlib.Path(ud).glob("UD_English-EWT/*-train.conllu")) + sorted(pathlib.Path(ud).glob("UD_English-GUM/*-train.conllu")):
        keep = True
        for line in open(path, encoding="utf8"):
            if line.startswith("# newdoc id"):
                keep = "EWT" in path.name.upper() or not any(f"_{g}_" in line for g in NOT_FREE)
            c = line.rstrip("\n").split("\t")
            if keep and len(c) == 10 and c[0].isdigit() and "Typo" not in c[5] and c[4] not in ("GW", "ADD", "NNP", "NNPS", "XX", "AFX"):
                seen[c[1].lower().replace("’", "'"), c[4]][c[2].lower()] += 1
    rows = {}
    for (form, tag), lemmas in seen.items():
        lemma = lemmas.most_common(1)[0][0]
        if "\t" not in form and lemma != "_" and form.replace("'", "").replace("-", "").replace(".", "").isalpha():
            rows[form, tag] = lemma
    return rows


def of_dictionary(wordnet):
    """{(form, tag): lemma} of words that WordNet knows; of several lemmas the one with more senses."""
    found = collections.defaultdict(list)
    for part, (pos, tags) in INFLECTED.items():
        for line in open(pathlib.Path(wordnet) / f"index.{part}", encoding="utf8"):
            fields = line.split()
            word, senses, used = fields[0], int(fields[2]) if line[0] != " " else 0, line[0] != " " and int(fields[5 + int(fields[3])]) > 0
            if not (word.isalpha() and word.islower()) or part != "verb" and not used or not getLemma(word, upos=pos, lemmatize_oov=False):
                continue
            for tag, forms in getAllInflections(word, upos=pos).items():
                for form in forms if tag in tags else ():
                    if form.isalpha() and form.islower() and form != word:
                        found[form, tag].append((senses, word))
    return {key: max(lemmas)[1] for key, lemmas in found.items()}


def main(ud, wordnet):
    gold, more = of_treebanks(ud), of_dictionary(wordnet)
    gold = {key: lemma for key, lemma in gold.items() if key not in more or not key[1].startswith("VB")}
    rows = {key: lemma for key, lemma in (more | gold).items() if rule(*key) != lemma}
    rows |= {(form, "VBD"): lemma for (form, tag), lemma in rows.items() if tag == "VBN" and (form, "VBD") not in gold and (form, "VBD") not in more}
    told = lambda form: rows.get((form, "VBD"), rule(form, "VBD"))
    rows = {(form, tag): lemma for (form, tag), lemma in rows.items() if tag != "VBN" or told(form) != lemma}
    rows |= {(form, "VBN"): lemma for (form, tag), lemma in gold.items() if tag == "VBN" and told(form) != lemma}
    print("""# Words whose lemma the suffix rules of src/annotation/lemma.cpp get wrong; a participle without a row takes the past tense's.
# Source: UD English EWT and the freely licensed documents of GUM, training parts; LemmInflect 0.2 over the words of WordNet 3.0; by tools/train/lemmas.py.
# Licence: CC BY-SA 4.0 (EWT), CC BY and public domain (GUM documents), MIT (LemmInflect); forms and lemmas are facts.
# columns: form* text, tag* text, lemma text
form\ttag\tlemma""")
    for (form, tag), lemma in sorted(rows.items()):
        print(form, tag, lemma, sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:3])

#!/usr/bin/env python3
"""How right `dragoman parse` is on treebanks and name corpora.

annotation.py DRAGOMAN [--tokens FILE.conllu …] [--raw FILE.conllu …] [--names FILE.iob2 …] [--only GENRE,…] [--free]

--tokens  gold words and sentences given; --raw  the text alone, paragraphs parted by blank lines, words aligned by their letters;
--names   IOB2 columns (word, tag), names of PER, ORG, LOC with exact borders. Documents whose id has one of --only, or with --free no
          genre of GUM that is not freely licensed. LAS counts the whole relation; "universal" leaves subtypes away, as the shared tasks do.
"""
import argparse, collections, subprocess

NOT_FREE = ("fiction", "whow", "essay", "letter", "podcast", "reddit")


def sentences(lines, keep=lambda doc: True):
    """Dicts with rows (ten columns), text, new (a paragraph begins), comments."""
    s, doc, new = dict(rows=[], text="", new=False, comments=[]), "", False
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            doc, new = line.split("=")[-1].strip(), True
        elif line.startswith("# newpar"):
            new = True
        elif line.startswith("# text ="):
            s["text"] = line[8:].strip()
        if line.startswith("#"):
            s["comments"].append(line)
        elif line:
            s["rows"].append(line.split("\t"))
        elif s["rows"]:
            if keep(doc):
                yield s | dict(new=new)
            s, new = dict(rows=[], text="", new=False, comments=[]), False


def words(sents):
    """Words with the range of letters each covers, and the ranges of sentences."""
    out, at, ends = [], 0, []
    bare = lambda w: "".join(w.split())
    for s in sents:
        start, skip = at, None
        base = len(out)
        for c in s["rows"]:
            if "." in c[0]:
                continue
            if "-" in c[0]:
                first, last = map(int, c[0].split("-"))
                inner = [r[1] for r in s["rows"] if r[0].isdigit() and first <= int(r[0]) <= last]
                if bare("".join(inner)) != bare(c[1]):  # parts that are no cut of the surface all cover it whole
                    skip = (last, at, at + len(bare(c[1])))
                continue
            if skip:
                a, b = skip[1:]
                if int(c[0]) == skip[0]:
                    at, skip = b, None
            else:
                a, b = at, at + len(bare(c[1])); at = b
            out.append(dict(span=(a, b), upos=c[3], xpos=c[4], feats=c[5], lemma=c[2], head=int(c[6]), rel=c[7], base=base, misc=c[9]))
        ends.append((start, at))
    for w in out:
        w["head_span"] = out[w["base"] + w["head"] - 1]["span"] if w["head"] else None
    return out, ends


def run(dragoman, text, *options):
    done = subprocess.run([dragoman, "parse", "-", *options], input=text, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return list(sentences(done.stdout.splitlines(True) + ["\n"]))


def f1(right, mine, gold):
    return 200 * right / (mine + gold) if mine + gold else 0.0


def compare(mine, gold):
    (a, ea), (b, eb) = words(mine), words(gold)
    spans = {w["span"]: w for w in a}
    n = collections.Counter()
    for g in b:
        w = spans.get(g["span"])
        if not w:
            continue
        head = w["head_span"] == g["head_span"]
        n["words"] += 1
        for k in ("upos", "xpos", "feats", "lemma"):
            n[k] += w[k] == g[k]
        n["uas"] += head; n["las"] += head and w["rel"] == g["rel"]; n["universal"] += head and w["rel"].split(":")[0] == g["rel"].split(":")[0]
    n = {k: f1(v, len(a), len(b)) for k, v in n.items()}
    return n | {"sentences": f1(len(set(ea) & set(eb)), len(ea), len(eb))}


def raw_text(sents):
    out = ""
    for s in sents:
        out += ("\n\n" if s["new"] else " ") + s["text"]
    return out.strip() + "\n"


def row(name, n):
    print(f"{name:34s}", "  ".join(f"{k} {n[k]:5.2f}" for k in ("sentences", "words", "upos", "xpos", "feats", "lemma", "uas", "las", "universal")), flush=True)


def names_of(tags):
    found, start = set(), None
    for i, t in enumerate(tags + ["O"]):
        if start is not None and (t[0] != "I" or t[2:] != tags[start][2:]):
            found.add((start, i, tags[start][2:])); start = None
        if t[0] == "B" or t[0] == "I" and start is None:
            start = i
    return {f for f in found if f[2] in ("PER", "ORG", "LOC")}


def iob(path):
    s = []
    for line in list(open(path, encoding="utf8")) + ["\n"]:
        c = line.rstrip("\n").split("\t")
        if line.startswith("# "):
            continue
        if len(c) < 2:
            if s:
                yield s
            s = []
        else:
            s.append((c[1], c[2]) if c[0].isdigit() and len(c) > 2 else (c[0], c[-1]))


def score_names(dragoman, path):
    gold = list(iob(path))
    text = "".join("".join(f"{i + 1}\t{w}\t_\t_\t_\t_\t_\t_\t_\t_\n" for i, (w, _) in enumerate(s)) + "\n" for s in gold)
    right = mine = all_gold = 0
    for s, found in zip(gold, run(dragoman, text, "--gold-tokens"), strict=True):
        tags = [next((f[5:] for f in c[9].split("|") if f.startswith("Name=")), "O") for c in found["rows"]]
        a, b = names_of(tags), names_of([t for _, t in s])
        right += len(a & b); mine += len(a); all_gold += len(b)
    print(f"{path.split('/')[-1]:34s} names P {100 * right / mine:.1f} R {100 * right / all_gold:.1f} F1 {f1(right, mine, all_gold):.1f}", flush=True)


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("dragoman"); p.add_argument("--tokens", nargs="*", default=[]); p.add_argument("--raw", nargs="*", default=[]); p.add_argument("--names", nargs="*", default=[])
    p.add_argument("--only", default=""); p.add_argument("--free", action="store_true")
    a = p.parse_args()
    only = [g for g in a.only.split(",") if g]
    keep = lambda doc: (not only or any(f"_{g}_" in doc for g in only)) and not (a.free and any(f"_{g}_" in doc for g in NOT_FREE))
    for path in a.tokens:
        gold = list(sentences(open(path, encoding="utf8"), keep))
        text = "".join("".join("\t".join(c) + "\n" for c in s["rows"]) + "\n" for s in gold)
        row(path.split("/")[-1] + " words given", compare(run(a.dragoman, text, "--gold-tokens"), gold))
    for path in a.raw:
        gold = list(sentences(open(path, encoding="utf8"), keep))
        row(path.split("/")[-1] + " raw text", compare(run(a.dragoman, raw_text(gold)), gold))
    for path in a.names:
        score_names(a.dragoman, path)

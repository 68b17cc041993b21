"""Unlabelled text for the teachers to read: archives of news, releases and speeches → one text, paragraphs parted by blank lines.

news.py FOLDER WORDS > news.txt. FOLDER holds the corpora as their publishers lay them out. Then, words and sentences told apart as the program
does it:  dragoman parse news.txt | awk -F'\\t' '/^[0-9]+\\t/ {line = line $2 "\\t"} /^$/ {sub(/\\t$/, "", line); print line; line = ""}' > tokens.txt
"""
import csv, json, pathlib, random, re, sys

csv.field_size_limit(1 << 30)
rng = random.Random(3)


def lines(path, field="text"):
    for l in open(path, encoding="utf8"):
        yield json.loads(l)[field]


def unwrapped(text):
    """Lines broken at a column are one paragraph."""
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", " ", text)


def sources(folder):
    """(share of the words wanted, documents)"""
    jsons = lambda name: [l for p in folder.glob(name) for l in lines(p)]
    yield 0.16, jsons("kremlin-en-1999-2017.jsonl")
    yield 0.30, [re.sub(r"\n\s*", "\n\n", t) for t in jsons("senate-sample-10k.jsonl")]
    yield 0.26, [unwrapped(t) for t in jsons("whitehouse-2009-2012.jsonl")]
    yield 0.08, [unwrapped(t) for t in jsons("ungdc-2005-on.jsonl")]
    yield 0.01, [r["text"] for r in csv.DictReader(open(folder / "wikinews/wikinews_2019.csv", encoding="utf8"))]
    yield 0.06, [p.read_text(encoding="utf8") for p in sorted(folder.glob("**/polnear/train/text/*.txt"))]
    yield 0.03, [json.loads(l)["sentence_normalized"] for p in folder.glob("**/newsmtsc/train.jsonl") for l in open(p, encoding="utf8")]
    yield 0.02, [unwrapped(d["doc"]) for p in folder.glob("**/muc4/train.json") for d in json.load(open(p)).values()]
    yield 0.03, [" ".join(re.findall(r"<token[^>]*>([^<]*)</token>", p.read_text(encoding="utf8"))) for p in sorted(folder.glob("**/ECB+/*/*.xml"))]
    yield 0.02, [r["Text"] for p in sorted(folder.glob("**/gap/gap-[dv]*.tsv")) for r in csv.DictReader(open(p, encoding="utf8"), delimiter="\t")]
    tweets = []
    for p in sorted(folder.glob("**/BTC/CONLL-format/data/*.conll")):
        tweets += [" ".join(l.split("\t")[0] for l in t.splitlines()) for t in p.read_text(encoding="utf8").split("\n\n")]
    yield 0.02, tweets
    yield 0.01, [p.read_text(encoding="utf8") for p in sorted(folder.glob("**/measeval/train/text/*.txt"))]
    yield 0.02, [re.sub(r"\n\s*", "\n\n", p.read_text(encoding="utf8")) for p in sorted(folder.glob("**/litbank/coref/brat/*.txt"))]


folder, wanted = pathlib.Path(sys.argv[1]), int(sys.argv[2])
for share, documents in sources(folder):
    rng.shuffle(documents)
    left = share * wanted
    for d in documents:
        if left <= 0:
            break
        d = re.sub(r"\n{1,}", "\n\n", d.strip()); left -= len(d.split())
        print(d + "\n")
    print(round(share * wanted - left), "words of", len(documents), "documents", file=sys.stderr)

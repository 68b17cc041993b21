"""Unlabelled news as segments in CofeNet's form, a paragraph each.  silver.py FOLDER WORDS > SILVER.jsonl

FOLDER holds the corpora as their publishers lay them out.
"""
import csv, json, pathlib, random, re, sys
from segments import TOKEN

csv.field_size_limit(1 << 30)
rng = random.Random(4)
unwrapped = lambda text: re.sub(r"(?<=[^\n])\n(?=[^\n])", " ", text)
lines = lambda path, field: [json.loads(l)[field] for l in open(path, encoding="utf8")]


def sources(folder):
    """(share of the words, documents)"""
    ecb = [" ".join(re.findall(r"<token[^>]*>([^<]*)</token>", p.read_text(encoding="utf8"))) for p in sorted(folder.glob("**/ECB+/*/*.xml"))]
    yield 0.15, ecb
    yield 0.10, [re.sub(r"\[([^\]]*)\]", r"\1", l.split("\t")[0]) for l in open(next(folder.glob("**/dse_directed_sentiment/train.txt")), encoding="utf8")]
    yield 0.10, [json.loads(l)["sentence_normalized"] for p in folder.glob("**/newsmtsc/train.jsonl") for l in open(p, encoding="utf8")]
    yield 0.04, [r["text"] for r in csv.DictReader(open(folder / "wikinews/wikinews_2019.csv", encoding="utf8"))]
    yield 0.13, [unwrapped(d["doc"]) for p in folder.glob("**/muc4/train.json") for d in json.load(open(p)).values()]
    yield 0.24, lines(folder / "kremlin-en-1999-2017.jsonl", "text")
    yield 0.24, lines(folder / "senate-sample-10k.jsonl", "text")


if __name__ == "__main__":
    folder, wanted = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    for kind, (share, documents) in enumerate(sources(folder)):
        documents = list(dict.fromkeys(documents)); rng.shuffle(documents); left = share * wanted
        for k, d in enumerate(documents):
            if left <= 0:
                break
            for paragraph in d.split("\n"):
                tokens = [{"“": "``", "”": "''"}.get(m[0], m[0]) for m in TOKEN.finditer(paragraph)]
                if tokens:
                    print(json.dumps({"id": f"{kind}-{k}", "tokens": tokens, "labels": ["O"] * len(tokens)}, ensure_ascii=False)); left -= len(tokens)
        print(kind, round(share * wanted - left), "words", file=sys.stderr)

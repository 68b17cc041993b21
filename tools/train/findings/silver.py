"""Unlabelled news for the teachers of acts, commitments and stances.  silver.py CORPORA OUT WORDS [--without DIR]…

CORPORA holds the corpora as their publishers lay them out. Writes OUT/NAME.story.json until each kind of source has had its share of WORDS.
What ../events/labels.py has labels of is left out to where its labels end, and so are stories that a DIR holds as NAME.story.json.
"""
import argparse, csv, json, lzma, pathlib, random, re, sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "events"))
import labels

csv.field_size_limit(1 << 30)
SHARES = {"polnear": 0.20, "kremlin": 0.20, "ngec": 0.15, "ecb": 0.12, "senate": 0.10, "muc4": 0.09, "single": 0.06, "whitehouse": 0.05, "ungdc": 0.03}
unwrapped = lambda text: re.sub(r"(?<=[^\n])\n(?=[^\n])", " ", text)


def documents(corpora):
    yield from labels.documents(corpora)
    for path in corpora.glob("**/muc4/train.json"):
        for name, document in json.load(open(path)).items():
            yield f"muc4-{labels.name_of(name)}", "1989-06-01", unwrapped(document["doc"])
    for path in corpora.glob("**/whitehouse*.jsonl"):
        for n, item in enumerate(map(json.loads, open(path, encoding="utf8"))):
            yield f"whitehouse-{n}", item["date"][:10], item["text"]
    for path in corpora.glob("**/ungdc*.jsonl"):
        for n, item in enumerate(map(json.loads, open(path, encoding="utf8"))):
            yield f"ungdc-{n}", f"{item.get('year', 2010)}-09-25", item["text"][:6000]
    alone = labels.singles(corpora)
    for path in corpora.glob("**/dse_directed_sentiment/train.txt"):
        alone += [re.sub(r"\[([^\]]*)\]", r"\1", line.split("\t")[0]) for line in open(path, encoding="utf8")]
    for n in range(0, len(alone), 20):
        yield f"single-{n}", "", "\n\n".join(alone[n:n + 20])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=pathlib.Path), parser.add_argument("out", type=pathlib.Path), parser.add_argument("words", type=int)
    parser.add_argument("--without", type=pathlib.Path, action="append", default=[])
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    skipped = {p.name[:-11] for folder in options.without for p in folder.glob("**/*.story.json")}
    labelled = {row["story"]: row["length"] for name in ("labels", "labels_more") for row in map(json.loads, lzma.open(labels.FILE.with_name(f"{name}.jsonl.xz"), "rt")) if "length" in row}
    kinds = {}
    for name, day, text in documents(options.corpora):
        kinds.setdefault(name.split("-")[0], {})[name] = day, labels.normal(text)
    for kind, share in SHARES.items():
        names, left = sorted(kinds.get(kind, {})), share * options.words
        random.Random(4).shuffle(names)
        for name in names:
            day, text = kinds[kind][name]
            if name in labelled:                       # what follows the labels, from its next paragraph on
                at = text.find("\n", labelled[name])
                text = text[at:].strip() if at >= 0 else ""
            if left <= 0 or name in skipped or len(text) < 100:
                continue
            text = text[:12000]
            (options.out / f"{name}.story.json").write_text(json.dumps({"id": name, "title": "", "published": day, "text": text}, ensure_ascii=False), encoding="utf8")
            left -= len(text.split())
        print(kind, round(share * options.words - left), "words", file=sys.stderr)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Acts in news sentences, as careful readers marked them, without the news' words.

usage: labels.py CORPORA OUT          writes OUT/NAME.story.json and NAME.acts.json, what acts.py learns from
       labels.py --pack CORPORA DIR   writes labels.jsonl.xz from such a folder
With --more first: labels_more.jsonl.xz, 8,479 acts in 14,483 further sentences, marked alike; the weights are taught by both.

CORPORA holds the corpora as their publishers lay them out: polnear/train/text, kremlin-en-1999-2017.jsonl (or kremlin.jsonl),
ECB+, ngec (the zip of machine-written stories), newsmtsc/train.jsonl, senate-sample-10k.jsonl; what is missing is left out and said so.
A story is the beginning of a document. An act: "trigger" (the word that tells it), "type" (PLOVER), "actors" and "recipients" (phrases, of
other sentences where the act's own does not name them), each [begin, end) in code points of the story; "status"; "sure": 2 where any
careful reader files it, 1 where one may leave it out. Every sentence of a story was read, and retellings are marked too.
"""
import csv, hashlib, io, json, lzma, pathlib, re, sys, zipfile

csv.field_size_limit(1 << 30)
FILE = pathlib.Path(__file__).with_name("labels.jsonl.xz")
name_of = lambda text: re.sub(r"[^A-Za-z0-9_-]", "_", text)
normal = lambda text: re.sub(r"[ \t]+", " ", text.strip())


def ecb_text(xml):
    sentences = {}
    for number, word in re.findall(r'<token t_id="\d+" sentence="(\d+)"[^>]*>([^<]*)</token>', xml):
        sentences.setdefault(int(number), []).append(word)
    joined = (re.sub(r"\s+([.,;:!?%)’]|'s|n't|'re|'ve)", r"\1", re.sub(r"([(“$]) ", r"\1", " ".join(words))) for words in sentences.values())
    return "\n".join(joined).replace("&amp;", "&").replace("&quot;", '"')


def documents(corpora):
    """(name, day or "", text) of everything that may have been marked."""
    for path in sorted(corpora.glob("**/polnear/train/text/*.txt")):
        text, day = path.read_text(encoding="utf8"), re.search(r"\d{4}-\d\d-\d\d", path.name)
        parts = text.split("\n\n", 1)
        yield name_of("polnear-" + path.stem[:60]), day[0] if day else "", parts[-1]
    for path in sorted(corpora.glob("**/kremlin*.jsonl")):
        for item in map(json.loads, open(path, encoding="utf8")):
            number = re.findall(r"\d+", item.get("url") or str(item["id"]))[-1]
            yield f"kremlin-{number}", item["date"][:10], "\n\n".join(p for p in (item.get("lead"), item["text"]) if p)
    for path in sorted(corpora.glob("**/ECB+/*/*.xml")):
        yield "ecb-" + path.stem, "", ecb_text(path.read_text(encoding="utf8"))
    for path in sorted(corpora.glob("**/ngec/gpt_synthetic_events*.zip")):
        archive = zipfile.ZipFile(path)
        for n, row in enumerate(csv.DictReader(io.TextIOWrapper(archive.open(archive.namelist()[0]), encoding="utf8"))):
            yield f"ngec-{n}", "2023-10-19", row["text"]
    for path in sorted(corpora.glob("**/senate-sample-10k.jsonl")):
        for item in map(json.loads, open(path, encoding="utf8")):
            yield name_of("senate-" + item["id"]), item["date"], re.sub(r"\n  +", "\n\n", item["text"])


def singles(corpora):
    """Sentences that stand alone, in the order of their file."""
    for path in corpora.glob("**/newsmtsc/train.jsonl"):
        return list(dict.fromkeys(json.loads(line)["sentence_normalized"] for line in open(path, encoding="utf8")))
    return []


def restore(corpora, out):
    out.mkdir(parents=True, exist_ok=True)
    wanted = {row["story"]: row for row in map(json.loads, lzma.open(FILE, "rt", encoding="utf8"))}
    alone = singles(corpora)
    composed = [(n, "", "\n\n".join(alone[k] for k in row["sentences"])) for n, row in wanted.items() if "sentences" in row and alone]
    for source in (documents(corpora), composed):
        for name, day, text in source:
            row = wanted.get(name)
            text = normal(text)[: row["length"]] if row else ""
            if not row or hashlib.md5(text.encode()).hexdigest() != row["md5"]:
                continue
            del wanted[name]
            story = {"id": name, "title": "", "published": day, "text": text}
            (out / f"{name}.story.json").write_text(json.dumps(story, ensure_ascii=False), encoding="utf8")
            (out / f"{name}.acts.json").write_text(json.dumps(row["acts"]), encoding="utf8")
    for name in wanted:
        print(name, "was not found", file=sys.stderr)


def pack(corpora, folder):
    texts = {}
    for name, _, text in documents(corpora):
        texts.setdefault(name, normal(text))
    by_beginning, alone = {text[:120]: name for name, text in texts.items()}, {s: k for k, s in enumerate(singles(corpora))}
    rows = []
    for path in sorted(folder.glob("*.acts.json")):
        text = json.loads(path.with_name(path.name.replace(".acts.", ".story.")).read_text(encoding="utf8"))["text"]
        row = {"story": path.name[:-10], "length": len(text), "md5": hashlib.md5(text.encode()).hexdigest()}
        parts = text.split("\n\n")
        if row["story"] not in texts or not texts[row["story"]].startswith(text):
            if all(p in alone for p in parts):
                row["sentences"] = [alone[p] for p in parts]
            else:
                row["story"] = by_beginning.get(text[:120], row["story"])
        rows.append({**row, "acts": json.loads(path.read_text(encoding="utf8"))})
    FILE.write_bytes(lzma.compress("\n".join(json.dumps(r, separators=(",", ":")) for r in rows).encode(), preset=9))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--more"]:
        FILE = FILE.with_name("labels_more.jsonl.xz")
        del sys.argv[1]
    if sys.argv[1:2] == ["--pack"] and len(sys.argv) == 4:
        pack(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
    elif len(sys.argv) == 3:
        restore(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
    else:
        sys.exit(__doc__)

#!/usr/bin/env python3
"""Figures in news sentences, as careful readers marked them, without the news' words.

usage: labels.py CORPORA OUT          writes OUT/NAME.story.json and NAME.figures.json, what figures.py learns from
       labels.py --pack CORPORA DIR   writes labels.jsonl.xz from such a folder

CORPORA and the documents are those of tools/train/events/labels.py. A figure: "text" (the number's words), "of" (what it measures or counts) and
"period" as [begin, end) in code points of the story, those two only where its sentence says them; "unit", a place too where the story has the
word; "role", "direction", "comparator". Every sentence of a story was read: what is not marked is no figure.
"""
import hashlib, importlib.util, json, lzma, pathlib, sys

FILE = pathlib.Path(__file__).with_name("labels.jsonl.xz")
_spec = importlib.util.spec_from_file_location("act_labels", pathlib.Path(__file__).parents[1] / "events/labels.py")
acts = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(acts)
digest = lambda text: hashlib.md5(text.encode()).hexdigest()


def with_unit(figure, text):
    return {**figure, "unit": text[slice(*figure["unit"])] if isinstance(figure["unit"], list) else figure["unit"]}


def restore(corpora, out):
    out.mkdir(parents=True, exist_ok=True)
    wanted = {row["story"]: row for row in map(json.loads, lzma.open(FILE, "rt", encoding="utf8"))}
    alone = acts.singles(corpora)
    composed = [(n, "", "\n\n".join(alone[k] for k in row["sentences"])) for n, row in wanted.items() if "sentences" in row and alone]
    for source in (acts.documents(corpora), composed):
        for name, day, text in source:
            row = wanted.get(name)
            text = acts.normal(text)[: row["length"]] if row else ""
            if not row or digest(text) != row["md5"]:
                continue
            del wanted[name]
            story = {"id": name, "title": "", "published": day, "text": text}
            (out / f"{name}.story.json").write_text(json.dumps(story, ensure_ascii=False), encoding="utf8")
            (out / f"{name}.figures.json").write_text(json.dumps([with_unit(f, text) for f in row["figures"]]), encoding="utf8")
    for name in wanted:
        print(name, "was not found", file=sys.stderr)


def without_unit(figure, text):
    """The unit's place within forty letters of the number, where it stands there."""
    begin = max(0, figure["text"][0] - 40)
    at = text.find(figure["unit"], begin, figure["text"][1] + 40)
    return {**figure, "unit": [at, at + len(figure["unit"])] if at >= 0 else figure["unit"]}


def pack(corpora, folder):
    texts = {}
    for name, _, text in acts.documents(corpora):
        texts.setdefault(name, acts.normal(text))
    by_beginning, alone = {text[:120]: name for name, text in texts.items()}, {s: k for k, s in enumerate(acts.singles(corpora))}
    rows = []
    for path in sorted(folder.glob("*.figures.json")):
        text = json.loads(path.with_name(path.name.replace(".figures.", ".story.")).read_text(encoding="utf8"))["text"]
        row = {"story": path.name[:-13], "length": len(text), "md5": digest(text)}
        if not texts.get(row["story"], "").startswith(text):
            parts = text.split("\n\n")
            if all(p in alone for p in parts):
                row["sentences"] = [alone[p] for p in parts]
            else:
                row["story"] = by_beginning.get(text[:120], row["story"])
        rows.append({**row, "figures": [without_unit(f, text) for f in json.loads(path.read_text(encoding="utf8"))]})
    FILE.write_bytes(lzma.compress("\n".join(json.dumps(r, separators=(",", ":")) for r in rows).encode(), preset=9))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--pack"] and len(sys.argv) == 4:
        pack(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
    elif len(sys.argv) == 3:
        restore(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
    else:
        sys.exit(__doc__)

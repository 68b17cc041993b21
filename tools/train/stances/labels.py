#!/usr/bin/env python3
"""Commitments and stances in news sentences, as careful readers marked them, without the news' words.

usage: labels.py CORPORA OUT          writes OUT/NAME.story.json and NAME.rows.json, what train.py learns from
       labels.py --pack DIR           writes labels.jsonl.xz from such a folder

The documents are those of tools/train/events/labels.jsonl.xz, restored as tools/train/events/labels.py says. A commitment (kind C): "word" (the one
that carries it), "action", "by", "to", "due", "strength"; a stance (S): "word", "holder", "target", "stance". Places are [begin, end) in code points of
the story; who is not named in the sentence stands in another. "sure": 2 where any careful reader files it, 1 where one may leave it out.
Every sentence of a story was read.
"""
import hashlib, importlib.util, json, lzma, pathlib, sys

FILE = pathlib.Path(__file__).with_name("labels.jsonl.xz")
spec = importlib.util.spec_from_file_location("act_labels", pathlib.Path(__file__).parents[1] / "events" / "labels.py")
acts = importlib.util.module_from_spec(spec)
spec.loader.exec_module(acts)
digest = lambda text: hashlib.md5(text.encode()).hexdigest()
packed = lambda path: [json.loads(line) for line in lzma.open(path, "rt", encoding="utf8")]


def restore(corpora, out):
    acts.restore(corpora, out)
    for row in packed(FILE):
        if (out / f"{row['story']}.story.json").exists():
            (out / f"{row['story']}.rows.json").write_text(json.dumps(row["rows"]), encoding="utf8")
    for path in out.glob("*.story.json"):
        if not path.with_name(path.name.replace(".story.", ".rows.")).exists():
            path.unlink()                                  # its acts alone were marked


def pack(folder):
    names, rows = {row["md5"]: row["story"] for row in packed(acts.FILE)}, []
    for path in sorted(folder.glob("*.rows.json")):
        text = json.loads(path.with_name(path.name.replace(".rows.", ".story.")).read_text(encoding="utf8"))["text"]
        if digest(text) in names:
            rows.append({"story": names[digest(text)], "rows": json.loads(path.read_text(encoding="utf8"))})
        else:
            print(path.name, "is none of the documents", file=sys.stderr)
    FILE.write_bytes(lzma.compress("\n".join(json.dumps(r, separators=(",", ":")) for r in rows).encode(), preset=9))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--pack"] and len(sys.argv) == 3:
        pack(pathlib.Path(sys.argv[2]))
    elif len(sys.argv) == 3:
        restore(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
    else:
        sys.exit(__doc__)

#!/usr/bin/env python3
"""Answer keys of stories that no rule was written on when they were keyed, without the stories' words.

usage: bench/blind_keys.py CORPORA OUT                  writes OUT/SET: NAME.story.json and NAME.key.json for `dragoman evaluate`
       bench/blind_keys.py --pack SET=KEYDIR…           writes bench/blind_keys.jsonl.xz from such folders

CORPORA holds kremlin.jsonl (en.kremlin.ru, 1999-2017), reuters21578/reut2-0NN.sgm (for measuring only) and wikinews/wikinews_2019.csv. A key's quoted
words are kept as [begin, end) in code points of its story, so that neither the stories nor parts of them lie here. A story whose text
is not the one that was keyed (MD5) is left out and said so.
`seen`, `seen2`: stories whose misses were read when rules were widened. `held`, `held2`: stories that are only scored; their misses are not to be read.
`fresh`: scored once before its misses were read (bench/results/unseen-more-2026-11-26.md); read since. `fresh2`: only scored, never read on purpose (some thirty of its misses were
printed once by mistake on 2026-11-28). `fresh3`, `fresh4`: keyed on 2026-11-27 by readers who saw no record, scored before anybody looked at their misses; read since. `fresh5`: keyed
so on 2026-11-28, and only scored.
"""
import csv, datetime, hashlib, html, json, lzma, pathlib, re, sys

csv.field_size_limit(1 << 30)
WORDS = {"content", "cue", "evidence", "text", "action", "figure", "of", "place", "target", "also", "group", "name"}
FILE = pathlib.Path(__file__).with_name("blind_keys.jsonl.xz")


# -- stories, as they were given to whoever wrote the keys ---------------------------------------------------------------
def kremlin(corpora):
    for line in open(corpora / "kremlin.jsonl", encoding="utf8"):
        item = json.loads(line)
        number = re.findall(r"\d+", item.get("url") or str(item["id"]))[-1]
        text = "\n\n".join(part for part in (item.get("lead"), item["text"]) if part)
        yield f"kremlin-{number}", "Kremlin", item.get("url", ""), item["title"], item["date"][:10], text


def reuters(corpora):
    for path in sorted((corpora / "reuters21578").glob("*.sgm")):
        for item in re.findall(r"<REUTERS.*?</REUTERS>", path.read_text(encoding="latin-1"), re.S):
            part = lambda tag: (re.search(rf"<{tag}>(.*?)</{tag}>", item, re.S) or ["", ""])[1]
            if not part("BODY"):
                continue
            day = datetime.datetime.strptime(part("DATE").split()[0], "%d-%b-%Y").date().isoformat()
            body = html.unescape(part("BODY")).replace("\x03", "")
            text = "\n\n".join(re.sub(r"\s*\n\s*", " ", p).strip() for p in re.split(r"\n    ", body))
            text = html.unescape(part("DATELINE").strip()) + " " + re.sub(r"\s*Reuter\s*$", "", text, flags=re.I)
            yield "reuters-1987-" + re.search(r'NEWID="(\d+)"', item)[1], "Reuters", "", html.unescape(part("TITLE")), day, text


def wikinews(corpora):
    for n, row in enumerate(csv.DictReader(open(corpora / "wikinews/wikinews_2019.csv", encoding="utf8"))):
        yield f"wikinews-2019-{n:03d}", "Wikinews", row["url"], row["title"], row["date"], row["text"]


# -- quoted words and their places ----------------------------------------------------------------------------------------
def place(text, quoted):
    """[begin, end) of quoted words ("words@2" is their second occurrence), None where they are no words of the text."""
    found = re.fullmatch(r"(.*)@(\d+)", quoted, re.S)
    words, nth = (found[1], int(found[2])) if found and quoted not in text else (quoted, 1)
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return [at, at + len(words)]


def quoted(text, begin, end):
    words, nth, at = text[begin:end], 0, -1
    while at != begin:
        at, nth = text.find(words, at + 1), nth + 1
    return words if nth == 1 else f"{words}@{nth}"


def packed(value, text, ids, field=None):
    if isinstance(value, dict):
        return {k: packed(v, text, ids, k) for k, v in value.items()}
    if isinstance(value, list):
        return [packed(v, text, ids, field) for v in value]
    if field in WORDS and isinstance(value, str) and value not in ids and (span := place(text, value)):
        return {"at": span}
    return value


def unpacked(value, text):
    if isinstance(value, dict):
        return quoted(text, *value["at"]) if set(value) == {"at"} else {k: unpacked(v, text) for k, v in value.items()}
    return [unpacked(v, text) for v in value] if isinstance(value, list) else value


def pack(folders):
    lines = []
    for argument in folders:
        name, folder = argument.split("=", 1)
        for path in sorted(pathlib.Path(folder).glob("*.key.json")):
            key = json.loads(path.read_text(encoding="utf8"))
            text = json.loads(path.with_name(path.name.replace(".key.", ".story.")).read_text(encoding="utf8"))["text"]
            rows = {k: packed(v, text, set(key["entities"])) for k, v in key.items() if k != "story"}
            head = {"story": path.name[:-9], "set": name, "md5": hashlib.md5(text.encode()).hexdigest()}
            lines.append(json.dumps({**head, **rows}, ensure_ascii=False, separators=(",", ":")))
    FILE.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))


def restore(corpora, out):
    keys = {k["story"]: k for k in map(json.loads, lzma.open(FILE, "rt", encoding="utf8"))}
    for stories in (kremlin, reuters, wikinews):
        for name, source, url, title, published, text in stories(corpora):
            key = keys.pop(name, None)
            if key and hashlib.md5(text.encode()).hexdigest() != key["md5"]:
                print(name, "is not the text that was keyed", file=sys.stderr)
            elif key:
                folder = out / key.pop("set"); folder.mkdir(parents=True, exist_ok=True); key.pop("md5")
                story = {"id": name, "source": source, "url": url, "title": title, "published": published, "text": text}
                (folder / f"{name}.story.json").write_text(json.dumps(story, ensure_ascii=False), encoding="utf8")
                (folder / f"{name}.key.json").write_text(json.dumps(unpacked(key, text), ensure_ascii=False, indent=1), encoding="utf8")
    for name in keys:
        print(name, "was not found", file=sys.stderr)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--pack"]:
        pack(sys.argv[2:])
    elif len(sys.argv) == 3:
        restore(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
    else:
        sys.exit(__doc__)

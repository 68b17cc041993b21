"""PolNeAR's articles (text and brat files) as segments in CofeNet's form, a paragraph each.

segments.py POLNEAR_FOLDER > SEGMENTS.jsonl        the folder holds text/ and attributions/
"""
import json, pathlib, re, sys

TOKEN = re.compile(r"n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[A-Za-z](?:\.[A-Za-z])+\.|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Jr|Sr|St|No|vs|Prof|Rev)\.|"
                   r"\.\.+|--+|\w+?(?=n['’]t\b)|[\w$]+(?:[-&/'’.,]\w+)*?(?=['’](?:s|re|ve|ll|d|m)\b)|[\w$]+(?:[-&/.,]\w+)*|\S")


def parts(path):
    """Stretches of the attributions: (begin, end, part)."""
    spans, member = {}, set()
    for line in open(path, encoding="utf8"):
        c = line.rstrip("\n").split("\t")
        if len(c) < 2:
            continue
        if c[0][0] == "T":
            kind, _, rest = c[1].partition(" ")
            spans[c[0]] = [(kind, *map(int, piece.split())) for piece in rest.split(";")]
        elif c[0][0] == "E":
            member |= {a.split(":")[1] for a in c[1].split()}
    for name in member:
        for kind, begin, end in spans.get(name, []):
            if kind in ("Source", "Cue", "Content"):
                yield begin, end, kind.lower()


def paragraphs(text, spans):
    """Paragraphs; those that one stretch runs over are one segment, as in CofeNet's form."""
    joined = None
    for paragraph in re.finditer(r"[^\n]+", text):
        begin, end = paragraph.span()
        if joined and any(s[0] < joined[1] and s[1] > begin for s in spans):
            joined = (joined[0], end)
            continue
        if joined:
            yield joined
        joined = (begin, end)
    if joined:
        yield joined


def segments(text, spans, name):
    for begin, end in paragraphs(text, spans):
        tokens, labels, last = [], [], None
        for m in TOKEN.finditer(text, begin, end):
            owner = next((s for s in spans if s[0] <= m.start() < s[1]), None)
            tokens.append({"“": "``", "”": "''"}.get(m[0], m[0]))
            labels.append("O" if owner is None else ("I-" if owner is last else "B-") + owner[2])
            last = owner
        if tokens:
            yield {"id": name, "tokens": tokens, "labels": labels}


if __name__ == "__main__":
    folder, seen = pathlib.Path(sys.argv[1]), set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        text = folder / "text" / (name + ".txt")
        if name in seen or not text.exists():
            continue
        seen.add(name)
        for segment in segments(open(text, encoding="utf8", newline="").read(), sorted(parts(path)), name):
            print(json.dumps(segment, ensure_ascii=False))

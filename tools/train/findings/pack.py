"""Stories with what was marked in them as one small file of words for teach.py.

pack.py ACT_DUMP OUT.xz [--acts DIR] [--rows DIR] [--plain DIR]

ACT_DUMP is the program dragoman_act_dump, whose words are kept. --acts: NAME.story.json with NAME.acts.json (../events/labels.py); --rows: NAME.rows.json of the
same stories (../stances/labels.py); --plain: unlabelled stories (silver.py). A story: its name, words, sentence and paragraph of each word, acts (word → type, weight),
commitments (word → strength), stances (word → for or against), and pairs: (kind, word that tells, class, weight, places of one side, of the other).
"""
import argparse, json, lzma, pathlib, pickle, sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "events"))
from acts import TYPES, VERBAL, dump

STRENGTHS = "promised agreed planned intended aimed considered".split()
SURE = {2: 1.0, 1: 0.4}


def paragraphs(text, at):
    """The number of each word's paragraph."""
    breaks, number, out = [i for i, c in enumerate(text) if c == "\n"], 0, []
    for begin, _ in at:
        while number < len(breaks) and breaks[number] < begin:
            number += 1
        out.append(number)
    return out


class Words:
    """The words of one story by their places."""

    def __init__(self, story, text):
        self.at = [(w[0], w[1]) for w in story["words"]]
        self.forms = ["".join(text[a:b].split()) or "." for a, b in self.at]
        self.sentences, self.heads = [w[3] for w in story["words"]], [w[2] for w in story["words"]]
        self.paragraphs = paragraphs(text, self.at)
        self.known = {c["t"] for c in story["candidates"]}

    def within(self, begin, end):
        return [i for i, (a, b) in enumerate(self.at) if a < end and b > begin]

    def teller(self, begin, end):
        inside = self.within(begin, end)
        return next((i for i in inside[::-1] if i in self.known), inside[-1] if inside else -1)

    def head(self, begin, end):
        """The outermost word of a phrase."""
        inside = self.within(begin, end)
        return next((i for i in inside if self.heads[i] not in inside), -1)

    def places(self, spans):
        """What heads each phrase: those within one ("the president of Peru") are somebody else."""
        return sorted({self.head(*s) for s in spans} - {-1})


def marked(words, acts, rows):
    of = {"act": {}, "commitment": {}, "stance": {}, "pairs": []}
    for act in acts or []:
        t = words.teller(*act["trigger"])
        unkept = act["status"] in ("urged", "denied", "hypothetical") and act["type"] not in VERBAL
        weight = 0.0 if unkept else SURE[act["sure"]]
        if t >= 0 and of["act"].get(t, (0, -1))[1] < weight:
            of["act"][t] = 1 + TYPES.index(act["type"]), weight
        if t >= 0:
            of["pairs"].append((0, t, TYPES.index(act["type"]), max(weight, 0.4), words.places(act["actors"]), words.places(act["recipients"])))
    for row in rows or []:
        stance = row["kind"] == "S"
        t = words.teller(*row["word"]) if stance else words.head(*row["action"])
        if t < 0:
            continue
        label = 1 + (["for", "against"].index(row["stance"]) if stance else STRENGTHS.index(row["strength"]))
        into = of["stance" if stance else "commitment"]
        if into.get(t, (0, 0))[1] < SURE[row["sure"]]:
            into[t] = label, SURE[row["sure"]]
        who, what = (row["holder"], row["target"]) if stance else (row["by"], [])
        of["pairs"].append((2 if stance else 1, t, label - 1, SURE[row["sure"]], words.places(who), words.places(what)))
    return of


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program"), parser.add_argument("out")
    parser.add_argument("--acts", type=pathlib.Path), parser.add_argument("--rows", type=pathlib.Path), parser.add_argument("--plain", type=pathlib.Path)
    options = parser.parse_args()
    stories, total = [], 0
    folder = options.acts or options.plain
    beside = lambda where, path, kind: (json.loads(f.read_text()) if where and (f := where / path.name.replace(".story.", f".{kind}.")).exists() else None)
    for path, story in zip(paths := sorted(folder.glob("*.story.json")), dump(options.program, paths)):
        words = Words(story, json.loads(path.read_text())["text"])
        acts, rows = beside(options.acts, path, "acts"), beside(options.rows, path, "rows")
        stories.append({"name": path.name[:-11], "words": words.forms, "sentence": words.sentences, "paragraph": words.paragraphs, "acts": acts is not None, "rows": rows is not None, **marked(words, acts, rows)})
        total += len(words.forms)
    data = lzma.compress(pickle.dumps(stories, protocol=5), preset=6)
    pathlib.Path(options.out).write_bytes(data)
    print(len(stories), "stories,", total, "words,", len(data), "bytes")


if __name__ == "__main__":
    main()

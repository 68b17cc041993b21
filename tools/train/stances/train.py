#!/usr/bin/env python3
"""Trains models/commitments.bin and models/stances.bin: which acts are undertaken, which words carry a stance, who is bound or holds it, and
what it is about (src/findings/commitments/rows.h, src/findings/stances/parts.h).

usage: train.py DUMP OUTDIR --labels DIR [--keys DIR]… [--folds 4]

DUMP is the program dragoman_stance_dump; DIR of --labels is what labels.py restores, of --keys folders of NAME.story.json and NAME.key.json
(bench/blind_keys.py). With --folds the keys are cut into folds by story and what weights of the other folds find is counted, by sentence.
Linear weights, cross-entropy, Adam (tools/train/events/acts.py); needs torch (no graphics card) and numpy; four minutes of a core.
A file: magic word, for each model the size of its table, then the scales, the tables at multiples of 64 bytes, SHA-256.
"""
import argparse, collections, hashlib, json, pathlib, pickle, struct, sys, tempfile

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "events"))
from acts import KINDS, Model, dump, entity_at, features, same_entity
import blind_keys

STRENGTHS = "promised agreed planned intended aimed considered".split()
Word = collections.namedtuple("Word", "set kind story token sentence features label weight ruled")    # kind: C, S; label: 0 none
Row = collections.namedtuple("Row", "set kind path story token against who what weight")              # who: sets of entities that may be meant; what: span of the target
Party = collections.namedtuple("Party", "set kind row entity features label weight")                  # kind: C, S (who), T (what heads the target)


# -- reading ----------------------------------------------------------------------------------------------------------------
def head_of(story, begin, end, known):
    """The candidate that heads a stretch of words: the outermost, the first of equals."""
    inside = [i for i, w in enumerate(story["words"]) if w[0] < end and w[1] > begin]
    known = [t for t in inside if t in known]

    def depth(t):
        steps, up = 0, story["words"][t][2]
        while up in inside and steps < 50:
            steps, up = steps + 1, story["words"][up][2]
        return steps
    return min(known, key=lambda t: (depth(t), t), default=-1)


def word_at(story, begin, end, known):
    """The candidate that a marked word is, else the one that it helps ("against", "in favour")."""
    inside = [i for i, w in enumerate(story["words"]) if w[0] < end and w[1] > begin]
    up = [story["words"][i][2] for i in inside]
    return next((t for t in inside[::-1] + up if t in known), -1)


def somebody_at(story, begin, end):
    """Whom a phrase means: one for each of whom "we" means, else the entity that fits best."""
    token = next((i for i, w in enumerate(story["words"]) if w[0] == begin and w[1] == end), -1)
    persons = story["persons"].get(str(token))
    return [frozenset([e]) for e in persons] if persons else [entity_at(story, begin, end)]


def candidates(story):
    acts, words = {}, {w["t"]: w for w in story["stances"]}
    for act in story["acts"]:
        if act["t"] not in acts or act["rule"] and not acts[act["t"]]["rule"]:
            acts[act["t"]] = act
    return acts, words


def words_of(story, name, kind, among, labels, weights):
    ruled = lambda c: (c["rule"] != "") if kind == "C" else (1 + c["rules"][0]["against"] if c["rules"] else 0)
    return [Word(name, kind, story["story"], t, story["words"][t][3], features(c), labels.get(t, 0), weights.get(t, 1), ruled(c)) for t, c in among.items()]


def read_labels(program, folder):
    words, rows, paths = [], [], sorted(folder.glob("*.story.json"))
    for path, story in zip(paths, dump(program, paths)):
        acts, judging = candidates(story)
        labels, weights = {"C": {}, "S": {}}, {"C": {}, "S": {}}
        for row in json.loads(path.with_name(path.name.replace(".story.", ".rows.")).read_text()):
            kind = row["kind"]
            token = head_of(story, *row["action"], acts) if kind == "C" else word_at(story, *row["word"], judging)
            if token < 0:
                continue
            label, weight = 1 + (STRENGTHS.index(row["strength"]) if kind == "C" else ["for", "against"].index(row["stance"])), 1 if row["sure"] == 2 else 0.4
            if weights[kind].get(token, 0) < weight:
                labels[kind][token], weights[kind][token] = label, weight
            who = [s for place in row["by" if kind == "C" else "holder"] for s in somebody_at(story, *place)]
            rows.append(Row("labels", kind, path, story["story"], token, int(label == 2), who, row["target"] if kind == "S" else None, weight))
        words += words_of(story, "labels", "C", acts, labels["C"], weights["C"]) + words_of(story, "labels", "S", judging, labels["S"], weights["S"])
    return words, rows


def act_of_key(story, row, text, acts):
    place = blind_keys.place(text, row["action"])
    return head_of(story, *place, acts) if place else -1


def word_of_key(story, row, place, target, judging, judge):
    """The word of a key's evidence that carries the stance: one for which the rules say so, else the likeliest by what labels teach."""
    inside = [i for i, w in enumerate(story["words"]) if w[0] >= place[0] and w[1] <= place[1]]
    wanted = int(row["stance"] == "against")

    def rank(t):
        in_target = any(a < story["words"][t][1] and story["words"][t][0] < b for a, b in target)
        ruled = any(r["against"] == wanted for r in judging[t]["rules"])
        return ruled + float(judge.chances(features(judging[t]))[1 + wanted]) - 0.2 * in_target, -t
    return max((t for t in inside if t in judging), key=rank, default=-1)


def read_keys(program, folder, name, judge):
    words, rows = [], []
    paths = sorted(p for p in folder.glob("*.story.json") if not p.name.startswith("reuters-"))    # for measuring only
    for path, story in zip(paths, dump(program, paths)):
        key, text = json.loads(path.with_name(path.name.replace(".story.", ".key.")).read_text()), json.loads(path.read_text())["text"]
        mine = [{"name": e["name"], "country": e["country"], "type": KINDS[e["type"]], "mentions": [{"text": text[a:b]} for a, b in e["mentions"]]} for e in story["entities"]]
        meant = lambda ids: [frozenset(j for j, e in enumerate(mine) if same_entity(key["entities"][i], e)) for i in ids or []]
        acts, judging = candidates(story)
        labels, weights = {"C": {}, "S": {}}, {"C": {}, "S": {}}

        def note(kind, token, label, row, who, what):
            weight = 0.4 if row.get("optional") else 1
            if weights[kind].get(token, 0) < weight:
                labels[kind][token], weights[kind][token] = label, weight
            rows.append(Row(name, kind, path, story["story"], token, int(label == 2), meant(who), what, weight))
        for row in key.get("commitments", []):
            token = act_of_key(story, row, text, acts)
            if token >= 0:
                note("C", token, 1 + STRENGTHS.index(row["strength"]), row, row["by"], None)
        for row in key.get("stances", []):
            place = blind_keys.place(text, row["evidence"])
            if not place:
                continue
            if row["target"] in key["entities"]:
                target = [m for j in meant([row["target"]])[0] for m in story["entities"][j]["mentions"] if place[0] <= m[0] < place[1]]
            else:
                target = [t for t in [blind_keys.place(text, row["target"])] if t]
            token = word_of_key(story, row, place, target, judging, judge)
            if token >= 0:
                note("S", token, 1 + (row["stance"] == "against"), row, row["holder"], target)
        words += words_of(story, name, "C", acts, labels["C"], weights["C"]) + words_of(story, name, "S", judging, labels["S"], weights["S"])
    return words, rows


def read_parties(program, rows, folder):
    asked = folder / "asked.tsv"
    asked.write_text("".join(f"{r.story}\t{r.kind}\t{r.token}\t{r.against}\n" for r in rows))
    answers = collections.defaultdict(list)
    paths = sorted({r.path for r in rows})
    for line in dump(program, paths, "--asked", asked):
        answers[line["story"], line["kind"], line["t"]].append(line)
    parties, heads = [], {}
    for path, story in zip(paths, dump(program, paths)):
        heads[str(path)] = story["words"]
    for n, r in enumerate(rows):
        for line in answers.get((r.story, r.kind, r.token), [])[:1]:
            within = lambda e: any(e in s for s in r.who)
            parties += [Party(r.set, r.kind, n, s["e"], features(s), int(within(s["e"])), r.weight) for s in line["parties"]]
            if r.kind == "S":
                words, outermost = heads[str(r.path)], set()
                for a, b in r.what:
                    known = [p["t"] for p in line["places"]]
                    outermost.add(head_of({"words": words}, a, b, known))
                if not outermost - {-1}:
                    continue
                parties += [Party(r.set, "T", n, p["t"], features(p), int(p["t"] in outermost), r.weight) for p in line["places"]]
    return parties


# -- learning ---------------------------------------------------------------------------------------------------------------
def learn_words(words, kind):
    some, keys, unsure, epochs = [w for w in words if w.kind == kind], *{"C": (3, 0.4, 20), "S": (6, 0.2, 10)}[kind]
    weights = [(1 if w.weight == 1 else unsure) * (keys if w.set.startswith("keys") else 1) for w in some]
    return Model(some, np.array(weights, np.float32), 7 if kind == "C" else 3, epochs)


def learn_parties(parties, kind):
    some = [p for p in parties if p.kind == kind]
    return Model(some, np.array([p.weight * (2 if p.set.startswith("keys") else 1) for p in some], np.float32), 2)


def write(path, magic, *models):
    parts = [model.packed(name) for model, name in models]
    out = bytearray(magic + struct.pack(f"<{len(parts)}i{len(parts)}f", *(len(p[0]) for p in parts), *(p[1] for p in parts)))
    for part, _ in parts:
        out += b"\0" * (-len(out) % 64) + part
    path.write_bytes(bytes(out) + hashlib.sha256(bytes(out)).digest())


# -- measuring --------------------------------------------------------------------------------------------------------------
def measure(words, kind, folds, tables=((0.25, 0.5), (0.3, 0.4), (0.3, 0.6), (0.4, 0.5), (0.5, 0.5))):
    fold = lambda story: int(hashlib.md5(story.encode()).hexdigest(), 16) % folds
    judged = []
    for k in range(folds):
        left_out = lambda w: w.set.startswith("keys") and fold(w.story) == k
        model = learn_words([w for w in words if not left_out(w)], kind)
        judged += [(w, model.chances(w.features)) for w in words if w.kind == kind and left_out(w)]
    same = lambda w, label: (w.story, w.sentence, label if kind == "S" else 0)
    wanted, optional = {same(w, w.label) for w, _ in judged if w.label and w.weight == 1}, {same(w, w.label) for w, _ in judged if w.label and w.weight < 1}
    ruled = {same(w, w.ruled) for w, _ in judged if w.ruled}
    report(f"{kind} rules", ruled - (optional - wanted), wanted)
    for old, new in tables:
        found = {same(w, int(c[1:].argmax()) + 1 if not w.ruled or kind == "C" else w.ruled) for w, c in judged if 1 - c[0] >= (old if w.ruled else new)}
        report(f"{kind} {old} {new}", found - (optional - wanted), wanted)
    return judged


def report(name, found, wanted):
    hits = len(found & wanted)
    p, r = hits / max(1, len(found)), hits / max(1, len(wanted))
    print(f"{name}: precision {100 * p:.1f} recall {100 * r:.1f} F1 {200 * p * r / max(1e-9, p + r):.1f} ({len(found)} found, {len(wanted)} wanted)", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program"), parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--labels", type=pathlib.Path, required=True)
    parser.add_argument("--keys", type=pathlib.Path, action="append", default=[])
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    scratch = pathlib.Path(tempfile.mkdtemp())
    words, rows = read_labels(options.program, options.labels)
    judge = learn_words(words, "S")
    for n, folder in enumerate(options.keys):
        more = read_keys(options.program, folder, f"keys{n}", judge)
        words, rows = words + more[0], rows + more[1]
    parties = read_parties(options.program, rows, scratch)
    for kind, name in (("C", "commitments"), ("S", "stances")):
        print(f"{name}: {sum(w.kind == kind for w in words)} words, {sum(w.kind == kind and w.label > 0 for w in words)} of them tell; {sum(r.kind == kind for r in rows)} rows", flush=True)
        if options.folds:
            measure(words, kind, options.folds)
    write(options.out / "commitments.bin", b"DRAGCOM1", (learn_words(words, "C"), b"DGUNDR01"), (learn_parties(parties, "C"), b"DGBIND01"))
    write(options.out / "stances.bin", b"DRAGSTA1", (learn_words(words, "S"), b"DGSTAN01"), (learn_parties(parties, "S"), b"DGHOLD01"), (learn_parties(parties, "T"), b"DGTARG01"))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Trains models/event_acts.bin: which words tell of acts, and who is on which side (src/findings/events/acts.h).

usage: acts.py DUMP OUT.bin --labels DIR [--keys DIR]… [--frames knowledge/frames.tsv] [--folds 4]

DUMP is the program dragoman_act_dump, built with the frames that ship; DIR of --labels is what labels.py restores, of --keys folders of
NAME.story.json and NAME.key.json (bench/blind_keys.py). Frames' own examples teach the words that news seldom has. With --folds the keys are cut into folds by story,
and what weights of the other folds find is counted: acts by sentence and type, and sides of the acts that a key has.
Linear weights, cross-entropy, Adam, features dropped at random; needs torch (no graphics card) and numpy; four minutes of two cores.
The file: "DRAGACT1", the sizes of both parts, their scales, the parts at multiples of 64 bytes (src/findings/features/weights.h), SHA-256.
"""
import argparse, collections, hashlib, json, pathlib, struct, subprocess, sys, tempfile

import numpy as np
import torch
import torch.nn.functional as F

TYPES = "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT SANCTION SUPPORT THREATEN".split()
VERBAL, MUTUAL = {"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}, {"AGREE", "CONSULT", "COOPERATE"}
RUNS = 3
KINDS = ("person", "country", "organization", "people", "place", "other")
Word = collections.namedtuple("Word", "set story token sentence features label weight")    # label: 0 none, else 1 + type
Side = collections.namedtuple("Side", "set act entity features label weight")               # label: 0 neither, 1 actor, 2 recipient
Act = collections.namedtuple("Act", "set path story token type actors recipients weight")   # sides: sets of entities that may be meant
sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "bench"))
import blind_keys
from same import same_entity


# -- reading ----------------------------------------------------------------------------------------------------------------
def dump(program, paths, *options):
    for i in range(0, len(paths), 100):
        out = subprocess.run([program, *options, *map(str, paths[i:i + 100])], capture_output=True, check=True).stdout
        yield from map(json.loads, out.decode("utf8").splitlines())


def features(one):
    return np.array(sorted(set(one["f"])), np.uint32)


def entity_at(story, begin, end):
    """The entity with a mention that fits a phrase best; things count less than who acts."""
    fits = [(max(0, min(end, b) - max(begin, a)) / (max(end, b) - min(begin, a)) - 0.05 * (e["type"] == 5), i)
            for i, e in enumerate(story["entities"]) for a, b in e["mentions"]]
    best = max(fits, default=(0, -1))
    return frozenset([best[1]]) if best[0] >= 0.3 else frozenset()


def token_at(story, begin, end):
    known = {c["t"] for c in story["candidates"]}
    return next((i for i in range(len(story["words"]) - 1, -1, -1) if i in known and story["words"][i][0] < end and story["words"][i][1] > begin), -1)


def words_of(story, name, labels, weight):
    return [Word(name, story["story"], c["t"], story["words"][c["t"]][3], features(c), labels.get(c["t"], 0), weight(c)) for c in story["candidates"]]


def read_labels(program, folder):
    words, acts, paths = [], [], sorted(folder.glob("*.story.json"))
    for path, story in zip(paths, dump(program, paths)):
        labels, weights = {}, {}
        for act in json.loads(path.with_name(path.name.replace(".story.", ".acts.")).read_text()):
            token = token_at(story, *act["trigger"])
            if token < 0:
                continue
            unkept = act["status"] in ("urged", "denied", "hypothetical") and act["type"] not in VERBAL     # the program keeps no such rows
            labels[token], weights[token] = 1 + TYPES.index(act["type"]), 0 if unkept else 1 if act["sure"] == 2 else 0.4
            sides = [[entity_at(story, *place) for place in act[side]] for side in ("actors", "recipients")]
            acts.append(Act("labels", path, story["story"], token, act["type"], *sides, 1 if act["sure"] == 2 else 0.6))
        words += words_of(story, "labels", labels, lambda c: weights.get(c["t"], 1))
    return words, acts


def trigger_of(story, row, place):
    """The word of a key's evidence that tells the act: one whose frame has the type, else one whose head stands outside."""
    inside = [i for i, w in enumerate(story["words"]) if w[0] >= place[0] and w[1] <= place[1]]
    known = {c["t"]: c["proposals"] for c in story["candidates"]}

    def rank(token):
        typed = [p for p in known[token] if p["type"] == row["type"]]
        first = bool(known[token]) and known[token][0]["type"] == row["type"]
        return (4 + 2 * typed[0]["met"] if typed else 0) + first + 1.5 * (story["words"][token][2] not in inside), -token
    return max((t for t in inside if t in known), key=rank, default=-1)


def read_keys(program, folder, name):
    words, acts = [], []
    paths = sorted(p for p in folder.glob("*.story.json") if not p.name.startswith("reuters-"))    # for measuring only
    for path, story in zip(paths, dump(program, paths)):
        key, text = json.loads(path.with_name(path.name.replace(".story.", ".key.")).read_text()), json.loads(path.read_text())["text"]
        mine = [{"name": e["name"], "country": e["country"], "type": KINDS[e["type"]], "mentions": [{"text": text[a:b]} for a, b in e["mentions"]]} for e in story["entities"]]
        meant = lambda ids: [frozenset(j for j, e in enumerate(mine) if same_entity(key["entities"][i], e)) for i in ids or []]
        labels, optional, types = {}, set(), collections.Counter()
        for row in key.get("events", []):
            place = blind_keys.place(text, row["evidence"])
            token = trigger_of(story, row, place) if place else -1
            if token < 0:
                continue
            types[row["type"]] += 1
            optional.add(token) if row.get("optional") else labels.setdefault(token, 1 + TYPES.index(row["type"]))
            acts.append(Act(name, path, story["story"], token, row["type"], meant(row["actors"]), meant(row.get("recipients")), 0.4 if row.get("optional") else 1))
        told_again = lambda c: any(p["met"] and types[p["type"]] for p in c["proposals"])      # a key has each act once
        words += words_of(story, name, labels, lambda c: 1 if c["t"] in labels else 0 if c["t"] in optional else 0.3 if told_again(c) else 1)
    return words, acts


def stories_in(folder, texts):
    for name, text in texts.items():
        (folder / f"{name}.story.json").write_text(json.dumps({"id": name, "published": "2024-05-03", "text": text}, ensure_ascii=False))
    return [folder / f"{name}.story.json" for name in texts]


def read_examples(program, frames, folder):
    lines = [l.rstrip("\n").split("\t") for l in open(frames, encoding="utf8") if not l.startswith(("#", "word\t"))]
    words = []
    for row, story in zip(lines, dump(program, stories_in(folder, {f"example{n}": l[9] for n, l in enumerate(lines)}))):
        told = [c["t"] for c in story["candidates"] if c["fires"] and c["proposals"][0]["type"] == row[2]][:1]
        words += words_of(story, "examples", {t: 1 + TYPES.index(row[2]) for t in told}, lambda c: 0.4 if c["t"] in told else 0.1)
    return words


def read_sides(program, acts, folder):
    asked = folder / "asked.tsv"
    asked.write_text("".join(f"{a.story}\t{a.token}\t{a.type}\n" for a in acts))
    found = {(s["story"], s["t"], s["type"]): s["sides"] for s in dump(program, sorted({a.path for a in acts}), "--asked", asked)}
    within = lambda sets, entity: any(entity in s for s in sets)
    return [Side(a.set, n, s["e"], features(s), 1 if within(a.actors, s["e"]) else 2 if within(a.recipients, s["e"]) else 0, a.weight)
            for n, a in enumerate(acts) for s in found.get((a.story, a.token, a.type), [])]


# -- learning ---------------------------------------------------------------------------------------------------------------
class Model:
    """Rows of features that stand three times; `drop` is the share of features left out at random. The mean of `runs` runs, which differ by chance."""

    def __init__(self, examples, weights, classes, epochs=5, rate=5e-3, drop=0.1, decay=2e-6, runs=RUNS):
        counts = collections.Counter(h for e in examples for h in e.features.tolist())
        self.hashes = np.array(sorted(h for h, n in counts.items() if n >= 3), np.uint32)
        rows, label = [self.rows(e.features) for e in examples], np.array([e.label for e in examples])
        learnt = [self.learnt(rows, label, weights, classes, epochs, rate, drop, decay, seed) for seed in range(runs)]
        self.table = np.mean(learnt, 0) * (1 - drop)                       # the program reads with all features
        self.table -= self.table.mean(1, keepdims=True)

    def learnt(self, rows, label, weights, classes, epochs, rate, drop, decay, seed):
        torch.manual_seed(seed); rng = np.random.default_rng(seed)
        table = torch.nn.EmbeddingBag(len(self.hashes), classes, mode="sum"); torch.nn.init.zeros_(table.weight)
        optimizer, order, step = torch.optim.Adam(table.parameters(), lr=rate), np.flatnonzero(weights > 0), 0
        steps = epochs * (len(order) // 512 + 1)
        for _ in range(epochs):
            rng.shuffle(order)
            for at in range(0, len(order), 512):
                some = order[at:at + 512]
                parts = [r[rng.random(len(r)) > drop] for r in (rows[k] for k in some)]
                starts = np.cumsum([0] + [len(p) for p in parts[:-1]])
                optimizer.param_groups[0]["lr"], step = rate * max(0.02, 1 - step / steps), step + 1
                scores, w = table(torch.from_numpy(np.concatenate(parts)), torch.from_numpy(starts)), torch.from_numpy(weights[some])
                loss = (F.cross_entropy(scores, torch.from_numpy(label[some]), reduction="none") * w).sum() / w.sum() + decay * (table.weight ** 2).sum()
                optimizer.zero_grad(); loss.backward(); optimizer.step()
        return table.weight.detach().numpy()

    def rows(self, hashes):
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return at[self.hashes[at] == hashes].astype(np.int64)

    def chances(self, hashes):
        scores = self.table[self.rows(hashes)].sum(0)
        chances = np.exp(scores - scores.max())
        return chances / chances.sum()

    def packed(self, name, least=0.05):
        used = np.abs(self.table).max(1) >= least
        table, hashes = self.table[used], self.hashes[used]
        scale = np.percentile(np.abs(table).max(1), 99.9) / 127
        return name + struct.pack("<I", len(hashes)) + hashes.astype("<u4").tobytes() + np.clip(np.round(table / scale), -127, 127).astype(np.int8).tobytes(), scale


def learn_words(words):
    return Model(words, np.array([w.weight * (3 if w.set.startswith("keys") else 1) for w in words], np.float32), 1 + len(TYPES))


def learn_sides(sides):
    return Model(sides, np.array([s.weight * (2 if s.set.startswith("keys") else 1) for s in sides], np.float32), 3)


def write(path, words, sides):
    parts = words.packed(b"DGACTS01"), sides.packed(b"DGSIDE01")
    out = bytearray(b"DRAGACT1" + struct.pack("<iiff", *(len(p[0]) for p in parts), *(p[1] for p in parts)))
    for part, _ in parts:
        out += b"\0" * (-len(out) % 64) + part
    path.write_bytes(bytes(out) + hashlib.sha256(bytes(out)).digest())


# -- measuring --------------------------------------------------------------------------------------------------------------
def measure(words, acts, sides, folds):
    fold = lambda story: int(hashlib.md5(story.encode()).hexdigest(), 16) % folds
    found, wanted, right_sides, all_sides = set(), set(), 0, 0
    for k in range(folds):
        left_out = lambda e, story: e.set.startswith("keys") and fold(story) == k
        model = learn_words([w for w in words if not left_out(w, w.story)])
        for w in words:
            if left_out(w, w.story):
                chances = model.chances(w.features)
                if w.weight and 1 - chances[0] >= 0.5:
                    found.add((w.story, w.sentence, int(chances[1:].argmax())))
                if w.weight == 1 and w.label:
                    wanted.add((w.story, w.sentence, w.label - 1))
        model, chosen = learn_sides([s for s in sides if not left_out(s, acts[s.act].story)]), collections.defaultdict(dict)
        for s in sides:
            if left_out(s, acts[s.act].story):
                chances, best = model.chances(s.features), chosen[s.act].get(s.entity, (0, 0))
                chosen[s.act][s.entity] = max(best[0], chances[1]), max(best[1], chances[2])
        for n, by_entity in chosen.items():
            if acts[n].weight == 1:
                all_sides += 1
                right_sides += agree(acts[n], by_entity)
    hits = len(found & wanted)
    print(f"acts by sentence and type: precision {100 * hits / max(1, len(found)):.1f} recall {100 * hits / max(1, len(wanted)):.1f}; both sides by weights alone {100 * right_sides / max(1, all_sides):.1f} % of {all_sides}")


def agree(act, by_entity):
    actors = [e for e, (a, r) in by_entity.items() if a >= 0.3 and a >= r]
    recipients = [e for e, (a, r) in by_entity.items() if r >= 0.3 and r > a]

    def same(sets, given):
        left = list(given)
        for one in sets:
            hit = next((e for e in left if e in one), None)
            if hit is None:
                return False
            left.remove(hit)
        return not left
    return same(act.actors, actors) and same(act.recipients, recipients) or act.type in MUTUAL and same(act.actors + act.recipients, actors + recipients)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program"), parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--labels", type=pathlib.Path, required=True)
    parser.add_argument("--keys", type=pathlib.Path, action="append", default=[])
    parser.add_argument("--frames", default=str(pathlib.Path(__file__).parents[3] / "knowledge/frames.tsv"))
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    scratch = pathlib.Path(tempfile.mkdtemp())
    words, acts = read_labels(options.program, options.labels)
    for n, folder in enumerate(options.keys):
        more = read_keys(options.program, folder, f"keys{n}")
        words, acts = words + more[0], acts + more[1]
    words += read_examples(options.program, options.frames, scratch)
    sides = read_sides(options.program, acts, scratch)
    print(f"{len(words)} words, {sum(w.label > 0 for w in words)} of them tell of acts; {len(acts)} acts with {len(sides)} who may be their sides")
    if options.folds:
        measure(words, acts, sides, options.folds)
    write(options.out, learn_words(words), learn_sides(sides))


if __name__ == "__main__":
    main()

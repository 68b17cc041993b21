#!/usr/bin/env python3
"""Trains models/figures.bin: what a figure measures, its role and direction, its period (src/findings/figures/choice.h).

usage: figures.py DUMP OUT.bin --labels DIR [--keys DIR]… [--cases cases/figures.case] [--folds 5] [--test DIR]…

DUMP is the program dragoman_figure_dump; DIR of --labels is what labels.py restores, of --keys folders of NAME.story.json and NAME.key.json
(bench/blind_keys.py). With --folds the keys are cut into folds by story, and what weights of the other folds and all labels choose is counted
beside what the rules take; --test: stories that nothing learns from, Reuters' of the keys always.
Linear weights; a phrase or time competes with the others of its figure (softmax); Adam, features dropped at random; needs torch and numpy.
The file: "DRAGFIG1", the sizes of its three parts, the parts at multiples of 64 bytes (src/findings/features/weights.h), SHA-256.
"""
import argparse, collections, hashlib, json, pathlib, re, struct, subprocess, sys, tempfile, unicodedata

import numpy as np
import torch
import torch.nn.functional as F

ROLES = "level change target capacity count share duration distance age other".split()
WAYS = ["", "up", "down"]
CASES = 3                                                   # how much a case of the rules weighs
KEPT = 0.5                                                  # what speaks for a figure beforehand
TITLES = re.compile(r"^(the|a|an|mr|mrs|ms|dr|sir|president|prime minister|minister|king|queen|general|colonel|senior|special envoy)\b\.?\s+", re.I)
Case = collections.namedtuple("Case", "set story figure unit role way period of weight at")      # figure: the dump's, None where it was missed; role: None where a reader marks no figure; period: None where unknown
sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "bench"))
import blind_keys


# -- agreement, as the reference scorer has it -------------------------------------------------------------------------------
def normal(name):
    name = unicodedata.normalize("NFKD", name or "").casefold()
    name = re.sub(r"[^\w\s]", " ", "".join(c for c in name if not unicodedata.combining(c)))
    name = re.sub(r"\s+", " ", name).strip()
    while (shorter := TITLES.sub("", name)) != name:
        name = shorter
    return name


def agreement(case, words):
    """How well a phrase says what the case measures: token F1, 0 below one half; a counted noun is accepted where people or things are counted."""
    mine, wanted = set(normal(words).split()), set(normal(case.of).split())
    f1 = 2 * len(mine & wanted) / (len(mine) + len(wanted) or 1)
    if f1 >= 0.5:
        return f1
    return 0.5 * (case.role == "count" and 2 * len(mine & (wanted | set(normal(case.unit).split()))) >= len(mine) > 0)


# -- reading ----------------------------------------------------------------------------------------------------------------
def dump(program, paths):
    for i in range(0, len(paths), 100):
        out = subprocess.run([program, *map(str, paths[i:i + 100])], capture_output=True, check=True).stdout
        yield from map(json.loads, out.decode("utf8").splitlines())


def arrays(story):
    for f in story["figures"]:
        f["f"] = np.unique(np.array(f["f"], np.uint32))
        for c in f["of"] + f["periods"]:
            c["f"] = np.unique(np.array(c["f"], np.uint32))
    return story


def cases_of(name, path, story, rows):
    """A case for each row (place, row, period) and each figure that no row is about."""
    arrays(story)
    text, free = json.loads(path.read_text())["text"], list(story["figures"])
    words = lambda f: [text[a:b] for a, b in (c["at"] for c in f["of"])]
    for place, row, of, period in rows:
        figure = next((f for f in free if f["at"][0] < place[1] and place[0] < f["at"][1]), None)
        if figure:
            free.remove(figure)
        if isinstance(period, list):                       # words: the value of the time that stands there
            period = next((c["value"] for c in figure["periods"] if "at" in c and c["at"][0] < period[1] and period[0] < c["at"][1]), None) if figure else None
        yield Case(name, story["story"], figure, row["unit"], row["role"], row.get("direction") or "", period, of, 0.5 if row.get("optional") else 1, words(figure) if figure else [])
    for figure in free:
        yield Case(name, story["story"], figure, "", None, "", None, "", 1, words(figure))


def read_keys(program, folder, name):
    paths = sorted(folder.glob("*.story.json"))
    for path, story in zip(paths, dump(program, paths)):
        key, text = json.loads(path.with_name(path.name.replace(".story.", ".key.")).read_text()), json.loads(path.read_text())["text"]
        rows = [(blind_keys.place(text, row["text"]), row, re.sub(r"@\d+$", "", row.get("of") or ""), row.get("period") or "") for row in key.get("figures", [])]
        yield from cases_of("reuters" if path.name.startswith("reuters-") else name, path, story, [r for r in rows if r[0]])


def read_labels(program, folder):
    paths = sorted(folder.glob("*.story.json"))
    for path, story in zip(paths, dump(program, paths)):
        text = json.loads(path.read_text())["text"]
        marked = json.loads(path.with_name(path.name.replace(".story.", ".figures.")).read_text())
        yield from cases_of("labels", path, story, [(row["text"], row, text[slice(*row["of"])] if row.get("of") else "", row.get("period") or "") for row in marked])


def read_cases(program, path, folder):
    """Cases of the rules, which hold: what the rules read there is right."""
    texts = [(head, body) for head, body in re.findall(r"^===[^\n]*\n((?:[^-=\n][^\n]*\n)*)---\n(.*?)\n---$", path.read_text(encoding="utf8"), re.M | re.S) if "xfail" not in head]
    paths = []
    for n, (head, body) in enumerate(texts):
        day = re.search(r"^published: (\S+)", head, re.M)
        paths.append(folder / f"case{n}.story.json")
        paths[-1].write_text(json.dumps({"id": f"case{n}", "published": day[1] if day else "", "text": body}))
    for path, story in zip(paths, dump(program, paths)):
        for case in cases_of("cases", path, story, []):
            f = case.figure
            if f["left"] and f["unit"] == "times":         # "called five times": readers count them
                continue
            if not f["left"]:
                case = case._replace(unit=f["unit"], role=f["role"], way=f["direction"], period=f["period"], of=next((w for w, c in zip(case.at, f["of"]) if c["rule"]), ""))
            yield case._replace(weight=CASES)


def name_hash(name):
    h = 14695981039346656037
    for byte in name.encode():
        h = (h ^ byte) * 1099511628211 % (1 << 64)
    return (h ^ h >> 32) & 0xffffffff


# -- learning ---------------------------------------------------------------------------------------------------------------
class Model:
    """Rows of features that stand `least` times; `drop` is the share of features left out at random. A group is one figure's candidates
    (their features and worths), or one list of features with several classes' worths. The mean of several runs, which differ by what is left out."""

    def __init__(self, groups, classes=1, epochs=20, rate=1e-2, drop=0.4, decay=1e-5, least=3, batch=64, runs=5):
        hashes, counts = np.unique(np.concatenate([np.unique(np.concatenate(g["f"])) for g in groups]), return_counts=True)
        self.hashes = hashes[counts >= least]
        rows, sizes = zip(*(self.flat(g["f"]) for g in groups))
        self.table = sum(self.run(seed, groups, rows, sizes, classes, epochs, rate, drop, decay, batch) for seed in range(runs)) / runs

    def run(self, seed, groups, rows, sizes, classes, epochs, rate, drop, decay, batch):
        torch.manual_seed(seed); rng = np.random.default_rng(seed)
        table = torch.nn.EmbeddingBag(len(self.hashes), classes, mode="sum"); torch.nn.init.zeros_(table.weight)
        optimizer, order, step = torch.optim.Adam(table.parameters(), lr=rate), np.arange(len(groups)), 0
        steps = epochs * (len(order) // batch + 1)
        for _ in range(epochs):
            rng.shuffle(order)
            for at in range(0, len(order), batch):
                some = order[at:at + batch]
                flat, counts = np.concatenate([rows[k] for k in some]), np.concatenate([sizes[k] for k in some])
                kept = rng.random(len(flat)) > drop
                ends = np.concatenate([[0], np.cumsum(kept)])[np.cumsum(counts)]
                starts = np.concatenate([[0], ends[:-1]])
                optimizer.param_groups[0]["lr"], step = rate * max(0.02, 1 - step / steps), step + 1
                scores = table(torch.from_numpy(flat[kept]), torch.from_numpy(starts))
                w = torch.tensor([groups[k]["weight"] for k in some], dtype=torch.float32)
                loss = (self.loss(scores, groups, some, classes) * w).sum() / w.sum() + decay * (table.weight ** 2).sum()
                optimizer.zero_grad(); loss.backward(); optimizer.step()
        return table.weight.detach().numpy() * (1 - drop)     # the program reads with all features

    @staticmethod
    def loss(scores, groups, some, classes):
        if classes > 1:
            role, way, kept = (torch.tensor(np.stack([groups[k]["worth"][i] for k in some]), dtype=torch.float32) for i in range(3))
            first, second = F.log_softmax(scores[:, :len(ROLES)], 1), F.log_softmax(scores[:, len(ROLES):-1], 1)
            return -(first * role).sum(1) - (second * way).sum(1) + F.binary_cross_entropy_with_logits(scores[:, -1], kept, reduction="none")
        group = torch.from_numpy(np.repeat(np.arange(len(some)), [len(groups[k]["f"]) for k in some]))
        worth = torch.from_numpy(np.concatenate([groups[k]["worth"] for k in some]).astype(np.float32))
        e = torch.exp(scores[:, 0].clamp(-30, 30))
        total = torch.zeros(len(some)).index_add(0, group, e)
        good = torch.zeros(len(some)).index_add(0, group, e * worth)
        return -torch.log(good / total + 1e-6)

    def flat(self, lists):
        """The rows of several lists of features, one after the other, and how many each has."""
        every, sizes = np.concatenate(lists), np.array([len(f) for f in lists])
        at = np.minimum(np.searchsorted(self.hashes, every), len(self.hashes) - 1)
        known = self.hashes[at] == every
        return at[known].astype(np.int64), np.add.reduceat(known, np.cumsum(sizes) - sizes).astype(np.int64)

    def trust(self, feature, column, margin):
        """Adds to what a feature says for a class."""
        row = self.rows(np.array([name_hash(feature)], np.uint32))
        if len(row):
            self.table[row[0], column] += margin

    def rows(self, hashes):
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return at[self.hashes[at] == hashes].astype(np.int64)

    def scores(self, hashes):
        return self.table[self.rows(hashes)].sum(0)

    def packed(self, name, least=0.02):
        used = np.abs(self.table).max(1) >= least
        table, hashes = self.table[used], self.hashes[used]
        scale = np.abs(table).max() / 127
        return name + struct.pack("<I", len(hashes)) + hashes.astype("<u4").tobytes() + np.clip(np.round(table / scale), -127, 127).astype(np.int8).tobytes()


def of_groups(cases):
    for c in cases:
        worth = np.array([agreement(c, w) for w in c.at]) if c.of else np.zeros(0)
        if worth.max(initial=0) > 0:
            yield {"f": [o["f"] for o in c.figure["of"]], "worth": worth, "weight": c.weight}


def role_groups(cases):
    for c in cases:
        if c.figure and c.role:
            yield {"f": [c.figure["f"]], "worth": (np.eye(len(ROLES))[ROLES.index(c.role)], np.eye(3)[WAYS.index(c.way)], np.float32(1)), "weight": c.weight}
        elif c.figure:
            yield {"f": [c.figure["f"]], "worth": (np.zeros(len(ROLES)), np.zeros(3), np.float32(0)), "weight": c.weight}


def period_groups(cases):
    for c in cases:
        if c.figure and c.period is not None:
            worth = np.array([float(p["value"] == c.period) for p in c.figure["periods"]])
            if worth.max() > 0:
                yield {"f": [p["f"] for p in c.figure["periods"]], "worth": worth, "weight": c.weight}


def learn(cases):
    roles = Model(list(role_groups(cases)), classes=len(ROLES) + 4, rate=2e-2)
    for k, role in enumerate(ROLES):                       # what the rules say stands unless much speaks against it
        roles.trust("rule " + role, k, 2)
    for k, way in enumerate(WAYS):
        roles.trust("ruled way " + (way or "-"), len(ROLES) + k, 4)
    roles.trust("bias", -1, KEPT)
    periods = Model(list(period_groups(cases)), rate=2e-2)
    periods.trust("ruled y n", 0, 1.5)
    return Model(list(of_groups(cases))), roles, periods


def write(path, models):
    parts = [m.packed(name) for m, name in zip(models, (b"DGFIGOF1", b"DGFIGRO1", b"DGFIGPE1"))]
    out = bytearray(b"DRAGFIG1" + struct.pack("<iii", *map(len, parts)))
    for part in parts:
        out += b"\0" * (-len(out) % 64) + part
    path.write_bytes(bytes(out) + hashlib.sha256(bytes(out)).digest())


# -- measuring --------------------------------------------------------------------------------------------------------------
class Tally:
    def __init__(self):
        self.right = collections.Counter()

    def add(self, case, models):
        f, right = case.figure, self.right
        right["wanted"] += bool(case.role) and case.weight >= 1
        if not f:
            return
        scores = models[1].scores(f["f"])
        kept, ruled = scores[-1] >= 0, not f["left"]
        if case.role and case.weight < 1:                  # optional
            return
        right["found"] += kept; right["found rule"] += ruled
        if not case.role:
            return
        right["hit"] += kept; right["hit rule"] += ruled
        worth = [agreement(case, w) for w in case.at]
        rule = next((w > 0 for w, c in zip(worth, f["of"]) if c["rule"]), False)
        best = bool(worth) and worth[int(np.argmax([models[0].scores(c["f"])[0] for c in f["of"]]))] > 0
        role, way = ROLES[int(scores[:len(ROLES)].argmax())], WAYS[int(scores[len(ROLES):-1].argmax())]
        unit = (normal(case.unit).split() or [""])[-1].rstrip("s") == (normal(f["unit"]).split() or [""])[-1].rstrip("s")
        period = f["periods"][int(np.argmax([models[2].scores(c["f"])[0] for c in f["periods"]]))]["value"]
        right["strict rule"] += ruled and unit and f["role"] == case.role and (rule or not case.of)
        right["strict"] += kept and unit and role == case.role and (best or not case.of)
        right["all"] += 1
        right["unit"] += unit
        if case.of:
            right["of wanted"] += 1
            right["of possible"] += max(worth, default=0) > 0
            right["of rule"] += rule; right["of"] += best
        right["role rule"] += f["role"] == case.role; right["role"] += role == case.role
        if case.way:
            right["way wanted"] += 1
            right["way rule"] += f["direction"] == case.way; right["way"] += way == case.way
        right["way too much rule"] += bool(f["direction"]) and not case.way; right["way too much"] += bool(way) and not case.way
        if case.period is not None:
            right["when"] += 1
            right["when rule"] += f["period"] == case.period; right["when right"] += period == case.period
            if case.period:
                right["period wanted"] += 1
                right["period rule"] += f["period"] == case.period; right["period"] += period == case.period

    def show(self, name):
        r = self.right
        part = lambda what, of: f"{100 * r[what] / max(1, r[of]):.1f}"
        f1 = lambda what, found: f"{200 * r[what] / max(1, r['wanted'] + r[found]):.1f}"
        both = lambda what, of: f"{part(what + ' rule', of)} -> {part(what, of)}"
        print(f"{name}: {r['wanted']} figures; F1 {f1('hit rule', 'found rule')} -> {f1('hit', 'found')}; strict {f1('strict rule', 'found rule')} -> {f1('strict', 'found')}; of {both('of', 'of wanted')} (possible {part('of possible', 'of wanted')}); "
              f"role {both('role', 'all')}; unit {part('unit', 'all')}; direction {both('way', 'way wanted')} (too much {r['way too much rule']} -> {r['way too much']}); "
              f"period {both('period', 'period wanted')}, with none {part('when rule', 'when')} -> {part('when right', 'when')}", flush=True)


def measure(cases, folds, tests):
    fold = lambda story: int(hashlib.md5(story.encode()).hexdigest(), 16) % folds
    tally = collections.defaultdict(Tally)
    for k in range(folds):
        models = learn([c for c in cases if c.set not in tests and fold(c.story) != k])
        for c in cases:
            if fold(c.story) == k:
                tally[c.set].add(c, models)
    for name in sorted(tally):
        tally[name].show(name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program"), parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--labels", type=pathlib.Path)
    parser.add_argument("--keys", type=pathlib.Path, action="append", default=[])
    parser.add_argument("--test", type=pathlib.Path, action="append", default=[])
    parser.add_argument("--cases", type=pathlib.Path, default=pathlib.Path(__file__).parents[3] / "cases/figures.case")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    cases = list(read_labels(options.program, options.labels)) if options.labels else []
    cases += read_cases(options.program, options.cases, pathlib.Path(tempfile.mkdtemp()))
    for folder in options.keys + options.test:
        cases += read_keys(options.program, folder, folder.name)
    tests = {"reuters", *(t.name for t in options.test)}
    print(collections.Counter(c.set for c in cases))
    if options.folds:
        measure(cases, options.folds, tests)
    write(options.out, learn([c for c in cases if c.set not in tests]))


if __name__ == "__main__":
    main()

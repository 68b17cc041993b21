"""The net of tellings: the encoder's states and facts of the tree in; acts, commitments, stances and who is on their sides out.

tell.py WHERE OUT_DIR [--device cuda] [--seconds 80] [--graphs] [--width 64] [--dilations 1,2,4]

WHERE holds, for each of train, dev and silver, NAME.xz (pack.py) and NAME.bin (dragoman_attribution_dump of its words, segments.py), and silver.pickle.xz, what
teach.py read in silver. What readers marked is taught as it is, silver by the teachers' chances. The trunk is the labeller's of attributions
(../attributions/label.py). Writes OUT_DIR/tellings.pt, and dev.pickle.xz in teach.py's form.
"""
import argparse, lzma, math, pathlib, pickle, random, sys, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
here = pathlib.Path(__file__).resolve().parent
sys.path += [str(here.parent / "attributions"), str(here.parent / "encoder"), str(here)]
import corpus as C, label as A

KINDS, FIRST = {"act": 17, "commitment": 7, "stance": 3}, [0, 16, 22]
SIDE, SCORES, ASKED, LIKELY, NAMED = 32, 27, 24, 0.12, 0.04
EDGES, PARTS = A.EDGES, ("states", "facts", "next", "starts")
WORDS = {"train": None, "dev": None, "silver": None}


class Data:
    """All tokens, one after the other, on the device; `sets` are ranges of pieces."""

    def __init__(self, where, device, most=None):
        self.device, self.sets, self.words, parts = device, {}, {}, {k: [] for k in (*PARTS, "chance", "weight")}
        offset, lengths, total, asked = [], [], 0, {}
        for name in WORDS:
            stories = pickle.loads(lzma.open(where / f"{name}.xz").read())[:most]
            chance, weight, pairs = self.taught(stories, pickle.loads(lzma.open(where / f"{name}.pickle.xz").read()) if name == "silver" else None)
            first, word, self.words[name] = len(offset), 0, []
            for a in list(A.read(where / f"{name}.bin"))[:most]:
                n = len(a["labels"]); count = np.diff(a["first"]); width = 40
                facts = np.full((n, width), A.ROWS, np.int16)
                column = np.arange(len(a["facts"])) - np.repeat(a["first"][:-1], count); inside = column < width
                facts[np.repeat(np.arange(n), count)[inside], column[inside]] = a["facts"].astype(np.int64)[inside]
                starts = np.ones(n, bool); starts[1:] = a["paragraph"][1:] != a["paragraph"][:-1]
                own = np.ones(n, bool); own[1:] = a["word"][1:] != a["word"][:-1]        # a word cut in two tells once
                rows, sure = chance[word + a["word"]].copy(), weight[word + a["word"]].copy(); sure[~own] = 0
                token_of = np.full(a["words"], -1); token_of[a["word"][own]] = np.flatnonzero(own) + total
                near = np.where(a["next"] < 0, -10000, a["next"] - np.arange(n)[:, None]).astype(np.int16)
                for k, v in dict(states=a["states"], facts=facts, next=near, starts=starts, chance=rows, weight=sure).items():
                    parts[k].append(v)
                self.words[name].append(token_of)
                for t in range(word, word + a["words"]):
                    for kind_class, sure_, one, other in pairs.get(t, ()):
                        place = lambda named: [(token_of[w - word], c) for w, c in named if 0 <= w - word < a["words"]]
                        asked.setdefault(int(token_of[t - word]), []).append((kind_class, sure_, place(one), place(other)))
                for begin, end in A.cuts(a["paragraph"]):
                    offset.append(total + begin); lengths.append(end - begin)
                total += n; word += a["words"]
            self.sets[name] = range(first, len(offset)); print(name, word, "words of", len(chance), flush=True)
        put = lambda v: torch.from_numpy(np.concatenate(v)).to(device)
        self.states, self.facts, self.next, self.starts, self.chance, self.weight = (put(parts[k]) for k in (*PARTS, "chance", "weight"))
        self.offset, self.length, self.lengths, self.tokens = torch.tensor(offset, device=device), torch.tensor(lengths, device=device), np.array(lengths), total
        self.ask(offset, lengths, asked)

    def taught(self, stories, read):
        """Of each word of some stories: chances in 255ths of all kinds, how much they count, and who is asked for."""
        n = sum(len(s["words"]) for s in stories)
        chance, weight, pairs, at = np.zeros((n, SCORES), np.uint8), np.zeros((n, 3), np.float16), {}, 0
        begins = np.cumsum([0, *KINDS.values()])[:-1]
        if read:
            for k, kind in enumerate(KINDS):
                chance[:, begins[k]] = 255; weight[:, k] = 1
                where, p = read[kind]; inside = where < n; chance[where[inside], begins[k]:begins[k] + p.shape[1]] = p[inside]
            found = {}
            for kind, t, side, w, c in read["pairs"].T.tolist():
                if t < n and w < n:
                    found.setdefault((kind, t), ([], []))[side].append((w, c))
            for (kind, t), (one, other) in found.items():
                p = chance[t, begins[kind]:begins[kind] + list(KINDS.values())[kind]].astype(float)
                if p[1:].sum() >= 255 * LIKELY:
                    pairs.setdefault(t, []).append((FIRST[kind] + int(p[1:].argmax()), min(1.0, p[1:].sum() / 255), one, other))
            return chance, weight, pairs
        for story in stories:
            for k, kind in enumerate(KINDS):
                chance[at:at + len(story["words"]), begins[k]] = 255; weight[at:at + len(story["words"]), k] = story["acts" if kind == "act" else "rows"]
                for t, (value, sure) in story[kind].items():
                    chance[at + t, begins[k]] = 0; chance[at + t, begins[k] + value] = 255; weight[at + t, k] = sure
            for kind, t, cls, sure, one, other in story["pairs"]:
                pairs.setdefault(at + t, []).append((FIRST[kind] + cls, sure, [(at + w, 255) for w in one], [(at + w, 255) for w in other]))
            at += len(story["words"])
        return chance, weight, pairs

    def ask(self, offset, lengths, asked):
        count, wide = len(offset), max(lengths)
        at, what, sure = np.full((count, ASKED), -1), np.zeros((count, ASKED), np.int64), np.zeros((count, ASKED), np.float32)
        names, tokens = np.zeros((count, ASKED, 2, wide), np.uint8), sorted(asked); k = 0
        for p in range(count):
            row, begin, end = 0, offset[p], offset[p] + lengths[p]
            while k < len(tokens) and tokens[k] < end:
                for cls, s, one, other in asked[tokens[k]] if tokens[k] >= begin else ():
                    if row < ASKED:
                        at[p, row], what[p, row], sure[p, row] = tokens[k] - begin, cls, s
                        for side, named in enumerate((one, other)):
                            for t, c in named:
                                if begin <= t < end:
                                    names[p, row, side, t - begin] = c
                        row += 1
                k += 1
        put = lambda v: torch.from_numpy(v).to(self.device)
        self.asked_at, self.asked_what, self.asked_sure, self.names = put(at), put(what), put(sure), put(names)

    def batch(self, sel, L):
        place = torch.arange(L, device=self.device); mask = place < self.length[sel][:, None]
        at = (self.offset[sel][:, None] + place).clamp(max=self.tokens - 1)
        near = self.next[at].long() + place[:, None]
        near = near.masked_fill((near < 0) | (near >= self.length[sel][:, None, None]), L)
        return self.states[at], self.facts[at].long(), near, mask, at


class Teller(A.Labeller):
    def __init__(self, state, width, dilations, fact, drop, hold):
        super().__init__(state, width, dilations, fact, drop, hold)
        self.out = nn.Linear(width, SCORES + 4 * SIDE)
        self.what, self.bias = nn.Parameter(torch.randn(24, 2, SIDE) * 0.1), nn.Parameter(torch.full((2,), -4.0))

    def sides(self, score, at, what):
        """[B, K, 2, L] scores that a word heads the phrase that names a side of what the word at [B, K] tells."""
        B, L, _ = score.shape; q, k = score[..., SCORES:].view(B, L, 2, 2, SIDE).unbind(2)
        q = q.gather(1, at.clamp(min=0)[..., None, None].expand(-1, -1, 2, SIDE)) + self.what[what]
        return torch.einsum("bksd,blsd->bksl", q, k) * SIDE ** -0.5 + self.bias[:, None]


def loss_of(model, data, sel, L):
    states, facts, near, mask, at = data.batch(sel, L)
    with torch.autocast(data.device, dtype=torch.bfloat16, enabled=data.device == "cuda", cache_enabled=False):
        score = model(states, facts, near, mask)
    with torch.autocast(data.device, enabled=False):
        want, sure, begin, total = data.chance[at].float() / 255, data.weight[at].float() * mask[..., None], 0, 0
        for k, n in enumerate(KINDS.values()):
            each = -(want[..., begin:begin + n] * score[..., begin:begin + n].log_softmax(-1)).sum(-1) * sure[..., k]
            total = total + each.sum() / mask.sum() * 20; begin += n
        asked = data.asked_sure[sel]
        each = F.binary_cross_entropy_with_logits(model.sides(score, data.asked_at[sel], data.asked_what[sel]), data.names[sel][..., :L].float() / 255, reduction="none")
        each = (each * mask[:, None, None]).sum((-1, -2)) * asked
        return total + each.sum() / asked.sum().clamp(min=1) * 0.3


def train(model, data, o):
    device, rng = data.device, np.random.default_rng(o.seed); lr = torch.zeros((), device=device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=0.01, betas=(0.9, 0.98), fused=True, capturable=device == "cuda")
    live = list(model.parameters()); mean = [p.detach().clone() for p in live]
    plan = C.Draw(np.concatenate([np.tile(np.asarray(data.sets["train"]), o.gold), np.asarray(data.sets["silver"])]), data.lengths, EDGES, o.batch)
    steps = C.Steps(optimizer, lambda kind, sel: loss_of(model, data, sel[0], kind), o.graphs)
    start, done, total, progress = time.time(), 0, None, 0
    for epoch in range(o.epochs):
        model.train(); jobs = plan.epoch(rng); total = total or len(jobs) * o.epochs
        jobs = [(k, torch.from_numpy(rows).to(device)) for k, rows in jobs]
        for k, rows in jobs:
            progress = max(done / total, (time.time() - start) / o.seconds)
            if progress >= 1:
                break
            lr.fill_(o.lr * min(1, (done + 1) / 200) * (0.5 * (1 + math.cos(math.pi * progress)) + 0.01))
            steps(plan.kinds[k][1], rows); done += 1
            if done % 10 == 0:
                with torch.no_grad():
                    torch._foreach_lerp_(mean, live, 1 - min(0.98, done / (done + 20)))
                if device == "cuda":
                    torch.cuda.synchronize()
        if epoch % 5 == 0 or progress >= 1:
            print(f"  tellings {o.width}: epoch {epoch + 1}, step {done}, loss {float(steps.total) / max(1, done):.4f}, {time.time() - start:.0f} s", flush=True)
        if progress >= 1:
            break
    with torch.no_grad():
        for p, m in zip(live, mean):
            p.copy_(m)


@torch.no_grad()
def read(model, data, name="dev"):
    """As teach.read gives it, of the words of a set."""
    model.eval(); word_of = torch.full((data.tokens,), -1, device=data.device); word = 0; columns = {k: [] for k in KINDS}; pairs = []
    for token_of in data.words[name]:
        here = torch.from_numpy(token_of).to(data.device); kept = here >= 0
        word_of[here[kept]] = (torch.arange(len(token_of), device=data.device) + word)[kept]; word += len(token_of)
    for part, L in C.in_order(data.sets[name], data.lengths, 16000):
        states, facts, near, mask, at = data.batch(torch.from_numpy(part).to(data.device), L)
        score = model(states, facts, near, mask); words = word_of[at].masked_fill(~mask, -1); begin = 0; asked, what, kinds = [], [], []
        for i, (kind, n) in enumerate(KINDS.items()):
            p = score[..., begin:begin + n].softmax(-1); begin += n
            any_ = (1 - p[..., 0]) * (words >= 0); told = any_ >= 0.02
            columns[kind].append((words[told].cpu().numpy(), (p[told] * 255).round().to(torch.uint8).cpu().numpy()))
            best, t = any_.topk(min(24 if kind == "act" else 10, L), 1)
            asked.append(torch.where(best >= 0.05, t, -1)), kinds.append(torch.full_like(t, i)), what.append(FIRST[i] + p[..., 1:].argmax(-1).gather(1, t))
        asked, what, kinds = torch.cat(asked, 1), torch.cat(what, 1), torch.cat(kinds, 1)
        p = model.sides(score, asked, what).sigmoid() * ((words >= 0)[:, None] & (asked >= 0)[..., None])[:, :, None]
        b, k, side, t = (p >= NAMED).nonzero(as_tuple=True)
        pairs.append(torch.stack([kinds[b, k], words[b, asked[b, k]], side, words[b, t], (p[b, k, side, t] * 255).round().long()]).cpu().numpy().astype(np.int32))
    out = {k: tuple(np.concatenate([v[i] for v in columns[k]]) for i in (0, 1)) for k in KINDS}
    return out | {"pairs": np.concatenate(pairs, 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where", type=pathlib.Path), parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--epochs", type=int, default=1000), parser.add_argument("--seconds", type=float, default=80), parser.add_argument("--width", default="64"), parser.add_argument("--dilations", default="1,2,4")
    parser.add_argument("--drop", type=float, default=0.15), parser.add_argument("--lr", type=float, default=2e-3), parser.add_argument("--facts", type=int, default=96), parser.add_argument("--hold", type=float, default=0.1)
    parser.add_argument("--batch", type=int, default=8000), parser.add_argument("--gold", type=int, default=1), parser.add_argument("--device", default="cpu"), parser.add_argument("--graphs", action="store_true")
    parser.add_argument("--seed", type=int, default=1), parser.add_argument("--most", type=int)
    o = parser.parse_args(); torch.set_float32_matmul_precision("high")
    data = Data(o.where, o.device, o.most); print(data.tokens, "tokens", {k: len(v) for k, v in data.sets.items()}, "pieces", flush=True)
    for width, dilations in zip(o.width.split("/"), o.dilations.split("/")):         # several, one after the other, over the same data
        torch.manual_seed(o.seed), random.seed(o.seed); o.width = width
        model = Teller(data.states.shape[1], int(width), [int(d) for d in dilations.split(",")], o.facts, o.drop, o.hold).to(o.device)
        train(model, data, o); out = o.out / width; out.mkdir(parents=True, exist_ok=True)
        torch.save({"model": {k: v.cpu().half() if v.dim() > 1 else v.cpu() for k, v in model.state_dict().items()}, "options": vars(o) | {"dilations": dilations, "width": int(width)}}, out / "tellings.pt")
        (out / "dev.pickle.xz").write_bytes(lzma.compress(pickle.dumps(read(model, data), protocol=5), preset=1))


if __name__ == "__main__":
    main()

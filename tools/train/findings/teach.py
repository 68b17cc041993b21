"""The teachers of acts, commitments and stances: transformers fine-tuned side by side on what readers marked, which say what unlabelled news may tell.

teach.py TRAIN.xz BGE.xz OUT_DIR SET.xz… [--device cuda] [--members 5] [--seconds 120] [--epochs 8] [--graphs]

The .xz are pack.py's, BGE.xz ../encoder/weights.py's. A head a kind says of every word what it tells; one of pairs says of a word that tells and every word of its window
whether it names one side or the other (of an act actor and recipient; who is bound; a stance's holder and target). Every 25th story of TRAIN is not taught and measured.
Writes OUT_DIR/SET.pickle.xz for each SET: {kind: (places of words, [words, classes] in 255ths)} of words that may tell something, and "pairs": columns of
kind, word that tells, side, word that names it, chance in 255ths. Places count the words of all stories in order.
"""
import argparse, lzma, pathlib, pickle, sys, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from tokenizers import Tokenizer
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "encoder"))
import corpus as C, ensemble as T, weights as W

WINDOW, EDGES, BUDGET = 300, (96, 160, 224, 304, 352), 6000  # pieces
KINDS = {"act": 17, "commitment": 7, "stance": 3}
ASKED, OF_KIND = 24, {"act": 24, "commitment": 10, "stance": 10}  # words asked for sides, of a window taught and read
LIKELY, NAMED = {"act": 0.02, "commitment": 0.02, "stance": 0.02}, 0.04
FIRST = [0, 16, 22]  # where the classes of each kind begin among those a question names


class Windows:
    """Sentences that follow each other in a story, as many as the teachers read at once."""

    def __init__(self, sets, tokenizer, device):
        self.device, self.sets, self.words = device, {}, {}
        reader = Tokenizer.from_str(tokenizer); reader.no_truncation(); reader.no_padding()
        index = {}
        for stories in sets.values():
            for story in stories:
                for w in story["words"]:
                    index.setdefault(w, len(index))
        cut = [e.ids[:C.PIECES] or [100] for e in reader.encode_batch([C.plain(w) for w in index], add_special_tokens=False)]
        count = np.array([len(c) for c in cut])
        ids, begin, lengths = [], [], []
        label, weight, asked = {k: [] for k in KINDS}, {k: [] for k in KINDS}, {}
        for name, stories in sets.items():
            first, start = len(lengths), len(ids)
            for story in stories:
                row = [index[w] for w in story["words"]]; base = len(ids); at = 0; size = WINDOW
                ends = [i for i in range(1, len(row)) if story["sentence"][i] != story["sentence"][i - 1]] + [len(row)] if row else []
                for end in ends:
                    while at < end:  # a sentence longer than a window is cut
                        upto = min(end, at + 200); pieces = int(count[row[at:upto]].sum())
                        if pieces > 290:
                            upto = min(end, at + 36); pieces = int(count[row[at:upto]].sum())
                        if size + pieces > WINDOW:
                            begin.append(base + at); lengths.append(0); size = 2
                        lengths[-1] += upto - at; size += pieces; at = upto
                ids += row
                for kind in KINDS:
                    known = story["acts" if kind == "act" else "rows"]
                    y, w = np.full(len(row), 0 if known else -1, np.int64), np.ones(len(row), np.float32)
                    for t, (value, sure) in story[kind].items():
                        y[t], w[t] = value, sure
                    label[kind].append(y), weight[kind].append(w)
                for pair in story["pairs"]:
                    asked.setdefault(base + pair[1], []).append((pair, base))
            self.sets[name], self.words[name] = range(first, len(lengths)), (start, len(ids))
        table = np.zeros((len(cut), C.PIECES), np.int64)
        for i, c in enumerate(cut):
            table[i, :len(c)] = c
        put = lambda x: torch.from_numpy(np.ascontiguousarray(x)).to(device)
        self.pieces, self.piece_count, self.shapes = put(table), put(count), put(np.array([[C.crude_shape(w) for w in index]]))
        self.ids, self.offset, self.length = put(np.array(ids)), put(np.array(begin)), put(np.array(lengths))
        self.label = {k: put(np.concatenate(v)) for k, v in label.items()}; self.weight = {k: put(np.concatenate(v)) for k, v in weight.items()}
        self.lengths, flat = np.array(lengths), np.array(ids)
        self.piece_lengths = np.add.reduceat(count[flat], np.array(begin)) + 2
        self.ask(begin, lengths, asked, put)

    def ask(self, begin, lengths, asked, put):
        """What is asked of each window: the word that tells, which kind and class, how much it counts, and which words name either side."""
        last, wide = self.sets["train"].stop, max(lengths)
        at, what, weight = np.full((last, ASKED), -1), np.zeros((last, ASKED), np.int64), np.zeros((last, ASKED), np.float32)
        names = np.zeros((last, ASKED, wide), np.uint8)
        for w in range(last):
            rows = [r for t in range(begin[w], begin[w] + lengths[w]) for r in asked.get(t, ())][:ASKED]
            for k, ((kind, t, cls, sure, one, other), base) in enumerate(rows):
                at[w, k], what[w, k], weight[w, k] = base + t - begin[w], FIRST[kind] + cls, sure
                for bit, places in ((1, one), (2, other)):
                    for p in places:
                        if begin[w] <= base + p < begin[w] + lengths[w]:
                            names[w, k, base + p - begin[w]] |= bit
        self.asked_at, self.asked_what, self.asked_weight, self.names = put(at), put(what), put(weight), put(names)


class Teachers(nn.Module):
    def __init__(self, weights, members, hidden=384, pair=160, d=384):
        super().__init__()
        self.body, E, self.pair = T.Body(weights, members), members, pair
        random = lambda *s, std: nn.Parameter(torch.randn(E, *s) * std)
        zeros = lambda *s: nn.Parameter(torch.zeros(E, *s))
        self.shape_out, self.what = random(8, d, std=0.3), random(FIRST[2] + 2, d, std=0.3)
        self.h = nn.ParameterDict({"a": random(d, 3 * hidden, std=0.03), "a_b": zeros(3 * hidden), "q": random(d, hidden, std=0.04), "q_b": zeros(hidden),
                                   "q2": random(hidden, 2 * pair, std=0.04), "q2_b": zeros(2 * pair), "k": random(d, hidden, std=0.04), "k_b": zeros(hidden),
                                   "k2": random(hidden, 2 * pair, std=0.04), "k2_b": zeros(2 * pair), "bias": nn.Parameter(torch.full((E, 2), -3.0))})
        for kind, n in KINDS.items():
            self.h[kind], self.h[kind + "_b"] = random(hidden, n, std=0.03), zeros(n)

    def linear(self, x, k):
        return torch.baddbmm(self.h[k + "_b"].to(x.dtype)[:, None], x, self.h[k].to(x.dtype))

    def read(self, data, sel, N, L):
        place = torch.arange(N, device=data.device); mask = place < data.length[sel][..., None]
        at = (data.offset[sel][..., None] + place).clamp(max=len(data.ids) - 1); ids = data.ids[at] * mask
        pieces, real, shapes, first, shape = T.spread_pieces(data, ids, mask, torch.zeros_like(sel)[..., None], L)
        h = self.body(pieces, real, shapes).gather(2, first[..., None].expand(-1, -1, -1, self.body.d))
        return self.body.drop(h + self.body.lookup(self.shape_out, shape)), mask, at

    def tell(self, h):
        E, B, N, d = h.shape
        x = self.body.drop(F.gelu(self.linear(h.reshape(E, B * N, d), "a"))).view(E, B * N, 3, -1)
        return {kind: self.linear(x[:, :, i].contiguous(), kind).view(E, B, N, -1).float() for i, kind in enumerate(KINDS)}

    def sides(self, h, at, what):
        """[E, B, K, 2, N] scores that a word names a side of what the word at [E, B, K] tells."""
        E, B, N, d = h.shape; K = at.shape[2]; drop = self.body.drop
        teller = h.gather(2, at.clamp(min=0)[..., None].expand(-1, -1, -1, d)) + self.body.lookup(self.what, what)
        q = self.linear(drop(F.gelu(self.linear(teller.reshape(E, B * K, d), "q"))), "q2").view(E * B, K * 2, self.pair)
        k = self.linear(drop(F.gelu(self.linear(h.reshape(E, B * N, d), "k"))), "k2").view(E * B, N, 2, self.pair)
        q = q.view(E * B, K, 2, self.pair)
        score = torch.einsum("bksp,bnsp->bksn", q, k).view(E, B, K, 2, N).float() * self.pair ** -0.5
        return score + self.h["bias"].view(E, 1, 1, 2, 1)


def loss_of(model, data, sel, N, L):
    h, mask, at = model.read(data, sel, N, L); words = mask.sum((1, 2)).clamp(min=1); total = 0
    for kind, score in model.tell(h).items():
        y = data.label[kind][at].masked_fill(~mask, -1); w = data.weight[kind][at]
        each = F.cross_entropy(score.flatten(0, 2), y.flatten(), ignore_index=-1, reduction="none").view(y.shape) * w
        total = total + (each.sum((1, 2)) / words).sum() * 20
    asked, sure = data.asked_at[sel], data.asked_weight[sel]
    names = data.names[sel][..., :N, None] >> torch.arange(2, device=data.device, dtype=torch.uint8) & 1
    each = F.binary_cross_entropy_with_logits(model.sides(h, asked, data.asked_what[sel]), names.transpose(-1, -2).float(), reduction="none")
    each = (each * mask[:, :, None, None]).sum((-1, -2)) * sure
    return total + (each.sum((1, 2)) / sure.sum((1, 2)).clamp(min=1)).sum() * 0.3


def train(model, data, seconds, epochs, record, most):
    device, rng, E = data.device, np.random.default_rng(1), model.body.E; model.train()
    fresh = [p for n, p in model.named_parameters() if not n.startswith("body.p.")]; old = [p for n, p in model.named_parameters() if n.startswith("body.p.")]
    rates = torch.zeros((), device=device), torch.zeros((), device=device)
    optimizer = torch.optim.AdamW([{"params": old, "lr": rates[0]}, {"params": fresh, "lr": rates[1]}], weight_decay=0.01, betas=(0.9, 0.98), fused=True, capturable=device == "cuda")
    plan = C.Draw(np.asarray(data.sets["train"]), data.piece_lengths, EDGES, BUDGET, E, least=4)
    wide = {e: int(max(data.lengths[s] for s in data.sets["train"] if data.piece_lengths[s] <= e)) for _, e, _ in plan.kinds}
    steps = C.Steps(optimizer, lambda edge, sel: loss_of(model, data, sel, wide[edge], edge), record); steps.clip = 2.0 * E ** 0.5
    start, done, total, progress = time.time(), 0, None, 0
    for epoch in range(epochs):
        jobs = plan.epoch(rng)[:most]; total = total or len(jobs) * epochs; rows = [torch.from_numpy(r).to(device) for _, r in jobs]
        for (kind, _), row in zip(jobs, rows):
            progress = max(done / total, (time.time() - start) / seconds)
            if progress >= 1:
                break
            rate = min(1, progress / 0.08 + 0.01) * max(0.02, 1 - progress); rates[0].fill_(1.5e-4 * rate), rates[1].fill_(1e-3 * rate)
            steps(plan.kinds[kind][1], row); done += 1
            if done % 10 == 0 and device == "cuda":
                torch.cuda.synchronize()
        print(f"  epoch {epoch + 1}, step {done} of {total}, loss {float(steps.total) / max(1, done) / E:.3f}, {time.time() - start:.0f} s", flush=True)


@torch.no_grad()
def read(model, data, name):
    """What may be told and by whom, of a set's words, as the mean of all members."""
    model.eval(); E, (first, last) = model.body.E, data.words[name]
    chance = {k: torch.zeros(last - first, n, device=data.device) for k, n in KINDS.items()}; pairs = []
    for part, P in C.in_order(data.sets[name], data.piece_lengths, 12000):
        sel = torch.from_numpy(part).to(data.device)[None].expand(E, -1); N = int(data.lengths[part].max())
        h, mask, at = model.read(data, sel, N, min(512, -(-P // 8) * 8)); flat, mask = at[0] - first, mask[0]
        asked, what, kinds = [], [], []
        for i, (kind, score) in enumerate(model.tell(h).items()):
            p = score.softmax(-1).mean(0); chance[kind][flat[mask]] = p[mask]
            any_, t = ((1 - p[..., 0]) * mask).topk(min(OF_KIND[kind], N), 1)
            asked.append(torch.where(any_ >= 0.05, t, -1)); kinds.append(torch.full_like(t, i))
            what.append(FIRST[i] + p[..., 1:].argmax(-1).gather(1, t))
        asked, what, kinds = torch.cat(asked, 1), torch.cat(what, 1), torch.cat(kinds, 1)
        p = model.sides(h, asked[None].expand(E, -1, -1), what[None].expand(E, -1, -1)).sigmoid().mean(0) * mask[:, None, None] * (asked >= 0)[..., None, None]
        b, k, side, n = (p >= NAMED).nonzero(as_tuple=True)
        pairs.append(torch.stack([kinds[b, k], flat[b, asked[b, k]], side, flat[b, n], (p[b, k, side, n] * 255).round().long()]).cpu().numpy().astype(np.int32))
    out = {"pairs": np.concatenate(pairs, 1)}
    for kind, p in chance.items():
        at = (1 - p[:, 0] >= LIKELY[kind]).nonzero()[:, 0]
        out[kind] = at.cpu().numpy().astype(np.uint32), (p[at] * 255).round().to(torch.uint8).cpu().numpy()
    return out


def measure(data, out, name):
    """F1 of words and what they tell, where any chance of 0.3 to 0.5 counts."""
    first, last = data.words[name]; said = []
    for kind in KINDS:
        y = data.label[kind][first:last].cpu().numpy(); at, p = out[kind]; p = p / 255; best = []
        sure = data.weight[kind][first:last].cpu().numpy() > 0
        for least in (0.3, 0.4, 0.5):
            kept = (1 - p[:, 0] >= least) & (y[at] >= 0) & sure[at]
            hit = (p[kept][:, 1:].argmax(1) + 1 == y[at[kept]]).sum(); best.append(200 * hit / max(1, kept.sum() + ((y > 0) & sure).sum()))
        said.append(f"{kind} " + " ".join(f"{b:.1f}" for b in best))
    return ", ".join(said)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("train", "bge", "out"):
        p.add_argument(name)
    p.add_argument("sets", nargs="+")
    p.add_argument("--device", default="cpu"); p.add_argument("--members", type=int, default=5); p.add_argument("--seconds", type=float, default=120); p.add_argument("--epochs", type=int, default=8)
    p.add_argument("--graphs", action="store_true"); p.add_argument("--most", type=int, default=10 ** 9); p.add_argument("--layers", type=int, default=12); p.add_argument("--share", type=float, default=1)
    a = p.parse_args(); begun = time.time(); say = lambda *what: print(f"[{time.time() - begun:.0f} s]", *what, flush=True)
    if a.device == "cpu":
        T.TYPE = torch.float32
    else:
        torch.backends.cuda.enable_cudnn_sdp(False)
    torch.manual_seed(1); torch.set_float32_matmul_precision("high")
    bge, tokenizer = W.read(a.bge)
    if a.layers < 12:
        bge = {k: v for k, v in bge.items() if not k.startswith("encoder.layer.") or int(k.split(".")[2]) < a.layers}
    load = lambda path: pickle.loads(lzma.open(path).read()); cut = lambda stories: stories[:max(60, int(len(stories) * a.share))]
    marked = cut(load(a.train)); name_of = lambda path: pathlib.Path(path).name.split(".")[0]
    sets = {"train": [s for i, s in enumerate(marked) if i % 25], "check": marked[::25]} | {name_of(s): cut(load(s)) for s in a.sets}
    data = Windows(sets, tokenizer, a.device); say({k: (len(v), data.words[k][1] - data.words[k][0]) for k, v in data.sets.items()}, "windows, words")
    model = Teachers(bge, a.members).to(a.device); train(model, data, a.seconds, a.epochs, a.graphs, a.most); say("taught")
    say("check:", measure(data, read(model, data, "check"), "check")); out = pathlib.Path(a.out); out.mkdir(exist_ok=True)
    for path in a.sets:
        found = read(model, data, name_of(path)); packed = lzma.compress(pickle.dumps(found, protocol=5), preset=1)
        (out / f"{name_of(path)}.pickle.xz").write_bytes(packed); say("read", name_of(path), {k: len(v[0]) for k, v in found.items() if k != "pairs"}, found["pairs"].shape, len(packed), "bytes")


if __name__ == "__main__":
    main()

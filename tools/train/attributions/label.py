"""The labeller of attributions: the encoder's states and facts of the tree in, sources, cues and contents out.

label.py TRAIN.bin DEV.bin OUT.pt [--silver SILVER.bin,… --chances CHANCES.xz] [--device cuda] [--seconds 90] [--graphs]

The .bin are what dragoman_attribution_dump wrote, of SILVER in the order of CHANCES (teach.py's, seven rows of bytes over its words, or the dump's
own, seven bytes a word; 15 is certain). A product over states and facts, a product over a token and its neighbours in the tree, gated convolutions over the article, and a
chain of labels (conditional random field) over each paragraph: gold by the chain's likelihood, unlabelled text by its chances of each label.
"""
import argparse, lzma, math, pathlib, random, sys, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "encoder"))
import corpus as C

LABELS, NEIGHBOURS, PIECE = 7, 4, 400  # labels: O, B- and I- of source, cue, content; tokens of a piece
WORDS, ROWS = 320, 320 + 2 * 8192      # src/findings/attributions/features.cpp: the first row of words, all rows
EDGES = (32, 48, 64, 128, 200, 280, 340, 400)
NEVER = -1e4


def read(path):
    """Articles as dragoman_attribution_dump wrote them."""
    raw, at = np.fromfile(path, dtype=np.uint8), 0
    def take(kind, count):
        nonlocal at
        size = np.dtype(kind).itemsize * count
        out = raw[at:at + size].view(kind); at += size
        return out
    while at < len(raw):
        n, width, facts, words = (int(v) for v in take(np.int32, 4).copy())
        yield dict(states=take(np.uint8, n * width).reshape(n, width), next=take(np.int32, n * NEIGHBOURS).reshape(n, -1), first=take(np.int32, n + 1),
                   facts=take(np.uint16, facts), labels=take(np.uint8, n), paragraph=take(np.int32, n), word=take(np.int32, n), words=words)


def cuts(paragraph):
    """Pieces of an article, cut at paragraphs where that can be."""
    n, begin = len(paragraph), 0
    while begin < n:
        end = min(n, begin + PIECE); cut = end
        while end < n and cut > begin and paragraph[cut] == paragraph[cut - 1]:
            cut -= 1
        end = cut if cut > begin + PIECE // 3 else end
        yield begin, end
        begin = end


class Data:
    """All tokens, one after the other, on the device; `sets` are ranges of pieces."""

    def __init__(self, files, device, chances=None, most=None):
        parts = {k: [] for k in ("states", "next", "facts", "labels", "starts", "chance")}; offset, lengths, total, self.sets, self.device = [], [], 0, {}, device
        for name, paths in files.items():
            first, words = len(offset), 0
            for path in paths:
                for a in list(read(path))[:most]:
                    n = len(a["labels"]); count = np.diff(a["first"]); width = 40
                    facts = np.full((n, width), ROWS, np.int16)
                    column = np.arange(len(a["facts"])) - np.repeat(a["first"][:-1], count); inside = column < width
                    facts[np.repeat(np.arange(n), count)[inside], column[inside]] = a["facts"].astype(np.int64)[inside]
                    starts = np.ones(n, bool); starts[1:] = a["paragraph"][1:] != a["paragraph"][:-1]
                    if name == "silver":
                        chance = chances[words + a["word"]].copy(); again = np.zeros(n, bool); again[1:] = a["word"][1:] == a["word"][:-1]
                        for part in (1, 3, 5):  # a word cut in two begins but once
                            chance[again, part + 1] += chance[again, part]; chance[again, part] = 0
                        words += a["words"]
                    else:
                        chance = np.eye(LABELS)[a["labels"]] * 15
                    for k, v in dict(states=a["states"], facts=facts, labels=a["labels"], starts=starts, chance=chance.astype(np.uint8), next=a["next"]).items():
                        parts[k].append(v)
                    for begin, end in cuts(a["paragraph"]):
                        offset.append(total + begin); lengths.append(end - begin)
                    total += n
            self.sets[name] = range(first, len(offset))
            if name == "silver":
                print("silver words", words, "of", len(chances), flush=True)
        put = lambda v: torch.from_numpy(np.concatenate(v)).to(device)
        self.states, self.facts, self.labels, self.starts, self.chance, self.next = (put(parts[k]) for k in ("states", "facts", "labels", "starts", "chance", "next"))
        # neighbours are numbers in the article: as distances they need no article
        article = np.concatenate([np.arange(len(x)) for x in parts["labels"]])
        nxt = self.next.cpu().numpy(); near = np.where(nxt < 0, -10000, nxt - article[:, None]); self.next = torch.from_numpy(near.astype(np.int16)).to(device)
        self.offset, self.length, self.lengths = torch.tensor(offset, device=device), torch.tensor(lengths, device=device), np.array(lengths)
        self.tokens = total

    def batch(self, sel, L):
        place = torch.arange(L, device=self.device); mask = place < self.length[sel][:, None]
        at = (self.offset[sel][:, None] + place).clamp(max=self.tokens - 1)
        near = self.next[at].long() + place[:, None]
        near = near.masked_fill((near < 0) | (near >= self.length[sel][:, None, None]), L)
        starts = self.starts[at] | (place == 0)
        return self.states[at], self.facts[at].long(), near, mask, starts, at


class Labeller(nn.Module):
    def __init__(self, state, width, dilations, fact=64, drop=0.2, hold=0.15):
        super().__init__()
        self.dilations, self.W, self.hold, self.share = dilations, width, hold, drop
        self.facts = nn.Parameter(torch.randn(ROWS + 1, fact) * 0.1)
        self.mix, self.tree = nn.Linear(state + fact, 2 * width), nn.Linear((1 + NEIGHBOURS) * width, 2 * width)
        self.conv = nn.ModuleList([nn.Linear(3 * width, 2 * width) for _ in dilations])
        self.norm = nn.ModuleList([nn.LayerNorm(width) for _ in range(len(dilations) + 3)])
        self.out = nn.Linear(width, LABELS)
        self.step, self.start, self.end = nn.Parameter(torch.zeros(LABELS, LABELS)), nn.Parameter(torch.zeros(LABELS)), nn.Parameter(torch.zeros(LABELS))
        self.seen = None

    def drop(self, x):
        return F.dropout(x, self.share, self.training)

    def note(self, name, x):
        """What export.py sets the activations' steps by."""
        if self.seen is not None:
            self.seen[name] = max(self.seen.get(name, 0.0), float(torch.quantile(x.detach().float().abs().flatten()[:4000000], 0.9999)))
        return x

    def forward(self, states, facts, near, mask):
        B, L = mask.shape; m = mask[..., None].float()
        none = facts == ROWS
        if self.training:  # a word seen is at times as one never seen
            none = none | ((facts >= WORDS) & (torch.rand(facts.shape, device=facts.device) < self.hold))
        e = (F.embedding(facts, self.facts) * (~none)[..., None]).sum(2)
        x = torch.cat([(states.float() - 64) / 16, self.note("fact", e)], -1)
        x = self.note("tree", self.norm[0](F.glu(self.mix(self.drop(x)), -1))) * m
        padded = F.pad(x, (0, 0, 0, 1))
        close = [padded.gather(1, near[..., k, None].expand(-1, -1, self.W)) for k in range(NEIGHBOURS)]
        x = (x + self.norm[1](F.glu(self.tree(self.drop(torch.cat([x] + close, -1))), -1))) * m
        for k, (d, conv) in enumerate(zip(self.dilations, self.conv)):
            a = F.pad(self.drop(self.note(f"conv{k}", x)), (0, 0, d, d))
            x = (x + self.norm[2 + k](F.glu(conv(torch.cat([a[:, :L], a[:, d:d + L], a[:, 2 * d:]], -1)), -1))) * m
        return self.out(self.drop(self.note("out", self.norm[-1](x)))).float()


def times(a, b):
    """Products of matrices of logarithms."""
    return (a[..., :, :, None] + b[..., None, :, :]).logsumexp(-2)


def chain(model, score, mask, starts):
    """Logarithms of each token's chances by the chain, and of the sum over all chains [B]. A chain begins anew at each paragraph. Sums over
    all beginnings and all ends of a piece at once, in as many steps as its length has binary digits."""
    B, L, K = score.shape
    fresh = (model.end[:, None] + model.start[None])
    move = torch.where(starts[..., None, None], fresh, model.step) + score[:, :, None]  # [B, L, from, to]
    own = torch.full((K, K), NEVER, device=score.device); own = own - torch.diag_embed(torch.full((K,), NEVER, device=score.device))
    first = (model.start + score[:, 0])[:, None, None].expand(B, 1, K, K)
    forward = torch.where(mask[..., None, None], torch.cat([first, move[:, 1:]], 1), own)
    last = mask & ~F.pad(mask[:, 1:], (0, 1))
    after = F.pad(last[:, :-1], (1, 0))  # the place behind the last token holds the end
    behind = torch.where(mask[..., None, None], move, torch.where(after[..., None, None], model.end[:, None].expand(K, K), own))
    behind = torch.cat([behind[:, 1:], torch.where(last[:, -1:, None, None], model.end[:, None].expand(K, K), own)], 1)  # from each token on
    d = 1
    while d < L:
        forward = torch.cat([forward[:, :d], times(forward[:, :-d], forward[:, d:])], 1)
        behind = torch.cat([times(behind[:, :-d], behind[:, d:]), behind[:, -d:]], 1)
        d *= 2
    both = forward[:, :, 0] + behind[..., 0]
    return both.log_softmax(-1), both[:, 0].logsumexp(-1)


def path(model, score, mask, starts, labels):
    """Logarithm of the weight of given labels [B]."""
    emit = score.gather(2, labels[..., None])[..., 0]
    step = torch.where(starts[:, 1:], model.end[labels[:, :-1]] + model.start[labels[:, 1:]], model.step[labels[:, :-1], labels[:, 1:]])
    last = mask & ~F.pad(mask[:, 1:], (0, 1))
    return (emit * mask).sum(1) + (step * mask[:, 1:]).sum(1) + model.start[labels[:, 0]] + (model.end[labels] * last).sum(1)


def loss_of(model, data, sel, L, gold):
    states, facts, near, mask, starts, at = data.batch(sel, L)
    with torch.autocast(data.device, dtype=torch.bfloat16, enabled=data.device == "cuda", cache_enabled=False):
        score = model(states, facts, near, mask)
    with torch.autocast(data.device, enabled=False):
        chances, total = chain(model, score, mask, starts); count = mask.sum()
        if gold:
            return (total - path(model, score, mask, starts, data.labels[at].long() * mask)).sum() / count
        want = data.chance[at].float(); want = want / want.sum(-1, keepdim=True).clamp(min=1)
        return (-(want * chances).sum(-1) * mask).sum() / count


def best(chances_, starts, step, start, end):
    """Best labels of one piece, by scores."""
    best, back = start + chances_[0], np.zeros(chances_.shape, np.int64)
    for t in range(1, len(chances_)):
        if starts[t]:
            v = best + end; back[t] = v.argmax(); best = v.max() + start + chances_[t]
        else:
            v = best[:, None] + step; back[t] = v.argmax(0); best = v.max(0) + chances_[t]
    y = [int((best + end).argmax())]
    for t in range(len(chances_) - 1, 0, -1):
        y.append(int(back[t, y[-1]]))
    return y[::-1]


def spans(labels, starts):
    out, at = set(), None
    for t in range(len(labels) + 1):
        l = labels[t] if t < len(labels) else 0
        if at is not None and (l != at[1] + 1 or (t < len(labels) and starts[t])):
            out.add((at[0], t, at[1])); at = None
        if at is None and l:
            at = (t, l if l % 2 else l - 1)
    return out


@torch.no_grad()
def measure(model, data, name="dev"):
    hit, said, true = np.zeros(8), np.zeros(8), np.zeros(8); model.eval()
    step, start, end = (p.detach().cpu().numpy() for p in (model.step, model.start, model.end))
    for part, L in C.in_order(data.sets[name], data.lengths, 16000):
        states, facts, near, mask, starts, at = data.batch(torch.from_numpy(part).to(data.device), L)
        score, labels, starts = model(states, facts, near, mask).cpu().numpy(), data.labels[at].cpu().numpy(), starts.cpu().numpy()
        for b, s in enumerate(part):
            n = int(data.lengths[s]); a = spans(best(score[b, :n], starts[b, :n], step, start, end), starts[b, :n]); g = spans(labels[b, :n].tolist(), starts[b, :n])
            for k in (1, 3, 5):
                hit[k] += sum(p[2] == k for p in a & g); said[k] += sum(p[2] == k for p in a); true[k] += sum(p[2] == k for p in g)
    return "source {:.1f} cue {:.1f} content {:.1f}".format(*(200 * hit[k] / max(1, said[k] + true[k]) for k in (1, 3, 5)))


def train(model, data, o):
    device, rng = data.device, np.random.default_rng(o.seed); lr = torch.zeros((), device=device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=0.01, betas=(0.9, 0.98), fused=True, capturable=device == "cuda")
    live = list(model.parameters()); mean = [p.detach().clone() for p in live]
    plans = {True: C.Draw(np.tile(np.asarray(data.sets["train"]), o.gold), data.lengths, EDGES, o.batch)}
    if "silver" in data.sets:
        plans[False] = C.Draw(np.asarray(data.sets["silver"]), data.lengths, EDGES, o.batch)
    steps = C.Steps(optimizer, lambda kind, sel: loss_of(model, data, sel[0], kind[1], kind[0]), o.graphs)
    start, done, total, tail, progress = time.time(), 0, None, False, 0
    for epoch in range(o.epochs):
        model.train()
        if progress > 0.8 and not tail:  # at last PolNeAR alone
            tail = True; plans = {True: plans[True]}
        jobs = [(g, k, rows) for g, plan in plans.items() for k, rows in plan.epoch(rng)]; random.shuffle(jobs)
        total = total or len(jobs) * o.epochs
        jobs = [(g, k, torch.from_numpy(rows).to(device)) for g, k, rows in jobs]
        for g, k, rows in jobs:
            progress = max(done / total, (time.time() - start) / o.seconds)
            if progress >= 1 or progress > 0.8 and not tail and len(plans) > 1:
                break
            lr.fill_(o.lr * min(1, (done + 1) / 200) * (0.5 * (1 + math.cos(math.pi * progress)) + 0.01))
            steps((g, plans[g].kinds[k][1]), rows); done += 1
            if done % 10 == 0:
                with torch.no_grad():
                    torch._foreach_lerp_(mean, live, 1 - min(0.98, done / (done + 20)))
                if device == "cuda":
                    torch.cuda.synchronize()
        if epoch % o.say == 0 or progress >= 1:
            print(f"  labeller {o.width}: epoch {epoch + 1}, step {done}, loss {float(steps.total) / max(1, done):.4f}, {time.time() - start:.0f} s", flush=True)
        if progress >= 1:
            break
    with torch.no_grad():
        for p, m in zip(live, mean):
            p.copy_(m)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("train"), parser.add_argument("dev"), parser.add_argument("out"), parser.add_argument("--silver"), parser.add_argument("--chances")
    parser.add_argument("--epochs", type=int, default=1000), parser.add_argument("--seconds", type=float, default=900), parser.add_argument("--width", type=int, default=192), parser.add_argument("--dilations", default="1,2,4,8,16,32,1,2")
    parser.add_argument("--drop", type=float, default=0.2), parser.add_argument("--lr", type=float, default=2e-3), parser.add_argument("--facts", type=int, default=96), parser.add_argument("--hold", type=float, default=0.15)
    parser.add_argument("--batch", type=int, default=8000), parser.add_argument("--gold", type=int, default=1, help="how often PolNeAR is read an epoch"), parser.add_argument("--say", type=int, default=5)
    parser.add_argument("--device", default="cpu"), parser.add_argument("--graphs", action="store_true"), parser.add_argument("--seed", type=int, default=1), parser.add_argument("--most", type=int)
    o = parser.parse_args()
    torch.manual_seed(o.seed), random.seed(o.seed); torch.set_float32_matmul_precision("high")
    files, chances = {"train": o.train.split(","), "dev": [o.dev]}, None
    if o.silver:
        files["silver"] = o.silver.split(","); chances = np.frombuffer(lzma.open(o.chances).read(), np.uint8).reshape(LABELS, -1).T if o.chances.endswith(".xz") else np.fromfile(o.chances, np.uint8).reshape(-1, LABELS)
    data = Data(files, o.device, chances, o.most)
    model = Labeller(data.states.shape[1], o.width, [int(d) for d in o.dilations.split(",")], o.facts, o.drop, o.hold).to(o.device)
    print(data.tokens, "tokens", {k: len(v) for k, v in data.sets.items()}, "pieces", flush=True)
    train(model, data, o); print(f"labeller {o.width}", measure(model, data), flush=True)
    torch.save({"model": {k: v.cpu().half() if v.dim() > 1 else v.cpu() for k, v in model.state_dict().items()}, "options": vars(o)}, o.out)


if __name__ == "__main__":
    main()

"""The encoder that ships: gated dilated convolutions over hashed word features, taught by teacher.py.

student.py train UD NER SILVER.npz OUT.pt [--width 160] [--silver-epochs 2] [--gold-epochs 4]
"""
import argparse, math, random, sys, time, zlib
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
import data as D
from teacher import spans

torch.manual_seed(1), torch.set_num_threads(1)
rng = random.Random(1)
DILATION, ARC = (1, 2, 4, 8, 1), 96
SIZES = (36000, 5000, 10000, 2000, 4000, 7000)
TAGS = ("upos", "xpos", "feats", "name")
H = lambda s, n: zlib.crc32(s.encode()) % n
CACHE = {}


def shape(w):
    o = ""
    for ch in w[:12]:
        k = "X" if ch.isupper() else "x" if ch.islower() else "d" if ch.isdigit() else ch
        o += "" if o[-2:] == k + k else k
    return o


def features(w):
    if w not in CACHE:
        w2 = w.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
        l = "".join("0" if c.isdigit() else c for c in w2.lower())
        CACHE[w] = (H("n" + l, SIZES[0]), H("p" + l[:3], SIZES[1]), H("s" + l[-3:], SIZES[2]), H("h" + shape(w2), SIZES[3]), H("t" + l[-2:], SIZES[4]), H("u" + l[-4:], SIZES[5]))
    return CACHE[w]


class Round(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return torch.round(x)
    @staticmethod
    def backward(ctx, g): return g


def fake_act(x, scale):
    """Seven bits, zero point 64: what the kernels see."""
    return torch.clamp(Round.apply(x / scale), -64, 63) * scale


def fake_weight(w):
    """Eight bits a row (output channel), symmetric."""
    flat = w.flatten(1); s = (flat.abs().amax(1) / 127).clamp(min=1e-8).view(-1, *[1] * (w.dim() - 1))
    return torch.clamp(Round.apply(w / s), -127, 127) * s


class Student(nn.Module):
    def __init__(self, sizes, W):
        super().__init__()
        self.W, R = W, sizes["rel"]
        self.tables = nn.ModuleList([nn.Embedding(n, W) for n in SIZES])
        for t in self.tables:
            nn.init.normal_(t.weight, std=0.1)
        self.root, self.mix, self.ln0 = nn.Parameter(torch.randn(W) * 0.1), nn.Linear(W * len(SIZES), 2 * W), nn.LayerNorm(W)
        self.conv = nn.ModuleList([nn.Conv1d(W, 2 * W, 3, padding=d, dilation=d) for d in DILATION]); self.norm = nn.ModuleList([nn.LayerNorm(W) for _ in DILATION])
        self.last, self.drop = nn.LayerNorm(W), nn.Dropout(0.1)
        self.out = nn.ModuleDict({k: nn.Linear(W, ARC) for k in ("ad", "ah", "rd", "rh")} | {k: nn.Linear(W, sizes[k]) for k in TAGS})
        self.u = nn.Parameter(torch.zeros(ARC)); self.distance = nn.Parameter(torch.zeros(2, 12))
        self.ro, self.ro1, self.ro2 = (nn.Linear(ARC, R) for _ in range(3))
        self.quant = False
        self.register_buffer("scale", torch.ones(len(SIZES) + len(DILATION) + 1)); self.watch = None

    def act(self, x, i):
        if self.watch is not None:
            self.watch[i] = max(self.watch[i], float(torch.quantile(x.detach().float().abs().flatten()[:1000000], 0.9999)))
        return fake_act(x, self.scale[i]) if self.quant else x

    def lin(self, layer, x):
        return F.linear(x, fake_weight(layer.weight) if self.quant else layer.weight, layer.bias)

    def forward(self, f, mask):
        n = len(SIZES)
        e = [self.act(t(f[:, :, i]), i) for i, t in enumerate(self.tables)]
        if self.training:
            e[0] = e[0] * (torch.rand(f.shape[:2]) > 0.1)[..., None]
        mix = self.mix.weight
        if self.quant:  # tables have scales of their own, folded into the columns of the product
            fold = self.scale[:n].repeat_interleave(self.W)
            mix = fake_weight(mix * fold) / fold
        x = self.ln0(F.glu(F.linear(self.drop(torch.cat(e, -1)), mix, self.mix.bias), -1))
        x = torch.cat([self.root.expand(len(x), 1, self.W).to(x.dtype), x[:, 1:]], 1) * mask[..., None]
        for k, (c, norm) in enumerate(zip(self.conv, self.norm)):
            w = fake_weight(c.weight) if self.quant else c.weight
            y = F.conv1d(self.drop(self.act(x, n + k)).transpose(1, 2), w, c.bias, padding=c.padding, dilation=c.dilation).transpose(1, 2)
            x = (x + norm(F.glu(y, -1))) * mask[..., None]
        x = self.drop(self.act(self.last(x), n + len(DILATION)))
        o = {k: self.lin(m, x) for k, m in self.out.items()}
        d, h = self.drop(o["ad"]), self.drop(F.relu(o["ah"]))
        arc = (d @ h.transpose(1, 2)).float() + (h @ self.u.to(h.dtype)).float()[:, None]
        i = torch.arange(f.shape[1]); gap = i[None] - i[:, None]
        arc = arc + self.distance[(gap > 0).long(), torch.clamp(torch.floor(torch.log2(gap.abs().float() + 1e-6) * 2), 0, 11).long()]
        arc = arc.masked_fill(~mask.bool()[:, None], -1e4) - 1e4 * torch.eye(f.shape[1])
        return o, arc, self.drop(F.relu(o["rd"])), self.drop(F.relu(o["rh"]))

    def labels(self, rd, rh, heads):
        g = rh.gather(1, heads[..., None].expand(-1, -1, rh.shape[-1]))
        return (self.ro(rd * g) + self.ro1(rd) + self.ro2(g)).float()


class Gold:
    """Treebank or name sentences as batches of tensors."""
    def __init__(self, sents, maps, dirty=False):
        self.s, self.maps, self.dirty = [s for s in sents if len(s) <= 200], maps, dirty
    def lengths(self): return [len(s) for s in self.s]
    def batch(self, ids):
        rows = [D.dirty(self.s[i], rng) if self.dirty else self.s[i] for i in ids]
        L = max(map(len, rows)) + 1; z = lambda v=-1: np.full((len(rows), L), v, np.int64)
        f, m = np.zeros((len(rows), L, len(SIZES)), np.int64), np.zeros((len(rows), L), np.float32); m[:, 0] = 1
        t = {k: z() for k in ("head", "rel", *TAGS)}
        for k, s in enumerate(rows):
            for j, w in enumerate(s):
                f[k, j + 1], m[k, j + 1] = features(w.form), 1
                t["head"][k, j + 1] = w.head if 0 <= w.head <= len(s) else -1
                for name in ("rel", *TAGS):
                    t[name][k, j + 1] = self.maps[name].get(getattr(w, name), -1)
        return torch.from_numpy(f), torch.from_numpy(m), {k: torch.from_numpy(v) for k, v in t.items()}, None


class Silver:
    """The teacher's trees: words as feature rows, best tags, the heads' top probabilities."""
    def __init__(self, path):
        z = np.load(path); self.z = {k: z[k] for k in z.files}; self.off = self.z["offsets"]
    def lengths(self): return list(np.diff(self.off))
    def batch(self, ids):
        n = [int(self.off[i + 1] - self.off[i]) for i in ids]; L = max(n) + 1
        f, m = np.zeros((len(ids), L, len(SIZES)), np.int64), np.zeros((len(ids), L), np.float32); m[:, 0] = 1
        t = {k: np.full((len(ids), L), -1, np.int64) for k in ("head", "rel", *TAGS)}
        K = self.z["arc_i"].shape[1]; ai, ap = np.zeros((len(ids), L, K), np.int64), np.zeros((len(ids), L, K), np.float32)
        for k, i in enumerate(ids):
            a, b = self.off[i], self.off[i + 1]; r = slice(1, 1 + n[k])
            f[k, r], m[k, r] = self.z["features"][a:b], 1
            ai[k, r], ap[k, r] = self.z["arc_i"][a:b], self.z["arc_p"][a:b] / 255.0
            ap[k, r][ai[k, r] == np.arange(1, 1 + n[k])[:, None]] = 0  # the teacher may think a word its own head; the student cannot
            t["head"][k, r] = self.z["arc_i"][a:b, 0]
            for name in ("rel", *TAGS):
                t[name][k, r] = self.z[name][a:b]
        return torch.from_numpy(f), torch.from_numpy(m), {k: torch.from_numpy(v) for k, v in t.items()}, (torch.from_numpy(ai), torch.from_numpy(ap))


def groups(lengths, size, shuffle):
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + (rng.random() * 3 if shuffle else 0)); out, cur = [], []
    for i in order:
        if cur and (len(cur) + 1) * (lengths[i] + 1) > size:
            out.append(cur); cur = []
        cur.append(i)
    out.append(cur)
    if shuffle:
        rng.shuffle(out)
    return out


def evaluate(model, gold, maps):
    model.eval(); n = uas = las = up = xp = ft = tp = fp = fn = 0; inverse = D.NAMES
    with torch.no_grad():
        for g in groups(gold.lengths(), 6000, False):
            f, m, t, _ = gold.batch(g); tok = m.bool().clone(); tok[:, 0] = False
            o, arc, rd, rh = model(f, m); guess = arc.argmax(-1); lab = model.labels(rd, rh, guess).argmax(-1)
            ok = (guess == t["head"]) & tok; n += tok.sum().item(); uas += ok.sum().item(); las += (ok & (lab == t["rel"])).sum().item()
            up += ((o["upos"].argmax(-1) == t["upos"]) & tok).sum().item(); xp += ((o["xpos"].argmax(-1) == t["xpos"]) & tok).sum().item(); ft += ((o["feats"].argmax(-1) == t["feats"]) & tok).sum().item()
            if gold.s[0][0].name is not None:
                mine = o["name"].argmax(-1)
                for k, i in enumerate(g):
                    s = gold.s[i]; a, z = spans([inverse[x] for x in mine[k, 1:len(s) + 1].tolist()]), spans([w.name for w in s])
                    a, z = {x for x in a if x[2] != "MISC"}, {x for x in z if x[2] != "MISC"}; tp += len(a & z); fp += len(a - z); fn += len(z - a)
    if tp:
        return f"names P {100 * tp / (tp + fp):.1f} R {100 * tp / (tp + fn):.1f} F1 {200 * tp / (2 * tp + fp + fn):.1f}"
    return f"UPOS {100 * up / n:.2f} XPOS {100 * xp / n:.2f} FEATS {100 * ft / n:.2f} UAS {100 * uas / n:.2f} LAS {100 * las / n:.2f}"


def loss_of(model, batch):
    f, m, t, soft = batch
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not model.quant):
        o, arc, rd, rh = model(f, m)
        lab = model.labels(rd, rh, t["head"].clamp(min=0))
    ce = lambda x, y: F.cross_entropy(x.float().flatten(0, 1), y.flatten(), ignore_index=-1) if (y >= 0).any() else 0.0
    total = ce(lab, t["rel"]) + 0.4 * ce(o["upos"], t["upos"]) + 0.5 * ce(o["xpos"], t["xpos"]) + 0.2 * ce(o["feats"], t["feats"]) + 0.5 * ce(o["name"], t["name"])
    if soft is None:
        return total + ce(arc, t["head"])
    ai, ap = soft; tok = m.bool().clone(); tok[:, 0] = False
    logp = arc.log_softmax(-1).gather(2, ai)
    return total - (logp * ap).sum(-1)[tok].sum() / ap.sum(-1)[tok].sum()


def train(model, sources, epochs, rate, warm, report, out):
    parts = [(s, s.lengths(), times) for s, times in sources]
    total = epochs * sum(len(groups(l, 3000, False)) * times for _, l, times in parts)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, betas=(0.9, 0.95), weight_decay=1e-4); step, start, run = 0, time.time(), 0.0
    for epoch in range(epochs):
        model.train()
        jobs = [(s, g) for s, l, times in parts for _ in range(times) for g in groups(l, 3000, True)]; rng.shuffle(jobs)
        for s, g in jobs:
            for p in optimizer.param_groups:
                p["lr"] = rate * min(1, (step + 1) / warm) * (0.5 * (1 + math.cos(math.pi * min(1, step / total))) + 0.01)
            loss = loss_of(model, s.batch(g)); optimizer.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 2.0); optimizer.step()
            step += 1; run = 0.99 * run + 0.01 * loss.item()
            if step % 200 == 0:
                print(f"  step {step}/{total} loss {run / (1 - 0.99 ** step):.3f} {time.time() - start:.0f} s", flush=True)
        print(f"epoch {epoch + 1} {time.time() - start:.0f} s", *[f"| {n} {evaluate(model, g, None)}" for n, g in report.items()], flush=True)
        torch.save(model.state_dict(), out + ".part")


if __name__ == "__main__":
    p = argparse.ArgumentParser(); p.add_argument("ud"); p.add_argument("ner"); p.add_argument("teacher"); p.add_argument("silver"); p.add_argument("out")
    p.add_argument("--width", type=int, default=160); p.add_argument("--silver-epochs", type=int, default=2); p.add_argument("--gold-epochs", type=int, default=3)
    a = p.parse_args()
    maps = torch.load(a.teacher)["maps"]; gold = Gold(D.gold(a.ud), maps, True); tests = D.tests(a.ud); nt, nh = D.name_sets(a.ner); nt = Gold(nt, maps)
    report = {"ewt-dev": Gold(tests["ewt-dev"], maps), "gum-dev": Gold(tests["gum-dev"], maps), "uner": Gold(nh, maps)}
    model = Student({k: len(v) for k, v in maps.items()}, a.width)
    if a.silver != "-":
        train(model, [(Silver(a.silver), 1), (gold, 2), (nt, 1)], a.silver_epochs, 2e-3, 500, report, a.out)
    train(model, [(gold, 1), (nt, 1)], a.gold_epochs, 5e-4 if a.silver != "-" else 2e-3, 100, report, a.out)
    model.watch = [0.0] * len(model.scale); evaluate(model, report["ewt-dev"], None); evaluate(model, report["gum-dev"], None)
    model.scale[:] = torch.tensor(model.watch) / 63; model.watch = None; model.quant = True
    print("int8, no tuning", *[f"| {n} {evaluate(model, g, None)}" for n, g in report.items()], flush=True)
    train(model, [(gold, 1), (nt, 1)], 1, 2e-4, 50, report, a.out)
    torch.save({"model": model.state_dict(), "maps": maps, "width": a.width}, a.out)
    for n in ("ewt-test", "gum-test"):
        print("TEST", n, evaluate(model, Gold(tests[n], maps), None), flush=True)

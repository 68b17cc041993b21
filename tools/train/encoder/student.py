"""The encoder that ships: gated dilated convolutions over hashed word features, taught by teacher.py.

student.py UD NER TEACHER.pt SILVER.npz,…|- OUT.pt [--more MORE.npz,…] [--names NAMES.json] [--width 192] [--layers 1,2,4,8,1] [--resume]

Epochs over silver and gold trees together, one more with MORE beside them, then gold trees alone, then gold trees with the quantisation in place.
"""
import argparse, copy, json, math, os, random, time, zlib
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
import data as D
from teacher import spans

rng = random.Random(1)
ARC, TABLE = 96, 128
KINDS = "nmpqtsuh"  # features of a word; src/annotation/encoder/features.cpp computes the same
SIZES = (32000, 32000, 5000, 10000, 1500, 7000, 11000, 2000)
TAGS = ("upos", "xpos", "feats", "name")
WEIGHT = dict(upos=0.4, xpos=0.5, feats=0.2, name=0.6)
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
        l = "".join("0" if c.isdigit() else c for c in w2.lower())[:48]
        of = {"n": l, "m": l, "p": l[:3], "q": l[:5], "t": l[-2:], "s": l[-3:], "u": l[-4:], "h": shape(w2)}
        CACHE[w] = tuple(H(k + of[k], n) for k, n in zip(KINDS, SIZES))
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
    s = (w.abs().amax(1, keepdim=True) / 127).clamp(min=1e-8)
    return torch.clamp(Round.apply(w / s), -127, 127) * s


class Drop(nn.Module):
    """Dropout out of one pool of drawn masks, read at a drawn place: drawing anew took a quarter of a step."""
    pool = (torch.rand(1 << 23) > 0.1).float() / 0.9

    def forward(self, x):
        n = x.numel()
        if not self.training or n > len(Drop.pool):
            return x
        at = rng.randrange(len(Drop.pool) - n + 1)
        return x * Drop.pool[at:at + n].view(x.shape).to(x.dtype)


class Student(nn.Module):
    def __init__(self, sizes, W, layers):
        super().__init__()
        self.W, self.layers, T, R = W, layers, len(SIZES), sizes["rel"]
        self.tables = nn.ModuleList([nn.Embedding(n, TABLE) for n in SIZES])
        for t in self.tables:
            nn.init.normal_(t.weight, std=0.1)
        self.root, self.mix, self.ln0 = nn.Parameter(torch.randn(W) * 0.1), nn.Linear(TABLE * T, 2 * W), nn.LayerNorm(W)
        self.conv, self.norm = nn.ModuleList([nn.Linear(3 * W, 2 * W) for _ in layers]), nn.ModuleList([nn.LayerNorm(W) for _ in layers])
        self.last, self.drop = nn.LayerNorm(W), Drop()
        self.out = nn.ModuleDict({k: nn.Linear(W, ARC) for k in ("ad", "ah", "rd", "rh")} | {"ld": nn.Linear(W, R), "lh": nn.Linear(W, R)} | {k: nn.Linear(W, sizes[k]) for k in TAGS})
        self.u, self.distance, self.ro = nn.Parameter(torch.zeros(ARC)), nn.Parameter(torch.zeros(2, 12)), nn.Linear(ARC, R, bias=False)
        self.quant, self.watch = False, None
        self.register_buffer("scale", torch.ones(T + len(layers) + 1))

    def act(self, x, i):
        if self.watch is not None:
            self.watch[i] = max(self.watch[i], float(torch.quantile(x.detach().float().abs().flatten()[:1000000], 0.9999)))
        return fake_act(x, self.scale[i]) if self.quant else x

    def lin(self, layer, x):
        return F.linear(x, fake_weight(layer.weight) if self.quant else layer.weight, layer.bias)

    def types(self, f):
        """First vectors of words: [V, kinds] → [V, W]."""
        n = len(SIZES)
        e = [self.act(t(f[:, i]), i) for i, t in enumerate(self.tables)]
        if self.training:  # a word seen is at times as one never seen: only its ends and shape are known
            known = (torch.rand(len(f), 1) > 0.12).to(e[0].dtype); e[0], e[1] = e[0] * known, e[1] * known
        mix = self.mix.weight
        if self.quant:  # tables have scales of their own, folded into the columns of the product
            fold = self.scale[:n].repeat_interleave(TABLE)
            mix = fake_weight(mix * fold) / fold
        return self.ln0(F.glu(F.linear(self.drop(torch.cat(e, -1)), mix, self.mix.bias), -1))

    def forward(self, f, at, mask):
        """f: features of the batch's word types; at: [B, L] their index, the root first; mask: [B, L]."""
        n = len(SIZES)
        x = self.types(f)[at]
        x = torch.cat([self.root.expand(len(x), 1, self.W).to(x.dtype), x[:, 1:]], 1) * mask[..., None]
        for k, (d, c, norm) in enumerate(zip(self.layers, self.conv, self.norm)):
            a = F.pad(self.drop(self.act(x, n + k)), (0, 0, d, d)); L = x.shape[1]
            y = F.glu(self.lin(c, torch.cat([a[:, :L], a[:, d:d + L], a[:, 2 * d:]], -1)), -1)
            x = (x + norm(y)) * mask[..., None]
        x = self.drop(self.act(self.last(x), n + len(self.layers)))
        o = {k: self.lin(m, x) for k, m in self.out.items()}
        d, h = self.drop(o["ad"]), self.drop(F.relu(o["ah"]))
        arc = (d @ h.transpose(1, 2)).float() + (h @ self.u.to(h.dtype)).float()[:, None]
        i = torch.arange(at.shape[1]); gap = i[None] - i[:, None]
        arc = arc + self.distance[(gap > 0).long(), torch.clamp(torch.floor(torch.log2(gap.abs().float() + 1e-6) * 2), 0, 11).long()]
        return o, arc.masked_fill(~mask.bool()[:, None], -1e4) - 1e4 * torch.eye(at.shape[1])

    def labels(self, o, heads):
        g = lambda x: x.gather(1, heads[..., None].expand(-1, -1, x.shape[-1]))
        return (self.ro(self.drop(F.relu(o["rd"])) * g(self.drop(F.relu(o["rh"])))) + o["ld"] + g(o["lh"])).float()


def layout(rows):
    """Words of sentences → features of their types, [B, L] indexes with the root first, mask."""
    L, types = max(map(len, rows)) + 1, {}
    at, m = np.zeros((len(rows), L), np.int64), np.zeros((len(rows), L), np.float32); m[:, 0] = 1
    for k, s in enumerate(rows):
        at[k, 1:len(s) + 1] = [types.setdefault(w, len(types)) for w in s]; m[k, 1:len(s) + 1] = 1
    return torch.tensor([features(w) for w in types]), torch.from_numpy(at), torch.from_numpy(m)


class Gold:
    """Treebank or name sentences as batches of tensors."""
    def __init__(self, sents, maps, dirty=False):
        self.s, self.maps, self.dirty = [s for s in sents if len(s) <= 200], maps, dirty
    def lengths(self): return [len(s) for s in self.s]
    def batch(self, ids):
        rows = [D.dirty(self.s[i], rng) if self.dirty else self.s[i] for i in ids]
        f, at, m = layout([[w.form for w in s] for s in rows])
        t = {k: np.full(at.shape, -1, np.int64) for k in ("head", "rel", *TAGS)}
        for k, s in enumerate(rows):
            n = len(s) + 1
            t["head"][k, 1:n] = [w.head if 0 <= w.head <= len(s) else -1 for w in s]
            for name in ("rel", *TAGS):
                t[name][k, 1:n] = [self.maps[name].get(getattr(w, name), -1) for w in s]
        return f, at, m, {k: torch.from_numpy(v) for k, v in t.items()}, None


class Silver:
    """The teacher's trees: words, and for each head the likeliest classes with their probabilities."""
    def __init__(self, path, maps):
        z = np.load(path); self.z = {k: z[k] for k in z.files}; self.off = self.z["offsets"]; self.words = self.z["words"].tolist()
        self.extend_names(maps)
    def extend_names(self, maps):
        """A proper noun by the Penn tag that hangs on the name right behind it is part of it: "United States" (JJ by its universal tag)."""
        z = self.z; inverse = {i: t for t, i in maps["name"].items()}; part = np.array([inverse[i][0] for i in range(len(inverse))])
        among = lambda values, kind, names: np.isin(values, [maps[kind][n] for n in names if n in maps[kind]])
        name, place = z["name_i"][:, 0].copy(), np.arange(len(z["ids"])) - np.repeat(self.off[:-1], np.diff(self.off))
        head = z["arc_i"][:, 0].astype(int) - 1
        fits = among(z["xpos_i"][:, 0], "xpos", ("NNP", "NNPS")) & among(z["rel_i"][:, 0], "rel", ("compound", "amod", "flat")) & (head > place) & (head <= place + 4)
        for _ in range(2):
            at = np.where(np.isin(part[name[1:]], ["B", "S"]) & (part[name[:-1]] == "O") & fits[:-1] & (place[1:] > 0))[0]
            for i in at:
                tag = inverse[name[i + 1]]
                name[i], name[i + 1] = maps["name"]["B" + tag[1:]], maps["name"][("E" if tag[0] == "S" else "I") + tag[1:]]
                z["name_p"][i:i + 2] = (255, 0)
        z["name_i"][:, 0] = name
    def lengths(self): return np.diff(self.off).tolist()
    def batch(self, ids):
        rows = [[self.words[w] for w in self.z["ids"][self.off[i]:self.off[i + 1]]] for i in ids]
        curl = rng.random() < 0.5  # marks of either shape; some sentences in capitals or without any, which the teacher has not seen
        draws = [rng.random() for _ in rows]
        rows = [[w.upper() for w in r] if x < 0.03 else [w.lower() for w in r] if x < 0.08 else r for x, r in zip(draws, rows)]
        if curl:
            rows = [[w.replace("'", "’") if "'" in w else w for w in r] for r in rows]
        f, at, m = layout(rows)
        soft = {}
        for name in ("arc", "rel", *TAGS):
            i, p = self.z[name + "_i"], self.z[name + "_p"]
            si, sp = np.zeros((*at.shape, i.shape[1]), np.int64), np.zeros((*at.shape, i.shape[1]), np.float32)
            for k, s in enumerate(ids):
                a, b = self.off[s], self.off[s + 1]; si[k, 1:b - a + 1], sp[k, 1:b - a + 1] = i[a:b], p[a:b]
            if name == "arc":  # the teacher may think a word its own head; the student cannot
                sp[si == np.arange(at.shape[1])[None, :, None]] = 0
            soft[name] = (torch.from_numpy(si), torch.from_numpy(sp / np.maximum(sp.sum(-1, keepdims=True), 1)))
        t = {"head": soft["arc"][0][..., 0]}
        return f, at, m, t, soft


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
    model.eval(); n = uas = las = 0; hit = dict.fromkeys(TAGS, 0); tp = fp = fn = 0; inverse = D.NAMES
    with torch.no_grad():
        for g in groups(gold.lengths(), 6000, False):
            f, at, m, t, _ = gold.batch(g); tok = m.bool().clone(); tok[:, 0] = False
            o, arc = model(f, at, m); guess = arc.argmax(-1); lab = model.labels(o, guess).argmax(-1)
            ok = (guess == t["head"]) & tok; n += tok.sum().item(); uas += ok.sum().item(); las += (ok & (lab == t["rel"])).sum().item()
            for k in TAGS:
                hit[k] += ((o[k].argmax(-1) == t[k]) & tok).sum().item()
            if gold.s[0][0].upos is None:
                mine = o["name"].argmax(-1)
                for k, i in enumerate(g):
                    s = gold.s[i]; a, z = spans([inverse[x] for x in mine[k, 1:len(s) + 1].tolist()]), spans([w.name for w in s])
                    a, z = {x for x in a if x[2] != "MISC"}, {x for x in z if x[2] != "MISC"}; tp += len(a & z); fp += len(a - z); fn += len(z - a)
    if tp:
        return f"names P {100 * tp / (tp + fp):.1f} R {100 * tp / (tp + fn):.1f} F1 {200 * tp / (2 * tp + fp + fn):.1f}"
    return f"UPOS {100 * hit['upos'] / n:.2f} XPOS {100 * hit['xpos'] / n:.2f} FEATS {100 * hit['feats'] / n:.2f} UAS {100 * uas / n:.2f} LAS {100 * las / n:.2f}"


def loss_of(model, batch):
    f, at, m, t, soft = batch
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not model.quant):
        o, arc = model(f, at, m)
        lab = model.labels(o, t["head"].clamp(min=0))
    scores = {"arc": arc, "rel": lab, **{k: o[k].float() for k in TAGS}}
    weight = {"arc": 1.0, "rel": 1.0, **WEIGHT}
    if soft is None:
        ce = lambda x, y: F.cross_entropy(x.flatten(0, 1), y.flatten(), ignore_index=-1) if (y >= 0).any() else 0.0
        return sum(weight[k] * ce(scores[k], t["head" if k == "arc" else k]) for k in scores)
    tok = m.bool().clone(); tok[:, 0] = False
    return sum(weight[k] * -((scores[k].log_softmax(-1).gather(2, i) * p).sum(-1)[tok].mean()) for k, (i, p) in soft.items())


def train(model, sources, epochs, rate, warm, report, out, size=3000):
    """Returns the running mean of the weights over the last fifth of the steps, which is better than the last weights."""
    parts = [(s, s.lengths(), times) for s, times in sources]
    total = epochs * sum(len(groups(l, size, False)) * times for _, l, times in parts)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=1e-4, fused=True)
    mean, step, start, run = copy.deepcopy(model), 0, time.time(), 0.0
    for epoch in range(epochs):
        model.train()
        jobs = [(s, g) for s, l, times in parts for _ in range(times) for g in groups(l, size, True)]; rng.shuffle(jobs)
        for s, g in jobs:
            for p in optimizer.param_groups:
                p["lr"] = rate * min(1, (step + 1) / warm) * (0.5 * (1 + math.cos(math.pi * min(1, step / total))) + 0.01)
            loss = loss_of(model, s.batch(g)); optimizer.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 2.0); optimizer.step()
            step += 1; run = 0.99 * run + 0.01 * loss.item()
            if step % 10 == 0:
                keep = min(0.98, step / (step + 20))
                with torch.no_grad():
                    for a, b in zip(mean.parameters(), model.parameters()):
                        a.lerp_(b, 1 - keep)
            if step % 200 == 0:
                print(f"  step {step}/{total} loss {run / (1 - 0.99 ** step):.3f} {time.time() - start:.0f} s", flush=True)
        mean.quant, mean.scale = model.quant, model.scale
        print(f"epoch {epoch + 1} {time.time() - start:.0f} s", *[f"| {n} {evaluate(mean, g, None)}" for n, g in report.items()], flush=True)
        torch.save(mean.state_dict(), out + ".part")
    model.load_state_dict(mean.state_dict())


if __name__ == "__main__":
    torch.manual_seed(1), torch.set_num_threads(2)
    p = argparse.ArgumentParser(); p.add_argument("ud"); p.add_argument("ner"); p.add_argument("teacher"); p.add_argument("silver", help="- or files parted by commas"); p.add_argument("out")
    p.add_argument("--width", type=int, default=192); p.add_argument("--layers", default="1,2,4,8,1"); p.add_argument("--silver-epochs", type=int, default=3); p.add_argument("--gold-epochs", type=int, default=2)
    p.add_argument("--more", help="files labelled later, for one more epoch")
    p.add_argument("--names", help="names of the treebank's sentences, from gold_names.py")
    p.add_argument("--resume", action="store_true", help="go on from OUT.pt.silver, which the epochs over silver trees left")
    a = p.parse_args(); layers = tuple(map(int, a.layers.split(",")))
    maps = torch.load(a.teacher)["maps"]; sents = D.gold(a.ud)
    if a.names:
        known = json.load(open(a.names)); sents = [[w._replace(name=t) for w, t in zip(s, known[k])] if s[0].name is None and (k := " ".join(w.form for w in s)) in known else s for s in sents]
    gold = Gold(sents, maps, True); tests = D.tests(a.ud); nt, nh = D.name_sets(a.ner); news_names, nt = Gold(nt[:D.news_names(a.ner)], maps, True), Gold(nt, maps, True)
    report = {"ewt-dev": Gold(tests["ewt-dev"], maps), "gum-dev": Gold(tests["gum-dev"], maps)} | {k: Gold(v, maps) for k, v in nh.items()}
    model = Student({k: len(v) for k, v in maps.items()}, a.width, layers)
    if a.resume and os.path.exists(a.out + ".silver"):
        model.load_state_dict(torch.load(a.out + ".silver"))
    elif a.silver != "-":
        silver = [(Silver(f, maps), 1) for f in a.silver.split(",")]
        train(model, silver + [(gold, 2), (nt, 1)], a.silver_epochs, 2e-3, 500, report, a.out)
        if a.more:
            train(model, silver + [(Silver(f, maps), 1) for f in a.more.split(",")] + [(gold, 2), (nt, 1)], 1, 1.2e-3, 100, report, a.out)
        torch.save(model.state_dict(), a.out + ".silver")
    train(model, [(gold, 1), (news_names, 1)], a.gold_epochs, 5e-4 if a.silver != "-" else 2e-3, 100, report, a.out)
    model.watch = [0.0] * len(model.scale); evaluate(model, report["ewt-dev"], None); evaluate(model, report["gum-dev"], None)
    model.scale[:] = torch.tensor(model.watch) / 63; model.watch = None; model.quant = True
    print("int8, no tuning", *[f"| {n} {evaluate(model, g, None)}" for n, g in report.items()], flush=True)
    train(model, [(gold, 1), (news_names, 1)], 1, 1.5e-4, 50, report, a.out)
    torch.save({"model": model.state_dict(), "maps": maps, "width": a.width, "layers": layers}, a.out)
    for n in ("ewt-test", "gum-test"):
        print("TEST", n, evaluate(model, Gold(tests[n], maps), None), flush=True)

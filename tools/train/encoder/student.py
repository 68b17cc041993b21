"""The encoder that ships: gated dilated convolutions over hashed word features, taught by the ensemble's chances."""
import gzip, io, math, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
import corpus as C, data as D
from corpus import KINDS, SIZES

ARC, TABLE = 96, 128
TAGS = C.HEADS
EDGES = (8, 12, 16, 20, 24, 28, 32, 40, 48, 64, 80, 120, 160)
WEIGHT = dict(arc=1.0, rel=1.0, upos=0.4, xpos=0.5, feats=0.2, name=1.2)
CASES, STOPS = (0.06, 0.03, 0.02), 0.03


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


class Student(nn.Module):
    def __init__(self, sizes, W, layers):
        super().__init__()
        self.W, self.layers, T, R = W, layers, len(SIZES), sizes["rel"]
        self.table = nn.Parameter(torch.randn(sum(SIZES), TABLE) * 0.1)  # the tables of all kinds, one below the other
        self.root, self.mix, self.ln0 = nn.Parameter(torch.randn(W) * 0.1), nn.Linear(TABLE * T, 2 * W), nn.LayerNorm(W)
        self.conv, self.norm = nn.ModuleList([nn.Linear(3 * W, 2 * W) for _ in layers]), nn.ModuleList([nn.LayerNorm(W) for _ in layers])
        self.last = nn.LayerNorm(W)
        self.out = nn.ModuleDict({k: nn.Linear(W, ARC) for k in ("ad", "ah", "rd", "rh")} | {"ld": nn.Linear(W, R), "lh": nn.Linear(W, R)} | {k: nn.Linear(W, sizes[k]) for k in TAGS})
        self.u, self.distance, self.ro = nn.Parameter(torch.zeros(ARC)), nn.Parameter(torch.zeros(2, 12)), nn.Linear(ARC, R, bias=False)
        self.quant, self.watch, self.loss_of_words = False, None, 0.12
        self.register_buffer("scale", torch.ones(T + len(layers) + 1))

    def drop(self, x):
        return F.dropout(x, 0.1, self.training)

    def act(self, x, i):
        if self.watch is not None:
            self.watch[i] = max(self.watch[i], float(torch.quantile(x.detach().float().abs().flatten()[:1000000], 0.9999)))
        return fake_act(x, self.scale[i]) if self.quant else x

    def lin(self, layer, x):
        return F.linear(x, fake_weight(layer.weight) if self.quant else layer.weight, layer.bias)

    def words(self, f):
        """First vectors of words: rows of the table [..., kinds] → [..., W]."""
        n = len(SIZES); e = F.embedding(f, self.table)
        if self.watch is not None or self.quant:
            e = torch.stack([self.act(e[..., i, :], i) for i in range(n)], -2)
        if self.training:  # a word seen is at times as one never seen: only its ends and shape are known
            known = (torch.rand(*f.shape[:-1], 1, 1, device=f.device) > self.loss_of_words).to(e.dtype)
            e = torch.cat([e[..., :2, :] * known, e[..., 2:, :]], -2)
        mix = self.mix.weight
        if self.quant:  # tables have scales of their own, folded into the columns of the product
            fold = self.scale[:n].repeat_interleave(TABLE)
            mix = fake_weight(mix * fold) / fold
        return self.ln0(F.glu(F.linear(self.drop(e.flatten(-2)), mix, self.mix.bias), -1))

    def forward(self, f, mask):
        """f: rows of the table [B, L, kinds]; mask: [B, L]. What comes out has the root first."""
        n = len(SIZES); B, L = mask.shape; L += 1
        mask = torch.cat([torch.ones_like(mask[:, :1]), mask], 1); m = mask[..., None].float()
        x = self.words(f)
        x = torch.cat([self.root.expand(B, 1, self.W).to(x.dtype), x], 1) * m
        for k, (d, c, norm) in enumerate(zip(self.layers, self.conv, self.norm)):
            a = F.pad(self.drop(self.act(x, n + k)), (0, 0, d, d))
            y = F.glu(self.lin(c, torch.cat([a[:, :L], a[:, d:d + L], a[:, 2 * d:]], -1)), -1)
            x = (x + norm(y)) * m
        x = self.drop(self.act(self.last(x), n + len(self.layers)))
        o = {k: self.lin(layer, x) for k, layer in self.out.items()}
        d, h = self.drop(o["ad"]), self.drop(F.relu(o["ah"]))
        arc = (d @ h.transpose(1, 2)).float() + (h @ self.u.to(h.dtype)).float()[:, None]
        i = torch.arange(L, device=f.device); gap = i[None] - i[:, None]
        arc = arc + self.distance[(gap > 0).long(), torch.clamp(torch.floor(torch.log2(gap.abs().float() + 1e-6) * 2), 0, 11).long()]
        return o, arc.masked_fill(~mask[:, None], -1e4) - 1e4 * torch.eye(L, device=f.device)

    def labels(self, o, heads):
        g = lambda x: x.gather(1, heads[..., None].expand(-1, -1, x.shape[-1]))
        return (self.ro(self.drop(F.relu(o["rd"])) * g(self.drop(F.relu(o["rh"])))) + o["ld"] + g(o["lh"])).float()

    def exported(self):
        """Weights by name, each kind's table apart."""
        state = {k: v.detach().float().cpu() for k, v in self.state_dict().items()}; table = state.pop("table")
        return state | {f"tables.{i}.weight": t for i, t in enumerate(table.split(SIZES))}

    def adopt(self, state):
        """Takes what `exported` gave."""
        state = dict(state); state["table"] = torch.cat([state.pop(f"tables.{i}.weight") for i in range(len(SIZES))])
        self.load_state_dict(state)


def loss_of(model, corpus, labels, sel, L):
    ids, mask, at, case = corpus.words_of(sel, L, CASES, STOPS)
    with torch.autocast(corpus.device, dtype=torch.bfloat16, enabled=not model.quant, cache_enabled=False):
        o, arc = model(corpus.features[case, ids].long(), mask)
        soft = {k: (labels.index[k][at].long(), labels.chance[k][at].float()) for k in WEIGHT}
        index, chance = soft["arc"]
        gone = index > mask.sum(-1)[:, None, None]  # a lost full stop
        chance = chance.masked_fill(gone, 0); index = index.masked_fill(gone, 0); soft["arc"] = index, chance
        head = index.gather(2, chance.argmax(-1, keepdim=True))[..., 0]
        rel = model.labels(o, F.pad(head, (1, 0)))
    scores = {"arc": arc, "rel": rel, **{k: o[k].float() for k in TAGS}}
    count = mask.sum().clamp(min=1); total = 0
    for k, share in WEIGHT.items():
        index, chance = soft[k]; chance = chance / chance.sum(-1, keepdim=True).clamp(min=1)
        each = -(scores[k][:, 1:].log_softmax(-1).gather(2, index) * chance).sum(-1)
        total = total + share * (each * mask).sum() / count
    return total


@torch.no_grad()
def evaluate(model, corpus, name):
    model.eval(); gold = corpus.target; n = 0; hit = dict.fromkeys(("head", "las", *TAGS), 0); tp = fp = fn = 0
    of = lambda k, at: gold[k][at.clamp(max=len(gold[k]) - 1)]
    only = lambda tags: {s for s in C.spans(tags) if s[2] != "MISC"}
    for part, L in C.in_order(corpus.sets[name], corpus.lengths, 12000):
        sel = torch.from_numpy(part).to(corpus.device); ids, mask, at, case = corpus.words_of(sel, max(L, 8), (0, 0, 0), 0.0)
        o, arc = model(corpus.features[case, ids].long(), mask); guess = arc.argmax(-1)
        lab = model.labels(o, guess).argmax(-1)[:, 1:]; ok = (guess[:, 1:] == of("head", at)) & mask
        n += int(mask.sum()); hit["head"] += int(ok.sum()); hit["las"] += int((ok & (lab == of("rel", at))).sum())
        for k in TAGS:
            hit[k] += int(((o[k].argmax(-1)[:, 1:] == of(k, at)) & mask).sum())
        if name in ("uner", "re3d"):
            mine = o["name"].argmax(-1)[:, 1:].tolist(); right = of("name", at).tolist()
            for i, s in enumerate(part):
                m = int(corpus.lengths[s]); a, z = (only([D.NAMES[x] for x in row[i][:m]]) for row in (mine, right))
                tp += len(a & z); fp += len(a - z); fn += len(z - a)
    if name in ("uner", "re3d"):
        return f"{name} F1 {200 * tp / max(1, 2 * tp + fp + fn):.1f}"
    return f"{name} UPOS {100 * hit['upos'] / n:.2f} FEATS {100 * hit['feats'] / n:.2f} UAS {100 * hit['head'] / n:.2f} LAS {100 * hit['las'] / n:.2f}"


DEV = ("ewt-dev", "gum-dev", "uner", "re3d")
report = lambda model, corpus, sets=DEV: " | ".join(evaluate(model, corpus, k) for k in sets)


def train(model, corpus, labels, pools, seconds, rate, record, budget=8192, epochs=1000, most=10 ** 9, warm=300, note="student", say=3):
    """Until the time is up or `epochs` are done; pools: [(sentences, how often an epoch)]. The model ends as the running mean of its weights."""
    device, rng = corpus.device, np.random.default_rng(2)
    lr = torch.zeros((), device=device); model.train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98), weight_decay=1e-4, fused=True, capturable=device == "cuda")
    mean = [p.detach().clone() for p in model.parameters()]; live = [p for p in model.parameters()]
    steps = C.Steps(optimizer, lambda edge, sel: loss_of(model, corpus, labels, sel[0], edge), record)
    start, done, total, said = time.time(), 0, None, 0
    everything = np.concatenate([np.tile(np.asarray(s), n) for s, n in pools])
    plan = C.Draw(everything, corpus.lengths, EDGES, budget)
    for epoch in range(epochs):
        jobs = plan.epoch(rng)[:most]; total = total or len(jobs)
        rows = [torch.from_numpy(r).to(device) for _, r in jobs]
        for (kind, _), row in zip(jobs, rows):
            progress = max(done / (epochs * total), (time.time() - start) / seconds)
            if progress >= 1:
                break
            lr.fill_(rate * min(1, (done + 1) / warm) * (0.5 * (1 + math.cos(math.pi * progress)) + 0.01))
            steps(plan.kinds[kind][1], row); done += 1
            if done % 10 == 0:
                with torch.no_grad():
                    torch._foreach_lerp_(mean, live, 1 - min(0.98, done / (done + 20)))
                if device == "cuda":
                    torch.cuda.synchronize()
        if progress >= 1 or (epoch + 1) % say == 0:
            print(f"  {note}: epoch {epoch + 1}, step {done}, loss {float(steps.total) / max(1, done):.3f}, {time.time() - start:.0f} s", flush=True)
        if progress >= 1:
            break
    with torch.no_grad():
        for p, m in zip(live, mean):
            p.copy_(m)


@torch.no_grad()
def set_scales(model, corpus):
    """Steps of the activations: a part in ten thousand lies beyond."""
    model.watch = [0.0] * len(model.scale); evaluate(model, corpus, "ewt-dev"); evaluate(model, corpus, "gum-dev")
    model.scale.copy_(torch.tensor(model.watch) / 63); model.watch = None; model.quant = True


def save(model, maps, path):
    """Tables as the kernels see them, all else in 16 bits."""
    state = model.exported(); scale = state["scale"]
    small = {k: torch.clamp(torch.round(v / scale[int(k.split(".")[1])]), -64, 63).to(torch.int8) if k.startswith("tables.") else v.half() if v.dim() > 1 else v for k, v in state.items()}
    file = io.BytesIO(); torch.save({"model": small, "maps": maps, "width": model.W, "layers": model.layers}, file)
    with gzip.open(path, "wb", 1) as out:
        out.write(file.getvalue())


def load(path):
    state = torch.load(io.BytesIO(gzip.open(path).read())); scale = state["model"]["scale"]
    state["model"] = {k: v.float() * scale[int(k.split(".")[1])] if k.startswith("tables.") else v.float() for k, v in state["model"].items()}
    return state

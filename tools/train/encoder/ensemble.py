"""The teachers: several fine-tunings of one small transformer side by side, every product for all of them at once.

The vocabulary is uncased: a word's shape is added at the first layer and at the last. Names are read with the number of the corpus whose
way of drawing them is wanted, so that corpora that differ do not blur each other.
"""
import time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
import corpus as C, data as D

PARTS = dict(q="attention.self.query", k="attention.self.key", v="attention.self.value", o="attention.output.dense", up="intermediate.dense", down="output.dense")
EDGES = (16, 24, 32, 40, 48, 64, 80, 104, 136, 200, 320)  # pieces
KEEP = dict(arc=6, rel=4, upos=2, xpos=3, feats=2, name=4)  # classes kept of what the teachers think
TYPE = torch.bfloat16  # of all products; processors are faster with torch.float32
BUDGET = 4400  # pieces a member a step
CASES, STOPS = (0.06, 0.03, 0.02), 0.06


class Body(nn.Module):
    """The transformer, `members` times; x is [members, rows, width] throughout."""

    def __init__(self, weights, members, d=384):
        super().__init__()
        self.E, self.d = members, d
        get = lambda name: torch.tensor(np.asarray(weights[name], np.float32))
        many = lambda x: nn.Parameter(x[None].repeat(members, *[1] * x.dim()))
        p = self.p = nn.ParameterDict()
        p["word"] = many(get("embeddings.word_embeddings.weight")); p["pos"] = many(get("embeddings.position_embeddings.weight") + get("embeddings.token_type_embeddings.weight")[0])
        p["ln_w"], p["ln_b"] = many(get("embeddings.LayerNorm.weight")), many(get("embeddings.LayerNorm.bias"))
        self.depth = 0
        while f"encoder.layer.{self.depth}.output.dense.bias" in weights:
            at, i = f"encoder.layer.{self.depth}.", self.depth
            w = {k: (get(at + n + ".weight").T, get(at + n + ".bias")) for k, n in PARTS.items()}
            p[f"qkv{i}"], p[f"qkv_b{i}"] = many(torch.cat([w[k][0] for k in "qkv"], 1)), many(torch.cat([w[k][1] for k in "qkv"]))
            for k in ("o", "up", "down"):
                p[f"{k}{i}"], p[f"{k}_b{i}"] = many(w[k][0].contiguous()), many(w[k][1])
            for k, n in (("a", "attention.output.LayerNorm"), ("f", "output.LayerNorm")):
                p[f"{k}_w{i}"], p[f"{k}_n{i}"] = many(get(at + n + ".weight")), many(get(at + n + ".bias"))
            self.depth += 1
        self.blend = nn.Parameter(torch.linspace(-2, 2, self.depth).repeat(members, 1))  # what each layer adds to what the heads read
        self.shape_in = nn.Parameter(torch.zeros(members, 8, d))

    def get(self, name):
        return self.p[name].to(TYPE)

    def linear(self, x, name, bias):
        return torch.baddbmm(self.get(bias)[:, None], x, self.get(name))

    def norm(self, x, w, b):
        return torch.addcmul(self.get(b)[:, None], F.layer_norm(x, (self.d,), eps=1e-12), self.get(w)[:, None])

    def drop(self, x):
        return F.dropout(x, 0.1, self.training)

    def lookup(self, table, ids):
        """A row of each member's own table: ids [members, …]."""
        E, n, d = table.shape
        at = ids + torch.arange(E, device=ids.device).view(-1, *[1] * (ids.dim() - 1)) * n
        return F.embedding(at, table.reshape(E * n, d)).to(TYPE)

    def forward(self, ids, mask, spread):
        """[members, B, L] pieces, which of them are real, their words' shapes → [members, B, L, d]."""
        E, B, L = ids.shape; d = self.d
        x = self.lookup(self.p["word"], ids) + self.get("pos")[:, None, :L]
        x = self.norm(x.view(E, B * L, d), "ln_w", "ln_b") + self.lookup(self.shape_in, spread).view(E, B * L, d)
        x = self.drop(x); share, mixed = self.blend.softmax(1).to(TYPE), 0
        keys = torch.zeros(E * B, 1, 1, L, dtype=TYPE, device=ids.device).masked_fill(~mask.view(E * B, 1, 1, L), -1e4).expand(-1, 12, L, -1)
        for i in range(self.depth):
            q, k, v = self.linear(x, f"qkv{i}", f"qkv_b{i}").view(E * B, L, 3, 12, d // 12).permute(2, 0, 3, 1, 4).unbind(0)
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=keys).transpose(1, 2).reshape(E, B * L, d)
            x = self.norm(x + self.drop(self.linear(a, f"o{i}", f"o_b{i}")), f"a_w{i}", f"a_n{i}")
            x = self.norm(x + self.drop(self.linear(F.gelu(self.linear(x, f"up{i}", f"up_b{i}")), f"down{i}", f"down_b{i}")), f"f_w{i}", f"f_n{i}")
            mixed = mixed + share[:, i, None, None] * x
        return mixed.view(E, B, L, d)


def spread_pieces(corpus, ids, mask, case, L):
    """Words [..., N] → pieces [..., L] with their mask and shapes, and where each word begins. The first piece is [CLS]."""
    count = corpus.piece_count[ids] * mask; start = 1 + count.cumsum(-1) - count
    k = torch.arange(C.PIECES, device=ids.device); real = (k < count[..., None])
    at = (start[..., None] + k).clamp(max=L).masked_fill(~real, L)
    shape = corpus.shapes[case, ids]
    lay = lambda v: torch.zeros(*ids.shape[:-1], L + 1, dtype=torch.long, device=ids.device).scatter(-1, at.flatten(-2), v.expand_as(at).flatten(-2))[..., :L]
    pieces, shapes = lay(corpus.pieces[ids]), lay(shape[..., None])
    total = 1 + count.sum(-1, keepdim=True); place = torch.arange(L, device=ids.device)
    pieces = pieces.masked_fill(place == 0, 101).masked_fill(place == total, 102)
    shapes = shapes.masked_fill((place == 0) | (place == total), 4)
    return pieces, place <= total, shapes, start.clamp(max=L - 1), shape


class Teachers(nn.Module):
    def __init__(self, weights, sizes, members, arc=320, lab=128, hidden=384):
        super().__init__()
        self.body, E, d, R = Body(weights, members), members, 384, sizes["rel"]
        self.R, self.lab, self.sizes = R, lab, sizes
        random = lambda *s, std: nn.Parameter(torch.randn(E, *s) * std)
        self.shape_out, self.root, self.corpus = random(8, d, std=0.5), random(1, d, std=0.1), random(len(D.CORPORA), d, std=0.1)
        self.flat = nn.ParameterDict()
        for k, n in dict(arc_d=arc, arc_h=arc, lab_d=lab, lab_h=lab, hidden=hidden, **{k: n for k, n in sizes.items() if k not in ("rel", "name")}).items():
            self.flat[k], self.flat[k + "_b"] = random(d, n, std=d ** -0.5 * 0.6), nn.Parameter(torch.zeros(E, n))
        self.flat["name"], self.flat["name_b"] = random(hidden, sizes["name"], std=0.03), nn.Parameter(torch.zeros(E, sizes["name"]))
        for k in ("vd", "vh"):
            self.flat[k], self.flat[k + "_b"] = random(lab, R, std=lab ** -0.5 * 0.6), nn.Parameter(torch.zeros(E, R))
        self.U, self.u, self.V = nn.Parameter(torch.eye(arc)[None].repeat(E, 1, 1) * 0.1), nn.Parameter(torch.zeros(E, arc, 1)), random(lab, R * lab, std=0.02)

    def linear(self, x, k):
        return torch.baddbmm(self.flat[k + "_b"].to(x.dtype)[:, None], x, self.flat[k].to(x.dtype))

    def read(self, corpus, sel, N, L, cases=(0, 0, 0), stops=0.0):
        """States of words [members, B, N, d] of sentences sel [members, B], with the ids and masks behind them."""
        ids, mask, at, case = corpus.words_of(sel, N, cases, stops)
        pieces, real, shapes, first, shape = spread_pieces(corpus, ids, mask, case, L)
        x = self.body(pieces, real, shapes); E, B = sel.shape
        h = x.gather(2, first[..., None].expand(-1, -1, -1, self.body.d)) + self.body.lookup(self.shape_out, shape)
        return self.body.drop(h), mask, at

    def trees(self, h, mask):
        """Scores of heads [members, B, N, N + 1], what labels are made of, scores of tags."""
        E, B, N, d = h.shape; drop, flat = self.body.drop, h.reshape(E, B * N, d)
        g = torch.cat([self.root.to(h.dtype)[:, None].expand(E, B, 1, d), h], 2).reshape(E, B * (N + 1), d)
        a, b = drop(F.relu(self.linear(flat, "arc_d"))), drop(F.relu(self.linear(g, "arc_h")))
        arcs = torch.bmm(torch.bmm(a, self.U.to(h.dtype)).view(E * B, N, -1), b.view(E * B, N + 1, -1).transpose(1, 2)).view(E, B, N, N + 1)
        arcs = (arcs + torch.bmm(b, self.u.to(h.dtype)).view(E, B, 1, N + 1)).float()
        valid = torch.cat([torch.ones_like(mask[..., :1]), mask], -1)
        arcs = arcs.masked_fill(~valid[:, :, None], -1e4)
        pair = drop(F.relu(self.linear(flat, "lab_d"))).view(E, B, N, -1), drop(F.relu(self.linear(g, "lab_h"))).view(E, B, N + 1, -1)
        return arcs, pair, {k: self.linear(flat, k).view(E, B, N, -1).float() for k in ("upos", "xpos", "feats")}

    def labels(self, pair, heads):
        d, h = pair; E, B, N, w = d.shape
        h = h.gather(2, heads[..., None].expand(-1, -1, -1, w)).reshape(E, B * N, w); d = d.reshape(E, B * N, w)
        both = torch.bmm(d, self.V.to(d.dtype)).view(E, B * N, self.R, w)
        score = torch.matmul(both, h[..., None])[..., 0] + self.linear(d, "vd") + self.linear(h, "vh")
        return score.view(E, B, N, self.R).float()

    def names(self, h, corpora):
        """Scores of names as these corpora [members, B] draw them."""
        E, B, N, d = h.shape
        x = (h + self.body.lookup(self.corpus, corpora)[:, :, None]).reshape(E, B * N, d)
        return self.linear(self.body.drop(F.gelu(self.linear(x, "hidden"))), "name").view(E, B, N, -1).float()


def loss_of(model, corpus, sel, N, L):
    h, mask, at = model.read(corpus, sel, N, L, CASES, STOPS)
    t = {k: v[at.clamp(max=len(v) - 1)].masked_fill(~mask, -1) for k, v in corpus.target.items()}
    t["head"] = t["head"].masked_fill(t["head"] > mask.sum(-1, keepdim=True), -1)
    arcs, pair, tags = model.trees(h, mask)
    scores = {"head": arcs, "rel": model.labels(pair, t["head"].clamp(min=0)), **tags, "name": model.names(h, corpus.source[sel])}
    total = 0
    for k, share in dict(head=1.0, rel=1.0, upos=0.5, xpos=0.7, feats=0.3, name=1.0).items():
        y = t[k]; each = F.cross_entropy(scores[k].flatten(0, 2), y.flatten(), ignore_index=-1, reduction="none").view(y.shape)
        total = total + share * (each.sum((1, 2)) / (y >= 0).sum((1, 2)).clamp(min=16)).sum()
    return total


@torch.no_grad()
def think(model, corpus, part, P, conventions, heads=None):
    """Mean chances of all members over sentences `part`: arc, rel, upos, xpos, feats, name; names by the mean of conventions."""
    E = model.body.E; sel = torch.from_numpy(part).to(corpus.device)[None].expand(E, -1); N = int(corpus.lengths[part].max()); N = max(N, 8)
    h, mask, at = model.read(corpus, sel, N, min(512, -(-P // 8) * 8))
    arcs, pair, tags = model.trees(h, mask)
    arc = arcs.softmax(-1).mean(0); head = arc.argmax(-1) if heads is None else heads(at[0], mask[0], arc.argmax(-1))
    out = {"arc": arc, "rel": model.labels(pair, head[None].expand(E, -1, -1)).softmax(-1).mean(0)} | {k: v.softmax(-1).mean(0) for k, v in tags.items()}
    out["name"] = sum(w * model.names(h, torch.full_like(sel, D.CORPORA.index(c))).softmax(-1).mean(0) for c, w in conventions.items())
    return out, head, mask[0], at[0]


def evaluate(model, corpus, name, conventions={"ewt": 1.0}):
    model.eval(); gold = corpus.target; n = uas = las = up = 0; tp = fp = fn = 0; inverse = D.NAMES
    for part, P in C.in_order(corpus.sets[name], corpus.piece_lengths, 16000):
        p, head, mask, at = think(model, corpus, part, P, conventions)
        ok = (head == gold["head"][at.clamp(max=len(gold["head"]) - 1)]) & mask
        of = lambda k: gold[k][at.clamp(max=len(gold[k]) - 1)]
        n += int(mask.sum()); uas += int(ok.sum()); las += int((ok & (p["rel"].argmax(-1) == of("rel"))).sum()); up += int(((p["upos"].argmax(-1) == of("upos")) & mask).sum())
        if name in ("uner", "re3d"):
            mine = p["name"].argmax(-1).tolist(); right = of("name").tolist()
            for i, s in enumerate(part):
                m = int(corpus.lengths[s]); a, z = (spans_of([inverse[x] for x in row[i][:m]]) for row in (mine, right))
                tp += len(a & z); fp += len(a - z); fn += len(z - a)
    if name in ("uner", "re3d"):
        return 200 * tp / max(1, 2 * tp + fp + fn)
    return 100 * up / n, 100 * uas / n, 100 * las / n


spans_of = lambda tags: {s for s in C.spans(tags) if s[2] != "MISC"}


def name_runs(model, corpus, conventions):
    """Treebank sentences without names get them: their runs of proper nouns, of the type that the teachers think likeliest."""
    model.eval(); of_type = {t: [i for i, n in enumerate(D.NAMES) if n.endswith(t)] for t in ("PER", "ORG", "LOC", "MISC")}
    gold = corpus.sentences["gold"]; changed = corpus.target["name"].cpu().numpy()
    for part, P in C.in_order([s for s in corpus.runs], corpus.piece_lengths, 16000):
        p = think(model, corpus, part, P, conventions)[0]["name"]; p = torch.stack([p[..., rows].sum(-1) for rows in of_type.values()], -1).cpu().numpy()
        for i, s in enumerate(part):
            words = gold[s - corpus.sets["gold"].start][:C.LONGEST]; tags = ["O"] * len(words)
            for a, b in corpus.runs[s]:
                kind = "MISC" if b - a == 1 and words[a].xpos == "NNPS" else list(of_type)[int(p[i, a:b].sum(0).argmax())]  # "the Israelis"
                while kind == "PER" and b - a > 1 and words[a].form in D.HONORIFICS:
                    a += 1
                for j in range(a, b):
                    tags[j] = ("B-" if j == a else "I-") + kind
            start = int(corpus.offset[s]); changed[start:start + len(words)] = [corpus.maps["name"][t] for t in D.bioes(tags)]
    corpus.target["name"].copy_(torch.from_numpy(changed))


def train(model, corpus, seconds, record, most=10 ** 9, epochs=12):
    """`epochs` over the treebanks and half of the names each, or fewer when the time is up; after the third the treebank gets names."""
    device = corpus.device; rng = np.random.default_rng(1); model.train()
    fresh = [p for n, p in model.named_parameters() if not n.startswith("body.p.")]; old = [p for n, p in model.named_parameters() if n.startswith("body.p.")]
    rates = torch.zeros((), device=device), torch.zeros((), device=device)
    optimizer = torch.optim.AdamW([{"params": old, "lr": rates[0]}, {"params": fresh, "lr": rates[1]}], weight_decay=0.01, betas=(0.9, 0.98), fused=True, capturable=device == "cuda")
    names = np.asarray(corpus.sets["names"])
    draw = lambda: C.Draw(np.concatenate([np.asarray(corpus.sets["gold"]), rng.choice(names, len(names) // 2, replace=False)]), corpus.piece_lengths, EDGES, BUDGET, model.body.E)
    wide = {e: int(max([8] + [corpus.lengths[s] for k in ("gold", "names") for s in corpus.sets[k] if corpus.piece_lengths[s] <= e])) for e in EDGES}
    steps = C.Steps(optimizer, lambda edge, sel: loss_of(model, corpus, sel, min(wide[edge], edge), edge), record); steps.clip = 2.0 * model.body.E ** 0.5
    start, per, done, pace = time.time(), None, 0, None
    for epoch in range(epochs):
        plan = draw(); jobs = plan.epoch(rng)[:most]; per = per or len(jobs); begun = time.time()
        rows = [torch.from_numpy(r).to(device) for _, r in jobs]
        for (kind, _), row in zip(jobs, rows):
            progress = max(done / (epochs * per), (time.time() - start) / seconds)
            if progress >= 1:
                break
            rate = min(1, done / (0.6 * per) + 0.01) * max(0.02, 1 - progress)
            rates[0].fill_(1.5e-4 * rate), rates[1].fill_(1e-3 * rate)
            steps(plan.kinds[kind][1], row); done += 1
            if done % 10 == 0 and device == "cuda":
                torch.cuda.synchronize()
        print(f"  teachers: epoch {epoch + 1}, step {done}, loss {float(steps.total) / max(1, done) / model.body.E:.3f}, {time.time() - start:.0f} s", flush=True)
        if epoch == 3:
            name_runs(model, corpus, {"gum": 0.5, "wikigold": 0.5}); model.train()
        if progress >= 1:
            break


class Labels:
    """What every word of every sentence may be, likeliest first, with its chance in 255ths: flat over all tokens."""

    def __init__(self, corpus):
        n = corpus.tokens
        self.index = {k: torch.zeros(n, c, dtype=torch.int16, device=corpus.device) for k, c in KEEP.items()}
        self.chance = {k: torch.zeros(n, c, dtype=torch.uint8, device=corpus.device) for k, c in KEEP.items()}


@torch.no_grad()
def label(model, corpus, labels, sets, conventions, budget, seconds=1e9):
    """Fills `labels`. Gold words keep their gold head (so that labels fit it). Returns the sentences that were read."""
    model.eval(); start, done = time.time(), []
    gold = corpus.target["head"]
    given = lambda at, mask, head: torch.where((gold[at.clamp(max=len(gold) - 1)] >= 0) & (at < corpus.first_silver), gold[at.clamp(max=len(gold) - 1)], head).clamp(max=head.shape[1])
    jobs = [j for k in sets for j in C.in_order(corpus.sets[k], corpus.piece_lengths, budget)]
    order = np.random.default_rng(3).permutation(len(jobs))
    for i in order:
        part, P = jobs[i]
        if time.time() - start > seconds:
            break
        p, head, mask, at = think(model, corpus, part, P, conventions, given); flat = at[mask]
        own = torch.arange(1, head.shape[1] + 1, device=corpus.device)[None, :, None]  # the teachers may think a word its own head; the student cannot
        p["arc"] = p["arc"].scatter(2, own.expand(len(head), -1, 1), 0.0)
        for k, keep in KEEP.items():
            chance, index = p[k].topk(keep, -1)
            labels.index[k][flat] = index[mask].to(torch.int16); labels.chance[k][flat] = (chance[mask] * 255).round().to(torch.uint8)
        done.append(part)
        if corpus.device == "cuda" and len(done) % 8 == 0:
            torch.cuda.synchronize()
    return np.concatenate(done)


@torch.no_grad()
def blend_gold(corpus, labels, share=0.75, of_names=0.5):
    """Gold classes get this share of the chance; what the teachers think keeps the rest."""
    n = corpus.first_silver; begin, end = corpus.sets["gold"].start, corpus.sets["gold"].stop
    train = torch.zeros(n, dtype=torch.bool, device=corpus.device); train[int(corpus.offset[begin]):int(corpus.offset[end])] = True
    for k in KEEP:
        y = corpus.target["head" if k == "arc" else k][:n]; given = ((y >= 0) & train)[:, None]; keep = of_names if k == "name" else share
        index, chance = labels.index[k][:n], labels.chance[k][:n].float(); same = index == y[:, None]
        most = (chance * same).sum(-1) * (1 - keep) + 255 * keep
        place = torch.where(same.any(-1), same.float().argmax(-1), KEEP[k] - 1)[:, None]  # the last place, unless the gold class has one
        rest = (chance * (1 - keep)).masked_fill(same, 0)
        labels.index[k][:n] = torch.where(given, index.scatter(1, place, y[:, None].to(torch.int16)), index)
        labels.chance[k][:n] = torch.where(given, rest.scatter(1, place, most[:, None]), chance).round().clamp(0, 255).to(torch.uint8)

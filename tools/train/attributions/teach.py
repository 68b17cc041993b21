"""The labeller's teachers: transformers fine-tuned side by side on PolNeAR, which say what the words of unlabelled news may be.

teach.py TRAIN.xz DEV.xz SILVER.xz BGE.xz OUT_DIR [--device cuda] [--members 5] [--seconds 70,30] [--epochs 6] [--graphs]

The .xz are pack.py's, BGE.xz ../encoder/weights.py's. Writes OUT_DIR/chances.xz: for each label a byte for each word of SILVER's segments, in
their order, 15 is certain.
"""
import argparse, lzma, pathlib, sys, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from tokenizers import Tokenizer
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "encoder"))
import corpus as C, ensemble as T, pack, weights as W

WINDOW, EDGES, BUDGET = 300, (64, 128, 192, 256, 304, 352), 6000  # pieces


class Windows:
    """Paragraphs that follow each other in an article, as many as the teachers read at once."""

    def __init__(self, sets, tokenizer, device):
        self.device, index, ids, labels, begin, lengths, self.sets, self.segment = device, {}, [], [], [], [], {}, {}
        reader = Tokenizer.from_str(tokenizer); reader.no_truncation(); reader.no_padding()
        rows = {k: list(pack.read(path)) for k, path in sets.items()}
        for segments in rows.values():
            for _, words, _ in segments:
                for w in words:
                    index.setdefault({"``": '"', "''": '"'}.get(w, w), len(index))
        cut = [e.ids[:C.PIECES] or [100] for e in reader.encode_batch([C.plain(w) for w in index], add_special_tokens=False)]
        count = np.array([len(c) for c in cut])
        for name, segments in rows.items():
            first, last, size = len(lengths), None, 0
            self.segment[name] = []
            for article, words, marks in segments:
                row = [index[{"``": '"', "''": '"'}.get(w, w)] for w in words]; marks = marks or [-1] * len(row); at = 0
                self.segment[name].append((len(ids), len(row)))
                while at < len(row):  # a paragraph longer than a window is cut
                    part = row[at:at + 200]; pieces = int(count[part].sum())
                    if article != last or size + pieces > WINDOW:
                        begin.append(len(ids)); lengths.append(0); size = 2; last = article
                    ids += part; labels += marks[at:at + 200]; lengths[-1] += len(part); size += pieces; at += 200
            self.sets[name] = range(first, len(lengths))
        table = np.zeros((len(cut), C.PIECES), np.int64)
        for i, c in enumerate(cut):
            table[i, :len(c)] = c
        put = lambda x: torch.from_numpy(np.array(x, np.int64)).to(device)
        self.pieces, self.piece_count, self.shapes = put(table), put(count), put([[C.crude_shape(w) for w in index]])
        self.ids, self.offset, self.length, self.labels = put(ids), put(begin), put(lengths), put(labels)
        self.lengths, flat = np.array(lengths), np.array(ids)
        self.piece_lengths = np.add.reduceat(count[flat], np.array(begin)) + 2
        self.starts = torch.zeros(len(ids), dtype=torch.bool, device=device)
        for parts in self.segment.values():
            self.starts[put([a for a, _ in parts])] = True


class Teachers(nn.Module):
    def __init__(self, weights, members, hidden=384, d=384):
        super().__init__()
        self.body, E = T.Body(weights, members), members
        random = lambda *s, std: nn.Parameter(torch.randn(E, *s) * std)
        self.shape_out, self.start = random(8, d, std=0.3), random(2, d, std=0.1)
        self.a, self.a_b, self.b, self.b_b = random(d, hidden, std=0.03), nn.Parameter(torch.zeros(E, hidden)), random(hidden, 7, std=0.03), nn.Parameter(torch.zeros(E, 7))

    def forward(self, data, sel, N, L):
        place = torch.arange(N, device=data.device); mask = place < data.length[sel][..., None]
        at = (data.offset[sel][..., None] + place).clamp(max=len(data.ids) - 1); ids = data.ids[at] * mask
        pieces, real, shapes, first, shape = T.spread_pieces(data, ids, mask, torch.zeros_like(sel)[..., None], L)
        E, B = sel.shape; drop = self.body.drop
        h = self.body(pieces, real, shapes).gather(2, first[..., None].expand(-1, -1, -1, self.body.d))
        h = drop(h + self.body.lookup(self.shape_out, shape) + self.body.lookup(self.start, data.starts[at].long())).view(E, B * N, -1)
        h = drop(F.gelu(torch.baddbmm(self.a_b.to(h.dtype)[:, None], h, self.a.to(h.dtype))))
        return torch.baddbmm(self.b_b.to(h.dtype)[:, None], h, self.b.to(h.dtype)).view(E, B, N, 7).float(), mask, at


def loss_of(model, data, sel, N, L):
    score, mask, at = model(data, sel, N, L); y = data.labels[at].masked_fill(~mask, -1)
    each = F.cross_entropy(score.flatten(0, 2), y.flatten(), ignore_index=-1, reduction="none").view(y.shape)
    return (each.sum((1, 2)) / mask.sum((1, 2)).clamp(min=1)).sum()


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
        print(f"  attributions: epoch {epoch + 1}, step {done} of {total}, loss {float(steps.total) / max(1, done) / E:.3f}, {time.time() - start:.0f} s", flush=True)


@torch.no_grad()
def chances(model, data, name, seconds=1e9):
    """[words, 7] for the words of a set, in order."""
    model.eval(); E, start = model.body.E, time.time(); out = torch.zeros(len(data.ids), 7, device=data.device)
    for part, P in C.in_order(data.sets[name], data.piece_lengths, 16000):
        sel = torch.from_numpy(part).to(data.device)[None].expand(E, -1)
        score, mask, at = model(data, sel, int(data.lengths[part].max()), min(512, -(-P // 8) * 8))
        out[at[0][mask[0]]] = score.softmax(-1).mean(0)[mask[0]]
    first = data.segment[name][0][0]; last = data.segment[name][-1]
    return out[first:last[0] + last[1]].cpu().numpy()


def best(p):
    """Labels of one segment: the likeliest row of labels that is a row of spans."""
    allowed = np.zeros((7, 7)); allowed[:, [2, 4, 6]] = -1e9
    for part in (1, 3, 5):
        allowed[part, part + 1] = allowed[part + 1, part + 1] = 0
    s = np.log(p + 1e-9); v = s[0] + np.array([0, 0, -1e9, 0, -1e9, 0, -1e9]); back = []
    for row in s[1:]:
        w = v[:, None] + allowed; back.append(w.argmax(0)); v = w.max(0) + row
    y = [int(v.argmax())]
    for b in reversed(back):
        y.append(int(b[y[-1]]))
    return y[::-1]


def spans(labels):
    out, at = set(), None
    for t, l in enumerate(list(labels) + [0]):
        if at is not None and l != at[1] + 1:
            out.add((at[0], t, at[1])); at = None
        if at is None and l:
            at = (t, l if l % 2 else l - 1)
    return out


def measure(data, name, p):
    hit, said, true = np.zeros(8), np.zeros(8), np.zeros(8); first = data.segment[name][0][0]; gold = data.labels.cpu().numpy()
    for begin, n in data.segment[name]:
        a, g = spans(best(p[begin - first:begin - first + n])), spans(gold[begin:begin + n])
        for part in (1, 3, 5):
            hit[part] += sum(s[2] == part for s in a & g); said[part] += sum(s[2] == part for s in a); true[part] += sum(s[2] == part for s in g)
    return "source {:.1f} cue {:.1f} content {:.1f}".format(*(200 * hit[k] / max(1, said[k] + true[k]) for k in (1, 3, 5)))


def main():
    p = argparse.ArgumentParser()
    for name in ("train", "dev", "silver", "bge", "out"):
        p.add_argument(name)
    p.add_argument("--device", default="cpu"); p.add_argument("--members", type=int, default=5); p.add_argument("--seconds", type=float, default=70); p.add_argument("--epochs", type=int, default=6)
    p.add_argument("--graphs", action="store_true"); p.add_argument("--most", type=int, default=10 ** 9); p.add_argument("--layers", type=int, default=12)
    a = p.parse_args(); begun = time.time(); say = lambda *what: print(f"[{time.time() - begun:.0f} s]", *what, flush=True)
    if a.device == "cpu":
        T.TYPE = torch.float32
    else:
        torch.backends.cuda.enable_cudnn_sdp(False)
    torch.manual_seed(1); torch.set_float32_matmul_precision("high")
    bge, tokenizer = W.read(a.bge)
    if a.layers < 12:
        bge = {k: v for k, v in bge.items() if not k.startswith("encoder.layer.") or int(k.split(".")[2]) < a.layers}
    data = Windows({"train": a.train, "dev": a.dev, "silver": a.silver}, tokenizer, a.device); say({k: len(v) for k, v in data.sets.items()}, "windows", len(data.ids), "words")
    model = Teachers(bge, a.members).to(a.device); train(model, data, a.seconds, a.epochs, a.graphs, a.most)
    dev = chances(model, data, "dev"); say("teachers on dev", measure(data, "dev", dev))
    silver = chances(model, data, "silver"); out = pathlib.Path(a.out); out.mkdir(exist_ok=True)
    (out / "chances.xz").write_bytes(lzma.compress(np.ascontiguousarray(np.round(silver * 15).astype(np.uint8).T).tobytes())); say("labelled", len(silver), "words")


if __name__ == "__main__":
    main()

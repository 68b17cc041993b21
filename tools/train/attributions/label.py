"""The labeller of attributions: the encoder's states and facts of the tree in, sources, cues and contents out.

label.py TRAIN.bin DEV.bin OUT.pt [--epochs 8] [--width 96] [--dilations 1,2,4,8]        what dragoman_attribution_dump wrote

A product over states and facts, a product over a token and its neighbours in the tree, gated convolutions over the whole article, and a
chain of labels (conditional random field) over each paragraph. Exact F1 over DEV after every epoch.
"""
import argparse, math, random, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F

LABELS, NEIGHBOURS = 7, 4            # O, B- and I- of source, cue, content
WORDS, ROWS = 320, 320 + 2 * 8192    # src/findings/attributions/features.cpp: the first row of words, all rows
PIECE, BATCH = 400, 4000   # tokens


def read(path):
    raw, at, articles = np.fromfile(path, dtype=np.uint8), 0, []
    def take(kind, count):
        nonlocal at
        size = np.dtype(kind).itemsize * count
        out = raw[at:at + size].view(kind); at += size
        return out
    while at < len(raw):
        n, width, facts = (int(v) for v in take(np.int32, 3).copy())
        articles.append(dict(states=take(np.uint8, n * width).reshape(n, width), next=take(np.int32, n * NEIGHBOURS).reshape(n, -1).copy(),
                             first=take(np.int32, n + 1).copy(), facts=take(np.uint16, facts).copy(), labels=take(np.uint8, n), paragraph=take(np.int32, n).copy()))
    return articles


def pieces(articles):
    """Articles cut at paragraphs, so that batches are even."""
    for a in articles:
        p, n, begin = a["paragraph"], len(a["labels"]), 0
        while begin < n:
            end = n
            if n - begin > PIECE:
                end = begin + PIECE
                cut = end
                while cut > begin and p[cut] == p[cut - 1]:
                    cut -= 1
                end = cut if cut > begin + PIECE // 3 else end
            nxt = a["next"][begin:end] - begin
            nxt[(nxt < 0) | (nxt >= end - begin)] = -1
            f = a["first"][begin:end + 1]
            yield dict(states=a["states"][begin:end], next=nxt, first=f - f[0], facts=a["facts"][f[0]:f[-1]], labels=a["labels"][begin:end], paragraph=p[begin:end])
            begin = end


def batches(data, shuffle):
    order = sorted(range(len(data)), key=lambda i: len(data[i]["labels"]) + (random.random() * 60 if shuffle else 0))
    groups, group = [], []
    for i in order:
        if group and (len(group) + 1) * len(data[i]["labels"]) > BATCH:
            groups.append(group); group = []
        group.append(i)
    groups.append(group)
    if shuffle:
        random.shuffle(groups)
    return groups


def tensors(items):
    """Flat tokens with gaps of padding between pieces, so that convolutions do not cross."""
    B, L = len(items), max(len(x["labels"]) for x in items)
    states, labels = np.full((B, L, items[0]["states"].shape[1]), 64, np.uint8), np.zeros((B, L), np.int64)
    nxt, mask, starts = np.full((B, L, NEIGHBOURS), L, np.int64), np.zeros((B, L), np.float32), np.ones((B, L), bool)
    facts, first = [], []
    for b, x in enumerate(items):
        n = len(x["labels"])
        states[b, :n], labels[b, :n], mask[b, :n] = x["states"], x["labels"], 1
        nxt[b, :n] = np.where(x["next"] < 0, L, x["next"])
        starts[b, 1:n] = x["paragraph"][1:] != x["paragraph"][:-1]
        first.append(x["first"][:-1].astype(np.int64) + sum(map(len, facts))); facts.append(x["facts"])
    return torch.from_numpy(states), torch.from_numpy(np.concatenate(facts).astype(np.int64)), torch.from_numpy(np.concatenate(first)), torch.from_numpy(nxt), torch.from_numpy(mask), torch.from_numpy(labels), torch.from_numpy(starts)


class Labeller(nn.Module):
    def __init__(self, rows, state, width, dilations, fact=64, drop=0.2, hold=0.15):
        super().__init__()
        self.dilations, self.W, self.hold = dilations, width, hold
        self.facts = nn.EmbeddingBag(rows, fact, mode="sum")
        nn.init.normal_(self.facts.weight, std=0.1)
        self.mix, self.tree = nn.Linear(state + fact, 2 * width), nn.Linear((1 + NEIGHBOURS) * width, 2 * width)
        self.conv = nn.ModuleList([nn.Linear(3 * width, 2 * width) for _ in dilations])
        self.norm = nn.ModuleList([nn.LayerNorm(width) for _ in range(len(dilations) + 3)])
        self.out, self.drop = nn.Linear(width, LABELS), nn.Dropout(drop)
        self.step, self.start, self.end = nn.Parameter(torch.zeros(LABELS, LABELS)), nn.Parameter(torch.zeros(LABELS)), nn.Parameter(torch.zeros(LABELS))

    def forward(self, states, facts, first, nxt, mask):
        B, L = mask.shape
        if self.training:  # a word seen is at times as one never seen
            facts = torch.where((facts >= WORDS) & (torch.rand(len(facts)) < self.hold), torch.full_like(facts, ROWS), facts)
        e = torch.zeros(B, L, self.facts.embedding_dim)
        e[mask.bool()] = self.facts(facts, first)
        x = torch.cat([(states.float() - 64) / 16, e], -1)
        x = self.norm[0](F.glu(self.mix(self.drop(x)), -1)) * mask[..., None]
        padded = F.pad(x, (0, 0, 0, 1))
        near = [padded.gather(1, nxt[..., k, None].expand(-1, -1, self.W)) for k in range(NEIGHBOURS)]
        x = (x + self.norm[1](F.glu(self.tree(self.drop(torch.cat([x] + near, -1))), -1))) * mask[..., None]
        for k, (d, conv) in enumerate(zip(self.dilations, self.conv)):
            a = F.pad(self.drop(x), (0, 0, d, d))
            x = (x + self.norm[2 + k](F.glu(conv(torch.cat([a[:, :L], a[:, d:d + L], a[:, 2 * d:]], -1)), -1))) * mask[..., None]
        return self.out(self.drop(self.norm[-1](x)))

    def loss(self, score, mask, labels, starts):
        return Chain.apply(score, self.step, self.start, self.end, mask.numpy(), labels.numpy(), starts.numpy())


class Chain(torch.autograd.Function):
    """−log likelihood a token of chains of labels, with its gradient by forward and backward sums: much faster than through the graph.
    Chains begin anew at paragraphs: their first token is scored by `start` in place of a step, the one before by `end`."""
    @staticmethod
    def forward(ctx, score, step, start, end, mask, labels, starts):
        s = score.detach().numpy().astype(np.float64); B, L, K = s.shape
        T, S, E = (np.exp(p.detach().numpy().astype(np.float64)) for p in (step, start, end))
        top = s.max(2, keepdims=True); e = np.exp(s - top)
        alpha, beta, c = np.zeros((B, L, K)), np.zeros((B, L, K)), np.ones((B, L))
        fresh = starts[..., None]
        last = mask.sum(1).astype(int) - 1
        a = S * e[:, 0]
        for t in range(L):
            if t:
                a = np.where(fresh[:, t], (alpha[:, t - 1] @ E)[:, None] * S, alpha[:, t - 1] @ T) * e[:, t]
            c[:, t] = a.sum(1); alpha[:, t] = a / c[:, t, None]
        rows = np.arange(B)
        tail = alpha[rows, last] @ E
        b = np.zeros((B, K))
        for t in range(L - 1, -1, -1):
            if t + 1 < L:
                eb = e[:, t + 1] * beta[:, t + 1] / c[:, t + 1, None]
                b = np.where(fresh[:, t + 1], (eb @ S)[:, None] * E, eb @ T.T)
            beta[:, t] = np.where((last == t)[:, None], E / tail[:, None], b)
        m = mask[..., None].astype(np.float64)
        gamma = alpha * beta * m
        gamma /= np.maximum(gamma.sum(2, keepdims=True), 1e-30)
        gamma *= m
        on = m[:, 1:] * m[:, :-1]
        old, new = on * (1 - fresh[:, 1:]), on * fresh[:, 1:]
        eb = e[:, 1:] * beta[:, 1:] / c[:, 1:, None]
        pair = np.einsum("blj,blk->jk", alpha[:, :-1] * old, eb) * T
        onehot = np.eye(K)[labels] * m
        hold = np.einsum("blj,blk->jk", onehot[:, :-1] * old, onehot[:, 1:])
        head = np.concatenate([np.ones((B, 1, 1)), new], 1)
        foot = np.concatenate([new, np.zeros((B, 1, 1))], 1); foot[rows, last] = 1
        count = m.sum()
        grads = ((gamma - onehot) / count, (pair - hold) / count, ((gamma - onehot) * head).sum((0, 1)) / count, ((gamma - onehot) * foot).sum((0, 1)) / count)
        ctx.save_for_backward(*(torch.from_numpy(g).float() for g in grads))
        logz = (np.log(c) * mask).sum() + (top[..., 0] * mask).sum() + np.log(tail).sum()
        p = (step, start, end); step, start, end = (x.detach().numpy() for x in p)
        gold = (s * onehot).sum() + (hold * step).sum() + ((onehot * head).sum((0, 1)) * start).sum() + ((onehot * foot).sum((0, 1)) * end).sum()
        return torch.tensor((logz - gold) / count, dtype=torch.float32)

    @staticmethod
    def backward(ctx, out):
        return (*(out * g for g in ctx.saved_tensors), None, None, None)


def decode(score, starts, step, start, end):
    """Best labels of one piece."""
    best, back = start + score[0], np.zeros(score.shape, np.int64)
    for t in range(1, len(score)):
        if starts[t]:
            v = best + end; back[t] = v.argmax(); best = v.max() + start + score[t]
        else:
            v = best[:, None] + step; back[t] = v.argmax(0); best = v.max(0) + score[t]
    y = [int((best + end).argmax())]
    for t in range(len(score) - 1, 0, -1):
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


def measure(model, data):
    hit, said, true = np.zeros(8), np.zeros(8), np.zeros(8)
    model.eval()
    step, start, end = (p.detach().numpy() for p in (model.step, model.start, model.end))
    with torch.no_grad():
        for group in batches(data, False):
            items = [data[i] for i in group]
            states, facts, first, nxt, mask, labels, starts = tensors(items)
            score = model(states, facts, first, nxt, mask).numpy()
            for b, x in enumerate(items):
                n = len(x["labels"]); s = starts[b, :n].numpy()
                a, g = spans(decode(score[b, :n], s, step, start, end), s), spans(x["labels"].tolist(), s)
                for part in (1, 3, 5):
                    hit[part] += sum(p[2] == part for p in a & g); said[part] += sum(p[2] == part for p in a); true[part] += sum(p[2] == part for p in g)
    return [200 * hit[p] / (said[p] + true[p]) for p in (1, 3, 5)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("train"), parser.add_argument("dev"), parser.add_argument("out")
    parser.add_argument("--epochs", type=int, default=8), parser.add_argument("--width", type=int, default=96), parser.add_argument("--dilations", default="1,2,4,8")
    parser.add_argument("--drop", type=float, default=0.2), parser.add_argument("--lr", type=float, default=2e-3), parser.add_argument("--facts", type=int, default=64), parser.add_argument("--hold", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=1), parser.add_argument("--most", type=int, default=1 << 30)
    o = parser.parse_args()
    torch.manual_seed(o.seed), random.seed(o.seed), np.random.seed(o.seed), torch.set_num_threads(1)
    train, dev = list(pieces(read(o.train)[:o.most])), list(pieces(read(o.dev)))
    model = Labeller(ROWS + 1, train[0]["states"].shape[1], o.width, [int(d) for d in o.dilations.split(",")], o.facts, o.drop, o.hold)
    optimizer = torch.optim.AdamW(model.parameters(), lr=o.lr, weight_decay=0.01, betas=(0.9, 0.98))
    steps = o.epochs * len(batches(train, False))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, s / (0.05 * steps)) * max(0.02, 1 - s / steps))
    print(len(train), "pieces", sum(len(x["labels"]) for x in train), "tokens", steps, "steps", flush=True)
    for epoch in range(o.epochs):
        model.train(); began, total, count = time.time(), 0.0, 0
        for group in batches(train, True):
            states, facts, first, nxt, mask, labels, starts = tensors([train[i] for i in group])
            loss = model.loss(model(states, facts, first, nxt, mask), mask, labels, starts)
            optimizer.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 2.0); optimizer.step(); schedule.step()
            total += loss.item(); count += 1
        print(f"epoch {epoch + 1} loss {total / count:.4f} {time.time() - began:.0f} s source {{:.1f}} cue {{:.1f}} content {{:.1f}}".format(*measure(model, dev)), flush=True)
        torch.save({"model": model.state_dict(), "options": vars(o)}, o.out)


if __name__ == "__main__":
    main()

"""Sentences as tensors that stay on the device: words, pieces, features, gold, and batches drawn from them by index alone."""
import lzma, multiprocessing, pickle, random, zlib
import numpy as np, torch
from tokenizers import Tokenizer
import data as D

KINDS = "nmpqtsuh"  # features of a word; src/annotation/encoder/features.cpp computes the same
SIZES = (32000, 32000, 5000, 10000, 1500, 7000, 11000, 2000)
PIECES, LONGEST = 8, 160  # of a word, of a sentence
HEADS = ("upos", "xpos", "feats", "name")
CASES = (str, str.lower, str.upper, lambda w: w[0].upper() + w[1:] if len(w) > 3 else w)  # as written, none, all, as in headlines


def crude_shape(w):
    """What of a word's writing a vocabulary without capitals cannot see."""
    return 0 if w.islower() else 1 if w.istitle() else 2 if w.isupper() else 3 if any(c.isdigit() for c in w) else 4 if not w.isalnum() else 5


def shape(w):
    o = ""
    for ch in w[:12]:
        k = "X" if ch.isupper() else "x" if ch.islower() else "d" if ch.isdigit() else ch
        o += "" if o[-2:] == k + k else k
    return o


plain = lambda w: w.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


def features(w):
    """Rows of the student's tables."""
    w = plain(w)
    l = "".join("0" if c.isdigit() else c for c in w.lower())[:48]
    of = {"n": l, "m": l, "p": l[:3], "q": l[:5], "t": l[-2:], "s": l[-3:], "u": l[-4:], "h": shape(w)}
    return [zlib.crc32((k + of[k]).encode()) % n for k, n in zip(KINDS, SIZES)]


def seen(w):
    return [features(case(w)) for case in CASES], [crude_shape(case(w)) for case in CASES]


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


def maps_of(gold):
    """Classes of every head, in a fixed order."""
    rows = {k: sorted({getattr(w, k) for s in gold for w in s}) for k in ("upos", "xpos", "rel")}
    feats = D.collections.Counter(w.feats for s in gold for w in s)
    rows["feats"] = sorted(f for f, c in feats.items() if c >= 5); rows["name"] = D.NAMES
    return {k: {v: i for i, v in enumerate(r)} for k, r in rows.items()}


def lines(path, share=1.0):
    text = (lzma.open(path, "rt", encoding="utf8") if path.endswith(".xz") else open(path, encoding="utf8")).read().split("\n")
    return text[:int(len(text) * share)]


class Corpus:
    """Sets of sentences, one after the other: `sets[name]` is a range of sentences."""

    def __init__(self, pack, tokens, tokenizer, device, share=1.0):
        self.device = device
        packed = pickle.load(lzma.open(pack)); index, ids, lengths, source, droppable, self.sets, self.runs = {}, [], [], [], [], {}, {}
        rows = {k: [[D.Word(*w) for w in s[1]] for s in v] for k, v in packed.items()}
        self.maps = maps_of(rows["gold"])
        if share < 1:
            cut = {k: max(60, int(len(v) * share)) for k, v in rows.items()}
            rows = {k: random.Random(5).sample(v, cut[k]) if k not in ("gold", "names") else v[:cut[k] // 2] + v[-cut[k] // 2:] for k, v in rows.items()}
            packed = {k: packed[k][:cut[k] // 2] + packed[k][-cut[k] // 2:] if k in ("gold", "names") else packed[k] for k in rows}
        target = {k: [] for k in ("head", "rel", *HEADS)}
        known = {k: m.get for k, m in self.maps.items()}
        for name, sents in rows.items():
            begin = len(lengths)
            for row, s in zip(packed[name], sents):
                if name == "gold" and row[0] == "ewt":
                    self.runs[len(lengths)] = [r for r in row[2] if r[1] <= LONGEST]
                if name in ("gold", "names"):
                    s = s[:LONGEST]
                ids += [index.setdefault(w.form, len(index)) for w in s]; lengths.append(len(s)); source.append(D.CORPORA.index(row[0]))
                droppable.append(len(s) > 3 and s[-1].rel == "punct" and not any(w.head == len(s) for w in s))
                target["head"] += [w.head if 0 <= w.head <= len(s) else -1 for w in s]
                for k in ("rel", *HEADS):
                    target[k] += [known[k](getattr(w, k), -1) for w in s]
            self.sets[name] = range(begin, len(lengths))
        self.sentences = rows
        begin, labelled = len(lengths), len(ids)
        for l in lines(tokens, share):
            if l:
                words = l.split("\t"); ids += [index.setdefault(w, len(index)) for w in words]; lengths.append(len(words))
        self.sets["silver"] = range(begin, len(lengths))
        self.words = list(index)
        with multiprocessing.get_context("fork").Pool() as pool:
            looks = pool.map(seen, self.words, chunksize=2000)
        reader = Tokenizer.from_str(tokenizer); reader.no_truncation(); reader.no_padding()
        cut = [e.ids[:PIECES] or [100] for e in reader.encode_batch([plain(w) for w in self.words], add_special_tokens=False)]
        count = np.array([len(c) for c in cut]); table = np.zeros((len(cut), PIECES), np.int32)
        for i, c in enumerate(cut):
            table[i, :len(c)] = c
        put = lambda x, kind: torch.from_numpy(np.array(x, kind)).to(device)
        base = np.concatenate([[0], np.cumsum(SIZES)[:-1]])
        self.features = put(np.array([l[0] for l in looks]).transpose(1, 0, 2) + base, np.int32)  # [cases, words, kinds], rows of one table
        self.shapes = put(np.array([l[1] for l in looks]).T, np.int64)
        self.pieces, self.piece_count = put(table, np.int64), put(count, np.int64)
        flat, self.lengths = np.array(ids, np.int32), np.array(lengths)
        offset = np.concatenate([[0], np.cumsum(self.lengths)])
        self.piece_lengths = np.add.reduceat(count[flat], offset[:-1]) + 2
        self.ids, self.offset, self.length = put(flat, np.int64), put(offset[:-1], np.int64), put(self.lengths, np.int64)
        self.tokens, self.first_silver = len(flat), labelled
        pad = lambda v, fill, n: np.concatenate([np.array(v), np.full(n - len(v), fill)])
        self.source = put(pad(source, len(D.CORPORA) - 1, len(lengths)), np.int64); self.droppable = put(pad(droppable, False, len(lengths)), bool)
        self.target = {k: put(v + [-1] * 512, np.int64) for k, v in target.items()}  # of the labelled sets alone

    def words_of(self, sel, L, cases, stops):
        """sel: sentences [...]; → ids, mask [..., L], case [..., 1]; cases: chances of none, all, headline capitals; stops: of a lost full stop."""
        place = torch.arange(L, device=self.device); n = self.length[sel]
        draw = torch.rand(sel.shape, device=self.device)
        below = [(draw < sum(cases[:k + 1])).long() for k in range(3)]  # no torch.where with numbers: a step that is recorded cannot copy them
        case = (4 - sum(below)) * below[2]
        lost = self.droppable[sel] & (torch.rand(sel.shape, device=self.device) < stops)
        mask = place < (n - lost.long())[..., None]
        at = (self.offset[sel][..., None] + place).clamp(max=self.tokens - 1)
        return self.ids[at] * mask, mask, at, case[..., None]


class Draw:
    """Batches of indexes: sentences of like lengths; every batch of one kind has the same shape."""

    def __init__(self, sentences, lengths, edges, budget, members=1, least=8):
        self.members, self.kinds = members, []
        sentences = np.asarray(sentences); of = lengths[sentences]; below = 0
        for edge in edges:
            inside = sentences[(of > below) & (of <= edge)]; below = edge
            if len(inside):
                self.kinds.append((inside, edge, max(least, budget // edge)))

    def epoch(self, rng):
        """[(kind, indexes [members, B])] in random order."""
        out = []
        for kind, (inside, _, size) in enumerate(self.kinds):
            count = -(-len(inside) // size)
            rows = np.stack([np.concatenate([rng.permutation(inside), rng.choice(inside, count * size - len(inside))]) for _ in range(self.members)])
            out += [(kind, rows[:, i * size:(i + 1) * size]) for i in range(count)]
        rng.shuffle(out)
        return out


def in_order(sentences, lengths, budget):
    """For reading without gradient: (indexes, longest), sorted by length."""
    order = np.asarray(sentences)[np.argsort(lengths[np.asarray(sentences)], kind="stable")]; at = 0
    while at < len(order):
        size = 1
        while at + size < len(order) and (size + 1) * lengths[order[min(len(order) - 1, at + size)]] <= budget:
            size += max(1, min(64, len(order) - at - size - 1))
        part = order[at:at + size]; yield part, int(lengths[part].max()); at += size


class Steps:
    """One training step a kind of batch, recorded once and replayed where the device can: nothing waits for Python."""

    def __init__(self, optimizer, loss, record):
        self.optimizer, self.loss, self.record, self.known, self.warm, self.total, self.pool = optimizer, loss, record, {}, 0, None, None

    def plain(self, kind, rows):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(kind, rows); loss.backward()
        torch.nn.utils.clip_grad_norm_([p for g in self.optimizer.param_groups for p in g["params"]], self.clip, foreach=True)
        self.optimizer.step(); self.total += loss.detach()

    clip = 2.0

    def __call__(self, kind, rows):
        if self.total is None:
            self.total = torch.zeros((), device=rows.device)
        if not self.record:
            return self.plain(kind, rows)
        if self.warm < 3:
            side = torch.cuda.Stream(); side.wait_stream(torch.cuda.current_stream())
            with torch.cuda.stream(side):
                self.plain(kind, rows)
            torch.cuda.current_stream().wait_stream(side); self.warm += 1
            return
        if kind not in self.known:
            static, graph = rows.clone(), torch.cuda.CUDAGraph()
            if self.pool is None:
                self.pool = torch.cuda.graph_pool_handle()
            torch.cuda.synchronize()
            with torch.cuda.graph(graph, pool=self.pool):
                self.plain(kind, static)
            self.known[kind] = static, graph
        static, graph = self.known[kind]
        static.copy_(rows); graph.replay()

"""The teacher reads unlabelled text: tokens (one sentence a line, tab between words) → SILVER.npz, with what it thinks second likeliest.

label.py TEACHER.pt WORDS TOKENS.txt OUT.npz PART PARTS; what is done is saved every 50,000 sentences. One process a core is a third faster
than one process on all: each reads every PARTS-th sentence, and student.py takes the files of all.
"""
import os, pathlib, random, sys, time
import numpy as np, torch
import data as D, teacher as T

KEEP = dict(upos=2, xpos=2, feats=1, name=2)  # how many classes of each head are kept with their probability
ARCS, RELS, POOL = 4, 3, 10000


def soft(scores, keep):
    p, i = scores.softmax(-1).topk(keep, -1)
    return i.numpy().astype(np.uint8 if scores.shape[-1] < 256 else np.uint16), (p.float().numpy() * 255).round().astype(np.uint8)


def read(model, maps, sentences, rows):
    blank = lambda w: D.Word(w, None, None, None, -1, None, None)
    pool = [[blank(w) for w in l] for l in sentences]
    order = T.groups(pool, 2000, False)
    parts = [None] * len(pool)
    for g in order:
        b = T.tensors([pool[i] for i in g], maps); arcs, d, h, o = T.run(model, b)
        arc_i, arc_p = soft(arcs, min(ARCS, arcs.shape[-1]))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            rel = soft(model.labels(d, h, arcs.argmax(-1)), RELS)
        found = {"arc": (arc_i, arc_p), "rel": rel} | {k: soft(o[k], n) for k, n in KEEP.items()}
        for k, i in enumerate(g):
            parts[i] = {name: tuple(x[k, :len(pool[i])] for x in pair) for name, pair in found.items()}
    for p in parts:
        for name, (i, q) in p.items():
            if name == "arc" and i.shape[1] < ARCS:
                i, q = (np.pad(x, ((0, 0), (0, ARCS - x.shape[1]))) for x in (i, q))
            rows.setdefault(name + "_i", []).append(i); rows.setdefault(name + "_p", []).append(q)


if __name__ == "__main__":
    torch.set_num_threads(1)
    _, teacher_path, limit, tokens, out, part, parts = sys.argv
    state = torch.load(teacher_path); maps = state["maps"]
    model = T.Teacher(state["weights"], {k: len(v) for k, v in maps.items()}); model.load_state_dict(state["model"]); model.eval(); model.bfloat16()
    lines = [l.rstrip("\n").split("\t") for l in open(tokens, encoding="utf8")]
    lines = [l for l in lines if 3 <= len(l) <= 70]; random.Random(2).shuffle(lines)
    kept, total = [], 0
    for l in lines:
        kept.append(l); total += len(l)
        if total >= int(limit):
            break
    kept = kept[int(part)::int(parts)]
    print(len(kept), "sentences", sum(map(len, kept)), "words", flush=True)
    words = {}
    rows, ids, offsets, start, done, at = {}, [], [0], time.time(), 0, 0
    with torch.no_grad():
        while at < len(kept):
            pool = kept[at:at + POOL]
            read(model, maps, pool, rows)
            for l in pool:
                ids += [words.setdefault(w, len(words)) for w in l]; offsets.append(offsets[-1] + len(l)); done += len(l)
            at += POOL
            print(done, "words", round(done / (time.time() - start)), "a second", flush=True)
            if at // POOL % 5 == 0 or at >= len(kept):
                rows = {k: [np.concatenate(v)] for k, v in rows.items()}
                np.savez(out + ".tmp.npz", offsets=np.array(offsets, np.int64), ids=np.array(ids, np.int32), words=np.array(list(words)), **{k: v[0] for k, v in rows.items()})
                os.replace(out + ".tmp.npz", out)

"""The teacher reads unlabelled news: tokens (one sentence a line, tab between words) → SILVER.npz.  label.py TEACHER.pt WORDS TOKENS.txt OUT.npz"""
import random, sys, time
import numpy as np, torch
import data as D, teacher as T, student as S

_, teacher_path, limit, tokens, out = sys.argv
state = torch.load(teacher_path); maps = state["maps"]
model = T.Teacher({k: len(v) for k, v in maps.items()}); model.load_state_dict(state["model"]); model.eval(); torch.set_num_threads(1)
rng = random.Random(2)
lines = [l.rstrip("\n").split("\t") for l in open(tokens, encoding="utf8")]
lines = [l for l in lines if 4 <= len(l) <= 60]; rng.shuffle(lines)
kept, total = [], 0
for l in lines:
    kept.append(l); total += len(l)
    if total >= int(limit):
        break
print(len(kept), "sentences", total, "words", flush=True)
blank = lambda w: D.Word(w, None, None, None, -1, None, None)
rows = {k: [] for k in ("features", "upos", "xpos", "feats", "name", "rel", "arc_i", "arc_p")}; offsets, done, start = [0], 0, time.time()
with torch.no_grad():
    for at in range(0, len(kept), 3000):
        pool = [[blank(w) for w in l] for l in kept[at:at + 3000]]
        for g in T.groups(pool, 9000, False):
            b = T.tensors([pool[i] for i in g], maps); arcs, d, h, o = T.run(model, b)
            p, idx = arcs.softmax(-1).topk(min(3, arcs.shape[-1]), -1)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                lab = model.labels(d, h, idx[..., 0]).argmax(-1)
            best = {k: v.argmax(-1).numpy() for k, v in o.items()}; real = b[4].numpy()
            for k, i in enumerate(g):
                n = len(pool[i]); s = np.s_[k, :n]
                rows["features"].append(np.array([S.features(w.form) for w in pool[i]], np.uint16))
                for name in best:
                    rows[name].append(best[name][s].astype(np.int16))
                rows["rel"].append(lab.numpy()[s].astype(np.int16)); rows["arc_i"].append(idx.numpy()[s].astype(np.uint8)); rows["arc_p"].append((p.float().numpy()[s] * 255).round().astype(np.uint8))
                offsets.append(offsets[-1] + n); done += n
        print(done, "words", round(done / (time.time() - start)), "a second", flush=True)
        if at // 3000 % 3 == 2 or at + 3000 >= len(kept):
            np.savez(out + ".tmp.npz", offsets=np.array(offsets, np.int64), **{k: np.concatenate(v) for k, v in rows.items()})
            __import__("os").replace(out + ".tmp.npz", out)

"""Everything from the teachers to the encoder's file, by the clock.

train.py GOLD.xz BGE.xz TOKENS.txt[.xz] OUT_DIR [--device cuda] [--members 6] [--seconds 80,45,130,15,15] [--share 1] [--graphs] [--until 400]

GOLD.xz is pack.py's, BGE.xz weights.py's. --seconds: what teachers, labels, silver, gold and rounding may take. --graphs: record a step once and
replay it (CUDA). --share and --most: less of everything, to try it out.
"""
import argparse, pathlib, time
import torch
import corpus as C, ensemble as T, export, student as S, weights as W

p = argparse.ArgumentParser()
for name in ("gold", "bge", "tokens", "out"):
    p.add_argument(name)
p.add_argument("--device", default="cpu"); p.add_argument("--members", type=int, default=6); p.add_argument("--seconds", default="80,45,130,15,15")
p.add_argument("--share", type=float, default=1.0); p.add_argument("--most", type=int, default=10 ** 9); p.add_argument("--graphs", action="store_true"); p.add_argument("--layers", type=int, default=12)
p.add_argument("--batch", type=float, default=1.0, help="part of the usual size"); p.add_argument("--until", type=float, help="seconds from the beginning to the end: silver takes what is left"); p.add_argument("--epochs", type=int, default=12)
a = p.parse_args(); seconds = list(map(float, a.seconds.split(","))); out = pathlib.Path(a.out); out.mkdir(exist_ok=True)
begun = time.time(); say = lambda *what: print(f"[{time.time() - begun:.0f} s]", *what, flush=True)
if a.device == "cpu":
    T.TYPE = torch.float32
T.BUDGET = int(T.BUDGET * a.batch)
if a.device == "cuda":
    torch.backends.cuda.enable_cudnn_sdp(False)  # it would plan anew for every length
torch.manual_seed(1); torch.set_float32_matmul_precision("high")
bge, tokenizer = W.read(a.bge)
if a.layers < 12:
    bge = {k: v for k, v in bge.items() if not k.startswith("encoder.layer.") or int(k.split(".")[2]) < a.layers}
corpus = C.Corpus(a.gold, a.tokens, tokenizer, a.device, a.share); sizes = {k: len(v) for k, v in corpus.maps.items()}
say("corpus", corpus.tokens, "words,", len(corpus.words), "different;", {k: len(v) for k, v in corpus.sets.items()})

teachers = T.Teachers(bge, sizes, a.members).to(a.device)
T.train(teachers, corpus, seconds[0], a.graphs, a.most, a.epochs)
tries = [{"ewt": 1.0}, {"wikigold": 1.0}, {"re3d": 1.0}] + [{"wikigold": 1 - w, "re3d": w} for w in (0.35, 0.5, 0.65)]
best = None
for conventions in tries:
    u, r = (T.evaluate(teachers, corpus, k, conventions) for k in ("uner", "re3d")); say("names", conventions, f"uner {u:.1f} re3d {r:.1f}")
    if len(conventions) > 1:  # names as encyclopedias and as analysts of the news draw them
        best = max(best or (0,), (u + r, str(conventions), conventions), key=lambda x: x[:2])
say("teachers", *[(k, *(f"{x:.2f}" for x in T.evaluate(teachers, corpus, k))) for k in ("ewt-dev", "gum-dev")])
labels = T.Labels(corpus)
gold_read = T.label(teachers, corpus, labels, ["gold"], best[2], 16000); names_read = T.label(teachers, corpus, labels, ["names"], best[2], 16000)
silver_read = T.label(teachers, corpus, labels, ["silver"], best[2], 16000, seconds[1])
T.blend_gold(corpus, labels); say("labelled", int(corpus.lengths[silver_read].sum()), "words", best[2])
del teachers
if a.device == "cuda":
    torch.cuda.empty_cache()

news_names = [s for s in names_read if int(corpus.source[s]) in (C.D.CORPORA.index("wikigold"), C.D.CORPORA.index("re3d"))]
model = S.Student(sizes, 192, (1, 2, 4, 8, 1)).to(a.device)

if a.until:
    seconds[2] = max(10, a.until - (time.time() - begun) - seconds[3] - seconds[4] - 12)
S.train(model, corpus, labels, [(silver_read, 1), (names_read, 1), (news_names, 3), (gold_read, 3)], seconds[2], 2.5e-3, a.graphs, int(8192 * a.batch), most=a.most)
say("silver", S.report(model, corpus))
S.set_scales(model, corpus); S.save(model, corpus.maps, out / "student.pt.gz"); model.quant = False
S.train(model, corpus, labels, [(gold_read, 1), (names_read, 1), (news_names, 3)], seconds[3], 4e-4, a.graphs, budget=int(4096 * a.batch), most=a.most, warm=50, note="gold", epochs=3)
say("gold", S.report(model, corpus))
S.set_scales(model, corpus); say("rounded", S.report(model, corpus))
S.train(model, corpus, labels, [(gold_read, 1), (names_read, 1), (news_names, 3)], seconds[4], 1.5e-4, a.graphs, budget=int(4096 * a.batch), most=a.most, warm=50, note="rounding", epochs=2)
say("tuned", S.report(model, corpus))
S.save(model, corpus.maps, out / "student.pt.gz"); export.write(S.load(out / "student.pt.gz"), out / "encoder.bin"); say("TEST", S.report(model, corpus, ("ewt-test", "gum-test")))

"""Names for treebank sentences that have none: runs of proper nouns, of the type that the teacher thinks likeliest.  gold_names.py TEACHER.pt UD OUT.json"""
import json, pathlib, sys
import torch
import data as D, teacher as T

DAYS = set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
           "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu thur thurs fri sat sun internet god".split())


def runs(sentence):
    """Maximal runs of proper nouns (by the Penn tag: "United" is an adjective by the universal one) that hang together; hyphens inside."""
    proper = lambda i: i < len(sentence) and sentence[i].xpos in ("NNP", "NNPS") and not D.is_address(sentence[i].form)
    linked = lambda i, j: i + 1 <= sentence[j].head <= j + 1 or any(sentence[k].head == j + 1 for k in range(i, j))
    i = 0
    while i < len(sentence):
        j = i
        while proper(j) and (j == i or linked(i, j)) or i < j and sentence[j:j + 1] and sentence[j].form == "-" and proper(j + 1) and proper(j - 1) and linked(i, j + 1):
            j += 1
        if j > i and not all(w.form.lower().rstrip(".") in DAYS for w in sentence[i:j]):
            yield i, j
        i = max(j, i + 1)


if __name__ == "__main__":
    torch.set_num_threads(2)
    state = torch.load(sys.argv[1]); maps = state["maps"]
    model = T.Teacher(state["weights"], {k: len(v) for k, v in maps.items()}); model.load_state_dict(state["model"]); model.eval(); model.bfloat16()
    of_type = {t: [i for n, i in maps["name"].items() if n.endswith(t)] for t in ("PER", "ORG", "LOC", "MISC")}
    sents = [s[:200] for s in D.treebank(pathlib.Path(sys.argv[2]) / "UD_English-EWT/en_ewt-ud-train.conllu")]
    out = {}
    with torch.no_grad():
        for g in T.groups(sents, 6000, False):
            p = T.run(model, T.tensors([sents[i] for i in g], maps))[3]["name"].softmax(-1)
            for k, i in enumerate(g):
                tags = ["O"] * len(sents[i])
                for a, b in runs(sents[i]):
                    share = {t: float(p[k, a:b, rows].sum()) for t, rows in of_type.items()}
                    kind = "MISC" if b - a == 1 and sents[i][a].xpos == "NNPS" else max(share, key=share.get)  # "the Israelis"
                    if kind == "PER":
                        while b - a > 1 and sents[i][a].form in D.HONORIFICS:
                            a += 1
                    for j in range(a, b):
                        tags[j] = ("B-" if j == a else "I-") + kind
                out[" ".join(w.form for w in sents[i])] = D.bioes(tags)
    json.dump(out, open(sys.argv[3], "w"))
    print(len(out), "sentences", sum(t[0] in "BS" for r in out.values() for t in r), "names")

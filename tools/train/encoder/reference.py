"""What the training framework makes of sentences, for the test that compares the program with it.

reference.py STUDENT.pt.gz SENTENCES.txt > tests/encoder_reference.tsv; a sentence a line, words parted by blanks. Columns: word, likeliest head
(before any repair), its score, the score of the root, Penn tag, universal tag, features, name class.
"""
import sys
import torch
import corpus as C, student as S

state = S.load(sys.argv[1]); maps = state["maps"]
model = S.Student({k: len(v) for k, v in maps.items()}, state["width"], state["layers"]); model.adopt(state["model"]); model.eval(); model.quant = True
classes = {k: {i: c for c, i in m.items()} for k, m in maps.items()}
print("# made by tools/train/encoder/reference.py\n# word\thead\tscore\troot\txpos\tupos\tfeats\tname")
for line in open(sys.argv[2], encoding="utf8"):
    words = line.split()
    with torch.no_grad():
        rows = torch.tensor([C.features(w) for w in words]) + torch.tensor((0, *C.SIZES[:-1])).cumsum(0)
        o, arc = model(rows[None], torch.ones(1, len(words), dtype=torch.bool))
    print()
    for i, w in enumerate(words, 1):
        head = int(arc[0, i].argmax())
        print(w, head, f"{arc[0, i, head]:.4f}", f"{arc[0, i, 0]:.4f}", *[classes[k][int(o[k][0, i].argmax())] for k in ("xpos", "upos", "feats", "name")], sep="\t")

"""Writes the labeller as the file that src/findings/attributions/attributions.cpp reads.  export.py LABELLER.pt DEV.bin OUT.bin

Steps of the activations are set where a part in ten thousand of DEV's lies beyond.
"""
import hashlib, struct, sys
import numpy as np, torch
import label as A

saved = torch.load(sys.argv[1]); m, o = saved["model"], saved["options"]
W, dilations = o["width"], [int(d) for d in o["dilations"].split(",")]
rows, fact = m["facts"].shape
model = A.Labeller(m["mix.weight"].shape[1] - fact, W, dilations, fact); model.load_state_dict(m); model.eval(); model.seen = seen = {}
data = A.Data({"dev": [sys.argv[2]]}, "cpu", most=40)
with torch.no_grad():
    for part, L in A.C.in_order(data.sets["dev"], data.lengths, 16000):
        model(*data.batch(torch.from_numpy(part), L)[:4])
scale = {k: v / 63 for k, v in seen.items()}
m = {k: v.float().numpy() for k, v in m.items()}
out = bytearray(b"DRAGATT1")
put = lambda fmt, *v: out.extend(struct.pack("<" + fmt, *v))


def array(x, kind):
    out.extend(b"\0" * (-len(out) % 64)); out.extend(np.ascontiguousarray(x, kind).tobytes())


def linear(weight, bias, steps, pad_to=None):
    """weight [outputs][inputs]; steps: of each input's activation."""
    folded = weight * steps; o, i = folded.shape; pad_to = pad_to or o
    s = np.maximum(np.abs(folded).max(1) / 127, 1e-12)
    full = np.zeros((pad_to, i), np.int8); full[:o] = np.clip(np.round(folded / s[:, None]), -127, 127)
    spread = lambda v: np.concatenate([v, np.zeros(pad_to - o)])
    array(full.reshape(pad_to // 16, 16, i // 4, 4).transpose(0, 2, 1, 3), np.int8)
    array(-64 * full.astype(np.int32).sum(1), np.int32); array(spread(s), np.float32); array(spread(bias), np.float32)


def norm(k):
    array(m[f"norm.{k}.weight"], np.float32), array(m[f"norm.{k}.bias"], np.float32)


state = m["mix.weight"].shape[1] - fact
table = np.abs(m["facts"]).max() / 127
put("5i", state, fact, W, rows, len(dilations)); put(f"{len(dilations)}i", *dilations)
put("3f", table, 1 / scale["fact"], 1 / scale["tree"]); put(f"{len(dilations)}f", *[1 / scale[f"conv{k}"] for k in range(len(dilations))]); put("f", 1 / scale["out"])
array(np.round(m["facts"] / table), np.int8)
linear(m["mix.weight"], m["mix.bias"], np.concatenate([np.full(state, 1 / 16), np.full(fact, scale["fact"])])); norm(0)
linear(m["tree.weight"], m["tree.bias"], np.full(5 * W, scale["tree"])); norm(1)
for k in range(len(dilations)):
    linear(m[f"conv.{k}.weight"], m[f"conv.{k}.bias"], np.full(3 * W, scale[f"conv{k}"])); norm(2 + k)
norm(len(dilations) + 2)
linear(m["out.weight"], m["out.bias"], np.full(W, scale["out"]), 64)
array(m["step"], np.float32), array(m["start"], np.float32), array(m["end"], np.float32)
out.extend(hashlib.sha256(bytes(out)).digest())
open(sys.argv[3], "wb").write(out)
print(len(out), "bytes")

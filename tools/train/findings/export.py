"""Writes the net of tellings as the file that src/findings/tellings/tellings.cpp reads.  export.py TELLINGS.pt DEV.bin OUT.bin [BLEND.json]

Steps of the activations are set where a part in ten thousand of DEV's lies beyond. BLEND.json replaces, for acts, commitments, stances and sides each, what the logarithm of the
linear weights' chance counts, what the net's counts, and what is added for every class. These were fitted to the keys of `bench/blind_keys.py` (seen, seen2 and fresh) by the likelihood of
their marks, with chances of linear weights that had not seen the story (commitments' and stances' to wider nets, and rounded); what is added for a type of act is held small (2e-4 times its square),
and nothing is taken away from any: a key has each act once, so that types which are told again and again would be held down.
"""
import hashlib, json, pathlib, struct, sys
import numpy as np, torch
here = pathlib.Path(__file__).resolve().parent
sys.path += [str(here.parent / "attributions"), str(here.parent / "encoder"), str(here)]
import label as A, tell

ADDED = dict(none=1.074, accuse=0.353, agree=0.678, coerce=0.116, request=0.622, sanction=0.459, support=0.475)  # of acts
TYPES = "none accuse agree aid assault coerce concede consult cooperate mobilize protest reject request retreat sanction support threaten".split()
BLEND = {"acts": (0.771, 0.199, [ADDED.get(t, 0.0) for t in TYPES]), "commitments": (0.64, 0.48, [-0.75] + [0.0] * 6), "stances": (0.65, 0.25, [0.25, 0, 0]), "sides": (0.557, 0.24, [-0.65, 0, 0])}
saved = torch.load(sys.argv[1], weights_only=False); m, o = saved["model"], saved["options"]
blend = json.loads(pathlib.Path(sys.argv[4]).read_text()) if len(sys.argv) > 4 else BLEND
W, dilations = o["width"], [int(d) for d in o["dilations"].split(",")]
rows, fact = m["facts"].shape
model = tell.Teller(m["mix.weight"].shape[1] - fact, W, dilations, fact, 0, 0); model.load_state_dict(m); model.float().eval(); model.seen = seen = {}
data, asks = A.Data({"dev": [sys.argv[2]]}, "cpu", most=40), []
with torch.no_grad():
    for part, L in A.C.in_order(data.sets["dev"], data.lengths, 16000):
        states, facts, near, mask, _, _ = data.batch(torch.from_numpy(part), L)
        asks.append(model(states, facts, near, mask)[mask][:, tell.SCORES:].abs().flatten()[::7])
scale = {k: v / 63 for k, v in seen.items()}
pair_step = float(np.quantile(torch.cat(asks).numpy(), 0.9999)) / 127
m = {k: v.float().numpy() for k, v in m.items()}
out = bytearray(b"DRAGTEL1")
put = lambda fmt, *v: out.extend(struct.pack("<" + fmt, *v))


def array(x, kind):
    out.extend(b"\0" * (-len(out) % 64)); out.extend(np.ascontiguousarray(x, kind).tobytes())


def linear(weight, bias, steps, pad_to=None):
    """weight [outputs][inputs]; steps: of each input's activation."""
    folded = weight * steps; count, inputs = folded.shape; pad_to = pad_to or count
    s = np.maximum(np.abs(folded).max(1) / 127, 1e-12)
    full = np.zeros((pad_to, inputs), np.int8); full[:count] = np.clip(np.round(folded / s[:, None]), -127, 127)
    spread = lambda v: np.concatenate([v, np.zeros(pad_to - count)])
    array(full.reshape(pad_to // 16, 16, inputs // 4, 4).transpose(0, 2, 1, 3), np.int8)
    array(-64 * full.astype(np.int32).sum(1), np.int32); array(spread(s), np.float32); array(spread(bias), np.float32)


def norm(k):
    array(m[f"norm.{k}.weight"], np.float32), array(m[f"norm.{k}.bias"], np.float32)


state, outputs = m["mix.weight"].shape[1] - fact, m["out.weight"].shape[0]
table = np.abs(m["facts"]).max() / 127
put("7i", state, fact, W, rows, len(dilations), outputs, tell.SIDE); put(f"{len(dilations)}i", *dilations)
put("3f", table, 1 / scale["fact"], 1 / scale["tree"]); put(f"{len(dilations)}f", *[1 / scale[f"conv{k}"] for k in range(len(dilations))]); put("f", 1 / scale["out"])
array(np.round(m["facts"] / table), np.int8)
linear(m["mix.weight"], m["mix.bias"], np.concatenate([np.full(state, 1 / 16), np.full(fact, scale["fact"])])); norm(0)
linear(m["tree.weight"], m["tree.bias"], np.full(5 * W, scale["tree"])); norm(1)
for k in range(len(dilations)):
    linear(m[f"conv.{k}.weight"], m[f"conv.{k}.bias"], np.full(3 * W, scale[f"conv{k}"])); norm(2 + k)
norm(len(dilations) + 2)
linear(m["out.weight"], m["out.bias"], np.full(W, scale["out"]), 192)
array(m["what"], np.float32), array(m["bias"], np.float32), array(np.array([pair_step]), np.float32)
for kind in ("acts", "commitments", "stances", "sides"):
    array(np.array([*blend[kind][:2], *blend[kind][2]]), np.float32)
out.extend(hashlib.sha256(bytes(out)).digest())
pathlib.Path(sys.argv[3]).write_bytes(out)
print(len(out), "bytes")

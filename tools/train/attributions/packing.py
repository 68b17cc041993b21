"""A net over the trunk of src/findings/net/trunk.h as bytes: what the exporters of attributions and tellings have in common."""
import hashlib, struct
import numpy as np, torch


class Packed:
    """A file that begins with a magic word. `model`: a Labeller's state by name; `seen`: how far each of its activations reaches."""

    def __init__(self, magic, model, seen):
        self.out, self.m = bytearray(magic), {k: v.float().numpy() for k, v in model.items()}
        self.scale = {k: v / 63 for k, v in seen.items()}

    def put(self, form, *values):
        self.out.extend(struct.pack("<" + form, *values))

    def array(self, x, kind=np.float32):
        self.out.extend(b"\0" * (-len(self.out) % 64)); self.out.extend(np.ascontiguousarray(x, kind).tobytes())

    def linear(self, name, steps, pad_to=None):
        """weight [outputs][inputs]; steps: of each input's activation."""
        weight, bias = self.m[f"{name}.weight"], self.m[f"{name}.bias"]
        folded = weight * steps; o, i = folded.shape; pad_to = pad_to or o
        s = np.maximum(np.abs(folded).max(1) / 127, 1e-12)
        full = np.zeros((pad_to, i), np.int8); full[:o] = np.clip(np.round(folded / s[:, None]), -127, 127)
        spread = lambda v: np.concatenate([v, np.zeros(pad_to - o)])
        self.array(full.reshape(pad_to // 16, 16, i // 4, 4).transpose(0, 2, 1, 3), np.int8)
        self.array(-64 * full.astype(np.int32).sum(1), np.int32); self.array(spread(s)); self.array(spread(bias))

    def norm(self, k):
        self.array(self.m[f"norm.{k}.weight"]), self.array(self.m[f"norm.{k}.bias"])

    def trunk(self, width, dilations, sizes=(), outputs=64):
        """From the sizes to the scores; `sizes` are the net's own."""
        m, scale, (rows, fact) = self.m, self.scale, self.m["facts"].shape
        state, table = m["mix.weight"].shape[1] - fact, np.abs(m["facts"]).max() / 127
        self.put(f"{5 + len(sizes)}i", state, fact, width, rows, len(dilations), *sizes); self.put(f"{len(dilations)}i", *dilations)
        self.put("3f", table, 1 / scale["fact"], 1 / scale["tree"]); self.put(f"{len(dilations)}f", *[1 / scale[f"conv{k}"] for k in range(len(dilations))]); self.put("f", 1 / scale["out"])
        self.array(np.round(m["facts"] / table), np.int8)
        self.linear("mix", np.concatenate([np.full(state, 1 / 16), np.full(fact, scale["fact"])])); self.norm(0)
        self.linear("tree", np.full(5 * width, scale["tree"])); self.norm(1)
        for k in range(len(dilations)):
            self.linear(f"conv.{k}", np.full(3 * width, scale[f"conv{k}"])); self.norm(2 + k)
        self.norm(len(dilations) + 2)
        self.linear("out", np.full(width, scale["out"]), outputs)

    def write(self, path):
        self.out.extend(hashlib.sha256(bytes(self.out)).digest())
        with open(path, "wb") as file:
            file.write(self.out)
        print(len(self.out), "bytes")


def reach(model, dev, head=None):
    """How far activations reach over the first forty articles of DEV.bin; and what `head` makes of the scores of each batch."""
    import label as A
    model.float().eval(); model.seen = {}; data, made = A.Data({"dev": [dev]}, "cpu", most=40), []
    with torch.no_grad():
        for part, L in A.C.in_order(data.sets["dev"], data.lengths, 16000):
            states, facts, near, mask, _, _ = data.batch(torch.from_numpy(part), L); scores = model(states, facts, near, mask)
            made += [head(scores[mask])] if head else []
    return model.seen, made

"""Writes the student as the file that src/annotation/encoder/load.cpp reads.  export.py STUDENT.pt.gz OUT.bin"""
import hashlib, struct, sys
import numpy as np
import student as S


def write(state, path):
    m, maps, W, layers = {k: v.float().numpy() for k, v in state["model"].items()}, state["maps"], state["width"], state["layers"]
    A, L, n = S.ARC, len(layers), len(S.SIZES)
    scale = m["scale"]; out = bytearray(b"DRAGENC2")
    put = lambda fmt, *v: out.extend(struct.pack("<" + fmt, *v))
    padded = lambda count, step: -(-count // step) * step

    def text(t):
        b = t.encode(); put("H", len(b)); out.extend(b)

    def texts(names):
        put("I", len(names))
        for t in names:
            text(t)

    def array(x, kind):
        out.extend(b"\0" * (-len(out) % 64)); out.extend(np.ascontiguousarray(x, kind).tobytes())

    def linear(weight, bias, act_scale, rows=None, pad_to=None):
        """weight [outputs][inputs] in the order of the kernel's inputs; act_scale: the activations' step; rows: where each output goes."""
        o, i = weight.shape; pad_to = pad_to or o; rows = np.arange(o) if rows is None else rows
        s = np.maximum(np.abs(weight).max(1) / 127, 1e-8); q = np.clip(np.round(weight / s[:, None]), -127, 127).astype(np.int8)
        full = np.zeros((pad_to, i), np.int8); full[rows] = q
        array(full.reshape(pad_to // 16, 16, i // 4, 4).transpose(0, 2, 1, 3), np.int8)
        spread = lambda v: np.bincount(rows, v, pad_to)
        array(-64 * full.astype(np.int32).sum(1), np.int32); array(spread(s * act_scale), np.float32); array(spread(bias), np.float32)

    order = lambda d: [k for k, _ in sorted(d.items(), key=lambda kv: kv[1])]
    xpos, rel, name, upos, feats = (order(maps[k]) for k in ("xpos", "rel", "name", "upos", "feats"))
    put("4i", W, A, S.TABLE, L); text(S.KINDS); put(f"{n}i", *S.SIZES); put(f"{L}i", *layers); put(f"{L + 1}f", *[1 / scale[n + k] for k in range(L + 1)])
    texts(xpos), texts(rel), texts(name), texts(upos), texts(feats)
    heads, at, places = [("ad", A), ("ah", A), ("rd", A), ("rh", A), ("ld", len(rel)), ("lh", len(rel)), ("xpos", len(xpos)), ("name", len(name)), ("upos", len(upos)), ("feats", len(feats))], 0, {}
    for head, count in heads:
        if head == "feats":
            core = at = padded(at, 64)
        places[head] = at; at += count
    outputs = padded(at, 64); rows = np.concatenate([places[h] + np.arange(c) for h, c in heads])
    put("7i", places["ld"], places["xpos"], places["name"], places["upos"], places["feats"], core, outputs)
    for t in range(n):
        array(np.clip(np.round(m[f"tables.{t}.weight"] / scale[t]), -64, 63), np.int8)
    linear(m["mix.weight"] * np.repeat(scale[:n], S.TABLE), m["mix.bias"], 1.0)
    array(m["ln0.weight"], np.float32), array(m["ln0.bias"], np.float32), array(m["root"], np.float32)
    for k in range(L):
        linear(m[f"conv.{k}.weight"], m[f"conv.{k}.bias"], scale[n + k])
        array(m[f"norm.{k}.weight"], np.float32), array(m[f"norm.{k}.bias"], np.float32)
    array(m["last.weight"], np.float32), array(m["last.bias"], np.float32)
    linear(np.concatenate([m[f"out.{h}.weight"] for h, _ in heads]), np.concatenate([m[f"out.{h}.bias"] for h, _ in heads]), scale[n + L], rows, outputs)
    array(m["u"], np.float32), array(m["distance"].reshape(-1), np.float32)
    array(np.concatenate([m["ro.weight"].T, np.zeros((A, padded(len(rel), 16) - len(rel)))], 1), np.float32)
    out.extend(hashlib.sha256(bytes(out)).digest())
    open(path, "wb").write(out)
    print(len(out), "bytes")


if __name__ == "__main__":
    write(S.load(sys.argv[1]), sys.argv[2])

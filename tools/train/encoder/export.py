"""Writes the student as the file that src/annotation/encoder.cpp reads.  export.py STUDENT.pt OUT.bin"""
import hashlib, struct, sys
import numpy as np, torch
import student as S

state = torch.load(sys.argv[1]); m, maps, W = {k: v.float().numpy() for k, v in state["model"].items()}, state["maps"], state["width"]
A, L, n = S.ARC, len(S.DILATION), len(S.SIZES)
scale = m["scale"]; out = bytearray(b"DRAGENC1")
put = lambda fmt, *v: out.extend(struct.pack("<" + fmt, *v))


def texts(names):
    put("I", len(names))
    for t in names:
        b = t.encode(); put("H", len(b)); out.extend(b)


def array(x, kind):
    out.extend(b"\0" * (-len(out) % 64)); out.extend(np.ascontiguousarray(x, kind).tobytes())


def linear(weight, bias, act_scale, pad_to):
    """weight [outputs][inputs] in the order of the kernel's inputs; act_scale: the activations' step."""
    o, i = weight.shape
    s = np.maximum(np.abs(weight).max(1) / 127, 1e-8); q = np.clip(np.round(weight / s[:, None]), -127, 127).astype(np.int8)
    full = np.zeros((pad_to, i), np.int8); full[:o] = q
    array(full.reshape(pad_to // 16, 16, i // 4, 4).transpose(0, 2, 1, 3), np.int8)
    fill = lambda v, z=0.0: np.concatenate([v, np.full(pad_to - o, z)])
    array(-64 * full.astype(np.int32).sum(1), np.int32); array(fill(s * act_scale), np.float32); array(fill(bias), np.float32)


order = lambda d: [k for k, _ in sorted(d.items(), key=lambda kv: kv[1])]
xpos, rel, name, upos, feats = (order(maps[k]) for k in ("xpos", "rel", "name", "upos", "feats"))
heads = [("ad", A), ("ah", A), ("rd", A), ("rh", A), ("xpos", len(xpos)), ("name", len(name)), ("upos", len(upos)), ("feats", len(feats))]
total = sum(c for _, c in heads); outputs = -(-total // 64) * 64; padded = -(-len(rel) // 16) * 16
put("4i", W, A, L, n); put(f"{n}i", *S.SIZES); put(f"{L}i", *S.DILATION)
texts(xpos), texts(rel), texts(name)
put("4i", outputs, 4 * A, 4 * A + len(xpos), padded)
put("f", 1 / scale[n + L]); put(f"{L}f", *[1 / scale[n + k] for k in range(L)])
for t in range(n):
    array(np.clip(np.round(m[f"tables.{t}.weight"] / scale[t]), -64, 63), np.int8)
fold = np.repeat(scale[:n], W)
linear(m["mix.weight"] * fold, m["mix.bias"], 1.0, 2 * W)
array(m["ln0.weight"], np.float32), array(m["ln0.bias"], np.float32), array(m["root"], np.float32)
for k in range(L):
    w = m[f"conv.{k}.weight"]  # [2W][W][3] → segments first
    linear(w.transpose(0, 2, 1).reshape(2 * W, 3 * W), m[f"conv.{k}.bias"], scale[n + k], 2 * W)
    array(m[f"norm.{k}.weight"], np.float32), array(m[f"norm.{k}.bias"], np.float32)
array(m["last.weight"], np.float32), array(m["last.bias"], np.float32)
linear(np.concatenate([m[f"out.{h}.weight"] for h, _ in heads]), np.concatenate([m[f"out.{h}.bias"] for h, _ in heads]), scale[n + L], outputs)
array(m["u"], np.float32), array(m["distance"].reshape(-1), np.float32)
wide = lambda x: np.concatenate([x.T, np.zeros((A, padded - len(rel)))], 1)
array(wide(m["ro.weight"]), np.float32), array(wide(m["ro1.weight"]), np.float32), array(wide(m["ro2.weight"]), np.float32)
array(np.concatenate([m["ro.bias"] + m["ro1.bias"] + m["ro2.bias"], np.full(padded - len(rel), -1e9)]), np.float32)
out.extend(hashlib.sha256(bytes(out)).digest())
open(sys.argv[2], "wb").write(out)
print(len(out), "bytes")

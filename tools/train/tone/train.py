#!/usr/bin/env python3
"""Trains models/tone.bin: how a sentence speaks of a marked target (src/findings/tone/tone.h).

usage: train.py DUMP NEWSMTSC.jsonl OUT.bin [--silver SILVER.jsonl --chances CHANCES.npy] [--share 0.5] [--runs 4]

DUMP is the program dragoman_tone_dump; NEWSMTSC.jsonl the training part of NewsMTSC (Hamborg, Donnay 2021), of whose sentences every tenth, beginning with the first, is
left out of the training and measured after it. SILVER.jsonl: sentences with targets whose CHANCES teach.py wrote; together they weigh `share` of the gold.
Linear weights over hashed features by soft targets, Adam, features dropped at random, the mean of several runs; needs torch, numpy.
The file: "DRAGTONE", the size of its table and the scale of its sums, the table at a multiple of 64 bytes (src/findings/features/weights.h), SHA-256.
"""
import argparse, hashlib, json, pathlib, struct, subprocess

import numpy as np
import torch
import torch.nn.functional as F

TONES = "negative neutral positive".split()


def features(program, path):
    """(tone or -1, features) of each target."""
    lines = subprocess.run([program, str(path)], capture_output=True, check=True).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    return np.array([r["tone"] for r in rows]), [np.array(r["f"], np.uint32) for r in rows]


def held_out(path):
    """Of each target, whether its sentence is one of those that are measured."""
    rows = [json.loads(line) for line in open(path, encoding="utf8")]
    return np.array([i % 10 == 0 for i, row in enumerate(rows) for _ in row["targets"]])


class Linear:
    """Rows of features that stand `least` times; the mean of several runs, which differ by what is left out."""

    def __init__(self, rows, targets, weights, runs, epochs=8, rate=5e-3, drop=0.5, decay=2e-6, least=3, batch=64):
        hashes, counts = np.unique(np.concatenate(rows), return_counts=True)
        self.hashes = hashes[counts >= least]
        known = [self.known(r) for r in rows]
        self.table = sum(self.run(seed, known, targets, weights, epochs, rate, drop, decay, batch) for seed in range(runs)) / runs

    def known(self, row):
        at = np.minimum(np.searchsorted(self.hashes, row), len(self.hashes) - 1)
        return at[self.hashes[at] == row].astype(np.int64)

    def run(self, seed, rows, targets, weights, epochs, rate, drop, decay, batch):
        torch.manual_seed(seed); rng = np.random.default_rng(seed)
        table = torch.nn.EmbeddingBag(len(self.hashes), len(TONES), mode="sum", sparse=False); torch.nn.init.zeros_(table.weight)
        optimizer, order, step = torch.optim.Adam(table.parameters(), lr=rate), np.arange(len(rows)), 0
        steps = epochs * (len(order) // batch + 1)
        for _ in range(epochs):
            rng.shuffle(order)
            for at in range(0, len(order), batch):
                some = [rows[k][rng.random(len(rows[k])) > drop] for k in order[at:at + batch]]
                optimizer.param_groups[0]["lr"], step = rate * max(0.02, 1 - step / steps), step + 1
                ends = np.cumsum([0] + [len(s) for s in some])[:-1]
                logs = F.log_softmax(table(torch.from_numpy(np.concatenate(some)), torch.from_numpy(ends)), 1)
                t, w = torch.from_numpy(targets[order[at:at + batch]]), torch.from_numpy(weights[order[at:at + batch]])
                loss = -((logs * t).sum(1) * w).mean() + decay * (table.weight ** 2).sum()
                optimizer.zero_grad(); loss.backward(); optimizer.step()
        return table.weight.detach().numpy() * (1 - drop)      # the program reads with all features

    def packed(self, least=0.005):
        used = np.abs(self.table).max(1) >= least
        table, scale = self.table[used], np.abs(self.table).max() / 127
        out = b"DGTONE01" + struct.pack("<I", int(used.sum())) + self.hashes[used].astype("<u4").tobytes()
        return out + np.clip(np.round(table / scale), -127, 127).astype(np.int8).tobytes(), float(scale)


def report(gold, scores):
    guess = scores.argmax(1)
    f1 = [2 * ((guess == k) & (gold == k)).sum() / max(1, (guess == k).sum() + (gold == k).sum()) for k in range(3)]
    print(f"{len(gold)} targets held out: accuracy {100 * (guess == gold).mean():.1f} macro-F1 {100 * np.mean(f1):.1f}  " + " ".join(f"{t} {100 * f:.1f}" for t, f in zip(TONES, f1)), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program"), parser.add_argument("gold", type=pathlib.Path), parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--silver", type=pathlib.Path), parser.add_argument("--chances", type=pathlib.Path)
    parser.add_argument("--share", type=float, default=0.5), parser.add_argument("--runs", type=int, default=4)
    options = parser.parse_args()
    tones, rows = features(options.program, options.gold)
    held = held_out(options.gold)
    learn, targets, weights = [r for r, h in zip(rows, held) if not h], np.eye(3, dtype=np.float32)[tones[~held]], np.ones((~held).sum(), np.float32)
    targets = 0.9 * targets + 0.1 / 3
    if options.silver:
        more, chances = features(options.program, options.silver)[1], np.load(options.chances).astype(np.float32)
        assert len(more) == len(chances), "the chances are not those of the sentences"
        weight = options.share * len(learn) / len(more)
        learn, targets = learn + more, np.concatenate([targets, chances])
        weights = np.concatenate([weights, np.full(len(more), weight, np.float32)])
    model = Linear(learn, targets, weights / weights.mean(), options.runs)
    report(tones[held], np.array([model.table[model.known(r)].sum(0) for r, h in zip(rows, held) if h]))
    table, scale = model.packed()
    out = bytearray(b"DRAGTONE" + struct.pack("<if", len(table), scale))
    out += b"\0" * (-len(out) % 64) + table
    options.out.write_bytes(bytes(out) + hashlib.sha256(bytes(out)).digest())
    print(f"{options.out}: {len(out)} bytes")


if __name__ == "__main__":
    main()

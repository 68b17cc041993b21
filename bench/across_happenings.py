#!/usr/bin/env python3
"""How many of the pairs of reports merged into one happening are right: a sample to be judged by eye, and the judgements scored.

    bench/across_happenings.py build/release/dragoman STORE.duckdb --draw 200 --seed 20261126
    bench/across_happenings.py build/release/dragoman STORE.duckdb --judged bench/across_happenings_judged.tsv

--draw     prints so many pairs: happenings told in several stories are drawn, and of each one pair of reports whose stories are no copies
           of one another. A pair is right when both rows tell of one act: the same doers and the same deed at the same time.
--judged   precision of the judged pairs, and how many of the right and of the wrong ones the store still merges. Columns of the file:
           sample, story, event, story, event, type, right (1 or 0), reason.
"""
import argparse, collections, csv, json, random, subprocess


def rows(o, sql):
    return json.loads(subprocess.run([o.dragoman, "sql", o.store, sql, "--json"], capture_output=True, text=True, check=True).stdout)


def draw(o):
    groups = collections.defaultdict(list)
    for r in rows(o, "SELECT r.happening_id AS h, r.story_id AS story, r.event_id AS event, coalesce(c.original, r.story_id) AS original FROM happening_reports r "
                     "JOIN happenings h ON h.id = r.happening_id LEFT JOIN copies c ON c.story_id = r.story_id WHERE h.stories > 1 ORDER BY 1, 2, 3"):
        groups[r["h"]].append(r)
    chance, pairs = random.Random(o.seed), []
    for _, members in sorted(groups.items()):
        fit = [(a, b) for i, b in enumerate(members) for a in members[:i] if a["original"] != b["original"]]
        if fit:
            pairs.append(chance.choice(fit))
    chance.shuffle(pairs)
    pairs = pairs[: o.draw]
    wanted = ", ".join(f"('{m['story']}', '{m['event']}')" for p in pairs for m in p)
    told = {(r["story_id"], r["event_id"]): r for r in rows(o, f"SELECT r.*, left(coalesce(r.title, ''), 60) AS head, substr(s.text, greatest(1, r.evidence[1].start::BIGINT - 69), "
            f"least(70, r.evidence[1].start::BIGINT)) AS before FROM v_happening_reports r JOIN stories s ON s.id = r.story_id WHERE (r.story_id, r.event_id) IN ({wanted})")}
    for n, pair in enumerate(pairs):
        print(f"--- {n}")
        for m in pair:
            r = told[m["story"], m["event"]]
            print(m["story"], m["event"], r["day"], " ".join(r["head"].split()), f"{r['type']}/{r['mode'] or '-'} {r['status']}",
                  "; ".join(r["actor_names"])[:50] + " > " + "; ".join(r["recipient_names"])[:50], f"@{r['time'] or '-'} {r['place_text'] or ''} {r['killed'] or ''}",
                  " ".join((r["before"] + "[[" + r["evidence_text"][:170] + "]]").split()), sep="|")


def judged(o):
    with open(o.judged, newline="") as f:
        lines = [r for r in csv.reader(f, delimiter="\t") if r and not r[0].startswith("#")]
    here = {(r["story_id"], r["event_id"]): r["happening_id"] for r in rows(o, "SELECT story_id, event_id, happening_id FROM happening_reports")}
    for sample in sorted({r[0] for r in lines}):
        mine = [r for r in lines if r[0] == sample]
        right = [r for r in mine if r[6] == "1"]
        still = collections.Counter(r[6] for r in mine if here.get((r[1], r[2])) and here.get((r[1], r[2])) == here.get((r[3], r[4])))
        print(f"sample {sample}: {len(right)} of {len(mine)} pairs right, {100 * len(right) / len(mine):.1f} %; this store merges {still['1']} right and {still['0']} wrong ones")
        types = collections.Counter(r[5] for r in mine)
        print("   ", ", ".join(f"{t} {sum(r[5] == t for r in right)}/{n}" for t, n in types.most_common()))


if __name__ == "__main__":
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("dragoman")
    a.add_argument("store")
    a.add_argument("--draw", type=int)
    a.add_argument("--seed", type=int, default=20261126)
    a.add_argument("--judged")
    o = a.parse_args()
    if o.draw:
        draw(o)
    if o.judged:
        judged(o)

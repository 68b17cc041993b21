#!/usr/bin/env python3
"""Which mentions tell of one event: ECB+ (Cybulska and Vossen 2014), across documents.

    bench/across_ecb.py ECB+_FOLDER --mentions build/release/dragoman_across_ecb [--enough N] [--topics odd|even|all]
    bench/across_ecb.py ECB+_FOLDER --program build/release/dragoman [--topics …]

--mentions  Gold mentions given (their places, nothing else); all of them count, those alone in their chain too. Beside our groups
            three baselines: same lemma of the head in a topic, the same in groups of documents (joined while their mean likeness is
            at least 15, as our sketches of documents tell), and the same in the gold's two halves of a topic. Then the same with
            mentions of our own finding, in the sentences that hold a gold one: verbs and nouns of acts.
--program   The mentions are our rows of `events`, the groups our happenings, from a store made of the documents without dates
            or titles. A row stands for the gold mention whose words it is triggered by. Against all gold mentions, and
            against those we found; beside it the same lemma over our mentions.
MUC, B3, CEAF-e and their mean (CoNLL F1), over all documents at once. Needs scipy.
"""
import argparse, collections, json, os, subprocess, sys, tempfile

import numpy
from scipy.optimize import linear_sum_assignment

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from across_ecb_documents import documents


def groups(of):
    out = collections.defaultdict(set)
    for mention, group in of.items():
        out[group].add(mention)
    return list(out.values())


def muc(a, b):
    """Right and all links of the groups a, judged by b."""
    part = {m: i for i, g in enumerate(b) for m in g}
    right = total = 0
    for g in a:
        kept = {part[m] for m in g if m in part}
        right += len(g) - len(kept) - sum(m not in part for m in g)
        total += len(g) - 1
    return right, total


def b3(a, b):
    part = {m: g for g in b for m in g}
    return sum(len(g & part.get(m, set())) / len(g) for g in a for m in g), sum(map(len, a))


def ceaf(a, b):
    part = {m: i for i, g in enumerate(b) for m in g}
    table = numpy.zeros((len(a), len(b)))
    for i, g in enumerate(a):
        for j, n in collections.Counter(part[m] for m in g if m in part).items():
            table[i, j] = 2 * n / (len(g) + len(b[j]))
    rows, columns = linear_sum_assignment(-table)
    return table[rows, columns].sum()


def score(name, ours, gold):
    a, b = groups(ours), groups(gold)
    cells, f = [], []
    best = ceaf(a, b)
    for p, r in ((muc(a, b), muc(b, a)), (b3(a, b), b3(b, a)), ((best, len(a)), (best, len(b)))):
        p, r = p[0] / max(1, p[1]), r[0] / max(1, r[1])
        f.append(2 * p * r / max(1e-9, p + r))
        cells.append(f"{100 * p:5.1f} {100 * r:5.1f} {100 * f[-1]:5.1f}")
    print(f"  {name:<46} {'   '.join(cells)}   {100 * sum(f) / 3:5.1f}")


def document_groups(names, like, enough=15):
    """Average-link clustering."""
    parts = [{n} for n in names]
    while True:
        best = None
        for i in range(len(parts)):
            for j in range(i):
                mean = sum(like.get((a, b), like.get((b, a), 0)) for a in parts[i] for b in parts[j]) / len(parts[i]) / len(parts[j])
                if mean >= enough and (best is None or mean > best[0]):
                    best = (mean, i, j)
        if best is None:
            return {n: i for i, part in enumerate(parts) for n in part}
        parts[best[2]] |= parts.pop(best[1])


def head_line(title):
    print(f"{title:<48} {'MUC P R F':<20} {'B3 P R F':<20} {'CEAF-e P R F':<20} mean")


def grouped(o, lines):
    """Mention → group, lemma, document; likeness of documents."""
    options = [str(x) for x in (o.enough, o.within) if x is not None]
    out = subprocess.run([o.mentions, *options], input=lines, capture_output=True, text=True, check=True).stdout
    ours, lemma, doc_of, like = {}, {}, {}, {}
    for line in out.splitlines():
        cells = line.split("\t")
        if cells[0] == "#":
            like[cells[1], cells[2]] = int(cells[3])
        else:
            ours[cells[0]], doc_of[cells[0]], lemma[cells[0]] = cells[3], cells[1], cells[2]
    return ours, lemma, doc_of, like


def parts_of(docs, like):
    part = {}
    for t in sorted({d["topic"] for d in docs}):
        part |= {n: (t, g) for n, g in document_groups([d["id"] for d in docs if d["topic"] == t], like).items()}
    return part


def halves(o):
    for name, odd in (("odd topics (developed on)", {1}), ("even topics (held out)", {0}), ("all", {0, 1})):
        if o.topics == "all" or {"odd": {1}, "even": {0}}[o.topics] == odd:
            yield name, odd


def with_given(o, docs):
    """Gold mentions given."""
    lines = "".join(json.dumps({k: d[k] or "" for k in ("id", "topic", "published", "text")} | {"mentions": d["mentions"]}) + "\n" for d in docs)
    ours, lemma, doc_of, like = grouped(o, lines)
    gold_all = {m["id"]: m["chain"] for d in docs for m in d["mentions"] if m["id"] in ours}
    topic, part = {d["id"]: d["topic"] for d in docs}, parts_of(docs, like)
    for name, odd in halves(o):
        ids = [m for m in ours if int(topic[doc_of[m]]) % 2 in odd]
        gold = {m: gold_all[m] for m in ids}
        head_line(f"{name}: {len(ids)} mentions given")
        score("same lemma in a topic", {m: (topic[doc_of[m]], lemma[m]) for m in ids}, gold)
        score("same lemma in our groups of documents", {m: (part[doc_of[m]], lemma[m]) for m in ids}, gold)
        score("same lemma in the gold's halves of topics", {m: (topic[doc_of[m]], "plus" in doc_of[m], lemma[m]) for m in ids}, gold)
        score("ours", {m: ours[m] for m in ids}, gold)


def with_own(o, docs):
    """Mentions found by ourselves in the sentences that hold a gold one."""
    lines = "".join(json.dumps({k: d[k] or "" for k in ("id", "topic", "published", "text")} | {"mentions": [], "sentences": d["sentences"]}) + "\n" for d in docs)
    ours, lemma, doc_of, like = grouped(o, lines)
    by_doc, name_of, taken = {d["id"]: d for d in docs}, {}, set()
    for m in ours:
        start, end = map(int, m.rsplit("@", 1)[1].split("-"))
        fit = [g["id"] for g in by_doc[doc_of[m]]["mentions"] if g["start"] <= start and end <= g["end"] and g["id"] not in taken]
        name_of[m] = fit[0] if fit else m
        taken.add(name_of[m])
    gold_all = {m["id"]: m["chain"] for d in docs for m in d["mentions"]}
    topic, part = {d["id"]: d["topic"] for d in docs}, parts_of(docs, like)
    for name, odd in halves(o):
        ids = [m for m in ours if int(topic[doc_of[m]]) % 2 in odd]
        gold = {m: c for m, c in gold_all.items() if int(m.split("_")[0]) % 2 in odd}
        head_line(f"{name}: {len(ids)} mentions found, {sum(name_of[m] in gold for m in ids)} of {len(gold)} gold ones")
        score("same lemma in a topic", {name_of[m]: (topic[doc_of[m]], lemma[m]) for m in ids}, gold)
        score("same lemma in our groups of documents", {name_of[m]: (part[doc_of[m]], lemma[m]) for m in ids}, gold)
        score("ours", {name_of[m]: ours[m] for m in ids}, gold)


def with_rows(o, docs):
    with tempfile.TemporaryDirectory() as folder:
        path, store = os.path.join(folder, "ecb.jsonl"), os.path.join(folder, "ecb.duckdb")
        with open(path, "w") as f:
            for d in docs:
                f.write(json.dumps({"id": d["id"], "text": d["text"], "source": d["id"]}) + "\n")
        subprocess.run([o.program, "ingest", path, "--into", store], check=True, capture_output=True)
        sql = ("SELECT r.happening_id AS h, r.story_id AS story, e.id AS id, e.rule AS rule, e.evidence[1].start AS start, e.evidence[1].text AS text "
               "FROM happening_reports r JOIN events e ON e.story_id = r.story_id AND e.id = r.event_id ORDER BY 2, 5, 3")
        rows = json.loads(subprocess.run([o.program, "sql", store, sql, "--json"], check=True, capture_output=True, text=True).stdout)
    by_doc = {d["id"]: d for d in docs}
    ours, lemma, doc_of, taken = {}, {}, {}, set()
    for row in rows:
        words = row["rule"].split(":", 1)[-1].split("/")[0].split()
        d = by_doc[row["story"]]
        inside = [m for m in d["mentions"] if row["start"] <= m["start"] and m["end"] <= row["start"] + len(row["text"]) and m["id"] not in taken]
        stem = lambda w: w.lower()[:4]
        fit = [m for m in inside if {stem(w) for w in words} & {stem(w) for w in d["text"][m["start"]:m["end"]].split()}]
        name = fit[0]["id"] if fit else f"{row['story']}+{row['id']}"
        taken.add(name)
        ours[name], lemma[name], doc_of[name] = row["h"], " ".join(words), row["story"]
    gold_all = {m["id"]: m["chain"] for d in docs for m in d["mentions"]}
    for name, wanted in halves(o):
        mine = [m for m in ours if int(doc_of[m].split("_")[0]) % 2 in wanted]
        gold = {m: c for m, c in gold_all.items() if int(m.split("_")[0]) % 2 in wanted}
        found = [m for m in mine if m in gold]
        head_line(f"{name}: {len(mine)} rows, {len(found)} of {len(gold)} gold mentions")
        for title, key in (("all gold mentions", gold), ("gold mentions that are found", {m: gold[m] for m in found})):
            names = mine if len(key) == len(gold) else found
            score(f"same lemma in a topic, {title}", {m: (doc_of[m].split("_")[0], lemma[m]) for m in names}, key)
            score(f"ours, {title}", {m: ours[m] for m in names}, key)


if __name__ == "__main__":
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("folder")
    a.add_argument("--mentions")
    a.add_argument("--program")
    a.add_argument("--enough")
    a.add_argument("--within")
    a.add_argument("--topics", default="all", choices=["odd", "even", "all"])
    o = a.parse_args()
    read = documents(o.folder)
    if o.mentions:
        with_given(o, read)
        with_own(o, read)
    if o.program:
        with_rows(o, read)

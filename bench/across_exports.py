#!/usr/bin/env python3
"""How fast a store is exported, and whether readers of others take it.  usage: across_exports.py DRAGOMAN STORE [FORM…]

Run with the Python of .deps/readers. Prints a line a form: seconds, of these CPU, size, and what was read back by whom.
"""
import csv, json, os, pathlib, resource, subprocess, sys, tempfile, time

import pandas, pyarrow.dataset
from pyld import jsonld

dragoman, store = sys.argv[1:3]
forms = sys.argv[3:] or ["gdelt", "gkg", "gqg", "icews", "polecat", "csv", "jsonl", "jsonld", "prov", "parquet"]


def tab(path, **more):
    return pandas.read_csv(path, sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE, **more)


def no_fetching(url, options):
    raise RuntimeError(url)


def lines(path):
    return [json.loads(line) for line in open(path)]


def nodes_of_a_part(path, most=2000):
    """PyLD holds a document whole, so it is given the context with the first nodes."""
    text = path.read_text()
    head, body = text.split('"@graph":[\n', 1)
    nodes = body[:-4].split(",\n")
    part = head + '"@graph":[' + ",".join(nodes[:most]) + "]}"
    return f"PyLD: {len(jsonld.to_rdf(json.loads(part), {'documentLoader': no_fetching})['@default'])} triples of the first {min(most, len(nodes))} of {len(nodes)} nodes"


READ = {
    "gdelt": lambda p: "pandas: {} events of {} columns, {} mentions of {}".format(*tab(p / "export.CSV", header=None).shape, *tab(p / "mentions.CSV", header=None).shape),
    "gkg": lambda p: "pandas: {} stories of {} columns".format(*tab(p, header=None).shape),
    "gqg": lambda p: f"json: {sum(len(row['quotes']) for row in lines(p))} quotes",
    "icews": lambda p: "pandas: {} events of {} columns".format(*tab(p).shape),
    "polecat": lambda p: "pandas: {} events of {} columns; json: {} of PLOVER".format(*tab(p / "polecat.txt").shape, len(lines(p / "plover.jsonl"))),
    "csv": lambda p: f"pandas: {sum(len(pandas.read_csv(f, low_memory=False)) for f in p.iterdir())} rows of {len(list(p.iterdir()))} tables",
    "jsonl": lambda p: f"json: {sum(len(lines(f)) for f in p.iterdir())} rows of {len(list(p.iterdir()))} tables",
    "jsonld": nodes_of_a_part,
    "prov": nodes_of_a_part,
    "parquet": lambda p: f"pyarrow: {sum(pyarrow.dataset.dataset(kind, partitioning='hive').count_rows() for kind in p.iterdir())} rows of {len(list(p.iterdir()))} kinds in {len(list(p.rglob('*.parquet')))} files",
}

with tempfile.TemporaryDirectory() as folder:
    for form in forms:
        at = pathlib.Path(folder) / form
        start = time.monotonic()
        process = subprocess.Popen([dragoman, "export", store, "--as", form, "--into", at], stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        size = sum(f.stat().st_size for f in (at.rglob("*") if at.is_dir() else [at]) if f.is_file())
        assert status == 0, form
        print(f"| {form} | {seconds:.1f} | {usage.ru_utime + usage.ru_stime:.1f} | {size / 1e6:.1f} | {READ[form](at)} |", flush=True)

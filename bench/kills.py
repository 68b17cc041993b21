#!/usr/bin/env python3
"""Kills an ingest at random moments and compares the store with that of an undisturbed one.

    bench/kills.py build/release/dragoman STORIES… [--kills 30] [--jobs 2] [--seed 1]

Both stores must hold the same rows in every table. Prints the stories stored after every kill.
"""
import argparse, os, random, signal, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("program")
parser.add_argument("stories", nargs="+")
parser.add_argument("--kills", type=int, default=30)
parser.add_argument("--jobs", default="2")
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()


def command(store):
    return [options.program, "ingest", *options.stories, "--into", store, "--jobs", options.jobs]


def ask(store, question):
    out = subprocess.run([options.program, "sql", store, question, "--csv"], capture_output=True, text=True)
    return out.stdout.split()[1:] if out.returncode == 0 else ["-"]


def content(store):
    tables = ask(store, "SELECT table_name FROM duckdb_tables() ORDER BY 1")
    return {t: ask(store, f'SELECT count(*) || \'-\' || bit_xor(hash(t)) || \'-\' || sum(hash(t) % 1000003) AS content FROM "{t}" t') for t in tables}


with tempfile.TemporaryDirectory() as folder:
    killed, whole = os.path.join(folder, "killed.duckdb"), os.path.join(folder, "whole.duckdb")
    start = time.time()
    subprocess.run(command(whole), check=True, capture_output=True)
    undisturbed = time.time() - start
    print(f"undisturbed: {undisturbed:.1f} s, {ask(whole, 'SELECT count(*) FROM stories')[0]} stories")
    draw, stored = random.Random(options.seed), []
    for kill in range(options.kills):
        process = subprocess.Popen(command(killed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(draw.uniform(0.05, 2.2 * undisturbed / options.kills))
            break  # it ended by itself
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        stored.append(ask(killed, "SELECT count(*) FROM stories")[0])
    print(f"{len(stored)} kills; stories stored after each: {' '.join(stored)}")
    subprocess.run(command(killed), check=True, capture_output=True)
    left, right = content(whole), content(killed)
    for table in left:
        print(f"  {table:12} {'same' if left[table] == right[table] else 'DIFFERS'}  {left[table]}")
    sys.exit(left != right)

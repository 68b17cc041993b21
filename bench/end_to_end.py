#!/usr/bin/env python3
"""From web pages in a WARC file to rows in a store: stories a second, memory, size.

    bench/end_to_end.py build/release/dragoman STORIES.jsonl [--stories 20000] [--jobs 2] [--field text]

Every story's text is put into a page of its own (head with metadata, navigation, article, related links, foot), every
page into a record of a gzipped WARC file, as a crawl has it. When there are fewer stories than asked for, they come
again with the sentences of each paragraph in another order and other numbers, so that none is known already.
"""
import argparse, gzip, json, os, resource, statistics, subprocess, sys, tempfile, time

from own_stories import page, varied

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("program")
parser.add_argument("stories")
parser.add_argument("--stories", dest="count", type=int, default=20000)
parser.add_argument("--jobs", default="2")
parser.add_argument("--field", default="text")
parser.add_argument("--keep", help="leave the WARC file here")
options = parser.parse_args()


def record(url, day, body):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day[:10]}T12:00:00Z\r\n"
            f"WARC-Record-ID: <urn:example:{url}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n")
    return gzip.compress(head.encode() + http + b"\r\n\r\n", 6)


stories = [json.loads(line) for line in open(options.stories)]
stories = [s for s in stories if len((s.get(options.field) or "").split()) >= 50]
lengths, lines = [], []
with tempfile.TemporaryDirectory() as folder:
    path = options.keep or os.path.join(folder, "pages.warc.gz")
    with open(path, "wb") as warc:
        for k in range(options.count):
            story, turn = stories[k % len(stories)], k // len(stories)
            text = varied(story[options.field], turn)
            lengths.append(len(text.split()))
            title = (story.get("title") or text.split("\n")[0])[:90]
            day = story.get("published") or story.get("date") or "2020-01-01"
            lines.append(json.dumps({"title": title, "published": day, "text": text}) + "\n")
            warc.write(record(f"https://gazette.example/{turn}/{k}", day, page(title, day, text)))
    store = os.path.join(folder, "x.duckdb")
    start = time.time()
    out = subprocess.run([options.program, "ingest", path, "--into", store, "--jobs", options.jobs], capture_output=True, text=True)
    seconds = time.time() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{options.count} pages, {os.path.getsize(path) / 1e6:.0f} MB of WARC, median story {statistics.median(lengths):.0f} words, {options.jobs} jobs")
    print(f"{options.count / seconds:.0f} stories a second ({seconds:.1f} s, {used.ru_utime + used.ru_stime:.1f} s of processors), {used.ru_maxrss / 1024:.0f} MB at most, store {os.path.getsize(store) / 1e6:.0f} MB")
    sys.stdout.write(out.stdout + "".join(line + "\n" for line in out.stderr.splitlines() if " left" not in line))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([options.program, "work"], input="".join(lines), capture_output=True, text=True, check=True)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    alone = now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime
    print(f"the same stories read alone, without pages and store: {alone:.1f} s of processors, {100 * alone / (used.ru_utime + used.ru_stime):.0f} % of the whole")
    start = time.time()
    out = subprocess.run([options.program, "ingest", path, "--into", store, "--jobs", options.jobs], capture_output=True, text=True)
    print(f"again: {time.time() - start:.1f} s, {out.stdout.splitlines()[0]}")

#!/usr/bin/env python3
"""Reads WARC and ARC files with `dragoman archive` and with warcio, and compares record by record.

    bench/warc.py build/release/dragoman FILE|FOLDER…           what is read: records, payloads
    bench/warc.py build/release/dragoman --speed FILE…          how fast: MB/s of the files, beside warcio and fastwarc

A record is good when its head says a length and warcio gives it whole. For each file it prints how many
good records warcio has, how many of these `dragoman archive` has with the same address and the same payload bytes, and
how many more it has. Needs warcio; fastwarc for its speed.
"""
import argparse
import collections
import hashlib
import json
import os
import subprocess
import sys

from warcio.archiveiterator import ArchiveIterator


def files_of(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, _, names in sorted(os.walk(path)):
                for name in sorted(names):
                    if name not in ("LICENSE", "README.md"):
                        yield os.path.join(folder, name)
        else:
            yield path


def by_warcio(path):
    """(type, address, payload's hash, whole?) of each record up to where warcio gives up, and why it did."""
    records = []
    try:
        with open(path, "rb") as stream:
            for record in ArchiveIterator(stream):
                raw = record.raw_stream
                payload = record.content_stream().read()
                stated = record.rec_headers.get_header("Content-Length") or record.rec_headers.get_header("length") or ""
                whole = stated.isdigit() and getattr(raw, "limit", 0) in (0, None)
                address = record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri") or ""
                kind = (record.rec_type or "").strip().lower()
                records.append((kind, address, hashlib.sha256(payload).hexdigest(), whole))
    except Exception as error:  # whatever it is, warcio ends here
        return records, type(error).__name__
    return records, ""


def by_dragoman(program, path):
    run = subprocess.run([program, "archive", path, "--format", "json"], capture_output=True, timeout=600)
    if run.returncode not in (0, 1):
        return None
    return [json.loads(line) for line in run.stdout.decode("utf-8", "replace").splitlines()]


def compare(program, paths, verbose):
    total = collections.Counter()
    for path in files_of(paths):
        theirs, why = by_warcio(path)
        ours = by_dragoman(program, path)
        if ours is None:
            print(f"{path}: crashed")
            total["crashed"] += 1
            continue
        good = [record for record in theirs if record[3] and record[0] not in ("arc_header", "warcinfo")]
        read = [o for o in ours if o["fate"] != "error" and o["why"] not in ("filedesc", "warcinfo")]
        left = collections.Counter((o["url"], o["sha256"]) for o in read)
        same = 0
        for kind, address, digest, _ in good:
            key = (address.strip().strip("<>").replace(" ", "%20"), digest)
            if left[key] > 0:
                left[key] -= 1
                same += 1
            elif verbose:
                print(f"   missed: {kind} {address} {digest[:12]}")
        errors = sum(o["fate"] == "error" for o in ours)
        total.update(files=1, good=len(good), same=same, read=len(read), errors=errors)
        mark = "" if same == len(good) else "  <<<"
        print(f"{path}: warcio {len(good)} good of {len(theirs)} {why}; same {same}; read {len(read)}; broken {errors}{mark}")
    print(dict(total))


def speed(program, paths):
    """Processor time, since wall time on a shared machine says little; best of three, interleaved."""
    size = sum(os.path.getsize(path) for path in paths)

    def ours():
        subprocess.run([program, "archive", "--no-hash", *paths], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def warcio():
        for path in paths:
            with open(path, "rb") as stream:
                for record in ArchiveIterator(stream):
                    record.content_stream().read()

    def fastwarc():
        from fastwarc.warc import ArchiveIterator as Fast
        for path in paths:
            with open(path, "rb") as stream:
                for record in Fast(stream, parse_http=True):
                    record.reader.read()

    def used():
        times = os.times()
        return times.user + times.system + times.children_user + times.children_system

    contenders = {"dragoman": ours, "warcio": warcio, "fastwarc": fastwarc}
    best = {name: float("inf") for name in contenders}
    for _ in range(3):
        for name, run in contenders.items():
            start = used()
            try:
                run()
            except ImportError:
                continue
            best[name] = min(best[name], used() - start)
    for name, seconds in best.items():
        print(f"{name}: {size / seconds / 1e6:.0f} MB/s of the files, {seconds:.2f} s of processor time")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="name each record that differs")
    arguments = parser.parse_args()
    if arguments.speed:
        speed(arguments.program, arguments.paths)
    else:
        compare(arguments.program, arguments.paths, arguments.verbose)


if __name__ == "__main__":
    sys.exit(main())

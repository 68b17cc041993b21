#!/usr/bin/env python3
"""Reads WARC and ARC files with `dragoman archive` and with warcio, and compares record by record.

    bench/warc.py build/release/dragoman FILE|FOLDER…           what is read: records, payloads
    bench/warc.py build/release/dragoman --damage 50 FILE…      how much is read of files with a byte changed, a stretch lost
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
import random
import subprocess
import sys
import tempfile

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


def by_fastwarc(path):
    from fastwarc.warc import ArchiveIterator as Fast
    records = []
    try:
        with open(path, "rb") as stream:
            for record in Fast(stream, parse_http=True):
                records.append((record.headers.get("WARC-Target-URI") or "", hashlib.sha256(record.reader.read()).hexdigest()))
    except Exception:
        pass
    return records


def damage(program, paths, times):
    """Each file `times` times with one byte changed or 1–2,000 bytes lost: how many of the whole one's records each reader
    still gives, byte by byte the same, and how many it gives as good that are not. Records of the head are left out."""
    total = collections.Counter()
    for path in files_of(paths):
        original = open(path, "rb").read()
        readers = {"dragoman": lambda name: [(o["url"], o["sha256"]) for o in by_dragoman(program, name) if o["fate"] != "error" and o["url"]],
                   "warcio": lambda name: [(address, digest) for _, address, digest, whole in by_warcio(name)[0] if address and whole],
                   "fastwarc": lambda name: [record for record in by_fastwarc(name) if record[0]]}
        truth = {name: collections.Counter(read(path)) for name, read in readers.items()}
        chance = random.Random(len(original))
        for _ in range(times):
            at = chance.randrange(len(original))
            if chance.random() < 0.5:
                damaged = original[:at] + bytes([original[at] ^ (1 << chance.randrange(8))]) + original[at + 1:]
            else:
                damaged = original[:at] + original[at + chance.randint(1, 2000):]
            with tempfile.NamedTemporaryFile(suffix=os.path.basename(path)) as file:
                file.write(damaged)
                file.flush()
                for name, read in readers.items():
                    found = collections.Counter(read(file.name))
                    total[name, "all"] += sum(truth[name].values())
                    total[name, "same"] += sum((found & truth[name]).values())
                    total[name, "false"] += sum((found - truth[name]).values())
    for name in ("dragoman", "warcio", "fastwarc"):
        print(f"{name}: {total[name, 'same']} of {total[name, 'all']} records as they were, {total[name, 'false']} others given as good")


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
    parser.add_argument("--damage", type=int, metavar="TIMES")
    parser.add_argument("--verbose", action="store_true", help="name each record that differs")
    arguments = parser.parse_args()
    if arguments.speed:
        speed(arguments.program, arguments.paths)
    elif arguments.damage:
        damage(arguments.program, arguments.paths, arguments.damage)
    else:
        compare(arguments.program, arguments.paths, arguments.verbose)


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""What Python adds to reading, and whether memory stays as it is.   usage: bench/python.py STORIES.jsonl [SPEED_PROGRAM] [READS]

SPEED_PROGRAM: build/release/dragoman_speed (cmake --build --preset release --target dragoman_speed), which reads the same stories in C++ and
writes their JSON, as is done here. What is compared is the number of instructions that valgrind counts, which others at work on the machine do
not change. Run it with the package installed:  build/release/python/venv/bin/python3 bench/python.py …"""
import gc, json, os, re, subprocess, sys, time

import dragoman

MOST = 200


def lines_of(path, most):
    with open(path, encoding="utf-8") as file:
        for _, line in zip(range(most), file):
            yield (line if '"published"' in line else line.replace('"date"', '"published"', 1)).encode()


def instructions(*command):
    told = subprocess.run(["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *map(str, command)],
                          capture_output=True, text=True, check=True).stderr
    return int(re.search(r"I\s+refs:\s+([\d,]+)", told)[1].replace(",", ""))


def reading(*command):
    """Of MOST stories less one, so without starting and loading."""
    return instructions(*command, MOST) - instructions(*command, 1)


def memory():
    gc.collect()
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


def report(path, program, reads):
    if program:
        cpp, python = reading(program, path), reading(sys.executable, __file__, "--read", path)
        print(f"{MOST} stories: C++ {cpp / 1e6:,.0f} M instructions, Python {python / 1e6:,.0f} M: {100 * (python / cpp - 1):+.1f} %", flush=True)
    records = [dragoman.read(line) for line in lines_of(path, MOST)]
    start = time.process_time()
    for record in records:
        record.to_dict()
    print(f"to_dict: {1e3 * (time.process_time() - start) / len(records):.2f} ms a record")
    text = "Trade rose 12 percent to US$4.1 billion, Peru's minister Hugo Palma said yesterday."
    for done in range(0, reads + 1, max(1, reads // 5)):
        for _ in range(reads // 5 if done else 500):
            record = dragoman.read(text, published="2025-03-14")
            record.to_dict(), record.statements
        print(f"after {done} reads: {memory():.1f} MB", flush=True)


if sys.argv[1] == "--read":
    for line in lines_of(sys.argv[2], int(sys.argv[3])):
        dragoman.read(line).to_json()
else:
    report(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None, int(sys.argv[3]) if len(sys.argv) > 3 else 100_000)

#!/usr/bin/env python3
"""The speed that is claimed, measured: one headline, where the time goes, and how much memory it takes.

    bench/bench.py BUILD_FOLDER [STORIES] [--most N] [--rounds N] [--append FILE]

STORIES is a file, folder or archive of your own, read as `dragoman ingest` would; without it, the stories every clone has (bench/own_stories.py), varied.
One core, in processor time; the fastest round is the headline and all are shown, as what else runs on the machine only ever makes it slower.
Nothing is kept, unless --append names a file that gets the table with the day and the machine.
"""
import argparse, datetime, os, pathlib, re, resource, subprocess, sys, tempfile, time

import own_stories

ROOT = own_stories.ROOT


def machine():
    name = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown processor")
    return f"{name}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def on_one_core(command, **more):
    core = max(os.sched_getaffinity(0))
    return subprocess.run(["taskset", "-c", str(core), *map(str, command)], capture_output=True, text=True, check=True, **more).stdout


def read(build, path, most):
    """One round of dragoman_speed: what it printed, as numbers."""
    out = on_one_core([build / "dragoman_speed", path, most])
    speed = re.search(r"([\d.]+) stories/s, ([\d.]+) words/s.*; (\d+) words, (\d+) rows", out)
    held = re.search(r"(\d+) violations of evidence, (\d+) MB at most", out)
    stages = {name: (float(share), float(ms)) for name, share, ms in re.findall(r"^  (\w+) +([\d.]+) % +([\d.]+) ms a story", out, re.M)}
    return dict(stories=int(re.search(r"(\d+) stories\n", out)[1]), rate=float(speed[1]), words=int(speed[3]), rows=int(speed[4]), violations=int(held[1]), memory=int(held[2]), stages=stages)


def stored(build, path):
    """The same as an ingest with one job: stories and seconds of clock and processor, memory, the store's size."""
    with tempfile.TemporaryDirectory() as folder:
        store = pathlib.Path(folder) / "x.duckdb"
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
        on_one_core([build / "dragoman", "ingest", path, "--into", store, "--jobs", "1"])
        seconds, after = time.time() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        count = int(on_one_core([build / "dragoman", "sql", store, "SELECT count(*) FROM stories", "--csv"]).split()[-1])
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return count, seconds, spent, after.ru_maxrss / 1024, store.stat().st_size / 1e6


def table(options, path, what):
    rounds = [read(options.build, path, options.most) for _ in range(options.rounds)]
    best = max(rounds, key=lambda r: r["rate"])
    count = best["stories"]
    count_stored, seconds, spent, memory, size = stored(options.build, path)
    lines = [
        f"{what}; {count} stories of {best['words'] / count:.0f} tokens on average",
        "",
        "| | |",
        "|---|---|",
        f"| **news stories a second a core** | **{best['rate']:.0f}** (rounds: {', '.join(format(r['rate'], '.0f') for r in rounds)}) |",
        f"| tokens a second | {best['rate'] * best['words'] / count:.0f} |",
        f"| rows a story | {best['rows'] / count:.1f} |",
        f"| rows whose evidence is not the story's text | {sum(r['violations'] for r in rounds)} of {best['rows']} |",
        f"| memory of reading, at most | {best['memory']} MB |",
        f"| `ingest --jobs 1`, joined | {count_stored / spent:.0f} stories a second of processor time ({count_stored} stored; {spent:.1f} s, {seconds:.1f} s by the clock), {memory:.0f} MB at most, store {size:.0f} MB |",
        "",
        "| stage | share of the time | ms a story |",
        "|---|---|---|",
        *(f"| {name} | {share:.1f} % | {ms:.3f} |" for name, (share, ms) in sorted(best["stages"].items(), key=lambda s: -s[1][0])),
    ]
    return "\n".join(lines) + "\n", sum(r["violations"] for r in rounds)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("stories", nargs="?")
    parser.add_argument("--most", type=int, default=3000, help="stories of it (3000)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--append", type=pathlib.Path)
    options = parser.parse_args()
    options.build = options.build.resolve()
    version = on_one_core([options.build / "dragoman", "version"]).splitlines()[0]
    with tempfile.TemporaryDirectory() as folder:
        path, what = options.stories, options.stories
        if not path:
            path, what = f"{folder}/stories.jsonl", "The stories of examples/ and cases/, varied"
            own_stories.write(path, options.most)
        text, violations = table(options, path, what)
    head = f"{version}, {datetime.date.today()}, {machine()}\n\n"
    print(head + text, end="")
    if options.append:
        with options.append.open("a", encoding="utf-8") as out:
            out.write("\n" + head + text)
    sys.exit(violations > 0)


if __name__ == "__main__":
    main()

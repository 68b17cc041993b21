#!/usr/bin/env python3
"""What reading a story costs, in instructions: no more than five percent over the last figure of bench/instructions.tsv, where each line has a reason.

    instructions_test.py LINEAR SOURCE COMPILER       --note: print today's figures as lines to keep

LINEAR is the driver of linear_test.py; cachegrind counts, so neither the machine's speed nor its load matters. Valgrind tells programs of one and the same
processor with AVX2 and without AVX-512 wherever it runs, so the encoder's kernels and the C library's are always the same ones; a machine without AVX2 would
run others, and another compiler makes other instructions: there nothing is compared, and the test is skipped.
"""
import datetime, json, pathlib, re, subprocess, sys, tempfile

most = 1.05
driver, source, compiler = sys.argv[1:4]
root = pathlib.Path(source)
kept_in = root / "bench/instructions.tsv"


def documents(folder):
    """What is read, by name: a file and the number of its stories."""
    stories = [json.loads(path.read_text()) for path in sorted((root / "examples").glob("*.json"))]
    examples = pathlib.Path(folder) / "examples.jsonl"
    examples.write_text("".join(json.dumps(story) + "\n" for story in stories))
    return {"examples": (examples, len(stories)), "page": (root / "tests/pages/harbour.html", 1)}


def counted(folder, paths):
    """Instructions of reading each path, less those of a process that does nothing."""
    run = subprocess.run(["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={folder}/out.%p", f"--log-file={folder}/log.%p", driver, "-", *map(str, paths)], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"instructions: {run.stderr[-600:]}")
    by_path = {}
    for line in run.stdout.splitlines():
        pid, path = line.split(" ", 1)
        log = pathlib.Path(f"{folder}/log.{pid}").read_text()
        by_path[path] = int(re.search(r"I\s+refs:\s+([\d,]+)", log)[1].replace(",", "")), f"{folder}/out.{pid}"
    return {path: (count - by_path["-"][0], out) for path, (count, out) in by_path.items()}


def where(out):
    """The functions with the most instructions, to see what grew."""
    table = subprocess.run(["cg_annotate", "--auto=no", out], capture_output=True, text=True).stdout
    return "".join(line[:150] + "\n" for line in re.findall(r"^ *[\d,]+ \([ \d.]+%\).*", table, re.M)[1:13])


def last_kept():
    kept = {}
    for line in kept_in.read_text().splitlines():
        if line and not line.startswith("#"):
            day, name, stories, count, built_with, why = line.split("\t")
            kept[name] = int(stories), int(count), built_with
    return kept


def main():
    if "avx2" not in pathlib.Path("/proc/cpuinfo").read_text():
        print("skipped: no AVX2 here, and the figures are of its kernels")
        sys.exit(77)
    kept, failed = last_kept(), 0
    with tempfile.TemporaryDirectory() as folder:
        read = documents(folder)
        counts = counted(folder, [path for path, _ in read.values()])
        if "--note" in sys.argv:
            for name, (path, stories) in read.items():
                print(datetime.date.today(), name, stories, counts[str(path)][0] // stories, compiler, "WHY", sep="\t")
            return
        others = {built_with for _, _, built_with in kept.values()} - {compiler}
        if others:
            print(f"skipped: built with {compiler}, and the figures are of {', '.join(others)}")
            sys.exit(77)
        for name, (path, stories) in read.items():
            known, limit, _ = kept[name]
            count, out = counts[str(path)]
            count //= stories
            grown = count / limit
            bad = grown > most or stories != known
            failed += bad
            print(f"{'NOT' if bad else 'ok '} {name}: {count / 1e6:.2f} M instructions a story of {stories}, {100 * (grown - 1):+.1f} % against {limit / 1e6:.2f} M")
            if stories != known:
                print(f"    the figure kept is of {known} stories: keep one of these (CONTRIBUTING.md, Measuring)")
            elif bad:
                print(f"    a dearer reading is either mended or kept with its reason (CONTRIBUTING.md, Measuring). Most instructions:\n{where(out)}")
            elif grown < 2 - most:
                print("    cheaper than what is kept: keep the new figure, or the gain may be lost unseen")
    sys.exit(failed > 0)


main()

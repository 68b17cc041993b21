#!/usr/bin/env python3
"""Spark against `dragoman ingest` of the same stories, on the same cores: equal rows, whatever dies, and how long it takes.

    bench/spark.py DRAGOMAN STORIES.jsonl WORK [equal] [kill] [stream] [speed]

equal   the sorted rows of every table, for 1, 2, 7 and 64 partitions
kill    the same while Python workers (local[2]) and executors (local-cluster) are killed at random (executors: these alone)
stream  the stories as files that arrive; the job is killed ten times, then ends by itself
speed   the plain program and Spark, one after the other, three times

Run it with the package installed and pyspark, pyarrow on the path:
    PYTHONPATH=.deps/readers/lib/python3.11/site-packages:.deps/python/lib/python3.11/site-packages build/release/python/venv/bin/python3 bench/spark.py …
WORK is a scratch folder; stores and data sets stay there."""
import hashlib, json, os, pathlib, random, resource, shutil, signal, subprocess, sys, threading, time

import pyarrow as pa

import dragoman

PROGRAM, STORIES, WORK = os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]), pathlib.Path(sys.argv[3]).resolve()
WANTED = sys.argv[4:] or ["equal", "kill", "stream", "speed"]
TABLES = ["stories", "mentions", "entities", "times", "statements", "stances", "events", "figures", "commitments", "groups", "notes", "inputs"]
JOB = os.path.join(os.path.dirname(dragoman.__file__), "spark", "job.py")
os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
random.seed(11)
WORK.mkdir(parents=True, exist_ok=True)


def submit(*args, master="local[2,100]", conf=()):
    import pyspark

    command = [os.path.join(os.path.dirname(pyspark.__file__), "bin", "spark-submit"), "--master", master, "--driver-memory", "3g",
               "--conf", "spark.ui.enabled=false", "--conf", "spark.log.level=ERROR", "--conf", "spark.python.worker.faulthandler.enabled=false"]
    for setting in conf:
        command += ["--conf", setting]
    return subprocess.Popen([*command, JOB, *map(str, args)], start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=WORK)


def finished(job, what):
    out, err = job.communicate(timeout=3600)
    if job.returncode != 0:
        sys.exit(f"{what} failed: {err[-3000:]}")
    return out.strip().splitlines()[-1] if out.strip() else ""


def fresh(path):
    if path.is_dir():
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()
    return path


def sorted_rows(path, but=()):
    """table → (rows, SHA-256 of its sorted rows)."""
    store, hashes = dragoman.Store(path), {}
    for table in TABLES:
        if table in but:
            continue
        rows = pa.table(store.sql(f'SELECT t::VARCHAR AS r FROM "{table}" t ORDER BY r'))["r"]
        digest = hashlib.sha256()
        for chunk in rows.chunks:
            for row in chunk.to_pylist():
                digest.update(row.encode() + b"\n")
        hashes[table] = (len(rows), digest.hexdigest())
    return hashes


def compare(what, expected, path, but=()):
    found = sorted_rows(path, but)
    different = [table for table in found if found[table] != expected[table]]
    print(f"{what}: " + (f"DIFFERENT in {different} {[(found[t][0], expected[t][0]) for t in different]}" if different
                         else f"equal, {sum(n for n, _ in found.values()):,} rows in {len(found)} tables"), flush=True)
    return not different


def ingest(into):
    start = time.monotonic()
    subprocess.run([PROGRAM, "ingest", STORIES, "--into", fresh(into), "--jobs", "2", "--no-join"], check=False, capture_output=True)
    return time.monotonic() - start


def descendants(pid):
    """Processes below one of ours, with their command lines."""
    parents = {}
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            parents.setdefault(int(fields[1]), []).append((int(entry.name), (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()))
        except (OSError, IndexError):
            continue
    found, open_ = [], [pid]
    while open_:
        for child, command in parents.get(open_.pop(), []):
            found.append((child, command))
            open_.append(child)
    return found


def kill_some(job, is_victim, every, killed, most=10):
    """More would never end: what a dead executor had read is read again."""
    while job.poll() is None and len(killed) < most:
        time.sleep(random.uniform(*every))
        victims = [pid for pid, command in descendants(job.pid) if is_victim(command)]
        if victims and job.poll() is None:
            try:
                os.kill(random.choice(victims), signal.SIGKILL)
                killed.append(time.monotonic())
            except ProcessLookupError:
                pass


def processor_time():
    """Of the programs run so far and of theirs."""
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


if WANTED != ["speed"]:
    reference = WORK / "reference.duckdb"
    if not reference.exists():
        print(f"dragoman ingest, 2 jobs: {ingest(reference):.1f} s", flush=True)
    expected = sorted_rows(reference)
    print(f"{expected['stories'][0]:,} stories, {expected['inputs'][0] - expected['stories'][0]} inputs without one", flush=True)

if "equal" in WANTED:
    for partitions in (1, 2, 7, 64):
        start = time.monotonic()
        said = finished(submit(STORIES, "--into", fresh(WORK / "set"), "--partitions", partitions), "job")
        print(f"  {said.split(': ')[1]}, {time.monotonic() - start:.1f} s")
        compare(f"{partitions} partitions", expected, WORK / "set")

if {"kill", "executors"} & set(WANTED):
    workers = ("Python workers", "local[2,100]", lambda command: "pyspark" in command and "daemon" in command, ())
    executors = ("executors", "local-cluster[2,1,1536]", lambda command: "CoarseGrainedExecutorBackend" in command,
                 ("spark.task.maxFailures=100", "spark.deploy.maxExecutorRetries=-1", "spark.executor.memory=1536m", "spark.stage.maxConsecutiveAttempts=50"))
    for name, master, is_victim, conf in (workers, executors)[WANTED[0] == "executors":]:
        killed = []
        job = submit(STORIES, "--into", fresh(WORK / "set"), "--partitions", 64, master=master, conf=conf)
        killer = threading.Thread(target=kill_some, args=(job, is_victim, (8, 20), killed))
        killer.start()
        finished(job, f"killing {name}")
        killer.join()
        compare(f"64 partitions, {len(killed)} {name} killed", expected, WORK / "set")

if "stream" in WANTED:
    arriving, into, checkpoint = fresh(WORK / "arriving"), fresh(WORK / "streamed"), fresh(WORK / "checkpoint")
    arriving.mkdir()
    lines = open(STORIES, encoding="utf-8").readlines()
    parts, stops, left = 40, 0, []
    for part in range(parts):
        (WORK / "part.jsonl").write_text("".join(lines[part::parts]), encoding="utf-8")
        (WORK / "part.jsonl").rename(arriving / f"{part:03d}.jsonl")
    follow = [arriving, "--into", into, "--follow", checkpoint]
    few = ("spark.sql.streaming.minBatchesToRetain=100",)
    for _ in range(10):
        there = len(list(into.glob("_parts/*.json")))
        job = submit(*follow, "--files-at-once", 2, conf=few)
        while job.poll() is None and len(list(into.glob("_parts/*.json"))) <= there:
            time.sleep(0.05)
        time.sleep(random.uniform(0, 5))  # somewhere in this part or the next
        if job.poll() is None:
            os.killpg(job.pid, signal.SIGKILL)
            stops += 1
        job.communicate()
        lists = [json.loads(path.read_text()) for path in sorted(into.glob("_parts/*.json"))]
        left.append("begun" if lists and not lists[-1]["done"] else "staged" if list(into.glob("_staging-*")) else "whole")
    finished(submit(*follow, "--files-at-once", 2, conf=few), "the last run")
    compare(f"stream in parts of 2 files, killed {stops} times (the part at hand was then {', '.join(left)})", expected, into, but=("inputs",))
    ids = dragoman.Store(into).sql("SELECT count(*) AS n, count(DISTINCT id) AS d FROM (SELECT id FROM statements UNION ALL SELECT id FROM events UNION ALL "
                                   "SELECT id FROM figures UNION ALL SELECT id FROM commitments UNION ALL SELECT id FROM stances UNION ALL SELECT id FROM groups)").to_dicts()[0]
    print(f"  {ids['n']:,} rows with an id, {ids['d']:,} ids; {len(list((into / '_parts').glob('*.json')))} parts", flush=True)

if "speed" in WANTED:
    for turn in range(int(os.environ.get("TURNS", 3))):
        spent = [processor_time()]
        plain = ingest(WORK / "plain.duckdb")
        spent.append(processor_time())
        start = time.monotonic()
        finished(submit(STORIES, "--into", fresh(WORK / "set"), "--partitions", 8), "job")
        took = time.monotonic() - start
        spent.append(processor_time())
        print(f"plain {plain:.1f} s ({spent[1] - spent[0]:.1f} of processor time), Spark {took:.1f} s with its start ({spent[2] - spent[1]:.1f})", flush=True)
    if "equal" not in WANTED:
        compare("8 partitions", sorted_rows(WORK / "plain.duckdb"), WORK / "set")

#!/usr/bin/env python3
"""The Spark jobs against `dragoman ingest` of the same stories.  usage: spark_test.py DRAGOMAN SOURCE"""
import json, os, pathlib, re, shutil, subprocess, sys, tempfile

import dragoman
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

program, source = sys.argv[1], pathlib.Path(sys.argv[2])
failures = []
os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
spark = (SparkSession.builder.master("local[2]").appName("test").config("spark.ui.enabled", False).config("spark.driver.memory", "1g")
         .config("spark.sql.shuffle.partitions", 2).config("spark.log.level", "ERROR").getOrCreate())
from dragoman import spark as dragoman_spark  # noqa: E402


def expect(what, ok, detail=""):
    if not ok:
        failures.append(f"{what}: {str(detail)[:800]}")


def run(*args):
    return subprocess.run([program, *map(str, args)], capture_output=True, text=True, timeout=300)


RECORD = ["stories", "mentions", "entities", "times", "statements", "stances", "events", "figures", "commitments", "groups", "notes", "inputs"]


def rows_of(path, tables=RECORD):
    store = dragoman.Store(path)
    return {table: [json.dumps(row, default=str) for row in store.sql(f'SELECT * FROM "{table}" ORDER BY ALL').to_dicts()] for table in tables}


def same(what, one, other):
    for table in one:
        expect(f"{what}: {table}", one[table] == other[table], sorted(set(one[table]) ^ set(other[table]))[:2])


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    news = folder / "news"
    (news / "wire").mkdir(parents=True)
    bodies = [json.loads(path.read_text()) for path in sorted((source / "examples").glob("*.json"))]
    with open(news / "stories.jsonl", "w") as lines:
        for body in bodies:
            lines.write(json.dumps(body) + "\n")
        lines.write("{ this is no story\n")
        lines.write(json.dumps({"title": "nothing to read"}) + "\n")
    (news / "wire" / "ferry.txt").write_text("PORT SALVO, 3 March – A ferry sank on Monday and 12 people were killed, the coast guard said.")
    shutil.copy(source / "tests/pages/harbour.html", news / "harbour.html")
    warc = news / "page.warc"
    page = (source / "tests/pages/harbour.html").read_bytes().replace(b"Port of Salvora", b"Haven of Salvora").replace(b"dockers", b"porters")
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    warc.write_bytes(b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://haven.example/a\r\nWARC-Date: 2025-05-06T09:00:00Z\r\n"
                     b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
                     b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(head) + len(page), head + page))
    expected = folder / "expected.duckdb"
    made = run("ingest", news, "--into", expected)
    expect("ingest fails for the broken lines alone", made.returncode == 1 and "21 stories" in made.stdout, made)
    ingested = rows_of(expected)

    # -- a batch, in several ways of cutting it -----------------------------------------------------------------------------------
    for partitions in (1, 5):
        stories = dragoman_spark.read_stories(spark, str(news), partitions=partitions)
        tables = dragoman_spark.extract(stories)
        where = folder / f"set{partitions}"
        expect("stories are counted", dragoman_spark.write(tables, where, by_month=partitions == 5) == 21)
        same(f"data set of {partitions} partitions", ingested, rows_of(where))
        if partitions == 5:
            expect("a kind's DataFrame", tables["event"].groupBy("type").count().count() == len({json.loads(row)["type"] for row in ingested["events"]}))
            expect("nested columns", sorted(row.w for row in tables["statement"].select(F.explode("content.text").alias("w")).collect())
                   == sorted(words["text"] for row in ingested["statements"] for words in json.loads(row)["content"]))
            expect("failures have their reasons", sorted((row.origin, row.reason) for row in tables.failures.collect())
                   == sorted((row["origin"], row["reason"]) for row in map(json.loads, ingested["inputs"]) if row["reason"]))
            try:
                dragoman_spark.write(tables, where)
                expect("a data set is not written over", False)
            except dragoman.Error as error:
                expect("a data set is not written over", "is there already" in str(error), error)
            expect("nothing stays of staging", not list(where.glob("_staging*")))
        tables.unpersist()
    taken = dragoman_spark.consolidate(folder / "set5", folder / "joined.duckdb")
    expect("consolidated", taken == {"stories": 21, "known": 0}, taken)
    derived = ["happenings", "happening_reports", "series", "series_points", "ledger", "ledger_evidence", "dyads", "actors", "positions", "copies", "signatures"]
    same("consolidated", rows_of(expected, RECORD + derived), rows_of(folder / "joined.duckdb", RECORD + derived))
    asked = run("events", folder / "set1", "--pair", "CHL,PER", "--json")
    expect("a command asks the data set", asked.returncode == 0 and asked.stdout == run("events", expected, "--pair", "CHL,PER", "--json").stdout, asked.stderr)

    # -- any DataFrame, and knowledge of one's own ----------------------------------------------------------------------------------
    frame = spark.createDataFrame([(json.dumps(body),) for body in bodies], "value string").repartition(3)
    knowledge = dragoman.Knowledge({"organizations.tsv": "name\ttype\tcountry\tsector\nHarbour Watch\torganization\tNOR\tNGO\n"})
    extra = spark.createDataFrame([(json.dumps({"id": "w", "text": "Harbour Watch said the port is closed."}),)], "value string")
    told = dragoman_spark.extract(dragoman_spark.documents(frame.union(extra), json=True), knowledge)
    expect("stories of a DataFrame", told["story"].count() == len(bodies) + 1)
    expect("knowledge is laid over in the workers", [row.country for row in told["entity"].where("name = 'Harbour Watch'").collect()] == ["NOR"])
    told.unpersist()

    # -- a stream that is stopped and goes on ----------------------------------------------------------------------------------------
    arriving, where = folder / "arriving", folder / "streamed"
    arriving.mkdir()
    for turn in range(3):
        part = bodies[turn * 6:turn * 6 + 6] + bodies[:2]  # the first two come again each time
        (folder / "part.jsonl").write_text("".join(json.dumps(body) + "\n" for body in part) + ("{ broken\n" if turn == 1 else ""))
        (folder / "part.jsonl").rename(arriving / f"{turn}.jsonl")
        dragoman_spark.follow(arriving, where, folder / "checkpoint", spark=spark).awaitTermination()
        if turn == 1:  # stopped between the data set and the checkpoint: Spark does that part again
            last = max((folder / "checkpoint/commits").glob("[0-9]*"), key=lambda path: int(path.name))
            last.unlink()
            (last.parent / f".{last.name}.crc").unlink(missing_ok=True)
        if turn == 2:  # stopped within the data set: half of a part is there, and its list says so
            files = sorted(where.glob("kind=*/month=*/part-b000002-*.parquet"))
            for file in files[::2]:
                file.unlink()
            (where / "_parts/000002.json").write_text(json.dumps({"done": False, "files": [str(file.relative_to(where)) for file in files]}))
            last = max((folder / "checkpoint/commits").glob("[0-9]*"), key=lambda path: int(path.name))
            last.unlink()
            (last.parent / f".{last.name}.crc").unlink(missing_ok=True)
            dragoman_spark.follow(arriving, where, folder / "checkpoint", spark=spark).awaitTermination()
    run("ingest", source / "examples", "--into", folder / "once.duckdb")
    same("streamed", {table: rows for table, rows in rows_of(folder / "once.duckdb").items() if table != "inputs"}, rows_of(where))
    expect("the broken line of the stream", [json.loads(row)["reason"] is not None for row in rows_of(where)["inputs"]].count(True) == 1)

    # -- docs/work.md's example of Spark's pipe, of which the workers need the program alone ------------------------------------------
    os.chdir(folder)
    (folder / "stories.jsonl").write_text("".join(json.dumps(body) + "\n" for body in bodies) + "{ broken\n")
    os.environ["PATH"] = f"{folder}:{os.environ['PATH']}"
    (folder / "dragoman").symlink_to(program)
    example = re.search(r"<!-- run: spark -->\n```python\n(.*?)```", (source / "docs/work.md").read_text(), re.S)[1].splitlines()
    namespace = {"spark": spark}
    code = "\n".join([*example[:-1], "counts = " + example[-1]])
    exec(code.replace('"stories.jsonl"', f'"{folder}/stories.jsonl"'), namespace)
    said = {row["type"]: row["count"] for row in namespace["counts"].collect()}
    expect("pipe: rows", said == {row["type"]: row["n"] for row in dragoman.Store("once.duckdb").sql("SELECT type, count(*) AS n FROM events GROUP BY type").to_dicts()}, said)
    expect("pipe: records", namespace["records"].count() == len(bodies) + 1)

spark.stop()
if failures:
    sys.exit("\n".join(failures))
print("spark: all is well")

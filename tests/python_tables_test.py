#!/usr/bin/env python3
"""The package's tables in others' hands: pyarrow, pandas, polars, DuckDB.  usage: python_tables_test.py DRAGOMAN SOURCE"""
import gc, json, pathlib, subprocess, sys, tempfile

import duckdb, pandas, polars, pyarrow

import dragoman

program, source = sys.argv[1], pathlib.Path(sys.argv[2])
failures = []


def expect(what, ok, detail=""):
    if not ok:
        failures.append(f"{what}: {str(detail)[:600]}")


def plain(rows):
    return json.loads(json.dumps(rows, default=str))


with tempfile.TemporaryDirectory() as folder:
    demo = f"{folder}/demo.duckdb"
    subprocess.run([program, "ingest", source / "examples", "--into", demo], capture_output=True, check=True)
    store = dragoman.Store(demo)
    kinds = ["stories", "entities", "mentions", "times", "statements", "stances", "events", "figures", "commitments", "groups", "notes"]
    answers = {kind: store.sql(f"SELECT * FROM {kind} ORDER BY ALL") for kind in kinds} | {
        "happenings": store.happenings(), "relations": store.relations(by="month"), "ledger": store.ledger(), "nothing": store.events(country="PER", from_="2031")}
    for name, answer in answers.items():
        rows = plain(answer.to_dicts())
        arrow = pyarrow.table(answer)
        arrow.validate(full=True)
        expect(f"pyarrow: {name}", plain(arrow.to_pylist()) == rows and len(answer) == arrow.num_rows, rows[:1])
        expect(f"pyarrow, once more: {name}", pyarrow.table(answer) == arrow)
        expect(f"pyarrow, batches: {name}", [pyarrow.record_batch(batch).num_rows for batch in answer.batches()] == [len(b) for b in answer.batches()]
               and sum(map(len, answer.batches())) == len(rows))
        frame = pandas.DataFrame.from_arrow(answer)
        expect(f"pandas: {name}", list(frame.columns) == answer.columns and len(frame) == len(rows))
        polar = polars.DataFrame(answer)
        expect(f"polars: {name}", plain(polar.to_dicts()) == rows, (plain(polar.to_dicts())[:1], rows[:1]))
        taken = duckdb.sql("SELECT * FROM answer").to_arrow_table() if rows else arrow
        expect(f"DuckDB: {name}", plain(taken.to_pylist()) == rows, taken.schema)
    events = pandas.DataFrame.from_arrow(answers["events"])
    expect("pandas counts", dict(events["type"].value_counts()) == {row["type"]: row["n"] for row in store.sql("SELECT type, count(*) n FROM events GROUP BY type").to_dicts()})
    expect("dates are dates", str(pyarrow.table(answers["events"]).schema.field("day").type) == "date32[day]")
    expect("no rows have columns", len(answers["nothing"]) == 0 and "type" in answers["nothing"].columns)
    left = pyarrow.table(store.sql("SELECT * FROM statements"))
    column = left["evidence"]
    del store, answers, answer, left
    gc.collect()
    expect("what was taken lives on", column.validate(full=True) is None and len(column) > 0)
    many = pyarrow.table(dragoman.Store(demo).sql("SELECT range AS n, repeat('x', 20) AS x, [range, NULL] AS l FROM range(10000)"))
    expect("more rows than a batch", many.num_rows == 10000 and many["n"].to_pylist() == list(range(10000)) and many["l"][9999].as_py() == [9999, None])
    records = [dragoman.read(path) for path in sorted((source / "examples").glob("*.json"))]
    expect("tables of records", pyarrow.table(dragoman.tables(records)["statements"]).num_rows == sum(len(r.statements) for r in records))

if failures:
    sys.exit("\n".join(failures))
print("tables: all is well")

#!/usr/bin/env python3
"""A large store out of a small one, and how long its joining takes: bench/across_scale.py DRAGOMAN BASE.duckdb OUT.duckdb [STORIES]

The stories of BASE are put in again and again with other ids, a thousand days later each time, until there are STORIES
(100,000). Then: joining all of it, joining 100 and 1,000 more, joining when nothing is new, and the usual
questions, each in a process of its own. Needs duckdb from PyPI.
"""
import pathlib, shutil, subprocess, sys, time

import duckdb

dragoman, base, out = sys.argv[1:4]
wanted = int(sys.argv[4]) if len(sys.argv) > 4 else 100_000
DAYS = 1000


def rows(connection, sql):
    return connection.execute(sql).fetchall()


def columns(connection, table):
    return [name for name, in rows(connection, f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{table}'")]


BASE = {"stories", "mentions", "entities", "times", "statements", "stances", "events", "figures", "commitments", "groups",
        "inputs", "copies", "signatures"}


def put_again(connection, table, k, most=None):
    shifted = []
    for name in columns(connection, table):
        quoted = f'"{name}"'
        if name == "story_id" or (table == "stories" and name == "id") or (table == "copies" and name == "original"):
            shifted.append(f"{quoted} || '~{k}'")
        elif name in ("day", "first_day", "last_day"):
            shifted.append(f"CAST({quoted} + {DAYS * k} AS DATE)")
        elif table == "stories" and name == "published":
            shifted.append(f"CAST(day + {DAYS * k} AS VARCHAR)")
        elif table == "inputs" and name == "sha256":
            shifted.append(f"{quoted} || '~{k}'")
        else:
            shifted.append(quoted)
    key = "id" if table == "stories" else "story_id"
    limit = "" if most is None else f" AND {key} IN (SELECT id FROM first_stories ORDER BY id LIMIT {most})"
    connection.execute(f'INSERT INTO "{table}" SELECT {", ".join(shifted)} FROM "{table}" WHERE {key} IN (SELECT id FROM first_stories){limit}')


def grow(connection, k, most=None):
    connection.execute("BEGIN")
    for table in sorted(BASE):
        put_again(connection, table, k, most)
    connection.execute(f"INSERT INTO unjoined SELECT id FROM stories WHERE ends_with(id, '~{k}')")
    connection.execute("COMMIT")


def timed(*arguments, say):
    start = time.perf_counter()
    done = subprocess.run(["/usr/bin/time", "-f", "%M %U %S", dragoman, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    memory, user, system = done.stderr.split()[-3:]
    print(f"{say}: {time.perf_counter() - start:.2f} s, of the processor {float(user) + float(system):.2f} s, {int(memory) // 1024} MB   {done.stdout.strip() if arguments[0] == 'join' else ''}", flush=True)


pathlib.Path(out).unlink(missing_ok=True)
shutil.copy(base, out)
connection = duckdb.connect(out)
connection.execute("SET memory_limit = '4GB'")
connection.execute("CREATE TEMP TABLE first_stories AS SELECT id FROM stories WHERE day IS NOT NULL")
count = rows(connection, "SELECT count(*) FROM first_stories")[0][0]
k = 1
while count * k < wanted:
    grow(connection, k, min(count, wanted - count * k))
    k += 1
for table, in rows(connection, "SELECT table_name FROM duckdb_tables()"):
    if table in ("stories", "statements", "events", "figures", "commitments", "entities"):
        print(table, rows(connection, f'SELECT count(*) FROM "{table}"')[0][0])
connection.close()
timed("join", out, "--again", say="joining all")
connection = duckdb.connect(out)
connection.execute("CREATE TEMP TABLE first_stories AS SELECT id FROM stories WHERE day IS NOT NULL AND NOT contains(id, '~')")
grow(connection, k, 100)
connection.close()
timed("join", out, say="joining 100 more")
connection = duckdb.connect(out)
connection.execute("CREATE TEMP TABLE first_stories AS SELECT id FROM stories WHERE day IS NOT NULL AND NOT contains(id, '~')")
grow(connection, k + 1, 1000)
connection.close()
timed("join", out, say="joining 1,000 more")
timed("join", out, say="joining nothing")
for question in ("relations X --limit 20", "relations X --pair CHN,RUS --by month", "happenings X --country RUS --limit 20",
                 "happenings X --pair CHN,RUS --limit 20", "series X --limit 20", "ledger X --country RUS --limit 20",
                 "positions X --person Putin --limit 20", "actors X --limit 20", "actors X --person Putin", "changes X --since 2016-12 --limit 20"):
    words = question.split()
    timed(*[out if word == "X" else word for word in words], say="dragoman " + question)

#!/usr/bin/env python3
"""What is forgotten is gone, words and all; what papers change is kept.  usage: forget_test.py DRAGOMAN SOURCE"""
import json, pathlib, subprocess, sys, tempfile

dragoman = pathlib.Path(sys.argv[1]).resolve()
failures, checks = [], 0

LONG = ("The harbour office of Salvora said on Monday that Peru would lend Chile forty million dollars for a second crossing. Minister Hugo Palma "
        "thanked the engineers of both countries and promised that the bridge at Quillaconda would open within two years. Dockers in Arica "
        "welcomed the plan, which their union had asked for since the storms of last winter closed the only road along the coast. ")


def expect(what, ok, detail=""):
    global checks
    checks += 1
    if not ok:
        failures.append(f"{what}: {str(detail)[:800]}")


def run(*args):
    return subprocess.run([dragoman, *map(str, args)], capture_output=True, text=True, cwd=folder, timeout=300)


def ingest(*stories, name="s.jsonl", options=()):
    (folder / name).write_text("".join(json.dumps(story) + "\n" for story in stories))
    done = run("ingest", name, "--into", "x.duckdb", *options)
    expect("ingest", done.returncode == 0, done.stderr)
    return done.stdout


def sql(query):
    done = run("sql", "x.duckdb", query, "--json")
    expect(query, done.returncode == 0, done.stderr)
    return json.loads(done.stdout or "[]")


def words_in_files(word):
    return [path.name for path in folder.glob("x.duckdb*") if word.encode() in path.read_bytes()]


def everything():
    """Every table but the notes, as text."""
    return {row["name"]: sql(f'SELECT * FROM "{row["name"]}" ORDER BY ALL') for row in sql("SELECT table_name AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' ORDER BY 1")}


def story(id, day, text, **more):
    return {"id": id, "source": "Salvora Post", "published": day, "text": text, "title": f"Crossing {id}", **more}


def check_forgetting():
    stories = [story(id, day, LONG + end) for id, day, end in
               (("first", "2025-03-01", ""), ("second", "2025-03-02", "He spoke in Lima."), ("third", "2025-03-03", "He spoke to reporters in Lima."))]
    secret = story("secret", "2025-03-04", "Chile accused Xanthippolyte Brobdingnag of fraud. “I never was in Quetzalburg,” Xanthippolyte Brobdingnag said on Tuesday.", source="Other Post")
    ingest(*stories, secret)
    copies = {row["story_id"]: row["original"] for row in sql("SELECT * FROM copies")}
    expect("copies of the first", copies == {"second": "first", "third": "first"}, copies)
    expect("the word is in the file", words_in_files("Quetzalburg") == ["x.duckdb"])
    size = len(sql("SELECT id FROM stories"))
    done = run("forget", "x.duckdb", "secret", "first", "--reason", "court order 7")
    expect("forget", done.returncode == 0 and "2 stories forgotten" in done.stdout, done.stdout + done.stderr)
    expect("the words are gone from the file", words_in_files("Quetzalburg") == [] and words_in_files("Xanthippolyte") == [] and words_in_files("secret") == [])
    expect("two stories less", len(sql("SELECT id FROM stories")) == size - 2)
    for table, rows in everything().items():
        text = json.dumps(rows)
        expect(f"nothing of it in {table}", not any(word in text for word in ('"secret"', '"first"', "Brobdingnag")), text)
    expect("the next of its copies is the original", {row["story_id"]: row["original"] for row in sql("SELECT * FROM copies")} == {"third": "second"})
    notes = sql("SELECT * FROM forgotten")
    expect("hashes, day and reason are kept", len(notes) == 2 and {n["reason"] for n in notes} == {"court order 7"} and all(len(n["story_sha256"]) == 64 and n["day"] for n in notes), notes)
    before = everything()
    told = ingest(*stories, secret, name="again.jsonl")
    expect("it is not read in again", "passed over 2: forgotten" in told and len(sql("SELECT id FROM stories")) == size - 2, told)
    told = ingest(story("secret", "2025-03-05", "Chile accused Xanthippolyte Brobdingnag of fraud once more."), name="later.jsonl")
    expect("nor is a later state of it", "passed over 1: forgotten" in told, told)
    after = everything()
    expect("the tables are as they were", {k: v for k, v in before.items() if k != "files"} == {k: v for k, v in after.items() if k != "files"})
    done = run("forget", "x.duckdb", "nobody")
    expect("an unknown story", done.returncode == 1 and "no such story: nobody" in done.stderr, done.stderr)
    done = run("forget", "x.duckdb", "--source", "Salvora Post")
    expect("all of a source", done.returncode == 0 and sql("SELECT count(*) AS n FROM stories") == [{"n": 0}], done.stderr)
    expect("a source that is not there", run("forget", "x.duckdb", "--source", "Nobody's Post").returncode == 2)
    expect("views outlive the rewriting", sql("SELECT count(*) AS n FROM v_events") == [{"n": 0}])
    expect("a data set is not written into", run("forget", "nowhere", "a").returncode in (1, 2))


def check_editions():
    text = "SANTIAGO, March 14 - {} killed {} people in Santiago on Friday, police said. Peru thanked Chile for its help."
    ingest(story("flood", "2025-03-14", text.format("Gunmen", 12)), name="e.jsonl")
    ingest(story("flood", "2025-03-14", "By our correspondent.\n\n" + text.format("Gunmen", 19), title="Nineteen dead"), name="e.jsonl")
    rows = sql("SELECT * FROM editions")
    expect("what was", len(rows) == 1 and rows[0]["title"] == "Crossing flood" and rows[0]["edition"] == 1, rows)
    changes = {(row["change"], row["kind"], row["words"]) for row in sql("SELECT * FROM edition_rows")}
    gone, came = [{(k, w) for c, k, w in changes if c == which} for which in ("gone", "came")]
    expect("the toll went and came", any("12 people" in w for _, w in gone) and any("19 people" in w for _, w in came), changes)
    expect("what only moved down did not change", not any("thanked" in w for _, _, w in changes), changes)
    expect("counts agree", (rows[0]["gone"], rows[0]["came"]) == (len(gone), len(came)), rows)
    shown = run("history", "x.duckdb", "--story", "flood", "--json")
    expect("history shows them", len(json.loads(shown.stdout)) == len(changes), shown.stdout)
    expect("history of another story is empty", json.loads(run("history", "x.duckdb", "--story", "none", "--json").stdout) == [])
    expect("history by day", json.loads(run("history", "x.duckdb", "--to", "2025-03-13", "--json").stdout) == [] and run("history", "x.duckdb", "--to", "soon").returncode == 2)
    states = [story("toll", "2025-03-15", text.format("Rebels", toll) + " " + LONG) for toll in (3, 5, 8)]
    ingest(*states, name="three.jsonl")
    numbers = [row["edition"] for row in sql("SELECT edition FROM editions WHERE story_id = 'toll' ORDER BY 1")]
    expect("states that come at once are states too", numbers == [1, 2], numbers)
    before = everything()
    ingest(*states, name="three.jsonl", options=("--again",))
    ingest(*states, name="moved.jsonl")
    after = everything()
    expect("earlier states met again change nothing", {k: v for k, v in before.items() if k != "files"} == {k: v for k, v in after.items() if k != "files"})
    expect("the latest state is in the store", "8 people" in sql("SELECT text FROM stories WHERE id = 'toll'")[0]["text"])
    done = run("forget", "x.duckdb", "flood")
    expect("editions go with their story", done.returncode == 0 and sql("SELECT count(*) AS n FROM editions WHERE story_id = 'flood'") == [{"n": 0}] and words_in_files("Nineteen dead") == [])
    expect("other stories keep theirs", sql("SELECT count(*) AS n FROM editions WHERE story_id = 'toll'") == [{"n": 2}])


for check in (check_forgetting, check_editions):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        check()

print("\n".join(failures[:40]) or f"{checks} checks hold")
sys.exit(bool(failures))

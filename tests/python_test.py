#!/usr/bin/env python3
"""The Python package against the program: the same records, tables and errors.  usage: python_test.py DRAGOMAN SOURCE"""
import ast, gc, html.parser, itertools, json, os, pathlib, pickle, subprocess, sys, tempfile, threading, types, typing

import dragoman
from dragoman import records

program, source = sys.argv[1], pathlib.Path(sys.argv[2])
stories = sorted((source / "examples").glob("*.json"))
failures = []


def run(*args, **more):
    return subprocess.run([program, *map(str, args)], capture_output=True, text=True, timeout=300, **more)


def expect(what, ok, detail=""):
    if not ok:
        failures.append(f"{what}: {str(detail)[:600]}")


def raised(call):
    try:
        call()
    except dragoman.Error as error:
        return str(error)
    return None


# -- records ----------------------------------------------------------------------------------------------------------------------
read = {path: dragoman.read(path) for path in stories}
for path, record in read.items():
    said = run("read", path, "--format", "ndjson").stdout
    expect(f"{path.name} as the program reads it", record.to_json() + "\n" == said, said)
    expect(f"{path.name} as a dict", record.to_dict() == json.loads(said))
    expect(f"{path.name} from JSON", dragoman.Record.from_json(said) == record)
    expect(f"{path.name} from a dict and from bytes", dragoman.read(json.loads(path.read_text())).to_dict()["events"] == record.to_dict()["events"]
           and dragoman.read(path.read_bytes()).to_dict()["statements"] == record.to_dict()["statements"])
    for kind in ("statements", "events", "figures", "commitments", "stances", "groups"):
        for row in getattr(record, kind):
            for words in row.evidence:
                expect(f"{path.name} {row.id} rests on its words", record.story.text[words.start:words.end] == words.text)
record = read[stories[0]]
expect("pickled", pickle.loads(pickle.dumps(record)) == record)
expect("other records differ", record != read[stories[1]] and record != 1)
expect("rows live without their record", (lambda row: (gc.collect(), row.id)[1])(dragoman.read(stories[0]).statements[0]) == record.statements[0].id)

text = "Trade rose 12 percent to US$4.1 billion, Peru's minister Hugo Palma said yesterday."
dated = dragoman.read(text, published="2025-03-14", title="T", source="S", url="https://s.example/1", section="Economy")
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "story.txt"
    path.write_text(text)
    said = json.loads(run("read", path, "--published", "2025-03-14", "--title", "T", "--source", "S", "--url", "https://s.example/1").stdout)
for field in ("published", "published_from", "title", "source", "url"):
    expect(f"{field} is taken", getattr(dated.story, field) == said["story"][field])
expect("section is taken", dated.story.section == "Economy")
expect("rows of a text", [s["content"] for s in dated.to_dict()["statements"]] == [s["content"] for s in said["statements"]], dated)
expect("any bytes give a record", dragoman.read(b"\xff\xfe\x00 broken \x80 bytes").story.text is not None)
expect("lone surrogates give a record", dragoman.read("a \ud800 b").record_version == "1")
expect("what is not known is None, what is a list a tuple", dragoman.read("A ship sank.").story.url is None and dated.statements.__class__ is tuple)

# -- types: the stubs are current, and what comes is what they say -----------------------------------------------------------------
stubs = pathlib.Path(dragoman.__file__).with_name("records.pyi").read_text()
expect("records.pyi is what `dragoman fields --python` prints", stubs == run("fields", "--python").stdout)
names = {name: getattr(records, name) for name in records.__all__} | {"Literal": typing.Literal, "Any": typing.Any}
declared = {}
for node in ast.parse(stubs).body:
    if isinstance(node, ast.ClassDef):
        declared[node.name] = {f.name: eval(compile(ast.Expression(f.returns), "stubs", "eval"), names) for f in node.body
                               if any(getattr(d, "id", "") == "property" for d in getattr(f, "decorator_list", ()))}
seen = set()


def fits(value, kind):
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return any(fits(value, one) for one in arguments)
    if origin is tuple:
        return isinstance(value, tuple) and all(fits(one, arguments[0]) for one in value)
    if origin is typing.Literal:
        return value in arguments
    if not isinstance(value, type(None) if kind is None else kind):
        return False
    for name, inner in declared.get(type(value).__name__, {}).items():
        seen.add((type(value).__name__, name))
        if not fits(getattr(value, name), inner):
            expect(f"{type(value).__name__}.{name} is {inner}", False, getattr(value, name))
    return True


expect("records are of their declared types", all(fits(record, records.Record) for record in read.values()))
expect("all classes but few were met", len({name for name, _ in seen}) >= 14, seen)
expect("classes are those of the stubs", sorted(declared) == sorted(records.__all__))

# -- notebooks ---------------------------------------------------------------------------------------------------------------------
hostile = dragoman.read('The minister said "<script>alert(1)</script> & \'more\'" on Friday.', title="<b>T</b>", published="2025-03-14")
page = hostile._repr_html_()


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.met, self.well = [], set(), True

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.met.add(tag + "".join("." + value for name, value in attributes if name == "class"))

    def handle_endtag(self, tag):
        self.well &= bool(self.open) and self.open.pop() == tag


tags = Tags()
tags.feed(page)
expect("HTML is well formed and escaped", tags.well and not tags.open and "script" not in tags.met and "b" not in tags.met, page)
expect("evidence is marked", "span.statement" in tags.met, tags.met)

# -- many --------------------------------------------------------------------------------------------------------------------------
bodies = [json.loads(path.read_text()) for path in stories]
alone = [record.to_json() for record in map(dragoman.read, bodies)]
for jobs in (1, 3):
    many = [record.to_json() for record in dragoman.read_many(bodies * 3, jobs=jobs)]
    expect(f"read_many with {jobs} jobs keeps the order", many == alone * 3)
endless = dragoman.read_many(({"text": f"Story {n} rose 5 percent."} for n in itertools.count()), jobs=2)
expect("an endless iterable is taken as it is asked for", [next(endless).story.text for _ in range(20)][-1] == "Story 19 rose 5 percent.")
endless.close()
mixed = [bodies[0], {"title": "no text"}, bodies[1]]
kept = list(dragoman.read_many(mixed, errors="keep"))
expect("an error in its place", [type(one) for one in kept] == [dragoman.Record, dragoman.Error, dragoman.Record], kept)
expect("an error is raised at its place", raised(lambda: list(dragoman.read_many(mixed))) == str(kept[1]))

stop, counted = threading.Event(), 0
long = " ".join(body["text"] for body in bodies * 20)
reader = threading.Thread(target=lambda: (dragoman.read(long), stop.set()))
sys.setswitchinterval(1e-4)
reader.start()
while not stop.is_set():
    counted += 1
reader.join()
expect("reading lets go of Python's lock", counted > 1000, counted)


def memory():
    gc.collect()
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def turn(times):
    for _ in range(times):
        record = dragoman.read(text, published="2025-03-14")
        record.to_dict(), record.statements, record.story.text, record._repr_html_()


turn(1000)
before = memory()
turn(3000)
expect("memory stays as it is", memory() - before < 4 << 20, memory() - before)

# -- knowledge and errors ----------------------------------------------------------------------------------------------------------
overlay = {"organizations.tsv": "name\ttype\tcountry\tsector\nHarbour Watch\torganization\tNOR\tNGO\n"}
watched = dragoman.read("Harbour Watch said the port is closed.", knowledge=dragoman.Knowledge(overlay))
expect("knowledge is laid over", [e.country for e in watched.entities if e.name == "Harbour Watch"] == ["NOR"], watched.entities)
expect("and not when it is not given", dragoman.read("Harbour Watch said the port is closed.").engine_version != watched.engine_version)
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    (folder / "organizations.tsv").write_text(overlay["organizations.tsv"])
    expect("of a folder", dragoman.read("Harbour Watch said so.", knowledge=dragoman.Knowledge(folder)).entities[0].country == "NOR")
    expect("pickled knowledge is the same", pickle.loads(pickle.dumps(dragoman.Knowledge(folder))) == dragoman.Knowledge(folder))
    (folder / "organizations.tsv").write_text("name\ttype\tcountry\tsector\nHarbour Watch\tclub\tNOR\tNGO\n")
    (folder / "broken.json").write_text('{"title": "no text"}')
    (folder / "empty").mkdir()
    (folder / "notes.duckdb").write_text("no database")
    for what, args, call in (
        ("faulty knowledge", ["read", stories[0], "--knowledge", folder], lambda: dragoman.read(stories[0], knowledge=dragoman.Knowledge(folder))),
        ("a folder without knowledge", ["read", stories[0], "--knowledge", folder / "empty"], lambda: dragoman.Knowledge(folder / "empty")),
        ("no file", ["read", folder / "nowhere.txt"], lambda: dragoman.read(folder / "nowhere.txt")),
        ("broken JSON", ["read", folder / "broken.json"], lambda: dragoman.read(folder / "broken.json")),
        ("no store", ["stories", folder / "nowhere.duckdb"], lambda: dragoman.Store(folder / "nowhere.duckdb")),
        ("another's file", ["stories", folder / "notes.duckdb"], lambda: dragoman.Store(folder / "notes.duckdb")),
        ("no data set", ["import", folder / "empty", "--into", folder / "a.duckdb"], lambda: dragoman.import_data_set(folder / "empty", folder / "b.duckdb")),
    ):
        said = run(*args)
        expect(f"{what} is told as the program tells it", said.returncode == 2 and said.stderr == f"dragoman: {raised(call)}\n", (said, raised(call)))

# -- stores ------------------------------------------------------------------------------------------------------------------------
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    demo = folder / "demo.duckdb"
    run("ingest", source / "examples", "--into", demo)
    store = dragoman.Store(demo)

    def told(value):
        """Without what is not known: a struct has the fields of all rows, an object in JSON those of its own."""
        if isinstance(value, dict):
            return {key: told(inner) for key, inner in value.items() if inner is not None}
        return [told(one) for one in value] if isinstance(value, list) else value

    def plain(table):
        return told(json.loads(json.dumps(table.to_dicts(), default=str)))

    for args, table in (
        ("events --pair CHL,PER --from 2025-02", lambda: store.events(pair="CHL,PER", from_="2025-02")),
        ("events --by month", lambda: store.events(by="month")),
        ("statements --country CHL --limit 5", lambda: store.statements(country="CHL", limit=5)),
        ("figures --type change", lambda: store.figures(type="change")),
        ("commitments --country PER", lambda: store.commitments(country="PER")),
        ("stories --originals", lambda: store.stories(originals=True)),
        ("happenings --min-reports 2", lambda: store.happenings(min_reports=2)),
        ("series --all", lambda: store.series(all=True)),
        ("ledger --country PER", lambda: store.ledger(country="PER")),
        ("relations --pair CHL,PER --by month", lambda: store.relations(pair="CHL,PER", by="month")),
        ("relations --pair CHL,PER --month 2025-05 --rows", lambda: store.relations(pair="CHL,PER", month="2025-05", rows=True)),
        ("positions --rows", lambda: store.positions(rows=True)),
        ("actors --country PER", lambda: store.actors(country="PER")),
        ("changes --since 2025-05", lambda: store.changes(since="2025-05")),
    ):
        question, *options = args.split()
        said = run(question, demo, *options, "--json").stdout
        expect(f"{args} as the command line answers", plain(table()) == told(json.loads(said)) and len(table()) > 0, (plain(table())[:1], said[:300]))
    query = "SELECT type, count(*) AS n, max(day) AS last, sum(1) AS s FROM events GROUP BY type ORDER BY ALL"
    expect("sql", plain(store.sql(query)) == told(json.loads(run("sql", demo, query, "--json").stdout)), plain(store.sql(query)))
    expect("only questions", raised(lambda: store.sql("CREATE TABLE t (a INT)")) is not None)
    expect("an unknown country", raised(lambda: store.events(country="Ruritania")) == run("events", demo, "--country", "Ruritania").stderr.removeprefix("dragoman: ").strip())

    made = dragoman.tables(read.values())
    for kind, table in made.items():
        stored = store.sql(f"SELECT * FROM {kind} ORDER BY ALL").to_dicts()
        order = lambda row: json.dumps(row, default=str, sort_keys=True)
        expect(f"tables(): {kind} as the store has it", sorted(table.to_dicts(), key=order) == sorted(stored, key=order), kind)
    expect("tables() has rows", len(made["events"]) > 20 and len(made["mentions"]) > 100, made)

    run("export", demo, "--as", "parquet", "--into", folder / "set")
    taken = dragoman.import_data_set(folder / "set", folder / "again.duckdb")
    expect("a data set is taken", taken == {"stories": len(stories), "known": 0}, taken)
    expect("a second time nothing is", dragoman.import_data_set(folder / "set", folder / "again.duckdb") == {"stories": 0, "known": len(stories)})
    again = dragoman.Store(folder / "again.duckdb")
    tables = [row["name"] for row in store.sql("SELECT table_name AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE'").to_dicts()]
    for table in sorted(set(tables) - {"files"}):
        rows = lambda of: of.sql(f'SELECT * FROM "{table}" ORDER BY ALL').to_dicts()
        expect(f"imported: {table} as ingest made it", rows(again) == rows(store), (rows(again)[:1], rows(store)[:1]))

if failures:
    sys.exit("\n".join(failures))
print("python: all is well")

#!/usr/bin/env python3
"""The command line from outside: examples of every --help run, exit codes, errors.  usage: cli_test.py DRAGOMAN SOURCE"""
import csv, json, os, pathlib, pty, re, shlex, subprocess, sys, tempfile

dragoman, source = sys.argv[1], pathlib.Path(sys.argv[2])
failures = []


def run(*args, stdin="", cwd=source):
    return subprocess.run([dragoman, *args], input=stdin, capture_output=True, text=True, cwd=cwd, timeout=300)


def expect(what, ok, detail=""):
    if not ok:
        failures.append(f"{what}: {detail}")


help_text = run("--help").stdout
commands = re.findall(r"^  ([a-z]+) ", help_text.split("Subcommands:")[1], re.M)
expect("--help lists the commands", {"read", "explain", "ingest", "statements", "events", "figures", "commitments", "stories", "sql", "work", "evaluate", "version"} <= set(commands), commands)

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    for name in ("examples", "tests"):
        (folder / name).symlink_to(source / name)
    (folder / "dragoman").symlink_to(dragoman)
    with open(folder / "stories.jsonl", "w") as lines:
        for path in sorted((source / "examples").glob("*.json")):
            lines.write(json.dumps(json.load(open(path))) + "\n")
    made = run("ingest", "examples", "--into", "demo.duckdb", cwd=folder)
    expect("ingest examples", made.returncode == 0, made.stderr)
    for command in commands:
        text = run(command, "--help").stdout
        examples = re.findall(r"Example:\n((?:  .+\n?)+)", text)
        expect(f"{command} --help has an example", examples, text)
        if command in ("follow", "serve"):  # they run until they are stopped; follow_test.py and page_test.sh run them
            continue
        for line in "".join(examples).strip().splitlines():
            done = subprocess.run(line.strip(), shell=True, capture_output=True, text=True, timeout=300, cwd=folder, env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"})
            expect(f"example of {command}: {line.strip()}", done.returncode == 0 and done.stdout.strip(), (done.returncode, done.stderr[:300]))

listed = run("archive", "-", "--format", "json", stdin='[{"text": "One."}, {"text": "Two."}]')
expect("archive lists standard input", [json.loads(line)["where"] for line in listed.stdout.splitlines()] == ["-:1", "-:2"], listed)
expect("archive says what is broken", run("archive", "nowhere.zip").returncode == 1)
expect("a map with an unknown field", run("archive", "-", "--map", "colour=x").returncode == 2)

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    own = folder / "dragoman" / "knowledge"
    own.mkdir(parents=True)
    (own / "organizations.tsv").write_text("name\ttype\tcountry\tsector\nHarbour Watch\torganization\tNOR\tNGO\n")
    with_own = {**os.environ, "XDG_CONFIG_HOME": str(folder)}
    found = subprocess.run([dragoman, "knowledge", "find", "harbour watch"], capture_output=True, text=True, env=with_own)
    expect("the user's own folder is read", found.returncode == 0 and "NOR" in found.stdout and "organizations.tsv:2" in found.stdout, found)
    expect("without it nothing is known", run("knowledge", "find", "harbour watch").returncode == 1)
    (own / "organizations.tsv").write_text("name\ttype\tcountry\tsector\nHarbour Watch\tclub\tNOR\tNGO\n")
    checked = run("knowledge", "check", str(own))
    expect("check names file, line and reason", checked.returncode == 1 and "organizations.tsv:2: type is \"club\"" in checked.stdout, checked)
    refused = subprocess.run([dragoman, "read", "-"], input="A ship sank.", capture_output=True, text=True, env=with_own)
    expect("faulty knowledge is refused", refused.returncode == 2 and "organizations.tsv:2" in refused.stderr, refused)
    (own / "organizations.tsv").unlink()
    (own / "units.tsv").write_text("unit\tdimension\tforms\npoods\tmass\tpood|poods\n")
    weighed = run("quantities", "-", "--knowledge", str(own), stdin="The mill ground 40 poods of rye.")
    expect("a unit of the user's own", '"unit":"poods"' in weighed.stdout.replace(" ", "") and '"mass"' in weighed.stdout, weighed)
    (own / "units.tsv").write_text("unit\tdimension\tforms\n\tmass\tpood\n")
    expect("times refuses faulty knowledge", run("times", "-", "--knowledge", str(own), stdin="x").returncode == 2)
    expect("a folder without tables", run("knowledge", "check", str(folder)).returncode == 2)
    expect("--knowledge of no folder", run("read", "-", "--knowledge", str(folder / "none"), stdin="x").returncode == 2)

voices = [json.loads(line) for line in run("attributions", "-", stdin="Ángel fears that prices will rise, the union said.").stdout.splitlines()]
expect("attributions name who, and places count code points", voices and all("Ángel fears that prices will rise, the union said."[p["start"]:p["end"]] == p["text"] for v in voices for p in [*v["content"], v["source"] or v["content"][0]]), voices)
tones = [json.loads(line) for line in run("tone", "-", stdin="Prosecutors accused Ángel Ruiz of fraud. Voters love Ana Palma.").stdout.splitlines()]
expect("tone of each named, places in code points", {(t["text"], t["tone"]) for t in tones} >= {("Ángel Ruiz", "negative"), ("Ana Palma", "positive")} and all("Prosecutors accused Ángel Ruiz of fraud. Voters love Ana Palma."[t["start"]:t["end"]] == t["text"] for t in tones), tones)
sums = [json.loads(line) for line in run("tone", "--sum", "-", stdin="Voters love Ana Palma. Ana Palma is a hero. Critics hate Ana Palma.").stdout.splitlines()]
expect("tone summed over a text", [(s["positive"], s["negative"]) for s in sums if s["who"] == "Ana Palma"] == [(2, 1)], sums)
expect("tone of nothing", run("tone", "-", stdin="The harbour has two piers.").stdout == "")
expect("evaluate tone", "macro-F1 100.0" in run("evaluate", "tone", "tests/toned.jsonl").stdout, run("evaluate", "tone", "tests/toned.jsonl").stdout)
expect("evaluate tone names the line that is none", run("evaluate", "tone", "-", stdin='{"text":"Ana"}\n').stderr.find("-:1") >= 0)
expect("attributions of nothing", run("attributions", "-", stdin="The harbour has two piers.").stdout == "")
expect("no command is wrong usage", run().returncode == 2)
expect("an unknown option is wrong usage", run("read", "--nonsense").returncode == 2)
gone = run("read", "no/such/file.json")
expect("a missing file", gone.returncode == 2 and "no/such/file.json" in gone.stderr and "No such file" in gone.stderr, gone.stderr)
broken = run("read", "-", stdin='{"id": "x"}')
expect("a story without text", broken.returncode == 2 and "text" in broken.stderr, broken.stderr)
dated = run("read", "-", "--published", "yesterday", stdin="x")
expect("a wrong date", dated.returncode == 2 and "2024-05-03" in dated.stderr, dated.stderr)

plain = run("read", "-", "--published", "2024-05-03", "--title", "T", "--source", "S", "--url", "http://example.org/", stdin="The minister resigned on Friday.")
record = json.loads(plain.stdout)
expect("options reach the record", (record["story"]["published"], record["story"]["title"], record["story"]["source"], record["story"]["url"]) == ("2024-05-03", "T", "S", "http://example.org/"), record["story"])
first = "examples/2025-02-03-lima-talks.json"
one_line = run("read", first, "--format", "ndjson").stdout
expect("ndjson is one line and the same record", one_line.count("\n") == 1 and json.loads(one_line) == json.loads(run("read", first).stdout))
evil = json.dumps({"title": "<script>alert(1)</script>", "text": "The <b>minister</b> said \"<img src=x onerror=alert(1)>\" on \x1b[31mFriday\x1b]0;x\x07."})
page = run("read", "-", "--format", "html", stdin=evil).stdout
expect("html escapes the story", "<script" not in page and "<img" not in page and "<b>" not in page and "&lt;script" in page)
shown = run("read", "-", "--format", "text", stdin=evil).stdout
expect("text for people holds no control characters", not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", shown))


def on_terminal(**environment):
    """What `read --format text` writes to a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([dragoman, "read", "examples/2025-02-03-lima-talks.json", "--format", "text"], stdout=theirs, cwd=source,
                               env={**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, "TERM": "xterm", **environment})
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the terminal is closed
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    process.wait(timeout=60)
    return written.decode().replace("\r\n", "\n")


without = lambda text: re.sub(r"\x1b\[[0-9;]*m", "", text)
coloured, plain = on_terminal(), run("read", "examples/2025-02-03-lima-talks.json", "--format", "text").stdout
expect("a terminal has colours", "\x1b[36m" in coloured, coloured[:300])
expect("NO_COLOR and TERM=dumb have none", all("\x1b" not in on_terminal(**e) for e in ({"NO_COLOR": "1"}, {"TERM": "dumb"})))
expect("what is no terminal has none", "\x1b" not in plain, plain[:300])
expect("colours say no more than the signs", without(coloured).split("Statements")[0] == plain.split("Statements")[0], without(coloured)[:600])
record = json.loads(run("read", "examples/2025-02-03-lima-talks.json").stdout)
for kind in ("statements", "events", "figures", "commitments", "stances"):
    rows = re.search(rf"\n{kind.capitalize()}\n.*\n((?:  .*\n)*)", plain)
    expect(f"text has all {kind}", len(rows[1].splitlines() if rows else []) == len(record[kind]), plain)


timed = run("times", "-", "--published", "2024-05-15", stdin="R&D met at 4:30 p.m. on Friday.")
expect("times prints spans, types and values", timed.stdout.strip().split("\t") == ["-", "11", "30", "TIME", "2024-05-10T16:30", "", "2024-05-10", "2024-05-10", "4:30 p.m. on Friday"], timed.stdout)
document = '<?xml version="1.0" ?>\n<TimeML>\n<DOCID>d1</DOCID>\n<DCT><TIMEX3 tid="t0" type="DATE" value="2013-03-22">March 22</TIMEX3></DCT>\n<TEXT>R&amp;D <EVENT eid="e1">met</EVENT> "here" <TIMEX3 tid="t9" type="DATE" value="x">yesterday</TIMEX3>.</TEXT>\n</TimeML>\n'
planned = {as_: run("times", "-", "--published", "2024-05-15T14:20:00", "--document", as_, stdin="Call me at 5 on Friday.").stdout.split("\t") for as_ in ("news", "colloquial")}
expect("the type of a document says how its times are read", (planned["news"][4], planned["colloquial"][4]) == ("2024-05-17", "2024-05-17T05:00"), planned)
expect("times refuses a type that is none", run("times", "-", "--document", "poem", stdin="x").returncode == 2)
expect("work reads plans", json.loads(run("work", "--document", "colloquial", stdin='{"text": "Send it by EOD.", "published": "2024-05-15"}').stdout)["times"][0]["value"] == "2024-05-15T23:59:59")

marked = run("times", "-", "--format", "timeml", stdin=document).stdout
expect("times marks a TimeML document by its creation time", marked == document.replace('<EVENT eid="e1">met</EVENT>', "met").replace('<TIMEX3 tid="t9" type="DATE" value="x">', '<TIMEX3 tid="t1" type="DATE" value="2013-03-21" functionInDocument="NONE">'), marked)
read = json.loads(run("read", "-", stdin=document).stdout)
expect("a TimeML document is a story", (read["story"]["published"], read["times"][0]["text"]) == ("2013-03-22", "yesterday"), read["story"])
expect("times of an unfinished document", run("times", "-", stdin="<TimeML><TEXT>on 3 May").returncode == 0)

rows = lambda text: [l.split("\t") for l in text.splitlines() if l[:1].isdigit()]
tree = run("parse", "-", stdin="Peru will sign.\n\nTalks began in Quito.\n")
expect("parse writes CoNLL-U", tree.returncode == 0 and [r[1] for r in rows(tree.stdout)] == ["Peru", "will", "sign", ".", "Talks", "began", "in", "Quito", "."] and all(len(r) == 10 for r in rows(tree.stdout)), tree.stdout)
given = run("parse", "--gold-tokens", "-", stdin="1\tNew York\t_\t_\t_\t_\t_\t_\t_\t_\n2\tvotes\t_\t_\t_\t_\t7\tx\t_\t_\n\n")
expect("parse keeps given words", [r[1] for r in rows(given.stdout)] == ["New York", "votes"] and {r[6] for r in rows(given.stdout)} <= {"0", "1", "2"}, given.stdout)
wrong = run("parse", "--gold-tokens", "-", stdin="1\ttwo\n")
expect("parse names a wrong line", wrong.returncode == 2 and "-:1" in wrong.stderr and "ten columns" in wrong.stderr, wrong.stderr)
some = run("parse", first, "no/such/file")
expect("parse reads what it can", some.returncode == 1 and some.stdout and "no/such/file" in some.stderr, some.returncode)
long = run("parse", "-", stdin="The minister resigned on Friday. Prices rose.\n\n" * 9000)
expect("parse reads long texts in parts", long.stdout.count("\n\n") == 18000 and "# sent_id = 18000\n" in long.stdout and len(set(l for l in long.stdout.splitlines() if l[:1].isdigit())) <= 10, long.stdout[-300:])
timed = run("read", first, "--timings")
expect("--timings names the stages", all(s in timed.stderr for s in ("text", "annotation", "mentions", "findings", "record")), timed.stderr)
told = run("explain", first).stdout
expect("explain shows each stage", all(s in told for s in ("== text", "== annotation", "== mentions", "== findings", "rule")), told[:300])

stories = [{"id": str(i), "text": f"Minister {i} said trade rose {i} percent."} for i in range(40)]
lines = [json.dumps(s) for s in stories]
lines.insert(7, "no story")
worked = run("work", "--jobs", "3", stdin="\n".join(lines) + "\n")
answers = [json.loads(line) for line in worked.stdout.splitlines()]
expect("work keeps the order and answers every line", len(answers) == 41 and [a["story"]["id"] for a in answers if "story" in a] == [s["id"] for s in stories])
expect("work names the bad line", answers[7].get("line") == 8 and "error" in answers[7] and worked.returncode == 1, answers[7])
alone = run("work", "--jobs", "1", stdin="\n".join(lines) + "\n").stdout
expect("one thread and three give the same bytes", alone == worked.stdout)
marked = csv.DictReader(run("evaluate", "plv", "tests/marked.tsv").stdout.splitlines(), delimiter="\t")
marked = {row["sentence_id"]: row for row in marked}
expect("evaluate plv answers every row", [r["root"] for r in marked.values()][:3] == ["ACCUSE", "ASSAULT", "YIELD"] and marked["4"]["root"], marked)
expect("evaluate plv finds sides without marks", (marked["1"]["self_root"], marked["1"]["self_source"], marked["1"]["self_target"]) == ("ACCUSE", "Norway", "Chad"), marked["1"])
expect("evaluate plv leaves out what is no event", marked["4"]["self_root"] == "", marked["4"])
unmarked = run("evaluate", "plv", "-", stdin="sentence_id\tsentence\n1\tRain fell.\n")
expect("evaluate plv names missing columns", unmarked.returncode == 2 and "marked_sentence" in unmarked.stderr, unmarked.stderr)
scored = run("evaluate", "cofenet", "tests/segments.jsonl").stdout
expect("evaluate cofenet scores each part", [line.split()[0] for line in scored.splitlines()[1:]] == ["source", "cue", "content"] and "100.0" in scored, scored)
unlabelled = run("evaluate", "cofenet", "-", stdin='{"id": "a", "text": "no tokens"}\n')
expect("evaluate cofenet names the wrong line", unlabelled.returncode == 2 and ":1:" in unlabelled.stderr, unlabelled.stderr)
expect("evaluate wants keys", run("evaluate").returncode == 2)

for form, page in (("markdown", "docs/commands.md"), ("http", "docs/http.md")):
    expect(f"{page} is what the program says", run("describe", form).stdout == (source / page).read_text(), f"write it anew: dragoman describe {form} > {page}")

versions = run("version").stdout
expect("version names engine, knowledge and model", all(re.search(rf"^{w} \S+", versions, re.M) for w in ("dragoman", "knowledge", "model")), versions)

print("\n".join(failures) or f"{len(commands)} commands, all as they should be")
sys.exit(bool(failures))

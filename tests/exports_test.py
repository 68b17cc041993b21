#!/usr/bin/env python3
"""What is exported is read by programs that are not ours: pandas, pyarrow, PyLD.  usage: exports_test.py DRAGOMAN SOURCE

Run with the Python of .deps/readers (tests/readers.txt). The published headers of GDELT, ICEWS and POLECAT are compared with
where the folder shared/ lies beside the project.
"""
import csv, hashlib, json, pathlib, subprocess, sys, tempfile

import pandas, pyarrow.dataset, pyarrow.parquet
from pyld import jsonld

dragoman, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
shared = source.parent / "shared"
failures, checks = [], 0

STORIES = [
    {"id": "berlin", "source": "Tab\tPost", "url": "https://www.post.example/a?b=1", "published": "2025-03-14T01:30:00+02:00",
     "title": "A; b # c | d", "authors": ["Ana Ríos"],
     "text": "BERLIN, March 13 - Germany signed an agreement with Romania in Berlin on Thursday. “We share; the # road | and the river,” Romanian Foreign Minister Ana Ríos said.\n\nThe United States accused Germany of breaking the rules. Soldiers killed 12 people and wounded 30 in Gambia on Wednesday."},
    {"id": "podgorica", "source": "Harbour Post", "published": "2025-04-02",
     "text": "PODGORICA, April 2 - The United Nations criticised Montenegro on Wednesday. Montenegro will meet Serbia in Rome next week. Italian prosecutors arrested two men in Texas."},
    {"id": "undated", "source": "Harbour Post", "text": "Peru thanked Chile."},
]


def expect(what, ok, detail=""):
    global checks
    checks += 1
    if not ok:
        failures.append(f"{what}: {str(detail)[:1000]}")


def run(*args):
    return subprocess.run([dragoman, *map(str, args)], capture_output=True, text=True, cwd=folder, timeout=300)


def export(store, form, into, *args):
    done = run("export", store, "--as", form, "--into", into, *args)
    expect(f"export --as {form}", done.returncode == 0, done.stderr)
    return folder / into


def sql(store, query):
    done = run("sql", store, query, "--json")
    expect(query, done.returncode == 0, done.stderr)
    return json.loads(done.stdout or "[]")


def published(path, column):
    """Names as published, where the shared folder is there."""
    if not (shared / path).exists():
        print(f"skipped: no {path} beside the project")
        return None
    with open(shared / path, newline="") as lines:
        return [row[column] for row in csv.DictReader(lines)]


def table(path, names=None):
    return pandas.read_csv(path, sep="\t", names=names, header=None if names else 0, dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE)


GDELT = """GlobalEventID Day MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode
 Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code Actor2Code Actor2Name Actor2CountryCode
 Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code IsRootEvent
 EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone Actor1Geo_Type Actor1Geo_Fullname
 Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID Actor2Geo_Type
 Actor2Geo_Fullname Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID
 ActionGeo_Type ActionGeo_Fullname ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long
 ActionGeo_FeatureID DATEADDED SOURCEURL""".split()
MENTIONS = """GlobalEventID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID Actor1CharOffset
 Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras""".split()


def check_gdelt(store):
    for names, path in ((GDELT, "formats/gdelt2_events.csv"), (MENTIONS, "formats/gdelt2_mentions.csv")):
        theirs = published(path, "name")
        expect(f"columns of {path}", theirs in (None, names), theirs)
    at = export(store, "gdelt", "gdelt")
    for line in (at / "export.CSV").read_text().splitlines():
        expect("61 columns", line.count("\t") == 60, line)
    events, mentions = table(at / "export.CSV", GDELT), table(at / "mentions.CSV", MENTIONS)
    expect("events are there", len(events) >= 6, events)
    expect("event ids are unique", events.GlobalEventID.is_unique)
    expect("event ids are positive 64-bit integers", events.GlobalEventID.astype("int64").gt(0).all())
    expect("each mention is of an event", set(mentions.GlobalEventID) == set(events.GlobalEventID))
    expect("event codes keep their zeros", events.EventCode.str.match(r"^(0[1-9]|1[0-9]|20)[0-9]{0,2}$").all(), events.EventCode)
    expect("base and root are prefixes", all(c.startswith(b) and b.startswith(r) and len(r) == 2 for c, b, r in zip(events.EventCode, events.EventBaseCode, events.EventRootCode)))
    expect("quad classes", set(events.QuadClass) <= set("1234"))
    expect("tone is not invented", set(events.AvgTone) == {""} and set(mentions.MentionDocTone) == {""})
    signed = events[events.EventCode.str.startswith("057") | (events.Actor1Name == "GERMANY")].iloc[0]
    expect("Germany is DEU among actors and GM in geography", (signed.Actor1CountryCode, signed.Actor1Geo_CountryCode) == ("DEU", "GM"), signed.to_dict())
    expect("Romania is CAMEO's ROM, and RO in FIPS", (signed.Actor2CountryCode, signed.Actor2Geo_CountryCode) == ("ROM", "RO"), signed.to_dict())
    gambia = events[events.ActionGeo_CountryCode == "GA"]
    expect("Gambia is GA", len(gambia) > 0 and (gambia.ActionGeo_Type == "1").all(), events.ActionGeo_CountryCode.tolist())
    montenegro = events[events.Actor2Name == "MONTENEGRO"]
    expect("Montenegro is CAMEO's MTN, and MJ in FIPS", (montenegro.Actor2CountryCode == "MTN").all() and (montenegro.Actor2Geo_CountryCode == "MJ").all() and len(montenegro), events.Actor2Name.tolist())
    expect("the United Nations are a known group", "IGOUNO" in set(events.Actor1Code), events.Actor1Code.tolist())
    expect("FIPS codes have two letters", events.filter(regex="Geo_CountryCode").stack().str.match("^([A-Z]{2})?$").all())
    expect("no kind of place, no place", all((row[f"{a}_Type"] == "0") == (row[f"{a}_Lat"] == "") for _, row in events.iterrows() for a in ("Actor1Geo", "Actor2Geo", "ActionGeo")))
    expect("time is UTC", set(events[events.SOURCEURL.str.contains("post.example")].DATEADDED) == {"20250313233000"}, events.DATEADDED.tolist())
    thirteenth = events[events.Day == "20250313"]
    expect("a fraction is months of thirty days", len(thirteenth) and set(thirteenth.FractionDate) == {"2025.2000"}, events[["Day", "FractionDate"]])
    expect("month and year follow from the day", (events.Day.str[:6] == events.MonthYear).all() and (events.Day.str[:4] == events.Year).all())
    expect("in the first paragraph or not", set(events.IsRootEvent) == {"0", "1"})
    web = mentions[mentions.MentionType == "1"]
    expect("a web page's source is its host", set(web.MentionSourceName) == {"post.example"}, web)
    happened = sql(store, "SELECT count(*) AS n FROM (SELECT unnest(CASE WHEN len(actors) = 0 THEN [''] ELSE actors END), story_id, id, recipients FROM events WHERE status IN ('occurred', 'ongoing') AND day IS NOT NULL) e, (SELECT greatest(len(recipients), 1) AS many, story_id, id FROM events) r, range(r.many) WHERE e.story_id = r.story_id AND e.id = r.id")[0]["n"]
    expect("a row for each pair of what happened, and of nothing else", len(events) == happened, (len(events), happened))
    starts = {row["start"] for row in sql(store, "SELECT evidence[1].start AS start FROM events")}
    expect("actions are where their words are", all(int(at) in starts for at in mentions.ActionCharOffset))
    whole = run("export", store, "--as", "gdelt").stdout
    expect("standard output is the first file", whole == (at / "export.CSV").read_text())
    pair = run("export", store, "--as", "gdelt", "--pair", "DEU,Romania").stdout.splitlines()
    expect("a pair", pair and all("DEU" in line and "ROM" in line for line in pair), pair)
    expect("from", run("export", store, "--as", "gdelt", "--from", "2026").stdout == "")
    told = run("export", store, "--as", "gdelt").stderr
    expect("what has no date is counted", "without a date" in told, told)
    expect("what did not happen is counted", "planned events" in told, told)
    expect("a store without happenings says so", run("export", store, "--as", "gdelt", "--count", "happenings").returncode in (0, 2))


def check_gkg(store):
    at = export(store, "gkg", "gkg.csv")
    texts = {row["id"]: row["text"] for row in sql(store, "SELECT id, text FROM stories")}
    urls = {row["url"] or row["id"]: row["id"] for row in sql(store, "SELECT id, url FROM stories")}
    theirs = published("formats/gdelt2_gkg21.csv", "name")
    lines = [line.split("\t") for line in at.read_text().splitlines()]
    expect("27 columns", lines and all(len(line) == 27 for line in lines) and len(theirs or range(27)) == 27)
    expect("record ids are unique", len({line[0] for line in lines}) == len(lines))
    for line in lines:
        text = texts[urls[line[4]]]
        for entry in filter(None, line[9].split(";")):
            expect("a location has 7 parts", len(entry.split("#")) == 7, entry)
        for entry in filter(None, line[10].split(";")):
            expect("a located mention has 9 parts", len(entry.split("#")) == 9, entry)
        for entry in filter(None, line[23].split(";")):
            name, offset = entry.rsplit(",", 1)
            expect("a name is where it says", text[int(offset):].startswith(name[:5]), entry)
        for entry in filter(None, line[16].split(";")):
            kind, month, day, year, offset = entry.split(",")
            expect("a date's resolution", kind == ("3" if day != "0" else "2" if month != "0" else "1"), entry)
        for entry in filter(None, line[22].split("#")):
            offset, length, verb, quote = entry.split("|")
            said = text[int(offset):int(offset) + int(length)]
            expect("a quotation is where it says", [w for w in said.translate({35: " ", 124: " "}).split()] == quote.split(), (said, quote))
    berlin = next(line for line in lines if "post.example" in line[3])
    expect("counts", berlin[5].startswith("KILL#12##1#Gambia#GA#GA#") and "WOUND#30" in berlin[5], berlin[5])
    expect("the title stands in XML", "<PAGE_TITLE>A; b # c | d</PAGE_TITLE>" in berlin[26], berlin[26])


def check_gqg(store):
    at = export(store, "gqg", "gqg.json")
    texts = [row["text"] for row in sql(store, "SELECT text FROM stories")]
    rows = [json.loads(line) for line in at.read_text().splitlines()]
    theirs = published("formats/gdelt_gqg.csv", "name")
    expect("the fields of GQG", theirs is None or {n for n in theirs if "." not in n} <= set(rows[0]), rows[0])
    expect("the parts of a quote", {"pre", "quote", "post", "speakers"} <= set(rows[0]["quotes"][0]))
    for row in rows:
        for quote in row["quotes"]:
            expect("a quote stands in its story between its words", any(f"{quote['quote']}" in " ".join(text.split()) for text in texts), quote)
    speakers = [s["name"] for row in rows for quote in row["quotes"] for s in quote["speakers"]]
    expect("speakers", "Ana Ríos" in speakers, speakers)


def check_icews(store):
    at = export(store, "icews", "icews.tab")
    events = table(at)
    theirs = published("formats/icews_events.csv", "name")
    expect("ICEWS's header", theirs in (None, list(events.columns)), list(events.columns))
    expect("a code's words and intensity", set(zip(events["CAMEO Code"], events["Event Text"], events["Intensity"])) >= {("173", "Arrest, detain, or charge with legal action", "-5")}, events[["CAMEO Code", "Event Text", "Intensity"]].values.tolist())
    expect("countries by name", "Germany" in set(events["Source Country"]) and "Italy" in set(events["Source Country"]), events["Source Country"].tolist())
    expect("dates are ISO", events["Event Date"].str.match(r"^\d{4}-\d\d-\d\d$").all())
    expect("sentences count from 1", events["Sentence Number"].astype(int).ge(1).all())


def check_polecat(store):
    at = export(store, "polecat", "polecat")
    events = table(at / "polecat.txt")
    theirs = published("formats/polecat_events.csv", "name")
    expect("POLECAT's columns", theirs in (None, list(events.columns)), list(events.columns))
    accused = events[events["Event Type"] == "ACCUSE"]
    expect("ACCUSE is conflict: never above zero", len(accused) and accused["Intensity"].astype(float).lt(0).all(), accused["Intensity"].tolist())
    expect("what is missing is None", not (events == "").any().any(), events[(events == "").any(axis=1)].to_dict())
    germany = events[events["Actor Name"] == "Germany"]
    expect("COW numbers", set(germany["Actor COW"]) == {"255"}, germany["Actor COW"].tolist())
    types = published("ontology/plover_events.csv", "event")
    expect("the sixteen types of PLOVER 0.8", types is None or set(events["Event Type"]) <= set(types))
    rows = [json.loads(line) for line in (at / "plover.jsonl").read_text().splitlines()]
    for row in rows:
        expect("PLOVER's required fields", {"id", "date", "actor", "event"} <= set(row), row)
    expect("a plan is of the future", any("future" in row.get("mode", []) for row in rows))
    expect("the table holds what happened alone", len(events) < len(rows) and len(set(events["Event ID"])) == len(events))


def check_lists(store):
    as_json, as_csv = export(store, "jsonl", "jsonl"), export(store, "csv", "csv")
    for path in as_json.iterdir():
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        expected = sql(store, f'SELECT count(*) AS n FROM "{path.stem}"')[0]["n"]
        expect(f"rows of {path.name}", len(rows) == expected, (len(rows), expected))
        with open(as_csv / f"{path.stem}.csv", newline="") as lines:
            expect(f"rows of {path.stem}.csv", len(list(csv.reader(lines))) == expected + 1)
    frame = pandas.read_csv(as_csv / "stories.csv")
    expect("pandas reads the texts whole", set(frame.text) == {row["text"] for row in sql(store, "SELECT text FROM stories")})
    some = export(store, "jsonl", "some", "--country", "ROU")
    rows = [json.loads(line) for line in (some / "events.jsonl").read_text().splitlines()]
    expect("rows of a country", rows and all("ROU" in r["actor_countries"] + r["recipient_countries"] for r in rows), rows)


def no_fetching(url, options):
    raise RuntimeError(f"{url} would be fetched")


def check_linked(store):
    texts = {row["id"]: row["text"] for row in sql(store, "SELECT id, text FROM stories")}
    everything = "\n".join(texts.values())
    oa, prov = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#"
    nodes = jsonld.expand(json.loads(export(store, "jsonld", "notes.jsonld").read_text()), {"documentLoader": no_fetching})
    notes = [n for n in nodes if oa + "Annotation" in n.get("@type", [])]
    rows = sum(sql(store, f"SELECT count(*) AS n FROM {t}")[0]["n"] for t in ("statements", "stances", "events", "figures", "commitments", "groups"))
    expect("one annotation a row", len(notes) == rows, (len(notes), rows))
    for note in notes:
        for target in note[oa + "hasTarget"]:
            expect("a target has a source", target[oa + "hasSource"][0]["@id"], target)
            quote = next(s for s in target[oa + "hasSelector"] if oa + "exact" in s)
            position = next(s for s in target[oa + "hasSelector"] if oa + "start" in s)
            value = lambda node, key: node[oa + key][0]["@value"]
            expect("words with what stands around them", value(quote, "prefix") + value(quote, "exact") + value(quote, "suffix") in everything, quote)
            expect("positions count code points", any(text[int(value(position, "start")):int(value(position, "end"))] == value(quote, "exact") for text in texts.values()), quote)
        expect("the body is the row", "@json" in str(note[oa + "hasBody"][0]), note)
    graph = jsonld.expand(json.loads(export(store, "prov", "prov.jsonld").read_text()), {"documentLoader": no_fetching})
    ids = {n["@id"] for n in graph}
    derived = [n for n in graph if prov + "wasDerivedFrom" in n]
    expect("rows are derived from stories", len(derived) == rows, len(derived))
    for node in graph:
        for key in ("wasDerivedFrom", "wasGeneratedBy", "used", "wasAssociatedWith", "wasAttributedTo", "wasQuotedFrom", "hadPrimarySource", "wasRevisionOf"):
            for other in node.get(prov + key, []):
                expect(f"{key} names a node of the graph", other["@id"] in ids, other)
    expect("a changed story is a revision", sum(prov + "wasRevisionOf" in n for n in graph) == 1)
    triples = jsonld.to_rdf(json.loads((folder / "prov.jsonld").read_text()), {"documentLoader": no_fetching})
    expect("PROV becomes RDF", len(triples["@default"]) > 4 * rows)


def check_data_set(store):
    at = export(store, "parquet", "set")
    for kind, name in (("event", "events"), ("story", "stories"), ("entity", "entities"), ("copy", "copies"), ("mention", "mentions"), ("meta", "meta")):
        if not (at / f"kind={kind}").exists():
            expect(f"no {kind} in the store", sql(store, f"SELECT count(*) AS n FROM {name}")[0]["n"] == 0)
            continue
        read = pyarrow.dataset.dataset(at / f"kind={kind}", format="parquet", partitioning="hive").to_table()
        expect(f"rows of {kind}", len(read) == sql(store, f"SELECT count(*) AS n FROM {name}")[0]["n"])
    events = pyarrow.dataset.dataset(at, format="parquet", partitioning="hive").to_table(filter=(pyarrow.dataset.field("kind") == "story") & (pyarrow.dataset.field("month") == "2025-03"), columns=["id", "month"])
    expect("one month of a kind", {row["id"] for row in events.to_pylist()} >= {"berlin"}, events)
    metadata = pyarrow.parquet.read_metadata(at / "kind=event/month=2025-03/part-0.parquet")
    expect("versions in the metadata", {b"dragoman", b"record_version", b"schema", b"table"} <= set(metadata.metadata), metadata.metadata)
    expect("zstd", metadata.row_group(0).column(0).compression == "ZSTD")
    frame = pandas.read_parquet(at / "kind=event")
    expect("pandas reads it", len(frame) == sql(store, "SELECT count(*) AS n FROM events")[0]["n"])
    expect("undated stories have a folder", (at / "kind=story/month=undated").exists())
    for command in ("stories", "statements", "events", "figures", "commitments", "events --by pair", "events --by month", "events --pair DEU,ROU", "statements --person Ana", "stories --originals", "history", "happenings", "happenings --min-sources 2", "series", "ledger", "ledger --country PER", "relations --pair CHL,PER --by month", "relations --pair DEU,ROU", "positions", "positions --rows", "actors", "changes --since 2025-05"):
        name, *options = command.split()
        ours, theirs = run(name, store, *options, "--json"), run(name, at, *options, "--json")
        expect(f"{command}: the same rows", ours.returncode == theirs.returncode == 0 and ours.stdout == theirs.stdout.replace(str(at), store) and len(ours.stdout) > 2, theirs.stderr or theirs.stdout[:300])
    for query in ("SELECT * FROM v_groups ORDER BY ALL", "SELECT * FROM inputs ORDER BY ALL", "SELECT * FROM meta ORDER BY ALL", "SELECT * FROM v_stories ORDER BY ALL", "SELECT * FROM times ORDER BY ALL"):
        expect(query, sql(store, query) == sql(at, query))
    for form in ("gdelt", "gkg", "icews", "jsonld"):
        expect(f"{form} of the data set is that of the store", run("export", store, "--as", form).stdout == run("export", at, "--as", form).stdout)
    (folder / "secret.csv").write_text("a\n1\n")
    for query in (f"SELECT * FROM read_csv('{folder}/secret.csv')", f"SELECT * FROM read_csv('{at}/../secret.csv')", "SELECT * FROM read_csv('secret.csv')", f"SELECT * FROM glob('{folder}/*')",
                  f"COPY (SELECT 1) TO '{at}/evil.parquet'", f"EXPLAIN ANALYZE COPY (SELECT 1) TO '{at}/evil.parquet'", f"ATTACH '{at}/evil.duckdb'", "SET enable_external_access = true", f"EXPORT DATABASE '{at}/evil'", "DROP VIEW events", "INSTALL httpfs", f"SELECT 1; COPY (SELECT 1) TO '{at}/evil.parquet'", f"WITH x AS (SELECT 1) COPY x TO '{at}/evil.parquet'", f"/* SELECT */ EXPORT DATABASE '{at}/evil'", f"-- SELECT\nEXPORT DATABASE '{at}/evil'", "/* SELECT"):
        expect(f"refused: {query}", run("sql", at, query).returncode == 2)
    expect("nothing was written", not list(at.glob("evil*")))
    for query in ("-- a note\nSELECT 1 AS n", "/* a note */ (SELECT 1 AS n)", "FROM stories", "DESCRIBE events", "SHOW TABLES", "VALUES (1)", "WITH x AS (SELECT 1 AS n) SELECT * FROM x"):
        expect(f"answered: {query}", run("sql", at, query, "--json").returncode == 0)
    again = export(store, "parquet", "again")
    content = lambda root: {str(p.relative_to(root)): pyarrow.parquet.read_table(p, partitioning=None).to_pylist() for p in sorted(root.rglob("*.parquet"))}
    expect("the same store gives the same data set", content(at) == content(again))
    copied = export(at, "parquet", "copied")
    expect("a data set of a data set is the same", content(at) == content(copied))
    refused = run("export", store, "--as", "parquet", "--into", "x", "--from", "2025")
    expect("no filters on a data set", refused.returncode == 2 and "whole store" in refused.stderr)
    (folder / "other").mkdir()
    expect("a folder that is no data set", run("events", folder / "other").returncode == 2)
    expect("a data set is not written into", run("join", at).returncode == 2)


def check_places(store):
    first = run("export", store, "--as", "icews", "--into", "kept.tab")
    expect("what is there is kept", run("export", store, "--as", "icews", "--into", "kept.tab").returncode == 2 and first.returncode == 0)
    expect("unless told otherwise", run("export", store, "--as", "icews", "--into", "kept.tab", "--overwrite").returncode == 0)
    precious = folder / "precious"
    precious.mkdir()
    (precious / "thesis.odt").write_text("x")
    refused = run("export", store, "--as", "csv", "--into", precious, "--overwrite")
    expect("a folder of other things is never overwritten", refused.returncode == 2 and (precious / "thesis.odt").exists(), refused.stderr)
    expect("nothing is left half", not list(folder.glob("*.writing*")), list(folder.iterdir()))
    expect("the store itself is no target", run("export", store, "--as", "icews", "--into", store, "--overwrite").returncode == 2)
    expect("an unknown country", run("export", store, "--as", "gdelt", "--country", "Atlantis").returncode == 2)
    expect("a wrong date", run("export", store, "--as", "gdelt", "--from", "soon").returncode == 2)
    broken = run("export", store, "--as", "icews", "--into", "/nowhere/at/all.tab")
    expect("a folder that is not there", broken.returncode == 2, broken.stderr)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "stories.jsonl").write_text("".join(json.dumps(story) + "\n" for story in STORIES))
    earlier = {**STORIES[0], "text": STORIES[0]["text"].replace("12 people", "9 people")}
    (folder / "earlier.jsonl").write_text(json.dumps(earlier) + "\n")
    run("ingest", "earlier.jsonl", "--into", "x.duckdb")
    made = run("ingest", source / "examples", "stories.jsonl", "--into", "x.duckdb")
    expect("ingest", made.returncode == 0, made.stderr)
    for check in (check_gdelt, check_gkg, check_gqg, check_icews, check_polecat, check_lists, check_linked, check_data_set, check_places):
        try:
            check("x.duckdb")
        except Exception as error:  # the other checks are to run all the same
            failures.append(f"{check.__name__}: {type(error).__name__} {error} at line {error.__traceback__.tb_next.tb_lineno if error.__traceback__.tb_next else 0}")

print("\n".join(failures[:40]) or f"{checks} checks hold")
sys.exit(bool(failures))

#!/usr/bin/env python3
"""Feeds: what `dragoman feed` reads against the expectations of two public suites, with feedparser beside it.

    python3 bench/feeds.py build/release/dragoman --data FEEDS [--misses N]

feedparser's well-formed suite: each file says what it expects, as an expression over feedparser's result. An expectation
counts when all the fields it compares are fields we keep; the others are listed with how many tests they take. gofeed's
suite: each file has a JSON beside it; its fields that we keep are compared. Texts are compared without markup and white
space, for we keep texts, not markup; dates as moments. feedparser is held to the same comparison.
"""
import argparse, ast, collections, glob, json, os, re, subprocess, sys, time, urllib.parse
import feedparser
import lxml.html


def letters(value):
    """A text without markup and white space."""
    value = str(value)
    if "<" in value or "&" in value:
        try:
            tree = lxml.html.fragment_fromstring(value, create_parent="div")
            for bad in tree.xpath(".//script|.//style|.//svg|.//math"):
                bad.drop_tree()
            value = tree.text_content()
        except Exception:
            pass
    return re.sub(r"[\s\u00a0]+", "", value)


def squeezed(value):
    return re.sub(r"[\s\u00a0]+", "", str(value))


def moment(value):
    """Date → (y, m, d, h, m, s) in UTC."""
    if isinstance(value, (tuple, list, time.struct_time)):
        return tuple(value)[:6]
    parsed = feedparser.datetimes._parse_date(str(value))
    return tuple(parsed)[:6] if parsed else None


def person(people, n=0):
    one = (people or [])[n] if len(people or []) > n else {}
    name, email = one.get("name", ""), one.get("email", "")
    return f"{name} ({email})" if name and email else name or email


# Our value for a path of feedparser's, as a function of our feed or entry; None: a field we do not keep.
def ours(path, feed):
    if path[0] == "entries":
        entries = feed.get("entries", [])
        if len(path) == 1 or not isinstance(path[1], int):
            return "count", len(entries)
        if path[1] >= len(entries):
            return "text", ""
        return of_element(path[2:], entries[path[1]], True)
    return of_element(path[1:], feed, False)


def of_element(path, at, entry):
    texts = {"title": "title", "id": "id", "guid": "id", "link": "url" if entry else "link", "summary" if entry else "subtitle": "summary" if entry else "description",
             "description": "summary" if entry else "description", "tagline": "description", "language": "language"}
    key = ".".join(str(p) for p in path)
    name = re.sub(r"_detail\.value$", "", key)
    people = at.get("authors", [])
    if entry and name in ("summary", "description"):  # feedparser gives the content where there is no summary
        return "text", at.get("summary") or at.get("content", "")
    if name in texts:
        return "text", at.get(texts[name], "")
    if entry and re.fullmatch(r"content\.\d\.value", key):
        return "text", at.get("content", "")
    if entry and key == "content.0.language":
        return "text", at.get("language", "")
    if re.fullmatch(r"(updated|published|modified|created)(_parsed)?", key):
        kind = key.split("_")[0]
        first, second = ("published", "updated") if kind in ("published", "created") else ("updated", "published")
        return "date", at.get(first) or at.get(second)
    if key == "author":
        return "text", person(people)
    found = re.fullmatch(r"author_detail\.(name|email|url|href)|authors\.(\d)\.(name|email|url|href)", key)
    if found:
        n, field = int(found[2] or 0), (found[1] or found[3]).replace("href", "url")
        return "text", people[n].get(field, "") if n < len(people) else ""
    found = re.fullmatch(r"tags\.(\d)\.term", key)
    categories = at.get("categories", [])
    if found or key == "category":
        n = int(found[1]) if found else 0
        return "text", categories[n] if n < len(categories) else ""
    if key == "tags":
        return "count", len(categories)
    if entry and key == "source.title":
        return "text", at.get("source", "")
    if entry and key in ("source.link", "source.href"):
        return "text", at.get("source_url", "")
    return None, None


def path_of(node):
    """entries[0]['content'][0]['value'] → ["entries", 0, "content", 0, "value"]; None when it is no such path."""
    if isinstance(node, ast.Name):
        return [node.id]
    inner = path_of(node.value) if isinstance(node, (ast.Subscript, ast.Attribute)) else None
    if inner is None:
        return None
    if isinstance(node, ast.Attribute):
        return inner + [node.attr]
    return inner + [node.slice.value] if isinstance(node.slice, ast.Constant) else None


def comparisons(expression):
    """[(path, is a length, expected)] of a conjunction of ==; None when it holds anything else."""
    found = []

    def walk(node):
        if isinstance(node, ast.BoolOp):
            return all(walk(v) for v in (node.values if isinstance(node.op, ast.And) else node.values[:1]))
        if isinstance(node, ast.UnaryOp) and path_of(node.operand) == ["bozo"]:
            return True
        if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
            return False
        left, length = node.left, False
        if isinstance(left, ast.Call) and getattr(left.func, "id", "") == "len":
            left, length = left.args[0], True
        try:
            expected = ast.literal_eval(node.comparators[0])
        except ValueError:
            return False
        path = path_of(left)
        if path and path[0] in ("feed", "entries") and (len(path) > 1 or length):
            found.append((path, length, expected))
            return True
        return False

    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except SyntaxError:
        return None
    return found if walk(tree) and found else None


def same(kind, value, expected):
    if kind == "date":
        return value is not None and moment(value) == moment(expected)
    if kind == "count":
        return value == expected
    # A text of ours may hold a "<" that is meant; a value of theirs may be markup.
    return squeezed(value or "") in (letters(expected or ""), squeezed(expected or "")) or letters(value or "") == letters(expected or "")


def theirs(result, path):
    at = result
    for step in path:
        try:
            at = at[step]
        except (KeyError, IndexError, TypeError):
            return None
    return at


def read_all(program, files, url=None):
    feeds = []
    for i in range(0, len(files), 200):
        run = subprocess.run([program, "feed", "--format", "json"] + (["--url", url] if url else []) + files[i : i + 200], capture_output=True)
        feeds += [json.loads(line) or {} for line in run.stdout.decode().splitlines()]
    assert len(feeds) == len(files), (len(feeds), len(files))
    return feeds


def feedparser_suite(program, data, show):
    files = sorted(glob.glob(os.path.join(data, "feedparser/wellformed/**/*.xml"), recursive=True))
    # The suite is meant to be served: the address, or the one that a header gives, is what relative ones are meant against.
    here = "http://127.0.0.1:8097/"
    places = {}
    for file in files:
        header = re.search(r"Header:\s*Content-Location:\s*(\S+)", open(file, "rb").read().decode("utf-8", "replace"))
        places.setdefault(urllib.parse.urljoin(here, header[1]) if header else here, []).append(file)
    read = {}
    for place, some in places.items():
        read.update((file, (place, feed)) for file, feed in zip(some, read_all(program, some, place)))
    left_out, misses = collections.Counter(), []
    by_folder = collections.defaultdict(lambda: [0, 0, 0])
    for file in files:
        place, feed = read[file]
        source = open(file, "rb").read()
        found = re.search(r"Expect:\s*(.*)", source.decode("utf-8", "replace"))
        compared = comparisons(found[1]) if found else None
        folder = file.split("/wellformed/")[1].split("/")[0]
        if folder == "cdf":
            left_out["(CDF, a format of 1997)"] += 1
            continue
        if compared is None:
            left_out["(an expression that compares no field)"] += 1
            continue
        values = [(ours(path, feed), path, expected) for path, _, expected in compared]
        unknown = [path for (kind, _), path, _ in values if kind is None]
        if unknown:
            left_out[re.sub(r"\.\d", "", ".".join(map(str, unknown[0])))] += 1
            continue
        result = feedparser.parse(source, response_headers={"content-type": "application/xml", "content-location": place})
        score = by_folder[folder]
        score[0] += 1
        good = all(same(kind, value, expected) for (kind, value), _, expected in values)
        score[1] += good
        score[2] += all(same(kind, len(theirs(result, path) or []) if kind == "count" else theirs(result, path), expected) for (kind, _), path, expected in values)
        if not good:
            misses.append((file, [(path, value, expected) for (kind, value), path, expected in values if not same(kind, value, expected)]))
    print("feedparser's well-formed suite\n  folder            tests  dragoman  feedparser")
    for folder, (tests, good, other) in sorted(by_folder.items()) + [("all", [sum(s[i] for s in by_folder.values()) for i in range(3)])]:
        print(f"  {folder:16} {tests:6} {100 * good / tests:8.1f}% {100 * other / tests:10.1f}%")
    total = [sum(s[i] for s in by_folder.values()) for i in range(2)]
    print(f"  without markup to clean (sanitize): {100 * (total[1] - by_folder['sanitize'][1]) / max(1, total[0] - by_folder['sanitize'][0]):.1f}% of {total[0] - by_folder['sanitize'][0]}")
    print("  left out:", ", ".join(f"{name} {n}" for name, n in left_out.most_common()))
    for miss in misses[:show]:
        print("  miss", miss)


def gofeed_fields(expected, feed):
    """(name, our value, expected) of the fields that both have."""
    rows = []

    def row(name, value, want, kind="text"):
        if want not in (None, "", []):
            rows.append((name, kind, value, want))

    def people(name, at, want):
        for n, one in enumerate(want or []):
            mine = at.get("authors", [])
            row(name + ".name", mine[n].get("name") if n < len(mine) else None, one.get("name"))
            row(name + ".email", mine[n].get("email") if n < len(mine) else None, one.get("email"))

    def term(category):
        return category if isinstance(category, str) else category.get("value") or category.get("term")

    def content(value):
        return value.get("value") if isinstance(value, dict) else value

    row("feed.title", feed.get("title"), expected.get("title"))
    row("feed.description", feed.get("description"), expected.get("description") or expected.get("subtitle"))
    row("feed.language", feed.get("language"), expected.get("language"))
    row("feed.link", feed.get("link"), expected.get("link") or expected.get("home_page_url"))
    row("feed.id", feed.get("id"), expected.get("id"))
    people("feed.author", feed, expected.get("authors"))
    row("feed.updated", feed.get("updated") or feed.get("published"), expected.get("updatedParsed") or expected.get("lastBuildDateParsed"), "date")
    row("feed.published", feed.get("published"), expected.get("publishedParsed") or expected.get("pubDateParsed"), "date")
    for n, category in enumerate(expected.get("categories") or []):
        row("feed.category", (feed.get("categories") or [None] * 99)[n : n + 1], [term(category)], "list")
    for n, want in enumerate(expected.get("items") or expected.get("entries") or []):
        at = feed["entries"][n] if n < len(feed.get("entries", [])) else {}
        row("entry.title", at.get("title"), want.get("title"))
        row("entry.url", at.get("url"), want.get("link") or want.get("url"))
        row("entry.summary", at.get("summary"), want.get("description") or want.get("summary"))
        row("entry.content", at.get("content"), content(want.get("content")) or want.get("content_html") or want.get("content_text"))
        guid = want.get("guid")
        row("entry.id", at.get("id"), (guid.get("value") if isinstance(guid, dict) else guid) or want.get("id"))
        row("entry.published", at.get("published") or at.get("updated"), want.get("publishedParsed") or want.get("pubDateParsed"), "date")
        row("entry.updated", at.get("updated") or at.get("published"), want.get("updatedParsed"), "date")
        people("entry.author", at, want.get("authors"))
        if isinstance(want.get("author"), str):
            row("entry.author", person(at.get("authors")), want["author"])
        for k, category in enumerate(want.get("categories") or []):
            row("entry.category", (at.get("categories") or [None] * 99)[k : k + 1], [term(category)], "list")
    return rows


def gofeed_suite(program, data, show):
    files = []
    for file in sorted(glob.glob(os.path.join(data, "gofeed/testdata/**/*.xml"), recursive=True)) + sorted(glob.glob(os.path.join(data, "gofeed/testdata/**/version_json_1*.json"), recursive=True)):
        beside = file[:-4] + ".json" if file.endswith(".xml") else file[:-5] + "_expected.json"
        if os.path.exists(beside):
            files.append((file, beside))
    feeds = read_all(program, [file for file, _ in files])
    good, tests, misses = 0, 0, []
    fields = collections.defaultdict(lambda: [0, 0])
    for (file, beside), feed in zip(files, feeds):
        rows = gofeed_fields(json.loads(open(beside, encoding="utf-8-sig").read()), feed)
        if not rows:
            continue
        tests += 1
        wrong = []
        for name, kind, value, want in rows:
            right = list(map(letters, value or [])) == list(map(letters, want)) if kind == "list" else same(kind, value, want)
            fields[name][0] += 1
            fields[name][1] += right
            if not right:
                wrong.append((name, value, want))
        good += not wrong
        if wrong:
            misses.append((os.path.relpath(file, data), wrong))
    print(f"gofeed's suite: {good} of {tests} files with fields we keep are right, {100 * good / tests:.1f}%")
    print("  wrong fields:", ", ".join(f"{name} {n - right} of {n}" for name, (n, right) in sorted(fields.items()) if n != right))
    for miss in misses[:show]:
        print("  miss", miss)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--data", required=True, help="folder that holds feedparser and gofeed, unpacked")
    parser.add_argument("--misses", type=int, default=0, help="show so many of each suite")
    options = parser.parse_args()
    if not os.path.isdir(options.data):
        sys.exit(f"{options.data}: no such folder")
    print("feedparser", feedparser.__version__)
    feedparser_suite(options.program, options.data, options.misses)
    gofeed_suite(options.program, options.data, options.misses)

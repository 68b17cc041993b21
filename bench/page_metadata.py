#!/usr/bin/env python3
"""Titles, authors and dates of web pages, and pages a second, beside trafilatura, htmldate and newspaper4k.

usage: page_metadata.py DRAGOMAN_PAGES HTML_FOLDER [--rivals] [--every N] [--disagreements FIELD]

DRAGOMAN_PAGES is the target dragoman_pages; HTML_FOLDER holds html-wcxb and html-newspaper4k. The systems read each page in turn, from
memory, with the address it was fetched from; ours reads body and metadata, the rivals their metadata alone. Rules were made on the half of
WCXB's pages whose name's MD5 is even ("seen"); the other half was only scored.

How they are compared, the same for all systems:
title   "same": the words (letters and digits, any case) are the same; "in": also when one is within the other (a site's name more or less)
date    the same day, as the page writes it, without regard to zones
author  "same": the sets of names, each its words in any case and order, without brackets and credentials, are the same; "in": also when all
        names are within the expected text, or it within them
Shares are of the pages that have an expected value. "precision" is of those of them for which something was given; "beyond" counts what was
given where nothing is expected. "said" is of the pages on which the expected day is to be found in some form at all: many are not, since
scripts were taken out of the pages after the dates had been read from them.
--every N takes every Nth page; --disagreements prints what differs, for reading.
"""
import argparse, collections, hashlib, json, pathlib, re, subprocess, time, warnings

CREDENTIALS = r"(,?\s*\b(PhD|Ph\.D\.?|MD|M\.D\.?|RDN?|MS|DVM|CFP|CEPF|MPH|RN|VMD|DACVB|CPA|MBA|FAND|FOMA|DABOM|CPP|PSP|FACLM|MW|BA|LVT|VTS|SMT)\b\.?®?)+"
MONTHS = "january february march april may june july august september october november december".split()


def words(text):
    return " ".join(re.findall(r"\w+", (text or "").lower()))


def names(text):
    text = re.sub(CREDENTIALS, "", re.sub(r"\([^)]*\)", "", text))
    return {" ".join(sorted(words(name).split())) for name in re.split(r", and |,| and | & |;|\|| with ", text) if words(name)}


def within(a, b):
    return bool(a) and (a == b or a in b or b in a)


def says_day(page, day):
    """Is this day in the page in any of the usual forms?"""
    y, m, d = day.split("-")
    name = MONTHS[int(m) - 1]
    month = rf"(?:{name}|{name[:3]}\.?|{name[:4]}\.?)"
    n = int(d)
    forms = [rf"{y}[-/.]?{m}[-/.]?{d}", rf"{y}[-/.]{int(m)}[-/.]{n}\b", rf"{month}\s+0?{n}(?:st|nd|rd|th)?,?\s+(?:{y}|'{y[2:]})", rf"\b0?{n}(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?{month}[,.\s-]+{y}",
             rf"\b0?{int(m)}[/.-]0?{n}[/.-](?:{y}|{y[2:]})\b", rf"\b0?{n}[/.-]0?{int(m)}[/.-](?:{y}|{y[2:]})\b"]
    return re.search("|".join(forms), page, re.I) is not None


def load(folder):
    """set → [(page, address, {"title", "author", "date"}, seen)]"""
    sets = collections.defaultdict(list)
    wcxb = folder / "html-wcxb" / "dev"
    for path in sorted((wcxb / "ground-truth").glob("*.json")):
        data = json.load(open(path))
        truth = data["ground_truth"]
        expected = {"title": truth.get("title"), "author": truth.get("author"), "date": truth.get("publish_date")}
        row = (wcxb / "html" / f"{path.stem}.html", data.get("url") or "", expected, int(hashlib.md5(path.stem.encode()).hexdigest(), 16) % 2 == 0)
        sets["wcxb"].append(row)
        if data["_internal"]["page_type"]["primary"] == "article":
            sets["wcxb articles"].append(row)
    for path in sorted((folder / "html-newspaper4k/data/metadata").glob("*.json")):
        page = folder / "html-newspaper4k/data/html" / f"{path.stem}.html"
        if page.exists():
            data = json.load(open(path))
            expected = {"title": data.get("title"), "author": ", ".join(data.get("authors") or []), "date": (data.get("publish_date") or "")[:10]}
            sets["newspaper4k"].append((page, data.get("url") or "", expected, False))
    return sets


def ours(program, rows):
    given = "".join(f"{page}\t{address}\n" for page, address, _, _ in rows)
    made = subprocess.run([program], input=given, capture_output=True, text=True, check=True, errors="replace")
    found = {}
    for row in map(json.loads, filter(None, made.stdout.split("\n"))):
        found[row["file"]] = {"title": row["title"], "author": row["authors"], "date": row["published"][:10],
                              "from": {"title": row["title_from"], "author": row["authors_from"], "date": row["published_from"]}}
    return found


def rivals():
    warnings.filterwarnings("ignore")
    import htmldate, newspaper.extractors, newspaper.parsers, newspaper.configuration, trafilatura.metadata

    settings = newspaper.configuration.Configuration()

    def trafilatura_says(html, address):
        found = trafilatura.metadata.extract_metadata(html, default_url=address or None)
        return {"title": found.title, "author": (found.author or "").split("; "), "date": (found.date or "")[:10]}

    def htmldate_says(html, address):
        return {"date": htmldate.find_date(html, url=address or None, original_date=True) or ""}

    def newspaper_says(html, address):
        tree = newspaper.parsers.fromstring(html)
        extract = newspaper.extractors.ContentExtractor(settings)
        date = extract.get_publishing_date(address or "http://example.org/", tree)
        return {"title": extract.get_title(tree), "author": extract.get_authors(tree), "date": str(date or "")[:10]}

    return {"trafilatura": trafilatura_says, "htmldate (original)": htmldate_says, "newspaper4k": newspaper_says}


def judge(field, given, expected):
    """(same, within)"""
    if field == "date":
        same = given == expected[:10]
        return same, same
    if field == "title":
        return words(given) == words(expected), within(words(given), words(expected))
    given = [name for name in given or [] if name]
    same = names(expected) == {" ".join(sorted(words(name).split())) for name in given} or words(" ".join(given)) == words(expected)
    return same, same or within(words(" ".join(given)), words(expected))


def table(sets, answers, pages):
    print("| set | half | field | system | expected | same | in | precision | beyond | of those said |\n|---|---|---|---|---|---|---|---|---|---|")
    for name, rows in sets.items():
        for half in ("seen", "other", "all") if name.startswith("wcxb") else ("all",):
            chosen = [row for row in rows if half == "all" or row[3] == (half == "seen")]
            for field in ("title", "author", "date"):
                for system, found in answers.items():
                    if not any(field in found[str(row[0])] for row in chosen):
                        continue
                    n = collections.Counter()
                    for page, _, expected, _ in chosen:
                        value = found[str(page)].get(field)
                        has = any(value) if isinstance(value, list) else bool(value)
                        if not expected[field]:
                            n["beyond"] += has
                            continue
                        same, inside = judge(field, value, expected[field])
                        n.update(expected=1, given=has, same=same, inside=inside)
                        if field == "date" and len(expected[field]) >= 10 and says_day(pages[page], expected[field][:10]):
                            n.update(said=1, said_same=same)
                    if not n["expected"]:
                        continue
                    said = f"{n['said_same'] / n['said']:.3f} ({n['said']})" if n["said"] else ""
                    print(f"| {name} | {half} | {field} | {system} | {n['expected']} | {n['same'] / n['expected']:.3f} | {n['inside'] / n['expected']:.3f} | {n['inside'] / max(1, n['given']):.3f} | {n['beyond']} | {said} |", flush=True)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--disagreements", choices=["title", "author", "date"])
    options = parser.parse_args()
    sets = {name: rows[:: options.every] for name, rows in load(options.folder).items()}
    every = sets["wcxb"] + [row for row in sets["wcxb articles"] if row not in sets["wcxb"]] + sets["newspaper4k"]
    pages = {page: page.read_bytes().decode("utf-8", "replace") for page, _, _, _ in every}
    answers = {"dragoman": ours(options.program, every)}
    if options.disagreements:
        for page, _, expected, seen in every:
            value = answers["dragoman"][str(page)]
            field = options.disagreements
            if expected[field] and not judge(field, value[field], expected[field])[1]:
                print(page.name, "seen" if seen else "other", "expected", repr(expected[field]), "given", repr(value[field]), value["from"][field])
        return
    seconds = collections.Counter()
    systems = rivals() if options.rivals else {}
    for system in systems:
        answers[system] = {}
    for page, address, _, _ in every:
        for system, read in systems.items():
            start = time.process_time()
            try:
                answers[system][str(page)] = read(pages[page], address)
            except Exception:  # a rival that fails on a page has said nothing
                answers[system][str(page)] = {"date": ""} if system.startswith("htmldate") else {"title": "", "author": [], "date": ""}
            seconds[system] += time.process_time() - start
    table(sets, answers, pages)
    some = every[::8] if len(every) > 400 else every
    for page, address, _, _ in some if systems else []:
        import trafilatura

        start = time.process_time()
        trafilatura.extract(pages[page], url=address or None, with_metadata=True, include_comments=False)
        seconds["trafilatura (body and metadata, of some pages)"] += (time.process_time() - start) * len(every) / len(some)
    given = "".join(f"{page}\t{address}\n" for page, address, _, _ in every)
    seconds["dragoman (body and metadata)"] = min(float(subprocess.run([options.program, "--time"], input=given, capture_output=True, text=True, check=True).stdout) for _ in range(3))
    print("\n| system | pages a second |\n|---|---|")
    for system, spent in seconds.items():
        print(f"| {system} | {len(every) / spent:.0f} |")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Figures that documents quote stand in the reports they link.  usage: figures_test.py SOURCE

Of every row of a table, item of a list and paragraph that links reports (bench/results/, docs/accuracy.md, models/README.md), each number
with a decimal point or a percent sign must stand in one of these, or round from one there.
"""
import pathlib, re, sys

source = pathlib.Path(sys.argv[1]).resolve()
DOCUMENTS = ("README.md", "docs/comparison.md", "docs/method.md", "docs/decisions.md", "docs/accuracy.md")
REPORT = re.compile(r"\]\(((?:\.\./)*(?:docs/)?(?:bench/results/[\w.-]+\.md|accuracy\.md|models/README\.md))[^)]*\)")
QUOTED = re.compile(r"(?<![\w.,/-])[−-]?(\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+|\d[\d,]*(?= ?%))(?![\w.]*\w)")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
FENCE = re.compile(r"^```.*?^``` *$", re.S | re.M)
failures, checked = [], 0


def stands(quoted, numbers):
    """Is it there, or does a number with more places round to it?"""
    places = len(quoted.partition(".")[2])
    half = 0.5 * 10**-places + 1e-9
    return any(quoted == n or (len(n.partition(".")[2]) > places and abs(float(n) - float(quoted)) <= half) for n in numbers)


def blocks(text):
    """Rows of tables, items of lists, paragraphs; each with its line."""
    line, block, first = 0, [], 1
    for line, words in enumerate([*text.split("\n"), ""], 1):
        begins = re.match(r"\||[-*] |#|\d+\. ", words)
        if block and (begins or not words.strip()):
            yield first, "\n".join(block)
            block = []
        if words.strip():
            first = first if block else line
            block.append(words)


for name in DOCUMENTS:
    path = source / name
    text = FENCE.sub(lambda m: "\n" * m[0].count("\n"), path.read_text())
    for line, block in blocks(text):
        reports = [(path.parent / link).resolve() for link in REPORT.findall(block)]
        if not reports:
            continue
        numbers = {n.replace(",", "") for report in reports for n in NUMBER.findall(report.read_text())}
        for quoted in QUOTED.findall(re.sub(r"\]\([^)]*\)", "]", block)):
            checked += 1
            if not stands(quoted.replace(",", ""), numbers):
                failures.append(f"{name}:{line}: {quoted} stands in none of {', '.join(r.name for r in reports)}")
print("\n".join(failures) or f"{checked} figures stand in their reports")
sys.exit(bool(failures or checked < 50))

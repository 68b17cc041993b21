#!/usr/bin/env python3
"""Links of the documents lead somewhere: files and headings exist, files named in `code` too; every page of docs/ can be reached from
README.md, every report with dead ends from docs/decisions.md; terms of the glossary are used; no path of somebody's machine.

usage: links_test.py SOURCE"""
import pathlib, re, sys, unicodedata

source = pathlib.Path(sys.argv[1]).resolve()
FOLDERS = ("docs", "bench", "models", "python", "fuzz", "examples", "tools", "tests")
DOCUMENTS = sorted(source.glob("*.md")) + sorted(path for folder in FOLDERS for path in (source / folder).rglob("*.md"))
FENCE = re.compile(r"^(```|~~~).*?^\1 *$", re.S | re.M)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)\)")
NAMED = re.compile(rf"(?:{'|'.join((*FOLDERS, 'src', 'cli', 'include', 'knowledge', 'cases', 'cmake'))})/[\w./-]*")
MACHINE = re.compile(r"(?<![\w.:/-])/(?:tmp|home|root|work|Users|mnt|data)/[\w./-]*")
failures = []


def prose(text):
    """Without listings; their lines stay, so that line numbers do."""
    return FENCE.sub(lambda m: "\n" * m[0].count("\n"), text)


def slugs(path):
    """Anchors of a document's headings, as GitHub makes them."""
    found = {}
    for heading in re.findall(r"^#{1,6} +(.+?) *#*$", prose(path.read_text()), re.M):
        heading = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        kept = "".join(c for c in heading if c in " -_" or unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "Mn")
        slug = kept.strip().replace(" ", "-")
        found[slug] = found.get(slug, -1) + 1
    return {slug + (f"-{n}" if n else "") for slug, most in found.items() for n in range(most + 1)}


def complain(path, text, at, what):
    failures.append(f"{path.relative_to(source)}:{text.count(chr(10), 0, at) + 1}: {what}")


def check_link(path, text, link):
    target = link[1]
    if re.match(r"[a-z]+:", target):
        return None
    name, _, anchor = target.partition("#")
    to = (path.parent / name).resolve() if name else path
    if not to.exists() or not to.is_relative_to(source):
        complain(path, text, link.start(), f"no such file: {target}")
    elif anchor and (to.suffix != ".md" or anchor not in slugs(to)):
        complain(path, text, link.start(), f"no such heading: {target}")
    return to


reached = {source / "README.md"}
for path in DOCUMENTS:
    whole = path.read_text()
    for machine in MACHINE.finditer(whole):
        complain(path, whole, machine.start(), f"a path of one machine: {machine[0]}")
    text = prose(whole)
    links = [check_link(path, text, link) for link in LINK.finditer(CODE.sub(lambda m: " " * len(m[0]), text))]
    if path.name == "README.md" and path.parent == source:
        reached.update(links)
    for code in CODE.finditer(text):
        if NAMED.fullmatch(code[1]) and "NAME" not in code[1] and not (source / code[1]).exists():
            complain(path, text, code.start(), f"no such file: {code[1]}")
for page in sorted((source / "docs").glob("*.md")):
    if page not in reached:
        failures.append(f"README.md: no link to docs/{page.name}")
decisions = (source / "docs/decisions.md").read_text()
for report in sorted((source / "bench/results").glob("*.md")):
    if re.search(r"dead ends|without gain", report.read_text(), re.I) and f"results/{report.name}" not in decisions:
        failures.append(f"docs/decisions.md: {report.name} has dead ends and is not named")
others = " ".join(path.read_text() for path in DOCUMENTS if path.name != "glossary.md").lower()
for term in re.findall(r"^\| \*\*(.+?)\*\*", (source / "docs/glossary.md").read_text(), re.M):
    if not any(word.lower() in others for word in term.split(", ")):
        failures.append(f"docs/glossary.md: {term} stands in no other document")
print("\n".join(failures) or f"all links of {len(DOCUMENTS)} documents lead somewhere")
sys.exit(bool(failures))

#!/usr/bin/env python3
"""Writes src/story/page/character_references.inc: the named character references of HTML.

usage: character_references.py > src/story/page/character_references.inc

Source: the table of the HTML standard (https://html.spec.whatwg.org/multipage/named-characters.html), facts, as Python's
html.entities carries it.
"""
from html.entities import html5

print("""// The named character references of the HTML standard, sorted by bytes: name, characters in UTF-8, may the ";" be missing.
// Written by tools/knowledge/character_references.py, by hand never. Source: the table of the standard, facts
// (https://html.spec.whatwg.org/multipage/named-characters.html).""")
line = ""
for name in sorted(n[:-1] for n in html5 if n.endswith(";")):
    escaped = "".join(f"\\{byte:03o}" for byte in html5[name + ";"].encode())
    entry = f'{{"{name}", "{escaped}", {int(name in html5)}}},'
    if len(line) + len(entry) > 150:
        print(line)
        line = ""
    line += entry
print(line)

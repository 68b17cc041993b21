#!/usr/bin/env python3
"""Python in documents runs: blocks after "<!-- run: python -->", one after another, and where an output block follows, it is compared.

usage: python_documents_test.py SOURCE [--update]      --update writes the outputs of now into the documents
"""
import contextlib, io, os, pathlib, re, sys, tempfile, traceback

source = pathlib.Path(sys.argv[1]).resolve()
DOCUMENTS = {"docs/how-to.md": 2, "docs/python.md": 3}  # and how many blocks there are at least
BLOCK = re.compile(r"(<!-- run: python -->\n```python\n(.*?)```\n)(?:(\n?```text\n)(.*?)```)?", re.S)
failures, count = [], 0


def check(match):
    global count
    count += 1
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            exec(match[2], names)
    except Exception:
        failures.append(f"{match[2]}{traceback.format_exc()}")
    now = "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())
    if match[3] and now != match[4]:
        failures.append(f"another output:\n{match[2]}--- document\n{match[4]}--- now\n{now}")
    return match[1] + (match[3] + now + "```" if match[3] else "")


for name, least in DOCUMENTS.items():
    document, count, names = source / name, 0, {}
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "examples").symlink_to(source / "examples")
        os.chdir(folder)
        updated = BLOCK.sub(check, document.read_text())
        os.chdir("/")
    if "--update" in sys.argv:
        document.write_text(updated)
    if count < least:
        failures.append(f"{name}: {count} blocks")
print("\n".join(failures) or "all blocks hold")
sys.exit(bool(failures))

#!/usr/bin/env python3
"""Documents tell the truth: blocks after "<!-- run -->" are run, and where an output block follows, compared. What a block needs and a
reader does not is in a comment, "<!-- first", that runs before it.

usage: readme_test.py DRAGOMAN SOURCE [--update]      --update writes the outputs of now into the documents
"""
import os, pathlib, re, subprocess, sys, tempfile

dragoman, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
DOCUMENTS = {"README.md": 3, "docs/work.md": 3, "docs/walk.md": 8, "docs/how-to.md": 12}  # and how many blocks there are at least
BLOCK = re.compile(r"((?:<!-- first\n(.*?)-->\n)?<!-- run -->\n```sh\n(.*?)```\n)(?:(\n?```(?:text|json|csv|xml)\n)(.*?)```)?", re.S)
failures, count = [], 0


def check(match):
    global count
    count += 1
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", (match[2] or "") + match[3]], capture_output=True, text=True, cwd=folder, env=env)
    now = "".join(line.rstrip() + "\n" for line in done.stdout.rstrip().splitlines())
    if done.returncode:
        failures.append(f"{name}: exit code {done.returncode}:\n{match[3]}{done.stderr}")
    elif match[4] and now != match[5]:
        failures.append(f"{name}: another output:\n{match[3]}--- document\n{match[5]}--- now\n{now}")
    return match[1] + (match[4] + now + "```" if match[4] else "")


for name, least in DOCUMENTS.items():
    document, count = source / name, 0
    with tempfile.TemporaryDirectory() as folder:
        for linked in ("examples", "tests"):
            (pathlib.Path(folder) / linked).symlink_to(source.resolve() / linked)
        env = {**os.environ, "LC_ALL": "C.UTF-8", "PATH": f"{dragoman.parent}:{os.environ['PATH']}"}
        updated = BLOCK.sub(check, document.read_text())
    if "--update" in sys.argv:
        document.write_text(updated)
    if count < least:
        failures.append(f"{name}: {count} blocks")
print("\n".join(failures) or "all blocks hold")
sys.exit(bool(failures))

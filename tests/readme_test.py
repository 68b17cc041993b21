#!/usr/bin/env python3
"""Documents tell the truth: blocks after "<!-- run -->" are run, and where an output block follows, compared.

usage: readme_test.py DRAGOMAN SOURCE [--update]      --update writes the outputs of now into the documents
"""
import os, pathlib, re, subprocess, sys, tempfile

dragoman, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
DOCUMENTS = {"README.md": 3, "docs/work.md": 3}  # and how many blocks there are at least
BLOCK = re.compile(r"(<!-- run -->\n```sh\n(.*?)```\n)(?:(\n?```(?:text|json)\n)(.*?)```)?", re.S)
failures, count = [], 0


def check(match):
    global count
    count += 1
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", match[2]], capture_output=True, text=True, cwd=folder, env=env)
    now = "".join(line.rstrip() + "\n" for line in done.stdout.rstrip().splitlines())
    if done.returncode:
        failures.append(f"exit code {done.returncode}:\n{match[2]}{done.stderr}")
    elif match[3] and now != match[4]:
        failures.append(f"another output:\n{match[2]}--- document\n{match[4]}--- now\n{now}")
    return match[1] + (match[3] + now + "```" if match[3] else "")


for name, least in DOCUMENTS.items():
    document, count = source / name, 0
    with tempfile.TemporaryDirectory() as folder:
        for linked in ("examples", "tests"):
            (pathlib.Path(folder) / linked).symlink_to(source.resolve() / linked)
        env = {**os.environ, "PATH": f"{dragoman.parent}:{os.environ['PATH']}"}
        updated = BLOCK.sub(check, document.read_text())
    if "--update" in sys.argv:
        document.write_text(updated)
    if count < least:
        failures.append(f"{name}: {count} blocks")
print("\n".join(failures) or "all blocks hold")
sys.exit(bool(failures))

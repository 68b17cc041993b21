#!/usr/bin/env python3
"""The README tells the truth: blocks after "<!-- run -->" are run, and where an output block follows, compared.  usage: readme_test.py DRAGOMAN SOURCE"""
import os, pathlib, re, subprocess, sys, tempfile

dragoman, source = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
text = (source / "README.md").read_text()
blocks = re.findall(r"<!-- run -->\n```sh\n(.*?)```\n(?:\n?```(?:text|json)\n(.*?)```)?", text, re.S)
failures = []
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    (folder / "examples").symlink_to(source / "examples")
    env = {**os.environ, "PATH": f"{dragoman.parent}:{os.environ['PATH']}"}
    for command, output in blocks:
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], capture_output=True, text=True, cwd=folder, env=env)
        if done.returncode:
            failures.append(f"exit code {done.returncode}:\n{command}{done.stderr}")
        elif output and done.stdout.strip() != output.strip():
            failures.append(f"another output:\n{command}--- README\n{output}--- now\n{done.stdout}")
print("\n".join(failures) or f"{len(blocks)} blocks hold")
sys.exit(bool(failures) or len(blocks) < 3)

#!/usr/bin/env python3
"""The bill of materials of the program (CycloneDX 1.5, JSON) on standard output: what docs/dependencies.md says is linked into it or runs with it,
with licences from there, and versions and checksums from tools/setup.sh and tools/ui.sh.

    tools/sbom.py            print it
    tools/sbom.py --check    fail when setup installs what docs/dependencies.md does not name
"""
import json, pathlib, re, subprocess, sys

root = pathlib.Path(__file__).resolve().parent.parent
setup, ui, document = ((root / name).read_text() for name in ("tools/setup.sh", "tools/ui.sh", "docs/dependencies.md"))
version = re.search(r"project\(dragoman VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text())[1]
LINKED = re.compile(r"lib[a-z0-9.+-]+-dev|zlib1g-dev")


def table():
    """(what, used for, licence, from) of each row of the first table."""
    for line in document.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and not set(cells[0]) <= {"-"} and cells[0] != "what":
            yield cells


def installed(package):
    found = subprocess.run(["dpkg-query", "-W", "-f=${Version}", package], capture_output=True, text=True)
    return found.stdout if found.returncode == 0 else ""


def component(name, version, licence, purl, sha256=None):
    one = {"type": "library", "name": name, "version": version, "purl": purl, "licenses": [{"expression": licence}]}
    if sha256:
        one["hashes"] = [{"alg": "SHA-256", "content": sha256}]
    return one


def components():
    for what, _, licence, origin in table():
        packages = LINKED.findall(what)
        if origin == "Debian" and packages and "gtest" not in what:
            for package in packages:
                found = installed(package)
                yield component(re.sub(r" \(.*", "", what), found, licence.split(",")[0], f"pkg:deb/debian/{package}@{found}" if found else f"pkg:deb/debian/{package}")
        elif what.startswith("DuckDB"):
            name, release = re.search(r"library_package=(\S+)@(\S+)", setup).groups()
            yield component("DuckDB", release, "MIT", f"pkg:npm/{name.replace('@', '%40')}@{release}", re.search(r"library_sha256=(\S+)", setup)[1])
    page = re.search(r'^page_packages="(.*?)"', ui, re.M | re.S)[1]
    for name, release, sha256 in (line.split() for line in page.strip().splitlines()):
        yield component(name, release, licence_of_page(name), f"pkg:npm/{name}@{release}", sha256)


def licence_of_page(name):
    return {"preact": "MIT", "htm": "Apache-2.0"}.get(name, "ISC")


def check():
    packages = re.search(r"^packages=\((.*?)\)", setup, re.M | re.S)[1].split()
    tools = {"git", "ca-certificates", "pkg-config"}  # of every Debian that builds anything
    short = {p: re.sub(r"^lib|-dev$|-build$|[\d.]+-dev$", "", p) for p in packages}
    unnamed = [p for p in packages if p not in document and short[p] not in document.lower() and p not in tools]
    if unnamed:
        sys.exit(f"docs/dependencies.md does not name: {' '.join(unnamed)}")
    for package, used_for, licence, origin in table():
        if not licence or not origin:
            sys.exit(f"docs/dependencies.md gives no licence or origin for {package}")
    made = list(components())
    if len(made) < 15 or not any(one.get("hashes") for one in made):
        sys.exit(f"only {len(made)} components were found: the tables have changed their form")


if "--check" in sys.argv:
    check()
else:
    json.dump({"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
               "metadata": {"component": {"type": "application", "name": "dragoman", "version": version}},
               "components": list(components())}, sys.stdout, indent=1)
    print()

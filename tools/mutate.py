#!/usr/bin/env python3
"""Would the tests notice? Small faults are put into the code one at a time, and the tests that should notice are run.

    tools/mutate.py BUILD_FOLDER [--count 100] [--seed 1] [--tests FILTER] [--only LINE] [FILE…]

Each mutant is one fault in one line: an operator for its neighbour, a number one up or down, a condition turned round, a statement, a step of a loop or a return
left out. It is compiled beside the build (the sources are not touched) and linked in front of the libraries, so that the linker takes it instead of theirs; then
dragoman_tests runs with FILTER until something fails. "killed": a test failed, crashed or hung; "survived": none did, and the line is printed. Mutants that do
not compile do not count, nor do those that compile to the same bytes as the file without them, which is proof that they change nothing (trivial compiler
equivalence, Papadakis et al., ICSE 2015). The same seed gives the same mutants of the same sources. BUILD_FOLDER is a finished Ninja build; a mutant takes as
long as its file compiles, a link and the tests, some ten seconds.
"""
import argparse, collections, pathlib, random, re, shlex, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILES = ["src/findings/*.cpp", "src/findings/figures/*.cpp", "src/findings/statements/*.cpp", "src/mentions/times/*.cpp", "src/mentions/quantities/*.cpp", "src/text/*.cpp"]
# What notices most faults soonest, and then, of the other tests, those that read, but not those that count work or try any bytes.
TESTS = ["*/Stages.*",
         "Rows*:*Cases*:Times*:Amounts*:Figures*:Statements*:Attributions*:Texts*:Words*:Sentences*:Decoding*:Periods*:Calendar*:Days*:Groups*:Gazetteer*:Record.*"
         ":-*WorkGrows*:*AnyBytes*"]

OPERATORS = [(r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "), (r" && ", " || "), (r" \|\| ", " && "),
             (r" \+ ", " - "), (r" - ", " + "), (r" \+= ", " -= "), (r" -= ", " += "), (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"\+\+(?=\w)", "--"), (r"(?<=[(&| ])!(?=\w)", "")]
STATEMENT = re.compile(r"^(\s+)(?!return\b|using\b|const\b|auto\b|static\b|constexpr\b|std::|case\b|else\b|if\b|for\b|while\b|do\b|struct\b|class\b|goto\b|delete\b)"
                       r"[\w.:\->\[\]()*]+(\(.*\)|\s*[-+*|&]?=\s[^=].*|\+\+|--);$")


def outside_strings(line):
    """The line with what is quoted or said in comments blanked out, of the same length."""
    blank = lambda m: m.group()[0] + "\0" * (len(m.group()) - 2) + m.group()[-1] if len(m.group()) > 1 else m.group()
    line = re.sub(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'', blank, line)
    return re.sub(r"//.*", lambda m: "\0" * len(m.group()), line)


def mutants_of(path):
    """(file, line number, what, the line as it then is)"""
    text = path.read_text()
    inside_raw = False
    for number, line in enumerate(text.splitlines()):
        inside_raw ^= line.count('R"') % 2 == 1 and line.count(')"') == 0
        code = outside_strings(line)
        if inside_raw or code.lstrip().startswith(("#", "//", "///", "template", "static_assert", "using", "namespace")):
            continue
        for pattern, other in OPERATORS:
            for m in re.finditer(pattern, code):
                if "template" in code or (pattern in (" < ", " > ") and re.search(r"\w<\w", code)):
                    continue
                yield path, number, f"{m.group().strip()} → {other.strip() or 'nothing'}", line[:m.start()] + other + line[m.end():]
        for m in re.finditer(r"(?<![\w.\"'])\d+(?![\w.'\"])", code):
            for by in (1, -1):
                if int(m.group()) + by >= 0:
                    yield path, number, f"{m.group()} → {int(m.group()) + by}", line[:m.start()] + str(int(m.group()) + by) + line[m.end():]
        if m := re.match(r"(\s*(?:\} else )?if )\((?!const |auto |\w+ \w+ =)([^;=]*)\)( [^{;]+;| \{)$", code):
            if line[m.start(2):m.end(2)].count("(") == line[m.start(2):m.end(2)].count(")"):
                yield path, number, "if turned round", f"{line[:m.end(1)]}(!({line[m.start(2):m.end(2)]})){line[m.start(3):]}"
        if STATEMENT.match(code):
            yield path, number, "left out", re.match(r"\s*", line)[0] + ";"
        if m := re.search(r"\b(continue|break);$", code):
            yield path, number, f"{m[1]} left out", line[:m.start()] + ";"


class Build:
    """The commands that made it, out of Ninja."""

    def __init__(self, folder):
        self.folder = folder
        said = subprocess.run(["ninja", "-C", folder, "-t", "commands", "dragoman_tests"], capture_output=True, text=True, check=True).stdout
        self.compiles = {m[1]: line for line in said.splitlines() if (m := re.search(r" -c (\S+\.cpp)$", line))}
        self.link = next(part for line in said.splitlines() for part in line.split(" && ") if " -o dragoman_tests " in part)
        self.unchanged = {}  # (file, optimisation) → what it compiles to

    def compile(self, path, text, into, optimised="-O1"):
        """The object with `text` for the file, in half the time with less optimisation; none when it does not compile."""
        source, made = into / path.name, into / "mutant.o"
        source.write_text(text)
        made.unlink(missing_ok=True)
        command = shlex.split(self.compiles[str(path)])
        command[command.index("-o") + 1] = str(made)
        command[command.index("-c") + 1] = str(source)
        if "-MF" in command:
            command[command.index("-MF") + 1] = str(into / "mutant.d")
        command.insert(command.index("-c"), f"-I{path.parent}")  # what it includes from its own folder
        command = [optimised if c in ("-O2", "-O3") else c for c in command if not c.endswith("ccache") and not c.startswith("-g")]
        return None if subprocess.run(command, cwd=self.folder, capture_output=True).returncode else made

    def changes_nothing(self, path, text, into, optimised="-O1"):
        """Does the file compile to the same bytes with `text` as without? Then no run can tell them apart."""
        key = path, optimised
        if key not in self.unchanged:
            self.unchanged[key] = self.compile(path, path.read_text(), into, optimised).read_bytes()
        made = self.compile(path, text, into, optimised)
        return made is not None and made.read_bytes() == self.unchanged[key]

    def test_binary(self, made, into):
        """With the object in front of what it stands for."""
        binary = into / "mutated_tests"
        link = shlex.split(self.link)
        at = link.index("-o")
        link[at + 1] = str(binary)
        link[at:at] = [str(made), *(["-fuse-ld=gold"] if shutil.which("ld.gold") else [])]
        linked = subprocess.run(link, cwd=self.folder, capture_output=True, text=True)
        if linked.returncode:
            sys.exit(f"mutate: cannot link: {linked.stderr[-800:]}")
        return binary


def killed(binary, tests, limit):
    return any(fails(binary, some, limit) for some in tests)


def fails(binary, tests, limit):
    try:
        return subprocess.run([binary, f"--gtest_filter={tests}", "--gtest_fail_fast", "--gtest_brief=1"], cwd=ROOT, capture_output=True, timeout=limit).returncode != 0
    except subprocess.TimeoutExpired:
        return True


def fate_of(build, path, text, folder, kills):
    if build.changes_nothing(path, text, folder):
        return "equivalent"
    made = folder / "mutant.o"
    if not made.exists():
        return "not compiled"
    if kills(build.test_binary(made, folder)):
        return "killed"
    return "equivalent" if build.changes_nothing(path, text, folder, "-O2") else "survived"  # an optimiser that sees more proves more


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", nargs=1, default=TESTS)
    parser.add_argument("--only", type=int, help="mutants of this line alone")
    options = parser.parse_intermixed_args()
    build = Build(options.build.resolve())
    paths = [ROOT / f for f in options.files] or [path for pattern in FILES for path in sorted(ROOT.glob(pattern))]
    all_mutants = [mutant for path in paths for mutant in mutants_of(path)]
    if options.only:
        all_mutants = [mutant for mutant in all_mutants if mutant[1] + 1 == options.only]
    random.Random(options.seed).shuffle(all_mutants)
    count, by_folder, start, took = collections.Counter(), collections.defaultdict(collections.Counter), time.time(), 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        path = all_mutants[0][0]
        unchanged = build.test_binary(build.compile(path, path.read_text(), folder), folder)
        began = time.time()
        if killed(unchanged, options.tests, 600):
            sys.exit("mutate: the tests fail without any mutant")
        took = time.time() - began
        print(f"{len(all_mutants)} mutants in {len(paths)} files; the tests take {took:.0f} s", flush=True)
        for path, number, what, line in all_mutants:
            if count["killed"] + count["survived"] == options.count:
                break
            lines = path.read_text().splitlines(True)
            was, lines[number] = lines[number], line + "\n"
            fate = fate_of(build, path, "".join(lines), folder, lambda binary: killed(binary, options.tests, 5 * took + 20))
            count[fate] += 1
            by_folder[path.parent.relative_to(ROOT)][fate] += 1
            if fate in ("killed", "survived") and (count["killed"] + count["survived"]) % 10 == 0:
                print(f"{count['killed']} of {count['killed'] + count['survived']}", file=sys.stderr, flush=True)
            if fate == "survived":
                print(f"survived {path.relative_to(ROOT)}:{number + 1}  {what}\n    {was.strip()}\n    {line.strip()}", flush=True)
    tried = count["killed"] + count["survived"]
    for name, of in sorted(by_folder.items()):
        print(f"{str(name):28s} {of['killed']:3d} of {of['killed'] + of['survived']:3d} killed")
    print(f"{count['killed']} of {tried} killed ({100 * count['killed'] / max(1, tried):.0f} %), {count['not compiled']} more did not compile, {count['equivalent']} change nothing, {(time.time() - start) / 60:.0f} minutes")


if __name__ == "__main__":
    main()

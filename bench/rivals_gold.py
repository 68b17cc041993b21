"""How right dragoman and its rivals are on sets of others (bench/rivals.py --gold FOLDER), scored as the benchmarks of each kind score.

FOLDER holds, each unpacked under its name; what is missing is passed over with a line:
    ner/UNER_English-EWT/en_ewt-ud-dev.iob2           names, on given words
    polnear-train-dev/polnear/dev                     attributions, by article (bench/statements.py)
    quantulum3/quantulum3, cqe-models/cqe             quantities (bench/figures.py)
    aquaint-timeml-half-a/aquaint-timeml/tml          times (bench/times.py)
    html-scrapinghub-aeb, html-wcxb                   bodies and days of web pages (bench/pages.py, bench/page_metadata.py)
"""
import contextlib, gzip, io, json, pathlib, re, sys, tempfile

import annotation, figures, page_metadata, pages, statements, times


class Gold:
    """`said`: (task, system) → what is right, in words."""

    def __init__(self, folder, ours, systems):
        self.folder, self.ours, self.systems, self.said = folder, ours, systems, {}

    def measure(self):
        for one, inside in ((self.names, "ner/UNER_English-EWT/en_ewt-ud-dev.iob2"), (self.quotations, "polnear-train-dev/polnear/dev"), (self.quantities, "quantulum3/quantulum3"),
                            (self.times, "aquaint-timeml-half-a/aquaint-timeml/tml"), (self.bodies, "html-scrapinghub-aeb"), (self.days, "html-wcxb/dev")):
            if (self.folder / inside).exists():
                one(self.folder / inside)
            else:
                print(f"gold: no {inside} in {self.folder}", file=sys.stderr)

    def names(self, path):
        gold = list(annotation.iob(path))
        text = "".join("".join(f"{i + 1}\t{w}\t_\t_\t_\t_\t_\t_\t_\t_\n" for i, (w, _) in enumerate(s)) + "\n" for s in gold)
        of = lambda row: next((f[5:] for f in row[9].split("|") if f.startswith("Name=")), "O")
        found = {"dragoman": [annotation.names_of([of(row) for row in s["rows"]]) for s in annotation.run(self.ours.build / "dragoman", text, "--gold-tokens")]}
        if "spaCy" in self.systems:
            found["spaCy"] = [self.systems["spaCy"].names([w for w, _ in s]) for s in gold]
        for name, answers in found.items():
            right = mine = all_gold = 0
            for s, a in zip(gold, answers, strict=True):
                b = annotation.names_of([t for _, t in s])
                right, mine, all_gold = right + len(a & b), mine + len(a), all_gold + len(b)
            self.said["trees", name] = f"names F1 {annotation.f1(right, mine, all_gold):.1f} (UNER EWT dev)"

    def quotations(self, path):
        readers = {"dragoman": lambda articles: statements.read(self.ours.build / "dragoman", articles)}
        if "textacy" in self.systems:
            readers["textacy"] = lambda articles: [record_of(found) for found in self.systems["textacy"].quotations([{"text": text} for _, text in articles])]
        for name, read in readers.items():
            with contextlib.redirect_stdout(io.StringIO()) as out:
                statements.records(read, path, False)
            said = [re.search(pattern, out.getvalue())[1] for pattern in (r"  direct .*F1 +([\d.]+)", r"  all .*F1 +([\d.]+)", r"speaker right ([\d.]+)")]
            self.said["quotations", name] = "contents F1, direct {}, all {}; speakers right {} % (PolNeAR dev)".format(*said)

    def quantities(self, path):
        readers, scores = {"dragoman": figures.read}, []
        if "quantulum3" in self.systems:
            readers["quantulum3"] = lambda _, texts, *flags: self.systems["quantulum3"].rows(texts)
        figures.Score.show = lambda score, errors: scores.append(score)
        for name, figures.read in readers.items():
            scores.clear()
            with contextlib.redirect_stdout(io.StringIO()):
                for measure in (figures.quantulum, figures.cqe):
                    measure(self.ours.build / "dragoman", self.folder, 0)
            parts = []
            for prefix, label in (("quantulum3", "quantulum3's tests"), ("cqe", "CQE")):
                size = sum(s.key + s.found for s in scores if s.name.startswith(prefix))
                f1 = lambda of: 200 * sum(of(s) for s in scores if s.name.startswith(prefix)) / max(1, size)
                parts.append(f"{f1(lambda s: s.value):.1f} / {f1(lambda s: s.unit):.1f} ({label})")
            self.said["quantities", name] = "value / + unit F1 " + ", ".join(parts)

    def times(self, path):
        readers = {"dragoman": times.records}
        if "HeidelTime" in self.systems:
            readers["HeidelTime"] = lambda _, stories: self.systems["HeidelTime"].rows(stories)
        for name, times.records in readers.items():
            line, _ = times.timeml(self.ours.build / "dragoman", path)
            self.said["times", name] = "strict F1 {}, value F1 {} (AQUAINT half A)".format(*(re.search(what + r" F1 ([\d.]+)", line)[1] for what in ("strict", "value")))

    def bodies(self, path):
        score = pages.scorer("scrapinghub", self.folder)
        with tempfile.TemporaryDirectory() as folder:
            keys = {}
            for key, truth in json.load(open(path / "ground-truth.json")).items():
                page = pathlib.Path(folder) / f"{key}.html"
                page.write_bytes(gzip.open(path / "html" / f"{key}.html.gz").read())
                keys[str(page)] = truth["articleBody"]
            found = {"dragoman": [row["text"] for row in map(json.loads, self.ours.pages(keys).splitlines())]}
            if "trafilatura" in self.systems:
                found["trafilatura"] = self.systems["trafilatura"](keys)
        for name, bodies in found.items():
            self.said["bodies of pages", name] = f"F1 {score(list(zip(bodies, keys.values())))[2]:.3f} (Scrapinghub, {len(keys)} pages)"

    def days(self, _):
        rows = [row for row in page_metadata.load(self.folder)["wcxb articles"] if row[2]["date"]][::3]
        expected = [row[2]["date"][:10] for row in rows]
        found = {"dragoman": [row["published"][:10] for row in map(json.loads, self.ours.pages([row[0] for row in rows]).splitlines())]}
        if "htmldate" in self.systems:
            found["htmldate"] = self.systems["htmldate"]([row[0] for row in rows])
        for name, days in found.items():
            self.said["dates of pages", name] = f"the same day on {100 * sum(a == b for a, b in zip(days, expected)) / len(rows):.1f} % of {len(rows)} articles (WCXB)"


def record_of(found):
    """textacy's (speaker, content) pairs as a record's statements; marks of quotation do not count."""
    record = {"entities": [], "statements": []}
    for number, (speaker, content) in enumerate(found):
        record["statements"].append({"content": [{"start": content.start_char, "end": content.end_char}], "speakers": [number]})
        record["entities"].append({"id": number, "mentions": [{"start": speaker[0].idx, "end": speaker[-1].idx + len(speaker[-1])}]})
    return record

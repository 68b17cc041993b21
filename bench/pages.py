#!/usr/bin/env python3
"""Bodies of web pages: F1 against four sets of pages, and pages a second, beside trafilatura and resiliparse.

usage: pages.py DRAGOMAN_PAGES HTML_FOLDER [--rivals] [--rounds N]

DRAGOMAN_PAGES is the target dragoman_pages; HTML_FOLDER holds html-scrapinghub-aeb, html-wcxb, html-goose3 and
html-newspaper4k, whose own evaluate.py count where they have one. Rules were made on the half of the pages whose name's
SHA-1 begins with an even byte ("seen"); the other half was only scored. Times are processor seconds of one process, the
systems in turn on the same pages in memory; rivals need `pip install trafilatura resiliparse`.
"""
import argparse, gzip, hashlib, importlib.util, json, pathlib, statistics, subprocess, tempfile, time


def module(path):
    spec = importlib.util.spec_from_file_location(path.parent.name.replace("-", "_"), path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def seen(name):
    return hashlib.sha1(name.encode()).digest()[0] % 2 == 0


def load_sets(folder, scratch):
    """name → {key: (page file, expected text)}"""
    sets = {"scrapinghub": {}, "wcxb articles": {}, "goose3": {}, "newspaper4k": {}}
    hub = folder / "html-scrapinghub-aeb"
    for key, truth in json.load(open(hub / "ground-truth.json")).items():
        page = scratch / f"{key}.html"
        page.write_bytes(gzip.open(hub / "html" / f"{key}.html.gz").read())
        sets["scrapinghub"][key] = (page, truth["articleBody"])
    wcxb = folder / "html-wcxb" / "dev"
    for path in sorted((wcxb / "ground-truth").glob("*.json")):
        data = json.load(open(path))
        kind = (data.get("_internal") or {}).get("page_type", {})
        if (kind.get("primary", "article") if isinstance(kind, dict) else kind) == "article":
            sets["wcxb articles"][path.stem] = (wcxb / "html" / f"{path.stem}.html", data["ground_truth"].get("main_content") or "")
    for path in sorted((folder / "html-goose3/data/content").glob("*.json")):
        data = json.load(open(path))
        text = (data.get("expected") or data).get("cleaned_text")
        if text and path.with_suffix(".html").exists():
            sets["goose3"][path.stem + ".html"] = (path.with_suffix(".html"), text)
    for path in sorted((folder / "html-newspaper4k/data/txt").glob("*.txt")):
        page = folder / "html-newspaper4k/data/html" / f"{path.stem}.html"
        if page.exists():
            sets["newspaper4k"][page.name] = (page, path.read_text(encoding="utf-8"))
    return sets


def scorer(name, folder):
    hub, wcxb = module(folder / "html-scrapinghub-aeb/evaluate.py"), module(folder / "html-wcxb/evaluate.py")

    def shingles(pairs):
        metrics = hub.metrics_from_tp_fp_fns([hub.string_shingle_matching(true=true, pred=pred) for pred, true in pairs])
        return metrics["precision"], metrics["recall"], metrics["f1"]

    def words(pairs):
        # goose3 expects the beginning of the text only
        scores = [wcxb.word_f1(pred[: len(true)] if name == "goose3" else pred, true) for pred, true in pairs]
        return tuple(statistics.mean(column) for column in zip(*scores))

    return shingles if name == "scrapinghub" else words


def ours(program, pages):
    made = subprocess.run([program], input="\n".join(map(str, pages)) + "\n", capture_output=True, text=True, check=True, errors="replace")
    return {row["file"]: row["text"] for row in map(json.loads, filter(None, made.stdout.split("\n")))}


def rivals():
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree
    return {"trafilatura": lambda html: trafilatura.extract(html, include_comments=False) or "",
            "resiliparse": lambda html: extract_plain_text(HTMLTree.parse(html), main_content=True)}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    systems = rivals() if options.rivals else {}
    with tempfile.TemporaryDirectory() as scratch:
        sets = load_sets(options.folder, pathlib.Path(scratch))
        print("| set | system | pages | half | precision | recall | F1 |\n|---|---|---|---|---|---|---|")
        for name, pages in sets.items():
            score = scorer(name, options.folder)
            bodies = {"dragoman": ours(options.program, [page for page, _ in pages.values()])}
            for system, extract in systems.items():
                bodies[system] = {str(page): extract(page.read_bytes().decode("utf-8", "replace")) for page, _ in pages.values()}
            for system, found in bodies.items():
                for half in ("seen", "other", "all"):
                    keys = [key for key in pages if half == "all" or seen(key) == (half == "seen")]
                    p, r, f = score([(found[str(pages[key][0])], pages[key][1]) for key in keys])
                    print(f"| {name} | {system} | {len(keys)} | {half} | {p:.4f} | {r:.4f} | {f:.4f} |", flush=True)
        timed = [str(page) for page, _ in sets["scrapinghub"].values()]
        html = [pathlib.Path(page).read_bytes().decode("utf-8", "replace") for page in timed]
        rates = {system: [] for system in ["dragoman", *systems]}
        for _ in range(options.rounds):
            seconds = subprocess.run([options.program, "--time"], input="\n".join(timed) + "\n", capture_output=True, text=True, check=True).stdout
            rates["dragoman"].append(len(timed) / float(seconds))
            for system, extract in systems.items():
                some = html[::4] if system == "trafilatura" else html
                start = time.process_time()
                for page in some:
                    extract(page)
                rates[system].append(len(some) / (time.process_time() - start))
        print("\n| system | pages a second, each round |\n|---|---|")
        for system, rate in rates.items():
            print(f"| {system} | {', '.join(f'{r:.0f}' for r in rate)} |")


if __name__ == "__main__":
    main()

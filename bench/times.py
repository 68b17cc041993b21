#!/usr/bin/env python3
"""How right the times of the records are, on sets that were not made for this engine.

times.py DRAGOMAN [--timeml DIR] [--wikiwars KEYINLINE_DIR] [--duckling Time.en.jsonl] [--recognizers DIR] [--document TYPE] [--errors N]

--timeml       TimeML files; scored as TempEval-3 does: expressions of <TEXT> only; strict spans, spans that overlap, and value and type of
               overlapping ones as F1 over all of them; ranges, one row in a record, count as their two ends
--wikiwars     WikiWars 1.0.4, TIMEX2 inline; values as they stand, expressions without a value left out; the outermost of nested ones
--duckling     strings with one value, reference 2013-02-12T04:30
--recognizers  DateTime specs with a reference date and one value
--document T   duckling and recognizers are read as news and as colloquial texts, or as T alone
--errors N     print N of what was missed, too much or wrong in each set
A range may be one row or two, its ends. Texts go through `DRAGOMAN work`. "exact": the same stretch of time; "told": the expected moment lies in the stretch, which has the grain
of the words ("two years ago" is a year here, a day of the reference's date there).
"""
import argparse, collections, datetime, glob, html, json, os, re, subprocess, xml.etree.ElementTree as tree

Day = datetime.timedelta(days=1)


def records(dragoman, stories, document="news"):
    lines = "".join(json.dumps(dict(s, id=str(i))) + "\n" for i, s in enumerate(stories))
    done = subprocess.run([dragoman, "work", "--jobs", "2"] + (["--document", document] if document != "news" else []), input=lines, capture_output=True, text=True)
    return [json.loads(line).get("times", []) for line in done.stdout.splitlines()]


def inline(markup, tag, value):
    """Text without tags, and (start, end, attributes) of every element `tag`."""
    text, open_, found = "", [], []
    for part in re.split(r"(<[^>]*>)", markup):
        if re.match(rf"<{tag}\b", part):
            open_.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', part))))
        elif part == f"</{tag}>":
            start, attributes = open_.pop()
            found.append(dict(start=start, end=len(text), outer=not open_, type=attributes.get("type"), value=attributes.get(value), mod=attributes.get("mod")))
        elif not part.startswith("<"):
            text += html.unescape(part)
    return text, [t for t in sorted(found, key=lambda t: t["start"]) if t["outer"]]


class Spans:
    """TempEval-3: F1 of spans, and of attributes of overlapping spans, over all documents."""

    def __init__(self):
        self.n = collections.Counter()
        self.errors = []

    def add(self, name, text, gold, found):
        self.n["gold"] += len(gold)
        self.n["found"] += len(found)
        taken = set()
        for g in gold:
            over = [(min(g["end"], f["end"]) - max(g["start"], f["start"]), i) for i, f in enumerate(found) if i not in taken]
            size, best = max(over, default=(0, -1))
            words = text[g["start"] : g["end"]].replace("\n", " ")
            near = text[max(0, g["start"] - 70) : g["end"] + 40].replace("\n", " ")
            if size <= 0:
                self.errors.append(f"MISS  {name}: {words!r} {g['type']} {g['value']} | {near}")
                continue
            taken.add(best)
            f = found[best]
            self.n["relaxed"] += 1
            self.n["strict"] += (f["start"], f["end"]) == (g["start"], g["end"])
            self.n["value"] += f["value"] == g["value"]
            self.n["type"] += f["type"] == g["type"]
            if f["value"] != g["value"]:
                self.errors.append(f"VALUE {name}: {words!r} {g['type']} {g['value']} read {f['text']!r} {f['type']} {f['value']} | {near}")
            elif f["type"] != g["type"] and g["type"]:
                self.errors.append(f"TYPE  {name}: {words!r} {g['type']} {g['value']} read {f['text']!r} {f['type']} {f['value']} | {near}")
            elif (f["start"], f["end"]) != (g["start"], g["end"]):
                self.errors.append(f"SPAN  {name}: {words!r} {g['type']} {g['value']} read {f['text']!r} {f['type']} {f['value']} | {near}")
        for i, f in enumerate(found):
            if i not in taken:
                near = text[max(0, f["start"] - 70) : f["end"] + 40].replace("\n", " ")
                self.errors.append(f"MUCH  {name}: {f['text']!r} {f['type']} {f['value']} | {near}")

    def f1(self, k):
        return 200 * self.n[k] / max(1, self.n["gold"] + self.n["found"])

    def line(self):
        f1 = self.f1
        rate = lambda k, of: 100 * self.n[k] / max(1, self.n[of])
        return (
            f"{self.n['gold']} expressions, {self.n['found']} read: strict F1 {f1('strict'):.1f}, relaxed P {rate('relaxed', 'found'):.1f} R {rate('relaxed', 'gold'):.1f} "
            f"F1 {f1('relaxed'):.1f}, value F1 {f1('value'):.1f}, type F1 {f1('type'):.1f}; values right of those met {rate('value', 'relaxed'):.1f}"
        )


def timeml(dragoman, folder):
    stories, keys = [], []
    for path in sorted(glob.glob(os.path.join(folder, "*.tml"))):
        whole = open(path, encoding="utf-8").read()
        dct = re.search(r"<DCT>.*?value=\"([^\"]*)\"", whole, re.S).group(1)
        text, gold = inline(re.search(r"<TEXT>(.*)</TEXT>", whole, re.S).group(1), "TIMEX3", "value")
        stories.append(dict(text=text, published=dct[:10]))
        keys.append((os.path.basename(path), gold))
    return spans(dragoman, stories, keys)


def wikiwars(dragoman, folder):
    stories, keys = [], []
    for path in sorted(glob.glob(os.path.join(folder, "*.xml"))):
        whole = open(path, encoding="utf-8").read()
        dct = re.search(r"<DATETIME>.*?val=\"([^\"]*)\"", whole, re.S).group(1)
        text, gold = inline(re.search(r"<TEXT>(.*)</TEXT>", whole, re.S).group(1), "TIMEX2", "val")
        stories.append(dict(text=text, published=dct[:10]))
        keys.append((os.path.basename(path), gold))
    return spans(dragoman, stories, keys)


def ends(found):
    """A range, one row here, as its two ends, which TimeML and TIMEX2 mark apart."""
    for f in found:
        cut = re.match(r"(.*?)\s*(?:[-–−—/]|\bto\b|\bthrough\b|\band\b|\buntil\b|\btill\b)\s*(.*)", f["text"], re.S)
        if "/" not in f["value"] or not cut or not re.search(r"\d|\b[A-Z]", cut[1]):
            yield f
            continue
        first, last = f["value"].split("/")
        yield dict(f, end=f["start"] + cut.end(1), text=cut[1], value=first)
        yield dict(f, start=f["start"] + cut.start(2), text=cut[2], value=last)


def spans(dragoman, stories, keys):
    score, as_rows = Spans(), Spans()
    for story, (name, gold), found in zip(stories, keys, records(dragoman, stories)):
        score.add(name, story["text"], gold, list(ends(found)))
        as_rows.add(name, story["text"], gold, found)
    return score.line() + f"; ranges left whole: value F1 {as_rows.f1('value'):.1f}", score.errors


# ---- strings with one value -------------------------------------------------------------------------------------------------------------


def add_months(moment, months):
    month = moment.year * 12 + moment.month - 1 + months
    return moment.replace(year=month // 12, month=month % 12 + 1)


class Conventions:
    """What a set takes TIMEX3's names for that no standard bounds: parts of the day (hours), weekends (hours from Saturday's midnight), seasons (first
    day and the one after the last), the clock by which hours of other zones are told (hours ahead of Greenwich), and the moment that is now."""

    def __init__(self, parts, weekend=(0, 48), seasons=None, clock=None, now=None):
        self.parts, self.weekend, self.seasons, self.clock, self.now = parts, weekend, seasons, clock, now


PARTS = dict(MO=(0, 12), AF=(12, 18), EV=(18, 24), NI=(18, 24), DT=(6, 18))
RECOGNIZERS = Conventions(PARTS)
DUCKLING = Conventions(
    dict(MO=(0, 12), AF=(12, 19), EV=(18, 24), NI=(18, 24), DT=(6, 18), MEL=(12, 14), MO_START=(0, 9), NI_END=(21, 24)),
    weekend=(-6, 48),
    seasons=dict(SP=((3, 20), (6, 21)), SU=((6, 21), (9, 24)), FA=((9, 23), (12, 21)), WI=((12, 21), (3, 21))),
    clock=-2,
    now=datetime.datetime(2013, 2, 12, 4, 30),
)
SEASONS = dict(SP=3, SU=6, FA=9, WI=12)


def stretch(value, by=RECOGNIZERS):
    """First moment and the one after the last, of a TIMEX3 value; None when it is no stretch of the calendar."""
    if "/" in value:
        a, b = (stretch(v, by) for v in value.split("/", 1))
        return a and b and (a[0], b[1])
    if value == "PRESENT_REF" and by.now:
        return by.now, by.now + datetime.timedelta(seconds=1)
    zone = re.search(r"T.*?(Z|[+-]\d\d(:?\d\d)?)$", value)
    if zone and by.clock is not None:
        there = stretch(value[: zone.start(1)], by)
        offset = 0 if zone[1] == "Z" else int(zone[1][0] + "1") * (int(zone[1][1:3]) + int(zone[1][-2:] if zone[2] else 0) / 60)
        return there and tuple(t - datetime.timedelta(hours=offset - by.clock) for t in there)
    value = value[: zone.start(1)] if zone else value
    at = lambda *ymd: datetime.datetime(*ymd)
    try:
        if m := re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d)(?::(\d\d))?(?::(\d\d))?", value):
            start = at(*map(int, m[1].split("-"))) + datetime.timedelta(hours=int(m[2]), minutes=int(m[3] or 0), seconds=int(m[4] or 0))
            return start, start + (datetime.timedelta(seconds=1) if m[4] else datetime.timedelta(minutes=1) if m[3] else datetime.timedelta(hours=1))
        if m := re.fullmatch(r"(\d{4}-\d\d-\d\d)T([A-Z]{2,3}|[A-Z]{2}_[A-Z]+)", value):
            day = at(*map(int, m[1].split("-")))
            return tuple(day + datetime.timedelta(hours=hour) for hour in by.parts[m[2]])
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            start = at(*map(int, value.split("-")))
            return start, start + Day
        if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE|-\d)?", value):
            start = datetime.datetime.fromisocalendar(int(m[1]), int(m[2]), 1)
            if m[3] == "-WE":
                return tuple(start + 5 * Day + datetime.timedelta(hours=hour) for hour in by.weekend)
            if m[3]:
                return start + (int(m[3][1]) - 1) * Day, start + int(m[3][1]) * Day
            return start, start + 7 * Day
        if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
            return at(int(m[1]), int(m[2]), 1), add_months(at(int(m[1]), int(m[2]), 1), 1)
        if m := re.fullmatch(r"(\d{4})-(Q|H)(\d)", value):
            size = 3 if m[2] == "Q" else 6
            start = add_months(at(int(m[1]), 1, 1), size * (int(m[3]) - 1))
            return start, add_months(start, size)
        if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
            start = at(int(m[1]), SEASONS[m[2]], 1)
            if by.seasons:
                first, last = by.seasons[m[2]]
                return at(int(m[1]), *first), at(int(m[1]) + (last < first), *last)
            return start, add_months(start, 3)
        if re.fullmatch(r"\d{2,4}", value):
            size = 10 ** (4 - len(value))
            return at(int(value) * size or 1, 1, 1), at((int(value) + 1) * size, 1, 1)
    except (ValueError, KeyError):
        pass
    return None


class Share:
    def __init__(self):
        self.n = collections.Counter()
        self.errors = []

    def add(self, words, told, expected, found, exact, loose):
        self.n["all"] += 1
        self.n["exact"] += exact
        self.n["loose"] += exact or loose
        if not exact:
            self.errors.append(f"{'TOLD' if loose else 'WRONG'} {words!r}{told} expected {expected} read {[(f['text'], f['type'], f['value']) for f in found]}")

    def line(self):
        return f"{self.n['all']} cases: exact {100 * self.n['exact'] / max(1, self.n['all']):.1f} %, told {100 * self.n['loose'] / max(1, self.n['all']):.1f} %"


def same_stretch(found, start, end, reference, by=RECOGNIZERS):
    """(exact, told) for a stretch of ours and an expected one; an open end is None."""
    named = f"{found['value'][-2:]}_{found.get('mod')}"
    s = stretch(found["value"][:-2] + named if named in by.parts else found["value"], by)
    part = found.get("mod") in ("START", "MID", "END") and "T" not in found["value"]  # "early May": its days, where they are said
    if (not s or part) and found.get("from") and found.get("to"):  # "the last four years": a length whose days are known
        s = stretch(found["from"] + "/" + found["to"])
    if not s:
        return False, False
    if start is None or end is None:
        return False, start in s or end in s
    if end - start < Day and re.search(r"T\d", found["value"]) and "/" not in found["value"]:  # a moment of the day
        return s[0] == start, False
    if "/" in found["value"] and "T" in found["value"]:  # their last hour is in it, or is not
        return s[0] == start and abs(s[1] - end) <= datetime.timedelta(hours=1), False
    day_of_reference = start.time().replace(minute=0, second=0) == reference.time().replace(minute=0, second=0) and s == (start.replace(hour=0, minute=0, second=0), start.replace(hour=0, minute=0, second=0) + Day)
    exact = s == (start, end) or day_of_reference
    return exact, s[0] <= start < s[1] and (s[1] - s[0]) <= 400 * Day and end <= max(s[1], start + Day) and (s[1] - s[0] > Day) and not re.search(r"T\d", found["value"])


GRAIN = dict(Second=datetime.timedelta(seconds=1), Minute=datetime.timedelta(minutes=1), Hour=datetime.timedelta(hours=1), Day=Day, Week=7 * Day)


def duckling(dragoman, path, document):
    """No value ("laughing out loud"): right when nothing is read."""
    cases = []
    reference = datetime.datetime(2013, 2, 12, 4, 30)
    for line in open(path, encoding="utf-8"):
        case = json.loads(line)
        expect = case["expect"]
        moments = [list(map(int, re.findall(r"-?\d+", m))) for m in re.findall(r"\((-?\d+(?:, ?\d+){5})\)", expect or "")]
        if any(m[0] < 1 for m in moments) or "OpenInterval" in (expect or ""):
            continue
        moments = [datetime.datetime(*m) for m in moments]
        if len(moments) == 2:
            start, end = moments
        elif moments:
            grain = re.search(r"\) (\w+)", expect)[1]
            start = moments[0]
            end = start + GRAIN[grain] if grain in GRAIN else add_months(start, dict(Month=1, Quarter=3, Year=12)[grain])
        for words in case["strings"]:
            cases.append((words, (start, end) if expect else None))
    score = Share()
    found = records(dragoman, [dict(text=words, published="2013-02-12T04:30:00-02:00") for words, _ in cases], document)
    for (words, expected), times in zip(cases, found):
        if expected is None:
            score.add(words, "", "nothing", times, not times, False)
            continue
        judged = [same_stretch(t, *expected, reference, DUCKLING) for t in joined(times) or times]
        one = len(times) == 1 or bool(joined(times))
        score.add(words, "", f"{expected[0]}–{expected[1]}", times, any(e for e, _ in judged) and one, any(l for _, l in judged) and one)
    return score.line(), score.errors


MODES = ("DateTimeModel", "MergedParser", "DateParser", "DatePeriodParser", "DateTimeParser", "DateTimePeriodParser", "TimeParser", "TimePeriodParser", "HolidayParser", "DurationParser", "SetParser", "DateTimeModelComplexCalendar")


def one_value(result):
    """The one value of a result as a dict with timex, type and value or start, end; None when there are several."""
    if "Resolution" in result or "values" in result.get("Value", {}):
        values = (result.get("Resolution") or result["Value"]).get("values")
        return values[0] if values and len(values) == 1 else None
    value = result["Value"]
    past, future = value.get("PastResolution"), value.get("FutureResolution")
    timex = value.get("Timex") or value.get("timex")
    if not timex or past != future:
        return None
    if not past:
        return dict(timex=timex, type=result.get("Type"))
    pick = lambda *names: next((past[n] for n in names if n in past), None)
    return dict(timex=timex, type=result["Type"], Mod=value.get("Mod"), value=pick("date", "dateTime", "time", "duration"), start=pick("startDate", "startDateTime", "startTime"), end=pick("endDate", "endDateTime", "endTime"))


def recognizers(dragoman, folder, document):
    cases, seen = [], set()
    for mode in MODES:
        for spec in json.load(open(os.path.join(folder, mode + ".json"), encoding="utf-8-sig")):
            reference = spec.get("Context", {}).get("ReferenceDateTime")
            if not reference or (spec["Input"], reference[:10]) in seen:
                continue
            expected = [(r, one_value(r)) for r in spec.get("Results", [])]
            expected = [(r, v) for r, v in expected if v and v.get("type") not in ("timezone", None)]
            if expected:
                seen.add((spec["Input"], reference[:10]))
                cases.append((spec["Input"], reference[:19], expected))
    score = Share()
    found = records(dragoman, [dict(text=words, published=reference) for words, reference, _ in cases], document)
    for (words, reference, expected), times in zip(cases, found):
        for result, value in expected:
            start = result["Start"]
            end = result["End"] + 1 if "End" in result else start + result["Length"]
            near = [t for t in times if t["start"] < end and t["end"] > start]
            judged = [same_value(t, value, datetime.datetime.fromisoformat(reference)) for t in near + joined(near)]
            score.add(words, f" ({reference[:10]})", json.dumps(value), near, any(e for e, _ in judged), any(l for _, l in judged))
    return score.line(), score.errors


def joined(near):
    """A range that is told as two rows, its ends."""
    if len(near) != 2 or any("/" in t["value"] for t in near):
        return []
    return [dict(near[0], end=near[1]["end"], value=near[0]["value"] + "/" + near[1]["value"])]


def hour_form(value):
    """T16 and T16:00 are one, and an hour of any day needs no day."""
    return re.sub(r"T(\d\d):00(?!:?[1-9])", r"T\1", re.sub(r"^XXXX-XX-XXT", "T", value))


def same_value(found, value, reference):
    timex, kind = value["timex"], value["type"]
    found = dict(found, value=re.sub(r"(T\d\d:\d\d(?::\d\d)?)[+-]\d\d:\d\d", r"\1", found["value"]))  # this set tells zones apart
    if hour_form(found["value"]) == hour_form(timex):
        return True, True
    if kind == "duration":
        return seconds(found["value"]) is not None and seconds(found["value"]) == seconds(timex), False
    if kind == "set":
        return False, False
    clock = lambda text: re.sub(r"^T(\d\d)(:\d\d)?(:\d\d)?$", lambda m: "T" + m[1] + (m[2] or ":00"), text)
    if kind == "time":  # of any day
        told = re.search(r"T.*", found["value"])
        return bool(told) and clock(told[0]) == clock(timex), False
    if kind == "timerange":
        if m := re.fullmatch(r"\((T[^,]*),(T[^,]*),.*\)", timex):
            told = [re.search(r"T.*", v) for v in found["value"].split("/")]
            return len(told) == 2 and all(told) and [clock(t[0]) for t in told] == [clock(m[1]), clock(m[2])], False
        return hour_form("T" + found["value"].partition("T")[2]) == hour_form(timex), False
    moment = lambda text: datetime.datetime.fromisoformat(text.replace(" ", "T")) if text and re.match(r"\d{4}-", text) else None
    if value.get("value"):
        start = moment(value["value"])
        if not start:
            return False, False
        s = stretch(found["value"])
        if kind == "datetime" and s and s[1] - s[0] <= datetime.timedelta(hours=1):
            return s[0] == start, False
        return same_stretch(found, start, start + Day, reference)
    start, end = moment(value.get("start")), moment(value.get("end"))
    if start and end and kind == "datetimerange":
        s = stretch(found["value"])
        exact = bool(s) and s[0] == start and (s[1] == end or "/" in found["value"] and abs(s[1] - end) <= datetime.timedelta(hours=1))
        return exact, False
    if "/" in found["value"] and start and end and kind == "daterange":  # their last day of a range told by days is not in it
        s = stretch(found["value"])
        if s and s[0] == start and (s[1] - Day in (end, end - Day) or stretch(found["value"].split("/")[1])[0] == end):
            return True, True
    return same_stretch(found, start, end, reference)


def seconds(value):
    m = re.fullmatch(r"P(?:([\d.]+)DE)?(?:([\d.]+)Y)?(?:([\d.]+)Q)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)WE)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?", value)
    if not m or not any(m.groups()):
        return None
    scale = (10 * 365 * 86400, 365 * 86400, 90 * 86400, 30 * 86400, 7 * 86400, 2 * 86400, 86400, 3600, 60, 1)
    return round(sum(float(n) * s for n, s in zip(m.groups(), scale) if n))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("dragoman")
    sets = dict(timeml=timeml, wikiwars=wikiwars, duckling=duckling, recognizers=recognizers)
    for name in sets:
        options.add_argument("--" + name)
    options.add_argument("--document", choices=("news", "colloquial"), help="the one type by which to read the strings")
    options.add_argument("--errors", type=int, default=0)
    given = options.parse_args()
    for name, measure in sets.items():
        if getattr(given, name):
            of_assistants = measure in (duckling, recognizers)
            for document in ("news", "colloquial") if of_assistants and not given.document else (given.document or "news",):
                line, errors = measure(given.dragoman, getattr(given, name), *([document] if of_assistants else []))
                print(f"{name}{' as ' + document if of_assistants else ''}: {line}")
                print(*errors[: given.errors], sep="\n", end="\n" if given.errors else "")


if __name__ == "__main__":
    main()

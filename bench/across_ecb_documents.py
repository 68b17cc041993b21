"""ECB+ documents (Cybulska and Vossen 2014) as stories with their mentions of events.

The files hold tokens; the text is put together from them, with the place of every token. Addresses and times that open a
document are left out of the text; a date among its first lines becomes the day of publication.
"""
import collections, glob, os, re, xml.etree.ElementTree

MONTHS = "january february march april may june july august september october november december".split()
TEXT_DATE = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)? ?,? (\d{4})\b", re.I)
DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (\d{4})\b", re.I)
NUMBERS = re.compile(r"\b(\d{1,2}) ?/ ?(\d{1,2}) ?/ ?(\d{4}|\d{2})\b")
YEAR_FIRST = re.compile(r"\b(20\d\d) ?[-/_] ?(\d{1,2}) ?[-/_] ?(\d{1,2})\b")


def day(year, month, day_):
    year = year + 2000 if year < 100 else year
    return f"{year:04}-{month:02}-{day_:02}" if 1 <= month <= 12 and 1 <= day_ <= 31 and 1990 < year < 2016 else None


def date_in(text):
    if m := TEXT_DATE.search(text):
        return day(int(m[3]), [x[:3] for x in MONTHS].index(m[1].lower()) + 1, int(m[2]))
    if m := DAY_FIRST.search(text):
        return day(int(m[3]), [x[:3] for x in MONTHS].index(m[2].lower()) + 1, int(m[1]))
    if m := YEAR_FIRST.search(text):
        return day(int(m[1]), int(m[2]), int(m[3]))
    if m := NUMBERS.search(text):
        return day(int(m[3]), int(m[1]), int(m[2])) or day(int(m[3]), int(m[2]), int(m[1]))
    return None


def joined(sentences):
    """Text, and [start, end) of every token id."""
    text, where, double = "", {}, False
    for sentence in sentences:
        text += "\n" if text else ""
        stuck = True
        for tid, word in sentence:
            word = {"``": '"', "''": '"'}.get(word, word)
            closing = word == '"' and double
            if word == '"':
                double = not double
            glued = word in {".", ",", ";", ":", "?", "!", ")", "]", "%"} or closing or word in {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'"}
            if not stuck and not glued:
                text += " "
            where[tid] = (len(text), len(text) + len(word))
            text += word
            stuck = word in {"(", "[", "$", "#"} or (word == '"' and double)
    return text, where


def document(path):
    root = xml.etree.ElementTree.parse(path).getroot()
    sentences, sentence_of = collections.defaultdict(list), {}
    for t in root.iter("token"):
        sentences[int(t.get("sentence"))].append((t.get("t_id"), t.text or ""))
        sentence_of[t.get("t_id")] = int(t.get("sentence"))
    order = sorted(sentences)
    lines = {s: " ".join(w for _, w in sentences[s]) for s in order}
    published = None
    for s in order[:5]:
        published = published or (date_in(lines[s]) if len(sentences[s]) < 40 else None)
    kept = [s for s in order if not (lines[s].startswith(("http", "www")) or (s == order[0] and ": / /" in lines[s]))]
    text, where = joined([sentences[s] for s in kept])
    chain_of, note = {}, {}
    mentions, instances = {}, {}
    for m in root.find("Markables"):
        tokens = [a.get("t_id") for a in m.findall("token_anchor")]
        if tokens:
            mentions[m.get("m_id")] = (m.tag, tokens)
        else:
            instances[m.get("m_id")] = m.get("instance_id") or m.get("m_id")
    for relation in root.find("Relations") if root.find("Relations") is not None else []:
        target = relation.find("target")
        if target is None:
            continue
        name = relation.get("note") if relation.tag == "CROSS_DOC_COREF" else None
        for source in relation.findall("source"):
            chain_of[source.get("m_id")] = name or os.path.basename(path) + "#" + relation.get("r_id")
    name = os.path.basename(path)[:-4]
    events = []
    for mid, (tag, tokens) in mentions.items():
        if not tag.startswith(("ACTION", "NEG_ACTION")) or tokens[0] not in where:
            continue
        spans = [where[t] for t in tokens if t in where]
        events.append({"id": f"{name}#{mid}", "start": spans[0][0], "end": spans[-1][1], "chain": chain_of.get(mid, f"{name}#{mid}"),
                       "sentence": sentence_of[tokens[0]]})
    marked = {e["sentence"] for e in events}
    spans = [[min(where[t][0] for t, _ in sentences[s]), max(where[t][1] for t, _ in sentences[s])] for s in kept if s in marked]
    return {"id": name, "topic": name.split("_")[0], "published": published, "text": text, "sentences": spans, "mentions": sorted(events, key=lambda e: (e["start"], e["end"]))}


def documents(folder, topics=None):
    out = []
    for path in sorted(glob.glob(os.path.join(folder, "*", "*.xml"))):
        if topics is None or int(os.path.basename(os.path.dirname(path))) in topics:
            out.append(document(path))
    return out

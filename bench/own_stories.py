"""Stories that every clone has: those of examples/, and the sentences of cases/ put together to stories of news length.

They are ours, short, and dense with what the engine looks for: good for telling whether a change made it faster, not for what it reads in the world.
"""
import html, json, pathlib, random, re

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDS = 250  # of a story made of cases; the Kremlin's news items have a median of 200, Reuters' of 100


def case_texts(path):
    """The stories of a file of cases (tests/cases.h), each a paragraph or a few."""
    for block in re.split(r"^=== .*\n", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        parts = re.split(r"^---\n", block, flags=re.M)
        if len(parts) > 1:
            yield parts[1].strip()


def stories():
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "examples").glob("*.json"))]
    for path in sorted((ROOT / "cases").glob("*.case")):
        text, words = [], 0
        for case in case_texts(path):
            text.append(case)
            words += len(case.split())
            if words >= WORDS:
                found.append({"title": f"Of {path.stem}", "published": "2025-05-06", "text": "\n\n".join(text)})
                text, words = [], 0
    return found


def varied(text, turn, draw=random.Random(7)):
    """The same text in another order and with other numbers, so that neither the engine nor the store has met it."""
    if turn == 0:
        return text

    def shuffled(paragraph):
        sentences = re.split(r"(?<=[.!?]) ", paragraph)
        draw.shuffle(sentences)
        return re.sub(r"\d+", lambda m: str(int(m.group()[:6]) + turn), " ".join(sentences))

    return "\n".join(shuffled(paragraph) for paragraph in text.split("\n"))


def write(path, count):
    """`count` stories as JSON lines; those there are come again, varied."""
    known = stories()
    with open(path, "w", encoding="utf-8") as out:
        for k in range(count):
            story = known[k % len(known)]
            out.write(json.dumps(dict(story, id=f"own-{k}", text=varied(story["text"], k // len(known)))) + "\n")


NAVIGATION = "".join(f'<li><a href="/{w}">{w.title()}</a></li>' for w in "world politics economy science culture sport weather archive contact".split())
RELATED = "".join(f'<li><a href="/story/{k}">An older story about something else, number {k}</a></li>' for k in range(8))


def page(title, day, text):
    """The story as a page of its own: head with metadata, navigation, article, related links, foot."""
    paragraphs = "\n".join(f"<p>{html.escape(p)}</p>" for p in re.split(r"\n+", text) if p.strip())
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": day})
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)} | The Example Gazette</title>
<meta property="og:title" content="{html.escape(title, True)}"><meta property="article:published_time" content="{day}">
<script type="application/ld+json">{data}</script><style>body {{ margin: 0 }} .menu li {{ display: inline }}</style></head><body>
<nav class="menu"><ul>{NAVIGATION}</ul></nav><main><article><h1>{html.escape(title)}</h1><p class="byline">By Our Desk</p>
{paragraphs}</article><aside class="related"><h2>More stories</h2><ul>{RELATED}</ul></aside></main>
<footer><p>All rights reserved. <a href="/terms">Terms</a> <a href="/privacy">Privacy</a></p></footer>
<script>window.page = {{ loaded: true }};</script></body></html>""".encode()

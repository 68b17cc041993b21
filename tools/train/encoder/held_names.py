"""The held-out name sets as the training sees them, as IOB2 files for bench/annotation.py: re3d's test part without BBC's documents,
pronouns, common nouns and articles.  held_names.py NER FOLDER"""
import pathlib, sys
import data as D

for name, sentences in D.name_sets(sys.argv[1])[1].items():
    with open(pathlib.Path(sys.argv[2]) / f"{name}.iob2", "w", encoding="utf8") as out:
        for s in sentences:
            for w in s:
                out.write(w.form + "\t" + w.name.replace("S-", "B-").replace("E-", "I-") + "\n")
            out.write("\n")
